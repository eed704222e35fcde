"""What to write instead of a value of the wrong sort, made of what the author wrote."""

from __future__ import annotations

import re
from typing import Any

from builder.blocks.scenario import Scenario
from builder.model.faults import Fault
from builder.model.words import SHORT_VALUE, is_id, mended_id

WORDS_OF_AN_ID = 3
SHORT_ENTRIES = ("answer", "keywords", "modules")
"""Lists that are written on one line."""


def proposal(fault: Fault) -> str | None:
    """A hint with the value as it was probably meant, or None if nobody knows."""
    key, node = fault.path[-1] if fault.path else None, fault.node
    if key == "pass-mark" and fault.type.startswith("int_") and isinstance(node, str):
        return _pass_mark(node)
    if fault.type == "list_type" and isinstance(node, str) and key in SHORT_ENTRIES:
        entries = (part.strip() for part in node.split(","))
        return f"Write {key}: [{', '.join(_quoted(entry) for entry in entries if entry)}]."
    if fault.type == "dict_type" and isinstance(node, list) and node:
        return _with_id(fault, node[0])
    return None


def _pass_mark(text: str) -> str:
    number = re.fullmatch(r"([0-9]{1,3})(?:\.[0-9]*)?\s*%?", text)
    share = re.fullmatch(r"0?[.,]([0-9]{1,2})[0-9]*", text)
    mark = int(share[1].ljust(2, "0")) if share else int(number[1]) if number else 0
    return f"Write pass-mark: {mark if 1 <= mark <= 100 else 70} (per cent, without the sign)."


def _with_id(fault: Fault, entry: Any) -> str | None:
    """The first entry of a list as it ought to stand in a mapping of ids."""
    if isinstance(entry, dict) and len(entry) == 1:
        [(key, value)] = entry.items()
        if is_id(key):
            return f"Remove the dash before {key}:, and those before the others."
        entry = f"{key}: {value}" if isinstance(value, str) else key
    if not isinstance(entry, str) or not entry.strip():
        return None
    name = mended_id(" ".join(entry.split()[:WORDS_OF_AN_ID]))
    if name is None:
        return None
    text = " ".join(entry.split())
    text = _quoted(f"{text[: SHORT_VALUE - 1]}…" if len(text) > SHORT_VALUE else text)
    written = f"{name}: {_shaped(fault, text)}"
    return f"Write an id and the text: {written}{'' if written.endswith(('.', '?', '!')) else '.'}"


def _shaped(fault: Fault, text: str) -> str:
    """A text as the value of an id, where that has keys of its own."""
    key = fault.path[-1]
    if key == "statements":
        return f"{{ say: {text} }}"
    if key == "items" and "reveal" in fault.location:
        return f"{{ title: {text}, text: … }}"
    if key == "choices" and fault.root is Scenario:
        return f"{{ say: {text}, then: … }}"
    return text


def _quoted(text: str) -> str:
    """A text as it may stand in YAML, also between brackets."""
    plain = re.fullmatch(r"[^\W_](?:[^,:#\[\]{}\"]*[^,:#\[\]{}\"?\s])?[?]?", text)
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
