"""The fast run, `pytest --fast`: files that it never opens, and how many examples suffice there."""

from __future__ import annotations

from pathlib import Path

from hypothesis import settings

HERE = Path(__file__).parent

SLOW = frozenset({
    "blocks/test_runs.py", "build/test_cached.py", "build/test_known.py", "card/test_card.py",
    "check/test_broken.py",
    "check/test_cases.py", "check/test_codes.py", "check/test_partial.py", "check/test_stories.py",
    "cli/test_inspect.py", "cli/test_new.py", "cli/test_releases.py", "cli/test_xapi.py",
    "cmi5/test_rules.py", "cmi5/test_server.py", "docs/test_docs.py", "docs/test_site.py",
    "gallery/test_page.py", "inspect/test_hostile.py", "lrs/test_faults.py", "plan/test_budget.py",
    "plan/test_parity.py", "plan/test_state.py", "release/test_compare.py", "release/test_edits.py",
    "release/test_fixtures.py", "schema/test_schema.py", "targets/test_credentials.py",
    "test_fixing.py", "test_project.py", "theming/test_minimal.py", "tracks/test_parity.py",
    "translating/test_applying.py", "translating/test_menu.py", "translating/test_pseudo.py",
    "xapi/test_valid.py",
})  # fmt: skip
"""Files that take seconds without a browser: many examples, or other programs."""

BROWSER = frozenset({
    "access/test_keyboard.py", "access/test_live.py", "access/test_matrix.py",
    "access/test_sheet_shown.py", "access/test_tree.py", "blocks/test_access.py",
    "blocks/test_arranging.py", "blocks/test_marked.py", "blocks/test_resumed.py",
    "blocks/test_returning.py", "blocks/test_scenario.py", "blocks/test_shown.py",
    "blocks/test_states.py", "cmi5/test_browser.py", "e2e/equality/test_targets.py", "e2e/faults",
    "e2e/test_accessible.py", "e2e/test_card.py", "e2e/test_failing.py", "e2e/test_languages.py",
    "e2e/test_later.py", "e2e/test_leaving.py", "e2e/test_minimal_theme.py", "e2e/test_opening.py",
    "e2e/test_other_ways.py", "e2e/test_preview.py", "e2e/test_release.py", "e2e/test_scorm2004.py",
    "e2e/test_sheet.py", "e2e/test_telling.py", "e2e/test_video.py", "e2e/test_walk.py",
    "e2e/test_web.py", "lms/test_again.py", "lms/test_browser.py", "lms/test_leaving.py",
    "lms/test_letter.py", "lms/test_moodle_page.py", "lms/test_openedx.py",
    "lms/test_sessions_2004.py", "lms/test_signed_in.py", "lms/test_strict_api.py",
    "lms/test_strict_api_2004.py",
})  # fmt: skip
"""Files and folders in which every test drives a browser: importing them would be in vain."""

USUAL = 100
"""Examples of a property that says nothing about it; the fast run takes a quarter of them."""

settings.register_profile("whole", deadline=None, max_examples=USUAL)
settings.register_profile("fast", deadline=None, max_examples=USUAL // 4)


def share(number: int) -> int:
    """As many examples as this run is to try where the whole suite tries `number` of them."""
    return max(1, number * settings().max_examples // USUAL)


def is_slow(path: Path) -> bool:
    """Whether the tests of this file take seconds."""
    return path in _SLOW


def is_for_browsers(path: Path) -> bool:
    """Whether all tests of this file, or folder, drive a browser."""
    return path in _BROWSER or path.parent in _BROWSER


_SLOW, _BROWSER = (frozenset(HERE / name for name in names) for names in (SLOW, BROWSER))
