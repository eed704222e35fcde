"""The API, call by call: what it takes, what it refuses and with which code.

Rows are (element, value, result, error); docs/lms-facts.md 1.4, O3 and O4 say why.
"""

from playwright.sync_api import Page

from tests.lms.server import StrictLms
from tests.lms.tiny_sco import Sco

SetRow = tuple[str, object, str, str]
GetRow = tuple[str, object, str]

ID = "cmi.interactions.0.id"
TYPE = "cmi.interactions.0.type"
TIME = "cmi.interactions.0.time"
LATENCY = "cmi.interactions.0.latency"
WEIGHTING = "cmi.interactions.0.weighting"
RESPONSE = "cmi.interactions.0.student_response"
PATTERN = "cmi.interactions.0.correct_responses.0.pattern"
RESULT = "cmi.interactions.0.result"
RAW = "cmi.core.score.raw"
STATUS = "cmi.core.lesson_status"
LOCATION = "cmi.core.lesson_location"
SESSION_TIME = "cmi.core.session_time"

TAKEN = ("true", "0")
UNKNOWN = ("false", "201")
KEYWORD = ("false", "402")
READ_ONLY = ("false", "403")
WRONG_TYPE = ("false", "405")

EVERY_MODE: list[SetRow] = [
    # lesson_status
    (STATUS, "passed", *TAKEN),
    (STATUS, "completed", *TAKEN),
    (STATUS, "failed", *TAKEN),
    (STATUS, "browsed", *TAKEN),
    (STATUS, "incomplete", *TAKEN),
    (STATUS, "not attempted", *WRONG_TYPE),
    (STATUS, "Passed", *WRONG_TYPE),
    (STATUS, "", *WRONG_TYPE),
    # exit
    ("cmi.core.exit", "suspend", *TAKEN),
    ("cmi.core.exit", "time-out", *TAKEN),
    ("cmi.core.exit", "logout", *TAKEN),
    ("cmi.core.exit", "", *TAKEN),
    ("cmi.core.exit", "normal", *WRONG_TYPE),
    # score
    (RAW, "0", *TAKEN),
    (RAW, "100", *TAKEN),
    (RAW, "66.666666", *TAKEN),
    (RAW, "", *TAKEN),
    (RAW, "101", *WRONG_TYPE),
    (RAW, "-1", *WRONG_TYPE),
    (RAW, "85,5", *WRONG_TYPE),
    (RAW, "abc", *WRONG_TYPE),
    ("cmi.core.score.min", "0", *TAKEN),
    ("cmi.core.score.max", "100", *TAKEN),
    ("cmi.core.score.max", "1000", *WRONG_TYPE),
    # times
    (SESSION_TIME, "00:05:30.50", *TAKEN),
    (SESSION_TIME, "0100:00:00", *TAKEN),
    (SESSION_TIME, "00:05:30.505", *WRONG_TYPE),
    (SESSION_TIME, "1:2:3", *WRONG_TYPE),
    (SESSION_TIME, "PT5M", *WRONG_TYPE),
    # objectives
    ("cmi.objectives.0.id", "M1", *TAKEN),
    ("cmi.objectives.0.status", "not attempted", *TAKEN),
    ("cmi.objectives.0.status", "done", *WRONG_TYPE),
    ("cmi.objectives.0.score.raw", "70", *TAKEN),
    ("cmi.objectives.2.id", "gap", *UNKNOWN),
    ("cmi.objectives.1.id", "M2", *TAKEN),
    ("cmi.objectives.01.id", "M3", *UNKNOWN),
    # interactions
    (ID, "M1-Q03:brand/klassen.a", *TAKEN),
    (ID, "with space", *WRONG_TYPE),
    (ID, "Umläut", *WRONG_TYPE),
    (ID, "x" * 255, *TAKEN),
    (ID, "x" * 256, *WRONG_TYPE),
    (TYPE, "choice", *TAKEN),
    (TYPE, "likert", *TAKEN),
    (TYPE, "fill-in", *TAKEN),
    (TYPE, "long-fill-in", *WRONG_TYPE),
    (TYPE, "other", *WRONG_TYPE),
    (RESULT, "wrong", *TAKEN),
    (RESULT, "neutral", *TAKEN),
    (RESULT, "0.5", *TAKEN),
    (RESULT, "incorrect", *WRONG_TYPE),
    (TIME, "10:00:00", *TAKEN),
    (TIME, "10:00:00.25", *TAKEN),
    (TIME, "24:00:00", *WRONG_TYPE),
    (TIME, "2024-01-01T10:00:00", *WRONG_TYPE),
    (LATENCY, "0000:00:05", *TAKEN),
    (LATENCY, "PT5S", *WRONG_TYPE),
    (WEIGHTING, "-1.5", *TAKEN),
    (WEIGHTING, "101", *WRONG_TYPE),
    (RESPONSE, "A,B: Öl & <Wasser>", *TAKEN),
    (PATTERN, "A", *TAKEN),
    ("cmi.interactions.0.correct_responses.2.pattern", "gap", *UNKNOWN),
    ("cmi.interactions.0.objectives.0.id", "M1", *TAKEN),
    ("cmi.interactions.5.id", "gap", *UNKNOWN),
    ("cmi.interactions.1.id", "next", *TAKEN),
    # preferences, and Moodle's own
    ("cmi.student_preference.audio", "-1", *TAKEN),
    ("cmi.student_preference.text", "2", *WRONG_TYPE),
    ("nav.event", "continue", *TAKEN),
    ("nav.event", "exit", *WRONG_TYPE),
    # what nobody may write
    ("cmi.core.student_id", "x", *READ_ONLY),
    ("cmi.core.total_time", "00:00:01", *READ_ONLY),
    ("cmi.core.lesson_mode", "normal", *READ_ONLY),
    ("cmi.launch_data", "x", *READ_ONLY),
    ("cmi.core._children", "x", *KEYWORD),
    ("cmi.interactions._count", "1", *KEYWORD),
    ("cmi.completion_status", "completed", *UNKNOWN),
    ("cmi.interactions.0.description", "x", *UNKNOWN),
    ("", "x", *UNKNOWN),
]

STRICT_ONLY: list[SetRow] = [
    ("cmi.suspend_data", "x" * 4096, *TAKEN),
    ("cmi.suspend_data", "x" * 4097, *WRONG_TYPE),
    ("cmi.suspend_data", "я" * 4096, *TAKEN),
    ("cmi.suspend_data", "😀" * 2048, *TAKEN),
    ("cmi.suspend_data", "😀" * 2049, *WRONG_TYPE),
    (LOCATION, "x" * 255, *TAKEN),
    (LOCATION, "x" * 256, *WRONG_TYPE),
    (RESPONSE, "x" * 256, *WRONG_TYPE),
    (PATTERN, "x" * 256, *WRONG_TYPE),
    ("cmi.comments", "x" * 4096, *TAKEN),
    ("cmi.comments", "x" * 97, *TAKEN),  # each part by itself
    (RAW, 80, *TAKEN),
    (LOCATION, None, *UNKNOWN),
]

MOODLE_ONLY: list[SetRow] = [
    ("cmi.suspend_data", "x" * 64000, *TAKEN),
    ("cmi.suspend_data", "x" * 64001, *WRONG_TYPE),
    (LOCATION, "x" * 64000, *TAKEN),
    (LOCATION, "x" * 64001, *WRONG_TYPE),
    (RESPONSE, "x" * 64000, *TAKEN),
    (RAW, 80, *TAKEN),
    (LOCATION, None, *UNKNOWN),
]

READ_AT_START: list[GetRow] = [
    ("cmi.core.student_id", "anna", "0"),
    ("cmi.core.student_name", "Muster, Anna", "0"),
    ("cmi.core.lesson_status", "not attempted", "0"),
    ("cmi.core.entry", "ab-initio", "0"),
    ("cmi.core.lesson_mode", "normal", "0"),
    ("cmi.core.credit", "credit", "0"),
    ("cmi.core.total_time", "00:00:00", "0"),
    ("cmi.core.score.raw", "", "0"),
    ("cmi.suspend_data", "", "0"),
    ("cmi.launch_data", "", "0"),
    ("cmi.student_data.mastery_score", "", "0"),
    ("cmi.core.score._children", "raw,min,max", "0"),
    ("cmi.objectives._children", "id,score,status", "0"),
    ("cmi._version", "3.4", "0"),
    ("cmi.objectives._count", "0", "0"),
    ("cmi.interactions._count", "0", "0"),
    ("cmi.interactions.0.objectives._count", "", "201"),
    ("cmi.objectives.0.id", "", "201"),
    ("cmi.core.exit", "", "404"),
    ("cmi.core.session_time", "", "404"),
    ("cmi.interactions.0.id", "", "404"),
    ("cmi.core.lesson_status._children", "", "202"),
    ("cmi.core.lesson_status._count", "", "203"),
    ("cmi.core._count", "", "203"),
    ("cmi.nonsense", "", "201"),
    ("", "", "201"),
]

SET_ALL = """rows => rows.map(([element, value]) =>
  [element, value, api.LMSSetValue(element, value), api.LMSGetLastError()])"""
GET_ALL = """elements => elements.map(element =>
  [element, api.LMSGetValue(element), api.LMSGetLastError()])"""


def set_all(sco: Sco, rows: list[SetRow]) -> list[SetRow]:
    answers = sco.evaluate(SET_ALL, [row[:2] for row in rows])
    return [(*row[:2], *answer[2:]) for row, answer in zip(rows, answers, strict=True)]


def get_all(sco: Sco, rows: list[GetRow]) -> list[GetRow]:
    return [tuple(row) for row in sco.evaluate(GET_ALL, [row[0] for row in rows])]


def test_values_in_moodle_with_strict_scorm(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    rows = EVERY_MODE + STRICT_ONLY
    assert set_all(sco, rows) == rows


def test_values_in_moodle_as_installed(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna", mode="moodle")).start()
    rows = EVERY_MODE + MOODLE_ONLY
    assert set_all(sco, rows) == rows


def test_what_can_be_read_at_the_start(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    assert get_all(sco, READ_AT_START) == READ_AT_START


def test_what_can_be_read_after_writing(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.set("core.score.raw", "85.50").set("core.score.min", "").set("suspend_data", "{a}")
    sco.set("comments", "one ").set("comments", "two")
    sco.set("objectives.0.id", "M1").set("interactions.0.id", "Q1")
    sco.call("LMSSetValue", "cmi.suspend_data", "x" * 5000)
    rows: list[GetRow] = [
        ("cmi.core.score.raw", 85.5, "0"),  # a number: Moodle gives one back
        ("cmi.core.score.min", 0, "0"),  # "" became 0
        ("cmi.suspend_data", "{a}", "0"),  # a refused value leaves the old one
        ("cmi.comments", "one two", "0"),  # comments are appended
        ("cmi.objectives._count", 1, "0"),
        ("cmi.objectives.0.id", "M1", "0"),
        ("cmi.interactions._count", 1, "0"),
        ("cmi.interactions.0.objectives._count", "0", "0"),
        ("cmi.interactions.0.id", "", "404"),
        ("cmi.interactions.1.objectives._count", "", "201"),
    ]
    assert get_all(sco, rows) == rows


def test_the_life_of_a_session(lms: StrictLms, page: Page) -> None:
    steps: list[tuple[str, list[str], str, str]] = [
        ("LMSGetValue", [LOCATION], "", "301"),
        ("LMSSetValue", [LOCATION, "p1"], "false", "301"),
        ("LMSCommit", [""], "false", "301"),
        ("LMSFinish", [""], "false", "301"),
        ("LMSInitialize", ["x"], "false", "201"),
        ("LMSInitialize", [], "false", "201"),
        ("LMSInitialize", [""], "true", "0"),
        ("LMSInitialize", [""], "false", "101"),
        ("LMSSetValue", [LOCATION, "p1"], "true", "0"),
        ("LMSCommit", [], "false", "201"),
        ("LMSCommit", ["x"], "false", "201"),
        ("LMSCommit", [""], "true", "0"),
        ("LMSFinish", [], "false", "201"),
        ("LMSFinish", [""], "true", "0"),
        ("LMSFinish", [""], "false", "301"),
        ("LMSGetValue", [LOCATION], "", "301"),
        ("LMSSetValue", [LOCATION, "p2"], "false", "301"),
        ("LMSCommit", [""], "false", "301"),
        ("LMSInitialize", [""], "true", "0"),
    ]
    sco = Sco.open(page, lms.player_url("anna"))
    seen = [(method, args, sco.call(method, *args), sco.error()) for method, args, *_ in steps]
    assert seen == steps


def test_error_texts(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna"))
    texts = {code: sco.call("LMSGetErrorString", code) for code in ("0", "301", "405", "999")}
    assert texts == {
        "0": "No error",
        "301": "Not initialized",
        "405": "Incorrect data type",
        "999": "",
    }
    sco.get("core.entry")
    assert sco.call("LMSGetDiagnostic", "") == "Not initialized"


def test_every_call_is_logged(lms: StrictLms, page: Page) -> None:
    sco = Sco.open(page, lms.player_url("anna")).start()
    sco.call("LMSSetValue", STATUS, "done")
    lms.wait_for(lambda: len(lms.attempt("anna").calls) == 2)
    first, second = lms.attempt("anna").calls
    assert (first.n, first.method, first.args) == (0, "LMSInitialize", [""])
    assert (first.result, first.error) == ("true", "0")
    assert (second.n, second.args) == (1, [STATUS, "done"])
    assert (second.result, second.error) == ("false", "405")
    assert second.t >= first.t
    assert page.evaluate("lmsCalls.map(call => call.method)") == ["LMSInitialize", "LMSSetValue"]
