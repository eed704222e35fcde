"""A page gets only those rules whose classes can be on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.files import tool_text
from builder.markdown import CLASSES
from builder.theming.css import squeeze
from builder.theming.needed import needed, without_idle, words_in
from tests.helpers import ROOT, every_block, launch_page, mini

SHEETS = [*ROOT.glob("themes/*/*.css"), *ROOT.glob("builder/blocks/*/*.css")]
TEMPLATES = [*ROOT.glob("themes/*/templates/*.html"), *ROOT.glob("builder/blocks/**/*.html")]


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".here{a:b}.away{c:d}", ".here{a:b}"),
        (".here,.away p{a:b}", ".here{a:b}"),
        (".here .away{a:b}p,.here>p{c:d}", "p,.here>p{c:d}"),
        (".here--any{a:b}.away--any{c:d}", ".here--any{a:b}"),
        (".here:not(.away),[class~=away]{a:b}", ".here:not(.away),[class~=away]{a:b}"),
        (":is(.here,.away) .here{a:b}", ":is(.here,.away) .here{a:b}"),
        (":is(.here,p:not(.here)) .away,.here{a:b}", ".here{a:b}"),
        ('.here[title="a,b(.away"],.away{a:b}', '.here[title="a,b(.away"]{a:b}'),
        ("input{a:b}.here input{a:b}p{c:d}", "p{c:d}"),
        ("@media print{.away{a:b}}@media print{.here{a:b}}", "@media print{.here{a:b}}"),
        ("@layer one,two;@layer one{@media print{.away{a:b}}}", "@layer one,two;"),
        ("@keyframes away{0.5%{a:b}to{c:d}}", "@keyframes away{0.5%{a:b}to{c:d}}"),
        ('.here::before{content:"}.away{"}.away{a:b}', '.here::before{content:"}.away{"}'),
        (".here{a:b;.away{c:d}}", ".here{a:b;.away{c:d}}"),
    ],
)
def test_only_rules_whose_classes_are_there_stay(sheet: str, kept: str) -> None:
    assert needed(sheet, {"here", "other"}) == kept


def test_tokens_that_nothing_asks_for_go() -> None:
    sheet = squeeze(
        """
        :root { --used: #fff; --by-script: 1px; --idle: #000; --idle-too: var(--used) }
        .idle--used:hover { color: var(--used, var(--deep)); --deep: red; }
        """
    )
    kept = without_idle(sheet, 'style.getPropertyValue("--by-script")')
    assert kept == (
        ":root{--used:#fff;--by-script:1px;}.idle--used:hover{color:var(--used,var(--deep));--deep:red}"
    )


def test_a_token_may_hold_any_text() -> None:
    sheet = squeeze(""":root { --idle: url("a;b{}"); --used: ";"; } p { content: var(--used) }""")
    assert without_idle(sheet, "") == ':root{--used:";"}p{content:var(--used)}'


def test_remarks_leave_nothing_behind() -> None:
    sheet = "a > b { /* one */ c: d; } /* two */ @media print { e { f: g /* h } */ } } /* i */"
    assert squeeze(sheet) == "a>b{c:d}@media print{e{f:g}}"


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_with_all_words_a_sheet_stays_as_it_is(path: Path) -> None:
    sheet = squeeze(path.read_text("utf-8"))
    words = words_in(sheet.replace(".", " "))
    kept = needed(sheet, words | {word.partition("--")[0] for word in words})
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", sheet)


def test_templates_and_scripts_say_all_names_of_classes_whole() -> None:
    """But for what follows `--`, which may be put together."""
    player = tool_text("player/dist/player.js") or ""
    written = words_in(player + "".join(path.read_text("utf-8") for path in TEMPLATES))
    styled = "".join(path.read_text("utf-8") for path in SHEETS)
    plain = re.sub(r"/\*.*?\*/|\"[^\"]*\"|\{[^{}]*\}", " ", styled, flags=re.DOTALL)
    classes = {name.split("--")[0] for name in re.findall(r"\.([a-z][\w-]*)", plain)}
    composed = {name for name in classes if name.startswith("block-")}
    assert classes - written - composed - CLASSES == {"foreign"}


def test_the_classes_on_a_page_keep_their_rules() -> None:
    """What a page of every kind of block has of classes is styled as in the sheets."""
    html = launch_page(every_block())
    styles = html[html.index("<style>") : html.index("</style>")]
    on_page = set(" ".join(re.findall(r' class="([^"]*)"', html)).split())
    for path in ROOT.glob("themes/classic/*.css"):
        sheet = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for name in set(re.findall(r"\.([a-z][\w-]*)", sheet)) & on_page:
            assert f".{name}" in styles, name


def test_a_course_of_texts_has_no_styles_of_questions() -> None:
    html = launch_page(mini())
    assert ".button{" in html and ".menu__mark{" in html
    assert not re.search(r"\.(?:feedback|question|field|box)\b", html)
