"""`build-course theme`: what there is to do with themes."""

from __future__ import annotations

import click

from builder.commands.theme_gallery import gallery
from builder.commands.theme_list import listing
from builder.commands.theme_new import new


@click.group()
def theme() -> None:
    """Make a theme, look at one, or say which there are."""


theme.add_command(gallery)
theme.add_command(listing)
theme.add_command(new)
