"""Themes: templates and styles. A theme extends another by named template blocks and CSS layers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import yaml

from builder.files import tool_names, tool_text

STYLES = ("tokens.css", "base.css", "layout.css", "print.css")
"""A theme's style sheets: each a cascade layer, in rising order of weight."""


class ThemeMissingError(Exception):
    """There is no theme of that name; `known` are those that are there."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.known = known


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme and those that it extends, the base first."""

    name: str
    line: tuple[str, ...]

    def template(self, name: str) -> str | None:
        """The text of a template: the theme's own, or that of the nearest one it extends."""
        texts = (tool_text(f"themes/{theme}/templates/{name}") for theme in reversed(self.line))
        return next((text for text in texts if text is not None), None)

    def styles(self, sheet: str) -> str:
        """All style sheets of that name, the base theme's first."""
        texts = (tool_text(f"themes/{theme}/{sheet}") for theme in self.line)
        return "\n".join(text for text in texts if text is not None)


def theme_names() -> list[str]:
    """The themes that come with the tool."""
    return [name for name in tool_names("themes") if tool_text(f"themes/{name}/theme.yaml")]


@cache
def load_theme(name: str) -> Theme:
    """The theme of that name with all that it extends.

    Raises:
        ThemeMissingError: there is none.
    """
    text = tool_text(f"themes/{name}/theme.yaml") if name in theme_names() else None
    if text is None:
        raise ThemeMissingError(name, theme_names())
    parent = yaml.load(text, Loader=yaml.CSafeLoader).get("extends")
    inherited = load_theme(parent).line if parent else ()
    return Theme(name, (*inherited, name))


_TEXT = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
"""What must stay as it is."""
_SPACES = re.compile(rf"{_TEXT}|/\*.*?\*/|\s*([{{}};,])\s*|(\s)\s*", re.DOTALL)
_SIGNS = re.compile(rf"{_TEXT}|(?<=[{{;(])([\w-]+:) |;(}})", re.DOTALL)


def squeeze(css: str) -> str:
    """CSS without comments, and without the spaces and signs that only people need."""
    spaced = _SPACES.sub(lambda found: found[1] or found[2] or (found[3] and " ") or "", css)
    return _SIGNS.sub(lambda found: found[1] or found[2] or found[3], spaced).strip()
