"""Print trust-checklist.pdf with headless Chromium. Usage: python checklist.py OUTPUT_FOLDER"""
import subprocess
import sys
import tempfile
from pathlib import Path

INK, CORAL, TEAL = "#0f4c5c", "#e36414", "#8fb8a8"
L = f'fill="none" stroke="#fffaf2" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
ITEMS = [  # name, what it means, pictogram in a circle of 40
    ("Integrity", "I do what I know is right, even when nobody is looking.", f'<path {L} d="M20 8V31M12 31H28M9 13H31M9 13l-4 9h8zM31 13l-4 9h8z"/>'),
    ("Transparency", "I share what I know, say what I don’t know, and explain my choices.", f'<path {L} d="M5 20Q20 5 35 20Q20 35 5 20Z"/><circle cx="20" cy="20" r="4.5" fill="#fffaf2"/>'),
    ("Active listening", "I listen to understand, and check that I got it right before I reply.", f'<path {L} d="M13 18a8 8 0 1 1 15 2c-2 4-5 4-6 8s-6 5-8 1M17.500 18a3.500 3.500 0 1 1 6 2"/>'),
    ("Empathy", "I ask how it is for the other person, and I take the answer seriously.", '<path d="M20 32C6 23 8 11 14.500 11c3 0 5 2 5.500 4.500C20.500 13 22.500 11 25.500 11 32 11 34 23 20 32Z" fill="#fffaf2"/>'),
    ("Inclusion", "I notice who is missing or silent, and I make room for them.", f'<circle cx="20" cy="11" r="4" fill="#fffaf2"/><circle cx="11" cy="26" r="4" fill="#fffaf2"/><circle cx="29" cy="26" r="4" fill="#fffaf2"/><path {L} d="M17.500 15L13.500 22M22.500 15L26.500 22M15.500 26H24.500"/>'),
    ("Reliability", "I keep my promises, large and small, and warn early if I can’t.", f'<path {L} d="M8 21l8 8L32 12"/>'),
    ("Safe spaces", "I make it safe to ask, to disagree and to get things wrong. I keep confidences.", f'<path {L} d="M20 7l12 4v9c0 7-5 11-12 14C13 31 8 27 8 20v-9z"/>'),
    ("Shared experience", "I find something that we can do, learn or laugh about together.", f'<circle {L} cx="15.500" cy="20" r="8.500"/><circle {L} cx="24.500" cy="20" r="8.500"/>'),
]

if __name__ == "__main__":
    out = Path(sys.argv[1]).resolve()
    rows = "".join(
        f'<li><h2><svg viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="20" fill="{CORAL if i % 3 == 1 else INK}"/>{pic}</svg>{name}<i></i></h2>'
        f'<p>{text}</p><p class="do">One thing I will do</p><div class="write"></div><div class="write"></div></li>\n' for i, (name, text, pic) in enumerate(ITEMS))
    page = Path(__file__).with_name("checklist.html").read_text(encoding="utf-8").replace("<!--ITEMS-->", rows)
    with tempfile.TemporaryDirectory() as d:
        Path(d, "page.html").write_text(page, encoding="utf-8")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync", f"--user-data-dir={d}/profile", "--no-pdf-header-footer",
                        "--export-tagged-pdf", f"--print-to-pdf={out}/trust-checklist.pdf", f"file://{d}/page.html"], check=True, stderr=subprocess.DEVNULL)
