"""What can be wrong with the LMS itself: switches on a running server, `lms.faults`.

    lms.faults.set(commit_fails=True)
    with lms.faults.during(slow=3.0): ...
    lms.faults.clear()

What befalls the learner's browser (offline, closed, killed, asleep, no storage, a wrong clock) is
in `browser.py`; a dead session, lost or stale data are methods of `StrictLms`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Condition
from typing import Any

SLOW = 3.0


@dataclass(frozen=True)
class Switches:
    """All faults of the server, off. Those marked (page) are built into a player page as it opens;
    `browser.tell` brings a page that is open already up to date.
    """

    commit_fails: bool = False
    """Saving answers HTTP 503. Moodle: "false"/101, and what the commit carried is never sent again
    (lms-facts.md, O1.1, O1.2); the letter: "false"/101, sent again next time; Open edX: nobody is
    told."""

    forgets: bool = False
    """Saving answers "true", and nothing is stored."""

    unreachable: bool = False
    """Every request finds its connection closed without an answer, while `navigator.onLine` is true
    (O1.3). Moodle's commit says "true" all the same: it falls back to a beacon (O1.1)."""

    slow: float = 0.0
    """Saving takes so many seconds; a visible page stands still for as long, but in Open edX."""

    no_api: bool = False
    """(page) There is no API object anywhere."""

    foreign_content: bool = False
    """(page) The package is served from another origin: every look at the API throws."""

    rejects: Mapping[str, str] = field(default_factory=dict)
    """(page) Patterns of elements that are refused, `*` for anything, each with the error code that
    LMSGetLastError gives: `{"cmi.interactions.*": "405"}`. Open edX, whose SetValue is always
    "true", drops such values on the server."""

    refuses_beacons: bool = False
    """(page) `sendBeacon` returns false, as it does with more than 64 KiB under way (O3)."""

    def for_page(self) -> dict[str, Any]:
        """The part that the player page itself acts on."""
        return {
            "noApi": self.no_api,
            "rejects": dict(self.rejects),
            "refusesBeacons": self.refuses_beacons,
        }


class Faults:
    """The switches of one LMS; tests set them at any time, the server's threads look at them."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._on = Switches()
        self._closed = False

    @property
    def on(self) -> Switches:
        """How the switches stand now."""
        return self._on

    def set(self, **changes: Any) -> None:
        """Changes some switches, by the names in `Switches`; the others stay."""
        with self._changed:
            self._on = replace(self._on, **changes)
            self._changed.notify_all()

    def clear(self) -> None:
        """The LMS is well again; requests that it held up are answered at once."""
        with self._changed:
            self._on = Switches()
            self._changed.notify_all()

    @contextmanager
    def during(self, **changes: Any) -> Iterator[None]:
        """Changes some switches for a while."""
        before = self._on
        self.set(**changes)
        try:
            yield
        finally:
            self.set(**{name: getattr(before, name) for name in changes})

    def hold_up(self) -> None:
        """Keeps a request waiting while the LMS is slow."""
        with self._changed:
            seconds = self._on.slow
            self._changed.wait_for(lambda: self._closed or not self._on.slow, seconds)

    def close(self) -> None:
        """Lets everyone go who is held up."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
