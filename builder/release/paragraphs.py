"""Paragraphs with a hanging indent, for the reports of this room."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.text import Text

from builder.wording import visible

WIDTH = 80
NARROWEST = 40

TIED = "\N{NO-BREAK SPACE}"
"""Between two words that stay on one line; printed as a blank."""


def paragraph(
    head: str,
    words: str,
    width: int = WIDTH,
    style: str = "",
    of: int | None = None,
    *,
    break_words: bool = True,
) -> Iterator[Text]:
    """The lines of a paragraph; its own line breaks stay. The first `of` signs, or all, in style.

    Without `break_words`, a word that is longer than a line stays whole, so that it can be copied.

    Whatever would move the cursor or turn the writing round is replaced: the words may come from
    a learner, or from a package that somebody sent.
    """
    indent = " " * len(head)
    for number, part in enumerate(words.split("\n")):
        first = head if number == 0 else indent
        lines = textwrap.wrap(
            visible(part),
            max(width, NARROWEST),
            initial_indent=first,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=break_words,
        )
        for line in lines or [first.rstrip()]:
            text = Text(line.replace(TIED, " "))
            if of is None:
                text.stylize(style)
            elif number == 0 and line is lines[0]:
                text.stylize(style, 0, of)
            yield text
