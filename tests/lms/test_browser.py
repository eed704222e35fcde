"""What befalls a browser: that each of these helpers does to a page what it says."""

from playwright.sync_api import BrowserContext, Page

from tests.lms.browser import (
    Phone,
    close_tab,
    deny_storage,
    hide,
    kill_tab,
    shift_clock,
    shift_clock_now,
    show,
)
from tests.lms.server import StrictLms
from tests.lms.store import SUSPEND_DATA
from tests.lms.tiny_sco import Sco

NOTE = """() => {
  window.events = [];
  const note = (event) => events.push(`${event.type}:${document.visibilityState}`);
  for (const type of ['visibilitychange', 'freeze', 'resume'])
    document.addEventListener(type, note);
  window.ticks = 0;
  setInterval(() => { window.ticks += 1; }, 20);
}"""
COMMIT = "api.LMSSetValue('cmi.suspend_data', '{%s}'); api.LMSCommit('');"
YEAR = 365 * 86400000


def stored(lms: StrictLms) -> str:
    return lms.attempt("anna").elements.get(SUSPEND_DATA, "")


def noted(sco: Sco) -> list[str]:
    found: list[str] = sco.evaluate("events")
    return found


def said_on_closing(lms: StrictLms, page: Page) -> list[object]:
    sco = Sco.open(page, lms.player_url("anna")).start()
    for event in ("beforeunload", "visibilitychange", "pagehide"):
        target = "document" if event == "visibilitychange" else "window"
        sco.evaluate(f"{target}.addEventListener('{event}', () => {{ {COMMIT % event} }})")
    close_tab(page)
    lms.wait_for(lambda: len(lms.attempt("anna").called("LMSCommit")) == 3)
    return [call.args[1] for call in lms.attempt("anna").called("LMSSetValue")]


def test_a_closed_tab_says_goodbye(lms: StrictLms, page: Page) -> None:
    assert said_on_closing(lms, page) == ["{beforeunload}", "{pagehide}", "{visibilitychange}"]


def test_a_closed_tab_of_a_phone_is_hidden_first(lms: StrictLms, sleepy: Phone) -> None:
    """As in every browser that people use (lms-facts.md, 1.4)."""
    said = said_on_closing(lms, sleepy.open())
    assert said == ["{beforeunload}", "{visibilitychange}", "{pagehide}"]


def test_a_killed_tab_says_nothing(lms: StrictLms, page: Page, context: BrowserContext) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start().set("suspend_data", "{saved}")
    sco.commit()
    for event in ("beforeunload", "pagehide", "unload"):
        sco.on(event, COMMIT % event)
    sco.set("suspend_data", "{unsaved}")
    kill_tab(page)
    again = Sco.open(context.new_page(), lms.player_url("anna")).start()
    assert again.get("suspend_data") == "{saved}"
    assert len(lms.attempt("anna").commits) == 1


def test_hiding_reaches_the_frame_and_the_page_around_it(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna"))
    sco.evaluate(NOTE)
    hide(page)
    assert page.evaluate("document.visibilityState") == "hidden"
    show(page)
    assert noted(sco) == ["visibilitychange:hidden", "visibilitychange:visible"]


def test_storage_that_is_denied(lms: StrictLms, own_page: Page) -> None:
    deny_storage(own_page)
    sco = Sco.open(own_page, lms.player_url("anna"))
    for name in ("localStorage", "sessionStorage", "indexedDB"):
        look = f"(() => {{ try {{ {name}; return 'there' }} catch (e) {{ return e.name }} }})()"
        assert sco.evaluate(look) == "SecurityError"
    assert sco.start().commit() == "true"


TELL_TIME = "[Date.now(), new Date().getTime(), Date.parse(Date()) + 500, performance.timeOrigin]"


def about(times: list[float]) -> list[int]:
    """By how many years each clock is ahead of the page's beginning."""
    return [round((time - times[-1]) / YEAR) for time in times[:-1]]


def test_a_clock_that_is_wrong_from_the_start(lms: StrictLms, own_page: Page) -> None:
    shift_clock(own_page, days=365)
    sco = Sco.open(own_page, lms.player_url("anna"))
    assert about(sco.evaluate(TELL_TIME)) == [1, 1, 1]
    assert own_page.evaluate("new Date(2024, 0, 2).getFullYear()") == 2024
    assert own_page.evaluate("new Date() instanceof Date") is True


def test_a_clock_that_jumps(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna"))
    before = sco.evaluate("performance.now()")
    shift_clock_now(page, days=-365)
    assert about(sco.evaluate(TELL_TIME)) == [-1, -1, -1]
    shift_clock_now(page, days=365)
    assert about(sco.evaluate(TELL_TIME)) == [1, 1, 1]
    shift_clock_now(page, days=0)
    assert about(sco.evaluate(TELL_TIME)) == [0, 0, 0]
    assert 0 <= sco.evaluate("performance.now()") - before < 60_000


def on_the_phone(lms: StrictLms, sleepy: Phone) -> tuple[Page, Sco]:
    page = sleepy.open()
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.evaluate(NOTE)
    sco.evaluate(f"document.addEventListener('visibilitychange', () => {{ {COMMIT % 'hidden'} }})")
    return page, sco


def test_a_phone_that_sleeps_and_wakes(lms: StrictLms, sleepy: Phone) -> None:
    page, sco = on_the_phone(lms, sleepy)
    sleepy.sleep(page)
    assert noted(sco) == ["visibilitychange:hidden", "freeze:hidden"]
    ticks = sco.evaluate("ticks")
    lms.wait_for(lambda: stored(lms) == "{hidden}")
    sleepy.context.pages[0].evaluate("new Promise(done => setTimeout(done, 100))")
    assert sco.evaluate("ticks") == ticks, "time stands still"
    sleepy.wake(page)
    assert noted(sco)[2:] == ["resume:hidden", "visibilitychange:visible"]
    assert sco.set("suspend_data", "{awake}").commit() == "true"
    assert lms.attempt("anna").commits[-1].via == "xhr"
    page.close()


def test_a_phone_that_dies_asleep(lms: StrictLms, sleepy: Phone) -> None:
    page, sco = on_the_phone(lms, sleepy)
    sco.on("pagehide", COMMIT % "gone")
    sleepy.sleep(page)
    kill_tab(page)
    page.close()
    page, sco = on_the_phone(lms, sleepy)
    assert sco.get("suspend_data") == "{hidden}"
    page.close()


def test_a_phone_whose_owner_looks_at_another_tab(lms: StrictLms, sleepy: Phone) -> None:
    page, sco = on_the_phone(lms, sleepy)
    sleepy.look_away(page)
    assert sco.evaluate("document.visibilityState") == "hidden"
    assert sco.evaluate("new Promise(done => setTimeout(() => done('on')))") == "on"
    sleepy.look_at(page)
    assert noted(sco)[-1] == "visibilitychange:visible"
    page.close()
