/** What learners do in the releases of this course: events by the kind of each block. */
import type { Course } from "../../builder/player/src/course";
import type { BlockEvent } from "../../builder/player/src/logic";
import type { PlannedItem } from "../../builder/player/src/plan";
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
  return release === 3 ? [all, half, ...later, on(2, "from-1-half")] : [all, half, ...later];
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
    default:
      return [];
  }
}

function first(item: PlannedItem, release: number): Told[] {
  if (item.kind === "question") return [answer(item, false)];
  if (item.kind === "plan") return done(item, release).slice(0, 3);
  return done(item, release).slice(0, 1);
}

function answer(item: PlannedItem, right: boolean): Told {
  const [row] = item.interactions;
  if (!row) return { type: "none" };
  const { form } = item.data as { form: string };
  if (form === "fill-in" || form === "number") {
    return { type: "write", text: right ? (row.correct[0] ?? "") : "17" };
  }
  const wrong = Object.keys(item.options).filter((id) => !row.correct.includes(id));
  return { type: "pick", picked: right ? row.correct : wrong.slice(-1) };
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
    return item.interactions.map(({ key }, at) => ({ type: "rate", statement: key, point: (at % top) + 1 }));
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

/** From each scene, the choices in the author's order; those that do not fit now change nothing. */
function played(item: PlannedItem): Told[] {
  const ways = item.interactions.flatMap(({ key, options }) =>
    options.map(({ id }) => ({ type: "choose", scene: key, choice: id })),
  );
  return [...ways, ...ways, ...ways];
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
