/** The windows around the course, which may be another site's: every touch is guarded. */

/** A window of another origin throws at every touch but `parent` and `opener`: pass it, do not stop. */
export function read<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}

/**
 * Loads the course anew together with the LMS's page around it: with the inner page alone, Moodle's
 * session stays as dead as it was (lms-facts.md, O1.4 and O1.7).
 */
export function loadAnew(win: Window): void {
  let outer = win;
  for (;;) {
    const parent = read(() => (outer.parent.location.href ? outer.parent : undefined));
    if (!parent || parent === outer) break;
    outer = parent;
  }
  outer.location.reload();
}

/** Whether the course, or the LMS page around it, stands in a window of its own. */
export function isPopUp(win: Window): boolean {
  const top = read(() => win.top);
  return Boolean(read(() => top?.opener) || read(() => top?.menubar.visible) === false);
}
