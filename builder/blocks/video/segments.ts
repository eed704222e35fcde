/**
 * What of a film was played, from which second to which. Pure; seconds, to a thousandth.
 *
 * A film that is only wound over is not watched: stretches grow by playing alone, at whatever speed.
 */

/** Beginning and end of a stretch that was played. */
export type Segment = readonly [number, number];

/** The length is kept in so many equal parts, each watched or not (`__init__.py` has the same). */
export const PARTS = 20;

/** A browser moves a little when it pauses: nobody winds back by as little. */
const NEAR = 0.5;
/** What rounding leaves of a sum of thousandths. */
const DUST = 1e-6;

export interface Viewing {
  /** Stretches that have ended, in the order of playing. */
  readonly ended: readonly Segment[];
  /** Where the stretch began that is played now; null while nothing plays. */
  readonly from: number | null;
  /** Where the film stands. */
  readonly at: number;
}

export const UNPLAYED: Viewing = { ended: [], from: null, at: 0 };

/** A time or length in seconds, to a thousandth. */
export function seconds(time: number): number {
  return Math.round(time * 1000) / 1000;
}

/**
 * The film plays. Winding is told of before, so it goes on where it stopped, however far it has come until a busy
 * device says that it plays.
 */
export function started(viewing: Viewing, at: number): Viewing {
  if (viewing.from !== null) return viewing;
  const from = at > viewing.at - NEAR ? viewing.at : seconds(at);
  return { ...viewing, from, at: from };
}

/** It has come so far. Playing only leads on; what leads back is winding. */
export function moved(viewing: Viewing, at: number): Viewing {
  return viewing.from === null || at <= viewing.at ? viewing : { ...viewing, at: seconds(at) };
}

/** It stops here: paused, or at its end. */
export function stopped(viewing: Viewing, at: number): Viewing {
  const there = moved(viewing, at);
  return { ...there, ended: segmentsOf(there), from: null };
}

/** It was wound to a place, and plays on from there if it was playing. */
export function wound(viewing: Viewing, to: number): Viewing {
  const at = seconds(to);
  return { ended: segmentsOf(viewing), from: viewing.from === null ? null : at, at };
}

/** All that was played, in the order of playing. */
export function segmentsOf({ ended, from, at }: Viewing): readonly Segment[] {
  return from === null || at <= from ? ended : [...ended, [from, at]];
}

/** The share of the film that these stretches cover, 0 to 1: what is played twice counts once. */
export function shareOf(segments: readonly Segment[], length: number): number {
  const covered = union(segments, length).reduce((sum, [from, to]) => sum + to - from, 0);
  return Math.min(1, covered / length);
}

/** A share in whole per cent, rounded down: 100 is said only of all. */
export function perCent(share: number): number {
  return Math.floor(share * 100 + DUST);
}

/** The parts that are covered as a whole; the first is the bit worth 1. */
export function partsOf(segments: readonly Segment[], length: number): number {
  const covered = union(segments, length);
  let parts = 0;
  for (let part = 0; part < PARTS; part += 1) {
    const [from, to] = [edge(part, length) + DUST, edge(part + 1, length) - DUST];
    if (covered.some(([start, end]) => start <= from && end >= to)) parts |= 1 << part;
  }
  return parts;
}

/** The stretches that these parts stand for, in the order of the film. */
export function segmentsOfParts(parts: number, length: number): readonly Segment[] {
  const each: Segment[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    if (parts & (1 << part)) each.push([edge(part, length), edge(part + 1, length)]);
  }
  return union(each, length);
}

/** Where the first part begins that was not watched; the end where all was. */
export function firstGap(parts: number, length: number): number {
  let part = 0;
  while (part < PARTS && parts & (1 << part)) part += 1;
  return edge(part, length);
}

function edge(part: number, length: number): number {
  return seconds((part * length) / PARTS);
}

/** The same without overlaps, in the order of the film, and nothing of it outside of the film. */
function union(segments: readonly Segment[], length: number): Segment[] {
  const inside = segments.map(([from, to]): Segment => [Math.max(0, from), Math.min(length, to)]);
  const found: Segment[] = [];
  for (const [from, to] of inside.filter(([start, end]) => end > start).sort(([one], [other]) => one - other)) {
    const last = found[found.length - 1];
    if (last && from <= last[1]) found[found.length - 1] = [last[0], Math.max(last[1], to)];
    else found.push([from, to]);
  }
  return found;
}
