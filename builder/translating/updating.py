"""A course's texts for translators, and what they did brought up to the course as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from builder.blocks.base import AnswerText
from builder.diagnostics import Path
from builder.files import Tree, read_all
from builder.model.course import Course
from builder.source.places import locate
from builder.source.text import decode
from builder.translating.po import FUZZY, Entry, Key, Po
from builder.translating.texts import Spot, all_texts

ENOUGH = 0.3
"""From this likeness on an old translation helps more than it misleads."""

MOST_COMPARED = 4_000
"""Signs of a text that are looked at to say how like another it is."""

LONGEST_ABOUT = 140


def entries_of(course: Course, tree: Tree) -> list[Entry]:
    """An entry for each text, in the order of the course; equal ones with one context share it."""
    lines = _Lines(tree)
    found: dict[Key, Entry] = {}
    for spot, text in all_texts(course):
        entry = found.setdefault((spot.context, text), Entry(spot.context, text))
        entry.places.append(f"{spot.file}:{lines.of(spot)}")
        if not entry.comments:
            entry.comments = list(_comments(spot))
    return list(found.values())


class _Lines:
    """Where texts stand. Each file is read again for it, which no other command does."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._spans: dict[str, dict[Path, int]] = {}

    def of(self, spot: Spot) -> int:
        """The line on which a text begins."""
        if spot.file not in self._spans:
            text, _ = decode(read_all(self._tree[spot.file]), spot.file)
            spans = locate(text or "")
            self._spans[spot.file] = {
                path: span.line for (path, key), span in spans.items() if not key
            }
        return self._spans[spot.file].get(spot.path, 1)


def _comments(spot: Spot) -> Iterator[str]:
    """What it is, and in what it is written."""
    yield shortened_about(spot.about)
    if isinstance(spot.mark, AnswerText):
        yield "Learners write it. One answer on each line; there may be more of them than here."
    elif spot.is_markdown:
        yield "Markdown. Keep links and footnotes as they are."


def shortened_about(about: str) -> str:
    """The first sentence of a field's description."""
    first, stop, _ = about.partition(". ")
    sentence = first + stop.strip()
    if len(sentence) > LONGEST_ABOUT:
        sentence = sentence[:LONGEST_ABOUT].rsplit(" ", 1)[0] + " …"
    return sentence


def new_po(course: Course, language: str = "") -> Po:
    """A file without entries."""
    about = f"{course.id}: texts of the course" + (f" in {language}" if language else "")
    header = {
        "Project-Id-Version": course.id,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": course.language,
    }
    lines = (f"{name}: {value}".rstrip() for name, value in header.items())
    return Po("".join(f"{line}\n" for line in lines), [about])


def updated(old: Po, entries: Iterable[Entry]) -> Po:
    """The translations for these entries, which are those of the course as it is now.

    What stayed keeps its translation. A text that changed gets the closest old one of its context,
    or of the same words elsewhere, to be looked at. What is gone stays at the end.
    """
    wanted = list(entries)
    keys = {entry.key for entry in wanted}
    known = {entry.key: entry for entry in sorted(old.entries, key=lambda one: not one.obsolete)}
    spare = _Spare(entry for entry in known.values() if entry.key not in keys and entry.target)
    done = [_kept(entry, known[entry.key]) if entry.key in known else spare.help(entry)
            for entry in wanted]  # fmt: skip
    return Po(old.header, old.remarks, [*done, *spare.left()])


def _kept(entry: Entry, old: Entry) -> Entry:
    return replace(
        entry, target=old.target, flags=old.flags, previous=old.previous, remarks=old.remarks
    )


class _Spare:
    """Translations whose texts are not there any more."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._by_context: dict[str, list[Entry]] = {}
        self._by_source: dict[str, list[Entry]] = {}
        for entry in self._entries:
            self._by_context.setdefault(entry.context, []).append(entry)
            self._by_source.setdefault(entry.source, []).append(entry)
        self._used: set[Key] = set()

    def help(self, entry: Entry) -> Entry:
        """The entry with an old translation that may fit, or as it is."""
        old = self._closest(entry)
        if old is None:
            return entry
        self._used.add(old.key)
        flags = list(dict.fromkeys([FUZZY, *old.flags]))
        before = old.previous if old.fuzzy and old.previous is not None else old.source
        return replace(entry, target=old.target, flags=flags, previous=before, remarks=old.remarks)

    def left(self) -> Iterator[Entry]:
        """Those that helped nobody."""
        for entry in self._entries:
            if entry.key not in self._used:
                yield replace(entry, obsolete=True, comments=[], places=[])

    def _closest(self, entry: Entry) -> Entry | None:
        moved = self._free(self._by_source.get(entry.source, ()))
        if moved:
            return moved[0]
        near = [
            (_likeness(entry.source, old.source), old)
            for old in self._free(self._by_context.get(entry.context, ()))
        ]
        best = max(near, key=lambda one: one[0], default=None)
        return best[1] if best and best[0] >= ENOUGH else None

    def _free(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry.key not in self._used]


def _likeness(one: str, other: str) -> float:
    """From 0 to 1: how many words, in their order, two texts have in common."""
    words, others = one[:MOST_COMPARED].split(), other[:MOST_COMPARED].split()
    return SequenceMatcher(None, words, others, autojunk=False).ratio()
