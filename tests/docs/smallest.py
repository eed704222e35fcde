"""The smallest course that a piece of YAML on a page fits into."""

from __future__ import annotations

import re
from pathlib import Path

from builder.blocks.registry import BLOCKS
from builder.model.course import CourseFile
from tests.blocks.gallery import gallery_files
from tests.helpers import Files, course_file, module_file, page, question

BESIDE = Path(__file__).parent / "beside"
MEDIA = re.compile(r"media/[\w./-]+\.\w+")
HOME = "here"
FILES = {"module": "modules", "scenario": "scenarios", "scale": "scales"}
FACTS = {info.alias or name for name, info in CourseFile.model_fields.items()}


def smallest(piece: str, name: str) -> Files:
    """A course with this piece of the page called `name` in it."""
    files = beside(name) | _media(piece)
    first = re.match(r"(?:#.*\n)*(- )?([\w-]+):", piece)
    assert first is not None, f"who knows what this is?\n{piece}"
    in_list, key = first.groups()
    if key == "course":
        files["course.yaml"] = piece
    elif in_list and (key in BLOCKS or key == "page"):
        files[f"modules/{HOME}.yaml"] = _module(piece, key)
    elif key in FILES:
        found = re.search(rf"^{key}: (\S+)", piece, re.M)
        assert found is not None
        files[f"{FILES[key]}/{found[1]}.yaml"] = piece
    elif key in FACTS:
        files["course.yaml"] = f"{course_file([HOME])}{piece}"
        _drop_repeated(files)
    else:
        raise AssertionError(f"no file of a course begins with {key!r}")
    return _with_modules(files)


def _module(piece: str, key: str) -> str:
    depth = 2 if key == "page" else 6
    inside = re.sub(r"^(?=.)", " " * depth, piece, flags=re.M)
    head = f"module: {HOME}\ntitle: Here\npages:\n"
    page_head = "" if key == "page" else "  - page: p\n    title: P\n    blocks:\n"
    return head + page_head + inside


def _drop_repeated(files: Files) -> None:
    """What the piece says takes the place of what the smallest course says."""
    lines = str(files["course.yaml"]).splitlines(keepends=True)
    keys = [re.match(r"([\w-]+):", line) for line in lines]
    last = {found[1]: number for number, found in enumerate(keys) if found}
    kept = [
        line
        for number, line in enumerate(lines)
        if (found := keys[number]) is None or last[found[1]] == number
    ]
    files["course.yaml"] = "".join(kept)


def _with_modules(files: Files) -> Files:
    """The course with all modules that it lists, and a list of all modules that it has."""
    if "course.yaml" in files:
        listed = re.search(r"^modules: \[(.*)\]", str(files["course.yaml"]), re.M)
        names = re.findall(r"[\w-]+", listed[1]) if listed else []
        for name in names:
            path = f"modules/{name}.yaml"
            files.setdefault(path, _stand_in(name))
        return files
    names = [Path(path).stem for path in files if path.startswith("modules/")]
    if not names:
        files[f"modules/{HOME}.yaml"] = _stand_in(HOME)
    return files | {"course.yaml": course_file(names or [HOME])}


def _stand_in(name: str) -> str:
    """A module of which only the name matters; it gives points."""
    return module_file(name, page("p", question("q")))


def beside(name: str) -> Files:
    """What stands beside the pieces of a page, if they need anything."""
    if name == "docs/reference/blocks.md":
        files = gallery_files()
        return {path: data for path, data in files.items() if path != "course.yaml"}
    folder = BESIDE / Path(name).stem
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _media(piece: str) -> Files:
    """A file for each that the piece names."""
    return {
        path: b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n" if path.endswith(".vtt") else b"Hello."
        for path in MEDIA.findall(piece)
    }
