"""What is known of files says the same as a clean look at them, whatever was edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.cache import known_values
from builder.preparing import survey
from tests.build.test_cached import course
from tests.helpers import Files, as_yaml, module_file, page, text, write_course

TEXTS = [
    "Hello.", "See [it](#two.again).", "# Top", "A <note>.", "[Notes](notes.pdf)",
    "![A dot](dot.png)",
]  # fmt: skip
FAULTS = st.one_of(
    st.tuples(st.just("text"), st.sampled_from(TEXTS)),
    st.tuples(st.just("page"), st.sampled_from(["again", "other"])),
    st.tuples(st.just("file"), st.sampled_from(["dot.png", "gone.png"])),
    st.tuples(st.just("then"), st.sampled_from(["end", "door", "lost"])),
    st.tuples(st.just("if"), st.sampled_from(["luck >= 0", "luck > 3"])),
)
FAULTLESS = {
    "text": "Hello.", "page": "again", "file": "dot.png", "then": "end", "if": "luck >= 0"
}  # fmt: skip


def faulty(now: dict[str, str]) -> Files:
    """A course in which what stands in one file may be wrong by itself, or because of another."""
    files = course()
    choices = {
        "on": {"say": "On.", "then": now["then"]},
        "wait": {"say": "Wait.", "then": "end", "if": now["if"], "add": {"luck": 1}},
    }
    tale = {
        "scenario": "tale", "title": "A tale", "start": "door", "values": {"luck": 0},
        "scenes": {
            "door": {"text": "Go on?", "choices": choices},
            "end": {"ending": "good", "title": "Good", "text": now["text"]},
        },
    }  # fmt: skip
    first = page("first", text(now["text"]), {"scenario": "tale"})
    second = str(files["modules/two.yaml"]).replace('"again"', f'"{now["page"]}"')
    return {
        **files,
        "modules/one.yaml": module_file("one", first),
        "modules/two.yaml": second.replace("media/dot.png", f"media/{now['file']}"),
        "scenarios/tale.yaml": as_yaml(tale),
    }


@given(edits=st.lists(FAULTS, max_size=5))
@settings(max_examples=25, deadline=None)
def test_whatever_was_edited_what_is_known_says_the_same(
    edits: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
):
    place = tmp_path_factory.mktemp("faults")
    now = dict(FAULTLESS)
    for what, how in [("text", "Hello."), *edits]:
        now[what] = how
        source = write_course(faulty(now), place / "course_src")
        _, clean = survey(source, ["scorm12"])
        for _ in range(2):
            _, known = survey(source, ["scorm12"], known=known_values())
            assert list(known.report) == list(clean.report)


@pytest.mark.parametrize(
    ("now", "codes"),
    [
        ({}, []),
        ({"text": "# Top"}, ["BC506"]),
        ({"text": "A <note>."}, ["BC511"]),
        ({"text": "[Notes](notes.pdf)"}, ["BC309"]),
        ({"text": "See [it](#two.again).", "page": "other"}, ["BC307"]),
        ({"file": "gone.png"}, ["BC401"]),
        ({"then": "lost"}, ["BC601"]),
        ({"if": "luck > 3"}, ["BC624"]),
    ],
)
def test_its_faults_are_found(now: dict[str, str], codes: list[str], tmp_path: Path):
    source = write_course(faulty({**FAULTLESS, **now}), tmp_path / "course_src")
    _, outcome = survey(source, ["scorm12"])
    assert {found.code for found in outcome.report} == set(codes)
