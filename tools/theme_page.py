"""`docs/reference/themes.md`: tokens, pieces of the page and blocks of its template, from the code.

Used by `tools.reference`. A token, sheet or block that nobody has described stops it.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.files import tool_text
from builder.model.look import COLOUR_TOKENS, Colours
from builder.render.contract import MENU_PIECES, PIECES
from builder.render.trial import blocks_of
from builder.theming.css import SCHEMES
from builder.theming.palette import PAIRS, resolved
from builder.theming.theme import SHEETS, tool_theme

HEAD = """\
# Themes: what may be relied on

(Written by `python -m tools.reference` from the code that checks it.) [Themes](../themes.md)
explains how all this belongs together. Names on this page stay: taking one away, or giving it
another meaning, is a major version.
"""

FROM_OTHERS = {
    "bar-ink-2": "Text in the bar that matters less.",
    "bar-line": "Lines in the bar.",
    "bar-hover": "The ground of what the pointer is on, in the bar.",
    "bar-accent": "Progress, in the bar.",
    "bar-warn": "The save line while work is not saved.",
    "font": "The fonts of running text.",
    "font-head": "The fonts of headings.",
    "size": "The size of running text.",
    "size-s": "Small text: captions, hints.",
    "size-l": "Large text: quotations.",
    "weight": "The weight of headings.",
    "leading": "The height of a line of running text.",
    "measure": "How wide the text may become.",
    "space-1": "The smallest distance; each of the following is larger.",
    "space-2": "Between things that belong together.",
    "space-3": "Inside small boxes.",
    "space-4": "Between paragraphs.",
    "space-5": "Inside large boxes.",
    "space-6": "Between blocks.",
    "radius": "The corners of cards and boxes.",
    "radius-s": "The corners of fields and small boxes.",
    "round": "The corners of buttons and tags.",
    "aside": "The width of the stroke beside notes and feedback.",
    "shadow": "The shadow of boxes.",
}
"""What tokens are for that are no colours of a course."""

BLOCKS = {
    "icon": "the icon of the page",
    "head": "the end of `<head>`; empty",
    "skip": "the link to the text",
    "bar": "the bar, with the following down to `progress`",
    "brand": "logo and title",
    "logo": "the logo alone",
    "save": "the save line",
    "tools": "the buttons for contents, languages, help and exit",
    "languages": "the menu of languages, in courses that have one",
    "trouble": "why work is not saved, and what helps",
    "progress": "the line that grows",
    "menu": "the table of contents",
    "opening": "the cover, for print and for readers without scripts",
    "pages": "all modules and pages, with the following down to `credits`",
    "module": "the title of a module (`module`, `module_number`)",
    "title": "the title of a page (`page`, `id`)",
    "outcomes": "the outcomes of a module, on its first page",
    "credits": "the credits of the course, on its last page",
    "gate": "what is still missing before the next page",
    "steps": "previous and next",
    "foot": "after the text; empty",
    "help": "the dialogue with help",
    "others": "the page in further languages, in courses with a menu of them",
}
"""What each block of course.html holds."""

LAYERS = {
    "tokens.css": "tokens, and nothing else",
    "base.css": "elements, and the classes that several blocks share",
    "blocks.css": "blocks; it comes after the styles that they bring themselves",
    "layout.css": "the shell: bar, menu, page, steps, help",
    "print.css": "paper",
}


def themes_page() -> str:
    """The page as it ought to be."""
    return "\n".join([HEAD, *_tokens(), *_pairs(), *_sheets(), *_blocks(), *_pieces()]) + "\n"


def _tokens() -> Iterator[str]:
    theme = tool_theme("classic")
    palettes = [resolved(theme.palettes[scheme]) for scheme in SCHEMES]
    keys = {token: name for name, token in COLOUR_TOKENS.items()}
    yield "## Tokens\n"
    yield "Custom properties, set on `:root`. The key is that of `colours` in `course.yaml`.\n"
    yield "| token | key | for | light | dark | print |\n|---|---|---|---|---|---|"
    for token in palettes[0]:
        name = keys.get(token)
        about = Colours.model_fields[name].description if name else FROM_OTHERS[token]
        key = f"`{name.replace('_', '-')}`" if name else ""
        values = " | ".join(f"`{palette[token]}`" for palette in palettes)
        yield f"| `--bc-{token}` | {key} | {about} | {values} |"
    yield "\n| token | for |\n|---|---|"
    known = _all_tokens()
    for token in known - palettes[0].keys() - FROM_OTHERS.keys():
        raise KeyError(token)
    for token, about in FROM_OTHERS.items():
        if token in known - palettes[0].keys():
            yield f"| `--bc-{token}` | {about} |"


def _all_tokens() -> set[str]:
    lines = (tool_text("themes/classic/tokens.css") or "").splitlines()
    return {line.split(":")[0].strip()[5:] for line in lines if line.strip().startswith("--bc-")}


def _pairs() -> Iterator[str]:
    yield "\n## What stands on what\n"
    yield "The contrast of each pair is checked in the light, the dark and print (WCAG 2.2, 1.4.3"
    yield "and 1.4.11).\n"
    yield "| token | on | at least |\n|---|---|---|"
    for front, grounds, least in PAIRS:
        yield f"| `{front}` | {', '.join(f'`{ground}`' for ground in grounds)} | {least:g} |"


def _sheets() -> Iterator[str]:
    yield "\n## Sheets\n"
    yield "Each is a cascade layer, in this order: what comes later counts.\n"
    yield "| sheet | for |\n|---|---|"
    for sheet in SHEETS:
        yield f"| `{sheet}` | {LAYERS[sheet]} |"


def _blocks() -> Iterator[str]:
    yield "\n## Blocks of `course.html`\n"
    yield "| block | what it holds |\n|---|---|"
    for name in blocks_of(tool_theme("classic"), 0):
        yield f"| `{name}` | {BLOCKS[name]} |"


def _pieces() -> Iterator[str]:
    yield "\n## Pieces of the page\n"
    yield "What the player looks for. A piece that is *wanted* must be there once; the others may"
    yield "be left out.\n"
    yield "| piece | block | |\n|---|---|---|"
    for piece in PIECES:
        block = f"`{piece.block}`" if piece.block else ""
        yield f"| `{piece.what}` | {block} | {'wanted' if piece.wanted else ''} |"
    yield '| `<section data-module="…">` with an `<h2>` | `module` | wanted, for each module |'
    yield '| `<section data-page="…">` with an `<h3>` | `title` | wanted, for each page |'
    for piece in MENU_PIECES:
        yield f"| `{piece.what}` | `{piece.block}` | wanted where learners choose the language |"
    yield '| `<template data-bc-language="…">` | `others` | the same, for each further language |'
    link = '`<a href="#…" data-page="…">` with a `data-bc-state` in it'
    yield f"| {link} | `menu` | wanted, for each page |"
