"""The rules of `build-course check` alone, and the list of all rules."""

from __future__ import annotations

from builder.check import (
    CHECKS,
    Check,
    elsewhere,
    files,
    headings,
    links,
    one_file,
    pictures,
    questions,
    reading,
)
from builder.diagnostics import Rule
from builder.model import rules as shape
from builder.source import faults, text, yaml
from builder.theming.rules import RULES as OF_THEMES

ADVICE: tuple[tuple[Rule, Check], ...] = (
    (files.BYTE_ORDER_MARK, files.byte_order_marks),
    (files.WINDOWS_LINE_ENDS, files.windows_line_ends),
    (links.REFUSED_ADDRESS, links.refused_addresses),
    (elsewhere.UNUSED_MEDIA, elsewhere.unused_media),
    (pictures.TOO_WIDE, pictures.too_wide),
    (pictures.NOT_DECODED, pictures.not_decoded),
    (elsewhere.TOO_HEAVY, elsewhere.too_heavy),
    (elsewhere.OTHER_SITE, elsewhere.other_sites),
    (pictures.REFERS_ELSEWHERE, pictures.referring_elsewhere),
    (headings.SKIPPED_LEVEL, headings.skipped_levels),
    (links.EMPTY_WORDS, links.links_without_words),
    (links.BARE_ADDRESS, links.bare_addresses),
    (reading.HARD_TO_READ, reading.pages_hard_to_read),
    (reading.LONG_PAGE, reading.long_pages),
    (questions.ONE_OF_SEVERAL, questions.one_of_several),
    (questions.ALL_RIGHT, questions.all_right),
    (questions.ALL_OF_THE_ABOVE, questions.stand_ins),
    (questions.LONG_ANSWER, questions.telling_lengths),
    (questions.NO_FEEDBACK, questions.missing_feedback),
)
"""The rules of `build-course check` alone: what is no fault of a package, but of a course."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        {
            *text.RULES,
            faults.SYNTAX,
            *yaml.RULES,
            *shape.RULES,
            *OF_THEMES,
            *(rule for rule, _ in (*CHECKS, *one_file.CHECKS, *ADVICE)),
        },
        key=lambda rule: rule.code,
    )
)
"""Every kind of finding that reading and checking can make, by code."""
