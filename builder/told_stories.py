"""The long story of a code as text for a terminal, and as a page of the documentation."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from rich.text import Text

from builder.check.files import BYTE_ORDER_MARK, WINDOWS_LINE_ENDS
from builder.check.media import DAMAGED_NAME
from builder.diagnostics import Rule, Severity
from builder.model.rules import (
    MISSPELT_VALUE,
    UNKNOWN_BLOCK,
    UNKNOWN_KEY,
    UNKNOWN_KIND,
    WRONG_VALUE,
)
from builder.silences import RULES as OF_COMMENTS
from builder.source.faults import SYNTAX
from builder.stories import Part, Story, parts_of

WIDTH = 80
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}

MENDED = {
    UNKNOWN_KEY: "where one key was surely meant",
    UNKNOWN_BLOCK: "where one block was surely meant",
    UNKNOWN_KIND: "where one kind was surely meant",
    MISSPELT_VALUE: "where one value was surely meant",
    WRONG_VALUE: "yes, no, on and off, where true or false belongs",
    SYNTAX: "tabs before lines, where their width makes no difference",
    BYTE_ORDER_MARK: "always",
    WINDOWS_LINE_ENDS: "always",
    DAMAGED_NAME: "accents that are stored as signs of their own",
}
"""What `check --fix` does about some codes."""


def story_as_text(rule: Rule, story: Story, width: int = WIDTH) -> Iterator[Text]:
    """What `build-course explain` prints."""
    width = min(width, WIDTH)
    yield Text.assemble(
        (f"{rule.code} ", "bold"), (str(rule.severity), COLOURS[rule.severity]),
        (f": {rule.title}", "bold"),
    )  # fmt: skip
    yield Text()
    yield from _paragraphs(f"{story.why}\n\n{consequences(rule)}", width)
    for title, example in (("Bad", story.bad), ("Good", story.good)):
        if example:
            yield Text(f"{title}:", "bold")
            yield Text()
            for part in parts_of(example):
                yield from _part(part)


def _paragraphs(text: str, width: int) -> Iterator[Text]:
    for paragraph in re.split(r"\n\s*\n", text):
        words = " ".join(paragraph.split()).replace("`", "")
        for line in textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False):
            yield Text(line)
        yield Text()


def _part(part: Part) -> Iterator[Text]:
    said = heading_of(part)
    if said:
        yield Text(f"  {said}", "italic")
    for line in part.text.rstrip("\n").split("\n") if has_text(part) else ():
        yield Text(f"    {line}")
    yield Text()


def has_text(part: Part) -> bool:
    """Whether a part shows a text, and not only says what it is."""
    return bool(part.text) and part.how.partition(" ")[0] not in ("absent", "empty", "picture")


def heading_of(part: Part) -> str:
    """What a part of an example is, in words; nothing for the blocks of a page."""
    how, _, number = part.how.partition(" ")
    words = {
        "absent": f"There is no {part.name}.",
        "empty": f"{part.name} is empty.",
        "escaped": f"{part.name}, with signs that cannot be seen written as \\x…:",
        "times": f"{part.name}, the same {number} times:",
        "last": f"{part.name}, with its last line {number} times:",
        "picture": f"{part.name}, a picture of {part.text.strip()} pixels",
    }
    if part.name == "blocks":
        return ""
    return words.get(how, f"{part.name}:")


def consequences(rule: Rule) -> str:
    """What follows from the severity of a rule, how to allow it, and whether it can be mended."""
    said = {
        Severity.ERROR: "An error stops the build, so it cannot be allowed.",
        Severity.WARNING: "A warning stops no build.",
        Severity.HINT: "A hint stops nothing, and only `build-course check` gives it.",
    }[rule.severity]
    if rule.severity is not Severity.ERROR and rule not in OF_COMMENTS:
        said += (
            " Where it is meant to be so, a comment at the end of the line or above it says why:"
            f" `# build-course: allow {rule.code}, because …`"
        )
    if rule in MENDED:
        said += f"\n\n`build-course check --fix` mends it: {MENDED[rule]}."
    return said
