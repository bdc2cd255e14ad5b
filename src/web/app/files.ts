// files: what is chosen or dropped: bundles, packs, archives, workbooks, pictures of codes. Each file is
// judged by its first bytes, and one that is refused keeps no other out.
import { reasonOf } from "./app";
import type { App } from "./app";
import { make } from "./dom";
import type { Progress } from "./messages";
import { say } from "./words";

/** More than any file that the module would take. */
const FILE_MAX_BYTES = 512e6;

const startsWith = (bytes: Uint8Array, text: string): boolean =>
    new TextDecoder("latin1").decode(bytes.subarray(0, text.length)) === text;

/** How long nothing new may come before a picture or film is taken for read. */
const QUIET_MS = 1500;

/** Lets the decoders look, and says what was in it. */
async function readPictures(app: App, name: string, show: () => Promise<void>): Promise<void> {
    let last = performance.now();
    let whole = false;
    let progress: Progress | null = null;
    app.office.onEvent = (event) => {
        last = performance.now();
        if (event.event === "bundle" && event.taken.id !== undefined) {
            app.newest = event.taken.id;
            whole = true;
        } else if (event.event === "progress") {
            progress = event.progress;
        } else if (event.event === "frame" && event.what === "known") {
            whole = true;
        }
    };
    await show();
    last = performance.now();
    while (performance.now() - last < QUIET_MS) {
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    app.office.onEvent = () => {};
    const seen = progress as Progress | null;
    if (!whole) {
        app.note(seen ? say("some_code", { name, rank: seen.rank, k: seen.k }) : say("no_code", { name }));
    }
}

async function takePicture(app: App, file: File): Promise<void> {
    const picture = await createImageBitmap(file);
    await readPictures(app, file.name, async () => app.scanner.look(picture));
}

/** A film goes by at its own pace, through the browser's own decoder. */
async function takeFilm(app: App, file: File): Promise<void> {
    const video = document.createElement("video");
    const address = URL.createObjectURL(file);
    video.muted = true;
    video.src = address;
    try {
        await readPictures(app, file.name, async () => {
            await video.play();
            await app.scanner.watch(video);
        });
    } finally {
        URL.revokeObjectURL(address);
    }
}

async function takeBundle(app: App, bytes: Uint8Array, name: string): Promise<void> {
    const taken = await app.office.call("take", bytes);
    if (taken.outcome === "refused" && taken.code !== 2) {
        app.note(say("refused", { name, reason: taken.reason ?? "" }));
        return;
    }
    app.newest = taken.id ?? app.newest;
}

async function takeArchive(app: App, bytes: Uint8Array): Promise<void> {
    await app.office.call("openArchive", bytes);
}

/** A zip archive is a pack or a workbook. */
async function takeZip(app: App, bytes: Uint8Array, name: string): Promise<void> {
    if (!name.toLowerCase().endsWith(".xlsx")) {
        await app.office.call("openPack", bytes);
        return;
    }
    const lines = await app.office.call("checkWorkbook", bytes);
    for (const { line } of lines.slice(0, 100)) {
        app.note(line);
    }
    if (lines.length === 0) {
        app.note(say("refused", { name, reason: say("no_faults") }));
    }
}

async function takeFile(app: App, file: File): Promise<void> {
    if (file.size > FILE_MAX_BYTES) {
        app.note(say("unknown_file", { name: file.name }));
        return;
    }
    if (/\.(png|jpe?g)$/i.test(file.name)) {
        await takePicture(app, file);
        return;
    }
    if (/\.(mp4|mov|webm|mkv|m4v)$/i.test(file.name)) {
        await takeFilm(app, file);
        return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (startsWith(bytes, "SQLite format 3")) {
        await takeArchive(app, bytes);
    } else if (startsWith(bytes, "PK")) {
        await takeZip(app, bytes, file.name);
    } else if (/\.bundle$/i.test(file.name)) {
        await takeBundle(app, bytes, file.name);
    } else {
        app.note(say("unknown_file", { name: file.name }));
    }
}

export async function takeFiles(app: App, files: Iterable<File>): Promise<void> {
    const before = app.newest;
    app.clearNotes();
    for (const file of files) {
        try {
            await takeFile(app, file);
        } catch (fault) {
            app.note(say("refused", { name: file.name, reason: reasonOf(fault) }));
        }
    }
    await app.go(app.newest !== before ? "done" : "home");
}

export function chooseFiles(app: App): void {
    const input = make("input", { type: "file", multiple: true });
    input.onchange = () => void takeFiles(app, input.files ?? []);
    input.click();
}
