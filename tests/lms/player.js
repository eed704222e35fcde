/*
 * Puts the API object onto the player page, as LAUNCH says: the mode, the SCOs with their data, and
 * the page's own faults (`Switches.for_page` in faults.py).
 */
"use strict";

/** Patterns of elements with their error codes -> the code for an element, "" when it is taken. */
function createRejections(faults) {
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const matches = (pattern, element) =>
    new RegExp(`^${pattern.split("*").map(escaped).join(".*")}$`).test(element);
  return (element) =>
    Object.entries(faults.rejects).find(([pattern]) => matches(pattern, element))?.[1] ?? "";
}

/** Moodle's setting autocommit: one commit, an interval after the first value that was set (O2). */
function withAutocommit(api, interval, prefix) {
  let timer = null;
  const commit = () => {
    timer = null;
    api[`${prefix}Commit`]("");
  };
  const setValue = (...args) => {
    const result = api[`${prefix}SetValue`](...args);
    if (result === "true") timer ??= setTimeout(commit, interval);
    return result;
  };
  return { ...api, [`${prefix}SetValue`]: setValue };
}

/**
 * Moodle's ping. Without a session the whole page goes to the login page (O1.4); after one ping that
 * failed there is never another (O1.5). [unverified] A session younger than the page changes nothing.
 */
function keepAlive(url, interval) {
  setTimeout(async () => {
    try {
      const { login } = await (await fetch(url, { cache: "no-store" })).json();
      if (login) window.location.assign(login);
      else keepAlive(url, interval);
    } catch {
      // no connection: never again
    }
  }, interval);
}

/** A click on another SCO in Moodle's table of contents takes the frame away and makes a new one. */
function followToc(page) {
  for (const button of document.querySelectorAll("[data-sco]")) {
    button.addEventListener("click", () => {
      const old = document.getElementById("scorm_object");
      const frame = old.cloneNode();
      const place = old.nextSibling;
      old.remove();
      page.shown = button.dataset.sco;
      frame.src = page.sco().src;
      frame.title = page.sco().title;
      place.before(frame);
    });
  }
}

const FAULTS = { ...LAUNCH.faults };
const callLog = createCallLog();
const PAGE = {
  shown: LAUNCH.sco,
  sco: () => LAUNCH.scos[PAGE.shown],
  rejects: createRejections(FAULTS),
  leaving: watchLeaving(callLog.sendShort),
  dismissal: watchDismissal(),
};

const sendBeacon = navigator.sendBeacon.bind(navigator);
navigator.sendBeacon = (...args) => !FAULTS.refusesBeacons && sendBeacon(...args);

const query = () => `launch=${PAGE.sco().launch}&key=${LAUNCH.key}`;
const { object = "API", prefix = "LMS", ...make } = MODES[LAUNCH.mode];
const post = make.transport(() => `/datamodel?${query()}`, PAGE);
const plainApi = make.api(PAGE, post);
const fullApi = LAUNCH.autocommit ? withAutocommit(plainApi, LAUNCH.autocommit, prefix) : plainApi;
const launchNow = () => PAGE.sco().launch;

window.lmsCalls = callLog.calls;
/** For tests: values that the XBlock has not been answered for; other modes leave none waiting. */
window.lmsUnanswered = () => post.unanswered?.() ?? 0;
/** For tests: switches that change while the page is open. */
window.lmsSwitch = (faults) => Object.assign(FAULTS, faults);
if (!FAULTS.noApi) {
  window[object] = recordCalls(fullApi, callLog, PAGE.leaving.isLeaving, launchNow);
}
if (LAUNCH.keepalive) keepAlive(`/keepalive?${query()}`, LAUNCH.keepalive);
document.addEventListener("DOMContentLoaded", () => followToc(PAGE));
