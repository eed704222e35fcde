/**
 * What the browser keeps for this address; null where it denies that, at the first touch or only when
 * writing. Storage that is full of others' things can still be read, and room can be made.
 */
export function storageOf(win: Window): Storage | null {
  const probe = "build-course:probe";
  try {
    win.localStorage.setItem(probe, probe);
    win.localStorage.removeItem(probe);
    return win.localStorage;
  } catch {
    return isFull(win) ? win.localStorage : null;
  }
}

function isFull(win: Window): boolean {
  try {
    return win.localStorage.length > 0;
  } catch {
    return false;
  }
}
