"""No word of the player stands in a template, a style or a script: all come from `words.yaml`.

Every block is used with all its words in brackets. What stands on the page without them must be the
author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page

from builder import pseudo
from builder.package import write_folder
from builder.render.words import english_words
from tests.blocks.gallery import EXAMPLES, gallery_files, turn_to
from tests.blocks.walks import Example, walk
from tests.e2e.sites import serving
from tests.e2e.visits import running
from tests.helpers import Files, packed, pretty

MARKED = "en-XM"
"""A language that this test alone speaks."""

NO_WORDS = {"PDF", "TXT", "example", "org", "www"}
"""Kinds of files, and addresses."""

SEEN = """() => {
  const NAMES = ['aria-label', 'alt', 'title', 'placeholder', 'label', 'aria-valuetext'];
  const AUTHORS = '.menu__name, .menu__title *, .module__name, .sheet__whose, [data-bc-live]';
  const found = [[document.title, 'title']];
  const take = (text, where) => /[A-Za-z]{2}/.test(text ?? '') && found.push([text, where]);
  for (const one of document.querySelectorAll('body *')) {
    if (one.matches(`script, style, textarea, ${AUTHORS}`) || !one.checkVisibility()) continue;
    const name = [one.localName, ...one.classList].join('.');
    for (const node of one.childNodes) if (node.nodeType === 3) take(node.data, name);
    for (const attribute of NAMES) take(one.getAttribute(attribute), `${name} ${attribute}`);
    for (const part of ['::before', '::after']) {
      const { content } = getComputedStyle(one, part);
      if (content.startsWith('"')) take(content, name + part);
    }
  }
  return found;
}"""


def marked(text: str) -> str:
    return f"⟦{text}⟧"


@pytest.fixture(scope="module")
def marked_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a gallery whose player says everything in brackets."""
    folder = tmp_path_factory.mktemp("marked") / "web"
    files: Files = dict(gallery_files())
    files["course.yaml"] = str(files["course.yaml"]).replace('"en"', f'"{MARKED}"')
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(pseudo.PSEUDO, MARKED, marked)
        write_folder(packed(files, "web"), folder)
    with serving(folder) as url:
        yield url


def test_every_word_of_the_player_comes_from_its_words(page: Page, marked_url: str) -> None:
    page.goto(marked_url)
    running(page.main_frame)
    found: dict[str, list[str]] = {}
    for examples in EXAMPLES.values():
        for example in examples:
            turn_to(page, example)
            found[f"{example.test_id}, untouched"] = unmarked(page, example)
            steps = in_brackets(example.data.get("walk", []), example)
            walk(page.main_frame, replace(example, data={**example.data, "walk": steps}))
            found[f"{example.test_id}, used"] = unmarked(page, example)
    faults = {when: texts for when, texts in found.items() if texts}
    assert not faults, pretty(faults)


def unmarked(page: Page, example: Example) -> list[str]:
    """What stands on the page outside brackets, and no author or learner wrote."""
    every = [one for found in EXAMPLES.values() for one in found]
    sources = every if example.kind == "sheet" else [example]
    written = {"All blocks"}.union(*map(texts_of, sources))
    known = set(words_in(" ".join(written)))
    return [
        f"{where}: {text}"
        for text, where in page.evaluate(SEEN)
        if set(words_in(outside(text))) - known - NO_WORDS
    ]


def words_in(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", text)


def texts_of(example: Example) -> set[str]:
    """What the author wrote, and what a learner writes."""
    files = {one for one in example.files.values() if isinstance(one, str)}
    steps = [step["write"] for step in example.steps if "write" in step]
    return {example.name, example.kind, *files} | texts_in([example.data["block"], steps])


def in_brackets(said: Any, example: Example) -> Any:
    """What a learner looks for, as it stands there: in brackets where the player says it."""
    if isinstance(said, Mapping):
        return {in_brackets(key, example): in_brackets(one, example) for key, one in said.items()}
    if isinstance(said, list):
        return [in_brackets(one, example) for one in said]
    authors = str(said) in texts_in(example.data["block"])
    return said if authors or not PLAYERS.fullmatch(str(said)) else marked(said)


def texts_in(data: Any) -> set[str]:
    if isinstance(data, Mapping):
        return texts_in([*data, *data.values()])
    if isinstance(data, list):
        return set().union(*map(texts_in, data))
    return {data} if isinstance(data, str) else set()


def patterns() -> Iterator[str]:
    """All that the player may say, with anything in place of values."""
    for entry in english_words().values():
        for text in [entry] if isinstance(entry, str) else entry.values():
            bare = re.sub(r"\{\w+\}", "", text)
            if re.search("[A-Za-z]{2}", bare):
                yield re.sub(r"\\\{\w+\\\}", ".*", re.escape(text))


PLAYERS = re.compile("|".join(patterns()))


def outside(text: str) -> str:
    """A text without what stands in brackets, which may stand in brackets themselves."""
    before = None
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return text
