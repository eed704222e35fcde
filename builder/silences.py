"""Comments by which an author allows what a rule finds, each with its reason.

    # build-course: allow BC613, because the gate opens with the check itself
    # build-course: allow BC409 of media/raw.png, because it is drawn anew in spring

At the end of a line a comment is about what begins on that line; on a line of its own it is about
what begins on the next one that is no comment. For a file that holds no comments it stands in
`course.yaml` and names the file. Errors cannot be allowed: no package can be made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from builder.diagnostics import Diagnostic, Place, Report, Rule, Severity, Span
from builder.files import Tree
from builder.located import FIRST_FILE, text_of
from builder.record import record
from builder.source.places import LOADER, Spans, locate, span_of
from builder.source.text import lines_of

SILENCES_NOTHING = Rule("BC901", "A comment that allows what is not there", Severity.WARNING)
NOT_UNDERSTOOD = Rule("BC902", "A comment to build-course without its reason", Severity.WARNING)
NOT_ALLOWED = Rule("BC903", "A comment that allows what cannot be allowed", Severity.WARNING)
RULES = (SILENCES_NOTHING, NOT_UNDERSTOOD, NOT_ALLOWED)

_ADDRESSED = re.compile(r"(?:^|[ \t])(#[ \t]*build-course:.*)$", re.IGNORECASE)
_ALLOW = re.compile(
    r"#[ \t]*build-course:[ \t]*allow[ \t]+(?P<code>BC\d{3})(?:[ \t]+of[ \t]+(?P<file>\S+?))?"
    r"[ \t]*,[ \t]*because[ \t]+(?P<reason>\S.*)"
)
_COMMENT = re.compile(r"\s*(#.*)?$")
EXAMPLE = "# build-course: allow BC613, because …"


class Silence(NamedTuple):
    """What an author allows: a code, where, and why."""

    code: str
    reason: str
    file: str
    line: int
    """Of what is meant; 0 for a whole file."""
    comment: Place


@record
class Silenced:
    """A finding that the author allowed."""

    found: Diagnostic
    reason: str


@record
class Heard:
    """What is left of a report, what was allowed, and what is wrong with the comments."""

    report: Report
    silenced: tuple[Silenced, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def heard(report: Report, tree: Tree, names: Iterable[str], rules: Mapping[str, Rule]) -> Heard:
    """The report without what the comments in the files `names` allow.

    A comment that allows nothing is a fault, unless there are errors: then not all was looked at.
    """
    comments = [one for name in names for one in _comments(tree, name)]
    if not comments:
        return Heard(report)
    faults = [fault for one in comments if (fault := _fault(one, rules)) is not None]
    silences = [one for one in map(_silence, comments) if one and _may_be(one.code, rules)]
    kept, silenced, used = _parted(report, tree, silences)
    if not report.failed:
        faults += [_nothing(one) for one in silences if one not in used]
    return Heard(Report(kept), tuple(silenced), tuple(faults))


def _parted(
    report: Report, tree: Tree, silences: list[Silence]
) -> tuple[list[Diagnostic], list[Silenced], set[Silence]]:
    wanted: dict[tuple[str, str], list[Silence]] = {}
    for one in silences:
        wanted.setdefault((one.code, one.file), []).append(one)
    places = _Places(tree)
    kept: list[Diagnostic] = []
    silenced: list[Silenced] = []
    used: set[Silence] = set()
    for found in report:
        about = wanted.get((found.code, found.place.file), [])
        lines = places.lines(found.place) if any(one.line for one in about) else set()
        fitting = [one for one in about if one.line == 0 or one.line in lines]
        used.update(fitting)
        if fitting:
            silenced.append(Silenced(found, fitting[0].reason))
        else:
            kept.append(found)
    return kept, silenced, used


class _Places:
    """The lines on which things begin, in files that are read when they are asked for."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.known: dict[str, tuple[Spans, list[str]]] = {}

    def lines(self, place: Place) -> set[int]:
        """The lines that a comment may stand at for a finding: its own, and that of its value."""
        if place.file not in self.known:
            text = text_of(self.tree.get(place.file))
            self.known[place.file] = locate(text), lines_of(text)
        spans, lines = self.known[place.file]
        around = (spans.get((place.path, on_key)) for on_key in (True, False) if place.path)
        return {span.line for span in (span_of(place, spans, lines), *around) if span is not None}


class _Addressed(NamedTuple):
    """A comment to build-course: its words, and the line of what it is about."""

    words: str
    about: int
    place: Place


def _comments(tree: Tree, name: str) -> Iterator[_Addressed]:
    """The comments of a file that begin with the tool's name."""
    text = text_of(tree.get(name))
    if "build-course:" not in text.lower():
        return
    lines = lines_of(text)
    inside = _inside_texts(text)
    for number, line in enumerate(lines, start=1):
        found = _ADDRESSED.search(line)
        column = found.start(1) + 1 if found else 0
        if found and not any(first <= (number, column) < last for first, last in inside):
            span = Span(number, column, number, len(line.rstrip()) + 1)
            alone = not line[: column - 1].strip()
            about = _next_line(lines, number) if alone else number
            yield _Addressed(found[1].rstrip(), about, Place(name, span=span))


def _next_line(lines: list[str], number: int) -> int:
    """The next line that is more than a comment; 0 if there is none."""
    rest = enumerate(lines[number:], start=number + 1)
    return next((at for at, line in rest if not _COMMENT.match(line)), -1)


def _inside_texts(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of a file in which a # begins no comment; to the end where it is broken."""
    found = []
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.ScalarEvent) and event.value:
                start: Any = event.start_mark
                end: Any = event.end_mark
                begins = (start.line + 1, start.column + 1)
                if event.style in ("|", ">"):  # what follows the sign on its line is a comment
                    begins = (start.line + 2, 1)
                found.append((begins, (end.line + 1, end.column + 1)))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        mark: Any = getattr(error, "problem_mark", None)
        if mark is not None:
            found.append(((mark.line + 1, 1), (len(lines_of(text)) + 1, 1)))
    return found


def _silence(comment: _Addressed) -> Silence | None:
    """What a comment allows, if it says so in full."""
    said = _ALLOW.fullmatch(comment.words)
    if said is None or (said["file"] and comment.place.file != FIRST_FILE):
        return None
    file = said["file"] or comment.place.file
    line = 0 if said["file"] else comment.about
    return Silence(said["code"], said["reason"], file, line, comment.place)


def _may_be(code: str, rules: Mapping[str, Rule]) -> bool:
    """Whether findings of a code may be allowed."""
    rule = rules.get(code)
    return rule is not None and rule.severity is not Severity.ERROR and rule not in RULES


def _fault(comment: _Addressed, rules: Mapping[str, Rule]) -> Diagnostic | None:
    """What is wrong with a comment in itself."""
    silence = _silence(comment)
    if silence is None:
        return _not_understood(comment)
    if _may_be(silence.code, rules):
        return None
    rule = rules.get(silence.code)
    why = f"{silence.code} is an error" if rule else f"there is no {silence.code}"
    if rule in RULES:
        why = f"{silence.code} is about such comments"
    return NOT_ALLOWED.at(
        comment.place,
        f"This cannot be allowed: {why}.",
        "Mend what is found, or write the code of a warning or hint.",
    )


def _not_understood(comment: _Addressed) -> Diagnostic:
    said = _ALLOW.fullmatch(comment.words)
    if said is not None:
        message = "Only course.yaml may allow something of another file."
        hint = f"Move this comment to {FIRST_FILE}, or leave out of {said['file']}."
    elif re.search(r"allow\s+BC\d{3}", comment.words):
        message = "This comment does not say why."
        hint = f"Write a code, a comma, because and the reason: {EXAMPLE}"
    else:
        message = "This comment to build-course is not understood."
        hint = f"Write {EXAMPLE}"
    return NOT_UNDERSTOOD.at(comment.place, message, hint)


def _nothing(silence: Silence) -> Diagnostic:
    return SILENCES_NOTHING.at(
        silence.comment,
        f"There is no {silence.code} here that this comment could allow.",
        "Remove the comment, or move it to the line of what it is about or just above it.",
    )
