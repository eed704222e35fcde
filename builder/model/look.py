"""How a course or a theme changes colours, type and shape without CSS: named values, checked."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from builder.blocks.base import ID_PATTERN, Fields, Image, PlainText

THEME_NAME = rf"{ID_PATTERN}|^\.{{1,2}}/\S+$"
"""An id, or a path from the course's folder on."""

Colour = Annotated[str, StringConstraints(pattern=r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
ThemeName = Annotated[str, StringConstraints(pattern=THEME_NAME, max_length=200)]


class Colours(Fields):
    """The colours of a course, each by what it is used for."""

    background: Colour | None = Field(None, description="The ground of the whole page.")
    surface: Colour | None = Field(
        None, description="The ground of cards, questions and fields; of most bars as well."
    )
    panel: Colour | None = Field(
        None,
        description="A quiet ground for what stands apart: outcomes, code, what is pointed at.",
    )
    text: Colour | None = Field(None, description="Running text.")
    muted: Colour | None = Field(None, description="Text that matters less: captions, hints.")
    line: Colour | None = Field(None, description="Thin lines that part things; they may be faint.")
    edge: Colour | None = Field(None, description="The edge of fields that somebody fills in.")
    accent: Colour | None = Field(
        None,
        description=(
            "The colour of buttons, links and marks. Where it is the only one given, "
            "`accent-ink`, `accent-soft` and the colours of the dark scheme follow from it."
        ),
    )
    accent_ink: Colour | None = Field(None, description="Text on the accent, as on a button.")
    accent_soft: Colour | None = Field(
        None, description="A pale accent: the ground of what is chosen, and of notes."
    )
    good: Colour | None = Field(None, description="What is right or done.")
    good_soft: Colour | None = Field(None, description="The ground of what is right.")
    bad: Colour | None = Field(None, description="What is wrong.")
    bad_soft: Colour | None = Field(None, description="The ground of what is wrong.")
    warning: Colour | None = Field(None, description="What needs care.")
    warning_soft: Colour | None = Field(None, description="The ground of what needs care.")
    focus: Colour | None = Field(None, description="The ring around what the keyboard has reached.")
    bar: Colour | None = Field(
        None,
        description="The ground of the bar at the top; what stands on it follows, unless given.",
    )
    bar_text: Colour | None = Field(None, description="Text in the bar.")

    def tokens(self) -> dict[str, str]:
        """The colours that are given, by the names of their tokens without `--bc-`."""
        given = ((name, getattr(self, name)) for name in type(self).model_fields)
        return {COLOUR_TOKENS[name]: value.lower() for name, value in given if value is not None}


COLOUR_TOKENS: Mapping[str, str] = {
    "background": "bg",
    "surface": "surface",
    "panel": "surface-2",
    "text": "ink",
    "muted": "ink-2",
    "line": "line",
    "edge": "edge",
    "accent": "accent",
    "accent_ink": "accent-ink",
    "accent_soft": "accent-soft",
    "good": "good",
    "good_soft": "good-soft",
    "bad": "bad",
    "bad_soft": "bad-soft",
    "warning": "warn",
    "warning_soft": "warn-soft",
    "focus": "focus",
    "bar": "bar",
    "bar_text": "bar-ink",
}
"""The CSS token of each colour, without `--bc-`."""

KEYS: Mapping[str, str] = {token: name.replace("_", "-") for name, token in COLOUR_TOKENS.items()}
"""The author's key of each token of a colour."""


def _size(value: object) -> str:
    text = str(value).strip()
    number = text.removesuffix("%")
    if number != text and number.isascii() and number.isdigit() and 80 <= int(number) <= 150:
        return text
    raise PydanticCustomError(
        "type_size",
        "The size of type is a percentage from 80% to 150%.",
        {"hint": "Write size: 106%."},
    )


_MEASURES = {"rem": (20, 80), "ch": (30, 120)}


def _measure(value: object) -> str:
    text = str(value).strip()
    found = re.fullmatch(r"([0-9]{2,3}(?:\.[0-9])?)(rem|ch)", text)
    if found and _MEASURES[found[2]][0] <= float(found[1]) <= _MEASURES[found[2]][1]:
        return text
    raise PydanticCustomError(
        "type_measure",
        "The measure is the width of the text: 20rem to 80rem, or 30ch to 120ch.",
        {"hint": "Write measure: 42rem, or in characters, measure: 66ch."},
    )


_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.-]*")


def _families(value: str) -> str:
    names = [name.strip().strip("\"'").strip() for name in value.split(",")]
    if all(_FAMILY.fullmatch(name) for name in names):
        return ", ".join(names)
    raise PydanticCustomError(
        "font_families",
        "A font is named by letters, digits, spaces and hyphens; commas part several.",
        {"hint": "Write the names in the order of preference, such as Lato, sans-serif."},
    )


Families = Annotated[
    str, StringConstraints(min_length=1, max_length=300), AfterValidator(_families)
]
Size = Annotated[
    str,
    BeforeValidator(
        _size,
        json_schema_input_type=Annotated[
            str, StringConstraints(pattern=r"^\s*(8[0-9]|9[0-9]|1[0-4][0-9]|150)%\s*$")
        ],
    ),
]
Measure = Annotated[
    str,
    BeforeValidator(
        _measure,
        json_schema_input_type=Annotated[
            str, StringConstraints(pattern=r"^\s*[0-9]{2,3}(\.[0-9])?(rem|ch)\s*$")
        ],
    ),
]


class Type(Fields):
    """Fonts and sizes."""

    text: Families | None = Field(
        None,
        description=(
            "The fonts of running text in the order of preference, such as `Lato, sans-serif`: "
            "those of the theme, or such as learners have."
        ),
    )
    headings: Families | None = Field(None, description="The fonts of headings, likewise.")
    size: Size | None = Field(
        None, description="The size of everything, from `80%` to `150%` of the theme's."
    )
    measure: Measure | None = Field(
        None, description="How wide the text may become, such as `42rem` or `66ch`."
    )


class Shape(Fields):
    """The shape of things."""

    corners: Literal["round", "soft", "square"] | None = Field(
        None, description="The corners of cards, fields and buttons."
    )


class Look(Fields):
    """Colours, type and shape: what is not given stays as it is in the theme."""

    colours: Colours = Field(
        default_factory=Colours, description="The colours of the light scheme."
    )
    dark: Colours = Field(default_factory=Colours, description="The colours of the dark scheme.")
    type_: Type = Field(
        default_factory=Type, description="Fonts, the size of type, the width of the text."
    )
    shape: Shape = Field(default_factory=Shape, description="How round corners are.")


class Logo(Fields):
    """A logo in the bar, beside the course's title."""

    src: Image = Field(description="The picture, such as `media/logo.svg`.")
    alt: Annotated[str, StringConstraints(min_length=1, max_length=200), PlainText()] = Field(
        description="Whose logo it is, for those who cannot see it."
    )
    dark: Image | None = Field(
        None,
        description=(
            "The picture for a dark bar. Without it the logo stands on a light ground there."
        ),
    )


class ThemeChoice(Look):
    """The theme of a course by its name, and what the course changes of it."""

    name: ThemeName = Field(
        "classic",
        description=(
            "The theme: one that comes with the tool or is installed, a folder below `themes/` "
            "of the course, or a path such as `../our-theme`."
        ),
    )
    logo: Logo | None = Field(None, description="A logo in the bar, in place of the theme's.")


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


Themed = Annotated[
    ThemeChoice, BeforeValidator(_named, json_schema_input_type=ThemeName | ThemeChoice)
]
"""What stands behind `theme:` in course.yaml: a name alone, or a name with changes."""
