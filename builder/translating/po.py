"""Files of translations as gettext has them (PO), read strictly and written always the same.

Babel's reader goes on past what it does not understand and forgets what a text was before; so the
lines are read here, and only the quoting of texts is Babel's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from babel.messages.pofile import escape, normalize, unescape

from builder.diagnostics import Diagnostic, Place, Span
from builder.languages import primary
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
_BREAK = re.compile(r"\r\n|\r|\n")
_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})( |$)")
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)


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


class _Fault(NamedTuple):
    """What is wrong with a file, and what to do; in the line that was read last if none is said."""

    message: str
    hint: str = "Mend this line, or take the file as it was before; nothing is written over it."
    line: int = 0


_PLURAL_FORMS = _Fault("Texts of courses have no plural forms.")
_UNRESOLVED = _Fault(
    "This is the mark of a merge that nobody has finished.",
    "Leave one of the two versions, and take out the lines with <<<<<<<, ======= and >>>>>>>.",
)
_NO_LINE = _Fault(
    "This is no line of a PO file: a word such as msgid, and a text in double quotes.",
    'Put a double quote at each end of the text, and write \\" for one inside of it.',
)


def read_po(data: bytes, file: str) -> tuple[Po | None, list[Diagnostic]]:
    """The translations in a file, or what keeps it from being read."""
    text, found = decode(data, file)
    if text is None:
        return None, found
    reader, lines = _Reader(), _BREAK.split(text)
    taken = (
        fault._replace(line=fault.line or number)
        for number, line in enumerate(lines, start=1)
        if (fault := reader.take(line.strip(), number))
    )
    fault = next(taken, None) or reader.end() or _other_language(reader.po, file, lines)
    return (None, [_broken(file, lines, fault)]) if fault else (reader.po, [])


def _other_language(po: Po, file: str, lines: list[str]) -> _Fault | None:
    """A file that says it is for another language than its name does; learners would read it."""
    name, found = PurePosixPath(file), _LANGUAGE.search(po.header)
    if name.suffix != ".po" or found is None:
        return None
    if primary(found[1].replace("_", "-")) == primary(name.stem.replace("_", "-")):
        return None
    return _Fault(
        f"This file says that it is in the language {found[1]}, but its name says {name.stem}.",
        "Mend the line if the texts are right; otherwise give the file its right name.",
        next((n for n, line in enumerate(lines, start=1) if "Language:" in line), 1),
    )


def _broken(file: str, lines: list[str], fault: _Fault) -> Diagnostic:
    width = len(lines[fault.line - 1].rstrip())
    span = Span(fault.line, 1, fault.line, max(2, width + 1))
    return BROKEN_FILE.at(Place(file, span=span), fault.message, fault.hint)


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

    def take(self, line: str, number: int) -> _Fault | None:
        """The next line, without blanks at its ends."""
        if not line:
            return None
        if line.startswith(("#~|", "#|")):
            fault = self._new()
            return fault or self._part(line.partition("|")[2].strip(), number, self._before)
        if line.startswith("#~"):
            return self._obsolete(line[2:].strip(), number)
        if line.startswith("#"):
            fault = self._new()
            if fault is None:
                self._comment(line)
            return fault
        return self._text(line, number)

    def end(self) -> _Fault | None:
        """What is wrong at the end of the file."""
        return self._close() if self._parts else None

    def _obsolete(self, line: str, number: int) -> _Fault | None:
        fault = self._text(line, number)
        self._entry.obsolete = True
        return fault

    def _text(self, line: str, number: int) -> _Fault | None:
        if line.startswith(("msgctxt", "msgid")):
            fault = self._new()
            if fault:
                return fault
        return self._part(line, number, self._parts)

    def _part(self, line: str, number: int, parts: dict[str, str]) -> _Fault | None:
        """A line with a text in quotation marks: a part of the entry, or more of the last one."""
        if _PLURAL.match(line):
            return _PLURAL_FORMS
        found = _LINE.fullmatch(line)
        if found is None:
            return _UNRESOLVED if _CONFLICT.match(line) else _NO_LINE
        word = found[1] or self._word
        if not word:
            return _Fault("A text stands here that belongs to nothing.")
        if found[1] and word in parts:
            return _Fault(f"A second {word} stands here for one text.")
        if not parts and not self._parts:
            self.started = self._entry.line = number
        if found[1] == "msgstr":
            self._entry.target_line = number
        self._word = word
        parts[word] = parts.get(word, "") + unescape(found[2])
        return None

    def _comment(self, line: str) -> None:
        entry, rest = self._entry, line[2:].strip()
        if line.startswith("#,"):
            entry.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        elif line.startswith("#."):
            entry.comments.append(rest)
        elif line.startswith("#:"):
            entry.places += rest.split()
        else:
            entry.remarks.append(line[1:].strip())

    def _new(self) -> _Fault | None:
        """What was read is whole, if the next line begins another entry."""
        return self._close() if "msgstr" in self._parts else None

    def _close(self) -> _Fault | None:
        parts, entry = self._parts, self._entry
        missing = next((word for word in _WORDS[1:] if word not in parts), None)
        if missing:
            message = f"The entry that begins in line {self.started} has no {missing}."
            return _Fault(message, line=self.started)
        entry.context, entry.source = parts.get("msgctxt", ""), parts["msgid"]
        entry.target, entry.previous = parts["msgstr"], self._before.get("msgid")
        fault = self._keep(entry)
        self._entry, self._parts, self._before, self._word = Entry("", ""), {}, {}, ""
        return fault

    def _keep(self, entry: Entry) -> _Fault | None:
        if not entry.source and not entry.context and not entry.obsolete:
            self.po.header, self.po.remarks = entry.target, entry.remarks
            return None
        first = self._seen.get(entry.key)
        if first is not None and not entry.obsolete:
            return _Fault(
                f"The same text stands in line {first} already.",
                "Leave the better one of the two, and take the other out.",
                self.started,
            )
        if not entry.obsolete:
            self._seen[entry.key] = entry.line
        self.po.entries.append(entry)
        return None


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
