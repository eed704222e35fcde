"""The LMS in the server: attempts, modes, commits, and the store for those who speak xAPI."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from builder.preview.visits import Attempt, Lms, Wanted
from tests.preview.running import Reply, Running

STATUS = "cmi.core.lesson_status"


def commit(here: Running, visit: str, number: int, **elements: str) -> Reply:
    told = {name.replace("__", "."): value for name, value in elements.items()}
    return here.ask("POST", f"/api/commit/{visit}", {"commit": number, "elements": told})


# ---- SCORM -------------------------------------------------------------------------------------


def test_what_was_kept_comes_back_at_the_next_visit(here: Running):
    first = here.launch()
    assert first["given"]["cmi.core.entry"] == "ab-initio"
    assert first["given"]["cmi.core.student_name"] == "Anna Muster"
    kept = {"cmi__core__lesson_status": "incomplete", "cmi__core__exit": "suspend"}
    assert commit(here, first["visit"], 1, **kept, cmi__suspend_data="B1x").body == b"true\n0"
    second = here.launch()
    assert second["given"]["cmi.core.entry"] == "resume"
    assert second["given"]["cmi.suspend_data"] == "B1x"
    assert here.launch(learner="ben")["given"]["cmi.core.entry"] == "ab-initio"
    assert here.launch("scorm2004")["given"]["cmi.entry"] == "ab-initio"


def test_a_finished_attempt_opens_for_review_and_a_new_one_is_empty(here: Running):
    first = here.launch()
    commit(here, first["visit"], 1, cmi__core__lesson_status="passed")
    again = here.launch()
    assert (again["mode"], again["closed"]) == ("review", True)
    assert again["given"]["cmi.core.credit"] == "no-credit"
    new = here.launch(fresh=True)
    assert (new["mode"], new["attempt"]) == ("normal", 2)
    assert STATUS not in new["given"]


def test_after_a_save_the_mode_stays_as_it_was(here: Running):
    first = here.launch()
    commit(here, first["visit"], 1, cmi__core__lesson_status="passed")
    assert here.launch(again=True)["mode"] == "normal"
    assert here.launch(mode="review", again=True)["mode"] == "review"


def test_a_session_that_expired_takes_nothing_until_someone_signs_in(here: Running):
    visit = here.launch()["visit"]
    here.ask("POST", f"/api/expire/{visit}", {})
    refused = commit(here, visit, 1, cmi__suspend_data="B1x")
    assert (refused.status, refused.body) == (403, b"false\n101")
    here.launch(again=True)
    assert commit(here, visit, 2, cmi__suspend_data="B1x").status == 403
    here.launch()
    assert here.get(f"/api/held/{visit}").json["elements"] == {}


def test_a_late_commit_changes_nothing_newer():
    lms = Lms()
    visit = lms.launch(Wanted("scorm12", "anna"))
    lms.keep(visit, 2, [("a", "new"), ("b", "2")])
    lms.keep(visit, 1, [("a", "old"), ("c", "1")])
    assert visit.attempt.elements == {"a": "new", "b": "2", "c": "1"}
    later = lms.launch(Wanted("scorm12", "anna"))
    lms.keep(later, 1, [("a", "newest")])
    lms.keep(visit, 3, [("a", "late")])
    assert visit.attempt.elements["a"] == "newest"


@pytest.mark.parametrize(
    ("elements", "finished"),
    [({}, False), ({STATUS: "incomplete"}, False), ({STATUS: "failed"}, True),
     ({"cmi.completion_status": "completed"}, True), ({"cmi.success_status": "unknown"}, False)],
)  # fmt: skip
def test_when_an_attempt_is_finished(elements: dict[str, str], finished: bool):
    assert Attempt("scorm12", "anna", 1, elements=elements).finished is finished


def test_forgetting_leaves_nothing(here: Running):
    visit = here.launch()["visit"]
    commit(here, visit, 1, cmi__suspend_data="B1x")
    here.ask("POST", "/api/forget", {})
    assert here.get(f"/api/held/{visit}").status == 404
    assert "cmi.suspend_data" not in here.launch()["given"]


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", {}, {"target": "scorm12"}, {"target": "none", "learner": "anna"},
     {"target": "scorm12", "learner": "eve"}, {"target": "cmi5", "learner": "anna", "unit": 1}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(here: Running, body: Any):
    assert here.ask("POST", "/api/launch", body).status == 400


def test_a_state_is_told_in_words_with_what_is_private(here: Running):
    explained = here.ask("POST", "/api/explain", {"target": "web", "state": "B1nonsense"}).json
    assert (explained["ok"], explained["reason"]) == (False, "damaged")
    assert here.ask("POST", "/api/explain", {"target": "web"}).status == 400


# ---- xAPI and cmi5 -------------------------------------------------------------------------------


class Caller:
    """A course that speaks to the store."""

    def __init__(self, here: Running, target: str, **more: Any) -> None:
        self.here = here
        self.launched = here.launch(target, **more)
        query = parse_qs(urlsplit(self.launched["address"]).query)
        self.query = {name: values[0] for name, values in query.items()}
        self.auth = self.query.get("auth", "")

    def fetch(self) -> Any:
        found = self.here.ask("POST", urlsplit(self.query["fetch"]).path).json
        self.auth = f"Basic {found.get('auth-token', '')}"
        return found

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.here.ask(method, f"/lrs/{path}", body, {"Authorization": self.auth, **told})

    def state(self, name: str) -> str:
        activity = self.query.get("activity_id") or self.query["activityId"]
        told = {"activityId": activity, "agent": self.query["actor"], "stateId": name,
                "registration": self.query["registration"]}  # fmt: skip
        return f"activities/state?{urlencode(told)}"

    def statement(self, verb: str = "experienced", **more: Any) -> dict[str, Any]:
        return {
            "actor": json.loads(self.query["actor"]),
            "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
            "object": {"id": "https://courses.example.org/mini"},
            "context": {"registration": self.query["registration"]},
            **more,
        }


ID = "11111111-2222-4333-8444-555555555555"


def test_statements_are_kept_once_and_told(here: Running):
    course = Caller(here, "xapi")
    one = course.statement(id=ID)
    assert course.ask("POST", "statements", [one]).json == [ID]
    assert course.ask("POST", "statements", [one]).status == 200
    assert course.ask("POST", "statements", course.statement("passed", id=ID)).status == 409
    assert course.ask("GET", f"statements?statementId={ID}").json == one
    assert course.ask("GET", "statements?statementId=nothing").status == 404
    assert course.ask("POST", "statements", [{"verb": {}}]).status == 400
    assert here.get(f"/api/held/{course.launched['visit']}").json["statements"] == 1


def test_a_document_is_written_only_over_what_is_known(here: Running):
    course = Caller(here, "xapi")
    where = course.state("build-course.state")
    assert course.ask("GET", where).status == 404
    assert course.ask("PUT", where, {"state": "a"}, If_None_Match="*").status == 204
    assert course.ask("PUT", where, {"state": "b"}, If_None_Match="*").status == 412
    tag = course.ask("GET", where).headers["etag"]
    written = course.ask("PUT", where, {"state": "b"}, If_Match=tag)
    assert (written.status, written.headers["etag"] != tag) == (204, True)
    assert course.ask("PUT", where, {"state": "c"}, If_Match=tag).status == 412
    held = here.get(f"/api/held/{course.launched['visit']}").json["documents"]
    assert held == {"build-course.state": {"state": "b"}}


def test_no_one_gets_in_without_the_key_of_a_visit(here: Running):
    course = Caller(here, "xapi")
    for auth in ("", "Basic", "Basic !!!", "Basic cHJldmlldzp4"):
        assert course.ask("GET", "statements", Authorization=auth).status == 401
    here.ask("POST", f"/api/expire/{course.launched['visit']}", {})
    assert course.ask("GET", "statements").status == 401


def test_a_learner_comes_back_to_the_same_registration(here: Running):
    one, two = Caller(here, "xapi"), Caller(here, "xapi")
    assert one.query["registration"] == two.query["registration"]
    assert one.ask("GET", "statements").status == 200  # one key for all of an LMS's launches
    assert Caller(here, "xapi", fresh=True).query["registration"] != one.query["registration"]
    assert Caller(here, "xapi", learner="ben").query["registration"] != one.query["registration"]


def test_cmi5_hands_out_its_token_once_and_ends_with_terminated(here: Running):
    course = Caller(here, "cmi5")
    assert "auth-token" in course.fetch()
    auth = course.auth
    assert course.fetch()["error-code"] == "1"
    course.auth = auth
    data = course.ask("GET", course.state("LMS.LaunchData")).json
    assert (data["launchMode"], data["moveOn"]) == ("Normal", "Completed")
    assert data["returnURL"] == f"{here.origin}/left"
    agent = "agents/profile?profileId=cmi5LearnerPreferences&agent=%7B%7D"
    assert course.ask("GET", agent).status == 404
    assert course.ask("POST", "statements", course.statement("terminated")).status == 200
    assert course.ask("POST", "statements", course.statement()).status == 403


def test_another_launch_of_cmi5_ends_the_one_before(here: Running):
    first = Caller(here, "cmi5")
    first.fetch()
    second = Caller(here, "cmi5", mode="review")
    second.fetch()
    assert first.ask("GET", first.state("LMS.LaunchData")).status == 403
    assert second.ask("GET", second.state("LMS.LaunchData")).json["launchMode"] == "Review"


def test_a_request_lacks_something(here: Running):
    course = Caller(here, "xapi")
    assert course.ask("GET", "activities/state?stateId=a").status == 400
    assert course.ask("POST", "statements", b"no JSON").status == 400
    assert course.ask("DELETE", "statements").status == 405
