"""What comes of looking into a package: facts, and findings."""

from __future__ import annotations

from dataclasses import field

from builder.files import Content, Tree
from builder.fingerprint import fingerprint_of
from builder.inspect import tincan
from builder.inspect.archive import Folder, Store, opened
from builder.inspect.findings import Finding, Level
from builder.inspect.outline import Node, outline_of
from builder.inspect.rules import findings
from builder.inspect.rules.writing import checked
from builder.inspect.rules.zips import NO_ZIP, refusals
from builder.inspect.standards import Standard, Taken, standards_of, taken_of
from builder.inspect.subject import Subject
from builder.record import record
from builder.release.archive import UnreadableError

TIN_CAN = tincan.MANIFEST
"""Its schema has no licence that would let it be here; rules stand in its place."""

ORDER = (Level.ERROR, Level.WARNING, Level.HINT)


@record
class Inspection:
    """All that is known of a package."""

    size: int
    findings: tuple[Finding, ...]
    refused: bool = False
    """Whether nothing in it was looked at, because nobody should unpack it."""
    files: int = 0
    unpacked: int = 0
    fingerprint: str = ""
    """What stands for the files of a zip, as the set-up card shows it; none of a folder."""
    standards: tuple[Standard, ...] = ()
    taken: tuple[Taken, ...] = ()
    structure: tuple[Node, ...] = field(default=())
    schema: dict[str, bool] = field(default_factory=dict)
    """By manifest, whether it was checked against the standard's schema."""

    def count(self, level: Level) -> int:
        """How many findings there are of a level."""
        return sum(found.rule.level is level for found in self.findings)

    def passes(self, *, strict: bool) -> bool:
        """Whether there are no errors; if strict, no warnings either."""
        return not self.count(Level.ERROR) and not (strict and self.count(Level.WARNING))

    @property
    def title(self) -> str:
        """How the package calls itself."""
        titles = (node.title.strip() for top in self.structure for node in top.walk())
        return next((title for title in titles if title), "")

    @property
    def launches(self) -> list[Node]:
        """The parts that can be opened, in order."""
        return [node for top in self.structure for node in top.walk() if node.launch]


def inspect_zip(content: Content) -> Inspection:
    """What is in a zip, whoever made it.

    Raises:
        OSError: the disk refuses.
    """
    try:
        with opened(content) as archive:
            refused = tuple(refusals(archive))
            if refused:
                files = sum(not entry.is_folder for entry in archive.entries)
                return Inspection(content.size, refused, refused=True, files=files)
            return _inspected(archive)
    except UnreadableError as error:
        return Inspection(content.size, (NO_ZIP.found(str(error)),), refused=True)


def inspect_folder(tree: Tree) -> Inspection:
    """What is in a folder: a package that was unpacked, or a web page.

    Raises:
        OSError: the disk refuses.
    """
    return _inspected(Folder(tree))


def _inspected(store: Store) -> Inspection:
    subject = Subject(store)
    found = sorted(
        dict.fromkeys(findings(subject)),
        key=lambda one: (ORDER.index(one.rule.level), one.rule.code, one.file, one.line),
    )
    files = [(entry.name, entry.crc, entry.size) for entry in store.entries if not entry.is_folder]
    return Inspection(
        size=store.size,
        findings=tuple(found),
        files=len(files),
        unpacked=sum(entry.size for entry in store.entries),
        fingerprint=fingerprint_of(files) if store.zipped else "",
        standards=tuple(standards_of(subject)),
        taken=tuple(taken_of(subject)),
        structure=outline_of(subject),
        schema={
            name: checked(subject, name, document) is not None
            for name, document in subject.documents
            if name != TIN_CAN
        },
    )
