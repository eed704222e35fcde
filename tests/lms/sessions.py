"""Who is signed in: a cookie names the browser, a key (Moodle's sesskey) each learner in it.

Unlike in a real LMS one browser may be signed in as several learners at once, so that tests can
look at two of them side by side.
"""

from __future__ import annotations

from threading import Lock


class Sessions:
    """The sessions of one LMS."""

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie
        self._lock = Lock()
        self._browsers: dict[str, dict[str, str]] = {}
        self._signed_out: set[str] = set()
        self._keys = 0

    def key(self, browser: str, learner: str) -> str | None:
        """The learner's key in this browser, None without a session."""
        with self._lock:
            return self._browsers.get(browser, {}).get(learner)

    def is_live(self, browser: str) -> bool:
        """Whether anyone is signed in there."""
        with self._lock:
            return bool(self._browsers.get(browser))

    def must_sign_in(self, learner: str) -> bool:
        """Whether the learner was signed out: nobody signs them in by the way then."""
        with self._lock:
            return learner in self._signed_out

    def sign_in(self, browser: str, learner: str) -> str:
        """A new session with a new key; gives the name of the browser, a new one if it had none."""
        with self._lock:
            self._keys += 1
            name = browser if browser in self._browsers else f"browser{len(self._browsers) + 1}"
            self._browsers.setdefault(name, {})[learner] = f"key{self._keys}"
            self._signed_out.discard(learner)
            return name

    def sign_out(self, learner: str) -> None:
        """Ends the learner's sessions in all browsers."""
        with self._lock:
            self._signed_out.add(learner)
            for learners in self._browsers.values():
                learners.pop(learner, None)
