"""What each standard wants in a package: one module each, and here the table of them."""

from __future__ import annotations

from builder.targets.base import Target
from builder.targets.cmi5 import Cmi5
from builder.targets.scorm12 import Scorm12
from builder.targets.scorm2004 import Scorm2004
from builder.targets.web import Web
from builder.targets.xapi import Xapi

TARGETS: dict[str, Target] = {
    target.name: target for target in (Scorm12(), Scorm2004(), Cmi5(), Xapi(), Web())
}
"""All targets by the name that the command line takes."""
