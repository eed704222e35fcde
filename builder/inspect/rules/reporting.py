"""What goes wrong with status, score and order in SCORM (lms-facts.md 0, 1.2, 1.5, 1.10, O1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.inspect import scorm
from builder.inspect.findings import APP, MOODLE, Finding, Level, Rule
from builder.inspect.subject import Subject
from builder.inspect.xml import below, child, line_of, text_of

MASTERY = Rule(
    "PK401", "A masteryscore in the manifest", Level.WARNING, (MOODLE, APP),
    "When the learner leaves and there is a score, the status is set to passed or failed by it, "
    "even if the course said incomplete; failed ends the attempt, and later visits only look back. "
    "In Moodle a setting turns this off (mastery score overrides status); in the app nothing does.",
    "Take adlcp:masteryscore away, and let the course report passed or failed itself.",
)  # fmt: skip
THRESHOLD = Rule(
    "PK402", "The LMS decides about completion or success", Level.HINT, (MOODLE,),
    "With a completionThreshold or a minNormalizedMeasure an LMS that knows it overrides what the "
    "course reports; Moodle does so with the first alone.",
    "Make sure that the course reports progress and score; or take them away.",
)  # fmt: skip
SCOS_2004 = Rule(
    "PK403", "Several SCOs in SCORM 2004", Level.WARNING, (MOODLE,),
    "After the first has ended, the second gets no connection until the page is loaded anew: what "
    "learners do in it is lost.",
    "Export one SCO, or SCORM 1.2.",
)  # fmt: skip
SCOS_12 = Rule(
    "PK404", "Several SCOs", Level.HINT, (MOODLE,),
    "Changing the part in Moodle's table of contents can leave it in a mode in which saving always "
    "looks good, and a part that is opened again in the same visit may fail to begin.",
    "Try it: go back and forth between the parts, and look at what was recorded. One SCO is safer.",
)  # fmt: skip
PREREQUISITES = Rule(
    "PK405", "Prerequisites that Moodle cannot work out", Level.WARNING, (MOODLE, APP),
    "The condition counts as not met, so the part stays shut (or it is ignored).",
    "Use identifiers of items, & | ~ = <> and 2*{a,b} without blanks inside the braces.",
)  # fmt: skip
SEQUENCES = Rule(
    "PK406", "Shared sequencing rules", Level.HINT, (MOODLE,),
    "Moodle ignores sequencingCollection: rules that items take from there do not hold.",
    "Write the rules into the items themselves.",
)  # fmt: skip
LOST_BLANK = Rule(
    "PK407", "A blank after a sign such as & in a title", Level.HINT, (MOODLE,),
    "The blank is lost: “A & B” is shown as “A &B”.",
    "Write “and”, if it matters.",
)  # fmt: skip

LONGEST = 1_000
OPERAND = re.compile(r'"[^"]*"|[^&|~=<>{}(),*"\s]+')
TAIL = re.compile(r'(?:=|<>)\s*(?:"[^"]*"|\w[\w ]*)')
BRACES = re.compile(r"\{[^{}]*\s[^{}]*\}")


def mastery(subject: Subject) -> Iterator[Finding]:
    """The status is then no more what the course said."""
    for item in subject.scorm.items if subject.scorm else ():
        found = child(item.element, "masteryscore")
        if found is not None and text_of(found).strip():
            message = f"The item “{item.name}” has a masteryscore of {text_of(found).strip()}."
            yield MASTERY.found(message, scorm.MANIFEST, line_of(found))


def thresholds(subject: Subject) -> Iterator[Finding]:
    """SCORM 2004's own ways to override a status."""
    root = subject.scorm.document.root if subject.scorm else None
    for name in ("completionThreshold", "minNormalizedMeasure") if root is not None else ():
        for element in below(root, name)[:1] if root is not None else ():
            yield THRESHOLD.found(f"There is a {name}.", scorm.MANIFEST, line_of(element))


def scos_2004(subject: Subject) -> Iterator[Finding]:
    """Moodle's interface ends with the first of them."""
    one = subject.scorm
    if one and one.standard[0] == "scorm2004" and len(one.scos) > 1:
        message = f"There are {len(one.scos)} SCOs."
        yield SCOS_2004.found(message, scorm.MANIFEST, one.scos[1].line)


def scos_12(subject: Subject) -> Iterator[Finding]:
    """It works, but not without traps."""
    one = subject.scorm
    if one and one.standard[0] != "scorm2004" and len(one.scos) > 1:
        message = f"There are {len(one.scos)} SCOs."
        yield SCOS_12.found(message, scorm.MANIFEST, one.scos[1].line)


def prerequisites(subject: Subject) -> Iterator[Finding]:
    """Moodle's grammar, whose operands are identifiers of items."""
    one = subject.scorm
    known = {item.identifier for item in one.items} if one else set()
    for item in one.items if one else ():
        element = child(item.element, "prerequisites")
        if element is not None:
            for fault in _faults(text_of(element), element.get("type"), known):
                message = f"The item “{item.name}”: {fault}."
                yield PREREQUISITES.found(message, scorm.MANIFEST, line_of(element))


def _faults(text: str, kind: str | None, known: set[str]) -> Iterator[str]:
    if kind != "aicc_script":
        yield 'its prerequisites do not say type="aicc_script"'
    if len(text) > LONGEST:
        yield f"its prerequisites have {len(text)} characters"
        return
    if BRACES.search(text):
        yield "there is a blank inside the braces"
    names = OPERAND.findall(TAIL.sub("", text))
    strange = [one for one in names if not one.isdigit() and one.strip('"') not in known]
    if strange:
        yield f"{strange[0]!r} is no identifier of an item"


def sequences(subject: Subject) -> Iterator[Finding]:
    """Moodle looks at the rules of items only."""
    root = subject.scorm.document.root if subject.scorm else None
    for element in below(root, "sequencingCollection")[:1] if root is not None else ():
        message = "There is a sequencingCollection."
        yield SEQUENCES.found(message, scorm.MANIFEST, line_of(element))


def lost_blanks(subject: Subject) -> Iterator[Finding]:
    """Only where the sign is written as an entity, as & and < must be."""
    for item in subject.scorm.items if subject.scorm else ():
        if re.search(r"[&<] \S", item.title):
            yield LOST_BLANK.found(
                f"The title is “{item.title.strip()}”.", scorm.MANIFEST, item.line
            )
