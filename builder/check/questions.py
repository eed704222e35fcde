"""Questions as tests: nothing but knowing the answer shows which one it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.question import Choice, Choices, FillIn, Number, QuestionBase, Rank
from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.markdown import plain

ONE_OF_SEVERAL = Rule("BC801", "Several are to be picked, but one is right", Severity.WARNING)
ALL_RIGHT = Rule("BC802", "All choices are right", Severity.WARNING)
ALL_OF_THE_ABOVE = Rule("BC803", "A choice that stands for the others", Severity.WARNING)
LONG_ANSWER = Rule("BC804", "The length of a choice gives the answer away", Severity.WARNING)
NO_FEEDBACK = Rule("BC805", "A wrong answer gets no feedback", Severity.WARNING)

MUCH_LONGER = 1.6
"""Times as long as the longest of the wrong choices."""

MANY_SIGNS = 20
"""And at least so many signs longer: two short words never tell anything."""

_OTHERS = re.compile(
    r"""^(?:
    (?:all|none|both|any|neither|either)\s+(?:of\s+)?(?:the\s+|these|those)?
        (?:above|answers|options|choices|others?|these|those|them|given)?(?:\s+(?:are|is)\s+\w+)?
    |(?:alle|keine[rs]?|beide)\s+(?:der\s+)?(?:oben\s+genannten|genannten|antworten|davon|vorherigen)
        (?:\s+antworten)?(?:\s+(?:sind|ist)\s+\w+)?
    |(?:toutes|tous|aucune?)\s+(?:de\s+)?(?:les|ces|des)?\s*(?:réponses|propositions)?
        (?:\s+ci-dessus|\s+précédentes|\s+sont\s+\w+)
    |(?:todas|ninguna|todos|ninguno)\s+(?:de\s+)?(?:las|los)?\s*(?:anteriores|respuestas\s+\w+)
    |(?:tutte|nessuna|tutti)\s+(?:del)?le\s+(?:precedenti|risposte\s+\w+)
    |(?:alle|geen)\s+(?:van\s+)?(?:de\s+)?(?:bovenstaande|antwoorden)(?:\s+\w+)*
    |(?:все|ничего|ни\s+одно|ни\s+один)\s+(?:из\s+)?(?:вышеперечисленно\w+|перечисленно\w+
        |ответы\s+\w+|варианты\s+\w+)
    )\W*$""",
    re.VERBOSE | re.IGNORECASE,
)


def one_of_several(subject: Subject) -> Iterator[Diagnostic]:
    """Where several may be picked, more than one is right."""
    for place, block in _questions(subject):
        if isinstance(block, Choices) and len(block.answer) == 1:
            yield ONE_OF_SEVERAL.at(
                place.down("answer"),
                "This question lets learners pick several choices, but one alone is right.",
                f"Write kind: choice and answer: {block.answer[0]}, or add a second right choice.",
            )


def all_right(subject: Subject) -> Iterator[Diagnostic]:
    """Where several may be picked, one is wrong."""
    for place, block in _questions(subject):
        if isinstance(block, Choices) and len(block.answer) == len(block.choices):
            yield ALL_RIGHT.at(
                place.down("answer"),
                "All choices are right, so that whoever ticks everything knows everything.",
                "Add a choice that is wrong, or make it a check or a reveal block.",
            )


def stand_ins(subject: Subject) -> Iterator[Diagnostic]:
    """No choice is about the other choices, such as "all of the above"."""
    for place, block in _questions(subject):
        for name, say in block.choices.items() if isinstance(block, Choice | Choices) else ():
            words = plain(say)
            if _OTHERS.match(words) and len(words.split()) > 1:
                yield ALL_OF_THE_ABOVE.at(
                    place.down("choices", name),
                    f"'{words}' is about the other choices: knowing two of them decides it.",
                    "Ask with kind: choices instead, or write a choice of its own.",
                )


def telling_lengths(subject: Subject) -> Iterator[Diagnostic]:
    """The right choice is not by far the longest, which is what those guess who do not know."""
    for place, block in _questions(subject):
        if not isinstance(block, Choice) or len(block.choices) < 3:
            continue
        lengths = {name: len(plain(say)) for name, say in block.choices.items()}
        right = lengths.pop(block.answer)
        others = max(lengths.values())
        if right >= others * MUCH_LONGER and right >= others + MANY_SIGNS:
            yield LONG_ANSWER.at(
                place.down("choices", block.answer),
                f"The right choice has {right} signs, the longest of the others {others}.",
                "Move its explanation into the feedback, or say more in the others.",
            )


def missing_feedback(subject: Subject) -> Iterator[Diagnostic]:
    """Whoever answers wrong learns why."""
    for place, block in _questions(subject):
        lacking = _without_words(block)
        if lacking is not None:
            yield NO_FEEDBACK.at(
                place.down("question"),
                f"Who {lacking} here gets no word about it.",
                "Add feedback: { wrong: … } with what is right and why"
                + (", or feedback for each choice." if isinstance(block, Choice) else "."),
            )


def _without_words(block: QuestionBase) -> str | None:
    """What a learner may do that no feedback answers; None if there is always some."""
    given = set(block.feedback)
    if isinstance(block, Rank) or "wrong" in given:
        return None
    if isinstance(block, Choice):
        silent = [name for name in block.choices if name not in {block.answer, *given}]
        return f"picks '{silent[0]}'" if silent else None
    if isinstance(block, FillIn | Number) or not given.intersection(block.feedback_ids()):
        return "answers wrong"
    return None


def _questions(subject: Subject) -> Iterator[tuple[Place, QuestionBase]]:
    """The questions that could be read as a whole."""
    for placed in subject.blocks:
        whole = not subject.gaps.lacks(placed.place.file, placed.place.path)
        if whole and isinstance(placed.block, QuestionBase):
            yield placed.place, placed.block
