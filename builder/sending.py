"""Handing statements to a learning record store: batches, retries, and an exact account.

Pure but for the two functions that it is given: one that delivers, one that waits. `builder.lrs`
has the real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from builder.record import record

Statement = dict[str, Any]

BATCH: Final = 50
PAUSES: Final = (1, 2, 5, 15, 40)
"""Seconds before each new try."""
LONGEST_PAUSE: Final = 120
"""Seconds that a store may ask for; one that wants more is asked another day."""

STORED_BY_LRS: Final = frozenset({"stored", "authority", "version", "timestamp", "id"})
"""What a store may have otherwise in a statement that is the same (xAPI-Data.md, 2.3.1)."""


@record
class Reply:
    """What the store said. `status` 0: nothing, there was no connection; `after`: `Retry-After`.

    `strange`: it spoke of success, but did not name the statements, as every store does.
    """

    status: int
    text: str = ""
    after: float | None = None
    strange: bool = False

    @property
    def taken(self) -> bool:
        """Whether the statements are stored."""
        return 200 <= self.status < 300 and not self.strange

    @property
    def worth_another_try(self) -> bool:
        """Whether it may go better a little later."""
        return self.status in (0, 408, 429) or self.status >= 500

    @property
    def says(self) -> str:
        """In a line."""
        text = " ".join(self.text.split())[:300]
        if self.status == 0:
            return text or "no connection"
        return f"{self.status} {text}".rstrip()


class Store(Protocol):
    """A learning record store."""

    def post(self, statements: Sequence[Statement]) -> Reply:
        """Store all of these, or none."""
        ...

    def get(self, identifier: str) -> Statement | None:
        """The statement that it has under an id; None where it has none, or does not tell."""
        ...


@dataclass
class Account:
    """What became of the statements.

    `accepted`: the store took them, or took them before and saw that they are the same. `present`:
    it said that it has statements with these ids. `refused`: with the store's reasons, by id.
    `unsent`: not delivered, because of `stopped`.
    """

    accepted: int = 0
    present: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    unsent: int = 0
    stopped: str = ""

    @property
    def complete(self) -> bool:
        """Whether the store has every statement."""
        return not self.refused and not self.unsent


def read_statements(data: Any) -> list[Statement]:
    """The statements in a value that was read from JSON.

    Raises:
        ValueError: they are none; a sentence says why.
    """
    if isinstance(data, dict) and "statements" in data:
        raise ValueError(
            "It lists what a course can say; nobody has said it yet (statements --from)."
        )
    if not isinstance(data, list):
        raise ValueError("Statements stand in a list.")
    known: set[str] = set()
    for number, one in enumerate(data, start=1):
        if not isinstance(one, dict) or not {"id", "actor", "verb", "object"} <= one.keys():
            raise ValueError(f"Statement {number} lacks an id, an actor, a verb or an object.")
        if str(one["id"]) in known:
            raise ValueError(f"Statement {number} has the id of an earlier one, {one['id']}.")
        known.add(str(one["id"]))
    return data


class _StoppedError(Exception):
    """Nothing more can be delivered: the reason."""


def send(
    statements: Sequence[Statement],
    store: Store,
    wait: Callable[[float], None],
    progress: Callable[[int], None] = lambda done: None,
) -> Account:
    """Deliver all statements, in their order. `progress` is told how many have been dealt with."""
    account = Account()
    done = 0
    for batch in batches(statements):
        try:
            _deliver(batch, store, wait, account)
        except _StoppedError as error:
            account.stopped = str(error)
            account.unsent = len(statements) - _settled(account)
            return account
        done += len(batch)
        progress(done)
    return account


def batches(statements: Sequence[Statement]) -> Iterator[Sequence[Statement]]:
    """At most `BATCH` at once."""
    for start in range(0, len(statements), BATCH):
        yield statements[start : start + BATCH]


def _settled(account: Account) -> int:
    return account.accepted + account.present + len(account.refused)


def _deliver(
    batch: Sequence[Statement], store: Store, wait: Callable[[float], None], account: Account
) -> None:
    """One batch; where the store refuses it, its halves, until the one to blame is found.

    A store takes all statements of a request or none (xAPI-Communication.md, 2.1.2).
    """
    reply = _patiently(batch, store, wait)
    if reply.taken:
        account.accepted += len(batch)
    elif len(batch) > 1:
        middle = len(batch) // 2
        _deliver(batch[:middle], store, wait, account)
        _deliver(batch[middle:], store, wait, account)
    else:
        _settle(batch[0], reply, store, account)


def _settle(statement: Statement, reply: Reply, store: Store, account: Account) -> None:
    """A single statement that was not taken: it is there already, or it is refused."""
    identifier = statement["id"]
    if reply.status != 409:
        account.refused[identifier] = reply.says
        return
    found = store.get(identifier)
    if found is None or same(statement, found):
        account.present += 1
    else:
        account.refused[identifier] = "another statement has this id"


def _patiently(batch: Sequence[Statement], store: Store, wait: Callable[[float], None]) -> Reply:
    """What the store says, asked again with growing pauses while it is worth it.

    Raises:
        _StoppedError: it does not answer, has too much to do, or does not let us in.
    """
    reply = store.post(batch)
    for pause in PAUSES:
        if not reply.worth_another_try:
            break
        if (reply.after or 0) > LONGEST_PAUSE:
            raise _StoppedError(f"The LRS wants to be asked again in {reply.after:g} seconds.")
        wait(max(pause, reply.after or 0))
        reply = store.post(batch)
    if reply.worth_another_try:
        raise _StoppedError(f"The LRS does not take them: {reply.says}.")
    if reply.status in (401, 403):
        raise _StoppedError(f"The LRS does not accept the credentials: {reply.says}.")
    if reply.strange:
        raise _StoppedError("This is not the address of an LRS: its answer is not that of one.")
    if reply.status in (404, 405) or 300 <= reply.status < 400:
        raise _StoppedError(f"This is not the address of an LRS: {reply.says}.")
    return reply


def same(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Whether two statements say the same, as far as a store has to keep it.

    Names and definitions may come back in another form: stores keep one definition of an activity.
    """
    return bool(_essence(ours) == _essence(theirs))


def _essence(statement: Mapping[str, Any]) -> Any:
    context = statement.get("context", {})
    return (
        _identity(statement.get("actor", {})),
        statement.get("verb", {}).get("id"),
        statement.get("object", {}).get("id"),
        _plain(statement.get("result", {})),
        context.get("registration"),
    )


def _identity(actor: Mapping[str, Any]) -> Any:
    return {name: part for name, part in actor.items() if name not in ("name", "objectType")}


def _plain(value: Any) -> Any:
    """Lengths of time may come back in another spelling; everything else is compared."""
    return {name: part for name, part in value.items() if name != "duration"}
