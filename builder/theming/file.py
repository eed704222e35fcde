"""What stands in `theme.yaml`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from builder.blocks.base import Fields, Id
from builder.model.look import Look

THEME_FILE = "theme.yaml"

Short = Annotated[str, StringConstraints(min_length=1, max_length=300)]
OwnFile = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]*(/\w[\w.-]*)*$", max_length=200)]
"""A file of the theme, by its path in the theme's folder."""


class Font(Fields):
    """A font that comes with the theme: one file of one family."""

    family: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 _.-]*$")] = Field(
        description="What the font is called in `type`, and in CSS."
    )
    file: OwnFile = Field(description="The file, such as `fonts/lato.woff2`.")
    weight: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2}( [1-9][0-9]{0,2})?$")] = (
        Field("400", description="Its weight, such as `400`; `200 900` for a variable font.")
    )
    style: Literal["normal", "italic"] = Field("normal", description="Upright or italic.")


class ThemeLogo(Fields):
    """A logo that comes with the theme."""

    src: OwnFile = Field(description="The picture, such as `logo.svg`.")
    alt: Short = Field(description="Whose logo it is, for those who cannot see it.")
    dark: OwnFile | None = Field(
        None,
        description=(
            "The picture for a dark bar. Without it the logo stands on a light ground there."
        ),
    )


class ThemeFile(Fields):
    """A theme: what it is called, what it extends, and what it brings."""

    theme: Id = Field(description="The name of the theme: that of its folder.")
    title: Short | None = Field(None, description="Its name for people.")
    description: Short | None = Field(None, description="What it is made for, in a sentence.")
    extends: Id | None = Field(
        None, description="The theme that this one changes. Without it, it stands on its own feet."
    )
    fonts: list[Font] = Field([], description="The fonts that come with the theme.")
    logo: ThemeLogo | None = Field(None, description="A logo in the bar.")
    tokens: Look = Field(
        default_factory=Look,
        description="Colours, type and shape, where that is all that is different.",
    )
