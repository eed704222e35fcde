"""What can be wrong with a package, as values: what it is, where it matters, what comes of it.

A code never changes its meaning and is never used for anything else.
"""

from __future__ import annotations

from enum import StrEnum

from builder.record import record

MOODLE = "Moodle"
APP = "Moodle app"
OPEN_EDX = "Open edX"
STRICT = "strict LMSs"
EVERY = "every LMS"
CMI5 = "LMSs for cmi5"
TIN_CAN = "LMSs for Tin Can"
TINCANLAUNCH = "Moodle's plugin tincanlaunch"


LONGEST = 400


class Level(StrEnum):
    """How bad a finding is: learners or their records suffer; some LMSs do; good to know."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@record
class Rule:
    """A kind of finding, declared beside the function that finds it."""

    code: str
    title: str
    level: Level
    where: tuple[str, ...]
    """The LMSs in which it matters."""
    happens: str
    """What happens there: a sentence."""
    todo: str
    """What to do about it: a sentence."""

    def found(self, message: str, file: str = "", line: int = 0) -> Finding:
        """A finding of this kind; line 0: it concerns the whole file."""
        return Finding(self, clipped(message), file, line)


def clipped(words: str) -> str:
    """Words of a package, which may go on for megabytes, as one can read them."""
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


@record
class Finding:
    """One thing that is wrong, with the place that it is in."""

    rule: Rule
    message: str
    file: str = ""
    line: int = 0
