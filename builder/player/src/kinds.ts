/** A module of its own, so that packages without any kind of block that has behaviour need none of what blocks do. */
import { PlayerHost, type ElementClass } from "./host";
import type { Logic } from "./logic";
import { ELEMENTS, LOGICS, MORE } from "./registry";
import { ITEMS } from "./using";

/** Makes a kind of block known: what its `piece.ts` does. */
export function register(kind: string, element: ElementClass, logic?: Logic): void {
  MORE.Host = PlayerHost;
  MORE.items = ITEMS;
  ELEMENTS[kind] = element;
  if (logic) LOGICS[kind] = logic;
}
