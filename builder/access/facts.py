"""What the course's own content was looked through for, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from builder.access.content import Content
from builder.access.held import DECORATION, Entry, pointers
from builder.files import read_all
from builder.markdown import plain
from builder.record import record
from builder.theming.palette import PAIRS
from builder.wording import counted

MOVING = (".gif", ".webp", ".avif", ".apng")
"""Pictures that may move."""

WHERE = ("Where", "File")


@record
class Fact:
    """What was found of one sort of content."""

    says: str
    present: bool = False
    """Whether there is anything of this sort."""
    faults: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def _pictures(content: Content) -> Fact:
    entries = content.entries("pictures")
    bare = sum(description == DECORATION for *_, description in entries)
    count = counted(len(entries), "picture")
    says = f"{count}: {len(entries) - bare} described, {bare} called decoration."
    return _listing("pictures", says, (*WHERE, "Description"), entries)


def _films(content: Content) -> Fact:
    entries = content.entries("films")
    says = f"{counted(len(entries), 'film')} with sound, all with captions and a transcript."
    return _listing("films with sound", says, (*WHERE, "Captions", "Transcript"), entries)


def _silent_films(content: Content) -> Fact:
    entries = content.entries("silent-films")
    says = f"{counted(len(entries), 'silent film')}, all with a transcript."
    return _listing("silent films", says, (*WHERE, "Transcript"), entries)


def _recordings(content: Content) -> Fact:
    entries = content.entries("recordings")
    says = f"{counted(len(entries), 'recording')}, all with a transcript."
    return _listing("recordings", says, (*WHERE, "Transcript"), entries)


def _headings(content: Content) -> Fact:
    count = content.count("headings")
    return Fact(
        f"{counted(count, 'heading')} in texts, looked through for skipped levels.",
        present=count > 0,
        faults=content.faults("BC509"),
    )


def _tables(content: Content) -> Fact:
    made, written = content.count("table blocks"), content.count("tables in texts")
    if not made + written:
        return Fact("The course has no tables.")
    return Fact(
        f"{counted(made + written, 'table')}, all with headers; {made} with a caption.",
        present=True,
    )


def _links(content: Content) -> Fact:
    entries = content.entries("links")
    says = f"{counted(len(entries), 'link')} in texts, looked through for words that say nothing."
    fact = _listing("links in texts", says, ("Where", "Words", "Address"), entries)
    faults = content.faults("BC510", "BC512")
    return Fact(fact.says, fact.present or bool(faults), faults, fact.columns, fact.entries)


def _palette(content: Content) -> Fact:
    pairs = sum(len(grounds) for _, grounds, _ in PAIRS)
    schemes = "in the light, the dark and in print"
    return Fact(f"{pairs} pairs of colours were computed {schemes}; two too alike are an error.")


def _titles(content: Content) -> Fact:
    entries = [
        (f"{module.id}.{page.id}", plain(page.title))
        for module in content.course.modules
        for page in module.pages
    ]
    return _listing(
        "pages", f"{counted(len(entries), 'page')} with a title.", ("Page", "Title"), entries
    )


def _language(content: Content) -> Fact:
    return Fact(f"The course's language is {content.course.language}.")


def _languages(content: Content) -> Fact:
    entries = content.entries("languages")
    count = counted(len(entries), "passage")
    says = f"{count} marked as another language than {content.course.language}."
    fact = _listing("", says, ("Where", "Language", "Words"), entries)
    return Fact(says, True, (), fact.columns, fact.entries)


def _lettered(content: Content) -> Fact:
    entries = [
        (where, path)
        for where, path, _ in content.entries("pictures")
        if path.lower().endswith(".svg")
        and path in content.tree
        and b"<text" in read_all(content.tree[path])
    ]
    says = f"{counted(len(entries), 'drawing')} with letters in; other pictures cannot be read."
    return _listing("drawings with letters in them", says, WHERE, entries)


def _moving(content: Content) -> Fact:
    entries = [
        (where, path)
        for where, path, _ in content.entries("pictures")
        if path.lower().endswith(MOVING)
    ]
    says = f"{counted(len(entries), 'picture')} of a type that may move."
    return _listing("pictures of a type that may move", says, WHERE, entries)


def _spots(content: Content) -> Fact:
    entries = content.entries("spots")
    says = f"{counted(len(entries), 'picture')} with spots to press; each has a list beside it."
    return _listing("pictures with spots", says, (*WHERE, "Spots"), entries)


def _embeds(content: Content) -> Fact:
    entries = content.entries("embeds")
    says = f"{counted(len(entries), 'page')} of other sites, each loaded only when asked for."
    return _listing("pages of other sites", says, ("Where", "Address"), entries)


def _downloads(content: Content) -> Fact:
    entries = content.entries("downloads")
    says = f"{counted(len(entries), 'file')} to download; what is in them was not looked at."
    return _listing("files to download", says, WHERE, entries)


def _questions(content: Content) -> Fact:
    count = content.count("questions")
    if not count:
        return Fact("The course has no questions.")
    return Fact(f"{counted(count, 'question')}.", present=True)


def _single_tries(content: Content) -> Fact:
    entries = content.entries("single-tries")
    says = f"{counted(len(entries), 'question')} for points with a single try."
    return _listing("questions for points with a single try", says, ("Where", "Question"), entries)


def _pointing(sort: str, name: str) -> Callable[[Content], Fact]:
    """Sentences with words of one sort, for a person to read."""

    def find(content: Content) -> Fact:
        if not pointers(content.course.language):
            return Fact(f"{name} were not looked for: no list of words in this language.", True)
        entries = content.entries(sort)
        says = f"{counted(len(entries), 'sentence')} with {name}."
        return _listing(f"sentences with {name}", says, ("Where", "Sentence"), entries)

    return find


def _listing(what: str, says: str, columns: Entry, entries: Sequence[Entry]) -> Fact:
    if not entries and what:
        return Fact(f"The course has no {what}.")
    return Fact(says, bool(entries), (), columns, tuple(entries))


FACTS: Mapping[str, Callable[[Content], Fact]] = {
    "pictures": _pictures,
    "films": _films,
    "silent-films": _silent_films,
    "recordings": _recordings,
    "lettered-pictures": _lettered,
    "moving-pictures": _moving,
    "spots": _spots,
    "titles": _titles,
    "headings": _headings,
    "tables": _tables,
    "links": _links,
    "language": _language,
    "languages": _languages,
    "places": _pointing("places", "words that point at a place"),
    "colour-words": _pointing("colour-words", "names of colours"),
    "palette": _palette,
    "questions": _questions,
    "single-tries": _single_tries,
    "embeds": _embeds,
    "downloads": _downloads,
}
"""What is looked for, by the names in `criteria.yaml`."""

TITLES = {
    "pictures": "Pictures and their descriptions",
    "films": "Films with sound",
    "silent-films": "Silent films",
    "recordings": "Recordings",
    "lettered-pictures": "Drawings with letters in them",
    "moving-pictures": "Pictures that may move",
    "spots": "Pictures with spots to press",
    "titles": "Titles of pages",
    "links": "Links in texts",
    "languages": "Passages in other languages",
    "places": "Words that point at a place",
    "colour-words": "Names of colours",
    "single-tries": "Questions with a single try",
    "embeds": "Pages of other sites",
    "downloads": "Files to download",
}
"""What the lists are called that a person goes through."""


def facts_of(content: Content) -> Iterator[tuple[str, Fact]]:
    """All that was found, by name."""
    for name, find in FACTS.items():
        yield name, find(content)
