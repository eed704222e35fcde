"""Markdown to HTML: what authors may use, and that nothing else gets through."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from builder import markdown as rendering
from builder.markdown import label, line, markdown, plain
from tests.fast import share
from tests.helpers import ROOT, xpath


def parsed(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


# ---- what authors write ----------------------------------------------------------------------

WRITTEN = {
    "paragraphs": ("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
    "emphasis": ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
    "struck": ("~~a~~", "<p><del>a</del></p>\n"),
    "lists": ("- a\n- b\n\n3. c",
              '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start="3">\n<li>c</li>\n</ol>\n'),
    "quote": ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
    "code": ("    <b>&amp;", "<pre><code>&lt;b&gt;&amp;amp;\n</code></pre>\n"),
    "line break": ("a  \nb", "<p>a<br>\nb</p>\n"),
    "rule": ("a\n\n---", "<p>a</p>\n<hr>\n"),
    "quotes stay as written": ('"a" \'b\' -- …', '<p>"a" \'b\' -- …</p>\n'),
    "harmless HTML": ("H<sub>2</sub>O <kbd>x</kbd>", "<p>H<sub>2</sub>O <kbd>x</kbd></p>\n"),
    "language of a word": (
        '<i lang="fr">oui</i>', '<p><i dir="ltr" lang="fr">oui</i></p>\n',
    ),
    "a page of the course": (
        "[a](#m.p)", '<p><a href="#m.p" rel="noopener noreferrer">a</a></p>\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "html"), WRITTEN.values(), ids=WRITTEN)
def test_written(text: str, html: str):
    assert markdown(text) == html


def test_tables():
    table = parsed(markdown("| a | b |\n|:--|--:|\n| 1 | *2* |")).find(".//table")
    assert table is not None
    assert [cell.text for cell in table.findall("thead/tr/th")] == ["a", "b"]
    assert [cell.get("align") for cell in table.findall("tbody/tr/td")] == ["left", "right"]
    assert table.find("tbody/tr/td/em") is not None


# ---- headings --------------------------------------------------------------------------------

HEADINGS = {
    "as the format says": ("## a\n\n### b\n\n#### c", [4, 5, 6]),
    "a single # is no page title": ("# a\n\n## b", [4, 4]),
    "too deep": ("## a\n\n### b\n\n#### c\n\n##### d\n\n###### e", [4, 5, 6, 6, 6]),
    "beginning too low": ("### a\n\n### b\n\n#### c", [4, 4, 5]),
    "skipping a level": ("## a\n\n#### b\n\n### c\n\n## d\n\n#### e", [4, 5, 5, 4, 5]),
    "under a line": ("a\n===\n\nb\n---", [4, 4]),
    "as HTML": ("<h1>a</h1>\n\n<h2>b</h2>\n\n<H3>c</H3>", [4, 4, 5]),
    "in a list": ("- ## a\n- ### b", [4, 5]),
}


@pytest.mark.parametrize(("text", "levels"), HEADINGS.values(), ids=HEADINGS)
def test_headings_stand_below_the_page_title(text: str, levels: list[int]):
    assert levels_in(markdown(text)) == levels


def levels_in(html: str) -> list[int]:
    return [int(found[2]) for found in re.finditer(r"<(h)([1-6])", html)]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8))
@settings(max_examples=share(50))
def test_headings_never_skip_a_level(depths: list[int]):
    levels = levels_in(markdown("\n\n".join("#" * depth + " x" for depth in depths)))
    assert len(levels) == len(depths)
    assert levels[0] == 4
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_headings_in_code_are_left_alone():
    assert "&lt;h2&gt;" in markdown("`<h2>`")


# ---- footnotes -------------------------------------------------------------------------------

NOTES = "a[^1] b[^long-name] c[^1] d[^ä]\n\n[^1]: One.\n[^long-name]: Two.\n[^ä]: Three.\n"


def test_footnotes_lead_there_and_back():
    html = parsed(markdown(NOTES, "m--p--0"))
    ids = xpath(html, "//@id")
    assert len(ids) == len(set(ids))
    leads = [href.removeprefix("#") for href in xpath(html, "//a/@href")]
    assert set(leads) <= set(ids)
    assert len(xpath(html, "//section[@class='footnotes']//li")) == 3


def test_footnotes_of_several_texts_do_not_meet():
    """Prefixes are made of ids and positions; a name in a footnote must not imitate one."""
    texts = {
        "m--p--q": "a[^1-x] b[^x] c[^1]",
        "m--p--q-1": "a[^1-x] b[^x] c[^1]",
        "m--p--0": "a[^1-x] b[^x] c[^1]",
    }
    notes = "\n\n[^1-x]: n\n[^x]: n\n[^1]: n\n"
    html = parsed("".join(markdown(text + notes, prefix) for prefix, text in texts.items()))
    ids = xpath(html, "//@id")
    assert len(ids) == 18
    assert len(set(ids)) == 18


@pytest.mark.parametrize("text", ["a[^1]\n\n[^1]: Note.", "a[^1] [^1]: Note."])
def test_a_line_has_no_footnotes(text: str):
    """There is no room below it, and the links would lead nowhere."""
    assert "#fn" not in line(text)
    assert 'id="' not in line(text)
    assert "↩" not in plain(text)


# ---- links -----------------------------------------------------------------------------------

OUTSIDE = [
    "[a](https://example.org/a?b=c&d=e#f)",
    "[a](http://example.org)",
    '[a](https://example.org "a title > b")',
    "<https://example.org>",
    "[a](HTTPS://EXAMPLE.ORG)",
    "[a](//example.org/x)",
    '<a title="x" lang="en" href="https://example.org">a</a>',
    "<A HREF='https://example.org'>a</A>",
]


@pytest.mark.parametrize("render", [markdown, line])
@pytest.mark.parametrize("text", OUTSIDE)
def test_outside_links_open_beside_the_course(render: type[str], text: str):
    (link,) = parsed(render(text)).iter("a")
    assert link.get("target") == "_blank"
    assert "noopener" in (link.get("rel") or "")


@pytest.mark.parametrize("href", ["#m.p", "mailto:a@example.org", "tel:+1-555", "media/a.pdf"])
def test_other_links_do_not(href: str):
    (link,) = parsed(markdown(f"[a]({href})")).iter("a")
    assert link.get("href") == href
    assert link.get("target") is None


# ---- hostile input ---------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    '<img src=x onerror="alert(1)">',
    "<img src=https://evil.example/pixel.gif>",
    "![a](https://evil.example/pixel.gif)",
    "![a](javascript:alert(1))",
    '<p onclick="alert(1)">a</p>',
    "<p/onclick=alert(1)>a</p>",
    "<a onmouseover=alert(1)>a</a>",
    '<details open ontoggle="alert(1)">a</details>',
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](vbscript:msgbox(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](file:///etc/passwd)",
    "[a](blob:https://evil.example/1)",
    '<a href="&#x6A;avascript:alert(1)">a</a>',
    '<a href=" javascript:alert(1)">a</a>',
    '<a href="\x01javascript:alert(1)">a</a>',
    "<iframe src=https://evil.example></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=https://evil.example></object><embed src=https://evil.example>",
    "<style>@import url(https://evil.example/x.css)</style>",
    '<p style="background:url(https://evil.example)">a</p>',
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example><input name=a><button>b</button></form>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>a</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
    "<video src=https://evil.example><source src=https://evil.example></video>",
    "<audio src=https://evil.example autoplay></audio>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<bc-question data-item=a.b.c>a</bc-question>",
    '<p id="bc-plan">a</p><p id="content">b</p>',
    '<div class="gate" data-bc-gate>a</div>',
    "<p>a</section></main></body></html><script>alert(1)</script>",
    "</p></div></section></main><p>out</p>",
    "a[^1]\n\n[^1]: <script>alert(1)</script>",
    "[^<script>]: a",
    'a[^"><img/src=x/onerror=alert(1)>]\n\n[^"><img/src=x/onerror=alert(1)>]: b',
    "| <script>alert(1)</script> |\n|-|\n| <img src=x onerror=alert(1)> |",
    "```<script>\n</code></pre><script>alert(1)</script>\n```",
    "```html onclick=alert(1)\na\n```",
    "`</code><script>alert(1)</script>`",
]

FORBIDDEN_TAGS = {
    "script", "style", "iframe", "img", "object", "embed", "link", "meta", "base", "form", "input",
    "button", "svg", "math", "video", "audio", "source", "template", "noscript", "body", "html",
}  # fmt: skip
ALLOWED_SCHEMES = {"", "http", "https", "mailto", "tel"}
ALLOWED_ATTRIBUTES = {
    "align", "aria-label", "colspan", "datetime", "dir", "lang", "rel", "rowspan", "scope", "start",
    "target", "title",
}  # fmt: skip
OWN_CLASSES = {"footnotes", "footnote-ref", "footnote-backref"}


def dangers(html: str) -> list[str]:
    """What stands in finished HTML and must never stand there."""
    return [danger for element in parsed(html).iter() for danger in dangers_of(element)]


def dangers_of(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"a comment or instruction {element!r}"
        return
    if element.tag in FORBIDDEN_TAGS or "-" in element.tag:
        yield f"<{element.tag}>"
    for name, value in element.attrib.items():
        if not is_harmless(str(name), str(value)):
            yield f"{name}={value!r}"


def is_harmless(name: str, value: str) -> bool:
    if name == "href":
        return scheme_of(value) in ALLOWED_SCHEMES
    if name == "class":
        return value in OWN_CLASSES
    if name == "id":
        return value.startswith(("fn-", "fnref-"))
    return name in ALLOWED_ATTRIBUTES


def scheme_of(href: str) -> str:
    """As browsers read it: blanks and control characters in front and tabs within are nothing."""
    bare = re.sub(r"[\t\r\n]", "", href).lstrip("".join(map(chr, range(33))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return found[1].lower() if found else ""


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_dangerous_gets_through(text: str):
    assert dangers(markdown(text, "m--p--0")) == []
    assert dangers(line(text)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_cannot_leave_its_place(text: str):
    """However its HTML is left open or closed, what follows stands beside it, not inside."""
    html = lxml.html.document_fromstring(
        f"<body><div id=before></div><div id=at>{markdown(text)}</div><div id=after></div>"
    )
    assert [child.get("id") for child in xpath(html, "//body/*")] == ["before", "at", "after"]


MOSTLY_MARKUP = st.lists(
    st.one_of(
        st.sampled_from([*HOSTILE, *OUTSIDE, NOTES]),
        st.sampled_from([*"<>\"'&#;:/[]()!^`*_~|=-\n\t ", "\n\n", "    ", "&#x"]),
        st.sampled_from(["a", "href", "script", "on", "javascript", "https://", "style", "svg"]),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)


@given(MOSTLY_MARKUP)
@settings(max_examples=share(150))
@example("&#xFFFE;&#65535;&#0;&#xD800;&#x110000;")
@example("<script>alert(1)</script>&#x1")
def test_nothing_dangerous_gets_through_however_it_is_mixed(text: str):
    assert dangers(markdown(text, "m--p--0")) == []
    assert dangers(line(text)) == []
    plain(text)


# ---- bare words ------------------------------------------------------------------------------

PLAIN = {
    "marks": ("**a** *b* `c` ~~d~~", "a b c d"),
    "links": ("[a](https://example.org) <https://b.example>", "a https://b.example"),
    "signs": ('1 < 2 & 3 > 2 "q" &amp;lt; &copy;', '1 < 2 & 3 > 2 "q" &lt; ©'),
    "paragraphs": ("a\n\nb\nc", "a b c"),
    "line breaks": ("a<br>b  \nc", "a b c"),
    "scripts": ("a <script>alert(1)</script> b", "a b"),
    "tables": ("| a | b |\n|-|-|\n| 1 | 2 |", "a b 1 2"),
    "unseen characters": ("a&#7;b&#x1F;c&#xFFFE;d&#xFFFF;e", "a\ufffdb\ufffdc\ufffdd\ufffde"),
    "emoji and other scripts": ("👍🏽 שלום 日本", "👍🏽 שלום 日本"),
}


@pytest.mark.parametrize(("text", "words"), PLAIN.values(), ids=PLAIN)
def test_plain(text: str, words: str):
    assert plain(text) == words


@given(MOSTLY_MARKUP)
@settings(max_examples=share(80))
def test_plain_words_fit_into_xml(text: str):
    """They go into the manifest: no character may stand there that XML refuses."""
    words = plain(text)
    assert words == " ".join(words.split())
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", words)


WORDY = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(" \t\n.,;:!?'\"()-–—+=#%$@/{}^*_`~|<>&[]\\0aé日👍"),
    ),
    max_size=12,
)


@given(WORDY)
@settings(max_examples=share(200))
@example("1. a")
@example("a  b")
@example(" \u2003a ")
def test_texts_without_marks_take_a_short_cut_to_the_same(text: str):
    words, html, bare = plain(text), line(text), label(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_MARKED", re.compile(""))
        assert (plain(text), line(text), label(text)) == (words, html, bare)


@given(
    WORDY | st.lists(st.sampled_from(["a", ":-", "-:", "-", ":", "\n", " ", "~", "|"])).map("".join)
)
@settings(max_examples=share(200))
def test_tables_and_struck_texts_are_seen(text: str):
    html = markdown(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_EXTENDED", ("",))
        assert markdown(text) == html


# ---- lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* & `b`", "<em>a</em> &amp; <code>b</code>"),
        ("_a_ ~~b~~", "<em>a</em> <del>b</del>"),
        ("**a**b", "<strong>a</strong>b"),
        ("a\n\nb", "a b"),
        ("a\u00a0b", "a&nbsp;b"),
        ("<div>a</div>", "a"),
        ("‖ a ‖", "‖ a ‖"),
        ("", ""),
    ],
)
def test_line_is_inline(text: str, html: str):
    assert line(text) == html


def test_a_label_has_no_links():
    """It stands in a link or button of its own."""
    assert label("1. *a* [b](https://example.org) `c`") == "1. <em>a</em> b <code>c</code>"


@pytest.mark.parametrize(
    "text",
    ["1. Begin", "2030. A year", "- so", "* so", "+ so", "# One", "> so", "---", "***", "    so",
     "```", "~~~", "[a]: b", "| a | b |", "=== so", "1) so", "[^1]: so"],
)  # fmt: skip
def test_a_line_that_begins_like_a_block_keeps_its_signs(text: str):
    """Titles such as "1. First steps" are common."""
    words = text.strip()
    assert line(text) == words.replace(">", "&gt;")
    assert plain(text) == words


# ---- other languages -----------------------------------------------------------------------------


@pytest.mark.parametrize("render", [markdown, line, label])
def test_another_language_runs_in_its_own_direction(render: Callable[[str], str]) -> None:
    assert '<span dir="rtl" lang="ar">' in render('Say <span lang="ar">سلام</span>.')
    assert '<i dir="ltr" lang="fr">' in render('Say <i lang="fr">bonjour</i>.')


def test_a_direction_of_the_author_stays() -> None:
    html = line('<bdi dir="ltr" lang="ar">x</bdi> <span lang="he">y</span>')
    assert html.count("dir=") == 2
    assert 'dir="ltr"' in html
    assert '<span dir="rtl" lang="he">' in html


def test_memory_does_not_grow_with_the_number_of_texts():
    """What cmark takes for the HTML of a text is given back; its Python binding forgets to."""
    pytest.importorskip("resource")
    program = (
        "import resource\n"
        "from builder.markdown import unsafe_html\n"
        "long = 'Some *words* and [a link](https://example.org). ' * 400\n"
        "unsafe_html(long, inline=False)\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for _ in range(500):\n    unsafe_html(long, inline=False)\n"  # 20 MB of HTML
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < 1.3
