/** What the views of both sorts of scale share. */

/** A number as people write it in the page's language, with one decimal at most. */
export function written(number: number): string {
  const language = document.documentElement.lang || undefined;
  return number.toLocaleString(language, { maximumFractionDigits: 1 });
}

/** Draws a result's bar, and beside it the one of an earlier rating. */
export function drawBar(result: HTMLElement, share: number, before: number | null): void {
  const now = result.querySelector<HTMLElement>("[data-bar]");
  const earlier = result.querySelector<HTMLElement>("[data-bar-before]");
  if (now) now.style.inlineSize = per(share);
  if (!earlier) return;
  earlier.hidden = before === null;
  earlier.style.inlineSize = per(before ?? 0);
}

function per(share: number): string {
  return `${Math.round(1000 * share) / 10}%`;
}
