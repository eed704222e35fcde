"""What is known of a language by its tag (BCP 47): its direction, its name, what serves for it.

Takes tags and gives tags and names. The player's languages are those that lie in
`builder/locales`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from builder.files import tool_names

SOURCE = "en"
"""The language in which the player's words are written, and which needs no translation."""

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""How authors write a tag."""

Direction = Literal["ltr", "rtl"]

RIGHT_TO_LEFT = frozenset(
    [
        "ar",
        "arc",
        "arz",
        "ckb",
        "dv",
        "fa",
        "he",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    ]
)
"""Languages that are written from right to left where a tag names no script."""

RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ["adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi"]
)

TRADITIONAL = frozenset({"HK", "MO", "TW"})
"""Where Chinese is written in traditional characters, if a tag names no script."""

NAMES = {
    "ar": "العربية",
    "bg": "Български",
    "bn": "বাংলা",
    "bs": "Bosanski",
    "ca": "Català",
    "cs": "Čeština",
    "cy": "Cymraeg",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "et": "Eesti",
    "eu": "Euskara",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "ga": "Gaeilge",
    "gl": "Galego",
    "gsw": "Schwiizertüütsch",
    "he": "עברית",
    "hi": "हिन्दी",
    "hr": "Hrvatski",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "is": "Íslenska",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "lb": "Lëtzebuergesch",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "ms": "Bahasa Melayu",
    "mt": "Malti",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "nn": "Norsk nynorsk",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "pt-BR": "Português (Brasil)",
    "pt-PT": "Português (Portugal)",
    "ro": "Română",
    "ru": "Русский",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "sq": "Shqip",
    "sr": "Српски",
    "sv": "Svenska",
    "sw": "Kiswahili",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
}
"""What languages call themselves, as it stands in a menu."""


def primary(tag: str) -> str:
    """The language itself, without script, region and variant: `fr` of `fr-CA`."""
    return tag.partition("-")[0].lower()


def script(tag: str) -> str | None:
    """The script that a tag names (`Arab` in `az-Arab`), or that Chinese has without naming it."""
    parts = tag.split("-")[1:]
    named = next((part for part in parts if len(part) == 4 and part.isalpha()), None)
    if named or primary(tag) != "zh":
        return named and named.title()
    return "Hans" if TRADITIONAL.isdisjoint(part.upper() for part in parts) else "Hant"


def direction(tag: str) -> Direction:
    """Whether a text in this language runs from left to right or from right to left."""
    named = script(tag)
    turned = named.lower() in RIGHT_TO_LEFT_SCRIPTS if named else primary(tag) in RIGHT_TO_LEFT
    return "rtl" if turned else "ltr"


def best_match(tag: str, offered: Iterable[str]) -> str | None:
    """That of the offered tags which serves best for `tag`; None if none is of its language.

    The same tag first, then one that lacks only its last parts (`zh-Hant` for `zh-Hant-TW`), then
    any of the same language (`pt-BR` for `pt-PT`), in the order in which they are offered.
    """
    known = {one.lower(): one for one in reversed(list(offered))}
    wanted = tag.lower()
    while wanted:
        if wanted in known:
            return known[wanted]
        wanted = wanted.rpartition("-")[0]
    return next((one for one in reversed(known.values()) if primary(one) == primary(tag)), None)


def own_name(tag: str) -> str:
    """What a language calls itself, for a menu: `Français`; the tag where that is not known."""
    language, written = primary(tag), script(tag)
    if tag not in NAMES and written:
        return NAMES.get(f"{language}-{written}", tag)
    return NAMES.get(best_match(tag, NAMES) or "", tag)


def named(tags: Sequence[str]) -> list[tuple[str, str]]:
    """The tags with what the languages call themselves; two of one name bear their tags as well."""
    names = [own_name(tag) for tag in tags]
    return [
        (tag, name if names.count(name) == 1 else f"{name} ({tag})")
        for tag, name in zip(tags, names, strict=True)
    ]


@cache
def player_languages() -> tuple[str, ...]:
    """The languages in which the player has words of its own; English comes first."""
    found = [name.removesuffix(".po") for name in tool_names("locales") if name.endswith(".po")]
    return (SOURCE, *found)
