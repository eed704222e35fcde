"""What a scene can show beside its text: with the fields of the blocks of the same kinds."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, model_validator

from builder.blocks.audio import Audio, Recording
from builder.blocks.base import DESCRIBED, Credit, Fields, Flag, Image, Line, MediaFile, need_alt
from builder.blocks.video import Film, Video


class SceneImage(Fields):
    """The picture of a scene."""

    model_config = ConfigDict(json_schema_extra=DESCRIBED)

    src: Image = Field(description="The file, such as `media/tom.jpg`.")
    alt: Line | None = Field(
        None,
        description="What someone who cannot see the picture needs to know.",
    )
    decorative: Flag = Field(
        False,
        description="`true`: the picture is only decoration and has no `alt`.",
    )
    credit: Credit | None = Field(
        None,
        description="Who made it, where it comes from and how it may be used; shown beside it.",
    )

    @model_validator(mode="after")
    def _described(self) -> Any:
        need_alt(self.alt, self.decorative)
        return self


class SceneVideo(Film):
    """The film of a scene."""

    src: Annotated[str, MediaFile("video")] = Field(
        description="The file, such as `media/phone.mp4`.",
    )

    @property
    def block(self) -> Video:
        """The same film as a block of a page, for the block's template."""
        return Video.model_construct(video=self.src, **_facts(self, Film))


class SceneAudio(Recording):
    """The recording of a scene."""

    src: Annotated[str, MediaFile("audio")] = Field(
        description="The file, such as `media/ringing.mp3`.",
    )

    @property
    def block(self) -> Audio:
        """The same recording as a block of a page, for the block's template."""
        return Audio.model_construct(audio=self.src, **_facts(self, Recording))


def _facts(media: Fields, shared: type[Fields]) -> dict[str, Any]:
    return {name: getattr(media, name) for name in shared.model_fields}
