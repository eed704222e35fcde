"""The API of SCORM 2004, call by call: what it takes, what it refuses and with which code.

Rows are (element, value, result, error); docs/lms-facts.md 1.10 and the standard (RTE 4) say why.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.lms.modes import MODES_2004
from tests.lms.server import StrictLms
from tests.lms.store import Mode
from tests.lms.tiny_sco import MANIFEST_2004, Sco2004, tiny_package

SetRow = tuple[str, object, str, str]
GetRow = tuple[str, object, str]

ROW = "cmi.interactions.0"
ID = f"{ROW}.id"
TYPE = f"{ROW}.type"
TIME = f"{ROW}.timestamp"
RESPONSE = f"{ROW}.learner_response"
PATTERN = f"{ROW}.correct_responses.0.pattern"
RESULT = f"{ROW}.result"
WORDS = f"{ROW}.description"
GOAL = "cmi.objectives.0"

TAKEN = ("true", "0")
FAILURE = ("false", "351")
UNKNOWN = ("false", "401")
READ_ONLY = ("false", "404")
MISMATCH = ("false", "406")
OUT_OF_RANGE = ("false", "407")
DEPENDS = ("false", "408")

EVERY_MODE: list[SetRow] = [
    # statuses
    ("cmi.completion_status", "incomplete", *TAKEN),
    ("cmi.completion_status", "unknown", *TAKEN),
    ("cmi.completion_status", "passed", *MISMATCH),
    ("cmi.success_status", "passed", *TAKEN),
    ("cmi.success_status", "completed", *MISMATCH),
    ("cmi.exit", "suspend", *TAKEN),
    ("cmi.exit", "normal", *TAKEN),
    ("cmi.exit", "later", *MISMATCH),
    # score and progress
    ("cmi.score.scaled", "-1", *TAKEN),
    ("cmi.score.scaled", "0.8571", *TAKEN),
    ("cmi.score.scaled", "1.01", *OUT_OF_RANGE),
    ("cmi.score.scaled", "", *MISMATCH),
    ("cmi.score.raw", "85.71", *TAKEN),
    ("cmi.score.raw", "85,71", *MISMATCH),
    ("cmi.score.max", "1000", *TAKEN),
    ("cmi.progress_measure", "0.5", *TAKEN),
    ("cmi.progress_measure", "-0.1", *OUT_OF_RANGE),
    # sizes
    ("cmi.suspend_data", "x" * 64000, *TAKEN),
    ("cmi.suspend_data", "x" * 64001, *MISMATCH),
    ("cmi.location", "x" * 1000, *TAKEN),
    ("cmi.location", "x" * 1001, *MISMATCH),
    # times
    ("cmi.session_time", "PT1H2M3.45S", *TAKEN),
    ("cmi.session_time", "PT0S", *TAKEN),
    ("cmi.session_time", "PT1H2M3.456S", *MISMATCH),
    ("cmi.session_time", "00:05:30", *MISMATCH),
    # rows begin with their ids, and leave none out
    (TYPE, "choice", *DEPENDS),
    ("cmi.interactions.1.id", "gap", *FAILURE),
    (ID, "m1.q-03", *TAKEN),
    (ID, "with space", *MISMATCH),
    (RESPONSE, "a", *DEPENDS),
    (PATTERN, "a", *DEPENDS),
    (TYPE, "numerical", *MISMATCH),
    (TYPE, "choice", *TAKEN),
    # moments
    (TIME, "2024-01-01T10:00:00", *TAKEN),
    (TIME, "2024-01-01T10:00:00.12Z", *TAKEN),
    (TIME, "2024-01-01T10:00:00Z", *MISMATCH),
    (TIME, "2024-01-01T10:00:00.123Z", *MISMATCH),
    (TIME, "10:00:00", *MISMATCH),
    # choices
    (PATTERN, "a[,]b_c", *TAKEN),
    ("cmi.interactions.0.correct_responses.1.pattern", "a[,]b_c", *FAILURE),
    ("cmi.interactions.0.correct_responses.2.pattern", "gap", *FAILURE),
    (RESPONSE, "a", *TAKEN),
    (RESPONSE, "a[,]a", *MISMATCH),
    (RESPONSE, "Open the window", *MISMATCH),
    (RESULT, "incorrect", *TAKEN),
    (RESULT, "0.5", *TAKEN),
    (RESULT, "wrong", *MISMATCH),
    (f"{ROW}.weighting", "2.5", *TAKEN),
    (WORDS, "Was war das?", *TAKEN),
    (WORDS, "x" * 250, *TAKEN),
    (WORDS, "x" * 252, *MISMATCH),
    # another type drops the right answers
    (TYPE, "numeric", *TAKEN),
    (PATTERN, "1[:]5", *TAKEN),
    ("cmi.interactions.0.correct_responses.1.pattern", "6[:]7", *FAILURE),
    (RESPONSE, "2.5", *TAKEN),
    (RESPONSE, "two", *MISMATCH),
    (TYPE, "true-false", *TAKEN),
    (PATTERN, "true", *TAKEN),
    (RESPONSE, "t", *MISMATCH),
    (TYPE, "likert", *TAKEN),
    (RESPONSE, "often", *TAKEN),
    (TYPE, "fill-in", *TAKEN),
    (PATTERN, "{case_matters=false}Grüße", *TAKEN),
    (RESPONSE, "Grüße, Anna", *TAKEN),
    (TYPE, "long-fill-in", *TAKEN),
    (RESPONSE, "x" * 4000, *TAKEN),
    (TYPE, "matching", *TAKEN),
    (RESPONSE, "a[.]x[,]b[.]y", *TAKEN),
    (RESPONSE, "a[,]b", *MISMATCH),
    (TYPE, "sequencing", *TAKEN),
    (RESPONSE, "b[,]a", *TAKEN),
    # objectives
    (f"{GOAL}.score.raw", "1", *DEPENDS),
    (f"{GOAL}.id", "m1", *TAKEN),
    (f"{GOAL}.id", "m2", *FAILURE),
    ("cmi.objectives.1.id", "m1", *FAILURE),
    ("cmi.objectives.1.id", "m2", *TAKEN),
    (f"{GOAL}.score.scaled", "0.5", *TAKEN),
    (f"{GOAL}.score.scaled", "5", *OUT_OF_RANGE),
    (f"{GOAL}.completion_status", "completed", *TAKEN),
    (f"{GOAL}.progress_measure", "1", *TAKEN),
    (f"{GOAL}.description", "Care", *TAKEN),
    # where to go next
    ("adl.nav.request", "suspendAll", *TAKEN),
    ("adl.nav.request", "home", *MISMATCH),
    # what nobody may write
    ("cmi.mode", "normal", *READ_ONLY),
    ("cmi.interactions._count", "1", *READ_ONLY),
    ("cmi._version", "2", *READ_ONLY),
    ("cmi.core.lesson_status", "passed", *UNKNOWN),
    ("", "x", *FAILURE),
]

MOODLE_ONLY: list[SetRow] = [
    (ID, "q1", *TAKEN),
    (WORDS, "{care} of others", *MISMATCH),
    (WORDS, "two\nlines", *MISMATCH),
    (TYPE, "choice", *TAKEN),
    (RESPONSE, "b-c", *MISMATCH),
    (RESPONSE, "", *MISMATCH),
    (TYPE, "numeric", *TAKEN),
    (PATTERN, "[:]5", *MISMATCH),
    (RESPONSE, "123456", *MISMATCH),
    (TYPE, "long-fill-in", *TAKEN),
    (RESPONSE, "two\nlines", *MISMATCH),
    ("cmi.score.scaled", 0.5, *TAKEN),
]

LETTER_ONLY: list[SetRow] = [
    (ID, "q1", *TAKEN),
    (WORDS, "{care} of others", *TAKEN),
    (WORDS, "two\nlines", *TAKEN),
    (WORDS, "{lang=de}" + "x" * 250, *TAKEN),
    (TYPE, "choice", *TAKEN),
    (RESPONSE, "b-c", *TAKEN),
    (RESPONSE, "", *TAKEN),
    (TYPE, "numeric", *TAKEN),
    (PATTERN, "[:]5", *TAKEN),
    (PATTERN, "5", *MISMATCH),
    (RESPONSE, "123456", *TAKEN),
    (TYPE, "long-fill-in", *TAKEN),
    (RESPONSE, "two\nlines", *TAKEN),
    (RESPONSE, "x" * 4001, *MISMATCH),
    ("cmi.score.scaled", 0.5, *MISMATCH),
]

SET_ALL = """rows => rows.map(([element, value]) =>
  [element, value, api.SetValue(element, value), api.GetLastError()])"""
GET_ALL = """elements => elements.map(element =>
  [element, api.GetValue(element), api.GetLastError()])"""


@pytest.fixture
def lms() -> Iterator[StrictLms]:
    with StrictLms() as lms:
        lms.install(tiny_package(MANIFEST_2004))
        yield lms
    assert lms.missing == []


def opened(lms: StrictLms, page: Page, mode: Mode) -> Sco2004:
    return Sco2004.open(page, lms.player_url("anna", mode=mode))


def check_set(sco: Sco2004, rows: list[SetRow]) -> None:
    answers = sco.evaluate(SET_ALL, [row[:2] for row in rows])
    assert [(*row[:2], *got[2:]) for row, got in zip(rows, answers, strict=True)] == rows


def check_get(sco: Sco2004, rows: list[GetRow]) -> None:
    assert [tuple(row) for row in sco.evaluate(GET_ALL, [row[0] for row in rows])] == rows


@pytest.mark.parametrize("mode", MODES_2004)
def test_values_that_all_see_alike(lms: StrictLms, page: Page, mode: Mode) -> None:
    check_set(opened(lms, page, mode).start(), EVERY_MODE)


def test_values_in_moodle(lms: StrictLms, page: Page) -> None:
    check_set(opened(lms, page, "moodle-2004").start(), MOODLE_ONLY)


def test_values_by_the_letter(lms: StrictLms, page: Page) -> None:
    check_set(opened(lms, page, "letter-2004").start(), LETTER_ONLY)


def test_what_can_be_read_in_moodle(lms: StrictLms, page: Page) -> None:
    sco = opened(lms, page, "moodle-2004").start()
    sco.set("score.scaled", "0.50").set("interactions.0.id", "q1")
    check_get(sco, [
        ("cmi._version", "1.0", "0"),
        ("cmi.learner_name", "Anna Muster", "0"),
        ("cmi.completion_status", "not attempted", "0"),
        ("cmi.success_status", "unknown", "0"),
        ("cmi.entry", "ab-initio", "0"),
        ("cmi.suspend_data", "", "0"),
        ("cmi.score.scaled", 0.5, "0"),  # a number: Moodle gives one back
        ("cmi.interactions._count", 1, "0"),
        ("cmi.interactions.0.id", "q1", "0"),
        ("cmi.interactions.0.type", "", "403"),
        ("cmi.interactions.1.id", "", "301"),
        ("cmi.objectives._count", 0, "0"),
        ("cmi.exit", "", "405"),
        ("cmi.location._children", "", "301"),
        ("cmi.nonsense", "", "401"),
        ("", "", "301"),
    ])  # fmt: skip


def test_what_can_be_read_by_the_letter(lms: StrictLms, page: Page) -> None:
    sco = opened(lms, page, "letter-2004").start()
    sco.set("score.scaled", "0.50").set("interactions.0.id", "q1")
    check_get(sco, [
        ("cmi.learner_name", "Muster, Anna", "0"),
        ("cmi.completion_status", "unknown", "0"),
        ("cmi.entry", "ab-initio", "0"),
        ("cmi.suspend_data", "", "403"),
        ("cmi.score.scaled", "0.50", "0"),
        ("cmi.interactions._count", "1", "0"),
        ("cmi.interactions.0.id", "q1", "0"),
    ])  # fmt: skip


@pytest.mark.parametrize("mode", MODES_2004)
def test_the_life_of_a_session(lms: StrictLms, page: Page, mode: Mode) -> None:
    steps: list[tuple[str, list[str], str, str]] = [
        ("GetValue", ["cmi.location"], "", "122"),
        ("SetValue", ["cmi.location", "p1"], "false", "132"),
        ("Commit", [""], "false", "142"),
        ("Terminate", [""], "false", "112"),
        ("Initialize", ["x"], "false", "201"),
        ("Initialize", [""], "true", "0"),
        ("Initialize", [""], "false", "103"),
        ("SetValue", ["cmi.location", "p1"], "true", "0"),
        ("Commit", ["x"], "false", "201"),
        ("Commit", [""], "true", "0"),
        ("Terminate", [""], "true", "0"),
        ("Terminate", [""], "false", "113"),
        ("GetValue", ["cmi.location"], "", "123"),
        ("SetValue", ["cmi.location", "p2"], "false", "133"),
        ("Commit", [""], "false", "143"),
        ("Initialize", [""], "false", "104"),
    ]
    sco = opened(lms, page, mode)
    seen = [(method, args, sco.call(method, *args), sco.error()) for method, args, *_ in steps]
    assert seen == steps
    assert sco.call("GetErrorString", "104") == "Content Instance Terminated"
    lms.wait_for(lambda: lms.attempt("anna").called("Terminate") != [])
