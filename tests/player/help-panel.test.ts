import { expect, test } from "vitest";
import { Help } from "../../builder/player/src/help";
import type { Session } from "../../builder/player/src/session";

const session = { onSaving: () => undefined } as unknown as Session;

function hiddenWith(showModal: boolean): boolean[] {
  document.body.innerHTML = `<button data-bc-help-button hidden></button><dialog data-bc-help></dialog>`;
  const [button, panel] = [...document.body.children] as HTMLElement[];
  const kept = Object.getOwnPropertyDescriptor(HTMLDialogElement.prototype, "showModal");
  Reflect.deleteProperty(HTMLDialogElement.prototype, "showModal");
  if (showModal) Object.assign(panel!, { showModal: () => undefined });
  new Help(session, (key) => key);
  if (kept) Object.defineProperty(HTMLDialogElement.prototype, "showModal", kept);
  return [button, panel].map((one) => one?.hidden === true);
}

test("there is help where the browser knows dialogs, and none where it would show one as a text", () => {
  expect(hiddenWith(true)).toEqual([false, false]);
  expect(hiddenWith(false)).toEqual([true, true]);
});
