// rows: what each kiosk needs next, the most urgent first.
import type { Icon } from "./dom";
import type { Carried, State } from "./messages";
import type { BundleRow, KioskRow } from "./records";
import { count, dayWords, isolate, say, shortPrint, timeWords } from "./words";

/** How a row looks: a state is a shape with a word. */
export type Tone = "act" | "good" | "warn" | "carry" | "todo";

export interface Row {
    key: string;
    name: string;
    answers: number | null;
    last: string;
    now: string;
    /** one line more, where there is something to say */
    more: string;
    tone: Tone;
    mark: Icon | null;
    urgency: number;
    /** the newest bundle here, "" when there is none */
    newest: string;
    store: string;
    hasReceipt: boolean;
    /** the bundle up to which the receipt goes */
    number: number;
}

const today = (): string => new Intl.DateTimeFormat("sv-SE").format(new Date());
export const archiveName = (): string => `townline-${today()}.sqlite`;

/** Whether all opened answers of the kiosk are in a file, so that it may have its receipt. */
export const isSafe = (state: State, kiosk: string): boolean => !state.unsavedKiosks.includes(kiosk);

export const kioskName = (state: State, key: string, print: string): string =>
    state.kiosks.find((kiosk) => kiosk.key === key)?.name || say("kiosk_number", { print: shortPrint(print) });

/** Numbers of bundles that are missing before others of the same store. */
export function missingOf(bundles: BundleRow[]): number[] {
    const missing: number[] = [];
    for (const bundle of bundles) {
        const before = bundles.filter(({ store, number }) => store === bundle.store && number < bundle.number);
        const last = Math.max(0, ...before.map(({ number }) => number));
        for (let number = last + 1; bundle.gap_before && number < bundle.number && missing.length < 20; number++) {
            missing.push(number);
        }
    }
    return missing;
}

const listed = (numbers: number[]): string => numbers.map((n) => count(n)).join(", ");

function lastOf(kiosk: KioskRow, bundles: BundleRow[], here: Carried[]): string {
    const came = Math.max(0, ...here.map((bundle) => bundle.came));
    const day = kiosk.last_collected || bundles.at(-1)?.collected;
    return came > 0 ? timeWords(came) : day ? dayWords(day) : say("not_yet");
}

type Now = Pick<Row, "now" | "more" | "tone" | "mark" | "urgency">;

function nowOf(state: State, kiosk: KioskRow, bundles: BundleRow[], here: Carried[], isTyped: boolean): Now {
    const missing = missingOf(bundles);
    if (kiosk.state === "retired") {
        return { now: say("now_retired"), more: "", tone: "todo", mark: null, urgency: -1 };
    }
    if (kiosk.waiting > 0 && state.hasKey && here.some((bundle) => !bundle.isForeign && !bundle.isShut)) {
        return { now: say("now_accept"), more: "", tone: "act", mark: "arrow", urgency: 6 };
    }
    if (kiosk.apart > 0) {
        return { now: say("now_apart"), more: say("now_apart_what"), tone: "warn", mark: "warning", urgency: 5 };
    }
    if (missing.length > 0) {
        const word = missing.length === 1 ? "now_missing" : "now_missing_many";
        return { now: say(word, { n: listed(missing) }), more: say("now_missing_what"), tone: "warn", mark: "warning", urgency: 4 };
    }
    if (kiosk.waiting > 0) {
        return { now: say("now_key"), more: "", tone: "carry", mark: "lock", urgency: 3 };
    }
    if (kiosk.merged === 0) {
        const since = kiosk.since ? say("accepted_on", { day: dayWords(kiosk.since) }) : "";
        return { now: say("now_none"), more: since, tone: "todo", mark: null, urgency: 1 };
    }
    if (!isSafe(state, kiosk.key)) {
        return { now: say("now_save"), more: "", tone: "act", mark: "save", urgency: 5 };
    }
    if (isTyped) {
        return { now: say("now_typed"), more: "", tone: "good", mark: "tick", urgency: 0 };
    }
    // Of what did not come in this page nobody knows here whether its receipt was typed.
    return here.length === 0
        ? { now: say("collected"), more: "", tone: "good", mark: "tick", urgency: 0 }
        : { now: say("now_type"), more: "", tone: "act", mark: "arrow", urgency: 5 };
}

export function rowsOf(state: State, typed: Map<string, number>): Row[] {
    const rows = state.kiosks
        .filter((kiosk) => (kiosk.state as string) !== "rejected")
        .map((kiosk): Row => {
            const bundles = state.bundles.filter((bundle) => bundle.kiosk === kiosk.key);
            const here = state.carried.filter((bundle) => bundle.kiosk === kiosk.key);
            const merged = bundles.filter((bundle) => bundle.place === "merged").at(-1);
            const isTyped = merged !== undefined && (typed.get(kiosk.key) ?? -1) >= merged.number;
            return {
                key: kiosk.key,
                name: isolate(kioskName(state, kiosk.key, kiosk.print)),
                answers: kiosk.merged > 0 ? kiosk.responses : null,
                last: lastOf(kiosk, bundles, here),
                newest: here.at(-1)?.id ?? "",
                store: merged?.store ?? "",
                number: merged?.number ?? 0,
                hasReceipt: merged !== undefined && isSafe(state, kiosk.key),
                ...nowOf(state, kiosk, bundles, here, isTyped),
            };
        });
    return rows.sort((a, b) => b.urgency - a.urgency || a.name.localeCompare(b.name));
}
