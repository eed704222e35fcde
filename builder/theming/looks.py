"""A look as CSS: the tokens that a course or a theme sets without writing any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.model.look import Look
from builder.theming.palette import Palettes, changes, with_look

GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "system-ui", "ui-serif",
                     "ui-sans-serif", "ui-rounded", "ui-monospace"})  # fmt: skip
"""Families that every browser knows by a word of CSS."""

CORNERS: Mapping[str, tuple[str, str, str]] = {
    "round": ("0.75rem", "0.4rem", "999px"),
    "soft": ("0.4rem", "0.25rem", "0.4rem"),
    "square": ("0", "0", "0"),
}
"""The radius of cards, of fields, and of buttons."""

_SCHEMES = {
    "light": "@media screen and (prefers-color-scheme: light) {{ :root {{ {} }} }}",
    "dark": "@media screen and (prefers-color-scheme: dark) {{ :root {{ {} }} }}",
    "print": "@media print {{ :root {{ {} }} }}",
}


def css_of(look: Look, before: Palettes) -> str:
    """The rules of a look over the palettes that it changes; empty if it changes nothing."""
    return "\n".join(_rules(look, before))


def _rules(look: Look, before: Palettes) -> Iterator[str]:
    shapes = list(_tokens(look))
    if shapes:
        yield f":root {{ {' '.join(f'--bc-{name}: {value};' for name, value in shapes)} }}"
    if look.type_.size:
        yield f"@media screen {{ :root {{ font-size: {look.type_.size}; }} }}"
    for scheme, colours in changes(before, with_look(before, look)).items():
        if colours:
            tokens = " ".join(f"--bc-{name}: {value};" for name, value in sorted(colours.items()))
            yield _SCHEMES[scheme].format(tokens)


def _tokens(look: Look) -> Iterator[tuple[str, str]]:
    if look.type_.text:
        yield "font", families(look.type_.text)
    if look.type_.headings:
        yield "font-head", families(look.type_.headings)
    if look.type_.measure:
        yield "measure", look.type_.measure
    if look.shape.corners:
        names = ("radius", "radius-s", "round")
        yield from zip(names, CORNERS[look.shape.corners], strict=True)


def families(names: str) -> str:
    """Fonts as CSS writes them; something that every device has comes last."""
    listed = [name.strip() for name in names.split(",")]
    if listed[-1] not in GENERIC:
        listed.append("sans-serif")
    return ", ".join(name if name in GENERIC else f'"{name}"' for name in listed)
