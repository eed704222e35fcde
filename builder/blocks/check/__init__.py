"""A yes/no checklist that gives advice."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field as Limit

from builder.blocks.base import Fields, Id, Line, Lookup, Markdown, Target, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Interaction, Item, Option
from builder.markdown import plain

When = Literal["any no", "any yes", "all no", "all yes"]

ANSWERS = (Option(id="yes", text="Yes"), Option(id="no", text="No"))


class Advice(Fields):
    """What is said when the answers fit; `offer` names a place to jump to."""

    when: When = Limit(description="Which answers it is for.")
    say: Markdown = Limit(description="What is said then, in Markdown.")
    offer: Annotated[str, Target("page")] | None = Limit(
        None,
        description="A module, or `module.page`, that the learner may jump to then.",
    )


class Check(UsedBlock):
    """Questions to answer with yes or no. The first advice that fits is shown at the end."""

    kind: ClassVar[str] = "check"

    check: Id = Limit(description="The id of the checklist.")
    items_: Annotated[dict[Id, Line], Limit(min_length=1)] = Limit(
        description="The questions to answer with yes or no: an id and a text for each.",
    )
    advice: list[Advice] = Limit(
        [],
        description="What is said when all items are answered: the first that fits is shown.",
    )

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item: which answers were yes and which were no; a line of the report for each."""
        return (
            Item(
                id=full_id,
                kind=self.kind,
                label=label_of(self.ask, next(iter(self.items_.values()))),
                required=not self.optional,
                fields=(Field(name="yes", type="set"), Field(name="no", type="set")),
                options=tuple(self.items_),
                interactions=tuple(
                    Interaction(key=key, type="choice", ask=plain(text), options=ANSWERS)
                    for key, text in self.items_.items()
                ),
                data={"advice": [rule.when for rule in self.advice]},
            ),
        )
