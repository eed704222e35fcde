"""`build-course explain`."""

from __future__ import annotations

import click


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Tell the whole story of a finding by its CODE, such as BC613, with examples."""
    from builder.console import Console
    from builder.model.words import meant
    from builder.rules import RULES
    from builder.stories import story_of

    name = code.upper().removeprefix("BC")
    rule, story = RULES.get(f"BC{name}"), story_of(f"BC{name}")
    if rule is None or story is None:
        known = meant(f"BC{name}", RULES, "docs/codes.md lists all.")
        raise click.UsageError(f"There is no code {code!r}. {known}")
    Console(as_json=False).show_story(rule, story)
