// saving: a file is saved, read back and compared. Only then is it said to be saved.
import { reasonOf } from "./app";
import type { App } from "./app";
import { button, make } from "./dom";
import type { Office } from "./office";
import { isolate, say } from "./words";
import type { Word } from "./words";

interface FileHandle {
    createWritable(): Promise<WritableStream & { write(bytes: Blob): Promise<void>; close(): Promise<void> }>;
    getFile(): Promise<File>;
}
declare global {
    interface Window {
        showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileHandle>;
    }
}

export function download(name: string, bytes: Uint8Array<ArrayBuffer> | string, type: string): void {
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
}

export type Saved = "saved" | "given up" | "to be read back";

/** Why nothing was saved, in words of the page. */
class NotSaved extends Error {}

const FAULTS: { readonly [name: string]: Word } = {
    QuotaExceededError: "no_room",
    NotAllowedError: "may_not_write",
    SecurityError: "may_not_write",
    NoModificationAllowedError: "may_not_write",
    NotFoundError: "gone_place",
};

function notSaved(fault: unknown): Error {
    const word = fault instanceof DOMException ? FAULTS[fault.name] : undefined;
    return word ? new NotSaved(say(word)) : new NotSaved(`${say("not_saved")} ${isolate(reasonOf(fault))}`);
}

async function fileOf(office: Office, bundle: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await (bundle ? office.call("bundleFile", bundle) : office.call("archiveFile"));
    return Uint8Array.from(bytes);
}

/** `bundle` is the id of a bundle, or "" for the archive. Where the browser does not show where it
 * saves, the person has to choose the saved file: see isTheSame. */
export async function save(office: Office, name: string, bundle: string): Promise<Saved> {
    if (!window.showSaveFilePicker) {
        download(name, await fileOf(office, bundle), "application/octet-stream");
        return "to be read back";
    }
    let handle: FileHandle;
    try {
        // Asked first: a browser shows it only for a moment after the touch.
        handle = await window.showSaveFilePicker({ suggestedName: name });
    } catch (fault) {
        if (fault instanceof DOMException && fault.name === "AbortError") {
            return "given up";
        }
        throw notSaved(fault);
    }
    const bytes = await fileOf(office, bundle);
    let written: File;
    try {
        const stream = await handle.createWritable();
        await stream.write(new Blob([bytes]));
        await stream.close();
        written = await handle.getFile();
    } catch (fault) {
        throw notSaved(fault);
    }
    if (!(await isTheSame(office, written, bundle))) {
        throw new NotSaved(say("read_back_differs"));
    }
    return "saved";
}

export async function isTheSame(office: Office, file: File, bundle: string): Promise<boolean> {
    return office.call("isSaved", new Uint8Array(await file.arrayBuffer()), bundle);
}

/** The button that saves, and the place where the saved file is chosen when the page cannot read it back
 * by itself. */
export function saver(app: App, name: string, bundle: string, words: string): { button: HTMLButtonElement; place: HTMLElement } {
    const place = make("div", { class: "step-more" });
    const readBack = (): void => {
        const input = make("input", { type: "file", id: "read-back" });
        input.onchange = async () => {
            const [file] = input.files ?? [];
            app.clearNotes();
            if (file && (await isTheSame(app.office, file, bundle))) {
                await app.refresh();
                app.speak(say("saved_file"));
            } else {
                app.note(say("not_the_same", { name: isolate(name) }));
            }
        };
        place.replaceChildren(
            make("label", { for: "read-back", class: "read-back" }, make("b", {}, say("read_back")), make("span", {}, say("read_back_what")), input),
        );
        input.focus();
    };
    const onSave = async (): Promise<void> => {
        app.clearNotes();
        act.disabled = true;
        try {
            const outcome = await save(app.office, name, bundle);
            if (outcome === "saved") {
                await app.refresh();
                app.speak(say("saved_file"));
            } else if (outcome === "to be read back") {
                readBack();
            }
        } catch (fault) {
            app.note(fault instanceof NotSaved ? fault.message : reasonOf(fault));
        }
        act.disabled = false;
    };
    const act = button(words, () => void onSave(), "filled", "save");
    return { button: act, place };
}
