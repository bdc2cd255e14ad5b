// How many camera frames it takes to collect, for tools/bench collect: the kiosk's frames and those of other
// ways to move bytes by codes, before the same modelled camera (camera_model.mjs), read by the page's own
// decoder. Time is counted in camera frames, so the machine's speed does not matter. Each row is the median
// of several cameras and moments of joining, with the least and the most.
//   node bench_collect.mjs [--json] [--whole] [--seeds N] [--only WORDS]... [--keep FILE]
//     --whole: also 20,000 responses, 12 a second, 1,080 lines, a poor camera, other sizes of code
//     --only: the rows alone that have all of these words: --only "20,000 typical"
//     --keep: what was measured is added to the file, and what stands there already is not measured again
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bcUr, lubyTransform, ours } from "./bench_ways.mjs";
import { jsonOf, simulated } from "./bench_loads.mjs";
import { Camera } from "./camera_model.mjs";

const TOP = new URL("..", import.meta.url).pathname;
const PEERS = join(TOP, "build/npm/package.json");
const page = createRequire(join(TOP, "build/npm-page/package.json"));
const { prepareZXingModule, readBarcodes } = page("zxing-wasm/reader");
const { Townline, CollectorEvent } = await import(join(TOP, "build/page/node/module.mjs"));

const VERSION = 27; // dots 125 x 125
const CAMERA_FPS = 30;
const FRAMES_MAX = 1800; // a minute; who waited so long has given up
const FIRST_SEED = 11;

const words = process.argv.slice(2);
const after = (name) => words.flatMap((word, i) => (word === name ? [words[i + 1]] : []));
const asJson = words.includes("--json");
const whole = words.includes("--whole");
const only = after("--only");
const seeds = Number(after("--seeds")[0] ?? 5);
const [keep] = after("--keep");

globalThis.ImageData ??= class {
    constructor(data, width, height) {
        Object.assign(this, { data, width, height });
    }
};
const wasmBinary = readFileSync(join(TOP, "build/npm-page/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"));
await prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer.slice(wasmBinary.byteOffset, wasmBinary.byteOffset + wasmBinary.length) }, fireImmediately: true });
const townline = await Townline.load(readFileSync(join(TOP, "build/page/bin/townline.wasm")));

// The dots of one code.
function qr(payload, version) {
    const mode = typeof payload === "string" ? [] : ["-8"];
    const { stdout, status, stderr } = spawnSync("qrencode", [...mode, "-v", String(version), "-l", "L", "-m", "0", "-t", "ASCII"], { input: payload });
    if (status !== 0) {
        throw new Error(`qrencode: ${stderr}`);
    }
    const lines = stdout.toString("latin1").trimEnd().split("\n");
    const side = lines.length;
    if (side !== 17 + 4 * version) {
        throw new Error(`what should be shown does not fit a code of version ${version}`);
    }
    const dots = new Uint8Array(side * side);
    lines.forEach((line, y) => {
        for (let x = 0; x < side; x++) {
            dots[y * side + x] = line[2 * x] === "#" ? 1 : 0;
        }
    });
    return { wide: side, tall: side, dots, ink: 1 };
}

async function read(gray, width, height) {
    const rgba = new Uint32Array(gray.length);
    for (let i = 0; i < gray.length; i++) {
        rgba[i] = 0xff000000 | (gray[i] * 0x010101);
    }
    const image = new ImageData(new Uint8ClampedArray(rgba.buffer), width, height);
    const [result] = await readBarcodes(image, { formats: ["QRCode"], maxNumberOfSymbols: 1, tryInvert: false, tryDownscale: false });
    return result?.isValid ? result.bytes : null;
}

// Camera frames from the moment of joining until all is there, how many codes were shown in that time, and how
// many of them were read.
async function collect(way, { profile, lines, display_fps, seed }) {
    const start = 40 + ((seed * 7919) % 500);
    const width = (lines * 16) / 9;
    const codes = new Map();
    const shown = (i) => {
        if (!codes.has(i)) {
            codes.delete(i - 4);
            codes.set(i, qr(way.frame(start + i), way.version));
        }
        return codes.get(i);
    };
    const camera = new Camera({ profile, seed, width, height: lines, camera_fps: CAMERA_FPS, display_fps, shown });
    const take = way.receiver();
    const got = new Set();
    for (let n = 0; n < FRAMES_MAX; n++) {
        const [first, last] = camera.shows(n);
        if (first === last && got.has(first)) {
            camera.skip(); // it could only be read again, which tells nobody anything
            continue;
        }
        const gray = camera.picture(n);
        const payload = gray && (await read(gray, width, lines));
        if (!payload) {
            continue;
        }
        if (first === last) {
            got.add(first);
        }
        if (take(payload)) {
            return { frames: n + 1, shown: last - camera.shows(0)[0] + 1, read: got.size };
        }
    }
    return { frames: null, shown: null, read: got.size };
}

const folder = mkdtempSync(join(tmpdir(), "townline-collect-"));
const made = new Map();
const once = (name, make) => {
    if (!made.has(name)) {
        made.set(name, make());
    }
    return made.get(name);
};
// One comment in five responses, unless `comments` says otherwise.
const bundle = (responses, comments = 20) => once(`${responses} ${comments}`, () => simulated(TOP, folder, responses, comments));
const LOADS = {
    "300 responses": () => bundle(300),
    "2,000 responses": () => bundle(2000),
    "2,000 responses with all comments": () => bundle(2000, 0),
    "20,000 responses": () => bundle(20000),
    // As a sealed bundle is: nothing can make it smaller.
    "100 kB": () => new Uint8Array(createHash("shake256", { outputLength: 100000 }).update("collect").digest()),
    "300 as JSON + gzip": () => once("json 300", () => jsonOf(TOP, folder, bundle(300))),
    "2,000 as JSON + gzip": () => once("json 2000", () => jsonOf(TOP, folder, bundle(2000))),
};
const WAYS = {
    townline: (bytes) => ours(townline, CollectorEvent, bytes, VERSION),
    "townline in version 20": (bytes) => ours(townline, CollectorEvent, bytes, 20),
    "townline in version 40": (bytes) => ours(townline, CollectorEvent, bytes, 40),
    "bc-ur": (bytes) => bcUr(PEERS, bytes, VERSION),
    "bc-ur in version 40": (bytes) => bcUr(PEERS, bytes, 40),
    "bc-ur as its README has it": (bytes) => bcUr(PEERS, bytes, "usual"),
    "luby-transform": (bytes) => lubyTransform(PEERS, bytes, VERSION),
};
const TYPICAL = { profile: "typical", lines: 720, display_fps: 15 };

function rows() {
    const list = [];
    const add = (way, load, setting = TYPICAL) => list.push({ way, load, ...setting });
    ["300 responses", "2,000 responses", "100 kB"].forEach((load) => add("townline", load));
    for (const load of ["300 responses", "100 kB"]) {
        add("bc-ur", load);
        add("luby-transform", load);
    }
    add("bc-ur", "300 as JSON + gzip");
    if (!whole) {
        return list;
    }
    add("bc-ur", "2,000 as JSON + gzip");
    add("bc-ur as its README has it", "300 responses");
    ["townline in version 40", "bc-ur in version 40"].forEach((way) => add(way, "100 kB"));
    add("townline", "20,000 responses");
    add("townline", "20,000 responses", { ...TYPICAL, display_fps: 12 });
    add("townline", "2,000 responses with all comments");
    for (const load of ["300 responses", "2,000 responses", "100 kB"]) {
        add("townline", load, { ...TYPICAL, display_fps: 12 });
        for (const profile of ["typical", "poor"]) {
            for (const lines of [720, 1080]) {
                for (const display_fps of [15, 12]) {
                    if (profile === "poor" || lines === 1080) {
                        add("townline", load, { profile, lines, display_fps });
                    }
                    if (profile === "poor") {
                        add("townline in version 20", load, { profile, lines, display_fps });
                    }
                }
            }
        }
    }
    return list;
}

const nameOf = (row) => `${row.way}: ${row.load}, ${row.profile} ${row.lines}p ${row.display_fps}/s`;
const kept = new Map();
if (keep && existsSync(keep)) {
    readFileSync(keep, "utf8").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line)).forEach((run) => kept.set(`${run.name} ${run.seed}`, run));
}

async function measure(row) {
    const name = nameOf(row);
    const runs = [];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
        let run = kept.get(`${name} ${seed}`);
        if (!run) {
            const bytes = LOADS[row.load]();
            const way = await WAYS[row.way](bytes);
            run = { name, seed, bytes: bytes.length, about: way.about, ...(await collect(way, { ...row, seed })) };
            if (keep) {
                appendFileSync(keep, `${JSON.stringify(run)}\n`);
            }
        }
        // JSON knows no infinity.
        runs.push({ ...run, frames: run.frames ?? Infinity, shown: run.shown ?? Infinity });
    }
    return runs;
}

const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const range = (list, digits) => `${Math.min(...list).toFixed(digits)} to ${Math.max(...list).toFixed(digits)}`;
function tell(name, value, unit, detail) {
    console.log(asJson ? JSON.stringify({ name, value, unit, peer: null, peer_value: null, detail }) : `${name.padEnd(60)} ${value} ${unit}\n    ${detail}`);
}

// The way's frames beside those that the kiosk's own take for the same answers.
function compare(row, runs, all) {
    const load = row.load.replace(" as JSON + gzip", " responses");
    const base = all.get(nameOf({ ...row, way: row.way.includes("version 40") ? "townline in version 40" : "townline", load }));
    if (row.way.startsWith("townline") || !base) {
        return;
    }
    const ratios = runs.map((run, i) => run.frames / base[i].frames);
    tell(`${nameOf(row)} beside townline`, middle(ratios).toFixed(2), "x the frames", `${range(ratios, 2)}`);
}

try {
    const all = new Map();
    for (const row of rows().filter((one) => only.every((part) => part.split(" ").every((word) => nameOf(one).includes(word))))) {
        const runs = await measure(row);
        all.set(nameOf(row), runs);
        const seconds = runs.map((run) => run.frames / CAMERA_FPS);
        tell(nameOf(row), middle(seconds).toFixed(2), "s of camera", `${range(seconds, 2)} in ${runs.length} cameras; ${runs[0].bytes} bytes, ${runs[0].about}, ${middle(runs.map((run) => run.shown))} codes shown, ${middle(runs.map((run) => run.read))} read whole`);
        compare(row, runs, all);
    }
} finally {
    rmSync(folder, { recursive: true, force: true });
}
