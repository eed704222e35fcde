"""What a course needs beyond itself, and how much an LMS takes of it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.base import MediaFile
from builder.blocks.embed import Embed
from builder.check.subject import Subject
from builder.diagnostics import WHOLE_FILE, Diagnostic, Place, Rule, Severity
from builder.model.course import COURSE_FILE
from builder.model.variants import for_language, languages_in

UNUSED_MEDIA = Rule("BC409", "A media file is never used", Severity.WARNING)
TOO_HEAVY = Rule("BC412", "More media than an LMS may take", Severity.WARNING)
OTHER_SITE = Rule("BC413", "A page needs another site", Severity.HINT)

MEDIA = "media/"
MOST_MEGABYTES = 100
"""LMS hosts draw the line for uploads between 50 and 500; above this one, upload and start are slow
everywhere."""

INLINE = frozenset({"captions", "text"})
"""Media that is written into the page."""


def unused_media(subject: Subject) -> Iterator[Diagnostic]:
    """What lies in media/ is shown somewhere."""
    if subject.gaps.by_file:
        return  # it may be named where nothing could be read
    named = {text.value for text, _ in subject.marked(MediaFile)}
    named |= set(_of_other_languages(subject, named))
    for name in subject.tree:
        if name.startswith(MEDIA) and name not in named:
            yield UNUSED_MEDIA.at(
                Place(name, span=WHOLE_FILE),
                "No page uses this file, so it is left out of the package.",
                "Use it, or delete it; a file to keep for later is better kept outside media/.",
            )


def _of_other_languages(subject: Subject, named: set[str]) -> Iterator[str]:
    """What stands for media in the languages that the course is translated into."""
    course = subject.course
    for language in (*course.other_languages, *languages_in(subject.tree)):
        for name in named:
            found = for_language(name, language, course.language, subject.tree)
            if found:
                yield found


def too_heavy(subject: Subject) -> Iterator[Diagnostic]:
    """The media of a course fit into an upload."""
    packed = {
        text.value
        for text, mark in subject.marked(MediaFile)
        if text.value in subject.tree and not INLINE.issuperset(mark.kinds)
    }
    sizes = {name: subject.tree[name].size for name in packed}
    total = sum(sizes.values())
    if total <= MOST_MEGABYTES * 1_000_000:
        return
    heaviest = sorted(sizes, key=lambda name: (-sizes[name], name))[:3]
    named = ", ".join(f"{name} with {sizes[name] / 1e6:,.0f} MB" for name in heaviest)
    yield TOO_HEAVY.at(
        Place(COURSE_FILE, ("course",)),
        f"The media come to {total / 1e6:,.0f} MB; many LMSs take no package of more than"
        f" {MOST_MEGABYTES} MB.",
        f"Compress films and pictures (most take {named}), or split the course.",
    )


def other_sites(subject: Subject) -> Iterator[Diagnostic]:
    """Whatever is loaded from elsewhere is missing offline, and tells that site who learns."""
    for placed in subject.blocks:
        if isinstance(placed.block, Embed):
            yield OTHER_SITE.at(
                placed.place.down("embed"),
                f"This loads from {placed.block.host}, which then sees the learner's address, and"
                " is missing offline.",
                "Put the content into the course if you can; if not, see that the fallback is"
                " enough and that your privacy notice names the site.",
            )
