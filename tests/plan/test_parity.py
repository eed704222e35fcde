"""The player and the build read and write the very same state strings."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.plan.alphabet import CHECKSUM, DIGITS, checksum
from builder.plan.kept import escaped, text_of, units_of
from builder.plan.state import State, decode, encode
from tests.helpers import Files, prepared
from tests.plan.courses import COURSES
from tests.plan.player import Player
from tests.plan.states import STATES, TEXTS, as_plain, from_plain

slow = [HealthCheck.too_slow]
many = settings(max_examples=100, deadline=None, suppress_health_check=slow)
some = settings(max_examples=40, deadline=None, suppress_health_check=slow)


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """One process for all tests of this module."""
    player = Player(tmp_path_factory.mktemp("player"))
    yield player
    player.close()


@many
@given(state=STATES)
def test_both_write_and_read_the_same(player: Player, state: State):
    string = player.ask("encode", state=as_plain(state))
    assert string == encode(state)
    assert decode(string) == state
    assert player.ask("decode", string=string) == as_plain(state)


@many
@given(state=STATES, data=st.data())
def test_both_refuse_the_same(player: Player, state: State, data: st.DataObject):
    """Damaged with its checksum made to fit or not; mostly within the part that has a structure."""
    units = units_of(encode(state))[:-CHECKSUM]
    at = data.draw(st.integers(0, len(units) - 1))
    end = data.draw(st.integers(at, min(len(units), at + 3)))
    other = data.draw(st.text(DIGITS, max_size=3) | TEXTS)
    damaged = units[:at] + units_of(other) + units[end:]
    fits = data.draw(st.booleans())
    string = text_of(damaged + checksum(damaged if fits else units))
    found = decode(string)
    said = player.ask("decode", string=string)
    assert said == (found if isinstance(found, str) else as_plain(found))


@many
@given(text=TEXTS)
def test_both_keep_texts_the_same(player: Player, text: str):
    assert player.ask("kept", text=text) == text_of(escaped(units_of(text)))


@some
@given(
    files=COURSES,
    draws=st.lists(st.integers(0, 2**40), max_size=40),
    texts=st.lists(TEXTS, min_size=1, max_size=4),
)
def test_what_learners_do_is_read_by_the_build(
    player: Player, files: Files, draws: list[int], texts: list[str]
):
    plan = json.loads(prepared(files).plan.to_json())
    for told in player.ask("play", plan=plan, draws=draws, texts=texts):
        state = from_plain(told["state"])
        assert decode(told["string"]) == state
        assert encode(state) == told["string"]
        assert player.ask("decode", string=told["string"]) == told["state"]
