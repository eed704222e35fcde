"""`--fix`: what it mends, and that it never does more than that."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.diagnostics import Report, Severity
from builder.files import Content, Memory, Tree, read_all
from builder.fixing import Fixed, fixed
from builder.preparing import surveyed
from builder.source.yaml import read
from tests.check.test_broken import mutations
from tests.model.sample import TEXTS, sample
from tools.examples import STOCK, files_of

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def errors(tree: Tree) -> Counter[tuple[str, str, str]]:
    report: Report = surveyed(tree, [])[1].report
    return Counter(
        (found.code, found.place.file, found.message)
        for found in report
        if found.severity is Severity.ERROR
    )


def text(tree: Tree, name: str = "modules/start.yaml") -> str:
    return read_all(tree[name]).decode()


def blocks(words: str, **more: str) -> dict[str, Memory]:
    return files_of({"blocks": words, **more})


def mended(before: Tree) -> Fixed:
    """What becomes of a course; a second run must find nothing to do."""
    result = fixed(before)
    again = fixed(result.tree)
    assert again.repairs == []
    assert again.changed(result.tree) == {}
    assert not errors(result.tree) - errors(before)
    return result


# ---- what is mended ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("- text: Hi.\n- calout: Well.", "- text: Hi.\n- callout: Well.", "BC205"),
        ("- callout: Well.\n  titel: Note", "- callout: Well.\n  title: Note", "BC201"),
        ('- callout: Well.\n  "titel": Note', '- callout: Well.\n  "title": Note', "BC201"),
        ("- callout: Well.\n  kind: 'warnings' # !", "- callout: Well.\n  kind: 'warning' # !",
         "BC209"),
        ("- question: a\n  kind: true-flase\n  ask: So?\n  answer: true",
         "- question: a\n  kind: true-false\n  ask: So?\n  answer: true", "BC207"),
        ("- question: a\n  kind: true-false\n  ask: So?\n  answer: yes",
         "- question: a\n  kind: true-false\n  ask: So?\n  answer: true", "BC203"),
        ("- { reflect: a, prompts: { b: Why? }, optional: No }",
         "- { reflect: a, prompts: { b: Why? }, optional: false }", "BC203"),
    ],
)  # fmt: skip
def test_the_one_word_that_was_meant(wrong: str, right: str, code: str):
    result = mended(blocks(wrong + "\n"))
    assert text(result.tree) == text(blocks(right + "\n"))
    assert code in {one.code for one in result.repairs}


@pytest.mark.parametrize(
    "words",
    [
        "- callout: Well.\n  titel: Note\n  title: Note",  # the right one is there
        "- callout: Well.\n  tone: Note",  # nothing is near
        "- callout: Well.\n  kind: kind",
        "- question: b\n  kind: choic\n  ask: So?\n  choices: { a: A, b: B }\n  answer: a",  # or s
        "- txet: Hi.\n- text: [a]",  # near, but another error might come of it
    ],
)
def test_what_is_not_sure_is_left_alone(words: str):
    before = blocks(words + "\n")
    result = fixed(before)
    if "txet" in words:
        assert errors(result.tree) <= errors(before)
        return
    assert result.repairs == []
    assert result.changed(before) == {}


def test_marks_and_line_ends():
    raw = (
        b"\xef\xbb\xbf"
        + text(blocks("- text: |\n    One\n\n    Two # no comment\n"))
        .replace("\n", "\r\n")
        .encode()
    )
    before = {**blocks("- text: Hi.\n"), "modules/start.yaml": Memory(raw)}
    result = mended(before)
    after = read_all(result.tree["modules/start.yaml"])
    assert after == raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    assert {one.code for one in result.repairs} == {"BC114", "BC115"}
    assert read(raw, "x").data == read(after, "x").data


def test_a_lone_return_is_left_alone():
    before = blocks('- text: "a\\rb"\n')
    assert mended(before).repairs == []


def test_tabs_before_lines():
    words = "module: start\ntitle: Start\npages:\n\t- page: hello\n\t  title: Hello\n\t  blocks:\n"
    before = {**blocks(""), "modules/start.yaml": Memory(f"{words}\t\t- text: A\tB\n".encode())}
    result = mended(before)
    assert "\t- " not in text(result.tree)
    assert "A\tB" in text(result.tree)
    assert errors(result.tree) == Counter()


def test_tabs_in_a_text_are_not_judged():
    words = "module: start\ntitle: Start\npages:\n\t- page: hello\n\t  title: Hello\n\t  blocks:\n"
    code = words + "\t  - text: |\n\t      a\n\t      \tb\n"
    before = {**blocks(""), "modules/start.yaml": Memory(code.encode())}
    assert mended(before).repairs == []


def nfd(name: str) -> str:
    return unicodedata.normalize("NFD", name)


@pytest.mark.parametrize(("stored", "written"), [(0, 0), (1, 0), (1, 1), (0, 1)])
def test_names_that_a_mac_stored_otherwise(stored: int, written: int):
    forms = ("media/größe.svg", nfd("media/größe.svg"))
    block = f"- image: {forms[written]}\n  alt: A circle\n"
    before: dict[str, Content] = {**blocks(block + block)}
    before[forms[stored]] = Memory(STOCK["media/circle.svg"])
    result = mended(before)
    assert forms[0] in result.tree and forms[1] not in result.tree
    assert text(result.tree) == text(blocks(block + block)).replace(forms[1], forms[0])
    assert errors(result.tree) == Counter()
    assert result.names == ({forms[1]: forms[0]} if stored else {})


# ---- and nothing else ----------------------------------------------------------------------------


def differences(before: str, after: str) -> set[tuple[str, str]]:
    """The words that were exchanged."""
    old, new = re.findall(r"[\w-]+|\W", before), re.findall(r"[\w-]+|\W", after)
    parts = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return {("".join(old[a:b]), "".join(new[c:d])) for tag, a, b, c, d in parts if tag != "equal"}


@some
@given(mutations())
def test_a_course_is_never_worse_and_nothing_else_is_touched(mutation: tuple[str, str]):
    name, words = mutation
    before = {**sample(), name: Memory(words.encode())}
    result = mended(before)
    assert set(result.changed(before)) <= {one.file for one in result.repairs}
    said = {tuple(one.done.split(" is now ")) for one in result.repairs if " is now " in one.done}
    quiet = {("\t", " "), ("\ufeff", "")}
    for file in result.changed(before):
        for old, new in differences(text(before, file), text(result.tree, file)):
            assert (old, new) in said or (old, new) in quiet or not (old + new).strip()


letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz-")


@some
@given(st.data())
def test_a_slip_in_a_word_of_the_format(data: st.DataObject):
    """One sign of a key is lost, doubled or exchanged: mended as it was, or left alone."""
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    keys = [one.span(1) for one in re.finditer(r"^[ -]*([a-z-]{4,}):", TEXTS[name], re.MULTILINE)]
    start, end = data.draw(st.sampled_from(keys))
    at = data.draw(st.integers(start, end - 1))
    slip = data.draw(st.sampled_from(["", data.draw(letters), TEXTS[name][at] * 2]))
    words = TEXTS[name][:at] + slip + TEXTS[name][at + 1 :]
    before = {**sample(), name: Memory(words.encode())}
    result = mended(before)
    for file, changed in result.changed(before).items():
        assert file == name
        assert changed.decode() == TEXTS[name]


@some
@given(st.sets(st.sampled_from(sorted(TEXTS))), st.booleans())
def test_line_ends_of_any_files_come_back(names: set[str], mark: bool):
    tree = sample()
    for name in names:
        data = TEXTS[name].replace("\n", "\r\n").encode()
        tree[name] = Memory(b"\xef\xbb\xbf" * mark + data)
    result = mended(tree)
    assert set(result.changed(tree)) == names
    assert {name: text(result.tree, name) for name in names} == {n: TEXTS[n] for n in names}


def test_a_colour_that_cannot_be_read_gives_way_to_the_nearest_that_can():
    facts = "course: demo\ntitle: Demo\nlanguage: en\nmodules: [start]\n"
    own = 'theme: {{ colours: {{ accent: {}, bar: "#888888" }}, dark: {{ accent: "#14595f" }} }}\n'
    result = mended(blocks("- text: Hi.\n", **{"course.yaml": facts + own.format("'#e08a2c'")}))
    assert [one.code for one in result.repairs] == ["BC531"] * 3
    assert "accent: '#a05b00', bar: \"#c4c4c4\"" in text(result.tree, "course.yaml")
