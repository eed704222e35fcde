"""The templates of a theme, of those it extends, and of all blocks, as one Jinja environment."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from builder.blocks.registry import BLOCKS
from builder.languages import direction, own_name
from builder.markdown import plain
from builder.render.compiled import Compiled
from builder.render.media import mime_type, url_of
from builder.render.texts import (
    bare_html,
    is_curly,
    label_html,
    language_attributes,
    line_html,
    words_html,
)
from builder.render.words import words_for
from builder.theming.theme import Theme, default_template

BELOW = "@"
"""`course.html@2` is the course.html of the layers under the second."""


@lru_cache(maxsize=8)
def environment(theme: Theme, language: str) -> Environment:
    """The templates, each compiled when it is first needed.

    A template that extends or includes one of its own name means that of the theme which its theme
    extends, and in the end the tool's own. Templates of strangers run in Jinja's sandbox.
    """
    words, curly = words_for(language), is_curly(language)
    kind: type[_Layered | _Sandboxed] = _Sandboxed if theme.foreign else _Layered
    made = kind(
        loader=FunctionLoader(lambda name: _text(theme, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Compiled(f"{kind.__name__} {language}"),
    )
    made.theme = theme
    made.globals.update(
        t=words.say,
        numeral=words.numbers.written,
        language_name=own_name,
        player_lang=_lang(words.language, language),
        course_lang=_lang(language, words.language),
        line=lambda text: line_html(text, curly),
        label=lambda text: label_html(text, curly),
        bare=bare_html,
        words=words_html,
        in_language=language_attributes,
        lang=lambda tag: _lang(tag, ""),
        plain=plain,
        media=url_of,
        mime=mime_type,
    )
    return made


def _lang(inner: str, outer: str) -> Markup:
    """The attributes of an element in one language inside one in another."""
    if inner == outer:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(inner, direction(inner))


class _Inherits:
    """How a template finds that of the theme below."""

    theme: Theme

    def join_path(self, template: str, parent: str) -> str:
        """The full name of what a template names."""
        name, _, below = parent.partition(BELOW)
        if template != name:
            return template
        found = self.theme.template(name, int(below) if below else None)
        return f"{name}{BELOW}{found[1]}" if found else f"{name}{BELOW}none"


class _Layered(_Inherits, Environment):
    """For what comes with the tool."""


class _Sandboxed(_Inherits, ImmutableSandboxedEnvironment):
    """For what a stranger wrote."""


def file_of(theme: Theme, number: int, name: str) -> str:
    """What tracebacks call a theme's template."""
    return f"{theme.line[number].folder.path}/templates/{name}"


def template_text(theme: Theme, name: str) -> str:
    """A template as the theme has it, and as those have it that it extends; "" if there is none."""
    texts = []
    found = theme.template(name)
    while found is not None:
        texts.append(found[0])
        found = theme.template(name, found[1])
    return "\n".join(texts) or default_template(name) or ""


def _text(theme: Theme, full_name: str) -> Any:
    name, _, below = full_name.partition(BELOW)
    if below == "none":
        return None
    found = theme.template(name, int(below) if below else None)
    if found is not None:
        return found[0], file_of(theme, found[1], name), lambda: True
    kind = name.removesuffix(".html").partition("-")[0]
    return default_template(name) if kind in BLOCKS or name == "parts.html" else None
