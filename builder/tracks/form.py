"""The documented form of what an LMS stored (docs/xapi.md): attempts with their elements, in JSON.

`tests/tracks/attempts.json` is an example.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

TIME = TypeAdapter(AwareDatetime)
"""Points in time; a number is seconds since 1970."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]
Mbox = Annotated[str, StringConstraints(pattern=r"^(mailto:)?[^\s@:]+@[^\s@:]+$")]


class TracksError(Exception):
    """Why tracks cannot be used: a sentence for a person, and what to do."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Learner(_Form):
    """Who took the course: an account (`homePage` and `id`), or a mail address (`mbox`)."""

    id: Text | None = None
    name: Text | None = None
    homePage: Address | None = None  # noqa: N815 - as xAPI writes it
    mbox: Mbox | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Learner:
        if (self.mbox is None) == (self.id is None):
            raise ValueError("say who it is with id and homePage, or else with mbox")
        return self

    def identity(self, home_page: str | None) -> dict[str, Any]:
        """What tells this learner from all others, as xAPI has it.

        Raises:
            TracksError: an account of nowhere.
        """
        if self.mbox is not None:
            return {"mbox": f"mailto:{self.mbox.removeprefix('mailto:')}"}
        where = self.homePage or home_page
        if where is None:
            raise TracksError(
                f"Learner {self.id} has no homePage: give the address of the LMS that the id "
                "belongs to, with --home-page."
            )
        return {"account": {"homePage": where, "name": self.id}}


class Attempt(_Form):
    """One attempt of one learner: what the LMS stored, and when, as far as it knows."""

    learner: Learner
    attempt: Annotated[int, Field(ge=0)] = 1
    started: AwareDatetime | None = None
    ended: AwareDatetime | None = None
    elements: Mapping[str, str]
    times: Mapping[str, AwareDatetime] = {}

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"attempt {self.attempt} of {self.learner.id or self.learner.mbox}"


class Tracks(_Form):
    """A whole file."""

    format: Literal[1]
    attempts: tuple[Attempt, ...]


def read_tracks(data: Any) -> tuple[Attempt, ...]:
    """The attempts in a value that was read from JSON.

    Raises:
        TracksError: it does not have the documented form.
    """
    try:
        return Tracks.model_validate(data).attempts
    except ValidationError as error:
        raise TracksError("; ".join(_sentences(error))) from error


def from_json(text: str) -> Any:
    """A value out of JSON.

    Raises:
        TracksError: it is not JSON.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TracksError(f"It is not JSON: {error}.") from error


MOST_SAID = 3


def _sentences(error: ValidationError) -> Iterator[str]:
    found = error.errors(include_url=False, include_input=False)
    for one in found[:MOST_SAID]:
        path = ".".join(map(str, one["loc"])) or "the whole"
        yield f"{path}: {one['msg'].removeprefix('Value error, ')}"
    if len(found) > MOST_SAID:
        yield f"and {len(found) - MOST_SAID} more"
