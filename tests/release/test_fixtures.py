"""States that earlier releases recorded, read in Python: the same meaning as in the player."""

from __future__ import annotations

from typing import Any

import pytest

from builder.blocks.registry import BLOCKS
from builder.build import build
from builder.files import read_all, read_folder
from builder.plan.lock import LOCK_FILE
from builder.plan.make import row_name
from builder.plan.model import Plan, PlannedItem
from builder.plan.state import State, decode, encode
from builder.release.explain import explain, record_of
from tests.helpers import prepared
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


def test_the_releases_have_every_kind_of_block():
    used = set()
    for path, text in source_files(1).items():
        assert isinstance(text, bytes)
        if path.startswith("modules/"):
            used |= {line.strip(" -").partition(":")[0] for line in text.decode().splitlines()}
    assert used >= set(BLOCKS)


@pytest.mark.parametrize("release", RELEASES)
def test_the_builder_of_today_gives_every_release_the_numbers_that_it_had(release: int):
    files = source_files(release)
    today = prepared(files)
    assert numbers(today.plan) == numbers(plan_of(release))
    assert today.lock_text.encode() == files[LOCK_FILE]


@pytest.mark.parametrize("release", RELEASES[1:])
def test_each_lock_follows_the_one_before(release: int):
    """With the lock of the release before, the sources give the lock of this one."""
    before = source_files(release - 1)[LOCK_FILE]
    today = prepared({**source_files(release), LOCK_FILE: before})
    assert today.lock_text.encode() == source_files(release)[LOCK_FILE]


def test_no_number_ever_belonged_to_anything_else():
    owners: dict[tuple[str, int], str] = {}
    for release in RELEASES:
        for name, slot in numbers(plan_of(release)).items():
            series = name.rpartition("/")[0] if name.startswith("option") else name.split()[0]
            assert owners.setdefault((series, slot), name) == name


@pytest.mark.parametrize("release", RELEASES)
def test_every_release_builds_locked_and_leaves_its_lock_alone(release: int, tmp_path):
    before = read_folder(source_of(release))
    outcome = build(source_of(release), tmp_path, ["scorm12"], locked=True)
    assert not outcome.report.failed
    after = read_folder(source_of(release))
    assert read_all(after[LOCK_FILE]) == read_all(before[LOCK_FILE])


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
    plan = plan_of(later)
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
