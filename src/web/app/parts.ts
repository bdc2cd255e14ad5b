// parts: where the modules and the worker's script come from: beside the page, or from within it. The
// bundler sets the two constants. Each module is unpacked and compiled once, when it is first wanted.
import type { Parts } from "./office";

declare const IS_ONE_FILE: boolean;
declare const IS_CARRIER: boolean;

async function inlined(id: string): Promise<ArrayBuffer> {
    const text = document.getElementById(id)?.textContent?.trim() ?? "";
    const letters = atob(text);
    const packed = new Uint8Array(letters.length);
    for (let i = 0; i < packed.length; i++) {
        packed[i] = letters.charCodeAt(i);
    }
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
}

const fetched = async (name: string): Promise<ArrayBuffer> => (await fetch(name)).arrayBuffer();

/** Makes it when it is first asked for. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
    let made: Promise<T> | null = null;
    return () => (made ??= make());
}
const compiled = (bytes: Promise<ArrayBuffer>): Promise<WebAssembly.Module> => bytes.then((all) => WebAssembly.compile(all));

export async function findParts(): Promise<Parts> {
    const find = IS_ONE_FILE ? (id: string) => inlined(`${id}-wasm`) : (id: string) => fetched(`${id}.wasm`);
    const modules = {
        wasm: lazily(() => compiled(find("townline"))),
        zxing: lazily(() => compiled(find("zxing"))),
        isFile: IS_ONE_FILE,
        isCarrier: IS_CARRIER,
    };
    if (!IS_ONE_FILE) {
        return { worker: () => new Worker("worker.js"), ...modules };
    }
    const address = URL.createObjectURL(new Blob([await inlined("worker-script")], { type: "text/javascript" }));
    return { worker: () => new Worker(address), ...modules };
}
