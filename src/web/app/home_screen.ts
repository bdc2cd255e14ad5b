// home_screen: what each kiosk needs next, most urgent on top; a place for files; the report. On a phone
// kiosks are cards to be touched, on a laptop rows of a table.
import type { App, Screen } from "./app";
import { reasonOf } from "./app";
import { button, icon, make } from "./dom";
import { chooseFiles, takeFiles } from "./files";
import { languageSelect } from "./language";
import { reportCard } from "./report_card";
import { archiveName, rowsOf } from "./rows";
import type { Row } from "./rows";
import { saver } from "./saving";
import { count, digits, say, timeWords } from "./words";

function mark(row: Row): HTMLElement {
    return make("span", { class: `mark mark-${row.tone}`, "aria-hidden": "true" }, row.mark && icon(row.mark));
}

/** The digits come from the core a moment later. */
function receiptOf(app: App, row: Row): HTMLElement {
    const place = make("span", { class: "digits" }, "…");
    app.office.call("receipt", row.key, row.store).then(
        ({ code }) => (place.textContent = digits(code)),
        (fault) => (place.textContent = reasonOf(fault)),
    );
    return place;
}

function openRow(app: App, row: Row): void {
    app.newest = row.newest;
    app.kiosk = row.key;
    const bundle = app.carriedOf(row.newest);
    const isToAccept = row.tone === "act" && row.store === "" && bundle !== undefined;
    void app.go(isToAccept || row.tone === "carry" ? "done" : "kiosk");
}

function card(app: App, row: Row): HTMLElement {
    const answers = row.answers === null ? "" : ` · ${say("n_answers", { n: count(row.answers) })}`;
    const line = row.more || (row.tone === "todo" ? "" : row.last);
    return make(
        "li",
        {},
        make(
            "button",
            { type: "button", class: `kiosk-card tone-${row.tone}`, id: `kiosk-${row.key.slice(0, 12)}`, click: () => openRow(app, row) },
            mark(row),
            make(
                "span",
                { class: "kiosk-words" },
                make("b", { class: "kiosk-name" }, row.name),
                make("b", {}, row.now),
                (line || answers) && make("span", {}, `${line}${answers}`),
                row.tone === "act" && row.hasReceipt && make("span", { class: "kiosk-receipt" }, receiptOf(app, row)),
            ),
            icon("on"),
        ),
    );
}

function tableRow(app: App, row: Row): HTMLElement {
    const open = make("button", { type: "button", class: "row-open", id: `kiosk-${row.key.slice(0, 12)}`, click: () => openRow(app, row) }, row.name);
    return make(
        "tr",
        { class: `tone-${row.tone}` },
        make("th", { scope: "row" }, open),
        make("td", { class: "number" }, count(row.answers ?? 0)),
        make("td", {}, row.last),
        make("td", { class: "now" }, make("span", { class: "now-words" }, mark(row), make("b", {}, row.now))),
        make("td", { class: "number receipt" }, row.hasReceipt ? receiptOf(app, row) : row.store ? say("not_yet") : say("none")),
    );
}

function kiosks(app: App, rows: Row[]): HTMLElement {
    if (rows.length === 0) {
        return make("p", { class: "empty" }, say("no_kiosk"));
    }
    if (!app.isWide) {
        return make("ul", { class: "kiosk-cards" }, ...rows.map((row) => card(app, row)));
    }
    const heads = [
        ["kiosk", ""],
        ["answers", "number"],
        ["last", ""],
        ["now", ""],
        ["receipt", "number"],
    ] as const;
    return make(
        "table",
        { class: "kiosks" },
        make("thead", {}, make("tr", {}, ...heads.map(([word, kind]) => make("th", { scope: "col", class: kind }, say(word))))),
        make("tbody", {}, ...rows.map((row) => tableRow(app, row))),
    );
}

function banner(app: App): HTMLElement | null {
    const { state } = app;
    if (app.isSafe() || !state.hasKey) {
        return null;
    }
    const save = saver(app, archiveName(), "", say("save_archive"));
    const lead = state.unsaved > 0 ? say(state.unsaved === 1 ? "unsaved_one" : "unsaved_n", { n: count(state.unsaved) }) : say("unsaved");
    const when = state.savedAt > 0 ? ` ${say("last_saved", { when: timeWords(state.savedAt) })}` : "";
    return make(
        "section",
        { class: "banner" },
        icon("save"),
        make("div", { class: "banner-words" }, make("p", {}, make("b", {}, lead), " ", say("unsaved_what"), when), save.place),
        save.button,
    );
}

function dropZone(app: App): HTMLElement {
    return make(
        "section",
        { class: "drop" },
        icon("save"),
        make(
            "div",
            {},
            make("h2", {}, say(app.isWide ? "drop" : "files")),
            make("p", {}, say("drop_what")),
            make(
                "div",
                { class: "buttons" },
                button(say("choose_files"), () => chooseFiles(app), "outline accent", "file"),
                app.isWide && button(say("use_camera"), () => void app.go("scan"), "outline accent", "camera"),
            ),
        ),
    );
}

/** Files may be dropped anywhere on the page. */
function takeDrops(app: App, place: HTMLElement): void {
    place.ondragover = (event) => {
        event.preventDefault();
        place.classList.add("over");
    };
    place.ondragleave = (event) => {
        if (!place.contains(event.relatedTarget as Node | null)) {
            place.classList.remove("over");
        }
    };
    place.ondrop = (event) => {
        event.preventDefault();
        place.classList.remove("over");
        void takeFiles(app, event.dataTransfer?.files ?? []);
    };
}

function keyButton(app: App): HTMLElement | null {
    if (app.parts.isCarrier) {
        return null;
    }
    return app.state.hasKey
        ? button(say("key_forget"), () => void app.forgetKey().then(() => app.note(say("key_forgotten"))), "outline", "key")
        : button(say("have_key"), () => void app.go("key"), "outline", "key");
}

export function homeScreen(app: App): Screen {
    const { state } = app;
    const rows = rowsOf(state, app.typed);
    const opened = rows.reduce((sum, row) => sum + (row.answers ?? 0), 0);
    const totals =
        rows.length > 0 &&
        make(
            "p",
            { class: "totals" },
            make("span", {}, make("b", {}, count(rows.length)), ` ${say(rows.length === 1 ? "kiosk_one" : "kiosk_many")}`),
            make("span", {}, make("b", {}, count(opened)), ` ${say("answers_opened")}`),
        );
    const left = make(
        "div",
        { class: "home-left" },
        make("div", { class: "beside-head" }, make("h1", { tabindex: -1 }, say("kiosks")), totals),
        kiosks(app, rows),
        dropZone(app),
    );
    const right = make("div", { class: "home-right" }, reportCard(app), make("div", { class: "buttons" }, keyButton(app)), !app.isWide && languageSelect(app));
    const saved = state.savedAt > 0 && make("p", { class: "with-icon saved-line" }, icon("file"), say("last_saved_file", { when: timeWords(state.savedAt) }));
    const bottom = !app.isWide && make("div", { class: "bottom" }, saved, button(say("scan"), () => void app.go("scan"), "filled", "camera"));
    const body = make("div", { class: "home" }, banner(app), left, right, bottom);
    takeDrops(app, body);
    return { title: app.isWide ? say("page") : say("kiosks"), body };
}
