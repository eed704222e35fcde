"""Questions to think about in writing."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field as Limit

from builder.blocks.base import Id, Line, Lookup, UsedBlock
from builder.blocks.labels import label_of
from builder.blocks.tracking import Field, Interaction, Item
from builder.markdown import plain


class Reflect(UsedBlock):
    """Prompts to write on: kept for the learner alone, or sent to the teacher as well."""

    kind: ClassVar[str] = "reflect"

    reflect: Id
    prompts: Annotated[dict[Id, Line], Limit(min_length=1)]
    length: Annotated[int, Limit(ge=20, le=2000)] = 300
    keep: Literal["learner", "report"] = "learner"

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item: a text for each prompt; private unless it is kept for the report."""
        prompts = {key: plain(text) for key, text in self.prompts.items()}
        private = self.keep == "learner"
        texts = tuple(Field(name=f"text.{key}", type="text", limit=self.length) for key in prompts)
        return (
            Item(
                id=full_id,
                kind=self.kind,
                label=label_of(self.ask, next(iter(self.prompts.values()))),
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
