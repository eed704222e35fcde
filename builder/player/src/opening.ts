/**
 * Runs before anything of the course has arrived, so that the first page can be read while the rest is on its
 * way: only the page that the address names is shown, or else the first, as the player will show it. Where the
 * player does not begin, be it that the browser is too old for it, the page is again as it is without scripts.
 */
import { OPENING } from "./dom";

const { documentElement: root, head } = document;
const [, module, page] = /^#([a-z0-9-]+)\.([a-z0-9-]+)/.exec(location.hash) ?? [];
const others = page
  ? `section[data-module]:not([data-module="${module}"]),section[data-page]:not([data-page="${module}.${page}"])`
  : "section[data-module]~section[data-module],section[data-page]~section[data-page]";

const style = document.createElement("style");
style.id = OPENING;
style.textContent = `@media screen{${others}{display:none}}`;
head.append(style);
root.className = `script ${OPENING}`;

document.addEventListener("DOMContentLoaded", () => {
  if (!root.classList.contains(OPENING)) return;
  root.className = "no-script";
  style.remove();
});
