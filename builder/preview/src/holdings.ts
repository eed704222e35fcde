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
    private readonly now: () => { visit: Visit | null; build: Build | null },
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
    const { visit, build } = this.now();
    if (!visit || !build) return;
    try {
      const held = visit.wanted.target === "web" ? NOTHING : await server.held(visit.visit);
      const state = stateOf(visit, build, held);
      this.explained = state === "" ? null : await server.explain(visit.wanted.target, state);
      if (this.now().visit?.visit !== visit.visit) return;
      this.show(visit, build, held);
    } catch (error) {
      console.warn(error); // the server has stopped, and the page says so
    }
  }

  private show(visit: Visit, build: Build, held: Held): void {
    this.progress.show(this.explained);
    if (visit.runtime) this.showElements(visit, held);
    else if (visit.wanted.target === "web") this.showOwn(visit, build);
    else this.values.showDocuments(held.documents, held.statements);
    this.told();
  }

  private showElements({ runtime }: Visit, held: Held): void {
    const model = runtime?.standard.model ?? {};
    const own = (element: string): boolean => model[modelName(element)]?.access === "read" || element.endsWith(".session_time");
    this.values.showElements(rowsOf(runtime?.values.all() ?? [], held.elements, own));
  }

  private showOwn(visit: Visit, build: Build): void {
    const key = webKey(build.course, visit.address);
    const value = webState(key);
    this.values.showElements(value === "" ? [] : [{ name: `localStorage: ${key}`, value, unsaved: false }]);
  }
}

/** The state string, wherever the target keeps it. */
function stateOf(visit: Visit, build: Build, held: Held): string {
  if (visit.wanted.target === "web") return webState(webKey(build.course, visit.address));
  if (visit.runtime) return visit.runtime.values.get("cmi.suspend_data");
  const state = held.documents["build-course.state"]?.["state"];
  return typeof state === "string" ? state : "";
}
