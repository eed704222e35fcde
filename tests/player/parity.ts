/** What the tests of the build ask the player, one question and one answer at a time, as JSON. */
import { LOGICS } from "../../builder/player/src/blocks";
import { decode, encode } from "../../builder/player/src/codec";
import { Course } from "../../builder/player/src/course";
import { itemDone } from "../../builder/player/src/items";
import type { BlockEvent } from "../../builder/player/src/logic";
import type { Plan, PlannedItem } from "../../builder/player/src/plan";
import { FRESH, type State, type Status, type Stored } from "../../builder/player/src/state";
import { step, type Event } from "../../builder/player/src/step";
import { recall } from "../../builder/player/src/using";
import { escapeText } from "../../builder/player/src/text";

/** A state as it stands in JSON; pages and values ascend. */
interface Plain {
  readonly attempt: number;
  readonly count: number;
  readonly status: string;
  readonly best: number | null;
  readonly last: number | null;
  readonly seen: readonly number[];
  readonly rows: readonly number[];
  readonly values: readonly (readonly [number, Stored])[];
}

type Question =
  | { readonly ask: "decode"; readonly string: string }
  | { readonly ask: "encode"; readonly state: Plain }
  | { readonly ask: "kept"; readonly text: string }
  | { readonly ask: "recall"; readonly plan: Plan; readonly state: Plain }
  | { readonly ask: "play"; readonly plan: Plan; readonly draws: readonly number[]; readonly texts: readonly string[] };

export function answer(line: string): string {
  return JSON.stringify(answered(JSON.parse(line) as Question));
}

function answered(question: Question): unknown {
  switch (question.ask) {
    case "decode":
      return read(question.string);
    case "encode":
      return encode(stateOf(question.state));
    case "kept":
      return escapeText(question.text);
    case "recall":
      return recalled(new Course(question.plan, LOGICS), stateOf(question.state));
    case "play":
      return played(question.plan, question.draws, question.texts);
  }
}

function read(string: string): Plain | string {
  const found = decode(string);
  return typeof found === "string" ? found : plain(found);
}

function plain(state: State): Plain {
  const ascending = (one: number, other: number) => one - other;
  return {
    ...state,
    seen: [...state.seen].sort(ascending),
    values: [...state.values].sort(([one], [other]) => ascending(one, other)),
  };
}

function stateOf(state: Plain): State {
  return { ...state, status: state.status as Status, seen: new Set(state.seen), values: new Map(state.values) };
}

/** What a state stands for: its facts, and the items that are done. */
function recalled(course: Course, state: State): { facts: readonly object[]; done: readonly string[] } {
  const done = course.plan.items.filter((item) => itemDone(course, state, item));
  return { facts: recall(course, state), done: done.map((item) => item.id) };
}

/** Every state on a walk through the course, with its string; each draw is one event. */
function played(plan: Plan, draws: readonly number[], texts: readonly string[]): { state: Plain; string: string }[] {
  const course = new Course(plan, LOGICS);
  let state = FRESH;
  return draws.map((draw) => {
    [state] = step(course, state, eventOf(plan, draw, texts));
    return { state: plain(state), string: encode(state) };
  });
}

/** The event that a number stands for: it is taken apart choice by choice. */
function eventOf(plan: Plan, draw: number, texts: readonly string[]): Event {
  const chance = new Chance(draw);
  const item = chance.below(4) === 0 ? undefined : chance.one(plan.items);
  if (!item) return { type: "opened", page: chance.one(plan.pages)?.id ?? "" };
  return { type: "block", item: item.id, event: eventFor(item, chance, chance.one(texts) ?? "") };
}

/** Anything that a block of that kind may hear; the logic has to leave alone what makes no sense. */
function eventFor(item: PlannedItem, chance: Chance, text: string): BlockEvent {
  const option = chance.one(Object.keys(item.options)) ?? "";
  const key = chance.one(item.interactions)?.key ?? "";
  const number = chance.below(5);
  const events: Readonly<Record<string, readonly object[]>> = {
    check: [{ type: "answer", question: option, answer: number < 2 ? "yes" : "no" }],
    plan: [
      { type: "pick", action: option, picked: number > 0 },
      { type: "week", action: option, week: number },
      { type: "own", number: 1 + number, text },
      { type: "own-week", number: 1 + number, week: 2 + number },
    ],
    question: [
      { type: "pick", picked: Object.keys(item.options).slice(number % 2) },
      { type: "pick", picked: [option] },
      { type: "write", text: number < 3 ? text : String(number) },
    ],
    rate: [
      { type: "rate", statement: key, point: 1 + number },
      { type: "mark", level: option.split("/")[0], indicator: option.split("/")[1], marked: number > 0 },
      { type: "show" },
      { type: "next", level: option.split("/")[0], indicator: option.split("/")[1] },
    ],
    reflect: [
      ...Object.keys(item.fields).map((name) => ({ type: "write", prompt: name.replace("text.", ""), text })),
      { type: "send" },
    ],
    reveal: [{ type: "open", piece: option }],
    scenario: [
      ...Object.keys(item.options).map((way) => ({ type: "choose", scene: way.split("/")[0], choice: way.split("/")[1] })),
      ...(number === 0 ? [{ type: "restart" }] : []),
    ],
    video: [
      { type: "paused", time: 7, played: [[number, number + 5], [0, number]], length: 9.5 },
      { type: "progressed", time: 5, played: [[0, 5]], length: 9.5 },
    ],
  };
  return (chance.one(events[item.kind] ?? []) ?? { type: "none" }) as BlockEvent;
}

/** Choices drawn from a number, the lowest digits first. */
class Chance {
  constructor(private rest: number) {}

  below(limit: number): number {
    const drawn = this.rest % limit;
    this.rest = Math.floor(this.rest / limit);
    return drawn;
  }

  one<T>(list: readonly T[]): T | undefined {
    return list.length === 0 ? undefined : list[this.below(list.length)];
  }
}
