"""Pages of the documentation as a reader meets them: texts and fenced pieces, in their order.

What a test needs to know beyond that, stands in a remark right above a fence, or at a page's top:

- `<!-- in an empty folder -->`, `<!-- in a guided course -->`, `<!-- in a released course -->`:
  where the page's commands are run. A guided course is what `build-course new` makes; a released
  one has been built, and its package lies beside it as `OLD.zip` and `course.zip`.
- `<!-- not run: why -->`: only the options of these commands are checked.
- `<!-- only read -->`: this YAML is a habit, not a part of a course.
- `<!-- theme: NAME -->`: a file of a theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})(?P<language>\w*)(?P<rest>[^`]*)$")
REMARK = re.compile(r"^\s*<!-- (.*) -->$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or a fenced piece with its language; `line` is where it begins, counted from 1."""

    text: str
    line: int
    language: str | None = None
    title: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class DocPage:
    """A page of the documentation."""

    path: Path

    @property
    def name(self) -> str:
        """Its path in the project."""
        return self.path.relative_to(ROOT).as_posix()

    def source(self) -> str:
        """All of it."""
        return self.path.read_text(encoding="utf-8")

    def where(self) -> str | None:
        """Where its commands are run."""
        found = re.search(r"^<!-- (in an? \w+ \w+) -->$", self.source(), re.M)
        return found[1] if found else None

    def pieces(self) -> list[Piece]:
        """Its texts and fenced pieces."""
        return list(_pieces(self.source()))

    def fences(self, *languages: str) -> list[Piece]:
        """Its fenced pieces in these languages."""
        return [piece for piece in self.pieces() if piece.language in languages]


def _pieces(source: str) -> Iterator[Piece]:
    lines = source.splitlines()
    text: list[str] = []
    begin, number = 0, 0
    while number < len(lines):
        opened = FENCE.match(lines[number])
        if opened is None:
            text.append(lines[number])
            number += 1
            continue
        yield Piece("\n".join(text), begin + 1)
        end = next(
            at
            for at in range(number + 1, len(lines))
            if re.fullmatch(rf" {{0,{len(opened['indent'])}}}{opened['ticks']}", lines[at])
        )
        yield Piece(
            "".join(f"{line[len(opened['indent']) :]}\n" for line in lines[number + 1 : end]),
            number + 2,
            opened["language"],
            _title(opened["rest"]),
            _remark(text),
        )
        text, number = [], end + 1
        begin = number
    yield Piece("\n".join(text), begin + 1)


def _title(rest: str) -> str | None:
    found = re.search(r'title="([^"]+)"', rest)
    return found[1] if found else None


def _remark(text: list[str]) -> str | None:
    last = next((line for line in reversed(text) if line.strip()), "")
    found = REMARK.match(last)
    return found[1] if found else None


def all_pages() -> list[DocPage]:
    """Every page of the documentation, and what stands at the top of the project."""
    top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [DocPage(path) for path in (*sorted(DOCS.rglob("*.md")), *top)]
