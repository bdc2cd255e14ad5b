// records: what the module's calls give back (src/web/wasm/page_calls.h), with types.

/** Codes of error.h. */
export const enum ErrorCode {
    Input = 1,
    Missing,
    Full,
    Busy,
    System,
}

/** What frame_collect says of a frame; frame.h. */
export const enum CollectorEvent {
    NotOurs,
    Known,
    Progress,
    Bundle,
    Forged,
    Crowded,
}

export interface Progress {
    tag: string;
    rank: number;
    k: number;
}
export interface FrameAbout {
    tag: string;
    k: number;
    index: number;
    count: number;
    symbol_bytes: number;
}
export interface BundleAbout {
    id: string;
    number: number;
    kind: "responses" | "contacts" | "status";
    kiosk: string;
    print: string;
    store: string;
    office: string;
    carried: string;
    recipients: string[];
}
export interface Taken extends Some<BundleAbout> {
    outcome: "merged" | "same" | "unknown" | "clone" | "kept" | "refused";
    reason?: string;
    code?: ErrorCode;
    new?: boolean;
    responses?: number;
    comments?: number;
    contacts?: number;
    missing_first?: number;
    missing_last?: number;
    counted?: boolean;
    test?: boolean;
}
type Some<T> = { [K in keyof T]?: T[K] };
export interface KioskRow {
    key: string;
    print: string;
    name: string;
    state: "unknown" | "accepted" | "retired";
    since: string;
    merged: number;
    waiting: number;
    apart: number;
    responses: number;
    last_number: number;
    last_collected: string;
    health?: { [name: string]: number | string };
}
export interface BundleRow {
    id: string;
    kiosk: string;
    store: string;
    number: number;
    kind: BundleAbout["kind"];
    place: "kept" | "merged" | "apart";
    collected: string;
    size: number;
    responses: number;
    counted: boolean;
    test: boolean;
    gap_before: boolean;
    carried: string;
}
/** What all kiosks together said, for a room. `people` in an answer is whole tens. */
export interface WallSlide {
    service: string;
    question: string;
    answers: { label: string; people: number }[];
}
export interface WallCount {
    people: number;
    tens: number;
    may_tell: boolean;
    slides: WallSlide[];
}
export interface Receipt {
    number: number;
    code: string;
    name: string;
    file: string;
}
export interface FormRow {
    form: string;
    version: string;
    pack: string;
    responses: number;
}
export interface PackAbout {
    title: string;
    form: string;
    version: string;
    round: string;
    office: string;
    print: string;
    id: string;
    collect_address: string;
    languages: { id: string; label: string; rtl: boolean }[];
    faults: { path: string; what: string; instead: string }[];
}
export interface TextRow {
    place: string;
    /** by the pack's languages; the words of the first where one lacks them */
    words: string[];
}
export interface WorkbookLine {
    severity: "note" | "warning" | "error";
    sheet: string;
    row: number;
    line: string;
}

export interface Collector {
    take(frame: Uint8Array): CollectorEvent;
    /** The bundle that the last frame completed. */
    bundle(): Uint8Array<ArrayBuffer>;
    progress(): Progress[];
    close(): void;
}
export interface Sender {
    frame(index: number, count: number): Uint8Array<ArrayBuffer>;
    close(): void;
}
/** Days are "2026-11-22"; a key or a pack of 0 is none. */
export interface Archive {
    close(): void;
    bytes(): Uint8Array<ArrayBuffer>;
    contacts(): Uint8Array<ArrayBuffer>;
    take(sealed: Uint8Array, key: number, today: string): Taken;
    kiosks(): KioskRow[];
    bundles(): BundleRow[];
    accept(kiosk: string, name: string, today: string, key: number): Taken[];
    receipt(kiosk: string, store: string, day: number): Receipt;
    verify(): { bundles: number; merged: number; apart: number; responses: number };
    forms(): FormRow[];
    report(pack: number, language: string, office: string, today: string): Uint8Array<ArrayBuffer>;
    /** src/report/JSON.md */
    reportFigures(pack: number, language: string, today: string): unknown;
    wall(pack: number, language: string, shown: number): WallCount;
    responsesCsv(form: number): Uint8Array<ArrayBuffer>;
    commentsCsv(form: number): Uint8Array<ArrayBuffer>;
}

