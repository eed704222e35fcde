"""Colours: whatever is read can be read on what it stands on, in the light, the dark and print.

A theme that comes with the tool is tested and not looked at again; here are judged the themes of
others, and the colours that a course sets itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Place
from builder.model.course import COURSE_FILE
from builder.model.look import COLOUR_TOKENS, KEYS, Look
from builder.model.words import listed
from builder.theming import css
from builder.theming.file import THEME_FILE
from builder.theming.palette import (
    PAIRS,
    Alike,
    Palette,
    derived,
    passing,
    resolved,
    too_alike,
    with_look,
)
from builder.theming.rules import COURSE_CONTRAST, THEME_CONTRAST
from builder.theming.theme import SHEETS, Layer, Theme, load

MODES = {"light": "in the light", "dark": "in the dark", "print": "in print"}
"""What people call a scheme."""

NEEDED = {
    name
    for front, grounds, _ in PAIRS
    for name in (front, *grounds)
    if not name.startswith("bar")  # only the bar of classic asks for them
}
"""The tokens that a theme must have, its own or those of the theme that it extends."""


def pale_themes(subject: Subject) -> Iterator[Diagnostic]:
    """The colours of a theme that does not come with the tool."""
    theme = _theme_of(subject)
    if theme is None or not theme.foreign:
        return
    unreadable = [found for layer in theme.line for found in _unreadable(layer)]
    if unreadable:
        yield from unreadable
        return
    seen: set[str] = set()
    for scheme, raw in theme.palettes.items():
        palette = resolved(raw)
        for alike in _worst(palette).values():
            echo = "var" in raw[alike.front] and "var" in raw[alike.ground]
            if alike.front not in seen and not echo:
                seen.add(alike.front)
                yield _of_theme(theme, alike, palette, scheme)
    missing = sorted(NEEDED - resolved(theme.palettes["light"]).keys())
    if missing:
        yield _missing(theme, missing)


def _unreadable(layer: Layer) -> Iterator[Diagnostic]:
    """The colours of a theme that are written in a way that keeps them from being judged."""
    sheet = "" if layer.folder.ours else layer.folder.text(SHEETS[0]) or ""
    for token, value, span in css.unreadable(sheet, {*COLOUR_TOKENS.values(), *NEEDED}):
        yield THEME_CONTRAST.at(
            layer.folder.place(SHEETS[0], span),
            f"{layer.folder.where(SHEETS[0], span)}The contrast of --bc-{token} cannot be told:"
            f" {value or 'nothing'} is no colour of three or six hexadecimal digits.",
            "Write # and the digits, or var(--bc-NAME) of another token.",
        )


def _theme_of(subject: Subject) -> Theme | None:
    if subject.gaps.lacks(COURSE_FILE, ("theme",)):
        return None
    return load(subject.tree, subject.course.theme).theme


def _worst(palette: Palette) -> dict[str, Alike]:
    """Of each colour that is too like others, the pair with the least contrast."""
    worst: dict[str, Alike] = {}
    for alike in too_alike(palette):
        if alike.front not in worst or alike.ratio < worst[alike.front].ratio:
            worst[alike.front] = alike
    return worst


def _of_theme(theme: Theme, alike: Alike, palette: Palette, scheme: str) -> Diagnostic:
    layer, token = _setter(theme, alike.front, alike.ground)
    better = passing(token, palette)
    sheet = layer.folder.text(SHEETS[0]) or ""
    span = css.token_span(sheet, token)
    place = layer.folder.place(SHEETS[0], span)
    where = layer.folder.where(SHEETS[0], span)
    if span is None and not where:
        place = layer.folder.place(THEME_FILE)
    return THEME_CONTRAST.at(
        place,
        f"{where}The theme's {alike.front} on {alike.ground} has a contrast of {alike.ratio:.2f}"
        f" {MODES[scheme]}; {alike.least:g} is the least.",
        f"The nearest --bc-{token} that passes is {better}."
        if better
        else f"Make --bc-{alike.front} and --bc-{alike.ground} more unlike.",
    )


def _setter(theme: Theme, *tokens: str) -> tuple[Layer, str]:
    """The outermost theme that sets one of these colours, and which."""
    for layer in reversed(theme.line):
        sheet = layer.folder.text(SHEETS[0]) or ""
        look = layer.facts.tokens
        for token in tokens:
            named = token in look.colours.tokens() or token in look.dark.tokens()
            if not layer.folder.ours and (named or css.token_span(sheet, token)):
                return layer, token
    return theme.line[-1], tokens[0]


def _missing(theme: Theme, tokens: Sequence[str]) -> Diagnostic:
    layer = theme.line[-1]
    named = listed([f"--bc-{token}" for token in tokens], 5)
    return THEME_CONTRAST.at(
        layer.folder.place(THEME_FILE),
        f"{layer.folder.where(THEME_FILE)}The theme has no colour for {named}, or none that can be"
        " read as one.",
        "Write # and six digits in tokens.css, or extend a theme that has them.",
    )


def pale_colours(subject: Subject) -> Iterator[Diagnostic]:
    """The colours that `course.yaml` sets, together with those of the theme."""
    look, theme = subject.course.theme, _theme_of(subject)
    if theme is None or not _sets_colours(look):
        return
    palettes = with_look(theme.palettes, look)
    for scheme, key in (("light", "colours"), ("dark", "dark")):
        given = getattr(look, key).tokens()
        palette = resolved(palettes[scheme])
        blamed: dict[str, Alike] = {}
        for alike in too_alike(palette):
            token = alike.front if alike.front in given else alike.ground
            if token not in given:
                token = _cause(given, alike)
            if token and (token not in blamed or alike.ratio < blamed[token].ratio):
                blamed[token] = alike
        for token, alike in blamed.items():
            # A ground is mended first; what stands on it may need another colour then.
            others = blamed.keys() - {token} if token == alike.ground else set()
            but = derived(given) | others
            yield _of_course(key, token, alike, palette, but, MODES[scheme])


def _sets_colours(look: Look) -> bool:
    return bool(look.colours.tokens() or look.dark.tokens())


def _cause(given: Mapping[str, str], alike: Alike) -> str:
    """The given colour from which one that is too alike follows."""
    follows = derived(given)
    for token in (alike.front, alike.ground):
        if token in follows:
            return "bar" if token.startswith("bar") else "accent"
    return ""


def _of_course(
    key: str, token: str, alike: Alike, palette: Palette, but: frozenset[str], mode: str
) -> Diagnostic:
    name = KEYS[token]
    better = passing(token, palette, but)
    front, ground = KEYS.get(alike.front, alike.front), KEYS.get(alike.ground, alike.ground)
    return COURSE_CONTRAST.at(
        Place(COURSE_FILE, ("theme", key, name)),
        f"With {palette[token]}, the contrast of {front} on {ground} is {alike.ratio:.2f} {mode};"
        f" {alike.least:g} is the least.",
        f'The nearest colour that passes is "{better}".'
        if better
        else f"No {name} of any lightness passes; change the other colours first.",
        better,
    )
