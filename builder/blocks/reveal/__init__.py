"""Pieces that the learner opens one by one."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import (
    Credit,
    Fields,
    Flag,
    Id,
    Image,
    Line,
    Lookup,
    Markdown,
    UsedBlock,
    need_alt,
)
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Item


def _share(value: object) -> object:
    """`20%` as a number of per cent."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)%", str(value).strip())
    if found and float(found[1]) <= 100:
        return float(found[1])
    raise PydanticCustomError(
        "share_of_image",
        "A spot's place is two shares of the image, from 0% to 100%",
        {"hint": "Write at: [20%, 35%]: 20% from the left, 35% from the top."},
    )


Share = Annotated[
    float,
    BeforeValidator(
        _share,
        json_schema_input_type=Annotated[
            str, StringConstraints(pattern=r"^(100(\.0+)?|\d{1,2}(\.\d+)?)%$")
        ],
    ),
]

_SPOTS: dict[str, Any] = {"required": ["style"], "properties": {"style": {"const": "hotspots"}}}
_PLACED: dict[str, Any] = {"items": {"additionalProperties": {"required": ["at"]}}}
_UNPLACED: dict[str, Any] = {"items": {"additionalProperties": {"not": {"required": ["at"]}}}}
_ON_IMAGE: list[Any] = [{"required": [key]} for key in ("image", "alt", "credit")]


class Piece(Fields):
    """What can be opened: a title, and the text behind it."""

    title: Line = Limit(description="What is seen before it is opened.")
    text: Markdown = Limit(description="What is behind it, in Markdown.")
    at: tuple[Share, Share] | None = Limit(
        None,
        description=(
            "Hotspots only: where it stands on the image, from the left and from the top, "
            "such as `[20%, 35%]`."
        ),
    )


class Reveal(UsedBlock):
    """Explore before going on: fold-outs, spots on a picture, tabs or cards to turn over."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [{"properties": {"optional": {"enum": [False, "false"]}}}],
            "if": _SPOTS,
            "then": {"required": ["image", "alt"], "properties": _PLACED},
            "else": {"not": {"anyOf": _ON_IMAGE}, "properties": _UNPLACED},
        }
    )
    kind: ClassVar[str] = "reveal"

    optional: Flag = Limit(False, description="Not here: write `require: none`.")
    reveal: Id = Limit(description="The id of the block.")
    style: Literal["accordion", "hotspots", "tabs", "flip"] = Limit(
        "accordion",
        description="How it looks: fold-outs, spots on a picture, tabs, or cards to turn over.",
    )
    image: Image | None = Limit(
        None,
        description="Hotspots only: the picture that they stand on, such as `media/circle.svg`.",
    )
    alt: Line | None = Limit(
        None,
        description="Hotspots only: what someone who cannot see the picture needs to know.",
    )
    credit: Credit | None = Limit(
        None,
        description=(
            "Hotspots only: who made the picture, where it comes from and how it may be used."
        ),
    )
    items_: Annotated[dict[Id, Piece], Limit(min_length=1)] = Limit(
        description="What can be opened: an id, and a title and a text for each.",
    )
    require: Literal["all", "any", "none"] = Limit(
        "all",
        description=(
            "When the block is done: all pieces were opened, or any, or it is optional (`none`)."
        ),
    )

    @model_validator(mode="after")
    def _required_by_require(self) -> Any:
        if self.optional:
            raise PydanticCustomError(
                "optional_reveal",
                "A reveal block is made optional by 'require'.",
                {"hint": "Write require: none instead of optional: true."},
            )
        return self

    @model_validator(mode="after")
    def _spots_on_an_image(self) -> Any:
        placed = [key for key, piece in self.items_.items() if piece.at is not None]
        if self.style != "hotspots":
            self._no_image(placed)
        elif self.image is None:
            raise PydanticCustomError(
                "hotspots_image",
                "Hotspots need an image to stand on.",
                {"hint": "Add image: and alt:, or choose another style."},
            )
        else:
            need_alt(self.alt, decorative=False)
            self._all_placed(placed)
        return self

    def _no_image(self, placed: list[str]) -> None:
        if self.image or self.alt or self.credit or placed:
            raise PydanticCustomError(
                "image_without_hotspots",
                "Only hotspots have an image and places on it.",
                {"hint": "Write style: hotspots, or put the image in a block of its own."},
            )

    def _all_placed(self, placed: list[str]) -> None:
        missing = [key for key in self.items_ if key not in placed]
        if missing:
            raise PydanticCustomError(
                "hotspot_place",
                "Where on the image does '{id}' stand?",
                {"id": missing[0], "hint": "Add at: [20%, 35%], from the left and from the top."},
            )

    def pieces(self, course: Lookup) -> tuple[str, ...]:
        """With the part for its style, if there is one."""
        return (self.kind, f"{self.kind}-{self.style}")

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item: which pieces were opened. Nothing of it is an answer."""
        titles = " · ".join(piece.title for piece in self.items_.values())
        return (
            Item(
                id=full_id,
                kind=self.kind,
                label=label_of(self.ask, titles),
                required=self.require != "none",
                fields=(Field(name="opened", type="set"),),
                options=tuple(self.items_),
                data={"require": self.require},
            ),
        )
