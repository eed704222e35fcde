/** Where the other side is reached over the network, and may have launched one module by itself (xAPI, cmi5). */
import { reach } from "./connecting";
import { curtain } from "./curtain";
import type { Prepare } from "./main";
import { MORE } from "./registry";
import type { Word } from "./words";

/** Makes the page that of the module that was launched, and reaches the other side. */
export const prepare: Prepare = async (tracker, plan, word) => {
  const { unit = null } = tracker;
  if (unit !== null && !MORE.units?.hasModule(plan, unit)) {
    sayNoModule(word);
    return false;
  }
  if (unit !== null) {
    await MORE.later?.whole();
    MORE.units?.keepOnly(unit, plan);
  }
  await reach(tracker, word);
  return true;
};

/** The LMS has launched a module that the course does not have; nothing is begun, so nothing is told. */
export function sayNoModule(word: Word): void {
  curtain(word("player.no-module-title"), word("player.no-module"));
}
