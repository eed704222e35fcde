"""Courses to measure with, the same each time: modules, pages, questions, and noise for media.

SCORM 1.2 has room for 4,096 characters of a learner's progress. So the largest asks only as many of
its questions and ratings as fit, and shows the words of the others in cards and tables.
"""

from __future__ import annotations

import json
import random
import shutil
import struct
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 3
"""Raise it when the course is to be made anew."""

PROSE = """
people listen because trust grows slowly when someone asks what matters and waits for an answer that
takes time; in most teams a small habit, kept for weeks, changes more than a great plan
"""
WORDS = PROSE.split()


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    modules: int
    pages: int
    questions: int
    asked: int
    """How many of the questions a learner answers; the others are shown."""

    ratings: int
    scenarios: int
    pictures: int
    films: int


SIZES = {
    "S": Size(
        modules=1, pages=15, questions=10, asked=10, ratings=1, scenarios=1, pictures=5, films=0
    ),
    "M": Size(
        modules=10, pages=200, questions=150, asked=150, ratings=10, scenarios=2, pictures=50,
        films=11,
    ),
    "L": Size(
        modules=100, pages=2_000, questions=1_500, asked=150, ratings=10, scenarios=20,
        pictures=500, films=112,
    ),
}  # fmt: skip
"""S is what an author begins with; M holds 100 MB of media, L 1 GB."""

FIRST_QUESTION = "module-0.page-1"
"""The page on which it stands, in all of them."""

FILM, PICTURE = 8_000_000, 200_000


def course_of(folder: Path, size: Size) -> Path:
    """The course in `folder`; made only if it is not there yet."""
    stamp = folder / ".made"
    wanted = json.dumps({"format": FORMAT, **asdict(size)})
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        _write(folder, size)
        stamp.write_text(wanted, encoding="utf-8")
    return folder


def _write(folder: Path, size: Size) -> None:
    media = list(_media(size))
    for name, length, seed in media:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        noise = random.Random(seed)
        file.write_bytes(_png(noise) if name.endswith(".png") else noise.randbytes(length))
    (folder / "media/film.en.vtt").write_text(
        "WEBVTT\n\n00:00.000 --> 00:09.000\nHello.\n", encoding="utf-8"
    )
    (folder / "media/film.en.md").write_text("Someone says hello.\n", encoding="utf-8")
    for path, data in _texts(size, [name for name, _, _ in media]):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML; block style, because that is what authors write and what costs time.
        file.write_text(_yaml(data) + "\n", encoding="utf-8")


def _media(size: Size) -> Iterator[tuple[str, int, int]]:
    """Names, sizes and seeds."""
    for number in range(size.films):
        yield f"media/film-{number}.mp4", FILM, number
    for number in range(size.pictures):
        yield f"media/picture-{number}.png", PICTURE, size.films + number


def _png(noise: random.Random) -> bytes:
    """A picture of noise that can be decoded, about as large as photographs in courses."""
    width, height = 256, 260
    rows = b"".join(b"\0" + noise.randbytes(width * 3) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _texts(size: Size, media: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    chance = random.Random(size.pages)
    modules = [f"module-{number}" for number in range(size.modules)]
    yield (
        "course.yaml",
        {
            "course": "measured",
            "title": "A course to measure with",
            "version": "1.0.0",
            "language": "en",
            "modules": modules,
            "completion": {"when": "all-required", "pass-mark": "70"},
        },
    )
    yield "scales/often.yaml", _scale()
    films = [name for name in media if name.endswith(".mp4")]
    pictures = [name for name in media if name.endswith(".png")]
    for number in range(size.scenarios):
        yield f"scenarios/tale-{number}.yaml", _scenario(chance, number)
    per_module = size.pages // size.modules
    asked = 0
    for number, name in enumerate(modules):
        pages = []
        for at in range(per_module):
            place = number * per_module + at
            due = size.questions * (place + 1) // size.pages
            blocks: list[dict[str, Any]] = [{"text": _prose(chance, 5)}]
            blocks.append(_picture(chance, pictures[place % len(pictures)]))
            if films and place % (size.pages // len(films)) == 0:
                blocks.append(_film(chance, films[place * len(films) // size.pages]))
            blocks += [_asked_or_shown(chance, one, size) for one in range(asked, due)]
            asked = due
            blocks += _rarely(chance, number, at, size)
            pages.append({"page": f"page-{at}", "title": _sentence(chance, 4), "blocks": blocks})
        yield (
            f"modules/{name}.yaml",
            {
                "module": name,
                "title": _sentence(chance, 5),
                "outcomes": [_sentence(chance, 9) for _ in range(3)],
                "pages": pages,
            },
        )


def _rarely(chance: random.Random, module: int, page: int, size: Size) -> Iterator[dict[str, Any]]:
    """What stands in a module once: a rating, some cards, and in some a scenario."""
    if page == 0:
        yield _rating(chance) if module < size.ratings else _statements(chance)
    if page == 1:
        cards = [{"title": _sentence(chance, 3), "text": _sentence(chance, 20)} for _ in range(4)]
        yield {"cards": cards}
        yield {
            "reveal": "more",
            "items": {
                f"i{at}": {"title": _sentence(chance, 3), "text": _sentence(chance, 30)}
                for at in range(4)
            },
        }
    if page == 2 and module < size.scenarios:
        yield {"scenario": f"tale-{module}"}


def _rating(chance: random.Random) -> dict[str, Any]:
    return {
        "rate": "habits",
        "ask": "How often is this true?",
        "scale": "often",
        "statements": {f"s{at}": {"say": _sentence(chance, 10)} for at in range(6)},
        "summary": "list",
    }


def _statements(chance: random.Random) -> dict[str, Any]:
    rows = [[f"Statement {at}", _sentence(chance, 10)] for at in range(6)]
    return {"table": [["Which", "What"], *rows], "caption": "How often is this true?"}


def _asked_or_shown(chance: random.Random, number: int, size: Size) -> dict[str, Any]:
    """A question; or, where there are more than a learner may be asked, cards of its words."""
    question = _question(chance, number)
    if number % (size.questions // size.asked) == 0:
        return question
    words = [*question["choices"].values(), *question["feedback"].values()]
    return {"cards": [{"title": question["ask"], "text": text} for text in words]}


def _question(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "question": f"q{number}",
        "kind": "choice",
        "ask": _sentence(chance, 10),
        "choices": {f"c{at}": _sentence(chance, 7) for at in range(4)},
        "answer": "c1",
        "feedback": {"right": _sentence(chance, 14), "wrong": _sentence(chance, 14)},
    }


def _picture(chance: random.Random, name: str) -> dict[str, Any]:
    return {"image": name, "alt": _sentence(chance, 12), "caption": _sentence(chance, 6)}


def _film(chance: random.Random, name: str) -> dict[str, Any]:
    return {
        "video": name,
        "title": _sentence(chance, 3),
        "captions": {"en": "media/film.en.vtt"},
        "transcript": "media/film.en.md",
    }


def _scale() -> dict[str, Any]:
    return {
        "scale": "often",
        "title": "How often",
        "points": {"1": "Never", "2": "At times", "3": "Often", "4": "Always"},
    }


def _scenario(chance: random.Random, number: int) -> dict[str, Any]:
    scenes: dict[str, Any] = {
        f"scene-{at}": {
            "text": _prose(chance, 2),
            "choices": {
                f"c{way}": {
                    "say": _sentence(chance, 8),
                    "then": f"scene-{at + 1}" if at < 11 else f"end-{way}",
                    "feedback": _sentence(chance, 14),
                }
                for way in range(3)
            },
        }
        for at in range(12)
    }
    for way in range(3):
        scenes[f"end-{way}"] = {
            "ending": f"ending-{way}",
            "title": _sentence(chance, 3),
            "text": _prose(chance, 1),
        }
    return {
        "scenario": f"tale-{number}",
        "title": _sentence(chance, 3),
        "start": "scene-0",
        "scenes": scenes,
    }


def with_another_line(course: Path, number: int) -> None:
    """Change one line of one text of the first module; another `number`, another line."""
    file = next((course / "modules").glob("module-0.yaml"))
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.strip().startswith("## "))
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    lines[at] = f"{indent}## The heading as it is in edition {number}"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _sentence(chance: random.Random, length: int) -> str:
    words = chance.choices(WORDS, k=length)
    return " ".join(words).strip(";,").capitalize() + "."


def _prose(chance: random.Random, paragraphs: int) -> str:
    """Paragraphs with a heading, emphasis, a list and a link."""
    parts = [f"## {_sentence(chance, 4)}"]
    for _ in range(paragraphs):
        parts.append(" ".join(_sentence(chance, 14) for _ in range(4)))
        parts.append(
            f"- **{_sentence(chance, 5)}** {_sentence(chance, 9)}\n- {_sentence(chance, 9)}"
        )
    parts.append(f"See [{_sentence(chance, 3)}](https://example.org/{chance.randrange(1000)}).")
    return "\n\n".join(parts)


def _yaml(value: Any, indent: str = "") -> str:
    """Block style; texts of several lines as they are, the others in quotation marks."""
    if isinstance(value, dict):
        return "\n".join(f"{indent}{key}:{_after(part, indent)}" for key, part in value.items())
    return "\n".join(
        f"{indent}- {_yaml(part, indent + '  ').lstrip()}"
        if isinstance(part, dict)
        else f"{indent}-{_after(part, indent)}"
        for part in value
    )


def _after(value: Any, indent: str) -> str:
    inner = indent + "  "
    if isinstance(value, dict | list):
        return "\n" + _yaml(value, inner)
    if "\n" in value:
        lines = value.splitlines()
        return " |\n" + "\n".join(inner + line if line else "" for line in lines)
    return " " + json.dumps(value, ensure_ascii=False)
