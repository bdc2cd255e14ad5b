// The tests of the portable layers, golden vectors among them, and all seeds of the fuzz targets, run
// as WebAssembly. What is named in TOWNLINE_FOLDER is run: "core", "form" or "fuzz".
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const { TOWNLINE_PAGE: page, TOWNLINE_FOLDER: folder } = process.env;
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const programs = join(page, "tests", folder);
const names = readdirSync(programs)
    .filter((name) => name.endsWith(".wasm"))
    .map((name) => basename(name, ".wasm"));
assert.ok(names.length >= 10, `${programs} holds too few programs`);

for (const name of names) {
    test(`${folder}/${name}`, () => {
        const words = ["--no-warnings", path("run_program.mjs"), join(programs, `${name}.wasm`)];
        if (folder === "fuzz") {
            words.push(path(`../fuzz/seeds/${name}`));
        }
        const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
        assert.equal(status, 0, `${stdout}${stderr}`.slice(-2000));
    });
}
