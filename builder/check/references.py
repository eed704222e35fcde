"""Things that are named somewhere must be there: modules, pages, scenarios, scales, ratings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import unquote

from builder.blocks.base import LineText, MarkdownText, Target
from builder.blocks.rate import Rate
from builder.check.names import Names
from builder.check.prose import links_in as links_of
from builder.check.spoken import transcripts
from builder.check.subject import Subject, Text, Texts
from builder.diagnostics import Diagnostic, Place, Rule
from builder.model.course import COURSE_FILE
from builder.model.read import FOLDERS
from builder.model.words import is_id, listed, meant

NOT_THERE = Rule("BC302", "Something is named that is not there")
NOT_EARLIER = Rule("BC306", "A rating is compared with a later one")
DEAD_LINK = Rule("BC307", "A link to a page that is not there")
LINK_TO_FILE = Rule("BC309", "A link in a text that leads to a file")

PROSE = (MarkdownText, LineText)

_CODE = re.compile(r"```.*?```|~~~.*?~~~|``.*?``|`[^`]*`", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_TO_FILE = re.compile(r"\](?<!\\\])\(\s*(?:<([^<>\n]+)>|([^\s()<>]+))(?:\s+[\"'(][^)]*)?\s*\)")
_NOTED_FILE = re.compile(
    r"^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*(?:<([^<>\n]+)>|([^\s<>]+))[ \t]*(?:[\"'(].*)?$",
    re.MULTILINE,
)
_MAY_LEAD_HERE = re.compile(r"[(:\"']\s*<?#")
"""What stands in every text with such a link, and is found fast."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ELSEWHERE = re.compile(r"#|//|[A-Za-z][A-Za-z0-9+.-]*:")
_LINK = re.compile(
    r"(?:\]\(|^ {0,3}\[[^\]]+\]:|<a\s[^>]*?href=[\"'])\s*<?#([^\s)>\"']*)", re.MULTILINE
)


def missing_targets(subject: Subject) -> Iterator[Diagnostic]:
    """Whatever a field names is part of the course."""
    names = Names(subject)
    for text, target in subject.marked(Target):
        in_list = text.file == COURSE_FILE and text.path[0] == "modules"
        known = names.known["file" if in_list else target.what]
        if text.value in known or names.may_be(text.value):
            continue
        folder = f"{target.what}s"
        other = names.badly_named(folder).get(text.value)
        thing = subject.course.files.get(f"{folder}/{other}.yaml")
        if getattr(thing, "id", None) == text.value:
            continue  # that file has a finding about its name
        ids = list(filter(is_id, known)) if folder in FOLDERS else known
        yield NOT_THERE.at(
            text.place,
            f"There is no {_WHAT.get(target.what, target.what)} '{text.value}'.",
            f"Rename the file {folder}/{other}.yaml to {text.value}.yaml."
            if other
            else meant(text.value, ids, _way_out(target.what, text.value, ids, in_list)),
        )


_WHAT = {"page": "module or page"}


def _way_out(what: str, name: str, known: Sequence[str], in_list: bool) -> str:
    if in_list:
        return f"Write modules/{name}.yaml, or take {name} from the list."
    if what in ("scenario", "scale"):
        others = f", or use one that is there: {listed(known)}" if known else ""
        return f"Write {what}s/{name}.yaml{others}."
    return f"These are there: {listed(known)}." if known else "Leave the key out."


def later_ratings(subject: Subject) -> Iterator[Diagnostic]:
    """A rating is compared with one that comes before it."""
    seen: set[str] = set()
    for placed in subject.blocks:
        block = placed.block
        if not isinstance(block, Rate):
            continue
        other = block.compare_with
        if (
            other
            and other not in seen
            and subject.course.find(Rate, other)
            and not _order_unknown(subject, placed.id, other)
        ):
            yield NOT_EARLIER.at(
                placed.place.down("compare-with"),
                f"'{other}' does not come before this rating.",
                "Compare with an earlier rating, or move this one behind it.",
            )
        seen.add(placed.id)


def _order_unknown(subject: Subject, one: str, other: str) -> bool:
    """Whether two blocks are in modules of which nobody knows which comes first."""
    same_module = one.partition(".")[0] == other.partition(".")[0]
    return not same_module and subject.gaps.lacks(COURSE_FILE, ("modules",))


def links_to_files(subject: Texts) -> Iterator[Diagnostic]:
    """A link leads to a page or to the web: no file that a text names is packed."""
    for kind in (MarkdownText, LineText):
        for text, _ in subject.marked(kind):
            if "](" in text.value or "]:" in text.value:
                yield from _links_to_files_in(text)


def _links_to_files_in(text: Text) -> Iterator[Diagnostic]:
    bare = _PICTURE.sub("", _without_code(text.value))
    noted = {_name_in(link) for link in _NOTED_FILE.finditer(bare)} if "]:" in bare else set()
    links = [*_TO_FILE.finditer(bare), *(_NOTED_FILE.finditer(bare) if noted else ())]
    links.sort(key=lambda link: link.start())
    for name in dict.fromkeys(map(_name_in, links)):
        if name and not _ELSEWHERE.match(name) and (name in noted or _leads_to(name, text)):
            yield LINK_TO_FILE.at(
                text.at(name),
                "This link leads to a file; a text can link to pages of the course and to web"
                " addresses.",
                f"Write https://{name}."
                if name.startswith("www.")
                else "Use a download block for files, or #module.page for a page.",
            )


def _name_in(link: re.Match[str]) -> str:
    return next(filter(None, link.groups()), "")


def _leads_to(name: str, text: Text) -> bool:
    """Whether a link in a text has this address: what looks like its end may have no beginning."""
    plain = unquote(unescape(_ESCAPED.sub(r"\1", name)))
    return any(unquote(unescape(link.address)) == plain for link in links_of(text))


def dead_links(subject: Subject) -> Iterator[Diagnostic]:
    """A link in a text that leads into the course leads to a page of it."""
    names = Names(subject)
    for text in subject.leading:
        if isinstance(text.mark, PROSE):
            for name in _dead_links_in(text.value, names):
                if _leads_to(f"#{name}", text):
                    yield _dead(text.at(f"#{name}"), f"#{name}", name, names)
    for text, words in transcripts(subject):
        for name in _dead_links_in(words, names):
            yield _dead(text.place, f"#{name} in {text.value}", name, names)


def links_in(words: str) -> Iterator[str]:
    """What the links of a text into the course name, each once."""
    if "#" in words and _MAY_LEAD_HERE.search(words):
        yield from dict.fromkeys(_LINK.findall(_without_code(words)))


def _without_code(words: str) -> str:
    return _CODE.sub("", words) if "`" in words or "~~~" in words else words


def _dead_links_in(words: str, names: Names) -> list[str]:
    """What links in a text name that is no page."""
    return [name for name in links_in(words) if name not in names.pages and not names.may_be(name)]


def _dead(place: Place, link: str, name: str, names: Names) -> Diagnostic:
    return DEAD_LINK.at(
        place,
        f"The link {link} leads nowhere.",
        meant(name, names.pages, "Write #module.page, with the ids of a module and its page."),
    )
