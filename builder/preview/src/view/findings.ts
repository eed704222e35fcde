/** What the build found, over the last good build: each at its line, as the terminal shows it. */
import type { Build, Finding } from "../server";
import { make, part } from "./dom";

/** More than that nobody reads on a page; the terminal has them all. */
const MOST = 100;

export class FindingsView {
  private readonly box = part("findings");
  private readonly title = part("findings-title");
  private readonly list = part("findings-list");
  private readonly note = part("findings-note");
  private readonly badge = part<HTMLButtonElement>("badge");
  private readonly announced = part("announced");
  private said = "";

  constructor() {
    this.badge.addEventListener("click", () => this.open(this.box.hidden !== false));
    part("findings-close").addEventListener("click", () => this.open(false));
    this.box.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.open(false);
    });
  }

  /** Errors come up by themselves, warnings when they are asked for. */
  show(build: Build): void {
    const words = inWords(build);
    this.title.textContent = words;
    this.note.textContent = noteOn(build);
    this.list.replaceChildren(...build.findings.slice(0, MOST).map(card));
    if (build.problem) this.list.replaceChildren(make("li", "finding", make("p", "finding__message", build.problem)));
    this.badge.textContent = words;
    this.badge.hidden = words === "";
    this.badge.dataset["kind"] = build.failed ? "error" : "warning";
    if (build.failed || words === "") this.fold(!build.failed);
    this.announce(build.failed ? words : this.said ? "Mended" : "");
  }

  private open(open: boolean): void {
    this.fold(!open);
    (open ? this.box : this.badge).focus();
  }

  private fold(hidden: boolean): void {
    this.box.hidden = hidden;
    this.badge.setAttribute("aria-expanded", String(!hidden));
  }

  private announce(words: string): void {
    this.said = words === "Mended" ? "" : words;
    this.announced.textContent = words;
  }
}

/** How many errors and warnings there are; "" where there are none. */
export function inWords({ findings, problem }: Build): string {
  if (problem) return "No build";
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const counted = (number: number, what: string): string => (number === 0 ? "" : `${number} ${what}${number === 1 ? "" : "s"}`);
  return [counted(errors, "error"), counted(warnings, "warning")].filter((one) => one !== "").join(", ");
}

function noteOn({ failed, shown, findings }: Build): string {
  const more = findings.length > MOST ? ` The first ${MOST} are shown.` : "";
  if (!failed) return `The course is built; these are worth a look.${more}`;
  const behind = shown > 0 ? "Behind this is the last good build." : "There is no good build yet.";
  return `${behind} This goes away when the file is mended.${more}`;
}

function card(finding: Finding): HTMLElement {
  const { code, severity, message, help, excerpt } = finding;
  const kind = make("span", `finding__kind finding__kind--${severity}`, severity);
  const head = make("p", "finding__head", kind, " ", make("span", "finding__code", code));
  const source = excerpt ? [lineOf(finding, excerpt)] : [];
  const item = make("li", "finding", head, make("p", "finding__message", message), placeOf(finding), ...source, make("p", "finding__help", help));
  item.dataset["severity"] = severity;
  return item;
}

/** A link that opens the line in an editor that knows such addresses; the place is copied as well. */
function placeOf({ file, path, line, column }: Finding): HTMLElement {
  const place = `${file}:${line}:${column}`;
  const link = make("a", "finding__place", place);
  link.href = `vscode://file${path.startsWith("/") ? "" : "/"}${encodeURI(path)}:${line}:${column}`;
  link.title = "Open the line in Visual Studio Code, and copy the place";
  link.addEventListener("click", () => void navigator.clipboard?.writeText(place).catch(() => undefined));
  return link;
}

function lineOf({ line, severity }: Finding, [source, carets]: readonly [string, string]): HTMLElement {
  const number = make("span", "source__number", `${line}`);
  const text = make("code", "", source, "\n", make("span", `source__carets source__carets--${severity}`, carets));
  const block = make("pre", "source", number, text);
  block.tabIndex = 0; // a long line is scrolled by keyboard
  return block;
}
