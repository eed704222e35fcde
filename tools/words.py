"""Bring the translations of the player's words up to date: `builder/locales/LANG.po`.

    python -m tools.words           every language that is there
    python -m tools.words sv        begins Swedish as well
    python -m tools.words --check   writes nothing; fails where something is missing or out of date

The words are those of `words.yaml` in `builder/player` and in each block's folder, with the
remarks above them. What was translated stays; where the English text has changed since, the
translation is marked fuzzy with the text before, and the player says it in English until somebody
has looked at it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import denormalize, write_po

from builder.blocks.registry import BLOCKS
from builder.files import replacing, tool_text
from builder.languages import SOURCE, own_name, player_languages
from builder.render.translated import catalog_of, locale_of

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "builder/locales"
HEAD = """\
# The words of the player in {name}. How to work on them: docs/how-to/player-languages.md
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""
BEFORE = re.compile(r"^msgid(?:_plural)? ((?:\"[^\n]*\"\n?)+)", re.MULTILINE)
REMARK = re.compile(r"((?:^#.*\n)*)^\"?([a-z][a-z-]*)\"?:", re.MULTILINE)


def sources() -> Iterator[tuple[str, str]]:
    """Each file of words with the prefix of its keys."""
    yield "player", "builder/player/words.yaml"
    for kind in BLOCKS:
        if tool_text(f"blocks/{kind}/words.yaml") is not None:
            yield kind, f"builder/blocks/{kind}/words.yaml"


def messages() -> Iterator[Message]:
    """All that there is to translate, in the order in which it stands."""
    for prefix, path in sources():
        text = (ROOT / path).read_text(encoding="utf-8")
        remarks = {found[2]: found[1] for found in REMARK.finditer(text)}
        for key, entry in yaml.load(text, Loader=yaml.CSafeLoader).items():
            yield Message(
                (entry["one"], entry["other"]) if isinstance(entry, dict) else entry,
                locations=[(path, 0)],
                auto_comments=[line.lstrip("# ") for line in remarks[key].splitlines()],
                context=f"{prefix}.{key}",
            )


def updated(language: str, data: bytes | None) -> bytes:
    """The PO file of a language with all that is there to translate now."""
    head = data.decode("utf-8").partition("\n\n")[0] + "\n" if data else _head(language)
    old = catalog_of(data or head.encode(), language)
    known = {str(message.context): message for message in old}
    new = Catalog(locale=locale_of(language))
    for message in messages():
        new[message.id] = _kept(message, known.get(str(message.context)), old.num_plurals)
    stream = BytesIO()
    write_po(stream, new, omit_header=True, include_previous=True, include_lineno=False)
    return f"{head}\n".encode() + stream.getvalue().rstrip() + b"\n"


def _head(language: str) -> str:
    plurals = get_plural(language)
    return HEAD.format(language=language, name=own_name(language), plurals=plurals.plural_forms)


def _kept(message: Message, old: Message | None, forms: int) -> Message:
    """A message with the translation that it had."""
    message.flags.discard("python-format")  # a per cent sign is just that
    blank = ("",) * forms if message.pluralizable else ""
    message.string = blank
    if old and old.pluralizable == message.pluralizable and old.string:
        message.string = old.string
        message.user_comments = [one for one in old.user_comments if not one.startswith("|")]
        if old.id != message.id:
            message.flags.add("fuzzy")
            message.previous_id = [old.id] if isinstance(old.id, str) else list(old.id)
        elif old.fuzzy:
            message.flags.add("fuzzy")
            message.previous_id = _before(old)
    return message


def _before(message: Message) -> list[str]:
    """The English text that a translation in doubt was made for; Babel reads it as a remark."""
    noted = "\n".join(one.lstrip("| ") for one in message.user_comments if one.startswith("|"))
    return [denormalize(text) for text in BEFORE.findall(noted)]


def report(language: str, data: bytes) -> tuple[str, bool]:
    """How far a translation has come, in a line, and whether it is whole."""
    catalog = catalog_of(data, language)
    every = [message for message in catalog if message.context]
    fuzzy = [message for message in every if message.fuzzy]
    missing = [message for message in every if not all(message.string or [""])]
    names = ", ".join(str(message.context) for message in [*missing, *fuzzy][:5])
    if not names:
        return f"{language}: all {len(every)} are there", True
    return f"{language}: {len(missing)} missing, {len(fuzzy)} to look at: {names} …", False


def main(arguments: list[str]) -> int:
    """Bring all up to date, or check that they are."""
    check = "--check" in arguments
    wanted = [one for one in arguments if not one.startswith("-")]
    whole = True
    for language in sorted({*player_languages(), *wanted} - {SOURCE}):
        file = LOCALES / f"{language}.po"
        old = file.read_bytes() if file.exists() else None
        new = updated(language, old)
        line, complete = report(language, new)
        print(line + (", and not up to date" if check and new != old else ""))
        whole = whole and complete and new == (old if check else new)
        if not check:
            with replacing(file) as stream:
                stream.write(new)
    return 0 if whole or not check else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
