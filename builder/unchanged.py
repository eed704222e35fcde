"""Whether a build would come to what is there already; then there is nothing to do.

A build that went well leaves a record: what was asked, every file that it read as the disk showed
it, every file that it wrote with its digest, and what it said. The next one that is asked for the
same compares the record with the disk.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.cache import Cache, settled
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
    unsettled = _unsettled(record)
    if unsettled is None or any(digest_of(one) != digest for one, digest in unsettled):
        return None
    if unsettled:  # from now on their times are enough
        cache.put(KIND, asked, json.dumps({**record, "at": cache.began}).encode())
    return [(bool(aside), str(text)) for aside, text in record["said"]]


def remember(
    cache: Cache, asked: bytes, tree: Tree, written: Mapping[Path, str], said: list[Said]
) -> None:
    """Leave a record of a build that went well; none where a file might still have changed.

    `written` are files and folders, with the digests of those files of which they are known.
    """
    seen = _seen(tree)
    if len(seen) < len(tree) or not all(settled(one, cache.began) for one in seen.values()):
        return
    files = {
        str(one.path): [one.seen, written.get(one.path) or digest_of(one)]
        for one in files_below(written)
    }
    record = {
        "read": seen,
        "tops": sorted(map(str, written)),
        "written": files,
        "at": 0,
        "said": said,
    }
    cache.put(KIND, asked, json.dumps(record).encode())


def _seen(tree: Tree) -> dict[str, Any]:
    """The files of a folder as the disk showed them, as JSON has them."""
    return {
        name: list(one.seen) for name, one in tree.items() if isinstance(one, DiskFile) and one.seen
    }


def _unsettled(record: dict[str, Any]) -> list[tuple[DiskFile, str]] | None:
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
    return [
        (found[path], digest)
        for path, (seen, digest) in written.items()
        if not settled(seen, record["at"])
    ]
