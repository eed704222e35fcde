"""What is wrong with the translations of a course: each finding at its line of the PO file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.blocks.base import AnswerText, PlainText
from builder.check import check_course
from builder.check.elsewhere import UNUSED_MEDIA
from builder.diagnostics import WHOLE_FILE, Diagnostic, Path, Place, Rule, Span
from builder.files import Tree
from builder.markdown import plain, unsafe_html
from builder.model.read import faults_with
from builder.model.variants import file_of
from builder.translating.applying import Said, Translated
from builder.translating.rules import LOST_PART, SHOWN_MARKS

_INSIDE = re.compile(r'href="(#[^"]*)"')
_ADDRESS = re.compile(r'href="(?!#)[^"]*"')
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_SLOT = re.compile(r"\{[A-Za-z][\w-]*\}")
_FOOTNOTES = re.compile(
    r'<(sup class="footnote-ref"|section class="footnotes").*?</(sup|section)>', re.DOTALL
)
_MARKS = re.compile(r"\*\*|__|\]\(|```|^#{1,6} ", re.MULTILINE)


def findings(
    done: Translated, tree: Tree, known: Iterable[Diagnostic], *, advice: bool = False
) -> Iterator[Diagnostic]:
    """What a course in a language has against it that the course itself (`known`) has not."""
    places = _Places(done)
    seen = {(found.code, found.place.file, found.place.path) for found in known}
    faults = list(_faults(done, tree))
    broken = {(found.place.file, found.place.path) for found in faults}
    checked = check_course(done.course, tree, advice=advice)
    for found in (*faults, *checked):
        key = (found.code, found.place.file, found.place.path)
        if key not in seen and found.code != UNUSED_MEDIA.code:  # it stands for the course's own
            yield places.moved(found)
    for one in done.texts:
        if one.target is not None and (one.spot.file, one.spot.path) not in broken:
            yield from _of_text(one, places)


class _Places:
    """Where in the file of translations the words stand that a finding is about."""

    def __init__(self, done: Translated) -> None:
        self.file = file_of(done.course.language)
        self.lines: dict[tuple[str, Path], int] = {}
        for one in done.texts:
            if one.line:
                for length in range(len(one.spot.path), -1, -1):
                    self.lines.setdefault((one.spot.file, one.spot.path[:length]), one.line)

    def moved(self, found: Diagnostic) -> Diagnostic:
        """The finding at the line of the words, or of the first ones below its place."""
        place = self.place(found.place.file, found.place.path)
        rule = Rule(found.code, "", found.severity)
        return rule.at(place, found.message, found.hint)

    def place(self, file: str, path: Path) -> Place:
        """The line of a translation; the whole file where there is none."""
        line = self.lines.get((file, path), 0) if path else 0
        span = Span(line, 1, line, len("msgstr") + 1) if line else WHOLE_FILE
        return Place(self.file, span=span)


def _faults(done: Translated, tree: Tree) -> Iterator[Diagnostic]:
    """What the reader would say of the author's files if the translations stood in them."""
    by_file: dict[str, dict[Path, list[str]]] = {}
    for one in done.texts:
        if one.target is not None:
            lines = _answers(one) if isinstance(one.spot.mark, AnswerText) else [one.target]
            by_file.setdefault(one.spot.file, {})[one.spot.path] = lines
    for file, texts in by_file.items():
        yield from faults_with(tree, file, texts)


def _answers(one: Said) -> list[str]:
    return [line.strip() for line in (one.target or "").splitlines() if line.strip()]


def _of_text(one: Said, places: _Places) -> Iterator[Diagnostic]:
    if isinstance(one.spot.mark, AnswerText | PlainText) or one.target is None:
        return
    place = places.place(one.spot.file, one.spot.path)
    lost = list(_lost(one.source, one.target, inline=not one.spot.is_markdown))
    if lost:
        yield LOST_PART.at(
            place,
            f"The translation has no {' and no '.join(lost)}, which the text has.",
            "Put it where it belongs in the translation; links keep their address.",
        )
    shown = sorted(set(_MARKS.findall(_bare(one.target))) - set(_MARKS.findall(_bare(one.source))))
    if shown:
        yield SHOWN_MARKS.at(
            place,
            f"Learners would see the sign {shown[0].strip()} of this translation.",
            "Look at its Markdown: emphasis needs its sign at both ends, and a link no blank"
            " between ] and (.",
        )


def _bare(text: str) -> str:
    return plain(text) if _MARKS.search(text) else ""


def _lost(source: str, target: str, *, inline: bool) -> Iterator[str]:
    """What a translation keeps of its text: links into the course, notes, places for values."""
    before, after = (_links(text, inline=inline) for text in (source, target))
    yield from (f"link to {link}" for link in dict.fromkeys(before[0]) if link not in after[0])
    if before[1] > after[1]:
        yield "link to another site" if before[1] - after[1] == 1 else "links to other sites"
    for parts in (_NOTE, _SLOT):
        kept = set(parts.findall(target))
        yield from (one for one in dict.fromkeys(parts.findall(source)) if one not in kept)


def _links(text: str, *, inline: bool) -> tuple[list[str], int]:
    """The links into the course, and how many lead elsewhere."""
    if "]" not in text and "<" not in text:
        return [], 0
    html = unsafe_html(text, inline=inline)
    html = _FOOTNOTES.sub("", html)
    return _INSIDE.findall(html), len(_ADDRESS.findall(html))
