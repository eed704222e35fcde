"""`build-course check --fix`: repairs that are surely right, and nothing else.

A repair changes as little as it can of the author's text: a word where one word was meant without a
doubt, how lines end, tabs, marks that nobody sees, the way in which letters of a file's name are
stored. Each is tried on a copy of the course and kept only if no new error comes of it. So a course
is never worse afterwards, and a second run finds nothing to do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from builder.blocks.base import MediaFile
from builder.check.files import BYTE_ORDER_MARK, WINDOWS_LINE_ENDS
from builder.check.media import DAMAGED_NAME, MISSING
from builder.check.subject import Subject, Text
from builder.checking import check
from builder.diagnostics import Report, Severity, Span
from builder.files import Content, Memory, Tree, read_all
from builder.located import Located, located
from builder.model.read import read_course
from builder.preparing import surveyed
from builder.record import record
from builder.source import yaml
from builder.source.faults import SYNTAX
from builder.source.places import locate
from builder.source.text import line_starts

MOST_ROUNDS = 10
"""One repair may bring to light what another can mend; so often it is looked again."""

TAB_WIDTHS = (2, 3, 4, 8)
"""If the file comes to the same with each of them, the first is right."""

BOM = "\ufeff"
Error = tuple[str, str, str]
"""An error as it can be known again when columns have moved: code, file, message."""

_TABS = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)
_RETURN = re.compile(r"\r(?=\n)")
_ONE_WORD = re.compile(r"([\"']?)(#?[\w-]+)\1")


class Repair(NamedTuple):
    """Something that was mended: where, by which code it was found, and what was done."""

    file: str
    line: int
    code: str
    done: str


class Edit(NamedTuple):
    """What takes the place of a stretch of a file's text, a byte order mark being a part of it."""

    file: str
    start: int
    end: int
    words: str


@record
class Change:
    """A repair with what it changes: stretches of texts, and the name of a file."""

    repair: Repair
    edits: tuple[Edit, ...] = ()
    renamed: tuple[str, str] | None = None


@dataclass(slots=True)
class Fixed:
    """What `--fix` came to: the course as it is now, what was done, and names of files by old."""

    tree: Tree
    repairs: list[Repair] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def changed(self, before: Tree) -> dict[str, bytes]:
        """The files of text with another content than before."""
        return {
            name: read_all(content)
            for name, content in self.tree.items()
            if name in before and before[name] is not content
        }


def fixed(tree: Tree) -> Fixed:
    """The course with all that has one safe repair mended."""
    result = Fixed(dict(tree))
    for _ in range(MOST_ROUNDS):
        report = check(result.tree, []).report
        changes = _accepted(result.tree, list(_offers(report, result.tree)), _errors(report))
        if not changes:
            break
        result.tree = _changed(result.tree, changes)
        result.repairs += [change.repair for change in changes]
        result.names |= dict(change.renamed for change in changes if change.renamed)
    return result


def _accepted(tree: Tree, offers: list[Change], errors: Counter[Error]) -> list[Change]:
    """Those changes of which no new error comes: all at once, or as many as go together."""
    kept: list[Change] = []
    waiting = [offers] if offers else []
    while waiting:
        some = waiting.pop()
        after = _errors(surveyed(_changed(tree, [*kept, *some]), [])[1].report)
        if not after - errors:
            kept += some
        elif len(some) > 1:
            half = len(some) // 2
            waiting += [some[half:], some[:half]]
    return kept


def _errors(report: Report) -> Counter[Error]:
    errors = (found for found in report if found.severity is Severity.ERROR)
    return Counter((found.code, found.place.file, found.message) for found in errors)


def _changed(tree: Tree, changes: list[Change]) -> dict[str, Content]:
    """The files after some changes."""
    names = dict(change.renamed for change in changes if change.renamed)
    files = {names.get(name, name): content for name, content in tree.items()}
    by_file: dict[str, list[Edit]] = {}
    for change in changes:
        for edit in change.edits:
            by_file.setdefault(edit.file, []).append(edit)
    for name, edits in by_file.items():
        text = _whole_text(files[name])
        for edit in sorted(set(edits), key=lambda edit: -edit.start):
            text = text[: edit.start] + edit.words + text[edit.end :]
        files[name] = Memory(text.encode("utf-8"))
    return dict(sorted(files.items()))


def _whole_text(content: Content) -> str:
    """A file's text with its byte order mark, so that nothing is lost when it is written again."""
    return read_all(content).decode("utf-8")


# ---- what can be mended --------------------------------------------------------------------------


def _offers(report: Report, tree: Tree) -> Iterator[Change]:
    """What may be mended, as far as one finding shows it; none stands in the way of another."""
    texts: dict[str, str] = {}
    for one in located(report, tree):
        name, code = one.found.place.file, one.found.code
        if name not in texts and name in tree and name.endswith(".yaml"):
            texts[name] = _readable(tree[name])
        text = texts.get(name, "")
        change = None
        if one.found.instead is not None:
            change = _word(one, text)
        elif code == BYTE_ORDER_MARK.code:
            change = _of_file(name, code, "without a byte order mark", [Edit(name, 0, 1, "")])
        elif code == WINDOWS_LINE_ENDS.code:
            change = _of_file(name, code, "line ends are LF", _line_ends(name, text))
        elif code == SYNTAX.code:
            change = _tabs(name, text)
        if change is not None:
            yield change
    yield from _stored_names(tree)


def _readable(content: Content) -> str:
    """The text of a file that is UTF-8, else nothing: what cannot be read is not mended."""
    try:
        return _whole_text(content)
    except UnicodeDecodeError:
        return ""


def _of_file(name: str, code: str, done: str, edits: list[Edit]) -> Change:
    return Change(Repair(name, 1, code, done), tuple(edits))


def _word(one: Located, text: str) -> Change | None:
    """The one word that belongs where another stands, in the quotation marks of that."""
    start, end = _stretch(text, one.span)
    old, new = text[start:end], one.found.instead or ""
    found = _ONE_WORD.fullmatch(old)
    if found is None:
        return None
    name = one.found.place.file
    written = f"{found[1]}{new}{found[1]}"
    repair = Repair(name, one.span.line, one.found.code, f"{found[2]} is now {new}")
    return Change(repair, (Edit(name, start, end, written),))


def _stretch(text: str, span: Span) -> tuple[int, int]:
    """Where a span begins and ends in a text that may have a byte order mark."""
    mark = len(text) - len(text.removeprefix(BOM))
    starts = line_starts(text[mark:])
    first, last = starts[span.line - 1], starts[span.end_line - 1]
    return mark + first + span.column - 1, mark + last + span.end_column - 1


def _line_ends(name: str, text: str) -> list[Edit]:
    return [Edit(name, one.start(), one.end(), "") for one in _RETURN.finditer(text)]


def _tabs(name: str, text: str) -> Change | None:
    """Blanks for the tabs before lines, if the file comes to the same with every usual width."""
    edits = {width: list(_blanks(name, text, width)) for width in TAB_WIDTHS}
    if not edits[TAB_WIDTHS[0]]:
        return None
    bare = {name: Memory(text.encode("utf-8"))}
    changes = [_of_file(name, SYNTAX.code, "blanks for tabs", edits[width]) for width in TAB_WIDTHS]
    read = [yaml.read(read_all(_changed(bare, [change])[name]), name) for change in changes]
    sound = all(one.data is not None and one.data == read[0].data for one in read)
    return changes[0] if sound else None


def _blanks(name: str, text: str, width: int) -> Iterator[Edit]:
    for one in _TABS.finditer(text):
        yield Edit(name, one.start(), one.end(), one[0].expandtabs(width))


def _stored_names(tree: Tree) -> Iterator[Change]:
    """Files whose names hold accents as signs of their own, and what names them."""
    subject = Subject(read_course(tree).part, tree)
    naming: dict[str, list[Text]] = {}
    for text, _ in subject.marked(MediaFile):
        naming.setdefault(_composed(text.value), []).append(text)
    for mended, texts in naming.items():
        stored = next((name for name in tree if _composed(name) == mended and name != mended), None)
        apart = [text for text in texts if text.value != mended]
        edits = [edit for text in apart if (edit := _name_edit(tree, text, mended)) is not None]
        can_be = mended in tree or (stored is not None and _only_own_name(stored))
        if can_be and len(edits) == len(apart) and (apart or mended not in tree):
            renamed = (stored, mended) if stored and mended not in tree else None
            code = DAMAGED_NAME.code if apart else MISSING.code
            done = f"accents of {mended} are letters now"
            yield Change(Repair(texts[0].file, 1, code, done), tuple(edits), renamed)


def _only_own_name(path: str) -> bool:
    """Whether the folders of a file are stored as they should be."""
    folder = path.rpartition("/")[0]
    return _composed(folder) == folder


def _name_edit(tree: Tree, text: Text, mended: str) -> Edit | None:
    content = _readable(tree[text.file])
    span = locate(content.removeprefix(BOM)).get((text.path, False))
    if span is None:
        return None
    start, end = _stretch(content, span)
    at = content.find(text.value, start, end)
    return Edit(text.file, at, at + len(text.value), mended) if at >= 0 else None


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
