"""What is known of a course before packages are made: findings, plan, size, languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cache import NO_VALUES, Values, name_of
from builder.check import check_course
from builder.check.one_file import look
from builder.check.subject import Looked
from builder.diagnostics import Diagnostic, Report, Severity
from builder.files import Tree, read_all
from builder.model.course import Course
from builder.model.read import read_course, source_files
from builder.plan.budget import Budget, budget_of
from builder.plan.lock import LOCK_FILE, Lock, read_lock
from builder.plan.make import make_plan
from builder.plan.model import Plan
from builder.plan.room import no_room
from builder.plan.scales import changed_scales, remember_scales
from builder.record import record
from builder.targets import TARGETS
from builder.targets.base import Advice
from builder.theming.folders import read_course_folder
from builder.theming.theme import Theme, load
from builder.xapi.needed import no_iri

if TYPE_CHECKING:
    from builder.release.changes import Comparison
    from builder.release.read import Release


@record
class Built:
    """One finished package."""

    target: str
    language: str
    path: Path
    size: int
    files: int
    advice: Advice
    room: int | None
    """What it keeps at most of a learner's progress, in characters; None: as much as there is."""
    fingerprint: str = ""
    """What stands for the files of a zip."""
    further: tuple[str, ...] = ()
    """The languages that its learners may choose beside its own."""


@dataclass(slots=True)
class Outcome:
    """What a build came to: the findings, and the packages if there were no errors."""

    report: Report
    tree: Tree
    course: Course | None = None
    plan: Plan | None = None
    budget: Budget | None = None
    found: Report = field(default_factory=Report)
    """The findings with those that comments in the course allow."""
    room: int | None = None
    """The least room of all targets."""
    editions: list[Prepared] = field(default_factory=list)
    """The course in each language that is wanted."""
    built: list[Built] = field(default_factory=list)
    card: Path | None = None
    """The page for the administrator of the LMS, if there is a package for one."""
    access: Path | None = None
    """The sheet of what the course does for everyone to be able to take it."""
    documents: list[Path] = field(default_factory=list)
    """What was written for whoever runs a learning record store."""
    alone: bool = False
    """Whether all that it was made from lies in the course's folder, or comes with the tool."""

    @property
    def written(self) -> list[Path]:
        """All files and folders that were written."""
        others = (self.card, self.access, *self.documents)
        return [*(one.path for one in self.built), *filter(None, others)]


@record
class Prepared:
    """A course without errors, its plan, its lock as it must stand from now on, and its size."""

    course: Course
    plan: Plan
    theme: Theme
    lock_text: str
    budget: Budget
    lock_found: bool = True
    """Whether there was a lock before."""
    further: tuple[Prepared, ...] = ()
    """The course in the other languages that its package offers."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the files that it was read from, as they were read; none of a translation."""
    looked: Mapping[str, Looked] = field(default_factory=dict)
    """What is known of these files."""


def survey(
    source: Path,
    targets: Sequence[str],
    languages: Sequence[str] | None = None,
    known: Values = NO_VALUES,
) -> tuple[Prepared | None, Outcome]:
    """All that is known of a course before packages are made; nothing is written.

    What the author allowed is left out. `languages` are those to make it in, none of them for those
    that the course lists; without it only its own counts. `known` is what earlier builds found.

    Raises:
        NotADirectoryError: `source` is no folder.
        OSError: the disk refuses.
    """
    tree = read_course_folder(source)
    prepared, outcome = surveyed(tree, targets, languages=languages, known=known)
    outcome.found = outcome.report
    outcome.report = without_allowed(outcome.report, outcome.tree)
    return prepared, outcome


def without_allowed(report: Report, tree: Tree) -> Report:
    """A report without the warnings that comments in the course allow."""
    if all(found.severity is Severity.ERROR for found in report):
        return report
    from builder.rules import RULES  # a course without warnings starts faster without them
    from builder.silences import heard

    return heard(report, tree, source_files(tree), RULES).report


def surveyed(
    tree: Tree,
    targets: Sequence[str],
    *,
    advice: bool = False,
    languages: Sequence[str] | None = None,
    known: Values = NO_VALUES,
) -> tuple[Prepared | None, Outcome]:
    """All that is known of the course in these files; with `advice`, what `check` says as well."""
    prepared, report = prepare(tree, advice=advice, known=known)
    outcome = Outcome(report, tree)
    if prepared is not None and languages is not None:
        outcome.editions = editions_of(prepared, tree, report, targets, languages, advice=advice)
    if prepared is not None:
        outcome.course, outcome.plan = prepared.course, prepared.plan
        outcome.budget = prepared.budget
        rooms = [room for name in targets if (room := TARGETS[name].room) is not None]
        outcome.room = min(rooms, default=None)
        report.add(unfit(prepared, targets))
    return prepared, outcome


def editions_of(
    prepared: Prepared,
    tree: Tree,
    report: Report,
    targets: Sequence[str],
    languages: Sequence[str],
    *,
    advice: bool = False,
) -> list[Prepared]:
    """The course in each language that is wanted, or with all of them in a menu.

    What is wrong with them goes to the report.
    """
    own = prepared.course.language
    known = list(report)
    done = []
    for language in dict.fromkeys(languages or (own, *prepared.course.other_languages)):
        one = prepared
        if language != own or language in prepared.course.other_languages:
            translated, found = in_language(prepared, tree, language, known, advice=advice)
            report.add(found)
            if translated is None:
                continue
            one = translated
            report.add(set(unfit(one, targets)) - set(unfit(prepared, targets)))
        done.append(one)
    if prepared.course.has_language_menu and not languages:
        return [replace(prepared, further=tuple(one for one in done if one is not prepared))]
    return done


def in_language(
    prepared: Prepared,
    tree: Tree,
    language: str,
    known: Sequence[Diagnostic] = (),
    *,
    advice: bool = False,
) -> tuple[Prepared | None, list[Diagnostic]]:
    """The course in another language, and what is wrong with that which is not `known` of it.

    Its numbers are those of the course: they hang on ids, which no translation changes.
    """
    from builder.translating.editions import edition  # most courses have one language

    done, found = edition(prepared.course, tree, language, known, advice=advice)
    if done is None:
        return None, found
    lock = read_lock(prepared.lock_text)[0]
    plan = make_plan(done.course, lock)
    budget = budget_of(plan, lock)
    # What it says follows from more files than those that were read before.
    return replace(
        prepared, course=done.course, plan=plan, budget=budget, digests={}, looked={}
    ), found


def unfit(prepared: Prepared, targets: Sequence[str]) -> Iterator[Diagnostic]:
    """What keeps a course without errors from being built for these targets."""
    for name in targets:
        yield from no_room(prepared.course, prepared.budget, name, TARGETS[name].room)
    if any(TARGETS[name].needs_iri for name in targets):
        yield from no_iri(prepared.course)


def compared(
    old: Release, prepared: Prepared, accepted: Sequence[str], target: str = "scorm12"
) -> Comparison:
    """What the course, released as it is, would do to learners in the middle of `old`."""
    from builder.release.compare import compare  # no build needs them
    from builder.release.read import release_of

    room = TARGETS[target].room
    return compare(
        old,
        release_of(prepared.course, prepared.plan),
        read_lock(prepared.lock_text)[0],
        accepted,
        f"A learner's progress takes {prepared.budget.in_words(room)}.",
        lock_found=prepared.lock_found,
    )


def prepare(
    tree: Tree, *, advice: bool = False, known: Values = NO_VALUES
) -> tuple[Prepared | None, Report]:
    """Read, check and plan a course; the findings, and the rest if none of them is an error."""
    reading = read_course(tree, known, look)
    report = reading.report
    lock = lock_in(tree, report, known)
    found = check_course(reading.part, tree, reading.gaps, advice=advice, known=reading.looked)
    report.add(found)
    report.add(changed_scales(reading.part, lock))
    course, theme = reading.course, load(tree, reading.part.theme).theme
    if course is None or theme is None:
        return None, report
    plan = planned(course, tree, lock)
    remember_scales(course, lock)
    if theme.foreign:
        from builder.render.trial import (
            theme_faults,  # a course in one of our themes needs no trial
        )

        report.add(theme_faults(course, plan, theme, tree))
    budget = budget_of(plan, lock)
    prepared = Prepared(
        course,
        plan,
        theme,
        lock.to_text(),
        budget,
        LOCK_FILE in tree,
        digests=reading.digests,
        looked=reading.looked,
    )
    return prepared, report


def planned(course: Course, tree: Tree, lock: Lock) -> Plan:
    """What is tracked of the course in these files. New things get their slots in `lock`."""
    if course.has_language_menu:
        from builder.translating.menu import with_all_answers  # most courses have one language

        course = with_all_answers(course, tree)
    return make_plan(course, lock)


def lock_in(tree: Tree, report: Report, known: Values = NO_VALUES) -> Lock:
    """The lock of a course as the last build left it; what is wrong with it goes to the report."""
    if LOCK_FILE not in tree:
        return Lock()
    data = read_all(tree[LOCK_FILE])
    key = (name_of(data),)
    before: Lock | None = known.get("lock", key)
    if before is not None:
        return before
    lock, found = read_lock(data)
    report.add(found)
    if not found:
        known.put("lock", key, lock)
    return lock
