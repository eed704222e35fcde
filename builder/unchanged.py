"""Whether a build would come to what is there already; then there is nothing to do.

A build that went well leaves a record: what was asked, every file that it read or wrote as the
disk showed it, and what it said. The next one that is asked for the same compares the record with
the disk. What was written so late that its times say little is there with its digest.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from builder.cache import Cache, settled, soon_settled
from builder.files import DiskFile, Tree, digest_of, files_below, read_folder

KIND = "unchanged"

Said = tuple[bool, str]
"""Whether it was said aside, and what."""


def last_words(cache: Cache, asked: bytes, source: Path) -> list[Said] | None:
    """What the last such build said, if everything is as it was; None if there is work to do."""
    data = cache.get(KIND, asked)
    if data is None:
        return None
    record = json.loads(data)
    if record["read"] != _seen(read_folder(source)):
        return None
    late = _late(record)
    if late is None or any(digest_of(one) != digest for one, digest in late):
        return None
    if late and all(settled(one.signature, cache.began) for one, _ in late):
        written = {path: [seen, ""] for path, (seen, _) in record["written"].items()}
        cache.put(KIND, asked, json.dumps({**record, "written": written}).encode())
    return [(bool(aside), str(text)) for aside, text in record["said"]]


def remember(
    cache: Cache, asked: bytes, tree: Tree, written: Collection[Path], said: list[Said]
) -> None:
    """Leave a record of a build that went well; none where a file might still have changed.

    `written` are the files and folders that it wrote.
    """
    seen = _seen(tree)
    if len(seen) < len(tree) or not all(settled(one, cache.began) for one in seen.values()):
        return
    now = cache.now()
    files = {
        str(one.path): [one.seen, "" if soon_settled(one.signature, now) else digest_of(one)]
        for one in files_below(written)
    }
    record = {"read": seen, "tops": sorted(map(str, written)), "written": files, "said": said}
    cache.put(KIND, asked, json.dumps(record).encode())


def _seen(tree: Tree) -> dict[str, Any]:
    """The files of a folder as the disk showed them, as JSON has them."""
    return {
        name: list(one.seen) for name, one in tree.items() if isinstance(one, DiskFile) and one.seen
    }


def _late(record: dict[str, Any]) -> list[tuple[DiskFile, str]] | None:
    """What was written so late that its times say little, with its digest; None if one differs."""
    try:
        found = {str(one.path): one for one in files_below(map(Path, record["tops"]))}
    except OSError:
        return None
    written = record["written"]
    if found.keys() != written.keys():
        return None
    if any(list(found[path].seen or ()) != seen for path, (seen, _) in written.items()):
        return None
    return [(found[path], digest) for path, (_, digest) in written.items() if digest]
