"""The lock: numbers that are given once and never again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.plan.lock import MAX_SLOT, Lock, Numbers, read_lock
from tests.fast import share

IDS = st.sampled_from(["a", "b", "a-b", "a-b-1", "e1", "n", "no", "null", "on", "true", "x9", "y"])
PATHS = st.lists(IDS, min_size=1, max_size=3).map(".".join)
OPTIONS = st.one_of(IDS, st.sampled_from(["false", "1", "2", "0x1", "1e3", "a/b", "~", "12:30"]))
few = settings(max_examples=share(30))


def roundtrip(lock: Lock) -> Lock:
    again, found = read_lock(lock.to_text())
    assert found == []
    return again


# ---- numbers never change and are never given again ------------------------------------------


@few
@given(releases=st.lists(st.lists(IDS, unique=True, max_size=8), max_size=8))
def test_a_number_belongs_to_one_name_for_ever(releases: list[list[str]]):
    """Each release has some names, in any order, and reads the lock of the one before."""
    owner: dict[int, str] = {}
    lock = Lock()
    for names in releases:
        for name in names:
            slot = lock.pages.slot(name)
            assert owner.setdefault(slot, name) == name
        assert set(owner) == set(range(len(owner))), "numbers are dense, so state stays small"
        lock = roundtrip(lock)
    assert {name: slot for slot, name in owner.items()} == lock.pages.taken


@given(names=st.lists(IDS, unique=True, min_size=1))
def test_a_name_keeps_its_number(names: list[str]):
    numbers = Numbers()
    first = {name: numbers.slot(name) for name in names}
    assert {name: numbers.slot(name) for name in reversed(names)} == first


def test_a_free_number_below_the_highest_stays_free():
    """Whoever takes a line out of the lock must not make an old answer count for something new."""
    numbers = Numbers({"a": 0, "c": 7})
    assert numbers.slot("d") == 8


def test_the_series_do_not_share_numbers():
    lock = Lock()
    assert lock.pages.slot("x") == 0
    assert lock.fields.slot("x") == 0
    assert lock.interactions.slot("x") == 0
    assert lock.options_of("m.p.q").slot("x") == 0
    assert lock.options_of("m.p.r").slot("y") == 0


# ---- text ------------------------------------------------------------------------------------


def numbered(names: list[str]) -> Numbers:
    return Numbers({name: at for at, name in enumerate(names)})


def points(words: list[str]) -> dict[str, str]:
    return {str(at): say for at, say in enumerate(words, 1)}


WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=9),
    st.sampled_from(["no", "1", '"', "'", "a: b", "# c", "\\", "- x", "{", "ja – ö 🌱"]),
)

LOCKS = st.builds(
    Lock,
    pages=st.lists(PATHS, unique=True, max_size=6).map(numbered),
    fields=st.lists(st.tuples(PATHS, IDS).map("/".join), unique=True, max_size=6).map(numbered),
    interactions=st.lists(PATHS, unique=True, max_size=6).map(numbered),
    options=st.dictionaries(
        PATHS, st.lists(OPTIONS, unique=True, min_size=1, max_size=5).map(numbered), max_size=4
    ),
    scales=st.dictionaries(IDS, st.lists(WORDS, min_size=2, max_size=4).map(points), max_size=2),
)


@few
@given(LOCKS)
def test_what_was_written_is_read(lock: Lock):
    assert roundtrip(lock) == lock
    assert roundtrip(lock).to_text() == lock.to_text()


@few
@given(LOCKS)
def test_line_ends_of_windows_do_not_matter(lock: Lock):
    assert read_lock(lock.to_text().replace("\n", "\r\n")) == (lock, [])


def test_the_text_is_one_that_git_can_merge():
    lock = Lock()
    for page in ("a.one", "a.two"):
        lock.pages.slot(page)
    lock.options_of("a.two.q").slot("yes")
    lock.options_of("a.two.q").slot("no")
    lock.options_of("a.one.empty")
    text = lock.to_text()
    assert text.startswith("# Written by build-course")
    assert text[text.index("lock:") :] == (
        "lock: 1\n"
        "pages:\n"
        "  a.one: 0\n"
        "  a.two: 1\n"
        "options:\n"
        "  a.two.q:\n"
        "    yes: 0\n"
        "    no: 1\n"
    )  # fmt: skip


def test_an_empty_lock():
    assert roundtrip(Lock()) == Lock()


# ---- damage ----------------------------------------------------------------------------------

DAMAGED: Mapping[str, tuple[str, int | None]] = {
    "nothing": ("", 1),
    "only a comment": ("# lock\n", 1),
    "a list": ("- lock\n", None),
    "a word": ("lock\n", None),
    "no version": ("pages: { a: 0 }\n", None),
    "another version": ("lock: 2\n", None),
    "an unknown part": ("lock: 1\nslots: { a: 0 }\n", None),
    "a part that is a list": ("lock: 1\npages: [a, b]\n", None),
    "a part that is a word": ("lock: 1\npages: a\n", None),
    "options that are a list": ("lock: 1\noptions: [a]\n", None),
    "options of an item as a word": ("lock: 1\noptions: { a.b.c: x }\n", None),
    "no number": ("lock: 1\npages:\n  a:\n", None),
    "a word for a number": ("lock: 1\npages: { a: x }\n", None),
    "a list for a number": ("lock: 1\npages: { a: [1] }\n", None),
    "below zero": ("lock: 1\npages: { a: -1 }\n", None),
    "a fraction": ("lock: 1\npages: { a: 1.5 }\n", None),
    "digits of another script": ("lock: 1\npages: { a: ٣ }\n", None),
    "an enormous number": (f"lock: 1\npages: {{ a: {MAX_SLOT} }}\n", None),
    "more digits than Python converts": (f"lock: 1\npages: {{ a: {'9' * 5000} }}\n", None),
    "a number twice": ("lock: 1\npages: { a: 3, b: 3 }\n", None),
    "a number twice, written differently": ("lock: 1\npages: { a: 3, b: 03 }\n", None),
    "a number twice among options": ("lock: 1\noptions: { q: { a: 0, b: 0 } }\n", None),
    "a name twice": ("lock: 1\npages:\n  a: 0\n  a: 1\n", 4),
    "scales that are a list": ("lock: 1\nscales: [a]\n", None),
    "points that are a word": ("lock: 1\nscales: { a: x }\n", None),
    "points that do not begin with 1": ("lock: 1\nscales: { a: { 2: x } }\n", None),
    "a point that is a list": ("lock: 1\nscales: { a: { 1: [x] } }\n", None),
    "the marks of a git conflict": (
        "lock: 1\npages:\n  a: 0\n<<<<<<< HEAD\n  b: 1\n=======\n  c: 1\n>>>>>>> x\n", 4,
    ),
    "an open bracket": ("lock: 1\npages: { a: 0\n", None),
    "a tab": ("lock: 1\npages:\n\ta: 0\n", 3),
    "an alias": ("lock: 1\npages: &x { a: 0 }\nfields: *x\n", 2),
    "a control character": ("lock: 1\npages: { a: 0 }\0\n", 2),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_lock_is_refused_with_its_place(text: str, line: int | None):
    lock, found = read_lock(text)
    assert lock == Lock(), "nothing of a damaged lock is used"
    assert found
    for diagnostic in found:
        assert diagnostic.code == "BC701"
        assert diagnostic.place.file == "tracking.lock"
        assert "git checkout" in diagnostic.hint
        assert len(diagnostic.message) < 300, "a person reads this"
    if line is not None:
        assert found[0].place.span is not None
        assert found[0].place.span.line == line


MERGED = """\
lock: 1
pages:
  m.a: 0
<<<<<<< HEAD
  m.b: 1
||||||| base
=======
  m.c: 1
>>>>>>> other
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_unfinished_merge_is_one_finding_that_says_which_side_to_take(line_end: str):
    _, found = read_lock(MERGED.replace("\n", line_end))
    assert [(one.code, one.place.span.line) for one in found if one.place.span] == [("BC701", 4)]
    assert "two branches changed it" in found[0].message
    for word in ("--ours", "--theirs", "then build"):
        assert word in found[0].hint


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("lock: 1\npages:\n  m.a: 0\n  m.b: 1\n  m.c: 1\n", ("pages", "m.c")),
        ("lock: 1\noptions:\n  m.a.q:\n    m.b: 1\n    m.c: 01\n", ("options", "m.a.q", "m.c")),
    ],
)
def test_a_number_that_two_branches_gave_out_names_both(text: str, path: tuple[str, ...]):
    (found,) = read_lock(text)[1]
    assert "the number 1 is given twice, to 'm.b' and to 'm.c'" in found.message
    assert (found.place.path, found.place.on_key) == (path, True)
    assert "git checkout BRANCH -- tracking.lock" in found.hint  # the merge may be over


@pytest.mark.parametrize(
    "data",
    [
        b"lock: 1\npages:\n  m.\xff: 0\n",
        "lock: 1\npages:\n  m.a: 0\n".encode("utf-16"),
        b"\xff" * 9,
    ],
)
def test_a_lock_in_another_encoding_is_damaged(data: bytes):
    """Were it read with a sign for what is unreadable, a name would lose its number."""
    lock, found = read_lock(data)
    assert lock == Lock()
    assert [one.code for one in found] == ["BC701"]
    assert "UTF-8" in found[0].message


def test_a_byte_order_mark_does_no_harm():
    text = "lock: 1\npages:\n  m.a: 4\n"
    assert read_lock(text.encode("utf-8-sig")) == (read_lock(text)[0], [])


@given(st.binary(max_size=200))
def test_any_bytes_are_a_lock_or_are_refused(data: bytes):
    lock, found = read_lock(data)
    assert all(one.code == "BC701" for one in found)
    assert bool(found) or roundtrip(lock) == lock


@given(st.text(max_size=200))
def test_any_text_is_a_lock_or_is_refused(text: str):
    lock, found = read_lock(text)
    assert bool(found) or roundtrip(lock) == lock


@few
@given(LOCKS, st.data())
def test_a_lock_that_was_cut_off_or_changed_is_never_read_with_other_numbers(
    lock: Lock, data: st.DataObject
):
    """Cutting may lose names at the end, but can never give a name a number of another one."""
    text = lock.to_text()
    cut = text[: text.rfind("\n", 0, data.draw(st.integers(1, len(text)))) + 1]
    read, found = read_lock(cut)
    if not found:
        for mine, all_of in (
            (read.pages, lock.pages),
            (read.fields, lock.fields),
            (read.interactions, lock.interactions),
        ):
            assert mine.taken.items() <= all_of.taken.items()
