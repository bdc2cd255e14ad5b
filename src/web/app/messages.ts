// messages: what the page's threads say to each other. One script is all workers; the first message
// tells it which.
import type { BundleRow, FormRow, KioskRow, PackAbout, Receipt, Taken, TextRow, WorkbookLine } from "./module";

export type Start =
    | { role: "core"; wasm: ArrayBuffer; keeps: boolean }
    | { role: "decoder"; zxing: ArrayBuffer; frames: MessagePort; core: MessagePort }
    | { role: "pump"; decoders: MessagePort[] }
    | { role: "unlock"; wasm: ArrayBuffer; file: Uint8Array; passphrase: string };

/** A frame on its way to a decoder. */
export type Picture = VideoFrame | ImageBitmap;

/** What a decoder saw in a frame, of which hints are made. */
export interface Look {
    found: "bytes" | "code" | "nothing";
    /** camera pixels for one dot of the code; 0 when there was none */
    dot_px: number;
    /** mean brightness, 0 to 255 */
    light: number;
    /** contrast: what lies between the darkest and the brightest tenth */
    range: number;
}

/** From the pump, a few times a second. */
export interface Seen {
    shown: number;
    decoded: number;
    look: Look;
}

export interface Progress {
    tag: string;
    rank: number;
    k: number;
}

/** What the core tells without being asked. */
export type CoreEvent =
    | { event: "progress"; progress: Progress }
    | { event: "bundle"; taken: Taken; size: number }
    | { event: "frame"; what: "known" | "forged" | "crowded" | "strange" };

export interface Carried {
    id: string;
    kiosk: string;
    print: string;
    store: string;
    number: number;
    kind: string;
    carried: string;
    name: string;
    size: number;
    saved: boolean;
    /** sealed for another office: the key that is here does not open it */
    isForeign: boolean;
}

/** All that screens show. */
export interface State {
    hasKey: boolean;
    keeps: boolean;
    kiosks: KioskRow[];
    bundles: BundleRow[];
    carried: Carried[];
    forms: FormRow[];
    /** what is here was read back from files: the archive as it is now, or each sealed bundle */
    saved: boolean;
    pack: PackAbout | null;
}

export interface CoreCalls {
    state(): State;
    take(sealed: Uint8Array): Taken;
    useKey(secret: Uint8Array): Taken[];
    forgetKey(): void;
    accept(kiosk: string, name: string): Taken[];
    archiveFile(): Uint8Array;
    bundleFile(id: string): Uint8Array;
    /** Whether a file that was read back has the bytes of the archive, or of that bundle. */
    isSaved(bytes: Uint8Array, bundle: string): boolean;
    receipt(kiosk: string, store: string): Receipt;
    report(language: string): Uint8Array;
    csv(comments: boolean): Uint8Array;
    openPack(bytes: Uint8Array): PackAbout;
    packTexts(): TextRow[];
    checkWorkbook(bytes: Uint8Array): WorkbookLine[];
    openArchive(bytes: Uint8Array): void;
    forgetBundle(id: string): void;
}
export type CoreName = keyof CoreCalls;
export interface Request {
    number: number;
    name: CoreName;
    args: unknown[];
}
export type Reply =
    | { number: number; result: unknown }
    | { number: number; code: number; text: string };
