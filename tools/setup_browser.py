"""Make sure that there is a Chromium for the tests that drive a browser.

Takes one that the system has; else installs the distribution's (Debian, as root) or Playwright's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "BUILD_COURSE_CHROMIUM"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium() -> str | None:
    """The browser that the variable names, or the first one of this system that runs."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    return next(filter(_runs, _candidates()), None)


def is_root() -> bool:
    """Chromium's sandbox refuses to work for root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _candidates() -> Iterator[str]:
    for name in NAMES:
        if found := shutil.which(name):
            yield found
    yield from (path for path in APPLICATIONS if Path(path).is_file())


def _runs(browser: str) -> bool:
    """Some systems have a `chromium-browser` that only says what to install instead."""
    try:
        done = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).is_file()


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "\nID=debian\n" in "\n" + release.read_text(encoding="utf-8")


def _install_from_debian() -> bool:
    commands = (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"])
    return all(subprocess.run(command, check=False).returncode == 0 for command in commands)


def _install_from_playwright() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if is_root() and sys.platform == "linux":
        command.append("--with-deps")
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    """Find a browser or install one; 1 when neither worked."""
    if find_chromium() or _playwright_has_one():
        return 0
    if is_root() and _is_debian() and _install_from_debian():
        return 0
    if _install_from_playwright():
        return 0
    print(f"No Chromium: install one, or name its program in {VARIABLE}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
