"""What a target is: how a course looks in one standard's package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from builder.files import Content
from builder.model.course import Course
from builder.plan.model import Plan
from builder.record import record

LAUNCH_PAGE = "index.html"


@record
class Advice:
    """What a build tells its user about a package: how it reports, what to set in the LMS."""

    reports: tuple[str, ...]
    settings: tuple[str, ...]


class Silent:
    """What targets have in common that send no statements."""

    needs_iri = False

    def page_data(self, plan: Plan) -> Mapping[str, Any]:
        """Nothing: the plan is enough."""
        return {}


class Target(Protocol):
    """One module below `builder.targets`; `builder.targets.TARGETS` is the table of them."""

    name: str
    """As the command line takes it; also the name of the player's bundle."""

    form: Literal["zip", "folder"]
    """Whether the result is one archive to upload, or a folder to open."""

    room: int | None
    """How many UTF-16 units of a learner's progress it keeps at most; None: there is no limit."""

    needs_iri: bool
    """Whether it sends statements, for which a course must have an `iri`."""

    def page_data(self, plan: Plan) -> Mapping[str, Any]:
        """What its player reads in the launch page beside the plan: JSON by the element's id."""
        ...

    def extra_files(self, course: Course, plan: Plan, files: list[str]) -> dict[str, Content]:
        """What the package holds beside the launch page and the media: manifests and schemas.

        `files` are the paths of the launch page and the media, sorted.
        """
        ...

    def advice(self, plan: Plan) -> Advice:
        """What to tell the person who built it."""
        ...
