// messages: what the page's threads say to each other. One script is all workers; the first message
// tells it which.
import type { BundleRow, FormRow, KioskRow, PackAbout, Receipt, Taken, TextRow, WallSlide, WorkbookLine } from "./records";

export type Start =
    | { role: "core"; wasm: WebAssembly.Module; keeps: boolean }
    | { role: "decoder"; zxing: WebAssembly.Module; frames: MessagePort; core: MessagePort }
    | { role: "pump" }
    | { role: "unlock"; wasm: WebAssembly.Module; file: Uint8Array; passphrase: string };

/** A frame on its way to a decoder. */
export type Picture = VideoFrame | ImageBitmap;

/** What a decoder saw in a frame, of which hints are made. */
export interface Look {
    found: "bytes" | "code" | "nothing";
    /** camera pixels for one dot of the code; 0 when there was none */
    dot_px: number;
    /** how much of the picture's shorter side the code takes; 0 when there was none */
    fill: number;
    /** mean brightness, 0 to 255 */
    light: number;
    /** contrast: what lies between the darkest and the brightest tenth */
    range: number;
}

/** From the pump, a few times a second; and after each picture of a file. */
export interface Seen {
    shown: number;
    decoded: number;
    look: Look;
    /** of a picture that the page waits for */
    isAwaited: boolean;
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
/** The module had to be started anew: the sealed bundles are here, the key is not. */
export interface Restarted {
    event: "restarted";
    hadKey: boolean;
}

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
    /** the module ended when it opened this one: it is only carried */
    isShut: boolean;
    /** when it came, in ms since 1970; 0: before this page was opened */
    came: number;
}

/** One service on the map of the report's panel: who agree, in percent. */
export interface Dot {
    label: string;
    identity: number;
    control: number;
}
/** What the report tells, for the panel beside the kiosks. */
export interface Figures {
    people: number;
    round: string;
    dots: Dot[];
    /** services whose numbers are too small to be told */
    hidden: number;
    mostIdentity: string;
    mostControl: string;
    comments: number;
}

export interface Wall {
    /** people who answered, in whole tens */
    tens: number;
    /** may be revealed; else too few answered, or too few since it was last shown */
    mayTell: boolean;
    wasShown: boolean;
    slides: WallSlide[];
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
    /** answers that were opened and are not in the saved file */
    unsaved: number;
    /** when the file was last read back, in ms since 1970; 0: not in this page */
    savedAt: number;
    /** kiosks of which opened answers are in no file yet: their receipts wait */
    unsavedKiosks: string[];
    /** goes up when there is something new to count */
    changes: number;
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
    figures(language: string): Figures;
    /** `reveal`: it is shown from now on, and changes only with ten more people. */
    wall(language: string, reveal: boolean): Wall;
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
    | { number: number; code: number; text: string; isTrap: boolean };
