"""`build-course theme`: what there is to do with themes."""

from __future__ import annotations

import click

from builder.commands.theme_gallery import gallery


@click.group()
def theme() -> None:
    """Look at themes."""


theme.add_command(gallery)
