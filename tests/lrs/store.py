"""What the test LRS keeps: statements, and documents with their ETags. No network here."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from tests.lrs.rules import faults

Statement = dict[str, Any]
STORED = "2026-01-01T00:00:00.000Z"
MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT"
OWN = ("stored", "authority", "version")


@dataclass(frozen=True)
class Answer:
    """What the LRS answers: a status, JSON or bytes, and headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A document of the State or a Profile API."""

    data: bytes
    kind: str

    @property
    def etag(self) -> str:
        """The quoted SHA-1 of its bytes (xAPI-Communication.md, 3.1)."""
        return f'"{hashlib.sha1(self.data, usedforsecurity=False).hexdigest()}"'


class Store:
    """Everything that was stored, safe for several threads."""

    def __init__(self) -> None:
        self.statements: dict[str, Statement] = {}
        self.documents: dict[tuple[str, ...], Document] = {}
        self._lock = threading.Lock()

    # ---- statements ----------------------------------------------------------------------------

    def post(self, given: Any) -> Answer:
        """Store all of them, or none."""
        found = given if isinstance(given, list) else [given]
        wrong = [fault for one in found for fault in faults(one)]
        if wrong:
            return Answer(400, {"error": wrong[:10]})
        ids = [one.get("id") or self._new_id(one) for one in found]
        if len(set(ids)) < len(ids):
            return Answer(400, {"error": ["the same id twice in one request"]})
        with self._lock:
            for identifier, one in zip(ids, found, strict=True):
                held = self.statements.get(identifier)
                if held is not None and not is_same(held, {**one, "id": identifier}):
                    return Answer(409, {"error": [f"another statement has the id {identifier}"]})
            for identifier, one in zip(ids, found, strict=True):
                self.statements.setdefault(identifier, _kept(one, identifier))
        return Answer(200, ids)

    def put(self, identifier: str, given: Any) -> Answer:
        """Store one under the id in the address."""
        if isinstance(given, dict) and given.get("id", identifier) != identifier:
            return Answer(400, {"error": ["statementId is not the statement's id"]})
        answer = self.post({**given, "id": identifier} if isinstance(given, dict) else given)
        return Answer(204) if answer.status == 200 else answer

    def get(self, identifier: str) -> Answer:
        """One statement."""
        held = self.statements.get(identifier)
        return Answer(404, {"error": ["not found"]}) if held is None else Answer(200, held)

    def query(self, wanted: Mapping[str, str]) -> Answer:
        """Statements by verb, activity, registration and agent; the newest first."""
        found = [one for one in self.statements.values() if _fits(one, wanted)]
        if wanted.get("ascending") != "true":
            found.reverse()
        limit = int(wanted.get("limit") or 0)
        return Answer(200, {"statements": found[:limit] if limit else found, "more": ""})

    def _new_id(self, one: Statement) -> str:
        number = f"{len(self.statements):012x}"
        return f"00000000-0000-4000-8000-{number}"

    # ---- documents -----------------------------------------------------------------------------

    def read(self, key: tuple[str, ...]) -> Answer:
        """A document with its type and its ETag."""
        held = self.documents.get(key)
        if held is None:
            return Answer(404, {"error": ["no such document"]})
        headers = {"Content-Type": held.kind, "ETag": held.etag, "Last-Modified": MODIFIED}
        return Answer(200, held.data, headers)

    def delete_all(self, start: tuple[str, ...]) -> Answer:
        """Remove all documents whose other parameters are these."""
        with self._lock:
            for key in [key for key in self.documents if key[:-1] == start]:
                del self.documents[key]
        return Answer(204)

    def names(self, start: tuple[str, ...]) -> Answer:
        """The ids of the documents whose other parameters are these."""
        found = sorted(key[-1] for key in self.documents if key[:-1] == start)
        return Answer(200, found)

    def write(
        self, key: tuple[str, ...], new: Document, headers: Mapping[str, str], *, guarded: bool
    ) -> Answer:
        """Replace a document. `guarded`: profiles must say what they replace (3.1)."""
        with self._lock:
            refused = _unmatched(self.documents.get(key), headers, guarded=guarded)
            if refused is None:
                self.documents[key] = new
            return refused or Answer(204)

    def merge(self, key: tuple[str, ...], new: Document, headers: Mapping[str, str]) -> Answer:
        """Add the top-level properties of a JSON document to those that are there (2.2)."""
        with self._lock:
            held = self.documents.get(key)
            refused = _unmatched(held, headers, guarded=False)
            if refused is not None:
                return refused
            if held is None:
                self.documents[key] = new
                return Answer(204)
            try:
                both = [json.loads(held.data), json.loads(new.data)]
            except ValueError:
                return Answer(400, {"error": ["only JSON can be merged"]})
            kinds = {held.kind.partition(";")[0], new.kind.partition(";")[0]}
            if kinds != {"application/json"} or not all(isinstance(one, dict) for one in both):
                return Answer(400, {"error": ["only JSON objects can be merged"]})
            data = json.dumps({**both[0], **both[1]}).encode()
            self.documents[key] = Document(data, "application/json")
            return Answer(204)

    def delete(self, key: tuple[str, ...], headers: Mapping[str, str]) -> Answer:
        """Remove a document, whether it is there or not."""
        with self._lock:
            refused = _unmatched(self.documents.get(key), headers, guarded=False)
            if refused is None:
                self.documents.pop(key, None)
            return refused or Answer(204)


def _unmatched(
    held: Document | None, headers: Mapping[str, str], *, guarded: bool
) -> Answer | None:
    """Why a document may not be written: 412 for a wrong ETag, 409 for none at all."""
    wanted, unwanted = headers.get("If-Match"), headers.get("If-None-Match")
    if guarded and wanted is None and unwanted is None:
        if held is None:
            return Answer(400, {"error": ["If-Match or If-None-Match is missing"]})
        return Answer(409, {"error": ["the document is there: say which one you replace"]})
    if unwanted is not None and _names(unwanted, held):
        return Answer(412, {"error": ["the document is there"]})
    if wanted is not None and not _names(wanted, held):
        return Answer(412, {"error": ["the document is another one"]})
    return None


def _names(tags: str, held: Document | None) -> bool:
    """Whether a list of ETags, or `*`, means what is there."""
    return held is not None and (tags.strip() == "*" or held.etag in re.split(r"\s*,\s*", tags))


def _kept(one: Statement, identifier: str) -> Statement:
    kept = deepcopy(one)
    authority = {"account": {"homePage": "https://lrs.test", "name": "key"}, "objectType": "Agent"}
    return {"version": "1.0.0", "timestamp": STORED, **kept, "id": identifier,
            "stored": STORED, "authority": authority}  # fmt: skip


def is_same(held: Statement, given: Statement) -> bool:
    """Whether a statement says the same as the one that is there (xAPI-Data.md, 2.3.1)."""
    own = OWN if "timestamp" in given else (*OWN, "timestamp")
    return _bare(held, own) == _bare(given, own)


def _bare(one: Statement, own: tuple[str, ...]) -> Statement:
    """Without what is the LRS's, and without words that may differ."""
    bare = {name: part for name, part in one.items() if name not in own}
    return {**bare, "verb": one["verb"]["id"], "object": one["object"].get("id", one["object"])}


def _fits(one: Statement, wanted: Mapping[str, str]) -> bool:
    tests = {
        "verb": lambda: one["verb"]["id"] == wanted["verb"],
        "activity": lambda: wanted["activity"] in _activities(one, wanted),
        "registration": lambda: (
            one.get("context", {}).get("registration") == wanted["registration"]
        ),
        "agent": lambda: _who(one["actor"]) == _who(json.loads(wanted["agent"])),
    }
    return all(test() for name, test in tests.items() if name in wanted)


def _activities(one: Statement, wanted: Mapping[str, str]) -> set[str]:
    found = {one["object"].get("id")}
    if wanted.get("related_activities") == "true":
        for several in one.get("context", {}).get("contextActivities", {}).values():
            found |= {each["id"] for each in (several if isinstance(several, list) else [several])}
    return found


def _who(agent: Mapping[str, Any]) -> Any:
    return {name: part for name, part in agent.items() if name not in ("name", "objectType")}
