// module: the WebAssembly module, called from TypeScript. Bytes and texts go in, bytes and records
// come out; what is wrong is thrown as a TownlineError with the same words as the command line's.
// One instance belongs to one thread. After a trap nothing of it may be used again.

import { ErrorCode } from "./records";
import type { Archive, BundleAbout, Collector, CollectorEvent, FrameAbout, PackAbout, Sender, TextRow, WorkbookLine } from "./records";

export * from "./records";

export class TownlineError extends Error {
    constructor(
        readonly code: ErrorCode,
        text: string,
    ) {
        super(text);
        this.name = "TownlineError";
    }
}

/** The module ended in the middle of a call: nothing of this instance may be used again. */
export class Trap extends Error {}

type Call = (...numbers: number[]) => number;
type Argument = number | string | Uint8Array;

/** What the module takes from outside: random bytes, and a place for its last words. */
function imports(memory: () => WebAssembly.Memory): WebAssembly.Imports {
    const badDescriptor = 8;
    return {
        wasi_snapshot_preview1: {
            random_get(at: number, size: number): number {
                // crypto gives at most 65536 bytes at a time.
                for (let done = 0; done < size; done += 65536) {
                    const part = Math.min(65536, size - done);
                    crypto.getRandomValues(new Uint8Array(memory().buffer, at + done, part));
                }
                return 0;
            },
            clock_time_get(_clock: number, _precision: bigint, at: number): number {
                const now = BigInt(Date.now()) * 1000000n;
                new DataView(memory().buffer).setBigUint64(at, now, true);
                return 0;
            },
            environ_sizes_get(count: number, size: number): number {
                const view = new DataView(memory().buffer);
                view.setUint32(count, 0, true);
                view.setUint32(size, 0, true);
                return 0;
            },
            environ_get: () => 0,
            fd_close: () => badDescriptor,
            fd_seek: () => badDescriptor,
            fd_write: () => badDescriptor,
            proc_exit(code: number): never {
                throw new Error(`the module ended with ${code}`);
            },
        },
    };
}

export class Townline {
    private readonly calls: { [name: string]: Call };
    private readonly memory: WebAssembly.Memory;

    private constructor(instance: WebAssembly.Instance) {
        this.calls = instance.exports as unknown as { [name: string]: Call };
        this.memory = instance.exports.memory as WebAssembly.Memory;
    }

    static async load(source: BufferSource | WebAssembly.Module): Promise<Townline> {
        let memory: WebAssembly.Memory | undefined;
        const module =
            source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
        const instance = await WebAssembly.instantiate(
            module,
            imports(() => memory as WebAssembly.Memory),
        );
        memory = instance.exports.memory as WebAssembly.Memory;
        (instance.exports._initialize as () => void)();
        const townline = new Townline(instance);
        townline.done("page_start");
        return townline;
    }

    /** How much memory it has taken so far. */
    get bytes(): number {
        return this.memory.buffer.byteLength;
    }

    private export(name: string): Call {
        const call = this.calls[name];
        if (!call) {
            throw new Error(`the module has no ${name}`);
        }
        return call;
    }

    private isTrapped = false;

    private run(name: string, numbers: number[]): number {
        const call = this.export(name);
        try {
            return call(...numbers);
        } catch (fault) {
            this.isTrapped = true;
            throw new Trap(`${name}: ${String(fault)}`);
        }
    }

    private error(): TownlineError {
        const at = this.export("page_error_text")();
        const bytes = new Uint8Array(this.memory.buffer, at, 320);
        const text = new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
        return new TownlineError(this.export("page_error_code")(), text);
    }

    /** Copies bytes and texts in, calls, and frees the copies. Bytes are two numbers to the
     * call, unless it knows their size: see fixed(). */
    private call(name: string, args: Argument[]): number {
        const numbers: number[] = [];
        const taken: [number, number][] = [];
        try {
            for (const argument of args) {
                if (typeof argument === "number") {
                    numbers.push(argument);
                    continue;
                }
                const isText = typeof argument === "string";
                const bytes = isText ? new TextEncoder().encode(argument) : argument;
                const at = this.export("page_alloc")(bytes.length);
                if (at === 0) {
                    throw new TownlineError(ErrorCode.Full, "There is not enough memory for this.");
                }
                taken.push([at, bytes.length]);
                new Uint8Array(this.memory.buffer, at, bytes.length).set(bytes);
                numbers.push(at);
                if (!isText && !(bytes instanceof Fixed)) {
                    numbers.push(bytes.length);
                }
            }
            return this.run(name, numbers);
        } finally {
            for (const [at, size] of this.isTrapped ? [] : taken) {
                this.export("page_free")(at, size);
            }
        }
    }

    private done(name: string, ...args: Argument[]): void {
        if (this.call(name, args) === 0) {
            throw this.error();
        }
    }

    private handle(name: string, ...args: Argument[]): number {
        const handle = this.call(name, args);
        if (handle === 0) {
            throw this.error();
        }
        return handle;
    }

    private answer(name: string, ...args: Argument[]): Uint8Array<ArrayBuffer> {
        this.done(name, ...args);
        const at = this.export("page_answer")();
        const size = this.export("page_answer_size")();
        return new Uint8Array(this.memory.buffer, at, size).slice();
    }

    private record<T>(name: string, ...args: Argument[]): T {
        return JSON.parse(new TextDecoder().decode(this.answer(name, ...args))) as T;
    }

    bundleAbout(sealed: Uint8Array): BundleAbout {
        return this.record("page_bundle_about", sealed);
    }
    frameAbout(frame: Uint8Array): FrameAbout {
        return this.record("page_frame_about", frame);
    }

    collector(): Collector {
        const handle = this.handle("page_frames_open");
        return {
            take: (frame) => this.call("page_frames_take", [handle, frame]) as CollectorEvent,
            bundle: () => this.answer("page_frames_bundle", handle),
            progress: () => this.record("page_frames_progress", handle),
            close: () => void this.call("page_frames_close", [handle]),
        };
    }
    sender(bundle: Uint8Array): Sender {
        const handle = this.handle("page_sender_open", bundle);
        return {
            frame: (index, count) => this.answer("page_sender_frame", handle, index, count),
            close: () => void this.call("page_sender_close", [handle]),
        };
    }

    /** The 32 bytes that open bundles; the caller overwrites them when it is done. */
    unlockKey(file: Uint8Array, passphrase: string): Uint8Array<ArrayBuffer> {
        return this.answer("page_key_unlock", file, passphrase);
    }
    openKey(secret: Uint8Array): number {
        return this.handle("page_key_open", fixed(secret, 32));
    }
    closeKey(key: number): void {
        this.call("page_key_close", [key]);
    }

    openArchive(data: Uint8Array = new Uint8Array(0)): Archive {
        const handle = this.handle("page_archive_open", data);
        return {
            close: () => void this.call("page_archive_close", [handle]),
            bytes: () => this.answer("page_archive_bytes", handle),
            contacts: () => this.answer("page_archive_contacts", handle),
            take: (sealed, key, today) =>
                this.record("page_archive_take", handle, sealed, key, today),
            kiosks: () => this.record("page_archive_kiosks", handle),
            bundles: () => this.record("page_archive_bundles", handle),
            accept: (kiosk, name, today, key) =>
                this.record("page_archive_accept", handle, hex(kiosk, 32), name, today, key),
            receipt: (kiosk, store, day) =>
                this.record("page_archive_receipt", handle, hex(kiosk, 32), hex(store, 16), day),
            verify: () => this.record("page_archive_verify", handle),
            forms: () => this.record("page_forms", handle),
            report: (pack, language, office, today) =>
                this.answer("page_report", handle, pack, language, office, today),
            reportFigures: (pack, language, today) =>
                this.record("page_report_json", handle, pack, language, today),
            wall: (pack, language, shown) =>
                this.record("page_wall", handle, pack, language, shown),
            responsesCsv: (form) => this.answer("page_responses_csv", handle, form),
            commentsCsv: (form) => this.answer("page_comments_csv", handle, form),
        };
    }

    openPack(data: Uint8Array): number {
        return this.handle("page_pack_open", data);
    }
    packAbout(pack: number): PackAbout {
        return this.record("page_pack_about", pack);
    }
    packTexts(pack: number): TextRow[] {
        return this.record("page_pack_texts", pack);
    }
    closePack(pack: number): void {
        this.call("page_pack_close", [pack]);
    }
    checkWorkbook(data: Uint8Array): WorkbookLine[] {
        return this.record("page_workbook_check", data);
    }
}

/** Bytes whose size the call knows. */
class Fixed extends Uint8Array {}

function fixed(bytes: Uint8Array, size: number): Fixed {
    if (bytes.length !== size) {
        throw new TownlineError(ErrorCode.Input, `${size} bytes were expected here`);
    }
    return new Fixed(bytes);
}

function hex(text: string, size: number): Fixed {
    const pairs = text.match(/../g) ?? [];
    return fixed(
        Uint8Array.from(pairs, (pair) => parseInt(pair, 16)),
        size,
    );
}
