"""Questions, in eight kinds. Each kind is a class; `Question` is their union."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator

from builder.blocks.question.arranging import Match, Order, Rank
from builder.blocks.question.choosing import Choice, Choices, TrueFalse
from builder.blocks.question.common import QuestionBase
from builder.blocks.question.writing import FillIn, Number

Question = Annotated[
    Choice | Choices | TrueFalse | FillIn | Number | Match | Order | Rank, Discriminator("form")
]

__all__ = [
    "Choice",
    "Choices",
    "FillIn",
    "Match",
    "Number",
    "Order",
    "Question",
    "QuestionBase",
    "Rank",
    "TrueFalse",
]
