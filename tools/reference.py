"""The pages of reference that are made of the code: `docs/reference/`.

    python -m tools.reference             writes them, and docs/codes.md
    python -m tools.reference --check     says which are not as they would be written

The keys come from the types' descriptions, the commands from their help, the tracking table from
`docs/design.md`, the examples from the blocks' own `examples.yaml`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path

import click

from builder.cli import COMMANDS, main
from tools import codes
from tools.fields import blocks_page, files_page
from tools.theme_page import themes_page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

CLI_HEAD = """\
# Commands

(Written by `python -m tools.reference` from the commands' own help.)

All commands exit with 0 when all went well, with 1 when the course or something else stands in the
way, with 2 on wrong usage. `build-course` alone, or with options or a folder only, means
`build-course build`. COURSE_DIR is `course_src` unless another folder is named.
"""

TRACKING_HEAD = """\
# What is tracked

Everything that a learner does in a course is told to the LMS or LRS by this table, the same for
every course. (It stands in the [design](../design.md#the-tracking-table), from where
`python -m tools.reference` takes it; a test holds every target to every row of it.)
"""

TRACKING_TAIL = """
- [The statements of xAPI](../tracking.md) in full: activities, verbs, results.
- [What an LMS keeps of a learner](../state.md): the state string.
- [How work is kept](../session.md), and [what becomes of it](../faults.md) when things go wrong.
"""


def pages() -> dict[Path, str]:
    """All generated pages as they ought to be."""
    return {
        codes.TABLE: codes.fresh(),
        DOCS / "reference" / "blocks.md": blocks_page(),
        DOCS / "reference" / "files.md": files_page(),
        DOCS / "reference" / "themes.md": themes_page(),
        DOCS / "reference" / "cli.md": cli_page(COMMANDS),
        DOCS / "reference" / "tracking.md": tracking_page(),
    }


def stale() -> list[str]:
    """Generated pages that are not as they ought to be."""
    return [
        path.relative_to(ROOT).as_posix()
        for path, text in pages().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


# ---- commands ------------------------------------------------------------------------------


def cli_page(names: Mapping[str, str]) -> str:
    """The page of commands."""
    group = click.Context(main, info_name="build-course")
    return CLI_HEAD + "".join(_commands(main, name, group) for name in sorted(names))


def _commands(group: click.Group, name: str, parent: click.Context, before: str = "") -> str:
    """A command of a group, and the commands that it is made of."""
    command = group.get_command(parent, name)
    if command is None:
        raise KeyError(name)
    whole = before + name
    context = click.Context(command, info_name=f"build-course {whole}")
    page = _command(whole, command, context)
    if isinstance(command, click.Group):
        for one in command.list_commands(context):
            page += _commands(command, one, context, f"{whole} ")
    return page


def _command(name: str, command: click.Command, context: click.Context) -> str:
    usage = " ".join([f"build-course {name}", *command.collect_usage_pieces(context)])
    told = "\n\n".join(_paragraphs(cleandoc(command.help or "")))
    rows = list(_options(command, context))
    table = "\n".join(["| option | |", "|---|---|", *rows]) + "\n" if rows else ""
    return f"\n## {name}\n\n```text\n{usage}\n```\n\n{told}\n\n{table}"


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a help text; one that is indented is something to type."""
    for paragraph in text.replace("\b\n", "").split("\n\n"):
        lines = paragraph.splitlines()
        if all(line.startswith("    ") for line in lines):
            yield "\n".join(["```text", *(line.strip() for line in lines), "```"])
        else:
            yield " ".join(line.strip() for line in lines)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record and "--help" not in parameter.opts:
            name, told = record
            yield f"| `{name}` | {_cell(told)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


# ---- tracking ------------------------------------------------------------------------------


def tracking_page() -> str:
    """The tracking table, as the design has it."""
    design = (DOCS / "design.md").read_text(encoding="utf-8")
    table = design.partition("\n## The tracking table\n")[2].partition("\n## ")[0].strip()
    return f"{TRACKING_HEAD}\n{table}\n{TRACKING_TAIL}"


def write(arguments: list[str]) -> int:
    """Write the pages, or say which are stale; the exit code."""
    if "--check" in arguments:
        found = stale()
        for name in found:
            print(f"{name} is not up to date; run: python -m tools.reference")
        return 1 if found else 0
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(write(sys.argv[1:]))
