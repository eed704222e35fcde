/**
 * Moodle sends only what differs from what it collected last, whether or not that arrived
 * (lms-facts.md, O1.2). So a value that was lost goes out again only by way of another one: set the
 * other, commit, set the right one, commit. Here are the others: legal, and harmless should the
 * second commit not get through.
 */

/** The longest text that every LMS takes (CMIString255, CMIIdentifier). */
const LONGEST = 255;

/** `passed` and `completed` both end a course; an LMS that learns `incomplete` takes nothing away (O4). */
const OTHER_STATUS: Readonly<Record<string, string>> = {
  passed: "completed",
  completed: "incomplete",
  failed: "incomplete",
  incomplete: "browsed",
};

/** Another legal value of the element; null where the next value differs anyway, or is of no account. */
export function otherValue(element: string, value: string): string | null {
  if (element === "cmi.suspend_data" || element === "cmi.core.session_time") return null;
  if (element === "cmi.core.lesson_status") return OTHER_STATUS[value] ?? null;
  if (element === "cmi.core.exit") return "";
  const part = element.slice(element.lastIndexOf(".") + 1);
  if (part === "raw" || part === "min" || part === "max" || part === "weighting") return otherNumber(value);
  if (part === "status") return value === "incomplete" ? "not attempted" : "incomplete";
  if (part === "type") return value === "choice" ? "fill-in" : "choice";
  if (part === "result") return value === "neutral" ? "unanticipated" : "neutral";
  if (part === "time") return value === "00:00:00" ? "00:00:01" : "00:00:00";
  return value.length < LONGEST ? `${value}.` : value.slice(0, -1);
}

function otherNumber(value: string): string {
  const number = Number(value);
  return String(Math.round((number >= 1 ? number - 0.01 : number + 0.01) * 100) / 100);
}
