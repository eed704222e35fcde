/** A page of another site: loaded when the learner asks for it, and never without the focus. */
import { beforeEach, expect, test } from "vitest";
import { EmbedElement } from "../../../builder/blocks/embed/element";

if (!customElements.get("bc-embed")) customElements.define("bc-embed", EmbedElement);

beforeEach(() => {
  const embed = document.createElement("bc-embed");
  embed.dataset["title"] = "A map";
  embed.innerHTML = `<p><button hidden>Load</button> <a href="#">Open it there</a></p>`;
  document.body.replaceChildren(embed);
});

function loaded(): HTMLIFrameElement {
  document.querySelector("button")!.click();
  return document.querySelector("iframe")!;
}

test("takes the place of its button, with its title and the focus", () => {
  const frame = loaded();
  expect(document.querySelector("button")).toBeNull();
  expect(frame.title).toBe("A map");
  expect(document.activeElement).toBe(frame);
});

test("gets the focus back that was lost on the way to the other site", () => {
  const frame = loaded();
  frame.blur();
  expect(document.activeElement).toBe(document.body);
  frame.dispatchEvent(new Event("load"));
  expect(document.activeElement).toBe(frame);
});

test("takes it from nothing else", () => {
  const frame = loaded();
  const link = document.querySelector("a")!;
  link.focus();
  frame.dispatchEvent(new Event("load"));
  expect(document.activeElement).toBe(link);
});
