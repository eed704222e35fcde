"""States that earlier releases recorded, read in Python: the same meaning as in the player."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.blocks.question.told import SORTS
from builder.blocks.registry import BLOCKS
from builder.build import build
from builder.files import read_all, read_folder
from builder.plan.lock import LOCK_FILE, read_lock
from builder.plan.make import row_name
from builder.plan.model import Plan, PlannedItem
from builder.plan.state import State, decode, encode
from builder.release.explain import explain, record_of
from tests.helpers import every_block, prepared, write_course
from tests.release.releases import RELEASES, Recorded, plan_of, recorded, source_files, source_of

STATES = recorded()
WAYS = [(state, later) for state in STATES for later in RELEASES if later >= state.release]
ways = pytest.mark.parametrize(("state", "later"), WAYS, ids=lambda part: str(part))


def numbers(plan: Plan) -> dict[str, int]:
    """Every number of a plan by what it belongs to."""
    found = {f"page {page.id}": page.slot for page in plan.pages}
    for item in plan.items:
        found |= {f"field {item.id}/{name}": field.slot for name, field in item.fields.items()}
        found |= {f"option {item.id}/{name}": slot for name, slot in item.options.items()}
        found |= {f"row {row_name(item.id, row.key)}": row.slot for row in item.interactions}
    return found


# ---- the releases themselves -------------------------------------------------------------------


def test_the_last_release_has_every_kind_of_block():
    used = set()
    for path, text in source_files(RELEASES[-1]).items():
        assert isinstance(text, bytes)
        if path.startswith("modules/"):
            used |= {line.strip(" -").partition(":")[0] for line in text.decode().splitlines()}
    assert used >= set(BLOCKS)


def test_in_the_last_release_all_that_a_state_can_hold_was_recorded():
    """What is new in the builder needs a release of its own: only what is recorded is kept."""
    last = {item.id: item for item in plan_of(RELEASES[-1]).items}
    held = [
        (last[name], field)
        for state in STATES
        if state.release == RELEASES[-1]
        for name, values in state.meaning["items"].items()
        for field in values
    ]
    assert {item.data["form"] for item, _ in held if item.kind == "question"} == SORTS.keys()
    every = [(item, name) for item in prepared(every_block()).plan.items for name in item.fields]
    assert {_sort(*one) for one in held} >= {_sort(*one) for one in every}


def _sort(item: PlannedItem, field: str) -> str:
    """What is remembered, whatever the ids in it."""
    return f"{item.kind} {field.partition('.')[0]}"


def test_the_builder_of_today_gives_the_last_release_what_it_had():
    """If it remembers more of a block now, a release is needed that has it."""
    files = source_files(RELEASES[-1])
    today = prepared(files)
    assert numbers(today.plan) == numbers(plan_of(RELEASES[-1]))
    assert today.lock_text.encode() == files[LOCK_FILE]


@pytest.mark.parametrize("release", RELEASES)
def test_an_update_of_the_builder_keeps_every_number_that_a_release_had(release: int):
    files = source_files(release)
    today = prepared(files)
    had = numbers(plan_of(release))
    now = numbers(today.plan)
    assert {name: now.get(name) for name in had} == had
    _goes_on(files[LOCK_FILE], today.lock_text)


@pytest.mark.parametrize("release", RELEASES[1:])
def test_each_lock_follows_the_one_before(release: int):
    """The recorded one, and the one that the builder of today makes of the one before.

    What is new in a release gets its numbers in the same order as then.
    """
    before, then = (source_files(one)[LOCK_FILE] for one in (release - 1, release))
    _goes_on(before, then)
    today = prepared({**source_files(release), LOCK_FILE: before})
    _goes_on(before, today.lock_text)
    named, given = _series(then), _series(today.lock_text)
    for series, names in named.items():
        assert [name for name in given[series] if name in names] == [*names]


def _goes_on(before: str | bytes, after: str | bytes) -> None:
    """Every number of the one lock is in the other, before all new ones; none stands twice."""
    old, new = _series(before), _series(after)
    for series, names in old.items():
        assert [*new[series].items()][: len(names)] == [*names.items()]
    for names in new.values():
        assert [*names.values()] == sorted(set(names.values()))


def _series(text: str | bytes) -> dict[str, dict[str, int]]:
    """The series of a lock, each as it stands in the file."""
    lock, found = read_lock(text)
    assert not found
    series = {"pages": lock.pages, "fields": lock.fields, "interactions": lock.interactions}
    return {name: one.taken for name, one in (series | lock.options).items()}


def test_no_number_ever_belonged_to_anything_else():
    owners: dict[tuple[str, int], str] = {}
    for release in RELEASES:
        for name, slot in numbers(plan_of(release)).items():
            series = name.rpartition("/")[0] if name.startswith("option") else name.split()[0]
            assert owners.setdefault((series, slot), name) == name


def test_the_last_release_builds_locked_and_leaves_its_lock_alone(tmp_path: Path):
    source = source_of(RELEASES[-1])
    before = read_folder(source)
    outcome = build(source, tmp_path, ["scorm12"], locked=True)
    assert not outcome.report.failed
    after = read_folder(source)
    assert read_all(after[LOCK_FILE]) == read_all(before[LOCK_FILE])


@pytest.mark.parametrize("release", RELEASES)
def test_after_an_update_one_build_is_enough_for_locked_ones(release: int, tmp_path: Path):
    course = write_course(source_files(release), tmp_path / "course_src")
    lock = course / LOCK_FILE
    before = lock.read_bytes()
    first = build(course, tmp_path, ["scorm12"], locked=True).report
    assert {found.code for found in first} <= {"BC703"}
    assert lock.read_bytes() == before
    assert not build(course, tmp_path, ["scorm12"]).report.failed
    after = lock.read_bytes()
    _goes_on(before, after)
    assert not build(course, tmp_path, ["scorm12"], locked=True).report.failed
    assert lock.read_bytes() == after
    assert first.failed is (before != after)


# ---- the states --------------------------------------------------------------------------------


def values(item: PlannedItem, state: State) -> dict[str, Any]:
    record = record_of(item, state, veiled=False)
    return {
        **record.numbers,
        **record.texts,
        **{name: sorted(picked) for name, picked in record.picks.items()},
    }


def expected(item: PlannedItem, meaning: dict[str, Any]) -> dict[str, Any]:
    """What of the meaning an item of another release can hold."""
    found: dict[str, Any] = {}
    for name, value in meaning.get(item.id, {}).items():
        if name not in item.fields:
            continue
        known = (
            sorted(one for one in value if one in item.options)
            if isinstance(value, list)
            else value
        )
        if known or not isinstance(value, list):
            found[name] = known
    return found


@ways
def test_a_recorded_state_means_the_same_in_every_later_release(state: Recorded, later: int):
    _means_the_same(state, plan_of(later))


@ways
def test_a_recorded_state_means_the_same_after_an_update_of_the_builder(
    state: Recorded, later: int
):
    _means_the_same(state, prepared(source_files(later)).plan)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_recorded_state_goes_through_all_releases_that_follow_an_update(state: Recorded):
    """The author updates the builder after this release and makes all later ones with it."""
    lock = source_files(state.release)[LOCK_FILE]
    for later in RELEASES:
        if later >= state.release:
            today = prepared({**source_files(later), LOCK_FILE: lock})
            _means_the_same(state, today.plan)
            lock = today.lock_text


def _means_the_same(state: Recorded, plan: Plan) -> None:
    read = decode(state.string)
    assert isinstance(read, State)
    for item in plan.items:
        assert values(item, read) == expected(item, state.meaning["items"]), item.id
    told = explain(plan, read)
    pages = {page.id for page in plan.pages}
    assert {page.id for page in plan.pages if told.seen(page)} == pages & {*state.meaning["seen"]}
    assert (told.last.id if told.last else "") == (
        state.meaning["last"] if state.meaning["last"] in pages else ""
    )
    rows = {row_name(item.id, row.key) for item in plan.items for row in item.interactions}
    assert [name for name in told.rows if name] == [
        name for name in state.meaning["rows"] if name in rows
    ]
    assert (read.status, read.best) == (state.meaning["status"], state.meaning["best"])


@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_recorded_state_is_written_again_as_it_was(state: Recorded):
    read = decode(state.string)
    assert isinstance(read, State)
    assert encode(read) == state.string


@pytest.mark.parametrize("state", STATES, ids=str)
def test_in_its_own_release_nothing_of_a_first_visit_is_strange(state: Recorded):
    read = decode(state.string)
    assert isinstance(read, State)
    told = explain(plan_of(state.release), read)
    if not state.name.startswith("from-"):
        assert told.strange == {}
        assert told.strange_pages == 0
        assert all(told.rows)
