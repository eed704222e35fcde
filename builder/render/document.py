"""The whole course as one HTML document: all pages finished, styles, player and plan inline.

One document is one request: an LMS serves every file through slow code. Only media stay files.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from builder import __version__
from builder.blocks.base import Block, UsedBlock
from builder.cache import NO_CACHE, Cache
from builder.files import Memory, Tree
from builder.foreign import Foreign, language_of
from builder.languages import direction, named
from builder.model.course import Course, module_file
from builder.model.module import Module, Page
from builder.plan.make import page_id
from builder.plan.model import Plan
from builder.plan.spoken import words_apart
from builder.record import record
from builder.render.around import Around, digest
from builder.render.later import Marks, Wanted, in_place, put_off, waiting
from builder.render.media import in_units
from builder.render.player import opening
from builder.render.style import page_style
from builder.render.templates import environment
from builder.render.texts import is_curly, markdown_html
from builder.render.words import Entry, safe_in_script, script_json, words_for
from builder.theming.theme import Theme

_NO_PLAYER = "no player"
_AROUND_BODY = re.compile(
    rf"^.*?<body\b[^>]*>\s*|\s*<script\b[^>]*>{_NO_PLAYER}</script>|\s*</body>.*$", re.DOTALL
)

Shown = tuple[Page, str, Iterator[Markup]]
"""A page, its full id, and its blocks."""

NO_DATA: Mapping[str, Any] = MappingProxyType({})
"""What most targets have to say to their player beside the plan."""


@record
class Renderer:
    """Renders the pages of one course in one theme."""

    course: Course
    plan: Plan
    theme: Theme
    media: Tree
    cache: Cache = NO_CACHE
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the files that it was read from; none if it is not as they have it."""
    further: tuple[Renderer, ...] = ()
    """The same course in other languages, among which learners may choose."""

    @property
    def templates(self) -> Environment:
        """Those of the theme and of all blocks."""
        return environment(self.theme, self.course.language)

    def document(
        self, player: str, target: str, data: Mapping[str, Any] = NO_DATA
    ) -> Iterator[str]:
        """The launch page, piece by piece: blocks are rendered when their turn comes.

        `player` is the script of the target's bundle; `target` names it for the page's own use;
        `data` is what this player reads beside the plan, by the ids of the elements that hold it.
        """
        languages = [one.course.language for one in (self, *self.further)]
        generated = partial(
            self._generated,
            named(languages) if self.further else [],
            styles=Markup(self._style(player)),
            player=Markup(player),
            opening=Markup(opening()),
            policy=Markup(policy(opening(), player)),
            plan_json=Markup(safe_in_script(self.plan.to_json())),
            data=[(name, Markup(script_json(value))) for name, value in data.items()],
            target=target,
            others=[
                (one.course.language, Markup(one.body(self.plan, languages)))
                for one in self.further
            ],
        )
        return put_off(generated(Marks(late=False)), lambda: generated(Marks(late=True)))

    def body(self, own: Plan, languages: Sequence[str]) -> str:
        """What is in the body of the same page in this language, but for the player.

        Of the plan it has the words alone that differ from `own`.
        """
        pieces = self._generated(
            named(languages),
            Marks(),
            styles="",
            player=_NO_PLAYER,
            opening="",
            policy="",
            plan_json=Markup(script_json(words_apart(own, self.plan))),
            data=[],
            target="",
            others=[],
        )
        return _AROUND_BODY.sub("", "".join(in_place(pieces)))

    @property
    def _waiting(self) -> frozenset[str]:
        """The modules that wait in the page as text, in `<noscript>`, which holds no other."""
        return frozenset() if self.theme.says("noscript") else waiting(self.plan)

    def _generated(
        self, languages: Sequence[tuple[str, str]], marks: Marks, **more: Any
    ) -> Iterator[str]:
        """The page as the template has it, with the blocks that this round wants."""
        pieces = self.templates.get_template("course.html").generate(
            course=self.course,
            plan=self.plan,
            later=self._waiting,
            later_begin=marks.begin,
            later_end=marks.end,
            later_rest=marks.rest,
            modules=[(module, self._pages(module, marks)) for module in self.course.modules],
            logo=self.theme.logo(self.course.theme),
            tool_version=__version__,
            words_json=Markup(script_json(self._player_words())),
            direction=direction(self.course.language),
            languages=languages,
            **more,
        )
        return _in_larger(pieces)

    def _pages(self, module: Module, marks: Marks) -> Sequence[Shown]:
        """Each page with its full id, and its blocks to go through once."""
        html = _Html(self, module)
        return Wanted(
            [
                (page, page_id(module, page), html.of_page(number))
                for number, page in enumerate(module.pages)
            ],
            marks,
        )

    def blocks_of(self, module: Module) -> list[list[str]]:
        """The finished blocks of each page, as they were the last time if nothing has changed."""
        around = Around(self.course, self.plan, self.media)
        if self.cache is NO_CACHE:
            return self._rendered(module, around)
        theme = (self.theme.digest, self.theme.foreign)
        same = self.digests.get(module_file(module.id)) or digest(module)
        key = digest((theme, self.course.language, same)).encode()
        kept = self.cache.get("module", key)
        if kept is not None:
            record, html = json.loads(kept)
            if around.agrees(record):
                return [[str(block) for block in page] for page in html]
        html = self._rendered(module, around)
        self.cache.put("module", key, json.dumps([around.record(), html]).encode())
        return html

    def inside(self, block: Block, full_id: str, dom: str) -> str:
        """A block without its wrapper; `dom` begins all ids in it."""
        around = Around(self.course, self.plan, self.media)
        return _Blocks(self, around).inside(block, full_id, dom)

    def _rendered(self, module: Module, around: Around) -> list[list[str]]:
        blocks = _Blocks(self, around)
        return [
            [
                blocks.whole(block, page_id(module, page), number)
                for number, block in enumerate(page.blocks)
            ]
            for page in module.pages
        ]

    def _style(self, player: str) -> str:
        return page_style(self.course, self.plan, self.theme, player, menu=bool(self.further))

    def _player_words(self) -> dict[str, Entry]:
        """The words that this course's player can need: the shell's and those of its blocks."""
        kinds = {"player", *(item.kind for item in self.plan.items), "sheet", "embed"}
        words = words_for(self.course.language).entries
        return {key: entry for key, entry in words.items() if key.split(".")[0] in kinds}


class _Html:
    """The finished blocks of a module: made when the first is asked for, given away by the page."""

    def __init__(self, renderer: Renderer, module: Module) -> None:
        self._renderer, self._module = renderer, module
        self._pages: list[list[str]] | None = None

    def of_page(self, number: int) -> Iterator[Markup]:
        """The blocks of a page, which then are kept no longer."""
        if self._pages is None:
            self._pages = self._renderer.blocks_of(self._module)
        blocks, self._pages[number] = self._pages[number], []
        yield from map(Markup, blocks)


class _Blocks:
    """Renders blocks of one module."""

    def __init__(self, renderer: Renderer, around: Around) -> None:
        self._language = renderer.course.language
        self._words = words_for(self._language)
        self._environment = renderer.templates
        self._templates: dict[str, Template] = {}
        self._around = around

    def whole(self, block: Block, page: str, number: int) -> str:
        """One block of a page in its wrapper: a custom element if a learner uses it."""
        kind = block.kind
        # No author's id has an underscore: ids with such a prefix meet no other block's.
        if not isinstance(block, UsedBlock):
            inside = self.inside(block, page, f"{page.replace('.', '--')}--{number}_")
            return f'<div class="block block-{kind}">{inside}</div>'
        full_id = f"{page}.{block.id}"
        dom = full_id.replace(".", "--")
        inside = self.inside(block, full_id, f"{dom}_")
        return (
            f'<bc-{kind} class="block block-{kind}" id="{dom}" data-item="{full_id}">'
            f"{inside}</bc-{kind}>"
        )

    def inside(self, block: Block, full_id: str, dom: str) -> str:
        """A block without its wrapper; `dom` begins all ids in it."""
        items = self._around.items_of(full_id)
        texts, curly = itertools.count(), is_curly(self._language)
        return self._template(block.kind).render(
            course=self._around,
            facts_of=self._facts_of,
            data_url=self._data_url,
            sides=self._sides,
            shape_of=self._around.shape_of,
            text_of=self._text_of,
            block=block,
            full_id=full_id,
            dom=dom,
            item=items[0] if items else None,
            items=items,
            md=lambda text: markdown_html(text, f"{dom}{next(texts)}", curly, self._words),
            **block.view(full_id, self._around),
        )

    def _template(self, kind: str) -> Template:
        """Found once in each module: to ask the environment takes as long as a small block."""
        if kind not in self._templates:
            self._templates[kind] = self._environment.get_template(f"{kind}.html")
        return self._templates[kind]

    def _facts_of(self, path: str) -> str:
        """What a learner wants to know before a download: "PDF, 120 kB"."""
        ending = PurePosixPath(path).suffix.lstrip(".").upper() or "?"
        number, unit = in_units(self._around.size_of(path))
        size_text = self._words.say(f"download.{unit}", n=number)
        return self._words.say("download.facts", kind=ending, size=size_text)

    def _sides(self, path: str) -> Markup:
        """The sides of a picture as attributes, so that nothing moves when it has come."""
        shape = self._around.shape_of(path)
        return Markup(f' width="{shape.width}" height="{shape.height}"' if shape else "")

    def _text_of(self, path: str) -> str:
        text = self._around.bytes_of(path).decode("utf-8-sig", errors="replace")
        language = language_of(path)
        return text if language is None else Foreign(text, language)

    def _data_url(self, path: str, mime: str) -> str:
        """A small file as an address of its own, where a browser would refuse to read the file."""
        data = base64.b64encode(self._around.bytes_of(path)).decode("ascii")
        return f"data:{mime};base64,{data}"


def policy(*scripts: str) -> str:
    """The content security policy of a page: these scripts run in it, and nothing else does."""
    hashes = " ".join(f"'{_csp_hash(script)}'" for script in scripts)
    return f"script-src {hashes}; object-src 'none'; base-uri 'none'; form-action 'none'"


def _csp_hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def render_course(
    course: Course,
    plan: Plan,
    theme: Theme,
    media: Tree,
    player: str,
    target: str,
    data: Mapping[str, Any] = NO_DATA,
    cache: Cache = NO_CACHE,
    further: Sequence[tuple[Course, Plan]] = (),
    digests: Mapping[str, str] = NO_DATA,
) -> Memory:
    """The launch page of a course for a target, in UTF-8.

    `further`: the course in other languages, with what is tracked of it there, for a menu.
    `digests`: of the files that it was read from, if it is as they have it.
    """
    others = tuple(Renderer(one, its_plan, theme, media, cache) for one, its_plan in further)
    own = Renderer(course, plan, theme, media, cache, digests, others)
    pieces = own.document(player, target, data)
    return Memory.of(piece.encode("utf-8") for piece in pieces)


def _in_larger(pieces: Iterator[str]) -> Iterator[str]:
    """The same in fewer pieces, which still are small: a template gives many of a few letters."""
    while some := list(itertools.islice(pieces, 8)):
        yield "".join(some)
