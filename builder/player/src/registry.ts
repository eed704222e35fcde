/** The blocks that this player knows: each piece of the bundle that it has enters its kinds here. */
import type { Logics } from "./course";
import type { ElementClass } from "./host";
import type { Languages } from "./languages";
import type { Logic } from "./logic";

const logics: Record<string, Logic> = {};
const elements: Record<string, ElementClass> = {};

/** By kind; kinds without logic ask nothing of a learner. */
export const LOGICS: Logics = logics;
/** By kind; their tags are `bc-KIND`. */
export const ELEMENTS: Readonly<Record<string, ElementClass>> = elements;

/** What only some packages have: the menu of languages. */
export const MORE: { Languages?: typeof Languages } = {};

/** Makes a kind of block known: what its `piece.ts` does. */
export function register(kind: string, element: ElementClass, logic?: Logic): void {
  elements[kind] = element;
  if (logic) logics[kind] = logic;
}
