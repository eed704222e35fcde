"""A Tin Can LMS for tests: takes a package with tincan.xml, and launches as others do.

    with TincanLms(lrs) as lms:
        lms.install(Path("course.zip"))
        page = lms.launch(context, "anna")                    as mod_tincanlaunch does
        page = lms.launch(context, "anna", form="old")        as LMSs of 2012 did
        lms.is_complete("anna")                               what mod_tincanlaunch would find

The forms are in docs/lms-facts.md, section 2. It shares no code with the builder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from playwright.sync_api import BrowserContext, Page

from tests.lrs.content import (
    LEARNER_HOME,
    Files,
    Launching,
    Learner,
    PackageRefusedError,
    with_query,
)
from tests.lrs.rules import IRI
from tests.lrs.server import Lrs
from tests.lrs.store import Document, Statement

FILE = "tincan.xml"
NAMESPACE = "{http://projecttincan.com/tincan.xsd}"
VERBS = "http://adlnet.gov/expapi/verbs/"
REGISTRATIONS = "https://lms.example.org/registrations"
"""Under this id mod_tincanlaunch keeps a learner's registrations."""

Form = Literal["moodle", "bare", "old", "mbox", "alone"]
"""How the launch address looks.

`moodle`: as mod_tincanlaunch makes it. `bare`: `auth` without the word Basic, as in the example of
the specification. `old`: an actor whose values are lists, with accountServiceHomePage and
accountName, and `auth` without Basic. `mbox`: a learner with a mail address. `alone`: without
registration and activity_id.
"""


@dataclass(frozen=True)
class Activity:
    """What tincan.xml says of the course."""

    id: str
    kind: str
    launch: str
    names: dict[str, str]


def read_activity(files: Files) -> Activity:
    """The course in a package.

    Raises:
        PackageRefusedError: with all reasons, a line each.
    """
    try:
        root = ElementTree.fromstring(files.read(FILE))
    except ElementTree.ParseError as error:
        raise PackageRefusedError(f"{FILE} is no XML: {error}") from error
    faults = list(_faults(root, files))
    if faults:
        raise PackageRefusedError("\n".join(faults))
    node = root[0][0]
    names = {one.get("lang", ""): one.text or "" for one in node.iter(f"{NAMESPACE}name")}
    return Activity(node.get("id", ""), node.get("type", ""), _launches(node)[-1], names)


def _launches(node: ElementTree.Element) -> list[str]:
    return [(one.text or "").strip() for one in node.iter(f"{NAMESPACE}launch")]


def _faults(root: ElementTree.Element, files: Files) -> Iterator[str]:
    """Moodle takes the first child of the first child, whatever it is."""
    if root.tag != f"{NAMESPACE}tincan":
        yield f"{FILE}: the root is {root.tag}, not tincan in its namespace"
    if len(root) == 0 or root[0].tag != f"{NAMESPACE}activities":
        yield f"{FILE}: activities must come first"
        return
    if len(root[0]) == 0 or root[0][0].tag != f"{NAMESPACE}activity":
        yield f"{FILE}: an activity must come first in activities"
        return
    node = root[0][0]
    if not IRI.fullmatch(node.get("id", "")):
        yield f"{FILE}: the id {node.get('id')!r} is no IRI"
    if not IRI.fullmatch(node.get("type", "")):
        yield f"{FILE}: the type {node.get('type')!r} is no IRI"
    for name in ("name", "description"):
        if node.find(NAMESPACE + name) is None:
            yield f"{FILE}: the activity has no {name}"
    yield from _launch_faults(root, files)


def _launch_faults(root: ElementTree.Element, files: Files) -> Iterator[str]:
    launches = _launches(root)
    if len(launches) != 1:
        yield f"{FILE}: there must be one launch, not {len(launches)}"
    for launch in launches:
        parts = urlsplit(launch)
        if not parts.scheme and unquote(parts.path) not in files:
            yield f"{FILE}: the package has no {launch!r}"


class TincanLms(Launching):
    """An LMS with one course; listens while it is entered. The LRS lets in whoever has its key."""

    def __init__(self, lrs: Lrs) -> None:
        self.lrs = lrs
        super().__init__()
        self._activity: Activity | None = None
        self._count = 0

    @property
    def activity(self) -> Activity:
        """The installed course."""
        assert self._activity is not None, "no package is installed"
        return self._activity

    def install(self, source: bytes | Path) -> Activity:
        """Takes a package, or the next release of it; raises PackageRefusedError."""
        files = Files(source)
        self._activity = read_activity(files)
        self.site.files = files
        return self._activity

    # ---- launching -----------------------------------------------------------------------------

    def register(self, learner: str) -> str:
        """A new registration, noted in the LRS as mod_tincanlaunch does."""
        self._count += 1
        found = str(uuid5(NAMESPACE_URL, f"tincan {self._count}"))
        account = json.dumps(_identity(Learner(learner).actor), sort_keys=True)
        key = ("/activities/state", self.activity.id, account, "", REGISTRATIONS)
        document = Document(json.dumps({found: {}}).encode(), "application/json")
        self.lrs.store.merge(key, document, {})
        return found

    def address(self, learner: str, registration: str = "", form: Form = "moodle") -> str:
        """Where a learner is sent; with no registration they get a new one."""
        parts = {
            "endpoint": self.lrs.url,
            "auth": self._auth(form),
            "actor": json.dumps(actor_of(learner, form)),
        }
        if form != "alone":
            parts["registration"] = registration or self.register(learner)
            parts["activity_id"] = self.activity.id
        return with_query(self.site.address_of(self.activity.launch), parts)

    def launch(
        self,
        context: BrowserContext,
        learner: str,
        registration: str = "",
        form: Form = "moodle",
    ) -> Page:
        """Opens the course, in a window of its own without an opener."""
        page = context.new_page()
        page.goto(self.address(learner, registration, form))
        return page

    def _auth(self, form: Form) -> str:
        whole = self.lrs.authorization
        return whole.removeprefix("Basic ") if form in ("bare", "old") else whole

    # ---- what it finds afterwards --------------------------------------------------------------

    def said(self, learner: str) -> list[Statement]:
        """All statements of this learner."""
        known = [_identity(actor_of(learner, form)) for form in ("moodle", "mbox")]
        return [one for one in self.lrs.statements if _identity(one["actor"]) in known]

    def is_complete(self, learner: str, verb: str = "completed") -> bool:
        """What mod_tincanlaunch asks the LRS: this verb, about exactly the activity_id."""
        wanted = (f"{VERBS}{verb}", self.activity.id)
        return any((one["verb"]["id"], one["object"].get("id")) == wanted
                   for one in self.said(learner))  # fmt: skip


def actor_of(learner: str, form: Form = "moodle") -> dict[str, Any]:
    """The learner as the launch address has them."""
    known = Learner(learner)
    name = known.name.capitalize()
    if form == "mbox":
        return {"objectType": "Agent", "name": name, "mbox": f"mailto:{learner}@example.org"}
    if form == "old":
        account = {"accountServiceHomePage": LEARNER_HOME, "accountName": learner}
        return {"objectType": "Agent", "name": [name], "account": [account]}
    return known.actor


def _identity(actor: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in actor.items() if name not in ("name", "objectType")}
