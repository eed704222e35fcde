"""What a scene can show beside its text: with the fields of the blocks of the same kinds."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import model_validator

from builder.blocks.audio import Audio, Recording
from builder.blocks.base import Credit, Fields, Flag, Image, Line, MediaFile, need_alt
from builder.blocks.video import Film, Video


class SceneImage(Fields):
    """The picture of a scene."""

    src: Image
    alt: Line | None = None
    decorative: Flag = False
    credit: Credit | None = None

    @model_validator(mode="after")
    def _described(self) -> Any:
        need_alt(self.alt, self.decorative)
        return self


class SceneVideo(Film):
    """The film of a scene."""

    src: Annotated[str, MediaFile("video")]

    @property
    def block(self) -> Video:
        """The same film as a block of a page, for the block's template."""
        return Video(video=self.src, **_facts(self, Film))


class SceneAudio(Recording):
    """The recording of a scene."""

    src: Annotated[str, MediaFile("audio")]

    @property
    def block(self) -> Audio:
        """The same recording as a block of a page, for the block's template."""
        return Audio(audio=self.src, **_facts(self, Recording))


def _facts(media: Fields, shared: type[Fields]) -> dict[str, Any]:
    return {name: getattr(media, name) for name in shared.model_fields}
