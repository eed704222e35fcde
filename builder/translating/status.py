"""How far the translation into a language is."""

from __future__ import annotations

from builder.check.prose import words_in
from builder.record import record
from builder.translating.po import Po
from builder.wording import counted


@record
class Status:
    """Numbers of texts; `words` are those of the course that are still to be translated."""

    language: str
    translated: int
    fuzzy: int
    missing: int
    words: int

    @property
    def texts(self) -> int:
        """All of them."""
        return self.translated + self.fuzzy + self.missing

    @property
    def complete(self) -> bool:
        """Whether learners see every text in the language."""
        return self.translated == self.texts

    @property
    def in_words(self) -> str:
        """In one line."""
        if self.complete:
            return f"all of {counted(self.texts, 'text')} translated"
        left = f"{self.fuzzy} to look at, {self.missing} missing"
        return (
            f"{self.translated} of {counted(self.texts, 'text')} translated, {left}; "
            f"{counted(self.words, 'word')} to translate"
        )


def status_of(language: str, po: Po) -> Status:
    """How far a file is that was brought up to the course as it is now."""
    living = [entry for entry in po.entries if not entry.obsolete]
    left = [entry for entry in living if not entry.counts]
    fuzzy = sum(entry.fuzzy and bool(entry.target.strip()) for entry in left)
    words = sum(len(words_in(entry.source)) for entry in left)
    return Status(language, len(living) - len(left), fuzzy, len(left) - fuzzy, words)
