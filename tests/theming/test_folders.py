"""Where themes are found, and what of them comes into a package."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from builder.build import build
from builder.files import read_all
from builder.preparing import prepare
from builder.theming.folders import names, read_course_folder
from builder.theming.theme import shown_logo, tool_theme
from tests.helpers import Files, mini, packed, prepared, tree_of, write_course

SEA = "theme: sea\nextends: classic\ntokens: { colours: { accent: '#12507b' } }\n"
FONT = b"wOF2 a font"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def in_theme(theme: str, **files: str | bytes) -> Files:
    return {**mini(), "course.yaml": f"{mini()['course.yaml']!s}theme: {theme}\n", **files}


def said(course: Files) -> list[str]:
    return [f"{one.code} {one.message}" for one in prepare(tree_of(course))[1]]


def test_a_theme_of_the_course_comes_before_one_of_the_tool_and_may_extend_it():
    own = "theme: slate\nextends: slate\ntokens: { colours: { accent: '#12507b' } }\n"
    line = prepared(in_theme("slate", **{"themes/slate/theme.yaml": own})).theme.line
    assert [(layer.folder.origin, layer.folder.name) for layer in line] == [
        ("tool", "classic"), ("tool", "slate"), ("course", "slate"),
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["./looks/sea", "./looks/../looks/sea"])
def test_a_theme_at_a_path_in_the_course(path: str):
    theme = prepared(in_theme(path, **{"looks/sea/theme.yaml": SEA})).theme
    assert theme.palettes["light"]["accent"] == "#12507b"


@pytest.mark.parametrize("written", ["../sea", "{ name: ../sea, colours: { focus: '#0000aa' } }"])
def test_a_theme_beside_the_course(written: str, tmp_path: Path):
    write_course(in_theme(written), tmp_path / "course")
    write_course({"theme.yaml": SEA, "layout.css": ".bar { color: red; "}, tmp_path / "sea")
    tree = read_course_folder(tmp_path / "course")
    _, report = prepare(tree)
    assert [(one.place.file, one.code) for one in report] == [("../sea/layout.css", "BC323")]
    write_course({"layout.css": ".bar { color: red; }"}, tmp_path / "sea")
    outcome = build(tmp_path / "course", tmp_path / "out", ["web"])
    assert not outcome.report.failed
    page = next((tmp_path / "out").rglob("index.html")).read_text("utf-8")
    assert "#12507b" in page and "color:red" in page
    assert not outcome.alone


def test_a_path_without_a_theme():
    assert said(in_theme("./looks")) == [
        "BC308 There is no theme at ./looks: that folder has no theme.yaml."
    ]


def test_a_sheet_that_is_not_utf_8_is_not_guessed():
    course = in_theme("sea")
    course |= {"themes/sea/theme.yaml": SEA, "themes/sea/print.css": b"/* \xe4 */"}
    assert said(course) == ["BC101 This file is not UTF-8 text: there is the byte 0xe4 here."]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Python package that offers the theme `sea` by its entry point."""
    folder = tmp_path / "acme_themes/sea"
    write_course({"../__init__.py": "", "__init__.py": "", "theme.yaml": SEA}, folder)
    monkeypatch.syspath_prepend(str(tmp_path))
    point = EntryPoint("sea", "acme_themes.sea", "build_course.themes")

    def points(group: str, name: str = "sea") -> list[EntryPoint]:
        return [point] if (group, name) == (point.group, "sea") else []

    monkeypatch.setattr("importlib.metadata.entry_points", points)
    monkeypatch.delitem(sys.modules, "acme_themes", raising=False)
    return folder


def test_a_theme_of_an_installed_package(installed: Path):
    theme = prepared(in_theme("sea")).theme
    assert [layer.folder.origin for layer in theme.line] == ["tool", "package"]
    assert not theme.alone
    assert names({})["sea"].startswith("installed with")


def test_faults_of_an_installed_theme_stand_where_the_course_names_it(installed: Path):
    write_course({"layout.css": "a { color: red; }\nb { background: url(//x.org/y); }"}, installed)
    [found] = prepare(tree_of(in_theme("sea")))[1]
    assert (found.place.file, found.place.path) == ("course.yaml", ("theme", "name"))
    assert found.message.startswith("In the theme 'sea' (installed with ?), layout.css, line 2: ")


def test_fonts_logo_and_pictures_come_into_the_package_named_by_their_content():
    facts = (
        "theme: sea\nextends: classic\nlogo: { src: logo.svg, alt: The sea }\n"
        "fonts:\n  - { family: Sea, file: fonts/sea.woff2, weight: 200 900 }\n"
        "tokens: { type: { text: 'Sea, Georgia, serif', size: 110% } }\n"
    )
    brings: Files = {
        "themes/sea/theme.yaml": facts,
        "themes/sea/logo.svg": LOGO,
        "themes/sea/fonts/sea.woff2": FONT,
        "themes/sea/waves.svg": LOGO.replace(b"h9", b"h8"),
        "themes/sea/unused.svg": LOGO,
        "themes/sea/layout.css": ".bar { background-image: url('waves.svg'); }",
    }
    course = in_theme("sea") | brings
    package = packed(course)
    inside = sorted(name for name in package if name.startswith("theme/"))
    assert [name.rpartition(".")[2] for name in sorted(inside, key=lambda n: n[-4:])] == [
        "svg", "svg", "woff2",
    ]  # fmt: skip
    page = read_all(package["index.html"]).decode("utf-8")
    assert all(name in page for name in inside)
    assert 'font-family:"Sea"' in page
    assert '--bc-font:"Sea","Georgia",serif' in page
    assert "font-size:110%" in page
    assert 'alt="The sea"' in page
    manifest = read_all(package["imsmanifest.xml"]).decode("utf-8")
    assert all(name in manifest for name in inside)


def test_a_logo_of_the_course_comes_before_that_of_the_theme():
    course = in_theme(
        "{ logo: { src: media/own.svg, dark: media/own-dark.svg, alt: Ours } }",
        **{"media/own.svg": LOGO, "media/own-dark.svg": LOGO},
    )
    package = packed(course)
    page = read_all(package["index.html"]).decode("utf-8")
    assert {"media/own.svg", "media/own-dark.svg"} <= package.keys()
    assert '<source srcset="media/own-dark.svg" media="(prefers-color-scheme: dark)">' in page
    assert "bar__logo--" not in page.partition("</style>")[2]


@pytest.mark.parametrize(
    ("name", "dark", "pictures", "plates"),
    [
        ("classic", None, ("a", "a"), ("dark",)),
        ("slate", None, ("a", "a"), ("light", "dark")),
        ("classic", "b", ("a", "b"), ()),
        ("slate", "b", ("b", "b"), ()),
    ],
)
def test_a_logo_fits_the_bar_in_each_scheme(
    name: str, dark: str | None, pictures: tuple[str, str], plates: tuple[str, ...]
):
    shown = shown_logo("a", dark, "A", tool_theme(name).palettes)
    assert ((shown.src, shown.dark), shown.plates) == (pictures, plates)


def test_a_logo_that_is_not_there_is_found_like_any_other_picture():
    found = said(in_theme("{ logo: { src: media/ours.svg, alt: Ours } }"))
    assert found == ["BC401 There is no file media/ours.svg."]


def test_what_ships_is_looked_up_and_not_judged_again():
    assert prepared(in_theme("slate")).theme is prepared(in_theme("slate")).theme
