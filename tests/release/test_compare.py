"""What a re-upload does to pages, names, rules and records (blocks: test_compare_blocks.py)."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.plan.lock import Lock, read_lock
from builder.preparing import compared
from builder.release.archive import UnreadableError
from builder.release.compare import compare
from builder.release.locks import NO_LOCK
from builder.release.read import Release, plan_in, read_release
from builder.release.report import comparison_as_json, comparison_as_text
from tests.helpers import (
    Files,
    course_file,
    every_block,
    mini,
    module_file,
    packed,
    page,
    prepared,
    question,
)
from tests.release.releases import (
    POOL,
    RELEASES,
    between,
    course,
    lines,
    only,
    released,
    source_files,
    truth,
)

# ---- nothing is lost ---------------------------------------------------------------------------


@pytest.mark.parametrize("release", RELEASES)
def test_a_course_as_it_was_loses_nothing(release: int):
    files = source_files(release)
    found = between(files, files)
    assert found.harmless
    assert {change.verdict for change in found.changes} == {"kept"}
    assert (found.rules, found.faults, found.renames) == ((), (), ())
    assert "Nothing is lost." in lines(found)


def test_a_package_is_the_same_as_the_course_that_it_was_made_of():
    """What was written as JSON and read again differs in nothing."""
    for files in (every_block(), source_files(RELEASES[-1])):
        release, lock = released(files)
        found = compare(read_release(packed(files)), release, read_lock(lock)[0])
        assert {change.verdict for change in found.changes} == {"kept"}
        assert not any(change.notes for change in found.changes)


def test_order_and_words_lose_nothing():
    """Release 2 of the recorded course adds, re-orders and re-words everything."""
    found = between(source_files(1), source_files(2))
    assert found.harmless
    assert {change.verdict for change in found.changes if change.sort == "item"} == {
        "kept", "changed", "new",
    }  # fmt: skip
    assert not any(change.lost for change in found.changes)
    assert "keep 19 of 19 activities: 0 gone, 0 reset, 1 new." in lines(found)


def test_new_words_of_a_choice_are_shown():
    """They may mean something else; only a person can tell."""
    old = course(question("q"))
    new = course(question("q", choices={"yes": "Not at all.", "no": "It is not so."}))
    (note,) = only(between(old, new), "one.p.q").notes
    assert "“It is so.” → “Not at all.”" in note.says
    assert not note.lost


# ---- gone, new, renamed ------------------------------------------------------------------------


def test_gone_and_new_and_what_may_be_the_same():
    old = course(question("a"), question("b", ask="The same words?"))
    new = course(question("a"), question("bee", ask="The same words?"))
    found = between(old, new)
    assert (only(found, "one.p.b").verdict, only(found, "one.p.bee").verdict) == ("gone", "new")
    assert [(one.old, one.new) for one in found.renames] == [("one.p.b", "one.p.bee")]
    assert "one.p.bee → one.p.b" in lines(found)


def test_the_only_one_that_has_gone_may_be_the_only_one_that_has_come():
    found = between(course(question("a"), question("b")), course(question("a"), question("c")))
    assert [(one.old, one.new) for one in found.renames] == [("one.p.b", "one.p.c")]


def test_a_page_under_another_id_is_seen():
    old = {**mini(), "modules/one.yaml": module_file("one", page("p", question("a")))}
    new = {**mini(), "modules/one.yaml": module_file("one", page("q", question("a"), title="P"))}
    found = between(old, new)
    assert {(one.old, one.new) for one in found.renames} == {("one.p", "one.q")}
    assert "Was an id changed by mistake?" in lines(found)


def test_a_block_on_another_page_was_moved_and_has_its_id_still():
    a, b, z = question("a"), question("b", ask="Where?"), question("z")
    old = {**mini(), "modules/one.yaml": module_file("one", page("p", a, b), page("q", z))}
    new = {**mini(), "modules/one.yaml": module_file("one", page("p", a), page("q", z, b))}
    said = lines(between(old, new))
    assert "Was it moved?" in said
    assert "move it back:\n  one.q.b → one.p.b" in said
    assert "changed by mistake" not in said


def test_a_question_that_moves_into_a_pool_begins_anew():
    """The id that it had before would not bring it back, so none is asked for."""
    outside, inside = (
        course(truth("c"), POOL),
        course({**POOL, "questions": [*POOL["questions"], truth("c")]}),
    )
    for old, new, words in (
        (outside, inside, "It moved into the pool one.p.r, where it is one.p.r.c"),
        (inside, outside, "It moved out of the pool one.p.r, where it is one.p.c"),
    ):
        found = between(old, new)
        (gone,) = [one for one in found.changes if one.verdict == "gone"]
        (come,) = [one for one in found.changes if one.verdict == "new"]
        assert (gone.lost, come.lost) == (True, False)
        assert words in gone.notes[0].says
        assert "answers begin anew" in gone.notes[0].says
        assert come.notes[0].says == f"It was {gone.id}."
        assert found.renames == ()
        assert words in " ".join(lines(found).split())


def test_a_question_of_a_pool_with_another_id_is_seen():
    new = {**POOL, "questions": [truth("a"), {**truth("bee"), "ask": "b?"}]}
    found = between(course(POOL), course(new))
    assert [(one.old, one.new) for one in found.renames] == [("one.p.r.b", "one.p.r.bee")]


def test_things_of_other_kinds_are_not_taken_for_each_other():
    other = {"reflect": "r", "prompts": {"a": "What?"}}
    assert between(course(question("a")), course(other)).renames == ()


# ---- accepting ---------------------------------------------------------------------------------


def test_a_name_accepts_the_thing_and_what_has_gone_with_it():
    old = {
        **mini(),
        "modules/one.yaml": module_file(
            "one", page("p", question("a"), question("b")), page("q", question("c"))
        ),
    }
    new = {**mini(), "modules/one.yaml": module_file("one", page("p", question("a")))}
    assert [one.id for one in between(old, new).losses] == ["one.q", "one.p.b", "one.q.c"]
    assert [one.id for one in between(old, new, ["one.q"]).losses] == ["one.p.b"]
    assert between(old, new, ["one.q", "one.p.b"]).harmless
    assert "--accept one.q --accept one.p.b" in lines(between(old, new))


def test_a_page_that_is_still_there_accepts_nothing_for_its_blocks():
    old, new = course(question("a"), question("b")), course(question("a"))
    found = between(old, new, ["one.p", "one"])
    assert found.unknown == ("one.p", "one")
    assert not found.harmless


@pytest.mark.parametrize("name", ["all", "*", "one.p.a", "one.p.bb", ""])
def test_what_is_not_lost_cannot_be_accepted(name: str):
    old, new = course(question("a"), question("b")), course(question("a"))
    assert between(old, new, [name]).unknown == (name,)


# ---- rules -------------------------------------------------------------------------------------

RULES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "a higher mark": (
        {"completion": {"when": "all-required", "pass-mark": 50}},
        {"completion": {"when": "all-required", "pass-mark": 70}},
        "pass mark is 70 %, before 50 %: who is in the middle needs more",
    ),
    "a lower mark": (
        {"completion": {"when": "all-required", "pass-mark": 50}},
        {"completion": {"when": "all-required", "pass-mark": 30}},
        "is done at the next visit",
    ),
    "a new mark": (
        {}, {"completion": {"when": "all-required", "pass-mark": 30}}, "There is a pass mark now",
    ),
    "no mark": (
        {"completion": {"when": "all-required", "pass-mark": 30}}, {}, "no pass mark any more",
    ),
    "another way": (
        {}, {"completion": {"when": {"pages": "80%"}}}, "80 % of the pages",
    ),
    "another order": ({}, {"order": "linear"}, "one after the other now"),
    "any order": ({"order": "linear"}, {}, "in any order now"),
    "another status": (
        {"completion": {"when": "all-required", "pass-mark": 50}},
        {"completion": {"when": "all-required", "pass-mark": 50}, "report": {"status": "passed"}},
        "reports 'passed' when it is done, before 'completed'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), RULES.values(), ids=RULES)
def test_rules_in_words(old: dict[str, Any], new: dict[str, Any], words: str):
    found = between(course(question("q"), **old), course(question("q"), **new))
    assert words in " ".join(found.rules)
    assert "never taken away" in found.rules[-1]
    assert found.harmless


def test_other_units_of_cmi5_begin_anew():
    whole, cut = course(question("q")), course(question("q"), cmi5={"units": "modules"})
    assert "launches each module by itself now" in " ".join(between(whole, cut).rules)
    assert "launches the course as a whole now" in " ".join(between(cut, whole).rules)
    assert between(cut, cut).rules == ()


def test_gates_points_and_more_to_do_in_words():
    old = {**mini(), "modules/one.yaml": module_file("one", page("p", question("a")))}
    new = {
        **mini(),
        "modules/one.yaml": module_file(
            "one", page("n", question("b")), page("p", question("a"), requires="all")
        ),
    }
    said = " ".join(between(old, new).rules)
    for words in ("one.p holds the next page back now", "2 points to get, before 1",
                  "1 more page and 1 more activity"):  # fmt: skip
        assert words in said
    assert "holds the next page back no more" in " ".join(between(new, old).rules)
    assert "a better score from before stays" in said
    assert "less progress than before" in said


def test_gates_mean_nothing_where_each_page_waits_for_the_one_before():
    def files(**gate: str) -> Files:
        return {
            "course.yaml": course_file(order="linear"),
            "modules/one.yaml": module_file(
                "one", page("p", question("a"), **gate), page("q", question("z"))
            ),
        }

    assert between(files(requires="all"), files()).rules == ()


def test_two_gates_hold():
    def files(**gate: str) -> Files:
        pages = [page(name, question("a"), **gate) for name in "pq"]
        return {**mini(), "modules/one.yaml": module_file("one", *pages, page("r", question("z")))}

    assert (
        "one.p, one.q hold the next page back now"
        in between(files(), files(requires="all")).rules[0]
    )


def test_of_a_pool_there_is_as_much_to_do_as_it_draws():
    five = {**POOL, "draw": 2, "questions": [truth(name) for name in "abcde"]}
    with_pool = course(question("q"), five)
    assert "There is more to do: 2 more activities." in _said(course(question("q")), with_pool)
    more = course(question("q"), {**five, "draw": 3})
    assert "There is more to do: 1 more activity." in _said(with_pool, more)
    optional = course(question("q"), {**five, "optional": True})
    assert "more to do" not in _said(course(question("q")), optional)


def _said(old: Files, new: Files) -> str:
    return " ".join(between(old, new).rules)


# ---- identifiers, other courses, locks ---------------------------------------------------------


def test_an_identifier_that_goes_takes_every_record_along():
    release, lock = released(course(question("q")))
    other = replace(release, scos=("item-other",))
    found = compare(release, other, read_lock(lock)[0])
    assert found.dropped
    assert [one.id for one in found.losses] == ["item-mini"]
    assert "lose everything" in lines(found)
    assert "LMSs such as Moodle delete everything" in lines(found)
    assert compare(release, other, read_lock(lock)[0], ["item-mini"]).harmless


def test_a_web_page_has_no_identifiers_to_lose():
    release, lock = released(course(question("q")))
    assert compare(replace(release, scos=()), release, read_lock(lock)[0]).harmless


def test_another_course_is_called_another_course():
    found = between(course(question("q")), course(question("q"), course="other"))
    assert found.another
    assert not found.harmless
    said = " ".join(lines(found).split())
    assert "This is another course: the package holds 'mini', the folder 'other'" in said
    assert "write course: mini in course.yaml again" in said
    assert "gone identifier item-mini" in said
    assert [change.sort for change in found.changes] == ["sco", "sco"]


def test_a_lock_that_begins_anew_is_a_fault_that_nobody_can_accept():
    release, _ = released(course(question("a"), question("b")))
    new, lock = released(course(question("b"), question("c")))
    found = compare(release, new, read_lock(lock)[0], ["one.p.a"])
    assert "'one.p.a/picked' as 'one.p.b/picked'" in found.faults[0]
    assert not found.harmless
    assert only(found, "one.p.b").verdict == "reset"
    assert "git checkout" in lines(found)
    assert "must not be released" in lines(found)
    for words in ("--accept", "reset", "Learners in the middle keep"):
        assert words not in lines(found)


def test_a_lock_that_has_forgotten_is_a_fault():
    """Nothing has the number yet; the next new thing would get it."""
    release, _ = released(course(question("a"), question("b")))
    new, lock = released(course(question("a")))
    (fault,) = compare(release, new, read_lock(lock)[0]).faults
    assert fault.startswith("The lock has forgotten the numbers of 'one.p.b/picked'")


def test_a_number_that_was_changed_by_hand_is_a_fault():
    release, lock = released(course(question("a")))
    changed = read_lock(lock.replace("/picked: 0", "/picked: 9"))[0]
    (fault,) = compare(release, release, changed).faults
    assert "is lost: 'one.p.a/picked'." in fault


def test_a_lock_that_is_not_there_is_a_fault():
    """Numbers of what went before the old package are known to nobody but the lock."""
    release, _ = released(course(question("a")))
    found = compared(release, prepared(course(question("a"))), [])
    assert found.faults == (NO_LOCK,)
    assert not found.harmless
    assert "build once, and compare again" in " ".join(lines(found).split())


def test_a_lock_that_is_lost_and_made_anew_alike_does_no_harm():
    release, _ = released(course(question("a"), question("b")))
    new, lock = released(course(question("a"), question("b")))
    assert compare(release, new, read_lock(lock)[0]).harmless


def test_no_lock_at_all():
    release, _ = released(course(question("a")))
    assert compare(release, release, Lock()).faults


# ---- as data -----------------------------------------------------------------------------------


def test_the_data_says_all():
    found = between(source_files(1), source_files(3), ["shows.media"])
    data = comparison_as_json(found)
    assert data["ok"] is False
    assert (data["old"], data["new"]) == (
        {"course": "many-releases", "version": "1.0"},
        {"course": "many-releases", "version": "3.0"},
    )
    assert data["items"] == {"kept": 8, "changed": 9, "new": 0, "reset": 0, "gone": 2}
    assert sum(data["items"].values()) == sum(one["sort"] == "item" for one in data["changes"])
    assert "shows.media" not in data["losses"]
    assert "asks.questions.truth" in data["losses"]
    (page,) = [one for one in data["changes"] if one["id"] == "shows.media"]
    assert page == {
        "sort": "page", "id": "shows.media", "kind": "page", "label": "Media",
        "page": "shows.media", "verdict": "gone", "lost": True, "accepted": True, "notes": [],
    }  # fmt: skip


def test_the_text_fits_on_a_terminal():
    for old, new in ((1, 3), (2, 3), (3, 4), (4, 5), (5, 4)):
        found = between(source_files(old), source_files(new))
        assert max(map(len, lines(found).splitlines())) <= 80


def test_names_to_accept_stay_whole_on_a_narrow_terminal():
    name = "a" * 48
    found = between(course(question(name), question("b")), course(question("b")))
    said = [text.plain for text in comparison_as_text(found, width=40)]
    assert f"  --accept one.p.{name}" in said


def test_titles_are_as_narrow_as_the_terminal():
    title = "A title of many words that does not end before the line does"
    old = {**mini(), "modules/one.yaml": module_file("one", page("p", question("a"), title=title))}
    new = {**mini(), "modules/one.yaml": module_file("one", page("p", question("b"), title=title))}
    said = [text.plain for text in comparison_as_text(between(old, new), width=40)]
    assert max(map(len, said)) <= 40


# ---- packages that somebody made by hand -------------------------------------------------------


def parts(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything in some plain data."""
    found = [path] if path else []
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            found += parts(part, (*path, step))
    return found


@cache
def whole() -> tuple[Release, str]:
    return released(source_files(2))


JUNK = ["null", "3", "-1", '"x"', "[]", "{}", "[1]", '{"a": 1}', "true", '"\\u001b[3m"', "1e300"]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_package_with_anything_in_its_plan_is_compared_or_refused(data: st.DataObject):
    release, lock = whole()
    plan = json.loads(release.plan.to_json())
    inside = [path for path in parts(plan["items"]) if "data" in path]
    for path in data.draw(st.lists(st.sampled_from(inside), min_size=1, max_size=3)):
        part = plan["items"]
        with suppress(KeyError, IndexError, TypeError):
            for step in path[:-1]:
                part = part[step]
            part[path[-1]] = json.loads(data.draw(st.sampled_from(JUNK)))
    try:
        other = Release(plan_in(f'<script id="bc-plan">{json.dumps(plan)}</script>'), release.scos)
    except UnreadableError:
        return
    for one, two in ((release, other), (other, release)):
        found = compare(one, two, read_lock(lock)[0])
        assert lines(found)
        assert json.dumps(comparison_as_json(found))
