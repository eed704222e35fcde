"""A learning record store on the network. One of the few modules that touch network and clock."""

from __future__ import annotations

import base64
import http.client
import json
import socket
import time
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final
from urllib.parse import urlsplit

from tincan import RemoteLRS, StatementList
from tincan.lrs_response import LRSResponse

from builder.sending import Reply, Statement

TIMEOUT: Final = 60
"""Seconds for one request."""

HOME: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""This machine: what goes there needs no encryption."""

wait = time.sleep


class AddressError(Exception):
    """An address to which statements must not be sent: a sentence for a person."""


def checked(url: str) -> str:
    """The address of an LRS, if it may be used.

    Raises:
        AddressError: it is none, has secrets in it, or would carry them unencrypted.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise AddressError(f"{url} is no address.") from error
    if parts.scheme not in ("https", "http") or not host or parts.query or parts.fragment:
        raise AddressError("The address of an LRS looks like https://lrs.example.org/xapi/.")
    if parts.username is not None or parts.password is not None:
        raise AddressError("Take the name and the password out of the address.")
    if parts.scheme == "http" and host not in HOME:
        raise AddressError("Over http:// anyone could read the credentials: use https://.")
    return url


class RemoteStore:
    """An LRS, spoken to through `tincan`."""

    def __init__(self, url: str, key: str, secret: str) -> None:
        token = base64.b64encode(f"{key}:{secret}".encode()).decode("ascii")
        self._lrs = RemoteLRS(endpoint=checked(url), version="1.0.3", auth=f"Basic {token}")
        # tincan opens its connections without a limit of its own.
        socket.setdefaulttimeout(TIMEOUT)

    def post(self, statements: Sequence[Statement]) -> Reply:
        """Store all of these, or none."""
        wrapped = understood(statements)
        try:
            return _reply(self._lrs.save_statements(wrapped))
        except (OSError, http.client.HTTPException) as error:
            return Reply(0, str(error) or type(error).__name__)
        except UnicodeDecodeError:
            return Reply(0, "its answer is no text")
        except (ValueError, TypeError, AttributeError):  # success, but not with a list of ids
            return Reply(200, strange=True)

    def get(self, identifier: str) -> Statement | None:
        """The statement that it has under an id; None where it has none, or does not tell."""
        try:
            response = self._lrs.retrieve_statement(identifier)
        except (OSError, http.client.HTTPException, ValueError, TypeError, AttributeError):
            return None
        return _object(response.data) if response.success else None


def understood(statements: Sequence[Statement]) -> StatementList:
    """Statements as `tincan` has them.

    Raises:
        ValueError, TypeError, AttributeError: it finds something in them that is not xAPI.
    """
    # tincan takes apart what it is given.
    return StatementList([deepcopy(one) for one in statements])


def _object(text: str) -> Statement | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _reply(response: LRSResponse) -> Reply:
    after: Any = response.response.getheader("Retry-After")
    seconds = float(after) if after is not None and str(after).isdigit() else None
    return Reply(response.response.status, response.data or "", seconds)
