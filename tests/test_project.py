"""The project itself: what is promised about its files, its archives and its licences."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

import builder

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LEFT_OUT_OF_THE_WHEEL = {".ts", ".mjs", ".pyc"}
GENERATED = {".git", ".venv", "node_modules", "__pycache__", ".build-course"}


def files_below(folder: Path) -> Iterator[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.is_file() and not GENERATED & {*p.parts})


def project_files() -> list[Path]:
    """What git tracks or would track; all files where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return [p for p in files_below(ROOT) if (ROOT / "dist") not in p.parents]
    names = done.stdout.decode().split("\0")
    return [p for name in names if name and (p := ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    data = path.read_bytes()
    return None if b"\0" in data[:8192] else data.decode("utf-8", errors="replace")


# ---- files ---------------------------------------------------------------------------------


def test_the_lock_file_of_npm_names_no_host():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []


def test_development_tools_of_the_player_are_pinned_exactly():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in package
    loose = [n for n, v in package["devDependencies"].items() if not re.fullmatch(r"[\d.]+", v)]
    assert loose == []


def test_no_file_says_where_packages_come_from_or_where_the_project_lies():
    settings = "|".join([r"(extra-)?index-url", r"find-links", r"(?<![\w-])regis" + r"try\s*="])
    forbidden = re.compile(settings)
    here = str(ROOT) if len(ROOT.parts) > 2 else None
    found = []
    for path in project_files():
        text = text_of(path)
        if text is None or path == Path(__file__).resolve():
            continue
        if path.suffix in {".toml", ".cfg", ".txt", ".json", ".yaml", ".npmrc", ""} or (
            path.name in {".npmrc", "Makefile"}
        ):
            found += [f"{path.relative_to(ROOT)}: {m[0]}" for m in forbidden.finditer(text)]
        if here and here + "/" in text:
            found.append(f"{path.relative_to(ROOT)}: its own folder")
    assert found == []


def test_the_version_is_said_once_and_the_changelog_knows_it():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert package["version"] == builder.__version__
    assert re.search(rf"(?<![\d.]){re.escape(builder.__version__)}(?!\.?\d)", changelog)


# ---- licences ------------------------------------------------------------------------------


def run_time_dependencies() -> set[NormalizedName]:
    """The names of everything that an installation brings along on this machine."""
    found: set[NormalizedName] = set()
    waiting = [Requirement(r) for r in PROJECT["dependencies"]]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if name in found or not applies:
            continue
        found.add(name)
        try:
            waiting += [Requirement(r) for r in distribution(name).requires or []]
        except PackageNotFoundError:  # pragma: no cover - a broken environment
            pytest.fail(f"{name} is not installed")
    return found


def test_every_dependency_stands_in_the_table_of_licences():
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[?([\w.-]+)[^|]*\| *([^|]*?) *\|", page, flags=re.MULTILINE)
    licences = {canonicalize_name(name): licence for name, licence in rows}
    assert run_time_dependencies() - licences.keys() == set()
    assert [name for name, licence in licences.items() if not licence] == []


# ---- archives ------------------------------------------------------------------------------


def build(kind: str, source: Path, target: Path) -> Path:
    """Build an archive with the backend itself: no other environment, no network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (archive,) = target.iterdir()
    return archive


def names_in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {n for n in archive.namelist() if ".dist-info/" not in n}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_templates_styles_schemas_bundles_and_themes(wheel: Path):
    files = {p for p in project_files() if p.suffix not in LEFT_OUT_OF_THE_WHEEL}
    code = {p.relative_to(ROOT).as_posix() for p in files if ROOT / "builder" in p.parents}
    themes = {p.relative_to(ROOT) for p in files if ROOT / "themes" in p.parents}
    expected = code | {f"builder/{p.as_posix()}" for p in themes}
    assert names_in_wheel(wheel) == expected


def test_the_wheel_has_the_script_and_the_licence(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        info = f"build_course-{builder.__version__}.dist-info"
        scripts = archive.read(f"{info}/entry_points.txt").decode()
        assert "build-course = builder.cli:run" in scripts
        assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"} <= {*archive.namelist()}


def test_the_source_archive_is_enough_to_build_the_same_wheel(wheel: Path, tmp_path: Path):
    with tarfile.open(build("sdist", ROOT, tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    for name in ("Makefile", "package-lock.json", "tests/test_project.py", "course_src"):
        assert (source / name).exists(), name
    again = build("wheel", source, tmp_path / "wheel")
    assert names_in_wheel(again) == names_in_wheel(wheel)


def test_the_state_layout_in_the_docs_is_the_one_at_the_head_of_the_codec():
    head = (
        (ROOT / "builder/player/src/codec.ts")
        .read_text(encoding="utf-8")
        .split("/**")[1]
        .split("*/")[0]
    )
    layout = "\n".join(line.removeprefix(" *").removeprefix(" ") for line in head.splitlines())
    documented = (
        (ROOT / "docs/state.md").read_text(encoding="utf-8").split("\n\nThe text above stands")[0]
    )
    assert layout.split("# Layout of a state string, version 1")[1].strip() in documented
