"""The launch page: one whole document that holds together, whatever stands in the texts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

import lxml.html
import pytest
from lxml.html import HtmlElement

from builder.render.document import render_course
from builder.render.player import opening
from tests.helpers import (
    Files,
    every_block,
    mini,
    module_file,
    page,
    prepared,
    text,
    tree_of,
    xpath,
)

PLAYER = "'use strict';\n// a < b && \"c\" > 'd' – é 👍\nwindow.started = true;\n"

NASTY = (
    " \"double\" 'single' `code` </script><script>alert(1)</script></title></style></textarea>"
    " <!-- <b> --> ]]> {{ 7*7 }} {% raw %} {# no #} ${x} $& \\1 %s %(a)s &amp; &lt; &#60;"
    " 👍🏽 שלום עולם \u202eכיוון\u202c العربية \u2028 \u2029 \u00a0 ﷽ z̷a̴l̶g̵o̸"
)
"""Put behind every text of a course."""


def rendered(files: Files, target: str = "scorm12") -> str:
    course = prepared(files)
    tree = tree_of(files)
    done = render_course(course.course, course.plan, course.theme, tree, PLAYER, target)
    return done.data.decode("utf-8")


def nasty(words: str) -> str:
    return words + NASTY


COURSES = {
    "plain": every_block,
    "nasty": lambda: every_block(nasty),
    "linked": lambda: every_block(lambda words: f"{words} [more](https://example.org) *so*"),
    "small": mini,
}


@cache
def html_of(name: str) -> str:
    return rendered(COURSES[name]())


@pytest.fixture(params=COURSES)
def html(request: pytest.FixtureRequest) -> str:
    """The launch page of each course as text."""
    return html_of(request.param)


@pytest.fixture
def document(html: str) -> HtmlElement:
    """The launch page as a tree."""
    return lxml.html.document_fromstring(html)


# ---- it holds together -----------------------------------------------------------------------


def test_every_id_is_there_once(document: HtmlElement):
    counts = Counter(xpath(document, "//@id"))
    assert [name for name, count in counts.items() if count > 1] == []


def test_ids_that_authors_choose_never_meet():
    """Ids of blocks and parts are joined to ids of elements; no two ways may give the same one."""
    reflect = {"reflect": "a", "prompts": {"b": "B?", "b-c": "C?", "who": "W?", "b-count": "N?"}}
    files = mini()
    files["modules/one.yaml"] = module_file(
        "one",
        page(
            "p",
            reflect,
            {"reflect": "a-b", "prompts": {"c": "C?", "count": "N?"}},
            {"reflect": "a-who", "prompts": {"x": "X?"}},
            {"plan": "w", "weeks": "1-2", "own": 2,
             "suggest": {"own-1": {"week": 1, "say": "x"}, "own": {"week": 1, "say": "y"}}},
        ),
        page("p-a", {"reflect": "b", "prompts": {"c": "C?"}}),
    )  # fmt: skip
    counts = Counter(xpath(lxml.html.document_fromstring(rendered(files)), "//@id"))
    assert [name for name, count in counts.items() if count > 1] == []


REFERENCES = (
    "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
    "aria-errormessage", "aria-activedescendant", "list", "headers", "form",
)  # fmt: skip


def test_every_reference_leads_to_something_that_is_there(document: HtmlElement):
    ids = set(xpath(document, "//@id"))
    for attribute in REFERENCES:
        for element in document.iter():
            for name in (element.get(attribute) or "").split():
                assert name in ids, f"{attribute} of {element.tag} names {name}"
    for href in xpath(document, "//*[starts-with(@href, '#')]/@href"):
        assert href[1:] in ids, href


def test_headings_never_skip_a_level(document: HtmlElement):
    levels = [
        int(element.tag[1])
        for element in document.iter()
        if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("name", ["plain", "nasty", "small", "linked"])
def test_nothing_that_can_be_clicked_stands_in_something_else_that_can(name: str):
    """Asked of the text, because a parser ends the outer link where the inner one begins."""
    inside: list[str] = []
    for end, tag in re.findall(r"<(/?)(a|button)\b", html_of(name)):
        if end:
            assert inside.pop() == tag
        else:
            assert not inside, f"<{tag}> in <{inside[-1]}>"
            inside.append(tag)


def test_forms_are_not_nested(document: HtmlElement):
    assert xpath(document, "//form//form") == []


@pytest.mark.parametrize("name", COURSES)
def test_each_page_is_there_with_its_title(name: str):
    course = prepared(COURSES[name]()).course
    document = lxml.html.document_fromstring(html_of(name))
    pages = xpath(document, "//main//section[@data-page]")
    assert [section.get("id") for section in pages] == [
        f"{module.id}.{page.id}" for module in course.modules for page in module.pages
    ]
    menu = xpath(document, "//nav[@id='menu']//a[@data-page]")
    assert [link.get("href") for link in menu] == [f"#{section.get('id')}" for section in pages]
    titles = [page.title for module in course.modules for page in module.pages]
    for section, link, title in zip(pages, menu, titles, strict=True):
        words = re.split(r' "double| \[more', title)[0]
        assert words in "".join(section.find(".//h3").itertext())
        assert words in "".join(link.itertext())


def test_every_item_of_the_plan_has_its_element(document: HtmlElement):
    plan = json.loads(document.get_element_by_id("bc-plan").text or "")
    on_page = set(xpath(document, "//@data-item"))
    assert {item["id"] for item in plan["items"]} <= on_page


def test_only_a_film_with_an_id_is_followed():
    """Neither another on a page nor that of a scene has a line that says how much was watched."""
    document = lxml.html.fromstring(html_of("plain"))
    films = xpath(document, "//video")
    followed = [one for one in films if xpath(one, "ancestor::bc-video[@data-item]")]
    assert [len(films), len(followed)] == [3, 1]
    assert [one.get("hidden") for one in xpath(document, "//*[@data-watched]")] == [""]
    assert xpath(followed[0], "ancestor::bc-video//*[@data-watched]")


def test_language_title_and_description(document: HtmlElement):
    assert document.get("lang") == "en"
    assert (document.findtext(".//title") or "").strip()


def test_the_title_of_the_window_has_no_markdown():
    document = lxml.html.document_fromstring(rendered(mini(title="A *small* [course](#one.first)")))
    assert document.findtext(".//title") == "A small course"


# ---- texts stay texts ------------------------------------------------------------------------


def scripts(document: HtmlElement) -> list[HtmlElement]:
    return list(document.iter("script"))


def test_no_text_becomes_a_script(document: HtmlElement):
    assert [
        (script.get("type"), script.get("id"), script.get("src")) for script in scripts(document)
    ] == [
        (None, None, None),
        ("application/json", "bc-plan", None),
        ("application/json", "bc-words", None),
        (None, None, None),
    ]
    assert [scripts(document)[at].text for at in (0, -1)] == [opening(), PLAYER]


def test_no_text_ends_an_element_of_the_page(document: HtmlElement):
    body = document.find("body")
    assert body is not None
    assert [child.tag for child in body if child.tag != "div"] == [
        "a", "header", "dialog", "script", "script", "script",
    ]  # fmt: skip
    assert len(xpath(document, "//main")) == 1
    assert len(xpath(document, "//title")) == 1
    assert xpath(document, "//comment()") == []


def test_no_attribute_runs_anything(document: HtmlElement):
    for element in document.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{name}={value}"
            assert not value.strip().lower().startswith("javascript:"), f"{name}={value}"


def test_templates_in_texts_are_not_run():
    html = html_of("nasty")
    assert "{{ 7*7 }}" in html
    assert " 49 " not in html


def test_json_in_the_page_is_what_the_plan_says():
    course = prepared(every_block(nasty))
    document = lxml.html.document_fromstring(html_of("nasty"))
    assert json.loads(scripts(document)[1].text or "") == json.loads(course.plan.to_json())
    words = json.loads(scripts(document)[2].text or "")
    assert words["player.next"]


def test_json_in_the_page_cannot_end_its_script(html: str):
    for found in re.finditer(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.S):
        assert "<" not in found[1]
        assert not re.search("[\u2028\u2029]", found[1])


# ---- what the browser may do -----------------------------------------------------------------


def policy(document: HtmlElement) -> dict[str, str]:
    (content,) = xpath(document, "//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = (rule.strip().partition(" ") for rule in content.split(";"))
    return {name: value for name, _, value in rules}


def test_only_the_player_may_run(document: HtmlElement):
    allowed = []
    for at in (0, -1):
        script = scripts(document)[at].text or ""
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        allowed.append(f"'sha256-{digest}'")
    assert policy(document)["script-src"].split() == allowed


def test_the_policy_stands_before_everything_that_it_is_about(document: HtmlElement):
    head = document.find("head")
    assert head is not None
    assert [child.tag for child in head][:2] == ["meta", "meta"]
    assert head[0].get("charset") == "utf-8"
    assert head[1].get("http-equiv") == "Content-Security-Policy"


def test_the_encoding_is_said_in_the_first_kilobyte(html: str):
    assert b'charset="utf-8"' in html.encode()[:1024]


RESOURCES = ("src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href")


def test_nothing_is_fetched_from_elsewhere(document: HtmlElement):
    """Links may lead outside; images, films, styles, scripts and frames never do."""
    addresses = [
        element.get(name)
        for element in document.iter()
        for name in RESOURCES
        if element.get(name) is not None
    ]
    addresses += xpath(document, "//link/@href")
    assert [
        address
        for address in addresses
        if urlsplit(address).scheme not in ("", "data") or urlsplit(address).netloc
    ] == []
    for style in document.iter("style"):
        outside = re.findall(r"@import|url\(\s*['\"]?(?!data:|#)", style.text or "")
        assert outside == []


def test_every_local_address_is_a_file_of_the_course():
    files = every_block()
    document = lxml.html.document_fromstring(html_of("plain"))
    local = {
        address
        for name in ("src", "poster")
        for address in xpath(document, f"//@{name}")
        if not address.startswith("data:")
    }
    assert local == {"media/dot.png", "media/dot%20two.svg", "media/film.mp4", "media/talk.mp3"}
    assert {address.replace("%20", " ") for address in local} <= set(files)


# ---- details ---------------------------------------------------------------------------------


def test_styles_of_blocks_that_are_not_used_stay_out():
    assert ".scenario" in html_of("plain")
    assert ".scenario" not in html_of("small")


def test_a_text_in_any_language_is_written_as_it_is():
    html = rendered(
        {**mini(), "modules/one.yaml": module_file("one", page("first", text("Ünï 日本 שלום 👍")))}
    )
    assert "Ünï 日本 שלום 👍" in html


def test_rendering_again_gives_the_same(html: str):
    assert html in [rendered(course()) for course in COURSES.values()]


def test_targets_differ_in_their_name_only():
    assert rendered(mini(), "web").replace('"web"', '"scorm12"') == rendered(mini(), "scorm12")
