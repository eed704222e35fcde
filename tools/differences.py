"""The table in `docs/tracking.md` of the differences between targets that their standards force.

    python -m tools.differences    writes it anew

It is the data by which the tests in `tests/e2e/equality` compare.
"""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tracking.md"
BEGINNING = "<!-- forced differences: written by `python -m tools.differences` -->\n"
END = "<!-- end -->\n"


def fresh(text: str) -> str:
    """The page with the table as it ought to be now."""
    from tests.e2e.equality.forced import table

    before, _, rest = text.partition(BEGINNING)
    return f"{before}{BEGINNING}\n{table()}\n{END}{rest.partition(END)[2]}"


def main() -> None:
    """Writes the table."""
    PAGE.write_text(fresh(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
