"""XLIFF out and in: what comes back fits the course as it is, or is named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.translating.po import Entry, Po
from builder.translating.xliff import XliffError, exported, imported, unit_id

HEAD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">'
)


def po(*entries: Entry) -> Po:
    return Po("", [], list(entries))


HELLO = Entry("one.first/text", "Hello *you*.\n\nGo [on](#one.first).", comments=["A text."])
YES = Entry("one.first.q/choices.yes", "Yes & <no>", "Oui & <non>")


def out(*entries: Entry) -> str:
    return exported(po(*entries), "mini", "en", "fr").decode()


def back(entry: Entry, inside: str, identifier: str = "") -> tuple[Entry, tuple[str, ...]]:
    """An entry after a file with one unit came back."""
    unit = f'<unit id="{identifier or unit_id(entry)}">{inside}</unit>'
    data = f'{HEAD}<file id="f">{unit}</file></xliff>'.encode()
    done = imported(po(entry), data, "en", "fr")
    return done.po.entries[0], done.unfit


def segment(source: str, target: str, state: str = "final") -> str:
    return f'<segment state="{state}"><source>{source}</source><target>{target}</target></segment>'


def test_what_goes_out():
    said = out(HELLO, YES)
    assert 'version="2.0" srcLang="en" trgLang="fr"' in said
    assert '<source xml:space="preserve">Hello *you*.\n\nGo [on](#one.first).</source>' in said
    assert '<note category="description">A text.</note>' in said
    assert re.findall(r'<segment state="(\w+)"', said) == ["initial", "translated"]
    assert '<target xml:space="preserve">Oui &amp; &lt;non&gt;</target>' in said
    assert f'<unit id="{unit_id(YES)}" name="one.first.q/choices.yes">' in said


@pytest.mark.parametrize("state", ["translated", "reviewed", "final"])
def test_what_is_done_counts(state: str):
    entry, unfit = back(
        Entry("a", "One", flags=["fuzzy"], previous="0"), segment("One", "Un", state)
    )
    assert (entry.target, entry.flags, entry.previous, unfit) == ("Un", [], None, ())


def test_what_is_only_begun_has_to_be_looked_at():
    entry, _ = back(Entry("a", "One"), segment("One", "Un", "initial"))
    assert (entry.target, entry.fuzzy) == ("Un", True)


def test_segments_of_a_unit_are_put_together():
    inside = (
        segment("One.", "Un.", "translated")
        + "<ignorable><source> </source></ignorable>"
        + segment("Two.", "Deux.", "final")
    )
    entry, unfit = back(Entry("a", "One. Two."), inside)
    assert (entry.target, entry.fuzzy, unfit) == ("Un. Deux.", False, ())


def test_a_unit_of_which_a_sentence_is_missing_is_left_as_it_was():
    inside = segment("One.", "Un.") + "<segment><source> Two.</source></segment>"
    entry, unfit = back(Entry("a", "One. Two."), inside)
    assert (entry.target, unfit) == ("", ())


@pytest.mark.parametrize(
    ("inside", "identifier", "says"),
    [
        (segment("One", "Un"), "u0", "has no text u0"),
        (segment("Two", "Deux"), "", "the source of a was changed on its way: Two"),
        (segment(" One", "Un"), "", "a came back with other blanks"),
        (segment("One", 'Un <ph id="1"/>'), "", "codes of the tool"),
        (segment("One", "Un\u202e\ufffe".replace("\ufffe", "\ufeff")), "", "cannot be seen"),
    ],
)
def test_what_does_not_fit_is_named_and_left(inside: str, identifier: str, says: str):
    entry, unfit = back(Entry("a", "One"), inside, identifier)
    assert entry.target == ""
    assert len(unfit) == 1 and unfit[0].startswith("line 1: ") and says in unfit[0]


def test_a_text_that_changed_while_it_was_away_is_named_by_its_context():
    data = out(Entry("one/title", "Old"), Entry("two/title", "Gone")).encode()
    done = imported(po(Entry("one/title", "New")), data, "en", "fr")
    assert [line.partition(": ")[2] for line in done.unfit] == [
        "the text of one/title is another one now: Old",
        "the course has no text two/title (any more): Gone",
    ]


def test_an_id_that_a_tool_changed_is_said():
    data = out(YES).replace(unit_id(YES), "x1").encode()
    [said] = imported(po(YES), data, "en", "fr").unfit
    assert said.endswith("the id of one.first.q/choices.yes was changed on its way to x1")


def test_notes_of_tools_on_words_do_not_matter():
    entry, unfit = back(Entry("a", "One"), segment("One", 'U<mrk id="m" type="term">n</mrk>'))
    assert (entry.target, unfit) == ("Un", ())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not well-formed"),
        (b"<xliff>", "not well-formed"),
        (b"<a/>", "no XLIFF"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "no XLIFF"),
        (HEAD.replace('"fr"', '"de"').encode() + b"</xliff>", "trgLang is de"),
        (HEAD.replace('"en"', '"de"').encode() + b"</xliff>", "srcLang is de"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        ('<?xml version="1.0"?><!DOCTYPE a []><a/>'.encode("utf-16"), "document type"),
        (b" " * 16_000_001, "more than 16 MB"),
    ],
)  # fmt: skip
def test_what_is_no_xliff_of_this_course_is_refused(data: bytes, says: str):
    with pytest.raises(XliffError, match=says):
        imported(po(HELLO), data, "en", "fr")


def test_nothing_is_read_from_elsewhere(tmp_path: object):
    data = f'<!DOCTYPE x SYSTEM "file:///etc/passwd">{HEAD}</xliff>'.encode()
    with pytest.raises(XliffError):
        imported(po(HELLO), data, "en", "fr")


SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff")
WORDS = st.text(SIGNS | st.sampled_from("\n\t<>&\"'*[]()"), max_size=40)


@given(
    st.lists(
        st.builds(
            Entry,
            context=st.text("abc./", max_size=5),
            source=WORDS.filter(str.strip),
            target=WORDS,
            flags=st.sampled_from([[], ["fuzzy"]]),
        ),
        unique_by=lambda entry: entry.key,
        max_size=5,
    )
)
def test_what_went_out_comes_back_the_same(entries: list[Entry]):
    done = imported(po(*entries), exported(po(*entries), "mini", "en", "fr"), "en", "fr")
    assert done.unfit == ()
    assert [(one.key, one.target, one.counts) for one in done.po.entries] == [
        (one.key, one.target, one.counts) for one in entries
    ]
    empty = [Entry(one.context, one.source) for one in entries]
    filled = imported(po(*empty), exported(po(*entries), "mini", "en", "fr"), "en", "fr").po.entries
    assert [one.target for one in filled if one.target] == [
        one.target for one in entries if one.target.strip()
    ]
