/**
 * Runs before anything of the course has arrived, so that the first page can be read while the rest is on its
 * way: only the page that the address names is shown, or else the first, as the player will show it. Where the
 * player does not begin, be it that the browser is too old for it, the page is again as it is without scripts: then
 * modules that wait as text (builder/render/later.py) are shown at its end. Written for the oldest browsers, which need it
 * for that.
 */
import { OPENING } from "./opened";

var root = document.documentElement;
var named = /^#([a-z0-9-]+)\.([a-z0-9-]+)/.exec(location.hash);
var others = named
  ? 'section[data-module]:not([data-module="' + named[1] + '"]),section[data-page]:not([data-page="' + named[1] + "." + named[2] + '"])'
  : "section[data-module]~section[data-module],section[data-page]~section[data-page]";

var style = document.createElement("style");
style.id = OPENING;
// What is out of sight is laid out only once the player begins, which makes the first picture come in two parts.
var rest = "." + OPENING + " section[data-page]>*{content-visibility:auto;contain-intrinsic-size:0 20rem}";
style.textContent = "@media screen{" + others + "{display:none}" + rest + "}";
document.head.appendChild(style);
root.className = "script " + OPENING;

document.addEventListener("DOMContentLoaded", function () {
  if (!root.classList.contains(OPENING)) return;
  root.className = "no-script";
  document.head.removeChild(style);
  var waiting = document.querySelectorAll("noscript[data-bc-later]");
  for (var at = 0; at < waiting.length; at++) {
    var shown = document.createElement("div");
    shown.innerHTML = waiting[at]!.textContent!;
    document.getElementById("content")!.appendChild(shown);
  }
});
