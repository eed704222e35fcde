/** One message in place of the whole course: while something is awaited, and when a visit is over. */
import { focusOn, make } from "./dom";
import { spoken } from "./words";

/** Shows it alone; a curtain that is there already is replaced. What is returned takes it away again. */
export function curtain(title: string, text: string, ...tools: HTMLElement[]): () => void {
  document.querySelector("main.end")?.remove();
  const hidden = [...document.body.children].filter((one): one is HTMLElement => one instanceof HTMLElement && !one.hidden);
  for (const one of hidden) one.hidden = true;
  const buttons = tools.length === 0 ? [] : [make("p", "end__tools", ...tools)];
  const end = make("main", "main end", make("h1", "", title), make("p", "", text), ...buttons);
  document.body.prepend(spoken(end));
  focusOn(end);
  return () => {
    end.remove();
    for (const one of hidden) one.hidden = false;
  };
}

/** A button; a quiet one where another is what most want. */
export function toolButton(text: string, act: () => void, look: "plain" | "quiet" = "plain"): HTMLButtonElement {
  const made = make("button", look === "quiet" ? "button button--quiet" : "button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
