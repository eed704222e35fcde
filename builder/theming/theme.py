"""A theme with all that it extends: its templates, sheets, files, logo and colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import PurePosixPath

from builder.cache import found_once
from builder.colours import luminance
from builder.diagnostics import Diagnostic, Place
from builder.files import Content, Tree, digest_of, read_all, tool_text
from builder.model.look import Look, ThemeChoice
from builder.model.read import read_alone
from builder.model.words import listed, meant
from builder.record import record
from builder.source.text import decode
from builder.theming import css
from builder.theming.file import THEME_FILE, Font, ThemeFile
from builder.theming.folders import CHOICE, Folder, find, names, tool_folder
from builder.theming.looks import css_of
from builder.theming.palette import Palette, Palettes, resolved, with_look
from builder.theming.rules import NO_THEME, NO_THEME_FILE, THEME_LOOP, UNSAFE_CSS

SHEETS = ("tokens.css", "base.css", "blocks.css", "layout.css", "print.css")
"""A theme's style sheets: each a cascade layer, in rising order of weight. The styles of the blocks
themselves stand before its `blocks.css`."""

FILES = "theme"
"""The folder of a package in which a theme's fonts and pictures lie."""


@record
class Layer:
    """One theme of the line: what it says, and its folder."""

    facts: ThemeFile
    folder: Folder = field(compare=False)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it brings into a package, sorted."""
        asked = {font.file for font in self.facts.fonts}
        if self.facts.logo:
            asked |= {self.facts.logo.src, *filter(None, [self.facts.logo.dark])}
        for sheet in SHEETS:
            asked |= set(css.addresses(self.folder.text(sheet) or ""))
        return tuple(sorted(asked & self.folder.files.keys()))


@record
class ShownLogo:
    """A logo as a page shows it: a picture in each scheme, by its address in the package."""

    src: str
    dark: str
    alt: str
    plates: tuple[str, ...]
    """The schemes in which it stands on a light ground of its own."""


DARK = 0.18
"""A ground whose luminance is less is dark: white can be read on it better than black."""


def shown_logo(src: str, on_dark: str | None, alt: str, palettes: Palettes) -> ShownLogo:
    """The picture that fits the bar in each scheme; one for light grounds only gets one."""
    dark = [
        scheme
        for scheme in ("light", "dark")
        if luminance(resolved(palettes[scheme]).get("bar", "#fff")) < DARK
    ]
    pictures = {scheme: (on_dark or src) if scheme in dark else src for scheme in ("light", "dark")}
    plates = () if on_dark else tuple(dark)
    return ShownLogo(pictures["light"], pictures["dark"], alt, plates)


@record
class Theme:
    """A theme and those that it extends, the base first. Equal themes have equal texts."""

    name: str
    line: tuple[Layer, ...] = field(compare=False)
    digest: str = ""

    @property
    def foreign(self) -> bool:
        """Whether any of it does not come with the tool: then it is a stranger's code."""
        return not all(layer.folder.ours for layer in self.line)

    @property
    def alone(self) -> bool:
        """Whether all of it lies in the course's folder, or comes with the tool."""
        return all(layer.folder.origin in ("course", "tool") for layer in self.line)

    def says(self, word: str) -> bool:
        """Whether a word stands in a stranger's template."""
        folders = [layer.folder for layer in self.line if not layer.folder.ours]
        return any(
            word in (folder.text(name) or "")
            for folder in folders
            for name in folder.files
            if name.startswith("templates/")
        )

    def template(self, name: str, below: int | None = None) -> tuple[str, int] | None:
        """The text of a template and the number of its layer: the outermost that has one.

        With `below`, only of layers under that one.
        """
        for number in reversed(range(len(self.line) if below is None else below)):
            text = self.line[number].folder.text(f"templates/{name}")
            if text is not None:
                return text, number
        return None

    def styles(self, sheet: str) -> str:
        """All style sheets of that name, the base theme's first; tokens with those of looks."""
        texts = (self._sheet(number, sheet) for number in range(len(self.line)))
        return "\n".join(text for text in texts if text)

    def colours_css(self) -> str:
        """The tokens alone, for pages that have none of the theme's files."""
        return "\n".join(self._tokens(number) for number in range(len(self.line)))

    def _tokens(self, number: int) -> str:
        layer = self.line[number]
        look = css_of(layer.facts.tokens, self._palettes[number][0])
        return f"{layer.folder.text(SHEETS[0]) or ''}\n{look}"

    def _sheet(self, number: int, sheet: str) -> str:
        layer = self.line[number]
        text = layer.folder.text(sheet) or ""
        if sheet == SHEETS[0]:
            fonts = "\n".join(self._font_face(layer, font) for font in layer.facts.fonts)
            text = f"{fonts}\n{self._tokens(number)}"
        if "url(" in text:
            text = css.with_addresses(text, lambda name: self._address(layer, name))
        return text

    @staticmethod
    def _font_face(layer: Layer, font: Font) -> str:
        return (
            f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight};'
            f" font-style: {font.style}; font-display: swap;"
            f' src: url("{font.file}"); }}'
        )

    def _address(self, layer: Layer, name: str) -> str:
        content = layer.folder.files.get(name)
        return name if content is None else packed_name(name, content)

    @cached_property
    def files(self) -> Mapping[str, Content]:
        """The files that a package has to carry, by their paths in it: named by their content."""
        found = {}
        for layer in self.line:
            for name in layer.files:
                content = layer.folder.files[name]
                found[packed_name(name, content)] = content
        return dict(sorted(found.items()))

    def logo(self, look: ThemeChoice) -> ShownLogo | None:
        """The course's own logo, or that of the theme, or of the nearest one it extends."""
        palettes = with_look(self.palettes, look)
        if look.logo is not None:
            return shown_logo(look.logo.src, look.logo.dark, look.logo.alt, palettes)
        for layer in reversed(self.line):
            logo = layer.facts.logo
            if logo is not None:
                dark = self._address(layer, logo.dark) if logo.dark else None
                return shown_logo(self._address(layer, logo.src), dark, logo.alt, palettes)
        return None

    @property
    def palettes(self) -> Palettes:
        """The colours of the theme by scheme, raw."""
        return self._palettes[-1][1]

    @cached_property
    def _palettes(self) -> list[tuple[Palettes, Palettes]]:
        """Before the look of each layer, and after it."""
        found: list[tuple[Palettes, Palettes]] = []
        now: Mapping[str, Palette] = {scheme: {} for scheme in css.SCHEMES}
        for layer in self.line:
            sheet = layer.folder.text(SHEETS[0]) or ""
            now = {scheme: {**now[scheme], **css.tokens_of(sheet, scheme)} for scheme in now}
            before, now = now, with_look(now, layer.facts.tokens)
            found.append((before, now))
        return found

    def course_css(self, look: Look) -> str:
        """The rules of a course's own look."""
        return css_of(look, self.palettes)


def packed_name(name: str, content: Content) -> str:
    """Where a theme's file lies in a package."""
    return f"{FILES}/{digest_of(content)[:12]}{PurePosixPath(name).suffix.lower()}"


# ---- loading ---------------------------------------------------------------------------------


@record
class Loaded:
    """A theme, None where it cannot be had, and what is wrong with it."""

    theme: Theme | None
    found: tuple[Diagnostic, ...] = ()


def load(tree: Tree, choice: ThemeChoice) -> Loaded:
    """The theme that a course chooses, with what is wrong with it.

    One that comes with the tool is only looked up: tests hold it to the same rules.
    """
    name = choice.name
    if _is_ours(tree, name):
        return Loaded(tool_theme(name))
    line, found = _line(tree, name)
    if not found:
        found = [fault for layer in line if not layer.folder.ours for fault in _faults(layer)]
    if found:
        return Loaded(None, tuple(found))
    return Loaded(_theme(line))


def _is_ours(tree: Tree, name: str) -> bool:
    return f"themes/{name}/{THEME_FILE}" not in tree and tool_folder(name) is not None


@cache
def tool_theme(name: str) -> Theme:
    """A theme that comes with the tool.

    Raises:
        LookupError: there is none of that name, or it is damaged.
    """
    line, found = _line({}, name)
    if found:
        raise LookupError(found[0].message)
    return _theme(line)


def _theme(line: Sequence[Layer]) -> Theme:
    return Theme(line[-1].folder.name, tuple(line), _digest(line))


def _digest(line: Sequence[Layer]) -> str:
    if all(layer.folder.ours for layer in line):
        return ""
    digest = sha256()
    for layer in line:
        for name, content in sorted(layer.folder.files.items()):
            digest.update(f"{layer.folder.path}\n{name}\n{digest_of(content)}\n".encode())
    return digest.hexdigest()


def _line(tree: Tree, name: str) -> tuple[list[Layer], list[Diagnostic]]:
    """The theme of that name and those that it extends, the base first; or what is wrong."""
    line: list[Layer] = []
    wanted: str | None = name
    place, where = CHOICE, ""
    while wanted is not None:
        taken = {(layer.folder.name, layer.folder.path) for layer in line}
        folder = find(tree, wanted, taken)
        if folder is None:
            return [], [_not_there(tree, wanted, line, place, where)]
        facts, found = _facts(folder)
        if facts is None:
            return [], found
        line.insert(0, Layer(facts, folder))
        place, where = folder.place(THEME_FILE), folder.where(THEME_FILE)
        place = place if where else Place(place.file, ("extends",))
        wanted = facts.extends
    return line, []


def _not_there(
    tree: Tree, name: str, line: Sequence[Layer], place: Place, where: str
) -> Diagnostic:
    if find(tree, name) is not None:
        circle = " extends ".join([*(layer.folder.name for layer in reversed(line)), name])
        return THEME_LOOP.at(
            place,
            f"{where}These themes never end: {circle}.",
            "Remove extends from one of them, or let it name another theme.",
        )
    if name.startswith("."):
        message = f"There is no theme at {name}: that folder has no theme.yaml."
        return NO_THEME.at(place, where + message, "Write its path from the course's folder on.")
    known = list(names(tree))
    return NO_THEME.at(
        place,
        f"{where}There is no theme '{name}'.",
        meant(name, known, f"These are there: {listed(known)}."),
    )


def _facts(folder: Folder) -> tuple[ThemeFile | None, list[Diagnostic]]:
    """What a theme's file says; findings in files that no author can change say where."""
    if folder.ours:
        return found_once("theme", (folder.name,), lambda: _read_facts(folder))
    return _read_facts(folder)


def _read_facts(folder: Folder) -> tuple[ThemeFile | None, list[Diagnostic]]:
    file = f"{folder.path}/{THEME_FILE}"
    facts, found = read_alone(folder.files[THEME_FILE], file, "theme", ThemeFile)
    place, where = folder.place(THEME_FILE), folder.where(THEME_FILE)
    if not where:
        return facts, found
    moved = [
        Diagnostic(one.code, one.severity, place, where + one.message, one.hint) for one in found
    ]
    return facts, moved


def told(tree: Tree, name: str) -> str:
    """What a theme says of itself; empty if it says nothing, or nothing that can be read."""
    folder = find(tree, name)
    facts = _facts(folder)[0] if folder is not None else None
    return (facts.description or "") if facts is not None else ""


def _faults(layer: Layer) -> Iterator[Diagnostic]:
    yield from _missing_files(layer)
    yield from _no_texts(layer.folder)
    for sheet in SHEETS:
        text = layer.folder.text(sheet)
        for fault in css.refused(text, layer.folder.files) if text else ():
            where = layer.folder.where(sheet, fault.span)
            place = layer.folder.place(sheet, fault.span)
            yield UNSAFE_CSS.at(place, where + fault.message, fault.hint)


def _no_texts(folder: Folder) -> Iterator[Diagnostic]:
    """Sheets and templates that are not UTF-8; their signs would be guessed."""
    for name, content in folder.files.items():
        if name in SHEETS or name.startswith("templates/"):
            for one in decode(read_all(content), f"{folder.path}/{name}")[1]:
                where = folder.where(name)
                place = folder.place(name) if where else one.place
                yield replace(one, place=place, message=where + one.message)


def _missing_files(layer: Layer) -> Iterator[Diagnostic]:
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("fonts", number, "file"), font.file) for number, font in enumerate(layer.facts.fonts)
    ]
    if layer.facts.logo:
        named.append((("logo", "src"), layer.facts.logo.src))
        if layer.facts.logo.dark:
            named.append((("logo", "dark"), layer.facts.logo.dark))
    folder = layer.folder
    for path, name in named:
        if name not in folder.files:
            where = folder.where(THEME_FILE)
            place = folder.place(THEME_FILE)
            yield NO_THEME_FILE.at(
                place if where else Place(place.file, path),
                f"{where}The theme has no file {name}.",
                meant(name, list(folder.files), "Put it there, or mend its path."),
            )


def default_template(name: str) -> str | None:
    """The tool's own template: `KIND.html` of a block, `KIND-PART.html`, or `parts.html`."""
    if name == "parts.html":
        return tool_text("blocks/parts.html")
    kind, _, part = name.removesuffix(".html").partition("-")
    return tool_text(f"blocks/{kind}/{part or 'template'}.html")
