"""What an LMS must hold of a learner in SCORM 1.2: made from their log and the authors' YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.e2e.course import Block, Course, plain, reported
from tests.e2e.learner import Answered, Ended, Log

Elements = dict[str, object]


class Like(str):
    """Equal to every text that fits this regular expression."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and re.fullmatch(str(self), other) is not None

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return super().__hash__()


TIME_OF_DAY = Like(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d")
TIMESPAN = Like(r"\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?")
STATE = Like(r"(?s)B.{9,4095}")
"""Something, that begins with a letter and fits into 4,096 characters."""


@dataclass
class Rows:
    """Lists of the data model in the order in which their rows came into being."""

    interactions: dict[str, Elements] = field(default_factory=dict)
    objectives: dict[str, Elements] = field(default_factory=dict)
    best: float | None = None


def record(course: Course, log: Log, status: str) -> Elements:
    """Every element that the LMS must hold after the learner has left, and its value."""
    rows = _rows(course, log)
    elements: Elements = {
        "cmi.core.lesson_status": status,
        "cmi.core.lesson_location": log.page,
        "cmi.core.exit": "suspend",
        "cmi.core.total_time": TIMESPAN,
        "cmi.suspend_data": STATE,
    }
    if rows.best is not None:
        elements |= _score("cmi.core.score", rows.best)
    for name, found in ("interactions", rows.interactions), ("objectives", rows.objectives):
        for number, (row_id, row) in enumerate(found.items()):
            start = f"cmi.{name}.{number}"
            elements |= {f"{start}.id": row_id} | {f"{start}.{k}": v for k, v in row.items()}
    # An empty text does not differ from none, so it is never posted (lms-facts.md, 1.4).
    return {name: value for name, value in elements.items() if value != ""}


def differences(held: Mapping[str, str], expected: Elements) -> dict[str, tuple[object, object]]:
    """Elements that are not as they must be: what the LMS holds of them, and what it must hold."""
    return {
        name: (held.get(name), expected.get(name))
        for name in sorted(held.keys() | expected.keys())
        if name not in held or name not in expected or held[name] != expected[name]
    }


def score(course: Course, log: Log) -> float | None:
    """The best score in per cent so far; none before the first answer that counts."""
    return _rows(course, log).best


def _rows(course: Course, log: Log) -> Rows:
    rows = Rows()
    right: dict[str, bool] = {}
    answers: dict[str, dict[str, tuple[str, ...] | str]] = {}
    for deed in log.deeds:
        if isinstance(deed, Ended):
            rows.objectives[f"{deed.block.id}.{deed.ending}"] = {"status": "completed"}
            continue
        block, key = deed.block, deed.key
        answers.setdefault(block.id, {})[key] = deed.response
        rows.interactions[f"{block.id}.{key}" if key else block.id] = _interaction(course, deed)
        if block.kind == "rate":
            rows.objectives |= dict(_results(course, block, answers[block.id], key))
        if block.points:
            right[block.id] = _is_right(block, deed.response)
            rows.best = max(rows.best or 0, _share(course, right))
    return rows


def _share(course: Course, right: dict[str, bool]) -> float:
    most = sum(block.points for block in course.scored)
    return round(100 * sum(b.points for b in course.scored if right.get(b.id)) / most, 2)


def _interaction(course: Course, deed: Answered) -> Elements:
    row: Elements = {
        "type": _type(course, deed.block),
        "time": TIME_OF_DAY,
        "student_response": _words(course, deed.block, deed.key, deed.response),
        "result": "neutral",
    }
    if deed.block.kind != "question":
        return row
    row["result"] = "correct" if _is_right(deed.block, deed.response) else "wrong"
    for number, pattern in enumerate(_patterns(course, deed.block)):
        row[f"correct_responses.{number}.pattern"] = pattern
    if deed.block.points:
        row["weighting"] = _number(deed.block.points)
    return row


def _type(course: Course, block: Block) -> str:
    if block.kind == "question":
        return {
            "choice": "choice",
            "choices": "choice",
            "true-false": "true-false",
            "fill-in": "fill-in",
            "number": "numeric",
        }[str(block.data["kind"])]
    if block.kind == "rate":
        return "likert" if "points" in course.scale(block) else "choice"
    return "fill-in" if block.kind == "reflect" else "choice"


def _patterns(course: Course, block: Block) -> list[str]:
    """One for each answer that would do alone."""
    if block.data["kind"] == "fill-in":
        return list(block.answer)
    return [_words(course, block, "", block.answer)]


def _words(course: Course, block: Block, key: str, response: tuple[str, ...] | str) -> str:
    """A response in the words that a teacher reads."""
    if isinstance(response, str):
        is_number = block.data.get("kind") == "number"
        if is_number:
            return _number(float(response.replace(",", ".")))
        return reported(response.strip() if block.kind == "question" else response)
    if block.data.get("kind") in ("true-false", "number"):
        return response[0]
    said = _said(course, block, key)
    return reported("; ".join(said[one] for one in said if one in response))


def _said(course: Course, block: Block, key: str) -> dict[str, str]:
    """The words of everything that can be picked there."""
    if block.kind == "check":
        return {"yes": "Yes", "no": "No"}
    if block.kind == "scenario":
        choices = course.scenario(block)["scenes"][key]["choices"]
        return {name: plain(choice["say"]) for name, choice in choices.items()}
    if block.kind == "rate":
        scale = course.scale(block)
        found = scale["points"] if "points" in scale else scale["levels"][key]["indicators"]
        return {name: plain(say) for name, say in found.items()}
    return block.choices


def _is_right(block: Block, response: tuple[str, ...] | str) -> bool:
    if isinstance(response, tuple):
        return set(response) == set(block.answer)
    if block.data["kind"] == "number":
        off = abs(float(response.replace(",", ".")) - float(block.answer[0]))
        return off <= float(block.data.get("tolerance", "0"))
    return response.strip().lower() in [one.lower() for one in block.answer]


def _results(
    course: Course, block: Block, answers: dict[str, tuple[str, ...] | str], key: str
) -> Iterator[tuple[str, Elements]]:
    """What the rating of this statement or level does to the results of the rating."""
    scale = course.scale(block)
    if "levels" in scale:
        share = 100 * len(answers[key]) / len(scale["levels"][key]["indicators"])
        yield f"{block.id}.{key}", _completed(share)
        return
    statements = course.statements(block)
    group = statements[key]["group"]
    members = [name for name, one in statements.items() if one.get("group") == group]
    points = [int(answers[name][0]) for name in members if name in answers]
    done = len(points) == len(members)
    share = 100 * (sum(points) / len(points) - 1) / (len(scale["points"]) - 1)
    yield f"{block.id}.{group}", _completed(share) if done else {"status": "incomplete"}


def _completed(share: float) -> Elements:
    return {"status": "completed", **_score("score", int(share + 0.5))}


def _score(start: str, share: float) -> Elements:
    return {f"{start}.raw": _number(share), f"{start}.min": "0", f"{start}.max": "100"}


def _number(number: float) -> str:
    """As JavaScript writes it."""
    return f"{number:g}"
