"""Colours as numbers: contrast by WCAG 2, and OKLCH to move a colour by its lightness alone.

Colours are written `#rgb` or `#rrggbb`. OKLab is Björn Ottosson's (2020): equal steps of lightness
look equal, and hue stays what people call the same colour.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

STEPS = 512
"""How finely lightness is searched: finer than eight bits a channel can tell apart."""


class Oklch(NamedTuple):
    """Lightness from 0 to 1, chroma from 0 (grey) on, hue in radians."""

    lightness: float
    chroma: float
    hue: float


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def nearest(colour: str, passes: Callable[[str], bool]) -> str | None:
    """The colour of the same hue, nearest in lightness, that passes; None if none does.

    Chroma gives way only where no screen could show the colour. What passes stays as it is.
    """
    if passes(colour):
        return colour
    start = to_oklch(colour)
    candidates = sorted(
        (abs(step / STEPS - start.lightness), step / STEPS) for step in range(STEPS + 1)
    )
    for _, lightness in candidates:
        found = from_oklch(start._replace(lightness=lightness))
        if passes(found):
            return found
    return None


def to_oklch(colour: str) -> Oklch:
    """A colour by lightness, chroma and hue."""
    red, green, blue = map(_linear, _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def from_oklch(colour: Oklch) -> str:
    """The colour as `#rrggbb`, with as much of its chroma as a screen can show."""
    if colour.lightness <= 0:
        return "#000000"
    if colour.lightness >= 1:
        return "#ffffff"
    least, most = 0.0, colour.chroma
    if _in_gamut(_to_linear(colour)):
        least = most
    else:
        for _ in range(20):
            middle = (least + most) / 2
            if _in_gamut(_to_linear(colour._replace(chroma=middle))):
                least = middle
            else:
                most = middle
    channels = (_encoded(value) for value in _to_linear(colour._replace(chroma=least)))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _to_linear(colour: Oklch) -> tuple[float, float, float]:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _in_gamut(linear: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= value <= 1.0005 for value in linear)


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.lstrip("#")
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


def _encoded(linear: float) -> int:
    value = min(max(linear, 0.0), 1.0)
    share = value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(share * 255)
