// What a screen reader says by itself of live regions (ARIA: additions and texts, not what goes away).
(() => {
  window.heard = [];
  const LIVE = "[role=status], [role=alert], [aria-live]";
  const last = new WeakMap();
  const words = (one) => {
    if (!one.checkVisibility()) return "";
    const parts = [];
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement } = node;
      if (parentElement.checkVisibility() && !parentElement.closest("[aria-hidden=true]")) parts.push(node.data);
    }
    return parts.join(" ").replace(/\s+/g, " ").trim();
  };
  /** Texts that were put in are said again, also where they are the same; what came to sight is said if it is new. */
  const wasPut = ({ type, addedNodes, target }) =>
    type === "characterData" || (addedNodes.length > 0 && target.isConnected && target.checkVisibility?.());
  const toldMore = (now, before) => now.split(" ").some((word) => !before.split(" ").includes(word));

  document.addEventListener("DOMContentLoaded", () => {
    const regions = () => [...document.querySelectorAll(LIVE)];
    regions().forEach((one) => last.set(one, words(one)));
    let due = null;
    let changes = [];
    const hear = () => {
      const records = changes;
      [due, changes] = [null, []];
      for (const one of regions()) {
        const before = last.get(one) ?? "";
        const now = words(one);
        const put = records.some((record) => one.contains(record.target) && wasPut(record));
        if (now !== "" && (put || (now !== before && toldMore(now, before)))) window.heard.push(now);
        last.set(one, now);
      }
    };
    // Several changes of one moment are said once.
    new MutationObserver((records) => {
      changes.push(...records);
      due ??= setTimeout(hear);
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
})();
