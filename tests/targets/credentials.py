"""Looks for what seems to be a credential, or the address of an LRS, in the files of a package.

A package goes to every learner, so nothing in it can be a secret: keys and addresses come from the
LMS at each launch.
"""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

VALUE = r"""["']?\s*(?:[:=]|=>)\s*["'`]"""
"""Between a name and its value, in HTML, JSON, XML and scripts."""

INSIDE = r"""[^"'`\s<>]"""
"""What a value is made of."""

NAMES = (
    r"(?:\b|_|-)(?:\w*secret|passwd|password|passphrase|credentials?|bearer"
    r"|(?:api|access|auth|client|lrs|private|app)[-_ ]?(?:key|secret|token))"
)
FETCH = r"(?!(?:omit|include|same-origin)\b)"
"""Not what a script says to the browser about cookies."""

NAMED = re.compile(NAMES + VALUE + FETCH + INSIDE + "{4,}", re.IGNORECASE)
HEADER = re.compile(
    r"\bauth(?:orization|[-_]token)?"
    + VALUE
    + r"(?:Basic |Bearer )?(?!Basic\b|Bearer\b)[\w+/=.-]{6,}",
    re.IGNORECASE,
)
BASIC = re.compile(r"\bBasic(?:\s|%20|\+)+([A-Za-z0-9+/]{6,}={0,2})")
BEARER = re.compile(r"\bBearer(?:\s|%20|\+)+[\w.~+/-]{16,}=*")
USER = re.compile(r"""\b[a-z][a-z0-9+.-]*://[^\s/"'`<>@:]+:[^\s/"'`<>@]+@""", re.IGNORECASE)
ADDRESS = re.compile(r"\bhttps?://" + INSIDE + "+", re.IGNORECASE)
ENDPOINT = re.compile(r"\bendpoint" + VALUE + INSIDE + "*/" + INSIDE + "*", re.IGNORECASE)
PARAMETER = re.compile(r"""[?&](?:endpoint|auth|fetch)=[^&\s"'`<>$]{4,}""")
VARIABLE = re.compile(r"BUILD_COURSE_LRS_\w+")
LRS_PATH = re.compile(
    r"/(?:x-?api|tcapi|lrs|data/xapi)(?:/statements|/activities/state)?/?$|/statements/?$",
    re.IGNORECASE,
)
VOCABULARIES = frozenset({"w3id.org", "adlnet.gov", "projecttincan.com"})
"""Whose addresses are names of terms, and are never asked for anything."""


def credentials_in(text: str) -> list[str]:
    """What looks like one, with the words for why."""
    return sorted(set(_found(text)))


def _found(text: str) -> Iterator[str]:
    patterns = {
        "a named value": NAMED, "a header": HEADER, "a token": BEARER,
        "user and password in an address": USER, "an endpoint": ENDPOINT,
        "a parameter of a launch": PARAMETER, "a variable of the environment": VARIABLE,
    }  # fmt: skip
    for why, pattern in patterns.items():
        yield from (f"{why}: {match[0]}" for match in pattern.finditer(text))
    yield from (f"basic: {match[0]}" for match in BASIC.finditer(text) if _is_pair(match[1]))
    yield from (f"an LRS: {match[0]}" for match in ADDRESS.finditer(text) if _is_lrs(match[0]))


def _is_pair(encoded: str) -> bool:
    """Whether it is `name:password`; the word Basic stands in ordinary texts, too."""
    try:
        decoded = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except binascii.Error:
        return False
    return b":" in decoded


def _is_lrs(address: str) -> bool:
    parts = urlsplit(address)
    return parts.hostname not in VOCABULARIES and bool(LRS_PATH.search(parts.path))


def files_of(package: Path) -> dict[str, str]:
    """Every file of a package, whatever it is, as text; and the names of the files."""
    if package.is_dir():
        files = {
            str(path.relative_to(package)): path.read_bytes()
            for path in package.rglob("*")
            if path.is_file()
        }
    else:
        with zipfile.ZipFile(package) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    texts = {name: data.decode("utf-8", errors="replace") for name, data in files.items()}
    return {**texts, "(names)": "\n".join(texts)}
