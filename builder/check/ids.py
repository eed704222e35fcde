"""Names: unique among siblings, the same as the file's, and each module in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from builder.blocks.rate import Rate
from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario, ScenarioBlock
from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.model.course import COURSE_FILE
from builder.model.module import Module
from builder.model.rules import REPEATED_ID
from builder.model.words import is_id

OTHER_FILE_NAME = Rule("BC303", "A file has another name than what is in it")
LISTED_TWICE = Rule("BC304", "A module is listed twice")
NEVER_USED = Rule("BC305", "A file of the course is never used", Severity.WARNING)


def repeated_ids(subject: Subject) -> Iterator[Diagnostic]:
    """Pages of a module, and blocks of a page, have ids of their own."""
    for file, module in subject.modules.items():
        pages = Place(file, ("pages",))
        named = ((page.id, pages.down(at, "page")) for at, page in enumerate(module.pages))
        yield from _repeated(((name, place) for name, place in named if name), "page")
        for at, page in enumerate(module.pages):
            used = (
                (block.id, pages.down(at, "blocks", block.at, block.key)) for block in page.blocks
            )
            yield from _repeated(used, "block")


def _repeated(ids: Iterable[tuple[str, Place]], what: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for name, place in ids:
        if name in seen:
            yield REPEATED_ID.at(
                place,
                f"There is a {what} '{name}' before this one already.",
                f"Give each {what} an id of its own; once a course is in use, keep the older one.",
            )
        seen.add(name)


def other_file_names(subject: Subject) -> Iterator[Diagnostic]:
    """A file's name is the id that stands in it."""
    for file, thing in subject.course.files.items():
        name = PurePosixPath(file).stem
        if not isinstance(thing, Module | Scenario | Scale) or thing.id == name:
            continue
        key = type(thing).model_fields["id"].alias or "id"
        if not subject.gaps.lacks(file, (key,)):
            yield OTHER_FILE_NAME.at(
                Place(file, (key,)),
                f"The file is called {name}.yaml, but it begins with {key}: {thing.id}.",
                f"Rename the file to {thing.id}.yaml, or write {key}: {name}."
                if is_id(name)
                else f"Rename the file to {thing.id}.yaml.",
            )


def listed_twice(subject: Subject) -> Iterator[Diagnostic]:
    """A module stands once in the course's list."""
    seen: set[str] = set()
    for at, name in enumerate(subject.listed):
        if name in seen:
            yield LISTED_TWICE.at(
                Place(COURSE_FILE, ("modules", at)),
                f"The module '{name}' is listed a second time.",
                "Remove one of the two.",
            )
        seen.add(name)


def never_used(subject: Subject) -> Iterator[Diagnostic]:
    """Every module is listed, every scenario played, every scale used."""
    listed = set(subject.listed)
    blocks = [placed.block for placed in subject.blocks]
    played = {block.id for block in blocks if isinstance(block, ScenarioBlock)}
    scales = {block.scale for block in blocks if isinstance(block, Rate)}
    all_seen = not subject.gaps.lacks_any("modules")
    for file, thing in subject.course.files.items():
        name = PurePosixPath(file).stem
        if not is_id(name):
            continue  # what it ought to be called is said elsewhere
        if isinstance(thing, Module) and name not in listed:
            yield _unused(file, "module", "listed in course.yaml", f"Add {name} to modules:")
        elif isinstance(thing, Scenario) and all_seen and name not in played:
            yield _unused(file, "scenario", "played", f"Write - scenario: {name} on a page")
        elif isinstance(thing, Scale) and all_seen and name not in scales:
            yield _unused(file, "scale", "used", f"Write scale: {name} in a rate block")


def _unused(file: str, what: str, how: str, hint: str) -> Diagnostic:
    return NEVER_USED.at(
        Place(file, (what,), on_key=True),
        f"This {what} is not {how}, so no learner sees it.",
        f"{hint}, or delete the file.",
    )
