import { describe, expect, it } from "vitest";
import { logic } from "../../../builder/blocks/reflect/logic";
import { item, play, told } from "./items";

const FIELDS = { "text.a": "text 10", "text.b": "text 10", sent: "number 2" };
const data = { prompts: { a: "A?", b: "B?" } };
const own = item({ kind: "reflect", private: true, fields: FIELDS, data });
const report = item({ kind: "reflect", fields: FIELDS, data });
const write = (prompt: string, text: string) => ({ type: "write", prompt, text });
const send = { type: "send" };

describe("a reflection", () => {
  it.each([
    ["kept, one written", own, [write("a", "x")], false, 0],
    ["kept, one blank", own, [write("a", "x"), write("b", "  ")], false, 0],
    ["kept, both written", own, [write("a", "x"), write("b", "y")], true, 0],
    ["kept, emptied again", own, [write("a", "x"), write("b", "y"), write("a", "")], false, 0],
    ["kept is never sent", own, [write("a", "x"), write("b", "y"), send], true, 0],
    ["reported, only written", report, [write("a", "x"), write("b", "y")], false, 0],
    ["reported, sent too early", report, [write("a", "x"), send], false, 0],
    ["reported and sent", report, [write("a", "x"), write("b", "y"), send], true, 2],
    ["sent twice", report, [write("a", "x"), write("b", "y"), send, send], true, 0],
    ["changed after sending", report, [write("a", "x"), write("b", "y"), send, write("a", "z")], true, 0],
    ["sent again", report, [write("a", "x"), write("b", "y"), send, write("a", "z"), send], true, 2],
  ])("%s", (_, of, events, done, facts) => {
    const { values, last } = play(logic, of, ...events);
    expect(logic.done(of, values)).toBe(done);
    expect(last).toHaveLength(facts);
  });

  it("tells and recalls what was sent, and nothing that was changed since", () => {
    const sent = play(logic, report, write("a", "x"), write("b", "y"), send);
    expect(told(sent.last)).toEqual(['a="x" neutral', 'b="y" neutral']);
    expect(logic.recall?.(report, sent.values)).toEqual(sent.last);
    const changed = play(logic, report, write("a", "x"), write("b", "y"), send, write("b", "z"));
    expect(logic.recall?.(report, changed.values)).toEqual([]);
  });

  it("cuts what is too long, and no character in half", () => {
    expect(play(logic, own, write("a", "0123456789more")).values).toEqual({ "text.a": "0123456789" });
    expect(play(logic, own, write("a", "012345678\u{1F331}")).values).toEqual({ "text.a": "012345678" });
  });
});
