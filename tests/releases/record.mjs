/**
 * Writes the states of the releases in this folder that have none yet:
 *
 *     node tests/releases/record.mjs
 *
 * What is there is never written again: learners' records do not change either.
 */
import { build } from "esbuild";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
// The table of blocks holds elements, too; nothing is made of them here.
globalThis.HTMLElement = class {};

const { outputFiles } = await build({
  entryPoints: [join(here, "recording.ts")],
  bundle: true,
  format: "esm",
  write: false,
});
const code = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`;
const { recordings } = await import(code);

const fileOf = (release, name, ending) => join(here, `${release}/states/state-${name}.${ending}`);
const plans = [];
for (const release of readdirSync(here).filter((name) => /^\d+$/.test(name)).map(Number).sort((a, b) => a - b)) {
  plans.push(JSON.parse(readFileSync(join(here, `${release}/plan.json`), "utf8")));
  mkdirSync(join(here, `${release}/states`), { recursive: true });
  const earlier = (number, name) => readFileSync(fileOf(number, name, "txt"), "utf8");
  for (const { name, string, meaning } of recordings(plans, earlier)) {
    if (existsSync(fileOf(release, name, "txt"))) continue;
    writeFileSync(fileOf(release, name, "txt"), string);
    writeFileSync(fileOf(release, name, "json"), `${JSON.stringify(meaning, null, 1)}\n`);
    console.log(`${release}/${name}: ${string.length} characters`);
  }
}
