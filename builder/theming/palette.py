"""The colours of a theme and of a course: what stands on what, what follows, what is too alike.

A palette is the tokens of colours, without `--bc-`, to `#rrggbb`; there is one for each scheme. As
sheets give it, a token may also stand for another one (`var(--bc-surface)`): it is raw until
`resolved`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from builder.colours import contrast, from_oklch, nearest, to_oklch
from builder.model.look import Look
from builder.theming.css import SCHEMES

Palette = Mapping[str, str]
Palettes = Mapping[str, Palette]
"""A palette for each scheme: light, dark and print."""

TEXT, SIGN = 4.5, 3.0
"""What WCAG 2.2 asks for: of text (1.4.3), and of signs such as the edge of a field (1.4.11)."""

GROUNDS = ("bg", "surface", "surface-2", "accent-soft", "good-soft", "bad-soft", "warn-soft")

PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("ink", GROUNDS, TEXT),
    ("ink-2", GROUNDS, TEXT),
    ("accent", GROUNDS, TEXT),
    ("accent-ink", ("accent",), TEXT),
    ("good", ("bg", "surface", "surface-2", "accent-soft", "good-soft"), TEXT),
    ("bad", ("bg", "surface", "surface-2", "bad-soft"), TEXT),
    ("warn", ("bg", "surface", "surface-2", "warn-soft"), TEXT),
    ("focus", GROUNDS, SIGN),
    ("edge", ("bg", "surface", "surface-2", "accent-soft"), SIGN),
    ("bar-ink", ("bar", "bar-hover"), TEXT),
    ("bar-ink-2", ("bar", "bar-hover"), TEXT),
    ("bar-warn", ("bar",), TEXT),
    ("bar-accent", ("bar",), SIGN),
    ("focus", ("bar",), SIGN),
)
"""What stands on what in the style sheets of the blocks and the shell, and how much contrast it
needs at least. A link may stand in any note, so the accent stands on every ground."""

ON_PAPER = ("accent", "good", "bad", "warn")
"""The colours of a course that are printed as well, where paper lets them be read."""


_ALIAS = re.compile(r"var\(\s*--bc-([\w-]+)\s*\)")


class Alike(NamedTuple):
    """Two colours with too little contrast."""

    front: str
    ground: str
    ratio: float
    least: float


def too_alike(palette: Palette) -> Iterator[Alike]:
    """The pairs of colours with too little contrast."""
    for front, ground, least in _pairs():
        if front in palette and ground in palette:
            ratio = contrast(palette[front], palette[ground])
            if ratio < least:
                yield Alike(front, ground, ratio, least)


def _pairs() -> Iterator[tuple[str, str, float]]:
    for front, grounds, least in PAIRS:
        for ground in grounds:
            yield front, ground, least


def passing(token: str, palette: Palette, but: frozenset[str] = frozenset()) -> str | None:
    """The colour nearest to that of a token that passes in all its pairs; None if none does.

    `but` are tokens that do not count, because they will follow.
    """
    return nearest(palette[token], _fits(token, palette, but))


def _fits(token: str, palette: Palette, but: frozenset[str]) -> Callable[[str], bool]:
    partners = [
        (palette[other], least)
        for front, ground, least in _pairs()
        for one, other in ((front, ground), (ground, front))
        if one == token and other in palette and other not in but
    ]
    return lambda colour: all(contrast(colour, other) >= least for other, least in partners)


def resolved(raw: Palette) -> Palette:
    """A palette in which no token stands for another one; those that lead nowhere are left out."""
    found = {}
    for token, value in raw.items():
        for _ in raw:
            alias = _ALIAS.fullmatch(value)
            if alias is None:
                found[token] = value
                break
            value = raw.get(alias[1], "")
    return {token: value for token, value in found.items() if value}


def with_look(palettes: Palettes, look: Look) -> dict[str, Palette]:
    """The raw palettes with the colours of a look, and with what follows from them."""
    light, dark = look.colours.tokens(), look.dark.tokens()
    if not light and not dark:
        return dict(palettes)
    bright = _following({**palettes["light"], **light}, frozenset(light))
    return {
        "light": bright,
        "dark": _dark({**bright, **palettes["dark"]}, light, dark),
        "print": _printed({**bright, **palettes["print"]}, light),
    }


def derived(given: Mapping[str, str]) -> frozenset[str]:
    """The tokens that follow from those that are given, and are not given themselves."""
    follow = (names for source, names in _FOLLOW.items() if source in given)
    return frozenset(name for names in follow for name in names) - given.keys()


_FOLLOW = {
    "accent": ("accent-ink", "accent-soft"),
    "bar": ("bar-hover", "bar-ink", "bar-ink-2", "bar-warn", "bar-accent", "bar-line"),
}
"""What follows from a colour unless it is given, in this order."""


def _dark(before: Palette, light: Mapping[str, str], dark: Mapping[str, str]) -> Palette:
    """The dark scheme: an accent of the light one alone becomes light enough for it."""
    palette, given = {**before, **dark}, frozenset(dark)
    if "accent" in light and "accent" not in dark and "accent" in before:
        bright = to_oklch(resolved(before)["accent"]).lightness
        palette["accent"] = from_oklch(to_oklch(light["accent"])._replace(lightness=bright))
        given |= {"accent"}
        but = derived({**dark, "accent": ""})
        palette["accent"] = passing("accent", resolved(palette), but) or palette["accent"]
    return _following(palette, given)


def _following(palette: dict[str, str], given: frozenset[str]) -> Palette:
    """A palette with what follows from the colours that are given."""
    follows = derived(dict.fromkeys(given, ""))
    for names in _FOLLOW.values():
        for token in names:
            if token in follows and token in palette:
                palette[token] = _made(token, resolved(palette), follows)
                follows -= {token}
    return palette


def _made(name: str, palette: Palette, follows: frozenset[str]) -> str:
    """The colour of a token that follows: its own where that can be read, or else the nearest."""
    colour = palette[name]
    if name == "accent-soft":
        pale, accent = to_oklch(colour), to_oklch(palette["accent"])
        chroma = min(accent.chroma, max(pale.chroma, 0.02))
        colour = from_oklch(accent._replace(lightness=pale.lightness, chroma=chroma))
    elif name in ("bar-hover", "bar-line"):
        bar, by = to_oklch(palette["bar"]), 0.06 if name == "bar-hover" else 0.15
        colour = from_oklch(
            bar._replace(lightness=bar.lightness + (by if bar.lightness < 0.6 else -by))
        )
    return passing(name, {**palette, name: colour}, follows - {name}) or colour


def _printed(paper: Palette, light: Mapping[str, str]) -> Palette:
    """Paper stays white: only colours that can be read on it are printed."""
    palette = dict(paper)
    for token in ON_PAPER:
        if token in light and token in paper:
            fits = _fits(token, resolved(palette), frozenset({"accent-ink"}))
            palette[token] = light[token] if fits(light[token]) else paper[token]
    return palette


def changes(before: Palettes, after: Palettes) -> dict[str, Palette]:
    """What differs between palettes, by scheme."""
    return {
        scheme: {
            token: colour
            for token, colour in after[scheme].items()
            if before[scheme].get(token) != colour
        }
        for scheme in SCHEMES
    }
