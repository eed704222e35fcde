"""No package of any target holds a credential, and the search would find one."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

import pytest

from builder.build import build
from builder.targets import TARGETS
from builder.tracked import KEY, SECRET
from tests.helpers import SAMPLE
from tests.targets.credentials import credentials_in, files_of

PAIR = base64.b64encode(b"lrs-key:very secret").decode()

PLANTED = {
    "a header in a script": f'headers:{{Authorization:"Basic {PAIR}"}}',
    "a header in JSON": f'{{"authorization": "Bearer {"a1" * 12}"}}',
    "a header without the word": f"Authorization: '{PAIR}'",
    "a pair alone": f"const who = `Basic {PAIR}`;",
    "a pair in an address": f"index.html?auth=Basic%20{PAIR}",
    "user and password": "https://key:secret@store.example.org/",
    "a secret": 'secret:"s3cr3t"',
    "a secret in JSON": '{"lrsSecret": "0123456789"}',
    "a key": "apiKey = 'abcdef0123'",
    "a key in XML": '<lrs key-id="x" access-key="abcdef0123"/>',
    "a password": "password='hunter2'",
    "an endpoint": 'endpoint:"https://store.example.org/"',
    "the address of an LRS": "fetch('https://lrs.example.org/xapi/')",
    "the address of its statements": "https://cloud.example.org/api/statements",
    "another LRS": "https://cloud.example.org/tc/TCAPI/",
    "a variable": f"{KEY} and {SECRET}",
}

HARMLESS = [
    '"id":"http://adlnet.gov/expapi/verbs/answered"',
    "https://w3id.org/xapi/cmi5/context/categories/cmi5",
    "https://courses.example.org/x#xapi/profile/1.0",
    "Basic understanding of trust, and Basic training for everyone",
    "headers:{Authorization:this.token}",
    'headers:{Authorization:"Basic "+this.token}',
    "headers:{Authorization:`Basic ${this.token}`}",
    'fetch(t,{credentials:"omit"})',
    'e.searchParams.get("auth"),{endpoint:"endpoint"}',
    'new URLSearchParams(t).get("endpoint")',
    'e.key==="Enter"&&(key:"ArrowDown")',
    "Your secret is safe. A token of thanks: keep it.",
]


@pytest.mark.parametrize("text", PLANTED.values(), ids=PLANTED)
def test_the_search_finds_it(text: str):
    assert credentials_in(f"<p>Words before {text} and after.</p>")


@pytest.mark.parametrize("text", HARMLESS)
def test_the_search_knows_what_is_harmless(text: str):
    assert credentials_in(text) == []


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample course for every target, with the variables of `send` in the environment."""
    folder = tmp_path_factory.mktemp("credentials")
    (folder / "course_src").symlink_to(SAMPLE)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(KEY, "the-key-of-the-lrs")
        environment.setenv(SECRET, "the-secret-of-the-lrs")
        outcome = build(folder / "course_src", folder / "dist", list(TARGETS))
    return {built.target: built.path for built in outcome.built}


@pytest.mark.parametrize("target", TARGETS)
def test_no_package_holds_one(target: str, packages: dict[str, Path]):
    files = files_of(packages[target])
    assert {"index.html", "(names)"} < set(files)
    found = {name: credentials_in(text) for name, text in files.items()}
    assert {name: what for name, what in found.items() if what} == {}
    for text in files.values():
        assert "the-key-of-the-lrs" not in text
        assert "the-secret-of-the-lrs" not in text


@pytest.mark.parametrize("text", PLANTED.values(), ids=PLANTED)
def test_one_that_is_planted_in_a_package_is_found(
    text: str, packages: dict[str, Path], tmp_path: Path
):
    """In the page itself, and in a file of its own."""
    planted = tmp_path / "planted.zip"
    with zipfile.ZipFile(packages["xapi"]) as old, zipfile.ZipFile(planted, "w") as new:
        for name in ("index.html", "tincan.xml"):
            new.writestr(name, old.read(name).replace(b"</body>", text.encode() + b"</body>"))
        new.writestr("media/settings.bin", b"\xff\0" + text.encode())
    found = {name for name, inside in files_of(planted).items() if credentials_in(inside)}
    assert found == {"index.html", "media/settings.bin"}
