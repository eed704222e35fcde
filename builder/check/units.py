"""Modules that cmi5 launches by themselves: what in them looks beyond, or leads out of them.

All of it works in every other target. A cmi5 unit keeps what is done in it apart from all others,
and shows no pages but its own (docs/format.md, "Modules as units of cmi5").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.blocks.base import LineText, MarkdownText, Target, UsedBlock
from builder.blocks.plan import PlanBlock
from builder.blocks.rate import Rate
from builder.blocks.reflect import Reflect
from builder.blocks.scenario import ScenarioBlock
from builder.blocks.sheet import Sheet
from builder.check.names import Names
from builder.check.references import links_in
from builder.check.subject import Subject, Text
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.model.course import COURSE_FILE, Placed, module_file, scenario_file

NEEDS_ANOTHER = Rule(
    "BC722", "A block that needs another module, which is another unit in cmi5", Severity.WARNING
)
LEADS_OUT = Rule(
    "BC723", "A way into another module, which is another unit in cmi5", Severity.WARNING
)

GATHERED = (Rate, Reflect, PlanBlock)
"""What a sheet gathers from other blocks, beside the score."""

Homes = Mapping[str, set[str]]
"""The modules in which what stands in a file is shown, by the file."""


def _has_units(subject: Subject) -> bool:
    return subject.course.cmi5.units == "modules" and len(subject.course.modules) > 1


def _module_of(full_id: str) -> str:
    return full_id.partition(".")[0]


def _homes(subject: Subject) -> Homes:
    """A module's file is shown in that module; a scenario's in those that play it."""
    homes = {module_file(module.id): {module.id} for module in subject.course.modules}
    for placed in subject.blocks:
        if isinstance(placed.block, ScenarioBlock):
            home = homes.setdefault(scenario_file(placed.block.id), set())
            home.add(_module_of(placed.id))
    return homes


def _is_elsewhere(subject: Subject, homes: Homes, text: Text, target: str) -> bool:
    """Whether a target is in another module than one in which the text that names it is shown."""
    module = _module_of(target)
    known = any(one.id == module for one in subject.course.modules)
    return known and bool(homes.get(text.file, set()) - {module})


# ---- what needs another module ---------------------------------------------------------------


def blocks_that_need_another_unit(subject: Subject) -> Iterator[Diagnostic]:
    """What a block shows is kept in its own unit."""
    if _has_units(subject):
        yield from _ratings(subject)
        yield from _sheets(subject)


def _ratings(subject: Subject) -> Iterator[Diagnostic]:
    homes = _homes(subject)
    for text, target in subject.marked(Target):
        if target.what == "rating" and _is_elsewhere(subject, homes, text, text.value):
            yield NEEDS_ANOTHER.at(
                text.place,
                f"'{text.value}' is in another module: the comparison works in other targets, but "
                "shows nothing in cmi5 units.",
                "Put both ratings into one module, or write units: course.",
            )


def _sheets(subject: Subject) -> Iterator[Diagnostic]:
    gathered = {_module_of(placed.id) for placed in subject.blocks if _is_gathered(subject, placed)}
    for placed in subject.blocks:
        if isinstance(placed.block, Sheet) and gathered - {_module_of(placed.id)}:
            yield NEEDS_ANOTHER.at(
                placed.place.down("sheet"),
                "This sheet gathers from other modules as well: that works in other targets, but "
                "a cmi5 unit shows nothing of them.",
                "Give each module a sheet of its own, or write units: course.",
            )


def _is_gathered(subject: Subject, placed: Placed) -> bool:
    block = placed.block
    if not isinstance(block, UsedBlock):
        return False
    points = sum(item.points for item in block.items(placed.id, subject.course))
    return isinstance(block, GATHERED) or points > 0


# ---- what leads into another module ----------------------------------------------------------


def ways_out_of_units(subject: Subject) -> Iterator[Diagnostic]:
    """A unit has no pages but its own, and an LMS may launch any of them at any time."""
    if _has_units(subject):
        yield from _offers(subject)
        yield from _links(subject)
        yield from _gates(subject)


def _offers(subject: Subject) -> Iterator[Diagnostic]:
    homes = _homes(subject)
    for text, target in subject.marked(Target):
        if target.what == "page" and _is_elsewhere(subject, homes, text, text.value):
            yield LEADS_OUT.at(
                text.place,
                f"'{text.value}' is in another module: a cmi5 unit names it, but has no way there.",
                "Offer a page of the same module, or write units: course.",
            )


def _links(subject: Subject) -> Iterator[Diagnostic]:
    homes, pages = _homes(subject), Names(subject).pages
    for kind in (MarkdownText, LineText):
        for text, _ in subject.marked(kind):
            for name in filter(pages.__contains__, links_in(text.value)):
                if _is_elsewhere(subject, homes, text, name):
                    yield LEADS_OUT.at(
                        text.at(f"#{name}"),
                        f"The link #{name} leads into another module: in cmi5 units it is shown as "
                        "text, and leads nowhere.",
                        "Say in words where to go on, or write units: course.",
                    )


def _gates(subject: Subject) -> Iterator[Diagnostic]:
    """In linear order every page is a gate, and the order itself is to blame."""
    if subject.gaps.lacks(COURSE_FILE) or subject.gaps.lacks_any("modules"):
        return
    if subject.course.order == "linear":
        yield LEADS_OUT.at(
            Place(COURSE_FILE, ("order",)),
            "One page after the other: in cmi5 units this holds within each module, but an LMS may "
            "launch any module at any time.",
            "Set the order of modules in the LMS, if it has one, or write units: course.",
        )
        return
    for module in subject.course.modules[:-1]:
        if module.pages[-1].requires:
            yield LEADS_OUT.at(
                Place(module_file(module.id), ("pages", len(module.pages) - 1, "requires")),
                "This page holds the next one back, which is in another module: an LMS may launch "
                "that cmi5 unit at any time.",
                "Set the order of modules in the LMS, if it has one, or write units: course.",
            )
