"""Write the course's still drawings (SVG). Usage: python draw.py OUTPUT_FOLDER"""
import math
import re
import sys
from pathlib import Path

from figures import *


def rect(x, y, w, h, fill, rx=0, more=""):
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"' + (f' rx="{n(rx)}"' if rx else "") + f' fill="{fill}"{more}/>'


def circ(x, y, r, fill, more=""):
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}"{more}/>'


def line(d, col, w=4, more=""):
    return f'<path d="{d}" fill="none" stroke="{col}" stroke-width="{n(w)}" stroke-linecap="round" stroke-linejoin="round"{more}/>'


def shape(d, fill, more=""):
    return f'<path d="{d}" fill="{fill}"{more}/>'


def cup(x, y, col=CORAL, steam=True):
    o = line(f"M{n(x+13)} {n(y-22)} q14 -2 12 8 q-2 8 -13 8", col, 4.5) + shape(f"M{n(x-15)} {n(y-30)} h30 l-3 24 q-1 6 -7 6 h-10 q-6 0 -7 -6Z", col)
    if steam:
        o += line(f"M{n(x-5)} {n(y-40)} q-6 -8 0 -15 t0 -15 M{n(x+6)} {n(y-40)} q-6 -8 0 -15", dark(DUNE, .12), 3)
    return o


def chair(x, y, face, col, h=120, floor=420):
    """A side-on chair; (x, y) is the middle of its seat top."""
    b = x - 36 * face
    return (line(f"M{n(b)} {n(y+4)} L{n(b-12*face)} {n(y-h)}", col, 12) + line(f"M{n(b)} {n(y+8)} H{n(x+34*face)}", col, 14)
            + line(f"M{n(b+2*face)} {n(y+12)} L{n(b-8*face)} {floor-3} M{n(x+30*face)} {n(y+12)} L{n(x+36*face)} {floor-3}", dark(col, .2), 7))


def plant(x, y, col=TEAL, pot=CORAL):
    return (line(f"M{x} {y-38} V{y-120}", dark(SAGE, .35), 5)
            + shape(f"M{x} {y-70} q-46 -6 -50 -52 q44 4 50 52Z M{x} {y-84} q40 -8 46 -52 q-42 6 -46 52Z", col)
            + shape(f"M{x} {y-112} q-24 -26 0 -62 q24 36 0 62Z", SAGE) + shape(f"M{x-27} {y-42} h54 l-7 42 h-40Z", pot))


def case(x, y, s=1, col=TEAL, band=CREAM):
    return (f'<g transform="translate({n(x)} {n(y)}) scale({s:g})">' + line("M-11 -18 v-6 q0 -6 6 -6 h10 q6 0 6 6 v6", col, 6)
            + rect(-30, -19, 60, 42, col, 8) + line("M-30 0 H-8 M8 0 H30", band, 4) + rect(-7, -6, 14, 12, band, 3) + "</g>")


GUEST = dict(AMA, top=SAGE, collar=CREAM)


def welcome():
    nodes = [(150, 170, 82, mix(CORAL, SAND, .35), AISHA, 1), (330, 345, 92, CREAM, JOE, 1), (505, 150, 84, SAGE, SAM, 1),
             (690, 318, 98, MIST, JANELLE, -1), (868, 140, 76, CREAM, RUTH, -1), (1050, 300, 92, mix(CORAL, SAND, .35), OMAR, -1)]
    dots = [(52, 360, 15, CORAL), (330, 84, 17, TEAL), (505, 420, 18, CORAL), (680, 84, 13, TEAL), (885, 408, 17, TEAL), (1060, 96, 19, CORAL), (1158, 152, 12, SAGE), (152, 420, 12, SAGE)]
    o = shape("M0 330 Q260 210 560 330 T1200 290 V500 H0Z", mix(DUNE, SAND, .55))
    P = [(a[0], a[1]) for a in nodes]
    D = [(a[0], a[1]) for a in dots]
    links = [(P[0], P[1]), (P[0], D[1]), (D[1], P[2]), (P[1], P[2]), (P[1], D[2]), (D[2], P[3]), (P[2], P[3]), (P[2], D[3]), (D[3], P[4]), (P[3], P[4]), (P[3], D[4]), (D[4], P[5]), (P[4], P[5]), (P[4], D[5]), (D[5], P[5]), (D[5], D[6]), (D[6], P[5]), (D[0], P[0]), (D[0], D[7]), (D[7], P[1]), (D[1], P[1]), (D[3], P[3])]
    o += line(" ".join(f"M{a[0]} {a[1]} L{b[0]} {b[1]}" for a, b in links), TEAL, 4)
    o += "".join(circ(x, y, r, c) for x, y, r, c in dots)
    moods = dict(g=.45)
    for i, (x, y, r, c, who, f) in enumerate(nodes):
        who = dict(who)
        if who is not None and i == 1:
            who["top"] = CORAL
        if i == 2:
            who["top"] = TEAL
        o += f'<clipPath id="welcome-c{i}">' + f'<circle cx="{x}" cy="{y}" r="{r}"/>' + "</clipPath>"
        o += f'<g clip-path="url(#welcome-c{i})">' + circ(x, y, r, c) + bust(x, y - r * .1, r / 76, who, f, **moods) + "</g>"
        o += circ(x, y, r, "none", f' stroke="{TEAL}" stroke-width="5"')
    return 1200, 500, o


def hidden_market():
    o = circ(735, 92, 40, mix(CORAL, SAND, .25))
    o += line("M96 84 q26 -24 52 0 q26 -24 52 0 M560 60 q14 -13 28 0 q14 -13 28 0", dark(DUNE, .12), 4)
    o += rect(0, 214, 900, 386, TEAL) + shape("M0 400 H900 V600 H0Z", dark(TEAL, .25))
    # below, then above
    o += shape("M262 214 L648 214 L716 318 L660 452 L540 556 L438 584 L296 520 L214 404 L196 296Z", mix(SAGE, TEAL, .2))
    o += shape("M262 214 L196 296 L214 404 L296 520 L330 390 L290 300Z", mix(SAGE, TEAL, .42)) + shape("M648 214 L716 318 L660 452 L540 556 L590 400Z", mix(SAGE, SAND, .18))
    o += shape("M292 214 L352 128 L410 108 L452 46 L520 84 L560 140 L612 166 L640 214Z", CREAM) + shape("M292 214 L352 128 L410 108 L400 170 L362 214Z", MIST) + shape("M452 46 L520 84 L560 140 L500 128Z", MIST)
    o += case(450, 178, .8, CORAL) + case(540, 184, .66, CORAL)
    below = [(322, 270, .8), (440, 280, .95), (562, 272, .8), (640, 332, .75), (270, 366, .72), (386, 378, .9), (512, 374, 1), (608, 436, .74), (342, 478, .76), (452, 476, .9), (536, 506, .66)]
    net = [(0, 1), (1, 2), (2, 3), (0, 4), (1, 5), (1, 6), (2, 6), (3, 6), (4, 5), (5, 6), (6, 7), (5, 8), (5, 9), (6, 9), (8, 9), (9, 10), (7, 10)]
    o += line(" ".join(f"M{below[a][0]} {below[a][1]} L{below[b][0]} {below[b][1]}" for a, b in net), CREAM, 2.5, ' stroke-dasharray="1 8"')
    o += "".join(case(x, y, s, TEAL, SAND) for x, y, s in below)
    # a person in a boat looks up at the tip; a line leads down to what is hidden
    o += line("M164 232 Q200 330 270 366", CORAL, 4, ' stroke-dasharray="2 10"')
    o += person(140, 202, GUEST, .62, 1, near=(176, 182), far=(182, 186), nleg=(172, 226), fleg=(180, 226), g=.85, tilt=-6)
    o += shape("M56 198 H232 Q226 240 196 244 H94 Q64 240 56 198Z", CORAL) + shape("M53 192 H235 V204 H53Z", dark(CORAL, .2))
    o += line("M0 216 q18 10 37 0 t37 0", SAND, 4) + line("M668 216 q18 10 37 0 t37 0 37 0 37 0 37 0 37 0", SAND, 4)
    o += line("M80 300 h60 M60 460 h90 M120 540 h50 M760 300 h90 M740 420 h60 M780 530 h70", mix(TEAL, SAGE, .35), 4)
    return 900, 600, o


def four_actions():
    c = 300
    o = ""
    gap = 7
    for qx, qy, col in ((-1, -1, TEAL), (1, -1, CORAL), (1, 1, SAGE), (-1, 1, DUNE)):
        x0, y0 = c + qx * gap, c + qy * gap
        sweep = 1 if qx * qy > 0 else 0
        o += shape(f"M{x0} {y0} V{y0+qy*280} A280 280 0 0 {1 - sweep} {x0+qx*280} {y0}Z", col)
    # take an interest: a magnifying glass
    o += line("M216 228 L240 252", CREAM, 24) + circ(168, 180, 62, "none", f' stroke="{CREAM}" stroke-width="14"') + circ(168, 180, 55, mix(TEAL, SAGE, .35))
    o += line("M120 108 l-9 -15 M162 98 v-17 M90 140 l-15 -9", mix(CORAL, SAND, .2), 7)
    # reliable: a calendar with every day kept
    o += rect(364, 110, 136, 140, CREAM, 16) + shape("M364 126 v-10 q0 -18 18 -18 h100 q18 0 18 18 v10Z", INK)
    o += line("M396 86 V108 M468 86 V108", CREAM, 9)
    ticks = [(379, y) for y in (147, 180, 213)] + [(485, y) for y in (147, 180, 213)] + [(x, 238) for x in (379, 405, 432, 459, 485)]
    o += line(" ".join(f"M{x-7} {y-1} l5 6 l9 -11" for x, y in ticks), TEAL, 4.5)
    # present: a map pin, here and now
    o += f'<ellipse cx="432" cy="524" rx="34" ry="9" fill="{dark(SAGE, .22)}"/>'
    o += shape("M432 526 C414 498 368 474 368 430 A64 64 0 0 1 496 430 C496 474 450 498 432 526Z", TEAL) + circ(432, 432, 50, CREAM)
    # listen: an ear that sound comes to
    o += circ(168, 432, 50, mix(DUNE, CREAM, .75))
    o += line("M106 444 A63 63 0 1 1 230 440 C226 472 200 480 192 504 C183 536 146 536 134 508", CORAL, 20)
    o += line("M152 496 q14 0 18 -8", CORAL, 9)
    o += line("M80 376 q-10 25 0 50 M61 364 q-14 32 0 64", TEAL, 7)
    o += circ(c, c, 52, SAND) + circ(c, c, 40, INK)
    o += shape("M300 322 C270 302 274 282 287 282 C295 282 299 288 300 292 C301 288 305 282 313 282 C326 282 330 302 300 322Z", CORAL)
    return 600, 600, o


def figure_ground():
    # one side of the outline, from the rim down to the foot; the other is its mirror image
    face = ("L190 44 L190 50 C190 90 194 114 202 134 C209 148 217 158 217 170 C217 178 213 184 216 194 C222 212 236 232 247 249 "
            "C253 259 250 266 241 270 C234 273 230 276 229 282 C229 288 234 292 240 297 C245 301 243 307 235 310 "
            "C242 314 244 321 240 328 C236 335 229 338 229 346 C229 356 240 364 240 380 C239 400 222 408 202 413 "
            "C180 420 171 440 168 466 C165 498 146 520 112 550 L106 556")
    toks = re.findall(r"[A-Z]|-?\d+(?:\.\d+)?", face)
    segs, i = [], 0
    while i < len(toks):
        k = toks[i]; i += 1
        m = 2 if k == "L" else 6
        segs.append((k, [float(t) for t in toks[i:i + m]])); i += m
    pts = [(k, list(zip(v[::2], v[1::2]))) for k, v in segs]
    back = []
    ends = [p[-1] for _, p in pts]
    for idx in range(len(pts) - 1, 0, -1):
        k, p = pts[idx]
        prev = ends[idx - 1]
        seq = [(600 - a, b) for a, b in ([prev] if k == "L" else [p[1], p[0], prev])]
        # reversed order, mirrored
        back.append(k + " " + " ".join(f"{n(a)} {n(b)}" for a, b in (seq if k == "L" else seq)))
    left = " ".join(k + " " + " ".join(f"{n(a)} {n(b)}" for a, b in p) for k, p in pts)
    d = "M" + left[1:] + f" H{n(600-ends[-1][0])} " + " ".join(back) + "Z"
    o = rect(50, 50, 500, 500, TEAL, 20) + shape(d, SAND)
    return 600, 600, o


def table(x1, x2, y, floor, col=TEAL):
    m = (x1 + x2) / 2
    return line(f"M{m} {y+8} V{floor-8}", dark(col, .25), 14) + line(f"M{m-58} {floor-5} H{m+58}", dark(col, .25), 10) + rect(x1, y, x2 - x1, 15, col, 7.5)


def zoom(body, k=1.14):
    return f'<g transform="translate({n(450 - 450 * k)} {n(500 - 500 * k)}) scale({k})">' + body + "</g>"


def room(floor=440):
    o = rect(0, floor, 900, 500 - floor, DUNE)
    o += rect(104, 84, 160, 112, SKY, 12) + line("M184 84 V196 M104 140 H264", CREAM, 6)
    o += rect(636, 78, 160, 104, CREAM, 10) + line("M662 148 l30 -26 26 14 46 -36", CORAL, 6) + line("M662 162 H770", DUNE, 5)
    return o


def badge(x, y):
    return line(f"M{x-9} {y-34} L{x} {y-6} L{x+9} {y-34}", CORAL, 3) + rect(x - 11, y - 6, 22, 26, CREAM, 4) + circ(x, y + 3, 4, TEAL) + line(f"M{x-5} {y+13} h10", TEAL, 3)


def seats(F):
    return chair(228, 374, 1, TEAL, 116, F) + chair(672, 374, -1, TEAL, 116, F)


def tom_table():
    F = 440
    o = room(F)
    o += shape("M388 74 h150 q26 0 26 26 v52 q0 26 -26 26 h-10 l22 34 l-58 -34 h-104 q-26 0 -26 -26 v-52 q0 -26 26 -26Z", CORAL)
    o += line("M394 108 H532 M394 128 H532 M394 148 H484", CREAM, 8)
    o += shape("M302 186 h26 q11 0 11 11 v11 q0 11 -11 11 h-11 l-14 15 l2 -15 h-3 q-11 0 -11 -11 v-11 q0 -11 11 -11Z", TEAL)
    o += seats(F)
    o += person(234, 354, GUEST, 1, 1, lean=3, near=(346, 304), far=(362, 303), nleg=(296, 426), fleg=(318, 426), g=.85, mood="flat")
    o += table(322, 578, 312, F)
    o += person(666, 354, TOM, 1, -1, lean=6, near=(584, 280), far=(584, 226), nleg=(602, 426), fleg=(580, 426), g=.8, talk=.8)
    o += cup(408, 312, CORAL, 0) + cup(484, 312, SAGE, 0)
    return 900, 500, zoom(o)


def tom_phone():
    F = 440
    o = room(F)
    o += seats(F)
    o += person(234, 354, GUEST, 1, 1, near=(346, 304), far=(372, 303), nleg=(296, 426), fleg=(318, 426), g=.8, mood="worry", tilt=4)
    o += table(322, 578, 312, F)
    o += cup(408, 312, CORAL, 0) + cup(484, 312, SAGE, 0)
    o += person(666, 354, TOM, 1, 1, lean=-2, near=(690, 246), far=(752, 276), nleg=(730, 426), fleg=(752, 426), g=.95, talk=.6, tilt=3, hold=f'<g transform="translate(3 -8) rotate(10)">{PHONE}</g>')
    o += line("M744 212 q10 14 2 30 M764 202 q17 24 4 50", CORAL, 5)
    return 900, 500, zoom(o)


def tom_ending():
    F = 452
    o = room(F).replace('y="440"', 'y="452"')
    o += circ(450, 222, 74, mix(CORAL, SAND, .72))
    o += line("M450 128 v-26 M426 134 l-8 -23 M474 134 l8 -23", CORAL, 6)
    o += person(348, stands(F, 1.08, 22), GUEST, 1.08, 1, lean=4, far=(446, 246), near=(334, 308), nleg=(326, 437), fleg=(370, 437), g=.85)
    y = stands(F, 1.12, 22)
    o += person(554, y, TOM, 1.12, -1, lean=4, near=(452, 247), nleg=(578, 437), fleg=(534, 437), g=.85)
    o += circ(449, 246, 11, SKIN["deep"]) + circ(456, 247, 9.5, SKIN["light"]) + line("M449 243 q8 -4 14 2", dark(SKIN["light"], .22), 3)
    return 900, 500, zoom(o)


def trust_bridge():
    o = circ(450, 156, 112, mix(CORAL, SAND, .55))
    o += shape("M0 330 L120 250 L250 330 Z M650 330 L790 236 L900 320 V330Z", mix(SAGE, SAND, .45))
    o += shape("M0 316 H176 Q206 318 210 350 L236 500 H0Z", SAGE) + shape("M900 316 H724 Q694 318 690 350 L664 500 H900Z", SAGE)
    o += shape("M0 316 H176 Q192 316 200 326 L0 336Z", TEAL) + shape("M900 316 H724 Q708 316 700 326 L900 336Z", TEAL)
    o += rect(206, 444, 488, 56, MIST) + shape("M0 360 L0 500 H236 L214 372Z", mix(SAGE, TEAL, .25)) + shape("M900 360 V500 H664 L686 372Z", mix(SAGE, TEAL, .25))
    o += line("M290 462 h70 M430 476 h110 M590 460 h40 M350 484 h40", CREAM, 5)
    # the arch, with an even row of posts under the deck
    o += line("M206 436 Q450 230 694 436", TEAL, 14)
    posts = ""
    for x in range(250, 651, 50):
        t = (x - 206) / 488
        ya = (1 - t) ** 2 * 436 + 2 * t * (1 - t) * 230 + t * t * 436
        yd = 322 - 24 * math.sin(math.pi * (x - 150) / 600)
        posts += f"M{x} {n(yd)} V{n(ya)} "
    o += line(posts.strip(), TEAL, 6)
    o += person(378, stands(299, .86, 18), AISHA, .86, 1, lean=4, far=(450, 134), near=(362, 190), nleg=(352, 287), fleg=(388, 285), g=.85)
    o += person(522, stands(299, .88, 18), OMAR, .88, -1, lean=4, near=(452, 135), far=None, nleg=(550, 287), fleg=(514, 285), g=.85)
    o += line("M140 322 Q300 316 450 298 Q600 316 760 322", TEAL, 15)
    o += shape("M84 316 q-26 -40 0 -84 q26 44 0 84Z M122 316 q-18 -28 0 -58 q18 30 0 58Z M812 316 q-28 -44 0 -92 q28 48 0 92Z M770 316 q-18 -28 0 -58 q18 30 0 58Z", TEAL)
    return 900, 500, o


def armchair(x, y, face, col, floor):
    b = x - 52 * face
    return (shape(f"M{n(b)} {n(y+34)} L{n(b-14*face)} {n(y-104)} q{n(-2*face)} -24 {n(22*face)} -24 h{n(20*face)} q{n(18*face)} 0 {n(20*face)} 22 L{n(x+6*face)} {n(y+34)}Z", col)
            + rect(min(b, x + 62 * face), y + 6, 114, 44, dark(col, .14), 18)
            + line(f"M{n(b+12*face)} {n(y+50)} L{n(b+4*face)} {floor-4} M{n(x+48*face)} {n(y+50)} L{n(x+54*face)} {floor-4}", INK, 7))


def mentoring():
    F = 446
    o = rect(0, F, 900, 54, DUNE) + f'<ellipse cx="450" cy="{F+14}" rx="330" ry="22" fill="{mix(SAGE, SAND, .3)}"/>'
    o += rect(104, 84, 124, 130, SKY, 12) + line("M166 84 V214 M104 149 H228", CREAM, 6)
    o += line("M690 132 H812", TEAL, 8) + rect(702, 82, 16, 46, CORAL, 3) + rect(722, 90, 14, 38, TEAL, 3) + rect(740, 78, 18, 50, SAGE, 3) + line("M772 124 L782 90", INK, 12)
    o += plant(786, F, TEAL, CORAL)
    o += armchair(240, 362, 1, SAGE, F) + armchair(660, 362, -1, CORAL, F)
    o += person(250, 356, RUTH | dict(top=TEAL, bottom=INK), 1.04, 1, lean=-2, near=(326, 306), far=(362, 278), nleg=(314, 431), fleg=(340, 431), g=.85, talk=.5)
    o += person(650, 356, MAYA | dict(bottom=TEAL), 1.04, -1, lean=4, near=(574, 310), far=(540, 284), nleg=(586, 431), fleg=(560, 431), g=.85)
    o += line("M364 276 C424 222 398 150 446 146 C496 142 500 206 452 206 C404 206 414 132 474 138 C534 146 478 250 540 282", CORAL, 5)
    o += table(396, 504, 352, F, INK).replace(f"M{450-58}", "M410").replace(f"H{450+58}", "H490") + cup(424, 352, SAGE) + cup(474, 352, CORAL)
    return 900, 500, zoom(o)


def leaf(x, y, a, l, col):
    return f'<path transform="translate({n(x)} {n(y)}) rotate({n(a)})" d="M0 0 Q{n(l*.55)} {n(-l*.5)} {n(l)} 0 Q{n(l*.55)} {n(l*.5)} 0 0Z" fill="{col}"/>'


def growth_levels():
    o = circ(730, 130, 190, mix(CORAL, SAND, .7))
    tops = [400, 345, 290, 235]
    cols = [MIST, SAGE, mix(SAGE, TEAL, .5), TEAL]
    for i, (t, c) in enumerate(zip(tops, cols)):
        o += rect(50 + i * 200, t, 200, 500 - t, c)
        o += rect(50 + i * 200, t, 200, 12, mix(c, CREAM, .35) if i < 3 else mix(c, SAGE, .4))
    o += rect(0, 470, 900, 30, DUNE)
    stem = dark(SAGE, .45)

    def pot(x, y, w=46):
        return shape(f"M{n(x-w/2)} {y-34} h{w} l-6 34 h{-(w-12)}Z", CORAL) + rect(x - w / 2 - 4, y - 42, w + 8, 12, dark(CORAL, .12), 4)
    x, y = 150, 400
    o += line(f"M{x} {y-40} q2 -14 0 -26", stem, 5) + leaf(x, y - 64, -150, 26, TEAL) + leaf(x, y - 64, -30, 26, TEAL) + pot(x, y)
    x, y = 350, 345
    o += line(f"M{x} {y-40} V{y-112}", stem, 5) + "".join(leaf(x, y - h, a, l, TEAL) for h, a, l in ((66, -155, 36), (66, -25, 36), (92, -145, 34), (92, -35, 34), (108, -90, 30))) + pot(x, y)
    x, y = 550, 290
    o += line(f"M{x} {y-40} V{y-150} M{x} {y-84} q24 -8 30 -36 M{x} {y-96} q-24 -8 -30 -38", stem, 6)
    o += "".join(leaf(x + dx, y - h, a, l, TEAL) for dx, h, a, l in ((0, 62, -160, 40), (0, 62, -20, 40), (26, 100, -10, 32), (-26, 110, -170, 32), (30, 118, -75, 30), (-30, 132, -105, 30), (0, 120, -50, 30), (0, 128, -130, 30)))
    o += circ(x, y - 158, 15, CORAL) + circ(x, y - 158, 6, SAND) + circ(x + 34, y - 146, 10, CORAL) + circ(x - 34, y - 164, 10, CORAL) + pot(x, y, 52)
    x, y = 750, 235
    o += line(f"M{x} {y-4} V{y-90} M{x} {y-56} q30 -8 44 -40 M{x} {y-66} q-30 -8 -44 -36", dark(HAIR["brown"], 0), 13)
    o += circ(x - 46, y - 118, 42, SAGE) + circ(x + 48, y - 116, 44, mix(SAGE, TEAL, .3)) + circ(x, y - 150, 54, mix(SAGE, TEAL, .65)) + circ(x + 2, y - 104, 36, TEAL)
    o += "".join(circ(x + a, y + b, 9, CORAL) for a, b in ((-58, -118), (-24, -158), (20, -172), (8, -112), (54, -104), (40, -138), (-34, -98)))
    # seeds travel from the tree back to the first steps
    o += line("M690 64 C560 -6 330 60 176 286", CORAL, 4, ' stroke-dasharray="1 15"') + leaf(176, 300, -62, 20, CORAL) + leaf(470, 64, 172, 20, CORAL)
    return 900, 500, o


def first_talk():
    F = 446
    o = rect(0, F, 900, 54, DUNE)
    o += rect(290, 84, 320, 166, SKY, 16) + circ(520, 138, 30, mix(CORAL, SAND, .35)) + shape("M290 250 V210 Q350 160 430 206 Q520 160 610 204 V250Z", SAGE) + line("M450 84 V250", CREAM, 8) + rect(276, 246, 348, 12, CREAM, 6)
    o += line("M150 0 V70 M750 0 V70", INK, 4) + shape("M104 118 Q106 70 150 70 Q194 70 196 118Z M704 118 Q706 70 750 70 Q794 70 796 118Z", TEAL) + circ(150, 122, 13, mix(CORAL, SAND, .3)) + circ(750, 122, 13, mix(CORAL, SAND, .3))
    o += plant(116, F, SAGE, TEAL) + plant(784, F, SAGE, TEAL)
    o += chair(256, 376, 1, INK, 116, F) + chair(644, 376, -1, INK, 116, F)
    o += person(264, 356, LEE | dict(top=CORAL), 1.04, 1, lean=6, near=(362, 308), far=(402, 298), nleg=(328, 431), fleg=(352, 431), g=.85, mood="smile")
    o += person(636, 356, AISHA | dict(top=mix(SAGE, CREAM, .35)), 1.04, -1, lean=4, near=(572, 276), far=(518, 302), nleg=(572, 431), fleg=(548, 431), g=.85, talk=.6)
    o += table(350, 550, 316, F) + cup(426, 316, CORAL) + cup(484, 316, CREAM)
    return 900, 500, zoom(o)


def ending_warm():
    o = circ(600, 250, 120, mix(CORAL, SAND, .2)) + circ(600, 250, 168, CORAL, ' fill-opacity=".12"')
    o += shape("M0 330 Q180 220 400 310 T900 260 V500 H0Z", SAGE) + shape("M0 380 Q260 300 520 360 T900 330 V500 H0Z", mix(SAGE, TEAL, .55))
    o += shape("M0 436 Q450 392 900 420 V500 H0Z", DUNE)
    for x, y, k in ((96, 326, 1), (164, 312, .7), (790, 300, 1.1), (846, 300, .75)):
        o += line(f"M{x} {y+20*k} V{y-30*k}", INK, 5 * k) + shape(f"M{x} {n(y)} q{n(-34*k)} {n(-50*k)} 0 {n(-110*k)} q{n(34*k)} {n(60*k)} 0 {n(110*k)}Z", TEAL)
    o += line("M160 130 q14 -14 28 0 q14 -14 28 0 M240 86 q10 -10 20 0 q10 -10 20 0", TEAL, 4)
    o += f'<ellipse cx="318" cy="438" rx="84" ry="9" fill="{dark(DUNE, .18)}"/><ellipse cx="460" cy="436" rx="84" ry="9" fill="{dark(DUNE, .18)}"/>'
    o += person(456, stands(436, 1.08, 40), MAYA | dict(top=CREAM), 1.08, 1, lean=3, near=(444, 294), far=(512, 286), nleg=(500, 420), fleg=(418, 416), g=.55, hface=-1)
    o += person(318, stands(438, 1.14, 40), JOE | dict(top=CORAL), 1.14, 1, lean=3, near=(350, 296), far=(292, 292), nleg=(276, 418), fleg=(362, 422), g=.85)
    return 900, 500, o


DRAWINGS = dict(welcome=welcome, hidden_market=hidden_market, four_actions=four_actions, figure_ground=figure_ground, tom_table=tom_table,
                tom_phone=tom_phone, tom_ending=tom_ending, trust_bridge=trust_bridge, mentoring=mentoring, growth_levels=growth_levels,
                first_talk=first_talk, ending_warm=ending_warm)

if __name__ == "__main__":
    out = Path(sys.argv[1])
    for key, make in DRAWINGS.items():
        name = key.replace("_", "-")
        text = panel(*make(), name)
        (out / f"{name}.svg").write_text(text, encoding="utf-8")
        print(f"{name}.svg", len(text.encode()))
