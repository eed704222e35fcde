"""A film with captions and a transcript; with an id, how much of it was watched is tracked."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import (
    Block,
    Credit,
    Fields,
    Flag,
    Id,
    Image,
    Line,
    Lookup,
    MediaFile,
    UsedBlock,
)
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Item, Objective

PARTS = 20
"""The film's length is kept in so many equal parts, each watched or not."""
NEEDING_AN_ID = ("watched", "optional", "ask")
"""Keys that do nothing in a video whose watching is not remembered."""
WHOLE = 100
"""All of a film, in per cent."""


def _per_cent(value: object) -> int:
    """`90%` as a whole number of per cent."""
    found = re.fullmatch(r"([0-9]{1,3}) ?%", str(value).strip())
    if found and 1 <= int(found[1]) <= WHOLE:
        return int(found[1])
    raise PydanticCustomError(
        "percentage",
        "How much counts as watched is a percentage from 1% to 100%, without decimals.",
        {"hint": "Write watched: 90%."},
    )


Percentage = Annotated[str, StringConstraints(pattern=r"^(0{0,2}[1-9]|0?[1-9][0-9]|100) ?%$")]
"""How a share is written, for JSON Schema."""
WatchedShare = Annotated[int, BeforeValidator(_per_cent, json_schema_input_type=Percentage)]


ACCESSIBLE: dict[str, Any] = {
    "allOf": [{"required": ["transcript"]}],
    "if": {"not": {"properties": {"silent": {"enum": [True, "true"]}}, "required": ["silent"]}},
    "then": {"required": ["captions"], "properties": {"captions": {"minProperties": 1}}},
}
"""For JSON Schema: what every film needs."""


class Film(Fields):
    """A film. Captions are needed unless it is silent; the transcript is for everyone."""

    model_config = ConfigDict(json_schema_extra=ACCESSIBLE)

    title: Line = Limit(description="Its name, for the player's label.")
    poster: Image | None = Limit(
        None,
        description="The picture that stands there before it plays, such as `media/visit.jpg`.",
    )
    captions: dict[str, Annotated[str, MediaFile("captions")]] = Limit(
        {},
        description=(
            "Subtitles as WebVTT files by language: `{ en: media/visit.en.vtt }`. Needed "
            "unless the film is `silent`."
        ),
    )
    silent: Flag = Limit(False, description="`true`: nobody speaks in it, so it needs no captions.")
    transcript: Annotated[str, MediaFile("text")] | None = Limit(
        None,
        description=(
            "Needed: a Markdown file with what is said and seen, such as "
            "`media/visit.en.md`. It is shown in a fold-out."
        ),
    )
    credit: Credit | None = Limit(
        None,
        description="Who made it, where it comes from and how it may be used; shown beside it.",
    )

    @model_validator(mode="after")
    def _accessible(self) -> Any:
        if not self.captions and not self.silent:
            raise PydanticCustomError(
                "captions",
                "This video has no captions.",
                {
                    "hint": "Add captions: { en: media/NAME.en.vtt }, "
                    "or silent: true if nobody speaks."
                },
            )
        if self.transcript is None:
            raise PydanticCustomError(
                "transcript",
                "This video has no transcript.",
                {
                    "hint": "Add transcript: media/NAME.en.md, "
                    "a Markdown file with what is said and seen."
                },
            )
        return self


class Video(Block, Film):
    """A film on a page. Nothing of it is tracked."""

    kind: ClassVar[str] = "video"

    video: Annotated[str, MediaFile("video")] = Limit(
        description="The file, such as `media/visit.mp4`.",
    )

    def pieces(self, course: Lookup) -> tuple[str, ...]:
        """Nothing: the browser plays it."""
        return ()


class TrackedVideo(UsedBlock, Film):
    """A film with an id. How much of it was watched is kept, and told where xAPI is spoken.

    With `watched`, its own or the course's, a learner has to watch that much of it.
    """

    model_config = ConfigDict(
        json_schema_extra={
            **ACCESSIBLE,
            "dependentRequired": {key: ["id"] for key in NEEDING_AN_ID},
        }
    )

    kind: ClassVar[str] = "video"
    id_key: ClassVar[str | None] = "id"

    video: Annotated[str, MediaFile("video")] = Limit(
        description="The file, such as `media/visit.mp4`.",
    )
    called: Annotated[Id | None, Limit(alias="id")] = Limit(
        None,
        alias="id",
        description=(
            "An id of its own: with it, how much of the video was watched is remembered and told."
        ),
    )
    watched: WatchedShare | None = Limit(
        None,
        description=(
            "How much has to be watched, such as `90%`. What was wound over does not count. "
            "Without it the course's own `completion: { watched: … }` counts."
        ),
    )

    @property
    def id(self) -> str:
        """The author's id."""
        return str(self.called)

    @model_validator(mode="after")
    def _has_an_id(self) -> Any:
        if self.called is None:
            found = (key for key in NEEDING_AN_ID if key in self.model_fields_set)
            key = next(found, "video")
            raise PydanticCustomError(
                "video_without_id",
                "This video says '{key}', but it has no id under which watching is remembered.",
                {"key": key, "at": (key,), "hint": "Add an id of your own, such as id: my-video."},
            )
        return self

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item: which parts were watched, and the most that ever was. An objective if asked."""
        share = self.watched or course.watched
        label = label_of(self.ask, self.title)
        return (
            Item(
                id=full_id,
                kind=self.kind,
                label=label,
                required=share is not None and not self.optional,
                fields=(
                    Field(name="parts", type="number", limit=2**PARTS - 1),
                    Field(name="share", type="number", limit=WHOLE),
                ),
                objectives=() if share is None else (Objective(title=label_of(None, self.title)),),
                data={"watched": share or WHOLE},
            ),
        )


def _sort_of(data: Any) -> str:
    """A film that only shows has the keys of one; anything more is meant for a tracked one."""
    if not isinstance(data, dict):
        return "tracked" if isinstance(data, TrackedVideo) else "shown"
    known = {info.alias or name for name, info in Video.model_fields.items()}
    return "shown" if data.keys() <= known else "tracked"


AnyVideo = Annotated[
    Annotated[Video, Tag("shown")] | Annotated[TrackedVideo, Tag("tracked")],
    Discriminator(_sort_of),
]
"""What an author writes as `video`."""
