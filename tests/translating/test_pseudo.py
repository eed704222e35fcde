"""Languages by rule change words and nothing else, whatever the course."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.files import read_all, read_folder
from builder.languages import direction
from builder.markdown import markdown
from builder.packing import launch_page
from builder.preparing import in_language
from builder.pseudo import PSEUDO, accented, leftwards
from builder.targets import TARGETS
from builder.translating.applying import translated
from builder.translating.pseudo import PSEUDO_CATALOGS
from tests.helpers import SAMPLE, every_block, prepared, tree_of
from tests.translating.made import typed

TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello", "⟦Ĥééļļöö⟧"),
        ("Read `code` on", "⟦Ŕééààđ `code` ööñ⟧"),
        (
            "A [link](#one.first) and <https://a.org>",
            "⟦ÀÀ [ļîîñķ](#one.first) ààñđ <https://a.org>⟧",
        ),
        ("{n} of {all}", "⟦{n} ööƒ {all}⟧"),
        ("# One\n\nTwo\nlines\n\n- a\n- b\n", "# ⟦ÖÖñéé⟧\n\n⟦Ţŵöö\nļîîñééš⟧\n\n- ⟦àà⟧\n- ⟦ƀ⟧\n"),
        ("| a | b |\n|---|---|\n| c | d |", "| àà | ƀ |\n|---|---|\n| ç | đ |"),
        ("One[^1]\n\n[^1]: Note\n", "⟦ÖÖñéé[^1]⟧\n\n[^1]: ⟦Ñööţéé⟧\n"),
        ("```\ncode\n```\nWords", "```\ncode\n```\n⟦Ŵööŕđš⟧"),
        ('<b title="x">Bold</b> &amp; more', '<b title="x">ƁÖÖļđ</b> &amp; ɱööŕéé'),
    ],
)
def test_accents(text: str, said: str):
    if text.startswith("<b"):
        assert TAG.findall(accented(text)) == TAG.findall(text) and "&amp;" in accented(text)
    else:
        assert accented(text) == said


def test_letters_that_run_from_right_to_left():
    assert leftwards("Hello [you](#a.b), {name}") == "حفممو [يون](#a.b), {name}".replace(
        "يون", leftwards("you")
    ).replace("حفممو", leftwards("Hello"))
    assert re.fullmatch(r"[\u0600-\u06ff]+", leftwards("Hello"))
    assert direction("ar-XB") == "rtl"


def test_texts_are_about_a_third_longer():
    text = "People hand over drafts. You see a plan while it can still change. " * 5
    assert 1.25 < len(accented(text)) / len(text) < 1.5


@given(st.text("ab *_`#-|[](){}<>/\n.1^:&;\"'\\~", max_size=80), st.sampled_from(sorted(PSEUDO)))
def test_any_text_keeps_code_and_addresses_and_ends(text: str, language: str):
    said = PSEUDO[language](text)
    assert said.count("\n") == text.count("\n")
    assert (
        re.findall(r"\]\(([^()\n]*)\)", said) == re.findall(r"\]\(([^()\n]*)\)", text)
        or "`" in text
    )


@pytest.mark.parametrize("language", sorted(PSEUDO))
def test_the_structure_of_every_text_of_the_sample_stays(language: str):
    tree = read_folder(SAMPLE)
    texts = {name: read_all(tree[name]).decode() for name in tree if name.endswith(".yaml")}
    done = translated(typed(texts), PSEUDO_CATALOGS[language])
    for one in done.texts:
        if one.spot.is_markdown:
            before, after = (TAG.findall(markdown(text or "")) for text in (one.source, one.target))
            assert after == before, one.spot.context


@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_a_whole_course_has_no_text_without_marks(language: str):
    """Whatever stands on the page in plain letters is a name, an address, or code."""
    files = every_block()
    done, found = in_language(prepared(files), tree_of(files), language)
    assert done is not None and found == []
    html = read_all(launch_page(done, tree_of(files), TARGETS["scorm12"])).decode()
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html[html.index("<body") :], flags=re.S)
    foreign = re.compile(r'<(div|span)(?: class="foreign")? lang="en" dir="ltr">.*?</\1>', re.S)
    left = re.sub(r"&[a-z]+;", " ", TAG.sub(" ", foreign.sub(" ", body)))
    plain = set(re.findall(r"[A-Za-z]{2,}", left))
    assert plain <= KEPT | (TRANSCRIPT if language == "en-XA" else set())


TRANSCRIPT = {"Someone", "says", "hello"}
"""Words of a file, which will do for all varieties of its language."""
KEPT = {"Ann", "CC", "PDF", "kB", "English", "en", "example", "org", "https", "bytes"}
"""Names, licences, kinds of files, addresses."""
