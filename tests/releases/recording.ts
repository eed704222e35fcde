/**
 * Records states of the releases of this course: with the player's own logic, and once for all.
 * record.mjs writes them down.
 */
import { LOGICS } from "../../builder/player/src/blocks";
import { decode, encode } from "../../builder/player/src/codec";
import { Course } from "../../builder/player/src/course";
import type { Values } from "../../builder/player/src/logic";
import type { Plan, PlannedItem } from "../../builder/player/src/plan";
import { inPlay } from "../../builder/player/src/pools";
import { FRESH, type State } from "../../builder/player/src/state";
import { valuesOf } from "../../builder/player/src/values";
import { step, type Event } from "../../builder/player/src/step";
import { stories, type Story } from "./stories";

/** What a state means, by names: the half of a recorded state that a person can read. */
export interface Meaning {
  readonly about: string;
  readonly release: number;
  readonly status: State["status"];
  readonly best: number | null;
  readonly last: string;
  readonly seen: readonly string[];
  readonly rows: readonly string[];
  readonly items: Readonly<Record<string, Values>>;
}

export interface Recording {
  readonly name: string;
  readonly string: string;
  readonly meaning: Meaning;
}

/**
 * The states of the last of these releases. `earlier` gives the string of a state that an earlier
 * one recorded, by its release and name.
 */
export function recordings(plans: readonly Plan[], earlier: (release: number, name: string) => string): Recording[] {
  const begin = ({ from }: Story): State => {
    const state = from ? decode(earlier(from.release, from.name)) : { ...FRESH, attempt: 1000 + plans.length };
    if (typeof state === "string") throw new Error(`${from?.release}/${from?.name} is ${state}`);
    return state;
  };
  const [plan] = plans.slice(-1);
  if (!plan) return [];
  const course = new Course(plan, LOGICS);
  return stories(plans.length).map((story) => {
    let state = begin(story);
    for (const event of story.events(course)) if (isThere(course, state, event)) [state] = step(course, state, event);
    return { name: story.name, string: encode(state), meaning: meaningOf(story.about, plans, state) };
  });
}

/** Questions of a pool that were not drawn are not there for the learner. */
function isThere(course: Course, state: State, event: Event): boolean {
  return event.type === "opened" || inPlay(course, state, course.item(event.item));
}

/** Everything that there has been up to a release: a state may hold all of it. */
function known(plans: readonly Plan[]): Course {
  const items = new Map<string, PlannedItem>();
  for (const item of plans.flatMap((plan) => plan.items)) {
    const before = items.get(item.id);
    const rows = before?.interactions.filter(({ key }) => item.interactions.every((row) => row.key !== key)) ?? [];
    items.set(item.id, {
      ...item,
      fields: { ...before?.fields, ...item.fields },
      options: { ...before?.options, ...item.options },
      interactions: [...item.interactions, ...rows],
    });
  }
  const pages = new Map(plans.flatMap((plan) => plan.pages).map((page) => [page.id, page]));
  const [last] = plans.slice(-1);
  if (!last) throw new Error("there is no release");
  return new Course({ ...last, items: [...items.values()], pages: [...pages.values()] }, LOGICS);
}

/** What a state means in the words of all plans up to the release that wrote it. */
function meaningOf(about: string, plans: readonly Plan[], state: State): Meaning {
  const course = known(plans);
  const { plan } = course;
  return {
    about,
    release: plans.length,
    status: state.status,
    best: state.best,
    last: course.pageOfSlot(state.last)?.id ?? "",
    seen: seenIn(course, state),
    rows: rowsIn(course, state),
    items: Object.fromEntries(
      plan.items.map((item) => [item.id, valuesOf(item, state)] as const).filter(([, values]) => Object.keys(values).length > 0),
    ),
  };
}

export function seenIn({ plan }: Course, state: State): string[] {
  return plan.pages.filter(({ slot }) => state.seen.has(slot)).map(({ id }) => id);
}

export function rowsIn({ plan }: Course, state: State): string[] {
  const owners = new Map(
    plan.items.flatMap((item) => item.interactions.map(({ slot, key }) => [slot, key ? `${item.id}.${key}` : item.id])),
  );
  return state.rows.flatMap((slot) => owners.get(slot) ?? []);
}
