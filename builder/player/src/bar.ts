/**
 * How much of the window the bar covers. It grows with the size of texts and with what it has to say, and the focus
 * must never come to lie below it (WCAG 2.4.11): styles leave so much room, as `--bc-top`.
 */
import { atEnd, listen } from "./living";

export function watchBar(bar: HTMLElement | null): void {
  if (!bar || !("ResizeObserver" in window)) return;
  const tell = (): void => {
    const covers = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    document.documentElement.style.setProperty("--bc-top", `${covers}px`);
  };
  const observer = new ResizeObserver(tell);
  observer.observe(bar);
  atEnd(() => observer.disconnect());
  listen(window, "resize", tell);
  tell();
}
