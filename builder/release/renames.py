"""Gone and new things that look alike: where an id was changed, it may have been by mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.release.changes import Change, Rename


def find_renames(changes: Iterable[Change]) -> Iterator[Rename]:
    """Each gone thing with the new one that it may be: the same kind and label, or the only one.

    The order of the course decides where several would fit; nothing is named twice, and what
    stands in something with another id is not named at all if its own id is the same.
    """
    found = list(_pairs(changes))
    yield from (one for one in found if not any(other.implies(one) for other in found))


def _pairs(changes: Iterable[Change]) -> Iterator[Rename]:
    # What a note explains already needs no guess.
    listed = [one for one in changes if not (one.verdict in ("gone", "new") and one.notes)]
    come = [one for one in listed if one.verdict == "new"]
    for gone in listed:
        if gone.verdict != "gone":
            continue
        found = next((one for one in come if _same_words(gone, one)), None)
        found = found or _only_one(gone, listed, come)
        if found is not None:
            come.remove(found)
            yield Rename(gone.sort, gone.id, found.id)


def _same_words(gone: Change, new: Change) -> bool:
    return (gone.sort, gone.kind, gone.label) == (new.sort, new.kind, new.label)


def _only_one(gone: Change, listed: list[Change], come: list[Change]) -> Change | None:
    """The one new thing of its kind on a page where it is the one that has gone."""

    def alike(one: Change) -> bool:
        return (one.sort, one.kind, one.page) == (gone.sort, gone.kind, gone.page)

    others = [one for one in listed if one.verdict == "gone" and alike(one)]
    candidates = [one for one in come if alike(one)]
    fits = gone.sort == "item" and len(others) == 1 and len(candidates) == 1
    return candidates[0] if fits else None
