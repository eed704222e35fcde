/* Runs in the page before the course: an LMS that answers at once and counts its calls (`bcSeen.calls`). */
"use strict";
(() => {
  const calls = {};
  const values = {};
  window.bcSeen = { calls };

  function call(name, answer) {
    return (...given) => {
      calls[name] = (calls[name] ?? 0) + 1;
      return answer(...given);
    };
  }

  function lms(prefix, end) {
    return {
      [`${prefix}Initialize`]: call("initialize", () => "true"),
      [`${prefix}${end}`]: call("finish", () => "true"),
      [`${prefix}GetValue`]: call("get", (name) => values[name] ?? ""),
      [`${prefix}SetValue`]: call("set", (name, value) => {
        values[name] = String(value);
        return "true";
      }),
      [`${prefix}Commit`]: call("commit", () => "true"),
      [`${prefix}GetLastError`]: call("error", () => "0"),
      [`${prefix}GetErrorString`]: () => "",
      [`${prefix}GetDiagnostic`]: () => "",
    };
  }

  window.API = lms("LMS", "Finish");
  window.API_1484_11 = lms("", "Terminate");
})();
