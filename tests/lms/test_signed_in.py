"""A session that ends while a course is open: in Moodle, and by the letter (lms-facts.md, O1)."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import Watch
from tests.lms.server import StrictLms
from tests.lms.store import SUSPEND_DATA, Mode
from tests.lms.tiny_sco import Sco

MOODLES: list[Mode] = ["moodle", "moodle-strict"]


def stored(lms: StrictLms) -> str:
    return lms.attempt("anna").elements.get(SUSPEND_DATA, "")


def sign_in_elsewhere(lms: StrictLms, context: BrowserContext) -> None:
    """In another tab of the same browser."""
    tab = context.new_page()
    tab.goto(lms.sign_in_url("anna"))
    tab.close()


def test_a_sco_can_see_that_all_is_well(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna"))
    assert sco.probe() == [200, False, "/content/1/index.html"]


def test_a_sco_can_see_that_the_session_is_gone(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna"))
    lms.sign_out("anna")
    assert sco.probe() == [200, True, "/login/index.php"]
    manual = "fetch(location.href, {method: 'HEAD', redirect: 'manual', cache: 'no-store'})"
    assert sco.evaluate(f"{manual}.then(reply => reply.type)") == "opaqueredirect"


@pytest.mark.parametrize("mode", MOODLES)
def test_moodle_says_no_and_loses_the_values(lms: StrictLms, page: Page, mode: Mode) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode=mode)).start()
    lms.sign_out("anna")
    assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("false", "101")
    assert sco.get("suspend_data") == "{1}"
    assert sco.commit() == "false", "nothing is left to send, and yet it asks"
    assert (sco.set("suspend_data", "{2}").finish(), sco.error()) == ("false", "101")
    assert stored(lms) == ""


@pytest.mark.parametrize("mode", MOODLES)
def test_signing_in_elsewhere_does_not_help_an_open_player(
    lms: StrictLms, page: Page, context: BrowserContext, mode: Mode
) -> None:
    url = lms.player_url("anna", mode=mode)
    sco = Sco.open(page, url).start()
    lms.sign_out("anna")
    sign_in_elsewhere(lms, context)
    assert sco.probe()[:2] == [200, False], "the new session serves the files"
    assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("false", "101")
    again = Sco.open(page, url).start()
    assert again.set("suspend_data", "{2}").commit() == "true"
    assert stored(lms) == "{2}"


def test_by_the_letter_signing_in_elsewhere_is_enough(
    lms: StrictLms, page: Page, context: BrowserContext, watch: Watch
) -> None:
    watch.allow("403")
    sco = Sco.open(page, lms.player_url("anna", mode="letter")).start()
    lms.sign_out("anna")
    assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("false", "101")
    sign_in_elsewhere(lms, context)
    assert sco.commit() == "true"
    assert stored(lms) == "{1}"


def test_the_keepalive_sends_the_whole_page_to_the_login(lms: StrictLms, page: Page) -> None:
    """What is committed while it goes says "true", and is lost."""
    sco = Sco.open(page, lms.player_url("anna", keepalive=0.1)).start()
    sco.on("pagehide", "api.LMSSetValue('cmi.suspend_data', '{left}'); api.LMSFinish('');")
    lms.sign_out("anna")
    page.wait_for_url("**/login/index.php")
    lms.wait_for(lambda: len(lms.attempt("anna").called("LMSFinish")) == 1)
    assert lms.attempt("anna").called("LMSFinish")[0].result == "true"
    assert lms.attempt("anna").commits == []


def test_a_session_lives_while_the_page_is_open(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", keepalive=0.05)).start()
    for _ in range(3):
        with page.expect_response("**/keepalive*") as pinged:
            pass
        assert pinged.value.json() == {"login": None}
    assert sco.commit() == "true"


def test_after_a_failed_ping_there_is_never_another(
    lms: StrictLms, page: Page, watch: Watch
) -> None:
    watch.allow("ERR_EMPTY_RESPONSE")
    sco = Sco.open(page, lms.player_url("anna", keepalive=0.05)).start()
    pings: list[str] = []
    with page.expect_event("requestfailed", lambda request: "keepalive" in request.url):
        lms.faults.set(unreachable=True)
    lms.faults.clear()
    page.on("request", lambda request: pings.append(request.url))
    lms.sign_out("anna")
    sco.evaluate("new Promise(done => setTimeout(done, 300))")
    assert [url for url in pings if "keepalive" in url] == []
    assert sco.commit() == "false"


def test_other_lmss_have_no_keepalive(lms: StrictLms, page: Page) -> None:
    for mode in ("letter", "openedx"):
        page.goto(lms.player_url("anna", mode=mode, keepalive=0.05))
        assert page.evaluate("LAUNCH.keepalive") is None


def test_who_was_signed_out_comes_back_by_the_login_page(lms: StrictLms, page: Page) -> None:
    Sco.open(page, lms.player_url("anna")).start().set("suspend_data", "{1}").commit()
    lms.sign_out("anna")
    page.goto(lms.player_url("anna"))
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    page.get_by_role("link", name="Log in").click()
    assert Sco.within(page).start().get("suspend_data") == "{1}"


def test_signing_in_can_go_on_to_the_course(lms: StrictLms, page: Page) -> None:
    lms.sign_out("anna")
    there = Sco.open(page, lms.sign_in_url("anna", then=lms.player_url("anna")))
    assert there.start().commit() == "true"


def test_others_stay_signed_in(lms: StrictLms, page: Page, context: BrowserContext) -> None:
    other = Sco.open(context.new_page(), lms.player_url("bert")).start()
    Sco.open(page, lms.player_url("anna")).start()
    lms.sign_out("anna")
    assert other.commit() == "true"
