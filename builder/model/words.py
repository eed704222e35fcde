"""How the reader speaks: names for things, near misses, ids that would do, examples of keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

from builder.blocks.base import ID_PATTERN, MAX_ID
from builder.blocks.registry import BLOCKS
from builder.diagnostics import Path

THINGS = {"course", "module", "page"}
SHORT_VALUE = 40
MANY = 100

EXAMPLES = {
    "course": "course: my-course",
    "module": "module: my-module",
    "page": "page: my-page",
    "scenario": "scenario: my-scenario",
    "scale": "scale: my-scale",
    "title": "title: A short title",
    "language": "language: en",
    "modules": "modules: [first-module, second-module]",
    "pages": "pages: and below it a page, beginning with - page: my-page",
    "blocks": "blocks: and below it a block, such as - text: Hello",
    "ask": "ask: What is most likely?",
    "kind": "kind: choice",
    "choices": "choices: { first: One choice, second: Another choice }",
    "answer": "answer: with what is right",
    "items": "items: and below it an id and a text for each",
    "questions": "questions: and below it two or more, each beginning with - question: my-question",
    "draw": "draw: 1",
    "prompts": "prompts: { story: What do you think? }",
    "caption": "caption: What the table shows",
    "fallback": "fallback: What is there, for those who cannot load it",
    "text": "text: What there is to say",
    "say": "say: What there is to say",
    "then": "then: next-scene",
    "start": "start: first-scene",
    "scenes": "scenes: and below it an id for each scene",
    "weeks": "weeks: 1-4",
    "week": "week: 1",
    "when": "when: any no",
}


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that was probably meant; `likeness` from 0 to 1 is how near it must be."""
    small = word.lower()
    by_small = {name.lower(): name for name in known}
    if len(by_small) > MANY:
        by_small = {name: by_small[name] for name in by_small if _alike(small, name)}
    from difflib import get_close_matches  # only where something is wrong

    close = get_close_matches(small, by_small, n=1, cutoff=likeness)
    return by_small[close[0]] if close else None


VERY_LIKE, APART = 0.8, 0.1
"""How near a word must be that is surely meant, and how much nearer than any other."""


def surely(word: str, known: Iterable[str]) -> str | None:
    """The known word that was meant without a doubt: very near, and no other nearly as near."""
    from difflib import SequenceMatcher

    likeness = {name: SequenceMatcher(None, word.lower(), name.lower()).ratio() for name in known}
    best = sorted(likeness.items(), key=lambda pair: -pair[1])[:2]
    if not best or best[0][1] < VERY_LIKE:
        return None
    alone = len(best) == 1 or best[0][1] - best[1][1] >= APART
    return best[0][0] if alone else None


def _alike(word: str, name: str) -> bool:
    """A quick first look, so that a thousand dead links in a big course take no minutes."""
    return abs(len(word) - len(name)) <= 3 and (word[:2] == name[:2] or word[-3:] == name[-3:])


def meant(word: str, known: Collection[str], otherwise: str) -> str:
    """A hint: the known word that was probably meant, or else what to do."""
    near = nearest(word, known)
    return f"Did you mean '{near}'?" if near else otherwise


def listed(names: Iterable[str], most: int = 20) -> str:
    """Names in a sentence, the first ones if there are many."""
    all_names = list(names)
    more = ", …" if len(all_names) > most else ""
    return ", ".join(all_names[:most]) + more if all_names else "none"


def shown(value: Any) -> str:
    """What an author wrote, in a few words."""
    if value is None or value == "" or value == {} or value == []:
        return "empty"
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    text = " ".join(str(value).split())
    return f"'{text[: SHORT_VALUE - 1]}…'" if len(text) > SHORT_VALUE else f"'{text}'"


def is_id(value: object) -> bool:
    """Whether something can be an id."""
    return (
        isinstance(value, str)
        and len(value) <= MAX_ID
        and re.fullmatch(ID_PATTERN, value) is not None
        and not value.endswith("\n")
    )


def mended_id(text: str) -> str | None:
    """An id that is as near to `text` as an id can be."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "")).strip("-")
    named = f"item-{words}" if words[:1].isdigit() else words
    return named[:MAX_ID].strip("-") or None


def name_of(path: Path, node: Any) -> str:
    """What to call the mapping at a path: 'question', 'page', or by the key it stands under."""
    first = next(iter(node), None) if isinstance(node, dict) else None
    if first in THINGS or (first in BLOCKS and path and isinstance(path[-1], int)):
        return f"This {first}"
    if not path:
        return "This file"
    if isinstance(path[-1], int):
        holder = next((step for step in reversed(path) if isinstance(step, str)), "list")
        return f"Entry {path[-1] + 1} of '{holder}'"
    return f"'{path[-1]}'"
