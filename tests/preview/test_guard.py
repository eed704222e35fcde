"""Who is let in: the preview's own page on this machine, and nobody else."""

from __future__ import annotations

import pytest

from builder.preview.guard import objection
from tests.preview.running import Running

OWN = {"host": "127.0.0.1:8310", "origin": "http://127.0.0.1:8310"}


@pytest.mark.parametrize("host", ["localhost", "localhost:8310", "127.0.0.1:1", "[::1]:8310"])
def test_this_machine_is_let_in_by_its_own_names(host: str):
    assert objection("GET", {"host": host}) == ""


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8310", "127.0.0.1.evil.example", "localhost.evil.example",
     "evil.example#localhost", "192.168.0.4:8310", "0.0.0.0", "[::2]", "[",
     "localhost@evil.example"],
)  # fmt: skip
def test_every_other_name_is_refused(host: str):
    assert objection("GET", {"host": host}) != ""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:8310",
     "http://localhost:8310"],
)  # fmt: skip
def test_only_its_own_page_may_change_anything(method: str, origin: str | None):
    headers = {"host": OWN["host"], **({"origin": origin} if origin else {})}
    assert objection(method, headers) != ""
    assert objection(method, OWN) == ""


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_may_link_and_neither_embed_nor_ask(site: str):
    asked = {**OWN, "sec-fetch-site": site}
    assert objection("GET", {**asked, "sec-fetch-dest": "document"}) == ""
    for dest in ("iframe", "image", "script", "empty"):
        assert objection("GET", {**asked, "sec-fetch-dest": dest}) != ""


def test_a_rebound_name_gets_nothing_from_the_server(here: Running):
    for path in ("/", "/api/course", "/course/scorm12/anna-1/index.html"):
        reply = here.get(path, Host="evil.example")
        assert reply.status == 403
        assert b"localhost" in reply.body


def test_a_form_on_another_site_changes_nothing(here: Running):
    visit = here.launch()["visit"]
    for origin in ("http://evil.example", "null", ""):
        for path in (
            "/api/forget",
            f"/api/commit/{visit}",
            f"/api/expire/{visit}",
            f"/fetch/{visit}",
        ):
            assert here.ask("POST", path, {}, {"Origin": origin}).status == 403
    assert here.get(f"/api/held/{visit}").status == 200


def test_every_answer_keeps_its_secrets(here: Running):
    for path in ("/", "/preview.js", "/nowhere", "/course/scorm12/anna-1/media/dot.png"):
        headers = here.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in headers if name.startswith("access-control")]


def test_the_page_has_a_policy_that_names_nobody_else(here: Running):
    policy = here.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy
