"""What a person or a program sees of a build: progress, findings, the summary."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from builder import __version__
from builder.languages import own_name
from builder.render.media import human_size
from builder.wording import counted, visible

if TYPE_CHECKING:
    from rich.text import Text

    from builder.checking import Checked
    from builder.diagnostics import Report, Rule
    from builder.files import Tree
    from builder.fixing import Repair
    from builder.inspect.inspection import Inspection
    from builder.plan.budget import Budget
    from builder.plan.model import Plan
    from builder.preparing import Built, Outcome
    from builder.release.changes import Comparison
    from builder.release.explain import Explained
    from builder.stories import Story

# What is printed with is imported where it is needed: a build that goes well and is watched by
# nobody needs no `rich`, and one that has nothing to do needs nothing at all.


NOT_BUILT = "Nothing was built; packages from before stay as they were."


Said = tuple[bool, str]
"""Whether it was said aside (on stderr), and what, with its colours."""


def terminal() -> list[object]:
    """What of the terminal decides how things are printed."""
    shown = (sys.stdout.isatty(), sys.stderr.isatty())
    names = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "COLUMNS")
    width = get_terminal_size().columns if any(shown) else 0
    return [*shown, width, *(os.environ.get(name) for name in names)]


class Console:
    """Prints a build's progress and result: for people, or as JSON for programs."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self.said: list[Said] = []
        """What was printed of a build, so that it can be said again when nothing has changed."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # better a "?" than no message at all
                stream.reconfigure(errors="replace")

    @contextmanager
    def working(self) -> Iterator[Callable[[str], None]]:
        """A line that says what is being done; only on a terminal, and gone at the end."""
        if self._as_json or not sys.stderr.isatty():
            yield lambda doing: None
            return
        from rich.console import Console as Rich

        with Rich(stderr=True).status("Starting") as status:
            yield lambda doing: status.update(doing)

    def say_again(self, said: list[Said]) -> None:
        """What was said of the last build."""
        for aside, text in said:
            self._say(text, err=aside, nl=False)

    def _say(self, text: str, *, err: bool = False, nl: bool = True) -> None:
        self.said.append((err, f"{text}\n" if nl else text))
        click.echo(text, err=err, nl=nl)

    def show(self, outcome: Outcome, source: Path, undone: str = NOT_BUILT) -> None:
        """The findings, and what was built; after errors, that nothing was done."""
        if self._as_json:
            self._say(json.dumps(_as_json(outcome, source), indent=2))
            return
        if outcome.report.diagnostics:
            self.findings(outcome.report, outcome.tree, source)
        from builder.plan.room import NO_ROOM

        if any(found.code == NO_ROOM.code for found in outcome.report):
            self._table(outcome, whole=False)
            self._say("", err=True)
        if outcome.report.failed:
            self._say(undone, err=True)
        if outcome.plan is not None:
            for built in outcome.built:
                self._summary(outcome.plan, outcome.budget, built)
        self._card(outcome.card)
        self._sheet(outcome.access)
        self._documents(outcome.documents)

    def _card(self, path: Path | None) -> None:
        if path is not None:
            self._say(click.style(str(path), bold=True))
            self._say(
                "  set up    step by step, for whoever runs the LMS; what the ids in reports mean"
            )

    def _sheet(self, path: Path | None) -> None:
        if path is not None:
            self._say(click.style(str(path), bold=True))
            self._say("  access    WCAG 2.2: what holds, what was found, what a person must judge")

    def _documents(self, paths: list[Path]) -> None:
        for path in paths:
            self._say(click.style(str(path), bold=True))
        if paths:
            self._say("  xAPI      all statements of the course, and the profile that they follow")

    def show_budget(self, outcome: Outcome, source: Path) -> None:
        """What takes the space of a learner's progress; the findings, if it cannot be said."""
        if self._as_json:
            click.echo(json.dumps(_as_json(outcome, source), indent=2))
            return
        if outcome.report.diagnostics:
            self.findings(outcome.report, outcome.tree, source)
        if outcome.budget is not None:
            self._table(outcome, whole=True)

    def show_check(self, checked: Checked, repairs: list[Repair], source: Path) -> None:
        """All that was found, what was mended, and how much the author allowed."""
        if self._as_json:
            click.echo(json.dumps(_check_as_json(checked, repairs, source), indent=2))
            return
        self.show_repairs(repairs, source)
        if checked.report.diagnostics:
            self.findings(checked.report, checked.tree, source, aside=False)
        else:
            click.echo("Nothing was found.")
        if checked.silenced:
            number = counted(len(checked.silenced), "finding is", "findings are")
            click.echo(f"{number} allowed by comments in the course.")

    def show_repairs(self, repairs: list[Repair], source: Path) -> None:
        """What was mended; aside, so that it is in no program's way."""
        for one in repairs:
            place = (source / one.file).as_posix()
            click.echo(visible(f"{place}:{one.line}: mended {one.code}: {one.done}"), err=True)

    def show_story(self, rule: Rule, story: Story) -> None:
        """The long story of a code."""
        from builder.told_stories import story_as_text

        self._lines(story_as_text)(rule, story)

    def show_comparison(self, found: Comparison) -> None:
        """What a re-upload does to learners who are in the middle."""
        from builder.release.report import comparison_as_json, comparison_as_text

        if self._as_json:
            click.echo(json.dumps({**_tool(), **comparison_as_json(found)}, indent=2))
        else:
            self._lines(comparison_as_text)(found)

    def show_state(self, found: Explained, undone: tuple[str, ...]) -> None:
        """What a learner's state says."""
        from builder.release.explained import state_as_json, state_as_text

        if self._as_json:
            click.echo(json.dumps({**_tool(), **state_as_json(found, undone)}, indent=2))
        else:
            self._lines(state_as_text)(found, undone)

    def show_refusal(self, reason: str, says: str, what_to_do: str) -> None:
        """Why a state cannot be read."""
        if self._as_json:
            data = {"ok": False, "reason": reason, "message": says, "help": what_to_do}
            click.echo(json.dumps({**_tool(), **data}, indent=2))
        else:
            click.echo(f"{says} {what_to_do}", err=True)

    def show_inspections(self, found: list[tuple[str, Inspection]], *, strict: bool) -> None:
        """What was found in packages."""
        from builder.inspect.report import inspection_as_text, inspections_as_json

        if self._as_json:
            click.echo(
                json.dumps({**_tool(), **inspections_as_json(found, strict=strict)}, indent=2)
            )
            return
        for number, (name, one) in enumerate(found):
            if number:
                click.echo()
            self._lines(inspection_as_text)(name, one)

    def _lines(self, texts: Callable[..., Iterator[Text]]) -> Callable[..., None]:
        """Prints what `texts` gives, as wide as the terminal if it is one, in colour there."""
        from rich.console import Console as Rich

        console = Rich(highlight=False, markup=False, emoji=False)
        width = {"width": console.width} if console.is_terminal else {}

        def printed(*values: object) -> None:
            for text in texts(*values, **width):
                console.print(text, soft_wrap=True)

        return printed

    def _table(self, outcome: Outcome, *, whole: bool) -> None:
        """All of it to look at, or the largest parts below the finding that there is no room."""
        from rich.console import Console as Rich

        from builder.spending import NARROWEST, WIDTH, full_table, short_table

        if outcome.plan is None or outcome.budget is None:
            return
        table = full_table if whole else short_table
        console = Rich(stderr=not whole, highlight=False)
        width = console.width if console.is_terminal else WIDTH
        console = Rich(stderr=not whole, highlight=False, width=max(width, NARROWEST))
        with console.capture() as taken:
            console.print(table(outcome.plan, outcome.budget, outcome.room, width))
        self._say(taken.get(), err=not whole, nl=False)

    def findings(self, report: Report, tree: Tree, source: Path, *, aside: bool = True) -> None:
        """All that was found in the course, for people; beside what is asked for, or as that."""
        from rich.console import Console as Rich

        from builder.findings import report_as_text

        console = Rich(stderr=aside, highlight=False, soft_wrap=True)
        with console.capture() as taken:
            report_as_text(report, tree, source, console)
        self._say(taken.get(), err=aside, nl=False)

    def _summary(self, plan: Plan, budget: Budget | None, built: Built) -> None:
        path = click.style(str(built.path), bold=True)
        self._say(f"{path}  {human_size(built.size)}, {counted(built.files, 'file')}")
        parts = (
            counted(len(plan.modules), "module"),
            counted(len(plan.pages), "page"),
            counted(len(plan.items), "activity", "activities"),
        )
        self._say(f"  course    {plan.course.title} {plan.course.version}: {', '.join(parts)}")
        if built.further:
            names = ", ".join(own_name(tag) for tag in (built.language, *built.further))
            self._say(f"  languages {names}: learners choose")
        if budget is not None and built.room is not None:
            self._say(f"  state     {budget.in_words(built.room)}")
        for title, lines in (("reports", built.advice.reports), ("set up", built.advice.settings)):
            for number, line in enumerate(lines):
                self._say(f"  {title if number == 0 else '':<9} {line}")


def _tool() -> dict[str, Any]:
    return {"tool": {"name": "build-course", "version": __version__}}


def _state_as_json(outcome: Outcome) -> dict[str, Any] | None:
    """What takes the space of a learner's progress; nothing for a course with errors."""
    from builder.spending import as_data

    if outcome.plan is None or outcome.budget is None:
        return None
    return as_data(outcome.plan, outcome.budget, outcome.room)


def _check_as_json(checked: Checked, repairs: list[Repair], source: Path) -> dict[str, Any]:
    from builder.findings import report_as_json

    return {
        **_tool(),
        "ok": not checked.report.failed,
        "findings": report_as_json(checked.report, checked.tree, source),
        "allowed": [
            {"code": one.found.code, "file": one.found.place.file, "reason": one.reason}
            for one in checked.silenced
        ],
        "mended": [one._asdict() for one in repairs],
    }


def _as_json(outcome: Outcome, source: Path) -> dict[str, Any]:
    from builder.findings import report_as_json

    return {
        **_tool(),
        "ok": not outcome.report.failed,
        "findings": report_as_json(outcome.report, outcome.tree, source),
        "state": _state_as_json(outcome),
        "packages": [
            {
                "target": built.target,
                "language": built.language,
                "further_languages": list(built.further),
                "path": str(built.path),
                "bytes": built.size,
                "files": built.files,
                "reports": list(built.advice.reports),
                "set_up": list(built.advice.settings),
            }
            for built in outcome.built
        ],
        "card": None if outcome.card is None else str(outcome.card),
        "access": None if outcome.access is None else str(outcome.access),
        "documents": [str(path) for path in outcome.documents],
    }
