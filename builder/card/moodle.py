"""Moodle, step by step (lms-facts.md 1.5 to 1.11, 2, O2, O4, O5)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.card.facts import Facts, Guide, Packed, Step
from builder.targets.cmi5 import judging, judging_in


def moodle_guides(facts: Facts) -> Iterator[Guide]:
    """One for each package that Moodle or a plugin of it takes."""
    for target, made in (("scorm12", _scorm), ("scorm2004", _scorm), ("xapi", _xapi)):
        package = facts.named(target)
        if package is not None:
            yield made(facts, package)
    package = facts.named("cmi5")
    if package is not None:
        yield _cmi5(facts, package)


def _scorm(facts: Facts, package: Packed) -> Guide:
    newer = package.target == "scorm2004"
    steps = (
        Step(
            f"In the course: *Add an activity or resource* → *SCORM package*. Upload "
            f"`{package.name}` as *Package file*.",
            "Dropping the file onto the course page works as well, but then the settings below are "
            "those of the site: open them afterwards.",
        ),
        *_display(),
        _grades(facts),
        *_attempts(),
        _completion(facts, newer=newer),
        Step(
            "Save, and try it **as a learner** (not by *Preview*): answer one question, leave, "
            "come back.",
            "The course opens where you left it, and *Reports* shows the answer.",
        ),
    )
    return Guide(
        id=f"moodle-{package.target}",
        title="Moodle, SCORM 2004" if newer else "Moodle, SCORM 1.2",
        lead=f"Everything is in Moodle itself; no plugin is needed. Tried with Moodle 4.5. "
        f"{NEWER if newer else OLDER}",
        steps=steps,
        notes=tuple(_scorm_notes(newer=newer)),
    )


OLDER = (
    "This is the package for Moodle: its reports show the answers in words, and its app plays it."
)
NEWER = (
    "Take it where completion and success must be told apart; otherwise SCORM 1.2 does more here."
)


def _display() -> Iterator[Step]:
    yield Step(
        "Open *Appearance*.",
        "The course has one part and a menu of its own. In the current window it gets a frame that "
        "is 666 pixels high and, without the structure, 952 wide; on a phone 367 wide. A new "
        "window has more room. In a preview the course records nothing, and learners would wonder "
        "where their work is.",
        (
            ("Display package", "New window, or Current window"),
            ("Display course structure in player", "Disabled"),
            ("Show navigation", "No"),
            ("Disable preview mode", "Yes"),
        ),
    )


def _grades(facts: Facts) -> Step:
    if facts.scored:
        return Step(
            "Open *Grade*.",
            "The course reports 0 to 100; Moodle takes the number as it is.",
            (("Grading method", "Highest grade"), ("Maximum grade", "100")),
        )
    return Step(
        "Open *Grade*.",
        "The course has no score. So the grade is 1 of 1 once it is done; other methods give 0.",
        (("Grading method", "Learning objects"),),
    )


def _attempts() -> Iterator[Step]:
    yield Step(
        "Open *Attempts management*.",
        "A new attempt begins empty. Learners come back many times within one attempt, and go on "
        "where they were.",
        (
            ("Number of attempts", "Unlimited, or 1"),
            ("Attempts grading", "Highest attempt"),
            ("Force new attempt", "No"),
            ("Lock after final attempt", "No"),
        ),
    )
    yield Step(
        "Open *Compatibility settings*.",
        "With the first, Moodle would count a learner as done who only has a score; the second is "
        "not needed, for the course saves after every answer. *Mastery score overrides status* "
        "makes no difference: the package has no mastery score.",
        (("Force completed", "No"), ("Auto-commit", "No")),
    )


def _completion(facts: Facts, *, newer: bool) -> Step:
    """Moodle's own default is `completed` alone, which `passed` of SCORM 1.2 does not satisfy."""
    when = f"The course says so when {facts.done_when}."
    open_it = "Open *Activity completion*, and choose *Add requirements*."
    if newer:
        return Step(open_it, when, (("Require status", "Completed"),))
    return Step(
        open_it,
        f"{when} It then reports “{facts.plan.rules.status}”; with both ticked, either will do, "
        "today and in later versions.",
        (("Require status", "tick both Passed and Completed"),),
    )


def _scorm_notes(*, newer: bool) -> Iterator[str]:
    if newer:
        yield "The **Moodle app** plays SCORM 2004 online only; older versions refuse it."
        yield (
            "Moodle's *Interactions* report knows SCORM 1.2 only. The answers stand in the "
            "attempt's *Track details*; the tables below say what the ids mean."
        )
        return
    yield (
        "The **Moodle app** plays it, without a connection as well if the site lets the package be "
        "downloaded (*Protect package downloads* is off). Work that was done offline is sent when "
        "the app syncs; after a conflict it may come as a new attempt."
    )
    yield (
        "*Reports* → *Interactions* shows the answers in words, under ids; the table below says "
        "which question each id is. *Objectives* shows results of groups and endings."
    )


def _xapi(facts: Facts, package: Packed) -> Guide:
    verb = "completed, or passed" if facts.plan.mark else "completed"
    steps = (
        Step(
            "In the settings of the plugin, give the address of the learning record store (LRS) "
            "and a key for it.",
            "With *basic* authentication this key reaches every learner's browser. Make one with "
            "limited rights: to write statements and to read its own, and to use states and "
            "profiles.",
        ),
        Step(f"Add the activity, and upload `{package.name}`."),
        Step(
            "Say what the plugin should look for in the LRS.",
            f"It looks for a statement with this verb about this id. It comes when "
            f"{facts.done_when}.",
            (("Activity ID", f"{facts.plan.course.iri}"), ("Completion verb", verb)),
        ),
        Step("Try it as a learner, and look into the LRS."),
    )
    return Guide(
        id="moodle-xapi",
        title="Moodle, Tin Can (xAPI)",
        lead="Moodle itself takes no Tin Can packages. The plugin *tincanlaunch* does, together "
        "with a learning record store.",
        steps=steps,
        notes=("There is **no grade**: the plugin does not look at scores.",),
    )


def kept(facts: Facts) -> Iterator[tuple[str, str]]:
    """What `cmi5.xml` says, by which the LMS knows what counts as done; of each unit if many."""
    plan = facts.plan
    if plan.rules.units is None:
        yield "The course", str(judging(plan.mark))
        return
    for module in plan.modules:
        yield module.title or module.id, str(judging_in(plan, module))


def _cmi5(facts: Facts, package: Packed) -> Guide:
    steps = (
        Step(
            "Set up the plugin with the address of the LRS and of the CATAPULT player.",
            "The player gives each session a key of its own, so none reaches learners for good.",
        ),
        Step(f"Add the activity, and upload `{package.name}`."),
        Step(
            "Leave what the package says.",
            f"So it counts as done when {facts.done_when}.",
            tuple(kept(facts)),
        ),
        Step("Try it as a learner, and look into the LRS."),
    )
    return Guide(
        id="moodle-cmi5",
        title="Moodle, cmi5",
        lead="Moodle itself takes no cmi5 packages. The plugin *cmi5launch* does (Moodle 4.3 or "
        "newer), together with an LRS and a CATAPULT player.",
        steps=steps,
    )
