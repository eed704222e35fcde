"""The sample course in the minimal theme."""

from __future__ import annotations

import re
from pathlib import Path

from builder.files import Content, Memory, read_all, read_folder
from tests.helpers import SAMPLE

MINIMAL = Path(__file__).parent / "themes/minimal"
COURSE_HTML = "themes/minimal/templates/course.html"


def sample() -> dict[str, Content]:
    """The sample course in the minimal theme, beside which that lies."""
    tree = dict(read_folder(SAMPLE))
    facts = read_all(tree["course.yaml"]).decode("utf-8")
    facts = re.sub(r"^theme:.*\n(?: .*\n)*", "", facts, flags=re.MULTILINE)
    tree["course.yaml"] = Memory(f"{facts}theme: minimal\n".encode())
    return tree | {f"themes/minimal/{path}": own for path, own in read_folder(MINIMAL).items()}
