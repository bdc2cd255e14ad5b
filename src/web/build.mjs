// Bundles the page out of app/ and the compiled module.
//   node build.mjs WASM OUT NPM
// OUT gets site/, a folder for phones whose service worker keeps it; collect.html, the same in one file
// that a stick can carry; carrier/collect.html, which has no place for a key; and node/module.mjs, for tests.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [, , wasm, out, npm] = process.argv;
if (!wasm || !out || !npm) {
    console.error("usage: node build.mjs WASM OUT NPM");
    process.exit(2);
}
const app = join(dirname(fileURLToPath(import.meta.url)), "app");
const modules = join(resolve(npm), "node_modules");
const esbuild = createRequire(join(resolve(npm), "package.json"))("esbuild");
const zxing = join(modules, "zxing-wasm/dist/reader/zxing_reader.wasm");

async function bundle(name, options = {}) {
    const { outputFiles } = await esbuild.build({
        bundle: true,
        write: false,
        minify: true,
        format: "iife",
        target: "es2022",
        entryPoints: [join(app, name)],
        nodePaths: [modules],
        legalComments: "none",
        logLevel: "warning",
        logOverride: { "empty-import-meta": "silent" },
        ...options,
    });
    return outputFiles[0].text;
}
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const fill = (template, parts) => template.replace(/\{(policy|head|body)\}/g, (_, name) => parts[name]);
// A closing tag within a script would end it.
const inlineScript = (text) => text.replaceAll("</script", "<\\/script");

const template = readFileSync(join(app, "page.html"), "utf8");
const css = await bundle("page.css");
const worker = await bundle("worker.ts");

// The folder.
const site = join(out, "site");
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
const files = {
    "index.html": fill(template, {
        policy:
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; " +
            "connect-src 'self'; img-src 'self' blob:; media-src blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'",
        head: '<link rel="stylesheet" href="page.css">\n<link rel="manifest" href="page.webmanifest">\n<link rel="icon" href="icon.svg">',
        body: '<script src="main.js"></script>',
    }),
    "page.css": css,
    "main.js": await bundle("main.ts", { define: { IS_ONE_FILE: "false", IS_CARRIER: "false" } }),
    "worker.js": worker,
    "townline.wasm": readFileSync(wasm),
    "zxing.wasm": readFileSync(zxing),
    "page.webmanifest": readFileSync(join(app, "page.webmanifest")),
    "icon.svg": readFileSync(join(app, "icon.svg")),
};
const version = createHash("sha256");
for (const [name, bytes] of Object.entries(files)) {
    version.update(name).update(bytes);
    writeFileSync(join(site, name), bytes);
}
const kept = ["./", ...Object.keys(files)];
writeFileSync(
    join(site, "sw.js"),
    await bundle("sw.ts", {
        define: {
            FILES: JSON.stringify(kept),
            VERSION: JSON.stringify(`townline-${version.digest("hex").slice(0, 16)}`),
        },
    }),
);

// The one file. Its policy lets nothing in or out: only these scripts and styles, by their hashes.
const packed = (bytes) => gzipSync(bytes, { level: 9 }).toString("base64");
const data = (id, bytes) => `<script type="application/octet-stream" id="${id}">${packed(bytes)}</script>`;
async function oneFile(isCarrier) {
    const main = inlineScript(
        await bundle("main.ts", { define: { IS_ONE_FILE: "true", IS_CARRIER: String(isCarrier) } }),
    );
    return fill(template, {
        policy:
            `default-src 'none'; script-src ${hash(main)} 'wasm-unsafe-eval'; style-src ${hash(css)}; worker-src blob:; ` +
            "connect-src 'none'; img-src data: blob:; media-src blob:; base-uri 'none'; form-action 'none'",
        head: `<style>${css}</style>\n<link rel="icon" href="data:,">`,
        body: [
            data("townline-wasm", readFileSync(wasm)),
            data("zxing-wasm", readFileSync(zxing)),
            data("worker-script", Buffer.from(worker)),
            `<script>${main}</script>`,
        ].join("\n"),
    });
}
const page = await oneFile(false);
writeFileSync(join(out, "collect.html"), page);
mkdirSync(join(out, "carrier"), { recursive: true });
writeFileSync(join(out, "carrier/collect.html"), await oneFile(true));

// The module for tests in Node.
mkdirSync(join(out, "node"), { recursive: true });
writeFileSync(join(out, "node/module.mjs"), await bundle("module.ts", { format: "esm", minify: false }));
console.log(`collect.html ${Math.round(page.length / 1000)} kB, the folder ${kept.length} files`);
