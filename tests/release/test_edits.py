"""Whatever authors do from release to release: what stays keeps its numbers and its record."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.plan.lock import LOCK_FILE
from builder.plan.make import row_name
from builder.plan.model import Plan
from builder.plan.state import State, StoredList, StoredSet, StoredText, decode, encode
from builder.preparing import Prepared, compared
from builder.release.explain import record_of
from builder.release.read import Release, release_of
from tests.helpers import Files, as_yaml, mini, module_file, page, prepared

Block = dict[str, Any]
WORDS = st.sampled_from(["What?", "Why so?", "How then?", "It is so.", "Never."])


def some(*ids: str, least: int = 1) -> st.SearchStrategy[dict[str, str]]:
    """Some of these ids, in any order, each with any words."""
    chosen = st.lists(st.sampled_from(ids), unique=True, min_size=least)
    words = st.lists(WORDS, unique=True, min_size=len(ids), max_size=len(ids))
    return st.builds(lambda names, said: dict(zip(names, said, strict=False)), chosen, words)


def question(name: str) -> st.SearchStrategy[Block]:
    return st.builds(
        lambda choices, ask, tries: {
            "question": name, "kind": "choice", "ask": ask, "choices": choices,
            "answer": next(iter(choices)), "tries": tries,
        },
        some("a", "b", "c", "d", least=2), WORDS, st.integers(1, 3),
    )  # fmt: skip


def match(name: str) -> st.SearchStrategy[Block]:
    return st.builds(
        lambda items, choices, partial: {
            "question": name, "kind": "match", "ask": "Which?", "items": items, "choices": choices,
            "answer": dict.fromkeys(items, next(iter(choices))), "partial": partial,
        },
        some("a", "b", "c", least=2), some("a", "x", "y", least=2), st.booleans(),
    )  # fmt: skip


def pool(name: str) -> st.SearchStrategy[Block]:
    """It may have the question q2, which also stands on pages by itself."""
    inside = [question("q2"), match("m2"), question("q3")]
    return st.builds(
        lambda questions, draw: {"pool": name, "draw": draw, "questions": questions[:3 - draw % 2]},
        st.permutations(inside).flatmap(lambda ordered: st.tuples(*ordered)).map(list),
        st.integers(1, 2),
    )  # fmt: skip


def reflection(name: str) -> st.SearchStrategy[Block]:
    keep = st.sampled_from(["learner", "report"])
    return st.builds(
        lambda prompts, keep: {"reflect": name, "prompts": prompts, "keep": keep},
        some("a", "b", "c"), keep,
    )  # fmt: skip


def rating(name: str) -> st.SearchStrategy[Block]:
    return some("a", "b", "c").map(
        lambda said: {
            "rate": name, "scale": "often", "not-applicable": len(said) == 2,
            "statements": {key: {"say": words} for key, words in said.items()},
        }
    )  # fmt: skip


def checklist(name: str) -> st.SearchStrategy[Block]:
    return some("a", "b", "c").map(lambda asked: {"check": name, "items": asked})


BLOCKS = [
    question("q1"), question("q2"), match("m"), pool("pool"), reflection("r"), rating("s"),
    checklist("c"),
]  # fmt: skip
STORY: Block = {"scenario": "tale"}


def story(said: dict[str, str]) -> str:
    """A tale with these scenes one after the other, in whatever order they stand."""
    names = list(said)
    following = [*names[1:], "end"]
    scenes = {
        name: {"text": said[name], "choices": {"on": {"say": said[name], "then": then}}}
        for name, then in zip(names, following, strict=True)
    }
    ending = {"ending": "end", "title": "End", "text": "End."}
    return as_yaml({
        "scenario": "tale", "title": "Tale", "start": names[0], "scenes": {"end": ending, **scenes},
    })  # fmt: skip


@st.composite
def courses(draw: st.DrawFn) -> Files:
    """Some pages, each with some blocks, all in any order."""
    files = mini()
    pages = []
    for name in draw(st.lists(st.sampled_from(["p", "q", "r"]), unique=True, min_size=1)):
        drawn = [draw(block) for block in draw(st.permutations(BLOCKS))[: draw(st.integers(1, 4))]]
        blocks = [*drawn, *([STORY] if name == "p" else [])]
        pages.append(page(name, *blocks, title=draw(WORDS)))
    files["modules/one.yaml"] = module_file("one", *pages)
    files["scales/often.yaml"] = as_yaml({"scale": "often", "points": {"1": "No", "2": "Yes"}})
    if any(one["page"] == "p" for one in pages):
        files["scenarios/tale.yaml"] = story(draw(some("door", "hall", "room")))
    return files


def numbers(plan: Plan) -> dict[tuple[str, str], int]:
    """All numbers by series and name."""
    found = {("page", one.id): one.slot for one in plan.pages}
    for item in plan.items:
        found |= {("field", f"{item.id}/{name}"): one.slot for name, one in item.fields.items()}
        found |= {(f"option {item.id}", name): slot for name, slot in item.options.items()}
        found |= {("row", row_name(item.id, row.key)): row.slot for row in item.interactions}
    return found


def filled(plan: Plan) -> State:
    """A state in which every field says whose it is."""
    values: dict[int, Any] = {}
    for item in plan.items:
        for name, field in item.fields.items():
            if field.type == "text":
                values[field.slot] = StoredText(f"{item.id}/{name}")
            elif item.options and field.type == "set":
                values[field.slot] = StoredSet(frozenset(item.options.values()))
            elif item.options and field.type == "list":
                values[field.slot] = StoredList(tuple(item.options.values())[: field.limit])
    return State(seen=frozenset(page.slot for page in plan.pages), values=values)


def release(done: Prepared) -> Release:
    return release_of(done.course, done.plan)


@settings(max_examples=50, deadline=None)
@given(st.lists(courses(), min_size=2, max_size=4))
def test_what_stays_keeps_its_number_and_its_record(course_by_release: list[Files]):
    owners: dict[tuple[str, int], str] = {}
    lock = ""
    first: Prepared | None = None
    for files in course_by_release:
        done = prepared({**files, LOCK_FILE: lock} if lock else files)
        for (series, name), slot in numbers(done.plan).items():
            assert owners.setdefault((series, slot), name) == name
        if first is not None:
            _nothing_but_what_was_done(first, done)
            _records_are_where_they_were(first.plan, done.plan)
        first = first or done
        lock = done.lock_text


def _nothing_but_what_was_done(old: Prepared, new: Prepared) -> None:
    """The comparison says what has gone and come, and nothing is ever mixed up.

    Nothing is reset but what has kept its name only: all its statements or prompts are others.
    """
    found = compared(release(old), new, [])
    assert found.faults == ()
    items = {item.id: item for item in old.plan.items}
    before, now = items.keys(), {item.id for item in new.plan.items}
    others = {
        item.id
        for item in new.plan.items
        if item.id in items and not item.fields.keys() & items[item.id].fields.keys()
    }
    said = {
        verdict: {one.id for one in found.changes if one.sort == "item" and one.verdict == verdict}
        for verdict in ("gone", "new", "reset")
    }
    assert said == {"gone": before - now, "new": now - before, "reset": others}
    assert all(
        change.lost or change.id in now
        for change in found.changes
        if change.sort == "item" and change.verdict != "new"
    )


def _records_are_where_they_were(old: Plan, new: Plan) -> None:
    state = decode(encode(filled(old)))
    assert isinstance(state, State)
    before = {item.id: item for item in old.items}
    for item in new.items:
        record = record_of(item, state, veiled=False)
        kept = before.get(item.id)
        known = kept.fields.keys() & item.fields.keys() if kept else set()
        for name, text in record.texts.items():
            assert text == f"{item.id}/{name}"
        assert record.texts.keys() == {name for name in known if item.fields[name].type == "text"}
        for name, picked in record.picks.items():
            assert kept is not None
            assert name in known
            if item.fields[name].type == "set":
                assert set(picked) == kept.options.keys() & item.options.keys()
    pages = {one.id for one in old.pages}
    assert {one.id for one in new.pages if one.slot in state.seen} == pages & {
        one.id for one in new.pages
    }
