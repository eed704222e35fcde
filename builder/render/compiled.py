"""Compiled templates: made once on each machine, then found as bytecode, as Python has its own.

They lie among the user's own files, never in a course's folder: bytecode is run.
"""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from builder.cache import tool_cache


class Compiled(BytecodeCache):
    """What was compiled, by the name and text of each template.

    `kind` names all else that decides what becomes of them: filters on what stands in a template
    are worked out when it is compiled, and a sandbox guards each call.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """What is known of a template, if anything."""
        data = tool_cache().get("template", self._key(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what became of a template."""
        tool_cache().put("template", self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> bytes:
        return f"{self._kind} {bucket.key} {bucket.checksum}".encode()
