"""The state string in Python: what is written is read, and nothing else is."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.plan.alphabet import checksum, number_length, number_text
from builder.plan.kept import escaped, text_of, unescaped, units_of
from builder.plan.state import State, decode, encode
from tests.helpers import ROOT
from tests.plan.states import NUMBERS, STATES, TEXTS, UNITS, as_plain, from_plain

VECTORS = json.loads((ROOT / "tests/player/state-vectors.json").read_text(encoding="utf-8"))
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def named(vectors: list[dict[str, Any]]) -> Any:
    return [pytest.param(vector, id=vector["name"]) for vector in vectors]


@pytest.mark.parametrize("vector", named(VECTORS["states"]))
def test_vectors_shared_with_the_player(vector: dict[str, Any]):
    state = from_plain(vector["state"])
    assert encode(state) == vector["string"]
    assert decode(vector["string"]) == state


@pytest.mark.parametrize("vector", named(VECTORS["refused"]))
def test_strings_that_hold_no_state(vector: dict[str, Any]):
    assert decode(vector["string"]) == vector["refusal"]


@few
@given(STATES)
def test_every_state_comes_back(state: State):
    assert decode(encode(state)) == state
    assert from_plain(as_plain(state)) == state


@few
@given(STATES, st.data())
def test_a_damaged_string_is_refused_whole(state: State, data: st.DataObject):
    units = units_of(encode(state))
    at = data.draw(st.integers(0, len(units) - 1))
    end = data.draw(st.integers(at, min(len(units), at + 4)))
    damaged = text_of(units[:at] + data.draw(TEXTS) + units[end:])
    assert damaged == encode(state) or decode(damaged) in ("empty", "damaged")


ANYTHING = st.lists(UNITS | st.sampled_from("ABCDEfgh_"), max_size=40).map(
    lambda units: text_of("".join(units))
)


@few
@given(ANYTHING, st.booleans())
def test_any_string_is_a_state_or_refused_and_each_state_has_one_string(junk: str, sealed: bool):
    text = f"B1{junk}" + (checksum(f"B1{junk}") if sealed else "")
    found = decode(text)
    assert isinstance(found, State) or found == "damaged"
    assert isinstance(found, str) or encode(found) == text


@pytest.mark.parametrize(
    "head", ["BBAAA_____f", "BBAAAA_____f", "BBAAAAA_____f", "BBAAAAABD_____f"]
)
def test_what_a_string_claims_costs_nothing(head: str):
    """Lengths up to 2^30 in front of a long string: no more is read than there is."""
    body = f"B1{head}{'B' * 60_000}"
    start = time.perf_counter()
    assert decode(body + checksum(body)) == "damaged"
    assert time.perf_counter() - start < 5


@few
@given(NUMBERS)
def test_the_length_of_a_number_is_known_without_writing_it(number: int):
    assert number_length(number) == len(number_text(number))


@few
@given(TEXTS)
def test_texts_come_back_and_what_is_kept_needs_no_care(text: str):
    kept = escaped(units_of(text))
    assert text_of(unescaped(kept)) == text
    assert "\n" not in kept
    assert "\0" not in kept
    text_of(kept).encode("utf-8")  # raises where half a character stands alone
