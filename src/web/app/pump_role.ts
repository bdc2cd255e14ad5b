// pump_role: hands frames of the camera to decoders that are free and drops the others, so that no frame
// waits for a decoder, and none for the page's own thread: a piece that is lost comes again. Pictures of
// files do not come again, so they wait, and the page is told when each was looked at.
import type { Look, Picture, Seen } from "./messages";

const TELL_EVERY_MS = 250;

export function pumpRole(scope: DedicatedWorkerGlobalScope): void {
    const free: MessagePort[] = [];
    const queue: Picture[] = [];
    /** decoders that look at a picture that the page waits for */
    const awaited = new Set<MessagePort>();
    let seen: Seen | null = null;
    let shown = 0;
    let decoded = 0;
    let told = -TELL_EVERY_MS;

    const onLook = (look: Look): void => {
        decoded++;
        // The best look since the last telling: a code that was read says more than one that was not.
        const worth = { bytes: 2, code: 1, nothing: 0 };
        if (!seen || worth[look.found] >= worth[seen.look.found]) {
            seen = { shown, decoded, look, isAwaited: false };
        }
        if (performance.now() - told > TELL_EVERY_MS) {
            told = performance.now();
            scope.postMessage({ ...seen, shown, decoded });
            seen = null;
        }
    };
    const hand = (port: MessagePort, picture: Picture, isAwaited: boolean): void => {
        shown++;
        if (isAwaited) {
            awaited.add(port);
        }
        port.postMessage(picture, [picture]);
    };
    const add = (port: MessagePort): void => {
        port.onmessage = ({ data }: MessageEvent<Look | null>) => {
            if (data && awaited.delete(port)) {
                decoded++;
                scope.postMessage({ shown, decoded, look: data, isAwaited: true } satisfies Seen);
            } else if (data) {
                onLook(data);
            }
            const next = queue.shift();
            if (next) {
                hand(port, next, true);
            } else {
                free.push(port);
            }
        };
    };
    const give = (picture: Picture): void => {
        const port = free.shift();
        if (port) {
            hand(port, picture, false);
        } else {
            shown++;
            picture.close();
        }
    };
    const wait = (picture: Picture): void => {
        const port = free.shift();
        if (port) {
            hand(port, picture, true);
        } else {
            queue.push(picture);
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
    interface Order {
        decoder?: MessagePort;
        readable?: ReadableStream<VideoFrame>;
        picture?: Picture;
        isAwaited?: boolean;
    }
    scope.onmessage = ({ data }: MessageEvent<Order>) => {
        if (data.decoder) {
            add(data.decoder);
        } else if (data.readable) {
            void drain(data.readable);
        } else if (data.picture && data.isAwaited) {
            wait(data.picture);
        } else if (data.picture) {
            give(data.picture);
        } else {
            stream++;
        }
    };
}
