// core: bundles become the archive, which lies in memory. Sealed bundles alone are kept in the browser, and
// not of a page opened as a file. When the module traps, all is made anew from what lies outside of it: the
// sealed bundles, the archive and pack that were chosen, and which kiosks were accepted.
import { figuresOf } from "./figures";
import type { Carried, CoreCalls, CoreEvent, Restarted, State } from "./messages";
import { CollectorEvent, ErrorCode, Townline, TownlineError, Trap } from "./module";
import type { Archive, Collector, PackAbout, Taken } from "./records";
import { Shelf } from "./shelf";

const today = (): string => new Intl.DateTimeFormat("sv-SE").format(new Date());
const dayNumber = (): number => Math.floor(Date.parse(`${today()}T00:00:00Z`) / 86400000);
const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

interface Sealed {
    bytes: Uint8Array;
    came: number;
    isSaved: boolean;
    isForeign: boolean;
    isShut: boolean;
}

export class Core {
    private shelf: Shelf | null;
    private townline!: Townline;
    private archive!: Archive;
    private collector!: Collector;
    private key = 0;
    private pack = 0;
    private packAbout: PackAbout | null = null;
    private packBytes: Uint8Array | null = null;
    private imported: Uint8Array | null = null;
    private readonly accepted = new Map<string, string>();
    /** every sealed bundle that came, by its id */
    private readonly sealed = new Map<string, Sealed>();
    /** the bundle that the module has in its hands now */
    private inHand: Uint8Array | null = null;
    private saved = true;
    /** kiosks of which opened answers are in no file yet */
    private readonly unsavedKiosks = new Set<string>();
    private unsaved = 0;
    private savedAt = 0;
    private changes = 0;
    /** the archive as it was last given out to be saved */
    private given: { bytes: Uint8Array; changes: number } | null = null;
    private wallShown = 0;

    constructor(
        private readonly wasm: WebAssembly.Module,
        keeps: boolean,
        private readonly tell: (event: CoreEvent | Restarted) => void,
    ) {
        this.shelf = keeps ? new Shelf() : null;
    }

    async start(): Promise<void> {
        await this.begin();
        let kept: Uint8Array[] = [];
        try {
            kept = (await this.shelf?.all()) ?? [];
        } catch {
            this.shelf = null; // the browser keeps nothing, and the page says so
        }
        for (const bytes of kept) {
            await this.surely(() => this.keep(bytes, true));
        }
    }

    private async begin(): Promise<void> {
        this.townline = await Townline.load(this.wasm);
        this.collector = this.townline.collector();
        this.key = 0;
        this.pack = 0;
        this.archive = this.townline.openArchive(this.imported ?? undefined);
        for (const [kiosk, name] of this.accepted) {
            this.archive.accept(kiosk, name, today(), 0);
        }
        for (const { bytes } of this.sealed.values()) {
            this.inHand = bytes;
            this.archive.take(bytes, 0, today());
        }
        this.inHand = null;
        this.allIsSaved();
        this.saved = this.sealed.size === 0 && this.accepted.size === 0;
        this.changes++;
        if (this.packBytes) {
            this.usePack(this.packBytes);
        }
    }

    /** A new instance of the module after a trap. The bundle that was in its hands is kept, and not opened
     * any more. */
    private async revive(): Promise<Taken | null> {
        const hadKey = this.key !== 0;
        const poison = this.inHand;
        await this.beginAgain();
        this.tell({ event: "restarted", hadKey });
        return poison && this.keepShut(poison);
    }

    /** What makes the new instance trap as well is left out, so this comes to an end. */
    private async beginAgain(): Promise<void> {
        this.inHand = null;
        for (let tries = this.sealed.size + 3; ; tries--) {
            try {
                return await this.begin();
            } catch (fault) {
                if (tries === 0) {
                    throw fault;
                }
                this.leaveOut();
            }
        }
    }

    private async keepShut(bytes: Uint8Array): Promise<Taken | null> {
        try {
            const taken = this.keep(bytes, false);
            const bundle = this.sealed.get(taken.id ?? "");
            if (bundle) {
                bundle.isShut = true;
            }
            return taken;
        } catch (fault) {
            if (fault instanceof Trap) {
                await this.beginAgain();
            }
            return null;
        }
    }

    /** What the new instance trapped on: a bundle, or else the archive or the pack that was chosen. */
    private leaveOut(): void {
        const bytes = this.inHand;
        this.inHand = null;
        if (bytes) {
            for (const [id, bundle] of this.sealed) {
                if (bundle.bytes === bytes) {
                    this.sealed.delete(id);
                }
            }
        } else if (this.packBytes) {
            this.packBytes = null;
            this.packAbout = null;
        } else {
            this.imported = null;
        }
    }

    /** Does it. When the module traps, the core lives on, and a bundle that was given is carried at least. */
    async surely<T>(act: () => T): Promise<T | Taken> {
        try {
            return await act();
        } catch (fault) {
            const taken = fault instanceof Trap ? await this.revive() : null;
            if (taken) {
                return taken;
            }
            throw fault;
        }
    }

    /** Does it; what is given back is always its own. */
    async orAnew<T>(act: () => T): Promise<T> {
        try {
            return await act();
        } catch (fault) {
            if (fault instanceof Trap) {
                await this.revive();
            }
            throw fault;
        }
    }

    private idOf(bytes: Uint8Array): string {
        try {
            return this.townline.bundleAbout(bytes).id;
        } catch (fault) {
            if (fault instanceof Trap) {
                throw fault;
            }
            return "";
        }
    }

    private keep(bytes: Uint8Array, wasOnShelf: boolean): Taken {
        this.inHand = bytes;
        const known = this.sealed.get(this.idOf(bytes));
        const taken = this.archive.take(bytes, known?.isShut ? 0 : this.key, today());
        this.inHand = null;
        if (taken.id === undefined) {
            return taken;
        }
        // What the office cannot open is carried to whom it is for, and what is broken is not.
        const isForOthers = taken.outcome === "refused" && taken.code === ErrorCode.Missing;
        if (taken.outcome === "refused" && !isForOthers) {
            return taken;
        }
        if (!known) {
            this.sealed.set(taken.id, {
                bytes,
                came: wasOnShelf ? 0 : Date.now(),
                isSaved: false,
                isForeign: isForOthers,
                isShut: false,
            });
            if (!wasOnShelf) {
                this.shelf?.put(taken.id, bytes).catch(() => (this.shelf = null));
            }
        }
        if (isForOthers) {
            this.archive.take(bytes, 0, today());
        }
        this.noteChange(taken, !known);
        return { ...taken, new: !known };
    }

    private noteChange({ outcome, responses, kiosk }: Taken, isNew: boolean): void {
        if (outcome === "merged") {
            this.unsavedKiosks.add(kiosk ?? "");
            this.unsaved += responses ?? 0;
        }
        if (outcome === "merged" || isNew) {
            this.saved = false;
            this.changes++;
        }
    }

    async onFrame(frame: Uint8Array): Promise<void> {
        const whole = await this.orAnew(() => this.collect(frame));
        if (whole) {
            const taken = await this.surely(() => this.keep(whole, false));
            this.tell({ event: "bundle", taken, size: whole.length });
        }
    }
    /** The bundle, when the frame completed one. */
    private collect(frame: Uint8Array): Uint8Array | null {
        const event = this.collector.take(frame);
        if (event === CollectorEvent.Bundle) {
            return this.collector.bundle();
        }
        if (event === CollectorEvent.Progress) {
            const { tag } = this.townline.frameAbout(frame);
            const progress = this.collector.progress().find((partial) => partial.tag === tag);
            if (progress) {
                this.tell({ event: "progress", progress });
            }
            return null;
        }
        const words = {
            [CollectorEvent.Known]: "known",
            [CollectorEvent.Forged]: "forged",
            [CollectorEvent.Crowded]: "crowded",
            [CollectorEvent.NotOurs]: "strange",
        } as const;
        this.tell({ event: "frame", what: words[event] });
        return null;
    }

    /** Opens what was only kept, when a key came or an archive. */
    private takeAll(): Taken[] {
        return [...this.sealed.values()].map((bundle) => {
            this.inHand = bundle.bytes;
            const taken = this.archive.take(bundle.bytes, bundle.isShut ? 0 : this.key, today());
            this.inHand = null;
            bundle.isForeign = taken.outcome === "refused" && taken.code === ErrorCode.Missing;
            if (bundle.isForeign) {
                this.archive.take(bundle.bytes, 0, today());
            }
            this.noteChange(taken, false);
            return taken;
        });
    }

    /** Puts what came in this page into an archive that was just opened. */
    private refill(): void {
        for (const [kiosk, name] of this.accepted) {
            this.archive.accept(kiosk, name, today(), 0);
            this.saved = false;
        }
        this.takeAll();
    }
    /** An archive was refused: the one before is opened again, and is as much saved as it was. */
    private backToImported(fault: unknown): void {
        if (fault instanceof Trap) {
            return;
        }
        const { saved, unsaved } = this;
        const kiosks = [...this.unsavedKiosks];
        this.archive.close();
        this.archive = this.townline.openArchive(this.imported ?? undefined);
        this.refill();
        this.allIsSaved();
        Object.assign(this, { saved, unsaved });
        kiosks.forEach((kiosk) => this.unsavedKiosks.add(kiosk));
    }

    private carried(): Carried[] {
        const names = new Map(this.archive.kiosks().map((row) => [row.key, row.name]));
        return [...this.sealed.entries()].map(([id, bundle]) => {
            const about = this.townline.bundleAbout(bundle.bytes);
            return {
                id,
                kiosk: about.kiosk,
                print: about.print,
                store: about.store,
                number: about.number,
                kind: about.kind,
                carried: about.carried,
                name: names.get(about.kiosk) ?? "",
                size: bundle.bytes.length,
                saved: bundle.isSaved,
                isForeign: this.key !== 0 && bundle.isForeign,
                isShut: bundle.isShut,
                came: bundle.came,
            };
        });
    }

    private need(id: string): Sealed {
        const bundle = this.sealed.get(id);
        if (!bundle) {
            throw new TownlineError(ErrorCode.Missing, "This bundle is not here.");
        }
        return bundle;
    }

    private usePack(bytes: Uint8Array): PackAbout {
        const pack = this.townline.openPack(bytes);
        if (this.pack !== 0) {
            this.townline.closePack(this.pack);
        }
        this.pack = pack;
        this.packAbout = this.townline.packAbout(pack);
        return this.packAbout;
    }

    private allIsSaved(): void {
        this.saved = true;
        this.unsaved = 0;
        this.unsavedKiosks.clear();
    }
    private archiveIsSaved(bytes: Uint8Array): boolean {
        const { given } = this;
        if (!given || !same(bytes, given.bytes)) {
            return false;
        }
        this.savedAt = Date.now();
        if (given.changes === this.changes) {
            this.allIsSaved();
            this.imported = given.bytes; // what a new instance would begin with
            this.given = null;
        }
        return true;
    }

    readonly calls: CoreCalls = {
        state: (): State => ({
            hasKey: this.key !== 0,
            keeps: this.shelf !== null,
            kiosks: this.archive.kiosks(),
            bundles: this.archive.bundles(),
            carried: this.carried(),
            forms: this.archive.forms(),
            saved: this.key !== 0 ? this.saved : [...this.sealed.values()].every(({ isSaved }) => isSaved),
            unsaved: this.unsaved,
            savedAt: this.savedAt,
            unsavedKiosks: [...this.unsavedKiosks],
            changes: this.changes,
            pack: this.packAbout,
        }),
        take: (sealed) => this.keep(sealed, false),
        useKey: (secret) => {
            this.calls.forgetKey();
            this.key = this.townline.openKey(secret);
            secret.fill(0);
            return this.takeAll();
        },
        forgetKey: () => {
            if (this.key !== 0) {
                this.townline.closeKey(this.key);
                this.key = 0;
            }
        },
        accept: (kiosk, name) => {
            const all = this.archive.accept(kiosk, name, today(), this.key);
            this.accepted.set(kiosk, name);
            this.saved = false;
            this.changes++;
            for (const taken of all) {
                this.noteChange(taken, false);
            }
            return all;
        },
        archiveFile: () => {
            const bytes = this.archive.bytes();
            this.given = { bytes, changes: this.changes };
            return bytes;
        },
        bundleFile: (id) => this.need(id).bytes,
        isSaved: (bytes, id) => {
            if (!id) {
                return this.archiveIsSaved(bytes);
            }
            const bundle = this.need(id);
            bundle.isSaved ||= same(bytes, bundle.bytes);
            return same(bytes, bundle.bytes);
        },
        receipt: (kiosk, store) => {
            if (this.unsavedKiosks.has(kiosk)) {
                throw new TownlineError(ErrorCode.Busy, "Save the file first.");
            }
            return this.archive.receipt(kiosk, store, dayNumber());
        },
        report: (language) => this.archive.report(this.pack, language, "", today()),
        figures: (language) => figuresOf(this.archive.reportFigures(this.pack, language, today())),
        wall: (language, reveal) => {
            const count = this.archive.wall(this.pack, language, this.wallShown);
            const wasShown = this.wallShown !== 0;
            if (reveal && count.may_tell && count.slides.length > 0) {
                this.wallShown = count.people;
            }
            return {
                tens: count.tens,
                mayTell: count.may_tell && count.slides.length > 0,
                wasShown,
                slides: reveal ? count.slides : [],
            };
        },
        csv: (comments) => (comments ? this.archive.commentsCsv(0) : this.archive.responsesCsv(0)),
        openPack: (bytes) => {
            const about = this.usePack(bytes);
            this.packBytes = bytes;
            this.changes++;
            return about;
        },
        packTexts: () => (this.pack === 0 ? [] : this.townline.packTexts(this.pack)),
        checkWorkbook: (bytes) => this.townline.checkWorkbook(bytes),
        openArchive: (bytes) => {
            this.archive.close();
            try {
                this.archive = this.townline.openArchive(bytes);
                this.archive.verify();
            } catch (fault) {
                this.backToImported(fault);
                throw fault;
            }
            this.imported = bytes;
            this.allIsSaved();
            this.changes++;
            this.refill();
        },
        forgetBundle: (id) => {
            this.need(id);
            this.sealed.delete(id);
            this.shelf?.remove(id).catch(() => (this.shelf = null));
        },
    };
}
