/**
 * The browser's own Back and Forward inside a story whose author lets choices be taken back: each
 * choice is a step of the history, at the address of the page. In frames and on `file:` the history
 * may be closed to scripts; then Back leads through the pages only, and the block's button still works.
 */
import { listen } from "../../player/src/living";

type Path = readonly string[];

/** Under this name the paths of all stories stand in an entry's state, each by its item. */
const NAME = "bcScenarios";

/** Notes in the history that the story went on from one place to another. */
export function note(item: string, before: Path, after: Path): void {
  try {
    const { history } = window;
    history.replaceState(withPath(history.state, item, before), "");
    history.pushState(withPath(history.state, item, after), "");
  } catch {
    // Closed to scripts: the history stays as it is.
  }
}

/**
 * Calls back with the path of this story whenever Back or Forward lead to an entry that has one; a
 * moment later, for the browser takes the focus away and scrolls after it has told of the entry.
 */
export function follow(item: string, arrived: (path: Path) => void): void {
  listen<PopStateEvent>(window, "popstate", (event) => {
    const path = pathsIn(event.state)[item];
    if (path) setTimeout(() => arrived(path));
  });
}

function withPath(state: unknown, item: string, path: Path): object {
  return { ...(state as object | null), [NAME]: { ...pathsIn(state), [item]: path } };
}

function pathsIn(state: unknown): Readonly<Record<string, Path>> {
  const paths = (state as Record<string, unknown> | null)?.[NAME];
  return (paths ?? {}) as Record<string, Path>;
}
