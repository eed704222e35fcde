"""Every translation of the player's words is whole, and fits the English that it stands for."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from builder.files import tool_bytes
from builder.languages import player_languages
from builder.render import translated
from builder.render.words import english_words
from tools.words import updated

TRANSLATIONS = player_languages()[1:]
COUNTS = (*range(200), 1_000, 1_000_000)
ONCE = re.compile(r"\{\w+\}")


@cache
def catalog(language: str) -> Catalog:
    return translated.catalog_of(tool_bytes(f"locales/{language}.po"), language)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalog(language) if message.context)


def forms(message: Message) -> list[str]:
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


def sources(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_it_is_up_to_date_and_whole(language: str):
    data = tool_bytes(f"locales/{language}.po")
    assert updated(language, data) == data, "run: python -m tools.words"
    assert {message.context for message in messages(language)} == english_words().keys()
    assert [one.context for one in messages(language) if one.fuzzy or not all(forms(one))] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_it_fills_in_what_the_english_fills_in(language: str):
    """A form for a single number may say it in words, and one that the English says otherwise."""
    for message in messages(language):
        singular, *_ = (set(ONCE.findall(source)) for source in sources(message))
        all_of_them = set(ONCE.findall(sources(message)[-1]))
        for number, form in enumerate(forms(message)):
            said = set(ONCE.findall(form))
            if message.pluralizable and alone(language, number):
                assert said <= all_of_them | singular, message.context
            else:
                assert said == (singular if said - all_of_them else all_of_them), message.context


def alone(language: str, form: int) -> bool:
    """Whether a plural form is for one number only, in the file and by the player's categories."""
    numbers = translated.Numbers(language)
    categories = translated.forms_of(catalog(language))
    return sum(categories[numbers.category(count)] == form for count in COUNTS) == 1


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_it_has_a_form_for_every_number(language: str):
    """The file's own rule and the player's categories lead to the same form."""
    form_of = gettext.c2py(catalog(language).plural_expr)
    categories = translated.forms_of(catalog(language))
    numbers = translated.Numbers(language)
    for count in COUNTS:
        assert categories[numbers.category(count)] == form_of(count), count
    assert categories["other"] == form_of(1_000_000)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_it_has_no_markup_and_no_blanks_around(language: str):
    for message in messages(language):
        for form in forms(message):
            assert form == form.strip(), message.context
            assert not re.search(r"[<>&\"]|\s\s|\.\.\.", form), (message.context, form)


QUOTES = {
    "ar": "«»", "de": "„“", "es": "«»", "fr": "«»", "he": "”", "it": "«»", "ja": "「」",
    "nl": "‘’", "pl": "„”", "pt": "“”", "zh": "“”",
}  # fmt: skip


@pytest.mark.parametrize("language", QUOTES)
def test_it_has_the_quotes_of_its_language(language: str):
    quoted = [one for one in messages(language) if "“" in sources(one)[-1]]
    found = {sign for one in quoted for form in forms(one) for sign in form if sign in SIGNS}
    assert found - APOSTROPHE == set(QUOTES[language]) - APOSTROPHE


SIGNS = "«»„“”‘’「」『』‹›"
APOSTROPHE = {"’"}


# ---- how a file is read --------------------------------------------------------------------------

HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def entries(text: str, language: str = "fr", plurals: str = "nplurals=2; plural=(n > 1);"):
    data = (HEAD.format(language=language, plurals=plurals) + text).encode()
    return translated.entries_from(translated.catalog_of(data, language))


def test_what_is_missing_or_in_doubt_does_not_count():
    found = entries(
        'msgctxt "a.whole"\nmsgid "Yes"\nmsgstr "Oui"\n\n'
        'msgctxt "a.empty"\nmsgid "No"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgctxt "a.fuzzy"\nmsgid "So"\nmsgstr "Si"\n\n'
        'msgctxt "a.half"\nmsgid "one"\nmsgid_plural "{n}"\nmsgstr[0] "un"\nmsgstr[1] ""\n'
    )
    assert found == {"a.whole": "Oui"}


POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
SWAPPED = "nplurals=3; plural=(n==1 ? 2 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 0 : 1);"


@pytest.mark.parametrize(
    ("plurals", "texts"), [(POLISH, ("1", "2-4", "5+")), (SWAPPED, ("2-4", "5+", "1"))]
)
def test_forms_get_their_categories_by_the_files_own_rule(plurals: str, texts: tuple[str, ...]):
    strings = "".join(f'msgstr[{at}] "{text}"\n' for at, text in enumerate(texts))
    found = entries(f'msgctxt "a"\nmsgid "x"\nmsgid_plural "y"\n{strings}', "pl", plurals)
    entry = found["a"]
    assert isinstance(entry, dict)
    numbers = translated.Numbers("pl")
    said = [entry.get(numbers.category(n), entry["other"]) for n in (1, 3, 5, 12, 22, 100)]
    assert said == ["1", "2-4", "5+", "5+", "2-4", "5+"]


def test_a_file_that_is_none_is_refused():
    with pytest.raises(PoFileError):
        translated.catalog_of(b'msgid "a"\nmessage "b"\n', "fr")


# ---- how it is brought up to date ----------------------------------------------------------------


def changed(language: str, old: str, new: str) -> str:
    data = tool_bytes(f"locales/{language}.po").decode()
    assert data.count(old) == 1
    return updated(language, data.replace(old, new).encode()).decode()


def test_a_changed_source_keeps_its_translation_in_doubt():
    text = changed("fr", 'msgid "Save and leave"', 'msgid "Leave"')
    entry = next(part for part in text.split("\n\n") if '"player.exit"' in part)
    assert "#, fuzzy" in entry
    assert '#| msgid "Leave"' in entry
    assert 'msgid "Save and leave"\nmsgstr "Enregistrer et quitter"' in entry


def test_what_is_in_doubt_stays_so_until_somebody_has_looked():
    once = changed("fr", 'msgid "Save and leave"', 'msgid "Leave"')
    assert updated("fr", once.encode()).decode() == once


def test_a_word_that_is_gone_goes_and_a_new_one_comes_empty():
    text = changed("fr", 'msgctxt "player.exit"', 'msgctxt "player.gone"')
    assert "player.gone" not in text
    assert 'msgctxt "player.exit"\nmsgid "Save and leave"\nmsgstr ""' in text


def test_what_translators_write_about_it_stays():
    text = changed("fr", 'msgctxt "player.exit"', '# Said on a button.\nmsgctxt "player.exit"')
    assert "# Said on a button.\n" in text


def test_a_new_language_begins_empty_with_its_plurals():
    text = updated("sl", None).decode()
    assert "nplurals=4" in text
    assert text.count('msgstr[3] ""') == sum(
        isinstance(one, dict) for one in english_words().values()
    )


def test_remarks_in_the_source_are_there_for_the_translator():
    part = next(one for one in updated("sl", None).decode().split("\n\n") if '"rate.what"' in one)
    assert "#. Above a column of a table: what was rated." in part
    assert "#: builder/blocks/rate/words.yaml" in part
