// @vitest-environment node
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  PARTS, UNPLAYED, firstGap, moved, partsOf, perCent, segmentsOf, segmentsOfParts, shareOf, started, stopped, wound,
  type Segment, type Viewing,
} from "../../../builder/blocks/video/segments";

const ALL = 2 ** PARTS - 1;

/** `play 0`, `at 3`, `stop 5`, `wind 2`: what a browser says, one after the other. */
function watch(...acts: string[]): Viewing {
  return acts.reduce((viewing, act) => {
    const [what = "", where = "0"] = act.split(" ");
    const how = { play: started, at: moved, stop: stopped, wind: wound }[what];
    if (!how) throw new Error(act);
    return how(viewing, Number(where));
  }, UNPLAYED);
}

test.each<[string, string[], Segment[]]>([
  ["nothing", [], []],
  ["played and paused", ["play 0", "stop 5"], [[0, 5]]],
  ["what plays now counts as far as it has come", ["play 0", "at 2", "at 3.5"], [[0, 3.5]]],
  ["paused at once", ["play 0", "stop 0"], []],
  ["goes on", ["play 0", "stop 5", "play 5", "stop 7"], [[0, 5], [5, 7]]],
  ["a browser that moved a little when it paused", ["play 0", "stop 5", "play 5.04", "stop 7"], [[0, 5], [5, 7]]],
  ["a browser that says late that it plays", ["play 0.12", "stop 5"], [[0, 5]]],
  ["so late that it is paused again", ["play 1.3", "stop 1.3"], [[0, 1.3]]],
  ["late after a pause", ["play 0", "stop 5", "play 6.5", "stop 7"], [[0, 5], [5, 7]]],
  ["one that stands before where it stopped", ["play 0", "stop 5", "play 2", "stop 7"], [[0, 5], [2, 7]]],
  ["wound while it plays", ["play 0", "at 4", "wind 10", "at 11", "stop 12"], [[0, 4], [10, 12]]],
  ["wound while it is paused", ["play 0", "stop 4", "wind 10", "play 10", "stop 12"], [[0, 4], [10, 12]]],
  ["wound before it plays", ["wind 30", "play 30", "stop 31"], [[30, 31]]],
  ["wound back, and played twice", ["play 0", "at 4", "wind 1", "stop 3"], [[0, 4], [1, 3]]],
  ["wound twice, and nothing played between", ["play 0", "at 4", "wind 9", "wind 2", "stop 3"], [[0, 4], [2, 3]]],
  ["a late word of where it was before", ["play 0", "at 4", "wind 1", "at 0.5", "stop 2"], [[0, 4], [1, 2]]],
  ["paused twice", ["play 0", "stop 2", "stop 3"], [[0, 2]]],
  ["played twice", ["play 0", "at 2", "play 2", "stop 3"], [[0, 3]]],
  ["a thousandth of a second is as fine as it gets", ["play 0", "stop 1.23456"], [[0, 1.235]]],
])("%s", (_name, acts, wanted) => {
  expect(segmentsOf(watch(...acts))).toEqual(wanted);
});

describe("the share", () => {
  it.each<[Segment[], number, number]>([
    [[], 10, 0],
    [[[0, 10]], 10, 100],
    [[[0, 4], [2, 6]], 10, 60],
    [[[2, 6], [0, 4]], 10, 60],
    [[[0, 1], [9, 10]], 10, 20],
    [[[0, 8.999]], 10, 89],
    [[[0, 9]], 10, 90],
    [[[0, 9.999]], 10, 99],
    [[[0, 29]], 29, 100],
    [[[0, 0.29]], 1, 29],
    [[[0, 99]], 10, 100],
    [[[-3, 1]], 10, 10],
    [[[0, 0.04]], 0.04, 100],
  ])("of %j in %d s is %d per cent", (segments, length, wanted) => {
    expect(perCent(shareOf(segments, length))).toBe(wanted);
  });
});

describe("parts", () => {
  it.each<[Segment[], number, number]>([
    [[], 20, 0],
    [[[0, 1]], 20, 0b1],
    [[[0, 0.99]], 20, 0],
    [[[0.5, 3]], 20, 0b110],
    [[[0, 0.5], [0.5, 1]], 20, 0b1],
    [[[0, 20]], 20, ALL],
    [[[19, 20]], 20, 1 << 19],
    [[[0, 0.04]], 0.04, ALL],
    [[[0, 61.234]], 61.234, ALL],
  ])("of %j in %d s", (segments, length, wanted) => {
    expect(partsOf(segments, length)).toBe(wanted);
  });

  it.each([
    [0, 0],
    [0b1, 1],
    [0b111, 3],
    [0b101, 1],
    [0b110, 0],
    [ALL, 20],
  ])("%i has its first gap at %d s of 20", (parts, at) => {
    expect(firstGap(parts, 20)).toBe(at);
  });
});

const length = fc.integer({ min: 20, max: 20_000_000 }).map((thousandths) => thousandths / 1000);
const stretches = (of: number) => {
  const place = fc.double({ min: 0, max: of, noNaN: true });
  return fc.array(fc.tuple(place, place).map(([one, other]): Segment => [Math.min(one, other), Math.max(one, other)]), { maxLength: 12 });
};
const film = length.chain((of) => fc.tuple(fc.constant(of), stretches(of)));

describe("whatever was played", () => {
  test("parts never stand for more than was played, and with it add nothing", () => {
    fc.assert(
      fc.property(film, ([of, played]) => {
        const kept = segmentsOfParts(partsOf(played, of), of);
        expect(shareOf(kept, of)).toBeLessThanOrEqual(shareOf(played, of) + 1e-4);
        expect(partsOf([...played, ...kept], of)).toBe(partsOf(played, of));
      }),
    );
  });

  test("parts come back as they were", () => {
    fc.assert(
      fc.property(length, fc.integer({ min: 0, max: ALL }), (of, parts) => {
        expect(partsOf(segmentsOfParts(parts, of), of)).toBe(parts);
        expect(perCent(shareOf(segmentsOfParts(ALL, of), of))).toBe(100);
      }),
    );
  });

  test("more never makes less, and the order does not matter", () => {
    fc.assert(
      fc.property(film, ([of, played]) => {
        const some = played.slice(1);
        expect(shareOf(played, of)).toBeGreaterThanOrEqual(shareOf(some, of) - 1e-9);
        expect(partsOf(played, of) & partsOf(some, of)).toBe(partsOf(some, of));
        expect(shareOf([...played].reverse(), of)).toBeCloseTo(shareOf(played, of), 9);
      }),
    );
  });

  test("who watches to the end from wherever they stopped has watched all of it", () => {
    const stops = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(length, stops, (of, shares) => {
        const places = shares.map((share) => share * of).sort((one, other) => one - other);
        const paused = places.reduce((viewing, at) => stopped(started(viewing, viewing.at), at), UNPLAYED);
        const whole = segmentsOf(stopped(started(paused, paused.at), of));
        expect(partsOf(whole, of)).toBe(ALL);
        expect(perCent(shareOf(whole, of))).toBe(100);
      }),
    );
  });

  test("stretches are as long as time went by, and have at most three decimals", () => {
    const act = fc.oneof(
      fc.constant("play"), fc.constant("stop"), fc.constant("run"), fc.double({ min: 0, max: 60, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        let viewing = UNPLAYED;
        let ran = 0;
        for (const one of acts) {
          if (one === "play") viewing = started(viewing, viewing.at);
          else if (one === "stop") viewing = stopped(viewing, viewing.at);
          else if (one !== "run") viewing = wound(viewing, one);
          else {
            if (viewing.from !== null) ran += 1;
            viewing = moved(viewing, viewing.at + 1);
          }
        }
        const played = segmentsOf(viewing);
        expect(played.reduce((sum, [from, to]) => sum + to - from, 0)).toBeCloseTo(ran, 6);
        for (const one of played.flat()) expect(one).toBe(Math.round(one * 1000) / 1000);
      }),
    );
  });
});
