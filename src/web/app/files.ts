// files: what is chosen or dropped: bundles, packs, archives, workbooks, photos and films of codes. Each is
// known by its first bytes, one after the other, and one that is refused keeps no other out.
import { reasonOf } from "./app";
import type { App } from "./app";
import { make } from "./dom";
import { CannotPlay, Film } from "./films";
import { KIND_BYTES, KIND_MAX_BYTES, kindOf, measureOf } from "./kinds";
import type { Kind } from "./kinds";
import type { CoreEvent, Progress } from "./messages";
import { ErrorCode } from "./records";
import { count, isolate, say, size } from "./words";

/** Photos of more dots are refused; those of more than this on a side are made smaller. */
const PHOTO_PIXELS_MAX = 120e6;
const PHOTO_SIDE_MAX = 4096;
const LINES_MAX = 100;
/** The core may still have a piece in its hands when the last picture was looked at. */
const SETTLE_MS = 400;

/** What came of the pictures of a file so far. */
class Reading {
    private progress: Progress | null = null;
    private readonly whole = new Set<string>();
    private isKnown = false;

    constructor(private readonly app: App) {
        app.office.onEvent = (event) => this.onEvent(event);
    }
    private onEvent(event: CoreEvent): void {
        if (event.event === "progress") {
            this.progress = event.progress;
        } else if (event.event === "bundle") {
            this.progress = null;
            if (event.taken.id !== undefined) {
                this.whole.add(event.taken.id);
                this.app.newest = event.taken.id;
            }
        } else if (event.what === "known") {
            this.isKnown = true;
        }
    }
    get isWhole(): boolean {
        return this.progress === null && this.whole.size > 0;
    }
    get pieces(): string {
        return this.progress ? say("pieces", { rank: count(this.progress.rank), k: count(this.progress.k) }) : "";
    }
    /** Says what was in it, unless it was all that is wanted. */
    async end(name: string): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        await this.app.office.call("state"); // so all that was under way has been told
        this.app.office.onEvent = () => {};
        if (this.progress) {
            const { rank, k } = this.progress;
            this.app.note(say("some_code", { name: isolate(name), rank: count(rank), k: count(k) }));
        } else if (this.whole.size === 0) {
            this.app.note(say(this.isKnown ? "known_code" : "no_code", { name: isolate(name) }));
        }
    }
}

async function photoOf(file: File, bytes: Uint8Array): Promise<ImageBitmap> {
    const measure = measureOf(bytes);
    if (!measure || measure.width === 0 || measure.height === 0) {
        throw new Error(say("not_a_picture"));
    }
    const { width, height } = measure;
    if (width * height > PHOTO_PIXELS_MAX) {
        throw new Error(say("too_big_picture", { width: count(width), height: count(height) }));
    }
    const scale = PHOTO_SIDE_MAX / Math.max(width, height);
    const smaller: ImageBitmapOptions =
        scale < 1 ? { resizeWidth: Math.round(width * scale), resizeHeight: Math.round(height * scale), resizeQuality: "high" } : {};
    try {
        return await createImageBitmap(file, smaller);
    } catch {
        throw new Error(say("not_a_picture"));
    }
}

async function takePicture(app: App, file: File, bytes: Uint8Array): Promise<void> {
    const photo = await photoOf(file, bytes);
    const reading = new Reading(app);
    await app.scanner.look(photo);
    await reading.end(file.name);
}

async function takeFilm(app: App, file: File): Promise<void> {
    const reading = new Reading(app);
    const film = new Film(file, app.scanner, ({ looked, share }) => {
        const part = Number.isFinite(share) ? share : null;
        app.busy(say("film_looked", { name: isolate(file.name), n: count(looked) }), part, () => film.stop(), reading.pieces);
    });
    app.busy(say("film_looked", { name: isolate(file.name), n: 0 }), 0, () => film.stop());
    try {
        const { missed } = await film.watch(() => reading.isWhole);
        if (missed > 0) {
            app.note(say("film_missed", { name: isolate(file.name), n: count(missed) }));
        }
    } catch (fault) {
        app.office.onEvent = () => {};
        throw fault instanceof CannotPlay ? new Error(say("no_film")) : fault;
    }
    await reading.end(file.name);
}

async function takeBundle(app: App, bytes: Uint8Array, name: string): Promise<void> {
    const taken = await app.office.call("take", bytes);
    // What is for another office is carried.
    if (taken.outcome === "refused" && taken.code !== ErrorCode.Missing) {
        app.note(say("refused", { name: isolate(name), reason: isolate(taken.reason ?? "") }));
        return;
    }
    app.newest = taken.id ?? app.newest;
}

/** A zip archive is a pack or a workbook. */
async function takeZip(app: App, bytes: Uint8Array, name: string): Promise<void> {
    if (!name.toLowerCase().endsWith(".xlsx")) {
        await app.office.call("openPack", bytes);
        return;
    }
    const lines = await app.office.call("checkWorkbook", bytes);
    for (const { line } of lines.slice(0, LINES_MAX)) {
        app.note(line);
    }
    if (lines.length === 0) {
        app.note(say("refused", { name: isolate(name), reason: say("no_faults") }));
    }
}

/** What is told of kinds that this page does not take. */
const REFUSALS = { heic: "heic", key: "is_key", receipt: "is_receipt", empty: "empty_file", unknown: "unknown_file" } as const;

async function takeFile(app: App, file: File): Promise<void> {
    const head = new Uint8Array(await file.slice(0, KIND_BYTES).arrayBuffer());
    const kind: Kind = kindOf(head);
    const name = isolate(file.name);
    if (kind === "heic" || kind === "key" || kind === "receipt" || kind === "empty" || kind === "unknown") {
        app.note(say(REFUSALS[kind], { name }));
        return;
    }
    if (file.size > KIND_MAX_BYTES[kind]) {
        app.note(say("too_big", { name, size: size(KIND_MAX_BYTES[kind]) }));
        return;
    }
    if (kind === "film") {
        await takeFilm(app, file);
        return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (kind === "picture") {
        await takePicture(app, file, bytes);
    } else if (kind === "archive") {
        await app.office.call("openArchive", bytes);
    } else if (kind === "zip") {
        await takeZip(app, bytes, file.name);
    } else {
        await takeBundle(app, bytes, file.name);
    }
}

let queue: Promise<void> = Promise.resolve();

/** What is dropped while other files are read waits for them. */
export function takeFiles(app: App, files: Iterable<File>): Promise<void> {
    const all = [...files];
    queue = queue.then(() => takeInOrder(app, all));
    return queue;
}

async function takeInOrder(app: App, files: File[]): Promise<void> {
    const before = app.newest;
    const { name } = app;
    app.clearNotes();
    for (const [i, file] of files.entries()) {
        app.busy(say("file_of", { i: i + 1, n: files.length, name: isolate(file.name) }), i / files.length, null);
        try {
            await takeFile(app, file);
        } catch (fault) {
            app.note(say("refused", { name: isolate(file.name), reason: isolate(reasonOf(fault)) }));
        }
    }
    app.notBusy();
    if (app.name === name) {
        await app.go(app.newest !== before ? "done" : "home");
    } else {
        await app.refreshQuietly();
    }
}

export function chooseFiles(app: App): void {
    const input = make("input", { type: "file", multiple: true });
    input.onchange = () => void takeFiles(app, input.files ?? []);
    input.click();
}
