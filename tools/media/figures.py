"""The shared drawing kit: flat, geometric people as plain SVG text.

A figure is drawn facing right around its hip (0, 0) and mirrored when it faces left.
Arms and legs are two bones each: give a hand or an ankle a place and the joint is worked out.
"""
import math

TEAL, CORAL, SAND, INK, SAGE = "#0f4c5c", "#e36414", "#f4e9da", "#1b2a33", "#8fb8a8"
CREAM, DUNE, SKY, MIST = "#fffaf2", "#e5d2b6", "#dbe7e1", "#c4d9cf"
SKIN = {"deep": "#764a31", "brown": "#96603f", "tan": "#bd8257", "olive": "#d39f73", "light": "#eebd98"}
HAIR = {"ink": "#1b2a33", "brown": "#5a3524", "grey": "#a9a59e", "copper": "#a4481c", "sandy": "#b98547"}


def n(v):
    """A short number: one decimal at most."""
    s = f"{v:.1f}"
    return s[:-2] if s.endswith(".0") else s


def mix(a, b, t):
    a, b = a.lstrip("#"), b.lstrip("#")
    c = [round(int(a[i:i + 2], 16) * (1 - t) + int(b[i:i + 2], 16) * t) for i in (0, 2, 4)]
    return "#" + "".join(f"{v:02x}" for v in c)


def dark(c, t=0.18):
    return mix(c, "#06141b", t)


def joint(a, b, l1, l2, bend):
    """The elbow or knee between a and b; bend is +1 or -1. Also the reachable end point."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    d = math.hypot(dx, dy) or 0.01
    if d > l1 + l2 - 0.5:
        k = (l1 + l2 - 0.5) / d
        b, d = (a[0] + dx * k, a[1] + dy * k), l1 + l2 - 0.5
        dx, dy = b[0] - a[0], b[1] - a[1]
    c = max(-1, min(1, (l1 * l1 + d * d - l2 * l2) / (2 * l1 * d)))
    t = math.atan2(dy, dx) + bend * math.acos(c)
    return (a[0] + l1 * math.cos(t), a[1] + l1 * math.sin(t)), b


def limb(a, j, b, col, w):
    return (f'<path d="M{n(a[0])} {n(a[1])} L{n(j[0])} {n(j[1])} L{n(b[0])} {n(b[1])}" fill="none" '
            f'stroke="{col}" stroke-width="{n(w)}" stroke-linecap="round" stroke-linejoin="round"/>')


def head(look, g=0.7, mood="smile", blink=0, talk=0, look_y=0):
    """A head around (0, 0): 50 wide, 58 high, gaze g from 0 (to us) to 1 (to the right)."""
    skin, hair, style = SKIN[look["skin"]], look.get("hair", HAIR["ink"]), look.get("style", "short")
    o, s = [], -g * 4
    back = {
        "bob": f'<path d="M{n(s-30)} -8 Q{n(s-32)} -38 {n(s)} -38 Q{n(s+32)} -38 {n(s+29)} -6 L{n(s+26)} 24 Q{n(s)} 36 {n(s-32)} 26Z" fill="{hair}"/>',
        "long": f'<path d="M{n(s-29)} -8 Q{n(s-30)} -38 {n(s)} -38 Q{n(s+30)} -38 {n(s+27)} -6 L{n(s+18)} 30 Q{n(s+2)} 66 {n(s-30)} 58 Q{n(s-38)} 30 {n(s-29)} -8Z" fill="{hair}"/>',
        "bun": f'<circle cx="{n(s*2.4-6)}" cy="-40" r="15" fill="{hair}"/>',
        "afro": f'<circle cx="{n(s-1)}" cy="-12" r="41" fill="{hair}"/>',
        "tail": f'<path d="M{n(s-18)} -24 Q{n(s-52)} -20 {n(s-40)} 34 Q{n(s-22)} 20 {n(s-20)} -2Z" fill="{hair}"/>',
        "locs": f'<path d="M{n(s-22)} -20 L{n(s-27)} 30 M{n(s-14)} -24 L{n(s-18)} 34 M{n(s-8)} -20 L{n(s-9)} 34" stroke="{hair}" stroke-width="11" stroke-linecap="round"/>',
        "scarf": f'<path d="M-33 -4 Q-33 -40 0 -40 Q33 -40 32 -2 Q34 22 26 40 Q4 58 -30 46 Q-38 20 -33 -4Z" fill="{hair}"/>',
    }
    o.append(back.get(style, ""))
    if style != "scarf":
        o.append(f'<rect x="-10" y="10" width="20" height="36" rx="10" fill="{dark(skin)}"/>')
    o.append(f'<rect x="-25" y="-31" width="50" height="60" rx="25" fill="{skin}"/>')
    if g > .45:
        o.append(f'<circle cx="{n(20+g*4)}" cy="5" r="{n(3+g*2.5)}" fill="{skin}"/>')
    if style not in ("scarf", "bob", "long"):
        ex = -24 + g * 9
        o.append(f'<ellipse cx="{n(ex)}" cy="3" rx="5.5" ry="7.5" fill="{dark(skin,.12)}"/>')
    if look.get("beard"):
        b = look["beard"]
        o.append(f'<path d="M-25 0 Q-26 36 3 36 Q26 35 25 4 Q{n(g*8+14)} 9 {n(g*11+1)} 8 Q{n(g*11-12)} 9 {n(g*8-18)} -4Z" fill="{b}"/>')
    cap = "M-27 -2 Q-30 -38 0 -38 Q30 -38 27 -8"
    front = {
        "short": f'<path d="{cap} Q20 -20 8 -20 Q-8 -16 -16 -20 Q-22 -12 -27 -2Z" fill="{hair}"/>',
        "crop": f'<path d="M-27 0 Q-28 -36 0 -36 Q28 -36 27 -12 Q16 -22 2 -22 Q-12 -22 -18 -16 L-19 0Z" fill="{hair}"/>',
        "quiff": f'<path d="M-27 0 Q-32 -34 -8 -38 Q16 -50 30 -30 Q28 -20 27 -12 Q10 -16 -14 -18 L-19 0Z" fill="{hair}"/>',
        "bob": f'<path d="M-30 4 Q-30 -38 0 -38 Q29 -38 26 -7 Q21 -22 2 -24 Q-14 -20 -18 6 Q-20 22 -30 26Z" fill="{hair}"/>',
        "long": f'<path d="M-30 8 Q-32 -38 0 -38 Q30 -38 27 -4 Q24 -20 8 -25 Q-10 -18 -18 4 Q-22 20 -30 30Z" fill="{hair}"/>',
        "bun": f'<path d="M-27 -2 Q-30 -38 0 -38 Q30 -38 27 -8 Q14 -24 -2 -22 Q-14 -18 -18 -2Z" fill="{hair}"/>',
        "afro": f'<path d="M-30 0 Q-34 -38 0 -38 Q34 -38 28 -8 Q14 -24 0 -23 Q-14 -20 -18 -2Z" fill="{hair}"/>',
        "tail": f'<path d="{cap} Q18 -22 2 -22 Q-14 -18 -18 -4Z" fill="{hair}"/>',
        "locs": f'<path d="M-30 2 Q-32 -40 0 -40 Q32 -40 28 -8 Q18 -24 2 -22 Q-14 -20 -18 0Z" fill="{hair}"/>',
        "bald": f'<path d="M-26 6 Q-28 -8 -24 -16 Q-18 -14 -18 0Z" fill="{hair}"/>',
        "scarf": f'<path fill-rule="evenodd" d="M-31 0 Q-32 -38 0 -38 Q31 -38 30 0 Q30 32 4 36 Q-30 34 -31 0Z M{n(g*6-20)} 0 Q{n(g*6-20)} 26 {n(g*6+2)} 27 Q{n(g*6+22)} 26 {n(g*6+22)} 0 Q{n(g*6+20)} -22 {n(g*6)} -22 Q{n(g*6-20)} -22 {n(g*6-20)} 0Z" fill="{mix(hair,"#ffffff",.1)}"/>',
    }
    o.append(front.get(style, ""))
    ex, w, ey = g * 9, 9 * (1 - .22 * g), -1 + look_y * 3
    if blink or mood in ("tired", "closed"):
        o.append(f'<path d="M{n(ex-w-3.5)} {n(ey)} q3.5 3 7 0 M{n(ex+w-3.5)} {n(ey)} q3.5 3 7 0" stroke="{INK}" stroke-width="2.4" fill="none" stroke-linecap="round"/>')
    else:
        o.append(f'<path d="M{n(ex-w)} {n(ey)} h.1 M{n(ex+w)} {n(ey)} h.1" stroke="{INK}" stroke-width="6" stroke-linecap="round"/>')
    if mood in ("weary", "tired"):
        o.append(f'<path d="M{n(ex-w-4)} {n(ey+6)} q4 3 8 0 M{n(ex+w-4)} {n(ey+6)} q4 3 8 0" stroke="{dark(skin,.3)}" stroke-width="1.8" fill="none" stroke-linecap="round"/>')
    brow = hair if style not in ("scarf", "bald") else INK
    if look.get("hair") == HAIR["grey"]:
        brow = dark(brow, .3)
    tilt = {"tired": 2.5, "weary": 2, "worry": 3, "cross": -2.5}.get(mood, 0)
    o.append(f'<path d="M{n(ex-w-5)} {n(-9+tilt)} q4 {n(-4-tilt)} 9 {n(-1-2*tilt)} M{n(ex+w-4)} {n(-10-tilt)} q5 {n(-3+tilt)} 9 {n(1+2*tilt)}" fill="none" stroke="{dark(brow,.25) if look["skin"] in ("deep","brown") else brow}" stroke-width="2.6" stroke-linecap="round"/>')
    if look.get("glasses"):
        o.append(f'<path d="M{n(ex-w+8)} -1 h{n(2*w-16)} M{n(ex-w-8)} -2 L-20 -3" stroke="{INK}" stroke-width="2"/>'
                 f'<circle cx="{n(ex-w)}" cy="-1" r="8" fill="#fff" fill-opacity=".25" stroke="{INK}" stroke-width="2"/>'
                 f'<circle cx="{n(ex+w)}" cy="-1" r="8" fill="#fff" fill-opacity=".25" stroke="{INK}" stroke-width="2"/>')
    if g <= .45:
        o.append(f'<path d="M{n(g*12+1)} 2 q4 6 -2 7" stroke="{dark(skin,.3)}" stroke-width="2.2" fill="none" stroke-linecap="round"/>')
    mx, my = g * 11, 15
    lip = mix(dark(skin, .45), CORAL, .12)
    if look.get("beard"):
        lip = CREAM if look["beard"] != HAIR["grey"] else INK
    if talk > .05:
        o.append(f'<ellipse cx="{n(mx)}" cy="{n(my+1)}" rx="5.5" ry="{n(1.5+4*talk)}" fill="{lip}"/>')
    else:
        d = {"smile": "q7 7 14 0", "flat": "q7 0 14 0", "tired": "q7 -3 14 0", "weary": "q7 -2 14 0", "worry": "q7 -4 14 0", "closed": "q7 6 14 0", "cross": "q7 -4 14 0"}[mood]
        o.append(f'<path d="M{n(mx-7)} {my} {d}" stroke="{lip}" stroke-width="2.6" fill="none" stroke-linecap="round"/>')
    return "".join(o)


def bust(x, y, s, look, face=1, **kw):
    """Head and shoulders, for a round portrait; (x, y) is the centre of the head."""
    top = look["top"]
    o = [f'<g transform="translate({n(x)} {n(y)}) scale({round(s*face,2):g} {round(s,2):g})">']
    o.append(f'<path d="M-62 130 V86 Q-62 44 -20 42 H20 Q62 44 62 86 V130Z" fill="{top}"/>')
    if look.get("collar"):
        o.append(f'<path d="M-16 41 L2 68 L18 41Z" fill="{look["collar"]}"/>')
    o.append(head(look, **kw) + "</g>")
    return "".join(o)


def person(x, y, look, s=1, face=1, lean=0, near=None, far=None, nleg=None, fleg=None, g=.8, tilt=0,
           mood="smile", blink=0, talk=0, look_y=0, hface=1, hold="", over="", nbend=1, fbend=1, kbend=-1, skirt=0):
    """A whole figure; (x, y) is the hip. near, far, nleg, fleg: places of hands and ankles in the picture.
    hold: drawing in the near hand, over: drawing in the far hand (both around that hand, facing right)."""
    loc = lambda p: ((p[0] - x) / (s * face), (p[1] - y) / s)
    r = math.radians(lean)
    rot = lambda px, py: (px * math.cos(r) - py * math.sin(r), px * math.sin(r) + py * math.cos(r))
    skin, top, bottom = SKIN[look["skin"]], look["top"], look.get("bottom", INK)
    shoe = look.get("shoe", dark(bottom, .4))
    flip = " scale(-1 1)" if hface < 0 else ""
    sh_n, sh_f, neck = rot(-13, -77), rot(13, -77), rot(2, -121)
    o = [f'<g transform="translate({n(x)} {n(y)}) scale({round(s*face,3):g} {round(s,3):g})">']

    def arm(sh, target, bend, col, thing):
        j, h = joint(sh, loc(target), 48, 46, bend)
        sleeve = look.get("sleeve", "long")
        out = ""
        if sleeve == "short":
            out += limb(sh, j, h, skin, 16)
            m = (sh[0] * .45 + j[0] * .55, sh[1] * .45 + j[1] * .55)
            out += limb(sh, m, m, col, 22)
        else:
            out += f'<circle cx="{n(h[0]+(h[0]-j[0])*.12)}" cy="{n(h[1]+(h[1]-j[1])*.12)}" r="10" fill="{skin}"/>' + limb(sh, j, h, col, 20)
        if thing:
            out += f'<g transform="translate({n(h[0])} {n(h[1])})">{thing}</g>'
        if sleeve == "short":
            out += f'<circle cx="{n(h[0])}" cy="{n(h[1])}" r="9.5" fill="{skin}"/>'
        elif thing:
            out += f'<circle cx="{n(h[0]+(h[0]-j[0])*.12)}" cy="{n(h[1]+(h[1]-j[1])*.12)}" r="9" fill="{skin}"/>'
        return out

    def leg(hip, target, col):
        j, a = joint(hip, loc(target), 64, 64, kbend)
        foot = f'<path d="M{n(a[0]-9)} {n(a[1]+14)} v-12 q10 -6 18 2 q14 2 15 10Z" fill="{shoe}"/>'
        return foot + limb(hip, j, a, col, 24)

    if far:
        o.append(arm(sh_f, far, fbend, dark(top, .32), over))
    if fleg:
        o.append(leg((5, 0), fleg, dark(bottom, .3)))
    if nleg:
        o.append(leg((-5, 0), nleg, bottom))
    if nleg or fleg:
        o.append(f'<circle cy="-2" r="14" fill="{bottom}"/>')
    q = [rot(*p) for p in ((-12, -9), (-20, -76), (18, -76), (13, -9))]
    o.append('<path d="M' + " L".join(f"{n(a)} {n(b)}" for a, b in q) + f'Z" fill="{top}" stroke="{top}" stroke-width="16" stroke-linejoin="round"/>')
    if look.get("collar"):
        c = [rot(*p) for p in ((-8, -85), (9, -56), (18, -85))]
        o.append('<path d="M' + " L".join(f"{n(a)} {n(b)}" for a, b in c) + f'Z" fill="{look["collar"]}"/>')
    if skirt:
        o.append(f'<path d="M-22 -8 H22 L{n(26+skirt*6)} 66 H{n(-28-skirt*6)}Z" fill="{bottom}" stroke="{bottom}" stroke-width="8" stroke-linejoin="round"/>')
    o.append(f'<g transform="translate({n(neck[0])} {n(neck[1])}) rotate({n(tilt+lean*.6)}){flip}">{head(look, g, mood, blink, talk, look_y)}</g>')
    if near:
        o.append(arm(sh_n, near, nbend, dark(top, .14), hold))
    o.append("</g>")
    return "".join(o)


PHONE = f'<rect x="-6" y="-16" width="13" height="25" rx="3" fill="{INK}"/><rect x="-4" y="-13" width="9" height="18" rx="1" fill="{MIST}"/>'

# The cast, the same in the drawings and in the film.
SAM = dict(skin="brown", style="locs", hair=HAIR["ink"], top=SAGE, bottom=TEAL, shoe=INK, collar=CREAM)
JANELLE = dict(skin="light", style="bob", hair=HAIR["copper"], top=TEAL, bottom=INK, collar=CREAM, shoe="#0c161c")
TOM = dict(skin="light", style="quiff", hair=HAIR["sandy"], top=CORAL, bottom=INK, collar=CREAM, shoe="#0c161c")
AISHA = dict(skin="olive", style="scarf", hair=TEAL, top=mix(SAGE, TEAL, .15), bottom=TEAL, shoe=INK)
OMAR = dict(skin="tan", style="crop", hair=HAIR["ink"], top=TEAL, bottom=INK, beard=HAIR["ink"], collar=CREAM)
RUTH = dict(skin="light", style="bun", hair=HAIR["grey"], top=CORAL, bottom=TEAL, glasses=1, collar=CREAM, shoe=INK)
AMA = dict(skin="deep", style="afro", hair="#241a1a", top=CORAL, bottom=TEAL, shoe=INK)
LEE = dict(skin="olive", style="short", hair=HAIR["ink"], top=SAGE, bottom=INK, glasses=1, collar=CREAM, shoe="#0c161c")
MAYA = dict(skin="tan", style="long", hair=HAIR["brown"], top=CREAM, bottom=TEAL, shoe=INK)
JOE = dict(skin="deep", style="bald", hair=HAIR["grey"], top=TEAL, bottom=INK, beard=HAIR["grey"], shoe="#0c161c")


def stands(floor, s=1, stride=0):
    """The height of the hip of somebody who stands, or walks with this half stride, on the floor."""
    return floor - (14 + math.sqrt(126.5 ** 2 - (stride / s) ** 2)) * s


def panel(w, h, body, name):
    """A whole drawing on its rounded sand panel."""
    lines = body.replace(" scale(1 1)", "").replace('<rect x="0" y="0"', "<rect").replace("><", ">\n<").split("\n")
    out, depth = [], 1
    for ln in lines:
        if ln.startswith("</"):
            depth -= 1
        out.append(" " * depth + ln)
        if ln.startswith(("<g", "<clipPath", "<defs")) and not ln.endswith("/>"):
            depth += 1
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">\n'
            f' <clipPath id="{name}-panel"><rect width="{w}" height="{h}" rx="28"/></clipPath>\n'
            f' <g clip-path="url(#{name}-panel)">\n <rect width="{w}" height="{h}" fill="{SAND}"/>\n'
            + "\n".join(out) + "\n </g>\n</svg>\n")
