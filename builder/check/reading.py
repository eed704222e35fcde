"""How easy a page is to read: its length, and the Flesch formula of its language.

All formulas take the mean length of sentences in words, and that of words in syllables. 100 is very
easy, 60 to 70 is plain, below 30 is for those who studied the subject. A language without a
published formula is never judged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from builder.blocks.base import MarkdownText
from builder.check.prose import prose, without_code, words_in
from builder.check.subject import Subject, Text
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.model.course import module_file

HARD_TO_READ = Rule("BC514", "A page that is hard to read", Severity.HINT)
LONG_PAGE = Rule("BC515", "A long page", Severity.HINT)

HARD = 30
"""Below that, Flesch calls a text very difficult."""

FEWEST_WORDS = 100
"""A formula says nothing about less; Flesch took samples of a hundred words."""

MOST_WORDS = 1_000
"""Four to five minutes of reading; learners on a phone leave longer pages unfinished."""

NOT_READ_ON = frozenset({"feedback", "references", "credit", "credits"})
"""What nobody reads from top to bottom: not counted."""

_SENTENCE_END = re.compile(r"[.!?…:;]+(?=[\s\"'”’»)*_]|$)|(?<![.!?…:;\s])\s*\n(?:\s*\n|\s*[-*+#|])")
"""Signs, or the end of a paragraph or entry that has none."""


MANY_WORDS = 20_000
"""Different words of a course, whose syllables are counted once."""


class Formula(NamedTuple):
    """A Flesch formula: what is taken off for each word of a sentence and syllable of a word."""

    start: float
    words: float
    syllables: float
    count: Callable[[str], int]

    def of(self, words: int, sentences: int, syllables: int) -> float:
        """How easy a text is."""
        return self.start - self.words * words / sentences - self.syllables * syllables / words


_GROUPS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœ]+")
_GERMAN = re.compile(r"ei|ai|ey|ay|au|äu|eu|ie|aa|ee|oo|[aeiouyäöüéà]")
_FRENCH_END = re.compile(r"(?<=[^aeiouyéèêàâîïôûù])(?:e|es|ent)$")
_ENGLISH_END = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouysxzgch])es$"
)
_SPANISH_APART = re.compile(r"[aeoáéíóú](?=[aeoíú])|[íú](?=[aeo])")


@lru_cache(MANY_WORDS)
def _groups(word: str) -> int:
    """One syllable for each group of vowels."""
    return max(1, len(_GROUPS.findall(word)))


@lru_cache(MANY_WORDS)
def _german(word: str) -> int:
    """One syllable for each vowel or diphthong."""
    return max(1, len(_GERMAN.findall(word)))


@lru_cache(MANY_WORDS)
def _english(word: str) -> int:
    """A silent e at the end is no syllable."""
    return _groups(_ENGLISH_END.sub("", word))


@lru_cache(MANY_WORDS)
def _french(word: str) -> int:
    """A mute e at the end is no syllable."""
    return _groups(_FRENCH_END.sub("", word))


@lru_cache(MANY_WORDS)
def _spanish(word: str) -> int:
    """Two strong vowels side by side, or a weak one with an accent, are two syllables."""
    return _groups(word) + len(_SPANISH_APART.findall(word))


@lru_cache(MANY_WORDS)
def _russian(word: str) -> int:
    """Each vowel is a syllable."""
    return max(1, sum(sign in "аеёиоуыэюя" for sign in word))


FORMULAS = {
    "en": Formula(206.835, 1.015, 84.6, _english),
    "de": Formula(180, 1, 58.5, _german),
    "fr": Formula(207, 1.015, 73.6, _french),
    "es": Formula(206.84, 1.02, 60, _spanish),
    "it": Formula(217, 1.3, 60, _groups),
    "nl": Formula(206.84, 0.93, 77, _groups),
    "ru": Formula(206.835, 1.3, 60.1, _russian),
}
"""Flesch 1948; Amstad 1978; Kandel and Moles 1958; Fernández Huerta 1959; Franchina and Vacca 1972;
Douma 1960; Oborneva 2006."""


def pages_hard_to_read(subject: Subject) -> Iterator[Diagnostic]:
    """The running text of a page is not harder than a course needs to be."""
    formula = FORMULAS.get(subject.course.language.partition("-")[0])
    if formula is None:
        return
    for place, texts in _pages(subject):
        score = ease(formula, [text.value for text in texts if isinstance(text.mark, MarkdownText)])
        if score is not None and score < HARD:
            yield HARD_TO_READ.at(
                place,
                f"This page is very hard to read: {score:.0f} of 100 by the Flesch formula.",
                "Make two sentences of a long one, and take shorter words where there are some.",
            )


def ease(formula: Formula, texts: list[str]) -> float | None:
    """How easy some texts are to read together, from 0 to 100; None where there is too little."""
    bare = [without_code(text).strip() for text in texts]
    words = Counter(word.lower() for text in bare for word in words_in(text))
    if words.total() < FEWEST_WORDS:
        return None
    sentences = sum(len(_SENTENCE_END.findall(text)) or 1 for text in bare)
    syllables = sum(formula.count(word) * number for word, number in words.items())
    return max(0.0, min(100.0, formula.of(words.total(), sentences, syllables)))


def long_pages(subject: Subject) -> Iterator[Diagnostic]:
    """A page can be read in one go."""
    for place, texts in _pages(subject):
        number = sum(len(words_in(text.value)) for text in texts)
        if number > MOST_WORDS:
            yield LONG_PAGE.at(
                place,
                f"This page has {number:,} words, some {number // 200} minutes of reading.",
                "Make two pages of it where a new thought begins, or move what only some need"
                " into a reveal block.",
            )


def _pages(subject: Subject) -> Iterator[tuple[Place, list[Text]]]:
    """The listed pages, each with the texts that are read on it."""
    by_page: dict[tuple[str, str | int], list[Text]] = {}
    for text in prose(subject):
        if text.path[0] == "pages" and not NOT_READ_ON.intersection(text.path):
            by_page.setdefault((text.file, text.path[1]), []).append(text)
    for module in subject.course.modules:
        file = module_file(module.id)
        for number in range(len(module.pages)):
            place = Place(file, ("pages", number, "page"))
            yield place, by_page.get((file, number), [])
