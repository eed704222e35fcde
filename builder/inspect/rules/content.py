"""Pages and scripts: whom they call, what they load, whether they talk to the LMS."""

from __future__ import annotations

from collections.abc import Iterator

from builder.inspect import cmi5, scorm, tincan
from builder.inspect.findings import EVERY, Finding, Level, Rule
from builder.inspect.pages import Loaded
from builder.inspect.subject import Subject

FOREIGN_SCRIPT = Rule(
    "PK601", "A script from another site", Level.WARNING, (EVERY,),
    "Without that site nothing works: offline, in the app, behind a firewall, or once it is gone. "
    "It learns who takes the course, and it can change what learners see.",
    "Put the script into the package.",
)  # fmt: skip
FOREIGN_FILE = Rule(
    "PK602", "Something is loaded from another site", Level.HINT, (EVERY,),
    "It is missing offline and in the app, and the other site learns who takes the course.",
    "Put it into the package, if you may.",
)  # fmt: skip
NOT_SECURE = Rule(
    "PK603", "Something is loaded by http://", Level.WARNING, (EVERY,),
    "From an LMS at https:// browsers block it.",
    "Write https://, or put it into the package.",
)  # fmt: skip
FROM_THE_ROOT = Rule(
    "PK604", "An address that begins with /", Level.WARNING, (EVERY,),
    "It leads to the top of the LMS's site, not of the package, and finds nothing there.",
    "Write it relative to the page.",
)  # fmt: skip
LOST_FILE = Rule(
    "PK605", "A page loads a file that is not in the package", Level.WARNING, (EVERY,),
    "A picture, a style or a script is missing. If a script does it, the page may not work at all.",
    "Put the file into the package, or mend the address. Capital letters and every sign count.",
)  # fmt: skip
SILENT = Rule(
    "PK606", "Nothing in it seems to talk to the LMS", Level.WARNING, (EVERY,),
    "The course is shown, but no status, no score and no progress is recorded.",
    "Export it again with tracking for this standard. (A script that is made unreadable may hide "
    "the call: try it.)",
)  # fmt: skip
OTHER_INTERFACE = Rule(
    "PK607", "The scripts talk another SCORM than the manifest", Level.ERROR, (EVERY,),
    "The LMS offers one interface, the course looks for the other: nothing is recorded.",
    "Export it again for one standard.",
)  # fmt: skip
UNLOAD = Rule(
    "PK608", "It waits for the event “unload” to save", Level.WARNING, (EVERY,),
    "Browsers are taking this event away; where it does not come, what was done last is lost.",
    "Update the tool that made the package; it should listen to pagehide and visibilitychange.",
)  # fmt: skip


def foreign_scripts(subject: Subject) -> Iterator[Finding]:
    """One finding for each site."""
    for one in _by_host(subject, script=True):
        yield FOREIGN_SCRIPT.found(f"It loads {one.address}", one.page, one.line)


def foreign_files(subject: Subject) -> Iterator[Finding]:
    """Pictures, styles, frames, films; one finding for each site."""
    for one in _by_host(subject, script=False):
        yield FOREIGN_FILE.found(f"<{one.element}> loads {one.address}", one.page, one.line)


def _by_host(subject: Subject, *, script: bool) -> list[Loaded]:
    found: dict[str, Loaded] = {}
    for one in subject.loaded:
        if one.host and (one.element == "script") is script:
            found.setdefault(one.host, one)
    return list(found.values())


def not_secure(subject: Subject) -> Iterator[Finding]:
    """Browsers do not mix them."""
    found: dict[str, Loaded] = {}
    for one in subject.loaded:
        if one.address.strip().lower().startswith("http://"):
            found.setdefault(one.host, one)
    for one in found.values():
        yield NOT_SECURE.found(f"<{one.element}> loads {one.address}", one.page, one.line)


def from_the_root(subject: Subject) -> Iterator[Finding]:
    """Each address once."""
    found: dict[str, Loaded] = {}
    for one in subject.loaded:
        address = one.address.strip()
        if address.startswith("/") and not address.startswith("//"):
            found.setdefault(address, one)
    for address, one in found.items():
        yield FROM_THE_ROOT.found(f"<{one.element}> loads {address}", one.page, one.line)


def lost_files(subject: Subject) -> Iterator[Finding]:
    """Each file once."""
    found: dict[str, Loaded] = {}
    for one in subject.loaded:
        if one.path and not subject.has(one.path):
            found.setdefault(one.path, one)
    for path, one in found.items():
        near = subject.near(path)
        but = f"; there is {near}" if near else ""
        yield LOST_FILE.found(f"{one.address} is not there{but}.", one.page, one.line)


def silent(subject: Subject) -> Iterator[Finding]:
    """Of SCORM the name of the interface; of cmi5 and Tin Can the address that a launch gives."""
    if not subject.all_was_read:
        return
    calls = subject.spoken.calls
    if _has_sco(subject) and not calls & {"scorm12", "scorm2004"}:
        yield SILENT.found("No page and no script looks for SCORM's interface.", scorm.MANIFEST)
    for manifest, there in ((cmi5.MANIFEST, subject.cmi5), (tincan.MANIFEST, subject.tincan)):
        if there and "launch" not in calls and _is_here(subject, manifest):
            message = "No page and no script reads the launch's endpoint."
            yield SILENT.found(message, manifest)


def _has_sco(subject: Subject) -> bool:
    one = subject.scorm
    return bool(one and one.scos and any(subject.has(path) for path in _opened(subject)))


def _opened(subject: Subject) -> list[str]:
    launched = subject.scorm.launched if subject.scorm else ()
    return [resource.launch.path for _, resource in launched if resource.launch]


def _is_here(subject: Subject, manifest: str) -> bool:
    """Whether what is launched is in the package, so that its scripts can be looked at."""
    if manifest == cmi5.MANIFEST:
        launches = [one.launch for one in subject.cmi5.units if one.launch] if subject.cmi5 else []
    else:
        launches = list(subject.tincan.launches) if subject.tincan else []
    return any(subject.has(one.path) for one in launches)


def other_interface(subject: Subject) -> Iterator[Finding]:
    """LMSInitialize is of 1.2, API_1484_11 of 2004."""
    one = subject.scorm
    standard = one.standard[0] if one else ""
    if standard not in ("scorm12", "scorm2004") or not _has_sco(subject):
        return
    spoken = subject.spoken.calls & {"scorm12", "scorm2004"}
    if subject.all_was_read and spoken and standard not in spoken:
        manifest, scripts = ("1.2", "2004") if standard == "scorm12" else ("2004", "1.2")
        yield OTHER_INTERFACE.found(
            f"The manifest is SCORM {manifest}, the scripts talk SCORM {scripts}.", scorm.MANIFEST
        )


def unloads(subject: Subject) -> Iterator[Finding]:
    """Fine as long as it is not the only way (lms-facts.md 1.4)."""
    spoken = subject.spoken
    if spoken.unload and not spoken.hides:
        yield UNLOAD.found("No other event is waited for.", spoken.unload[0])
