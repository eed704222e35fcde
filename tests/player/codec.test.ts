import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, encode } from "../../builder/player/src/codec";
import { FRESH, MAX_NUMBER, fitted, type State, type Stored } from "../../builder/player/src/state";
import { valuesOf, withValues } from "../../builder/player/src/values";
import { clip, escapeText, unescapeText } from "../../builder/player/src/text";
import { course } from "./help";
import vectors from "./state-vectors.json";

const slot = fc.nat(5_000);
/** Every UTF-16 unit, lone surrogates included, with a taste for the difficult ones. */
const unit = fc.oneof(
  fc.constantFrom("\n", "\r", "\0", "\u2424", "\u241b", "\ud83d", "\ude00", "😀", "\uffff", "\u2028", " ", "ö"),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
);
const text = fc.array(unit, { maxLength: 40 }).map((units) => units.join(""));
const stored = fc.oneof<fc.Arbitrary<Stored>[]>(
  fc.record({ type: fc.constant("number"), number: fc.nat(MAX_NUMBER) }),
  fc.record({ type: fc.constant("set"), slots: fc.uniqueArray(fc.nat(99)).map((list) => list.sort((a, b) => a - b)) }),
  fc.record({ type: fc.constant("list"), slots: fc.array(slot) }),
  fc.record({ type: fc.constant("text"), text }),
);
const states: fc.Arbitrary<State> = fc.record({
  attempt: fc.nat(MAX_NUMBER),
  count: fc.nat(MAX_NUMBER),
  status: fc.constantFrom("incomplete", "failed", "completed", "passed"),
  best: fc.option(fc.nat(10_000).map((hundredths) => hundredths / 100)),
  last: fc.option(slot),
  seen: fc.uniqueArray(slot).map((list) => new Set(list)),
  rows: fc.uniqueArray(slot),
  values: fc.array(fc.tuple(slot, stored)).map((list) => new Map(list)),
});

describe("the state string", () => {
  test("gives back every state", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(decode(encode(state))).toEqual(state);
      }),
    );
  });

  test("is harmless to every LMS", () => {
    fc.assert(
      fc.property(states, (state) => {
        const string = encode(state);
        expect(string).toMatch(/^B1[^\x00-\x08\x0a-\x1f\x7f\ufffe\uffff]*[A-Za-z0-9_-]{6}$/);
        expect(string.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "")).not.toMatch(/[\ud800-\udfff]/);
      }),
    );
  });

  test.each([
    ["a unit changed", (s: string, at: number, c: string) => s.slice(0, at) + c + s.slice(at + 1)],
    ["a unit more", (s: string, at: number, c: string) => s.slice(0, at) + c + s.slice(at)],
    ["a unit less", (s: string, at: number) => s.slice(0, at) + s.slice(at + 1)],
    ["cut off", (s: string, at: number) => s.slice(0, at)],
    ["beginning lost", (s: string, at: number) => s.slice(at)],
    ["another string", (_s: string, _at: number, c: string) => c.repeat(9)],
    ["two units swapped", (s: string, at: number) => s.slice(0, at) + (s[at + 1] ?? "") + (s[at] ?? "") + s.slice(at + 2)],
  ])("is refused whole when damaged: %s", (_name, damage) => {
    fc.assert(
      fc.property(states, fc.double({ min: 0, max: 0.999, noNaN: true }), unit, (state, share, other) => {
        const string = encode(state);
        const damaged = damage(string, Math.floor(share * string.length), other);
        if (damaged === string) return;
        expect(decode(damaged)).toBeTypeOf("string");
      }),
    );
  });

  test("is never half read, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string(), (junk) => {
        expect(decode(`B1${junk}`)).toBeTypeOf("string");
      }),
    );
  });

  test("carries along what this release does not know", () => {
    const release = course({ "m.a": ["q1", "w1"] });
    const item = release.item("m.a.q1");
    fc.assert(
      fc.property(states, (older) => {
        const state = decode(encode(withValues(item, older, { answer: ["b"], tries: 1, right: 0 })));
        if (typeof state === "string") throw new Error(state);
        const known = Object.values(item.fields).map((field) => field.slot);
        const rest = (of: State) => new Map([...of.values].filter(([number]) => !known.includes(number)));
        expect(rest(state)).toEqual(rest(older));
        expect(valuesOf(item, state)).toMatchObject({ answer: ["b"], tries: 1 });
      }),
    );
  });

  test("leaves room in a large course for SCORM 1.2", () => {
    const values = new Map<number, Stored>();
    const put = (value: Stored) => values.set(values.size, value);
    for (let n = 0; n < 150; n++) {
      put({ type: "set", slots: [0, 5] });
      put({ type: "number", number: 3 });
      put({ type: "number", number: 1 });
    }
    for (let n = 0; n < 40; n++) put({ type: "number", number: 4 });
    for (let n = 0; n < 6; n++) put({ type: "text", text: "ö".repeat(300) });
    const count = (length: number) => [...Array(length).keys()];
    const state: State = {
      attempt: MAX_NUMBER, count: 30_000, status: "completed", best: 99.99, last: 199,
      seen: new Set(count(200)), rows: count(196).reverse(), values,
    };
    expect(encode(state).length).toBeLessThan(3_700);
  });
});

describe("test vectors, shared with the build", () => {
  test.each(vectors.states.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
    const state = stateOf(vector);
    expect(encode(state)).toBe(vector.string);
    expect(decode(vector.string)).toEqual(state);
  });

  test.each(vectors.refused.map((vector) => [vector.name, vector] as const))("refused: %s", (_name, vector) => {
    expect(decode(vector.string)).toBe(vector.refusal);
  });
});

describe("texts", () => {
  test.each([
    ["one\ntwo", "one␤two"],
    ["a\r\n\tb", "a␛AAN␤\tb"],
    ["␤␛", "␛CQk␛CQb"],
    ["half \ud83d of 😀", "half ␛Ng9 of 😀"],
    ["\0", "␛AAA"],
  ])("%j is kept as %j", (written, kept) => {
    expect(escapeText(written)).toBe(kept);
    expect(unescapeText(kept)).toBe(written);
  });

  test("are cut to what fits when kept, never within a character", () => {
    fc.assert(
      fc.property(text, fc.nat(60), (written, limit) => {
        const cut = clip(written, limit);
        expect(escapeText(cut).length).toBeLessThanOrEqual(limit);
        expect(written.startsWith(cut)).toBe(true);
        if (cut !== written) expect(escapeText(cut).length).toBeGreaterThan(limit - 4);
      }),
    );
    expect(clip("ab😀", 3)).toBe("ab");
  });
});

describe("values of an item", () => {
  const item = course({ "m.a": ["q1"] }).item("m.a.q1");

  test("nothing, zero and empty leave no trace, and the same values the same state", () => {
    const state = withValues(item, FRESH, { answer: ["b", "a"], tries: 2, text: "x" });
    expect(valuesOf(item, state)).toEqual({ answer: ["a", "b"], tries: 2, text: "x" });
    expect(withValues(item, state, { answer: ["a", "b"], tries: 2, unknown: 1 })).toBe(state);
    expect(withValues(item, state, { answer: [], tries: 0, text: "" }).values).toEqual(FRESH.values);
  });

  test("stay within their limits", () => {
    const state = withValues(item, FRESH, { tries: 12, right: -3, text: "x".repeat(99), answer: ["gone", "a"] });
    expect(valuesOf(item, state)).toEqual({ tries: 9, text: "x".repeat(50), answer: ["a"] });
  });

  test("of another type than the plan's are left alone", () => {
    const state: State = { ...FRESH, values: new Map([[0, { type: "text", text: "old" }]]) };
    expect(valuesOf(item, state)).toEqual({});
  });
});

describe("a state that must fit", () => {
  const { plan } = course({ "m.a": ["q1"] });
  const long: State = {
    ...FRESH,
    values: new Map<number, Stored>([
      [1, { type: "number", number: 2 }],
      [3, { type: "text", text: "x".repeat(90) }],
      [999, { type: "text", text: "of another release" }],
    ]),
  };
  const room = (most: number) => fitted(plan, long, (state) => encode(state).length <= most);

  test("goes whole where it fits", () => {
    expect(room(4_096)).toBe(long);
  });

  test("leaves behind what this release does not know", () => {
    expect([...room(130).values.keys()]).toEqual([1, 3]);
  });

  test("and then the end of what an earlier release let grow longer", () => {
    const { values } = room(80);
    expect([values.get(1), values.get(3)]).toEqual([{ type: "number", number: 2 }, { type: "text", text: "x".repeat(50) }]);
  });
});

/** A state as it stands in JSON. */
function stateOf(vector: (typeof vectors.states)[number]): State {
  const { state } = vector;
  return {
    ...state,
    status: state.status as State["status"],
    seen: new Set(state.seen),
    values: new Map(state.values as unknown as [number, Stored][]),
  };
}
