"""The player's own words: the shell's, and each block type's from its folder."""

from __future__ import annotations

import json
from functools import cache

import yaml

from builder.blocks.registry import BLOCKS
from builder.files import tool_text


@cache
def english_words() -> dict[str, str]:
    """All words by key, such as `player.next` or `question.check`."""
    words = _from_file("player", "player")
    for kind in BLOCKS:
        words |= _from_file(f"blocks/{kind}", kind)
    return words


def _from_file(folder: str, prefix: str) -> dict[str, str]:
    words = yaml.load(tool_text(f"{folder}/words.yaml") or "", Loader=yaml.CSafeLoader)
    return {f"{prefix}.{key}": str(text) for key, text in (words or {}).items()}


def word(words: dict[str, str], key: str, **values: object) -> str:
    """One of the words, with `{name}` replaced.

    Raises:
        KeyError: there is no such word; a fault of the template that asks for it.
    """
    text = words[key]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def said(key: str, **values: object) -> str:
    """What the player says, in its own words, for texts about it."""
    return word(english_words(), f"player.{key}", **values)


def script_json(value: object) -> str:
    """JSON that may stand inside a `<script>` element: no `<` can end it early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return safe_in_script(text)


def safe_in_script(json_text: str) -> str:
    """Finished JSON, made safe inside a `<script>` element."""
    return (
        json_text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
