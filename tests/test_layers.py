"""Which rooms may touch the world. (Who may import whom is checked by `make imports`.)"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BUILDER = Path(__file__).resolve().parent.parent / "builder"

TOUCH_THE_WORLD = {"files.py", "cache.py", "cli.py", "console.py", "tracked.py", "lrs.py"}
"""The only modules that may, besides those in `commands/` and `preview/`."""

ALLOWED = {
    "xapi/ids.py": {"uuid"}, "blocks/sheet/told.py": {"datetime"}, "render/around.py": {"io"},
}  # fmt: skip
"""What is harmless in single modules: ids that come from names, days without a clock, and what is
written into memory."""

FORBIDDEN_MODULES = {
    "asyncio", "calendar", "ctypes", "datetime", "fileinput", "ftplib", "getpass", "glob", "http",
    "importlib.resources", "io", "locale", "logging", "mmap", "multiprocessing", "os", "pkgutil",
    "platform", "random", "secrets", "select", "shelve", "signal", "socket", "sqlite3",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip

PATH_INPUT_OUTPUT = {
    "absolute", "chmod", "cwd", "exists", "expanduser", "glob", "hardlink_to", "home", "is_dir",
    "is_file", "is_symlink", "iterdir", "lstat", "mkdir", "open", "read_bytes", "read_text",
    "readlink", "rename", "resolve", "rglob", "rmdir", "samefile", "stat", "symlink_to", "touch",
    "unlink", "write_bytes", "write_text",
}  # fmt: skip
"""What `pathlib.Path` does with the disk (but `walk`: a course has a method of that name)."""

NOT_A_PATH = {
    "package.py": {"open"},
    "release/archive.py": {"open"},
    "inspect/archive.py": {"open"},
    "check/pictures.py": {"open"},
    "render/shapes.py": {"open"},
}
"""Calls of such names on other things: `Content.open` gives a stream that `files.py` opens."""


def modules() -> list[Path]:
    return [
        path
        for path in sorted(BUILDER.rglob("*.py"))
        if path.relative_to(BUILDER).as_posix() not in TOUCH_THE_WORLD
        and path.relative_to(BUILDER).parts[0] not in {"commands", "preview"}
    ]


def name_of(path: Path) -> str:
    return path.relative_to(BUILDER).as_posix()


def nodes_of(text: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(text)))


def imported(nodes: list[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def called(nodes: list[ast.AST]) -> Iterator[tuple[int, str, bool]]:
    """Names of what is called, with whether it is called on something."""
    for node in nodes:
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id, False
            elif isinstance(node.func, ast.Attribute):
                yield node.lineno, node.func.attr, True


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_the_core_is_a_function_of_values(path: Path):
    """Only `files`, the command line and the console touch disk, clock, chance or surroundings.

    A build must give the same bytes on any machine and day, and must be testable on values alone.
    That holds only if no module in between can read a file, the time, the environment or chance.
    Computing with paths is free to all.
    """
    nodes = nodes_of(path.read_text(encoding="utf-8"))
    found = [
        f"line {line}: import {module}"
        for line, module in imported(nodes)
        if module.split(".")[0] not in ALLOWED.get(name_of(path), set())
        and (module in FORBIDDEN_MODULES or module.split(".")[0] in FORBIDDEN_MODULES - {"http"})
    ]
    for line, name, on_something in called(nodes):
        if name in {"open", "input", "print", "breakpoint"} and not on_something:
            found.append(f"line {line}: {name}(…)")
        if on_something and name in PATH_INPUT_OUTPUT - NOT_A_PATH.get(name_of(path), set()):
            found.append(f"line {line}: .{name}(…)")
    assert found == []


def test_the_check_sees_what_it_looks_for():
    text = "import os.path\nfrom datetime import date\nopen('x')\np.read_text()\n"
    nodes = nodes_of(text)
    assert {module for _, module in imported(nodes)} == {"os.path", "datetime", "datetime.date"}
    assert list(called(nodes)) == [(3, "open", False), (4, "read_text", True)]
