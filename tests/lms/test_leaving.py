"""Losing the server and leaving the page: what arrives, what only seems to, what is lost for good.

Source of the rules: docs/lms-facts.md 1.4, O1-O3. Each was first seen in a running Moodle.
"""

from playwright.sync_api import Page

from tests.conftest import Watch
from tests.lms.browser import hide, show
from tests.lms.server import StrictLms
from tests.lms.tiny_sco import Sco

SAVE = "api.LMSSetValue('cmi.suspend_data', '{left}'); api.LMSCommit('');"
FINISH = "api.LMSSetValue('cmi.core.session_time', '00:01:00'); api.LMSFinish('');"
SUSPEND_DATA = "cmi.suspend_data"


def stored(lms: StrictLms) -> str:
    return lms.attempt("anna").elements.get(SUSPEND_DATA, "")


def test_what_a_failed_commit_carried_is_lost(lms: StrictLms, page: Page, watch: Watch) -> None:
    watch.allow("503")
    sco = Sco.open(page, lms.player_url("anna")).start()
    page.route("**/datamodel*", lambda route: route.fulfill(status=503))
    sco.set("suspend_data", "{1}")
    assert (sco.commit(), sco.error()) == ("false", "101")
    page.unroute("**/datamodel*")
    assert (sco.set("suspend_data", "{1}").commit(), sco.error()) == ("true", "0")
    assert stored(lms) == "", "the same value is never sent again"
    sco.set("suspend_data", "{1,again}").commit()
    assert stored(lms) == "{1,again}"


def test_closing_the_tab(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.on("pagehide", SAVE + FINISH)
    page.close(run_before_unload=True)
    lms.wait_for(lambda: len(lms.attempt("anna").commits) == 2)
    assert stored(lms) == "{left}"
    assert lms.attempt("anna").elements["cmi.core.total_time"] == "00:01:00"
    assert [commit.via for commit in lms.attempt("anna").commits] == ["beacon", "beacon"]
    lms.wait_for(lambda: len(lms.attempt("anna").called("LMSFinish")) == 1)
    assert [call.method for call in lms.attempt("anna").calls] == [
        "LMSInitialize",
        "LMSSetValue",
        "LMSCommit",
        "LMSSetValue",
        "LMSFinish",
    ]


def test_going_to_another_page(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.on("pagehide", SAVE)
    page.goto("about:blank")
    lms.wait_for(lambda: stored(lms) == "{left}")
    assert lms.attempt("anna").commits[-1].via == "beacon"


def test_nothing_is_saved_by_itself(lms: StrictLms, page: Page) -> None:
    Sco.open(page, lms.player_url("anna")).start().set("suspend_data", "{unsaved}")
    Sco.open(page, lms.player_url("bert")).start().set("suspend_data", "{saved}").commit()
    assert lms.attempt("anna").commits == []


def test_a_hidden_page_sends_beacons_and_a_shown_one_asks_again(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    hide(page)
    assert sco.set("suspend_data", "{1}").commit() == "true"
    lms.wait_for(lambda: stored(lms) == "{1}")
    show(page)
    sco.set("suspend_data", "{2}").commit()
    assert [commit.via for commit in lms.attempt("anna").commits] == ["beacon", "xhr"]


def test_a_beacon_changes_line_ends_and_a_request_does_not(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.set("suspend_data", "{a\nb=c&d+ \u2028}").commit()
    assert stored(lms) == "{a\nb=c&d+ \u2028}"
    hide(page)
    sco.set("suspend_data", "{a\nb=c&d+ \u2028}'").commit()
    lms.wait_for(lambda: stored(lms) == "{a\r\nb=c&d+ \u2028}'")


def test_64_kib_are_the_most_that_one_beacon_carries(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle")).start()
    hide(page)
    assert sco.set("suspend_data", "я" * 33000).commit() == "false"
    assert sco.error() == "101"
    assert sco.set("suspend_data", "x" * 64000).commit() == "true"
    lms.wait_for(lambda: stored(lms) == "x" * 64000)


def test_two_beacons_of_one_leaving_share_the_64_kib(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle")).start()
    big = "api.LMSSetValue('cmi.suspend_data', '%s'.repeat(40000)); api.LMSCommit('');"
    sco.on("pagehide", big % "a" + big % "b")
    page.goto("about:blank")
    lms.wait_for(lambda: len(lms.attempt("anna").called("LMSCommit")) == 2)
    first, second = lms.attempt("anna").called("LMSCommit")
    assert (first.result, second.result, second.error) == ("true", "false", "101")
    lms.wait_for(lambda: stored(lms) == "a" * 40000)


def test_a_sco_in_a_window_of_its_own(lms: StrictLms, page: Page) -> None:
    page.goto(lms.player_url("anna", popup=True))
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Enter").click()
    opened.value.wait_for_load_state()
    sco = Sco(opened.value).start()
    assert sco.set("suspend_data", "{1}").commit() == "true"
    assert stored(lms) == "{1}"
    sco.on("pagehide", SAVE)
    opened.value.close(run_before_unload=True)
    lms.wait_for(lambda: stored(lms) == "{left}")


def test_the_frame_is_that_of_moodle(lms: StrictLms, page: Page) -> None:
    page.goto(lms.player_url("anna"))
    frame = page.locator("#scorm_object")
    names = frame.evaluate("frame => frame.getAttributeNames().sort()")
    assert names == ["allowfullscreen", "height", "id", "src", "style", "title", "width"]
    box = frame.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (952, 666)
