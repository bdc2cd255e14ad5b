// pump_role: hands frames to decoders that are free and drops the others, so that no frame waits for a
// decoder, and none for the page's own thread. A piece that is lost comes again.
import type { Look, Picture, Seen } from "./messages";

const TELL_EVERY_MS = 250;

export function pumpRole(scope: DedicatedWorkerGlobalScope, decoders: MessagePort[]): void {
    const free: MessagePort[] = [];
    let seen: Seen | null = null;
    let shown = 0;
    let decoded = 0;
    let told = 0;

    const onLook = (look: Look): void => {
        decoded++;
        // The best look since the last telling: a code that was read says more than one that was not.
        const worth = { bytes: 2, code: 1, nothing: 0 };
        if (!seen || worth[look.found] >= worth[seen.look.found]) {
            seen = { shown, decoded, look };
        }
        if (performance.now() - told > TELL_EVERY_MS) {
            told = performance.now();
            scope.postMessage({ ...seen, shown, decoded });
            seen = null;
        }
    };
    for (const port of decoders) {
        port.onmessage = ({ data }: MessageEvent<Look | null>) => {
            free.push(port);
            if (data) {
                onLook(data);
            }
        };
    }
    const give = (picture: Picture): void => {
        shown++;
        const port = free.shift();
        if (port) {
            port.postMessage(picture, [picture]);
        } else {
            picture.close();
        }
    };

    let stream = 0;
    const drain = async (readable: ReadableStream<VideoFrame>): Promise<void> => {
        const mine = ++stream;
        const reader = readable.getReader();
        for (;;) {
            const { done, value } = await reader.read();
            if (done || mine !== stream) {
                value?.close();
                await reader.cancel();
                return;
            }
            give(value);
        }
    };
    scope.onmessage = ({ data }: MessageEvent<{ readable?: ReadableStream<VideoFrame>; picture?: Picture }>) => {
        if (data.readable) {
            void drain(data.readable);
        } else if (data.picture) {
            give(data.picture);
        } else {
            stream++;
        }
    };
}
