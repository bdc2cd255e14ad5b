// Bundles the page out of app/ and the compiled module.
//   node build.mjs WASM OUT NPM      OUT gets node/module.mjs, for tests in Node
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [, , wasm, out, npm] = process.argv;
if (!wasm || !out || !npm) {
    console.error("usage: node build.mjs WASM OUT NPM");
    process.exit(2);
}
const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(resolve(npm), "package.json"));
const esbuild = require("esbuild");

const common = {
    bundle: true,
    target: "es2022",
    nodePaths: [join(resolve(npm), "node_modules")],
    logLevel: "warning",
    legalComments: "none",
};

mkdirSync(join(out, "node"), { recursive: true });
await esbuild.build({
    ...common,
    entryPoints: [join(here, "app/module.ts")],
    format: "esm",
    outfile: join(out, "node/module.mjs"),
});
