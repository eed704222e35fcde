/** Start-up: reads what the page brings along, opens the session, brings the page to life. */
import { ELEMENTS, LOGICS } from "./registry";
import { mute, reach } from "./connecting";
import { Course } from "./course";
import { part, readJson } from "./dom";
import { Help } from "./help";
import { PlayerHost } from "./host";
import { follow } from "./lifecycle";
import { askReload, sayNoModule, showNotices } from "./notices";
import type { Plan } from "./plan";
import { printWhole } from "./printing";
import { keepOnly } from "./pruning";
import { Router } from "./router";
import { SaveLine } from "./saveline";
import { Session } from "./session";
import { Shell } from "./shell";
import type { Tracker } from "./tracker";
import { hasModule } from "./unit";
import { lookUp, type Word } from "./words";

/** Runs the course with this tracker. If that fails, the page stays readable as without scripts. */
export async function run(tracker: Tracker): Promise<void> {
  try {
    const word = lookUp(readJson("bc-words"));
    const plan = readJson<Plan>("bc-plan");
    const { unit = null } = tracker;
    if (unit !== null && !hasModule(plan, unit)) return sayNoModule(word);
    if (unit !== null) keepOnly(unit, plan);
    if (tracker.connect) await reach(tracker, word);
    const session = new Session(new Course(tracker.planned?.(plan) ?? plan, LOGICS), tracker, window);
    session.start();
    if (session.info.silent) mute();
    follow(session, window, () => askReload(word));
    bringToLife(session, word);
  } catch (error) {
    console.error(error);
    showAll();
  }
}

function bringToLife(session: Session, word: Word): void {
  const shell = new Shell(session, new Router(window), word, announce);
  new PlayerHost(session, word, shell.open, announce).connect(ELEMENTS);
  new SaveLine(session, word, announce);
  new Help(session, word);
  shell.start();
  showNotices(session, word);
  printWhole(window);
}

/** Says something to screen readers. The pause makes them notice a text that was said before. */
function announce(text: string): void {
  const live = part("live");
  if (!live) return;
  live.textContent = "";
  setTimeout(() => (live.textContent = text), 50);
}

function showAll(): void {
  document.documentElement.classList.replace("script", "no-script");
  for (const section of document.querySelectorAll<HTMLElement>("section[hidden]")) section.hidden = false;
}
