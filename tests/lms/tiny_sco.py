"""The smallest SCORM package, made in memory, and a handle on its page: the LMS's own tests use it.

The page does nothing but look for the API as every SCO does; the tests then make its calls.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Self
from zipfile import ZIP_DEFLATED, ZipFile

from playwright.sync_api import Frame, Page

from tests.lms.store import JsonScalar

SCO_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tiny</title></head><body><h1>Tiny</h1><script>
function above(start) {
  let place = start;
  const api = (window) => window.API ?? window.API_1484_11;
  while (!api(place) && place.parent !== place) place = place.parent;
  return api(place);
}
try {
  window.api = above(window) ?? (window.opener && above(window.opener));
} catch (error) {
  window.apiError = error.name;
}
</script></body></html>
"""

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="tiny" version="1"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="org"><organization identifier="org"><title>Tiny course</title>
{items}
  </organization></organizations>
  <resources>
    <resource identifier="res" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html"/>
    </resource>
  </resources>
</manifest>
"""

MANIFEST_2004 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="tiny" version="1"
  xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="org"><organization identifier="org"><title>Tiny course</title>
    <item identifier="item" identifierref="res"><title>Tiny</title></item>
  </organization></organizations>
  <resources>
    <resource identifier="res" type="webcontent" adlcp:scormType="sco" href="index.html">
      <file href="index.html"/>
    </resource>
  </resources>
</manifest>
"""

PROBE = """async () => {
  try {
    const reply = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
    return [reply.status, reply.redirected, new URL(reply.url).pathname];
  } catch (error) {
    return [error.name, navigator.onLine];
  }
}"""

ITEM = """<item identifier="{identifier}" identifierref="res">
      <title>Öffne {identifier}</title>{more}
    </item>"""


def tiny_manifest(*identifiers: str, more: str = "") -> str:
    """A manifest with one item for each identifier, `item` if there is none; `more` is in each."""
    items = [ITEM.format(identifier=one, more=more) for one in identifiers or ("item",)]
    return MANIFEST.format(items="\n".join(items))


def tiny_package(manifest: str = "", files: dict[str, str] | None = None) -> bytes:
    """The zip with this manifest and the SCO's page; `files` adds to it or replaces."""
    contents = {"imsmanifest.xml": manifest or tiny_manifest(), "index.html": SCO_PAGE}
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in {**contents, **(files or {})}.items():
            package.writestr(name, content)
    return target.getvalue()


class Sco:
    """The page of the SCO, wherever it runs; makes the calls that its own script would make."""

    prefix = "LMS"
    """Of all calls to the API."""
    end = "LMSFinish"

    def __init__(self, place: Frame | Page) -> None:
        self.place = place

    @classmethod
    def open(cls, page: Page, url: str) -> Self:
        """The SCO in the frame of a player page."""
        page.goto(url)
        return cls.within(page)

    @classmethod
    def within(cls, page: Page) -> Self:
        """The SCO in the frame of a player page that is open."""
        frame = page.locator("#scorm_object").element_handle().content_frame()
        assert frame is not None
        frame.wait_for_load_state()
        return cls(frame)

    def call(self, method: str, *args: object) -> JsonScalar:
        """One call; its result as JavaScript gave it, `undefined` as None."""
        result: JsonScalar = self.place.evaluate("([m, args]) => api[m](...args)", [method, args])
        return result

    def error(self) -> JsonScalar:
        """The code of the last error."""
        return self.call(f"{self.prefix}GetLastError")

    def start(self) -> Self:
        """Initialises, and gives itself back."""
        assert self.call(f"{self.prefix}Initialize", "") == "true"
        return self

    def set(self, element: str, value: str) -> Self:
        """Sets an element of `cmi`, and gives itself back."""
        taken = self.call(f"{self.prefix}SetValue", f"cmi.{element}", value)
        assert taken == "true", (element, self.error())
        return self

    def get(self, element: str) -> JsonScalar:
        """The value of an element of `cmi`."""
        return self.call(f"{self.prefix}GetValue", f"cmi.{element}")

    def commit(self) -> JsonScalar:
        """Commits."""
        return self.call(f"{self.prefix}Commit", "")

    def finish(self) -> JsonScalar:
        """Finishes."""
        return self.call(self.end, "")

    def probe(self) -> list[JsonScalar]:
        """What a SCO finds that asks for itself (lms-facts.md, O1.3)."""
        found: list[JsonScalar] = self.place.evaluate(PROBE)
        return found

    def on(self, event: str, script: str) -> None:
        """Runs a script in the SCO when its window sees an event."""
        self.place.evaluate("([e, s]) => addEventListener(e, new Function(s))", [event, script])

    def evaluate(self, script: str, argument: object = None) -> Any:
        """Runs a script in the SCO now."""
        return self.place.evaluate(script, argument)


class Sco2004(Sco):
    """The same under SCORM 2004."""

    prefix = ""
    end = "Terminate"
