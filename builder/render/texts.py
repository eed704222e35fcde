"""The texts of a course as HTML: each says its language where that is not the page's."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from builder.foreign import language_of
from builder.languages import direction, primary
from builder.markdown import label, line, markdown, plain
from builder.render.words import Words

_BACK = re.compile(r'aria-label="Back to reference ([^"]*)"')
"""What the reader of Markdown calls them."""


def is_curly(language: str) -> bool:
    """English has one way to set quotes; authors of other languages choose among several."""
    return primary(language) == "en"


def line_html(text: str, curly: bool) -> Markup:
    """A line of Markdown."""
    return _line(text, line(text, _curly(text, curly)))


def label_html(text: str, curly: bool) -> Markup:
    """A line without links, for what can be clicked itself."""
    return _line(text, label(text, _curly(text, curly)))


def bare_html(text: str) -> Markup:
    """The bare words of a text in Markdown."""
    return _line(text, str(escape(plain(text))))


def words_html(text: str) -> Markup:
    """Words that are no Markdown."""
    return _line(text, str(escape(text)))


def markdown_html(text: str, prefix: str, curly: bool, words: Words) -> Markup:
    """A text in Markdown; what leads back from its footnotes says so in the player's words."""
    html = markdown(text, prefix, _curly(text, curly))
    if "footnote-backref" in html:
        html = _BACK.sub(lambda found: _back(found[1], words), html)
    return _wrapped(text, Markup(html))


def _back(reference: str, words: Words) -> str:
    return f'aria-label="{escape(words.say("text.back", reference=reference))}"'


def _wrapped(text: str, html: Markup) -> Markup:
    about = language_attributes(text)
    return Markup('<div class="foreign"{}>{}</div>').format(about, html) if about else html


def language_attributes(text: str | None) -> Markup:
    """`lang` and `dir` for an element whose own words are in attributes, such as a picture's alt.

    Nothing where the text is in the language of the page.
    """
    language = language_of(text) if text else None
    if language is None:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def _line(text: str, html: str) -> Markup:
    about = language_attributes(text)
    return Markup("<span{}>{}</span>").format(about, Markup(html)) if about else Markup(html)


def _curly(text: str, curly: bool) -> bool:
    language = language_of(text)
    return curly if language is None else is_curly(language)
