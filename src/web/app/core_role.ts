// core_role: the thread that holds the module. It does one thing after the other, so that nobody meets an
// instance that is being thrown away.
import { Core } from "./core";
import type { Reply, Request } from "./messages";
import { ErrorCode, TownlineError, Trap } from "./module";

function refusal(number: number, fault: unknown): Reply {
    if (fault instanceof RangeError) {
        return { number, code: ErrorCode.Full, text: "There is not enough memory for this.", isTrap: false };
    }
    const code = fault instanceof TownlineError ? fault.code : ErrorCode.System;
    const text = fault instanceof Error ? fault.message : String(fault);
    return { number, code, text, isTrap: fault instanceof Trap };
}

export async function coreRole(scope: DedicatedWorkerGlobalScope, wasm: WebAssembly.Module, keeps: boolean) {
    const core = new Core(wasm, keeps, (event) => scope.postMessage(event));
    let queue: Promise<unknown> = core.start();

    const answer = async ({ number, name, args }: Request): Promise<void> => {
        const call = core.calls[name] as (...args: unknown[]) => unknown;
        try {
            const act = (): unknown => call(...args);
            // Only a bundle that was given is an answer in the place of the one that was asked for.
            const result = name === "take" ? await core.surely(act) : await core.orAnew(act);
            scope.postMessage({ number, result } satisfies Reply);
        } catch (fault) {
            scope.postMessage(refusal(number, fault));
        }
    };
    scope.onmessage = ({ data }: MessageEvent<Request | { frames: MessagePort }>) => {
        if ("frames" in data) {
            data.frames.onmessage = ({ data: frame }: MessageEvent<Uint8Array>) => {
                queue = queue.then(() => core.onFrame(frame)).catch(() => undefined);
            };
            return;
        }
        queue = queue.then(() => answer(data));
    };
    await queue;
}
