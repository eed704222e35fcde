"""Of a style sheet what a page can need: no rules about classes that nothing on it ever has.

What can be on a page is known by words: those of the templates and of the script that make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

_WORD = re.compile(r"(?<![.\w-])[a-z][\w-]*", re.IGNORECASE)
_SIGN = re.compile(r"\"[^\"]*\"|'[^']*'|[{};]")
_GROUPS = ("@layer", "@media", "@supports", "@container")
_CONDITION = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^]]*\]")
_ONE = re.compile(r"(?:[^,()\"']|\"[^\"]*\"|'[^']*'|\((?:[^()]|\([^()]*\))*\))+")
"""One of several selectors; commas between brackets or in a text part none."""
_CLASS = re.compile(r"\.([\w-]+)")
_TAG = re.compile(r"(?<![\w.:#-])(?:input|select|fieldset|legend)\b")
"""Tags that come from templates alone, never from a text."""


def words_in(source: str) -> set[str]:
    """All that may be the name of a class or a tag in a template or a script."""
    return set(_WORD.findall(source))


_SET = re.compile(r"(?<=[{;])--([\w-]+):(?:[^;{}\"']|\"[^\"]*\"|'[^']*')*(?:;|(?=\}))")


def without_idle(css: str, more: str) -> str:
    """A squeezed sheet without the tokens that neither it nor the words of `more` ask for."""
    asked = {*re.findall(r"var\(--([\w-]+)", css), *re.findall(r"--([\w-]+)", more)}
    return _SET.sub(lambda found: found[0] if found[1] in asked else "", css)


def needed(css: str, words: AbstractSet[str]) -> str:
    """A squeezed sheet without the rules that need a class which is not among the words.

    A class `NAME--KIND` counts as there where `NAME` is: kinds are often put together.
    """
    return "".join(_kept(css, words))


def _kept(css: str, words: AbstractSet[str]) -> Iterator[str]:
    for head, body in _rules(css):
        if body is None:
            yield f"{head};"
        elif head.startswith(_GROUPS):
            if inside := needed(body, words):
                yield f"{head}{{{inside}}}"
        elif head.startswith("@") or _possible(head, words):
            yield f"{head}{{{body}}}"
        elif selectors := [one for one in _ONE.findall(head) if _possible(one, words)]:
            yield f"{','.join(selectors)}{{{body}}}"


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Each rule as what stands before its braces and in them; None: it has no braces."""
    start = inside = depth = 0
    for found in _SIGN.finditer(css):
        at, sign = found.start(), found[0]
        if sign == "{":
            depth += 1
            inside = inside if depth > 1 else at
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:inside].strip(), css[inside + 1 : at]
                start = at + 1
        elif sign == ";" and depth == 0:
            yield css[start:at].strip(), None
            start = at + 1


def _possible(selectors: str, words: AbstractSet[str]) -> bool:
    """Whether all that these selectors ask for can be there."""
    plain = _CONDITION.sub("", selectors)
    classes = (name.partition("--")[0] for name in _CLASS.findall(plain))
    return words >= {*classes, *_TAG.findall(plain)}
