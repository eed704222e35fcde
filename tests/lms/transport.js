/*
 * How values travel from the player page to the server: as in Moodle (docs/lms-facts.md 1.4, O1).
 *
 * While the page is visible a commit is a synchronous request with a true answer. Once the page is
 * hidden or going away it is a beacon: always "sent", unless more than 64 KiB are on their way.
 */
"use strict";

/** Knows whether the player page is being left; a declined `beforeunload` prompt sticks (O1.6). */
function watchLeaving(onLeave) {
  let leaving = false;
  const leave = () => {
    leaving = true;
    onLeave();
  };
  window.addEventListener("beforeunload", leave);
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
    else leaving = false;
  });
  return () => leaving;
}

/** Returns `post(elements) -> boolean`, the one way from the data model to the server. */
function createTransport(url, isLeaving) {
  function beacon(elements) {
    const form = new FormData(); // multipart: the browser turns \n into \r\n here (O3)
    for (const [name, value] of elements) form.append(name, value);
    return navigator.sendBeacon(`${url}&api=beacon`, form);
  }

  function request(body) {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", url, false);
    xhr.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    xhr.send(body);
    return xhr.status === 200 && xhr.responseText.startsWith("true");
  }

  return function post(elements) {
    if (isLeaving()) return beacon(elements);
    // A lone surrogate makes encodeURIComponent throw, out of LMSCommit: so does Moodle (O3).
    const body = elements.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
    try {
      return request(body);
    } catch {
      return beacon(elements); // offline, or a page in dismissal: "true" proves nothing (O1.1)
    }
  };
}
