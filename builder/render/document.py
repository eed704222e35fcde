"""The whole course as one HTML document: all pages finished, styles, player and plan inline.

One document is one request: an LMS serves every file through slow code. Only media stay files.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from builder import __version__
from builder.blocks.base import Block, UsedBlock
from builder.blocks.registry import BLOCKS
from builder.files import Memory, Tree, read_all, tool_text
from builder.foreign import Foreign, language_of
from builder.languages import direction
from builder.model.course import Course
from builder.model.module import Module, Page
from builder.plan.make import page_id
from builder.plan.model import Plan
from builder.render.media import in_units
from builder.render.player import opening
from builder.render.templates import environment
from builder.render.texts import is_curly, markdown_html
from builder.render.words import Entry, safe_in_script, script_json, words_for
from builder.theming.css import squeeze
from builder.theming.theme import SHEETS, ShownLogo, Theme

NO_DATA: Mapping[str, Any] = MappingProxyType({})
"""What most targets have to say to their player beside the plan."""


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of one course in one theme."""

    course: Course
    plan: Plan
    theme: Theme
    media: Tree

    @property
    def _templates(self) -> Environment:
        return environment(self.theme, self.course.language)

    def document(
        self, player: str, target: str, data: Mapping[str, Any] = NO_DATA
    ) -> Iterator[str]:
        """The launch page, piece by piece: blocks are rendered when their turn comes.

        `player` is the script of the target's bundle; `target` names it for the page's own use;
        `data` is what this player reads beside the plan, by the ids of the elements that hold it.
        """
        template = self._templates.get_template("course.html")
        return template.generate(
            course=self.course,
            plan=self.plan,
            modules=[(module, self._pages(module)) for module in self.course.modules],
            styles=Markup(self._styles()),
            logo=self._logo,
            player=Markup(player),
            opening=Markup(opening()),
            script_hashes=[_csp_hash(script) for script in (opening(), player)],
            plan_json=Markup(safe_in_script(self.plan.to_json())),
            tool_version=__version__,
            words_json=Markup(script_json(self._player_words())),
            data=[(name, Markup(script_json(value))) for name, value in data.items()],
            target=target,
            direction=direction(self.course.language),
        )

    def _pages(self, module: Module) -> list[tuple[Page, str, Iterator[Markup]]]:
        """Each page with its full id, and its blocks to go through once."""
        full_ids = [page_id(module, page) for page in module.pages]
        return [
            (page, full_id, self._blocks(page, full_id))
            for page, full_id in zip(module.pages, full_ids, strict=True)
        ]

    def _blocks(self, page: Page, full_id: str) -> Iterator[Markup]:
        for index, block in enumerate(page.blocks):
            own = f"{full_id}.{block.id}" if isinstance(block, UsedBlock) else full_id
            yield self._block(block, own, index)

    def _block(self, block: Block, full_id: str, index: int) -> Markup:
        """One block in its wrapper: a custom element if a learner uses it."""
        kind = block.kind
        used = isinstance(block, UsedBlock)
        dom = full_id.replace(".", "--") if used else f"{full_id.replace('.', '--')}--{index}"
        # No author's id has an underscore: what is made of this prefix meets no other block's ids.
        inside = self.inside(block, full_id, f"{dom}_")
        if used:
            return Markup(
                '<bc-{0} class="block block-{0}" id="{1}" data-item="{2}">{3}</bc-{0}>'
            ).format(kind, dom, full_id, inside)
        return Markup('<div class="block block-{}">{}</div>').format(kind, inside)

    def inside(self, block: Block, full_id: str, dom: str) -> Markup:
        """A block without its wrapper; `dom` begins all ids in it."""
        items = self.plan.items_of(full_id)
        texts, curly = itertools.count(), is_curly(self.course.language)
        return Markup(
            self._templates.get_template(f"{block.kind}.html").render(
                course=self.course,
                facts_of=self._facts_of,
                data_url=self._data_url,
                text_of=self._text_of,
                block=block,
                full_id=full_id,
                dom=dom,
                item=items[0] if items else None,
                items=items,
                md=lambda text: markdown_html(text, f"{dom}{next(texts)}", curly),
                **block.view(full_id, self.course),
            )
        )

    def _player_words(self) -> dict[str, Entry]:
        """The words that this course's player can need: the shell's and those of its blocks."""
        kinds = {"player", *(item.kind for item in self.plan.items), "sheet", "embed"}
        words = words_for(self.course.language).entries
        return {key: entry for key, entry in words.items() if key.split(".")[0] in kinds}

    def _styles(self) -> str:
        names = [sheet.removesuffix(".css") for sheet in SHEETS]
        sheets = {name: self.theme.styles(f"{name}.css") for name in names}
        sheets["tokens"] += "\n" + self.theme.course_css(self.course.theme)
        sheets = {"needed": tool_text("render/needed.css") or "", **sheets}
        own = "\n".join(tool_text(f"blocks/{kind}/style.css") or "" for kind in self._kinds())
        sheets["blocks"] = f"{own}\n{sheets['blocks']}"
        layers = (f"@layer {name} {{\n{css}\n}}" for name, css in sheets.items())
        return squeeze("\n".join([f"@layer {', '.join(sheets)};", *layers]))

    @property
    def _logo(self) -> ShownLogo | None:
        """The course's own logo, or that of its theme."""
        own = self.course.theme.logo
        if own is None:
            return self.theme.logo
        return ShownLogo(own.src, own.alt, own.dark)

    def _kinds(self) -> list[str]:
        """The kinds of block that the course uses, in the order of the table."""
        used = {block.kind for _, _, block in self.course.walk()}
        return [kind for kind in BLOCKS if kind in used]

    def _facts_of(self, path: str) -> str:
        """What a learner wants to know before a download: "PDF, 120 kB"."""
        words = words_for(self.course.language)
        ending = PurePosixPath(path).suffix.lstrip(".").upper() or "?"
        number, unit = in_units(self.media[path].size)
        return words.say(
            "download.facts", kind=ending, size=words.say(f"download.{unit}", n=number)
        )

    def _text_of(self, path: str) -> str:
        text = read_all(self.media[path]).decode("utf-8-sig", errors="replace")
        language = language_of(path)
        return text if language is None else Foreign(text, language)

    def _data_url(self, path: str, mime: str) -> str:
        """A small file as an address of its own, where a browser would refuse to read the file."""
        return f"data:{mime};base64,{base64.b64encode(read_all(self.media[path])).decode('ascii')}"


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
) -> Memory:
    """The launch page of a course for a target, in UTF-8."""
    pieces = Renderer(course, plan, theme, media).document(player, target, data)
    return Memory.of(_encoded(pieces))


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    while some := list(itertools.islice(pieces, 64)):
        yield "".join(some).encode("utf-8")
