/**
 * Bundles the player: one script for each target, in dist/, committed with the sources so that
 * authors need no Node. `--check` builds in memory and fails on any difference.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const TARGETS = ["scorm12", "scorm2004", "cmi5", "xapi", "web"];

/** Without anything that depends on the machine: the same sources always give the same bytes. */
async function bundle(target) {
  const result = await build({
    absWorkingDir: here("."),
    entryPoints: [`src/entry-${target}.ts`],
    bundle: true,
    write: false,
    format: "iife",
    target: ["es2020", "safari13"],
    // esbuild counts a rare fault of Safari before 14.1 against all destructuring, and cannot rewrite it.
    supported: { destructuring: true },
    minify: true,
    charset: "utf8",
    legalComments: "none",
    tsconfigRaw: { compilerOptions: { target: "ES2020", useDefineForClassFields: false } },
    logLevel: "warning",
  });
  const text = result.outputFiles[0].text;
  // The bundle stands inline in the page.
  if (/<\/script|<!--/i.test(text)) throw new Error(`${target}: the bundle would end its <script>`);
  return text;
}

async function check(target, text) {
  const committed = await readFile(here(`dist/${target}.js`), "utf8").catch(() => "");
  if (committed !== text) throw new Error(`dist/${target}.js is not what its sources say: run \`npm run build\``);
}

await mkdir(here("dist"), { recursive: true });
for (const target of TARGETS) {
  const text = await bundle(target);
  if (process.argv.includes("--check")) await check(target, text);
  else await writeFile(here(`dist/${target}.js`), text);
  console.log(`${target}.js  ${Buffer.byteLength(text)} bytes`);
}
