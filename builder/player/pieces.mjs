/**
 * Cuts the player's bundle into pieces. Every module has a mark, a comment that the minifier leaves where it is;
 * the marks become the names of those who need the module. `builder/render/player.py` puts a package's player together.
 */
import { readFile } from "node:fs/promises";
import { relative, sep } from "node:path";

const MARK = /\n?\/\*! module (\S*) \*\/\n?/;
const TAIL = "})();\n";

/**
 * A plug-in of esbuild: puts a mark before each module, its path below `root`, as esbuild names its inputs. `read` makes
 * JavaScript of a source.
 */
export const marks = (root, read) => ({
  name: "marks",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const name = relative(root, path).split(sep).join("/");
      return { contents: `/*! module ${name} */\n${await read(await readFile(path, "utf8"))}` };
    });
  },
});

/** The bundle with the pieces' names for marks: `/*!question*\/`, or none before what every package gets. */
export function inPieces(text, { inputs }) {
  const [head, ...parts] = text.slice(0, text.lastIndexOf(TAIL)).split(MARK);
  const users = usersIn(inputs);
  let before = "";
  let whole = head;
  for (let at = 0; at < parts.length; at += 2) {
    const [name, code] = [users.get(parts[at]) ?? "", closed(parts[at + 1])];
    if (code === "") continue;
    whole += name === before ? code : `/*!${name}*/${code}`;
    before = name;
  }
  return `${whole}/*!*/${TAIL}`;
}

/** For each module the names of those who need it, "" for what the player always needs. */
function usersIn(inputs) {
  const modules = new Map(Object.entries(inputs).map(([path, { imports }]) => [path, imports.map((one) => one.path)]));
  const users = new Map();
  for (const path of modules.keys()) {
    const name = nameOf(path);
    if (name === undefined) continue;
    for (const found of reached(modules, path)) users.set(found, [...(users.get(found) ?? []), name]);
  }
  return new Map([...users].map(([path, names]) => [path, shortest(names).join(" ")]));
}

/** What a module stands for: `KIND`, `KIND-PART`, `PART` or `TARGET-PART` of the player, a target, or its heart. */
function nameOf(path) {
  const [, kind, part = ""] = /^blocks\/(\w+)\/piece(-\w+)?\.ts$/.exec(path) ?? [];
  if (kind) return kind + part;
  if (path === "player/src/main.ts") return "";
  return /^player\/src\/piece-([\w-]+)\.ts$/.exec(path)?.[1] ?? /^player\/src\/entry-(\w+)\.ts$/.exec(path)?.[1];
}

function reached(modules, from, found = new Set()) {
  if (found.has(from)) return found;
  found.add(from);
  for (const next of modules.get(from) ?? []) reached(modules, next, found);
  return found;
}

/** A part of a kind or target is never without it, and what all need needs no names. */
function shortest(names) {
  if (names.includes("")) return [];
  return names.filter((name) => !names.includes(name.split("-")[0]) || !name.includes("-")).sort();
}

/** The last statement of a bundle has no semicolon, but another piece may follow. */
function closed(code) {
  return code === "" || /[;}]$/.test(code) ? code : `${code};`;
}
