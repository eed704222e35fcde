"""What a browser may send to the LRS from another origin, and what it may read of the answer."""

from __future__ import annotations

from dataclasses import dataclass, field

ALLOWED = ("Authorization", "Content-Type", "X-Experience-API-Version", "If-Match", "If-None-Match")
EXPOSED = (
    "ETag", "Last-Modified", "Retry-After", "X-Experience-API-Version",
    "X-Experience-API-Consistent-Through",
)  # fmt: skip


@dataclass
class Cors:
    """Every origin may do everything, but for what a test takes away.

    A browser remembers a preflight for `remembered` seconds: forbid a header before its first use,
    or set that to 0.
    """

    hidden: set[str] = field(default_factory=set)
    """Headers of answers that scripts cannot read: `ETag`."""
    forbidden: set[str] = field(default_factory=set)
    """Headers that scripts cannot send: `If-Match`. Not even the request is sent then."""
    closed: bool = False
    """Whether no origin is let in at all, as in an LRS that nobody set up for browsers."""
    remembered: int = 600

    def headers(self, origin: str) -> dict[str, str]:
        """Headers of every answer, also of one that refuses: else a script could not read why."""
        if self.closed:
            return {}
        exposed = [name for name in EXPOSED if name not in self.hidden]
        return {
            "Access-Control-Allow-Origin": origin or "*",
            "Access-Control-Expose-Headers": ", ".join(exposed),
            "Vary": "Origin",
        }

    def preflight(self) -> dict[str, str]:
        """More headers, for the question that a browser asks first: without any credentials."""
        if self.closed:
            return {}
        allowed = [name for name in ALLOWED if name not in self.forbidden]
        return {
            "Access-Control-Allow-Methods": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
            "Access-Control-Allow-Headers": ", ".join(allowed),
            "Access-Control-Max-Age": str(self.remembered),
        }
