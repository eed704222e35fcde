/**
 * What ends when the page is shown in another language: a part of it lives from when it was brought to life until
 * then. What a part has of its own goes with it; what it hears of the document or the window is to be taken off.
 */
const ends: (() => void)[] = [];
let lives = 0;

/** To be done when this life ends. */
export function atEnd(what: () => void): void {
  ends.push(what);
}

/** Listens to something that outlives this part of the page, for as long as the part lives. */
export function listen<E extends Event>(to: EventTarget, name: string, heard: (event: E) => void, capture = false): void {
  const listener = heard as EventListener;
  to.addEventListener(name, listener, capture);
  atEnd(() => to.removeEventListener(name, listener, capture));
}

/** Tells from then on whether this life still lasts. */
export function lasting(): () => boolean {
  const mine = lives;
  return () => mine === lives;
}

export function endLife(): void {
  lives++;
  for (const end of ends.splice(0)) end();
}
