"""What a package's page holds beside the plan, and what it may ask of the network."""

from __future__ import annotations

import json
import re
from functools import cache

import lxml.html
import pytest
from lxml.html import HtmlElement

from builder.targets import TARGETS
from builder.targets.speaking import STATEMENTS
from builder.xapi.terms import FORMAT
from builder.xapi.vocabulary import NoIriError, vocabulary_of
from tests.helpers import every_block, launch_page, mini, prepared, with_iri, xpath

SPEAKING = ("cmi5", "xapi")
SILENT = ("scorm12", "scorm2004", "web")
NASTY = " </script><script>alert(1)</script><!-- & \u2028 \u2029 \"x\" 'y' 👍 ]]> {{ 7*7 }}"


@cache
def page_of(target: str) -> str:
    return launch_page(with_iri(every_block(lambda words: words + NASTY)), target)


def document_of(target: str) -> HtmlElement:
    return lxml.html.document_fromstring(page_of(target))


def test_each_target_is_of_one_sort():
    assert {*SPEAKING, *SILENT} == set(TARGETS)


@pytest.mark.parametrize("target", SPEAKING)
def test_those_that_need_an_iri_bring_the_vocabulary(target: str):
    assert TARGETS[target].needs_iri
    element = document_of(target).get_element_by_id(STATEMENTS)
    assert (element.tag, element.get("type")) == ("script", "application/json")
    plan = prepared(with_iri(every_block(lambda words: words + NASTY))).plan
    held = json.loads(element.text or "")
    assert held == json.loads(json.dumps(vocabulary_of(plan)))
    assert held["format"] == FORMAT


@pytest.mark.parametrize("target", SPEAKING)
def test_the_vocabulary_cannot_end_its_script(target: str):
    (inside,) = re.findall(rf'id="{STATEMENTS}">(.*?)</script>', page_of(target), re.DOTALL)
    assert "<" not in inside
    assert not re.search("[\u2028\u2029]", inside)
    assert [
        (script.get("type"), script.get("id")) for script in document_of(target).iter("script")
    ] == [
        (None, None),
        ("application/json", "bc-plan"),
        ("application/json", "bc-words"),
        ("application/json", STATEMENTS),
        (None, None),
    ]  # fmt: skip


@pytest.mark.parametrize("target", SILENT)
def test_the_others_bring_nothing(target: str):
    assert not TARGETS[target].needs_iri
    assert dict(TARGETS[target].page_data(prepared(with_iri(mini())).plan)) == {}
    page = page_of(target)
    assert f'id="{STATEMENTS}"' not in page
    assert "adlnet.gov/expapi/verbs" not in page


@pytest.mark.parametrize("target", SPEAKING)
def test_without_an_iri_there_is_nothing_to_bring(target: str):
    with pytest.raises(NoIriError):
        TARGETS[target].page_data(prepared(mini()).plan)


# ---- the network -----------------------------------------------------------------------------


def policy(target: str) -> dict[str, str]:
    (content,) = xpath(
        document_of(target), "//meta[@http-equiv='Content-Security-Policy']/@content"
    )
    rules = (rule.strip().partition(" ") for rule in content.split(";"))
    return {name: value for name, _, value in rules}


@pytest.mark.parametrize("target", SPEAKING)
def test_the_policy_lets_them_ask_any_lrs(target: str):
    """Requests are free where neither rule is there (CSP 3, 6.1.2: connect-src)."""
    assert not {"connect-src", "default-src"} & set(policy(target))


def test_the_policy_allows_no_target_more_than_another():
    """They differ in the one script that may run, and in nothing else."""
    policies = [{**policy(name), "script-src": ""} for name in TARGETS]
    assert all(one == policies[0] for one in policies)
    assert set(policies[0]) == {"script-src", "object-src", "base-uri", "form-action"}
