/** What the LMS holds: elements with their values, or documents; what is not saved yet is marked. */
import { documentInWords, type Json } from "../said";
import type { Elements } from "../scorm/values";
import { make, part } from "./dom";

export interface Row {
  readonly name: string;
  readonly value: string;
  /** Whether the course has set it, and the LMS does not hold it yet. */
  readonly unsaved: boolean;
}

/** The elements of a visit beside those that the LMS holds. What is the LMS's own is never unsaved. */
export function rowsOf(session: readonly (readonly [string, string])[], held: Elements, own: (element: string) => boolean): Row[] {
  const names = new Set(session.map(([name]) => name));
  const kept = Object.entries(held).filter(([name]) => !names.has(name));
  return [
    ...session.map(([name, value]) => ({ name, value, unsaved: !own(name) && (held[name] ?? "") !== value })),
    ...kept.map(([name, value]) => ({ name, value, unsaved: false })),
  ].sort((one, other) => collator.compare(one.name, other.name));
}

const collator = new Intl.Collator("en", { numeric: true });

export class ValuesView {
  private readonly place = part("values");
  private before = new Map<string, string>();

  /** Elements in a table; those that changed since the last time are lit up for a moment. */
  showElements(rows: readonly Row[]): void {
    const body = make("tbody", "", ...rows.map((row) => this.row(row)));
    this.before = new Map(rows.map(({ name, value }) => [name, value]));
    const head = make("thead", "", make("tr", "", heading("Element"), heading("Value")));
    this.place.replaceChildren(rows.length > 0 ? make("table", "values", head, body) : nothing());
  }

  showDocuments(documents: Readonly<Record<string, Json>>, statements: number): void {
    this.before.clear();
    const counted = make("p", "values__count", `${statements} ${statements === 1 ? "statement" : "statements"} in the store.`);
    const folds = Object.entries(documents).map(([name, content]) => {
      const open = make("details", "values__document", make("summary", "", documentTitle(name)), make("pre", "", JSON.stringify(content, null, 2)));
      open.open = name === "build-course.state";
      return open;
    });
    this.place.replaceChildren(counted, ...folds);
  }

  private row({ name, value, unsaved }: Row): HTMLElement {
    const cell = make("td", "values__value", value === "" ? make("span", "quiet", "nothing") : value);
    const title = make("th", "values__name", ...breakable(name), ...(unsaved ? [make("span", "values__unsaved", "not saved yet")] : []));
    title.scope = "row";
    const row = make("tr", "", title, cell);
    if (this.before.size > 0 && this.before.get(name) !== value) row.className = "is-new";
    return row;
  }
}

/** A long name breaks behind its dots. */
function breakable(name: string): (Node | string)[] {
  return name.split(".").flatMap((part, at) => (at === 0 ? [part] : [".", document.createElement("wbr"), part]));
}

function documentTitle(name: string): string {
  const words = documentInWords(name).replace(/^the /, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function heading(words: string): HTMLElement {
  const cell = make("th", "", words);
  cell.scope = "col";
  return cell;
}

function nothing(): HTMLElement {
  return make("p", "quiet", "The LMS holds nothing yet.");
}
