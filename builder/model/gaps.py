"""What of a course could not be read: so that a gap is never reported as something else.

A course with faults of shape is checked as far as it is sound. Rules that say that something is
missing, or that speak of a whole, ask here first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from pydantic import BaseModel

from builder.diagnostics import Path
from builder.model.names import ModuleNames
from builder.record import record

Wounds = frozenset[Path]
"""The parts of a file that are not as the author meant them; `()` is the whole file."""

WHOLE: Wounds = frozenset({()})


@record
class Gap:
    """What is known of a file that is not sound.

    `wounds` are the parts of it that were taken out or replaced by a stand-in. `loose` is what
    stands in it with nothing validated, so that its texts can be looked at (None if it is no
    YAML), `names` are those in a module. `reported` are the paths of values that have a finding.
    """

    wounds: Wounds = WHOLE
    loose: BaseModel | None = None
    names: ModuleNames | None = None
    reported: frozenset[Path] = frozenset()

    @cached_property
    def around(self) -> frozenset[Path]:
        """All that holds a wound."""
        return frozenset(path[:length] for path in self.wounds for length in range(len(path)))

    def touches(self, path: Path) -> bool:
        """Whether something at, below or around a path is wounded."""
        beginnings = (path[:length] for length in range(len(path) + 1))
        return path in self.around or any(part in self.wounds for part in beginnings)


@record
class Gaps:
    """The gaps of all files by their names; a sound course has none."""

    by_file: Mapping[str, Gap] = field(default_factory=dict)

    def lacks(self, file: str, path: Path = ()) -> bool:
        """Whether a part of a file is not all there."""
        gap = self.by_file.get(file)
        return gap is not None and gap.touches(path)

    def lacks_any(self, *folders: str) -> bool:
        """Whether a file in one of these folders is not all there."""
        return any(file.partition("/")[0] in folders for file in self.by_file)

    def reported(self, file: str, path: Path) -> bool:
        """Whether what stands at a path has a finding already."""
        gap = self.by_file.get(file)
        return gap is not None and path in gap.reported


NO_GAPS = Gaps()
