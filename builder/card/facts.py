"""What the card says in, and what it says it about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from builder.blocks.embed import Embed
from builder.markdown import plain
from builder.model.course import Course
from builder.plan.model import Plan
from builder.record import record
from builder.render.words import Words, words_for
from builder.targets.base import Advice
from builder.wording import counted


@record
class Step:
    """Something to do, in one line of Markdown, what to set there, and why."""

    do: str
    why: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    """Names of settings as the LMS calls them, and the values that fit."""


@record
class Guide:
    """A part of the card: what to do in one LMS with one package, say."""

    id: str
    title: str
    lead: str
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


@record
class Packed:
    """A package that was built."""

    target: str
    language: str
    name: str
    """The name of its file."""
    size: int
    files: int
    fingerprint: str
    advice: Advice
    room: int | None


@record
class Facts:
    """A course and its packages."""

    course: Course
    plan: Plan
    packages: tuple[Packed, ...]

    def said(self, key: str, **values: str) -> str:
        """What the player says to learners, in its own words."""
        return self.words.say(f"player.{key}", **values)

    @property
    def words(self) -> Words:
        """The player's words in this course."""
        return words_for(self.course.language)

    def named(self, target: str) -> Packed | None:
        """The package for a target, if it was built."""
        return next((one for one in self.packages if one.target == target), None)

    def has(self, *targets: str) -> bool:
        """Whether a package for one of them was built."""
        return any(self.named(target) for target in targets)

    @property
    def scored(self) -> bool:
        """Whether there is a score at all."""
        return self.plan.points > 0

    @cached_property
    def done_when(self) -> str:
        """What a learner must do."""
        rules = self.plan.rules.completion
        mark = f", and at least {self.plan.mark} % of the points" if self.plan.mark else ""
        if rules.when == "pages":
            return f"{rules.share:.0%} of the pages were opened{mark}"
        if rules.when == "modules":
            titles = {module.id: plain(module.title) for module in self.plan.modules}
            named = ", ".join(titles.get(name, name) for name in rules.modules)
            return f"all that is required in {named} is done{mark}"
        return f"all that is required is done{mark}"

    @cached_property
    def extent(self) -> str:
        """How much there is."""
        plan = self.plan
        parts = (
            counted(len(plan.modules), "module"),
            counted(len(plan.pages), "page"),
            counted(len(plan.items), "activity", "activities"),
        )
        return ", ".join(parts)

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """Other sites that pages offer to load something from."""
        return tuple(sorted(set(self._hosts())))

    def _hosts(self) -> Iterator[str]:
        for placed in self.course.walk():
            if isinstance(placed.block, Embed):
                yield placed.block.host

    @property
    def private(self) -> int:
        """How many activities are for the learner alone."""
        return sum(item.private for item in self.plan.items)

    @property
    def texts(self) -> int:
        """How many lines of the report are texts that learners write."""
        rows = (row for item in self.plan.items if not item.private for row in item.interactions)
        return sum(row.type in ("fill-in", "long-fill-in") for row in rows)
