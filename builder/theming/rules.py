"""The codes of what can be wrong with a theme."""

from __future__ import annotations

from builder.diagnostics import Rule

NO_THEME = Rule("BC308", "A theme that is not there")
THEME_LOOP = Rule("BC321", "Themes that extend one another in a circle")
NO_THEME_FILE = Rule("BC322", "A file of a theme that is not there")
UNSAFE_CSS = Rule("BC323", "CSS that a theme must not have")
BROKEN_TEMPLATE = Rule("BC324", "A template of a theme that does not work")
LOST_PIECE = Rule("BC325", "A theme's page lacks what the player needs")
THEME_CONTRAST = Rule("BC513", "Colours of the theme that are too alike")
COURSE_CONTRAST = Rule("BC531", "A colour of the course that is too like another")

RULES = (
    NO_THEME,
    THEME_LOOP,
    NO_THEME_FILE,
    UNSAFE_CSS,
    BROKEN_TEMPLATE,
    LOST_PIECE,
    THEME_CONTRAST,
    COURSE_CONTRAST,
)
