"""A learner who takes the course: finds what is to be used by its role and name, and uses it.

What they know of the course is what its authors wrote (`course.py`); what they do goes into a log,
in the authors' ids, from which `record.py` tells what an LMS must hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Frame, Locator, expect

from tests.e2e.course import Block, Course, CoursePage, plain, seen
from tests.e2e.hands import Hands, Mouse, bring_into_order
from tests.e2e.story import Scene, after, offered, opening

Outcome = Literal["right", "partly", "wrong"]
WRONG: Outcome = "wrong"
PARTLY: Outcome = "partly"

SENT = ("Send to my teacher", "Sent.")
WRONG_VERDICT = re.compile("Not yet|not right|Partly right")
KEPT = ("I am done", "Kept in this browser.")
"""The button under a text that a teacher may read, and what is said then; without a teacher."""

NOT_APPLICABLE = ("not-applicable", "Does not apply")
"""The id and the words of this answer to a statement."""


@dataclass(frozen=True)
class Answered:
    """An answer to one line of the report: ids that were picked, or the text that was written."""

    block: Block
    key: str
    response: tuple[str, ...] | str


@dataclass(frozen=True)
class Ended:
    """A scenario was played to the ending of this id."""

    block: Block
    ending: str


@dataclass
class Log:
    """What a learner did."""

    deeds: list[Answered | Ended] = field(default_factory=list)
    page: str = ""
    """The page that is open."""
    texts: dict[str, str] = field(default_factory=dict)
    """What was written for the learner alone, by block and prompt."""
    planned: list[tuple[str, str]] = field(default_factory=list)
    """Week and words of each action that was planned."""


def a_note(prompt: str, length: int) -> str:
    """Not only ASCII, and on two lines."""
    return f"“{prompt}” – für mich\nganz neu 🌱"[:length]


@dataclass
class Habits:
    """How a learner answers; every one of these may be put in another's place."""

    outcomes: Callable[[Block, int], Sequence[Outcome]] = lambda block, number: ("right",)
    """What the tries at a question come to; its number counts from 0."""
    point: Callable[[int, int], int] = lambda number, top: number % top + 1
    """The point on a scale for the statement of this number."""
    applies: Callable[[int], bool] = lambda number: number % 6 != 5
    """Whether a statement is about the learner, where they may say that it is not."""
    yes: Callable[[int], bool] = lambda number: number % 3 != 0
    runs: Sequence[int] = (0, -1)
    """Which of the offered choices is taken in each run of a scenario: the first, then the last."""
    text: Callable[[str, int], str] = a_note


def all_wrong(block: Block, number: int) -> Sequence[Outcome]:
    """To the end, or three times."""
    return [WRONG] * min(block.tries, 3)


def mixed(block: Block, number: int) -> Sequence[Outcome]:
    """Right at once, right in the end, or wrong to the end: three quarters of the course.

    What gives points in parts is partly right.
    """
    if block.partial:
        return [PARTLY] * min(block.tries, 2)
    if number % 5 == 2:
        return [WRONG] * min(block.tries, 2)
    return ("wrong", "right") if number % 3 and block.tries > 1 else ("right",)


class Learner:
    """Takes the course in one frame; its log may go on from an earlier visit.

    Without an LMS there is no teacher (`has_teacher`), and the course says so.
    """

    def __init__(
        self,
        frame: Frame,
        course: Course,
        *,
        hands: Hands | None = None,
        habits: Habits | None = None,
        log: Log | None = None,
        has_teacher: bool = True,
    ) -> None:
        self.frame = frame
        self.course = course
        self.hands: Hands = hands or Mouse()
        self.habits = habits or Habits(outcomes=mixed)
        self.log = log or Log()
        self.has_teacher = has_teacher

    # ---- going from page to page -------------------------------------------------------------

    @property
    def page(self) -> CoursePage:
        """The page that is open, by what stands on it."""
        title = self.frame.locator("section[data-page]:visible")
        expect(title).to_have_count(1)
        return self.course.page(title.get_attribute("data-page") or "")

    def arrive(self, page: CoursePage) -> None:
        """Sees that this page is open, and no other."""
        heading = self.frame.get_by_role("heading", name=seen(page.title), level=3)
        expect(heading).to_be_visible()
        open_now = self.frame.locator("section[data-page]:visible")
        expect(open_now).to_have_attribute("data-page", page.id)
        self.log.page = page.id

    def turn(self) -> None:
        """To the next page."""
        pages = self.course.pages
        following = pages[pages.index(self.page) + 1]
        self.hands.press(self.frame.get_by_role("button", name="Next", exact=True))
        self.arrive(following)

    def go_to(self, page: CoursePage) -> None:
        """By the table of contents, which may have to be folded out."""
        link = self.frame.get_by_role("navigation", name="Contents").get_by_role(
            "link", name=seen(page.title, end=r" \(")
        )
        menu = self.frame.get_by_role("button", name="Contents")
        if menu.is_visible() and menu.get_attribute("aria-expanded") == "false":
            self.hands.press(menu)
        self.hands.press(link)
        self.arrive(page)

    def walk(self, last: CoursePage | None = None) -> None:
        """Does everything on this page and the following ones, to the last of the course."""
        pages = self.course.pages
        stop = pages.index(last) if last else len(pages) - 1
        self.arrive(self.page)
        for page in pages[pages.index(self.page) : stop]:
            if page.gate:
                self.try_to_pass(page)
            self.do_page(page)
            self.turn()
        self.do_page(pages[stop])

    def try_to_pass(self, page: CoursePage) -> None:
        """A gate says what is missing, stays shut, and leads to the first thing."""
        self.hands.press(self.frame.get_by_role("button", name="Next", exact=True))
        gate = self.frame.get_by_role("alert")
        following = self.course.pages[self.course.pages.index(page) + 1]
        expect(gate).to_contain_text(seen(following.title, "", ""))
        for block in page.used:
            if not block.optional:
                label = seen(plain(block.data["ask"])[:60], end="")
                expect(gate.get_by_role("link", name=label)).to_be_visible()
        expect(gate.get_by_role("link").first).to_be_focused()
        self.hands.press(gate.get_by_role("link").first)
        missing = next(block for block in page.used if not block.optional)
        expect(self.place(missing)).to_be_focused()
        self.arrive(page)

    # ---- the blocks ----------------------------------------------------------------------------

    def do_page(self, page: CoursePage) -> None:
        for block in page.used:
            self.do(block)

    def do(self, block: Block) -> None:
        """Everything that this block asks for."""
        getattr(self, block.kind)(block)

    def place(self, block: Block) -> Locator:
        return self.frame.locator(f'[data-item="{block.id}"]')

    def check(self, block: Block) -> None:
        items = block.data["items"]
        for number, (key, ask) in enumerate(items.items()):
            answer = "yes" if self.habits.yes(number) else "no"
            group = self.place(block).get_by_role("group", name=seen(plain(ask)))
            self.hands.mark(group.get_by_role("radio", name=answer.capitalize(), exact=True))
            self.log.deeds.append(Answered(block, key, (answer,)))
        all_of_them = f"{len(items)} of {len(items)} answered"
        expect(self.place(block)).to_contain_text(all_of_them)

    def reveal(self, block: Block) -> None:
        """Opens every piece; on a picture by its spots."""
        for key, piece in block.data["items"].items():
            self.hands.press(self._opener(block, plain(piece["title"])))
            expect(self._piece(block, key)).to_be_visible()
        count = len(block.data["items"])
        expect(self.place(block)).to_contain_text(f"{count} of {count} opened")

    def _opener(self, block: Block, title: str) -> Locator:
        place = self.place(block)
        match block.data.get("style", "accordion"):
            case "accordion":
                return place.locator("summary", has_text=seen(title, "", ""))
            case "tabs":
                return place.get_by_role("tab", name=seen(title, end="( opened)?$"))
            case _:
                return place.get_by_role("button", name=seen(title))

    def _piece(self, block: Block, key: str) -> Locator:
        """The first words of a piece."""
        return self.place(block).locator(f'[data-piece="{key}"] p').first

    def pool(self, block: Block) -> None:
        """Answers the questions that were drawn; the others are not there."""
        drawn = [one for one in block.questions if self.place(one).is_visible()]
        assert len(drawn) == int(block.data["draw"])
        for one in drawn:
            self.question(one)

    def question(self, block: Block) -> None:
        if block.data["kind"] == "rank":
            return self._rank(block)
        number = self.course.questions.index(block)
        for outcome in self.habits.outcomes(block, number):
            self.answer(block, outcome)
        return None

    def _rank(self, block: Block) -> None:
        """The author's order backwards, whatever it was at first."""
        wanted = tuple(reversed(block.lines))
        self._order(block, wanted)
        self.log.deeds.append(Answered(block, "", wanted))
        place = self.place(block)
        self.hands.press(place.get_by_role("button", name="Keep my order"))
        expect(place.get_by_role("status")).to_contain_text("Your order is kept.")

    def answer(self, block: Block, outcome: Outcome) -> None:
        """One try at a question."""
        place = self.place(block)
        if block.data["kind"] in ("fill-in", "number"):
            text = _written(block, outcome)
            box = place.get_by_role("textbox", name=seen(plain(block.data["ask"])))
            self.hands.write(box, text)
            self.log.deeds.append(Answered(block, "", text))
        else:
            answer = _picked(block, outcome)
            self._give(block, answer)
            self.log.deeds.append(Answered(block, "", answer))
        self.hands.press(place.get_by_role("button", name="Check my answer"))
        verdict = "That’s right." if outcome == "right" else WRONG_VERDICT
        expect(place.get_by_role("status")).to_contain_text(verdict)

    def _give(self, block: Block, answer: tuple[str, ...]) -> None:
        match block.data["kind"]:
            case "match":
                self._match(block, answer)
            case "order":
                self._order(block, answer)
            case _:
                self._tick(block, answer)

    def _match(self, block: Block, matches: tuple[str, ...]) -> None:
        """Chooses for each item in its list."""
        for one in matches:
            item, choice = one.split(".")
            name = seen(block.lines[item])
            self.hands.choose(self.place(block).get_by_role("combobox", name=name), choice)

    def _order(self, block: Block, wanted: tuple[str, ...]) -> None:
        lines = self.place(block).get_by_role("listitem")
        said = (seen(block.lines[one], "", "") for one in wanted)
        bring_into_order([lines.filter(has_text=say) for say in said], self.hands)

    def _tick(self, block: Block, wanted: tuple[str, ...]) -> None:
        """Ticks these choices and no others."""
        group = self.place(block).get_by_role("group", name=seen(plain(block.data["ask"])))
        role: Literal["checkbox", "radio"] = (
            "checkbox" if block.data["kind"] == "choices" else "radio"
        )
        for key, say in block.choices.items():
            choice = group.get_by_role(role, name=seen(say))
            if choice.is_checked() != (key in wanted) and (role == "checkbox" or key in wanted):
                self.hands.mark(choice, key in wanted)

    def reflect(self, block: Block) -> None:
        length = int(block.data.get("length", "300"))
        written = []
        for key, prompt in block.data["prompts"].items():
            text = self.habits.text(key, length)
            box = self.place(block).get_by_role("textbox", name=seen(plain(prompt)))
            self.hands.write(box, text)
            written.append((key, text))
        if block.data.get("keep") == "report":
            button, said = SENT if self.has_teacher else KEPT
            self.hands.press(self.place(block).get_by_role("button", name=button, exact=True))
            expect(self.place(block).get_by_role("status")).to_have_text(said)
            self.log.deeds += [Answered(block, key, text) for key, text in written]
        self.log.texts |= {f"{block.id}.{key}": text for key, text in written}

    def plan(self, block: Block) -> None:
        """Every other suggestion, the first of them in the last week; and one own action."""
        place = self.place(block)
        first, last = block.data["weeks"].split("-")
        for number, suggestion in enumerate(list(block.data["suggest"].values())[::2]):
            say = plain(suggestion["say"])
            self.hands.mark(place.get_by_role("checkbox", name=seen(say)))
            week = last if number == 0 else suggestion["week"]
            if number == 0:
                self.hands.choose(place.get_by_role("combobox", name=seen(say, "")), week)
            self.log.planned.append((week, say))
        if int(block.data.get("own", "0")):
            say = f"Call “Ö” & thank them, {first}"
            self.hands.write(place.get_by_role("textbox", name="Own action 1", exact=True), say)
            self.log.planned.append((first, say))

    def rate(self, block: Block) -> None:
        if "levels" in self.course.scale(block):
            return self._rate_levels(block)
        points = self.course.scale(block)["points"]
        optional = block.data.get("not-applicable") == "true"
        for number, (key, statement) in enumerate(self.course.statements(block).items()):
            point = str(self.habits.point(number, len(points)))
            say = plain(points[point])
            if optional and not self.habits.applies(number):
                point, say = NOT_APPLICABLE
            row = self.place(block).get_by_role("group", name=seen(plain(statement["say"])))
            self.hands.mark(row.get_by_role("radio", name=seen(say)))
            self.log.deeds.append(Answered(block, key, (point,)))
        expect(self.place(block).get_by_role("group", name="Your result")).to_be_visible()
        return None

    def _rate_levels(self, block: Block) -> None:
        """All of the first level, fewer of each further one, nothing of the last."""
        place = self.place(block)
        levels = self.course.scale(block)["levels"]
        steps = len(levels) - 1
        marked = {}
        for number, (key, level) in enumerate(levels.items()):
            count = len(level["indicators"]) * (steps - number) // steps
            marked[key] = tuple(list(level["indicators"])[:count])
            for indicator in marked[key]:
                say = plain(level["indicators"][indicator])
                self.hands.mark(place.get_by_role("checkbox", name=seen(say)))
        self.hands.press(place.get_by_role("button", name="Show where I stand"))
        self.log.deeds += [Answered(block, key, picked) for key, picked in marked.items()]
        result = place.get_by_role("group", name="Where you stand")
        expect(result).to_be_visible()
        if block.data.get("pick-next") == "true":
            self.hands.mark(result.get_by_role("radio").first)

    # ---- scenarios -----------------------------------------------------------------------------

    def scenario(self, block: Block) -> None:
        """Plays it as often as the habits say, then the debrief."""
        for number, which in enumerate(self.habits.runs):
            if number:
                self.hands.press(self.place(block).get_by_role("button", name="Play again"))
            self.play(block, which)
        for reflection in self.course.debrief(block):
            self.reflect(reflection)

    def play(self, block: Block, which: int, *, now: Scene | None = None, most: int = 99) -> Scene:
        """From this moment on at most so many choices; where the story stands then."""
        story = self.course.scenario(block)
        now = now or opening(story)
        while offered(story, now) and most > 0:
            now = self._choose(block, story, now, which)
            most -= 1
        return now

    def _choose(self, block: Block, story: Any, now: Scene, which: int) -> Scene:
        """Finds just the choices that the scene offers at this moment, and takes one."""
        choices = offered(story, now)
        buttons = self.place(block).locator(f'[data-scene="{now.id}"]').get_by_role("button")
        expect(buttons).to_have_text([seen(plain(choice["say"])) for choice in choices.values()])
        key, choice = list(choices.items())[which]
        self.hands.press(buttons.nth(list(choices).index(key)))
        expect(self.place(block)).to_contain_text(
            seen(f"You chose: {plain(choice['say'])}", "", "")
        )
        self.log.deeds.append(Answered(block, now.id, (key,)))
        scene = after(choice, now)
        ending = story["scenes"][scene.id]
        if "ending" in ending:
            title = self.place(block).get_by_role("heading", name=seen(plain(ending["title"]), ""))
            expect(title).to_be_visible()
            self.log.deeds.append(Ended(block, ending["ending"]))
        return scene


def _picked(block: Block, outcome: Outcome) -> tuple[str, ...]:
    """What is right; or wrong: of several, one that is right and one that is not.

    A match or an order is wrong from end to end, or partly: then its first two lines are right.
    """
    if block.data["kind"] == "order":
        return _turned(block.answer, outcome)
    if block.data["kind"] == "match":
        items, choices = zip(*(one.split(".") for one in block.answer), strict=True)
        return tuple(map(".".join, zip(items, _turned(choices, outcome), strict=True)))
    wrong = tuple(key for key in block.choices if key not in block.answer)[:1]
    if outcome == "right":
        return block.answer
    return (*block.answer[:1], *wrong) if block.data["kind"] == "choices" else wrong


def _turned(right: tuple[str, ...], outcome: Outcome) -> tuple[str, ...]:
    """What is right with as many at its end the other way round as it takes."""
    kept = {"right": len(right), "partly": 2, "wrong": 0}[outcome]
    return (*right[:kept], *reversed(right[kept:]))


def _written(block: Block, outcome: Outcome) -> str:
    """Numbers with a comma; words in capitals and with spaces around them."""
    if block.data["kind"] == "number":
        return f"{float(block.answer[0]) + (outcome == 'wrong'):.1f}".replace(".", ",")
    return f"  {block.answer[-1].upper()} " if outcome == "right" else "neither & <nor>"
