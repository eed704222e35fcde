"""A course in another language: the typed course with the words of a catalog in its texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from builder.blocks.base import MediaFile
from builder.foreign import Foreign
from builder.model.course import Course
from builder.model.variants import for_language
from builder.record import record
from builder.translating.catalog import Catalog
from builder.translating.texts import Rewording, Spot, reworded


@record
class Said:
    """A text, where it stands, and its translation; None where there is none."""

    spot: Spot
    source: str
    target: str | None
    line: int


@record
class Translated:
    """A course in a language, and what became of each of its texts."""

    course: Course
    texts: tuple[Said, ...]

    @property
    def missing(self) -> int:
        """How many texts learners see in the course's own language; equal ones count once."""
        return len({(one.spot.context, one.source) for one in self.texts if one.target is None})

    @property
    def number(self) -> int:
        """How many texts there are; equal ones with one context count once."""
        return len({(one.spot.context, one.source) for one in self.texts})


def translated(course: Course, catalog: Catalog, files: Collection[str] = ()) -> Translated:
    """The course in the language of a catalog. What is not translated knows its own language.

    Ids, order and structure stay, so that what is tracked is the same. `files` are those of the
    course's folder, among which media of the language are looked for.
    """
    words = _Applying(catalog, course.language, files)
    done = reworded(course, words, catalog.language)
    return Translated(done, tuple(words.texts))


@dataclass
class _Applying(Rewording):
    catalog: Catalog
    own: str
    files: Collection[str]
    texts: list[Said] = field(default_factory=list)

    def text(self, spot: Spot, text: str) -> str:
        """The translation, or the text as it is, which then knows its language."""
        target = self.catalog.said(spot, text)
        self.texts.append(Said(spot, text, target, self.catalog.line(spot, text)))
        return Foreign(text, self.own) if target is None else target

    def media(self, spot: Spot, path: str) -> str:
        """The file for the language; a file of words that has none knows its language, too."""
        found = for_language(path, self.catalog.language, self.own, self.files)
        if found is None and isinstance(spot.mark, MediaFile) and spot.mark.kinds == ("text",):
            return Foreign(path, self.own)
        return found or path

    def captions(self, spot: Spot, files: Mapping[str, str]) -> Mapping[str, str]:
        """All that there are, those in the language first."""
        language = self.catalog.language
        own = {code: path for code, path in files.items() if code == language}
        if not own:
            found = (for_language(path, language, self.own, self.files) for path in files.values())
            first = next(filter(None, found), None)
            own = {language: first} if first else {}
        return {**own, **files} if own else files
