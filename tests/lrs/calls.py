"""One request to the LRS as a value: which sort it is, and what statements it carries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.lms.wire import Request

ROOT = "/xapi"
DOCUMENTS = {"/activities/state": "state", "/agents/profile": "agent",
             "/activities/profile": "activity"}  # fmt: skip
"""The APIs of documents, and what kinds of requests call them."""


@dataclass
class Call:
    """A request, and in the end how it was answered."""

    method: str
    path: str
    """Below the LRS's address: `/statements`."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Their names in small letters."""
    body: bytes
    first: bool = True
    """Whether it is the first on its connection."""
    status: int | None = None
    """None while it is under way, and when the connection ended without an answer."""

    @classmethod
    def of(cls, request: Request) -> Call:
        """From what came over the network."""
        inside = request.path.startswith(ROOT)
        path = request.path.removeprefix(ROOT).rstrip("/") if inside else ""
        return cls(
            request.method, path, request.query, request.headers, request.body, request.first
        )

    @property
    def kind(self) -> str:
        """What sort of request it is; faults are set by this word (`faults.py` lists them)."""
        if self.method == "OPTIONS":
            return "preflight"
        reads = self.method in ("GET", "HEAD")
        if self.path == "/statements":
            return "query" if reads else "statements"
        if self.path in DOCUMENTS:
            return f"{DOCUMENTS[self.path]}.{'read' if reads else 'write'}"
        return self.path.strip("/") or "other"

    @property
    def json(self) -> Any:
        """What the body says; None where it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def statements(self) -> list[dict[str, Any]]:
        """The statements that it carries, with the ids that they are to have."""
        if self.kind != "statements":
            return []
        given = self.json
        found = given if isinstance(given, list) else [given]
        named = {"id": self.query["statementId"]} if "statementId" in self.query else {}
        return [{**named, **one} for one in found if isinstance(one, dict)]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"
