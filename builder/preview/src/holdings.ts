/** What is held of the attempt that is open: asked for whenever something came, and shown in the panel. */
import { webKey, webState } from "./memory";
import { server, type Build, type Explained, type Held } from "./server";
import type { Visit } from "./stage";
import { modelName } from "./scorm/formats";
import { ProgressView } from "./view/progress";
import { rowsOf, ValuesView } from "./view/values";

const NOTHING: Held = { elements: {}, documents: {}, statements: 0 };
/** Milliseconds in which what comes together is shown together. */
const TOGETHER = 60;

export class Holdings {
  /** The learner's progress in words; null where nothing is recorded. */
  explained: Explained | null = null;
  private readonly values = new ValuesView();
  private readonly progress = new ProgressView();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly now: () => { visit: Visit | null; build: Build | null; open: boolean },
    private readonly told: () => void,
  ) {}

  /** Something has come, or may have. */
  stale(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.refresh();
    }, TOGETHER);
  }

  private async refresh(): Promise<void> {
    const { visit, build, open } = this.now();
    if (!visit || !build) return;
    try {
      const held = visit.wanted.target === "web" ? NOTHING : await server.held(visit.visit);
      const session = open ? (visit.runtime?.values.all() ?? []) : [];
      const state = stateOf(visit, build, held, session);
      this.explained = state === "" ? null : await server.explain(visit.wanted.target, state);
      if (this.now().visit?.visit !== visit.visit) return;
      this.show(visit, build, held, session);
    } catch (error) {
      console.warn(error); // the server has stopped, and the page says so
    }
  }

  private show(visit: Visit, build: Build, held: Held, session: Session): void {
    this.progress.show(this.explained);
    if (visit.runtime) this.showElements(visit, held, session);
    else if (visit.wanted.target === "web") this.showOwn(visit, build);
    else this.values.showDocuments(held.documents, held.statements);
    this.told();
  }

  private showElements({ runtime }: Visit, held: Held, session: Session): void {
    const model = runtime?.standard.model ?? {};
    const own = (element: string): boolean => model[modelName(element)]?.access === "read" || element.endsWith(".session_time");
    this.values.showElements(rowsOf(session, held.elements, own));
  }

  private showOwn(visit: Visit, build: Build): void {
    const key = webKey(build.course, visit.address);
    const value = webState(key);
    this.values.showElements(value === "" ? [] : [{ name: `localStorage: ${key}`, value, unsaved: false }]);
  }
}

/** What a SCORM course has set in the visit that is open, saved or not. */
type Session = readonly (readonly [element: string, value: string])[];

/** The state string, wherever the target keeps it. */
function stateOf(visit: Visit, build: Build, held: Held, session: Session): string {
  if (visit.wanted.target === "web") return webState(webKey(build.course, visit.address));
  if (visit.runtime) return { ...held.elements, ...Object.fromEntries(session) }["cmi.suspend_data"] ?? "";
  const state = held.documents["build-course.state"]?.["state"];
  return typeof state === "string" ? state : "";
}
