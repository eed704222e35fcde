"""A small learning record store in memory: statements, and documents with their tags.

It does what xAPI 1.0.3 asks of a store where the player relies on it; what nobody here needs, such
as attachments or voiding, it has not.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any
from uuid import uuid4

from builder.record import record

Statement = dict[str, Any]
Key = tuple[str, ...]

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@record
class Answer:
    """A status, JSON or bytes, and headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@record
class Document:
    """A document of the State or the Agent Profile API."""

    data: bytes
    kind: str

    @property
    def tag(self) -> str:
        """The quoted digest of its bytes (xAPI-Communication.md, 3.1)."""
        return f'"{hashlib.sha256(self.data).hexdigest()[:40]}"'


class Store:
    """All that was told."""

    def __init__(self) -> None:
        self.statements: dict[str, Statement] = {}
        self.documents: dict[Key, Document] = {}

    def post(self, given: Any) -> Answer:
        """Keeps all of them, or none."""
        found = given if isinstance(given, list) else [given]
        wrong = [why for one in found if (why := fault(one))]
        if wrong:
            return refused(400, wrong[0])
        named = [{"id": str(uuid4()), **one} for one in found]
        for one in named:
            held = self.statements.get(one["id"])
            if held is not None and held != one:
                return refused(409, f"Another statement has the id {one['id']}.")
        for one in named:
            self.statements.setdefault(one["id"], one)
        return Answer(200, [one["id"] for one in named])

    def statement(self, name: str) -> Answer:
        """One statement."""
        held = self.statements.get(name)
        return refused(404, "There is no such statement.") if held is None else Answer(200, held)

    def read(self, key: Key) -> Answer:
        """A document with its type and tag."""
        held = self.documents.get(key)
        if held is None:
            return refused(404, "There is no such document.")
        return Answer(200, held.data, {"Content-Type": held.kind, "ETag": held.tag})

    def write(self, key: Key, new: Document, conditions: Mapping[str, str]) -> Answer:
        """Puts a document in place of what is there, if it is what the writer takes it for."""
        held = self.documents.get(key)
        wanted, unwanted = conditions.get("if-match"), conditions.get("if-none-match")
        if unwanted is not None and _means(unwanted, held):
            return refused(412, "The document is there already.")
        if wanted is not None and not _means(wanted, held):
            return refused(412, "Someone else has written the document meanwhile.")
        self.documents[key] = new
        return Answer(204, None, {"ETag": new.tag})

    def forget(self) -> None:
        """Everything."""
        self.statements.clear()
        self.documents.clear()


def refused(status: int, why: str) -> Answer:
    """An answer that says why not."""
    return Answer(status, {"error": why})


def fault(one: Any) -> str:
    """What is wrong with a statement's form; "" where nothing is."""
    if not isinstance(one, dict):
        return "A statement is an object."
    missing = [part for part in ("actor", "verb", "object") if not isinstance(one.get(part), dict)]
    if missing:
        return f"A statement has no {missing[0]}."
    if "id" in one and not (isinstance(one["id"], str) and UUID.fullmatch(one["id"])):
        return "A statement's id is no UUID."
    return ""


def agent_key(agent: str) -> str:
    """An agent is the same however its JSON is spelled, and whatever name it bears."""
    try:
        parts = json.loads(agent)
    except ValueError:
        return agent
    if not isinstance(parts, dict):
        return agent
    own = {name: part for name, part in parts.items() if name not in ("name", "objectType")}
    return json.dumps(own, sort_keys=True)


def _means(tags: str, held: Document | None) -> bool:
    """Whether a list of tags, or `*`, means what is there."""
    return held is not None and (tags.strip() == "*" or held.tag in re.split(r"\s*,\s*", tags))
