/**
 * Bundles the player, in pieces of which each package gets its own (pieces.mjs), and the pages of the preview and the
 * gallery; all committed with the sources so that authors need no Node. `--check` builds in memory and fails on any difference.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inPieces, marks } from "./pieces.mjs";
import { PRIVATE, named } from "./private.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const here = (path) => join(ROOT, path);
const TYPES = { compilerOptions: { target: "ES2020", useDefineForClassFields: false } };
/** Where each bundle begins, and where it goes. */
const BUNDLES = [
  { entry: "player/src/opening.ts", out: "player/dist/opening.js", target: "es5" },
  { entry: "player/src/bundle.ts", out: "player/dist/player.js", pieces: true },
  { entry: "preview/src/main.ts", out: "preview/dist/preview.js" },
  { entry: "gallery/src/main.ts", out: "gallery/dist/gallery.js" },
];

/** Without anything that depends on the machine: the same sources always give the same bytes. */
async function bundle({ entry, out, pieces = false, target = ["es2020", "safari13.1"] }) {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    target,
    // esbuild counts a rare fault of Safari before 14.1 against all destructuring, and cannot rewrite it.
    supported: { destructuring: true },
    minify: true,
    charset: "utf8",
    legalComments: pieces ? "inline" : "none",
    plugins: pieces ? [marks(ROOT, (source) => named(source, TYPES))] : [],
    mangleProps: pieces ? PRIVATE : undefined,
    metafile: true,
    tsconfigRaw: TYPES,
    logLevel: "warning",
  });
  const bundled = result.outputFiles[0].text;
  const text = pieces ? inPieces(bundled, result.metafile) : bundled;
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
