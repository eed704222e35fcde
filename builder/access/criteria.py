"""The criteria of WCAG 2.2 as `criteria.yaml` has them, and what each comes to for a course."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Literal, NamedTuple

import yaml

from builder.access.facts import Fact
from builder.cache import made_once
from builder.files import tool_text
from builder.record import record


class Verdict(StrEnum):
    """What is said of a criterion. Nothing says that a course conforms."""

    SUPPORTS = "Supports"
    PARTLY = "Partially supports"
    JUDGE = "To be judged by a person"
    NOT_APPLICABLE = "Not applicable"


@record
class Criterion:
    """A criterion, what the player guarantees, and what is to be asked of the content."""

    number: str
    name: str
    level: Literal["A", "AA"]
    player: Literal["supports", "not-applicable"]
    guarantee: str
    proof: tuple[str, ...]
    facts: tuple[str, ...] = ()
    needs: Literal["", "content"] = ""
    ask: str = ""


class Row(NamedTuple):
    """What a criterion comes to for a course."""

    criterion: Criterion
    verdict: Verdict
    facts: tuple[tuple[str, Fact], ...]
    ask: str

    @property
    def faults(self) -> tuple[str, ...]:
        """What was found wrong in the content."""
        return tuple(fault for _, fact in self.facts for fault in fact.faults)


@cache
def _read() -> Mapping[str, Any]:
    return made_once("criteria", "", _written)


def _written() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.load(
        tool_text("access/criteria.yaml") or "", Loader=yaml.CSafeLoader
    )
    return data


@cache
def criteria() -> tuple[Criterion, ...]:
    """All criteria of levels A and AA, in the order of WCAG."""
    return tuple(
        Criterion(number=number, **{**data, "proof": tuple(data["proof"]),
                                    "facts": tuple(data.get("facts", ()))})
        for number, data in _read()["criteria"].items()
    )  # fmt: skip


def proofs() -> Mapping[str, str]:
    """The kinds of proof, in words."""
    found: Mapping[str, str] = _read()["proofs"]
    return found


def row(criterion: Criterion, facts: Mapping[str, Fact]) -> Row:
    """What a criterion comes to with what was found in the content."""
    own = tuple((name, facts[name]) for name in criterion.facts)
    verdict = _verdict(criterion, [fact for _, fact in own])
    asked = criterion.ask if any(fact.present for _, fact in own) else ""
    return Row(criterion, verdict, own, asked)


def _verdict(criterion: Criterion, facts: list[Fact]) -> Verdict:
    present = any(fact.present for fact in facts)
    if criterion.player == "not-applicable" or (criterion.needs and not present):
        return Verdict.NOT_APPLICABLE
    if any(fact.faults for fact in facts):
        return Verdict.PARTLY
    return Verdict.JUDGE if criterion.ask and present else Verdict.SUPPORTS
