"""How much work builds do, in counts that are the same on any machine; times are for the benchmark.

Whoever makes one of these larger should know why.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder import cache as caches
from builder import markdown, package
from builder.access import content
from builder.build import build
from builder.cache import cache_of, known_values
from builder.check import one_file
from builder.files import DiskFile
from builder.render import texts
from builder.source import yaml
from tests.helpers import PNG, ROOT, Files, mini, module_file, page, text, write_course

MODULES, PAGES = 4, 5


def course() -> Files:
    """Every page has its own text and picture."""
    names = [f"m{number}" for number in range(MODULES)]
    files = mini(modules=names)
    del files["modules/one.yaml"]
    for name in names:
        pages = (
            page(
                f"p{at}",
                text(f"The *words* of {name}, {at}."),
                {"image": f"media/{name}-{at}.png", "alt": "A dot"},
            )
            for at in range(PAGES)
        )
        files[f"modules/{name}.yaml"] = module_file(name, *pages)
        files |= {f"media/{name}-{at}.png": PNG for at in range(PAGES)}
    return files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(caches, "SETTLED", -(1 << 62))  # files that were just written are old
    write_course(course(), tmp_path / "course_src")
    return tmp_path / "course_src"


def counted(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, counts: Counter[str]) -> None:
    """Count the calls of a function."""
    real: Callable[..., Any] = getattr(place, name)

    def counting(*args: Any, **kwargs: Any) -> Any:
        counts[name] += 1
        return real(*args, **kwargs)

    monkeypatch.setattr(place, name, counting)


def run(folder: Path) -> Counter[str]:
    cache, known = cache_of(folder), known_values()
    outcome = build(folder, folder.parent / "dist", ["scorm12"], cache=cache, known=known)
    assert not outcome.report.failed
    cache.close()
    known.close()
    return cache.counted


# ---- modules -----------------------------------------------------------------------------------

LOADED = """
import json, sys
from builder.cli import main
sys.argv = ["build-course", *json.loads(sys.argv[1])]
try:
    main()
except SystemExit as done:
    assert not done.code, done.code
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """What a command has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps(arguments)],
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


MOST_MODULES: dict[tuple[str, ...], int] = {
    ("--help",): 25,
    ("build",): 190,
    ("check",): 160,
}
"""Commands, and how many modules of ours each may load."""


@pytest.mark.parametrize("command", MOST_MODULES, ids=" ".join)
def test_a_command_loads_what_it_uses(command: tuple[str, ...], folder: Path):
    modules = loaded(folder, *command)
    ours = [name for name in modules if name.split(".")[0] == "builder"]
    assert len(ours) <= MOST_MODULES[command], sorted(ours)
    unwanted = {"rich", "tincan", "asyncio", "starlette", "uvicorn", "babel", "watchfiles"}
    if command != ("check",):
        assert not {name.split(".")[0] for name in modules} & unwanted
    assert "importlib.metadata" not in modules


def test_a_build_with_nothing_to_do_loads_nothing_to_do_it_with(folder: Path):
    old = 1_500_000_000
    for file in folder.rglob("*"):
        os.utime(file, (old, old))
    program = LOADED.replace("import json, sys\n", "import json, sys\nfrom builder import cache\n"
                             "cache.SETTLED = -(1 << 62)\n")  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", program, json.dumps(["build"])],
            cwd=folder.parent, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    modules = set(json.loads(done.stderr.splitlines()[-1]))
    heavy = {"pydantic", "jinja2", "lxml", "yaml", "nh3", "cmarkgfm", "deflate", "zipfile"}
    assert not modules & heavy
    assert len([name for name in modules if name.split(".")[0] == "builder"]) <= 20


# ---- work ----------------------------------------------------------------------------------------


def test_a_first_build_reads_media_twice_and_texts_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """For the checksum and for the copy; the kernel copies."""
    counts: Counter[str] = Counter()
    counted(monkeypatch, package, "_sum_of", counts)
    counted(monkeypatch, package, "pour", counts)
    opened: Counter[str] = Counter()
    real = DiskFile.open

    def opening(self: DiskFile) -> Any:
        opened[self.path.name] += 1
        return real(self)

    monkeypatch.setattr(DiskFile, "open", opening)
    run(folder)
    assert counts == {"_sum_of": MODULES * PAGES, "pour": MODULES * PAGES}
    assert {opened[f"m{number}.yaml"] for number in range(MODULES)} == {1}


def test_after_a_change_only_its_module_is_read_and_rendered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    first = run(folder)
    assert (first["module"], first["-module"]) == (0, MODULES)
    changed = folder / "modules/m1.yaml"
    changed.write_text(changed.read_text().replace("words", "sentences"))
    counts: Counter[str] = Counter()
    monkeypatch.setattr(package, "_sum_of", None)  # nothing is summed again
    counted(monkeypatch, texts, "markdown", counts)
    counted(monkeypatch, yaml, "read", counts)
    counted(monkeypatch, content, "held_in", counts)
    counted(monkeypatch, one_file, "looked", counts)
    again = run(folder)
    assert (counts["read"], counts["held_in"], counts["looked"]) == (1, 1, 1)
    assert (again["module"], again["-module"]) == (MODULES - 1, 1)
    assert (again["crc"], again["-crc"]) == (MODULES * PAGES, 0)
    assert counts["markdown"] == PAGES


def test_a_text_becomes_html_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    counts: Counter[str] = Counter()
    counted(monkeypatch, texts, "markdown", counts)
    counted(monkeypatch, markdown, "_cmark", counts)
    run(folder)
    assert counts["markdown"] == MODULES * PAGES
    assert counts["_cmark"] <= 2 * MODULES * PAGES  # the sheet of access looks for sentences


def test_templates_are_compiled_once_on_a_machine(folder: Path, tmp_path: Path):
    program = (
        "import jinja2, sys\n"
        "from pathlib import Path\n"
        "compiled = []\n"
        "real = jinja2.Environment.compile\n"
        "def compile(self, source, *args, **kwargs):\n"
        "    compiled.append(1)\n    return real(self, source, *args, **kwargs)\n"
        "jinja2.Environment.compile = compile\n"
        "from builder.build import build\n"
        "assert not build(Path(sys.argv[1]), Path(sys.argv[2]), ['scorm12']).report.failed\n"
        "print(len(compiled))\n"
    )
    own = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "own")}
    numbers = [
        int(subprocess.run(
            [sys.executable, "-c", program, str(folder), str(tmp_path / "out")],
            env=own, capture_output=True, text=True, check=True,
        ).stdout)
        for _ in range(2)
    ]  # fmt: skip
    assert 0 < numbers[0] <= 12
    assert numbers[1] == 0


def test_a_film_never_passes_through_memory(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the kernel can copy, nothing is left for Python."""
    if not hasattr(os, "copy_file_range"):
        pytest.skip("this system has no such call")
    left: list[int] = []
    real = shutil.copyfileobj

    def copying(source: Any, target: Any, length: int = 0) -> None:
        at = target.tell()
        real(source, target, length)
        left.append(target.tell() - at)

    monkeypatch.setattr(shutil, "copyfileobj", copying)
    run(folder)
    assert set(left) == {0}


def test_no_build_starts_another_process(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """What the benchmark tells of memory is that of one process."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a process was started")

    for name in ("fork", "posix_spawn", "execv"):
        monkeypatch.setattr(os, name, refuse, raising=False)
    run(folder)


def test_the_figures_that_are_kept_are_those_of_the_page():
    """`docs/speed.md` shows what stands in `docs/speed/`."""
    shown = (ROOT / "docs/speed.md").read_text(encoding="utf-8")
    versions = sorted(file.stem for file in (ROOT / "docs/speed").glob("*.json"))
    assert sorted(re.findall(r"^### (\S+)$", shown, flags=re.MULTILINE)) == versions
