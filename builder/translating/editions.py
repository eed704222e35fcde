"""A course in one of its languages, with all that there is to say about its translation."""

from __future__ import annotations

from collections.abc import Iterable

from builder.diagnostics import WHOLE_FILE, Diagnostic, Place
from builder.files import Tree
from builder.languages import own_name
from builder.model.course import COURSE_FILE, Course
from builder.model.variants import file_of, misnamed
from builder.translating.applying import Translated, translated
from builder.translating.catalog import Catalog, translations_in
from builder.translating.judging import findings
from builder.translating.pseudo import PSEUDO_CATALOGS, Pseudo
from builder.translating.rules import NO_FILE, OWN_LANGUAGE, UNTRANSLATED
from builder.wording import counted


def edition(
    course: Course,
    tree: Tree,
    language: str,
    known: Iterable[Diagnostic] = (),
    *,
    advice: bool = False,
) -> tuple[Translated | None, list[Diagnostic]]:
    """The course in a language, and what is wrong with it that is not `known` of the course itself.

    None where there are no translations that can be read.
    """
    if language == course.language:
        return None, [_own(course, language)]
    catalog, found = _catalog(course, tree, language)
    if catalog is None:
        return None, found
    done = translated(course, catalog, tree)
    if isinstance(catalog, Pseudo):
        return done, []
    found = list(findings(done, tree, known, advice=advice))
    if done.missing:
        found.append(_untranslated(course, done))
    return done, found


def _catalog(course: Course, tree: Tree, language: str) -> tuple[Catalog | None, list[Diagnostic]]:
    if language in PSEUDO_CATALOGS:
        return PSEUDO_CATALOGS[language], []
    if file_of(language) not in tree:
        return None, [_no_file(course, tree, language)]
    return translations_in(tree, language)


def _place(course: Course, language: str) -> Place:
    """Where the course lists a language; its own where it does not."""
    if language in course.other_languages:
        number = course.other_languages.index(language)
        return Place(COURSE_FILE, ("translations", "languages", number))
    return Place(COURSE_FILE, ("language",))


def _own(course: Course, language: str) -> Diagnostic:
    return OWN_LANGUAGE.at(
        _place(course, language),
        f"{language} is the language of the course itself, which needs no translation.",
        "Take it from the list; a package in it is made in any case.",
    )


def _no_file(course: Course, tree: Tree, language: str) -> Diagnostic:
    file, other = file_of(language), misnamed(language, tree)
    return NO_FILE.at(
        _place(course, language),
        f"There is no {file}, so the course cannot be built for {language}.",
        f"Call {other} {file}: names of files are written as codes are."
        if other
        else f"Write it with build-course translate update {language}, and translate the texts in"
        " it.",
    )


def _untranslated(course: Course, done: Translated) -> Diagnostic:
    language = done.course.language
    some = counted(done.number, "text is", "texts are")
    return UNTRANSLATED.at(
        Place(file_of(language), span=WHOLE_FILE),
        f"{language}: {done.missing} of {some} not translated yet; learners see"
        f" {'it' if done.missing == 1 else 'them'} in {own_name(course.language)}.",
        f"build-course translate update {language} brings the file up to date, and translate status"
        " says what is left.",
    )
