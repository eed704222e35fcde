"""The worst case of a course is an upper bound, and hardly more than what can happen."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations, islice, pairwise, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.plan.alphabet import MAX_NUMBER
from builder.plan.budget import Budget, budget_of
from builder.plan.kept import escaped, units_of
from builder.plan.lock import Lock, read_lock
from builder.plan.model import Plan, PlannedField, PlannedItem
from builder.plan.state import (
    STATUSES,
    State,
    Stored,
    StoredList,
    StoredNumber,
    StoredSet,
    StoredText,
    encode,
)
from tests.helpers import Files, mini, module_file, page, prepared
from tests.plan.courses import COURSES
from tests.plan.player import Player
from tests.plan.states import TEXTS

slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
MOST_DRAWS = 200
"""Courses with more ways to draw are not looked at whole."""

some = settings(max_examples=40, deadline=None, suppress_health_check=slow)


def planned(files: Files, before: Lock | None = None) -> tuple[Plan, Lock]:
    """The plan of a course, after an earlier release with this lock."""
    old = {"tracking.lock": before.to_text()} if before else {}
    done = prepared({**files, **old})
    return done.plan, read_lock(done.lock_text)[0]


def length(state: State) -> int:
    return len(units_of(encode(state)))


@st.composite
def releases(draw: st.DrawFn) -> tuple[Plan, Lock]:
    """A course, often with a lock in which other things have come and gone."""
    files = draw(COURSES)
    if draw(st.booleans()):
        return planned(files)
    _, lock = planned(draw(COURSES))
    for numbers in (lock.pages, lock.fields, lock.interactions, *lock.options.values()):
        if draw(st.booleans()):
            free = {40, 300, 1_100} - set(numbers.taken.values())
            numbers.taken["gone"] = draw(st.sampled_from(sorted(free)))
    return planned(files, lock)


# ---- the largest state that the plan and the lock allow ----------------------------------------


def largest(item: PlannedItem, field: PlannedField, lock: Lock) -> Stored | None:
    options = lock.options_of(item.id).taken.values()
    match field.type:
        case "number":
            return StoredNumber(min(field.limit, MAX_NUMBER))
        case "text":
            return StoredText("w" * field.limit)
        case "set":
            return StoredSet(frozenset(options)) if item.options else None
        case "list":
            return StoredList((max(options),) * field.limit) if item.options else None


def fullest(plan: Plan, lock: Lock, drawn: Collection[str]) -> State:
    """All that there is is done; of the questions of pools those that were drawn."""
    pages = lock.pages.taken.values()
    left_out = {item.id for item in plan.items if item.pool and item.id not in drawn}
    values = {
        field.slot: stored
        for item in plan.items
        for field in item.fields.values()
        if item.id not in left_out and (stored := largest(item, field, lock))
    }
    undone = {row.slot for item in plan.items if item.id in left_out for row in item.interactions}
    return State(
        attempt=MAX_NUMBER,
        count=MAX_NUMBER,
        status="passed",
        best=100,
        last=max(pages),
        seen=frozenset(pages),
        rows=tuple(slot for slot in lock.interactions.taken.values() if slot not in undone),
        values=values,
    )


def draws(plan: Plan) -> Iterator[set[str]]:
    """Every way to draw from all pools, by the full ids of the questions."""
    pools = [
        [set(drawn) for drawn in combinations((f"{pool.id}.{one}" for one in pool.options), most)]
        for pool in plan.items
        if (most := pool.draw)
    ]
    for one in product(*pools):
        yield set().union(*one)


@some
@given(releases())
def test_the_fullest_state_is_as_long_as_the_worst_case(release: tuple[Plan, Lock]):
    """Of all draws the one that takes most; but for the keys of what was not drawn."""
    plan, lock = release
    budget = budget_of(plan, lock)
    longest = max(length(fullest(plan, lock, drawn)) for drawn in islice(draws(plan), MOST_DRAWS))
    keys = sum(share.size for share in budget.shares if not share.drawn)
    counted = 2  # how many rows and records there are
    assert longest <= budget.total
    if next(islice(draws(plan), MOST_DRAWS, None), None) is None:
        assert budget.total - longest <= keys + counted
    if not keys:
        assert longest == budget.total


def contents(item: PlannedItem, field: PlannedField, lock: Lock) -> st.SearchStrategy[Stored]:
    """Anything that the player may keep in a field."""
    slots = sorted(lock.options_of(item.id).taken.values())
    one = st.sampled_from(slots)
    match field.type:
        case "number":
            return st.integers(1, field.limit).map(StoredNumber)
        case "text":
            fitting = TEXTS.filter(lambda text: 0 < len(escaped(units_of(text))) <= field.limit)
            return fitting.map(StoredText) | st.just(StoredText("w" * field.limit))
        case "set":
            return st.frozensets(one, min_size=1).map(StoredSet)
        case "list":
            return st.lists(one, min_size=1, max_size=field.limit).map(tuple).map(StoredList)


@st.composite
def states_of(draw: st.DrawFn, plan: Plan, lock: Lock) -> State:
    """Any state that this release of the course can bring about."""
    pages = st.sampled_from(sorted(lock.pages.taken.values()))
    drawn = draw(st.sampled_from([*islice(draws(plan), MOST_DRAWS)]))
    items = [item for item in plan.items if item.pool is None or item.id in drawn]
    known = {row.slot for item in plan.items for row in item.interactions}
    mine = {row.slot for item in items for row in item.interactions}
    taken = [slot for slot in lock.interactions.taken.values() if slot in mine or slot not in known]
    rows = draw(st.permutations(sorted(taken)))
    values = {
        field.slot: draw(contents(item, field, lock))
        for item in items
        for field in item.fields.values()
        if (item.options or field.type in ("number", "text")) and draw(st.integers(0, 3))
    }
    return State(
        attempt=draw(st.integers(0, MAX_NUMBER)),
        count=draw(st.integers(0, MAX_NUMBER)),
        status=draw(st.sampled_from(STATUSES)),
        best=draw(st.none() | st.integers(0, 100)),
        last=draw(st.none() | pages),
        seen=draw(st.frozensets(pages)),
        rows=tuple(rows[: draw(st.integers(0, len(rows)))]),
        values=values,
    )


@some
@given(releases(), st.data())
def test_no_state_is_longer_than_the_worst_case(release: tuple[Plan, Lock], data: st.DataObject):
    plan, lock = release
    assert length(data.draw(states_of(plan, lock))) <= budget_of(plan, lock).total


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    player = Player(tmp_path_factory.mktemp("player"))
    yield player
    player.close()


@some
@given(
    files=COURSES,
    draws=st.lists(st.integers(0, 2**40), max_size=40),
    texts=st.lists(TEXTS | st.just("w" * 3_000) | st.just("\0" * 900), min_size=1, max_size=4),
)
def test_nothing_that_a_learner_does_is_longer_than_the_worst_case(
    player: Player, files: Files, draws: list[int], texts: list[str]
):
    plan, lock = planned(files)
    most = budget_of(plan, lock).total
    mine = drawn_by(player, plan)
    told = player.ask("play", plan=json.loads(mine.to_json()), draws=draws, texts=texts)
    assert all(len(units_of(one["string"])) <= most for one in told)


def drawn_by(player: Player, plan: Plan) -> Plan:
    """The plan without the questions that this learner does not get: nobody can answer those."""
    opened = [4 * number for number in range(len(plan.pages))]  # see eventOf in parity.ts
    told = player.ask("play", plan=json.loads(plan.to_json()), draws=opened, texts=[""])
    values = dict(told[-1]["state"]["values"])
    drawn: set[str] = set()
    for pool in plan.items:
        if pool.draw is not None:
            slots = values[pool.fields["drawn"].slot]["slots"]
            mine = {f"{pool.id}.{name}" for name, slot in pool.options.items() if slot in slots}
            assert len(mine) == pool.draw
            drawn |= mine
    items = tuple(item for item in plan.items if item.pool is None or item.id in drawn)
    there = {item.id for item in items}
    pages = tuple(
        replace(page, items=tuple(one for one in page.items if one in there)) for page in plan.pages
    )
    return replace(plan, items=items, pages=pages)


# ---- what takes the space ----------------------------------------------------------------------


def reflect(name: str, length: int, prompts: int = 1) -> dict[str, object]:
    return {
        "reflect": name,
        "prompts": {f"p{at}": "What?" for at in range(prompts)},
        "length": length,
    }


def small(*blocks: dict[str, object]) -> Budget:
    files = mini()
    files["modules/one.yaml"] = module_file("one", page("p", *blocks))
    return budget_of(*planned(files))


def test_the_parts_add_up():
    budget = small(reflect("a", 300, 2), reflect("b", 20))
    one, other = budget.shares
    assert (one.id, one.kind, one.lengths) == ("one.p.a", "reflect", (300, 300))
    assert (one.texts, one.answers, one.rows) == (2 * (300 + 2 + 1), 0, 0)
    assert (other.size, other.texts) == (22, 22)
    assert budget.total == budget.frame + budget.pages + one.size + other.size


def test_the_share_that_breaks_the_room_is_the_first_in_the_order_of_the_course():
    budget = small(reflect("a", 300), reflect("b", 300), reflect("c", 20))
    one, two, three = budget.shares
    full = budget.total
    assert budget.breaking(full) is None
    assert budget.breaking(full - 1) == three
    assert budget.breaking(full - three.size) is None or budget.breaking(full - 22) == three
    assert budget.breaking(full - three.size - 1) == two
    assert budget.breaking(budget.before_shares) == one


def test_what_has_gone_from_the_course_counts_as_far_as_it_is_kept():
    files = mini()
    plan, lock = planned(files)
    before = budget_of(plan, lock)
    lock.pages.taken["one.gone"] = 599
    lock.interactions.taken["one.gone.q"] = 5_000
    lock.fields.taken["one.gone.q/text"] = 5_000
    after = budget_of(plan, lock)
    assert (before.pages, after.pages) == (2, 102)
    assert (before.gone, after.gone) == (0, 3)
    assert after.total - before.total == 100 + 3 + 1, "and a digit for the page that was open last"


def truth(name: str) -> dict[str, object]:
    return {"question": name, "kind": "true-false", "ask": "So?", "answer": True}


def word(name: str, length: int) -> dict[str, object]:
    return {"question": name, "kind": "fill-in", "ask": "?", "answer": ["x"], "length": length}


def pool(draw: int, *questions: dict[str, object]) -> dict[str, object]:
    return {"pool": "drawn", "draw": draw, "questions": questions}


def test_of_a_pool_the_questions_that_take_most_count_and_only_so_many_as_are_drawn():
    questions = (truth("a"), word("b", 300), truth("c"), word("d", 200), word("e", 100))
    budget = small(pool(2, *questions))
    own, *members = budget.shares
    assert own.kind == "pool"
    assert [share.drawn for share in members] == [False, True, False, True, False]
    assert [share.size for share in members if not share.drawn] == [3, 3, 3], "their keys"
    assert [share.lengths for share in members] == [(), (300,), (), (200,), ()]
    whole = small(pool(5, *questions))
    assert whole.total - budget.total == sum(share.size for share in whole.shares) - sum(
        share.size for share in budget.shares
    )
    assert all(share.drawn for share in whole.shares)


def test_questions_alike_count_as_often_as_they_are_drawn():
    sizes = [small(pool(draw, *map(truth, "abcd"))).total for draw in (1, 2, 3, 4)]
    assert len({after - before for before, after in pairwise(sizes)}) == 1
    assert sizes[0] < sizes[1]
