"""Speaks to an LRS in plain HTTP, one connection for each request."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from tests.lrs.server import Lrs


class Caller:
    """Speaks to the LRS as any client would."""

    def __init__(self, lrs: Lrs, authorization: str = "") -> None:
        self.lrs = lrs
        self.headers = {
            "Authorization": authorization or lrs.authorization,
            "X-Experience-API-Version": "1.0.3",
            "Content-Type": "application/json",
        }

    def __call__(
        self, method: str, path: str, body: Any = None, **changes: str | None
    ) -> tuple[int, Any, dict[str, str]]:
        """Status, body and headers of the answer. None takes a header away."""
        renamed = {name.replace("_", "-"): value for name, value in changes.items()}
        headers = {**self.headers, **renamed}
        parts = urlsplit(self.lrs.url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        sent = {name: value for name, value in headers.items() if value is not None}
        connection.request(method, parts.path + path, data, sent)
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        read = json.loads(raw) if raw and answer.headers["Content-Type"] else None
        return answer.status, read, dict(answer.headers.items())
