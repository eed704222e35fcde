/** Results as both standards have them. */

/** 0 to 100 with at most two decimals; `85,5` and numbers outside are refused (lms-facts.md, 1.4). */
export function scoreText(score: number): string {
  return String(Math.round(Math.min(100, Math.max(0, score)) * 100) / 100);
}

/** Whether an LMS that holds one value should get the other: what it holds is never replaced by one worth less. */
export function isWorthMore(order: readonly string[], wanted: string, held: string): boolean {
  return order.indexOf(wanted) > order.indexOf(held);
}
