"""A jump that a check offers can be taken: what it leads to is open by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.blocks.check import Check
from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.model.module import Page

CLOSED_OFFER = Rule("BC613", "An offer to jump to a page that may be closed", Severity.WARNING)


def closed_offers(subject: Subject) -> Iterator[Diagnostic]:
    """A learner who is told to skip ahead does not meet a closed gate."""
    if subject.gaps.lacks_any("modules"):
        return
    pages = [(page_id, page) for _, page_id, page in subject.course.pages()]
    for placed in subject.blocks:
        if not isinstance(placed.block, Check):
            continue
        for at, advice in enumerate(placed.block.advice):
            holder = advice.offer and _holder(subject, pages, placed.id, advice.offer)
            if holder:
                yield CLOSED_OFFER.at(
                    placed.place.down("advice", at, "offer"),
                    f"'{advice.offer}' may still be closed when it is offered: {holder}.",
                    "Offer a page that is open by then, or take the gate away.",
                )


def _holder(subject: Subject, pages: Sequence[tuple[str, Page]], block: str, offer: str) -> str:
    """What may hold the offered page back; "" for nothing."""
    names = [name for name, _ in pages]
    here = names.index(block.rpartition(".")[0])
    there = next((at for at, name in enumerate(names) if _is_at(name, offer)), -1)
    if there <= here + 1:
        return ""  # an earlier page was open before, and the next one is this page's own gate
    if subject.course.order == "linear":
        return "the order of the course is linear"
    before, page = pages[there - 1]
    return f"'{before}' has requires: all" if page.requires else ""


def _is_at(page: str, target: str) -> bool:
    """Whether a target means this page; a module means its first one."""
    return page == target or page.startswith(f"{target}.")
