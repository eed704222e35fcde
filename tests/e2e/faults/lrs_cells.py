"""Every fault of an LRS and of the way to it, as what happens in the first of two visits.

Each begins with a course that is open and one question answered; `work` is done while the fault is
there, and the learner leaves in some way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.e2e.faults.telling import TellingVisit
from tests.lms.browser import deny_storage, kill_tab
from tests.lrs.faults import (
    BUSY,
    CHANGED,
    DOWN,
    ERROR,
    HALF,
    HALF_LOST,
    LOST,
    REFUSED,
    Fault,
    Kind,
    too_large,
)

Happens = Callable[[TellingVisit], None]


@dataclass(frozen=True)
class LrsFault:
    """Something that goes wrong, and how the first visit goes on from there."""

    words: str
    happens: Happens
    prepare: Happens = lambda visit: None
    racing: bool = False
    """Whether it is a matter of milliseconds what has reached the LRS when the visit is over."""


def work(visit: TellingVisit) -> None:
    """The second page: a question, and a text for the learner alone."""
    visit.turn_to("Second")
    visit.answer("two")
    visit.write()


def _to_the_end(*faults: Fault, on: Kind = "all") -> Happens:
    """The LRS has these faults until the learner has left; the newest that fits is met."""

    def happens(visit: TellingVisit) -> None:
        for fault in faults:
            visit.lrs.faults.set(fault, on=on)
        work(visit)
        visit.sees("Not saved yet", timeout=40)
        visit.shut()
        visit.lrs.faults.clear()

    return happens


def _for_a_while(*faults: Fault, on: Kind = "all") -> Happens:
    """Until the course has noticed; then it tries again, and the learner leaves in peace."""

    def happens(visit: TellingVisit) -> None:
        for fault in faults:
            visit.lrs.faults.set(fault, on=on)
        work(visit)
        visit.sees("Not saved yet", timeout=40)
        visit.lrs.faults.clear()
        visit.frame.evaluate("dispatchEvent(new Event('online'))")
        visit.saved()
        visit.close()

    return happens


def _unnoticed(fault: Fault, on: Kind = "all", times: int | None = None) -> Happens:
    """The course copes with it, and the learner hears of nothing."""

    def happens(visit: TellingVisit) -> None:
        visit.lrs.faults.set(fault, on=on, times=times)
        work(visit)
        visit.saved()
        visit.close()
        visit.lrs.faults.clear()

    return happens


def _in_peace(visit: TellingVisit) -> None:
    work(visit)
    visit.saved()
    visit.close()


def _unreachable(visit: TellingVisit) -> None:
    with visit.lrs.stopped():
        work(visit)
        visit.sees("Not saved yet", timeout=40)
        visit.shut()


def _taken_for_another(visit: TellingVisit) -> None:
    """What was stored without an answer is a conflict when it comes again."""
    visit.lrs.faults.set(LOST, on="statements")
    work(visit)
    visit.sees("Not saved yet", timeout=40)
    visit.lrs.faults.clear()
    visit.lrs.faults.set(Fault(409), on="statements")
    visit.frame.evaluate("dispatchEvent(new Event('online'))")
    visit.lrs.wait_for(lambda: any(call.status == 409 for call in visit.lrs.calls))
    visit.shut()
    visit.lrs.faults.clear()


def _offline_to_the_end(visit: TellingVisit) -> None:
    visit.context.set_offline(True)
    work(visit)
    visit.sees("Not saved yet")
    with visit.page.expect_event("close"):
        visit.shut()
    visit.context.set_offline(False)


def _leave_at_once(visit: TellingVisit) -> None:
    work(visit)
    visit.shut()


def _leave_by_the_button(visit: TellingVisit) -> None:
    work(visit)
    visit.leave()


def _killed(visit: TellingVisit) -> None:
    work(visit)
    kill_tab(visit.page)


def _loaded_anew(visit: TellingVisit) -> None:
    """At once after the answer, before anything can have been sent."""
    work(visit)
    visit.reload()
    assert visit.shows_all()
    visit.saved()
    visit.close()


def _hide_tags(visit: TellingVisit) -> None:
    visit.lrs.cors.hidden.add("ETag")


def _forbid_conditions(visit: TellingVisit) -> None:
    visit.lrs.cors.forbidden |= {"If-Match", "If-None-Match"}


def _deny(visit: TellingVisit) -> None:
    deny_storage(visit.context)


LRS_FAULTS = {
    "none": LrsFault("Nothing goes wrong", _in_peace),
    "down": LrsFault("The LRS answers nothing any more", _to_the_end(DOWN)),
    "down-for-a-while": LrsFault("The LRS answers nothing for a while", _for_a_while(DOWN)),
    "unreachable": LrsFault("The LRS cannot be reached any more", _unreachable),
    "slow": LrsFault("The LRS takes its time", _unnoticed(Fault(None, slow=0.7))),
    "error": LrsFault("The LRS breaks (500)", _to_the_end(ERROR, on="storing")),
    "busy": LrsFault("The LRS has too much to do (429)", _for_a_while(BUSY)),
    "signed-out": LrsFault("The LRS lets nobody in any more (401)", _to_the_end(REFUSED)),
    "refused-for-a-while": LrsFault("The LRS lets nobody in for a while", _for_a_while(REFUSED)),
    "lost": LrsFault("The LRS stores, and its answers are lost",
                     _to_the_end(LOST, on="statements"), racing=True),
    "lost-for-a-while": LrsFault("Its answers are lost for a while", _for_a_while(LOST)),
    "half": LrsFault("The LRS stores half of what comes together, and breaks",
                     _to_the_end(HALF, on="statements"), racing=True),
    "half-lost": LrsFault("The LRS stores half, and its answers are lost",
                          _for_a_while(HALF_LOST, on="statements")),
    "conflict": LrsFault("What was stored without an answer is refused when it comes again (409)",
                         _taken_for_another, racing=True),
    "too-large": LrsFault("The LRS takes small requests only (413)",
                          _unnoticed(too_large(3000), on="statements")),
    "state-refused": LrsFault("The LRS does not take the learner's progress",
                              _to_the_end(ERROR, on="state.write")),
    "changed": LrsFault("The LRS takes the progress for changed, once (412)",
                        _unnoticed(CHANGED, on="state.write", times=1)),
    "tags-hidden": LrsFault("Scripts cannot see the tags of documents", _in_peace,
                            prepare=_hide_tags),
    "no-conditions": LrsFault("Scripts cannot send conditions", _in_peace,
                              prepare=_forbid_conditions),
    "offline": LrsFault("The network is gone to the end", _offline_to_the_end),
    "closed": LrsFault("The tab is closed at once after the answer", _leave_at_once, racing=True),
    "button": LrsFault("The learner leaves by the button at once", _leave_by_the_button),
    "killed": LrsFault("The tab is killed without any event", _killed, racing=True),
    "reloaded": LrsFault("The page is loaded anew at once after the answer", _loaded_anew),
    "no-storage": LrsFault("The browser denies storage", _in_peace, prepare=_deny),
    "no-storage-down": LrsFault(
        "The browser denies storage, and the LRS answers nothing for a while",
        _for_a_while(DOWN), prepare=_deny),
}  # fmt: skip
