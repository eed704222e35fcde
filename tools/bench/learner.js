/*
 * Runs in the page after lms.js and before the course: notes when the first page's text is shown, when the player
 * is there, and which scripts ran long (all in `bcSeen`).
 */
"use strict";
(() => {
  const seen = Object.assign(window.bcSeen, { long: [], shift: 0, text: 0, alive: 0 });

  function observe(type, each) {
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  }

  observe("longtask", ({ startTime, duration }) => seen.long.push([startTime, duration].map(Math.round)));
  observe("layout-shift", ({ hadRecentInput, value }) => {
    if (!hadRecentInput) seen.shift += value;
  });

  function isInSight(element) {
    const box = element?.getBoundingClientRect();
    return Boolean(box && box.height > 0 && box.top < innerHeight && box.bottom > 0);
  }

  /** What is in sight now is shown with this frame; the next one tells that it was. */
  function look() {
    if (!seen.text && isInSight(document.querySelector("section[data-page] p"))) {
      seen.text = -1;
      requestAnimationFrame((now) => (seen.text = now));
    }
    if (!seen.alive && document.querySelector("[data-bc-steps]:not([hidden])")) seen.alive = performance.now();
    if (!seen.alive || !seen.text) requestAnimationFrame(look);
  }

  requestAnimationFrame(look);

  /** Answers the first question in sight by its first choice; how long until the verdict is shown. */
  window.bcAnswer = async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const forms = [...document.querySelectorAll("bc-question form")];
    const form = forms.find((one) => one.offsetHeight > 0);
    const begun = performance.now();
    form.querySelector("input").click();
    form.requestSubmit();
    while (form.querySelector("[data-feedback]").hidden) await frame();
    await frame();
    return performance.now() - begun;
  };
})();
