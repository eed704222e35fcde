"""Reading a course: typed files, names, order, and no course where there is an error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.blocks.base import UsedBlock
from builder.blocks.rate import Rate
from builder.blocks.rate.scale import Scale
from builder.blocks.registry import BLOCKS
from builder.blocks.scenario import Scenario
from builder.check import check_course
from builder.files import Memory, read_folder
from builder.model.course import Course
from builder.model.module import Module, Page
from builder.model.read import read_course
from builder.model.rules import RULES, rule_of
from tests.model.sample import COURSE, FIRST, sample

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def course() -> Course:
    reading = read_course(sample())
    course, report = reading.course, reading.report
    assert report.diagnostics == []
    assert course is not None
    return course


def test_the_sample_uses_every_kind_of_block_and_has_no_fault(course: Course):
    assert {placed.block.kind for placed in course.walk()} == set(BLOCKS)
    assert check_course(course, sample()).diagnostics == []


def test_facts_of_the_course(course: Course):
    assert (course.id, course.title, course.version) == ("sample", "A sample", "1.2.0")
    assert course.iri == "https://courses.example.org/sample"
    assert (course.completion.way, course.completion.share) == ("pages", 0.8)
    assert course.completion.of_modules == ()
    assert course.completion.pass_mark == 70
    assert (course.order, course.report.status, course.theme.name) == (
        "linear",
        "passed",
        "classic",
    )


def test_modules_are_in_the_order_of_the_list_and_come_once():
    listed = COURSE.replace("[first, second]", "[second, first, second]")
    course = read_course(sample(course=listed)).course
    assert course is not None
    assert [module.id for module in course.modules] == ["second", "first"]


@pytest.mark.parametrize(
    ("when", "way", "share", "modules"),
    [
        ("all-required", "all-required", 1.0, ()),
        ("{ pages: 100% }", "pages", 1.0, ()),
        ("{ modules: [first] }", "modules", 1.0, ("first",)),
    ],
)
def test_ways_to_complete(when: str, way: str, share: float, modules: tuple[str, ...]):
    course = read_course(sample(course=COURSE.replace("{ pages: 80% }", when))).course
    assert course is not None
    done = course.completion
    assert (done.way, done.share, done.of_modules) == (way, share, modules)


def test_everything_is_found_by_its_name(course: Course):
    assert isinstance(course.find(Module, "first"), Module)
    assert isinstance(course.find(Page, "first.use"), Page)
    assert isinstance(course.find(Scenario, "tom"), Scenario)
    assert isinstance(course.find(Scale, "often"), Scale)
    assert isinstance(course.find(Rate, "first.use.me"), Rate)
    assert course.find(Rate, "first.use.fit") is None
    assert course.find(Scale, "tom") is None


def test_the_walk_names_every_block_and_goes_into_debriefs(course: Course):
    used = [placed.id for placed in course.walk() if isinstance(placed.block, UsedBlock)]
    assert used[:3] == ["first.show.think", "first.use.fit", "first.use.actions"]
    at = used.index("second.play.tom")
    assert used[at + 1] == "second.play.tom.after"
    debrief = next(placed for placed in course.walk() if placed.id == "second.play.tom.after")
    assert (debrief.place.file, debrief.place.path) == ("scenarios/tom.yaml", ("debrief", 0))
    shown = next(iter(course.walk()))
    assert (shown.id, shown.place.path) == ("first.show", ("pages", 0, "blocks", 0))


def test_values_stay_what_the_author_wrote():
    text = (
        FIRST.replace("What story?", "no").replace("Well said.", "12:30").replace("Early.", "1.0")
    )
    course = read_course(sample(modules__first=text)).course
    assert course is not None
    said = repr(course.modules)
    assert all(f"'{value}'" in said for value in ("no", "12:30", "1.0"))


def test_faults_of_all_files_are_reported_at_once():
    files = sample(
        course=COURSE.replace("title:", "titel:"),
        modules__first="module: [first\n",
        scales__often="scale: often\n",
        scenarios__tom=b"\xff",
    )
    reading = read_course(files)
    course, report = reading.course, reading.report
    assert course is None
    found = {(found.place.file, found.code) for found in report}
    assert found == {
        ("course.yaml", "BC201"),
        ("modules/first.yaml", "BC105"),
        ("scales/often.yaml", "BC605"),
        ("scenarios/tom.yaml", "BC101"),
    }


def test_warnings_alone_are_no_reason_to_refuse_a_course():
    files = {**sample(), "modules/draft.yml": Memory(b"module: draft\n")}
    reading = read_course(files)
    course, report = reading.course, reading.report
    assert course is not None
    assert [found.code for found in report] == ["BC211"]


def test_an_empty_folder_is_no_course():
    reading = read_course({})
    course, report = reading.course, reading.report
    assert course is None
    assert [found.code for found in report] == ["BC210"]


def test_the_course_in_the_project_has_no_error():
    tree = read_folder(ROOT / "course_src")
    reading = read_course(tree)
    course, report = reading.course, reading.report
    assert report.diagnostics == []
    assert course is not None
    assert not check_course(course, tree).failed


def test_every_error_that_a_block_raises_has_a_code():
    sources = (ROOT / "builder" / "blocks").rglob("*.py")
    raised = {
        name
        for source in sources
        for name in re.findall(
            r'PydanticCustomError\(\s*"(\w+)"', source.read_text(encoding="utf-8")
        )
    }
    assert {name for name in raised if rule_of(name).code == "BC299"} == set()
    assert len({rule.code for rule in RULES}) == len(RULES)
