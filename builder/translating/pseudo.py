"""Catalogs by rule, in languages that nobody speaks (`builder/pseudo.py`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.pseudo import PSEUDO
from builder.record import record
from builder.translating.texts import Spot


@record
class Pseudo:
    """Words by rule for every text."""

    language: str
    say: Callable[[str], str]

    def said(self, spot: Spot, text: str) -> str:
        """The text in letters of the language, with all that is no word as it was."""
        return self.say(text)

    def line(self, spot: Spot, text: str) -> int:
        """There is no file."""
        return 0


PSEUDO_CATALOGS: Mapping[str, Pseudo] = {code: Pseudo(code, say) for code, say in PSEUDO.items()}
"""By language."""
