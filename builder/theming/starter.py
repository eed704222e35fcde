"""A new theme: from its name to its files. Nothing here touches the disk."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.blocks.base import ID_PATTERN, MAX_ID
from builder.files import tool_bytes
from builder.theming.file import THEME_FILE

FILES: Mapping[str, str] = {
    THEME_FILE: "theme.yaml",
    "layout.css": "layout.css",
    "templates/course.html": "course.html",
}
"""The files of a new theme, and where their texts lie."""


def name_fault(name: str) -> str | None:
    """What is wrong with the name of a theme, for a person; None if it can be one."""
    if re.fullmatch(ID_PATTERN, name) and len(name) <= MAX_ID:
        return None
    return (
        f"{name!r} cannot be the name of a theme: it has lower-case letters, digits and single"
        " hyphens, and begins with a letter."
    )


def new_theme(name: str, extends: str) -> dict[str, bytes]:
    """All files of a new theme, by their paths in its folder."""
    title = name.replace("-", " ").capitalize()
    values = {"name": name, "title": title, "extends": extends}

    def filled(text: str) -> str:
        return re.sub(r"@(name|title|extends)@", lambda mark: values[mark[1]], text)

    texts = {path: tool_bytes(f"starters/theme/{file}").decode() for path, file in FILES.items()}
    return {path: filled(text).encode("utf-8") for path, text in texts.items()}
