"""Answers out of the rows of SCORM: what the player wrote there, read back into ids.

SCORM 1.2 has words that people read, or the signs of the standard where an LMS insists on them
(`responses12.ts` in the player); SCORM 2004 has ids, or words where an LMS did not take these
(`responses2004.ts`). What cannot be understood without doubt gives no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.blocks.tracking import Interaction, Option
from builder.record import record
from builder.tracks.elements import Row

Entry = tuple[str, ...]
"""A part of an answer: an option's id; where pairs are matched, its target's id as well."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "123456789abcdefghijklmnopqrstuvwxyz"

CUT = "…"
"""Stands at the end of words that were too long together, and of a line that still was."""

TRUTHS = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False}
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def response_in(row: Row, interaction: Interaction) -> dict[str, Any]:
    """The answer in a row, as the player's facts have it; empty where it cannot be understood."""
    newer = row.parts.get("learner_response", "")
    said = newer or row.parts.get("student_response", "")
    if not said:
        return {}
    if interaction.type == "true-false":
        return {"truth": TRUTHS[said.lower()]} if said.lower() in TRUTHS else {}
    if interaction.type == "numeric":
        return {"number": float(said)} if NUMBER.fullmatch(said) else {}
    if interaction.type in ("fill-in", "long-fill-in"):
        return {"text": said}
    if newer:
        return _response(interaction, _in_ids(said, interaction) or _in_words(said, interaction))
    return _response(interaction, _in_words(said, interaction) or _in_signs(said, interaction))


def _response(interaction: Interaction, entries: Sequence[Entry]) -> dict[str, Any]:
    """No option can be in an answer twice."""
    ids = [entry[0] for entry in entries]
    if not ids or len(set(ids)) < len(ids):
        return {}
    if interaction.type == "matching":
        return {"matched": [list(entry) for entry in entries]}
    return {"ordered" if interaction.type == "sequencing" else "picked": ids}


# ---- ids and signs -----------------------------------------------------------------------------


def _in_ids(said: str, interaction: Interaction) -> list[Entry]:
    """`a[,]b` or `a[.]x[,]b[.]y`, with underscores for hyphens: authors' ids have none."""
    parts = [part.replace("_", "-").split("[.]") for part in said.split("[,]")]
    options = {one.id: one.id for one in interaction.options}
    targets = {one.id: one.id for one in interaction.targets or ()}
    return _known(parts, _kinds(interaction, options, targets))


def _in_signs(said: str, interaction: Interaction) -> list[Entry]:
    """`a` or `{a,b}`; the digits of a scale; `c,a,b` in order; `1.c,2.a` matched."""
    parts = [part.split(".") for part in said.strip("{}").split(",")]
    of_options = DIGITS if interaction.type in ("likert", "matching") else LETTERS
    options = _signs(interaction.options, of_options)
    targets = _signs(interaction.targets or (), LETTERS)
    return _known(parts, _kinds(interaction, options, targets))


def _signs(options: Sequence[Option], signs: str) -> dict[str, str]:
    """Nothing where there are more options than signs: then some share one."""
    if len(options) > len(signs):
        return {}
    return {sign: one.id for sign, one in zip(signs, options, strict=False)}


Names = Mapping[str, str]
"""Ids by what stands for them."""


def _kinds(interaction: Interaction, options: Names, targets: Names) -> list[Names]:
    """What an entry is made of."""
    return [options, targets] if interaction.type == "matching" else [options]


def _known(parts: Sequence[Sequence[str]], kinds: Sequence[Names]) -> list[Entry]:
    """The entries that these parts name; none if one of them is not known."""
    for part in parts:
        if len(part) != len(kinds):
            return []
        if not all(name in names for name, names in zip(part, kinds, strict=True)):
            return []
    return [tuple(names[name] for name, names in zip(part, kinds, strict=True)) for part in parts]


# ---- words -------------------------------------------------------------------------------------


def _in_words(said: str, interaction: Interaction) -> list[Entry]:
    """`Red; Blue`, `1. Ask; 2. Listen`, `Rome → Italy; Oslo → Norway`."""
    options = _words(interaction.options, CUT in said)
    targets = _words(interaction.targets or (), CUT in said)
    line = _Line(
        _kinds(interaction, options, targets),
        numbered=interaction.type == "sequencing",
        most=len(interaction.options),
    )
    found = line.entries(said)
    is_cut_off = said.endswith(CUT) and interaction.type in ("matching", "sequencing")
    return found if not is_cut_off or len(found) == line.most else []


def _words(options: Sequence[Option], may_be_cut: bool) -> Names:
    """Options by their words, and by beginnings of them; not by what several begin with."""
    found: dict[str, set[str]] = {}
    for one in options:
        cuts = range(1, len(one.text)) if may_be_cut else ()
        for words in (one.text, *(one.text[:end] + CUT for end in cuts)):
            found.setdefault(words, set()).add(one.id)
    return {words: ids.pop() for words, ids in found.items() if len(ids) == 1}


@record
class _Line:
    """Takes a line of words apart. Words may hold what else stands between two of them."""

    kinds: Sequence[Names]
    numbered: bool
    most: int

    def entries(self, said: str, place: int = 1) -> list[Entry]:
        """All entries from a place on; none if the line is not made of known words."""
        if place > self.most:
            return []
        for entry, rest in self._first(said, f"{place}. " if self.numbered else ""):
            if not rest:
                return [entry]
            more = self.entries(rest.removeprefix("; "), place + 1) if rest[:2] == "; " else []
            if more:
                return [entry, *more]
        return []

    def _first(self, said: str, head: str) -> Iterator[tuple[Entry, str]]:
        """What the first entry may be, each time with the rest of the line."""
        found: list[tuple[Entry, str]] = [((), said)]
        for at, names in enumerate(self.kinds):
            before = " → " if at else head
            found = [
                ((*entry, name), rest[len(before) + len(words) :])
                for entry, rest in found
                for words, name in names.items()
                if rest.startswith(before + words)
            ]
        yield from found
