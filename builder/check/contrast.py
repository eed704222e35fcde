"""The colours of a theme: text can be read on what it stands on, in the light and in the dark.

Computed from the tokens of the theme by the formula of WCAG 2 (relative luminance, 1.4.3 and
1.4.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.files import tool_text
from builder.model.course import COURSE_FILE

LOW_CONTRAST = Rule("BC513", "Colours of the theme that are too alike", Severity.WARNING)

TEXT, SIGN = 4.5, 3.0
"""What WCAG asks for: of text, and of signs such as the edge of a field."""

PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("ink", ("bg", "surface", "surface-2", "accent-soft", "good-soft", "bad-soft", "warn-soft"),
     TEXT),
    ("ink-2", ("bg", "surface", "surface-2"), TEXT),
    ("accent", ("bg", "surface", "surface-2", "accent-soft"), TEXT),
    ("accent-ink", ("accent",), TEXT),
    ("good", ("bg", "surface", "good-soft"), TEXT),
    ("bad", ("bg", "surface", "bad-soft"), TEXT),
    ("warn", ("bg", "surface", "warn-soft"), TEXT),
    ("focus", ("bg", "surface"), SIGN),
    ("edge", ("bg", "surface"), SIGN),
)  # fmt: skip
"""What stands on what, and how much contrast it needs at least."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@media\s*([^{]+)\{((?:[^{}]|\{[^{}]*\})*)\}", re.DOTALL)
_TOKEN = re.compile(r"--bc-([\w-]+)\s*:\s*(#[0-9a-fA-F]{3,8})\s*(?:;|\})")

MODES = {"in the light": "", "in the dark": "dark", "in print": "print"}
"""How a page is shown, and by which word its media rule is known."""

LONGEST_LINE = 10
"""Themes that extend one another; a circle must end."""


def low_contrast(subject: Subject) -> Iterator[Diagnostic]:
    """Every text colour of the theme can be read on each of its grounds."""
    sheets = list(_sheets(subject.course.theme))
    for mode, word in MODES.items():
        tokens = tokens_of(sheets, word)
        worst: dict[str, tuple[float, str, float]] = {}
        for front, ground, ratio, least in too_alike(tokens):
            worst[front] = min(worst.get(front, (ratio, ground, least)), (ratio, ground, least))
        for front, (ratio, ground, least) in worst.items():
            yield LOW_CONTRAST.at(
                Place(COURSE_FILE, ("theme",)),
                f"The theme's {front} on {ground} has a contrast of {ratio:.2f} {mode};"
                f" {least:g} is the least.",
                f"Make --bc-{front} darker or lighter in the theme's tokens.css, or choose another"
                " theme.",
            )


def too_alike(tokens: Mapping[str, str]) -> Iterator[tuple[str, str, float, float]]:
    """The pairs of colours with too little contrast: front, ground, ratio, and what is needed."""
    for front, grounds, least in PAIRS:
        for ground in grounds:
            if front in tokens and ground in tokens:
                ratio = contrast(tokens[front], tokens[ground])
                if ratio < least:
                    yield front, ground, ratio, least


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1."""
    digits = colour.lstrip("#")
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


def tokens_of(sheets: list[str], mode: str) -> dict[str, str]:
    """The colours of style sheets in one mode, later ones over earlier ones."""
    found: dict[str, str] = {}
    for sheet in sheets:
        css = _COMMENT.sub("", sheet)
        found |= dict(_TOKEN.findall(_MEDIA.sub("", css)))
        for condition, rules in _MEDIA.findall(css) if mode else ():
            if mode in condition:
                found |= dict(_TOKEN.findall(rules))
    return found


def _sheets(theme: str) -> Iterator[str]:
    """The tokens of a theme and of those that it extends, the base first."""
    line: list[str] = []
    name: str | None = theme
    while name and len(line) < LONGEST_LINE:
        facts = tool_text(f"themes/{name}/theme.yaml")
        line.append(tool_text(f"themes/{name}/tokens.css") or "")
        name = (yaml.load(facts, Loader=yaml.CSafeLoader) or {}).get("extends") if facts else None
    return iter(line[::-1])
