"""The pipeline, from a folder of YAML to packages: read, check, plan, render, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from builder.blocks.base import MediaFile, marked
from builder.blocks.scenario import Scenario, ScenarioBlock
from builder.cache import NO_CACHE, Cache
from builder.check import check_course
from builder.diagnostics import Diagnostic, Report, Severity
from builder.files import (
    Content,
    Memory,
    Tree,
    digest_of,
    disk_file,
    read_all,
    replacing,
)
from builder.model.course import Course
from builder.model.read import read_course, source_files
from builder.package import write_folder, write_zip
from builder.plan.budget import Budget, budget_of
from builder.plan.lock import LOCK_FILE, Lock, read_lock
from builder.plan.locked import lock_changes
from builder.plan.make import make_plan
from builder.plan.model import Plan
from builder.plan.room import no_room
from builder.plan.scales import changed_scales, remember_scales
from builder.render.document import render_course
from builder.render.player import player_script
from builder.targets import TARGETS
from builder.targets.base import LAUNCH_PAGE, Advice, Target
from builder.theming.folders import read_course_folder
from builder.theming.theme import Theme, load
from builder.xapi.needed import no_iri

if TYPE_CHECKING:
    from builder.card.facts import Packed
    from builder.release.changes import Comparison
    from builder.release.read import Release

Progress = Callable[[str], None]
"""Told what the build does now, in the user's words."""

INLINE_MEDIA = frozenset({"captions", "text"})
"""Media that is written into the page itself, so that the package need not carry it."""


@dataclass(frozen=True, slots=True)
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
    sha256: str = ""
    """Of a zip."""


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
    def written(self) -> dict[Path, str]:
        """All files and folders that were written, with the SHA-256 of those where it is known."""
        packages = {one.path: one.sha256 for one in self.built}
        others = (self.card, self.access, *self.documents)
        return packages | {path: "" for path in others if path is not None}


@dataclass(frozen=True, slots=True)
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


def build(
    source: Path,
    out: Path,
    targets: Sequence[str],
    progress: Progress = lambda doing: None,
    *,
    locked: bool = False,
    cache: Cache = NO_CACHE,
    languages: Sequence[str] = (),
) -> Outcome:
    """Build the course in `source` for each of `targets` into the folder `out`.

    Each package is made in the course's language and in those that it lists, or once with a menu of
    them; with `languages`, in these alone, each by itself.

    Nothing is written when the course has errors; an older package stays as it was. With `locked`
    it is an error if the tracking lock would change. What `cache` knows is not worked out again.

    Raises:
        NotADirectoryError: `source` is no folder.
        OSError: the disk refuses.
    """
    progress("Reading the course")
    prepared, outcome = survey(source, targets, languages)
    tree, report = outcome.tree, outcome.report
    if prepared is not None and locked:
        before, after = lock_in(tree, Report()), read_lock(prepared.lock_text)[0]
        report.add(lock_changes(before, after, prepared.plan))
    if prepared is None or report.failed:
        return outcome
    outcome.alone = prepared.theme.alone
    if not locked:
        # First of all: no package may go out into the world with numbers that were not kept.
        _keep_lock(source, tree, prepared.lock_text)
    own = prepared.course.language
    for edition in outcome.editions:
        language = edition.course.language
        for name in targets:
            progress(f"Making the {name} package" + (f" ({language})" if language != own else ""))
            outcome.built.append(_make(edition, tree, TARGETS[name], out, own, cache))
    if any(TARGETS[name].form == "zip" for name in targets):
        progress("Writing the set-up card")
        outcome.card = write_card(prepared, outcome.built, out)
    progress("Writing the sheet of access")
    outcome.access = write_sheet(prepared, outcome, out)
    if prepared.course.iri:
        outcome.documents = write_documents(prepared.plan, out)
    return outcome


def described(source: Path, out: Path) -> Outcome:
    """The course's statements and their profile alone, without a package.

    Raises:
        NotADirectoryError: `source` is no folder.
        OSError: the disk refuses.
    """
    prepared, outcome = survey(source, [])
    if prepared is None:
        return outcome
    outcome.report.add(no_iri(prepared.course))
    if not outcome.report.failed:
        outcome.documents = write_documents(prepared.plan, out)
    return outcome


def write_card(prepared: Prepared, built: Sequence[Built], out: Path) -> Path:
    """Write what the administrator of an LMS has to know of these packages; its path.

    Raises:
        OSError: the disk refuses.
    """
    packages = [_packed(one) for one in built if TARGETS[one.target].form == "zip"]
    from builder.card.facts import Facts  # a plain web page starts faster without them
    from builder.card.page import card

    course = prepared.course
    path = out / f"{course.id}-{course.version}-lms.html"
    facts = Facts(course, prepared.plan, tuple(packages))
    data = card(facts, prepared.budget, prepared.theme)
    with replacing(path) as stream:
        stream.write(data)
    return path


def write_sheet(prepared: Prepared, outcome: Outcome, out: Path) -> Path:
    """Write what the player guarantees to everyone, and what the course was looked through for.

    Raises:
        OSError: the disk refuses.
    """
    from builder.access.content import Content  # only a finished build needs them
    from builder.access.page import sheet

    course = prepared.course
    path = out / f"{course.id}-{course.version}-accessibility.html"
    data = sheet(Content(course, outcome.tree, outcome.found), prepared.theme)
    with replacing(path) as stream:
        stream.write(data)
    return path


def _packed(one: Built) -> Packed:
    from builder.card.facts import Packed

    return Packed(
        target=one.target,
        language=one.language,
        name=one.path.name,
        size=one.size,
        files=one.files,
        sha256=one.sha256,
        advice=one.advice,
        room=one.room,
    )


def write_documents(plan: Plan, out: Path) -> list[Path]:
    """Write what a learning record store may know of the course beforehand; the files' paths.

    Raises:
        NoIriError: the course has no `iri`.
        OSError: the disk refuses.
    """
    from builder.xapi.listing import documents  # a course without iri starts faster without it

    paths = []
    for ending, data in documents(plan).items():
        path = out / f"{plan.course.id}-{plan.course.version}-{ending}"
        with replacing(path) as stream:
            stream.write(data)
        paths.append(path)
    return paths


def survey(
    source: Path, targets: Sequence[str], languages: Sequence[str] | None = None
) -> tuple[Prepared | None, Outcome]:
    """All that is known of a course before packages are made; nothing is written.

    What the author allowed is left out. `languages` are those to make it in, none of them for those
    that the course lists; without it only its own counts.

    Raises:
        NotADirectoryError: `source` is no folder.
        OSError: the disk refuses.
    """
    prepared, outcome = surveyed(read_course_folder(source), targets, languages=languages)
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
) -> tuple[Prepared | None, Outcome]:
    """All that is known of the course in these files; with `advice`, what `check` says as well."""
    prepared, report = prepare(tree, advice=advice)
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
    return replace(prepared, course=done.course, plan=plan, budget=budget_of(plan, lock)), found


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


def prepare(tree: Tree, *, advice: bool = False) -> tuple[Prepared | None, Report]:
    """Read, check and plan a course; the findings, and the rest if none of them is an error."""
    reading = read_course(tree)
    report = reading.report
    lock = lock_in(tree, report)
    report.add(check_course(reading.part, tree, reading.gaps, advice=advice))
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
    return Prepared(course, plan, theme, lock.to_text(), budget, LOCK_FILE in tree), report


def planned(course: Course, tree: Tree, lock: Lock) -> Plan:
    """What is tracked of the course in these files. New things get their slots in `lock`."""
    if course.has_language_menu:
        from builder.translating.menu import with_all_answers  # most courses have one language

        course = with_all_answers(course, tree)
    return make_plan(course, lock)


def lock_in(tree: Tree, report: Report) -> Lock:
    """The lock of a course as the last build left it; what is wrong with it goes to the report."""
    if LOCK_FILE not in tree:
        return Lock()
    lock, found = read_lock(read_all(tree[LOCK_FILE]))
    report.add(found)
    return lock


def _keep_lock(source: Path, tree: Tree, text: str) -> None:
    """Write the lock if it changed."""
    data = text.encode("utf-8")
    if LOCK_FILE not in tree or read_all(tree[LOCK_FILE]) != data:
        with replacing(source / LOCK_FILE) as stream:
            stream.write(data)


def _make(
    prepared: Prepared, tree: Tree, target: Target, out: Path, own: str, cache: Cache
) -> Built:
    """A package; its name says the language where that is not the course's own."""
    files = package_files(prepared, tree, target, cache)
    course, language = prepared.course, prepared.course.language
    parts = (course.id, course.version, *([language] if language != own else []), target.name)
    name = "-".join(parts)
    if target.form == "zip":
        path = out / f"{name}.zip"
        size = write_zip(files, path, cache.crc)
        digest = digest_of(disk_file(path))
    else:
        path = out / name
        size = write_folder(files, path)
        digest = ""
    advice = target.advice(prepared.plan)
    return Built(target.name, language, path, size, len(files), advice, target.room, digest)


def package_files(
    prepared: Prepared, tree: Tree, target: Target, cache: Cache = NO_CACHE
) -> dict[str, Content]:
    """All files of a package: the launch page, the media that it shows, and the target's own."""
    course, plan = prepared.course, prepared.plan
    files: dict[str, Content] = {LAUNCH_PAGE: launch_page(prepared, tree, target, cache)}
    files |= shown_files(prepared, tree)
    return files | target.extra_files(course, plan, sorted(files))


def shown_files(prepared: Prepared, tree: Tree) -> dict[str, Content]:
    """The files that the launch page asks for: media, and the theme's fonts and pictures."""
    courses = [one.course for one in (prepared, *prepared.further)]
    media = {path: tree[path] for course in courses for path in shown_media(course)}
    return media | dict(prepared.theme.files)


def launch_page(
    prepared: Prepared, tree: Tree, target: Target, cache: Cache = NO_CACHE, before: str = ""
) -> Memory:
    """The page that a package begins with; `before` is a script that runs before the player."""
    course, plan = prepared.course, prepared.plan
    player = before + player_script(course, target.name, menu=bool(prepared.further))
    data = target.page_data(plan)
    further = [(one.course, one.plan) for one in prepared.further]
    name, theme = target.name, prepared.theme
    return render_course(course, plan, theme, tree, player, name, data, cache, further)


def shown_media(course: Course) -> list[str]:
    """The media files that the pages ask for, sorted, each once."""
    return sorted(
        {
            path
            for model in _shown(course)
            for _, path, mark in marked(model, MediaFile)
            if not INLINE_MEDIA.issuperset(mark.kinds)
        }
    )


def _shown(course: Course) -> Iterator[BaseModel]:
    """The course's look and modules, and the scenarios that are played in them."""
    yield course.theme
    yield from course.modules
    for placed in course.walk():
        if isinstance(placed.block, ScenarioBlock):
            scenario = course.find(Scenario, placed.block.id)
            if scenario is not None:
                yield scenario
