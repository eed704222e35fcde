"""Small courses drawn at random: any mix of the blocks that a learner uses, of any size."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.helpers import Files, as_yaml, course_file, module_file, page, question, text

Data = dict[str, Any]
NAMES = [f"n{number}" for number in range(40)]

SCALES = {
    "scales/often.yaml": as_yaml(
        {
            "scale": "often",
            "title": "How often",
            "points": {"1": "Never", "2": "At times", "3": "Often"},
            "groups": {"care": {"title": "Care"}},
        }
    ),
    "scales/steps.yaml": as_yaml(
        {
            "scale": "steps",
            "title": "Steps",
            "levels": {
                "low": {"title": "Low", "indicators": {"tries": "Tries.", "asks": "Asks."}},
                "high": {"title": "High", "indicators": {"leads": "Leads."}},
            },
        }
    ),
}


def _some(most: int, least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(NAMES[:most]), min_size=least, max_size=most, unique=True)


def _said(names: list[str]) -> dict[str, str]:
    return {name: f"Say {name}." for name in names}


TRIES = st.sampled_from(["1", "3", "99", "unlimited"])
CHOICE = st.builds(
    lambda names, tries: question("x", choices=_said(names), answer=names[0], tries=tries),
    _some(30, 2),
    TRIES,
)
CHOICES = st.builds(
    lambda names: question("x", kind="choices", choices=_said(names), answer=names[:2]), _some(9, 2)
)
TRUTH = st.just({"question": "x", "kind": "true-false", "ask": "So?", "answer": "true"})
WORD = st.builds(
    lambda long: {"question": "x", "kind": "fill-in", "ask": "The ___?", "answer": ["w" * long]},
    st.integers(1, 120),
)
NUMBER = st.builds(
    lambda right: {"question": "x", "kind": "number", "ask": "How many?", "answer": right},
    st.sampled_from(["3", "1000"]),
)
MATCH = st.builds(
    lambda names, choices, partial, tries: {
        "question": "x",
        "kind": "match",
        "ask": "Which?",
        "items": _said(names),
        "choices": _said(choices),
        "answer": dict.fromkeys(names, choices[0]),
        "partial": partial,
        "tries": tries,
    },
    _some(9, 2),
    _some(9, 2),
    st.booleans(),
    TRIES,
)
ORDER = st.builds(
    lambda names, partial: {
        "question": "x",
        "kind": "order",
        "ask": "In which order?",
        "items": _said(names),
        "partial": partial,
    },
    _some(9, 3),
    st.booleans(),
)
RANK = st.builds(
    lambda names: {"question": "x", "kind": "rank", "ask": "What first?", "items": _said(names)},
    _some(9, 2),
)


def _pool(questions: list[Data], draw: int) -> Data:
    """A pool of these; ranks give no points, so neither do the others."""
    free = [
        {**one, "question": f"q{at}", **({} if one["kind"] == "rank" else {"points": 0})}
        for at, one in enumerate(questions)
    ]
    return {"pool": "x", "draw": min(draw, len(free)), "questions": free}


POOL = st.builds(
    _pool,
    st.lists(
        st.one_of(CHOICE, CHOICES, TRUTH, WORD, NUMBER, MATCH, ORDER, RANK), min_size=2, max_size=5
    ),
    st.integers(1, 5),
)
REFLECT = st.builds(
    lambda names, length, keep: {
        "reflect": "x",
        "prompts": _said(names),
        "length": length,
        "keep": keep,
    },
    _some(4),
    st.sampled_from([20, 31, 32, 300, 1023, 1024, 2000]),
    st.sampled_from(["learner", "report"]),
)
CHECK = st.builds(lambda names: {"check": "x", "items": _said(names)}, _some(14))
REVEAL = st.builds(
    lambda names: {"reveal": "x", "items": {name: {"title": name, "text": "T"} for name in names}},
    _some(14),
)
RATE = st.builds(
    lambda names, apart: {
        "rate": "x",
        "scale": "often",
        "statements": {
            name: {"say": name, "reversed": at % 3 == 0, **({"group": "care"} if at % 4 else {})}
            for at, name in enumerate(names)
        },
        "not-applicable": apart,
    },
    _some(14),
    st.booleans(),
)
LEVELS = st.just({"rate": "x", "scale": "steps", "pick-next": True})
SHEET = st.just({"sheet": "x"})
PLAN = st.builds(
    lambda names, own: {
        "plan": "x",
        "weeks": "2-40",
        "suggest": {name: {"week": 3, "say": name} for name in names},
        "own": own,
    },
    _some(8),
    st.integers(0, 4),
)
VIDEO = st.builds(
    lambda share, optional: {
        "video": "media/film.mp4",
        "id": "x",
        "title": "Film",
        "silent": True,
        "transcript": "media/film.md",
        "optional": optional,
        **({"watched": f"{share}%"} if share else {}),
    },
    st.integers(0, 100),
    st.booleans(),
)
BLOCKS: st.SearchStrategy[Data] = st.one_of(
    CHOICE, CHOICES, TRUTH, WORD, NUMBER, MATCH, ORDER, RANK, POOL, REFLECT, CHECK, REVEAL, RATE,
    LEVELS, SHEET, PLAN, VIDEO,
)  # fmt: skip


def _named(blocks: list[Data], page_number: int) -> list[Data]:
    """The blocks with ids of their own, below a text and, on the first page, a scenario."""
    named = [text("Hello.")]
    for number, block in enumerate(blocks):
        kind = next(iter(block))
        named.append({**block, "id" if kind == "video" else kind: f"b{number}"})
    return [*named, {"scenario": "tale"}] if page_number == 0 else named


def _tale(length: int, circle: bool) -> Data:
    """A story of so many scenes in a row, with ways on from each; the last may lead back.

    Whoever is lucky by then may take a way to the better ending.
    """
    scenes: Data = {
        f"s{at}": {
            "text": "Now.",
            "choices": {
                "on": {
                    "say": "On.",
                    "then": f"s{at + 1}" if at + 1 < length else "end",
                    "add": {"luck": 1},
                },
                "leap": {"say": "Leap.", "then": "best", "if": "luck >= 2"},
                "out": {"say": "Out.", "then": "s0" if circle and at else "end"},
            },
        }
        for at in range(length)
    }
    scenes["end"] = {"ending": "done", "title": "Done", "text": "It ends.", "points": 1}
    scenes["best"] = {"ending": "well", "title": "Well done", "text": "Good.", "points": 3}
    return {
        "scenario": "tale",
        "title": "A tale",
        "start": "s0",
        "values": {"luck": 0},
        "back": True,
        "scenes": scenes,
        "debrief": [{"reflect": "after", "prompts": {"what": "What now?"}, "length": 40}],
    }


def course_of(pages: list[list[Data]], length: int = 2, circle: bool = False) -> Files:
    """A course of these pages."""
    return {
        "course.yaml": course_file(["one"], course="drawn"),
        "modules/one.yaml": module_file(
            "one", *(page(f"p{at}", *_named(blocks, at)) for at, blocks in enumerate(pages))
        ),
        "scenarios/tale.yaml": as_yaml(_tale(length, circle)),
        "media/film.mp4": b"film",
        "media/film.md": "Nobody speaks.",
        **SCALES,
    }


COURSES = st.builds(
    course_of,
    st.lists(st.lists(BLOCKS, max_size=4), min_size=1, max_size=4),
    st.integers(1, 5),
    st.booleans(),
)
