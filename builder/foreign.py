"""Texts that stand in another language than what is around them, and know which it is."""

from __future__ import annotations


class Foreign(str):
    """A text in a language of its own, such as one that is not translated yet.

    It is a text like any other; whoever shows it can say its language. What is made of it (bare
    words, a part) does not know it any more.
    """

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Foreign:
        """`text`, which is in `language`."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.language


def language_of(text: str) -> str | None:
    """The language of a text that stands in another one than its surroundings."""
    return text.language if isinstance(text, Foreign) else None
