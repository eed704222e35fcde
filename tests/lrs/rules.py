"""What xAPI 1.0.3 asks of a statement, as far as a store can see it.

Sources: xAPI-Data.md 2.2 to 2.6 and 4; docs/lms-facts.md 3.4. It shares no code with the builder,
so that a fault there cannot hide here. Every fault is a sentence with the path of what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.I)
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:-[A-Za-z0-9]{1,8})*")
TIMESTAMP = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?"
    r"(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"
)
DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
MAILTO = re.compile(r"mailto:[^\s@]+@[^\s@]+")
PREFIXES = re.compile(r"(\{(case_matters|order_matters)=(true|false)\}|\{lang=[^}]+\})*")
NUMERIC = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")

INTERACTIONS = {
    "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing",
    "likert", "numeric", "other",
}  # fmt: skip
COMPONENTS = {
    "choice": {"choices"}, "sequencing": {"choices"}, "likert": {"scale"},
    "matching": {"source", "target"}, "performance": {"steps"},
}  # fmt: skip
LISTS = {"choices", "scale", "source", "target", "steps"}
IDENTIFIERS = {"mbox", "mbox_sha1sum", "openid", "account"}


def faults(statement: Any) -> list[str]:
    """All that is wrong with a statement; nothing for a good one."""
    if not isinstance(statement, dict):
        return ["statement: must be an object"]
    return [*_empty(statement, "statement"), *_statement(statement, "statement")]


def _empty(value: Any, path: str) -> Iterator[str]:
    """No null, no empty text, no empty object, but in extensions (2.2)."""
    if value is None or value == "" or value == {}:
        yield f"{path}: is empty"
    elif isinstance(value, dict):
        for name, part in value.items():
            if name != "extensions":
                yield from _empty(part, f"{path}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _empty(part, f"{path}[{number}]")


def _object(parts: Mapping[str, Check], needed: frozenset[str] = frozenset()) -> Check:
    """An object that has these parts and no others."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: must be an object"
            return
        yield from (f"{path}: lacks {name}" for name in sorted(needed - value.keys()))
        for name, part in value.items():
            if name in parts:
                yield from parts[name](part, f"{path}.{name}")
            else:
                yield f"{path}.{name}: is not known"

    return check


def _text(pattern: re.Pattern[str] | None, what: str) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str) or (pattern and not pattern.fullmatch(value)):
            yield f"{path}: must be {what}, not {value!r}"

    return check


def _one_of(*words: str) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if value not in words:
            yield f"{path}: must be one of {', '.join(sorted(words))}"

    return check


def _list_of(one: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{path}: must be a list"
            return
        for number, part in enumerate(value):
            yield from one(part, f"{path}[{number}]")

    return check


def _boolean(value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{path}: must be true or false"


def _number(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield f"{path}: must be a number"


def _language_map(value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: must be a language map"
        return
    for language, words in value.items():
        if not LANGUAGE.fullmatch(language):
            yield f"{path}.{language}: is no language"
        if not isinstance(words, str):
            yield f"{path}.{language}: must be a text"


def _extensions(value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: must be an object"
        return
    yield from (f"{path}: {name!r} is no IRI" for name in value if not IRI.fullmatch(name))


iri = _text(IRI, "an absolute IRI")
uuid = _text(UUID, "a UUID")
any_text = _text(None, "a text")
timestamp = _text(TIMESTAMP, "a timestamp with a time zone")


def _not_minus_zero(value: Any, path: str) -> Iterator[str]:
    """-00:00 means that the zone is not known, which is not allowed (4.5)."""
    yield from timestamp(value, path)
    if str(value).endswith("-00:00"):
        yield f"{path}: has the time zone -00:00"


_account = _object({"homePage": iri, "name": any_text}, frozenset({"homePage", "name"}))
_agent_parts: dict[str, Check] = {
    "objectType": _one_of("Agent", "Group"),
    "name": any_text,
    "mbox": _text(MAILTO, "mailto: and an address"),
    "mbox_sha1sum": _text(re.compile(r"[0-9a-fA-F]{40}"), "a SHA-1 sum"),
    "openid": iri,
    "account": _account,
}


def agent(value: Any, path: str) -> Iterator[str]:
    """Exactly one identifier for an agent; a group may do without, if it names its members."""
    parts = {**_agent_parts, "member": _list_of(agent)}
    yield from _object(parts)(value, path)
    if not isinstance(value, dict):
        return
    held = IDENTIFIERS & value.keys()
    anonymous = value.get("objectType") == "Group" and "member" in value and not held
    if len(held) != 1 and not anonymous:
        yield f"{path}: must have exactly one of {', '.join(sorted(IDENTIFIERS))}"
    if "member" in value and value.get("objectType") != "Group":
        yield f"{path}.member: only groups have members"


_verb = _object({"id": iri, "display": _language_map}, frozenset({"id"}))
_component = _object(
    {"id": _text(re.compile(r"\S+"), "an id without blanks"), "description": _language_map},
    frozenset({"id"}),
)
_plain_definition = _object(
    {
        "name": _language_map, "description": _language_map, "type": iri, "moreInfo": iri,
        "extensions": _extensions, "interactionType": _one_of(*INTERACTIONS),
        "correctResponsesPattern": _list_of(any_text),
        **{name: _list_of(_component) for name in LISTS},
    }
)  # fmt: skip


def _definition(value: Any, path: str) -> Iterator[str]:
    yield from _plain_definition(value, path)
    if not isinstance(value, dict):
        return
    kind = value.get("interactionType")
    if kind is None and ({"correctResponsesPattern", *LISTS} & value.keys()):
        yield f"{path}: has parts of an interaction, but no interactionType"
    for name in sorted(LISTS & value.keys()):
        yield from _components(value[name], kind, f"{path}.{name}", name)
    for number, pattern in enumerate(value.get("correctResponsesPattern") or []):
        place = f"{path}.correctResponsesPattern[{number}]"
        yield from response(pattern, value, place)
        yield from _prefixes(pattern, kind, place)


def _prefixes(pattern: Any, kind: str | None, path: str) -> Iterator[str]:
    """Words in braces that begin a pattern of texts mean something; others are a slip (2.4.4.1)."""
    texts = kind in ("fill-in", "long-fill-in") and isinstance(pattern, str)
    rest = PREFIXES.sub("", pattern, count=1) if texts else ""
    if re.match(r"\{[a-z_]+=", rest):
        yield f"{path}: begins with {rest.partition('}')[0]}}}, which means nothing"


def _components(found: Any, kind: str | None, path: str, name: str) -> Iterator[str]:
    if name not in COMPONENTS.get(kind or "", set()):
        yield f"{path}: does not belong to {kind}"
    ids = [one.get("id") for one in found if isinstance(one, dict)]
    if len(set(ids)) < len(ids):
        yield f"{path}: has an id twice"
    for number, one in enumerate(found):  # as ADL's LRS wants it
        if isinstance(one, dict) and "description" not in one:
            yield f"{path}[{number}]: description is missing"


def response(said: Any, definition: Mapping[str, Any], path: str) -> Iterator[str]:
    """Whether an answer, or a pattern of one, is spelled as its type asks for (2.4.4.1)."""
    kind = definition.get("interactionType")
    if not isinstance(said, str) or kind is None:
        return
    if kind == "true-false" and said not in ("true", "false"):
        yield f"{path}: must be true or false"
    if kind == "numeric" and not all(NUMERIC.fullmatch(part) for part in _numbers(said)):
        yield f"{path}: must be a number or a range"
    yield from _shape(said, kind, path)
    for name, found in _named(said, kind).items():
        known = {one.get("id") for one in definition.get(name, [])}
        if name in definition and not found <= known:
            yield f"{path}: {', '.join(sorted(found - known))} is none of its {name}"


def _shape(said: str, kind: str, path: str) -> Iterator[str]:
    """What stands between the parts of an answer."""
    parts = said.split("[,]")
    if kind in ("matching", "performance") and not all("[.]" in part for part in parts):
        yield f"{path}: must be pairs with [.] between them"
    if kind in ("choice", "sequencing") and len(set(parts)) < len(parts):
        yield f"{path}: names an id twice"
    if kind == "likert" and len(parts) > 1:
        yield f"{path}: must be one point of the scale"
    ends = [float(part) for part in said.split("[:]") if NUMERIC.fullmatch(part)]
    if kind == "numeric" and ends != sorted(ends):
        yield f"{path}: the range ends before it begins"


def _numbers(said: str) -> list[str]:
    return [part for part in said.split("[:]") if part] or [""]


def _named(said: str, kind: str) -> dict[str, set[str]]:
    """The ids that an answer names, by the list that they must be in."""
    parts = said.split("[,]")
    if kind in ("choice", "sequencing"):
        return {"choices": set(parts)}
    if kind == "likert":
        return {"scale": set(parts)}
    if kind == "matching":
        pairs = [part.partition("[.]") for part in parts]
        return {"source": {one for one, _, _ in pairs}, "target": {other for _, _, other in pairs}}
    if kind == "performance":
        return {"steps": {part.partition("[.]")[0] for part in parts}}
    return {}


activity = _object(
    {"objectType": _one_of("Activity"), "id": iri, "definition": _definition}, frozenset({"id"})
)
_reference = _object(
    {"objectType": _one_of("StatementRef"), "id": uuid}, frozenset({"objectType", "id"})
)


def _target(value: Any, path: str) -> Iterator[str]:
    kind = value.get("objectType", "Activity") if isinstance(value, dict) else "Activity"
    if kind in ("Agent", "Group"):
        yield from agent(value, path)
    elif kind == "StatementRef":
        yield from _reference(value, path)
    elif kind == "SubStatement":
        yield from _substatement(value, path)
    else:
        yield from activity(value, path)


_score_parts = _object({name: _number for name in ("scaled", "raw", "min", "max")})


def _score(value: Any, path: str) -> Iterator[str]:
    found = list(_score_parts(value, path))
    yield from found
    if found:
        return
    if not -1 <= value.get("scaled", 0) <= 1:
        yield f"{path}.scaled: must be from -1 to 1"
    low, high = value.get("min", float("-inf")), value.get("max", float("inf"))
    if not low < high:
        yield f"{path}: min must be less than max"
    if not low <= value.get("raw", low if low > float("-inf") else high) <= high:
        yield f"{path}.raw: must be from min to max"


_result = _object(
    {
        "score": _score, "success": _boolean, "completion": _boolean, "response": any_text,
        "duration": _text(DURATION, "a duration in ISO 8601"), "extensions": _extensions,
    }
)  # fmt: skip


def _activities(value: Any, path: str) -> Iterator[str]:
    """A list, or a single one, which stores turn into a list (2.4.6.2)."""
    yield from (_list_of(activity) if isinstance(value, list) else activity)(value, path)


_context = _object(
    {
        "registration": uuid, "instructor": agent, "team": agent, "revision": any_text,
        "platform": any_text, "language": _text(LANGUAGE, "a language"), "statement": _reference,
        "extensions": _extensions,
        "contextActivities": _object(
            {name: _activities for name in ("parent", "grouping", "category", "other")}
        ),
    }
)  # fmt: skip
_attachment = _object(
    {
        "usageType": iri, "display": _language_map, "description": _language_map,
        "contentType": any_text, "length": _number, "sha2": any_text, "fileUrl": iri,
    },
    frozenset({"usageType", "display", "contentType", "length", "sha2"}),
)  # fmt: skip
_statement_parts = _object(
    {
        "id": uuid, "actor": agent, "verb": _verb, "object": _target, "result": _result,
        "context": _context, "timestamp": _not_minus_zero, "stored": _not_minus_zero,
        "authority": agent, "version": _text(re.compile(r"1\.0(\.\d+)?"), "1.0.x"),
        "attachments": _list_of(_attachment),
    },
    frozenset({"actor", "verb", "object"}),
)  # fmt: skip


_sub_parts = _object(
    {
        "objectType": _one_of("SubStatement"), "actor": agent, "verb": _verb, "object": _target,
        "result": _result, "context": _context, "timestamp": _not_minus_zero,
        "attachments": _list_of(_attachment),
    },
    frozenset({"objectType", "actor", "verb", "object"}),
)  # fmt: skip
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def _substatement(value: dict[str, Any], path: str) -> Iterator[str]:
    """A statement in a statement: without id, stored, version and authority, and never deeper."""
    found = list(_sub_parts(value, path))
    yield from found
    if not found and value["object"].get("objectType") == "SubStatement":
        yield f"{path}.object: a statement within a statement within a statement"


def _statement(value: dict[str, Any], path: str) -> Iterator[str]:
    found = list(_statement_parts(value, path))
    yield from found
    if found:
        return
    target, context = value["object"], value.get("context", {})
    if target.get("objectType", "Activity") != "Activity":
        for name in ("revision", "platform"):
            if name in context:
                yield f"{path}.context.{name}: only where the object is an activity"
    if value["verb"]["id"] == VOIDED and target.get("objectType") != "StatementRef":
        yield f"{path}.object: only another statement can be voided"
    said = value.get("result", {}).get("response")
    yield from response(said, target.get("definition", {}), f"{path}.result.response")
