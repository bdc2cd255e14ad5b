// core_role: the thread that holds the module: frames become bundles, bundles the archive. The archive
// lies in memory; sealed bundles alone are kept in the browser, and not of a page opened as a file.
import { ErrorCode, Townline, TownlineError, CollectorEvent } from "./module";
import type { Archive, Collector, PackAbout, Taken } from "./module";
import type { Carried, CoreCalls, CoreEvent, Reply, Request, State } from "./messages";
import { Shelf } from "./shelf";

export const today = (): string => new Intl.DateTimeFormat("sv-SE").format(new Date());
const dayNumber = (): number => Math.floor(Date.parse(`${today()}T00:00:00Z`) / 86400000);
const same = (a: Uint8Array, b: Uint8Array): boolean =>
    a.length === b.length && a.every((byte, i) => byte === b[i]);

class Core {
    private shelf: Shelf | null;
    private townline!: Townline;
    private archive!: Archive;
    private collector!: Collector;
    private key = 0;
    private pack = 0;
    private packAbout: PackAbout | null = null;
    private imported: Uint8Array | null = null;
    /** every sealed bundle that came, by its id */
    private readonly sealed = new Map<string, Uint8Array>();
    private readonly savedBundles = new Set<string>();
    private readonly foreign = new Set<string>();
    private saved = true;

    constructor(
        private readonly wasm: ArrayBuffer,
        keeps: boolean,
        private readonly tell: (event: CoreEvent) => void,
    ) {
        this.shelf = keeps ? new Shelf() : null;
    }

    async start(): Promise<void> {
        await this.revive();
        try {
            for (const bytes of (await this.shelf?.all()) ?? []) {
                this.keep(bytes, true);
            }
        } catch {
            this.shelf = null; // the browser keeps nothing, and the page says so
        }
    }

    /** A new instance of the module; the old one is thrown away, with the key in it. */
    async revive(): Promise<void> {
        this.townline = await Townline.load(this.wasm);
        this.collector = this.townline.collector();
        this.key = 0;
        this.pack = 0;
        this.packAbout = null;
        this.archive = this.townline.openArchive(this.imported ?? undefined);
        for (const bytes of this.sealed.values()) {
            this.archive.take(bytes, 0, today());
        }
    }

    private keep(bytes: Uint8Array, wasOnShelf: boolean): Taken {
        const taken = this.archive.take(bytes, this.key, today());
        if (taken.id === undefined) {
            return taken;
        }
        const isNew = !this.sealed.has(taken.id);
        this.noteForeign(taken);
        // What the office cannot open is carried to whom it is for, and what is broken is not.
        const isForOthers = taken.outcome === "refused" && taken.code === ErrorCode.Missing;
        if (taken.outcome === "refused" && !isForOthers) {
            return taken;
        }
        this.sealed.set(taken.id, bytes);
        if (isForOthers) {
            this.archive.take(bytes, 0, today());
        }
        if (isNew) {
            this.saved = this.saved && wasOnShelf && this.key === 0;
            if (!wasOnShelf) {
                this.shelf?.put(taken.id, bytes).catch(() => (this.shelf = null));
            }
        }
        return { ...taken, new: isNew };
    }

    private noteForeign({ id, outcome, code }: Taken): void {
        if (id !== undefined && outcome === "refused" && code === ErrorCode.Missing) {
            this.foreign.add(id);
        }
    }

    onFrame(frame: Uint8Array): void {
        const event = this.collector.take(frame);
        if (event === CollectorEvent.Progress) {
            const { tag } = this.townline.frameAbout(frame);
            const progress = this.collector.progress().find((partial) => partial.tag === tag);
            if (progress) {
                this.tell({ event: "progress", progress });
            }
        } else if (event === CollectorEvent.Bundle) {
            const bytes = this.collector.bundle();
            const taken = this.keep(bytes, false);
            this.tell({ event: "bundle", taken, size: bytes.length });
        } else {
            const words = {
                [CollectorEvent.Known]: "known",
                [CollectorEvent.Forged]: "forged",
                [CollectorEvent.Crowded]: "crowded",
                [CollectorEvent.NotOurs]: "strange",
            } as const;
            this.tell({ event: "frame", what: words[event] });
        }
    }

    /** Opens what was only kept, when a key came or an archive. */
    private takeAll(): Taken[] {
        this.foreign.clear();
        return [...this.sealed.values()].map((bytes) => {
            const taken = this.archive.take(bytes, this.key, today());
            this.noteForeign(taken);
            return taken;
        });
    }

    private carried(): Carried[] {
        const names = new Map(this.archive.kiosks().map((row) => [row.key, row.name]));
        return [...this.sealed.entries()].map(([id, bytes]) => {
            const about = this.townline.bundleAbout(bytes);
            return {
                id,
                kiosk: about.kiosk,
                print: about.print,
                store: about.store,
                number: about.number,
                kind: about.kind,
                carried: about.carried,
                name: names.get(about.kiosk) ?? "",
                size: bytes.length,
                saved: this.savedBundles.has(id),
                isForeign: this.key !== 0 && this.foreign.has(id),
            };
        });
    }

    private need(id: string): Uint8Array {
        const bytes = this.sealed.get(id);
        if (!bytes) {
            throw new TownlineError(ErrorCode.Missing, "This bundle is not here.");
        }
        return bytes;
    }

    readonly calls: CoreCalls = {
        state: (): State => ({
            hasKey: this.key !== 0,
            keeps: this.shelf !== null,
            kiosks: this.archive.kiosks(),
            bundles: this.archive.bundles(),
            carried: this.carried(),
            forms: this.archive.forms(),
            saved: this.key !== 0 ? this.saved : [...this.sealed.keys()].every((id) => this.savedBundles.has(id)),
            pack: this.packAbout,
        }),
        take: (sealed) => this.keep(sealed, false),
        useKey: (secret) => {
            this.calls.forgetKey();
            this.key = this.townline.openKey(secret);
            secret.fill(0);
            this.saved = this.sealed.size === 0;
            return this.takeAll();
        },
        forgetKey: () => {
            if (this.key !== 0) {
                this.townline.closeKey(this.key);
                this.key = 0;
            }
        },
        accept: (kiosk, name) => {
            const taken = this.archive.accept(kiosk, name, today(), this.key);
            this.saved = false;
            return taken;
        },
        archiveFile: () => this.archive.bytes(),
        bundleFile: (id) => this.need(id),
        isSaved: (bytes, bundle) => {
            const isSame = same(bytes, bundle ? this.need(bundle) : this.archive.bytes());
            if (isSame && bundle) {
                this.savedBundles.add(bundle);
            } else if (isSame) {
                this.saved = true;
            }
            return isSame;
        },
        receipt: (kiosk, store) => {
            if (!this.saved) {
                throw new TownlineError(ErrorCode.Busy, "Save the file first.");
            }
            return this.archive.receipt(kiosk, store, dayNumber());
        },
        report: (language) => this.archive.report(this.pack, language, "", today()),
        csv: (comments) =>
            comments ? this.archive.commentsCsv(0) : this.archive.responsesCsv(0),
        openPack: (bytes) => {
            const pack = this.townline.openPack(bytes);
            if (this.pack !== 0) {
                this.townline.closePack(this.pack);
            }
            this.pack = pack;
            this.packAbout = this.townline.packAbout(pack);
            return this.packAbout;
        },
        packTexts: () => (this.pack === 0 ? [] : this.townline.packTexts(this.pack)),
        checkWorkbook: (bytes) => this.townline.checkWorkbook(bytes),
        openArchive: (bytes) => {
            this.archive.close();
            try {
                this.archive = this.townline.openArchive(bytes);
                this.archive.verify();
                this.imported = bytes;
            } catch (fault) {
                this.archive = this.townline.openArchive(this.imported ?? undefined);
                throw fault;
            } finally {
                this.takeAll();
            }
            this.saved = this.sealed.size === 0;
        },
        forgetBundle: (id) => {
            this.need(id);
            this.sealed.delete(id);
            this.shelf?.remove(id).catch(() => (this.shelf = null));
        },
    };
}

export async function coreRole(scope: DedicatedWorkerGlobalScope, wasm: ArrayBuffer, keeps: boolean) {
    const core = new Core(wasm, keeps, (event) => scope.postMessage(event));
    const ready = core.start();
    scope.onmessage = async ({ data }: MessageEvent<Request | { frames: MessagePort }>) => {
        await ready;
        if ("frames" in data) {
            data.frames.onmessage = async (message: MessageEvent<Uint8Array>) => {
                try {
                    core.onFrame(message.data);
                } catch {
                    await core.revive();
                }
            };
            return;
        }
        const { number, name, args } = data;
        try {
            const call = core.calls[name] as (...args: unknown[]) => unknown;
            const result = await call(...args);
            scope.postMessage({ number, result } satisfies Reply);
        } catch (fault) {
            if (!(fault instanceof TownlineError)) {
                // A trap: what the module held is gone, and the sealed bundles are not.
                await core.revive();
            }
            const code = fault instanceof TownlineError ? fault.code : ErrorCode.System;
            const text = fault instanceof Error ? fault.message : String(fault);
            scope.postMessage({ number, code, text } satisfies Reply);
        }
    };
    await ready;
}
