"""The sample course as its authors wrote it: read from the YAML, without the builder's code.

So that what a package does can be held against the source and not against the builder's own idea
of it. Scalars stay texts, as docs/format.md has it: `answer: "true"`, `points: "0"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

USED = ("check", "reveal", "question", "pool", "reflect", "rate", "scenario", "plan")
"""Blocks that a learner uses and that keep something."""

LONGEST_LINE = 255
"""Characters that SCORM 1.2 takes of a response (CMIString255)."""


def plain(line: str) -> str:
    """The words of one line of Markdown; the sample course marks emphasis in them, no more."""
    return " ".join(re.sub(r"(\*{1,2})(\S(?:.*?\S)?)\1", r"\2", line).split())


def seen(words: str, start: str = "^", end: str = "$") -> re.Pattern[str]:
    """These words as a page may set them: with typewriter signs or with those of typography."""
    pattern = re.escape(words)
    for typed, signs in (('"', '["“”]'), ("'", "['‘’]"), (r"\.\.\.", "(?:…|[.]{3})")):
        pattern = pattern.replace(typed, signs)
    return re.compile(f"{start}{pattern}{end}")


def reported(text: str) -> str:
    """A text as a report of SCORM 1.2 holds it."""
    line = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


@dataclass(frozen=True)
class Block:
    """A block that a learner uses: its kind, full id, and what the author wrote."""

    kind: str
    id: str
    data: Mapping[str, Any]

    @property
    def optional(self) -> bool:
        return self.data.get("optional") == "true" or self.data.get("require") == "none"

    @property
    def points(self) -> float:
        """What a question gives; a pool, what all that are drawn of it give."""
        if self.kind == "pool":
            return int(self.data["draw"]) * self.questions[0].points
        asked = self.kind == "question" and self.data["kind"] != "rank"
        return float(self.data.get("points", "1")) if asked else 0

    @property
    def questions(self) -> list[Block]:
        """All that a pool may draw."""
        inside = self.data.get("questions", [])
        return [Block("question", f"{self.id}.{one['question']}", one) for one in inside]

    @property
    def lines(self) -> dict[str, str]:
        """The words of what is to be matched or put in order, by id."""
        return {key: plain(say) for key, say in self.data["items"].items()}

    @property
    def partial(self) -> bool:
        """Whether a part of the answer gives a part of the points."""
        return self.data.get("partial") == "true"

    @property
    def tries(self) -> int:
        """How often a question may be answered; a large number where the author says unlimited."""
        tries = self.data.get("tries", "1")
        return 99 if tries == "unlimited" else int(tries)

    @property
    def choices(self) -> dict[str, str]:
        """The words of a question's choices, by id."""
        if self.data["kind"] == "true-false":
            return {"true": "True", "false": "False"}
        return {key: plain(say) for key, say in self.data["choices"].items()}

    @property
    def answer(self) -> tuple[str, ...]:
        """The right choices, every accepted text, `ITEM.CHOICE` for each item, or the order."""
        if self.data["kind"] == "order":
            return tuple(self.data["items"])
        answer = self.data["answer"]
        if isinstance(answer, dict):
            return tuple(f"{item}.{answer[item]}" for item in self.data["items"])
        return tuple(answer) if isinstance(answer, list) else (answer,)


@dataclass(frozen=True)
class CoursePage:
    """A page: its full id, title, all its blocks, and those of them that a learner uses."""

    id: str
    title: str
    gate: bool
    blocks: tuple[Mapping[str, Any], ...]
    used: tuple[Block, ...]


class Course:
    """The whole course, by ids."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts = self._read("course.yaml")
        self.title = plain(self.facts["title"])

    def _read(self, name: str) -> Any:
        text = (self.folder / name).read_text(encoding="utf-8")
        return yaml.load(text, Loader=yaml.BaseLoader)

    @cached_property
    def modules(self) -> dict[str, Any]:
        return {name: self._read(f"modules/{name}.yaml") for name in self.facts["modules"]}

    @cached_property
    def pages(self) -> tuple[CoursePage, ...]:
        """All pages in the order of the course."""
        return tuple(
            self._page(f"{name}.{page['page']}", page)
            for name, module in self.modules.items()
            for page in module["pages"]
        )

    def page(self, page_id: str) -> CoursePage:
        return next(page for page in self.pages if page.id == page_id)

    def page_of(self, block_id: str) -> CoursePage:
        return next(page for page in self.pages if any(b.id == block_id for b in page.used))

    def block(self, block_id: str) -> Block:
        """By the full id, or by the last part of it where no other block has the same."""
        found = [b for b in self.used if b.id == block_id or b.id.endswith(f".{block_id}")]
        assert len(found) == 1, f"{block_id}: {[block.id for block in found]}"
        return found[0]

    @cached_property
    def used(self) -> tuple[Block, ...]:
        return tuple(block for page in self.pages for block in page.used)

    @property
    def questions(self) -> list[Block]:
        """All questions in order, those of pools behind the pool."""
        found = (block.questions if block.kind == "pool" else [block] for block in self.used)
        return [one for blocks in found for one in blocks if one.kind == "question"]

    @property
    def scored(self) -> list[Block]:
        """The questions that give points and that every learner gets."""
        return [block for block in self.used if block.kind == "question" and block.points]

    @property
    def most(self) -> float:
        """The points that a learner can get, whatever is drawn."""
        return sum(block.points for block in self.used)

    @property
    def pass_mark(self) -> float:
        return float(self.facts["completion"]["pass-mark"])

    def scenario(self, block: Block) -> Any:
        return self._read(f"scenarios/{block.data['scenario']}.yaml")

    def debrief(self, block: Block) -> list[Block]:
        """The reflections after a scenario."""
        parts = self.scenario(block).get("debrief", [])
        return [
            Block("reflect", f"{block.id}.{part['reflect']}", part)
            for part in parts
            if "reflect" in part
        ]

    def scale(self, block: Block) -> Any:
        return self._read(f"scales/{block.data['scale']}.yaml")

    def statements(self, block: Block) -> dict[str, Any]:
        """A rating's statements; they may be those of the rating that it is compared with."""
        if "statements" in block.data:
            return dict(block.data["statements"])
        return self.statements(self.block(block.data["compare-with"]))

    def _page(self, page_id: str, data: Mapping[str, Any]) -> CoursePage:
        return CoursePage(
            page_id,
            plain(data["title"]),
            data.get("requires") == "all",
            tuple(data["blocks"]),
            tuple(self._used(page_id, data["blocks"])),
        )

    def _used(self, page_id: str, blocks: list[Mapping[str, Any]]) -> Iterator[Block]:
        for block in blocks:
            kind = next(iter(block))
            if kind in USED:
                yield Block(kind, f"{page_id}.{block[kind]}", block)
