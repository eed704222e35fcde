/*
 * How values travel from the player page to the server, a function for each kind of LMS. `url()` is
 * the address for the SCO that is shown.
 */
"use strict";

/** Knows whether the player page is being left, as Moodle takes it. */
function watchLeaving(onLeave) {
  let leaving = false;
  const leave = () => {
    leaving = true;
    onLeave();
  };
  // Declining a `beforeunload` prompt leaves it set (O1.6).
  window.addEventListener("beforeunload", leave);
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
    else leaving = false;
  });
  return {
    isLeaving: () => leaving,
    /** Any event that this window is busy with, but `beforeunload`, counts as leaving (1.4, O1.6). */
    isLeavingForMoodle() {
      if (window.event && window.event.type !== "beforeunload") leaving = true;
      return leaving;
    },
  };
}

/** Whether the page is being dismissed: asked whether it may go (until it stays), or gone. */
function watchDismissal() {
  let asked = false;
  let gone = false;
  window.addEventListener("beforeunload", () => {
    asked = true;
    setTimeout(() => { asked = false; }); // no timer runs in a page that goes at once
  });
  window.addEventListener("pagehide", () => { gone = true; });
  window.addEventListener("pageshow", () => { gone = false; });
  return { isGoing: () => asked || gone, isGone: () => gone };
}

const formBody = (elements) =>
  elements.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");

const FORM = "application/x-www-form-urlencoded";

/** A synchronous request; throws without a connection, and while a page is taken away. */
function requestNow(url, body) {
  const xhr = new XMLHttpRequest();
  xhr.open("POST", url, false);
  xhr.setRequestHeader("Content-Type", FORM);
  xhr.send(body);
  return xhr.status === 200 && xhr.responseText.startsWith("true");
}

/**
 * Moodle (1.4, O1, O2): while the page is visible a commit is a synchronous request with a true
 * answer. Once it is hidden or going away, and whenever a request throws, it is a beacon: always
 * "sent", unless more than 64 KiB are on their way.
 */
function createMoodleTransport(url, page) {
  function beacon(elements) {
    const form = new FormData(); // multipart: the browser turns \n into \r\n here (O3)
    for (const [name, value] of elements) form.append(name, value);
    return navigator.sendBeacon(`${url()}&api=beacon`, form);
  }

  return function post(elements) {
    if (page.leaving.isLeavingForMoodle()) return beacon(elements);
    // A lone surrogate makes encodeURIComponent throw, out of LMSCommit: so does Moodle (O3).
    const body = formBody(elements);
    try {
      return requestNow(url(), body);
    } catch {
      return beacon(elements); // offline, or a page in dismissal: "true" proves nothing (O1.1)
    }
  };
}

/**
 * The letter: a synchronous request with a true answer, also while hidden. On leaving browsers refuse
 * one, so it becomes a fetch that outlives the page, and "true" is a hope. Of a page that stays
 * "false" is said when there is no connection.
 */
function createLetterTransport(url, page) {
  function last(body) {
    const options = { method: "POST", keepalive: true, body, headers: { "Content-Type": FORM } };
    fetch(`${url()}&api=keepalive`, options).catch(() => {});
    return true;
  }

  return function post(elements) {
    const body = formBody(elements);
    if (page.dismissal.isGoing()) return last(body);
    try {
      return requestNow(url(), body);
    } catch {
      return false;
    }
  };
}

/**
 * Open edX (3.1): one asynchronous post at a time, with all that has gathered since. Nobody looks at
 * the answer: what a failed post carried is lost, and nobody is told. It does not outlive the page:
 * what waits when the page goes is lost [the request that is under way may still arrive].
 */
function createOpenedxTransport(url, page) {
  const waiting = [];
  let sending = 0;

  async function send() {
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      sending = batch.length;
      for (const [pair, onSent] of batch) onSent(pair);
      const body = JSON.stringify(batch.map(([[name, value]]) => ({ name, value })));
      await fetch(`${url()}&api=batch`, { method: "POST", body }).catch(() => {});
      sending = 0;
    }
  }

  return {
    push(pair, onSent) {
      waiting.push([pair, onSent]);
      if (sending === 0 && !page.dismissal.isGone()) send();
    },
    /** How many values nobody has answered yet. */
    unanswered: () => waiting.length + sending,
  };
}
