"""The contract between a theme and the player: what the finished page must have, and must not.

It is asked of the themes of others in every build, and of our own in the tests. The head of
`builder/player/src/shell.ts` says what each piece is for; docs/themes.md lists them from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree, html

from builder.blocks.base import UsedBlock
from builder.model.course import Course
from builder.plan.model import Plan
from builder.record import record

COURSE = "course.html"


@record
class Piece:
    """Something that the page must have: where it is found, what it is, whose block it is."""

    path: str
    """XPath of the piece."""
    what: str
    block: str
    """The block of course.html that holds it; empty for what stands in none."""
    wanted: bool = True
    """False: it may be left out, but must not be there twice."""
    hidden: bool = False
    """It carries `hidden`; the player shows it."""


def _hook(name: str) -> str:
    return f"//*[@data-bc-{name}]"


PIECES: tuple[Piece, ...] = (
    Piece("/html[@lang and @dir]", '<html lang="…" dir="…">', ""),
    Piece("/html[contains(concat(' ', @class, ' '), ' no-script ')]",
          '<html class="no-script">', ""),
    Piece("//meta[@http-equiv='Content-Security-Policy']",
          '<meta http-equiv="Content-Security-Policy">', ""),
    Piece("//meta[@name='viewport']", '<meta name="viewport">', ""),
    Piece("//head/title", "<title>", ""),
    Piece("//head/style", "<style>{{ styles }}</style>", ""),
    Piece("//body[@data-bc-target]", '<body data-bc-target="{{ target }}">', ""),
    Piece(_hook("skip"), "<a data-bc-skip>", "skip"),
    Piece("//h1", "<h1>", "brand"),
    Piece(_hook("save"), "<p data-bc-save hidden>", "save", hidden=True),
    Piece(_hook("trouble"), "<div data-bc-trouble hidden>", "trouble", hidden=True),
    Piece("//button[@data-bc-exit]", "<button data-bc-exit hidden>", "tools", hidden=True),
    Piece("//button[@data-bc-menu-button]", "<button data-bc-menu-button hidden>", "tools",
          hidden=True),
    Piece("//button[@data-bc-help-button]", "<button data-bc-help-button hidden>", "tools",
          hidden=True),
    Piece("//nav[@data-bc-menu]", "<nav data-bc-menu>", "menu"),
    Piece("//main[@id='content']", '<main id="content">', ""),
    Piece("//main", "<main>", ""),
    Piece("//*[@data-bc-gate and @role='alert']", '<div data-bc-gate role="alert" hidden>', "gate",
          hidden=True),
    Piece(_hook("steps"), "<nav data-bc-steps hidden>", "steps", hidden=True),
    Piece("//button[@data-bc-previous]", "<button data-bc-previous>", "steps"),
    Piece("//button[@data-bc-next]", "<button data-bc-next>", "steps"),
    Piece("//dialog[@data-bc-help]", "<dialog data-bc-help>", "help"),
    Piece("//dialog//button[@data-bc-help-close]", "<button data-bc-help-close>", "help"),
    Piece("//dialog//*[@data-bc-help-saving]", "<p data-bc-help-saving>", "help"),
    Piece("//dialog//*[@data-bc-help-how]", "<p data-bc-help-how>", "help"),
    Piece("//dialog//button[@data-bc-report-copy]", "<button data-bc-report-copy>", "help"),
    Piece("//dialog//*[@data-bc-report-state]", "<span data-bc-report-state>", "help"),
    Piece("//dialog//details//textarea[@data-bc-report]", "<textarea data-bc-report>", "help"),
    Piece("//*[@data-bc-live and @aria-live='polite']",
          '<div data-bc-live aria-live="polite">', ""),
    Piece("//script[@id='bc-plan']", '<script id="bc-plan">', ""),
    Piece("//script[@id='bc-words']", '<script id="bc-words">', ""),
    Piece("//*[@data-bc-progress and @role='progressbar']",
          '<div data-bc-progress role="progressbar" hidden>', "progress",
          wanted=False, hidden=True),
    Piece(_hook("progress-fill"), "<span data-bc-progress-fill>", "progress", wanted=False),
    Piece(_hook("where"), "<p data-bc-where>", "steps", wanted=False),
    Piece(_hook("bar"), "<header data-bc-bar>", "bar", wanted=False),
    Piece(_hook("cover"), "<div data-bc-cover>", "opening", wanted=False),
    Piece(_hook("credits"), "<details data-bc-credits>", "credits", wanted=False),
)  # fmt: skip
"""Every piece of the page, but for the pages themselves and what stands on them."""

MENU_PIECES: tuple[Piece, ...] = (
    Piece(_hook("languages"), "<div data-bc-languages hidden>", "languages", hidden=True),
    Piece("//*[@data-bc-languages]//button[@data-bc-languages-button]",
          "<button data-bc-languages-button>", "languages"),
    Piece("//*[@data-bc-languages]//*[@data-bc-languages-list]",
          "<ul data-bc-languages-list hidden>", "languages", hidden=True),
    Piece("//*[@data-bc-languages-list]//button[@data-bc-choose-language][@aria-current]",
          '<button data-bc-choose-language="…" aria-current="true">', "languages"),
)  # fmt: skip
"""What a page has besides whose learners choose among languages; it is there for `languages`."""

_IN_OTHER_LANGUAGES = "//template[@data-bc-language]"


@record
class Lack:
    """What a page lacks, or has and must not: in words, and the block that is to blame."""

    message: str
    block: str = ""
    template: str = COURSE
    strange: str = ""
    """What stands there and must not, as it is written; empty where something is lacking."""


@record
class Safe:
    """What keeps a page safe: the player, what may run before it, and the policy that says so."""

    player: str
    opening: str
    policy: str


def lacks(page: str, course: Course, plan: Plan, safe: Safe) -> Iterator[Lack]:
    """What a finished page lacks of the contract, and what it must not have."""
    try:
        document = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True))
    except etree.ParserError:  # there is nothing but blanks
        yield Lack("The page is empty.")
        return
    others = _found(document, _IN_OTHER_LANGUAGES)
    if course.has_language_menu and not others:
        yield Lack('The page has no <template data-bc-language="…">.', "others")
    for other in others:  # the same once more; browsers leave it alone
        other.drop_tree()
    for piece in (*PIECES, *(MENU_PIECES if course.has_language_menu else ())):
        yield from _piece(document, piece)
    yield from _pages(document, course, plan)
    yield from _menu(document, plan)
    yield from _twice(document)
    yield from _strange(document)
    yield from _scripts(document, safe)


def _found(document: Any, path: str) -> list[Any]:
    found = document.xpath(path)
    return found if isinstance(found, list) else []


def _piece(document: Any, piece: Piece) -> Iterator[Lack]:
    found = _found(document, piece.path)
    if not found and piece.wanted:
        yield Lack(f"The page has no {piece.what}.", piece.block)
    elif len(found) > 1:
        yield Lack(f"The page has {piece.what} {len(found)} times; once is right.", piece.block)
    elif found and piece.hidden and found[0].get("hidden") is None:
        yield Lack(
            f"{piece.what} must carry hidden: the player shows it when there is something.",
            piece.block,
        )


def _pages(document: Any, course: Course, plan: Plan) -> Iterator[Lack]:
    sections = {one.get("data-page"): one for one in _found(document, "//section[@data-page]")}
    for planned in plan.pages:
        section = sections.get(planned.id)
        if section is None:
            yield Lack(f'The page has no <section data-page="{planned.id}">.', "pages")
        elif not _found(section, ".//h3"):
            yield Lack(f"The section of page {planned.id} has no <h3> with its title.", "title")
    for module in course.modules:
        if not _found(document, f"//section[@data-module='{module.id}']//h2"):
            yield Lack(f'There is no <section data-module="{module.id}"> with an <h2>.', "module")
    items = {one.get("data-item") for one in _found(document, "//*[@data-item]")}
    for _, full_id, page in course.pages():
        used = (f"{full_id}.{one.id}" for one in page.blocks if isinstance(one, UsedBlock))
        yield from (
            Lack(f"The block {name} is not on the page.", "pages")
            for name in used
            if name not in items
        )


def _menu(document: Any, plan: Plan) -> Iterator[Lack]:
    links = {
        one.get("data-page"): one.get("href")
        for one in _found(document, "//*[@data-bc-menu]//a[@data-page]")
    }
    for page in plan.pages:
        if links.get(page.id) != f"#{page.id}":
            yield Lack(
                f'The menu has no <a href="#{page.id}" data-page="{page.id}">.',
                "menu",
            )
            return
    if _found(document, "//*[@data-bc-menu]//a[@data-page][not(.//*[@data-bc-state])]"):
        yield Lack(
            "A link of the menu has no [data-bc-state] in it: nobody hears what is done.", "menu"
        )


def _twice(document: Any) -> Iterator[Lack]:
    counts = Counter(map(str, document.xpath("//@id")))
    for name, count in counts.items():
        if count > 1:
            yield Lack(f'The id "{name}" stands on the page {count} times.')
            return


_LOADING = (
    "//link[@href and not(starts-with(@href, 'data:')) and not(starts-with(@href, 'theme/'))]",
    "//script[@src]",
    "//base",
    "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']",
    "//iframe | //object[not(ancestor::*[@data-item])] | //frame",
    "//*[self::img or self::source or self::video or self::audio or self::track or self::input]"
    "[starts-with(@src, 'http') or starts-with(@src, '//') or starts-with(@srcset, 'http')"
    " or starts-with(@srcset, '//') or starts-with(@poster, 'http')]",
)


def _strange(document: Any) -> Iterator[Lack]:
    for path in _LOADING:
        for element in _found(document, path):
            yield Lack(f"{_opening(element)} would load from elsewhere.", strange=element.tag)
    for element in _found(document, "//*[@*[starts-with(name(), 'on')]]"):
        message = f"{_opening(element)} has a handler, which never runs in a course."
        yield Lack(message, strange=element.tag)


def _scripts(document: Any, safe: Safe) -> Iterator[Lack]:
    found = _found(document, "//script[not(@type='application/json')]")
    texts = [(one.text or "").strip() for one in found]
    if texts.count(safe.player.strip()) != 1:
        yield Lack("The page has no <script>{{ player }}</script>, or more than one.")
    if any(text not in (safe.player.strip(), safe.opening.strip()) for text in texts):
        message = "The page has a script that is not the player's; browsers will not run it."
        yield Lack(message, strange="script")
    policies = _found(document, "//meta[@http-equiv='Content-Security-Policy']/@content")
    if policies and policies != [safe.policy]:
        yield Lack('The policy is not <meta http-equiv="Content-Security-Policy"'
                   ' content="{{ policy }}">.')  # fmt: skip


def _opening(element: Any) -> str:
    text = etree.tostring(element, encoding="unicode", method="html").partition(">")[0]
    return f"{text[:80]}>"


# ---- blocks ----------------------------------------------------------------------------------


Hook = tuple[str, ...]


def lost_hooks(before: str, after: str) -> list[str]:
    """What the tool's own HTML of a block offers to the player, and a theme's does not."""
    lost = _hooks(before) - _hooks(after)
    return [f"<{hook[0]} {' '.join(hook[1:])}>" for hook in sorted(lost)]


def _hooks(inside: str) -> Counter[Hook]:
    document = html.fragment_fromstring(inside, create_parent="div")
    return Counter(filter(None, map(_hooks_of, document.iter())))


CONTROLS = ("button", "input", "select", "textarea")
KEPT: tuple[Callable[[str], bool], ...] = (
    lambda name: name.startswith("data-"),
    lambda name: name in ("name", "value", "role", "aria-live", "hidden", "for"),
)


def _hooks_of(element: Any) -> Hook | None:
    """What of an element the player may look for; None where it has nothing to do with it."""
    if not isinstance(element.tag, str):
        return None
    hooked = any(name.startswith("data-") for name in element.attrib)
    if not hooked and element.tag not in CONTROLS:
        return None
    kept = sorted(
        f'{name}="{value}"' if value else name
        for name, value in element.attrib.items()
        if any(keeps(name) for keeps in KEPT)
    )
    return (element.tag if element.tag in CONTROLS else "…", *kept)
