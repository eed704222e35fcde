"""Conditions of scenarios. `conditions.json` is read by the player's tests as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.blocks.scenario.expression import (
    COMPARISONS,
    ConditionError,
    Tree,
    evaluate,
    names,
    parse,
)

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "conditions.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"])
def test_tree_and_value(vector: dict[str, Any]) -> None:
    tree = parse(vector["text"])
    assert tree == vector["tree"]
    assert all(evaluate(tree, values) for values in vector["true"])
    assert not any(evaluate(tree, values) for values in vector["false"])


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("", 0, "stops too early"),
        ("rapport", 7, "stops too early"),
        ("rapport <", 9, "stops too early"),
        ("rapport = 1", 8, "'='"),
        ("rapport < 1 2", 12, "'2'"),
        ("a < 1 < 2", 6, "'<'"),
        ("a < 1 and", 9, "stops too early"),
        ("(a < 1", 6, "stops too early"),
        ("a < 1)", 5, "')'"),
        ("a < (b < 1)", 7, "'<'"),
        ("a + < 1", 4, "'<'"),
        ("1 + 2", 5, "stops too early"),
        ("a * 2 > 1", 2, "'*'"),
        ("a > 1.5", 5, "'.'"),
        ("not < 1", 4, "'<'"),
        ("a < 99999999", 4, "too big"),
        ("__import__('os')", 0, "'_'"),
        ("a < 1 && b < 1", 6, "'&'"),
        ("A < 1", 0, "'A'"),
        ("a < 1" + " and a < 1" * 100, 500, "too long"),
        ("not " * 30 + "a < 1", 84, "nested too deeply"),
        ("(" * 30 + "a" + ")" * 30 + " < 1", 21, "nested too deeply"),
    ],
)
def test_error_has_its_place(text: str, position: int, says: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.position == position
    assert says in caught.value.message
    assert caught.value.hint


def test_names() -> None:
    assert names(parse("a + b > 1 or not c == a")) == {"a", "b", "c"}


NAMES = st.sampled_from(["a", "b", "trust-level"])
SUMS: st.SearchStrategy[Tree] = st.recursive(
    st.one_of(NAMES, st.integers(0, 9)),
    lambda inner: st.tuples(st.sampled_from(["+", "-"]), inner, inner).map(list),
    max_leaves=4,
)
CONDITIONS: st.SearchStrategy[Tree] = st.recursive(
    st.tuples(st.sampled_from(sorted(COMPARISONS)), SUMS, SUMS).map(list),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner).map(list),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(list),
    ),
    max_leaves=5,
)


def written(tree: Tree) -> str:
    """The tree as an author may write it, with all the brackets that one could want."""
    if not isinstance(tree, list):
        return str(tree)
    if len(tree) == 2:
        return f"not ({written(tree[1])})"
    sign, left, right = tree
    if sign in COMPARISONS:
        return f"{written(left)} {sign} {written(right)}"
    return f"({written(left)}) {sign} ({written(right)})"


@given(CONDITIONS)
def test_what_is_written_is_read(tree: Tree) -> None:
    assert parse(written(tree)) == tree


@given(CONDITIONS, st.dictionaries(NAMES, st.integers(-9, 9)))
def test_value_is_that_of_python(tree: Tree, values: dict[str, int]) -> None:
    known = {name.replace("-", "_"): values.get(name, 0) for name in ("a", "b", "trust-level")}
    python = written(tree).replace("trust-level", "trust_level")
    assert evaluate(tree, values) == bool(eval(python, {"__builtins__": {}}, known))


@given(st.text(alphabet="ab01 <>=!+-()notandr.&", max_size=40))
@example("(((((((((((((((((((((a")
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        tree = parse(text)
    except ConditionError as error:
        assert 0 <= error.position <= len(text)
    else:
        evaluate(tree, {})
