"""Syntax errors in the author's words: what the parser says, and what was probably meant.

libyaml and the pure parser word the same fault differently; each pattern fits both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from builder.diagnostics import Diagnostic, Place, Rule, Span
from builder.source.text import lines_of

SYNTAX = Rule("BC105", "The file is not valid YAML")


class _Fault(NamedTuple):
    """A parser error: the text's lines, where it was noticed, and where its cause begins."""

    lines: list[str]
    mark: Any
    context: Any

    @property
    def line(self) -> str:
        return self.lines[self.mark.line] if self.mark.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.line[self.mark.column : self.mark.column + 1]

    @property
    def before(self) -> str:
        return self.line[: self.mark.column]

    @property
    def one_line(self) -> bool:
        return self.context is not None and self.context.line == self.mark.line


class _Words(NamedTuple):
    """What to tell the author, and whether the cause is where the construct began."""

    message: str
    hint: str
    at_start: bool = False
    mark: Any = None


_QUOTE_IT = 'Put the whole text in quotation marks, "like this", or write it below a | sign.'
_COLON_IN_TEXT = "A text with a colon and a space in it needs quotation marks."
_WORDS_OF_A_KEY = 3
_BRACKET_AT_START = "A text that begins with [ or { needs quotation marks."
_INDENT = "Line it up with the keys that it belongs to, with spaces only."


def syntax_fault(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    """The finding for an error of the parser."""
    lines = lines_of(text)
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    fault = _Fault(lines, mark or _Mark(), getattr(error, "context_mark", None) or mark)
    words = _words(f"{context}: {problem}", fault)
    mark = words.mark or (fault.context if words.at_start and fault.context else fault.mark)
    return SYNTAX.at(Place(file, span=_span(lines, mark)), words.message, words.hint)


class _Mark(NamedTuple):
    """A place as the parser counts it, from 0; the beginning where an error has none."""

    line: int = 0
    column: int = 0


def _span(lines: list[str], mark: Any) -> Span:
    """One character at the mark, kept inside the text: an error at the end is on the last text."""
    line = min(mark.line, len(lines) - 1)
    column = mark.column if line == mark.line else len(lines[line])
    while line > 0 and not lines[line].strip() and column >= len(lines[line]):
        line -= 1
        column = len(lines[line])
    column = min(column, len(lines[line]))
    return Span(line + 1, column + 1, line + 1, column + 2)


def _words(problem: str, fault: _Fault) -> _Words:
    if _text_in_brackets(problem, fault):
        return _Words(_BRACKET_AT_START, _QUOTE_IT, mark=_opening(fault))
    for pattern, explain in _TABLE:
        if re.search(pattern, problem):
            return explain(fault)
    return _Words(
        "The text cannot be understood from here on.",
        "Look at the quotation marks, brackets, colons and indentation just before this place.",
    )


def _text_in_brackets(problem: str, fault: _Fault) -> bool:
    """Whether a text goes on behind a closing bracket, as after a link in Markdown."""
    if not fault.before.rstrip().endswith(("]", "}")) or _opening(fault) is None:
        return False
    if "flow" in problem:
        return fault.character == "(" and fault.before.endswith("]")
    return "block" in problem and fault.character not in ("", "]", "}", ":", ",")


def _opening(fault: _Fault) -> _Mark | None:
    """The bracket that begins the value that ends just before the fault, on its line."""
    before, depth = fault.before.rstrip(), 0
    for at in range(len(before) - 1, -1, -1):
        depth += (before[at] in "]}") - (before[at] in "[{")
        if depth == 0:
            begins = re.search(r"(?:^|[:,\-{\[])\s*$", before[:at])
            return _Mark(fault.mark.line, at) if begins else None
    return None


def _colon(fault: _Fault) -> _Words:
    above = fault.lines[fault.mark.line - 1] if fault.mark.line else ""
    if ": " in fault.before or not above.strip():
        return _Words(_COLON_IN_TEXT, _QUOTE_IT)
    if not re.search(r":(\s|$)", above):
        return _Words(
            "The line before this one has no colon, so this key cannot begin here.",
            "Write a colon and a space after the key in the line before: KEY: VALUE.",
        )
    return _Words(
        "This line goes on with the text above, and no text may have a colon and a space in it.",
        "If it is a key, line it up with the key above; if it belongs to the text, put the whole"
        " text in quotation marks.",
    )


def _colon_in_lines_above(fault: _Fault) -> _Mark | None:
    """A colon inside a text of several lines: the parser stumbles only after its last line."""
    found = None
    start = fault.context or fault.mark
    for number in range(min(start.line, len(fault.lines) - 1), -1, -1):
        line = fault.lines[number]
        if not line.strip() or len(line) - len(line.lstrip()) < start.column:
            break
        head, colon, _ = line.partition(": ")
        if colon and len(head.split()) > _WORDS_OF_A_KEY:
            found = _Mark(number, len(head))
    return found


def _no_colon(fault: _Fault) -> _Words:
    inside = _colon_in_lines_above(fault)
    if inside is not None:
        return _Words(_COLON_IN_TEXT, _QUOTE_IT, mark=inside)
    return _Words(
        "There is a key here without a colon, or a text that is not indented enough.",
        "Write KEY: VALUE, or indent the text so that it stands further right than its key.",
        at_start=True,
    )


def _bad_start(fault: _Fault) -> _Words:
    if fault.character == "\t":
        return _tab(fault)
    return _Words(
        f"A text cannot begin with {fault.character} unless it stands in quotation marks.",
        'Put the whole text in quotation marks, "like this".',
    )


def _tab(fault: _Fault) -> _Words:
    return _Words(
        "There is a tab here, but YAML is indented with spaces.",
        "Replace the tab by spaces; most editors can do so in the whole file.",
    )


def _key(fault: _Fault) -> _Words:
    if re.search(r"[\"']\s*$", fault.before):
        return _Words(
            "The text goes on after its closing quotation mark.",
            'Put the whole text in quotation marks; inside "…" write \\" for a quotation mark,'
            " inside '…' write '' for an apostrophe.",
        )
    if fault.character in ("]", "}"):
        return _Words(
            f"There is a closing {fault.character} here that nothing opens.",
            "Remove it, or put the text in quotation marks if it belongs to one.",
        )
    if fault.character == "-":
        return _Words("This list entry is not lined up with the others.", _INDENT)
    if fault.character == ":":
        return _Words(
            "There is no key before this colon.", "Write a word before the colon: KEY: VALUE."
        )
    return _Words("This line is not lined up with the others of its mapping.", _INDENT)


def _dash(fault: _Fault) -> _Words:
    return _Words(
        "This line stands in a list, but does not begin with a dash and a space.",
        "Begin it with '- ', or indent it as far as the key that it belongs to.",
    )


def _not_closed(opening: str, closing: str, what: str) -> Callable[[_Fault], _Words]:
    def explain(fault: _Fault) -> _Words:
        if fault.one_line and fault.character:
            return _Words(
                f"A comma is missing here, or the {what} {opening} … {closing} ends too late.",
                f"Write a comma between entries and {closing} at the end; a text with a comma,"
                " a colon or quotation marks in it needs quotation marks around it.",
            )
        return _Words(
            f"The {what} that begins here is not closed.",
            f"Write {closing} at its end; entries are parted by commas.",
            at_start=True,
        )

    return explain


def _quote(fault: _Fault) -> _Words:
    return _Words(
        "The quotation mark that opens here is never closed.",
        "Write the same quotation mark at the end of the text.",
        at_start=True,
    )


def _escape(fault: _Fault) -> _Words:
    return _Words(
        "A backslash in a text in double quotation marks has a meaning of its own.",
        "Write \\\\ for a backslash, or use single quotation marks around the text.",
    )


def _block_header(fault: _Fault) -> _Words:
    return _Words(
        "After | or > the line must end.",
        "Begin the text on the next line, indented; or put it in quotation marks.",
    )


def _nothing(fault: _Fault) -> _Words:
    if not fault.character:
        return _Words(
            "The file ends in the middle of something.",
            "Look for a bracket that is not closed, or a key without a value.",
        )
    return _Words(
        f"Something is missing before {fault.character}.",
        "Remove it, or put the text in quotation marks if it belongs to one.",
    )


def _list_here(fault: _Fault) -> _Words:
    return _Words(
        "A list cannot begin on the line of its key.",
        "Begin it on the next line; or put the text in quotation marks if the dash belongs to it.",
    )


def _question_mark(fault: _Fault) -> _Words:
    return _Words(
        "A text cannot begin with a question mark and a space.",
        'Put the whole text in quotation marks, "like this".',
    )


def _name_sign(fault: _Fault) -> _Words:
    return _Words(
        "A text that begins with & , * or ! needs quotation marks.",
        'Put the whole text in quotation marks, "like this".',
        at_start=True,
    )


def _directive(fault: _Fault) -> _Words:
    return _Words(
        "A line cannot begin with a per cent sign.",
        "Put the text in quotation marks, or remove the line.",
    )


def _after_end(fault: _Fault) -> _Words:
    return _Words(
        "The file goes on after its end.",
        "Look for a closing bracket too many, or for lines that are not indented like the others.",
    )


_TABLE: tuple[tuple[str, Callable[[_Fault], _Words]], ...] = (
    (r"mapping values are not allowed", _colon),
    (r"could not find expected ':'", _no_colon),
    (r"found a tab|tab character", _tab),
    (r"cannot start any token", _bad_start),
    (r"quoted scalar.*(end of stream|document (indicator|separator))", _quote),
    (r"(escape|hexdecimal|hexadecimal|Unicode character)", _escape),
    (r"block mapping: .*(expected key|block end)", _key),
    (r"block (collection|sequence): .*(expected '-'|block end)", _dash),
    (r"flow sequence", _not_closed("[", "]", "list")),
    (r"flow mapping", _not_closed("{", "}", "mapping")),
    (r"block scalar", _block_header),
    (r"node content", _nothing),
    (r"sequence entries are not allowed", _list_here),
    (r"mapping keys are not allowed", _question_mark),
    (r"scanning an? (alias|anchor)|(scanning|parsing) a tag|tag handle", _name_sign),
    (r"directive|YAML document", _directive),
    (r"document start", _after_end),
)
