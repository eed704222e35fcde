"""Fonts for pictures that must be the same on every machine.

They are Lato and Roboto Slab (under the Open Font License and Apache 2.0), which come with MkDocs,
a tool of the documentation. All names of fonts in a theme stand for one of them.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path

import mkdocs

FOLDER = Path(mkdocs.__file__).parent / "themes" / "readthedocs" / "css" / "fonts"
SANS, SERIF = "Still Sans", "Still Serif"
FACES = (
    (SANS, 400, "normal", "lato-normal"),
    (SANS, 400, "italic", "lato-normal-italic"),
    (SANS, 700, "normal", "lato-bold"),
    (SANS, 700, "italic", "lato-bold-italic"),
    (SERIF, 400, "normal", "Roboto-Slab-Regular"),
    (SERIF, 700, "normal", "Roboto-Slab-Bold"),
)
LACKING = str.maketrans({"✓": "√", "✗": "×"})
"""Signs that the fonts lack, and what stands for them: other fonts would be the machine's."""


def still(html: str) -> str:
    """The page in these fonts."""
    html = re.sub(r"(--bc-font(?:-head)?):([^;}]*)", _family, html.translate(LACKING))
    html = re.sub(r"ui-monospace,[^;}]*monospace", f"'{SANS}'", html)
    return html.replace("</style>", f"</style><style>{faces()}</style>", 1)


def _family(declared: re.Match[str]) -> str:
    name, value = declared[1], declared[2]
    if value.strip().startswith("var("):
        return declared[0]
    family = SANS if "sans-serif" in value else SERIF
    return f"{name}:'{family}'"


@cache
def faces() -> str:
    """The fonts as CSS."""
    return "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
        f"src:url(data:font/woff2;base64,{_data(name)})}}"
        for family, weight, style, name in FACES
    )


def _data(name: str) -> str:
    return base64.b64encode((FOLDER / f"{name}.woff2").read_bytes()).decode("ascii")
