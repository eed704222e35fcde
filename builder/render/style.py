"""The style of a page: the theme's sheets and its blocks', without what nothing on it asks for."""

from __future__ import annotations

from builder.blocks.registry import BLOCKS
from builder.cache import made_once
from builder.files import tool_text
from builder.markdown import CLASSES
from builder.model.course import Course
from builder.plan.model import Plan
from builder.render.player import GATES, needs, parts_for
from builder.render.templates import template_text
from builder.theming.css import squeeze
from builder.theming.theme import SHEETS, Theme


def page_style(course: Course, plan: Plan, theme: Theme, player: str, *, menu: bool) -> str:
    """The style of this course's page. `player` is its script; `menu`: it offers languages."""
    kinds = _kinds(course)
    css = _sheets(course, theme, kinds, menu)
    # A stranger's template may put the names of its classes together.
    written = "" if theme.foreign else _templates(course, theme, kinds) + player
    absent = _absent(course, plan, theme, menu)
    key = "\0".join([css, written, *kinds, *sorted(absent)])
    return made_once("style", key, lambda: _lightened(css, written, kinds, absent))


def _sheets(course: Course, theme: Theme, kinds: list[str], menu: bool) -> str:
    """All sheets, each in its layer."""
    names = [sheet.removesuffix(".css") for sheet in SHEETS]
    sheets = {name: theme.styles(f"{name}.css") for name in names}
    sheets["tokens"] += "\n" + theme.course_css(course.theme)
    sheets = {"needed": tool_text("render/needed.css") or "", **sheets}
    sheets["blocks"] = f"{_block_styles(course, kinds)}\n{sheets['blocks']}"
    if menu:
        sheets["layout"] = f"{tool_text('render/languages.css')}\n{sheets['layout']}"
    layers = (f"@layer {name} {{\n{css}\n}}" for name, css in sheets.items())
    return "\n".join([f"@layer {', '.join(sheets)};", *layers])


def _lightened(css: str, written: str, kinds: list[str], absent: set[str]) -> str:
    """Squeezed; without what nothing asks for that is written in templates and script."""
    from builder.theming.needed import needed, without_idle, words_in  # a style is made once

    if not written:
        return squeeze(css)
    composed = {"foreign", *(f"block-{kind}" for kind in kinds)}
    words = (words_in(written) | CLASSES | composed) - absent
    return without_idle(needed(squeeze(css), words), written)


def _block_styles(course: Course, kinds: list[str]) -> str:
    """Of each kind `style.css`, and `style-PART.css` for each of its pieces that is used."""
    used = needs(course)
    parts = {
        kind: sorted(name[len(kind) :] for name in used if name.startswith(f"{kind}-"))
        for kind in kinds
    }
    files = [f"{kind}/style{part}.css" for kind in kinds for part in ("", *parts[kind])]
    return "\n".join(tool_text(f"blocks/{file}") or "" for file in files)


def _templates(course: Course, theme: Theme, kinds: list[str]) -> str:
    """The templates of the page and of all kinds on it, as they are written."""
    included = {kind for _, _, block in course.walk() for kind in block.includes}
    names = ("course", "parts", *kinds, *sorted(included.difference(kinds)))
    return "".join(template_text(theme, f"{name}.html") for name in names)


def _absent(course: Course, plan: Plan, theme: Theme, menu: bool) -> set[str]:
    """Classes of the page's own template for which this course has no use."""
    logos = (course.theme.logo, *(layer.facts.logo for layer in theme.line))
    used = {
        "bar__language": menu,
        "bar__logo": any(logos),
        "cover__text": course.description,
        "credits": course.credits,
        "gate": GATES in parts_for(plan),
        "menu__minutes": any(module.minutes for module in course.modules),
        "outcomes": any(module.outcomes for module in course.modules),
        "outcomes__title": any(module.outcomes for module in course.modules),
    }
    return {name for name, there in used.items() if not there}


def _kinds(course: Course) -> list[str]:
    """The kinds of block that the course uses, in the order of the table."""
    used = {block.kind for _, _, block in course.walk()}
    return [kind for kind in BLOCKS if kind in used]
