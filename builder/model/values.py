"""What a value must be, in the author's words: pydantic's types of error, translated."""

from __future__ import annotations

import re
from typing import Any, Protocol

from builder.blocks.base import ID_PATTERN


class ValueFault(Protocol):
    """As much of a fault as is needed to say what was expected."""

    @property
    def type(self) -> str:
        """Pydantic's name for the error."""
        ...

    @property
    def context(self) -> dict[str, Any]:
        """Its limits."""
        ...


_TEXT = ("a text", "Write one text; it needs quotation marks if it begins with [ or {.")
_WHOLE = ("a whole number", "Write digits only, such as 3.")
_NUMBER = ("a number", "Write a number with a point, such as 1.5.")
_LIST = ("a list", "Write each entry on a line of its own that begins with a dash and a space.")
_KEYS = ("keys with values", "Write KEY: VALUE on lines of their own below it, indented.")
_PAIR = ("a list of two entries", "Write [FIRST, SECOND].")

_SORTS = {
    "string_type": _TEXT,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "list_type": _LIST,
    "tuple_type": _PAIR,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "mapping_type": _KEYS,
    "true_or_false": ("true or false", "Write true or false."),
}

_LIMITS = {
    "greater_than_equal": ("at least {}", "ge"),
    "greater_than": ("more than {}", "gt"),
    "less_than_equal": ("at most {}", "le"),
    "less_than": ("less than {}", "lt"),
}

_PATTERNS = (
    ("^https://", "must be an address that begins with https://", "Copy it from the browser."),
    (
        "^https?://",
        "must be an address that begins with https:// and has no spaces, brackets, # or lone %",
        "Write one that you own, such as https://courses.example.org/my-course.",
    ),
    (
        "^#(",
        "must be a colour of three or six hexadecimal digits",
        'Write # and the digits in quotation marks, such as "#7a1f3d".',
    ),
    (
        f"{ID_PATTERN}|",
        "must be the name of a theme, or a path that begins with ./ or ../",
        "Write theme: classic.",
    ),
    (
        r"^\w[\w.-]*(/",
        "must be a file in the theme's folder, named by letters, digits and . _ -",
        "Write its path from that folder on, such as fonts/lato.woff2.",
    ),
    (
        "^[A-Za-z0-9][A-Za-z0-9 _.-]*$",
        "must be the name of a font, of letters, digits, spaces and . _ -",
        "Write one such as Lato.",
    ),
    ("^[a-z]{2,3}(-", "must be the code of a language", "Write one such as en, en-CA or fr."),
    (
        "^[A-Za-z0-9][A-Za-z0-9._",
        "must have no spaces and no other signs than . _ + -",
        "Write 1.0.0.",
    ),
)


def expected(fault: ValueFault) -> str | None:
    """What a value must be, or None if the fault is not about what sort of value it is."""
    if fault.type in _SORTS:
        return _SORTS[fault.type][0]
    if fault.type in _LIMITS:
        words, limit = _LIMITS[fault.type]
        return words.format(f"{float(fault.context[limit]):.12g}")
    if fault.type == "literal_error":
        return " or ".join(choices_of(fault))
    return None


def how_to_write(fault: ValueFault) -> tuple[str, str] | None:
    """What a value must be and what to do, where more can be said than what sort it is."""
    if fault.type == "string_pattern_mismatch":
        pattern = str(fault.context.get("pattern", ""))
        return next((words[1:] for words in _PATTERNS if pattern.startswith(words[0])), None)
    return _SORTS.get(fault.type)


def choices_of(fault: ValueFault) -> list[str]:
    """The words that may stand here, if it is one of a few."""
    if fault.type != "literal_error":
        return []
    return re.findall(r"'([^']*)'", str(fault.context.get("expected", "")))
