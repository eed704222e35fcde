"""What every block type is made of: typed fields, and what of it is tracked.

A block type is one folder below `builder/blocks`:

- `__init__.py`     the fields that an author writes (a `Block`) and what is tracked (`items`)
- `template.html`   its HTML, inside the wrapper that the renderer writes
- `style.css`       its looks, from theme tokens only; `style-PART.css` with the piece `KIND-PART`
- `words.yaml`      the player's own words in it
- `logic.ts`        pure: what an event changes, when the block is done, what it scores
- `element.ts`      its behaviour: a custom element over the finished HTML
- `told.py`         how what is recorded of it reads in words, for reports and between releases
- `examples.yaml`   samples with sample answers and what must be tracked for them
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Protocol, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from builder.blocks.tracking import Item
from builder.diagnostics import Path

T = TypeVar("T")


def _hyphenated(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Fields(BaseModel):
    """Keys that an author may write; unknown keys are errors, values never change."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=_hyphenated,
        str_strip_whitespace=False,
        # Most types are only parts of others, and never need a validator of their own.
        defer_build=True,
    )


class Marker:
    """Base of the marks that say what a text field holds, for rules and for translation."""


class MarkdownText(Marker):
    """A text in Markdown."""


class LineText(Marker):
    """One line of Markdown: emphasis, links, code."""


class NameText(LineText):
    """A line that is the same in all languages: a person, a licence."""


class PlainText(Marker):
    """Bare words, in which no sign means anything."""


class AnswerText(Marker):
    """What learners may write to be right: bare words, without Markdown."""


class MediaFile(Marker):
    """A file of the course, by its path relative to the course folder."""

    def __init__(
        self, *kinds: Literal["image", "video", "audio", "captions", "text", "any"]
    ) -> None:
        self.kinds = kinds


class Target(Marker):
    """The name of something else in the course: a scale, a scenario, a page, a block."""

    def __init__(self, what: Literal["module", "scale", "scenario", "page", "rating"]) -> None:
        self.what = what


def _only_true_or_false(value: object) -> object:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("true_or_false", "Write true or false")


ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
MAX_ID = 48
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID)]
Markdown = Annotated[str, StringConstraints(min_length=1), MarkdownText()]
Line = Annotated[str, StringConstraints(min_length=1), LineText()]
Name = Annotated[str, StringConstraints(min_length=1), NameText()]
Flag = Annotated[bool, BeforeValidator(_only_true_or_false)]
Image = Annotated[str, MediaFile("image")]


class Credit(Fields):
    """Who made a piece of media, where it comes from and how it may be used."""

    title: Line | None = Field(None, description="What the piece is called.")
    author: Name | None = Field(None, description="Who made it.")
    source: Line | None = Field(
        None,
        description="Where it comes from: a book, a site, or `Made for this course`.",
    )
    licence: Name | None = Field(None, description="How it may be used, such as `CC BY 4.0`.")


class Lookup(Protocol):
    """The rest of the course, as far as a block may ask for it."""

    @property
    def watched(self) -> int | None:
        """How much of a video counts as watched, in per cent, if the course asks for any."""
        ...

    def find(self, kind: type[T], name: str) -> T | None:
        """The scale or scenario of that name, or the block of that full id, if it is there."""
        ...


class Block(Fields):
    """One block of a page."""

    kind: ClassVar[str]
    """The block's first key, and the name of its folder."""
    includes: ClassVar[tuple[str, ...]] = ()
    """Kinds whose templates its own includes, but for those of blocks inside of it."""

    def view(self, full_id: str, course: Lookup) -> Mapping[str, Any]:
        """What the template needs beyond the block's own fields."""
        return {}

    def pieces(self, course: Lookup) -> tuple[str, ...]:
        """What of the player it needs: `KIND` for its `piece.ts`, `KIND-PART` for `piece-PART.ts`.

        A kind that has no such file needs nothing.
        """
        return (self.kind,)


class UsedBlock(Block):
    """A block that a learner uses: it has an id, can be done, and is tracked."""

    id_key: ClassVar[str | None] = None
    """The key that the id stands under, where that is not the block's first one."""

    ask: Line | None = Field(
        None,
        description=(
            "One line above the block: what the learner is to do. It is also the block's "
            "name where something is still missing, and in reports."
        ),
    )
    optional: Flag = Field(
        False,
        description="`true`: the block does not count for gates and completion.",
    )

    @property
    def id(self) -> str:
        """The author's id: the value of the block's first key, unless the type says another."""
        return str(getattr(self, self.kind))

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """Everything about this block that is tracked, in a fixed order.

        The first item is the block's own; a block that holds others (a scenario's debrief) adds
        theirs.
        """
        raise NotImplementedError


PositiveInt = Annotated[int, Field(ge=1)]
TextLength = Annotated[int, Field(ge=20, le=2000)]
"""How many characters a learner may write: UTF-16 units of the text as it is kept."""


DESCRIBED: dict[str, Any] = {
    "oneOf": [
        {"required": ["alt"]},
        {"required": ["decorative"], "properties": {"decorative": {"enum": [True, "true"]}}},
    ]
}
"""What `need_alt` asks for, as editors know it."""


def need_alt(alt: str | None, decorative: bool) -> None:
    """Raise an author's error unless a picture is either described or called decoration."""
    if alt is None and not decorative:
        raise PydanticCustomError(
            "alt_missing",
            "This picture has no alt text.",
            {"hint": "Add alt: what someone who cannot see it needs to know; or decorative: true."},
        )
    if alt is not None and decorative:
        raise PydanticCustomError(
            "alt_and_decorative",
            "This picture has an alt text and is called decorative as well.",
            {"hint": "Keep alt if it shows something that matters, else decorative: true."},
        )


M = TypeVar("M", bound=Marker)


def marked(model: BaseModel, mark: type[M]) -> Iterator[tuple[Path, str, M]]:
    """All texts in a model that bear a mark, with the path of each in what the author wrote."""
    kind: Any = mark  # a cache takes no type variable
    for name, alias, found in _marked_fields(type(model), kind):
        value = getattr(model, name)
        if value is not None:
            yield from _marked_in(value, (alias,), found, mark)


def _marked_in(
    value: object, path: Path, found: M | None, mark: type[M]
) -> Iterator[tuple[Path, str, M]]:
    if isinstance(value, BaseModel):
        for inner, text, own in marked(value, mark):
            yield (*path, *inner), text, own
    elif isinstance(value, str) and found is not None:
        yield path, value, found
    else:
        for step, part in _parts(value):
            yield from _marked_in(part, (*path, step), found, mark)


def _parts(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list | tuple) else ()


@cache
def _marked_fields(model: type[BaseModel], mark: type[Marker]) -> list[tuple[str, str, Any]]:
    """The fields in which there may be such texts: name, alias, and the mark on the field."""
    fields = [
        (name, info.alias or name, mark_of(model, name, mark), info.annotation)
        for name, info in model.model_fields.items()
    ]
    return [(name, alias, found) for name, alias, found, kind in fields if found or _deep(kind)]


@cache
def fields_with_parts(model: type[BaseModel]) -> list[tuple[str, str]]:
    """The fields of a type in which there may be other models, and the keys they stand under."""
    fields = model.model_fields.items()
    return [(name, info.alias or name) for name, info in fields if _deep(info.annotation)]


def _deep(kind: object) -> bool:
    """Whether values of a type may have models in them; so may all that is not surely plain."""
    if kind in _PLAIN or get_origin(kind) is Literal:
        return False
    return any(map(_deep, parts)) if (parts := get_args(kind)) else True


_PLAIN = (str, int, float, bool, type(None), ...)


def mark_of(model: type[BaseModel], name: str, mark: type[M]) -> M | None:
    """The mark of a kind that a field bears, if it bears one."""
    return next((found for found in _marks(model, name) if isinstance(found, mark)), None)


@cache
def _marks(model: type[BaseModel], name: str) -> tuple[Marker, ...]:
    """The marks on a field, however deep in its type they stand."""
    info = model.model_fields[name]
    return tuple(_marks_in((*info.metadata, info.annotation)))


def _marks_in(parts: Iterable[object]) -> Iterator[Marker]:
    for part in parts:
        if isinstance(part, Marker):
            yield part
        yield from _marks_in((*getattr(part, "__metadata__", ()), *get_args(part)))
