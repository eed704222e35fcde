"""Which addresses may be a course's `iri`: what every LMS and LRS takes as an IRI."""

from __future__ import annotations

import pytest

from builder.preparing import prepare
from tests.helpers import mini, tree_of, with_iri

GOOD = [
    "https://courses.example.org/trust", "http://localhost:8080/a", "https://x.org",
    "https://x.org?course=1&b=(2)", "https://x.org/a/?b=c/d", "https://x.org/Größe/日本",
    "https://x.org/a%20b%C3%A9", "https://x.org/~a/@b/c:d;e=f,g+h!*'",
]  # fmt: skip
BAD = [
    "courses", "ftp://x.org", "https://", "https:///a", "https://x.org/#a", "https://x.org/a b",
    "https://x.org/50%", "https://x.org/%zz", "https://x.org/[a]", "https://x.org:port/",
    "https://ann:secret@x.org/", "https://ann@x.org/", "https://x.org/<a>", "https://x.org/\u0085",
]  # fmt: skip


def codes(iri: str) -> list[str]:
    return [found.code for found in prepare(tree_of(with_iri(mini(), iri)))[1]]


@pytest.mark.parametrize("iri", GOOD)
def test_good_ones(iri: str):
    assert codes(iri) == []


@pytest.mark.parametrize("iri", BAD)
def test_what_is_none(iri: str):
    assert codes(iri)
