"""Make visit.mp4, visit.jpg, visit.en.vtt and visit.en.md. Usage: python visit.py OUTPUT_FOLDER [SECOND ...]
With seconds: write only these frames, as PNG, to look at."""
import math
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import resvg_py

import sound
from draw import chair, circ, cup, line, plant, rect, shape, table
from figures import *

FPS, LENGTH, CUT = 15, 52.6, 30.1
VOICES = {"Narrator": ("en-us+f2", 160, 46), "Sam": ("en-us+m3", 156, 52), "Janelle": ("en-gb-x-rp+f4", 150, 40)}
SPOKEN = [  # when, who, what
    (0.8, "Narrator", "Sam has an appointment at ten o'clock."),
    (3.7, "Narrator", "Janelle, a manager, has agreed to an information visit."),
    (9.2, "Narrator", "Ten minutes go by. Then twenty."),
    (14.2, "Narrator", "At twenty-five past ten, Janelle arrives."),
    (18.6, "Janelle", "Oh! You're still here. I'm sorry. It's been one of those mornings."),
    (24.5, "Sam", "That's all right. Thank you for making time."),
    (28.2, "Janelle", "Come on through."),
    (31.2, "Janelle", "I had your message here somewhere. I haven't read it, to be honest."),
    (36.4, "Sam", "I was hoping to hear how you"),
    (40.1, "Janelle", "Um. One second."),
    (44.8, "Janelle", "So... what was it you wanted to know?"),
]
HEARD = [(8.0, 9.2, "[A clock ticks]"), (17.5, 18.6, "[Hurried steps]"), (38.7, 40.0, "[A phone buzzes on the table]"), (48.6, 51.8, "[The clock ticks. Nobody speaks.]")]


# ---- time helpers
def ease(u):
    u = max(0, min(1, u))
    return u * u * (3 - 2 * u)


def lerp(a, b, u):
    return tuple(p + (q - p) * u for p, q in zip(a, b)) if isinstance(a, tuple) else a + (b - a) * u


def keys(t, *marks):
    """Ease from mark to mark; a mark is (time, value)."""
    for (t0, a), (t1, b) in zip(marks, marks[1:]):
        if t < t1:
            return lerp(a, b, ease((t - t0) / (t1 - t0)))
    return marks[-1][1]


def blink(t, off):
    return ((t + off) % 3.6) < .14


def walk(x, face, floor, still, a=33):
    """Hip height, both ankles and the swing of the arms for a walker whose hip is at x; still: 0 walks, 1 stands."""
    def foot(k):
        p = (face * x / (4 * a) + k) % 1
        if p < .5:
            dx, up = a - 4 * a * p, 0
        else:
            u = (p - .5) * 2
            dx, up = -a + 2 * a * ease(u), 17 * math.sin(math.pi * u)
        return lerp((x + face * dx, floor - 14 - up), (x + (10 - 22 * k) * face, floor - 14), still)
    swing = math.sin(2 * math.pi * (face * x / (4 * a) + .25)) * (1 - still)
    return stands(floor, 1, a * (1 - still) + 2) - 2.5 * abs(swing), foot(0), foot(.5), swing


def camera(drawing, at):
    x, y, z = at
    return f'<g transform="translate({n(426.7 - x * z)} {n(240 - y * z)}) scale({z:.4f})">{drawing}</g>'


def clock(x, y, r, minutes):
    hand = lambda turn, length, w, col: line(f"M{n(x)} {n(y)} L{n(x+length*math.sin(turn*2*math.pi))} {n(y-length*math.cos(turn*2*math.pi))}", col, w)
    marks = " ".join(f"M{n(x+r*.8*math.sin(k*math.pi/6))} {n(y-r*.8*math.cos(k*math.pi/6))} L{n(x+r*(.66 if k%3==0 else .74)*math.sin(k*math.pi/6))} {n(y-r*(.66 if k%3==0 else .74)*math.cos(k*math.pi/6))}" for k in range(12))
    return (circ(x, y, r, CREAM, f' stroke="{TEAL}" stroke-width="{n(r*.13)}"') + line(marks, TEAL, r * .055)
            + hand(minutes / 720, r * .46, r * .1, INK) + hand(minutes / 60, r * .7, r * .075, CORAL) + circ(x, y, r * .09, INK))


SHEET = rect(-17, -12, 34, 24, "#fff", 2) + line("M-11 -5 H11 M-11 1 H8 M-11 7 H10", DUNE, 2)
CHILD = rect(-17, -12, 34, 24, "#fff", 2) + circ(-8, -4, 4, CORAL) + line("M2 8 v-8 l5 -5 l5 5 v8Z", TEAL, 2) + line("M-14 9 q5 -4 12 0", SAGE, 2.4)
STACK = '<g transform="translate(10 -6)">' + "".join(f'<g transform="translate({x} {y}) rotate({a})">{rect(-22, -4, 44, 7, c, 1.5)}</g>' for x, y, a, c in ((0, 8, 0, "#fff"), (3, 2, -6, DUNE), (-3, -4, 5, "#fff"), (4, -10, -9, MIST), (0, -16, 7, "#fff"))) + "</g>"
NOTEBOOK = '<g transform="translate(8 -2) rotate(-12)">' + rect(-14, -11, 30, 22, CORAL, 3) + rect(-14, -11, 6, 22, dark(CORAL, .25), 3) + "</g>"


def lobby(t, talk):
    F = 428
    minutes = 600 + 25 * ease((t - 6.6) / 8.6) + max(0, t - 15) * .02
    glow = keys(t, (6.6, 0.), (15.2, 90.))
    o = rect(-9, 0, 872, 560, SAND) + rect(-9, F, 872, 130, DUNE)
    o += shape(f"M{n(60+glow)} {F} l70 0 l60 52 h-90Z", mix(DUNE, CREAM, .55))
    o += rect(56, 70, 150, 130, SKY, 10) + circ(80 + glow, 110 - glow * .12, 15, mix(CORAL, SAND, .3)) + shape("M56 200 V176 Q110 146 206 182 V200Z", SAGE) + line("M131 70 V200 M56 136 H206", CREAM, 5)
    o += clock(400, 116, 52, minutes)
    o += rect(586, 92, 168, 96, CREAM, 8) + circ(634, 140, 26, SAGE) + circ(670, 140, 26, CORAL, ' fill-opacity=".8"') + circ(704, 140, 18, TEAL)
    # the desk, and the person who works there
    o += bust(676, 282, .92, LEE, -1, g=keys(t, (16.8, .35), (17.3, -.6), (19, -.6), (20, .6)), look_y=keys(t, (7, 1.), (8, 0.), (9, 1.), (16.6, 1.), (17.2, 0.)), blink=blink(t, 1.3), mood="flat")
    o += rect(590, 336, 190, 92, TEAL, 8) + rect(578, 326, 214, 16, dark(TEAL, .3), 8) + rect(716, 296, 44, 30, INK, 4) + line("M738 326 v-4", INK, 6)
    o += plant(92, F, TEAL, CORAL)
    o += chair(246, 362, 1, INK, 112, F)
    # somebody passes by while time goes on
    if 8.4 < t < 11.6:
        x = lerp(920, -80, (t - 8.4) / 3.2)
        y, fa, fb, sw = walk(x, -1, F - 4, 0)
        o += person(x, y - 2, dict(OMAR, bottom=mix(INK, TEAL, .4)), .96, -1, 3, (x - 30 * sw, y + 4), (x + 30 * sw, y + 4), (fa[0], fa[1]), (fb[0], fb[1]), g=.9, mood="flat")
    # Sam walks in, sits down, waits, stands up
    x = 300 - 360 * (1 - max(0, min(1, (t - .1) / 3.3))) ** 1.3
    still = ease((t - 2.9) / .35)
    y, fa, fb, sw = walk(x, 1, F, still)
    sit = keys(t, (3.5, 0.), (4.4, 1.), (19.9, 1.), (20.8, 0.))
    hip = lerp((x, y), (250, 342), sit)
    feet = lerp(fa, (318, F - 14), sit), lerp(fb, (300, F - 14), sit)
    tap = 7 * max(0, math.sin(t * 9)) if 12.2 < t < 15.6 else 0
    read = keys(t, (4.6, 0.), (5.2, 1.), (7.4, 1.), (7.8, 0.), (8.6, 0.), (9.0, 1.), (11.6, 1.), (12.0, 0.))
    up = keys(t, (7.4, 0.), (7.9, 1.), (8.5, 1.), (9.0, 0.), (11.7, 0.), (12.1, 1.), (14.6, 1.), (15.0, 0.))
    near = lerp((hip[0] - 34 * sw + 4, hip[1] + 6), (hip[0] + 52, lerp(hip[1] - 16, hip[1] - 34, read)), sit)
    far = lerp((hip[0] + 34 * sw + 16, hip[1] + 6), (hip[0] + 62, hip[1] - 14), sit)
    if t > 21.2:
        near = keys(t, (21.2, near), (21.8, (hip[0] + 44, hip[1] - 34)))
    o += person(hip[0], hip[1], SAM, 1, 1, 2 + 26 * math.sin(math.pi * sit) - 4 * up * sit, near, far, feet[0], (feet[1][0], feet[1][1] - tap), g=.85,
                tilt=10 * read - 15 * up, look_y=read - up, mood=("smile" if t < 7.5 or t > 20 else "flat"), blink=blink(t, .4), talk=talk["Sam"], hold=NOTEBOOK)
    # Janelle hurries in; sheets slide off her pile
    if t > 16.6:
        u = max(0, min(1, (t - 16.8) / 2.6))
        jx = 510 + 420 * (1 - u) ** 1.35
        jstill = ease((t - 19.1) / .3)
        jy, ga, gb, _ = walk(jx, -1, F, jstill, 36)
        slip = keys(t, (19.2, 0.), (19.7, 1.), (20.6, .4), (21.0, 1.), (21.8, 0.))
        wob = math.sin(t * 13) * 2 * (1 - jstill)
        hand = (jx - 40 - 6 * slip, jy - 38 + wob + 10 * slip)
        rub = keys(t, (24.0, 0.), (24.5, 1.), (25.6, 1.), (26.1, 0.))
        o += person(jx, jy, JANELLE, 1, -1, 4 + 7 * slip, hand, lerp((jx - 52, jy - 32 + wob + 8 * slip), (jx - 22, jy - 132), rub), ga, gb, g=.85, tilt=9 * slip + 6 * rub,
                    look_y=slip, mood="tired" if rub > .5 else "weary", blink=blink(t, 2.2), talk=talk["Janelle"], hold=STACK)
        for start, dx, dy, turn, what in ((19.3, -58, 24, 40, SHEET), (19.9, -20, 34, -30, SHEET), (20.7, -92, 40, 14, CHILD)):
            if t > start:
                v = min(1, (t - start) / 1.15)
                px, py = 510 - 52 + dx * v + 16 * math.sin(v * 9) * (1 - v), 296 + (F + dy - 10 - 296) * v ** 1.5
                o += f'<g transform="translate({n(px)} {n(py)}) rotate({n(turn * v + 40 * math.sin(v * 8) * (1 - v))}) scale(1 {n(1 - .45 * v)})">{what}</g>'
    wide = (427, 240, 1.)
    return camera(o, keys(t, (6.2, wide), (8.2, (358, 252, 1.2)), (15.8, (358, 252, 1.2)), (17.4, (446, 266, 1.08)), (21.6, (430, 268, 1.08)), (23.6, (424, 269, 1.17))))


def office(t, talk):
    t += 28.3 - CUT  # this scene was timed to begin at 28.3 s
    F = 440
    o = rect(0, 0, 854, 560, mix(SAND, SAGE, .12)) + rect(0, F, 854, 120, DUNE)
    o += rect(60, 64, 150, 118, SKY, 10) + shape("M60 182 V150 Q120 126 210 158 V182Z", SAGE) + line("M135 64 V182 M60 123 H210", CREAM, 5)
    o += clock(426, 96, 36, 627.5)
    o += line("M632 150 H792", TEAL, 7) + rect(644, 104, 15, 44, CORAL, 3) + rect(662, 112, 13, 36, TEAL, 3) + rect(678, 100, 17, 48, SAGE, 3)
    o += rect(724, 106, 46, 40, TEAL, 4) + rect(729, 111, 36, 30, CREAM, 2) + circ(741, 126, 5, SKIN["light"]) + circ(753, 129, 4, SKIN["light"]) + shape("M734 141 q7 -13 14 0Z M747 141 q6 -10 12 0Z", CORAL)
    o += plant(796, F, SAGE, TEAL)
    o += chair(204, 374, 1, TEAL, 116, F) + chair(650, 374, -1, TEAL, 116, F)
    s_down = keys(t, (28, 0.), (37.4, 0.), (38.2, 1.), (41.6, 1.), (42.4, 0.), (46.6, 0.), (47.2, 1.), (48.2, 1.), (48.8, 0.))
    s_talk = talk["Sam"]
    o += person(210, 354, SAM, 1, 1, 4 + keys(t, (34, 0.), (34.6, 5.), (37, 5.), (38, -2.)), keys(t, (34, (304, 304)), (34.5, (300, 262)), (36.8, (300, 262)), (37.5, (304, 304))), (320, 303), (276, 426), (298, 426),
                g=.85, tilt=12 * s_down, look_y=s_down, mood="smile" if t < 37 else "flat", blink=blink(t, .9), talk=s_talk)
    o += table(290, 566, 312, F) + cup(412, 312, CORAL, 0)
    o += rect(300, 305, 44, 6, CORAL, 2)
    # the pile, and the phone that lies beside it until it buzzes
    leaf_ = math.sin(t * 7) * 12 if 30 < t < 33.6 else 0
    for k, (dx, a, c) in enumerate(((0, 0, "#fff"), (5, -4, DUNE), (-6, 3, "#fff"), (4, -7, MIST), (-2, 5, "#fff"))):
        o += f'<g transform="translate({n(516 + dx + (leaf_ if k > 2 else 0))} {308 - 6 * k}) rotate({a})">{rect(-27, -3, 54, 6, c, 1.5)}</g>'
    got = keys(t, (37.5, 0.), (38.1, 1.), (41.7, 1.), (42.3, 0.))
    shake = math.sin(t * 60) * 1.6 if 36.9 < t < 37.4 or 37.55 < t < 37.8 else 0
    if got < .3:
        o += rect(458 + shake, 306, 26, 5, INK, 2.5)
        if shake:
            o += line("M450 296 q-7 -6 -4 -14 M492 296 q7 -6 4 -14", CORAL, 3.5)
    rub = keys(t, (28.8, 0.), (29.3, 1.), (30.2, 1.), (30.7, 0.))
    base = keys(t, (30, (580, 300)), (30.6, (548, 292)), (33.4, (548, 292)), (34.2, (584, 300)))
    near = lerp(lerp((base[0] + leaf_, base[1]), (618, 224), rub), (574, 256), got)
    if 37.3 < t < 37.9 or 41.9 < t < 42.5:
        near = keys(t, (37.3, base), (37.65, (488, 302)), (37.9, (520, 280)), (41.9, (530, 280)), (42.15, (488, 302)), (42.5, base))
    look = max(got, .7 * keys(t, (30.4, 0.), (30.9, 1.), (33.2, 1.), (33.8, 0.)))
    sag = keys(t, (42.2, 0.), (43.0, 1.))
    o += person(644, 354, JANELLE, 1, -1, 5 - 3 * sag, near, (566, 303), (578, 426), (556, 426), g=.85, tilt=15 * look + 8 * rub, look_y=look,
                mood="tired" if rub > .5 else "weary", blink=blink(t, 2.0) or 42.5 < t < 42.8, talk=talk["Janelle"], hold=f'<g transform="translate(7 -4) rotate(24)">{PHONE}</g>' if got > .3 else "")
    return camera(o, keys(t, (35, (427, 268, 1.14)), (42, (427, 268, 1.14)), (48, (427, 257, 1.25))))


def frame(job):
    t, talk, path = job
    body = lobby(t, talk) if t < CUT else office(t, talk)
    veil = max(1 - t / .5, 1 - abs(t - CUT) / .45, (t - LENGTH + .9) / .7, 0)
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 853.3 480">{body}'
           + (f'<rect width="854" height="480" fill="{TEAL}" fill-opacity="{min(1, veil):.3f}"/>' if veil > 0 else "") + "</svg>")
    Path(path).write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg)))


def soundtrack():
    """The mixed track, the end of every line, and how wide each mouth is open at each frame."""
    track, ends, mouths = sound.silence(LENGTH), [], {}
    for at, who, text in SPOKEN:
        a = sound.say(VOICES[who], text)
        sound.put(track, a, at)
        ends.append(at + len(a) / sound.RATE)
        m = mouths.setdefault(who, np.zeros(int(LENGTH * FPS) + 1))
        for f in range(int(at * FPS), min(len(m), int(ends[-1] * FPS) + 1)):
            i = int((f / FPS - at) * sound.RATE)
            piece = a[max(0, i):max(0, i) + 2400]
            m[f] = min(1, 3.6 * np.sqrt(np.mean(piece ** 2))) if len(piece) else 0
    for k in range(int(LENGTH)):
        if 4.5 < k < 17 or k > 48:
            sound.put(track, sound.tick(k % 2) * (1 if k in range(6, 9) or k > 48 else .55), k + .5)
    for t in np.arange(.5, 3.2, .5):
        sound.put(track, sound.step() * .7, t)
    for t in np.arange(16.9, 19.3, .36):
        sound.put(track, sound.step(), t)
    for k, t in enumerate((19.3, 19.9, 20.7, 32.0, 32.7, 33.6, 34.5)):
        sound.put(track, sound.paper(seed=k) * (1.6 if t < 25 else 1), t)
    sound.put(track, sound.buzz(.5), 38.7), sound.put(track, sound.buzz(.28), 39.35), sound.put(track, sound.door() * .5, CUT)
    return track, ends, mouths


TRANSCRIPT = """# An information visit

*An animation of {secs} seconds. What is said is in plain type after the speaker’s name; what is seen and heard is in italics.*

*The lobby of an office, with a window, a large wall clock and a desk where somebody works at a screen. The clock shows ten o’clock. Sam, a visitor with long dark locs and a green cardigan, walks in with an orange notebook, sits down on the only chair and waits.*

**Narrator:** {0} {1}

*The clock ticks. Sam reads the notebook, looks up at the clock, reads again. The hands of the clock turn. A man walks past without a look. The patch of sunlight on the floor moves on.*

**Narrator:** {2}

*Sam looks up at the clock again and taps a foot.*

**Narrator:** {3}

*Hurried steps. Janelle comes in, with red hair, a dark teal jacket and shadows under her eyes. She carries a leaning pile of papers in front of her. Three sheets slide off and drift to the floor, one after the other; one of them is a child’s drawing of a house and a sun. Sam gets up.*

**Janelle:** {4}

*Janelle holds a hand to her head and closes her eyes for a moment.*

**Sam:** {5}

**Janelle:** {6}

*They sit on the two sides of a table in Janelle’s office. The clock there shows almost half past ten. On a shelf, next to some books, stands a picture of an adult and a child. Janelle rubs her forehead, then moves the papers in her pile from side to side.*

**Janelle:** {7}

*Sam smiles and raises a hand to begin.*

**Sam:** {8}…

*Janelle’s phone buzzes on the table. Sam stops. Janelle picks the phone up and reads from it. Sam looks down at the notebook.*

**Janelle:** {9}

*A few seconds pass. Janelle lays the phone down and looks at Sam.*

**Janelle:** {10}

*The picture moves closer. Sam looks at the notebook, then back at Janelle, and has not answered yet. The clock ticks. The picture fades out.*

*The voices are made by a computer.*
"""


def stamp(t):
    return f"{int(t // 3600):02d}:{int(t // 60) % 60:02d}:{t % 60:06.3f}"


if __name__ == "__main__":
    out = Path(sys.argv[1])
    track, ends, mouths = soundtrack()
    talk = lambda f: {who: float(mouths[who][f]) for who in VOICES}
    for (at, who, text), end, nxt in zip(SPOKEN, ends, [s[0] for s in SPOKEN[1:]] + [LENGTH]):
        print(f"{at:5.1f} {end:5.1f} {'OVERLAP' if end > nxt else ''} {who}: {text}")
    if len(sys.argv) > 2:
        for t in sys.argv[2:]:
            frame((float(t), talk(int(float(t) * FPS)), out / f"{float(t):05.1f}.png"))
        sys.exit()
    lines = [(at, end + .25, f"{who}: {text}" + ("…" if text.endswith("how you") else "")) for (at, who, text), end in zip(SPOKEN, ends)] + HEARD
    lines = [(a, b, s.replace("'", "’").replace("...", "…")) for a, b, s in sorted(lines)]
    lines = [(a, min(b, nxt[0]), s) for (a, b, s), nxt in zip(lines, lines[1:] + [(LENGTH,)])]
    cues = "".join(f"{k}\n{stamp(a)} --> {stamp(b)}\n{s}\n\n" for k, (a, b, s) in enumerate(lines, 1))
    (out / "visit.en.vtt").write_text("WEBVTT\n\n" + cues.rstrip() + "\n", encoding="utf-8")
    said = [text.replace("'", "’").replace("...", "…") for _, _, text in SPOKEN]
    (out / "visit.en.md").write_text(TRANSCRIPT.format(*said, secs=round(LENGTH)), encoding="utf-8")
    with tempfile.TemporaryDirectory() as d:
        jobs = [(f / FPS, talk(f), f"{d}/{f:04d}.png") for f in range(int(LENGTH * FPS))]
        with ProcessPoolExecutor() as pool:
            list(pool.map(frame, jobs, chunksize=20))
        sound.write(f"{d}/a.wav", track)
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-framerate", str(FPS), "-i", f"{d}/%04d.png", "-i", f"{d}/a.wav", "-af", "loudnorm=I=-17:TP=-1.5:LRA=11",
                        "-c:v", "libx264", "-preset", "veryslow", "-tune", "animation", "-crf", "29", "-pix_fmt", "yuv420p", "-g", str(FPS * 6), "-c:a", "aac", "-ar", "44100", "-ac", "1",
                        "-b:a", "48k", "-movflags", "+faststart", "-shortest", "-metadata", "title=An information visit", out / "visit.mp4"], check=True)
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", f"{d}/{int(21.2 * FPS):04d}.png", "-q:v", "4", out / "visit.jpg"], check=True)
