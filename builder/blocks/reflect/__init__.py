"""Questions to think about in writing."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Tag
from pydantic import Field as Limit

from builder.blocks.base import Fields, Id, Line, Lookup, TextLength, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Interaction, Item
from builder.markdown import plain


class Prompt(Fields):
    """A prompt with a length of its own."""

    say: Line = Limit(description="What to think about.")
    length: TextLength | None = Limit(
        None,
        description="How many characters may be written to this prompt, 20 to 2000.",
    )


def _form(value: object) -> str:
    return "prompt" if isinstance(value, Mapping | Prompt) else "text"


AnyPrompt = Annotated[
    Annotated[Line, Tag("text")] | Annotated[Prompt, Tag("prompt")], Discriminator(_form)
]


class Reflect(UsedBlock):
    """Prompts to write on: kept for the learner alone, or sent to the teacher as well."""

    kind: ClassVar[str] = "reflect"

    reflect: Id = Limit(description="The id of the reflection.")
    prompts: Annotated[dict[Id, AnyPrompt], Limit(min_length=1)] = Limit(
        description="What to write about: an id and a text for each, or `{ say: …, length: 600 }`.",
    )
    length: TextLength = Limit(
        300,
        description="How many characters may be written to each prompt, 20 to 2000.",
    )
    keep: Literal["learner", "report"] = Limit(
        "learner",
        description=(
            "`learner`: kept for the learner alone, on the learner's sheet. `report`: sent "
            "to the report as well, when the learner presses the button."
        ),
    )

    @property
    def fields(self) -> dict[str, tuple[str, int]]:
        """What is asked in each field, and how many characters it takes."""
        return {
            key: (prompt.say, prompt.length or self.length)
            if isinstance(prompt, Prompt)
            else (prompt, self.length)
            for key, prompt in self.prompts.items()
        }

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item: a text for each prompt; private unless it is kept for the report."""
        fields = self.fields
        prompts = {key: plain(say) for key, (say, _) in fields.items()}
        private = self.keep == "learner"
        texts = tuple(
            Field(name=f"text.{key}", type="text", limit=length)
            for key, (_, length) in fields.items()
        )
        return (
            Item(
                id=full_id,
                kind=self.kind,
                label=label_of(self.ask, next(iter(prompts.values()))),
                required=not self.optional,
                private=private,
                fields=texts if private else (*texts, Field(name="sent", type="number", limit=2)),
                interactions=()
                if private
                else tuple(
                    Interaction(key=key, type="long-fill-in", ask=text)
                    for key, text in prompts.items()
                ),
                data={"prompts": prompts},
            ),
        )
