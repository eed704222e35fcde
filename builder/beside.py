"""What a build writes beside its packages: the card, the sheet of access, the statements."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cache import NO_VALUES, Values
from builder.files import replacing
from builder.plan.model import Plan
from builder.preparing import Built, Outcome, Prepared
from builder.targets import TARGETS

if TYPE_CHECKING:
    from builder.card.facts import Packed


def write_card(prepared: Prepared, built: Sequence[Built], out: Path) -> Path:
    """Write what the administrator of an LMS has to know of these packages; its path.

    Raises:
        OSError: the disk refuses.
    """
    packages = [_packed(one) for one in built if TARGETS[one.target].form == "zip"]
    from builder.card.facts import Facts  # a plain web page starts faster without them
    from builder.card.page import card

    course = prepared.course
    path = out / f"{course.id}-{course.version}-lms.html"
    facts = Facts(course, prepared.plan, tuple(packages))
    data = card(facts, prepared.budget, prepared.theme)
    with replacing(path) as stream:
        stream.write(data)
    return path


def write_sheet(prepared: Prepared, outcome: Outcome, out: Path, known: Values = NO_VALUES) -> Path:
    """Write what the player guarantees to everyone, and what the course was looked through for.

    Raises:
        OSError: the disk refuses.
    """
    from builder.access.content import Content  # only a finished build needs them
    from builder.access.page import sheet

    course = prepared.course
    path = out / f"{course.id}-{course.version}-accessibility.html"
    content = Content(course, outcome.tree, outcome.found, prepared.digests, known)
    data = sheet(content, prepared.theme)
    with replacing(path) as stream:
        stream.write(data)
    return path


def _packed(one: Built) -> Packed:
    from builder.card.facts import Packed

    return Packed(
        target=one.target,
        language=one.language,
        name=one.path.name,
        size=one.size,
        files=one.files,
        fingerprint=one.fingerprint,
        advice=one.advice,
        room=one.room,
    )


def write_documents(plan: Plan, out: Path) -> list[Path]:
    """Write what a learning record store may know of the course beforehand; the files' paths.

    Raises:
        NoIriError: the course has no `iri`.
        OSError: the disk refuses.
    """
    from builder.xapi.listing import documents  # a course without iri starts faster without it

    paths = []
    for ending, data in documents(plan).items():
        path = out / f"{plan.course.id}-{plan.course.version}-{ending}"
        with replacing(path) as stream:
            stream.write(data)
        paths.append(path)
    return paths
