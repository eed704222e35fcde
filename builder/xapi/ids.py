"""Ids of what a course says in xAPI. All begin with the course's `iri`.

An author's `iri` has no `#`, and every other id is the iri, a `#`, a word for the sort of thing and
the thing's full id. So ids of two courses with different iris can never be the same, not even when
one iri is the beginning of the other; and each leads, opened in a browser, to the course's address.
"""

from __future__ import annotations

import json
from uuid import NAMESPACE_URL, UUID, uuid5

COURSE = ""
"""The course's own key: its activity's id is the iri itself."""


def module_key(full_id: str) -> str:
    """A module."""
    return f"module/{full_id}"


def page_key(full_id: str) -> str:
    """A page."""
    return f"page/{full_id}"


def block_key(full_id: str) -> str:
    """A block as a whole."""
    return f"block/{full_id}"


def interaction_key(full_id: str) -> str:
    """Something that can be answered: a line of the report."""
    return f"interaction/{full_id}"


def objective_key(item: str, key: str) -> str:
    """A result beside the course's own."""
    return f"objective/{item}.{key}" if key else f"objective/{item}"


def activity_id(iri: str, key: str) -> str:
    """The absolute id of what a key stands for."""
    return f"{iri}#{key}" if key else iri


def unit_id(iri: str) -> str:
    """The whole course as one assignable unit of cmi5: the publisher's id of it (cmi5, 13.1.4).

    Nothing is told about it: an LMS launches the unit by another id, which it makes (cmi5, 8.1.5).
    """
    return activity_id(iri, "cmi5/au")


def module_unit_id(iri: str, module: str) -> str:
    """One module as an assignable unit of cmi5; its block has the id of the module's activity."""
    return activity_id(iri, f"cmi5/au/{module}")


def profile_id(iri: str) -> str:
    """The profile of all statements of a course, whatever its version."""
    return activity_id(iri, "xapi/profile")


def profile_version_id(iri: str, version: str) -> str:
    """The profile as one release of the course has it."""
    return f"{profile_id(iri)}/{version}"


def statement_id(iri: str, *parts: object) -> str:
    """The id that the same parts always get, and no others.

    `parts` are JSON values. Name-based (UUID version 5), in a name space of the course's own.
    """
    return str(_derived(iri, parts))


def _derived(iri: str, parts: tuple[object, ...]) -> UUID:
    name = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return uuid5(uuid5(NAMESPACE_URL, iri), name)
