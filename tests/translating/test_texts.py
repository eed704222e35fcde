"""The texts of a course: all of them, each with a context that is made of ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from builder.blocks.base import Fields, Marker, mark_of
from builder.files import read_folder
from builder.model.course import CourseFile
from builder.model.read import read_course
from builder.translating.texts import Rewording, Spot, all_texts, reworded
from tests.helpers import SAMPLE, course_file, every_block, mini, module_file, page, question, text
from tests.translating.made import contexts, typed

NO_TEXTS = {
    "alias of the file's own id": r"(check|plan|pool|rate|reflect|reveal|scenario|sheet|question)$",
    "ids": r"(id|called|ending|then|start|group|theme|keep_last|form)$",
    "addresses, codes and days": r"(embed|iri|version|lang|languages?|starts|condition|if_)$",
}
"""Fields of text that nobody reads as such."""

LOOKS = {"Colours", "ThemeChoice", "Type"}
"""What a course says about its looks."""


def all_fields() -> Iterator[tuple[type[BaseModel], str, Any]]:
    """Every field that an author may write and that holds a text somewhere."""
    for model in subclasses(Fields):
        if (
            "theming" in model.__module__ or model.__name__ in LOOKS
        ):  # colours, sizes and files of looks
            continue
        for name, info in model.model_fields.items():
            annotation = str(info.annotation)
            if re.search(r"<class 'str'>|\bstr\b", annotation):
                yield model, name, info


def subclasses(of: type[Any]) -> Iterator[type[Any]]:
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


def test_every_field_of_text_is_marked_or_known_to_be_none():
    bare = set()
    for model, name, info in all_fields():
        keys_only = re.search(r"dict\[.*str.*, (int|.*Suggestion|.*Statement|.*Piece)", str(info))
        literal = "Literal" in str(info.annotation) and "dict" not in str(info.annotation)
        known = any(re.match(pattern, name) for pattern in NO_TEXTS.values())
        if mark_of(model, name, Marker) is None and not (known or keys_only or literal):
            bare.add(f"{model.__name__}.{name}: {info.annotation}")
    allowed = {  # mappings whose values have texts of their own, and numbers
        "items_", "suggest", "statements", "scenes", "choices", "levels", "groups", "answer",
        "values", "add", "files", "watched", "at", "feedback", "pages",
    }  # fmt: skip
    assert {one for one in bare if one.split(".")[1].split(":")[0] not in allowed} == set()


def test_every_text_of_a_course_with_every_block_is_found_but_names():
    said: list[str] = []

    def say(words: str) -> str:
        said.append(words.strip())
        return words

    found = "\n".join(text for _, text in all_texts(typed(every_block(say))))
    assert {words for words in said if words not in found} <= {"Someone says *hello*.", "Hello"}


def test_a_context_is_made_of_ids_and_never_of_positions():
    files = {
        "course.yaml": course_file(keywords=["a", "b"]),
        "modules/one.yaml": module_file(
            "one",
            page(
                "first",
                text("Hello."),
                {"cards": [{"title": "A", "text": "B"}, {"title": "C", "text": "D"}]},
                {"callout": "Note.", "title": "Mind"},
                question("why", feedback={"right": "Yes.", "yes": "So it is."}),
                {"pool": "some", "draw": 1, "questions": [question("p"), question("q")]},
            ),
            outcomes=["Know."],
        ),
    }
    assert contexts(files) == [
        "course:mini/title",
        "course:mini/keywords",
        "course:mini/keywords",
        "one/title",
        "one/outcomes",
        "one.first/title",
        "one.first/text",
        "one.first/cards.title",
        "one.first/cards.text",
        "one.first/cards.title",
        "one.first/cards.text",
        "one.first/callout",
        "one.first/callout.title",
        *(
            f"one.first.{name}/{key}"
            for name in ("why", "some.p", "some.q")
            for key in ("ask", "feedback.right", "feedback.yes", "choices.yes", "choices.no")
            if name == "why" or not key.startswith("feedback")
        ),
    ]


def test_a_context_stays_when_blocks_change_places():
    one, two = text("One."), {"callout": "Two."}
    before = {**mini(), "modules/one.yaml": module_file("one", page("first", one, two))}
    after = {**mini(), "modules/one.yaml": module_file("one", page("first", two, one))}
    assert sorted(contexts(before)) == sorted(contexts(after))


def test_no_two_things_share_a_context_by_chance():
    course = read_course(read_folder(SAMPLE)).course
    assert course is not None
    by_context: dict[str, set[tuple[str, tuple[Any, ...]]]] = defaultdict(set)
    for spot, _ in all_texts(course):
        names = tuple(step for step in spot.path if isinstance(step, str))
        by_context[spot.context].add((spot.file, names))
    assert [context for context, found in by_context.items() if len(found) > 1] == []


def test_words_that_say_the_same_change_nothing_but_the_language():
    course = typed(every_block())
    same = reworded(course, Rewording(), "fr")
    assert same.language == "fr"
    facts = same.files["course.yaml"]
    assert isinstance(facts, CourseFile)
    assert {
        **same.files,
        "course.yaml": facts.model_copy(update={"language": course.language}),
    } == {**course.files}


def test_a_quotation_in_a_language_of_its_own_stays():
    block = {"quote": "Ich auch.", "lang": "de", "by": "Kurt, a friend"}
    files = {**mini(), "modules/one.yaml": module_file("one", page("first", block))}
    assert contexts(files)[-1] == "one.first/quote.by"


@pytest.mark.parametrize("name", ["modules/draft.yaml", "scenarios/unused.yaml"])
def test_files_that_no_learner_meets_are_left_alone(name: str):
    unused = (
        module_file("draft", page("p", text("Draft.")))
        if "draft" in name
        else "scenario: unused\ntitle: No\nstart: a\n"
        "scenes: { a: { ending: a, title: A, text: B } }\n"
    )
    assert contexts({**mini(), name: unused}) == contexts(mini())


def test_a_spot_says_where_the_text_stands():
    spots: list[Spot] = [spot for spot, words in all_texts(typed(mini())) if words == "Hello."]
    assert [(spot.file, spot.path) for spot in spots] == [
        ("modules/one.yaml", ("pages", 0, "blocks", 0, "text"))
    ]
