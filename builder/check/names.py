"""What can be named in a course, and what may be there although it could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from builder.blocks.rate import Rate
from builder.check.subject import Subject
from builder.model.course import module_file
from builder.model.names import ModuleNames
from builder.model.words import is_id, mended_id


class Names:
    """All names that there are, by the kind of thing."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @cached_property
    def known(self) -> Mapping[str, Sequence[str]]:
        """Names by what a `Target` calls the kind; `file` is every module that could be listed."""
        modules = [module.id for module in self._listed]
        return {
            "file": [PurePosixPath(file).stem for file in self.subject.modules],
            "scenario": self._stems("scenarios"),
            "scale": self._stems("scales"),
            "module": modules,
            "page": [*modules, *self.pages],
            "rating": list(self._ratings()),
        }

    @cached_property
    def pages(self) -> Mapping[str, None]:
        """The full ids of all pages, in order."""
        pages = ((module.id, page.id) for module in self._listed for page in module.pages)
        return dict.fromkeys(f"{module}.{page}" for module, page in pages if page)

    def may_be(self, name: str) -> bool:
        """Whether something of that full id may stand where not all names could be read."""
        if not self._open:
            return False
        parts = name.split(".")
        return any(".".join(parts[:length]) in self._open for length in range(1, len(parts)))

    @cached_property
    def _listed(self) -> list[ModuleNames]:
        modules = self.subject.modules
        other = self.badly_named("modules")
        names = dict.fromkeys(self.subject.listed)
        files = (module_file(other.get(name, name)) for name in names)
        return [modules[file] for file in files if file in modules]

    def badly_named(self, folder: str) -> Mapping[str, str]:
        """Names of files in a folder that can be no ids, by the ids that they ought to be."""
        files = {**self.subject.course.files, **self.subject.gaps.by_file}
        paths = (PurePosixPath(file) for file in files if file.partition("/")[0] == folder)
        return {mended_id(path.stem) or "": path.stem for path in paths if not is_id(path.stem)}

    def _stems(self, folder: str) -> list[str]:
        files = {**self.subject.course.files, **self.subject.gaps.by_file}
        return sorted(
            PurePosixPath(file).stem for file in files if file.partition("/")[0] == folder
        )

    def _ratings(self) -> Iterator[str]:
        for module in self._listed:
            for page in module.pages:
                for block in page.blocks:
                    if block.kind == Rate.kind:
                        yield f"{module.id}.{page.id}.{block.id}"

    @cached_property
    def _open(self) -> frozenset[str]:
        """The modules and pages in which there may be more than could be read."""
        modules = [module.id for module in self._listed if not module.complete]
        pages = (
            f"{module.id}.{page.id}"
            for module in self._listed
            for page in module.pages
            if not page.complete
        )
        return frozenset([*modules, *pages])
