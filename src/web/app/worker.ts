// worker: the one script of all the page's other threads.
import { coreRole } from "./core_role";
import { decoderRole } from "./decoder_role";
import type { Start } from "./messages";
import { Townline, TownlineError } from "./module";
import { pumpRole } from "./pump_role";

declare const self: DedicatedWorkerGlobalScope;

/** The passphrase costs much memory, which only the end of this thread gives back. */
async function unlockRole({ wasm, file, passphrase }: Start & { role: "unlock" }): Promise<void> {
    try {
        const secret = (await Townline.load(wasm)).unlockKey(file, passphrase);
        self.postMessage({ secret }, [secret.buffer]);
    } catch (fault) {
        const code = fault instanceof TownlineError ? fault.code : 0;
        self.postMessage({ code, text: fault instanceof Error ? fault.message : String(fault) });
    }
}

self.onmessage = ({ data }: MessageEvent<Start>) => {
    switch (data.role) {
        case "core":
            return void coreRole(self, data.wasm, data.keeps);
        case "decoder":
            return void decoderRole(data.zxing, data.frames, data.core);
        case "pump":
            return pumpRole(self);
        case "unlock":
            return void unlockRole(data);
    }
};
