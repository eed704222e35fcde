"""A module that is launched by itself, as a unit of cmi5: which of the course's rules hold for it.

`builder/player/src/unit.ts` makes the plan that such a launch runs on; a test holds both to the
same (docs/format.md, "Modules as units of cmi5").
"""

from __future__ import annotations

from builder.plan.model import Plan, PlannedModule


def counts(plan: Plan, module: PlannedModule) -> bool:
    """Whether the course is done only when this module is."""
    completion = plan.rules.completion
    return completion.when != "modules" or module.id in completion.modules


def mark_in(plan: Plan, module: PlannedModule) -> int | None:
    """Per cent of the module's points from which it is passed.

    None where it gives no points, or does not count: there is nothing to pass then.
    """
    pages = set(module.pages)
    points = sum(item.points for item in plan.items if item.pool is None and item.page in pages)
    return plan.rules.completion.pass_mark if points and counts(plan, module) else None
