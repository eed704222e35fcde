/** The bar on top: in which LMS, by whom, and how the last build went; and the line on top of the panel. */
import type { Build, Mode } from "../server";
import type { Standing, Visit } from "../stage";
import { fill, part, time } from "./dom";

const TARGETS: Readonly<Record<string, string>> = {
  scorm12: "SCORM 1.2", scorm2004: "SCORM 2004", cmi5: "cmi5", xapi: "xAPI", web: "Web page",
};
const NARROW = "(max-width: 900px)";

export class Bar {
  private readonly targets = part<HTMLSelectElement>("target");
  private readonly learners = part<HTMLSelectElement>("learner");
  private readonly units = part<HTMLSelectElement>("unit");
  private readonly unitField = part("unit-field");
  private readonly built = part("built");
  private readonly title = part("title");
  private readonly visit = part("visit");
  private readonly asked = new URLSearchParams(location.search);
  private wants: Readonly<Record<"target" | "learner" | "unit", string>>;

  constructor(chosen: () => void) {
    const { asked } = this;
    this.wants = { target: asked.get("target") ?? "", learner: asked.get("learner") ?? "", unit: asked.get("unit") ?? "" };
    for (const choice of [this.targets, this.learners, this.units]) {
      choice.addEventListener("change", () => {
        if (choice === this.targets) this.units.value = "";
        this.wants = { target: this.targets.value, learner: this.learners.value, unit: this.units.value };
        chosen();
      });
    }
    this.openPanel(!matchMedia(NARROW).matches);
    part("panel-toggle").addEventListener("click", () => this.openPanel(document.body.dataset["panel"] !== "open"));
    part("phone").addEventListener("click", () => this.togglePhone());
  }

  /** "" until the first build has said which there are. */
  get target(): string {
    return this.wants.target;
  }

  get learner(): string {
    return this.wants.learner;
  }

  get unit(): string {
    return this.wants.unit;
  }

  get targetName(): string {
    return TARGETS[this.target] ?? this.target;
  }

  get learnerName(): string {
    return this.learners.selectedOptions[0]?.textContent ?? this.learner;
  }

  nextLearner(): void {
    const { options, selectedIndex } = this.learners;
    this.learners.selectedIndex = (selectedIndex + 1) % options.length;
    this.wants = { ...this.wants, learner: this.learners.value };
  }

  /** Keeps the choice in the address, so that loading the page anew changes nothing. */
  remember(): void {
    const { target, learner, unit } = this.wants;
    const told = new URLSearchParams({ target, learner, ...(unit ? { unit } : {}) });
    history.replaceState(null, "", `?${told.toString()}`);
  }

  show(build: Build): void {
    const learners = Object.entries(build.learners);
    const learner = this.learner in build.learners ? this.learner : (learners[0]?.[0] ?? "");
    const units = build.units;
    const unit = units.some(([id]) => id === this.unit) ? this.unit : (units[0]?.[0] ?? "");
    this.wants = { target: build.target, learner, unit };
    fill(this.targets, build.targets.map((name) => [name, TARGETS[name] ?? name] as const), build.target);
    fill(this.learners, learners, learner);
    fill(this.units, units, unit);
    this.unitField.hidden = units.length === 0;
    this.showTitle(build.title);
    this.built.textContent = build.failed ? "Not built" : `Built ${time(new Date(1000 * build.at))} in ${build.seconds.toFixed(2)} s`;
    this.built.dataset["state"] = build.failed ? "failed" : "built";
  }

  showGone(): void {
    this.built.textContent = "The preview has stopped";
    this.built.dataset["state"] = "gone";
  }

  /** What is going on, in one line. */
  showVisit(visit: Visit | null, standing: Standing, now: { lost: boolean; expired: boolean; mode: Mode }): void {
    const parts = visit
      ? [this.targetName, `attempt ${visit.attempt}`, now.mode === "review" ? "review" : "", inWords(standing)]
      : ["Nothing is open"];
    this.visit.textContent = parts.filter((one) => one !== "").join(" · ");
    document.body.dataset["fault"] = now.lost ? "lost" : now.expired ? "expired" : "";
    part("fault").textContent = now.lost ? "No network" : now.expired ? "Session expired" : "";
  }

  private showTitle(title: string): void {
    if (title === "") return;
    this.title.textContent = title;
    document.title = `${title} – preview`;
  }

  private openPanel(open: boolean): void {
    document.body.dataset["panel"] = open ? "open" : "closed";
    part("panel-toggle").setAttribute("aria-expanded", String(open));
  }

  private togglePhone(): void {
    const on = document.body.toggleAttribute("data-phone");
    part("phone").setAttribute("aria-pressed", String(on));
  }
}

function inWords(standing: Standing): string {
  if (standing === "open") return "open";
  return standing === "none" ? "" : standing === "left" ? "left by the learner" : standing === "expired" ? "signed out" : "closed";
}
