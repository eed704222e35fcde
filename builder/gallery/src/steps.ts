/** What a learner can do in a block, found by its words. */

/** One deed: its verb, and what it is done to. */
export type Step = Record<string, unknown>;

type Named = Record<string, string>;

export const STEPS: Record<string, (block: HTMLElement, what: unknown) => void> = {
  choose: (block, what) => {
    const chosen = typeof what === "string" ? { "": what } : (what as Named);
    for (const [group, label] of Object.entries(chosen)) {
      const groups = [...block.querySelectorAll<HTMLElement>("fieldset, [role=group], [role=radiogroup]")];
      const inside = group ? groups.find((one) => nameOf(one) === group) : block;
      find(inside, "input:is([type=radio], [type=checkbox])", label)?.click();
    }
  },
  press: (block, what) => find(block, "button, [role=tab], summary", String(what))?.click(),
  write: (block, what) => {
    for (const [label, text] of Object.entries(what as Named)) {
      const field = find(block, "input, textarea", label) as HTMLInputElement | undefined;
      if (field) fill(field, text);
    }
  },
  match: (block, what) => {
    for (const [label, entry] of Object.entries(what as Named)) {
      const list = find(block, "select", label) as HTMLSelectElement | undefined;
      const option = [...(list?.options ?? [])].find((one) => tidy(one.text) === entry);
      if (list && option) fill(list, option.value);
    }
  },
  order: (block, what) => {
    for (const [goal, line] of (what as string[]).entries()) {
      const entry = [...block.querySelectorAll<HTMLElement>("li")].find((one) => tidy(one.textContent).includes(line));
      const up = entry?.querySelector<HTMLElement>("[data-move='-1']");
      for (let left = placeOf(entry); up && left > goal; left -= 1) up.click();
    }
  },
};

/** The control of that name; one whose name begins so, where none is called just so. */
function find(inside: HTMLElement | undefined, which: string, name: string): HTMLElement | undefined {
  const seen = [...(inside?.querySelectorAll<HTMLElement>(which) ?? [])].filter((one) => one.checkVisibility());
  return seen.find((one) => nameOf(one) === name) ?? seen.find((one) => nameOf(one).startsWith(name));
}

/** What assistive technology calls it, near enough. */
function nameOf(part: HTMLElement): string {
  const by = part.getAttribute("aria-labelledby")?.split(" ").map((id) => document.getElementById(id)) ?? [];
  if (by.length) return tidy(by.map((one) => one?.textContent).join(" "));
  const own = part.getAttribute("aria-label");
  if (own) return own;
  if (part instanceof HTMLFieldSetElement) return tidy(part.querySelector("legend")?.textContent);
  const labels = [...((part as HTMLInputElement).labels ?? [])];
  return tidy((labels.length ? labels : [part]).map(said).join(" "));
}

/** The words of a part that are not only for the eye. */
function said(part: HTMLElement): string {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const one of copy.querySelectorAll("[aria-hidden=true], [hidden]")) one.remove();
  return copy.textContent ?? "";
}

function placeOf(entry: HTMLElement | undefined): number {
  return entry ? [...(entry.parentElement?.children ?? [])].indexOf(entry) : -1;
}

function fill(field: HTMLInputElement | HTMLSelectElement, value: string): void {
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

function tidy(text: string | null | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}
