import { scoreText } from "./scores";

/** A score as all of its elements; `scaled` is the one that counts. */
export function scores(before: string, score: number): Readonly<Record<string, string>> {
  const raw = scoreText(score);
  return {
    [`${before}scaled`]: String(Math.round(Number(raw) * 100) / 10_000),
    [`${before}raw`]: raw,
    [`${before}min`]: "0",
    [`${before}max`]: "100",
  };
}
