"""What rules look at: the files of a package, and its manifests as far as they can be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

from builder.inspect import cmi5, scorm, tincan
from builder.inspect.archive import Entry, Store
from builder.inspect.pages import (
    MOST_LOADED,
    MOST_PAGE,
    MOST_PAGES,
    MOST_SCRIPT,
    MOST_TEXT,
    PAGES,
    SCRIPTS,
    Loaded,
    Spoken,
    loaded_by,
    spoken_in,
)
from builder.inspect.xml import (
    MOST_BYTES,
    BrokenError,
    Document,
    RefusedError,
    read_xml,
)
from builder.record import record

MANIFESTS = (scorm.MANIFEST, cmi5.MANIFEST, tincan.MANIFEST)
Manifest = TypeVar("Manifest")

RUBBISH = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


@record
class Unread:
    """A manifest that could not be read: why, and whether it was refused."""

    file: str
    why: str
    line: int
    refused: bool


@dataclass
class Subject:
    """A package whose table of contents is sound."""

    archive: Store

    @cached_property
    def files(self) -> tuple[Entry, ...]:
        """All files but rubbish of operating systems, in the order of the zip."""
        return tuple(
            one
            for one in self.archive.entries
            if not one.is_folder and not RUBBISH.intersection(one.name.split("/"))
        )

    @cached_property
    def home(self) -> str:
        """The folder that the package lies in: "" where it is as it ought to be."""
        found = [
            one.name[: -len(name)]
            for one in self.files
            for name in MANIFESTS
            if one.name.lower() == name or one.name.lower().endswith(f"/{name}")
        ]
        return min(found, key=lambda folder: (folder.count("/"), folder), default="")

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Files by their names as seen from `home`; the last, where a name stands there twice."""
        home = self.home
        return {one.name[len(home) :]: one for one in self.files if one.name.startswith(home)}

    @cached_property
    def folded(self) -> dict[str, str]:
        """Names by what they are without capital letters, and with accents in one form."""
        return {fold(name): name for name in self.entries}

    def has(self, path: str) -> bool:
        """Whether there is a file of exactly this name."""
        return path in self.entries

    def near(self, path: str) -> str | None:
        """A file that differs in capital letters or the form of accents only."""
        return self.folded.get(fold(path))

    def read(self, path: str, most: int) -> bytes | None:
        """A file; nothing if it is not there, too large, or damaged."""
        entry = self.entries.get(path)
        return None if entry is None else self.archive.read(entry, most)

    # ---- manifests -------------------------------------------------------------------------

    @cached_property
    def _documents(self) -> dict[str, Document | Unread]:
        found = {}
        for name in MANIFESTS:
            real = self.name_of(name)
            if real is not None:
                found[name] = self._document(real)
        return found

    def name_of(self, manifest: str) -> str | None:
        """How the manifest is really called, should its letters differ."""
        return manifest if self.has(manifest) else self.folded.get(manifest)

    def _document(self, name: str) -> Document | Unread:
        entry = self.entries[name]
        if entry.size > MOST_BYTES:
            return Unread(name, f"It has more than {MOST_BYTES >> 20} MB.", 0, refused=True)
        data = self.archive.read(entry, MOST_BYTES)
        if data is None:
            return Unread(name, "it cannot be unpacked", 0, refused=False)
        try:
            return read_xml(data)
        except RefusedError as error:
            return Unread(name, str(error), 0, refused=True)
        except BrokenError as error:
            return Unread(name, str(error), error.line, refused=False)

    @property
    def unread(self) -> list[Unread]:
        """The manifests that could not be read."""
        return [one for one in self._documents.values() if isinstance(one, Unread)]

    @property
    def documents(self) -> list[tuple[str, Document]]:
        """The manifests that could, by the names that they ought to have."""
        return [(name, one) for name, one in self._documents.items() if isinstance(one, Document)]

    @cached_property
    def scorm(self) -> scorm.Scorm | None:
        """The SCORM manifest."""
        return self._read(scorm.MANIFEST, scorm.read_scorm)

    @cached_property
    def cmi5(self) -> cmi5.Cmi5 | None:
        """The cmi5 course structure."""
        return self._read(cmi5.MANIFEST, cmi5.read_cmi5)

    @cached_property
    def tincan(self) -> tincan.TinCan | None:
        """The Tin Can manifest."""
        return self._read(tincan.MANIFEST, tincan.read_tincan)

    def _read(self, name: str, reader: Callable[[Document], Manifest]) -> Manifest | None:
        document = self._documents.get(name)
        return reader(document) if isinstance(document, Document) else None

    # ---- pages -----------------------------------------------------------------------------

    @cached_property
    def loaded(self) -> tuple[Loaded, ...]:
        """All that the HTML pages load."""
        pages = [name for name in self.entries if name.lower().endswith(PAGES)][:MOST_PAGES]
        texts = ((name, self.read(name, MOST_PAGE)) for name in self._within(pages, MOST_PAGE))
        found = (one for name, data in texts if data for one in loaded_by(name, data))
        return tuple(islice(found, MOST_LOADED))

    @cached_property
    def spoken(self) -> Spoken:
        """What stands in all pages and scripts."""
        return spoken_in(self._texts())

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        for name in self._within(self._speaking(), MOST_SCRIPT):
            data = self.read(name, MOST_SCRIPT)
            if data is not None:
                yield name, data

    def _speaking(self) -> list[str]:
        return [name for name in self.entries if name.lower().endswith((*PAGES, *SCRIPTS))]

    @property
    def all_was_read(self) -> bool:
        """Whether what is in no page and script that was read is in none at all."""
        names = self._speaking()
        return len(list(self._within(names, MOST_SCRIPT))) == len(names)

    def _within(self, names: list[str], most: int) -> Iterator[str]:
        """Those of the files that are small enough, until all together are too large."""
        left = MOST_TEXT
        for name in names:
            size = self.entries[name].size
            if size <= min(most, left):
                left -= size
                yield name


def fold(name: str) -> str:
    """A name as file systems compare it that know no capital letters."""
    return unicodedata.normalize("NFC", name).casefold()
