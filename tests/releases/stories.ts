/** What learners do in the releases of this course: events by the kind of each block. */
import type { Course } from "../../builder/player/src/course";
import type { BlockEvent } from "../../builder/player/src/logic";
import type { Interaction, PlannedItem } from "../../builder/player/src/plan";
import type { Event } from "../../builder/player/src/step";

export interface Story {
  readonly name: string;
  readonly about: string;
  /** The state that it goes on from. */
  readonly from?: { readonly release: number; readonly name: string };
  readonly events: (course: Course) => readonly Event[];
}

/** The stories that are told in a release. */
export function stories(release: number): readonly Story[] {
  const all: Story = {
    name: "all",
    about: `Everything was opened and done in release ${release}.`,
    events: (course) => everything(course, release),
  };
  const half: Story = {
    name: "half",
    about: `Left in the middle of everything in release ${release}.`,
    events: (course) => begun(course, release),
  };
  const on = (earlier: number, name: string): Story => ({
    name: `from-${earlier}-${name}`,
    about: `Begun in release ${earlier} (${name}); what was open in release ${release} was done there.`,
    from: { release: earlier, name },
    events: (course) => everything(course, release),
  });
  const later = release === 1 ? [] : [on(release - 1, "half")];
  if (release === 3) return [all, half, ...later, on(2, "from-1-half")];
  return release === 5 ? [all, half, ...later, on(4, "from-3-half")] : [all, half, ...later];
}

function everything(course: Course, release: number): Event[] {
  return course.plan.pages.flatMap((page) => [
    { type: "opened", page: page.id } as const,
    ...page.items.flatMap((id) => done(course.item(id), release).map((event) => used(id, event))),
  ]);
}

/** Every page but the last, and of each block the first thing that can be done with it. */
function begun(course: Course, release: number): Event[] {
  return course.plan.pages.slice(0, -1).flatMap((page) => [
    { type: "opened", page: page.id } as const,
    ...page.items.flatMap((id) => first(course.item(id), release).map((event) => used(id, event))),
  ]);
}

function used(item: string, event: BlockEvent): Event {
  return { type: "block", item, event };
}

type Told = BlockEvent & Readonly<Record<string, unknown>>;

function done(item: PlannedItem, release: number): Told[] {
  const options = Object.keys(item.options);
  switch (item.kind) {
    case "check":
      return options.map((question, at) => ({ type: "answer", question, answer: at % 2 ? "no" : "yes" }));
    case "reveal":
      return options.map((piece) => ({ type: "open", piece }));
    case "question":
      return [answer(item, true)];
    case "reflect":
      return [...prompts(item).map((prompt) => written(item, prompt, release)), { type: "send" }];
    case "rate":
      return rated(item);
    case "scenario":
      return played(item);
    case "plan":
      return planned(item, release);
    case "sheet":
      return [{ type: "start", day: 9_800 }];
    case "video":
      return [watched([[0, 30.5]]), watched([[0, 30.5], [25, 61.234]])];
    default:
      return [];
  }
}

function first(item: PlannedItem, release: number): Told[] {
  if (item.kind === "question") return [answer(item, false), ...backwards(item)];
  if (item.kind === "plan") return done(item, release).slice(0, 3);
  if (item.data["back"]) return begins(item);
  if (item.data["notApplicable"]) return [...rated(item).slice(0, 1), ...rated(item).slice(-1)];
  return done(item, release).slice(0, 1);
}

function answer(item: PlannedItem, right: boolean): Told {
  const [row] = item.interactions;
  if (!row) return { type: "none" };
  const { form } = item.data as { form: string };
  if (form === "fill-in" || form === "number") {
    return { type: "write", text: right ? (row.correct[0] ?? "") : "17" };
  }
  if (form === "match") return { type: "match", matched: matched(row, right) };
  if (form === "order" || form === "rank") return { type: "order", order: ordered(row, right) };
  const wrong = Object.keys(item.options).filter((id) => !row.correct.includes(id));
  return { type: "pick", picked: right ? row.correct : wrong.slice(-1) };
}

/** A film of a minute and a bit, of which so much was played. */
function watched(played: readonly (readonly [number, number])[]): Told {
  return { type: "paused", time: 30.5, played, length: 61.234 };
}

/** All pairs as they belong; or only the first, and the others with the choice of the first. */
function matched({ correct }: Interaction, right: boolean): (readonly string[])[] {
  const pairs = correct.map((pair) => pair.split("."));
  return right ? pairs : pairs.map(([item = ""]) => [item, pairs[0]?.[1] ?? ""]);
}

/** The right order, or the last thing first; of a rank, which has none, the author's. */
function ordered({ correct, options }: Interaction, right: boolean): readonly string[] {
  const order = correct.length > 0 ? correct : options.map(({ id }) => id);
  return right ? order : [...order.slice(-1), ...order.slice(0, -1)];
}

/** A second answer to an order, in which no step is right: the first one counts for more. */
function backwards({ data, interactions }: PlannedItem): Told[] {
  return data["form"] === "order" ? [{ type: "order", order: [...(interactions[0]?.correct ?? [])].reverse() }] : [];
}

function prompts(item: PlannedItem): string[] {
  return Object.keys(item.data["prompts"] as object);
}

function written(item: PlannedItem, prompt: string, release: number): Told {
  return { type: "write", prompt, text: `${item.id} ${prompt} – in “${release}”,\nsecond line 👍` };
}

function rated(item: PlannedItem): Told[] {
  const top = item.data["top"] as number | undefined;
  if (top !== undefined) {
    const points = item.interactions.map(({ key }, at) => ({ type: "rate", statement: key, point: (at % top) + 1 }));
    const apart = { type: "not-applicable", statement: item.interactions[item.interactions.length - 1]?.key };
    return item.data["notApplicable"] ? [...points.slice(0, -1), apart] : points;
  }
  const marked = item.interactions.map(({ key, options }) => ({
    type: "mark",
    level: key,
    indicator: options[0]?.id,
    marked: true,
  }));
  const grow = item.interactions.flatMap(({ key, options }) =>
    options.map(({ id }) => ({ type: "next", level: key, indicator: id })),
  );
  return [...marked, { type: "show" }, ...grow];
}

/**
 * From each scene, the choices in the author's order; those that do not fit now change nothing. Where choices
 * may be taken back, there are more runs: backwards, backwards after the first choice, and one that is only begun.
 */
function played(item: PlannedItem): Told[] {
  const ways = choices(item);
  const [restart, backwards] = [{ type: "restart" }, [...ways].reverse()];
  const again = [restart, ...backwards, restart, ...begins(item), ...backwards, restart, ...begins(item)];
  return [...ways, ...ways, ...ways, ...(item.data["back"] ? again : [])];
}

function choices(item: PlannedItem): Told[] {
  return item.interactions.flatMap(({ key, options }) =>
    options.map(({ id }) => ({ type: "choose", scene: key, choice: id })),
  );
}

/** The first choice, taken back and made again. */
function begins(item: PlannedItem): Told[] {
  const first = choices(item).filter(({ scene }) => scene === item.data["start"]).slice(0, 1);
  return [...first, { type: "back" }, ...first];
}

function planned(item: PlannedItem, release: number): Told[] {
  const { last, own } = item.data as { last: number; own: number };
  return [
    ...Object.keys(item.options).flatMap((action) => [
      { type: "pick", action, picked: true },
      { type: "week", action, week: last },
    ]),
    ...Array.from({ length: own }, (_, at) => ({
      type: "own",
      number: at + 1,
      text: `${item.id}: my own action ${at + 1} in ${release}`,
    })),
    ...Array.from({ length: own }, (_, at) => ({ type: "own-week", number: at + 1, week: last - 1 })),
  ];
}
