"""Reading level: published formulas, and syllables as a dictionary parts them."""

from __future__ import annotations

import pytest

from builder.check.reading import FORMULAS, ease


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "cat 1 table 2 wanted 2 jumped 1 make 1 boxes 2 reading 2 university 5 trust 1"),
        ("de", "Haus 1 Vertrauen 3 arbeiten 3 Universität 5 Straße 2 Fräulein 2"),
        ("fr", "table 1 confiance 2 université 5 parlent 1 été 2 maison 2"),
        ("es", "casa 2 confianza 3 día 2 universidad 5 ciudad 2 leer 2"),
        ("it", "casa 2 fiducia 3 università 5"),
        ("nl", "huis 1 vertrouwen 3 tafel 2"),
        ("ru", "дом 1 доверие 4 университет 5 в 1"),
    ],
)
def test_syllables(language: str, words: str):
    parts = words.lower().split()
    counted = {word: FORMULAS[language].count(word) for word in parts[::2]}
    assert counted == dict(zip(parts[::2], map(int, parts[1::2]), strict=True))


def test_flesch_of_plain_english():
    """Ten words of one syllable in each sentence: 206.835 - 10.15 - 84.6."""
    text = "The dog ran to the man and sat by him. " * 12
    assert ease(FORMULAS["en"], [text]) == pytest.approx(100)
    long = "Administrative responsibilities necessitate institutional accountability. " * 25
    assert ease(FORMULAS["en"], [long]) == 0


def test_a_short_text_is_not_judged():
    assert ease(FORMULAS["en"], ["Institutional accountability. " * 49]) is None


def test_headings_lists_and_links_end_no_sentence_too_many():
    plain = "We wait for an answer that takes time. " * 15
    marked = "## Waiting\n\n- We [wait](https://example.org/a.b?c) for `x.y` an answer\n" + plain
    one, other = ease(FORMULAS["en"], [plain]), ease(FORMULAS["en"], [marked])
    assert one is not None and other is not None
    assert abs(one - other) < 8
