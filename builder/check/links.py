"""Links of a text: addresses that a page may have, words that say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.prose import links_in, prose, without_code
from builder.check.subject import Texts
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.markdown import SCHEMES
from builder.model.words import listed

REFUSED_ADDRESS = Rule("BC311", "A link with an address that pages cannot have", Severity.WARNING)
EMPTY_WORDS = Rule("BC510", "A link whose words do not say where it leads", Severity.WARNING)
BARE_ADDRESS = Rule("BC512", "An address that is no link", Severity.HINT)

_NOTHING = """
here|click here|click|click this|this|this link|link|more|read more|learn more|see more
|this page|this site|this website|go|see here|details|info
|hier|hier klicken|klicken sie hier|klick hier|mehr|weiterlesen|mehr erfahren|dieser link
|ici|cliquez ici|lien|ce lien|en savoir plus|plus|lire la suite
|aquí|haz clic aquí|haga clic aquí|enlace|este enlace|más|leer más|saber más
|qui|clicca qui|questo link|di più|leggi di più|scopri di più
|klik hier|deze link|meer|lees meer|meer lezen
|clique aqui|aqui|este link|mais|leia mais|saiba mais
|здесь|тут|нажмите здесь|ссылка|эта ссылка|подробнее|читать далее|далее
"""
SAYING_NOTHING = frozenset(words.strip() for words in _NOTHING.split("|"))
"""Words in several languages that, read alone as a list of links is, say nothing."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BARE = re.compile(r"(?<![\w(<\[\"'/:=.])(?:https?://|www\.)[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"]")
_BEGINS = re.compile(r"https?://|www\.")
"""What every such address begins with, and is found fast."""
_DEFINED = re.compile(r"^ {0,3}\[[^\]]+\]:.*$", re.MULTILINE)
_TAGGED = re.compile(
    r"<a\s.{0,999}?</a>|\[(?:[^\[\]]|\[[^\[\]]{0,99}\]){0,499}\]\([^)]{0,999}\)",
    re.DOTALL | re.IGNORECASE,
)
"""Links as an author writes them; none is longer than that, and so no text takes long."""


def refused_addresses(subject: Texts) -> Iterator[Diagnostic]:
    """A link has an address of a kind that stays on the page: of the web, for mail or phone."""
    for text in prose(subject):
        for link in links_in(text):
            scheme = _SCHEME.match(link.address)
            if scheme and scheme[1].lower() not in SCHEMES:
                yield REFUSED_ADDRESS.at(
                    text.at(link.address),
                    f"The link '{link.words}' begins with {scheme[0]}, so its address is left out.",
                    f"Use an address that begins with one of: {listed(sorted(SCHEMES))}.",
                )


def links_without_words(subject: Texts) -> Iterator[Diagnostic]:
    """The words of a link say where it leads: screen readers list links without what is around."""
    for text in prose(subject):
        for link in links_in(text):
            words = " ".join(link.words.split()).strip(" .,:;!?…»›→>").casefold()
            if words in SAYING_NOTHING or not words:
                written = f"[{link.words}]"
                yield EMPTY_WORDS.at(
                    text.at(written if words and written in text.value else link.address),
                    f"The link says '{link.words}', which does not tell where it leads."
                    if words
                    else "This link has no words.",
                    "Let the link be the words that name its goal: the [report of 2024](…).",
                )


def bare_addresses(subject: Texts) -> Iterator[Diagnostic]:
    """An address in a text becomes a link only where the author writes it as one."""
    for text in prose(subject):
        if "://" not in text.value and "www." not in text.value:
            continue
        if not _bare_in(text.value):  # what is taken away below leaves no other behind
            continue
        bare = _TAGGED.sub("", _DEFINED.sub("", without_code(text.value)))
        for address in dict.fromkeys(_bare_in(bare)):
            whole = address if "://" in address else f"https://{address}"
            yield BARE_ADDRESS.at(
                text.at(address),
                f"{address} is shown as text, not as a link.",
                f"Write <{whole}>, or better [words that name it]({whole}).",
            )


def _bare_in(text: str) -> list[str]:
    """The addresses in a text, but for those right behind what makes a link of one."""
    found: list[str] = []
    end = 0
    for begin in _BEGINS.finditer(text):
        address = _BARE.match(text, begin.start()) if begin.start() >= end else None
        if address is not None:
            found.append(address[0])
            end = address.end()
    return found
