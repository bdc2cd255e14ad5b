// kiosk_screen: one kiosk: what it needs now, its receipt, each bundle and its fate, and what it said of its
// own health.
import type { App, Screen } from "./app";
import { button, icon, make } from "./dom";
import { receiptStep } from "./receipt_step";
import { missingOf, rowsOf } from "./rows";
import type { Row } from "./rows";
import type { BundleRow, KioskRow } from "./records";
import { count, dayWords, fromLeft, say } from "./words";
import type { Word } from "./words";

/** More would be of no use on a phone; the archive has all. */
const BUNDLES_MAX = 60;

function fateOf(app: App, bundle: BundleRow): string {
    if (bundle.test) {
        return say("fate_test");
    }
    return say(bundle.place === "merged" ? "fate_open" : bundle.place === "apart" ? "fate_apart" : app.state.hasKey ? "fate_waits" : "fate_sealed");
}

function bundleTable(app: App, bundles: BundleRow[]): HTMLElement {
    const missing = missingOf(bundles);
    const known = bundles.map((bundle) => ({ number: bundle.number, row: bundleRow(app, bundle) }));
    const gaps = missing.map((number) => ({ number, row: missingRow(number) }));
    const rows = [...known, ...gaps].sort((a, b) => b.number - a.number).slice(0, BUNDLES_MAX);
    const heads = [
        ["number", ""],
        ["collected", ""],
        ["answers", "number"],
        ["now", ""],
    ] as const;
    return make(
        "table",
        { class: "bundles" },
        make("thead", {}, make("tr", {}, ...heads.map(([word, kind]) => make("th", { scope: "col", class: kind }, say(word))))),
        make("tbody", {}, ...rows.map(({ row }) => row)),
    );
}

function bundleRow(app: App, bundle: BundleRow): HTMLElement {
    return make(
        "tr",
        {},
        make("th", { scope: "row" }, count(bundle.number)),
        make("td", {}, dayWords(bundle.collected)),
        make("td", { class: "number" }, bundle.place === "merged" ? count(bundle.responses) : "–"),
        make("td", {}, fateOf(app, bundle)),
    );
}

function missingRow(number: number): HTMLElement {
    const cells = [make("td", {}, "–"), make("td", { class: "number" }, "–"), make("td", {}, make("b", {}, say("fate_missing")))];
    return make("tr", { class: "tone-warn" }, make("th", { scope: "row" }, count(number)), ...cells);
}

function healthList(kiosk: KioskRow): HTMLElement | null {
    if (!kiosk.health) {
        return null;
    }
    const { health } = kiosk;
    const number = (name: string): string => count(Number(health[name] ?? 0));
    const facts: [Word, string][] = [
        ["health_sessions", say("health_sessions_are", { begun: number("sessions_begun"), finished: number("sessions_finished"), left: number("sessions_timed_out") })],
        ["health_uptime", say("health_hours", { n: number("uptime_hours") })],
        ["health_free", fromLeft(`${number("storage_free_mb")} MB`)],
        ["health_program", fromLeft(String(health["program_version"] ?? ""))],
    ];
    return make(
        "section",
        {},
        make("h2", { class: "list-head" }, say("health")),
        make("dl", { class: "facts" }, ...facts.flatMap(([word, value]) => [make("dt", {}, say(word)), make("dd", {}, value)])),
    );
}

function nowCard(row: Row): HTMLElement {
    return make(
        "p",
        { class: `card with-icon tone-${row.tone}` },
        make("span", { class: `mark mark-${row.tone}` }, row.mark && icon(row.mark)),
        make("span", {}, make("b", {}, row.now), row.more && make("br"), row.more),
    );
}

export function kioskScreen(app: App): Screen {
    const { state } = app;
    const row = rowsOf(state, app.typed).find(({ key }) => key === app.kiosk);
    const kiosk = state.kiosks.find(({ key }) => key === app.kiosk);
    if (!row || !kiosk) {
        return { title: say("kiosks"), body: make("div", { class: "column" }, make("h1", { tabindex: -1 }, say("no_kiosk"))) };
    }
    const bundles = state.bundles.filter((bundle) => bundle.kiosk === kiosk.key);
    const receipt = row.hasReceipt ? receiptStep(app, null, { key: row.key, store: row.store }) : null;
    const onTyped = (): void => {
        app.typed.set(row.key, row.number);
        void app.go("home");
    };
    const body = make(
        "div",
        { class: "column" },
        make("h1", { tabindex: -1 }, row.name),
        make("p", { class: "line" }, `${say("n_answers", { n: count(row.answers ?? 0) })} · ${say("last")}: ${row.last}`),
        make("p", {}, say("print_is", { print: fromLeft(kiosk.print) })),
        nowCard(row),
        receipt?.card,
        bundles.length > 0 && make("section", {}, make("h2", { class: "list-head" }, say("bundles")), bundleTable(app, bundles)),
        healthList(kiosk),
        make(
            "div",
            { class: "buttons tall" },
            receipt && row.tone !== "good" && button(say("receipt_typed"), onTyped, "filled", "tick"),
            row.tone === "act" && row.mark === "save" && button(say("save_file"), () => void app.go("home"), "filled", "save"),
            receipt?.file,
            button(say("scan_again"), () => void app.go("scan"), "outline", "camera"),
        ),
    );
    return { title: say("kiosk"), body };
}
