"""Other LMSs: Open edX, of which the facts speak (lms-facts.md 3.1), and what holds for all."""

from __future__ import annotations

from collections.abc import Iterator

from builder.card.facts import Facts, Guide, Step
from builder.card.moodle import kept

GENERAL = (
    "Canvas, ILIAS, TalentLMS, SCORM Cloud and all others: **we have not tried these**, and where "
    "their settings are changes from version to version. What follows is what the standard asks of "
    "every LMS; look for settings that mean the same."
)


def other_guides(facts: Facts) -> Iterator[Guide]:
    """Open edX, then the others by standard."""
    if facts.has("scorm12", "scorm2004"):
        yield _open_edx(facts)
        yield _any_scorm(facts)
    if facts.has("cmi5", "xapi"):
        yield _any_lrs(facts)


def _scorm_file(facts: Facts) -> str:
    names = (facts.named("scorm12"), facts.named("scorm2004"))
    return " or ".join(f"`{one.name}`" for one in names if one)


def _open_edx(facts: Facts) -> Guide:
    grade = (
        "Its score is that of the course, divided by 100; it counts once the course is done."
        if facts.scored
        else "The course has no score, so leave it ungraded."
    )
    return Guide(
        id="open-edx",
        title="Open edX",
        lead="With the *SCORM XBlock*, which the platform must have; as of its version 19.",
        steps=(
            Step(f"In a unit, add the SCORM component, and upload {_scorm_file(facts)}."),
            Step("Decide whether it is graded, and how much it weighs.", grade),
            Step("Try it as a learner: in the preview of the studio it only looks back."),
        ),
        notes=(
            "This LMS does not tell a course whether something was stored. So learners see "
            f"“{facts.said('sent', time='…')}” rather than “{facts.said('saved', time='…')}”.",
        ),
    )


def _any_scorm(facts: Facts) -> Guide:
    limit = "Nearly every LMS takes SCORM 1.2" if facts.has("scorm12") else "It is SCORM 2004"
    score = (
        Step("Take the score as a percentage, from 0 to 100; of several attempts the highest.")
        if facts.scored
        else Step("Leave it ungraded: the course has no score.")
    )
    return Guide(
        id="other-scorm",
        title="Any other LMS that takes SCORM",
        lead=GENERAL,
        steps=(
            Step(f"Upload {_scorm_file(facts)} as it is, without unpacking it.", f"{limit}."),
            Step(
                "Completion: by what the course reports, not by opening it or by time.",
                f"It reports when {facts.done_when}.",
            ),
            score,
            Step(
                "Let learners come back and go on; no new attempt at each visit, no time limit.",
                "The course keeps its place, and the answers, in the LMS.",
            ),
            Step("A frame or a window of its own will do; give it the full width."),
            Step("Do not set a mastery score of the LMS's own.", "It may overrule the course."),
            Step("Try it as a learner: answer one question, leave, come back, look at the report."),
        ),
    )


def _any_lrs(facts: Facts) -> Guide:
    names = [one for one in (facts.named("cmi5"), facts.named("xapi")) if one]
    files = " or ".join(f"`{one.name}`" for one in names)
    kinds = " or ".join("cmi5" if one.target == "cmi5" else "Tin Can (xAPI)" for one in names)
    return Guide(
        id="other-lrs",
        title=f"Any other LMS that takes {kinds}",
        lead="For all LMSs with a learning record store (LRS) behind them. "
        "**We have not tried each of them.** The package holds no address and no key: both come "
        "with each launch, so it fits every LMS and every LRS.",
        steps=(
            Step(f"Upload {files} where the LMS takes {kinds}."),
            _left_alone(facts),
            Step(
                "The LRS must be at `https://` and must answer the page's origin (CORS), with the "
                "headers `Authorization`, `Content-Type`, `X-Experience-API-Version`, `If-Match` "
                "and `If-None-Match`.",
                "Otherwise browsers send it nothing.",
            ),
            Step("Try it as a learner, and look into the LRS."),
        ),
        notes=(
            f"`{facts.plan.course.id}-{facts.plan.course.version}-statements.json` lists every "
            f"statement; ids begin with `{facts.plan.course.iri}`.",
        ),
    )


def _left_alone(facts: Facts) -> Step:
    why = f"It counts as done when {facts.done_when}."
    if not facts.has("cmi5"):
        return Step("Let the LMS count it as done by the statement *completed*.", why)
    return Step(
        "Leave what the package says about completion and mastery.", why, tuple(kept(facts))
    )
