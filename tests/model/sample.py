"""A small course without a fault that uses every kind of block; tests break it in many ways."""

from __future__ import annotations

from builder.files import Memory

COURSE = """\
course: sample
title: A sample
version: "1.2.0"
language: en-CA
iri: https://courses.example.org/sample/
description: All blocks in one course.
keywords: [one, two]
modules: [first, second]
order: linear
completion:
  when: { pages: 80% }
  pass-mark: 70
report: { status: passed }
cmi5: { units: course }
credits:
  - { title: Text, author: The project, licence: CC BY 4.0 }
"""

FIRST = """\
module: first
title: First
minutes: 20
outcomes: [Know what blocks there are.]
pages:
  - page: show
    title: "Show: all of it"
    requires: all
    blocks:
      - text: |
          See [the next page](#first.use).

          ## A heading
      - image: media/circle.svg
        alt: A circle
        credit: { author: The project }
      - video: media/visit.mp4
        title: The visit
        captions: { en: media/visit.en.vtt }
        transcript: media/visit.en.md
      - audio: media/talk.mp3
        title: A talk
        transcript: media/talk.en.md
      - quote: Well said.
        by: Somebody
      - callout: Take care.
        kind: warning
      - cards:
          - { title: One, text: First, image: media/circle.svg, decorative: true }
      - table:
          - [A, B]
          - ["1", "2"]
        caption: Numbers
        row-headers: true
      - download: media/list.pdf
        title: A list
      - embed: https://example.org/map
        title: A map
        fallback: There is a map.
      - references:
          - "Somebody (2003)."
      - reflect: think
        prompts: { story: What story? }
  - page: use
    title: Use
    blocks:
      - check: fit
        items: { ties: Do you?, time: Have you? }
        advice:
          - { when: any no, say: Go on., offer: second }
          - { when: all yes, say: Skip it., offer: second.play }
      - reveal: actions
        style: hotspots
        image: media/circle.svg
        alt: A circle
        items:
          interest: { title: Interest, text: Take it., at: [20%, 35%] }
      - question: effect
        kind: choice
        ask: Which?
        choices: { open: Early., polite: Never. }
        answer: open
        feedback: { right: Yes., polite: No. }
        tries: 2
      - question: both
        kind: choices
        ask: Which two?
        choices: { a: A, b: B, c: C }
        answer: [a, c]
        tries: unlimited
      - question: true-or-not
        kind: true-false
        ask: Is it?
        answer: false
      - question: word
        kind: fill-in
        ask: The ___.
        answer: [word, term]
      - question: weeks
        kind: number
        ask: How many?
        answer: 26
        tolerance: 0.5
      - rate: me
        scale: often
        statements:
          interest: { say: I ask., group: presence }
          reliable: { say: I come., group: presence }
        summary: list
      - question: pairs
        kind: match
        ask: Which is which?
        items: { a: A, b: B }
        choices: { x: X, y: Y, z: Z }
        answer: { a: x, b: y }
        keep-last: z
        partial: true
      - question: steps
        kind: order
        ask: In which order?
        items: { a: A, b: B, c: C }
      - question: mine
        kind: rank
        ask: What first?
        items: { a: A, b: B }
      - pool: drawn
        draw: 1
        questions:
          - { question: a, kind: true-false, ask: Is it?, answer: false }
          - { question: b, kind: fill-in, ask: The ___., answer: [word], ignore-accents: true }
"""

SECOND = """\
module: second
title: Second
pages:
  - page: play
    title: Play
    blocks:
      - scenario: tom
      - rate: again
        scale: often
        compare-with: first.use.me
        summary: strengths
      - rate: level
        scale: growth
        pick-next: true
      - plan: mine
        weeks: 18-21
        suggest: { talk: { week: 18, say: Talk. } }
        own: 2
      - sheet: sheet
        title: My sheet
"""

TOM = """\
scenario: tom
title: Tom
start: opening
values: { rapport: 0 }
scenes:
  opening:
    text: Tom waits.
    image: { src: media/circle.svg, decorative: true }
    choices:
      ask: { say: Ask., then: end, add: { rapport: 1 }, feedback: He smiles. }
      go: { say: Go., then: end, if: rapport < 1 and not rapport == 3 }
  end:
    ending: short
    title: The end
    text: It is over.
    points: 2
debrief:
  - reflect: after
    prompts: { assumptions: What? }
"""

OFTEN = """\
scale: often
title: How often
points: { 1: Never, 2: Sometimes, 3: Always }
groups:
  presence: { title: Presence, bands: [{ up-to: 2, say: More. }, { up-to: 3, say: Good. }] }
"""

GROWTH = """\
scale: growth
levels:
  positive: { title: Good, text: It is good., indicators: { shares: Shares. } }
  collaborative: { title: Better, indicators: { helps: Helps., asks: Asks. } }
"""

TEXTS = {
    "course.yaml": COURSE,
    "modules/first.yaml": FIRST,
    "modules/second.yaml": SECOND,
    "scenarios/tom.yaml": TOM,
    "scales/often.yaml": OFTEN,
    "scales/growth.yaml": GROWTH,
}

MEDIA = (
    "media/circle.svg",
    "media/visit.mp4",
    "media/visit.en.vtt",
    "media/visit.en.md",
    "media/talk.mp3",
    "media/talk.en.md",
    "media/list.pdf",
)

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\nWelcome.\n"


def sample(**changed: str | bytes) -> dict[str, Memory]:
    """The files of the sample; `changed` puts others in the place of some (`/` as `__`)."""
    files: dict[str, str | bytes] = {**TEXTS, **dict.fromkeys(MEDIA, "Something.")}
    files["media/visit.en.vtt"] = CAPTIONS
    files |= {name.replace("__", "/") + ".yaml": text for name, text in changed.items()}
    return {
        name: Memory(text if isinstance(text, bytes) else text.encode())
        for name, text in files.items()
    }
