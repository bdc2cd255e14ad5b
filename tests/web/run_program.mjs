// Runs one test of the portable layers, or one fuzz target with its seeds, as WebAssembly.
//   node run_program.mjs PROGRAM.wasm [SEEDS]
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { WASI } from "node:wasi";

const [, , program, seeds] = process.argv;
// It sees the checkout, for fixtures and the vectors of FORMAT.md, and nothing else.
const wasi = new WASI({
    version: "preview1",
    args: [basename(program)],
    env: {},
    preopens: { "/townline": new URL("../..", import.meta.url).pathname },
    returnOnExit: true,
});
const module = await WebAssembly.compile(readFileSync(program));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
if (!seeds) {
    process.exit(wasi.start(instance));
}
wasi.initialize(instance);
const { fuzz_room, fuzz_input, memory } = instance.exports;
const names = readdirSync(seeds);
for (const name of names) {
    const data = readFileSync(join(seeds, name));
    const at = fuzz_room(data.length);
    new Uint8Array(memory.buffer).set(data, at);
    try {
        fuzz_input(at, data.length);
    } catch (fault) {
        console.error(`${name}: ${fault.message}`);
        process.exit(1);
    }
}
console.log(`${names.length} seeds`);
process.exit(names.length > 0 ? 0 : 1);
