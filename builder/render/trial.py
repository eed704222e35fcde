"""A stranger's theme on trial: its templates are run, and the page held against the contract."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from traceback import walk_tb
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from builder.blocks.registry import BLOCKS
from builder.diagnostics import Diagnostic, Span
from builder.files import Tree
from builder.model.course import Course
from builder.plan.model import Plan
from builder.render.contract import COURSE, Lack, Safe, lacks, lost_hooks
from builder.render.document import Renderer, policy
from builder.render.player import opening
from builder.render.templates import environment, file_of
from builder.theming.css import span_at
from builder.theming.rules import BROKEN_TEMPLATE, LOST_PIECE
from builder.theming.theme import Layer, Theme, tool_theme

SCRIPT = "'player';"
"""Stands for the player while a theme is on trial."""


def theme_faults(course: Course, plan: Plan, theme: Theme, media: Tree) -> Iterator[Diagnostic]:
    """What is wrong with the page that a theme makes of this course."""
    renderer = Renderer(course, plan, theme, media)
    if course.has_language_menu:  # the same words do for another language
        other = course.model_copy(update={"language": course.other_languages[0]})
        renderer = replace(renderer, further=(replace(renderer, course=other),))
    try:
        page = "".join(renderer.document(SCRIPT, "web"))
        lost = list(_of_blocks(renderer))
    except Exception as error:  # whatever a stranger's template does wrong
        if (found := _broken(theme, error)) is None:
            raise
        yield found
        return
    safe = Safe(SCRIPT, opening(), policy(opening(), SCRIPT))
    for lack in [*lacks(page, course, plan, safe), *lost]:
        yield _lost(theme, lack)


def _of_blocks(renderer: Renderer) -> Iterator[Lack]:
    """What blocks lack whose templates are the theme's."""
    own = {kind for kind in BLOCKS if renderer.theme.template(f"{kind}.html")}
    own = set(BLOCKS) if renderer.theme.template("parts.html") else own
    plain = Renderer(renderer.course, renderer.plan, tool_theme("classic"), renderer.media)
    for placed in renderer.course.walk() if own else ():
        kind = placed.block.kind
        if kind in own:
            pair = (one.inside(placed.block, placed.id, "x") for one in (plain, renderer))
            hooks = lost_hooks(*pair)
            if hooks:
                own -= {kind}
                yield Lack(f"A {kind} block has no {hooks[0]}.", template=f"{kind}.html")


def _lost(theme: Theme, lack: Lack) -> Diagnostic:
    layer, span = _to_blame(theme, lack)
    name = f"templates/{lack.template}"
    if lack.strange:
        hint = "Remove it: a page holds all that it needs, and its files are those of the theme."
    elif lack.block:
        hint = f"It belongs to the block '{lack.block}' of course.html: write it there, or super()."
    elif lack.template == COURSE:
        hint = "Extend course.html of another theme, or compare yours with that of classic."
    else:
        hint = "Compare it with the block's own template.html."
    return LOST_PIECE.at(
        layer.folder.place(name, span), layer.folder.where(name, span) + lack.message, hint
    )


def _to_blame(theme: Theme, lack: Lack) -> tuple[Layer, Span]:
    """The outermost theme that writes this template, the block itself if one does; and where."""
    start = Span(1, 1, 1, 1)
    blamed: tuple[Layer, Span] | None = None
    for number in reversed(range(len(theme.line))):
        layer = theme.line[number]
        text = layer.folder.text(f"templates/{lack.template}")
        if text is None or layer.folder.ours:
            continue
        words = f"<{lack.strange}" if lack.strange else f"block {lack.block}"
        at = text.find(words) if lack.strange or lack.block else -1
        if at >= 0:
            return layer, span_at(text, at, at + len(words))
        blamed = blamed or (layer, start)
    return blamed or (theme.line[-1], start)


def _broken(theme: Theme, error: Exception) -> Diagnostic | None:
    """The finding for an error of a template; None where it is not a theme's template's."""
    files = {
        file_of(theme, number, name.removeprefix("templates/")): (layer, name)
        for number, layer in enumerate(theme.line)
        for name in layer.folder.files
        if name.startswith("templates/") and not layer.folder.ours
    }
    found = _where(error, files.keys())
    if found is None:
        return None
    file, line = found
    layer, name = files[file]
    text = (layer.folder.text(name) or "").splitlines()
    width = len(text[line - 1]) if 0 < line <= len(text) else 0
    span = Span(line, 1, line, width + 1)
    return BROKEN_TEMPLATE.at(
        layer.folder.place(name, span),
        f"{layer.folder.where(name, span)}{_said(error)}",
        "docs/themes.md says what templates are given, and how they extend others.",
    )


def _where(error: Exception, names: Collection[str]) -> tuple[str, int] | None:
    if isinstance(error, TemplateSyntaxError) and error.filename in names:
        return str(error.filename), error.lineno
    trace: TracebackType | None = error.__traceback__
    lines = [(frame.f_code.co_filename, number) for frame, number in walk_tb(trace)]
    return next(((file, line) for file, line in reversed(lines) if file in names), None)


def _said(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"There is no template '{error.name}'."
    text = str(error).strip().rstrip(".")
    if isinstance(error, KeyError):  # a word of the player, most often; its text is the key alone
        text = f"there is nothing called {text}"
    return f"The template does not work: {text[:1].lower()}{text[1:]}."


def blocks_of(theme: Theme, number: int, language: str = "en") -> list[str]:
    """The named blocks of a theme's course.html, in their order."""
    text = theme.line[number].folder.text(f"templates/{COURSE}") or ""
    tree = environment(theme, language).parse(text)
    return [block.name for block in tree.find_all(nodes.Block)]
