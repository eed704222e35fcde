/**
 * Chance that stays the same: what is shuffled or drawn for a learner depends on their attempt and on
 * ids alone. Each thing gets a number of its own, and the numbers are the order. So whatever a later
 * release adds or takes away, the others stay in the order in which they were.
 */

/** FNV-1a, 32 bits, over the UTF-16 units (draft-eastlake-fnv). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** The first number of the generator mulberry32 with this seed, 0 to 2^32 - 1. */
function mulberry32(seed: number): number {
  const start = (seed + 0x6d2b79f5) | 0;
  let value = Math.imul(start ^ (start >>> 15), start | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return (value ^ (value >>> 14)) >>> 0;
}

/** The ids in the order that they have for this attempt and purpose (the full id of an item). */
export function shuffled(ids: readonly string[], attempt: number, purpose: string): readonly string[] {
  const numbers = new Map(ids.map((id) => [id, mulberry32(hash(`${attempt}/${purpose}/${id}`))]));
  const numberOf = (id: string): number => numbers.get(id) ?? 0;
  return [...ids].sort((one, other) => numberOf(one) - numberOf(other) || (one < other ? -1 : 1));
}
