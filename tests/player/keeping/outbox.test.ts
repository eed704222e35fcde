// @vitest-environment node
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameOf, Outbox, ROWS } from "../../../builder/player/src/keeping/outbox";
import type { Fact } from "../../../builder/player/src/logic";

const answered = (item: string, text = "x"): Fact => ({ fact: "answered", item, interaction: "", response: { text }, result: "neutral" });
const objective = (item: string): Fact => ({ fact: "objective", item, objective: "", status: "completed" });
const viewed = (page: string): Fact => ({ fact: "viewed", page });
const items = (facts: readonly Fact[]) => facts.map((fact) => ("item" in fact ? fact.item : fact.page));

describe("what goes out next", () => {
  test.each([
    ["nothing", [], []],
    ["one page's", [answered("m.a.q1"), objective("m.a.q1"), answered("m.a.q2")], ["m.a.q1", "m.a.q1", "m.a.q2"]],
    ["only the first page's", [answered("m.a.q1"), answered("m.b.q1"), answered("m.a.q2")], ["m.a.q1"]],
    ["pages opened go along", [viewed("m.a"), answered("m.b.q1")], ["m.a", "m.b.q1"]],
    ["the last page that was opened", [viewed("m.a"), viewed("m.b")], ["m.b"]],
    ["a later answer to the same", [answered("m.a.q1", "old"), answered("m.a.q2"), answered("m.a.q1", "new")], ["m.a.q1", "m.a.q2"]],
    ["a part of a long page", Array.from({ length: 9 }, (_, n) => answered(`m.a.q${n}`)), Array.from({ length: 8 }, (_, n) => `m.a.q${n}`)],
  ] as const)("%s", (_name, facts, wanted) => {
    const box = new Outbox();
    box.add(facts);
    expect(items(box.take())).toEqual(wanted);
  });

  test("the later answer is the one that counts", () => {
    const box = new Outbox();
    box.add([answered("m.a.q1", "old")]);
    box.add([answered("m.a.q1", "new")]);
    expect(box.take()).toEqual([answered("m.a.q1", "new")]);
  });

  test("no more than a commit's worth is underway; an answer that is may be given anew", () => {
    const box = new Outbox();
    box.add(Array.from({ length: 10 }, (_, n) => answered(`m.a.q${n}`)));
    box.take();
    expect(box.take()).toEqual([]);
    box.arrived();
    expect(items(box.take())).toEqual(["m.a.q8", "m.a.q9"]);
    box.add([answered("m.a.q9", "new")]);
    expect(items(box.take())).toEqual(["m.a.q9"]);
  });
});

test("what is not known to have arrived has a name, without the answer", () => {
  const box = new Outbox();
  box.add([answered("m.a.q1", "secret"), answered("m.b.q1", "secret")]);
  box.take();
  expect(box.names).toEqual(["answered m.a.q1 ", "answered m.b.q1 "]);
  box.arrived();
  expect(box.names).toEqual(["answered m.b.q1 "]);
});

test("what has no place in the record of an LMS does not wait for one", () => {
  const box = new Outbox();
  box.add([
    { fact: "video", item: "m.a.film", event: "paused", time: 3, played: [[0, 3]], progress: 0, length: 60 },
    { fact: "used", item: "m.a.cards" },
    { fact: "done", item: "m.a.cards" },
  ]);
  expect([box.empty, box.names, box.take()]).toEqual([true, [], []]);
});

test("nothing is lost and nothing goes out twice, whatever the order", () => {
  const mostFacts = 30; // three pages of ten: where they alternate, each goes out alone
  const fact = fc.tuple(fc.nat(2), fc.nat(9)).map(([page, item]) => answered(`m.p${page}.q${item}`));
  const act = fc.oneof(fc.array(fact, { maxLength: 12 }), fc.constant("take" as const), fc.constant("arrived" as const));
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      const box = new Outbox();
      const due = new Set<string>();
      const underway = new Set<string>();
      for (const one of [...acts, ...Array.from({ length: 2 * mostFacts }, (_, n) => (n % 2 ? ("arrived" as const) : ("take" as const)))]) {
        if (one === "arrived") box.arrived(), underway.clear();
        else if (one === "take") for (const name of box.take().map(nameOf)) expect(due.delete(name)).toBe(Boolean(underway.add(name)));
        else box.add(one), one.forEach((each) => due.add(nameOf(each)));
        expect(underway.size).toBeLessThanOrEqual(ROWS);
        expect(new Set(box.names)).toEqual(new Set([...due, ...underway]));
      }
      expect([box.empty, due.size]).toEqual([true, 0]);
    }),
  );
});
