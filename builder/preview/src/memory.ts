/** What the course keeps in this browser. It belongs to one run of the preview: with the next all of it goes. */

const OWN = "build-course:";
const RUN = "preview:run";

/** Forgets what an earlier run has left; says whether this page belongs to another run. */
export function belongTo(run: string): void {
  if (read(localStorage, RUN) === run) return;
  forgetAll();
  localStorage.setItem(RUN, run);
}

/** All journals, queues and pages' own progress. */
export function forgetAll(): void {
  for (const storage of [localStorage, sessionStorage]) {
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
    for (const key of keys) if (key.startsWith(OWN)) storage.removeItem(key);
  }
}

/** Where a web page keeps its progress (`builder/player/src/trackers/web.ts`). */
export function webKey(course: string, address: string): string {
  return `${OWN}${course}:${new URL(address, location.href).pathname}`;
}

export function webState(key: string): string {
  return read(localStorage, key);
}

function read(storage: Storage, key: string): string {
  return storage.getItem(key) ?? "";
}
