"""What learners' points mean is kept: a scale in use does not change behind their backs."""

from __future__ import annotations

import pytest

from builder.diagnostics import Report
from builder.findings import plain_text
from builder.preparing import prepare
from tests.helpers import Files, as_yaml, mini, module_file, page, prepared, text, tree_of

OFTEN = {1: "Never", 2: "Sometimes", 3: "Often", 4: "Always"}
RATE = {"rate": "me", "scale": "often", "statements": {"a": {"say": "I listen."}}}


def course(points: dict[int, str], **scale: object) -> Files:
    """A course with one rating on a scale with these points."""
    return {
        **mini(),
        "modules/one.yaml": module_file("one", page("first", RATE)),
        "scales/often.yaml": as_yaml({"scale": "often", "points": points, **scale}),
    }


def later(files: Files, lock: str | None = None) -> tuple[Report, str]:
    """What is said of a later release, and the text of it."""
    tree = tree_of({**files, "tracking.lock": lock or prepared(course(OFTEN)).lock_text})
    _, report = prepare(tree)
    return report, plain_text(report, tree)


def test_the_lock_holds_the_words_of_the_points():
    text_of_lock = prepared(course({1: "*Never*", 2: 'Say "yes": always'})).lock_text
    assert text_of_lock.endswith(
        'scales:\n  often:\n    1: "Never"\n    2: "Say \\"yes\\": always"\n'
    )


def test_only_scales_in_use_are_kept():
    files = course(OFTEN) | {"modules/one.yaml": module_file("one", page("first", text("Hello.")))}
    assert "scales:" not in prepared(files).lock_text


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (
            {1: "Never", 2: "Often", 3: "Always"},
            "had 4 points when it was last built; now it has 3",
        ),
        ({**OFTEN, 5: "More"}, "had 4 points when it was last built; now it has 5"),
        ({1: "Always", 2: "Often", 3: "Sometimes", 4: "Never"}, "'Always' was point 4"),
        ({1: "Never", 2: "Often", 3: "Sometimes", 4: "Always"}, "'Often' was point 3"),
    ],
)
def test_other_points_are_an_error(points: dict[int, str], said: str):
    report, shown = later(course(points))
    assert report.failed
    assert said in shown
    assert "scales/often.yaml:" in shown
    assert "make a scale with another name" in shown
    assert "delete often below scales: in tracking.lock" in shown


@pytest.mark.parametrize(
    "points",
    [
        OFTEN,
        {1: "Not yet", 2: "Now and then", 3: "Often", 4: "Nearly always"},
        {1: "Rarely", 2: "Rarely", 3: "Often", 4: "Always"},
        {1: "**Never**", 2: "Sometimes", 3: "Often", 4: "Always"},
    ],
)
def test_other_words_are_none(points: dict[int, str]):
    report, _ = later(course(points))
    assert not report.failed


def test_a_scale_that_has_levels_now():
    files = course(OFTEN) | {
        "modules/one.yaml": module_file("one", page("first", {"rate": "me", "scale": "often"})),
        "scales/often.yaml": as_yaml(
            {"scale": "often", "levels": {"one": {"title": "One", "indicators": {"a": "A."}}}}
        ),
    }
    report, shown = later(files)
    assert report.failed
    assert "now it has levels" in shown


def test_the_words_are_kept_up_to_date_and_a_scale_that_has_gone_stays():
    first = prepared(course(OFTEN)).lock_text
    renamed = course({**OFTEN, 1: "Not yet"}) | {"tracking.lock": first}
    second = prepared(renamed).lock_text
    assert '1: "Not yet"' in second
    without = {**mini(), "tracking.lock": second}
    assert prepared(without).lock_text.endswith(second[second.index("scales:") :])


def test_a_lock_from_before_scales_were_kept():
    lock = prepared(course(OFTEN)).lock_text
    old = lock[: lock.index("scales:")]
    report, _ = later(course({1: "No", 2: "Yes"}), old)
    assert not report.failed


def test_a_lock_whose_scale_was_taken_out_by_hand():
    lock = prepared(course(OFTEN)).lock_text
    report, _ = later(course({1: "No", 2: "Yes"}), lock[: lock.index("  often:")])
    assert not report.failed
