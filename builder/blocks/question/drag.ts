/**
 * Dragging with mouse, pen or finger. It is never the only way (WCAG 2.5.7), and no trap: a finger
 * drags by the grip alone, everywhere else it scrolls the page.
 */

/** What is told of a drag; places are those of the window. */
export interface Drag {
  start(x: number, y: number): void;
  /** Also called while the page scrolls below a pointer that rests at its edge. */
  move(x: number, y: number): void;
  /** Once for every start; `dropped` is false where the drag was broken off (Escape). */
  end(dropped: boolean): void;
}

/** Pixels before a press becomes a drag: hands are not steady. */
const SLACK = 5;
/** Nearer than this to the window's edge, the page scrolls by so many pixels a frame. */
const EDGE = 48;
const SPEED = 8;

/** Lets the element be dragged; `grip` is a part of it whose style says `touch-action: none`. */
export function makeDraggable(element: HTMLElement, grip: HTMLElement | null, drag: Drag): void {
  element.addEventListener("pointerdown", (down) => {
    const on = down.target as Element;
    if (down.button !== 0 || !down.isPrimary || on.closest("button, select, a, input")) return;
    if (down.pointerType === "touch" && !grip?.contains(on)) return;
    new Gesture(element, down, drag);
  });
}

/** From the press to the release. */
class Gesture {
  private readonly over = new AbortController();
  private begun = false;
  private x: number;
  private y: number;

  constructor(
    private readonly element: HTMLElement,
    private readonly down: PointerEvent,
    private readonly drag: Drag,
  ) {
    this.x = down.clientX;
    this.y = down.clientY;
    const { signal } = this.over;
    element.addEventListener("pointermove", (event) => this.moved(event), { signal });
    element.addEventListener("pointerup", () => this.end(true), { signal });
    element.addEventListener("pointercancel", () => this.end(false), { signal });
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") this.end(false);
    };
    document.addEventListener("keydown", escape, { signal });
    element.setPointerCapture(down.pointerId);
  }

  private moved({ clientX, clientY }: PointerEvent): void {
    this.x = clientX;
    this.y = clientY;
    if (this.begun) return this.drag.move(clientX, clientY);
    if (Math.hypot(clientX - this.down.clientX, clientY - this.down.clientY) < SLACK) return;
    this.begun = true;
    this.drag.start(this.down.clientX, this.down.clientY);
    this.drag.move(clientX, clientY);
    this.scroll();
  }

  private scroll(): void {
    if (this.over.signal.aborted) return;
    const by = this.y < EDGE ? -SPEED : this.y > window.innerHeight - EDGE ? SPEED : 0;
    if (by !== 0) {
      window.scrollBy(0, by);
      this.drag.move(this.x, this.y);
    }
    requestAnimationFrame(() => this.scroll());
  }

  private end(dropped: boolean): void {
    this.over.abort();
    if (this.element.hasPointerCapture(this.down.pointerId)) this.element.releasePointerCapture(this.down.pointerId);
    if (!this.begun) return;
    this.drag.end(dropped);
    swallowClick();
  }
}

/** The click that a browser makes of the release was no tap. It comes at once, or not at all. */
function swallowClick(): void {
  const stop = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
}
