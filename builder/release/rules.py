"""What has changed about order, completion and score, and what it means to learners."""

from __future__ import annotations

from collections.abc import Iterator

from builder.plan.model import Completion, Plan, PlannedItem
from builder.wording import counted

STAYS = "A status or a best score that was reached is never taken away."


def compare_rules(old: Plan, new: Plan) -> Iterator[str]:
    """One sentence for each difference; at the end what holds for all of them."""
    said = [*_order(old, new), *_gates(old, new), *_completion(old, new), *_score(old, new)]
    said += _more_to_do(old, new)
    if said:
        yield from said
        yield STAYS
    yield from _units(old, new)


def _order(old: Plan, new: Plan) -> Iterator[str]:
    if old.rules.order != new.rules.order:
        if new.rules.order == "linear":
            yield (
                "Pages open one after the other now: pages that were opened stay open, the next "
                "ones wait for what is missing."
            )
        else:
            yield "All pages may be opened in any order now."
    common = {page.id for page in old.pages} & {page.id for page in new.pages}
    before, now = ([page.id for page in plan.pages if page.id in common] for plan in (old, new))
    if before != now:
        yield "Pages stand in another order; learners come back to the page where they were."


def _gates(old: Plan, new: Plan) -> Iterator[str]:
    if new.rules.order == "linear":  # every page holds the next one back
        return
    before = {page.id for page in old.pages if page.gate}
    now = {page.id for page in new.pages if page.gate}
    known = {page.id for page in old.pages} & {page.id for page in new.pages}
    closed, opened = sorted((now - before) & known), sorted((before - now) & known)
    if closed:
        yield (
            f"{_hold(closed)} the next page back now; who has opened the next page already keeps "
            "it."
        )
    if opened:
        yield f"{_hold(opened)} the next page back no more."


def _hold(pages: list[str]) -> str:
    return f"{', '.join(pages)} {'holds' if len(pages) == 1 else 'hold'}"


def _completion(old: Plan, new: Plan) -> Iterator[str]:
    before, now = old.rules.completion, new.rules.completion
    if _way(before) != _way(now):
        yield (
            f"The course is done when {_way(now)}, before when {_way(before)}: learners in the "
            "middle are measured by the new rule."
        )
    if before.pass_mark != now.pass_mark:
        yield _pass_mark(before.pass_mark, now.pass_mark)
    if old.rules.status != new.rules.status:
        yield (
            f"It reports '{new.rules.status}' when it is done, before '{old.rules.status}': check "
            "what the LMS takes for completion."
        )


def _way(done: Completion) -> str:
    if done.when == "pages":
        return f"{100 * done.share:.0f} % of the pages were opened"
    if done.when == "modules":
        return f"everything required in {', '.join(done.modules)} is done"
    return "everything required is done"


def _pass_mark(before: int | None, now: int | None) -> str:
    if now is None:
        return "There is no pass mark any more: who has done all else is done at the next visit."
    if before is None:
        return f"There is a pass mark now: {now} %. Who is in the middle needs it."
    if now > before:
        return f"The pass mark is {now} %, before {before} %: who is in the middle needs more."
    return (
        f"The pass mark is {now} %, before {before} %: who has reached it and done all else is "
        "done at the next visit."
    )


def _score(old: Plan, new: Plan) -> Iterator[str]:
    if old.points != new.points:
        yield (
            f"There are {new.points:g} points to get, before {old.points:g}: scores are shares of "
            "all points and are computed anew; a better score from before stays."
        )


def _units(old: Plan, new: Plan) -> Iterator[str]:
    """An LMS knows a unit by its id, and keeps what was done in it there (cmi5, 13.1.4)."""
    if old.rules.units != new.rules.units:
        now, before = "each module by itself", "the course as a whole"
        if not new.rules.units:
            now, before = before, now
        yield (
            f"In cmi5 an LMS launches {now} now, before {before}: these are other units, so a "
            "learner's work in cmi5 begins anew."
        )


def _more_to_do(old: Plan, new: Plan) -> Iterator[str]:
    known = {page.id for page in old.pages}
    pages = sum(page.id not in known for page in new.pages)
    before = {item.id: _asked(item) for item in old.items}
    items = sum(max(0, _asked(item) - before.get(item.id, 0)) for item in new.items)
    parts = [
        *([counted(pages, "more page")] if pages else []),
        *([counted(items, "more activity", "more activities")] if items else []),
    ]
    if parts:
        yield (
            f"There is more to do: {' and '.join(parts)}. Learners see less progress than before "
            "until they have done it; who is done already stays done."
        )


def _asked(item: PlannedItem) -> int:
    """How many activities it asks for; of a pool's questions so many as are drawn."""
    if not item.required or item.pool is not None:
        return 0
    return 1 if item.draw is None else item.draw
