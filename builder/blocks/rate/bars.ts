/**
 * A result as a bar: all in shares of its width, so that it fits any. The earlier rating is a hollow,
 * dashed bar above the filled one of now: told apart by shape, not by colour alone.
 */
import { draw } from "./svg";

const THICK = 12;
const THIN = 8;
const GAP = 3;

/** Shares from 0 to 1; null where there is no result. `steps` marks the points of the scale. */
export function bar(now: number | null, before: number | null, steps: number): SVGElement {
  const top = before === null ? 0 : THIN + GAP;
  const high = top + THICK;
  const marks = Array.from({ length: Math.max(0, steps - 1) }, (_, at) => {
    const x = percent((at + 1) / steps);
    return draw("line", { class: "chart__mark", x1: x, x2: x, y1: top, y2: high });
  });
  return draw(
    "svg",
    { class: "chart chart--bar", width: "100%", height: high, "aria-hidden": "true", focusable: "false" },
    draw("rect", { class: "chart__track", x: 0, y: top, width: "100%", height: THICK, rx: THICK / 2 }),
    ...(before === null
      ? []
      : [draw("rect", { class: "chart__before", x: 1, y: 1, width: percent(before), height: THIN - 2, rx: 3 })]),
    ...(now === null
      ? []
      : [draw("rect", { class: "chart__now", x: 0, y: top, width: percent(now), height: THICK, rx: THICK / 2 })]),
    ...marks,
  );
}

function percent(share: number): string {
  return `${Math.round(1000 * share) / 10}%`;
}
