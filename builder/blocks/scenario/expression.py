"""Conditions of a scenario: a small safe grammar, parsed at build time and never run as code.

    condition = both  { "or"  both }
    both      = plain { "and" plain }
    plain     = "not" plain | "(" condition ")" | comparison
    comparison = sum ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum
    sum       = [ "-" ] term { ( "+" | "-" ) term }
    term      = whole number | name of a value | "(" sum ")"

A condition becomes a JSON tree of lists, evaluated by `evaluate` here (for checks and tests) and by
`condition.ts` in the player:

    ["or", a, b]  ["and", a, b]  ["not", a]  ["<", x, y] …  ["+", x, y]  ["-", x, y]  3  "rapport"
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from builder.record import record

Tree = int | str | list["Tree"]

LONGEST: Final = 500
"""Characters of a condition; more is no condition that anyone can read."""

DEEPEST: Final = 20
"""How deep brackets and `not` may nest."""

BIGGEST: Final = 1_000_000

COMPARISONS: Final[dict[str, Callable[[int, int], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}

_WORDS = ("and", "or", "not")
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>[0-9]+)"
    r"|(?P<name>[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*)"
    r"|(?P<sign><=|>=|==|!=|<|>|\+|-|\(|\))"
)


class ConditionError(ValueError):
    """A condition that cannot be read: where (from 0), what is wrong, what to do."""

    def __init__(self, position: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.position = position
        self.message = message
        self.hint = hint


@record
class _Token:
    kind: str
    text: str
    position: int


def parse(text: str) -> Tree:
    """The tree of a condition.

    Raises:
        ConditionError: it is none.
    """
    if len(text) > LONGEST:
        raise ConditionError(LONGEST, "This condition is too long.", "Use a simpler one.")
    return _Parser(list(_tokens(text)), len(text)).whole()


def names(tree: Tree) -> frozenset[str]:
    """The values that a condition reads."""
    if isinstance(tree, int):
        return frozenset()
    if isinstance(tree, str):
        return frozenset([tree])
    return frozenset().union(*(names(part) for part in tree[1:]))


def evaluate(tree: Tree, values: Mapping[str, int]) -> bool:
    """Whether a condition is true for these values; a value that is not there counts as 0."""
    return bool(_value(tree, values))


def _value(tree: Tree, values: Mapping[str, int]) -> int:
    if isinstance(tree, int):
        return tree
    if isinstance(tree, str):
        return values.get(tree, 0)
    sign = tree[0]
    parts = [_value(part, values) for part in tree[1:]]
    if sign == "not":
        return int(not parts[0])
    left, right = parts
    if sign in ("and", "or"):
        return int(bool(left and right) if sign == "and" else bool(left or right))
    if sign in ("+", "-"):
        return left + right if sign == "+" else left - right
    return int(COMPARISONS[str(sign)](left, right))


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise _unknown_sign(text, position)
        kind = str(found.lastgroup)
        if found[0] in _WORDS:
            kind = "word"
        if kind != "space":
            yield _Token(kind, found[0], position)
        position = found.end()


def _unknown_sign(text: str, position: int) -> ConditionError:
    sign = text[position]
    hints = {
        "=": "Write == to ask whether two numbers are the same.",
        "!": "Write != or not.",
        "&": "Write and.",
        "|": "Write or.",
        "*": "Conditions can add and subtract only.",
        "/": "Conditions can add and subtract only.",
        ".": "Conditions use whole numbers only.",
    }
    hint = hints.get(sign, "Use names of values, whole numbers, comparisons, and, or, not.")
    return ConditionError(position, f"{sign!r} does not belong in a condition.", hint)


class _Parser:
    """Reads tokens from left to right; one method for each rule of the grammar."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self.tokens = tokens
        self.end = end
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree:
        tree = self.condition()
        if self.at < len(self.tokens):
            raise self.wrong("and, or, or the end of the condition")
        return tree

    def condition(self) -> Tree:
        tree = self.both()
        while self.take("or"):
            tree = ["or", tree, self.both()]
        return tree

    def both(self) -> Tree:
        tree = self.plain()
        while self.take("and"):
            tree = ["and", tree, self.plain()]
        return tree

    def plain(self) -> Tree:
        if self.take("not"):
            with _Deeper(self):
                return ["not", self.plain()]
        if self.peek() == "(" and not self.bracketed_sum():
            return self.bracketed(self.condition)
        return self.comparison()

    def comparison(self) -> Tree:
        left = self.sum()
        sign = self.peek()
        if sign not in COMPARISONS:
            raise self.wrong("a comparison such as >= or ==")
        self.at += 1
        return [sign, left, self.sum()]

    def sum(self) -> Tree:
        tree: Tree = ["-", 0, self.term()] if self.take("-") else self.term()
        while (sign := self.peek()) in ("+", "-"):
            self.at += 1
            tree = [sign, tree, self.term()]
        return tree

    def term(self) -> Tree:
        if self.peek() == "(":
            return self.bracketed(self.sum)
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind not in ("number", "name"):
            raise self.wrong("a value's name or a whole number")
        self.at += 1
        if token.kind == "name":
            return token.text
        if int(token.text) > BIGGEST:
            raise ConditionError(token.position, "This number is too big.", f"Up to {BIGGEST}.")
        return int(token.text)

    def bracketed(self, inside: Callable[[], Tree]) -> Tree:
        self.at += 1
        with _Deeper(self):
            tree = inside()
        if not self.take(")"):
            raise self.wrong("a closing bracket")
        return tree

    def bracketed_sum(self) -> bool:
        """Whether the bracket here holds a sum: nothing in it compares or joins."""
        depth = 0
        for token in self.tokens[self.at :]:
            depth += (token.text == "(") - (token.text == ")")
            if depth == 0:
                return True
            if token.kind == "word" or token.text in COMPARISONS:
                return False
        return False

    def peek(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self, text: str) -> bool:
        if self.peek() != text:
            return False
        self.at += 1
        return True

    def wrong(self, expected: str) -> ConditionError:
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            return ConditionError(
                token.position, f"{token.text!r} is not expected here.", f"Expected {expected}."
            )
        return ConditionError(self.end, "The condition stops too early.", f"Expected {expected}.")


class _Deeper:
    """Counts how deep the parser is, so that no condition can exhaust the stack."""

    def __init__(self, parser: _Parser) -> None:
        self.parser = parser

    def __enter__(self) -> None:
        self.parser.depth += 1
        if self.parser.depth > DEEPEST:
            token = self.parser.tokens[min(self.parser.at, len(self.parser.tokens) - 1)]
            raise ConditionError(
                token.position, "This condition is nested too deeply.", "Use fewer brackets."
            )

    def __exit__(self, *_: object) -> None:
        self.parser.depth -= 1
