"""What is tracked of a rating, on either sort of scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from builder.blocks.labels import label_of
from builder.blocks.rate.scale import Group, Scale
from builder.blocks.tracking import Field, Interaction, Item, Objective, Option
from builder.markdown import plain

if TYPE_CHECKING:
    from builder.blocks.rate import Rate, Statement


NOT_APPLICABLE = Option(id="not-applicable", text="Does not apply")
"""What a report shows of a statement that the learner says is not about them."""


def points_item(
    block: Rate, full_id: str, scale: Scale, statements: Mapping[str, Statement]
) -> Item:
    """Statements on points: a likert line for each, an objective for each group.

    A statement that does not apply has no point: it stands in a set of its own, so that a scale
    may get more points without anybody's "does not apply" becoming one.
    """
    top = len(scale.points)
    points = tuple(Option(id=point, text=plain(say)) for point, say in scale.points.items())
    options = (*points, NOT_APPLICABLE) if block.not_applicable else points
    apart = (Field(name="not-applicable", type="set"),) if block.not_applicable else ()
    groups = groups_of(scale, statements)
    return Item(
        id=full_id,
        kind=block.kind,
        label=_label(block, scale),
        required=not block.optional,
        fields=(
            *(Field(name=f"point.{key}", type="number", limit=top) for key in statements),
            *apart,
        ),
        options=tuple(statements) if block.not_applicable else (),
        interactions=tuple(
            Interaction(key=key, type="likert", ask=plain(statement.say), options=options)
            for key, statement in statements.items()
        ),
        objectives=tuple(
            Objective(key=key, title=plain(group.title)) for key, (group, _) in groups.items()
        ),
        data={
            "sort": "points",
            "title": plain(scale.title or block.ask or ""),
            "top": top,
            "summary": block.summary,
            "groups": [_group_data(key, group, ids) for key, (group, ids) in groups.items()],
            **_peculiar(block, statements),
            **_before(block),
        },
    )


def _peculiar(block: Rate, statements: Mapping[str, Statement]) -> dict[str, Any]:
    """What most ratings do not have, so that it takes no room in their plan."""
    turned = [key for key, statement in statements.items() if statement.reversed_]
    return {
        **({"reversed": turned} if turned else {}),
        **({"notApplicable": True} if block.not_applicable else {}),
    }


def groups_of(
    scale: Scale, statements: Mapping[str, Statement]
) -> dict[str, tuple[Group, list[str]]]:
    """The scale's groups that have statements here, with the ids of these."""
    members = {
        key: [name for name, statement in statements.items() if statement.group == key]
        for key in scale.groups
    }
    return {key: (scale.groups[key], ids) for key, ids in members.items() if ids}


def _group_data(key: str, group: Group, ids: list[str]) -> dict[str, Any]:
    return {
        "id": key,
        "title": plain(group.title),
        "statements": ids,
        "bands": [band.up_to for band in group.bands],
    }


def shown_results(scale: Scale, statements: Mapping[str, Statement]) -> list[dict[str, Any]]:
    """What a summary may show: groups with what their bands say, and statements in no group."""
    groups = groups_of(scale, statements)
    grouped = {name for _, ids in groups.values() for name in ids}
    return [
        *(
            {
                "id": key,
                "title": group.title,
                "bands": [band.say for band in group.bands],
                "group": True,
            }
            for key, (group, _) in groups.items()
        ),
        *(
            {"id": key, "title": statement.say, "bands": [], "group": False}
            for key, statement in statements.items()
            if key not in grouped
        ),
    ]


def level_item(block: Rate, full_id: str, scale: Scale) -> Item:
    """Behaviours on levels: a line of the report and an objective for each level."""
    options = tuple(f"{level}/{key}" for level, key, _ in scale.indicators())
    picked = (Field(name="next", type="list", limit=1),) if block.pick_next else ()
    return Item(
        id=full_id,
        kind=block.kind,
        label=_label(block, scale),
        required=not block.optional,
        fields=(
            Field(name="marked", type="set"),
            Field(name="shown", type="number", limit=1),
            *picked,
        ),
        options=options,
        interactions=tuple(
            Interaction(
                key=key,
                type="choice",
                ask=plain(level.title),
                options=tuple(
                    Option(id=indicator, text=plain(say))
                    for indicator, say in level.indicators.items()
                ),
            )
            for key, level in scale.levels.items()
        ),
        objectives=tuple(
            Objective(key=key, title=plain(level.title)) for key, level in scale.levels.items()
        ),
        data={
            "sort": "levels",
            "title": plain(scale.title or block.ask or ""),
            "summary": block.summary,
            "pickNext": block.pick_next,
            **_before(block),
        },
    )


def _before(block: Rate) -> dict[str, str]:
    return {"before": block.compare_with} if block.compare_with else {}


def _label(block: Rate, scale: Scale) -> str:
    return label_of(block.ask, scale.title or block.rate.replace("-", " ").capitalize())
