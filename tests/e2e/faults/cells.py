"""Every fault that we know of, as what happens to a learner in the first of two visits.

Each begins with a course that is open and one question answered. It is to answer the second
question and to write a text while the fault is there, and to leave, in its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.e2e.faults.visit import LEARNER, Visit
from tests.lms.browser import (
    all_answered,
    close_tab,
    deny_storage,
    kill_tab,
    shift_clock_now,
    tell,
)

YEAR = 365.0


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong, and how the first visit goes on from there."""

    words: str
    """For the table in the docs."""
    happens: Callable[[Visit], None]
    prepare: Callable[[Visit], None] = lambda visit: None
    """Before the course is opened at all."""
    racing: bool = False
    """Whether it is a matter of milliseconds what has reached the LMS when the visit is over."""
    phone: bool = False
    """Whether it takes a browser that really hides pages and puts them to sleep."""


def work(visit: Visit) -> None:
    """The second page: a question, and a text for the learner alone."""
    visit.turn_to("Second")
    visit.answer("two")
    visit.write()


def _with(**switches: object) -> Callable[[Visit], None]:
    """The LMS has this fault until the learner has left."""

    def happens(visit: Visit) -> None:
        visit.lms.faults.set(**switches)
        tell(visit.page, visit.lms.faults)
        work(visit)
        visit.settle()
        visit.close()
        visit.lms.faults.clear()

    return happens


def _from_the_start(**switches: object) -> tuple[Callable[[Visit], None], Callable[[Visit], None]]:
    """The LMS's page has this fault from its beginning; the next visit has not."""

    def happens(visit: Visit) -> None:
        work(visit)
        visit.settle()
        close_tab(visit.page)
        visit.lms.faults.clear()

    return (lambda visit: visit.lms.faults.set(**switches)), happens


def _commit_recovers(visit: Visit) -> None:
    visit.lms.faults.set(commit_fails=True)
    work(visit)
    visit.settle()
    visit.lms.faults.clear()
    _look_up(visit)
    visit.saved()
    visit.close()


def _look_up(visit: Visit) -> None:
    """The learner looks at another tab and comes back: then the course tries again at once."""
    visit.frame.evaluate("dispatchEvent(new Event('online'))")


def _offline_for_a_while(visit: Visit) -> None:
    visit.context.set_offline(True)
    work(visit)
    visit.sees("Not saved yet")
    visit.context.set_offline(False)
    visit.saved()
    visit.close()


def _offline_to_the_end(visit: Visit) -> None:
    visit.context.set_offline(True)
    work(visit)
    visit.sees("Not saved yet")
    with visit.page.expect_event("close"):
        close_tab(visit.page)
    visit.context.set_offline(False)


def _unreachable(visit: Visit) -> None:
    visit.lms.faults.set(unreachable=True)
    work(visit)
    visit.sees("Not saved yet")
    close_tab(visit.page)
    visit.lms.faults.clear()


def _signed_out(visit: Visit) -> None:
    visit.lms.sign_out(LEARNER)
    work(visit)
    visit.settle()
    close_tab(visit.page)


def _taken_to_login(visit: Visit) -> None:
    """Moodle's page notices by itself; the others stay."""
    visit.lms.sign_out(LEARNER)
    work(visit)
    if visit.mode.startswith("moodle"):
        visit.page.wait_for_url("**/login/**")
    else:
        visit.settle()
    close_tab(visit.page)


def _often_asked(visit: Visit) -> None:
    visit.keepalive = 6


def _signed_in_again(visit: Visit) -> None:
    """In another tab, as the course advises; then the course is loaded anew."""
    visit.lms.sign_out(LEARNER)
    work(visit)
    visit.settle()
    other = visit.context.new_page()
    other.goto(visit.lms.sign_in_url(LEARNER))
    other.close()
    visit.reload()
    assert visit.shows_all()
    visit.saved()
    visit.close()


def _leave_at_once(visit: Visit) -> None:
    work(visit)
    visit.close()


def _leave_in_peace(visit: Visit) -> None:
    """Without storage there is no copy that could make up for an XBlock that is left too early."""
    work(visit)
    visit.saved()
    all_answered(visit.page)
    visit.close()


def _killed(visit: Visit) -> None:
    work(visit)
    kill_tab(visit.page)


def _cleared(visit: Visit) -> None:
    work(visit)
    visit.saved()
    visit.close()
    visit.lms.clear_suspend_data(LEARNER)


def _stale(visit: Visit) -> None:
    moment = visit.lms.moment(LEARNER)
    work(visit)
    visit.lms.stale_for(LEARNER, moment=moment)
    visit.reload()
    assert visit.shows_all()
    visit.saved()
    visit.close()


def _beacons_refused(visit: Visit) -> None:
    visit.lms.faults.set(refuses_beacons=True)
    tell(visit.page, visit.lms.faults)
    work(visit)
    close_tab(visit.page)
    visit.lms.faults.clear()


def _asleep(visit: Visit) -> None:
    """Put away at once, and thrown out of memory while it sleeps."""
    assert visit.phone is not None
    work(visit)
    visit.phone.sleep(visit.page)
    kill_tab(visit.page)


def _woken(visit: Visit) -> None:
    """Put away for so long that the session is over; then the learner goes on."""
    assert visit.phone is not None
    visit.turn_to("Second")
    visit.saved()
    visit.phone.sleep(visit.page)
    visit.lms.sign_out(LEARNER)
    visit.phone.wake(visit.page)
    visit.answer("two")
    visit.write()
    visit.sees("Not saved yet")
    close_tab(visit.page)


def _deny(visit: Visit) -> None:
    deny_storage(visit.context)


def _clock_jumps(visit: Visit) -> None:
    shift_clock_now(visit.page, -YEAR)
    work(visit)
    visit.saved()
    shift_clock_now(visit.page, 2 * YEAR)
    visit.close()


def _two_tabs(visit: Visit) -> None:
    first = visit.page
    visit.open()
    work(visit)
    visit.saved()
    first.bring_to_front()
    frame = first.frames[-1]
    frame.get_by_role("heading", name="The course is open in another tab").wait_for()
    first.close(run_before_unload=True)
    visit.close()


_NO_API, _WITHOUT_API = _from_the_start(no_api=True)
_FOREIGN, _AS_FOREIGNER = _from_the_start(foreign_content=True)

FAULTS = {
    "none": Fault("Nothing goes wrong", _with()),
    "commit-fails": Fault("Saving fails to the end of the visit", _with(commit_fails=True)),
    "commit-recovers": Fault("Saving fails for a while", _commit_recovers),
    "forgets": Fault("The LMS says “true” and stores nothing", _with(forgets=True)),
    "offline": Fault("The network is gone for a while", _offline_for_a_while),
    "offline-end": Fault("The network is gone to the end of the visit",
                         _offline_to_the_end, racing=True),
    "unreachable": Fault("The server cannot be reached, the network is there", _unreachable),
    "signed-out": Fault("The session has expired, the learner closes the tab", _signed_out),
    "to-login": Fault("The session has expired, Moodle takes the page away", _taken_to_login,
                      prepare=_often_asked),
    "signed-in": Fault("The session has expired, the learner signs in again", _signed_in_again),
    "slow": Fault("Saving takes 3 seconds", _with(slow=3.0)),
    "no-api": Fault("The LMS gives no API", _WITHOUT_API, prepare=_NO_API),
    "foreign": Fault("The API is in a frame of another origin", _AS_FOREIGNER, prepare=_FOREIGN),
    "cleared": Fault("The LMS clears the suspend data between the visits", _cleared),
    "stale": Fault("A reload is served older data than was saved", _stale),
    "rejects-rows": Fault("The LMS rejects all rows of the report",
                          _with(rejects={"cmi.interactions.*": "401"})),
    "rejects-state": Fault("The LMS rejects the suspend data",
                           _with(rejects={"cmi.suspend_data": "405"})),
    "beacons": Fault("Leaving, more than 64 KiB are on their way already",
                     _beacons_refused, racing=True),
    "closed": Fault("The tab is closed at once after the answer", _leave_at_once, racing=True),
    "killed": Fault("The tab is killed without any event", _killed, racing=True),
    "asleep": Fault("A phone puts the tab to sleep, and throws it out later", _asleep,
                    racing=True, phone=True),
    "woken": Fault("A phone sleeps until the session has expired, the learner goes on", _woken,
                   phone=True),
    "no-storage": Fault("The browser denies storage", _leave_in_peace,
                        prepare=_deny),
    "no-storage-offline": Fault("The browser denies storage, and the network is gone for a while",
                                _offline_for_a_while, prepare=_deny),
    "no-storage-end": Fault("The browser denies storage, and the network is gone to the end",
                            _offline_to_the_end, prepare=_deny, racing=True),
    "clock": Fault("The clock jumps back a year, then two ahead", _clock_jumps),
    "two-tabs": Fault("The same attempt is open in two tabs", _two_tabs),
}  # fmt: skip
"""By the name of the test."""
