"""What each kind of LMS does on its server: one row of `RULES` per mode.

What it does in the browser, where the API object lives, is a row of MODES in `strict_api.js`. The
README of this folder sets both beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

from tests.lms.launch import Start, letter_start, moodle_start, openedx_start
from tests.lms.launch_2004 import EXIT_2004, letter_start_2004, moodle_start_2004
from tests.lms.store import SUSPEND_DATA, Elements, Keep, Mode
from tests.lms.wire import Reply, redirect, text

_PHP_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*")
EXIT = "cmi.core.exit"
LOGIN = "/login/index.php"


@dataclass(frozen=True)
class Rules:
    """How the server of one kind of LMS behaves."""

    keep: Keep
    start: Start
    """What the player page is given."""
    content: str = "content"
    """The first part of the addresses of the package's files; it decides who is served."""
    closes_attempts: bool = True
    """Whether a finished attempt opens as review, and a new one can be begun."""
    page_key: bool = True
    """Whether a page that was opened before the learner signed in anew can never save again."""
    refuses: Callable[[], Reply] = lambda: text("false\n101", 403)
    """The answer to saving without a session."""
    before_launch: Callable[[Elements], None] = lambda elements: None
    keepalive: bool = False
    """Whether the player page asks in intervals whether the session lives."""


def same_for_php(old: str | None, new: str) -> bool:
    """Whether PHP's `==` finds both equal: then Moodle does not store the new value.

    So "10" -> "1e1" is lost (lms-facts.md, O3).
    """
    if old is None:
        return False
    if _PHP_NUMBER.fullmatch(old) and _PHP_NUMBER.fullmatch(new):
        return float(old) == float(new)
    return old == new


def keep_changes(held: Elements, posted: Elements) -> None:
    """Moodle: element by element, without NUL, and only what PHP finds different (O3)."""
    for name, value in posted.items():
        clean = value.replace("\0", "")
        if not same_for_php(held.get(name), clean):
            held[name] = clean


def keep_whole(held: Elements, posted: Elements) -> None:
    """The letter: every request brings everything; the last one of a session ends it."""
    ended = posted.pop("finished", "")
    held.clear()
    held.update(posted)
    if ended:
        end_session(held)


def end_session(held: Elements) -> None:
    """Without cmi.core.exit=suspend there is nothing to resume (RTE 3.4.4, cmi.core.exit)."""
    if held.get(EXIT) != "suspend":
        held.pop(SUSPEND_DATA, None)


def keep_whole_2004(held: Elements, posted: Elements) -> None:
    """The letter of SCORM 2004: every request brings everything, and all of it stays."""
    posted.pop("finished", "")
    held.clear()
    held.update(posted)


def begin_anew(held: Elements) -> None:
    """An attempt that was not suspended is over: the next visit begins another (RTE 4.2.8)."""
    if held and held.get(EXIT_2004) != "suspend":
        held.clear()


def keep_values(held: Elements, posted: Elements) -> None:
    """The XBlock: a bag of values that nobody looks at (3.1)."""
    held.update(posted)


_MOODLE = Rules(
    keep=keep_changes,
    start=moodle_start,
    refuses=lambda: redirect(LOGIN),  # the request follows, and reads a login page (O1.4)
    keepalive=True,
)

RULES: dict[Mode, Rules] = {
    "moodle": _MOODLE,
    "moodle-strict": _MOODLE,
    "letter": Rules(
        keep=keep_whole,
        start=letter_start,
        page_key=False,  # a plain session by cookie: whoever signs in again goes on
        before_launch=end_session,
    ),
    "openedx": Rules(
        keep=keep_values,
        start=openedx_start,
        content="assets",
        closes_attempts=False,
        # [unverified] Signing in gives Django a new CSRF token, the open page sends the old one.
        page_key=True,
        refuses=lambda: text("", 403),
    ),
    "moodle-2004": replace(_MOODLE, start=moodle_start_2004),
    "letter-2004": Rules(
        keep=keep_whole_2004,
        start=letter_start_2004,
        page_key=False,
        before_launch=begin_anew,
    ),
}

MODES_2004: tuple[Mode, ...] = ("moodle-2004", "letter-2004")
"""Those for packages of SCORM 2004."""

MODES: tuple[Mode, ...] = tuple(mode for mode in get_args(Mode) if mode not in MODES_2004)
"""Those for packages of SCORM 1.2."""
