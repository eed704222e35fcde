"""The player's own words: the shell's, and each block type's from its folder.

They are written in English; `builder/locales` holds them in other languages. An entry is a text,
or a text for each category of numbers (`one`, `other`), of which its value `{n}` chooses one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

import yaml

from builder.blocks.registry import BLOCKS
from builder.cache import made_once
from builder.files import tool_text
from builder.languages import (
    SOURCE,
    Direction,
    best_match,
    direction,
    player_languages,
    primary,
    script,
)
from builder.pseudo import PSEUDO
from builder.record import record

Entry = str | Mapping[str, str]
"""A text, or a text for each category of numbers."""


class Numbers(Protocol):
    """How numbers are written in a language, and which plural goes with them."""

    def category(self, number: float) -> str:
        """Which of CLDR's categories a number has."""

    def written(self, number: float) -> str:
        """The number as people write it."""


class EnglishNumbers:
    """The numbers of English, which need no tables."""

    def category(self, number: float) -> str:
        """One or more."""
        return "one" if number == 1 else "other"

    def written(self, number: float) -> str:
        """With a point."""
        return f"{number:.12g}"


@record
class Words:
    """All words in one language."""

    language: str
    """What they are in: the course's own tag (`fr-CA`), or the one that serves in its place."""
    entries: Mapping[str, Entry]
    numbers: Numbers

    @property
    def direction(self) -> Direction:
        """Whether they run from left to right."""
        return direction(self.language)

    def say(self, key: str, **values: object) -> str:
        """One of the words, with `{name}` replaced and the plural that `n` asks for.

        Raises:
            KeyError: there is no such word; a fault of the template that asks for it.
        """
        text = self._text(self.entries[key], values.get("n"))
        return re.sub(r"\{(\w+)\}", lambda found: self._value(found, values), text)

    def _text(self, entry: Entry, count: object) -> str:
        if isinstance(entry, str):
            return entry
        number = count if isinstance(count, int | float) else 0
        return entry.get(self.numbers.category(number), entry["other"])

    def _value(self, found: re.Match[str], values: Mapping[str, object]) -> str:
        value = values.get(found[1], found[0])
        return self.numbers.written(value) if isinstance(value, int | float) else str(value)


@cache
def words_for(language: str) -> Words:
    """The words for a course in this language; English where the player does not speak it.

    What a translation lacks is English.
    """
    if language in PSEUDO:
        return Words(language, _by_rule(PSEUDO[language]), EnglishNumbers())
    match = best_match(language, player_languages()) or SOURCE
    fits = primary(match) == primary(language) and script(match) == script(language)
    tag = language if fits else match
    if match == SOURCE:
        return Words(tag, english_words(), EnglishNumbers())
    from builder.render import translated  # Babel takes time to load, and English needs none of it.

    entries = {**english_words(), **translated.entries_of(match)}
    return Words(tag, entries, translated.Numbers(tag))


def _by_rule(say: Callable[[str], str]) -> dict[str, Entry]:
    """English by the rule of a language that nobody speaks."""
    return {
        key: say(entry) if isinstance(entry, str) else {one: say(entry[one]) for one in entry}
        for key, entry in english_words().items()
    }


@cache
def english_words() -> dict[str, Entry]:
    """All words as they are written, by key, such as `player.next` or `question.check`."""
    return made_once("words", SOURCE, _written_words)


def _written_words() -> dict[str, Entry]:
    words = _from_file("player", "player")
    for kind in BLOCKS:
        words |= _from_file(f"blocks/{kind}", kind)
    return words


def _from_file(folder: str, prefix: str) -> dict[str, Entry]:
    words = yaml.load(tool_text(f"{folder}/words.yaml") or "", Loader=yaml.CSafeLoader)
    return {f"{prefix}.{key}": entry for key, entry in (words or {}).items()}


def script_json(value: object) -> str:
    """JSON that may stand inside a `<script>` element: no `<` can end it early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return safe_in_script(text)


def safe_in_script(json_text: str) -> str:
    """Finished JSON, made safe inside a `<script>` element."""
    return (
        json_text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
