/** What stands in the course's place when no visit is open: what the LMS now holds, and the way back. */
import type { Explained } from "../server";
import type { Standing } from "../stage";
import { part } from "./dom";
import { facts, summaryOf } from "./progress";

const TITLES: Readonly<Partial<Record<Standing, string>>> = {
  closed: "The visit is over",
  left: "The learner has left the course",
  expired: "The LMS asks to sign in again",
};

export class Closed {
  private readonly card = part("closed");

  constructor(resume: () => void) {
    part("closed-resume").addEventListener("click", resume);
  }

  show(standing: Standing, explained: Explained | null): void {
    const title = TITLES[standing];
    this.card.hidden = title === undefined;
    if (title === undefined) return;
    part("closed-title").textContent = title;
    part("closed-held").replaceChildren(facts(summaryOf(explained)));
    part("closed-resume").textContent = standing === "expired" ? "Sign in again" : "Resume";
  }
}
