"""Where themes lie: beside the course, in the tool, in installed packages, or at a path."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cache
from pathlib import Path
from posixpath import normpath
from typing import Literal

from builder.diagnostics import Place, Span
from builder.files import (
    Content,
    Tree,
    installed_folder,
    installed_names,
    read_all,
    read_folder,
    some_files,
    tool_files,
    tool_names,
)
from builder.model.course import COURSE_FILE
from builder.record import record
from builder.source import yaml
from builder.theming.file import THEME_FILE

OWN = "themes"
"""The folder of a course's own themes, and that of the tool's."""

GROUP = "build_course.themes"
"""The entry points by which a Python package offers themes: a name, and a module or package whose
folder is the theme."""

CHOICE = Place(COURSE_FILE, ("theme", "name"))
"""Where a course names its theme."""

Origin = Literal["course", "path", "tool", "package"]


@record
class Folder:
    """A folder of a theme: its files by their paths in it, and where it was found."""

    name: str
    origin: Origin
    path: str
    """From the course's folder on; for those that lie elsewhere, what people call that place."""
    files: Tree

    @property
    def ours(self) -> bool:
        """Whether it comes with the tool: then it was tested, and is trusted."""
        return self.origin == "tool"

    def text(self, name: str) -> str | None:
        """A text file of it; None if there is none."""
        content = self.files.get(name)
        return None if content is None else read_all(content).decode("utf-8", errors="replace")

    def place(self, name: str, span: Span | None = None) -> Place:
        """Where something stands in one of its files.

        Of files that no author can change: where the course names the theme.
        """
        if self.origin in ("course", "path"):
            return Place(f"{self.path}/{name}", span=span)
        return CHOICE

    def where(self, name: str, span: Span | None = None) -> str:
        """What a message says beside that place."""
        if self.origin in ("course", "path"):
            return ""
        line = f", line {span.line}" if span else ""
        return f"In the theme '{self.name}' ({self.path}), {name}{line}: "


def find(tree: Tree, name: str, taken: Container[tuple[str, str]] = ()) -> Folder | None:
    """The folder of a theme, looked for in this order: the course, the tool, installed packages.

    `taken` are the names and paths of folders that are meant no more, so that a theme of the course
    may extend the tool's of the same name.
    """
    return next((one for one in _places(tree, name) if (one.name, one.path) not in taken), None)


def _places(tree: Tree, name: str) -> Iterator[Folder]:
    if name.startswith("."):
        path = normpath(name)
        if f"{path}/{THEME_FILE}" in tree:
            yield Folder(path.rpartition("/")[2], "path", path, _below(tree, path))
        return
    own = f"{OWN}/{name}"
    if f"{own}/{THEME_FILE}" in tree:
        yield Folder(name, "course", own, _below(tree, own))
    shipped = tool_folder(name)
    if shipped is not None:
        yield shipped
    installed = installed_folder(GROUP, name)
    if installed is not None and THEME_FILE in installed[1]:
        yield Folder(name, "package", f"installed with {installed[0]}", installed[1])


def theme_names() -> list[str]:
    """The themes that come with the tool."""
    return [name for name in tool_names(OWN) if tool_folder(name)]


@cache
def tool_folder(name: str) -> Folder | None:
    """A theme that comes with the tool; None if there is none of that name."""
    files = tool_files(f"{OWN}/{name}") if name in tool_names(OWN) else {}
    return Folder(name, "tool", "comes with the tool", files) if THEME_FILE in files else None


def _below(tree: Tree, path: str) -> Mapping[str, Content]:
    start = f"{path}/"
    return {name.removeprefix(start): tree[name] for name in tree if name.startswith(start)}


def names(tree: Tree) -> dict[str, str]:
    """All themes that can be named, each with where it comes from."""
    installed = {name: f"installed with {package}" for name, package in installed_names(GROUP)}
    shipped = dict.fromkeys(theme_names(), "comes with the tool")
    own = {
        name.split("/")[1]: f"{OWN}/{name.split('/')[1]}"
        for name in tree
        if name.startswith(f"{OWN}/") and name.endswith(f"/{THEME_FILE}") and name.count("/") == 2
    }
    return dict(sorted((installed | shipped | own).items()))


def theme_beside(folder: Path) -> Path | None:
    """The folder of a course's theme if it lies outside of the course's; None otherwise.

    Raises:
        OSError: the disk refuses.
    """
    path = _named_path(some_files(folder, [COURSE_FILE]))
    there = path.startswith("..") and some_files(folder / path, [THEME_FILE])
    return folder / path if there else None


def read_course_folder(folder: Path) -> dict[str, Content]:
    """All files of a course's folder, and those of its theme if that lies beside the folder.

    Raises:
        NotADirectoryError: `folder` is no folder.
        OSError: the disk refuses.
    """
    tree = read_folder(folder)
    path = _named_path(tree)
    if path.startswith("..") and some_files(folder / path, [THEME_FILE]):
        beside = read_folder(folder / path)
        tree |= {f"{path}/{name}": content for name, content in beside.items()}
    return tree


def _named_path(tree: Tree) -> str:
    """The path that a course names as its theme; empty where it names none."""
    facts = read_all(tree[COURSE_FILE]) if COURSE_FILE in tree else b""
    if b"../" not in facts:
        return ""
    data = yaml.read(facts, COURSE_FILE).data
    chosen = data.get("theme") if isinstance(data, dict) else None
    name = chosen.get("name") if isinstance(chosen, dict) else chosen
    return normpath(name) if isinstance(name, str) else ""
