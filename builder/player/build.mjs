/**
 * Bundles the player, one script for each target, and the page of the preview; all committed with the
 * sources so that authors need no Node. `--check` builds in memory and fails on any difference.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const TARGETS = ["scorm12", "scorm2004", "cmi5", "xapi", "web"];
/** Where each bundle begins, and where it goes. */
const BUNDLES = [
  ...TARGETS.map((target) => ({ entry: `src/entry-${target}.ts`, out: `dist/${target}.js` })),
  { entry: "../preview/src/main.ts", out: "../preview/dist/preview.js" },
];

/** Without anything that depends on the machine: the same sources always give the same bytes. */
async function bundle({ entry, out }) {
  const result = await build({
    absWorkingDir: here("."),
    entryPoints: [entry],
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
  // The player stands inline in the page.
  if (/<\/script|<!--/i.test(text)) throw new Error(`${out}: the bundle would end its <script>`);
  return text;
}

async function check(out, text) {
  const committed = await readFile(here(out), "utf8").catch(() => "");
  if (committed !== text) throw new Error(`${out} is not what its sources say: run \`npm run build\``);
}

for (const made of BUNDLES) {
  const text = await bundle(made);
  if (process.argv.includes("--check")) await check(made.out, text);
  else await writeFile(await folder(made.out), text);
  console.log(`${basename(made.out)}  ${Buffer.byteLength(text)} bytes`);
}

/** The path of a bundle, in a folder that is there. */
async function folder(out) {
  await mkdir(dirname(here(out)), { recursive: true });
  return here(out);
}
