"""The plain web page: a folder that opens by double-click or from any web server."""

from __future__ import annotations

from typing import Literal

from builder.files import Content
from builder.model.course import Course
from builder.plan.model import Plan
from builder.targets.base import LAUNCH_PAGE, Advice, Silent


class Web(Silent):
    """Target `web`."""

    name = "web"
    form: Literal["zip", "folder"] = "folder"
    room: int | None = None

    def extra_files(self, course: Course, plan: Plan, files: list[str]) -> dict[str, Content]:
        """Nothing: the page and its media are all."""
        return {}

    def advice(self, plan: Plan) -> Advice:
        """Where progress is kept."""
        return Advice(
            ("progress stays in the learner's own browser; nothing is reported",),
            (f"no LMS needed: open {LAUNCH_PAGE}, or put the folder on a web server",),
        )
