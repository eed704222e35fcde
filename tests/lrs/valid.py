"""Everyone who judges statements, in one call: our rules, the models of ralph, a profile."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from tests.lrs import rules, video
from tests.lrs.server import Lrs
from tests.xapi import conform


@cache
def _model() -> type[BaseModel]:
    """It takes a second to load, so not before it is needed."""
    from ralph.models.xapi.base.statements import BaseXapiStatement

    model: type[BaseModel] = BaseXapiStatement
    return model


def by_ralph(statement: dict[str, Any]) -> list[str]:
    """What the models of ralph find: rules that are not ours."""
    try:
        _model()(**deepcopy(statement))
    except ValidationError as error:
        return [
            f"ralph: {'.'.join(map(str, one['loc']))}: {one['msg']}"
            for one in error.errors(include_url=False, include_input=False)
        ]
    return []


def problems(statement: dict[str, Any], profile: dict[str, Any] | None = None) -> list[str]:
    """All that anyone finds; `profile` is that of the course, where the statement says it has it.

    A statement that names a profile's version among its categories must follow it (xAPI Profiles,
    5.0).
    """
    found = [*rules.faults(statement), *by_ralph(statement), *video.faults(statement)]
    if profile is not None and _claims(statement, profile):
        found += conform.faults(statement, profile)
    return found


def _claims(statement: dict[str, Any], profile: dict[str, Any]) -> bool:
    named = statement.get("context", {}).get("contextActivities", {}).get("category", [])
    versions = {one["id"] for one in profile["versions"]}
    several = named if isinstance(named, list) else [named]
    return any(one.get("id") in versions for one in several)


def invalid(
    source: Lrs | Iterable[dict[str, Any]], profile: dict[str, Any] | None = None
) -> dict[str, list[str]]:
    """The statements with which anyone finds fault, by their ids; empty when all are good."""
    statements = source.statements if isinstance(source, Lrs) else source
    found = {str(one.get("id")): problems(one, profile) for one in statements}
    return {identifier: faults for identifier, faults in found.items() if faults}
