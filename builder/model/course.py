"""The course: what stands in `course.yaml`, together with all that its other files hold."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)
from pydantic_core import PydanticCustomError

from builder.blocks.base import Block, Credit, Fields, Id, Line, Target, UsedBlock
from builder.blocks.pool import Pool
from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario, ScenarioBlock
from builder.blocks.video import WatchedShare
from builder.diagnostics import Place
from builder.languages import LANGUAGE
from builder.model.look import ThemeChoice, Themed
from builder.model.module import Module, Page

T = TypeVar("T")

COURSE_FILE = "course.yaml"
VERSION = r"^[A-Za-z0-9][A-Za-z0-9._+-]*$"
"""It becomes part of file names."""
_NEVER = r"\s\x00-\x1f\x7f-\x9f\ufffe\uffff<>\"{}|\\^`#%\[\]"
IRI = rf"^https?://[^{_NEVER}/?:@]+(:[0-9]{{1,5}})?([/?]([^{_NEVER}]|%[0-9A-Fa-f]{{2}})*)?$"
"""An address without a name or password. Ids of what is in the course stand behind a #, which the
course's own must not have; a lone % or a bracket is no address for an LMS (RFC 3987)."""

ModuleId = Annotated[Id, Target("module")]


Percentage = Annotated[str, StringConstraints(pattern=r"^\s*(100|[1-9]\d?)\s*%\s*$")]
"""How authors write a share."""


def _share(value: object) -> float:
    text = str(value).strip()
    number = text.removesuffix("%").strip()
    signed = number != text
    is_share = number.isascii() and number.isdigit() and len(number) < 4
    if signed and is_share and 0 < int(number) <= 100:
        return int(number) / 100
    raise PydanticCustomError(
        "percentage",
        "Pages must be a percentage from 1% to 100%." if signed else "Pages is a percentage.",
        {"hint": "Write when: { pages: 80% }."},
    )


def _without_slashes(address: str) -> str:
    return address.rstrip("/")


class PagesDone(Fields):
    """Done when this share of all pages is done."""

    pages: Annotated[float, BeforeValidator(_share, json_schema_input_type=Percentage)] = Field(
        description="The share of all pages, from 1% to 100%, such as `80%`.",
    )


class ModulesDone(Fields):
    """Done when these modules are done."""

    modules: Annotated[list[ModuleId], Field(min_length=1)] = Field(
        description="The modules that must be done, by their ids.",
    )


def _way(data: object) -> str | None:
    if data == "all-required":
        return "all-required"
    if isinstance(data, dict) and len(data) == 1:
        return next((way for way in ("pages", "modules") if way in data), None)
    return None


class Completion(Fields):
    """When the course is done: one of three ways, and the score that must be reached as well.

    `watched`: how much of each video with an id a learner has to watch, in per cent.
    """

    when: Annotated[
        Annotated[Literal["all-required"], Tag("all-required")]
        | Annotated[PagesDone, Tag("pages")]
        | Annotated[ModulesDone, Tag("modules")],
        Discriminator(
            _way,
            custom_error_type="completion_when",
            custom_error_message="This is not one of the ways to complete a course.",
            custom_error_context={
                "hint": "Write when: all-required, when: { pages: 80% }"
                " or when: { modules: [a, b] }."
            },
        ),
    ] = Field(
        "all-required",
        description=(
            "When the course is done: `all-required` (all that is not optional), "
            "`{ pages: 80% }` or `{ modules: [a, b] }`."
        ),
    )
    pass_mark: Annotated[int, Field(ge=1, le=100)] | None = Field(
        None,
        description=(
            "Per cent of all points that must be reached as well. Leave it out for a course "
            "without a score."
        ),
    )
    watched: WatchedShare | None = Field(
        None,
        description=(
            "How much of each video with an id has to be watched, such as `90%`; a video's own "
            "`watched` comes before it."
        ),
    )

    @property
    def way(self) -> Literal["all-required", "pages", "modules"]:
        """Which of the three ways is meant."""
        if isinstance(self.when, PagesDone):
            return "pages"
        return "modules" if isinstance(self.when, ModulesDone) else "all-required"

    @property
    def share(self) -> float:
        """The share of pages that must be done; 1 unless pages count."""
        return self.when.pages if isinstance(self.when, PagesDone) else 1.0

    @property
    def of_modules(self) -> tuple[str, ...]:
        """The modules that must be done; none unless modules count."""
        return tuple(self.when.modules) if isinstance(self.when, ModulesDone) else ()


class Reporting(Fields):
    """What a completed course with a score ends with in the LMS."""

    status: Literal["completed", "passed"] = Field(
        "completed",
        description=(
            "The status that a scored course ends with in SCORM 1.2. LMSs that count only "
            "`completed` would miss a `passed`."
        ),
    )


class Cmi5(Fields):
    """How an LMS that speaks cmi5 launches the course: as a whole, or each module by itself."""

    units: Literal["course", "modules"] = Field(
        "course",
        description=(
            "`course`: one unit for the whole course. `modules`: each module is a unit of its own, "
            "with its own launch, progress and result."
        ),
    )


Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]


class Translations(Fields):
    """The languages that the course is built in beside its own, and how they reach learners."""

    languages: Annotated[list[Language], Field(min_length=1)] = Field(
        description=(
            "The languages beside the course's own, such as `[fr, ar]`; the texts of each stand in "
            "`locales/LANG.po`."
        ),
    )
    as_: Literal["packages", "menu"] = Field(
        "packages",
        description=(
            "`packages`: a package for each language. `menu`: one package with all of them, in "
            "which learners choose."
        ),
    )


class CourseFacts(Fields):
    """What is said about the course itself."""

    id: Id = Field(
        alias="course",
        description="The id of the course. LMSs keep learners' records under it: never change it.",
    )
    title: Line = Field(description="The title of the course.")
    version: Annotated[str, StringConstraints(pattern=VERSION, max_length=40)] = Field(
        "1.0.0",
        description="The release, such as `1.0.0`; it becomes part of the packages' names.",
    )
    language: Language = Field(
        description="The language of the texts as a code, such as `en`, `en-CA` or `fr`.",
    )
    translations: Translations | None = Field(
        None,
        description="The other languages of the course. Without it there is only its own.",
    )
    iri: Annotated[str, StringConstraints(pattern=IRI), AfterValidator(_without_slashes)] | None = (
        Field(
            None,
            description=(
                "The base of every id in xAPI: an address that you own, without `#`. The targets "
                "cmi5 and xapi need it. Never change it."
            ),
        )
    )
    description: Line | None = Field(
        None,
        description="What the course is about, in a sentence or two.",
    )
    keywords: list[Line] = Field([], description="Words by which the course may be found.")
    theme: Themed = Field(
        default_factory=ThemeChoice,
        description=(
            "The look of the course: the name of a theme, or a mapping with `name` and what the "
            "course changes of it."
        ),
    )
    order: Literal["free", "linear"] = Field(
        "free",
        description=(
            "`free`: pages may be read in any order. `linear`: a page opens when the one "
            "before it is done."
        ),
    )
    completion: Completion = Field(
        default_factory=Completion, description="When the course is done."
    )
    report: Reporting = Field(
        default_factory=Reporting, description="How the course ends in the LMS's report."
    )
    cmi5: Cmi5 = Field(
        default_factory=Cmi5, description="How an LMS that speaks cmi5 launches the course."
    )
    credits: list[Credit] = Field(
        [],
        description="Who made the texts and media of the course; shown at its end.",
    )


class CourseFile(CourseFacts):
    """`course.yaml`: the facts and the order of modules."""

    listed: Annotated[list[ModuleId], Field(min_length=1)] = Field(
        alias="modules",
        description="The modules in their order: NAME for `modules/NAME.yaml`.",
    )


class Placed(NamedTuple):
    """A block, where it stands, and its full id; a block that only shows has its page's id."""

    place: Place
    id: str
    block: Block


class Course(CourseFacts):
    """A whole course without faults of shape. Made by `read_course`, never from an author's data.

    `modules` are those that `course.yaml` lists, in its order; `files` are all typed files by
    their paths, in the order of the course and then of their names.
    """

    modules: tuple[Module, ...]
    files: Mapping[str, BaseModel]

    @classmethod
    def of(cls, files: Mapping[str, BaseModel]) -> "Course":
        """The course in these files.

        Raises:
            TypeError: `course.yaml` is not among them.
        """
        facts = files.get(COURSE_FILE)
        if not isinstance(facts, CourseFile):
            raise TypeError(f"a course needs {COURSE_FILE}")
        own = {name: value for name, value in vars(facts).items() if name != "listed"}
        listed = (files.get(module_file(name)) for name in dict.fromkeys(facts.listed))
        modules = tuple(module for module in listed if isinstance(module, Module))
        return cls.model_construct(**own, modules=modules, files=files)

    @property
    def other_languages(self) -> tuple[str, ...]:
        """The languages that the course is to be built in beside its own."""
        return tuple(self.translations.languages) if self.translations else ()

    @property
    def has_language_menu(self) -> bool:
        """Whether learners choose among the languages within one package."""
        return self.translations is not None and self.translations.as_ == "menu"

    @property
    def watched(self) -> int | None:
        """How much of a video counts as watched, in per cent, if the course asks for any."""
        return self.completion.watched

    def find(self, kind: type[T], name: str) -> T | None:
        """The module, scenario or scale called `name`, or the page or block of that full id."""
        return next((found for found in self.called(name) if isinstance(found, kind)), None)

    def called(self, name: str) -> Sequence[Any]:
        """All things that `find` can mean by a name."""
        return self._named.get(name, ())

    def walk(self) -> Iterator[Placed]:
        """Every block of the listed modules in order, and after it those inside of it.

        A pool holds questions, a scenario its debrief.
        """
        return iter(self._placed)

    @cached_property
    def _placed(self) -> tuple[Placed, ...]:
        return tuple(self._all_placed())

    def _all_placed(self) -> Iterator[Placed]:
        for module in self.modules:
            for number, page in enumerate(module.pages):
                place = Place(module_file(module.id), ("pages", number, "blocks"))
                yield from self._walk(place, f"{module.id}.{page.id}", page.blocks)

    def pages(self) -> Iterator[tuple[Place, str, Page]]:
        """Every page of the listed modules in order, with its place and full id."""
        for module in self.modules:
            for number, page in enumerate(module.pages):
                place = Place(module_file(module.id), ("pages", number))
                yield place, f"{module.id}.{page.id}", page

    def _walk(self, place: Place, parent: str, blocks: list[Block]) -> Iterator[Placed]:
        for number, block in enumerate(blocks):
            full_id = f"{parent}.{block.id}" if isinstance(block, UsedBlock) else parent
            yield Placed(place.down(number), full_id, block)
            if isinstance(block, Pool):
                inside = place.down(number, "questions")
                yield from self._walk(inside, full_id, list(block.questions))
            scenario = self._played(block)
            if scenario is not None:
                debrief = Place(scenario_file(scenario.id), ("debrief",))
                yield from self._walk(debrief, full_id, scenario.debrief)

    def _played(self, block: Block) -> Scenario | None:
        if not isinstance(block, ScenarioBlock):
            return None
        played = self.files.get(scenario_file(block.id))
        return played if isinstance(played, Scenario) else None

    @cached_property
    def _named(self) -> Mapping[str, list[Any]]:
        named: dict[str, list[Any]] = {}
        for thing in self.files.values():
            if isinstance(thing, Module | Scenario | Scale):
                named.setdefault(thing.id, []).append(thing)
        for _, full_id, page in self.pages():
            named.setdefault(full_id, []).append(page)
        for placed in self.walk():
            if isinstance(placed.block, UsedBlock):
                named.setdefault(placed.id, []).append(placed.block)
        return named


def module_file(name: str) -> str:
    """The file of a module."""
    return f"modules/{name}.yaml"


def scenario_file(name: str) -> str:
    """The file of a scenario."""
    return f"scenarios/{name}.yaml"


def scale_file(name: str) -> str:
    """The file of a scale."""
    return f"scales/{name}.yaml"
