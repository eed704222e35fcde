"""The whole course as one HTML document: all pages finished, styles, player and plan inline.

One document is one request: an LMS serves every file through slow code. Only media stay files.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from builder.blocks.base import Block, UsedBlock
from builder.blocks.registry import BLOCKS
from builder.files import Tree, read_all, tool_text
from builder.model.course import Course
from builder.model.module import Module, Page
from builder.plan.make import page_id
from builder.plan.model import Plan
from builder.render.markdown import line, markdown, plain
from builder.render.media import file_facts, mime_type, url_of
from builder.render.theme import STYLES, Theme, squeeze
from builder.render.words import english_words, safe_in_script, script_json, word


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of one course in one theme."""

    course: Course
    plan: Plan
    theme: Theme
    media: Tree

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FunctionLoader(self._template),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            t=self._word,
            line=lambda text: Markup(line(text)),
            plain=plain,
            media=url_of,
            mime=mime_type,
            facts_of=lambda path: file_facts(path, self.media[path].size),
            data_url=self._data_url,
            text_of=self._text_of,
            course=self.course,
        )
        return environment

    def _template(self, name: str) -> str | None:
        kind = name.removesuffix(".html")
        return self.theme.template(name) or (
            tool_text(f"blocks/{kind}/template.html") if kind in BLOCKS else None
        )

    @cached_property
    def _templates(self) -> Mapping[str, Template]:
        return {kind: self._environment.get_template(f"{kind}.html") for kind in BLOCKS}

    def document(self, player: str, target: str) -> str:
        """The launch page.

        `player` is the script of the target's bundle; `target` names it for the page's own use.
        """
        template = self._environment.get_template("course.html")
        return template.render(
            plan=self.plan,
            modules=[(module, self._pages(module)) for module in self.course.modules],
            styles=Markup(self._styles()),
            player=Markup(player),
            script_hash=_csp_hash(player),
            plan_json=Markup(safe_in_script(self.plan.to_json())),
            words_json=Markup(script_json(self._player_words())),
            target=target,
            shell=self._word,
        )

    def _pages(self, module: Module) -> list[tuple[Page, str, list[Markup]]]:
        pages = []
        for page in module.pages:
            full_id = page_id(module, page)
            blocks = [
                self._block(
                    block,
                    f"{full_id}.{block.id}" if isinstance(block, UsedBlock) else full_id,
                    index,
                )
                for index, block in enumerate(page.blocks)
            ]
            pages.append((page, full_id, blocks))
        return pages

    def _block(self, block: Block, full_id: str, index: int) -> Markup:
        """One block in its wrapper: a custom element if a learner uses it."""
        kind = block.kind
        used = isinstance(block, UsedBlock)
        dom = full_id.replace(".", "--") if used else f"{full_id.replace('.', '--')}--{index}"
        inside = self._inside(block, full_id, dom)
        if used:
            return Markup(
                '<bc-{0} class="block block-{0}" id="{1}" data-item="{2}">{3}</bc-{0}>'
            ).format(kind, dom, full_id, inside)
        return Markup('<div class="block block-{}">{}</div>').format(kind, inside)

    def _inside(self, block: Block, full_id: str, dom: str) -> Markup:
        items = self.plan.items_of(full_id)
        return Markup(
            self._templates[block.kind].render(
                block=block,
                full_id=full_id,
                dom=dom,
                item=items[0] if items else None,
                items=items,
                md=lambda text: Markup(markdown(text, dom)),
                **block.view(full_id, self.course),
            )
        )

    def _word(self, key: str, **values: object) -> str:
        return word(english_words(), key, **values)

    def _player_words(self) -> dict[str, str]:
        """The words that this course's player can need: the shell's and those of its blocks."""
        kinds = {"player", *(item.kind for item in self.plan.items), "sheet", "embed"}
        return {key: text for key, text in english_words().items() if key.split(".")[0] in kinds}

    def _styles(self) -> str:
        layers = [sheet.removesuffix(".css") for sheet in STYLES]
        order = "@layer " + ", ".join([*layers[:2], "blocks", *layers[2:]]) + ";"
        parts = [f"@layer {layer} {{\n{self.theme.styles(f'{layer}.css')}\n}}" for layer in layers]
        blocks = "\n".join(tool_text(f"blocks/{kind}/style.css") or "" for kind in self._kinds())
        return squeeze("\n".join([order, *parts, f"@layer blocks {{\n{blocks}\n}}"]))

    def _kinds(self) -> list[str]:
        """The kinds of block that the course uses, in the order of the table."""
        used = {block.kind for _, _, block in self.course.walk()}
        return [kind for kind in BLOCKS if kind in used]

    def _text_of(self, path: str) -> str:
        return read_all(self.media[path]).decode("utf-8-sig", errors="replace")

    def _data_url(self, path: str, mime: str) -> str:
        """A small file as an address of its own, where a browser would refuse to read the file."""
        return f"data:{mime};base64,{base64.b64encode(read_all(self.media[path])).decode('ascii')}"


def _csp_hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def render_course(
    course: Course, plan: Plan, theme: Theme, media: Tree, player: str, target: str
) -> str:
    """The launch page of a course for a target, as text."""
    return Renderer(course, plan, theme, media).document(player, target)
