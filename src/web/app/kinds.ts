// kinds: what a file is, by its first bytes: its name may say anything.

export type Kind = "archive" | "zip" | "bundle" | "picture" | "film" | "heic" | "key" | "receipt" | "empty" | "unknown";

/** So many bytes are looked at. */
export const KIND_BYTES = 64;

/** More than any file of its kind that the module would take. */
export const KIND_MAX_BYTES: { readonly [kind in Kind]: number } = {
    archive: 512e6,
    zip: 64 << 20,
    bundle: 16 << 20,
    picture: 64e6,
    film: 8e9,
    heic: Infinity,
    key: Infinity,
    receipt: Infinity,
    empty: Infinity,
    unknown: Infinity,
};

const STARTS: readonly [Kind, string][] = [
    ["archive", "SQLite format 3\0"],
    ["zip", "PK"],
    ["bundle", "TOWNLINE"],
    ["picture", "\x89PNG\r\n\x1a\n"],
    ["picture", "\xff\xd8\xff"],
    ["film", "\x1a\x45\xdf\xa3"], // Matroska and WebM
    ["key", "townline office secret"],
    ["receipt", "townline receipt"],
];
/** The brands of ISO 14496-12 under which phones keep photos that browsers do not show. */
const HEIC = /^(hei[cxms]|hev[cxms]|mif1|msf1)$/;

export function kindOf(head: Uint8Array): Kind {
    const text = new TextDecoder("latin1").decode(head);
    if (head.length === 0) {
        return "empty";
    }
    if (text.slice(4, 8) === "ftyp") {
        return HEIC.test(text.slice(8, 12)) ? "heic" : "film";
    }
    if (/^....(moov|mdat|wide|free)/s.test(text)) {
        return "film"; // QuickTime before there was ftyp
    }
    return STARTS.find(([, start]) => startsWith(head, start))?.[0] ?? "unknown";
}

function startsWith(head: Uint8Array, start: string): boolean {
    return [...start].every((letter, i) => head[i] === letter.charCodeAt(0));
}

export interface Measure {
    width: number;
    height: number;
}

/** How big a PNG or JPEG says that it is; null when it does not say. It is asked before anything is
 * unpacked, since a small file may say anything. */
export function measureOf(bytes: Uint8Array): Measure | null {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes[0] === 0x89) {
        return bytes.length < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
    }
    // Segments of a JPEG: a marker, then a size, up to the frame header (ITU T.81, B.2.2).
    for (let at = 2; at + 9 < bytes.length; ) {
        const marker = view.getUint16(at);
        if (marker >> 8 !== 0xff) {
            return null;
        }
        const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
        if (isFrame) {
            return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
        }
        at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
    }
    return null;
}
