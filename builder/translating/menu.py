"""A course whose learners choose the language: what is right in any of its languages is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.blocks.base import AnswerText
from builder.files import Tree
from builder.model.course import Course
from builder.model.variants import file_of
from builder.translating.catalog import Catalog, translations_in
from builder.translating.pseudo import PSEUDO_CATALOGS
from builder.translating.texts import Rewording, Spot, reworded


def with_all_answers(course: Course, tree: Tree) -> Course:
    """The course in its own language, which takes the answers of all others for right as well.

    It is what such a package tracks: who has answered in one language and goes on in another keeps
    what they had. What cannot be read is left out; whoever builds the languages says so.
    """
    catalogs = [one for code in course.other_languages if (one := _catalog(tree, code))]
    return reworded(course, _AllAnswers(catalogs), course.language)


def _catalog(tree: Tree, language: str) -> Catalog | None:
    if language in PSEUDO_CATALOGS:
        return PSEUDO_CATALOGS[language]
    return translations_in(tree, language)[0] if file_of(language) in tree else None


@dataclass
class _AllAnswers(Rewording):
    catalogs: Sequence[Catalog]

    def text(self, spot: Spot, text: str) -> str:
        """An answer with its translations, a line each; any other text as it is."""
        if not isinstance(spot.mark, AnswerText):
            return text
        said = (catalog.said(spot, text) for catalog in self.catalogs)
        return "\n".join(dict.fromkeys([text, *filter(None, said)]))
