"""What a new release does to learners who are in the middle of the old one, as values."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from builder.blocks.told import Note
from builder.plan.model import CourseFacts
from builder.record import record

Verdict = Literal["kept", "changed", "new", "reset", "gone"]
"""`reset`: it is still there, but nothing recorded of it has a meaning any more."""

Sort = Literal["sco", "module", "page", "item"]


@record
class Change:
    """One thing of the course, and what becomes of it."""

    sort: Sort
    id: str
    kind: str
    """The block type of an item; else the same as `sort`."""
    label: str
    page: str
    """The page that it stands on; "" for what stands on none."""
    verdict: Verdict
    notes: tuple[Note, ...] = ()
    accepted: bool = False

    @property
    def lost(self) -> bool:
        """Whether something that learners did no longer counts or no longer shows."""
        return self.verdict in ("gone", "reset") or any(note.lost for note in self.notes)


@record
class Rename:
    """Something gone and something new that look alike: the same thing under another id."""

    sort: Sort
    old: str
    new: str

    @property
    def moved(self) -> bool:
        """Whether it only stands elsewhere: its own id is the same, that of its page is not."""
        return self.old.rpartition(".")[2] == self.new.rpartition(".")[2]

    def implies(self, other: Rename) -> bool:
        """Whether the other one is only so because this one holds it."""
        within = other.old.startswith(f"{self.old}.") and other.new.startswith(f"{self.new}.")
        return within and other.old[len(self.old) :] == other.new[len(self.new) :]


@record
class Comparison:
    """All that a new release does to learners who are in the middle of the old one."""

    old: CourseFacts
    new: CourseFacts
    changes: tuple[Change, ...]
    rules: tuple[str, ...] = ()
    """What has changed about order, completion and score, and what that means."""
    faults: tuple[str, ...] = ()
    """Why the tracking lock is not one that follows the old release's; nobody can accept that."""
    renames: tuple[Rename, ...] = ()
    room: str = ""
    """How much a record can take at most, in a sentence."""
    unknown: tuple[str, ...] = field(default=())
    """Names that were to be accepted, and of which nothing is lost."""

    @property
    def another(self) -> bool:
        """Whether these are two courses and not two releases of one."""
        return self.old.id != self.new.id

    @property
    def dropped(self) -> bool:
        """Whether no record of the old release finds its way into the new one at all."""
        scos = [one for one in self.changes if one.sort == "sco" and one.verdict != "new"]
        return self.another or (bool(scos) and all(one.verdict == "gone" for one in scos))

    @property
    def losses(self) -> list[Change]:
        """What would be lost and is not accepted."""
        return [change for change in self.changes if change.lost and not change.accepted]

    @property
    def harmless(self) -> bool:
        """Whether nothing is lost, or all that is lost is accepted."""
        return not self.losses and not self.faults

    def count(self, verdict: Verdict, sort: Sort = "item") -> int:
        """How many things of a sort there are with this verdict."""
        return sum(one.verdict == verdict and one.sort == sort for one in self.changes)
