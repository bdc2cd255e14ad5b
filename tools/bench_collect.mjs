// How many camera frames it takes to collect, for tools/bench collect: the kiosk's frames and those of two
// other ways to move bytes by codes, before the same modelled camera (camera_model.mjs), read by the page's
// own decoder. Time is counted in camera frames, so the machine's speed does not matter.
//   node bench_collect.mjs [--json] [--whole]      --whole: also 20,000 responses, 12 a second, 1080 lines
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Camera } from "./camera_model.mjs";

const TOP = new URL("..", import.meta.url).pathname;
const BIN = join(TOP, "build/release/bin/townline");
const page = createRequire(join(TOP, "build/npm-page/package.json"));
const peers = createRequire(join(TOP, "build/npm/package.json"));
const { prepareZXingModule, readBarcodes } = page("zxing-wasm/reader");
const { Townline, CollectorEvent } = await import(join(TOP, "build/page/node/module.mjs"));

const VERSION = 27; // dots 125 x 125
const QR_BYTES = 1465; // of it at level L, in bytes
const QR_LETTERS = 2132; // and in capital letters and digits
const CAMERA_FPS = 30;
const FRAMES_MAX = 6000;
const words = process.argv.slice(2);
const asJson = words.includes("--json");
const whole = words.includes("--whole");

globalThis.ImageData ??= class {
    constructor(data, width, height) {
        Object.assign(this, { data, width, height });
    }
};
const wasmBinary = readFileSync(join(TOP, "build/npm-page/node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"));
await prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer.slice(wasmBinary.byteOffset, wasmBinary.byteOffset + wasmBinary.length) }, fireImmediately: true });
const townline = await Townline.load(readFileSync(join(TOP, "build/page/bin/townline.wasm")));

// The dots of one code.
function qr(payload) {
    const mode = typeof payload === "string" ? [] : ["-8"];
    const { stdout, status, stderr } = spawnSync("qrencode", [...mode, "-v", String(VERSION), "-l", "L", "-m", "0", "-t", "ASCII"], { input: payload });
    if (status !== 0) {
        throw new Error(`qrencode: ${stderr}`);
    }
    const lines = stdout.toString("latin1").trimEnd().split("\n");
    const side = lines.length;
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

// Ways to send. `frame(i)` is what is shown as number i; `receiver()` takes payloads until it has all.
function ours(bytes) {
    const sender = townline.sender(bytes);
    const { symbol_bytes } = townline.frameAbout(sender.frame(0, 1));
    const each = Math.floor((QR_BYTES - 16) / symbol_bytes);
    return {
        frame: (i) => sender.frame(i * each, each),
        receiver: () => {
            const collector = townline.collector();
            return (payload) => {
                if (collector.take(payload) !== CollectorEvent.Bundle) {
                    return false;
                }
                if (!Buffer.from(collector.bundle()).equals(Buffer.from(bytes))) {
                    throw new Error("other bytes came out");
                }
                return true;
            };
        },
    };
}
function bcUr(bytes) {
    const { UR, UREncoder, URDecoder } = peers("@ngraveio/bc-ur");
    // Two letters for a byte, and the words before them.
    const encoder = new UREncoder(UR.fromBuffer(Buffer.from(bytes)), Math.floor((QR_LETTERS - 90) / 2), 0, 10);
    const parts = [];
    return {
        frame: (i) => {
            while (parts.length <= i) {
                parts.push(encoder.nextPart().toUpperCase());
            }
            return parts[i];
        },
        receiver: () => {
            const decoder = new URDecoder();
            return (payload) => {
                decoder.receivePart(Buffer.from(payload).toString("latin1").toLowerCase());
                return decoder.isComplete();
            };
        },
    };
}
async function lubyTransform(bytes) {
    const { createEncoder, createDecoder, blockToBinary, binaryToBlock } = await import(join(TOP, "build/npm/node_modules/luby-transform/dist/index.mjs"));
    // As in its own demonstration base64 in byte mode; the blocks are as large as lets nearly all parts fit,
    // and one that does not is not shown.
    const encoder = createEncoder(Uint8Array.from(bytes), 720);
    const fountain = encoder.fountain();
    const parts = [];
    return {
        frame: (i) => {
            while (parts.length <= i) {
                const text = Buffer.from(blockToBinary(fountain.next().value)).toString("base64");
                if (text.length <= QR_BYTES) {
                    parts.push(Uint8Array.from(Buffer.from(text)));
                }
            }
            return parts[i];
        },
        receiver: () => {
            const decoder = createDecoder();
            return (payload) => {
                const part = Uint8Array.from(Buffer.from(Buffer.from(payload).toString("latin1"), "base64"));
                return decoder.addBlock(binaryToBlock(part));
            };
        },
    };
}

// Camera frames from the moment of joining until all is there.
async function collect(way, { profile, seed, width, height, display_fps }) {
    const start = 40 + ((seed * 7919) % 500);
    const codes = new Map();
    const shown = (i) => {
        if (!codes.has(i)) {
            codes.delete(i - 4);
            codes.set(i, qr(way.frame(start + i)));
        }
        return codes.get(i);
    };
    const camera = new Camera({ profile, seed, width, height, camera_fps: CAMERA_FPS, display_fps, shown });
    const take = way.receiver();
    let readable = 0;
    for (let n = 0; n < FRAMES_MAX; n++) {
        const gray = camera.picture(n);
        const payload = gray && (await read(gray, width, height));
        readable += payload ? 1 : 0;
        if (payload && take(payload)) {
            return { frames: n + 1, readable };
        }
    }
    return { frames: Infinity, readable };
}

function simulated(folder, responses) {
    const sample = join(TOP, "build/release");
    const file = join(folder, `${responses}.bundle`);
    const done = spawnSync(BIN, ["simulate", join(sample, "share/packs/county.townpack"), "--responses", String(responses), "--seed", "5", "--keys", join(sample, "sample/office.pub"), "-o", file], { encoding: "utf8" });
    if (done.status !== 0) {
        throw new Error(done.stderr);
    }
    return new Uint8Array(readFileSync(file));
}

function tell(name, value, unit, detail) {
    console.log(asJson ? JSON.stringify({ name, value, unit, peer: null, peer_value: null, detail }) : `${name.padEnd(44)} ${value} ${unit}\n    ${detail}`);
}

const folder = mkdtempSync(join(tmpdir(), "townline-collect-"));
try {
    // As a sealed bundle is: nothing can make it smaller.
    const hundred = new Uint8Array(createHash("shake256", { outputLength: 100000 }).update("collect").digest());
    const loads = [["300 responses", simulated(folder, 300)], ["2,000 responses", simulated(folder, 2000)], ["100 kB", hundred]];
    if (whole) {
        loads.push(["20,000 responses", simulated(folder, 20000)]);
    }
    const settings = whole
        ? [["typical", 720, 15], ["typical", 720, 12], ["typical", 1080, 15], ["poor", 720, 15], ["poor", 1080, 15]]
        : [["typical", 720, 15]];
    const mine = new Map();
    for (const [name, bytes] of loads) {
        for (const [profile, height, display_fps] of settings) {
            const setting = { profile, seed: 11, height, width: (height * 16) / 9, display_fps };
            const { frames, readable } = await collect(ours(bytes), setting);
            if (profile === "typical" && height === 720 && display_fps === 15) {
                mine.set(name, frames);
            }
            tell(`collect ${name}, ${profile} ${height}p ${display_fps}/s`, (frames / CAMERA_FPS).toFixed(2), "s of camera", `${bytes.length} bytes, ${frames} camera frames of ${CAMERA_FPS}/s, ${readable} of them read, joined in the middle`);
        }
    }
    // The same payload in the same codes before the same camera.
    const setting = { profile: "typical", seed: 11, height: 720, width: 1280, display_fps: 15 };
    for (const [name, bytes] of [loads[0], loads[2]]) {
        for (const [peer, way] of [["@ngraveio/bc-ur", bcUr(bytes)], ["luby-transform", await lubyTransform(bytes)]]) {
            const { frames } = await collect(way, setting);
            tell(`collect ${name} beside ${peer}`, (frames / mine.get(name)).toFixed(2), "x the frames", `${frames} frames and ${mine.get(name)}`);
        }
    }
} finally {
    rmSync(folder, { recursive: true, force: true });
}
