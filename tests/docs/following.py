"""Following a page: files are written as shown, commands are run as shown."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click
from click.testing import CliRunner

from builder.cli import COMMANDS, main
from tests.docs.pages import ROOT, DocPage, Piece

ADD = re.compile(r"[Aa]dd at the end of `([^`]+)`:$")
REPLACE = re.compile(r"[Ii]n `([^`]+)`, replace `([^`]+)` by `([^`]+)`")
SIZES = re.compile(r"\d[\d,.]* (kB|MB|bytes)")
MAKEFILE = ROOT / "Makefile"
OF_THE_MACHINE = ("gh", "pipx", "pip", "git", "make", "open")


@dataclass(frozen=True, slots=True)
class Command:
    """A line to type, and what is shown below it (None: nothing is shown)."""

    line: str
    shown: str | None

    @property
    def words(self) -> list[str]:
        """What a shell makes of it."""
        return shlex.split(self.line, comments=True)


def commands(piece: Piece) -> list[Command]:
    """The commands of a fenced piece: behind `$`, or in a piece of `sh` on lines of their own."""
    lines = piece.text.splitlines()
    if piece.language == "sh":
        return [Command(line, None) for line in lines if line.strip() and line[0] != "#"]
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [Command(line, "\n".join(out) if out else None) for line, out in found]


@dataclass
class Follower:
    """Somebody who does what a page says, in a folder of their own."""

    here: Path
    said: list[tuple[Command, str]] = field(default_factory=list)

    @contextmanager
    def at_home(self) -> Iterator[None]:
        """Commands are run in this folder, and on a terminal of a usual width."""
        before = Path.cwd()
        os.chdir(self.here)
        try:
            yield
        finally:
            self.here = Path.cwd()
            os.chdir(before)

    def follow(self, page: DocPage, until: str | None = None) -> None:
        """Everything on a page, in its order; or as far as the text that holds these words."""
        text = ""
        for piece in page.pieces():
            if piece.language is None:
                text = " ".join(piece.text.split())
                if until is not None and until in text:
                    return
                for file, old, new in REPLACE.findall(text):
                    self.replace(file, old, new)
            elif piece.language == "yaml":
                self.write(piece, text)
            elif piece.language in ("console", "sh") and not is_not_run(piece):
                self.type(piece)

    def write(self, piece: Piece, text: str) -> None:
        """A file as it is shown, or its end."""
        added = ADD.search(text)
        if added:
            file = self.here / added[1]
            file.write_text(file.read_text(encoding="utf-8") + piece.text, encoding="utf-8")
        elif piece.title:
            file = self.here / piece.title
            assert piece.title in text, f"the text does not say where {piece.title} goes"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(piece.text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """A change of a file that a sentence asks for."""
        file = self.here / name
        before = file.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{name} has {old!r} {before.count(old)} times"
        file.write_text(before.replace(old, new), encoding="utf-8")

    def type(self, piece: Piece) -> None:
        """The commands of a piece."""
        with self.at_home():
            for command in commands(piece):
                self.said.append((command, run(command)))


def is_not_run(piece: Piece) -> bool:
    """Whether a piece is only looked at."""
    return (piece.remark or "").startswith("not run")


def run(command: Command) -> str:
    """What a command says; it must end as is shown."""
    name, *arguments = command.words
    if name == "cd":
        os.chdir(arguments[0])
        return ""
    if name == "cp":
        shutil.copy(*arguments)
        return ""
    assert Path(name).name == "build-course", f"who should run {command.line!r}?"
    result = CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments)
    fails = ": error " in (command.shown or "")
    assert result.exit_code == (1 if fails else 0), f"{command.line}\n{result.output}"
    return result.output


def alike(text: str) -> str:
    """A text without what may differ: sizes, and blanks at the ends of lines."""
    same = SIZES.sub("N kB", text.strip("\n"))
    return "\n".join(line.rstrip() for line in same.splitlines())


def check_usage(command: Command) -> None:
    """A command that is not run: there is such a one, and it has these options."""
    name, *arguments = command.words
    if Path(name).name != "build-course":
        assert name in OF_THE_MACHINE, command.line
        if name == "make":
            targets = re.findall(r"^([a-z0-9-]+):.*## ", MAKEFILE.read_text("utf-8"), re.M)
            assert arguments[0] in targets, f"there is no target {arguments[0]}"
        return
    if not arguments or arguments[0].startswith("-"):
        arguments = ["--help"] if arguments == ["--version"] else ["build", *arguments]
    if arguments == ["--help"]:
        return
    assert arguments[0] in COMMANDS, f"there is no command {arguments[0]!r}: {command.line}"
    context = click.Context(main)
    found = main.get_command(context, arguments[0])
    assert found is not None
    found.make_parser(click.Context(found)).parse_args(arguments[1:])
