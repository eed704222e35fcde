/**
 * Short names for private members. The type checker sees to it that no other class says them, so the bundler may
 * call them what it likes; of public ones it cannot know which the browser or a file has, too.
 */
import { transform } from "esbuild";

/** What the names end with that may be shortened (`mangleProps`). */
export const PRIVATE = /_private$/;

/** Where the next class begins, and all of one. */
const NEXT = /^(?=(?:export )?(?:abstract )?class )/m;
const CLASS = /^(?:export )?class [^]*?^\}/gm;
const DECLARED = /\bprivate (?:static |readonly |async |get |set )*(\w+)/g;

/** A module in JavaScript, in which all private members bear such names that are only said as `this.NAME`. */
export async function named(source, tsconfigRaw) {
  const { code } = await transform(source, { loader: "ts", charset: "utf8", tsconfigRaw });
  const written = source.split(NEXT).filter((part) => part.search(NEXT) === 0);
  const renamed = code.replace(CLASS, (text) => {
    const names = [...(written.shift() ?? "").matchAll(DECLARED)].map(([, name]) => name);
    return [...new Set(names)].reduce((before, name) => (isOwn(name, before) ? rename(name, before) : before), text);
  });
  if (written.length > 0) throw new Error("A class was not found again");
  return renamed;
}

function isOwn(name, text) {
  const otherwise = new RegExp(`(?<!\\bthis)\\??\\.${name}\\b|\\{[^{}]*\\b${name}\\b[^{}]*\\} = this;`);
  return !otherwise.test(text);
}

function rename(name, text) {
  const said = new RegExp(`\\bthis\\.${name}\\b`, "g");
  const made = new RegExp(`^  ((?:static |async |get |set )*)${name}\\(`, "gm");
  return text.replace(said, `this.${name}_private`).replace(made, `  $1${name}_private(`);
}
