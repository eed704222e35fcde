/** What is told of blocks: courses of texts alone do without. */
import type { Fact, Response, ViewedFact } from "../../logic";
import type { News } from "./news";

type ItemFact = Exclude<Fact, ViewedFact>;

/** How the keys of what is told of a video begin, where it is not the event's own name. */
const OF_VIDEO: Readonly<Record<string, string>> = { opened: "video-opened", completed: "watched", left: "video-left" };

/** What a learner did with a block. */
export function newsOfItem(fact: ItemFact): News[] {
  switch (fact.fact) {
    case "answered": {
      const { response, result, points } = fact;
      const outcome = { response, result, ...(points === undefined ? {} : { points }) };
      return [{ key: `answered/${joined(fact.item, fact.interaction)}`, outcome }];
    }
    case "objective": {
      const { score } = fact;
      const key = `objective/${joined(fact.item, fact.objective)}`;
      return fact.status === "completed" ? [{ key, outcome: score === undefined ? {} : { points: score } }] : [];
    }
    case "used":
      return [{ key: `used/${fact.item}`, outcome: {} }];
    case "done": {
      const { points, response } = fact;
      const outcome = { ...(points === undefined ? {} : { points }), ...(response ? { response } : {}) };
      return [{ key: `done/${fact.item}`, outcome }];
    }
    case "video": {
      const { fact: _fact, item, event, ...video } = fact;
      return [{ key: `${OF_VIDEO[event] ?? event}/${item}`, outcome: { video }, watching: { item, begins: event === "opened" } }];
    }
  }
}

function joined(item: string, key: string): string {
  return key === "" ? item : `${item}.${key}`;
}

/** Between the parts of an answer, and of a pair (xAPI-Data.md, 2.4.4.1). */
const BETWEEN = "[,]";
const PAIRED = "[.]";

/** An answer as `result.response` has it; "" where nothing was answered. */
export function responseText(response: Response): string {
  if ("truth" in response) return String(response.truth);
  if ("number" in response) return String(response.number);
  if ("matched" in response) return response.matched.map((pair) => pair.join(PAIRED)).join(BETWEEN);
  if ("ordered" in response) return response.ordered.join(BETWEEN);
  if ("text" in response) return response.text;
  return "picked" in response ? response.picked.join(BETWEEN) : ""; // a state may not know the answer any more
}
