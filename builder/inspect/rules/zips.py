"""The zip as such: what is refused at once, and what goes wrong when it is unpacked."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from builder.inspect.archive import ENCRYPTED, UTF8, Archive, Entry
from builder.inspect.findings import EVERY, Finding, Level, Rule
from builder.inspect.subject import RUBBISH, Subject, fold

MOST_ENTRIES = 50_000
MOST_UNPACKED = 8 << 30
SUSPECT = 64 << 20
MOST_RATIO = 100
"""A zip of more than 8 GB is refused, and one of more than 64 MB that are packed that tightly."""

HEADER = 30
"""Bytes before each file in a zip, besides its name."""

NO_ZIP = Rule(
    "PK001", "It is no zip that can be read", Level.ERROR, (EVERY,),
    "The upload is refused.",
    "Export or build the package again, and send it as a file, not as the text of a mail.",
)  # fmt: skip
BOMB = Rule(
    "PK002", "A zip bomb: it unpacks to far more than it is", Level.ERROR, (EVERY,),
    "Unpacking it would fill the disk of the server.",
    "Do not upload it anywhere. If it is your own, pack it again without what fills it.",
)  # fmt: skip
PATH_TRICK = Rule(
    "PK003", "A name that leads out of the package", Level.ERROR, (EVERY,),
    "Careless programs would write such a file somewhere else on the server.",
    "Do not upload it anywhere. No tool for courses makes such names.",
)  # fmt: skip
LINK = Rule(
    "PK004", "A link or a device in place of a file", Level.ERROR, (EVERY,),
    "A link could show files of the server to learners; careful LMSs refuse the upload.",
    "Pack the file itself in its place.",
)  # fmt: skip
LOCKED = Rule(
    "PK005", "It is encrypted", Level.ERROR, (EVERY,),
    "No LMS asks for a password: the upload fails.",
    "Pack it again without a password.",
)  # fmt: skip
TOO_MANY = Rule(
    "PK006", "More files than any course has", Level.ERROR, (EVERY,),
    "Unpacking it would keep the server busy for long, if it ends at all.",
    "Pack only the files that the course shows.",
)  # fmt: skip
OVERLAP = Rule(
    "PK007", "Files that lie in each other", Level.ERROR, (EVERY,),
    "One part of the zip is unpacked again and again; bombs are made like that.",
    "Do not upload it anywhere. If it is your own, pack it again.",
)  # fmt: skip
DAMAGED = Rule(
    "PK008", "A damaged file", Level.ERROR, (EVERY,),
    "Unpacking ends there, or leaves a broken file behind.",
    "Build or download the package again.",
)  # fmt: skip
ODD_PACKING = Rule(
    "PK009", "A file that is packed in an uncommon way", Level.ERROR, (EVERY,),
    "Many servers unpack only what is stored or deflated; the rest is missing.",
    "Pack it again with ordinary zip compression (deflate).",
)  # fmt: skip
TWICE = Rule(
    "PK010", "A name that stands there twice", Level.ERROR, (EVERY,),
    "Which of the two files learners get depends on the program that unpacks them.",
    "Pack it again, each file once.",
)  # fmt: skip
SAME_BUT_CAPITALS = Rule(
    "PK011", "Names that differ in capital letters only", Level.WARNING, ("LMSs on Windows",),
    "One of the files replaces the other.",
    "Rename one of them, and what refers to it.",
)  # fmt: skip
RUBBISH_IN_IT = Rule(
    "PK012", "Files that an operating system left behind", Level.HINT, (EVERY,),
    "They do no harm. Moodle leaves them out.",
    "Leave __MACOSX, .DS_Store and Thumbs.db out when you pack it.",
)  # fmt: skip
FOREIGN_LETTERS = Rule(
    "PK013", "A name whose letters are not marked as UTF-8", Level.WARNING, (EVERY,),
    "It is unpacked under another name, and what refers to it finds nothing.",
    "Pack it with a program that marks names as UTF-8, or use plain letters in names.",
)  # fmt: skip

REFUSALS = (NO_ZIP, BOMB, PATH_TRICK, LINK, LOCKED, TOO_MANY, OVERLAP)


def refusals(archive: Archive) -> Iterator[Finding]:
    """Why nobody should unpack it."""
    for check in (too_many, bombs, path_tricks, links, locked, overlaps):
        yield from check(archive)


def too_many(archive: Archive) -> Iterator[Finding]:
    """There is a limit to what is looked at."""
    if len(archive.entries) > MOST_ENTRIES:
        yield TOO_MANY.found(
            f"It holds {len(archive.entries):,} files; at most {MOST_ENTRIES:,} are looked at."
        )


def bombs(archive: Archive) -> Iterator[Finding]:
    """What it would come to, by its own words; less than that is never written."""
    whole = sum(entry.size for entry in archive.entries)
    if whole > MOST_UNPACKED:
        yield BOMB.found(f"It would unpack to {_gigabytes(whole)}.")
    elif whole > SUSPECT and whole > MOST_RATIO * archive.size:
        yield BOMB.found(
            f"It would unpack to {_gigabytes(whole)}, {whole // max(1, archive.size):,} times its "
            "own size."
        )
    else:
        yield from _single_bombs(archive)


def _single_bombs(archive: Archive) -> Iterator[Finding]:
    """A bomb may lie beside large films."""
    for entry in archive.entries:
        if entry.size > SUSPECT and entry.size > MOST_RATIO * max(1, entry.packed):
            yield BOMB.found(f"One file would unpack to {_gigabytes(entry.size)}.", entry.name)


def _gigabytes(size: int) -> str:
    return f"{size / (1 << 30):,.1f} GB"


def path_tricks(archive: Archive) -> Iterator[Finding]:
    """A package stays in its folder."""
    for entry in archive.entries:
        if _leads_out(entry.name):
            yield PATH_TRICK.found("This name leads out of the package.", entry.name)


def _leads_out(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return not parts[0] or ".." in parts or "\0" in name or bool(re.match(r"[A-Za-z]:", name))


def links(archive: Archive) -> Iterator[Finding]:
    """There are files and folders only."""
    for entry in archive.entries:
        if entry.is_special:
            yield LINK.found("This is no file, but a link or a device.", entry.name)


def locked(archive: Archive) -> Iterator[Finding]:
    """Nobody types a password."""
    found = [entry for entry in archive.entries if entry.flags & ENCRYPTED]
    if found:
        yield LOCKED.found(f"{len(found)} of {len(archive.entries)} files need a password.")


def overlaps(archive: Archive) -> Iterator[Finding]:
    """Each file has bytes of its own."""
    ordered = sorted(archive.entries, key=lambda entry: entry.offset)
    ends = [*(entry.offset for entry in ordered[1:]), archive.listing]
    found = [one for one, end in zip(ordered, ends, strict=False) if _end(one) > end]
    if found:
        yield OVERLAP.found(
            "It lies over the next one in the zip, or over its table of contents.", found[0].name
        )


def _end(entry: Entry) -> int:
    return entry.offset + HEADER + len(entry.name) + entry.packed


# ---- what is looked at in zips that are not refused ----------------------------------------------


def damaged(subject: Subject) -> Iterator[Finding]:
    """What was packed comes out again."""
    for entry in subject.archive.damaged():
        yield DAMAGED.found("It does not unpack to what it was.", entry.name)


def odd_packing(subject: Subject) -> Iterator[Finding]:
    """Stored or deflated (lms-facts.md 1.3)."""
    for entry in subject.files:
        if entry.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield ODD_PACKING.found(f"It is packed by method {entry.method}.", entry.name)


def twice(subject: Subject) -> Iterator[Finding]:
    """A name is a name of one file."""
    for name, count in Counter(entry.name for entry in subject.files).items():
        if count > 1:
            yield TWICE.found(f"This name stands there {count} times.", name)


def same_but_capitals(subject: Subject) -> Iterator[Finding]:
    """Some file systems do not tell them apart."""
    names = sorted({entry.name for entry in subject.files}, key=lambda name: (fold(name), name))
    for one, other in pairwise(names):
        if fold(one) == fold(other):
            yield SAME_BUT_CAPITALS.found(f"There is {one} as well.", other)


def rubbish(subject: Subject) -> Iterator[Finding]:
    """Moodle skips it; it is named once."""
    found = [
        one.name
        for one in subject.archive.entries
        if not one.is_folder and RUBBISH.intersection(one.name.split("/"))
    ]
    if found:
        yield RUBBISH_IN_IT.found(f"There are {len(found)}, such as this one.", found[0])


def foreign_letters(subject: Subject) -> Iterator[Finding]:
    """Without the flag the letters are those of an old code page (lms-facts.md 1.3)."""
    for entry in subject.files:
        if not entry.name.isascii() and not entry.flags & UTF8:
            yield FOREIGN_LETTERS.found("Its letters are not marked as UTF-8.", entry.name)
