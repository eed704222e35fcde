"""Comments that allow findings: where they may stand, and what they never do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checking import Checked, check
from builder.files import Memory
from builder.preparing import surveyed, without_allowed
from tests.fast import share
from tools.examples import files_of

HERE = "[here](https://example.org)"
ALLOW = "# build-course: allow BC510, because it is a joke"


def checked(blocks: str, **files: str) -> Checked:
    return check(files_of({"blocks": blocks, **files}), ["scorm12"])


def codes(result: Checked) -> list[str]:
    return sorted(found.code for found in result.report)


@pytest.mark.parametrize(
    "blocks",
    [
        f'- text: "{HERE}" {ALLOW}\n',
        f"- text: | {ALLOW}\n    Hello.\n\n    Look {HERE}.\n",
        f"{ALLOW}\n- text: |\n    Look {HERE}.\n",
        f"{ALLOW}\n\n# Another comment.\n- text: Look {HERE}.\n",
        f"- text: Well.\n\n   {ALLOW}\n- text: Look {HERE}.\n",
        f"- quote: Well.\n  {ALLOW}\n  by: '{HERE}'\n",
        f"- references:\n    - One\n    {ALLOW}\n    - |\n      Two {HERE}\n",
        f"- table: [[a, b], [c, '{HERE}']] {ALLOW}\n  caption: Numbers\n",
        f"{ALLOW}\n{ALLOW}\n- text: {HERE.replace('[', 'x [')}\n".replace(f"{ALLOW}\n", "", 1),
        f"#   build-course:   allow   BC510 ,  because  so\n- text: Look {HERE}.\n",
    ],
)
def test_a_comment_at_the_line_or_above_it(blocks: str):
    result = checked(blocks)
    assert codes(result) == []
    assert [one.found.code for one in result.silenced] == ["BC510"]


@pytest.mark.parametrize(
    "blocks",
    [
        f"{ALLOW}\n- text: Well.\n- text: Look {HERE}.\n",
        f"- text: Look {HERE}.\n{ALLOW}\n",
        f"- text: Look {HERE}.\n- text: Well. {ALLOW}\n",
    ],
)
def test_a_comment_elsewhere_allows_nothing_and_is_a_finding(blocks: str):
    assert codes(checked(blocks)) == ["BC510", "BC901"]


@pytest.mark.parametrize(
    "words", [f"- text: |\n    {ALLOW}\n    {HERE}\n", f'- text: "{HERE} {ALLOW}"\n']
)
def test_in_a_text_it_is_no_comment(words: str):
    assert "BC510" in codes(checked(words))
    assert "BC901" not in codes(checked(words))


def test_the_reason_is_kept():
    result = checked(f"- text: {HERE.replace('[', 'x [')} {ALLOW}\n")
    assert [one.reason for one in result.silenced] == ["it is a joke"]


def test_a_whole_file_is_named_in_the_first_one():
    line = "# build-course: allow BC409 of media/old.png, because it comes back\n"
    files = files_of({"blocks": "- text: Hello.\n", "media/old.png": "x"})
    files["course.yaml"] = Memory(line.encode() + files["course.yaml"].data)
    result = check(files, [])
    assert (codes(result), len(result.silenced)) == ([], 1)
    del files["media/old.png"]
    assert codes(check(files, [])) == ["BC901"]


def test_it_holds_for_a_build_as_well():
    module = "module: start\ntitle: Start\npages:\n  - page: hello\n    title: Hello\n"
    gate = "    requires: all # build-course: allow BC713, because a block comes in May\n"
    text = module + gate + "    blocks:\n      - text: Hello.\n"
    files = files_of({"modules/start.yaml": text})
    report = surveyed(files, [])[1].report
    assert [found.code for found in report] == ["BC713"]
    assert without_allowed(report, files).diagnostics == []


def test_hints_that_are_not_shown_make_no_comment_idle():
    embed = "- embed: https://example.org/map\n  title: Map\n  fallback: A map.\n"
    line = "# build-course: allow BC413, because it is the point\n"
    files = files_of({"blocks": line + embed})
    assert check(files, [], hints=False).report.diagnostics == []


def test_with_errors_nobody_knows_whether_a_comment_is_idle():
    result = checked(f"- text: Well. {ALLOW}\n- text: [a]\n")
    assert "BC901" not in codes(result)


def test_a_broken_file_is_read_as_far_as_it_goes():
    result = checked(f"- text: Well.\n- text: a: b {ALLOW}\n{ALLOW}\n")
    assert codes(result) == ["BC105"]


pieces = st.sampled_from([*"#: ,aB01\n\t'\"|>", "build-course:", "allow BC510", ", because"])


@settings(max_examples=share(100), deadline=None)
@given(st.lists(pieces, max_size=20).map("".join))
def test_any_comment_is_understood_or_said_not_to_be(words: str):
    result = checked(f"- text: Hello. # build-course: {words}\n")
    assert {"BC901", "BC902"} & {*codes(result)} or result.report.failed
