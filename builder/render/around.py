"""What the blocks of a module ask for beyond themselves, with a record of it.

With the record, HTML that was rendered once can be used again: it is still right as long as the
module is the same and each of these questions has the same answer.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from dataclasses import field
from hashlib import blake2b
from typing import Any, TypeVar

from pydantic import BaseModel

from builder.files import Tree, read_all
from builder.model.course import Course
from builder.plan.model import Plan
from builder.record import record
from builder.render.shapes import Shape, shape_of

T = TypeVar("T")


@record
class Around:
    """The course, its plan and its files, as one module's blocks and their templates see them."""

    course: Course
    plan: Plan
    media: Tree
    asked: set[str] = field(default_factory=set)

    @property
    def watched(self) -> int | None:
        """How much of a video counts as watched, in per cent, if the course asks for any."""
        found: int | None = self._ask("fact watched")
        return found

    def find(self, kind: type[T], name: str) -> T | None:
        """The scale or scenario of that name, or the block of that full id, if it is there."""
        return next((one for one in self._ask(f"called {name}") if isinstance(one, kind)), None)

    def title_of(self, name: str) -> str | None:
        """The title of the module, or of the page of that full id."""
        found: str | None = self._ask(f"title {name}")
        return found

    def items_of(self, block: str) -> list[Any]:
        """What is tracked of the block of that full id."""
        return list(self._ask(f"items {block}"))

    def size_of(self, path: str) -> int:
        """The size of a media file in bytes."""
        return int(self._ask(f"size {path}"))

    def bytes_of(self, path: str) -> bytes:
        """A media file."""
        return bytes(self._ask(f"bytes {path}"))

    def shape_of(self, path: str) -> Shape | None:
        """How wide and high a picture is, if its file tells."""
        found: Shape | None = self._ask(f"shape {path}")
        return found

    def __getattr__(self, name: str) -> Any:
        """What else a template may want to know of the course."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self._ask(f"fact {name}")

    def record(self) -> dict[str, str]:
        """All that was asked, with digests of the answers."""
        return {question: digest(self._answer(question)) for question in sorted(self.asked)}

    def agrees(self, record: Mapping[str, str]) -> bool:
        """Whether all of it would be answered the same."""
        try:
            return all(digest(self._answer(one)) == answer for one, answer in record.items())
        except (KeyError, AttributeError, OSError):
            return False

    def _ask(self, question: str) -> Any:
        self.asked.add(question)
        return self._answer(question)

    def _answer(self, question: str) -> Any:
        what, _, name = question.partition(" ")
        match what:
            case "called":
                return self.course.called(name)
            case "title":
                return next((one.title for one in self.course.called(name)), None)
            case "items":
                return self.plan.items_of(name)
            case "size":
                return self.media[name].size
            case "shape":
                return shape_of(self.media[name])
            case "bytes":
                return read_all(self.media[name])
            case _:
                return getattr(self.course, name)


class _Written(pickle.Pickler):
    """Writes a value so that different values give different bytes; it is never read again.

    Of a model, the fields alone: beside them stands what was worked out from them, and a set, which
    has no order, of those that an author wrote.
    """

    def reducer_override(self, thing: Any) -> Any:
        """How a model is written."""
        if not isinstance(thing, BaseModel):
            return NotImplemented
        fields, found = type(thing).model_fields, thing.__dict__
        if found.keys() != fields.keys():
            found = {name: found[name] for name in fields if name in found}
        return type(thing), (), found


def digest(value: object) -> str:
    """Stands for a value of the model: equal digests, equal values."""
    written = io.BytesIO()
    pickler = _Written(written, protocol=5)
    pickler.fast = True  # what was seen before is written again, whether it is the same or equal
    pickler.dump(value)
    return blake2b(written.getbuffer(), digest_size=20).hexdigest()
