"""Sending: batches, retries, what is already there, and an account that adds up."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.sending import LONGEST_PAUSE, PAUSES, Account, Reply, read_statements, same, send

Statement = dict[str, Any]


def statements(count: int) -> list[Statement]:
    return [
        {"id": f"s{number}", "actor": {"mbox": "mailto:a@x.org"}, "verb": {"id": "v:v"},
         "object": {"id": f"o:{number}"}}
        for number in range(count)
    ]  # fmt: skip


class Fake:
    """A store that takes all or nothing, and is as bad as it is told."""

    def __init__(self, bad: set[str] = frozenset(), most: int = 1000) -> None:  # type: ignore[assignment]
        self.bad, self.most = bad, most
        self.held: dict[str, Statement] = {}
        self.replies: list[Reply] = []
        self.sizes: list[int] = []
        self.waited: list[float] = []

    def post(self, given: Sequence[Statement]) -> Reply:
        self.sizes.append(len(given))
        if self.replies:
            return self.replies.pop(0)
        if len(given) > self.most:
            return Reply(413, "too large")
        if any(one["id"] in self.bad for one in given):
            return Reply(400, "bad")
        if any(self.held.get(one["id"], one) != one for one in given):
            return Reply(409, "conflict")
        self.held |= {one["id"]: deepcopy(one) for one in given}
        return Reply(200)

    def get(self, identifier: str) -> Statement | None:
        return self.held.get(identifier)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    def take(self, given: Sequence[Statement]) -> Account:
        return send(given, self, self.wait)


def test_they_go_in_batches_of_fifty():
    store = Fake()
    told: list[int] = []
    account = send(statements(120), store, store.wait, told.append)
    assert (store.sizes, told) == ([50, 50, 20], [50, 100, 120])
    assert (account.accepted, account.complete) == (120, True)


def test_nothing_to_send():
    assert Fake().take([]) == Account()


def test_sending_twice_changes_nothing():
    store = Fake()
    store.take(statements(60))
    before = deepcopy(store.held)
    assert store.take(statements(60)).complete
    assert store.held == before


@pytest.mark.parametrize("reply", [Reply(429), Reply(503), Reply(500), Reply(0, "no route")])
def test_what_may_pass_is_tried_again_with_growing_pauses(reply: Reply):
    store = Fake()
    store.replies = [reply] * 3
    assert store.take(statements(2)).accepted == 2
    assert store.waited == list(PAUSES[:3])


def test_a_store_says_how_long_to_wait():
    store = Fake()
    store.replies = [Reply(429, after=7)]
    store.take(statements(1))
    assert store.waited == [7]


def test_a_store_that_wants_too_much_time_is_left():
    store = Fake()
    store.replies = [Reply(503, after=LONGEST_PAUSE + 1)]
    account = store.take(statements(70))
    assert (account.unsent, store.waited) == (70, [])
    assert "asked again in 121 seconds" in account.stopped


def test_it_gives_up_in_the_end_and_says_what_is_left():
    store = Fake()
    store.replies = [Reply(200)] + [Reply(503, "busy")] * (len(PAUSES) + 1)
    account = store.take(statements(60))
    assert (account.accepted, account.unsent) == (50, 10)
    assert "503 busy" in account.stopped
    assert not account.complete


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(401, "no"), "does not accept the credentials"),
        (Reply(403), "does not accept the credentials"),
        (Reply(404), "not the address of an LRS"),
        (Reply(302), "not the address of an LRS"),
        (Reply(200, strange=True), "not the address of an LRS"),
    ],
)
def test_what_will_never_go_is_not_tried_again(reply: Reply, says: str):
    store = Fake()
    store.replies = [reply]
    account = store.take(statements(3))
    assert says in account.stopped
    assert (account.unsent, store.sizes) == (3, [3])


def test_the_one_bad_statement_is_found():
    store = Fake(bad={"s37"})
    account = store.take(statements(60))
    assert account.refused == {"s37": "400 bad"}
    assert (account.accepted, len(store.held), account.complete) == (59, 59, False)
    assert len(store.sizes) < 20


def test_too_large_batches_are_made_smaller():
    store = Fake(most=7)
    assert store.take(statements(50)).accepted == 50


def test_what_is_there_is_told_from_what_is_another():
    store = Fake()
    first, second, third = statements(3)
    store.held = {
        "s0": {**first, "object": {"id": "o:0", "definition": {"type": "x:y"}}},
        "s1": {**second, "verb": {"id": "v:other"}},
    }
    account = store.take([first, second, third])
    assert (account.accepted, account.present) == (1, 1)
    assert account.refused == {"s1": "another statement has this id"}


def test_a_store_that_does_not_tell_is_believed():
    store = Fake()
    store.get = lambda identifier: None  # type: ignore[method-assign]
    store.replies = [Reply(409)]
    assert store.take(statements(1)).present == 1


@given(
    st.integers(0, 120),
    st.sets(st.integers(0, 119).map("s{}".format), max_size=6),
    st.integers(1, 60),
    st.lists(st.sampled_from([Reply(503), Reply(0), Reply(429)]), max_size=3),
)
def test_the_account_always_adds_up(count: int, bad: set[str], most: int, replies: list[Reply]):
    store = Fake(bad, most)
    store.replies = list(replies)
    account = store.take(statements(count))
    assert account.accepted == len(store.held)
    whole = account.accepted + account.present + len(account.refused) + account.unsent
    assert whole == count
    assert account.refused.keys() == bad & {f"s{number}" for number in range(count)}


ONE = {
    "actor": {"name": "Ann", "mbox": "mailto:a@x.org"},
    "verb": {"id": "v:v", "display": {"en": "v"}},
    "object": {"id": "o:o"},
    "result": {"success": True, "duration": "PT1M"},
    "context": {"registration": "r"},
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"stored": "later", "version": "1.0.0", "authority": {}}, True),
        ({"actor": {"objectType": "Agent", "mbox": "mailto:a@x.org"}}, True),
        ({"result": {"success": True, "duration": "PT60S"}}, True),
        ({"result": {"success": False, "duration": "PT1M"}}, False),
        ({"actor": {"mbox": "mailto:b@x.org"}}, False),
        ({"object": {"id": "o:other"}}, False),
        ({"context": {"registration": "s"}}, False),
    ],
)
def test_what_counts_as_the_same(change: Statement, expected: bool):
    assert same(ONE, {**ONE, **change}) is expected


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"statements": []}, "lists what a course can say"),
        ({}, "stand in a list"),
        ([1], "Statement 1 lacks"),
        ([{"id": "a"}], "Statement 1 lacks"),
        (2 * statements(1), "Statement 2 has the id of an earlier one, s0"),
    ],
)
def test_what_is_no_list_of_statements(data: Any, says: str):
    with pytest.raises(ValueError, match=says):
        read_statements(data)
