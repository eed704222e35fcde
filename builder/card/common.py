"""What holds in every LMS: new versions, lost connections, privacy."""

from __future__ import annotations

from collections.abc import Iterator

from builder.card.facts import Facts, Guide, Step
from builder.record import record
from builder.wording import counted


def update_guide(facts: Facts) -> Guide:
    """How to replace a package while learners are in the middle (lms-facts.md 1.9, O5)."""
    old = facts.packages[0].name
    return Guide(
        id="update",
        title="A new version in the middle of a term",
        lead="Learners keep their progress, as long as the LMS knows the new package as the same "
        "course. Keep the file that you upload: it is needed to compare.",
        steps=(
            Step(
                f"Whoever writes the course runs `build-course diff OLD.zip`, where OLD.zip is the "
                f"package in use (now `{old}`).",
                "It says, thing by thing, what learners in the middle would lose. Upload nothing "
                "that it warns of.",
            ),
            Step(
                "Open the settings of **the same activity**, replace the file there, and save. Do "
                "not delete the activity, and do not add a second one.",
                "Records belong to the activity, and within it to the identifiers below.",
            ),
            Step(
                "Do it when few learners are in the course.",
                "In Moodle, pages that are open get the new files under their old addresses; "
                "loading the course again is enough.",
            ),
            Step(
                "Look at the record of one learner before and after.",
                "Whoever was done stays done, and the best score stays.",
            ),
        ),
        notes=tuple(_identifiers(facts)),
    )


def _identifiers(facts: Facts) -> Iterator[str]:
    name = facts.plan.course.id
    if facts.has("scorm12", "scorm2004"):
        yield (
            f"SCORM: `item-{name}` and `organization-{name}` are the same in every version, and in "
            "SCORM 1.2 and 2004. If they were to change, Moodle would **delete the records of all "
            "learners**."
        )
    if facts.has("cmi5", "xapi"):
        yield f"cmi5 and Tin Can: every id begins with `{facts.plan.course.iri}`."


@record
class Line:
    """A case, what comes of it, and what to do."""

    case: str
    comes: str
    quoted: str = ""
    """The course's own words."""


def offline_lines(facts: Facts) -> Iterator[Line]:
    """What learners see when something does not work, in the course's own words."""
    yield Line(
        "All is well",
        "The LMS took the work, and its server answers.",
        facts.said("saved", time="10:42"),
    )
    yield Line(
        "No connection",
        "They can go on. A copy stays in this browser, and is sent as soon as the LMS can be "
        "reached, or when they open the course on this device again. Where a browser keeps no "
        "copy, the course says so.",
        facts.said("trouble-offline"),
    )
    if facts.has("scorm12", "scorm2004"):
        yield Line(
            "The session in the LMS has ended",
            "They sign in again and load the course again; what they did last has waited in this "
            "browser.",
            facts.said("trouble-signed-out"),
        )
    if facts.has("cmi5", "xapi"):
        yield Line(
            "The launch is no longer valid",
            "They open the course again from the LMS.",
            facts.said("trouble-launch"),
        )
    yield Line(
        "The LMS is there, but refuses",
        "The course keeps trying. If it does not pass, look at the log of the LMS or LRS.",
        facts.said("trouble-refused"),
    )
    yield Line(
        "Someone asks for help",
        "In *Help*, learners copy a report for you: what happened on the technical side, without "
        "anything that they wrote.",
        facts.said("help-desk"),
    )


def privacy_lines(facts: Facts) -> Iterator[Line]:
    """Where something is kept, and what."""
    if facts.has("scorm12", "scorm2004"):
        yield Line(
            "In the LMS (SCORM)",
            f"Status, {'score, ' if facts.scored else ''}time, the page that was open last, "
            f"{_answers(facts)}, and the progress as one string (`cmi.suspend_data`). Teachers see "
            "it in the LMS's reports.",
        )
    if facts.has("cmi5", "xapi"):
        yield Line(
            "In the LRS (cmi5, Tin Can)",
            f"Statements: pages opened, {_answers(facts)}, results, and the learner's account as "
            "the LMS names it. The progress is one document of the State API.",
        )
    yield from _private(facts)
    yield Line(
        "In the learner's browser",
        "A copy of the progress, texts included, until the LMS has it for certain; at most 12 "
        "entries, each read for its own learner only. On shared computers, let learners have "
        "accounts or browser profiles of their own.",
    )
    yield Line("On other sites", _elsewhere(facts))


def _answers(facts: Facts) -> str:
    texts = f", {counted(facts.texts, 'text')} among them" if facts.texts else ""
    return f"answers ({counted(facts.plan.rows, 'line')} of a report at most{texts})"


def _private(facts: Facts) -> Iterator[Line]:
    if facts.private:
        noun = counted(facts.private, "activity", "activities")
        yield Line(
            "For the learner alone",
            f"What is written in {noun} stands in no report and no statement. It is part of the "
            "progress, so that it comes back: whoever can read the database of the LMS or LRS "
            "could read it there.",
        )


def _elsewhere(facts: Facts) -> str:
    if not facts.sites:
        return "Nothing. No page loads anything from anywhere else."
    return (
        f"Nothing, unless a learner asks for it: pages offer to load from {', '.join(facts.sites)}."
    )
