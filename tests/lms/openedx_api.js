/*
 * The API object of the Open edX XBlock, openedx-scorm-xblock 19 (docs/lms-facts.md 3.1): a bag of
 * values without a data model. Everything but LMSGetValue and LMSSetValue is a stub that succeeds,
 * before LMSInitialize and after LMSFinish, too.
 *
 * Not modelled: its pop-up, its table of contents, the grade that it publishes.
 */
"use strict";

/** The XBlock asks its server for these, and loses the answer on the way. */
const LOST_ANSWERS = ["cmi.core.lesson_status", "cmi.core.score.raw"];

function createOpenedxApi(page, transport) {
  const held = page.sco().elements;

  /**
   * Whatever was set, with the type that it had; nothing else, so no `_children`, no `_count`, and
   * no lesson_mode: the server would say "review" in a preview, but the page never asks it.
   */
  function getValue(element) {
    if (LOST_ANSWERS.includes(element) || !Object.hasOwn(held, element)) return "";
    return held[element];
  }

  /** A value can be read back once its batch is under way, not before. */
  function setValue(element, value) {
    transport.push([element, value], ([name, sent]) => {
      held[name] = sent;
    });
    return "true";
  }

  return {
    LMSInitialize: () => "true",
    LMSFinish: () => "true",
    LMSGetValue: getValue,
    LMSSetValue: setValue,
    LMSCommit: () => "true",
    LMSGetLastError: () => "0",
    LMSGetErrorString: () => "Some Error",
    LMSGetDiagnostic: () => "Some Diagnostic",
  };
}
