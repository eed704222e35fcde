"""The codes of faults of shape: what an author may write where.

Blocks, scenarios and scales raise their own faults as `PydanticCustomError`; the table at the end
gives each its code by the error's type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from builder.diagnostics import Path, Rule, Severity

UNKNOWN_KEY = Rule("BC201", "A key that is not known here")
MISSING_KEY = Rule("BC202", "A key is missing")
WRONG_VALUE = Rule("BC203", "A value of the wrong sort")
BAD_ID = Rule("BC204", "An id that cannot be one")
UNKNOWN_BLOCK = Rule("BC205", "A block of no known kind")
NOT_FIRST = Rule("BC206", "The key that says what it is does not come first")
UNKNOWN_KIND = Rule("BC207", "A question of no known kind")
EMPTY_VALUE = Rule("BC208", "Nothing stands after a key")
MISSPELT_VALUE = Rule("BC209", "A value that is none of the possible ones")
NO_COURSE = Rule("BC210", "The folder holds no course")
NOT_READ = Rule("BC211", "A file that is not read", Severity.WARNING)
MISNAMED_FOLDER = Rule("BC212", "A folder of the course has another name")
REPEATED_ID = Rule("BC301", "An id stands there twice")
OTHER = Rule("BC299", "A block breaks a rule of its own")

_OF_BLOCKS = {
    "answer_no_choice": Rule("BC221", "The answer is none of the choices"),
    "answer_twice": Rule("BC222", "An answer stands there twice"),
    "choice_named_outcome": Rule("BC223", "A choice has the name of an outcome"),
    "feedback_cause": Rule("BC224", "Feedback for something that cannot happen"),
    "optional_reveal": Rule("BC225", "A reveal block says optional"),
    "hotspots_image": Rule("BC226", "Hotspots without an image"),
    "image_without_hotspots": Rule("BC227", "A reveal block with an image but without hotspots"),
    "hotspot_place": Rule("BC228", "A hotspot without a place on the image"),
    "uneven_table": Rule("BC229", "A row of a table is too short or too long"),
    "empty_plan": Rule("BC230", "A plan with nothing to choose from"),
    "week_outside_plan": Rule("BC231", "A suggestion outside the weeks of its plan"),
    "pick_next_of_statements": Rule("BC232", "pick-next on statements"),
    "answer_too_long": Rule("BC233", "An answer that does not fit into its field"),
    "length_of_nothing": Rule("BC234", "A length without a text that it is for"),
    "video_without_id": Rule("BC235", "A video that is to be watched has no id"),
    "same_text": Rule("BC241", "Two choices or items with the same text"),
    "answer_no_item": Rule("BC242", "An answer for an item that is not there"),
    "item_unanswered": Rule("BC243", "An item without a right answer"),
    "last_no_choice": Rule("BC244", "keep-last names no choice"),
    "last_of_unshuffled": Rule("BC245", "keep-last without shuffling"),
    "draw_too_many": Rule("BC246", "A pool draws more questions than it has"),
    "pool_points": Rule("BC247", "Questions of a pool with different points"),
    "pool_optional": Rule("BC248", "An optional question in a pool"),
    "alt_missing": Rule("BC501", "A picture without alt text"),
    "alt_and_decorative": Rule("BC502", "A picture with alt text that is called decorative"),
    "captions": Rule("BC503", "A video without captions"),
    "transcript": Rule("BC504", "A video or recording without a transcript"),
    "no_scene": Rule("BC601", "A scene that is not there"),
    "no_value": Rule("BC602", "A value of a scenario that is not there"),
    "no_ending": Rule("BC603", "A scenario without an ending"),
    "condition": Rule("BC604", "A condition that cannot be read"),
    "scale_sort": Rule("BC605", "A scale with points and levels, or neither"),
    "groups_of_levels": Rule("BC606", "Groups on a scale with levels"),
    "points_count": Rule("BC607", "Points that do not count up from 1"),
    "bands_order": Rule("BC608", "Bands that do not rise"),
    "bands_end": Rule("BC609", "Bands that end below the top of the scale"),
    "id_twice": REPEATED_ID,
}

VALUES = frozenset(
    {
        "tries",
        "weeks",
        "day",
        "share_of_image",
        "percentage",
        "completion_when",
        "true_or_false",
        "type_size",
        "type_measure",
        "font_families",
    }
)
"""Faults of a single value that blocks find: they count as a value of the wrong sort."""


_WHERE: dict[str, Callable[[Mapping[str, Any]], Path]] = {
    "answer_twice": lambda about: ("answer",),
    "answer_no_item": lambda about: ("answer", about["item"]),
    "item_unanswered": lambda about: ("items", about["item"]),
    "last_no_choice": lambda about: ("keep-last",),
    "last_of_unshuffled": lambda about: ("keep-last",),
    "draw_too_many": lambda about: ("draw",),
    "feedback_cause": lambda about: ("feedback", about["key"]),
    "optional_reveal": lambda about: ("optional",),
    "hotspot_place": lambda about: ("items", about["id"]),
    "uneven_table": lambda about: ("table", about["row"] - 1),
    "week_outside_plan": lambda about: ("suggest", about["id"], "week"),
    "pick_next_of_statements": lambda about: ("pick-next",),
    "length_of_nothing": lambda about: ("length",),
    "alt_and_decorative": lambda about: ("decorative",),
    "groups_of_levels": lambda about: ("groups",),
    "points_count": lambda about: ("points",),
    "bands_order": lambda about: ("bands",),
    "bands_end": lambda about: ("groups", about["group"], "bands"),
}
"""Where in a block a fault stands of which pydantic only knows the block."""


ON_KEY = frozenset({"answer_no_item", "choice_named_outcome", "feedback_cause", "item_unanswered"})
"""Those faults that are in the key at that place, not in its value."""


def rule_of(error_type: str) -> Rule:
    """The rule that an error of a block, scenario or scale breaks."""
    return WRONG_VALUE if error_type in VALUES else _OF_BLOCKS.get(error_type, OTHER)


def where_of(error_type: str, about: Mapping[str, Any]) -> Path:
    """The way from a block to its fault: as the error says with `at`, or as the table knows."""
    if "at" in about:
        return tuple(about["at"])
    return _WHERE[error_type](about) if error_type in _WHERE else ()


RULES = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_VALUE,
    BAD_ID,
    UNKNOWN_BLOCK,
    NOT_FIRST,
    UNKNOWN_KIND,
    EMPTY_VALUE,
    MISSPELT_VALUE,
    NO_COURSE,
    NOT_READ,
    MISNAMED_FOLDER,
    OTHER,
    *_OF_BLOCKS.values(),
)
