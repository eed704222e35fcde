"""What an LMS must hold of a learner in SCORM 1.2: made from their log and the authors' YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tests.e2e.course import LONGEST_LINE, Block, Course, plain, reported
from tests.e2e.learner import NOT_APPLICABLE, Answered, Ended, Log

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
    shares: dict[str, float] = {}
    answers: dict[str, dict[str, tuple[str, ...] | str]] = {}
    ways: dict[str, list[str]] = {}
    for deed in log.deeds:
        if isinstance(deed, Ended):
            rows.objectives[f"{deed.block.id}.{deed.ending}"] = {"status": "completed"}
            title = _title(course, deed)
            rows.interactions[deed.block.id] = _way(f"{title}: {' → '.join(ways[deed.block.id])}")
            continue
        block, key = deed.block, deed.key
        if block.kind == "scenario":
            way = ways.setdefault(block.id, [])
            if key == course.scenario(block)["start"]:
                way.clear()
            way.append(f"{key}/{deed.response[0]}")
            if not any(row.startswith(f"{block.id}.") for row in rows.objectives):
                rows.interactions[block.id] = _way(" → ".join(way))
        answers.setdefault(block.id, {})[key] = deed.response
        rows.interactions[f"{block.id}.{key}" if key else block.id] = _interaction(course, deed)
        if block.kind == "rate":
            rows.objectives |= dict(_results(course, block, answers[block.id], key))
        if block.points:
            shares[block.id] = max(shares.get(block.id, 0), _right_share(block, deed.response))
            rows.best = max(rows.best or 0, _score_of(course, shares))
    return rows


def _title(course: Course, deed: Ended) -> str:
    endings = course.scenario(deed.block)["scenes"].values()
    return plain(next(one["title"] for one in endings if one.get("ending") == deed.ending))


def _way(line: str) -> Elements:
    """The row that tells the way through a scenario; none of the sample course's has points."""
    about = {"type": "fill-in", "time": TIME_OF_DAY, "result": "neutral"}
    return {**about, "student_response": reported(line)}


def _score_of(course: Course, shares: dict[str, float]) -> float:
    got = sum(block.points * shares.get(block.id, 0) for block in course.questions)
    return round(100 * got / course.most, 2)


def _right_share(block: Block, response: tuple[str, ...] | str) -> float:
    """How much of an answer counts: all of it, nothing, or where parts count, a part."""
    if _is_right(block, response) or not block.partial:
        return float(_is_right(block, response))
    if block.data["kind"] == "match":
        return len(set(response) & set(block.answer)) / len(block.answer)
    steps = set(pairwise(block.answer))
    return len(steps & set(pairwise(response))) / len(steps)


def _interaction(course: Course, deed: Answered) -> Elements:
    row: Elements = {
        "type": _type(course, deed.block),
        "time": TIME_OF_DAY,
        "student_response": _words(course, deed.block, deed.key, deed.response),
        "result": "neutral",
    }
    if deed.block.kind != "question" or deed.block.data["kind"] == "rank":
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
            "match": "matching",
            "order": "sequencing",
            "rank": "sequencing",
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
    if block.data.get("kind") in ("order", "rank"):
        lines = enumerate((block.lines[one] for one in response), start=1)
        return _fitting([(f"{number}. ", text) for number, text in lines])
    if block.data.get("kind") == "match":
        texts = {key: plain(say) for key, say in block.data["choices"].items()}
        pairs = (one.split(".") for one in response)
        return _fitting([("", block.lines[item], " → ", texts[choice]) for item, choice in pairs])
    said = _said(course, block, key)
    return _fitting([("", said[one]) for one in said if one in response])


def _fitting(entries: list[tuple[str, ...]]) -> str:
    """Entries in a line; where it is too long, each of their texts (every other part) is cut."""

    def line(most: int) -> str:
        cut = ([_cut(part, most) if at % 2 else part for at, part in enumerate(e)] for e in entries)
        return "; ".join(map("".join, cut))

    lines = (line(most) for most in range(LONGEST_LINE, 0, -1))
    return next(one for one in lines if len(one) <= LONGEST_LINE)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


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
        return {name: plain(say) for name, say in found.items()} | dict([NOT_APPLICABLE])
    return block.choices


def _is_right(block: Block, response: tuple[str, ...] | str) -> bool:
    if block.data["kind"] == "order":
        return response == block.answer
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
    given = {name: answers[name][0] for name in members if name in answers}
    top = len(scale["points"])
    points = [
        top + 1 - int(point) if statements[name].get("reversed") == "true" else int(point)
        for name, point in given.items()
        if point != NOT_APPLICABLE[0]
    ]
    if len(given) < len(members) or 2 * len(points) < len(members):
        yield f"{block.id}.{group}", {"status": "incomplete"}
        return
    share = 100 * (sum(points) / len(points) - 1) / (top - 1)
    yield f"{block.id}.{group}", _completed(share)


def _completed(share: float) -> Elements:
    return {"status": "completed", **_score("score", int(share + 0.5))}


def _score(start: str, share: float) -> Elements:
    return {f"{start}.raw": _number(share), f"{start}.min": "0", f"{start}.max": "100"}


def _number(number: float) -> str:
    """As JavaScript writes it."""
    return f"{number:g}"
