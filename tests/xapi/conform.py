"""Whether statements follow an xAPI Profile: its templates and its patterns (xAPI Profiles 5).

As much of JSONPath as the profiles here use: names, quoted names, `[*]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]
_STEP = re.compile(r"\.(\w+)|\['([^']+)'\]|\[(\*)\]")


def at(location: str, value: Any) -> list[Any]:
    """All that stands at a place."""
    assert location.startswith("$")
    found = [value]
    for name, quoted, star in _STEP.findall(location):
        if star:
            found = [part for one in found if isinstance(one, list) for part in one]
        else:
            key = name or quoted
            found = [one[key] for one in found if isinstance(one, dict) and key in one]
    return found


def templates_of(statement: Json, profile: Json) -> list[Json]:
    """The templates whose determining properties the statement has (5.2)."""
    kind = statement["object"].get("definition", {}).get("type")
    return [
        one
        for one in profile["templates"]
        if one["verb"] == statement["verb"]["id"] and one.get("objectActivityType", kind) == kind
    ]


def broken_rules(statement: Json, template: Json) -> list[str]:
    """The rules of a template that a statement does not keep."""
    return [f"{template['id']}: {rule}" for rule in template["rules"] if not _kept(rule, statement)]


def _kept(rule: Json, statement: Json) -> bool:
    found = at(rule["location"], statement)
    if rule.get("presence") == "included" and not found:
        return False
    if rule.get("presence") == "excluded":
        return not found
    if found and "any" in rule and not any(one in rule["any"] for one in found):
        return False
    if found and "all" in rule and not all(one in rule["all"] for one in found):
        return False
    return not any(one in rule.get("none", []) for one in found)


def faults(statement: Json, profile: Json) -> list[str]:
    """Why a statement does not follow the profile; nothing if it does."""
    matching = templates_of(statement, profile)
    if not matching:
        return [f"no template for {statement['verb']['id']} {statement['object']['id']}"]
    return [fault for one in matching for fault in broken_rules(statement, one)]


def is_session(statements: Sequence[Json], profile: Json) -> bool:
    """Whether the statements, in order, are what a primary pattern allows."""
    letters = {one["id"]: chr(0xE000 + number) for number, one in enumerate(profile["templates"])}
    known = {one["id"]: one for one in profile["patterns"]}

    def expression(identifier: str) -> str:
        if identifier in letters:
            return letters[identifier]
        pattern = known[identifier]
        if "sequence" in pattern:
            return "".join(map(expression, pattern["sequence"]))
        if "alternates" in pattern:
            return f"(?:{'|'.join(map(expression, pattern['alternates']))})"
        signs = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}
        (how,) = signs.keys() & pattern.keys()
        return f"(?:{expression(pattern[how])}){signs[how]}"

    primary = [expression(one["id"]) for one in profile["patterns"] if one["primary"]]
    said = "".join(letters[templates_of(one, profile)[0]["id"]] for one in statements)
    return any(re.fullmatch(pattern, said) for pattern in primary)
