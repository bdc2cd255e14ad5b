// saving: a file is saved, read back and compared. Only then is it said to be saved.
import type { Office } from "./office";

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

/** `bundle` is the id of a bundle, or "" for the archive. Where the browser does not show where it
 * saves, the person has to choose the saved file: see isTheSame. */
export async function save(office: Office, name: string, bundle: string): Promise<Saved> {
    const bytes = await (bundle ? office.call("bundleFile", bundle) : office.call("archiveFile"));
    const copy = Uint8Array.from(bytes);
    if (!window.showSaveFilePicker) {
        download(name, copy, "application/octet-stream");
        return "to be read back";
    }
    let handle: FileHandle;
    try {
        handle = await window.showSaveFilePicker({ suggestedName: name });
    } catch {
        return "given up";
    }
    const stream = await handle.createWritable();
    await stream.write(new Blob([copy]));
    await stream.close();
    return (await isTheSame(office, await handle.getFile(), bundle)) ? "saved" : "to be read back";
}

export async function isTheSame(office: Office, file: File, bundle: string): Promise<boolean> {
    return office.call("isSaved", new Uint8Array(await file.arrayBuffer()), bundle);
}
