"""Small courses for tests, as a dict from path to text, and ways to build them.

Every builder gives a new dict; change it and hand it to `tree_of`, `write_course` or `prepared`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from builder.files import Content, Memory, Tree, read_all
from builder.gallery.examples import as_yaml as as_yaml
from builder.packing import package_files
from builder.preparing import Prepared, prepare
from builder.targets import TARGETS

Files = dict[str, str | bytes]
"""A course: relative path to text (or bytes, for media)."""

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "course_src"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A picture of one transparent dot."""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'


def mini(**facts: Any) -> Files:
    """The smallest course: one module, one page, one text. `facts` go into course.yaml."""
    return {
        "course.yaml": course_file(**facts),
        "modules/one.yaml": module_file("one", page("first", text("Hello."))),
    }


def course_file(modules: list[str] | None = None, **facts: Any) -> str:
    """course.yaml; JSON values are YAML, and safe whatever stands in them."""
    keys = {
        "course": "mini",
        "title": "A small course",
        "version": "1.0",
        "language": "en",
        "modules": modules or ["one"],
    } | {key.replace("_", "-"): value for key, value in facts.items()}
    return as_yaml(keys)


def with_iri(files: Files, iri: str = "https://courses.example.org/mini") -> Files:
    """The course with an `iri`, without which some targets cannot be built."""
    return {**files, "course.yaml": str(files["course.yaml"]) + as_yaml({"iri": iri})}


def with_units(files: Files) -> Files:
    """The course with each module as a unit of cmi5."""
    units = as_yaml({"cmi5": {"units": "modules"}})
    return {**files, "course.yaml": str(files["course.yaml"]) + units}


def module_file(name: str, *pages: Mapping[str, Any], **facts: Any) -> str:
    """A file of modules/."""
    return as_yaml({"module": name, "title": name.capitalize(), **facts, "pages": list(pages)})


def page(name: str, *blocks: Mapping[str, Any], **facts: Any) -> dict[str, Any]:
    """A page."""
    return {"page": name, "title": name.capitalize(), **facts, "blocks": list(blocks)}


def text(markdown: str) -> dict[str, Any]:
    """A block of text."""
    return {"text": markdown}


def question(name: str, **facts: Any) -> dict[str, Any]:
    """A question with two choices."""
    return {
        "question": name,
        "kind": "choice",
        "ask": f"What about {name}?",
        "choices": {"yes": "It is so.", "no": "It is not so."},
        "answer": "yes",
        **facts,
    }


def tree_of(files: Mapping[str, str | bytes]) -> dict[str, Content]:
    """The course as `builder.files.read_folder` gives it."""
    return {
        path: Memory(data if isinstance(data, bytes) else data.encode("utf-8"))
        for path, data in sorted(files.items())
    }


def write_course(files: Mapping[str, str | bytes], folder: Path) -> Path:
    """The course as files below `folder`, which is returned."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return folder


def prepared(files: Mapping[str, str | bytes]) -> Prepared:
    """A course that must have no errors: typed, with plan and lock."""
    course, report = prepare(tree_of(files))
    assert course is not None, "\n".join(
        f"{found.place.file}: {'.'.join(map(str, found.place.path))}: {found.message}"
        for found in report
    )
    return course


def packed(files: Mapping[str, str | bytes], target: str = "scorm12") -> Tree:
    """All files of the package of a course without errors."""
    return package_files(prepared(files), tree_of(files), TARGETS[target])


def launch_page(files: Mapping[str, str | bytes], target: str = "scorm12") -> str:
    """The launch page of a course without errors."""
    return read_all(packed(files, target)["index.html"]).decode("utf-8")


# ---- a course with every block -----------------------------------------------------------------

Say = Callable[[str], str]


def every_block(say: Say = lambda words: words) -> Files:
    """A course with every block, kind of question and sort of scale. `say` may change its words."""
    credit = {"title": say("Work"), "author": say("Ann"), "source": say("Here"), "licence": "CC0"}
    return {
        "course.yaml": course_file(
            ["shows", "asks", "plays"],
            course="every-block",
            title=say("Every block"),
            description=say("All there is."),
            keywords=[say("one"), say("two")],
            credits=[credit],
            completion={"when": "all-required", "pass-mark": 60},
        ),
        "modules/shows.yaml": module_file(
            "shows",
            page("words", *_blocks_of_words(say), title=say("Words")),
            page("media", *_blocks_of_media(say, credit), title=say("Media")),
            title=say("Blocks that show"),
            minutes=5,
            outcomes=[say("See what there is.")],
        ),
        "modules/asks.yaml": module_file(
            "asks",
            page("questions", *_questions(say), requires="all"),
            page("others", *_other_blocks(say)),
            title=say("Blocks that ask"),
        ),
        "modules/plays.yaml": module_file(
            "plays",
            page("story", {"scenario": "tale"}),
            page("sheet", {"sheet": "mine"}, _watched(say)),
        ),
        "scales/often.yaml": as_yaml(
            {
                "scale": "often",
                "title": say("How often"),
                "points": {"1": say("Never"), "2": say("At times"), "3": say("Always")},
                "groups": {
                    "care": {
                        "title": say("Care"),
                        "bands": [
                            {"up-to": 2, "say": say("More.")},
                            {"up-to": 3, "say": say("Good.")},
                        ],
                    }
                },
            }
        ),
        "scales/steps.yaml": as_yaml(
            {
                "scale": "steps",
                "title": say("Steps"),
                "levels": {
                    "low": {
                        "title": say("Low"),
                        "text": say("It begins."),
                        "indicators": {"tries": say("Tries."), "asks": say("Asks.")},
                    },
                    "high": {"title": say("High"), "indicators": {"leads": say("Leads.")}},
                },
            }
        ),
        "scenarios/tale.yaml": as_yaml(_scenario(say)),
        "media/dot.png": PNG,
        "media/dot two.svg": SVG,
        "media/film.mp4": b"film",
        "media/film.en.vtt": f"WEBVTT\n\n00:00.000 --> 00:01.000\n{say('Hello')}\n",
        "media/film.en.md": say("Someone says *hello*."),
        "media/talk.mp3": b"talk",
        "media/list.pdf": b"%PDF",
    }


def _blocks_of_words(say: Say) -> list[dict[str, Any]]:
    notes = "\n\nOne[^1] and two[^2], and one again[^1].\n\n[^1]: First.\n[^2]: Second.\n"
    table = "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    headings = "\n\n## Heading\n\n#### Too low\n\n### Right\n\n"
    return [
        text(say("A text.") + headings + notes + table),
        text(say("Another text.") + headings + notes),
        {"quote": say("Words.") + notes, "by": say("Ann"), "source": say("A book")},
        {"callout": say("Mind this.") + notes, "kind": "tip", "title": say("Tip")},
        {"cards": [{"title": say(t), "text": say("Short.") + notes} for t in ("One", "Two")]},
        {
            "table": [[say("What"), say("How")], [say("This"), say("So")]],
            "caption": say("What is how"),
            "row-headers": True,
        },
        {"references": [say("Ann (2020). *A book*."), say("Bob (2021).")]},
    ]


def _blocks_of_media(say: Say, credit: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"image": "media/dot.png", "alt": say("A dot"), "caption": say("Dot"), "credit": credit},
        {"image": "media/dot two.svg", "decorative": True},
        {
            "video": "media/film.mp4",
            "title": say("Film"),
            "poster": "media/dot.png",
            "captions": {"en": "media/film.en.vtt"},
            "transcript": "media/film.en.md",
        },
        {"audio": "media/talk.mp3", "title": say("Talk"), "transcript": "media/film.en.md"},
        {"download": "media/list.pdf", "title": say("List"), "text": say("To print.")},
        {
            "embed": "https://example.org/map?a=1&b=2",
            "title": say("Map"),
            "fallback": say("A map."),
        },
    ]


def _watched(say: Say) -> dict[str, Any]:
    return {
        "video": "media/film.mp4",
        "id": "film",
        "ask": say("Watch it."),
        "title": say("Film to watch"),
        "silent": True,
        "transcript": "media/film.en.md",
        "watched": "80%",
    }


def _questions(say: Say) -> list[dict[str, Any]]:
    choices = {"a": say("First"), "b": say("Second"), "c": say("Third")}
    feedback = {"right": say("Yes."), "wrong": say("No.")}
    return [
        question("one", ask=say("One?"), choices=choices, answer="b",
                 feedback={**feedback, "a": say("Nearly.")}, points=2, tries=2),
        question("several", kind="choices", ask=say("Several?"), choices=choices,
                 answer=["a", "c"], tries="unlimited"),
        {"question": "truth", "kind": "true-false", "ask": say("True?"), "answer": False,
         "feedback": feedback},
        {"question": "word", "kind": "fill-in", "ask": say("The ___?"),
         "answer": ["word", "the word"], "points": 0},
        {"question": "count", "kind": "number", "ask": say("How many?"), "answer": "3.5",
         "tolerance": "0.5", "unit": say("weeks"), "optional": True},
        {"question": "pairs", "kind": "match", "ask": say("Which?"), "items": choices,
         "choices": {"x": say("Here"), "y": say("There")}, "answer": {"a": "x", "b": "y", "c": "x"},
         "partial": True, "feedback": {"partly": say("Half."), "a": say("Look again.")}},
        {"question": "steps", "kind": "order", "ask": say("How?"), "items": choices},
        {"question": "mine", "kind": "rank", "ask": say("What first?"), "items": choices,
         "feedback": {"answered": say("Thanks.")}},
        {"pool": "drawn", "draw": 1, "ask": say("One more"), "questions": [
            question("p-one", ask=say("P1?"), choices=choices, answer="a", shuffle=True,
                     **{"keep-last": "c"}),
            {"question": "p-two", "kind": "fill-in", "ask": say("P2?"), "answer": ["é"],
             "ignore-accents": True},
        ]},
    ]  # fmt: skip


def _other_blocks(say: Say) -> list[dict[str, Any]]:
    return [
        {"check": "fit", "ask": say("Does it fit?"),
         "items": {"a": say("Is a so?"), "b": say("b?")},
         "advice": [{"when": "any no", "say": say("Read on."), "offer": "plays.story"},
                    {"when": "all yes", "say": say("Skip.")}]},
        *({"reveal": style, "style": style, "ask": say("Open."),
           "items": {"a": {"title": say("A"), "text": say("aa")},
                     "b": {"title": say("B"), "text": say("bb")}}, "require": require}
          for style, require in (("accordion", "all"), ("tabs", "any"), ("flip", "none"))),
        {"reveal": "spots", "style": "hotspots", "image": "media/dot.png", "alt": say("Map"),
         "items": {"a": {"title": say("A"), "text": say("aa"), "at": ["20%", "35%"]}}},
        {"reflect": "think", "ask": say("Think."), "prompts": {"a": say("What?"), "b": say("Why?")},
         "length": 100},
        {"reflect": "tell", "prompts": {"a": say("Say it.")}, "keep": "report"},
        {"rate": "now", "ask": say("How often?"), "scale": "often",
         "statements": {"a": {"say": say("I listen."), "group": "care"},
                        "b": {"say": say("I ask."), "reversed": True}},
         "not-applicable": True, "summary": "strengths"},
        {"rate": "later", "scale": "often", "compare-with": "asks.others.now", "summary": "bars"},
        {"rate": "level", "scale": "steps", "summary": "strengths", "pick-next": True},
        {"plan": "weeks", "ask": say("When?"), "weeks": "2-4",
         "suggest": {"call": {"week": 2, "say": say("Call someone.")}}, "own": 1},
    ]  # fmt: skip


def _scenario(say: Say) -> dict[str, Any]:
    return {
        "scenario": "tale",
        "title": say("A tale"),
        "start": "door",
        "back": True,
        "values": {"luck": 0},
        "scenes": {
            "door": {
                "text": say("A door."),
                "image": {"src": "media/dot.png", "alt": say("A door")},
                "choices": {
                    "in": {"say": say("Go in."), "then": "room", "add": {"luck": 1},
                           "feedback": say("It creaks.")},
                    "away": {"say": say("Leave."), "then": "end"},
                },
            },
            "room": {
                "text": say("A room."),
                "video": {"src": "media/film.mp4", "title": say("In the room"), "silent": True,
                          "transcript": "media/film.en.md"},
                "audio": {"src": "media/talk.mp3", "title": say("A voice"),
                          "transcript": "media/film.en.md"},
                "choices": {
                    "sit": {"say": say("Sit."), "then": "end", "if": "luck >= 1"},
                    "back": {"say": say("Go back."), "then": "door"},
                },
            },
            "end": {"ending": "quiet", "title": say("Quiet"), "text": say("It ends."), "points": 3},
        },
        "debrief": [
            {"text": say("What was that?")},
            {"reflect": "after", "prompts": {"a": say("What now?")}},
        ],
    }  # fmt: skip


# ---- HTML and XML ------------------------------------------------------------------------------


def xpath(tree: Any, path: str, **names: Any) -> list[Any]:
    """What lxml finds; its own type says that it may be a number or anything else."""
    found = tree.xpath(path, **names)
    assert isinstance(found, list)
    return found


# ---- expected texts ----------------------------------------------------------------------------


def golden(name: str, text: str) -> None:
    """Compare with a file below tests/; with UPDATE_GOLDENS=1, write it instead."""
    file = ROOT / "tests" / name
    if os.environ.get("UPDATE_GOLDENS"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.is_file(), f"{file} is not there; run the tests once with UPDATE_GOLDENS=1"
    assert text == file.read_text(encoding="utf-8"), f"differs from {file}"


def pretty(value: Any, indent: str = "") -> str:
    """JSON in which whatever fits stands on one line."""
    short = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(short) < 118 or not isinstance(value, dict | list):
        return short
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {pretty(part, inner)}" for key, part in value.items()]
        return "{\n" + ",\n".join(inner + part for part in parts) + f"\n{indent}}}"
    parts = [pretty(part, inner) for part in value]
    return "[\n" + ",\n".join(inner + part for part in parts) + f"\n{indent}]"
