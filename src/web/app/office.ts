// office: the page's own thread asks the core's thread. Answers come in the order of their numbers or
// not at all; an error has the core's words.
import type { CoreCalls, CoreEvent, CoreName, Reply, Restarted, Start } from "./messages";

export interface Parts {
    /** a new worker of the one script */
    worker(): Worker;
    wasm(): Promise<WebAssembly.Module>;
    zxing(): Promise<WebAssembly.Module>;
    /** opened as a file: nothing is kept in the browser */
    isFile: boolean;
    /** the build for a kiosk's stick: it has no place for a key, which is used in the office's own copy */
    isCarrier: boolean;
}

export class Refusal extends Error {
    constructor(
        readonly code: number,
        text: string,
        /** the module ended in the middle of it, and was started anew */
        readonly isTrap = false,
    ) {
        super(text);
    }
}

export function begin(parts: Parts, start: Start, move: Transferable[] = []): Worker {
    const worker = parts.worker();
    worker.postMessage(start, move);
    return worker;
}

export class Office {
    private core: Promise<Worker> | null = null;
    private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(fault: Error): void }>();
    private readonly ports: MessagePort[] = [];
    private next = 1;
    onEvent: (event: CoreEvent) => void = () => {};
    onRestart: (hadKey: boolean) => void = () => {};

    constructor(private readonly parts: Parts) {}

    get isStarted(): boolean {
        return this.core !== null;
    }

    /** The core's thread begins when it is first needed. What decoders read until then waits for it. */
    start(): Promise<Worker> {
        this.core ??= this.parts.wasm().then((wasm) => {
            const core = begin(this.parts, { role: "core", wasm, keeps: !this.parts.isFile });
            core.onmessage = ({ data }: MessageEvent<Reply | CoreEvent | Restarted>) => this.onMessage(data);
            for (const port of this.ports.splice(0)) {
                core.postMessage({ frames: port }, [port]);
            }
            return core;
        });
        return this.core;
    }

    private onMessage(data: Reply | CoreEvent | Restarted): void {
        if ("event" in data) {
            if (data.event === "restarted") {
                this.onRestart(data.hadKey);
            } else {
                this.onEvent(data);
            }
            return;
        }
        const waiter = this.waiting.get(data.number);
        this.waiting.delete(data.number);
        if ("text" in data) {
            waiter?.reject(new Refusal(data.code, data.text, data.isTrap));
        } else {
            waiter?.resolve(data.result);
        }
    }

    call<N extends CoreName>(name: N, ...args: Parameters<CoreCalls[N]>): Promise<ReturnType<CoreCalls[N]>> {
        const number = this.next++;
        return new Promise((resolve, reject) => {
            this.waiting.set(number, { resolve: resolve as (value: unknown) => void, reject });
            void this.start().then((core) => core.postMessage({ number, name, args }), reject);
        });
    }

    /** A port to which decoders send what they read. */
    framesPort(): MessagePort {
        const { port1, port2 } = new MessageChannel();
        if (this.core) {
            void this.core.then((core) => core.postMessage({ frames: port1 }, [port1]));
        } else {
            this.ports.push(port1);
        }
        return port2;
    }

    /** Opens the key file in a thread of its own and gives the key to the core. */
    async unlock(file: Uint8Array, passphrase: string): Promise<void> {
        const worker = begin(this.parts, { role: "unlock", wasm: await this.parts.wasm(), file, passphrase });
        try {
            const secret = await new Promise<Uint8Array>((resolve, reject) => {
                worker.onmessage = ({ data }: MessageEvent<{ secret: Uint8Array } | { code: number; text: string }>) =>
                    "secret" in data ? resolve(data.secret) : reject(new Refusal(data.code, data.text));
                worker.onerror = () => reject(new Refusal(3, "There is not enough memory for this key."));
            });
            await this.call("useKey", secret);
            secret.fill(0);
        } finally {
            worker.terminate();
        }
    }
}
