"""Rules over the typed course: one rule, one function, one code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from builder.check import (
    contrast,
    ids,
    media,
    offers,
    one_file,
    ratings,
    references,
    scores,
    spoken,
    themes,
    units,
)
from builder.check.subject import Looked, OneFile, Subject
from builder.diagnostics import Diagnostic, Report, Rule
from builder.files import Tree
from builder.model import rules as shape
from builder.model.course import Course
from builder.model.gaps import NO_GAPS, Gaps
from builder.source import text
from builder.theming.rules import COURSE_CONTRAST, NO_THEME, THEME_CONTRAST

Check = Callable[[Subject], Iterator[Diagnostic]]

NOTHING: Mapping[str, Looked] = MappingProxyType({})
"""No file was looked at before."""

CHECKS: tuple[tuple[Rule, Check], ...] = (
    (shape.REPEATED_ID, ids.repeated_ids),
    (references.NOT_THERE, references.missing_targets),
    (ids.OTHER_FILE_NAME, ids.other_file_names),
    (ids.LISTED_TWICE, ids.listed_twice),
    (ids.NEVER_USED, ids.never_used),
    (references.NOT_EARLIER, references.later_ratings),
    (references.DEAD_LINK, references.dead_links),
    (NO_THEME, themes.faulty_themes),
    (THEME_CONTRAST, contrast.pale_themes),
    (COURSE_CONTRAST, contrast.pale_colours),
    (themes.NO_WORDS_IN, themes.languages_without_words),
    (media.MISSING, media.missing_media),
    (media.OUTSIDE, media.outside_media),
    (media.DAMAGED_NAME, media.damaged_names),
    (media.SAME_NAME, media.same_names),
    (media.LONG_NAME, media.long_names),
    (media.WRONG_KIND, media.wrong_kinds),
    (media.UNKNOWN_TYPE, media.unknown_types),
    (media.NO_CONTENT, media.empty_media),
    (text.NOT_UTF8, spoken.not_utf8_files),
    (spoken.NO_WORDS, spoken.files_without_words),
    (spoken.NOT_WEBVTT, spoken.unreadable_captions),
    (ratings.UNFIT_RATING, ratings.unfit_ratings),
    (ratings.OTHER_STATEMENTS, ratings.other_statements),
    (offers.CLOSED_OFFER, offers.closed_offers),
    (scores.NO_POINTS, scores.pass_mark_without_points),
    (scores.NO_PASS_MARK, scores.passed_without_pass_mark),
    (scores.NOTHING_TO_DO, scores.gates_without_tasks),
    (units.NEEDS_ANOTHER, units.blocks_that_need_another_unit),
    (units.LEADS_OUT, units.ways_out_of_units),
)
"""The rules of every build that look at more than a file (for those that do not: `one_file`), each
with the function that finds what breaks it."""


def check_course(
    course: Course,
    tree: Tree,
    gaps: Gaps = NO_GAPS,
    *,
    advice: bool = False,
    known: Mapping[str, Looked] = NOTHING,
) -> Report:
    """Everything that is wrong with a course beyond the shape of its files.

    `tree` holds all files of the course folder, media included. A course with `gaps` is checked as
    far as it goes: nothing is reported that could be due to them. A fault in a scenario that is
    played twice is reported once. With `advice`, the rules of `build-course check` are among them.
    Files of which it is `known` what `one_file.look` comes to are not looked at by themselves.
    """
    looked = {
        file: known.get(file) or _looked_at(course, gaps, file) for file in _files(course, gaps)
    }
    subject = Subject(course, tree, gaps, looked)
    checks = CHECKS
    if advice:
        from builder.check.advice import ADVICE  # a build starts faster without it

        checks = (*CHECKS, *ADVICE)
    found = [one for file in looked.values() for one in file.found]
    found += [one for _, check in checks for one in check(subject)]
    return Report(list(dict.fromkeys(found)))


def _files(course: Course, gaps: Gaps) -> Mapping[str, object]:
    return {**course.files, **gaps.by_file}


def _looked_at(course: Course, gaps: Gaps, file: str) -> Looked:
    gap = gaps.by_file.get(file)
    own = NO_GAPS if gap is None else Gaps({file: gap})
    return one_file.looked(OneFile(file, course.files.get(file), own))
