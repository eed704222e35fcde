/** Start-up: reads what the page brings along, opens the session, brings the page to life. */
import { ELEMENTS, LOGICS } from "./registry";
import { Course } from "./course";
import { OPENING, mute, part, readJson } from "./dom";
import { Help } from "./help";
import { PlayerHost } from "./host";
import { follow } from "./lifecycle";
import { askReload, showNotices } from "./notices";
import type { Plan } from "./plan";
import { printWhole } from "./printing";
import { Router } from "./router";
import { SaveLine } from "./saveline";
import { Session } from "./session";
import { Shell } from "./shell";
import type { Tracker } from "./tracker";
import { lookUp, type Word } from "./words";

/** What has to be done before a session; whether there can be one. */
export type Prepare = (tracker: Tracker, plan: Plan, word: Word) => Promise<boolean>;

/** Runs the course with this tracker. If that fails, the page stays readable as without scripts. */
export async function run(tracker: Tracker, prepare?: Prepare): Promise<void> {
  try {
    document.documentElement.classList.remove(OPENING);
    await breath();
    const word = lookUp(readJson("bc-words"));
    const plan = readJson<Plan>("bc-plan");
    if (prepare && !(await prepare(tracker, plan, word))) return;
    await breath();
    const session = new Session(new Course(tracker.planned?.(plan) ?? plan, LOGICS), tracker, window);
    session.start();
    if (session.info.silent) mute();
    follow(session, window, () => askReload(word));
    await breath();
    await bringToLife(session, word);
  } catch (error) {
    console.error(error);
    showAll();
  }
}

async function bringToLife(session: Session, word: Word): Promise<void> {
  const shell = new Shell(session, new Router(window), word, announce, (page) => host.connect(page));
  const host: PlayerHost = new PlayerHost(session, word, shell.open, announce, ELEMENTS);
  new SaveLine(session, word, announce);
  await breath();
  shell.start();
  await breath();
  shell.update();
  showNotices(session, word);
  await breath();
  shell.address();
  new Help(session, word);
  printWhole(window, () => host.connect(document));
  // The blocks of other pages, a few at a time, so that the learner is never kept waiting for them.
  do await breath();
  while (host.connectSome());
  document.documentElement.dataset["bcAlive"] = "";
}

/** Lets the browser do what is due, show what it has, hear the learner: a start in one go would make all that wait. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
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
  document.getElementById(OPENING)?.remove();
  for (const section of document.querySelectorAll<HTMLElement>("section[hidden]")) section.hidden = false;
}
