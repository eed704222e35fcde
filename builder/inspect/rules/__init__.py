"""The rules for packages: each with a code of its own and one function that finds its breaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.inspect.findings import Finding, Rule
from builder.inspect.rules import (
    content,
    files,
    places,
    reporting,
    statements,
    structure,
    writing,
    zips,
)
from builder.inspect.subject import Subject

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[tuple[Rule, Check], ...] = (
    (zips.DAMAGED, zips.damaged),
    (zips.ODD_PACKING, zips.odd_packing),
    (zips.TWICE, zips.twice),
    (zips.SAME_BUT_CAPITALS, zips.same_but_capitals),
    (zips.RUBBISH_IN_IT, zips.rubbish),
    (zips.FOREIGN_LETTERS, zips.foreign_letters),
    (places.NOTHING, places.nothing),
    (places.IN_A_FOLDER, places.in_a_folder),
    (places.DOT_SLASH, places.dot_slash),
    (places.OTHER_LETTERS, places.other_letters),
    (places.PACKED_TWICE, places.packed_twice),
    (places.SEVERAL, places.several),
    (places.H5P, places.h5p),
    (places.AICC, places.aicc),
    (places.SOURCES, places.sources),
    (writing.BROKEN, writing.broken),
    (writing.REFUSED, writing.refused),
    (writing.NUMBERED_SIGNS, writing.numbered_signs),
    (writing.PREFIXES, writing.prefixes),
    (writing.UNDECLARED, writing.undeclared),
    (writing.NAMESPACE, writing.namespace),
    (writing.SCHEMA, writing.schema),
    (writing.SCHEMA_FILES, writing.schema_files),
    (writing.NOT_UNPACKED, writing.not_unpacked),
    (structure.TAKEN_FOR_12, structure.taken_for_12),
    (structure.NO_VERSION, structure.no_version),
    (structure.NO_ORGANIZATION, structure.no_organization),
    (structure.WRONG_DEFAULT, structure.wrong_default),
    (structure.NO_RESOURCE, structure.no_resource),
    (structure.REPEATED, structure.repeated),
    (structure.NO_NAME, structure.no_name),
    (structure.UNSTABLE, structure.unstable),
    (structure.NOTHING_OPENS, structure.nothing_opens),
    (structure.NO_SCO, structure.no_sco),
    (structure.ODD_TYPE, structure.odd_type),
    (structure.OTHER_FIRST, structure.other_first),
    (structure.LONG_TITLE, structure.long_titles),
    (structure.EMPTY_TITLE, structure.empty_titles),
    (structure.BASE_ELSEWHERE, structure.base_elsewhere),
    (structure.SUBMANIFEST, structure.submanifests),
    (structure.FRAGMENT, structure.fragments),
    (reporting.MASTERY, reporting.mastery),
    (reporting.THRESHOLD, reporting.thresholds),
    (reporting.SCOS_2004, reporting.scos_2004),
    (reporting.SCOS_12, reporting.scos_12),
    (reporting.PREREQUISITES, reporting.prerequisites),
    (reporting.SEQUENCES, reporting.sequences),
    (reporting.LOST_BLANK, reporting.lost_blanks),
    (files.NO_LAUNCH, files.no_launch),
    (files.OTHER_CAPITALS, files.other_capitals),
    (files.MISSING, files.missing),
    (files.LAUNCH_ELSEWHERE, files.launch_elsewhere),
    (files.LOST_SIGNS, files.lost_signs),
    (files.SPLIT_ACCENTS, files.split_accents),
    (files.NO_SCRIPT_TYPE, files.no_script_type),
    (files.NO_MEDIA_TYPE, files.no_media_type),
    (files.LARGE, files.large),
    (files.EMPTY, files.empty),
    (content.FOREIGN_SCRIPT, content.foreign_scripts),
    (content.FOREIGN_FILE, content.foreign_files),
    (content.NOT_SECURE, content.not_secure),
    (content.FROM_THE_ROOT, content.from_the_root),
    (content.LOST_FILE, content.lost_files),
    (content.SILENT, content.silent),
    (content.OTHER_INTERFACE, content.other_interface),
    (content.UNLOAD, content.unloads),
    (statements.DONE_AT_ONCE, statements.done_at_once),
    (statements.LMS_NAMES, statements.lms_names),
    (statements.NO_IRI, statements.no_iri),
    (statements.SAME_ID, statements.same_id),
    (statements.NO_UNIT, statements.no_unit),
    (statements.NO_WORDS, statements.no_words),
    (statements.NO_MASTERY, statements.no_mastery),
    (statements.OTHER_PLACE, statements.other_place),
    (statements.SEVERAL_LAUNCHES, statements.several_launches),
    (statements.NO_NAME, statements.no_name),
)
"""All rules over a package that is not refused, each with the function that finds breaches."""

RULES: tuple[Rule, ...] = tuple(
    sorted((*zips.REFUSALS, *(rule for rule, _ in CHECKS)), key=lambda rule: rule.code)
)
"""Every kind of finding that there can be, by code."""


def findings(subject: Subject) -> Iterator[Finding]:
    """Everything that is wrong with a package, or worth knowing."""
    for _, check in CHECKS:
        yield from check(subject)
