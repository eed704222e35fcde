"""What YAML allows and courses do not: the findings for it, in the author's words."""

from __future__ import annotations

from builder.diagnostics import WHOLE_FILE, Diagnostic, Place, Rule, Severity

EMPTY_FILE = Rule("BC104", "The file is empty")
DUPLICATE_KEY = Rule("BC106", "A key stands twice in one mapping")
TAG = Rule("BC107", "A tag (!) is used")
ALIAS = Rule("BC108", "An anchor (&) or alias (*) is used")
MERGE_KEY = Rule("BC109", "A merge key (<<) is used")
SEVERAL_DOCUMENTS = Rule("BC110", "Several documents in one file")
TOO_DEEP = Rule("BC111", "The file is nested too deeply")
KEY_NOT_TEXT = Rule("BC112", "A key is not plain text")
CUT_TEXT = Rule("BC113", "A comment cuts a text off", Severity.WARNING)

RULES = (
    EMPTY_FILE,
    DUPLICATE_KEY,
    TAG,
    ALIAS,
    MERGE_KEY,
    SEVERAL_DOCUMENTS,
    TOO_DEEP,
    KEY_NOT_TEXT,
    CUT_TEXT,
)


def duplicate_key(place: Place, key: str, first: int | None) -> Diagnostic:
    """A key that stands in its mapping already, in the line `first`."""
    where = f" in line {first}" if first else ""
    return DUPLICATE_KEY.at(
        place,
        f"'{key}' stands here a second time; the first is{where}.",
        "Keep one of the two, or rename one if they are different things.",
    )


def anchor(place: Place, name: str) -> Diagnostic:
    """A name for a value, to be used by an alias."""
    return ALIAS.at(
        place,
        f"&{name} gives a text a name, which courses do not use.",
        "Remove it, and write the text out wherever it is needed; or put the text"
        " in quotation marks if the & belongs to it.",
    )


def alias(place: Place, name: str) -> Diagnostic:
    """A value that stands elsewhere."""
    return ALIAS.at(
        place,
        f"*{name} stands for a text elsewhere, which courses do not use.",
        "Write the text out here.",
    )


def tag(place: Place) -> Diagnostic:
    """A type for a value."""
    return TAG.at(
        place,
        "A word with an exclamation mark in front is a tag, which courses do not use.",
        "Remove it; or put the text in quotation marks if the ! belongs to it.",
    )


def several_documents(place: Place) -> Diagnostic:
    """The beginning of a second document."""
    return SEVERAL_DOCUMENTS.at(
        place,
        "A second document begins here, but a file holds one.",
        "Remove the line of dashes, or move what follows into a file of its own.",
    )


def empty_file(file: str) -> Diagnostic:
    """There is no data in it."""
    return EMPTY_FILE.at(
        Place(file, span=WHOLE_FILE),
        "There is nothing in this file.",
        "Write it, or delete it.",
    )


def merge_key(place: Place) -> Diagnostic:
    """A plain `<<` as a key."""
    return MERGE_KEY.at(
        place,
        "<< copies keys from elsewhere, which courses do not use.",
        "Write the keys out here.",
    )


def key_not_text(place: Place) -> Diagnostic:
    """A list, a mapping or nothing as a key."""
    return KEY_NOT_TEXT.at(
        place,
        "A key must be plain text, and here it is empty, a list or a mapping.",
        "Write a word before the colon; a text that begins with [, { or ? needs quotation marks.",
    )


def cut_text(place: Place) -> Diagnostic:
    """A `#` after a text with something right behind it."""
    return CUT_TEXT.at(
        place,
        "What follows the # is a comment and is not shown.",
        "If it belongs to the text, put the text in quotation marks.",
    )


def too_deep(place: Place, most: int) -> Diagnostic:
    """Deeper than anything that a course needs."""
    return TOO_DEEP.at(
        place,
        f"Lists and mappings are nested more than {most} deep here.",
        "Look for brackets that are never closed; a course needs about ten levels.",
    )
