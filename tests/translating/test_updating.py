"""Files of translations keep up with the course, and nothing that somebody translated is lost."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from babel.messages.pofile import read_po as babels_read_po
from hypothesis import given
from hypothesis import strategies as st

from builder.translating.po import Entry, Po, read_po, written_po
from builder.translating.status import status_of
from builder.translating.updating import entries_of, new_po, updated
from tests.helpers import Files, every_block, mini, module_file, page, text, tree_of
from tests.translating.made import typed


def with_texts(*texts: str, name: str = "first") -> Files:
    return {**mini(), "modules/one.yaml": module_file("one", page(name, *map(text, texts)))}


def entries(files: Files) -> list[Entry]:
    return entries_of(typed(files), tree_of(files))


def said(files: Files, targets: Mapping[str, str]) -> Po:
    """A file in which these texts are translated."""
    po = updated(new_po(typed(files), "fr"), entries(files))
    for entry in po.entries:
        entry.target = targets.get(entry.source, "")
    return po


def entry_of(po: Po, source: str) -> Entry:
    return next(entry for entry in po.entries if entry.source == source)


def again(po: Po) -> Po:
    """As it comes back from the disk."""
    read, found = read_po(written_po(po), "locales/fr.po")
    assert read is not None and found == []
    return read


OLD = "Trust grows in small steps, one after another."
NEW = "Trust grows in many small steps, one after another."


def test_what_did_not_change_keeps_its_translation_and_its_remarks():
    po = said(with_texts(OLD), {OLD: "La confiance grandit pas à pas."})
    entry_of(po, OLD).remarks = ["checked by Ann"]
    new = updated(again(po), entries(with_texts("Something new.", OLD)))
    kept = entry_of(new, OLD)
    assert (kept.target, kept.fuzzy, kept.remarks) == (
        "La confiance grandit pas à pas.", False, ["checked by Ann"],
    )  # fmt: skip
    assert entry_of(new, "Something new.").target == ""


def test_a_text_that_changed_gets_its_old_translation_to_look_at():
    po = said(with_texts(OLD, "Another."), {OLD: "La confiance…", "Another.": "Un autre."})
    new = updated(again(po), entries(with_texts("Another.", NEW)))
    changed = entry_of(new, NEW)
    assert (changed.target, changed.fuzzy, changed.previous) == ("La confiance…", True, OLD)
    assert not changed.counts
    assert not any(entry.obsolete for entry in new.entries)


def test_a_text_that_changed_twice_remembers_what_was_translated():
    po = updated(again(said(with_texts(OLD), {OLD: "La…"})), entries(with_texts(NEW)))
    last = NEW.replace("many", "very many")
    new = updated(again(po), entries(with_texts(last)))
    assert entry_of(new, last).previous == OLD


def test_a_text_that_moved_elsewhere_gets_its_translation_to_look_at():
    po = said(with_texts(OLD), {OLD: "La…"})
    new = updated(again(po), entries(with_texts(OLD, name="second")))
    moved = entry_of(new, OLD)
    assert (moved.context, moved.target, moved.fuzzy) == ("one.second/text", "La…", True)


def test_what_is_gone_stays_at_the_end_and_comes_back_with_its_text():
    po = said(with_texts(OLD, "Bye."), {OLD: "La…", "Bye.": "Au revoir."})
    gone = again(updated(again(po), entries(with_texts(OLD))))
    assert [(one.source, one.obsolete) for one in gone.entries][-1] == ("Bye.", True)
    back = updated(gone, entries(with_texts(OLD, "Bye.")))
    assert (entry_of(back, "Bye.").target, entry_of(back, "Bye.").obsolete) == ("Au revoir.", False)


def test_what_nobody_translated_goes_without_a_trace():
    new = updated(said(with_texts(OLD), {}), entries(with_texts("Quite different words here.")))
    assert OLD not in [entry.source for entry in new.entries]


def test_an_update_without_a_change_changes_no_byte():
    files = every_block()
    once = written_po(updated(new_po(typed(files), "fr"), entries(files)))
    read, _ = read_po(once, "f")
    assert read is not None
    assert written_po(updated(read, entries(files))) == once


def test_the_order_is_that_of_the_course():
    files = with_texts("B", "A", "C")
    po = updated(new_po(typed(files), "fr"), reversed(entries(files)))
    new = updated(again(po), entries(files))
    assert [one.source for one in new.entries][-3:] == ["B", "A", "C"]


def test_an_entry_says_what_and_where_it_is():
    entry = next(one for one in entries(with_texts(OLD)) if one.source == OLD)
    assert entry.places == ["modules/one.yaml:3"]
    assert entry.comments == [
        "The text, in Markdown.",
        "Markdown. Keep links and footnotes as they are.",
    ]


def test_status_counts_texts_and_words():
    files = with_texts("One two three.", "Four five.", "Six.")
    po = said(files, {"Six.": "Six.", "Four five.": "Quatre cinq.", "One": "Un"})
    entry_of(po, "Four five.").flags = ["fuzzy"]
    found = status_of("fr", po)
    assert (found.translated, found.fuzzy, found.missing) == (2, 1, 3)
    assert found.words == 9
    assert not found.complete


# ---- the file ----------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t"\\#'))
ENTRIES = st.builds(
    Entry,
    context=st.text("abc.-/:", max_size=9),
    source=WORDS.filter(bool),
    target=WORDS,
    flags=st.sampled_from([[], ["fuzzy"]]),
    previous=st.none() | WORDS,
    remarks=st.lists(st.text("ab c#.,:|~", min_size=1).map(str.strip), max_size=2),
    obsolete=st.booleans(),
)


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.key))
def test_a_file_says_what_was_written_into_it(made: list[Entry]):
    made.sort(key=lambda entry: entry.obsolete)
    seen = "\ufeff\ufffe\uffff"
    made = [one for one in made if not any(sign in repr_of(one) for sign in seen)]
    data = written_po(Po("Language: fr\n", [], made))
    read, found = read_po(data, "f")
    if found:  # signs that no file of a course may hold
        assert {one.code for one in found} == {"BC102"}
        return
    assert read is not None
    parts = [(one.key, one.target, one.flags, one.previous, one.obsolete) for one in read.entries]
    assert parts == [(one.key, one.target, one.flags, one.previous, one.obsolete) for one in made]
    assert written_po(read) == data


def repr_of(entry: Entry) -> str:
    return entry.source + entry.target + (entry.previous or "")


def test_babel_reads_the_same():
    files = every_block()
    po = said(files, {one.source: f"«{one.source}»" for one in entries(files)})
    catalog = babels_read_po(io.BytesIO(written_po(po)), abort_invalid=True)
    theirs = {(one.context, one.id): one.string for one in catalog if one.id}
    assert theirs == {one.key: one.target for one in po.entries}


@pytest.mark.parametrize(
    ("broken", "line", "says"),
    [
        ('msgid "a"\n', 1, "no msgstr"),
        ('msgid "a\nmsgstr ""\n', 1, "no line of a PO file"),
        ('msgid a\nmsgstr ""\n', 1, "no line of a PO file"),
        ('\nmsgid "a"\nmsgid "b"\nmsgstr ""\n', 3, "second msgid"),
        ('"a"\n', 1, "belongs to nothing"),
        ('msgid "a"\n<<<<<<< HEAD\n', 2, "a merge that nobody has finished"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr ""\n', 4, "stands in line 1 already"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr ""\n\n#. c\n', 4, "in line 1 already"),
        ('msgid ""\nmsgstr ""\n"X: y\\n"\n"Language: de_AT\\n"\n', 4, "in the language de_AT"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', 2, "no plural"),
        ('msgid "a"\nmsgstr "b" c\n', 2, "no line of a PO file"),
    ],
)
def test_a_broken_file_is_one_clear_error(broken: str, line: int, says: str):
    po, found = read_po(broken.encode(), "locales/fr.po")
    assert po is None
    assert [(one.code, one.place.span and one.place.span.line) for one in found] == [
        ("BC552", line)
    ]
    assert says in found[0].message


@given(st.binary(max_size=300) | st.text('msgidtr "\\\n#~|,x', max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes):
    po, found = read_po(data, "f")
    assert (po is None) is bool(found)


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter():
    po, _ = read_po(b'\xef\xbb\xbfmsgid "a"\r\nmsgstr ""\r\n"b"\r\n', "f")
    assert po is not None and [(one.source, one.target) for one in po.entries] == [("a", "b")]


def test_the_line_ends_of_old_macs_lose_nothing():
    po, _ = read_po(b'# said\rmsgid "a"\rmsgstr "b"\r', "f")
    assert po is not None and [(one.source, one.target) for one in po.entries] == [("a", "b")]


@pytest.mark.parametrize("written", ["", "fr", "fr_CA", "FR"])
def test_a_file_may_name_its_language_in_other_ways(written: str):
    po, found = read_po(f'msgid ""\nmsgstr "Language: {written}\\n"\n'.encode(), "locales/fr.po")
    assert po is not None and not found


def test_an_empty_text_of_a_page_is_not_taken_for_the_head():
    head = b'msgid ""\nmsgstr "Language: fr\\n"\n'
    po, _ = read_po(head + b'\nmsgctxt "one"\nmsgid ""\nmsgstr "b"\n', "locales/fr.po")
    assert po is not None and po.header == "Language: fr\n"
