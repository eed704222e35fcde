/** Takes out of the page what does not belong to the one module that was launched by itself (unit.ts). */
import { part } from "./dom";
import type { Plan } from "./plan";
import { MORE } from "./registry";
import { decoded } from "./router";

/** Menu, pages, print and links know this module only, in all languages that wait there. Hooks: see shell.ts. */
export function keepOnly(module: string, plan: Plan): void {
  const waiting = [...document.querySelectorAll<HTMLTemplateElement>("template[data-bc-language]")];
  for (const root of [document, ...waiting.map(({ content }) => content)]) prune(root, module, plan);
}

function prune(root: ParentNode, module: string, plan: Plan): void {
  MORE.later?.unfold("", root);
  const pages = plan.pages.filter((page) => page.module === module).map(({ id }) => id);
  moveCredits(root, pages[pages.length - 1] ?? "");
  removeOthers(root, "[data-module]", (data) => data["module"] === module);
  removeOthers(root, "[data-bc-menu-module]", (data) => data["bcMenuModule"] === module);
  removeOthers(root, "[data-page]", (data) => pages.includes(data["page"] ?? ""));
  const others = plan.modules.map(({ id }) => id).filter((id) => id !== module);
  for (const link of root.querySelectorAll("main a[href^='#']")) unlink(link, others);
}

function removeOthers(root: ParentNode, selector: string, stays: (data: DOMStringMap) => boolean): void {
  for (const element of root.querySelectorAll<HTMLElement>(selector)) if (!stays(element.dataset)) element.remove();
}

/** They stand on the course's last page, and are owed to those who made something, whatever is shown. */
function moveCredits(root: ParentNode, page: string): void {
  const credits = part("credits", root);
  if (credits) root.querySelector(`section[data-page="${CSS.escape(page)}"]`)?.append(credits);
}

/** A link into another module leads nowhere: its words stay, as text. */
function unlink(link: Element, others: readonly string[]): void {
  const [target = ""] = decoded(link.getAttribute("href") ?? "").split(".");
  if (others.includes(target)) link.replaceWith(...link.childNodes);
}
