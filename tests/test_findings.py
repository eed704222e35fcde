"""Findings as text and as data."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from builder.diagnostics import Place, Report, Rule, Severity, Span
from builder.files import Memory
from builder.findings import excerpt, plain_text, report_as_json, report_as_text, summary

WRONG = Rule("BC999", "Something is wrong")
ODD = Rule("BC998", "Something is odd", Severity.WARNING)
TREE = {
    "course.yaml": Memory(b"course: demo\ntitle: Demo\n"),
    "modules/a.yaml": Memory("module: a\ntitle: Größe\n".encode()),
}


def report() -> Report:
    return Report(
        [
            ODD.at(Place("modules/a.yaml", ("title",)), "It is odd.", "Look again."),
            WRONG.at(Place("modules/a.yaml", ("module",)), "It is wrong.", "Mend it."),
            WRONG.at(Place("course.yaml", ("title",), on_key=True), "It is wrong.", "Mend it."),
        ]
    )


def test_findings_come_by_file_and_line():
    assert plain_text(report(), TREE, Path("course_src")) == (
        "course_src/course.yaml:2:1: error BC999: It is wrong.\n"
        " 2 | title: Demo\n"
        "   | ^^^^^\n"
        "   = help: Mend it.\n"
        "\n"
        "course_src/modules/a.yaml:1:9: error BC999: It is wrong.\n"
        " 1 | module: a\n"
        "   |         ^\n"
        "   = help: Mend it.\n"
        "\n"
        "course_src/modules/a.yaml:2:8: warning BC998: It is odd.\n"
        " 2 | title: Größe\n"
        "   |        ^^^^^\n"
        "   = help: Look again.\n"
        "\n"
        "2 errors, 1 warning\n"
    )


def test_findings_as_data():
    first, *_ = report_as_json(report(), TREE, Path("course_src"))
    assert json.loads(json.dumps(first)) == {
        "code": "BC999",
        "severity": "error",
        "file": "course_src/course.yaml",
        "line": 2,
        "column": 1,
        "end_line": 2,
        "end_column": 6,
        "message": "It is wrong.",
        "help": "Mend it.",
    }


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, "0 errors"),
        (1, 0, "1 error"),
        (2, 1, "2 errors, 1 warning"),
        (0, 2, "2 warnings"),
    ],
)
def test_summary(errors: int, warnings: int, words: str):
    found = [rule.at(Place("x"), "", "") for rule in [WRONG] * errors + [ODD] * warnings]
    assert summary(Report(found)) == words


def carets(line: str, words: str, width: int = 100) -> tuple[str, str]:
    start = line.index(words) + 1
    return excerpt(line, Span(1, start, 1, start + len(words)), width)


def test_carets_stand_below_tabs_and_wide_signs():
    assert carets("\ta: bad", "bad") == ("    a: bad", "       ^^^")
    assert carets("名前: bad", "bad") == ("名前: bad", "      ^^^")
    assert carets("😀: 名前", "名前") == ("😀: 名前", "    ^^^^")
    assert carets("é: bad", "bad") == ("é: bad", "   ^^^")


def test_an_empty_span_has_one_caret():
    assert excerpt("a:", Span(1, 3, 1, 3), 80) == ("a:", "  ^")
    assert excerpt("a:", Span(1, 9, 1, 9), 80) == ("a:", "  ^")


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first():
    assert excerpt("a: [b,  ", Span(1, 4, 3, 2), 80) == ("a: [b,  ", "   ^^^")


@pytest.mark.parametrize("words", ["first", "middle", "last"])
def test_long_lines_are_cut_around_the_carets(words: str):
    line = "first " + "x " * 200 + "middle " + "名 " * 200 + "last"
    shown, below = carets(line, words, 60)
    assert Console().measure(shown).maximum <= 60
    start = len(below) - len(below.lstrip())
    assert start < 60
    assert words in shown
    assert shown.startswith("…") == (words != "first")
    assert shown.endswith("…") == (words != "last")


def test_nothing_in_a_file_can_drive_the_terminal():
    tree = {"course.yaml": Memory("title: \x1b[31mred\u202e\u2066\n".encode())}
    found = WRONG.at(Place("course.yaml", span=Span(1, 8, 1, 9)), "A \x1b[0m name.", "Mend it.")
    text = plain_text(Report([found]), tree)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_terminal_gets_colour_and_its_own_width():
    for terminal in (True, False):
        stream = io.StringIO()
        report_as_text(
            report(), TREE, None, Console(file=stream, force_terminal=terminal, width=40)
        )
        assert ("\x1b[" in stream.getvalue()) == terminal


def test_files_that_are_gone_or_no_text_have_no_line():
    found = [WRONG.at(Place(name), "It is wrong.", "Mend it.") for name in ("gone.yaml", "b.yaml")]
    text = plain_text(Report(found), {"b.yaml": Memory(b"\xff\xfe\0")})
    assert "gone.yaml:1:1: error BC999: It is wrong.\n   = help" in text
