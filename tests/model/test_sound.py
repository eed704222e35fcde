"""The sound part of a faulty file: whatever is cut out of it, what remains is sound."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario
from builder.model.course import CourseFile
from builder.model.faults import Cut
from builder.model.module import Module
from builder.model.sound import sound_part
from tests.check.breaking import data_of, places
from tests.fast import share
from tests.model.sample import TEXTS

KINDS = {"course": CourseFile, "modules": Module, "scenarios": Scenario, "scales": Scale}


def kind_of(name: str) -> Any:
    return KINDS[name.partition("/")[0].removesuffix(".yaml")]


steps = st.sampled_from(
    ("pages", "blocks", "scenes", "choices", "modules", "page", "title", "opening", "x", 0, 1, 9)
)
paths = st.lists(steps, max_size=6).map(tuple)
cuts = st.lists(st.builds(Cut, paths, st.booleans()), max_size=6)


@settings(max_examples=share(150), deadline=None)
@given(st.sampled_from(sorted(TEXTS)), cuts)
def test_cutting_never_fails(name: str, where: list[Cut]):
    data = data_of(name)
    before = copy.deepcopy(data)
    sound = sound_part(data, name, kind_of(name), where)
    assert data == before
    assert (sound.part is None) == (() in sound.wounds)
    if where and sound.part is not None:
        assert sound.wounds
    assert sound.found == () or kind_of(name) is Scenario


@settings(max_examples=share(150), deadline=None)
@given(st.data())
def test_cutting_at_real_places_leaves_the_rest(draw: st.DataObject):
    name = draw.draw(st.sampled_from(sorted(TEXTS)))
    data = data_of(name)
    some = draw.draw(st.lists(st.sampled_from(list(places(data))), min_size=1, max_size=4))
    sound = sound_part(data, name, kind_of(name), [Cut(path) for path in some])
    assert sound.part is not None or kind_of(name) in (Scale, Scenario)
    for path in some:
        assert any(path[: len(wound)] == wound for wound in sound.wounds)
