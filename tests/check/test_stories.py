"""Every code has a story: its bad example breaks this rule alone, its good one none."""

from __future__ import annotations

import re

import pytest

from builder.model.rules import OTHER
from builder.rules import RULES
from builder.stories import parts_of, story_of
from tools.examples import findings_in

NO_COURSE_SHOWS_IT = {OTHER.code}
"""A rule of last resort."""

ALONG = {"BC623": {"BC631"}, "BC625": {"BC624"}, "BC630": {"BC624", "BC625"}}
"""What no course can break without breaking another rule as well."""

EXAMPLES = [code for code in RULES if code not in NO_COURSE_SHOWS_IT]


@pytest.mark.parametrize("code", RULES)
def test_every_code_has_a_story(code: str):
    story = story_of(code)
    assert story is not None
    assert len(story.why) > 60
    assert story.why.rstrip("`").endswith((".", "…"))
    if code != OTHER.code:
        for example in (story.bad, story.good):
            parts = parts_of(example)
            assert parts
            assert len(re.findall("^```", example, re.MULTILINE)) == 2 * len(parts)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_example_breaks_this_rule_alone(code: str):
    story = story_of(code)
    assert story is not None
    found = {one.code for one in findings_in(story.bad, code)[0]}
    assert found == {code, *ALONG.get(code, ())}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_good_example_is_clean(code: str):
    story = story_of(code)
    assert story is not None
    assert [(one.code, one.message) for one in findings_in(story.good, code)[0]] == []
