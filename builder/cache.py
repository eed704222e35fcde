"""What earlier builds worked out, kept in `.build-course/` in the course's folder.

It can be deleted at any time, and it is never believed for its own sake. An entry is named by a
digest of all that it was made from, the tool's own code included; it is signed with a key that
only this user has, so that what a stranger put into a course's folder is no entry; and it is read
as a whole or not at all. Where nothing can be kept, every build is simply the first.
"""

from __future__ import annotations

import hmac
import json
import os
import pickle
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from builder import __version__
from builder.files import Signature, part_of, signature_of, tool_signatures

T = TypeVar("T")

FOLDER = ".build-course"
ROOM = 64 << 20
"""Bytes that the entries of a course may take; those that were not asked for go first."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a changed file surely has another time; some disks count in twos."""
TICK = 10_000_000
"""Nanoseconds between two times that a system tells apart at least, on disks that can keep them."""
_SEALED = 32
_KEY = 32
_ENTRY = re.compile(r"[a-z]+-[0-9a-f]{40}|\..*\.part")
"""What may go: entries, and what builds that broke off left of them."""
_NOTICE = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by build-course; see docs/speed.md\n"


def settled(seen: Sequence[int], now: int) -> bool:
    """Whether a file with this signature can no longer change and keep it."""
    return max(seen[1], seen[2]) < now - SETTLED


def soon_settled(seen: Sequence[int], now: int) -> bool:
    """The same of a file that this program has closed, where the disk counts in small parts."""
    changed = max(seen[1], seen[2])
    return settled(seen, now) or (changed % TICK != 0 and changed < now - 2 * TICK)


class Cache:
    """Entries by kind and key. What is there may vanish; what is returned is what was put."""

    def __init__(self, folder: Path | None, secret: bytes = b"", began: int = 0) -> None:
        self._folder = folder
        self._secret = secret
        self._used: set[str] = set()
        self._grown = False
        self._sums: dict[str, list[int]] | None = None
        self._sums_now: dict[str, list[int]] = {}
        self.began = began
        """When this build began, by the clock of the disk, in nanoseconds."""
        self.counted: Counter[str] = Counter()
        """How often each kind was found (`kind`) and not found (`-kind`)."""

    def get(self, kind: str, key: bytes) -> bytes | None:
        """What was put under this key; None if it is not there or not sound."""
        if self._folder is None:
            return None
        name = self._name(kind, key)
        data = self._read(name)
        self.counted[kind if data is not None else f"-{kind}"] += 1
        if data is not None:
            self._used.add(name)
        return data

    def put(self, kind: str, key: bytes, data: bytes) -> None:
        """Keep an entry; a disk that refuses is no reason to stop a build."""
        if self._folder is None:
            return
        name = self._name(kind, key)
        self._used.add(name)
        self._grown = True
        with suppress(OSError):
            _write(self._folder / name, self._seal(name, data) + data)

    def now(self) -> int:
        """The time by the clock of the disk, in nanoseconds; 0 where nothing is kept."""
        with suppress(OSError):
            return 0 if self._folder is None else _time_at(self._folder)
        return 0

    def crc(self, path: Path, seen: Signature, work_out: Callable[[], int]) -> int:
        """The CRC-32 of a file: as it is known, or else worked out."""
        if self._sums is None:
            self._sums = json.loads(self.get("sums", b"") or b"{}")
        known = self._sums.get(str(path))
        if known is not None and tuple(known[1:]) == seen:
            self.counted["crc"] += 1
            self._sums_now[str(path)] = known
            return known[0]
        self.counted["-crc"] += 1
        crc = work_out()
        if settled(seen, self.began):
            self._sums_now[str(path)] = [crc, *seen]
        return crc

    def close(self) -> None:
        """Write the checksums, and make room if there is less of it."""
        if self._folder is None:
            return
        if self._sums is not None and self._sums_now != self._sums:
            self.put("sums", b"", json.dumps(self._sums_now).encode())
        if self._grown:
            with suppress(OSError):
                _tidy(self._folder, self._used)

    def _name(self, kind: str, key: bytes) -> str:
        digest = blake2b(tool_digest(), digest_size=20)
        digest.update(kind.encode() + b"\0" + key)
        return f"{kind}-{digest.hexdigest()}"

    def _read(self, name: str) -> bytes | None:
        if self._folder is None:
            return None
        try:
            sealed = (self._folder / name).read_bytes()
        except OSError:
            return None
        data = sealed[_SEALED:]
        good = hmac.compare_digest(sealed[:_SEALED], self._seal(name, data))
        return data if good else None

    def _seal(self, name: str, data: bytes) -> bytes:
        seal = blake2b(name.encode() + b"\0", key=self._secret, digest_size=_SEALED)
        seal.update(data)
        return seal.digest()


NO_CACHE = Cache(None)


class Values:
    """Values of Python that are kept for the next time.

    A pickle is a program: its cache is one in the user's own folder, never in that of a course.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get(self, kind: str, key: tuple[str, ...]) -> Any:
        """The value that was put under this key; None if there is none."""
        data = self._cache.get(kind, _joined(key))
        return None if data is None else pickle.loads(data)  # noqa: S301 - signed by this user

    def put(self, kind: str, key: tuple[str, ...], value: object) -> None:
        """Keep a value."""
        self._cache.put(kind, _joined(key), pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def close(self) -> None:
        """Make room."""
        self._cache.close()


def name_of(data: bytes) -> str:
    """A name for these bytes, which no others have."""
    return blake2b(data, digest_size=20).hexdigest()


def _joined(key: tuple[str, ...]) -> bytes:
    return "\0".join(key).encode()


NO_VALUES = Values(NO_CACHE)


def cache_of(course: Path) -> Cache:
    """The cache of the course in this folder; one that keeps nothing where that cannot be."""
    return _cache_at(course.resolve() / FOLDER, timed=True)


@cache
def tool_cache() -> Cache:
    """What does not depend on any course, in the user's own folder for such things."""
    folder = _user_folder()
    return NO_CACHE if folder is None else _cache_at(folder / "tool")


def made_once(kind: str, key: str, make: Callable[[], T]) -> T:
    """Plain data that `key` and the tool alone decide: made once on each machine, then found."""
    found = tool_cache().get(kind, key.encode())
    if found is not None:
        known: T = json.loads(found)
        return known
    made = make()
    tool_cache().put(kind, key.encode(), json.dumps(made).encode())
    return made


def found_once(kind: str, key: tuple[str, ...], find: Callable[[], T]) -> T:
    """The same for values of Python."""
    known = Values(tool_cache())
    before: T | None = known.get(kind, key)
    if before is not None:
        return before
    found = find()
    known.put(kind, key, found)
    return found


def _cache_at(folder: Path, *, timed: bool = False) -> Cache:
    secret = _secret()
    if secret is None or folder.is_symlink():  # it may have come with a course, and lead anywhere
        return NO_CACHE
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            (folder / "CACHEDIR.TAG").write_text(_NOTICE, encoding="utf-8")
        return Cache(folder, secret, _time_at(folder) if timed else 0)
    except OSError:
        return NO_CACHE


def known_values() -> Values:
    """What earlier builds of any course found in its files."""
    folder = _user_folder()
    return NO_VALUES if folder is None else Values(_cache_at(folder / "courses"))


@cache
def tool_digest() -> bytes:
    """Stands for all code that a build runs: the tool's, that of its libraries, and Python's."""
    installed = [
        sorted(name for name in _names_in(place) if name.endswith(".dist-info"))
        for place in sys.path
        if place.endswith("-packages")
    ]
    facts = (__version__, sys.version, sys.platform, installed, tool_signatures())
    return blake2b(repr(facts).encode(), digest_size=20).digest()


def _names_in(folder: str) -> list[str]:
    with suppress(OSError):
        return [entry.name for entry in os.scandir(folder)]
    return []


def _user_folder() -> Path | None:
    """Where the user's programs keep what can be made again."""
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if given:
        return Path(given) / "build-course"
    with suppress(RuntimeError):
        home = Path.home()
        caches = home / "Library/Caches" if sys.platform == "darwin" else home / ".cache"
        return caches / "build-course"
    return None


@cache
def _secret() -> bytes | None:
    """The key of this user, made when it is first needed, and anew where others may know it."""
    folder = _user_folder()
    if folder is None:
        return None
    file = folder / "key"
    with suppress(OSError):
        key = _read_key(file)
        if key is None:
            folder.mkdir(parents=True, exist_ok=True)
            _write(file, os.urandom(_KEY))
            key = _read_key(file)
        return key
    return None


def _read_key(file: Path) -> bytes | None:
    """The key, if it is this user's alone: a folder for caches may be shared."""
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        key, status = stream.read(), os.fstat(stream.fileno())
    if len(key) != _KEY:
        return None
    if sys.platform == "win32":
        return key
    return key if status.st_uid == os.getuid() and not status.st_mode & 0o077 else None


def _write(file: Path, data: bytes) -> None:
    """Write a file as a whole."""
    part = part_of(file)
    try:
        with open(part, "xb", opener=_for_this_user) as stream:
            stream.write(data)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _for_this_user(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _time_at(folder: Path) -> int:
    """The time by the clock of the disk, with which those of its files can be compared."""
    file = part_of(folder / "now")
    with file.open("xb") as stream:
        now = signature_of(os.fstat(stream.fileno()))[1]
    file.unlink()
    return now


def _tidy(folder: Path, used: set[str]) -> None:
    """Delete the oldest entries that this build did not use while there is no room."""
    found = []
    total = 0
    for entry in os.scandir(folder):
        status = entry.stat(follow_symlinks=False)
        total += status.st_size
        if entry.name not in used and _ENTRY.fullmatch(entry.name):
            found.append((status.st_mtime_ns, status.st_size, entry.path))
    for _, size, path in sorted(found):
        if total <= ROOM:
            return
        Path(path).unlink(missing_ok=True)
        total -= size
