"""A tiny assignable unit: its package, its page for a browser, and its double in plain HTTP.

The page has the calls of a real unit (`unit.start()`, `unit.say(...)`, `unit.leave()`), and makes
none by itself: the tests do.
"""

from __future__ import annotations

import http.client
import json
from copy import deepcopy
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from uuid import uuid4
from zipfile import ZipFile

from tests.cmi5.sessions import (
    ADL,
    CMI5,
    LAUNCH_DATA,
    MASTERY_SCORE,
    MOVE_ON,
    PREFERENCES,
    Session,
)
from tests.lrs.caller import Caller
from tests.lrs.server import Lrs

PUBLISHER = "https://courses.example.org/tiny"

STRUCTURE = """<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="{id}"><title><langstring lang="en">Tiny</langstring></title>
    <description><langstring lang="en">A tiny course.</langstring></description></course>
  {units}
</courseStructure>
"""
UNIT = """<au id="{id}"{attributes}><title><langstring lang="en">Tiny</langstring></title>
    <description><langstring lang="en">A tiny unit.</langstring></description>
    <url>{url}</url>{more}</au>"""
BLOCK = """<block id="{id}"><title><langstring lang="en">Block</langstring></title>
    <description><langstring lang="en">A block.</langstring></description>{units}</block>"""

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Tiny</title><h1>Tiny</h1>
<script>
const launch = Object.fromEntries(new URLSearchParams(location.search));
const headers = () => ({ Authorization: `Basic ${unit.token}`,
  'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json' });
const stateUrl = (stateId) => `${launch.endpoint}activities/state?` + new URLSearchParams({
  activityId: launch.activityId, agent: launch.actor, registration: launch.registration, stateId });
const unit = {
  async start() {
    this.token = (await (await fetch(launch.fetch, { method: 'POST' })).json())['auth-token'];
    this.data = await (await this.get(stateUrl('LMS.LaunchData'))).json();
    const query = new URLSearchParams({ agent: launch.actor, profileId: 'cmi5LearnerPreferences' });
    await this.get(`${launch.endpoint}agents/profile?${query}`);
    return this.say('initialized', {});
  },
  get(url) { return fetch(url, { headers: headers(), cache: 'no-store' }); },
  statement(verb, result) {
    const context = structuredClone(this.data.contextTemplate);
    context.registration = launch.registration;
    const moves = 'success' in result || 'completion' in result;
    const categories = moves ? ['cmi5', 'moveon'] : ['cmi5'];
    context.contextActivities.category = categories
      .map((name) => ({ id: `https://w3id.org/xapi/cmi5/context/categories/${name}` }));
    return { id: crypto.randomUUID(), actor: JSON.parse(launch.actor),
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` }, object: { id: launch.activityId },
      ...(Object.keys(result).length > 0 && { result }),
      context, timestamp: new Date().toISOString() };
  },
  async say(verb, result, keepalive = false) {
    const body = JSON.stringify([this.statement(verb, result)]);
    try {
      const answer = await fetch(`${launch.endpoint}statements`,
        { method: 'POST', headers: headers(), body, keepalive });
      return answer.status;
    } catch (error) { return error.name; }
  },
  async keep(value, etag) {
    const more = etag === undefined ? {} : { 'If-Match': etag };
    try {
      const answer = await fetch(stateUrl('tiny'),
        { method: 'PUT', headers: { ...headers(), ...more }, body: JSON.stringify(value) });
      return answer.status;
    } catch (error) { return error.name; }
  },
  async etag() { return (await this.get(stateUrl('tiny'))).headers.get('ETag'); },
  async leave() {
    const status = await this.say('terminated', { duration: 'PT1S' });
    if (status === 200 && this.data.returnURL) location.href = this.data.returnURL;
    return status;
  },
};
addEventListener('pagehide', () => {
  if (unit.leaves) unit.say('terminated', { duration: 'PT1S' }, true);
});
</script></html>
"""


def tiny_unit(
    identifier: str = f"{PUBLISHER}/au", url: str = "index.html", more: str = "", **facts: str
) -> str:
    """One au; `facts` are its attributes."""
    attributes = "".join(f' {name}="{value}"' for name, value in facts.items())
    return UNIT.format(id=identifier, attributes=attributes, url=url, more=more)


def tiny_package(units: str = "", files: dict[str, str] | None = None, **facts: str) -> bytes:
    """A package with these units, or with one that has these attributes."""
    structure = STRUCTURE.format(id=PUBLISHER, units=units or tiny_unit(**facts))
    return zipped({"cmi5.xml": structure, "index.html": PAGE, **(files or {})})


def zipped(files: dict[str, str]) -> bytes:
    """A zip of these files."""
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return target.getvalue()


class Unit:
    """A unit in plain HTTP that does everything as it must be done, step by step."""

    def __init__(self, lrs: Lrs, session: Session) -> None:
        self.lrs = lrs
        self.launch = dict(parse_qsl(urlsplit(session.url).query))
        self.clock = 0
        self.template: dict[str, Any] = session.template
        self.mark = session.mastery_score
        self.call = Caller(lrs, "Basic nobody")

    # ---- beginning -----------------------------------------------------------------------------

    def fetch(self, method: str = "POST") -> tuple[int, dict[str, str]]:
        """Asks for the token, and keeps what it gets."""
        parts = urlsplit(self.launch["fetch"])
        connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        connection.request(method, parts.path)
        answer = connection.getresponse()
        found = json.loads(answer.read() or b"{}")
        connection.close()
        if "auth-token" in found:
            self.call = Caller(self.lrs, f"Basic {found['auth-token']}")
        return answer.status, found

    def launch_data(self) -> Any:
        """The launch data."""
        return self.call("GET", self.state(LAUNCH_DATA))[1]

    def preferences(self) -> int:
        """Asks for the learner's preferences; the status of the answer."""
        query = urlencode({"agent": self.launch["actor"], "profileId": PREFERENCES})
        return self.call("GET", f"agents/profile?{query}")[0]

    def state(self, identifier: str, **changes: str) -> str:
        """The path of a document of the State API."""
        parts = {"activityId": self.launch["activityId"], "agent": self.launch["actor"],
                 "registration": self.launch["registration"], "stateId": identifier}  # fmt: skip
        return f"activities/state?{urlencode({**parts, **changes}, quote_via=quote)}"

    def start(self) -> Unit:
        """The whole beginning."""
        self.fetch()
        self.launch_data()
        self.preferences()
        assert self.say("initialized") == 200
        return self

    # ---- statements ----------------------------------------------------------------------------

    def statement(
        self, verb: str, about: str = "", category: bool = True, **result: Any
    ) -> dict[str, Any]:
        """A statement as it must be; `about` something else it is no defined one."""
        context = deepcopy(self.template)
        context["registration"] = self.launch["registration"]
        is_defined = category and not about
        names = [CMI5] if is_defined else []
        if is_defined and {"success", "completion"} & result.keys():
            names.append(MOVE_ON)
        if names:
            context["contextActivities"]["category"] = [{"id": one} for one in names]
        if is_defined and verb in ("passed", "failed") and self.mark is not None:
            context["extensions"][MASTERY_SCORE] = self.mark
        self.clock += 1
        found = {
            "id": str(uuid4()),
            "actor": json.loads(self.launch["actor"]),
            "verb": {"id": f"{ADL}{verb}"},
            "object": {"id": about or self.launch["activityId"]},
            "context": context,
            "timestamp": f"2026-05-04T08:00:{self.clock:02}Z",
        }
        return {**found, "result": result} if result else found

    def send(self, *statements: dict[str, Any]) -> int:
        """Posts them; the status of the answer."""
        return self.call("POST", "statements", list(statements))[0]

    def say(self, verb: str, about: str = "", **result: Any) -> int:
        """Makes a statement and posts it."""
        return self.send(self.statement(verb, about, **result))

    def complete(self) -> int:
        """The course is done."""
        return self.say("completed", completion=True, duration="PT1S")

    def judge(self, verb: str, scaled: float) -> int:
        """Passed or failed."""
        score = {"scaled": scaled, "raw": round(100 * scaled), "min": 0, "max": 100}
        return self.say(verb, success=verb == "passed", score=score, duration="PT1S")

    def end(self) -> int:
        """The learner goes."""
        return self.say("terminated", duration="PT1S")
