"""What a re-upload does to a story: each way of changing it, and the sentence that it brings."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from builder.plan.lock import read_lock
from builder.release.compare import compare
from builder.release.read import Release
from tests.helpers import Files, as_yaml, prepared
from tests.release.blocks import TALE
from tests.release.releases import Block, between, course, only, released

Edit = tuple[tuple[str, ...], Any]
"""Where in a story something else stands, and what; None: nothing any more."""


def with_tale(tale: dict[str, Any]) -> Files:
    """A course that plays it."""
    return {**course({"scenario": "tale"}), "scenarios/tale.yaml": as_yaml(tale)}


def edited(edits: list[Edit]) -> dict[str, Any]:
    changed = deepcopy(TALE)
    for path, value in edits:
        part = changed
        for step in path[:-1]:
            part = part[step]
        if value is None:
            del part[path[-1]]
        else:
            part[path[-1]] = value
    return changed


TALES: dict[str, tuple[list[Edit], str, bool]] = {
    "a choice gone": (
        [(("scenes", "door", "choices", "out"), None)],
        "Choice 'door/out' is gone: runs in which learners picked it end before it; endings that",
        True,
    ),
    "an ending gone": (
        [(("scenes", "far"), None), (("scenes", "door", "choices", "out", "then"), "end")],
        "Ending 'far' is gone: that learners reached it does not count any more, and they have to "
        "reach another one. Not reported as a result any more: “Away”;",
        True,
    ),
    "a choice that leads elsewhere": (
        [(("scenes", "door", "choices", "out", "then"), "end")],
        "Choice 'door/out' leads elsewhere", False,
    ),
    "another beginning": ([(("start",), "end")], "begins with another scene", True),
    "other points": ([(("scenes", "end", "points"), 3)], "other points", False),
    "played once": ([(("replay",), False)], "cannot be played again", False),
    "the last run": ([(("replay",), "last")], "last ending counts now, before the best", False),
    "steps back": ([(("back",), True)], "Choices may be taken back now", False),
    "another ending": ([(("scenes", "far"), None), (("scenes", "door", "choices", "out"), None)],
                       "Choice 'door/out' is gone", True),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "words", "lost"), TALES.values(), ids=TALES)
def test_what_changes_in_a_story(edits: list[Edit], words: str, lost: bool):
    found = between(with_tale(TALE), with_tale(edited(edits)))
    change = only(found, "one.p.tale")
    assert words in " ".join(note.says for note in change.notes)
    assert change.lost is lost


def test_a_story_that_may_be_played_again_or_taken_back():
    def told(old: Block, new: Block) -> str:
        files = [with_tale({**TALE, **how}) for how in (old, new)]
        return " ".join(note.says for note in only(between(*files), "one.p.tale").notes)

    once, best, last = ({"replay": how} for how in (False, "best", "last"))
    assert "played again now: of all endings the best one counts" in told(once, best)
    assert "played again now: of all endings the last one counts" in told(once, last)
    assert "best ending counts now, before the last one" in told(last, best)
    assert "cannot be played again" in told(last, once)
    assert "cannot be taken back any more" in told({"back": True}, {})
    assert told({"replay": True}, best) == told({}, best) == ""


def test_the_word_for_replay_in_a_package_of_an_earlier_version():
    """It said true and false, and nothing of endings that were found."""
    files = with_tale(TALE)
    (release, lock), done = released(files), prepared(files)
    item = done.plan.items[0]
    assert item.id == "one.p.tale"
    fields = {name: field for name, field in item.fields.items() if name != "found"}
    for again, words in ((True, ""), (False, "It may be played again now")):
        old = replace(item, data={**item.data, "replay": again}, fields=fields)
        plan = replace(done.plan, items=(old, *done.plan.items[1:]))
        found = compare(Release(plan, release.scos), release, read_lock(lock)[0])
        notes = " ".join(note.says for note in only(found, "one.p.tale").notes)
        assert notes.startswith(words)
        assert bool(notes) is bool(words)
        assert found.harmless
