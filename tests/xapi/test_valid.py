"""Every statement that a course can make is xAPI, whoever judges it, and follows the profile."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tincan
from hypothesis import HealthCheck, given, settings
from tincan.conversions.iso8601 import make_datetime, make_timedelta

from builder.preparing import survey
from builder.xapi.profile import profile_of
from builder.xapi.statement import Statement
from builder.xapi.terms import Vocabulary
from builder.xapi.vocabulary import vocabulary_of
from tests.helpers import SAMPLE, prepared
from tests.lrs import rules
from tests.plan.courses import COURSES
from tests.xapi import conform
from tests.xapi.samples import IRI, every_statement, every_vocabulary


def sample_vocabulary() -> Vocabulary:
    made, _ = survey(Path(SAMPLE), [])
    assert made is not None
    return vocabulary_of(made.plan)


@pytest.fixture(scope="module", params=["every block", "the sample course"])
def vocabulary(request: pytest.FixtureRequest) -> Vocabulary:
    return every_vocabulary() if request.param == "every block" else sample_vocabulary()


def test_by_the_rules_of_the_standard(vocabulary: Vocabulary):
    found = {key: rules.faults(one) for key, one in every_statement(vocabulary)}
    assert {key: faults for key, faults in found.items() if faults} == {}


def test_by_the_models_of_ralph(vocabulary: Vocabulary):
    from ralph.models.xapi.base.statements import BaseXapiStatement

    for _, statement in every_statement(vocabulary):
        BaseXapiStatement(**deepcopy(statement))


VIDEO_MODELS = {
    "video-opened": "VideoInitialized",
    "played": "VideoPlayed",
    "paused": "VideoPaused",
    "seeked": "VideoSeeked",
    "watched": "VideoCompleted",
    "video-left": "VideoTerminated",
}


@pytest.mark.parametrize("sort", VIDEO_MODELS)
def test_by_the_models_that_ralph_has_of_the_video_profile(sort: str):
    from ralph.models.xapi.video import statements

    said = dict(every_statement(every_vocabulary()))[f"{sort}/plays.sheet.film"]
    statement = deepcopy(said)
    del statement["verb"]["display"]  # that model takes American English only
    getattr(statements, VIDEO_MODELS[sort])(**statement)
    assert statement["context"]["extensions"]["https://w3id.org/xapi/video/extensions/length"]


def test_tincan_understands_all_of_it(vocabulary: Vocabulary):
    for _, statement in every_statement(vocabulary):
        through = json.loads(tincan.Statement(deepcopy(statement)).to_json())
        assert comparable(through) == comparable(statement)


def comparable(statement: Statement) -> Any:
    """A statement whose times are values; tincan adds the version."""
    copy = json.loads(json.dumps(statement))
    copy.pop("version", None)
    copy["timestamp"] = make_datetime(copy["timestamp"])
    if "duration" in copy.get("result", {}):
        copy["result"]["duration"] = make_timedelta(copy["result"]["duration"])
    return copy


def test_every_statement_follows_the_profile(vocabulary: Vocabulary):
    profile = profile_of(vocabulary)
    found = {key: conform.faults(one, profile) for key, one in every_statement(vocabulary)}
    assert {key: faults for key, faults in found.items() if faults} == {}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(COURSES)
def test_whatever_the_course_is(files: Any):
    vocabulary = vocabulary_of(prepared(files).plan, IRI)
    profile = profile_of(vocabulary)
    for _, statement in every_statement(vocabulary):
        assert rules.faults(statement) == []
        assert conform.faults(statement, profile) == []
