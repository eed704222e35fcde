"""What is said in a language for each text of a course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from builder.diagnostics import Diagnostic
from builder.files import Tree, read_all
from builder.model.variants import file_of
from builder.record import record
from builder.translating.po import Entry, Key, Po, read_po
from builder.translating.texts import Spot


class Catalog(Protocol):
    """Words in a language."""

    @property
    def language(self) -> str:
        """Its code."""
        ...

    def said(self, spot: Spot, text: str) -> str | None:
        """The words for a text; None where it is not translated yet."""
        ...

    def line(self, spot: Spot, text: str) -> int:
        """The line of its file in which they stand; 0 where there is no such line."""
        ...


@record
class Translations:
    """The translations in a file; those that somebody has to look at first do not count."""

    language: str
    entries: Mapping[Key, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, po: Po, language: str) -> Translations:
        """Those of a file."""
        return cls(language, {entry.key: entry for entry in po.entries if entry.counts})

    def said(self, spot: Spot, text: str) -> str | None:
        """The words for a text; None where it is not translated yet."""
        entry = self.entries.get((spot.context, text))
        return entry.target if entry else None

    def line(self, spot: Spot, text: str) -> int:
        """The line of the file in which they stand."""
        entry = self.entries.get((spot.context, text))
        return entry.target_line if entry else 0


def translations_in(tree: Tree, language: str) -> tuple[Translations | None, list[Diagnostic]]:
    """The translations that a course has for a language, or what keeps them from being read."""
    file = file_of(language)
    po, found = read_po(read_all(tree[file]), file)
    return (None if po is None else Translations.of(po, language)), found
