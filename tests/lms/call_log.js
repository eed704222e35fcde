/*
 * Keeps every call to the API, for the tests: in `window.lmsCalls`, and on the server, where it
 * outlives the page.
 *
 * While the page is being left the log travels in the address of a request without a body: so it
 * takes nothing of the 64 KiB that the browser grants to all beacons together. Long arguments are
 * cut short on that way only.
 */
"use strict";

/** SCORM 2004 has them without LMS before their names, and Terminate for Finish. */
const API_METHODS = [
  "Initialize", "Finish", "Terminate", "GetValue", "SetValue", "Commit",
  "GetLastError", "GetErrorString", "GetDiagnostic",
].flatMap((name) => [`LMS${name}`, name]);
const CUT_ARGUMENTS_AT = 100;
const CALLS_PER_ADDRESS = 40;

function createCallLog() {
  const calls = [];
  const unconfirmed = new Map();
  const key = (call) => `${call.launch}.${call.n}`;
  let scheduled = false;

  async function sendWhole() {
    const batch = [...unconfirmed.values()];
    if (batch.length === 0) return;
    try {
      await fetch("/calls", { method: "POST", body: JSON.stringify(batch) });
      for (const call of batch) unconfirmed.delete(key(call));
    } catch {
      // offline: kept, and told again with the next call or on leaving
    }
  }

  function sendShort() {
    const cut = (value) => (typeof value === "string" ? value.slice(0, CUT_ARGUMENTS_AT) : value);
    const short = (call) => ({ ...call, args: call.args.map(cut), result: cut(call.result) });
    const batch = [...unconfirmed.values()].map(short);
    unconfirmed.clear();
    for (let first = 0; first < batch.length; first += CALLS_PER_ADDRESS) {
      const part = JSON.stringify(batch.slice(first, first + CALLS_PER_ADDRESS));
      fetch(`/calls?calls=${encodeURIComponent(part)}`, { keepalive: true }).catch(() => {});
    }
  }

  function add(call) {
    calls.push(call);
    unconfirmed.set(key(call), call);
  }

  /** Sends after the running handler: microtasks still run while a page is left, timers do not. */
  function schedule(isLeaving) {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      if (isLeaving()) sendShort();
      else sendWhole();
    });
  }

  return { calls, add, schedule, sendShort };
}

/** Passes every call on to `api` and notes it as {n, t, method, args, result, error, launch}. */
function recordCalls(api, log, isLeaving, launch) {
  const counts = new Map(); // each launch counts its own calls
  const next = () => {
    const n = counts.get(launch()) ?? 0;
    counts.set(launch(), n + 1);
    return n;
  };
  const recorded = {};
  const lastError = () => String((api.LMSGetLastError ?? api.GetLastError).call(api));
  for (const method of API_METHODS.filter((name) => name in api)) {
    recorded[method] = (...args) => {
      const t = Math.round(performance.now());
      const told = { n: next(), t, launch: launch() };
      const call = { ...told, method, args, result: null, error: "" };
      try {
        const result = api[method](...args);
        call.result = result ?? null;
        call.error = lastError();
        return result;
      } catch (thrown) {
        call.error = thrown.name;
        throw thrown;
      } finally {
        log.add(call);
        log.schedule(isLeaving);
      }
    };
  }
  return recorded;
}
