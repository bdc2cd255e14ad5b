// What tests of the page's module share: the module, golden files, and the native programs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { TOWNLINE_PAGE: page, TOWNLINE_BUILD: build } = process.env;
if (!page || !build) {
    console.error("set TOWNLINE_PAGE to build/page and TOWNLINE_BUILD to the build of the programs");
    process.exit(2);
}
export { page, build };
export const module = await import(join(page, "node/module.mjs"));
export const wasm = readFileSync(join(page, "bin/townline.wasm"));
export const load = () => module.Townline.load(wasm);

const tests = new URL("..", import.meta.url).pathname;
export const fixture = (name) => readFileSync(join(tests, name));
export const golden = (name) => fixture(`golden/${name}`);
export const goldenText = (name) => golden(name).toString("utf8");

// Of a golden text, the values of all lines with this name. Bytes in hex go on in indented lines.
export function values(text, name) {
    const found = [];
    let into = null;
    for (const line of text.split("\n")) {
        if (line.startsWith("    ") && into !== null) {
            found[into] += line.trim();
            continue;
        }
        into = null;
        if (line.startsWith(`${name} `)) {
            into = found.push(line.slice(name.length + 1).trim()) - 1;
        }
    }
    return found;
}
export const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
export const hex = (data) => Buffer.from(data).toString("hex");

export function folder(test) {
    const path = mkdtempSync(join(tmpdir(), "townline-page-"));
    test.after(() => rmSync(path, { recursive: true, force: true }));
    return path;
}

// Runs a native command; the passphrase of the build's own office comes on descriptor 3.
export function townline(...words) {
    const command = `exec "$0" "$@" 3<<<'sample passphrase, not for use'`;
    return execFileSync("bash", ["-c", command, join(build, "bin/townline"), ...words], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
    });
}
