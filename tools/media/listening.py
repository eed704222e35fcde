"""Write listening.mp3 and its transcript. Usage: python listening.py OUTPUT_FOLDER"""
import sys
import tempfile
from pathlib import Path

import numpy as np

from sound import encode, say, silence, write

VOICES = {"": ("en-us+f2", 168, 46), "Priya": ("en-gb-x-rp+f4", 158, 52), "Ben": ("en-us+m3", 170, 48), "Noor": ("en-gb-scotland+f3", 156, 34)}
# (who speaks, what is heard, the pause after it in seconds); a new inner list is a new paragraph
PIECE = [
    [("", "Priya has had a hard week. She tells two friends about it.", .6)],
    [("", "The first friend is Ben. She says:", .25), ("Priya", "I'm not sure I belong on this team.", .3),
     ("", "Ben nods, but he is already picking his reply. He jumps in:", .15), ("Ben", "That happened to me too! You know what I did?", .35),
     ("", "And he tells his story. It's a good story. But now they are talking about Ben. Priya smiles, and stops.", .7)],
    [("", "The second friend is Noor. Priya says the same words:", .25), ("Priya", "I'm not sure I belong on this team.", .5),
     ("", "Noor waits. She lets the silence do some of the work. Then she asks:", .3), ("Noor", "When did you start to feel that way?", .6),
     ("", "Priya thinks, and says more than she had planned to. Noor says it back, in her own words:", .3),
     ("Noor", "So it isn't the work. It's that nobody asks what you think.", .35), ("Priya", "Yes. That's it.", .6)],
    [("", "Both friends cared. But one was waiting for a turn, and one was trying to understand.", .7)],
    [("", "Next time somebody talks to you, notice the moment when your reply starts to form. Let it go. Then ask one more question.", .6)],
]
TITLE = "Two ways to listen"

if __name__ == "__main__":
    out = Path(sys.argv[1])
    parts, text = [silence(.3), say(VOICES[""], TITLE + "."), silence(.7)], [f"# {TITLE}\n"]
    for paragraph in PIECE:
        words = []
        for who, line, pause in paragraph:
            parts += [say(VOICES[who], line), silence(pause)]
            words.append(f"“{line}”" if who else line)
        text.append(" ".join(words) + "\n")
    with tempfile.TemporaryDirectory() as d:
        write(Path(d, "a.wav"), np.concatenate(parts))
        encode(Path(d, "a.wav"), out / "listening.mp3", "-ac", "1", "-b:a", "48k", "-metadata", f"title={TITLE}")
    notes = "*Told by a narrator; each quotation has a voice of its own. The voices are made by a computer.*\n"
    (out / "listening.en.md").write_text("\n".join(text).replace("'", "’") + "\n" + notes.replace("'", "’"), encoding="utf-8")
    print(f"listening.mp3 {sum(map(len, parts)) / 44100:.1f} s, {sum(len(t.split()) for t in text)} words")
