// Ways to move bytes by moving codes, for bench_collect.mjs: the kiosk's own, and two others as their packages have
// them. A way has `version` (of its codes), `frame(i)`, what is shown as number i, and `receiver()`, which
// takes what was read until it has all: then it gives true. One that gets other bytes throws.
import { createRequire } from "node:module";
import { join } from "node:path";

// What fits a code of level L: bytes, and capital letters and digits.
const BYTES = { 20: 858, 27: 1465, 40: 2953 };
const LETTERS = { 27: 2132, 40: 4296 };
const UR_WORDS = 90; // letters of a part of bc-ur beside its data, at most
// What the package's README takes; a code of version 12 holds such a part.
const UR_USUAL = { version: 12, bytes: 200 };

function assertSame(got, bytes) {
    if (!Buffer.from(got).equals(Buffer.from(bytes))) {
        throw new Error("other bytes came out");
    }
}

export function ours(townline, CollectorEvent, bytes, version) {
    const sender = townline.sender(bytes);
    const { symbol_bytes } = townline.frameAbout(sender.frame(0, 1));
    const each = Math.floor((BYTES[version] - 16) / symbol_bytes);
    return {
        version,
        about: `${each} symbols of ${symbol_bytes} bytes a code`,
        frame: (i) => sender.frame(i * each, each),
        receiver: () => {
            const collector = townline.collector();
            return (payload) => {
                if (collector.take(payload) !== CollectorEvent.Bundle) {
                    return false;
                }
                assertSame(collector.bundle(), bytes);
                collector.close();
                return true;
            };
        },
    };
}

// Parts of as many bytes as a code of the version holds, or of 200, as the package's README has them.
export function bcUr(packages, bytes, version) {
    const { UR, UREncoder, URDecoder } = createRequire(packages)("@ngraveio/bc-ur");
    const usual = version === "usual";
    // Two letters for a byte, and the words before them.
    const size = usual ? UR_USUAL.bytes : Math.floor((LETTERS[version] - UR_WORDS) / 2);
    const encoder = new UREncoder(UR.fromBuffer(Buffer.from(bytes)), size, 0, 10);
    const parts = [];
    return {
        version: usual ? UR_USUAL.version : version,
        about: `${encoder.fragmentsLength} parts of at most ${size} bytes`,
        frame: (i) => {
            while (parts.length <= i) {
                parts.push(encoder.nextPart().toUpperCase());
            }
            return parts[i];
        },
        receiver: () => {
            const decoder = new URDecoder();
            return (payload) => {
                try {
                    decoder.receivePart(Buffer.from(payload).toString("latin1").toLowerCase());
                } catch {
                    return false; // a torn code that was read wrongly: no part
                }
                if (!decoder.isComplete()) {
                    return false;
                }
                if (!decoder.isSuccess()) {
                    throw new Error(decoder.resultError());
                }
                assertSame(decoder.resultUR().decodeCBOR(), bytes);
                return true;
            };
        },
    };
}

// As in its own demonstration base64 in byte mode; the blocks are as large as lets nearly all parts fit, and one
// that does not is not shown.
export async function lubyTransform(packages, bytes, version) {
    const { createEncoder, createDecoder, blockToBinary, binaryToBlock } = await import(join(packages, "../node_modules/luby-transform/dist/index.mjs"));
    const size = version === 40 ? 1700 : 720;
    const encoder = createEncoder(Uint8Array.from(bytes), size);
    const fountain = encoder.fountain();
    const parts = [];
    return {
        version,
        about: `${encoder.k} blocks of ${size} bytes`,
        frame: (i) => {
            while (parts.length <= i) {
                const text = Buffer.from(blockToBinary(fountain.next().value)).toString("base64");
                if (text.length <= BYTES[version]) {
                    parts.push(Uint8Array.from(Buffer.from(text)));
                }
            }
            return parts[i];
        },
        receiver: () => {
            const decoder = createDecoder();
            return (payload) => {
                const part = Uint8Array.from(Buffer.from(Buffer.from(payload).toString("latin1"), "base64"));
                let isWhole = false;
                try {
                    isWhole = decoder.addBlock(binaryToBlock(part));
                } catch {
                    return false; // as above
                }
                if (!isWhole) {
                    return false;
                }
                assertSame(decoder.getDecoded(), bytes);
                return true;
            };
        },
    };
}
