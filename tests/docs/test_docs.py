"""Every piece of YAML and every command in the documentation is tried out; every link leads on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click import Context, Group
from markdown.extensions.toc import slugify

from builder.cli import COMMANDS, main
from builder.diagnostics import Severity
from builder.source import yaml
from tests.check.test_cases import read_and_check
from tests.docs.following import Command, Follower, alike, check_usage, commands, is_not_run
from tests.docs.pages import DOCS, ROOT, DocPage, Piece, all_pages
from tests.docs.smallest import smallest
from tests.helpers import mini, prepared, tree_of
from tests.schema.reading import as_editor, kind_of_file, wrong

PAGES = all_pages()
STORIES = [page for page in PAGES if page.name.startswith("docs/codes/")]
"""Pages about one code: their examples are tried out in tests/check, and half of them are wrong."""
FOLLOWED = {"docs/tutorial.md"}
"""Pages that have a test of their own, which follows them word by word."""


def pieces(*languages: str) -> list[object]:
    return [
        pytest.param(page, piece, id=f"{page.name}:{piece.line}")
        for page in PAGES
        if page not in STORIES
        for piece in page.fences(*languages)
    ]


# ---- YAML ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "piece"), pieces("yaml"))
def test_a_piece_of_yaml_is_right(page: DocPage, piece: Piece):
    remark = piece.remark or ""
    if remark == "only read" or remark.startswith("theme: "):
        parsed = yaml.parse(piece.text, page.name)
        assert parsed.data is not None and parsed.diagnostics == ()
        return
    if page.name in FOLLOWED:
        pytest.skip("is followed word by word")
    course = smallest(piece.text, page.name)
    report = read_and_check(tree_of(course))
    errors = [one for one in report if one.severity == Severity.ERROR]
    assert [f"{one.place} {one.message}" for one in errors] == []
    for name, data in course.items():
        kind = kind_of_file(name)
        if kind is not None and isinstance(data, str):
            assert wrong(kind, as_editor(data)) == []


# ---- commands ------------------------------------------------------------------------------


def place(where: str | None, folder: Path) -> Follower:
    """Somebody at the place where a page's commands are run."""
    follower = Follower(folder)
    if where in (None, "in an empty folder"):
        return follower
    new = 'build-course new my-course --title "My first course" --language en --kind guided'
    made = "dist/my-first-course-1.0.0-scorm12.zip"
    lines = [new, "cd my-course"]
    if where == "in a released course":
        lines += ["build-course", f"cp {made} OLD.zip", f"cp {made} course.zip"]
    follower.type(Piece("\n".join(lines), 1, "sh"))
    return follower


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.fences("console", "sh") and page.name not in FOLLOWED],
    ids=lambda page: page.name,
)
def test_the_commands_of_a_page_can_be_given(page: DocPage, tmp_path: Path):
    follower = place(page.where(), tmp_path)
    for piece in page.fences("console", "sh"):
        if is_not_run(piece):
            for command in commands(piece):
                check_usage(command)
        else:
            prepare(piece, follower)
            follower.type(piece)
    compare(follower)


def prepare(piece: Piece, follower: Follower) -> None:
    """What a remark says of the course in which commands are run."""
    found = re.fullmatch(r"course\.yaml with (\w+): (.*)", piece.remark or "")
    if found:
        facts = follower.here / "course_src/course.yaml"
        text = facts.read_text(encoding="utf-8")
        new = re.sub(rf"^{found[1]}: .*$", f"{found[1]}: {found[2]}", text, flags=re.M)
        facts.write_text(new, encoding="utf-8")


def compare(follower: Follower) -> None:
    """What was said is what is shown, where something is shown."""
    for command, said in follower.said:
        if command.shown is not None:
            assert alike(said) == alike(command.shown), command.line


PLANNED: set[str] = set()
"""What the design speaks of, whether or not it is there yet."""

INLINE = [
    pytest.param(Command(found, None), id=f"{page.name}: {found}")
    for page in PAGES
    for found in sorted({*re.findall(r"`(build-course [^`\n]+)`", page.source())})
]


@pytest.mark.parametrize("command", INLINE)
def test_a_command_in_a_sentence_is_one(command: Command):
    words = command.line.split()[1:]
    name = words[0] if not words[0].startswith("-") else "build"
    if name in PLANNED and name not in COMMANDS:
        return
    assert name in COMMANDS
    options = [word.split("=")[0] for word in words if word.startswith("--")]
    found = main.get_command(Context(main), name)
    if isinstance(found, Group) and len(words) > 1 and words[1] in found.commands:
        found = found.commands[words[1]]
    assert found is not None
    known = {option for parameter in found.params for option in parameter.opts}
    assert {*options} - known == set()


def test_no_fence_with_a_command_escapes():
    """A command in a fence of no language would be looked at by nobody."""
    found = [
        f"{page.name}:{piece.line}"
        for page in PAGES
        for piece in page.pieces()
        if piece.language not in (None, "console", "sh", "text")
        and re.search(r"^(\$ )?build-course ", piece.text, re.M)
    ]
    assert found == []


def test_a_theme_on_a_page_is_one():
    page = DocPage(DOCS / "how-to/theming.md")
    files = mini(theme="harbour")
    for piece in page.pieces():
        if (piece.remark or "").startswith("theme: "):
            name = str(piece.remark).removeprefix("theme: ")
            files[f"themes/harbour/{name}"] = piece.text
    theme = prepared(files).theme
    assert [layer.folder.name for layer in theme.line] == ["classic", "harbour"]
    assert theme.palettes["light"]["accent"] == "#12507b"
    known = set(re.findall(r"(--bc-[\w-]+):", (ROOT / "themes/classic/tokens.css").read_text()))
    own = str(files["themes/harbour/tokens.css"])
    assert set(re.findall(r"(--bc-[\w-]+):", own)) <= known


# ---- links ---------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page."""
    page = DocPage(path)
    text = "\n".join(piece.text for piece in page.pieces() if piece.language is None)
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.*)$", text, re.M):
        name = slugify(re.sub(r"[`*]|\]\([^)]*\)|\[", "", heading), "-")
        while name in found:
            name = f"{name}_1"
        found.add(name)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: DocPage):
    texts = (piece.text for piece in page.pieces() if piece.language is None)
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", "\n".join(texts))):
        if re.match(r"https?://", target):
            continue
        file, _, anchor = target.partition("#")
        path = (page.path.parent / file).resolve() if file else page.path
        if not path.exists() or (anchor and anchor not in anchors(path)):
            lost.append(target)
    assert lost == []


def test_every_page_can_be_found():
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    by_code = [name for name in pages if name.startswith("codes/")]
    assert by_code
    assert [name for name in pages if name not in by_code and f": {name}\n" not in menu] == []


def test_every_picture_is_shown_somewhere():
    all_text = "".join(page.source() for page in PAGES)
    pictures = [path.name for path in (DOCS / "images").iterdir()]
    assert [name for name in pictures if name not in all_text] == []
