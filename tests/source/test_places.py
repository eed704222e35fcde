"""Where keys and values stand."""

from __future__ import annotations

import pytest

from builder.diagnostics import Path, Place, Span
from builder.source.places import locate, span_of
from builder.source.text import lines_of

TEXT = """\
module: start
pages:
  - page: hello
    "title": 'Größe 😀'
    blocks:
      - text: |
          One
          two

      - cards: [{ title: A, text: B }]
"""


def cut(text: str, span: Span) -> str:
    lines = lines_of(text)
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.line - 1][span.column - 1 :]
    return "\n".join(
        [
            first,
            *lines[span.line : span.end_line - 1],
            lines[span.end_line - 1][: span.end_column - 1],
        ]
    )


@pytest.mark.parametrize(
    ("path", "on_key", "words"),
    [
        (("module",), True, "module"),
        (("module",), False, "start"),
        (("pages", 0, "page"), False, "hello"),
        (("pages", 0, "title"), True, '"title"'),
        (("pages", 0, "title"), False, "'Größe 😀'"),
        (("pages", 0, "blocks", 1, "cards", 0, "text"), False, "B"),
        (("pages", 0, "blocks", 1, "cards", 0), False, "{ title: A, text: B }"),
        (("pages", 0, "blocks", 1), False, "cards: [{ title: A, text: B }]"),
    ],
)
def test_spans(path: Path, on_key: bool, words: str):
    assert cut(TEXT, locate(TEXT)[path, on_key]) == words


def test_a_block_text_ends_where_its_text_ends():
    found = locate(TEXT)[("pages", 0, "blocks", 0, "text"), False]
    assert cut(TEXT, found).startswith("|\n")
    assert found.end_line in (8, 9)


@pytest.mark.parametrize("text", ["a: b\nc: [d\n", "a: b\n\tc: d", "", "a: b\n---\nc: d", "\ud800"])
def test_broken_texts_have_spans_up_to_the_break(text: str):
    spans = locate(text)
    assert (("a",), True) in spans or not text.startswith("a")


def test_the_first_of_two_equal_keys_counts():
    assert locate("a: b\na: c\n")[("a",), True].line == 1


def test_a_place_that_is_not_there_is_the_nearest_that_holds_it():
    spans, lines = locate(TEXT), lines_of(TEXT)
    assert span_of(Place("f", ("pages", 0, "page", "x", 3)), spans, lines).line == 3
    assert span_of(Place("f", ("module",), on_key=True), spans, lines) == Span(1, 1, 1, 7)
    assert span_of(Place("f", ("nothing",)), {}, []) == Span(1, 1, 1, 1)


def test_words_in_a_long_text_are_found():
    spans, lines = locate(TEXT), lines_of(TEXT)
    path = ("pages", 0, "blocks", 0, "text")
    assert span_of(Place("f", path, part="two"), spans, lines) == Span(8, 11, 8, 14)
    assert span_of(Place("f", path, part="elsewhere"), spans, lines).line == 6
