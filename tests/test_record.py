"""Records behave as dataclasses do that compare by their values."""

from __future__ import annotations

import pickle
from dataclasses import field, replace

from builder.record import record


@record
class Point:
    x: int
    y: int = 0
    seen: str = field(default="", compare=False)
    hidden: str = field(default="", repr=False)


@record
class Other:
    x: int
    y: int = 0


@record
class Empty:
    pass


def test_equal_values_are_equal_and_hash_alike():
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert hash(Point(1, 2)) == hash(Point(1, 2))
    assert len({Point(1), Point(1), Point(2)}) == 2
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())


def test_what_is_not_compared_does_not_count():
    assert Point(1, 2, seen="a") == Point(1, 2, seen="b")
    assert hash(Point(1, 2, seen="a")) == hash(Point(1, 2, seen="b"))


def test_another_type_is_never_equal():
    one: object = Point(1, 2)
    assert one != Other(1, 2)
    assert one != (1, 2, "")


def test_it_shows_its_fields():
    assert repr(Point(1, seen="a", hidden="b")) == "Point(x=1, y=0, seen='a')"


def test_it_can_be_changed_into_another_and_kept():
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    assert pickle.loads(pickle.dumps(Point(1, 2, "a"))) == Point(1, 2)
