"""What is in a string, in words: all kinds of block, private things kept back, strange things."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.blocks.tellers import TELLERS, teller_of
from builder.blocks.told import Record
from builder.plan.model import Plan
from builder.plan.state import State, StoredNumber, StoredText, decode, encode
from builder.release.explain import REFUSED, explain, refusal
from builder.release.explained import state_as_json, state_as_text
from builder.release.readings import MOST, read_string
from tests.fast import share
from tests.helpers import every_block, prepared
from tests.release.releases import RELEASES, plan_of, recorded

STATES = {str(state): state for state in recorded()}
ALL = STATES["1-all"].string
HALF = STATES["1-half"].string


def state_of(string: str) -> State:
    found = decode(string)
    assert isinstance(found, State)
    return found


def lines(string: str, *, private: bool = False, release: int = 1) -> str:
    """The whole report on a state."""
    told = explain(plan_of(release), state_of(string), private=private)
    return "\n".join(text.plain for text in state_as_text(told, ()))


# ---- the words of every kind -------------------------------------------------------------------

WORDS = {
    "question": [
        "question asks.questions.one · One?\n    - answered “Second”: right, 1 of 2 tries, "
        "2 of 2 points",
        "answered “First”, “Third”: right, 1 try, 1 of 1 point\n",
        "answered false: right, 1 of 1 try",
        "answered “word”: right, 1 of 1 try\n",
        "answered “3.5”: right",
    ],
    "check": ["- Is a so? yes\n    - b? no"],
    "reveal": ["opened 2 of 2: a, b", "opened 1 of 1: a"],
    "reflect": [
        "- What? 43 characters, not shown",
        "- Say it. “asks.others.tell a – in “1”,\n      second line 👍”\n    - sent to the report",
    ],
    "rate": [
        "- I listen. 1 (“Never”)\n    - I ask. 2 (“At times”)",
        "- marked 2 of 3: “Tries.”, “Leads.”\n    - has seen the result\n"
        "    - wants to grow into “Asks.”",
    ],
    "scenario": [
        "- in “door”: Go in.\n    - in “room”: Sit.\n"
        "    - reached the ending “Quiet”: 3 of 3 points"
    ],
    "plan": ["- 1 of 1 suggestions picked, 1 own; not shown"],
}

LATER_WORDS = {
    "question": [
        "- answered “Apple” – “Fruit”; “Beet” – “Root”; “Carrot” – “Root”: right, 1\n"
        "      of 2 tries, 3 of 3 points",
        "- answered “First of all” → “Then” → “After that” → “In the end”: right, 1\n"
        "      try, 1 of 1 point",
        "- ranked “Trust” → “Time” → “Talk”\n",
    ],
    "pool": [
        "pool asks.drawn.some · Three more\n    - drew 3 of 5: pick, name, pair\n",
        "question asks.drawn.some.guess · Is it so?: not drawn",
        "answered “café”: right",
    ],
    "rate": ["- I wait. 3 (“Always”)\n    - I talk all the time. does not apply"],
    "scenario": [
        "- in “door”: Knock.\n    - reached the ending “Cold”: 1 of 3 points\n"
        "    - has also found 1 other ending: “Quiet”\n",
        "- in “call”: Answer.\n    - reached the ending “A talk”: 2 of 2 points\n",
    ],
    "sheet": ["- has chosen the day on which week 1 begins; not shown\n"],
}
"""Of what the fifth release of the recorded course has, and the first one did not have."""

LAST_WORDS = {
    "video": [
        "video plays.sheet.film · Watch it.\n    - watched 100 % of it; 80 % count as watched\n"
        "    - from its beginning to its end in per cent: 0 to 100\n",
    ],
}
"""Of what came with the sixth."""


@pytest.mark.parametrize("kind", WORDS)
def test_what_was_done_is_told_in_the_words_of_the_course(kind: str):
    for words in WORDS[kind]:
        assert words in lines(ALL)


@pytest.mark.parametrize("kind", LATER_WORDS)
def test_what_was_done_in_a_later_release_is_told_as_well(kind: str):
    said = lines(STATES["5-all"].string, release=5)
    for words in LATER_WORDS[kind]:
        assert words in said


@pytest.mark.parametrize("kind", LAST_WORDS)
def test_what_was_done_in_the_last_release_is_told_as_well(kind: str):
    said = lines(STATES["6-all"].string, release=6)
    for words in LAST_WORDS[kind]:
        assert words in said


def test_stretches_of_a_film_are_told_apart():
    (film,) = [item for item in plan_of(6).items if item.id == "plays.sheet.film"]
    record = Record(film, {"share": 22, "parts": 0b1000_0000_0000_0110_0001})
    assert [*teller_of("video").tell(record)] == [
        "watched 22 % of it; 80 % count as watched",
        "from its beginning to its end in per cent: 0 to 5, 25 to 35, 95 to 100",
    ]
    assert len([*teller_of("video").tell(Record(film, {"share": 3}))]) == 1


def test_every_kind_that_remembers_something_has_words():
    kinds = {item.kind for item in plan_of(RELEASES[-1]).items}
    assert TELLERS.keys() == WORDS.keys() | LATER_WORDS.keys() | LAST_WORDS.keys() == kinds


def test_what_is_partly_right():
    said = lines(STATES["5-half"].string, release=5)
    for words in (
        "- answered “Apple” – “Fruit”; “Beet” – “Fruit”; “Carrot” – “Fruit”: partly\n"
        "      right, 1 of 2 tries, 1 of 3 points",
        "- answered “In the end” → “After that” → “Then” → “First of all”: partly\n"
        "      right at best, 2 tries, 0.67 of 1 point",
        "“One” – “Odd”; “Two” – “Odd”: wrong, 1 of 1 try, 0 of 1 point",
    ):
        assert words in said


def test_a_match_of_which_a_choice_has_gone():
    """What is left of it stays together; the learner's answer was another one."""
    (pairs,) = [item for item in plan_of(5).items if item.id == "asks.places.pairs"]
    numbers = {"tries": 1}
    for matched, words in (
        (("a", "b", "choice/root"), "answered “Beet” – “Root”: wrong"),
        (("choice/root", "a"), "answered what is not there any more: wrong"),
    ):
        (said,) = teller_of("question").tell(Record(pairs, numbers, {"matched": matched}))
        assert said.startswith(words)


def test_activities_that_were_not_drawn_are_not_counted():
    said = lines(STATES["5-all"].string, release=5)
    items = plan_of(5).items
    assert len(items) == 35
    assert "Activities  32 of 32 begun" in said
    none_drawn = lines(encode(State()), release=5)
    assert "Activities  0 of 28 begun" in none_drawn
    assert none_drawn.count(": not drawn") == 7
    told = explain(plan_of(5), state_of(STATES["5-all"].string))
    data = {one["id"]: one["drawn"] for one in state_as_json(told, ())["items"]}
    assert [name for name, drawn in data.items() if not drawn] == [
        "asks.drawn.some.guess", "asks.drawn.some.steps", "asks.drawn.first.mine",
    ]  # fmt: skip


def test_the_day_of_a_sheet_is_shown_on_request():
    string = STATES["5-all"].string
    assert "- week 1 begins on 2026-10-30\n" in lines(string, release=5, private=True)
    assert "2026" not in lines(string, release=5)


def test_what_was_begun_only():
    said = lines(HALF)
    for words in (
        "wrong, 1 of 2 tries, 0 of 2 points", "- b? not answered", "Why? nothing yet",
        "not sent to the report yet", "I ask. not rated", "has not asked for the result",
    ):  # fmt: skip
        assert words in said
    assert "reached the ending" not in said


def test_the_standing():
    said = lines(ALL)
    for words in (
        "A course that lives (many-releases 1.0)", "The string is whole", "Attempt     39 changes",
        "marked 1001 (drawn by chance)", "Status      completed",
        "Best score  100 of 100", "Last page   plays.sheet · Sheet", "Pages       6 of 6 opened",
        "Activities  18 of 18 begun", "0 asks.questions.one,",
    ):  # fmt: skip
        assert words in said
    assert max(map(len, said.splitlines())) <= 80


def test_an_empty_beginning():
    said = lines(encode(State()))
    assert "Attempt     0 changes so far\n" in said
    assert "Best score  none yet" in said
    assert "Last page   none" in said
    assert "question asks.questions.one · One?: nothing recorded" in said
    assert "cmi.interactions" not in said


def test_a_kind_of_another_version_is_told_without_words_of_its_own():
    item = replace(plan_of(1).items[0], kind="riddle")
    record = Record(item, {"tries": 1}, {"picked": ("b",)}, {"text": "x"})
    assert list(teller_of("riddle").tell(record)) == ["tries: 1", "picked: “Second”", "text: “x”"]
    veiled = replace(record, veiled=True)
    assert list(teller_of("riddle").tell(veiled))[1:] == [
        "picked: 1",
        "text: 1 character, not shown",
    ]


# ---- what is private ---------------------------------------------------------------------------


def test_what_is_private_is_shown_on_request_only():
    private = ["asks.others.think a", "my own action", "plays.story.tale.after a"]
    shown, veiled = lines(ALL, private=True), lines(ALL)
    for words in private:
        assert words in shown
        assert words not in veiled
    assert "Call someone." in shown
    assert "Call someone." not in veiled
    assert "--texts" in veiled
    assert "--texts" not in shown


def test_the_data_keeps_private_things_back_as_well():
    told = explain(plan_of(1), state_of(ALL))
    data = json.dumps(state_as_json(told, ()))
    assert "asks.others.think a" not in data
    assert "my own action" not in data
    assert "asks.others.tell a" in data
    open_data = json.dumps(state_as_json(explain(plan_of(1), state_of(ALL), private=True), ()))
    assert "my own action" in open_data


def test_what_another_release_wrote_is_counted_and_never_quoted():
    state = state_of(STATES["2-from-1-half"].string)
    said = lines(encode(state), release=3)
    assert "Of another release or course, and kept as it is: 2 opened pages and" in said
    assert "Some of it is of another release: see the end." in said
    assert "a text of 43 characters" in said
    assert "Why" not in said
    assert "(of another release)" in said


def test_a_value_of_another_form_is_strange():
    plan = plan_of(1)
    slot = plan.items[0].fields["picked"].slot
    state = State(values={slot: StoredText("who knows")})
    told = explain(plan, state, private=True)
    assert list(told.strange) == [slot]
    assert not told.items[0].record.begun


def test_numbers_that_are_too_large_are_told_as_the_player_takes_them():
    plan = plan_of(1)
    slot = plan.items[0].fields["tries"].slot
    told = explain(plan, State(values={slot: StoredNumber(99)}))
    assert told.items[0].record.number("tries") == 2


def test_signs_that_would_move_the_cursor_are_not_printed():
    plan = plan_of(1)
    (tell,) = [item for item in plan.items if item.id == "asks.others.tell"]
    text = "\x1b[31mred\u202e\x07"
    state = State(values={tell.fields["text.a"].slot: StoredText(text)})
    said = "\n".join(line.plain for line in state_as_text(explain(plan, state), ()))
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\ufffd[31mred\ufffd\ufffd" in said


# ---- any state, any package --------------------------------------------------------------------


@cache
def other_plan() -> Plan:
    return prepared(every_block()).plan


SLOTS = st.integers(0, 60)
STORED = st.one_of(
    st.integers(1, 500).map(StoredNumber),
    st.text(min_size=1, max_size=20).map(StoredText),
)


@settings(max_examples=share(30), deadline=None)
@given(
    st.builds(
        State,
        seen=st.frozensets(SLOTS, max_size=9),
        rows=st.lists(SLOTS, unique=True, max_size=9).map(tuple),
        last=st.none() | SLOTS,
        values=st.dictionaries(SLOTS, STORED, max_size=9),
    ),
    st.booleans(),
)
def test_any_state_is_explained_with_any_package(state: State, private: bool):
    told = explain(other_plan(), state, private=private)
    assert list(state_as_text(told, ()))
    assert json.dumps(state_as_json(told, ()))


@pytest.mark.parametrize("string", [one.string for one in STATES.values()])
def test_a_package_of_another_course_gives_no_error(string: str):
    told = explain(other_plan(), state_of(string), private=True)
    assert list(state_as_text(told, ()))


def test_a_package_of_which_the_string_hardly_is_brings_a_warning_before_all_else():
    told = explain(other_plan(), State(values={slot: StoredText("x") for slot in range(900, 905)}))
    said = " ".join(text.plain for text in state_as_text(told, ()))
    assert said.index("Most of it is of another release or another course") < said.index("Status")


# ---- strings as people paste them --------------------------------------------------------------

PASTED = {
    "as it is": "{}",
    "blanks around it": "  {} \t",
    "a line end": "{}\r\n",
    "quotation marks": '"{}"',
    "other quotation marks": "'{}'",
    "with its name": "cmi.suspend_data: {}",
    "a cell of a report": '"cmi.suspend_data","{}"\n',
    "quotation marks of a word processor": "“{}”",
    "a cell of a web page": "<td>cmi.suspend_data</td>\n  <td>{}</td>",
    "a mark at the beginning of a file": "\ufeff{}",
    "a pair of JSON": '"cmi.suspend_data": "{}",',
}


@pytest.mark.parametrize("form", PASTED.values(), ids=PASTED)
@pytest.mark.parametrize("name", ["1-all", "3-from-2-from-1-half"])
def test_what_copying_adds_is_taken_away(form: str, name: str):
    string = STATES[name].string
    state, undone = read_string(form.format(string))
    assert state == state_of(string)
    assert bool(undone) is (form != "{}")


AMPERSAND = encode(State(values={3: StoredText('a & b < c "d"')}))


@pytest.mark.parametrize(
    "pasted",
    [
        AMPERSAND.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;"),
        '"' + AMPERSAND.replace('"', '""') + '"',
        json.dumps(AMPERSAND),
        AMPERSAND[:9] + "\n" + AMPERSAND[9:],
        AMPERSAND[:9] + "\r\n    " + AMPERSAND[9:],
        AMPERSAND[:9] + "<br />\n" + AMPERSAND[9:],
        AMPERSAND.replace(" ", "\r\n"),
        AMPERSAND.replace(" ", "\u00a0"),
        json.dumps(AMPERSAND).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;"),
        json.dumps(ALL),
    ],
)
def test_what_programs_escape_is_undone(pasted: str):
    state, undone = read_string(pasted)
    assert isinstance(state, State)
    assert undone


def test_entities_that_the_learner_wrote_stay():
    string = encode(State(values={3: StoredText("&amp;")}))
    state, undone = read_string(string)
    assert isinstance(state, State)
    assert (state.values[3], undone) == (StoredText("&amp;"), ())


@pytest.mark.parametrize(
    ("string", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ('""', "empty"),
        (ALL[:-1], "damaged"),
        (ALL.replace("asks", "ASKS", 1), "damaged"),
        ("viewed=1,2,3|lastviewedslide=4", "damaged"),
        ("B2anythingDNTAJI", "newer"),
        ('"B2anythingDNTAJI"', "newer"),
        ("B" * (MOST + 1), "damaged"),
        ("\ud800", "damaged"),
    ],
)
def test_why_a_string_cannot_be_read(string: str, reason: str):
    found, undone = read_string(string)
    assert (found, undone) == (reason, ())
    assert found in REFUSED
    for sentence in refusal(found, string):
        assert sentence.endswith(".")


@settings(max_examples=share(50))
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str):
    found, _ = read_string(text)
    assert isinstance(found, State) or found in REFUSED
