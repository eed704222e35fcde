"""Comparing what two targets hold, and the differences that their standards force.

    assert compare(plan, one, other) == []

`FORCED` is data: `compare` goes by it, and a page of the documentation is made of it (`table`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from builder.blocks.tracking import Interaction
from builder.plan.model import Plan
from tests.e2e.equality.form import AND, WITH, Record, Target, interactions_of
from tests.e2e.equality.scorm import CUT, one_line

Part = Literal["text", "options", "number", "status", "viewed", "objectives", "answers"]
Value = Any

LINE_12 = 255
LINE_2004 = 250
TEXT_2004 = 4000
DECIMALS_2004 = 7
SCORM: tuple[Target, ...] = ("scorm12", "scorm2004")


@dataclass(frozen=True)
class Context:
    """Where a value stands."""

    plan: Plan
    interaction: Interaction | None = None


@dataclass(frozen=True)
class Forced:
    """A difference that nobody can help: what these targets hold instead, and why.

    `leaves` makes of a whole value what such a target can hold of it; without it the two forms say
    the same, and reading has undone the difference.
    """

    part: Part
    targets: tuple[Target, ...]
    what: str
    why: str
    leaves: Callable[[Value, Context], Value] | None = None


def _cut(text: str, most: int) -> str:
    """At most so many UTF-16 units, with a sign that more was there."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - 1)].decode("utf-16-le", "ignore") + CUT


def _line_12(text: Value, at: Context) -> Value:
    return _cut(one_line(text), LINE_12)


def _line_2004(text: Value, at: Context) -> Value:
    guarded = f" {text}" if text.startswith("{") else text
    if at.interaction is not None and at.interaction.type == "long-fill-in":
        return _cut(one_line(guarded), TEXT_2004)
    return _cut(one_line(guarded), LINE_2004).replace(AND, "[ , ]")


def _same_words(response: Value, at: Context) -> Value:
    """Options that read the same cannot be told apart: the first stands for all of them."""
    if at.interaction is None:
        return response
    first = _first_with_words(at.interaction.options)
    second = _first_with_words(at.interaction.targets or ())
    pairs = [part.partition(WITH) for part in response.split(AND)]
    return AND.join(
        f"{first.get(one, one)}{sign}{second.get(other, other)}" for one, sign, other in pairs
    )


def _first_with_words(options: Any) -> dict[str, str]:
    first: dict[str, str] = {}
    return {one.id: first.setdefault(one_line(one.text), one.id) for one in options}


def _decimals(number: Value, at: Context) -> Value:
    try:
        return f"{round(float(number), DECIMALS_2004):.12g}"
    except ValueError:
        return number


def _judged(status: Value, at: Context) -> Value:
    has_mark = at.plan.rules.completion.pass_mark is not None and at.plan.points > 0
    return "passed" if has_mark and status == "completed" else status


def _nothing(value: Value, at: Context) -> Value:
    return None


FORCED: tuple[Forced, ...] = (
    Forced("text", ("scorm12",), "Texts are one line, cut to 255 characters.",
           "CMIString255 (RTE 1.2, 3.4.4); line feeds break reports.", _line_12),
    Forced("text", ("scorm2004",),
           "Texts are one line; long ones are cut to 4,000 characters, short ones to 250; one that "
           "begins with { gets a blank before it.",
           "localized_string_type (RTE 2004, 4.1.1.3); Moodle takes no others.", _line_2004),
    Forced("options", ("scorm12",),
           "Answers are told in words, not in ids: options with the same words cannot be told "
           "apart.",
           "The signs of 1.2 (a, b, c) would say nothing to a teacher.", _same_words),
    Forced("options", ("scorm2004",), "Option ids have underscores for hyphens.",
           "short_identifier_type as Moodle reads it."),
    Forced("number", ("scorm2004",), "Numbers have at most seven decimals.",
           "real(10,7) (RTE 2004, 4.1.1.6).", _decimals),
    Forced("status", ("scorm2004",),
           "A course with a pass mark that is completed is passed, even where the author wants the "
           "word completed.",
           "Completion and success are two elements (RTE 2004, 4.2.4 and 4.2.22).", _judged),
    Forced("status", ("xapi", "cmi5"),
           "Passed is said after completed, as two statements; who completes a course with a pass "
           "mark has passed it.",
           "Each is a verb of its own; cmi5 moves on by both (13.1.4).", _judged),
    Forced("viewed", ("scorm12", "scorm2004", "web"),
           "Which pages were opened is in the state only.", "No element holds it.", _nothing),
    Forced("objectives", ("xapi", "cmi5"), "Only results that were reached are told.",
           "A statement says what happened, not what has not."),
    Forced("answers", ("web",), "Answers are told to nobody; they can be read in the state.",
           "There is no LMS."),
    Forced("answers", ("web",), "Of a story the last run is known, and its way is not in words.",
           "Rows of a report stay from run to run; the state has room for one."),
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A place where two records say different things, and nothing forces them to."""

    where: str
    one: Value
    other: Value

    def __str__(self) -> str:
        return f"{self.where}: {self.one!r} and {self.other!r}"


def compare(plan: Plan, one: Record, other: Record) -> list[Difference]:
    """All differences between two records that no standard forces."""
    targets = {one.target, other.target}
    return [
        found
        for found, part, at in _differences(plan, one, other)
        if _left(found.one, part, at, targets) != _left(found.other, part, at, targets)
    ]


def forced(plan: Plan, one: Record, other: Record) -> list[tuple[Difference, Forced]]:
    """All differences that are there because a standard forces them, each with what forces it."""
    targets = {one.target, other.target}
    return [
        (found, rule)
        for found, part, at in _differences(plan, one, other)
        if _left(found.one, part, at, targets) == _left(found.other, part, at, targets)
        for rule in _rules(part, targets)
        if rule.leaves and (_changes(rule, found.one, at) or _changes(rule, found.other, at))
    ]


def table() -> str:
    """The forced differences as a table in Markdown."""
    lines = ["| of | in | what | why |", "|---|---|---|---|"]
    lines += [f"| {one.part} | {', '.join(one.targets)} | {one.what} | {one.why} |"
              for one in FORCED]  # fmt: skip
    return "\n".join(lines) + "\n"


# ---- one place after the other ---------------------------------------------------------------

MISSING = "(nothing)"


def _differences(
    plan: Plan, one: Record, other: Record
) -> Iterator[tuple[Difference, Part | None, Context]]:
    known = interactions_of(plan)
    stories = [item.id for item in plan.items if item.kind == "scenario"]
    for where, mine, theirs in _places(one, other):
        if mine == theirs or _is_of_an_earlier_run(where, stories, one, other):
            continue
        kind, _, name = where.partition(" ")
        interaction = known.get(name)
        yield Difference(where, mine, theirs), _part(kind, interaction), Context(plan, interaction)


def _is_of_an_earlier_run(where: str, stories: list[str], one: Record, other: Record) -> bool:
    """A state holds the last run of a story; the web has nothing else."""
    kind, _, name = where.partition(" ")
    web = next((record for record in (one, other) if record.target == "web"), None)
    if web is None or kind not in ("answer", "result", "objective"):
        return False
    story = any(name == story or name.startswith(f"{story}.") for story in stories)
    return story and name not in web.answers and name not in web.objectives


def _places(one: Record, other: Record) -> Iterator[tuple[str, Value, Value]]:
    """Everything that both may hold. What one cannot keep at all (no state) is not compared."""
    yield "status", one.status, other.status
    yield "score", one.score, other.score
    yield "viewed", one.viewed, other.viewed
    for name in sorted(one.answers.keys() | other.answers.keys()):
        mine, theirs = one.answers.get(name), other.answers.get(name)
        yield f"answer {name}", mine and mine.response, theirs and theirs.response
        yield f"result {name}", mine and mine.result, theirs and theirs.result
    yield from _of_maps("objective", one.objectives, other.objectives)
    if one.kept is not None and other.kept is not None:
        for name in ("status", "best", "last", "pages"):
            yield f"kept-{name}", getattr(one.kept, name), getattr(other.kept, name)
        yield from _of_maps("kept", one.kept.values, other.kept.values)


def _of_maps(kind: str, one: Any, other: Any) -> Iterator[tuple[str, Value, Value]]:
    for name in sorted(one.keys() | other.keys()):
        yield f"{kind} {name}", one.get(name, MISSING), other.get(name, MISSING)


def _part(kind: str, interaction: Interaction | None) -> Part | None:
    if kind == "status" or kind == "viewed":
        return "status" if kind == "status" else "viewed"
    if kind != "answer" or interaction is None:
        return None
    if interaction.type in ("fill-in", "long-fill-in"):
        return "text"
    return "number" if interaction.type == "numeric" else "options"


def _rules(part: Part | None, targets: set[Target]) -> list[Forced]:
    return [one for one in FORCED if one.part == part and targets & set(one.targets)]


def _left(value: Value, part: Part | None, at: Context, targets: set[Target]) -> Value:
    """What both targets can hold of a value."""
    if value is None and part != "viewed":
        return value
    for rule in _rules(part, targets):
        value = rule.leaves(value, at) if rule.leaves else value
    return value


def _changes(rule: Forced, value: Value, at: Context) -> bool:
    return rule.leaves is not None and value is not None and rule.leaves(value, at) != value
