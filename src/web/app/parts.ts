// parts: where the modules and the worker's script come from: beside the page, or from within it. The
// bundler sets the two constants.
import type { Parts } from "./office";

declare const IS_ONE_FILE: boolean;
declare const IS_CARRIER: boolean;

async function inlined(id: string): Promise<ArrayBuffer> {
    const text = document.getElementById(id)?.textContent?.trim() ?? "";
    const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
}

const fetched = async (name: string): Promise<ArrayBuffer> => (await fetch(name)).arrayBuffer();

export async function findParts(): Promise<Parts> {
    if (!IS_ONE_FILE) {
        const [wasm, zxing] = await Promise.all([fetched("townline.wasm"), fetched("zxing.wasm")]);
        return { worker: () => new Worker("worker.js"), wasm, zxing, isFile: false, isCarrier: IS_CARRIER };
    }
    const [wasm, zxing, script] = await Promise.all(["townline-wasm", "zxing-wasm", "worker-script"].map(inlined));
    const address = URL.createObjectURL(new Blob([script as ArrayBuffer], { type: "text/javascript" }));
    return { worker: () => new Worker(address), wasm: wasm as ArrayBuffer, zxing: zxing as ArrayBuffer, isFile: true, isCarrier: IS_CARRIER };
}
