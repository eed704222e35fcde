"""How xAPI writes answers, right answers, numbers and lengths of time (xAPI-Data.md, 2.4.4.1).

The same as the player writes them; `tests/xapi/vectors.json` holds both sides to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from builder.blocks.tracking import Interaction

BETWEEN = "[,]"
PAIRED = "[.]"
RANGE = "[:]"
ANY_CASE = "{case_matters=false}"


def response_text(response: Mapping[str, Any]) -> str:
    """An answer as `result.response` has it; "" where nothing was answered.

    `response` is what the player's facts hold: `picked` or `ordered` option ids, `matched` pairs,
    a `text`, a `number` or a `truth`.
    """
    if "truth" in response:
        return "true" if response["truth"] else "false"
    if "number" in response:
        return number_text(float(response["number"]))
    if "matched" in response:
        return pairs_text(response["matched"])
    if "text" in response:
        return str(response["text"])
    return BETWEEN.join(response.get("picked") or response.get("ordered") or ())


def pairs_text(pairs: Iterable[Sequence[str]]) -> str:
    """Pairs of ids: what belongs to what, or which choice was made in which scene."""
    return BETWEEN.join(PAIRED.join(pair) for pair in pairs)


def patterns(row: Interaction, tolerance: float = 0) -> list[str]:
    """The right answers, one for each that would do alone; none where nothing is right or wrong."""
    if not row.correct:
        return []
    if row.type == "true-false":
        return [row.correct[0]]
    if row.type in ("fill-in", "long-fill-in"):
        return [f"{ANY_CASE}{text}" for text in row.correct]
    if row.type == "numeric":
        return [_range(float(text), tolerance) for text in row.correct]
    if row.type == "matching":  # SOURCE.TARGET
        return [pairs_text(pair.split(".", 1) for pair in row.correct)]
    return [BETWEEN.join(row.correct)]


def _range(number: float, tolerance: float) -> str:
    if not tolerance:
        return number_text(number)
    low, high = (_added(number, sign * tolerance) for sign in (-1, 1))
    return f"{number_text(low)}{RANGE}{number_text(high)}"


def _added(one: float, other: float) -> float:
    """The sum as people reckon it: 0.1 and 0.2 make 0.3."""
    return float(Decimal(repr(one)) + Decimal(repr(other)))


def number_text(number: float) -> str:
    """A number as JavaScript's `String` writes it."""
    if number == math.floor(number) and abs(number) < 1e21:
        return str(int(number))
    if 1e-6 <= abs(number) < 1e21:
        return format(Decimal(repr(number)), "f")
    mantissa, _, exponent = repr(number).partition("e")
    return f"{mantissa}e{int(exponent):+d}"


def duration_text(milliseconds: float) -> str:
    """A length of time in ISO 8601, to a hundredth of a second: PT1H2M3.5S."""
    hundredths = max(0, math.floor(milliseconds / 10 + 0.5))
    minutes, rest = divmod(hundredths, 6000)
    hours, minutes = divmod(minutes, 60)
    seconds = number_text(rest / 100)
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""]
    parts.append(f"{seconds}S" if rest or not (hours or minutes) else "")
    return "PT" + "".join(parts)


def rounded(number: float, places: int) -> float:
    """A number to so many decimals, halves upwards; a whole one as an `int`, as JSON has it."""
    scale = 10**places
    result = math.floor(number * scale + 0.5) / scale
    return int(result) if result == int(result) else result
