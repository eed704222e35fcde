"""Builds the course in memory, again and again, and keeps the last good build of each target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter, time

from builder.cache import NO_CACHE, Cache
from builder.diagnostics import Report
from builder.files import Content, Tree, read_all
from builder.packing import launch_page, shown_files
from builder.plan.lock import LOCK_FILE, Lock, read_lock
from builder.plan.model import Plan
from builder.preparing import Prepared, editions_of, in_language, planned, prepare, unfit
from builder.record import record
from builder.targets import TARGETS
from builder.targets.base import LAUNCH_PAGE
from builder.theming.folders import read_course_folder

HOOK = "parent.buildCoursePreview?.attach(window);"
"""What stands before the player: it hands the page to the LMS around it."""


@record
class Build:
    """What one look at the course's folder came to."""

    number: int
    report: Report
    """What every target would say."""
    tree: Tree
    seconds: float
    prepared: Prepared | None = None
    """None where the course has errors, whatever the target."""
    problem: str = ""
    """Why the folder could not be read at all."""
    at: float = 0.0
    """When it was made, in seconds since 1970."""

    def findings(self, target: str) -> Report:
        """All that was found, with what concerns this target alone."""
        report = Report(list(self.report))
        if self.prepared is not None:
            report.add(unfit(self.prepared, [target]))
        return report


@record
class Shown:
    """A good build of one target: its files by their paths in the package, and its plan."""

    number: int
    plan: Plan
    files: dict[str, Content]


@dataclass
class Workshop:
    """Makes builds of the course in `source`. Nothing is written: the lock is kept in memory.

    A thing that got its number in this run keeps it until the end of the run, whatever is written
    before it; otherwise what was answered before a save would stand at another question after it.
    """

    source: Path
    clock: Callable[[], float] = perf_counter
    cache: Cache = NO_CACHE
    language: str = ""
    """The language to show it in; without one the course's own."""
    last: Build = field(init=False)
    _good: dict[str, Build] = field(init=False, default_factory=dict)
    _shown: dict[str, Shown] = field(init=False, default_factory=dict)
    _numbers: tuple[bytes, Lock] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.last = Build(0, Report(), {}, 0.0)

    def make(self) -> Build:
        """Reads the folder and builds what can be built; all findings, also where nothing can."""
        begun, number = self.clock(), self.last.number + 1
        try:
            build = self._made(number)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            build = _unread(number, f"The course cannot be read. {where}{error.strerror or error}")
        except Exception as error:  # whatever it is: the next save may mend it
            what = f"{type(error).__name__}: {error}"
            build = _unread(number, f"This is a fault of build-course, not of the course. {what}")
        self.last = replace(build, seconds=self.clock() - begun, at=time())
        return self.last

    def shown(self, target: str) -> Shown | None:
        """The last good build for a target; None where there was none yet."""
        good = self._good.get(target)
        if good is None or good.prepared is None:
            return None
        shown = self._shown.get(target)
        if shown is None or shown.number != good.number:
            shown = self._shown[target] = _show(good, good.prepared, target, self.cache)
        return shown

    def _made(self, number: int) -> Build:
        tree = read_course_folder(self.source)
        prepared, report = prepare(tree)
        if prepared is not None and self.language not in ("", prepared.course.language):
            prepared, found = in_language(prepared, tree, self.language, list(report))
            report.add(found)
        if prepared is None or report.failed:
            return Build(number, report, tree, 0.0)
        build = Build(number, report, tree, 0.0, self._offered(prepared, tree, report))
        for target in TARGETS:
            if not build.findings(target).failed:
                self._good[target] = build
        for target in list(self._shown):
            self.shown(target)  # someone looks at it, and will ask for it at once
        self.cache.close()
        return build

    def _offered(self, prepared: Prepared, tree: Tree, report: Report) -> Prepared:
        """The course with all languages that its package offers, unless one was asked for."""
        numbered = self._numbered(prepared, tree)
        if self.language or not prepared.course.has_language_menu:
            return numbered
        return editions_of(numbered, tree, report, [], [])[0]

    def _numbered(self, prepared: Prepared, tree: Tree) -> Prepared:
        """The course with the numbers that this run has given; a lock that changed counts anew."""
        found = read_all(tree[LOCK_FILE]) if LOCK_FILE in tree else b""
        if self._numbers is None or self._numbers[0] != found:
            self._numbers = found, read_lock(prepared.lock_text)[0]
        lock = self._numbers[1]
        plan = planned(prepared.course, tree, lock)
        return replace(prepared, plan=plan, lock_text=lock.to_text())


def _unread(number: int, problem: str) -> Build:
    return Build(number, Report(), {}, 0.0, problem=problem)


def _show(build: Build, prepared: Prepared, target: str, cache: Cache) -> Shown:
    page = launch_page(prepared, build.tree, TARGETS[target], cache, HOOK)
    files: dict[str, Content] = {LAUNCH_PAGE: page}
    files |= shown_files(prepared, build.tree)
    return Shown(build.number, prepared.plan, files)
