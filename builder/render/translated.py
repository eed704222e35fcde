"""The player's words in a language other than English: its PO file as entries by key.

A PO file knows plural forms by number, and says in a formula which belongs to which count. The
player asks by category (CLDR's `one`, `few` …), as `Intl` does: each category gets the form that
the formula gives for a count of that category. Babel is loaded here and nowhere else of a build.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping, Sequence

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from builder.files import tool_bytes
from builder.render.words import Entry

SAMPLES = (*range(1, 111), 0, 1_000_000)
"""Counts that have all categories of all languages; 0 counts only where it has one of its own."""


def entries_of(language: str) -> dict[str, Entry]:
    """All entries of a language that are translated and not in doubt, by key."""
    return entries_from(catalog_of(tool_bytes(f"locales/{language}.po"), language))


def catalog_of(data: bytes, language: str) -> Catalog:
    """What stands in a PO file.

    Raises:
        babel.messages.pofile.PoFileError: it is not one.
    """
    lines = data.decode("utf-8").splitlines()
    return read_po(lines, locale=locale_of(language), abort_invalid=True)


def entries_from(catalog: Catalog) -> dict[str, Entry]:
    """The translated entries of a PO file by key."""
    forms = forms_of(catalog)
    return {
        message.context: _by_category(message.string, forms)
        for message in catalog
        if message.context and message.string and all(message.string) and not message.fuzzy
    }


def _by_category(string: str | Sequence[str], forms: Mapping[str, int]) -> Entry:
    if isinstance(string, str):
        return string
    texts = {category: string[form] for category, form in forms.items()}
    return {one: text for one, text in texts.items() if one == "other" or text != texts["other"]}


def forms_of(catalog: Catalog) -> dict[str, int]:
    """For each category of the language, the number of the plural form that belongs to it.

    `other` is there for every language: where no whole number has it, it takes the last form.
    """
    form_of = gettext.c2py(catalog.plural_expr)
    category = locale_of(str(catalog.locale_identifier)).plural_form
    forms = {"other": catalog.num_plurals - 1}
    for count in reversed(SAMPLES):
        forms[category(count)] = form_of(count)
    return forms


def locale_of(tag: str) -> Locale:
    """What CLDR knows of a language; of the language alone where it does not know the region."""
    known = next(filter(None, map(_locale, _shorter(tag.replace("_", "-")))), None)
    return known or Locale("en")


def _shorter(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


ZEROS = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀"}
"""The digit zero of the numbering systems that languages use where they do not use 0 to 9."""


class Numbers:
    """How numbers are written in a language, and which plural goes with them."""

    def __init__(self, tag: str) -> None:
        self._locale = locale_of(tag)
        zero = ord(ZEROS.get(self._locale.default_numbering_system, "0"))
        self._digits = {ord("0") + digit: zero + digit for digit in range(10)}

    def category(self, number: float) -> str:
        """Which of CLDR's categories a number has."""
        return str(self._locale.plural_form(number))

    def written(self, number: float) -> str:
        """The number as people write it; without groups: in many languages 1000 has none."""
        text = format_decimal(
            number,
            "0.############",
            locale=self._locale,
            group_separator=False,
            numbering_system="default",
        )
        return text.translate(self._digits)
