"""YAML to plain data: texts stay texts, and nothing clever is done."""

from __future__ import annotations

import pytest
from yaml import SafeLoader

from builder.source import yaml
from builder.source.text import MAX_BYTES
from builder.source.yaml import MAX_DEPTH, parse, read


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (
            "a: no\nb: 1.0\nc: 12:30\nd: ~\ne: null\n",
            dict(a="no", b="1.0", c="12:30", d="~", e="null"),
        ),
        ("a: 'x'\nb: \"y\\n\"\nc: |\n  z\n", {"a": "x", "b": "y\n", "c": "z\n"}),
        ("a: >\n  one\n  two\n", {"a": "one two\n"}),
        ("a: [b, {c: d}]\n", {"a": ["b", {"c": "d"}]}),
        ("a: ''\n", {"a": ""}),
        ("1: one\n2: two\n", {"1": "one", "2": "two"}),
        ("'<<': text\n", {"<<": "text"}),
        ("--- # a remark\na: b\n...\n", {"a": "b"}),
        ("\ufeffa: b\n", {"a": "b"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("- a\n- b\n", ["a", "b"]),
        ("word", "word"),
    ],
)
def test_data(text: str, data: object):
    parsed = parse(text, "x.yaml")
    assert parsed.diagnostics == ()
    assert parsed.data == data


def test_nothing_after_a_key_is_none_and_said():
    parsed = parse("a:\nb:\n  - c\n  -\n  - d: #x\n", "x.yaml")
    assert parsed.data == {"a": None, "b": ["c", None, {"d": None}]}
    assert parsed.empty == (("a",), ("b", 1), ("b", 2, "d"))


def test_what_had_to_be_left_out_is_named():
    parsed = parse("a: &x b\nc: [*x, d]\ne:\n  [k]: v\n  f: g\n", "x.yaml")
    assert parsed.data == {"a": "b", "c": [None, "d"], "e": {"f": "g"}}
    assert parsed.holes == {("c", 0), ("e",)}


def test_all_faults_but_the_syntax_error_are_reported():
    text = "a: &x b\na: c\nd: *x\n<<: {}\ne: !t f\n? [k]\n: v\ng: [\n"
    codes = [found.code for found in parse(text, "x.yaml").diagnostics]
    assert sorted(codes) == ["BC105", "BC106", "BC107", "BC108", "BC108", "BC109", "BC112"]


def test_the_first_of_two_equal_keys_stays():
    assert parse("a: b\na: c\n", "x.yaml").data == {"a": "b"}


def test_as_deep_as_allowed():
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse(deep, "x.yaml").diagnostics == ()
    (found,) = parse(f"[{deep}]", "x.yaml").diagnostics
    assert found.code == "BC111"


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_a_hundred_thousand_brackets(text: str):
    assert parse(text, "x.yaml").diagnostics[-1].code in ("BC105", "BC111")


def test_an_alias_bomb_stays_small():
    lines = ["a0: &a0 [x, x]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)
    ]
    parsed = parse("\n".join(lines), "x.yaml")
    assert len(str(parsed.data)) < 5_000
    assert {found.code for found in parsed.diagnostics} == {"BC108"}


def test_a_file_that_is_too_large_is_not_parsed():
    (found,) = read(b"a" * (MAX_BYTES + 1), "x.yaml").diagnostics
    assert found.code == "BC103"
    assert read(b"a: b\n" + b"#" * (MAX_BYTES - 5), "x.yaml").data == {"a": "b"}


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\ud800", "\ufffe", "a\ufeff"])
def test_signs_that_no_text_may_hold(sign: str):
    (found,) = parse(f"a: b{sign}\n", "x.yaml").diagnostics
    assert found.code == "BC102"
    assert found.place.span is not None


def test_the_pure_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch):
    good = "a: [b, 'c']\nd:\n  - e: |\n      f\n"
    bad = ["a: b: c", "a: [b", 'a: "b', "a:\n\t- b", "a: 'b'c'", "- a\nb: c"]
    fast = [parse(text, "x.yaml").data for text in [good, *bad]]
    said = [[found.message for found in parse(text, "x.yaml").diagnostics] for text in bad]
    monkeypatch.setattr(yaml, "LOADER", SafeLoader)
    assert [parse(text, "x.yaml").data for text in [good, *bad]] == fast
    assert [[found.message for found in parse(text, "x.yaml").diagnostics] for text in bad] == said
