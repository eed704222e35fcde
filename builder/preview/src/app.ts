/** The preview's page: what is shown, who takes it in which LMS, and what the buttons do. */
import { Chronicle } from "./chronicle";
import { Log } from "./log";
import { belongTo, forgetAll } from "./memory";
import { Network } from "./network";
import { Holdings } from "./holdings";
import { listen, server, type Build, type Launched, type Mode, type Wanted } from "./server";
import { otherMode, Stage } from "./stage";
import { Bar } from "./view/bar";
import { Closed } from "./view/closed";
import { Controls, type Action } from "./view/controls";
import { part } from "./view/dom";
import { FindingsView } from "./view/findings";
import { LogView } from "./view/log";
import { Tabs } from "./view/tabs";

export class App {
  private build: Build | null = null;
  private run = "";
  private mode: Mode = "normal";
  private expired = false;
  /** The number of the build that the frame shows. */
  private shown = 0;
  /** The page to open again after the visit was closed. */
  private page = "";

  private readonly log = new Log((entry) => this.logView.add(entry));
  private readonly logView: LogView = new LogView(this.log);
  private readonly chronicle = new Chronicle(this.log);
  private readonly network = new Network((request) => this.chronicle.cutOff(request));
  private readonly findings = new FindingsView();
  private readonly controls = new Controls((action) => void this.acts[action]());
  private readonly closed = new Closed(() => void this.acts.resume());
  private readonly bar = new Bar(() => void this.choose());
  private readonly holdings = new Holdings(
    () => ({ visit: this.stage.visit, build: this.build, open: this.stage.standing === "open" }),
    () => this.showSituation(),
  );
  private readonly stage: Stage = new Stage(part("frame"), this.network, {
    changed: () => this.changed(),
    called: (made, standard) => {
      this.chronicle.called(made, standard);
      if (this.network.lost && (made.call === "commit" || made.call === "finish")) this.chronicle.lost();
      if (made.call === "set") this.holdings.stale();
    },
  });

  /** What each button does. */
  private readonly acts: Readonly<{ [action in Action]: () => void | Promise<void> }> = {
    close: () => this.close(),
    resume: () => this.open({}),
    network: () => this.lose(!this.network.lost),
    expire: () => (this.expired ? this.open({}) : this.expire()),
    review: () => this.review(),
    learner: () => this.another(),
    attempt: () => this.attempt(),
    forget: () => this.forget(),
  };

  constructor() {
    new Tabs(part("tabs"), () => this.holdings.stale());
  }

  start(): void {
    listen({
      hello: (run) => void this.hello(run),
      built: () => void this.refresh(),
      kept: () => this.holdings.stale(),
      heard: (heard) => {
        this.chronicle.heard(heard);
        this.holdings.stale();
      },
      gone: () => this.bar.showGone(),
    });
    window.addEventListener("storage", ({ key }) => this.stored(key));
  }

  attach(course: Window): void {
    this.network.attach(course);
  }

  /** The server is there. Another run of it knows nothing of what this page shows. */
  private async hello(run: string): Promise<void> {
    if (this.run !== "" && this.run !== run) return location.reload();
    this.run = run;
    belongTo(run);
    await this.refresh();
  }

  /** Looks at the last build; shows it in the place of the one before. */
  private async refresh(): Promise<void> {
    const build = await server.build(this.bar.target);
    this.build = build;
    this.bar.show(build);
    this.findings.show(build);
    this.showSituation();
    if (build.shown === 0 || build.shown === this.shown) return;
    const first = this.shown === 0;
    this.shown = build.shown;
    if (first) await this.open({});
    else await this.stage.reload();
  }

  private async open(more: Partial<Wanted>, page = this.page): Promise<void> {
    if (!this.build?.shown) return;
    this.expired = false;
    const { target, learner, unit } = this.bar;
    await this.stage.open({ target, learner, unit, mode: this.mode, ...more }, page);
    const { visit } = this.stage;
    if (!visit) return;
    this.log.note(openingOf(visit, this.bar.learnerName, this.bar.targetName));
    this.holdings.stale();
  }

  /** Another LMS, learner or unit. */
  private async choose(): Promise<void> {
    if (this.network.lost) this.lose(false);
    // The same learner goes on where they are; of another the LMS knows where that is.
    this.page = this.stage.visit?.wanted.learner === this.bar.learner ? this.stage.page || this.page : "";
    this.mode = "normal";
    this.bar.remember();
    this.shown = 0;
    await this.stage.close();
    await this.refresh();
  }

  private async close(): Promise<void> {
    this.page = this.stage.page;
    await this.stage.close();
    this.log.note("The visit was closed, as by closing the tab.");
    this.holdings.stale();
  }

  private lose(lost: boolean): void {
    this.log.note(lost ? "The network is lost." : "The network is back.", lost);
    this.network.lose(lost);
    this.showSituation();
  }

  private async expire(): Promise<void> {
    if (!this.stage.visit) return;
    await server.expire(this.stage.visit.visit);
    this.expired = true;
    this.page = this.stage.page;
    this.log.note("The session has expired: the server asks whoever comes to sign in.", true);
    this.showSituation();
  }

  private async review(): Promise<void> {
    this.page = this.stage.page || this.page;
    this.mode = otherMode(this.mode);
    await this.open({});
  }

  private async another(): Promise<void> {
    this.bar.nextLearner();
    await this.choose();
  }

  private async attempt(): Promise<void> {
    this.page = "";
    this.mode = "normal";
    await this.open({ fresh: true });
  }

  /** As if nobody had ever been here. */
  private async forget(): Promise<void> {
    if (this.network.lost) this.lose(false);
    await this.stage.close();
    await server.forget();
    forgetAll();
    this.log.clear();
    this.page = "";
    this.mode = "normal";
    await this.open({});
  }

  private changed(): void {
    if (this.stage.standing === "expired") this.expired = true;
    this.showSituation();
    this.holdings.stale();
  }

  private stored(key: string | null): void {
    if (this.bar.target !== "web" || !key?.startsWith("build-course:") || key.includes(":tab:")) return;
    this.holdings.stale();
    this.log.add({ kind: "write", bad: false, words: "Keeps the progress in this browser", code: key, whole: "" });
  }

  private showSituation(): void {
    const { standing, visit } = this.stage;
    const ready = (this.build?.shown ?? 0) > 0;
    const mode = visit?.mode ?? this.mode;
    this.controls.show({ target: this.bar.target, standing, lost: this.network.lost, expired: this.expired, mode: this.mode, ready });
    this.bar.showVisit(visit, standing, { lost: this.network.lost, expired: this.expired, mode });
    this.closed.show(ready ? standing : "none", this.holdings.explained);
  }
}

function openingOf({ attempt, mode, closed, given }: Launched, learner: string, target: string): string {
  const entry = given["cmi.core.entry"] ?? given["cmi.entry"] ?? "";
  const why = closed ? " The attempt is finished: as Moodle does, it is opened for review." : "";
  return `${learner} opens attempt ${attempt} in ${target}, mode ${mode}${entry === "" ? "" : `, entry ${entry}`}.${why}`;
}
