"""The long story of each code: why it matters, and a bad and a good example.

They stand in `builder/check/pages/BCnnn.md`, a file each, and are used three times: by
`build-course explain`, for the pages in `docs/codes`, and as tests, which run every example.

An example is one or more parts, each a fenced block whose first line says what it is: the language,
then a file of the course, or `blocks` for what stands on its only page; and after that perhaps how
it is to be read (`absent`, `empty`, `escaped`, `picture`, `times N`, `last N`). A blank in a name
is written %20.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.files import tool_text
from builder.record import record

PAGES = "check/pages"
_PART = re.compile(r"^```\w+ (\S+)(?: ([^\n]+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"^## (Bad|Good)$", re.MULTILINE)


class Part(NamedTuple):
    """A file of an example, or `blocks`; `how` says how to read it."""

    name: str
    how: str
    text: str


@record
class Story:
    """What there is to say about a code. `bad` and `good` are the examples as Markdown."""

    code: str
    why: str
    bad: str
    good: str


def story_of(code: str) -> Story | None:
    """The story of a code; None if there is none."""
    text = tool_text(f"{PAGES}/{code}.md") if re.fullmatch(r"BC\d{3}", code) else None
    if text is None:
        return None
    why, *rest = _HEAD.split(text)
    examples = dict(zip(rest[::2], rest[1::2], strict=True))
    return Story(
        code, why.strip(), examples.get("Bad", "").strip(), examples.get("Good", "").strip()
    )


def parts_of(example: str) -> list[Part]:
    """The files of an example."""
    found = _PART.findall(example)
    return [Part(name.replace("%20", " "), how or "", text) for name, how, text in found]
