/** While the LMS is asked how far the learner has come, and when it does not answer. */
import { curtain, toolButton } from "./curtain";
import type { NotConnected, Tracker } from "./tracker";
import type { Word } from "./words";

/** A wait that is shorter than this many milliseconds is not worth a word. */
const WORTH_TELLING = 400;

/** Reaches the other side; gives up only when the learner wants to look at the course without it. */
export async function reach(tracker: Tracker, word: Word): Promise<void> {
  for (;;) {
    const why = await waiting(tracker.connect?.() ?? Promise.resolve(null), word);
    const hopeless = why === null || why === "alone" || why === "over";
    if (hopeless || !(await askAgain(why, word))) return;
  }
}

async function waiting<T>(asked: Promise<T>, word: Word): Promise<T> {
  let remove: (() => void) | undefined;
  const timer = setTimeout(() => {
    remove = curtain(word("player.connecting-title"), word("player.connecting-text"));
  }, WORTH_TELLING);
  try {
    return await asked;
  } finally {
    clearTimeout(timer);
    remove?.();
  }
}

/** Whether to try again: the learner says so, or the network is back. */
function askAgain(why: Exclude<NotConnected, "alone" | "over">, word: Word): Promise<boolean> {
  return new Promise((resolve) => {
    const decide = (again: boolean): void => {
      window.removeEventListener("online", online);
      remove();
      resolve(again);
    };
    const online = (): void => decide(true);
    const remove = curtain(
      word(`player.connecting-${why}-title`),
      word(`player.connecting-${why}`),
      toolButton(word("player.connecting-again"), () => decide(true)),
      toolButton(word("player.connecting-without"), () => decide(false), "quiet"),
    );
    window.addEventListener("online", online);
  });
}
