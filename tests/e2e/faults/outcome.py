"""What came of a fault, in words, held to what came of it before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from tests.e2e.faults.learning import ALL


def told_of(done: dict[str, str]) -> str:
    """What of the first visit is there, in a word."""
    kept = [name for name, value in ALL.items() if done.get(name) == value]
    if len(kept) == len(ALL):
        return "everything"
    return ", ".join(kept) if kept else "nothing"


def compare(file: Path, name: str, mode: str, result: dict[str, Any]) -> None:
    """With what came out before; or writes it down."""
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if os.environ.get("GOLDEN") == "write":
        known.setdefault(name, {})[mode] = result
        text = json.dumps(known, ensure_ascii=False, indent=1) + "\n"
        file.write_text(text, encoding="utf-8")
    else:
        assert result == known[name][mode]
