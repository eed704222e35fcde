"""A learner's progress always fits: what is promised fits, and what does not is no package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.build import build
from builder.located import located
from builder.plan.budget import Budget
from builder.plan.room import NO_ROOM
from builder.preparing import Outcome, survey
from tests.helpers import Files, as_yaml, course_file, module_file, page, question, write_course

ROOM = 4_096
STATEMENTS = {f"s{at}": {"say": f"Statement {at}."} for at in range(20)}


def reflect(name: str, length: int = 300) -> dict[str, Any]:
    return {"reflect": name, "prompts": {"what": "What do you think?"}, "length": length}


def of_four(name: str) -> dict[str, Any]:
    choices = {f"c{at}": f"Choice {at}." for at in range(4)}
    return question(name, choices=choices, answer="c1", tries="2")


def large(reflections: int = 6, **more: Any) -> Files:
    """200 pages, 150 questions, 40 rated statements, and reflections on the last pages."""
    pages = [page(f"p{at}", *([of_four(f"q{at}")] if at < 150 else [])) for at in range(200)]
    for at in range(200):
        pages[at]["blocks"].append({"text": "Words."})
    for at, name in ((160, "before"), (170, "after")):
        pages[at]["blocks"].append({"rate": name, "scale": "often", "statements": STATEMENTS})
    for at in range(reflections):
        pages[180 + at]["blocks"].append(reflect(f"r{at}", **more))
    modules = {f"m{at}": pages[40 * at : 40 * at + 40] for at in range(5)}
    return {
        "course.yaml": course_file(list(modules), course="large"),
        "scales/often.yaml": as_yaml(
            {"scale": "often", "points": {str(at): f"Point {at}" for at in range(1, 6)}}
        ),
        **{f"modules/{name}.yaml": module_file(name, *inside) for name, inside in modules.items()},
    }


def built(files: Files, folder: Path, *targets: str) -> Outcome:
    return build(write_course(files, folder / "course"), folder / "out", targets or ["scorm12"])


def budget(outcome: Outcome) -> Budget:
    assert outcome.budget is not None
    return outcome.budget


def test_the_course_that_is_promised_fits(tmp_path: Path):
    """200 pages, 150 questions, 40 rated statements and 6 reflections of 300 characters."""
    outcome = built(large(), tmp_path)
    assert list(outcome.report) == []
    assert len(outcome.built) == 1
    assert budget(outcome).total < ROOM - 100


def test_a_course_that_is_one_character_too_large_fails_at_the_line_of_the_last_block(
    tmp_path: Path,
):
    left = ROOM - budget(built(large(), tmp_path / "first")).total
    one, other = left // 2, left - left // 2

    def with_longer_texts(*lengths: int) -> Files:
        files = large()
        for length in lengths:
            files["modules/m4.yaml"] = str(files["modules/m4.yaml"]).replace(
                '"length": "300"', f'"length": "{length}"', 1
            )
        return files

    full = built(with_longer_texts(300 + one, 300 + other), tmp_path / "full")
    assert (list(full.report), budget(full).total) == ([], ROOM)
    outcome = built(with_longer_texts(300 + one, 301 + other), tmp_path / "over")
    (found,) = outcome.report
    assert (found.code, budget(outcome).total) == (NO_ROOM.code, ROOM + 1)
    assert found.place.file == "modules/m4.yaml"
    assert found.place.path == ("pages", 25, "blocks", 1, "reflect")
    assert f"can take {ROOM + 1:,}" in found.message


def test_the_block_is_the_one_with_which_in_order_the_room_ends(tmp_path: Path):
    """A finding points at a line; the blocks after it would go over as well."""
    source = write_course(large(12), tmp_path / "course")
    (source / "modules/m4.yaml").write_text(
        "module: m4\ntitle: Four\npages:\n  - page: last\n    title: Last\n    blocks:\n"
        + "".join(
            f"      - reflect: r{at}\n        prompts: {{ a: What? }}\n        length: 500\n"
            for at in range(9)
        )
    )
    _, outcome = survey(source, ["scorm12"])
    shares = budget(outcome).breaking(ROOM)
    assert shares is not None
    findings = located(outcome.report, outcome.tree)
    (one,) = (found for found in findings if found.found.code == NO_ROOM.code)
    assert one.line == f"      - reflect: {shares.id.rpartition('.')[2]}"
    assert one.span.line == 7 + 3 * int(shares.id[-1])
    assert "m4.last.r0 with 1 text of 500" in one.found.hint


def test_nothing_is_written_when_it_does_not_fit(tmp_path: Path):
    outcome = built(large(9), tmp_path)
    assert outcome.report.failed
    assert outcome.built == []
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "course/tracking.lock").exists()


def test_on_the_web_there_is_no_limit(tmp_path: Path):
    outcome = built(large(9), tmp_path, "web")
    assert list(outcome.report) == []
    assert [one.room for one in outcome.built] == [None]


def test_scorm_2004_has_room_for_more(tmp_path: Path):
    outcome = built(large(9), tmp_path, "scorm2004")
    assert list(outcome.report) == []
    assert [one.room for one in outcome.built] == [64_000]


def test_one_target_without_room_is_enough_to_build_none(tmp_path: Path):
    outcome = built(large(9), tmp_path, "web", "scorm12")
    assert [found.code for found in outcome.report] == [NO_ROOM.code]
    assert not (tmp_path / "out").exists()


def test_what_no_block_is_to_blame_for_is_said_of_the_course(tmp_path: Path):
    """Pages and lines of the report that have gone still stand in learners' records."""
    gone = "".join(f"  one.p.q{at}: {at}\n" for at in range(2_200))
    files: Files = {
        "course.yaml": course_file(["one"], course="old"),
        "modules/one.yaml": module_file("one", page("p", of_four("new"))),
        "tracking.lock": f"lock: 1\ninteractions:\n{gone}",
    }
    outcome = built(files, tmp_path)
    (found,) = outcome.report
    assert (found.place.file, found.place.path) == ("course.yaml", ("course",))
    assert "what has gone from it" in found.message
    assert "Split the course" in found.hint


@pytest.mark.parametrize(
    ("block", "lengths"),
    [
        (reflect("x", 20), [20]),
        ({"reflect": "x", "prompts": {"a": "A?"}}, [300]),
        (
            {
                "reflect": "x",
                "prompts": {"a": "A?", "b": {"say": "B?", "length": "600"}, "c": {"say": "C?"}},
                "length": "100",
            },
            [100, 600, 100],
        ),
        ({"plan": "x", "weeks": "1-2", "own": "2"}, [120, 120]),
        ({"plan": "x", "weeks": "1-2", "own": "1", "length": "300"}, [300]),
        ({"question": "x", "kind": "fill-in", "ask": "A?", "answer": ["a" * 30]}, [50]),
        ({"question": "x", "kind": "fill-in", "ask": "A?", "answer": ["a"], "length": 99}, [99]),
        ({"question": "x", "kind": "number", "ask": "A?", "answer": "3"}, [20]),
    ],
)
def test_what_is_said_to_the_browser_is_what_the_budget_counts(
    block: dict[str, Any], lengths: list[int], tmp_path: Path
):
    files: Files = {
        "course.yaml": course_file(["one"], course="texts"),
        "modules/one.yaml": module_file("one", page("p", block)),
    }
    outcome = built(files, tmp_path, "web")
    assert [list(share.lengths) for share in budget(outcome).shares] == [lengths]
    html = (tmp_path / "out/texts-1.0-web/index.html").read_text(encoding="utf-8")
    assert [int(part.split('"')[0]) for part in html.split(' maxlength="')[1:]] == lengths
