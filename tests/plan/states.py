"""States for tests: as JSON, and drawn at random with a taste for the difficult ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from builder.plan.alphabet import MAX_NUMBER
from builder.plan.kept import text_of
from builder.plan.state import (
    STATUSES,
    State,
    Stored,
    StoredList,
    StoredNumber,
    StoredSet,
    StoredText,
)


def as_plain(state: State) -> dict[str, Any]:
    """The state as it stands in JSON."""
    return {
        "attempt": state.attempt,
        "count": state.count,
        "status": state.status,
        "best": state.best,
        "last": state.last,
        "seen": sorted(state.seen),
        "rows": list(state.rows),
        "values": [[slot, _plain_value(state.values[slot])] for slot in sorted(state.values)],
    }


def _plain_value(stored: Stored) -> dict[str, Any]:
    match stored:
        case StoredNumber(number):
            return {"type": "number", "number": number}
        case StoredSet(slots):
            return {"type": "set", "slots": sorted(slots)}
        case StoredList(order):
            return {"type": "list", "slots": list(order)}
        case StoredText(text):
            return {"type": "text", "text": text}


def from_plain(plain: Mapping[str, Any]) -> State:
    """The state that stands in JSON."""
    return State(
        **{name: plain[name] for name in ("attempt", "count", "status", "best", "last")},
        seen=frozenset(plain["seen"]),
        rows=tuple(plain["rows"]),
        values={slot: _value(stored) for slot, stored in plain["values"]},
    )


def _value(plain: Mapping[str, Any]) -> Stored:
    match plain:
        case {"type": "number", "number": number}:
            return StoredNumber(number)
        case {"type": "set", "slots": slots}:
            return StoredSet(frozenset(slots))
        case {"type": "list", "slots": slots}:
            return StoredList(tuple(slots))
        case {"type": "text", "text": text}:
            return StoredText(text)
    raise AssertionError(f"no value: {plain}")


SLOTS = st.one_of(st.integers(0, 40), st.integers(0, 5_000))
NUMBERS = st.one_of(
    st.sampled_from([0, 31, 32, 1023, 1024, MAX_NUMBER]), st.integers(0, MAX_NUMBER)
)
UNITS = st.one_of(
    st.sampled_from("\n\r\0\t\u2424\u241b\ud83d\ude00\uffff\ufffe\u2028 aö"),
    st.integers(0, 0xFFFF).map(chr),
)
TEXTS = st.lists(UNITS, max_size=30).map(lambda units: text_of("".join(units)))
"""Any UTF-16 units; halves that meet are one character, as they are for the player."""

STORED: st.SearchStrategy[Stored] = st.one_of(
    NUMBERS.map(StoredNumber),
    st.frozensets(st.integers(0, 99), max_size=9).map(StoredSet),
    st.lists(SLOTS, max_size=9).map(tuple).map(StoredList),
    TEXTS.map(StoredText),
)
STATES = st.builds(
    State,
    attempt=NUMBERS,
    count=NUMBERS,
    status=st.sampled_from(STATUSES),
    best=st.none() | st.integers(0, 10_000).map(lambda hundredths: hundredths / 100),
    last=st.none() | SLOTS,
    seen=st.frozensets(SLOTS, max_size=9),
    rows=st.lists(SLOTS, unique=True, max_size=9).map(tuple),
    values=st.dictionaries(SLOTS, STORED, max_size=9),
)
