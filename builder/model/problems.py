"""From pydantic's errors to findings at the right key or value, in the author's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from builder.blocks.registry import BLOCKS
from builder.diagnostics import Diagnostic, Path, Place
from builder.model.faults import Fault, in_debrief, known_keys, without_echoes
from builder.model.proposals import proposal
from builder.model.rules import (
    BAD_ID,
    MISSING_KEY,
    MISSPELT_VALUE,
    NOT_FIRST,
    ON_KEY,
    UNKNOWN_BLOCK,
    UNKNOWN_KEY,
    UNKNOWN_KIND,
    WRONG_VALUE,
    rule_of,
    where_of,
)
from builder.model.values import choices_of, expected, how_to_write
from builder.model.words import EXAMPLES, listed, meant, mended_id, name_of, nearest, shown, surely

YES_AND_NO = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false",
              "false": "false"}  # fmt: skip
"""Other spellings of an option's two values, in small letters."""

ID_RULE = "An id has lower-case letters, digits and single hyphens, and begins with a letter"


def problems(faults: list[Fault]) -> list[Diagnostic]:
    """The findings for all faults of a file, each told once."""
    together: dict[tuple[Path, bool, bool], list[Fault]] = {}
    for fault in without_echoes(faults):
        own = fault.type == "missing" or expected(fault) is None
        key = (fault.location if own else fault.path, fault.on_key, own)
        together.setdefault(key, []).append(fault)
    return [found for group in together.values() for found in _explain(group)]


def _explain(group: list[Fault]) -> Iterator[Diagnostic]:
    """The finding for faults at one place: several are the ways in which a value may be written."""
    fault = group[0]
    explain = _EXPLAIN.get(fault.type)
    wanted = list(dict.fromkeys(filter(None, map(expected, group))))
    if explain is not None:
        yield explain(fault)
    elif wanted:
        yield _wrong_value(group, wanted)
    else:
        yield _broken_rule(fault)


def _unknown_key(fault: Fault) -> Diagnostic:
    key, known = str(fault.path[-1]), known_keys(fault)
    return UNKNOWN_KEY.at(
        Place(fault.file, fault.path, on_key=True),
        f"The key '{key}' is not known here.",
        meant(key, known, f"Remove it, or use one of: {listed(known)}."),
        surely(key, known),
    )


def _missing_key(fault: Fault) -> Diagnostic:
    key = str(fault.location[-1])
    if in_debrief(fault.path) and key == "reflect":
        return UNKNOWN_BLOCK.at(
            fault.place,
            "A debrief holds text and reflect blocks only.",
            "Put other blocks on the page after the scenario.",
        )
    return MISSING_KEY.at(
        fault.place,
        f"{name_of(fault.path, fault.node)} has no '{key}'.",
        _sentence(f"Add {EXAMPLES.get(key, f'{key}: with its value')}"),
    )


def _pattern(fault: Fault) -> Diagnostic:
    how = how_to_write(fault)
    if how is not None:
        return WRONG_VALUE.at(fault.place, f"{fault.name} {how[0]}.", how[1])
    text = str(fault.path[-1] if fault.on_key else fault.node)
    mended = mended_id(text)
    return BAD_ID.at(
        fault.place,
        f"{shown(text)} cannot be an id.",
        f"{ID_RULE}; write {mended}." if mended else f"{ID_RULE}.",
    )


def _too_long(fault: Fault) -> Diagnostic:
    text, most = str(fault.path[-1] if fault.on_key else fault.node), fault.context["max_length"]
    return WRONG_VALUE.at(
        fault.place,
        f"{shown(text)} has {len(text)} characters, but {most} are the most.",
        "Shorten it.",
    )


def _empty_text(fault: Fault) -> Diagnostic:
    return WRONG_VALUE.at(
        fault.place,
        f"{fault.name} is empty.",
        "Write a text, or remove the key if it may be left out.",
    )


def _too_few(fault: Fault) -> Diagnostic:
    least, has = fault.context["min_length"], fault.context["actual_length"]
    return WRONG_VALUE.at(
        Place(fault.file, fault.path, on_key=isinstance(fault.path[-1], str)),
        f"{fault.name} has {_entries(has)}, but needs at least {least}.",
        "Add what is missing.",
    )


def _too_many(fault: Fault) -> Diagnostic:
    most = fault.context["max_length"]
    return WRONG_VALUE.at(
        Place(fault.file, fault.path, on_key=isinstance(fault.path[-1], str)),
        f"{fault.name} has more than {_entries(most)}.",
        "Remove what is too much.",
    )


def _entries(number: int) -> str:
    return "one entry" if number == 1 else f"{number or 'no'} entries"


def _literal(fault: Fault) -> Diagnostic:
    known = choices_of(fault)
    near = nearest(str(fault.node), known)
    guess = f"Did you mean '{near}'? " if near else ""
    return MISSPELT_VALUE.at(
        fault.place,
        f"{fault.name} cannot be {shown(fault.node)}.",
        f"{guess}Write {_or(known)}.",
        surely(str(fault.node), known),
    )


def _wrong_value(group: list[Fault], wanted: list[str]) -> Diagnostic:
    fault = group[0]
    if fault.type == "literal_error" and len(group) == 1:
        return _literal(fault)
    how = how_to_write(fault)
    hint = f"Write {_or(wanted)}." if how is None or len(group) > 1 else how[1]
    hint = proposal(fault) or hint
    return WRONG_VALUE.at(
        Place(fault.file, fault.path, fault.on_key),
        f"{fault.name} must be {_or(wanted)}, but it is {shown(fault.node)}.",
        hint,
        YES_AND_NO.get(str(fault.node).lower()) if fault.type == "true_or_false" else None,
    )


def _or(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _no_tag(fault: Fault) -> Diagnostic:
    if str(fault.context.get("discriminator", "")).startswith("kind_of"):
        return _no_block(fault)
    if not isinstance(fault.node, dict):
        return _wrong_value([fault], ["keys with values"])
    if "question" not in fault.node and "questions" in fault.path:
        return UNKNOWN_BLOCK.at(
            fault.place,
            "A pool holds questions only.",
            "Begin each with - question: and an id; put other blocks before or after the pool.",
        )
    return MISSING_KEY.at(
        fault.place,
        f"{name_of(fault.path, fault.node)} does not say its kind.",
        "Add kind: choice, choices, true-false, fill-in, number, match, order or rank.",
    )


def _wrong_tag(fault: Fault) -> Diagnostic:
    known = [word.strip().strip("'") for word in fault.context["expected_tags"].split(",")]
    tag = str(fault.context["tag"])
    return UNKNOWN_KIND.at(
        Place(fault.file, (*fault.path, "kind")),
        f"There is no kind '{tag}'.",
        meant(tag, known, f"Write kind: {_or(known)}."),
        surely(tag, known),
    )


def _no_block(fault: Fault) -> Diagnostic:
    if not isinstance(fault.node, dict) or not fault.node:
        return UNKNOWN_BLOCK.at(
            fault.place,
            f"A block begins with a key that says what it is, but this is {shown(fault.node)}.",
            "Write - text: before a text; other blocks are listed in docs/format.md.",
        )
    first, *others = map(str, fault.node)
    near = nearest(first, BLOCKS, 0.75)
    kinds = [key for key in others if key in BLOCKS]
    if near is None and kinds:
        kind = next((key for key in kinds if key not in ("text", "image")), kinds[0])
        return NOT_FIRST.at(
            fault.place,
            f"The first key of a block says what it is, but '{kind}' comes after '{first}'.",
            f"Move the line {kind}: to the top of the block.",
        )
    return UNKNOWN_BLOCK.at(
        fault.place,
        f"There is no block '{first}'.",
        meant(first, BLOCKS, f"The blocks are: {listed(BLOCKS)}."),
        surely(first, BLOCKS),
    )


def _broken_rule(fault: Fault) -> Diagnostic:
    steps = where_of(fault.type, fault.context)
    place = fault.place
    if steps:
        place = Place(fault.file, (*fault.path, *steps), on_key=fault.type in ON_KEY)
    hint = _comparison(fault) or str(
        fault.context.get("hint", "See docs/format.md for what may stand here.")
    )
    return rule_of(fault.type).at(place, _sentence(fault.message), hint)


def _comparison(fault: Fault) -> str | None:
    """What to write for a comparison whose signs stand the wrong way round."""
    if fault.type != "condition":
        return None
    at = int(fault.context.get("position", 0))
    return {"=>": "Write >=.", "=<": "Write <=."}.get(str(fault.node)[at : at + 2])


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _refused(fault: Fault) -> Diagnostic:
    return WRONG_VALUE.at(
        fault.place,
        f"{fault.name} cannot be {shown(fault.node)}.",
        "Write another value; docs/format.md shows which.",
    )


_EXPLAIN: dict[str, Callable[[Fault], Diagnostic]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _too_long,
    "string_too_short": _empty_text,
    "too_short": _too_few,
    "too_long": _too_many,
    "value_error": _refused,
    "assertion_error": _refused,
    "union_tag_not_found": _no_tag,
    "union_tag_invalid": _wrong_tag,
}
