// What a learner who only has a keyboard is at, and what there is to do; answers come from the plan.
(() => {
  const plan = JSON.parse(document.getElementById("bc-plan").textContent);
  const items = new Map(plan.items.map((item) => [item.id, item]));
  const used = new WeakSet();
  const correct = (one) => items.get(one.closest("bc-question")?.dataset.item)?.interactions[0]?.correct ?? [];

  /** The keys to press here, once; none where there is nothing to do. A text stands behind a colon. */
  const keys = (now) => {
    if (now.matches("[data-bc-gate] a")) return ["Enter"];
    if (now.matches("[data-bc-next]")) return ["Enter"];
    if (used.has(now) || now.closest("header, nav, dialog")) return [];
    used.add(now);
    if (now.matches("input[type=radio]")) return radio(now);
    if (now.matches("input[type=checkbox]")) return box(now);
    if (now.matches("[data-week]")) return ["ArrowDown"];
    if (now.matches("select")) return chosen(now);
    if (now.matches("textarea, input[type=text]")) return now.readOnly ? [] : [`:${correct(now)[0] ?? "نص"}`];
    if (now.matches("[role=tab]")) return tabs(now);
    if (now.matches("[data-move]")) return moves(now);
    if (now.matches("[data-restart], [data-back], [data-print], [data-save], [data-save-calendar]")) return [];
    return now.matches("button, summary") ? ["Enter"] : [];
  };

  const radio = (now) => {
    const group = [...document.getElementsByName(now.name)];
    if (group.some(({ checked }) => checked)) return [];
    const wanted = Math.max(0, group.findIndex(({ value }) => correct(now).includes(value)));
    const far = wanted - group.indexOf(now);
    return far === 0 ? ["Space"] : Array(Math.abs(far)).fill(far > 0 ? "ArrowDown" : "ArrowUp");
  };

  const box = (now) => {
    const isWanted = !now.closest("bc-question") || correct(now).includes(now.value);
    return isWanted !== now.checked ? ["Space"] : [];
  };

  const chosen = (now) => {
    const row = now.closest("[data-row]")?.dataset.row;
    const wanted = correct(now).find((one) => one.startsWith(`${row}.`))?.split(".")[1];
    const at = [...now.options].findIndex(({ value }) => value === wanted);
    return Array(Math.max(0, at - now.selectedIndex)).fill("ArrowDown");
  };

  /** Through all tabs and back to the first: forward is where the next one stands. */
  const tabs = (now) => {
    const all = [...now.parentElement.children];
    const left = all[1].getBoundingClientRect().left < all[0].getBoundingClientRect().left;
    return Array(all.length).fill(left ? "ArrowLeft" : "ArrowRight");
  };

  /** The whole line goes to its place, with arrow keys on any of its buttons. */
  const moves = (now) => {
    const line = now.closest("[data-entry]");
    for (const button of line.querySelectorAll("button")) used.add(button);
    const at = [...line.parentElement.children].indexOf(line);
    const far = correct(now).indexOf(line.dataset.entry) - at;
    return correct(now).length ? Array(Math.abs(far)).fill(far > 0 ? "ArrowDown" : "ArrowUp") : [];
  };

  /** Whether the focus is anywhere, within so many milliseconds. */
  window.focused = async (limit) => {
    for (const end = performance.now() + limit; document.activeElement === document.body; ) {
      if (performance.now() > end) return false;
      await new Promise(requestAnimationFrame);
    }
    return true;
  };

  /** Where the focus is; with `use`, also which keys to press there. */
  window.wander = (use) => {
    const now = document.activeElement;
    const page = document.querySelector("section.page:not([hidden])").dataset.page;
    const what = `${now.tagName.toLowerCase()} ${now.id || now.name || now.textContent.trim().slice(0, 40)}`;
    return { page, what, keys: use ? keys(now) : [] };
  };
})();
