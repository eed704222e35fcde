"""What `--locked` says: which things have no numbers yet."""

from __future__ import annotations

from builder.plan.lock import LOCK_FILE, Lock, read_lock
from builder.plan.locked import lock_changes, not_in
from tests.helpers import Files, as_yaml, every_block, mini, module_file, page, prepared, question


def released(files: Files) -> str:
    """The lock with which a course was built."""
    return prepared(files).lock_text


def said(files: Files, lock: str) -> list[str]:
    """What a course has that is not in a lock."""
    known = read_lock(lock)[0]
    return list(not_in(known, prepared({**files, LOCK_FILE: lock}).plan))


def one_page(*blocks: dict[str, object]) -> Files:
    return {**mini(), "modules/one.yaml": module_file("one", page("p", *blocks))}


def test_a_course_as_it_was_built_needs_nothing():
    files = every_block()
    lock = released(files)
    assert said(files, lock) == []
    known = read_lock(lock)[0]
    assert lock_changes(known, known, prepared({**files, LOCK_FILE: lock}).plan) == []


def test_what_has_gone_needs_nothing():
    lock = released(one_page(question("a"), question("b")))
    assert said(one_page(question("b")), lock) == []


def test_a_new_page_and_a_new_question_are_named_once():
    lock = released(one_page(question("a")))
    files = one_page(question("a"), question("b"))
    files["modules/one.yaml"] = module_file(
        "one", page("p", question("a"), question("b")), page("more", question("c"))
    )
    assert said(files, lock) == ["page one.more", "question one.p.b", "question one.more.c"]


def test_a_new_choice_statement_and_prompt_are_named_with_their_block():
    lock = released(
        one_page(
            question("a"),
            {"reflect": "r", "prompts": {"why": "Why?"}, "keep": "report"},
        )
    )
    files = one_page(
        question("a", choices={"yes": "So.", "no": "Not so.", "maybe": "Perhaps."}),
        {"reflect": "r", "prompts": {"why": "Why?", "how": "How?"}, "keep": "report"},
    )
    assert said(files, lock) == [
        "'maybe' of question one.p.a",
        "'how' of reflect one.p.r",
    ]


def test_the_finding_names_a_few_and_says_what_to_do():
    files = one_page(*(question(f"q{number}") for number in range(9)))
    lock, after = (read_lock(released(one))[0] for one in (mini(), files))
    (found,) = lock_changes(lock, after, prepared(files).plan)
    assert (found.code, found.place.file) == ("BC703", "tracking.lock")
    assert found.message == (
        "The tracking lock has no numbers for page one.p, question one.p.q0, question one.p.q1, "
        "question one.p.q2, question one.p.q3 and 5 more things."
    )
    assert "without --locked" in found.hint
    assert "git checkout" not in found.hint
    assert "commit tracking.lock" in found.hint


RATE: dict[str, object] = {"rate": "r", "scale": "often", "statements": {"a": {"say": "A."}}}


def rated(*points: str) -> Files:
    """A course with a rating on these points."""
    scale = as_yaml({"scale": "often", "points": dict(enumerate(points, start=1))})
    return {**one_page(RATE), "scales/often.yaml": scale}


def test_the_points_of_a_scale_that_the_lock_does_not_have():
    """A lock of a version that kept no scales, and one that has the words of an earlier day."""
    lock = released(rated("No", "Yes"))
    for old, new in (
        (lock[: lock.index("scales:")], rated("No", "Yes")),
        (lock, rated("Never", "Yes")),
    ):
        done = prepared({**new, LOCK_FILE: old})
        before, after = (read_lock(text)[0] for text in (old, done.lock_text))
        (found,) = lock_changes(before, after, done.plan)
        assert found.code == "BC703"
        assert found.message == "The tracking lock does not have the points of often as they are."


def test_a_scale_that_has_gone_needs_nothing():
    both = {**rated("No", "Yes"), **one_page(RATE, question("a"))}
    lock = released(both)
    done = prepared({**one_page(question("a")), LOCK_FILE: lock})
    before, after = (read_lock(text)[0] for text in (lock, done.lock_text))
    assert lock_changes(before, after, done.plan) == []


def test_where_there_is_no_lock_it_may_have_been_lost():
    (found,) = lock_changes(Lock(), Lock(), prepared(one_page(question("a"))).plan)
    assert found.message.startswith("There is no tracking lock, and so no numbers for page one.p")
    assert "take tracking.lock from its last release (git checkout). If not, build" in found.hint
