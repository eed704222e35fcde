"""The table of all block types, by the first key that an author writes."""

from __future__ import annotations

from typing import Any

from builder.blocks.audio import Audio
from builder.blocks.callout import Callout
from builder.blocks.cards import Cards
from builder.blocks.check import Check
from builder.blocks.download import Download
from builder.blocks.embed import Embed
from builder.blocks.image import Picture
from builder.blocks.plan import PlanBlock
from builder.blocks.pool import Pool
from builder.blocks.question import Question
from builder.blocks.quote import Quote
from builder.blocks.rate import Rate
from builder.blocks.references import References
from builder.blocks.reflect import Reflect
from builder.blocks.reveal import Reveal
from builder.blocks.scenario import ScenarioBlock
from builder.blocks.sheet import Sheet
from builder.blocks.table import Table
from builder.blocks.text import Text
from builder.blocks.video import AnyVideo

BLOCKS: dict[str, Any] = {
    "text": Text,
    "image": Picture,
    "video": AnyVideo,
    "audio": Audio,
    "quote": Quote,
    "callout": Callout,
    "cards": Cards,
    "table": Table,
    "download": Download,
    "embed": Embed,
    "references": References,
    "check": Check,
    "reveal": Reveal,
    "question": Question,
    "pool": Pool,
    "reflect": Reflect,
    "rate": Rate,
    "scenario": ScenarioBlock,
    "plan": PlanBlock,
    "sheet": Sheet,
}
"""First key to type; `question` is a union over its `kind`, `video` over its keys."""
