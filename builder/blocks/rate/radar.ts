/**
 * Groups as a web: one axis each, from the middle out. What is now is a filled area with round dots,
 * what was before a dashed line with hollow squares. An axis without a result has no dot, and the line
 * leaves it out. Names stand beside the picture, found by the numbers at the ends of the axes: they
 * would not fit around it on a phone.
 */
import { numeral } from "../../player/src/words";
import { draw } from "./svg";
import type { Figure, RatingTable } from "./table";

const SIZE = 260;
const MIDDLE = SIZE / 2;
const RADIUS = 98;
const BADGE = 12;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** `words` say what the picture shows. */
export function radar(table: RatingTable, words: string): SVGElement {
  const rows = table.rows.filter(({ axis }) => axis > 0);
  const rings = Array.from({ length: table.steps }, (_, at) => ring((at + 1) / table.steps, rows.length));
  const axes = rows.map((_, at) => {
    const { x, y } = spot(at, rows.length, 1);
    return draw("line", { class: "chart__axis", x1: MIDDLE, y1: MIDDLE, x2: x, y2: y });
  });
  return draw(
    "svg",
    { class: "chart chart--radar", viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": words, focusable: "false" },
    ...rings,
    ...axes,
    ...series(rows.map(({ now }) => now), "now", dot),
    ...series(rows.map(({ before }) => before), "before", square),
    ...rows.map(({ axis }, at) => badge(spot(at, rows.length, 1 + (BADGE + 6) / RADIUS), axis)),
    ...scale(table.steps),
  );
}

/** Where a share of an axis is; the first axis points up, the others follow clockwise. */
function spot(axis: number, axes: number, share: number): Spot {
  const angle = (2 * Math.PI * axis) / axes - Math.PI / 2;
  const at = (middle: number, side: number): number => Math.round(10 * (middle + RADIUS * share * side)) / 10;
  return { x: at(MIDDLE, Math.cos(angle)), y: at(MIDDLE, Math.sin(angle)) };
}

function ring(share: number, axes: number): SVGElement {
  const corners = Array.from({ length: axes }, (_, axis) => spot(axis, axes, share));
  const last = share === 1 ? " chart__ring--last" : "";
  return draw("polygon", { class: `chart__ring${last}`, points: written(corners) });
}

function series(
  figures: readonly (Figure | null)[],
  name: string,
  mark: (at: Spot) => SVGElement,
): SVGElement[] {
  const spots = figures.flatMap((figure, axis) =>
    figure ? [spot(axis, figures.length, figure.n / figure.all)] : [],
  );
  if (spots.length === 0) return [];
  const area = draw("polygon", { class: `chart__area chart__area--${name}`, points: written(spots) });
  return [area, ...spots.map(mark)];
}

function dot({ x, y }: Spot): SVGElement {
  return draw("circle", { class: "chart__dot chart__dot--now", cx: x, cy: y, r: 4.5 });
}

function square({ x, y }: Spot): SVGElement {
  return draw("rect", { class: "chart__dot chart__dot--before", x: x - 4, y: y - 4, width: 8, height: 8 });
}

function badge({ x, y }: Spot, number: number): SVGElement {
  return draw(
    "g",
    { class: "chart__badge" },
    draw("circle", { cx: x, cy: y, r: BADGE }),
    draw("text", { x, y, dy: "0.35em", "text-anchor": "middle" }, numeral(number)),
  );
}

/** The points of the scale beside the first axis. */
function scale(steps: number): SVGElement[] {
  return Array.from({ length: steps }, (_, at) => {
    const y = Math.round(MIDDLE - (RADIUS * (at + 1)) / steps);
    return draw("text", { class: "chart__point", x: MIDDLE + 5, y, dy: "0.9em" }, numeral(at + 1));
  });
}

function written(spots: readonly Spot[]): string {
  return spots.map(({ x, y }) => `${x},${y}`).join(" ");
}
