"""What a course must have before it can say anything in xAPI."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule
from builder.model.course import COURSE_FILE, Course

NO_IRI = Rule("BC721", "A course without iri has nothing to say in xAPI")


def no_iri(course: Course) -> Iterator[Diagnostic]:
    """One finding if nothing in the course could be called by an id of its own."""
    if course.iri is None:
        yield NO_IRI.at(
            Place(COURSE_FILE, ("course",)),
            "The course has no iri, from which everything in xAPI gets its id.",
            "Add iri: with an address that you own and will never change, such as "
            f"https://courses.example.org/{course.id}.",
        )
