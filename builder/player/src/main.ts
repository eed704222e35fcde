/** Start-up: reads what the page brings along, opens the session, brings the page to life. */
import "./older";
import { ELEMENTS, LOGICS, MORE } from "./registry";
import { Course } from "./course";
import { OPENING, mute, part, readJson } from "./dom";
import { Help } from "./help";
import type { PlayerHost } from "./host";
import { follow } from "./lifecycle";
import { lasting } from "./living";
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
    const plan = readJson<Plan>("bc-plan");
    if (MORE.Languages) await MORE.later?.whole();
    const languages = MORE.Languages && new MORE.Languages(plan.course.id);
    languages?.begin();
    if (prepare && !(await prepare(tracker, plan, words()))) return;
    await breath();
    const courseOf = (one: Plan): Course => new Course(tracker.planned?.(one) ?? one, LOGICS);
    const session = new Session(courseOf(plan), tracker, window);
    session.start();
    languages?.begin(tracker.language);
    follow(session, window, () => askReload(words()));
    await breath();
    const live = async (again = false, before?: PlayerHost): Promise<void> => {
      if (languages) session.spoken = courseOf(languages.spoken(plan));
      await bringToLife(session, again, before, (host) =>
        languages?.connect(session, () => (live(true, host).catch(giveUp), words()), announce),
      );
    };
    await live();
  } catch (error) {
    giveUp(error);
  }
}

/**
 * In small steps, so that the learner is not kept waiting; but where the page takes the place of one in another
 * language (`again`), until it can be used in one go. `before` was the host of its blocks; `offer` brings the menu of languages
 * to life.
 */
async function bringToLife(
  session: Session,
  again: boolean,
  before: PlayerHost | undefined,
  offer: (host: PlayerHost | undefined) => void,
): Promise<void> {
  const lasts = lasting();
  const word = words();
  if (session.info.silent) mute();
  const shell = new Shell(session, new Router(window), word, announce, (page) => host?.connect(page));
  const host: PlayerHost | undefined = MORE.Host && new MORE.Host(session, word, shell.open, announce, ELEMENTS, before?.drafts);
  new SaveLine(session, word, announce);
  if (!again) await breath();
  shell.start(again);
  if (!again) await breath();
  shell.update();
  showNotices(session, word);
  if (!again) await breath();
  shell.address();
  new Help(session, word);
  printWhole(window, () => {
    MORE.later?.unfold();
    host?.connect(document);
  });
  offer(host);
  // The blocks of other pages, a few at a time.
  do await breath();
  while (lasts() && host?.connectSome());
  if (lasts()) document.documentElement.dataset["bcAlive"] = "";
}

/** The words of the player in the language that is shown. */
function words(): Word {
  return lookUp(readJson("bc-words"));
}

function giveUp(error: unknown): void {
  console.error(error);
  showAll();
  void MORE.later?.whole().then(() => (MORE.later?.unfold(), showAll()));
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
