// decoder_role: one thread that reads codes out of pictures. What is in a code goes straight to the
// core; the pump hears only what was seen, and that this decoder is free again.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { ReadResult } from "zxing-wasm/reader";
import type { Look, Picture } from "./messages";

const SAMPLES = 4096;

/** Gray pixels as the RGBA that the reader takes. */
function spread(gray: Uint8Array, stride: number, width: number, height: number): ImageData {
    const image = new ImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    for (let y = 0, at = 0; y < height; y++) {
        for (let x = y * stride, end = x + width; x < end; x++) {
            pixels[at++] = 0xff000000 | ((gray[x] as number) * 0x010101);
        }
    }
    return image;
}

async function pixelsOf(picture: Picture): Promise<ImageData> {
    if (typeof VideoFrame !== "undefined" && picture instanceof VideoFrame) {
        const { width, height } = picture.visibleRect ?? { width: 0, height: 0 };
        if (picture.format && /^(I4|NV12)/.test(picture.format)) {
            // The first plane of these is the gray picture.
            const bytes = new Uint8Array(picture.allocationSize());
            const [plane] = await picture.copyTo(bytes);
            if (plane) {
                return spread(bytes.subarray(plane.offset), plane.stride, width, height);
            }
        }
        return draw(picture, width, height);
    }
    const bitmap = picture as ImageBitmap;
    return draw(bitmap, bitmap.width, bitmap.height);
}

function draw(picture: Picture, width: number, height: number): ImageData {
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    if (!context) {
        throw new Error("there is no canvas");
    }
    context.drawImage(picture, 0, 0);
    return context.getImageData(0, 0, width, height);
}

/** Brightness and contrast from some of the pixels. */
function lightOf(image: ImageData): { light: number; range: number } {
    const counts = new Uint32Array(256);
    const pixels = image.width * image.height;
    const step = Math.max(1, Math.floor(pixels / SAMPLES)) * 4;
    let total = 0;
    let sum = 0;
    for (let at = 1; at < image.data.length; at += step) {
        const value = image.data[at] as number;
        counts[value] = (counts[value] as number) + 1;
        sum += value;
        total++;
    }
    const tenth = (from: number, by: number): number => {
        for (let value = from, seen = 0; ; value += by) {
            seen += counts[value] as number;
            if (seen * 10 >= total) {
                return value;
            }
        }
    };
    return { light: sum / total, range: tenth(255, -1) - tenth(0, 1) };
}

function widthOf({ position }: ReadResult): number {
    const { topLeft, topRight } = position;
    return Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
}
const dotsOf = ({ version }: ReadResult): number => 17 + 4 * (Number(version) || 25);

async function read(picture: Picture): Promise<{ bytes: Uint8Array | null; look: Look }> {
    const image = await pixelsOf(picture);
    const [result] = await readBarcodes(image, {
        formats: ["QRCode"],
        maxNumberOfSymbols: 1,
        tryInvert: false,
        tryDownscale: false,
        returnErrors: true,
    });
    const look: Look = { found: "nothing", dot_px: 0, fill: 0, ...lightOf(image) };
    if (!result) {
        return { bytes: null, look };
    }
    look.dot_px = widthOf(result) / dotsOf(result);
    look.fill = widthOf(result) / Math.min(image.width, image.height);
    look.found = result.isValid ? "bytes" : "code";
    return { bytes: result.isValid ? result.bytes.slice() : null, look };
}

export async function decoderRole(zxing: WebAssembly.Module, frames: MessagePort, core: MessagePort) {
    const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object => {
        void WebAssembly.instantiate(zxing, imports).then((instance) => done(instance, zxing));
        return {};
    };
    await prepareZXingModule({ overrides: { instantiateWasm }, fireImmediately: true });
    frames.onmessage = async ({ data: picture }: MessageEvent<Picture>) => {
        let look: Look = { found: "nothing", dot_px: 0, fill: 0, light: 128, range: 255 };
        try {
            const seen = await read(picture);
            look = seen.look;
            if (seen.bytes) {
                core.postMessage(seen.bytes, [seen.bytes.buffer]);
            }
        } catch {
            // The first frame of a camera may be empty; the decoder must be free for the next.
        } finally {
            picture.close();
            frames.postMessage(look);
        }
    };
    frames.postMessage(null);
}
