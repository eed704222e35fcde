"""Files of translations as gettext has them (PO), read strictly and written always the same.

Babel's reader goes on past what it does not understand and forgets what a text was before; so the
lines are read here, and only the quoting of texts is Babel's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from babel.messages.pofile import escape, normalize, unescape

from builder.diagnostics import Diagnostic, Place, Span
from builder.model.variants import LOCALES
from builder.source.text import decode
from builder.translating.rules import BROKEN_FILE

TEMPLATE = f"{LOCALES}/messages.pot"
WIDTH = 80
FUZZY = "fuzzy"

Key = tuple[str, str]
"""Context and text: what an entry is known by."""

_WORDS = ("msgctxt", "msgid", "msgstr")
_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)[ \t]*)?("(?:[^"\\]|\\.)*")')
_PLURAL = re.compile(r"msgid_plural|msgstr\[")


@dataclass(slots=True)
class Entry:
    """A text and its translation; "" where there is none yet."""

    context: str
    source: str
    target: str = ""
    flags: list[str] = field(default_factory=list)
    previous: str | None = None
    """What the text was when it was translated, where that has changed."""
    remarks: list[str] = field(default_factory=list)
    """What translators noted."""
    comments: list[str] = field(default_factory=list)
    """What the course says of it."""
    places: list[str] = field(default_factory=list)
    obsolete: bool = False
    line: int = 0
    """Where it begins in the file that was read."""
    target_line: int = 0
    """Where its translation stands there."""

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.context, self.source

    @property
    def fuzzy(self) -> bool:
        """Whether somebody has to look at it before it counts."""
        return FUZZY in self.flags

    @property
    def counts(self) -> bool:
        """Whether learners are shown the translation."""
        return bool(self.target.strip()) and not self.fuzzy and not self.obsolete


@dataclass(slots=True)
class Po:
    """A file of translations: what stands at its head, and its entries."""

    header: str = ""
    remarks: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def read_po(data: bytes, file: str) -> tuple[Po | None, list[Diagnostic]]:
    """The translations in a file, or what keeps it from being read."""
    text, found = decode(data, file)
    if text is None:
        return None, found
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        fault = reader.take(line.strip(), number)
        if fault:
            return None, [_broken(file, number, line, fault)]
    fault = reader.end()
    if fault:
        return None, [_broken(file, reader.started, "", fault)]
    return reader.po, []


def _broken(file: str, number: int, line: str, fault: str) -> Diagnostic:
    return BROKEN_FILE.at(
        Place(file, span=Span(number, 1, number, max(2, len(line.rstrip()) + 1))),
        fault,
        "Mend this line, or take the file as it was before; nothing is written over it.",
    )


class _Reader:
    """Takes a file line by line; what it says of a line is what is wrong with it."""

    def __init__(self) -> None:
        self.po = Po()
        self.started = 1
        self._entry = Entry("", "")
        self._parts: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self._word = ""
        self._seen: dict[Key, int] = {}

    def take(self, line: str, number: int) -> str:
        """The next line, without blanks at its ends."""
        if not line:
            return ""
        if line.startswith(("#~|", "#|")):
            fault = self._new(number)
            return fault or self._part(line.partition("|")[2].strip(), number, self._before)
        if line.startswith("#~"):
            return self._obsolete(line[2:].strip(), number)
        if line.startswith("#"):
            return self._new(number) or self._comment(line)
        return self._text(line, number)

    def end(self) -> str:
        """What is wrong at the end of the file."""
        return self._close() if self._parts else ""

    def _obsolete(self, line: str, number: int) -> str:
        fault = self._text(line, number)
        self._entry.obsolete = True
        return fault

    def _text(self, line: str, number: int) -> str:
        if line.startswith(("msgctxt", "msgid")):
            fault = self._new(number)
            if fault:
                return fault
        return self._part(line, number, self._parts)

    def _part(self, line: str, number: int, parts: dict[str, str]) -> str:
        """A line with a text in quotation marks: a part of the entry, or more of the last one."""
        if _PLURAL.match(line):
            return "Texts of courses have no plural forms."
        found = _LINE.fullmatch(line)
        if found is None:
            return (
                "This is no line of a PO file: a word such as msgid, and a text in double quotes."
            )
        word = found[1] or self._word
        if not word:
            return "A text stands here that belongs to nothing."
        if found[1] and word in parts:
            return f"A second {word} stands here for one text."
        if not parts and not self._parts:
            self.started = self._entry.line = number
        if found[1] == "msgstr":
            self._entry.target_line = number
        self._word = word
        parts[word] = parts.get(word, "") + unescape(found[2])
        return ""

    def _comment(self, line: str) -> str:
        entry, rest = self._entry, line[2:].strip()
        if line.startswith("#,"):
            entry.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        elif line.startswith("#."):
            entry.comments.append(rest)
        elif line.startswith("#:"):
            entry.places += rest.split()
        else:
            entry.remarks.append(line[1:].strip())
        return ""

    def _new(self, number: int) -> str:
        """What was read is whole, if the next line begins another entry."""
        return self._close() if "msgstr" in self._parts else ""

    def _close(self) -> str:
        parts, entry = self._parts, self._entry
        missing = next((word for word in _WORDS[1:] if word not in parts), None)
        if missing:
            return f"The entry that begins in line {self.started} has no {missing}."
        entry.context, entry.source = parts.get("msgctxt", ""), parts["msgid"]
        entry.target, entry.previous = parts["msgstr"], self._before.get("msgid")
        fault = self._keep(entry)
        self._entry, self._parts, self._before, self._word = Entry("", ""), {}, {}, ""
        return fault

    def _keep(self, entry: Entry) -> str:
        if not entry.source and not entry.obsolete:
            self.po.header, self.po.remarks = entry.target, entry.remarks
            return ""
        first = self._seen.get(entry.key)
        if first is not None and not entry.obsolete:
            return f"The same text stands in line {first} already."
        if not entry.obsolete:
            self._seen[entry.key] = entry.line
        self.po.entries.append(entry)
        return ""


def written_po(po: Po) -> bytes:
    """A file of translations: the entries in their order, those that are gone at the end."""
    head = [*_noted(po.remarks, "#"), 'msgid ""', f"msgstr {normalize(po.header, width=0)}"]
    living = [entry for entry in po.entries if not entry.obsolete]
    gone = [entry for entry in po.entries if entry.obsolete]
    parts = [head, *(list(_lines(entry)) for entry in (*living, *gone))]
    return ("\n\n".join("\n".join(lines) for lines in parts) + "\n").encode("utf-8")


def _lines(entry: Entry) -> Iterator[str]:
    yield from _noted(entry.remarks, "#")
    if not entry.obsolete:
        yield from _noted(entry.comments, "#.")
        yield from (f"#: {place}" for place in entry.places)
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    mark = "#~ " if entry.obsolete else ""
    if entry.previous is not None:
        yield from _quoted("msgid", entry.previous, "#~| " if mark else "#| ")
    if entry.context:
        yield f"{mark}msgctxt {escape(entry.context)}"
    yield from _quoted("msgid", entry.source, mark)
    yield from _quoted("msgstr", entry.target, mark)


def _noted(lines: Iterable[str], mark: str) -> Iterator[str]:
    yield from (f"{mark} {line}".rstrip() for line in lines)


def _quoted(word: str, text: str, mark: str) -> Iterator[str]:
    for number, line in enumerate(normalize(text, width=WIDTH).split("\n")):
        yield f"{mark}{line}" if number else f"{mark}{word} {line}"
