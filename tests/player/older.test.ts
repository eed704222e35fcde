import { expect, test } from "vitest";

test("what is inside is replaced where the browser does not know how", async () => {
  Reflect.deleteProperty(Element.prototype, "replaceChildren");
  await import("../../builder/player/src/older");
  const box = document.createElement("p");
  box.append("old", document.createElement("i"));
  box.replaceChildren(document.createElement("b"), "new");
  expect(box.innerHTML).toBe("<b></b>new");
  box.replaceChildren();
  expect(box.innerHTML).toBe("");
});
