// home_screen: what each kiosk needs next, most urgent on top; a place for files; the report.
import type { App, Screen } from "./app";
import { reasonOf } from "./app";
import { button, icon, make } from "./dom";
import type { Icon } from "./dom";
import { archiveName, kioskName } from "./done_screen";
import { chooseFiles, takeFiles } from "./files";
import type { State } from "./messages";
import { download, isTheSame, save } from "./saving";
import { count, digits, fromLeft, languageNow, say } from "./words";

interface Row {
    key: string;
    name: string;
    answers: string;
    last: string;
    now: string;
    mark: Icon | null;
    urgency: number;
    /** the newest bundle here, "" when there is none */
    newest: string;
    store: string;
    mayHaveReceipt: boolean;
}

function rowsOf(state: State): Row[] {
    const rows = state.kiosks.map((kiosk): Row => {
        const bundles = state.bundles.filter((bundle) => bundle.kiosk === kiosk.key);
        const here = state.carried.filter((bundle) => bundle.kiosk === kiosk.key);
        const newest = here.at(-1);
        const day = kiosk.last_collected || bundles.at(-1)?.collected;
        const gap = bundles.find((bundle) => bundle.gap_before);
        const row: Row = {
            key: kiosk.key,
            name: kioskName(state, kiosk.key, kiosk.print),
            answers: kiosk.merged > 0 ? count(kiosk.responses) : say("not_yet"),
            last: day ? fromLeft(day) : say("not_yet"),
            now: say("now_none"),
            mark: null,
            urgency: 0,
            newest: newest?.id ?? "",
            store: bundles.filter((bundle) => bundle.place === "merged").at(-1)?.store ?? "",
            mayHaveReceipt: false,
        };
        if (gap) {
            return { ...row, now: say("now_missing", { n: gap.number - 1 }), mark: "warning", urgency: 3 };
        }
        if (kiosk.apart > 0) {
            return { ...row, now: say("now_apart"), mark: "warning", urgency: 3 };
        }
        if (kiosk.waiting > 0) {
            return state.hasKey
                ? { ...row, now: say("now_accept"), mark: "arrow", urgency: 4 }
                : { ...row, now: say("now_key"), mark: "lock", urgency: 2 };
        }
        if (kiosk.merged > 0) {
            return state.saved
                ? { ...row, now: say("now_type"), mark: "arrow", urgency: 1, mayHaveReceipt: true }
                : { ...row, now: say("now_save"), mark: "save", urgency: 2 };
        }
        return row;
    });
    return rows.sort((a, b) => b.urgency - a.urgency || a.name.localeCompare(b.name));
}

function rowElement(app: App, row: Row): HTMLElement {
    const receipt = make("td", { class: "receipt", "data-label": say("receipt") }, row.mayHaveReceipt ? "…" : "");
    if (row.mayHaveReceipt) {
        app.office.call("receipt", row.key, row.store).then(
            ({ code }) => (receipt.textContent = digits(code)),
            () => (receipt.textContent = say("not_yet")),
        );
    }
    const open = (): void => {
        app.newest = row.newest;
        void app.go("done");
    };
    return make(
        "tr",
        { class: row.mark === "warning" ? "sand" : "" },
        make("th", { scope: "row" }, row.newest ? make("button", { type: "button", class: "row-open", click: open }, row.name) : row.name),
        make("td", { class: "number", "data-label": say("answers") }, row.answers),
        make("td", { "data-label": say("last") }, row.last),
        make("td", { class: "now" }, row.mark ? make("span", { class: "mark" }, icon(row.mark)) : make("span", { class: "mark mark-none" }), row.now),
        receipt,
    );
}

function kioskTable(app: App): HTMLElement {
    const rows = rowsOf(app.state);
    if (rows.length === 0) {
        return make("p", { class: "empty" }, say("no_kiosk"));
    }
    return make(
        "table",
        { class: "kiosks" },
        make("thead", {}, make("tr", {}, ...(["kiosk", "answers", "last", "now", "receipt"] as const).map((word) => make("th", { scope: "col" }, say(word))))),
        make("tbody", {}, ...rows.map((row) => rowElement(app, row))),
    );
}

function banner(app: App): HTMLElement | null {
    if (app.isSafe() || !app.state.hasKey) {
        return null;
    }
    const place = make("span", {});
    const onSave = async (): Promise<void> => {
        const outcome = await save(app.office, archiveName(), "");
        if (outcome === "saved") {
            await app.refresh();
        } else if (outcome === "to be read back") {
            const input = make("input", { type: "file", id: "read-back" });
            input.onchange = async () => {
                const [file] = input.files ?? [];
                if (file && (await isTheSame(app.office, file, ""))) {
                    app.clearNotes();
                    await app.refresh();
                } else {
                    app.note(say("not_the_same", { name: archiveName() }));
                }
            };
            place.replaceChildren(make("label", { for: "read-back", class: "read-back" }, make("b", {}, say("read_back")), input));
        }
    };
    return make(
        "section",
        { class: "banner" },
        icon("save"),
        make("p", {}, make("b", {}, say("unsaved")), " ", say("unsaved_what"), place),
        button(say("save_archive"), () => void onSave(), "filled"),
    );
}

function reportCard(app: App): HTMLElement {
    const { forms, pack } = app.state;
    const give = async (make_: () => Promise<Uint8Array>, name: string, type: string): Promise<void> => {
        try {
            download(name, Uint8Array.from(await make_()), type);
        } catch (fault) {
            app.note(reasonOf(fault));
        }
    };
    const buttons = [
        button(say("report_save"), () => void give(() => app.office.call("report", languageNow()), "report.html", "text/html"), "outline accent"),
        button(say("csv"), () => void give(() => app.office.call("csv", false), "responses.csv", "text/csv"), "outline"),
        button(say("csv_comments"), () => void give(() => app.office.call("csv", true), "comments.csv", "text/csv"), "outline"),
    ];
    const total = forms.reduce((sum, form) => sum + form.responses, 0);
    for (const each of buttons) {
        each.disabled = total === 0;
    }
    return make(
        "section",
        { class: "card report" },
        make("h2", {}, say("report_so_far")),
        make("p", {}, say("answers_open", { n: count(total) })),
        make("p", {}, say("report_what")),
        pack && make("p", {}, `${say("questions")}: ${say("questions_are", { title: pack.title, version: pack.version })}`),
        pack && button(say("look_texts"), () => void app.go("texts"), "outline", "eye"),
        make("div", { class: "buttons" }, ...buttons),
    );
}

function dropZone(app: App): HTMLElement {
    const zone = make(
        "section",
        { class: "drop" },
        icon("save"),
        make(
            "div",
            {},
            make("h2", {}, say("drop")),
            make("p", {}, say("drop_what")),
            make(
                "div",
                { class: "buttons" },
                button(say("choose_files"), () => chooseFiles(app), "outline accent", "file"),
                button(say("use_camera"), () => void app.go("scan"), "outline accent only-wide", "camera"),
            ),
        ),
    );
    zone.ondragover = (event) => {
        event.preventDefault();
        zone.classList.add("over");
    };
    zone.ondragleave = () => zone.classList.remove("over");
    zone.ondrop = (event) => {
        event.preventDefault();
        zone.classList.remove("over");
        void takeFiles(app, event.dataTransfer?.files ?? []);
    };
    return zone;
}

export function homeScreen(app: App): Screen {
    const { state } = app;
    const key = app.parts.isCarrier
        ? null
        : state.hasKey
        ? button(say("key_forget"), () => void app.forgetKey().then(() => app.note(say("key_forgotten"))), "outline", "key")
        : button(say("have_key"), () => void app.go("key"), "outline", "key");
    const body = make(
        "div",
        { class: "home" },
        banner(app),
        make("div", { class: "home-left" }, make("h1", { tabindex: -1 }, say("kiosks")), kioskTable(app), dropZone(app)),
        make("div", { class: "home-right" }, (state.forms.length > 0 || state.pack) && reportCard(app), make("div", { class: "buttons tall" }, key)),
        make("div", { class: "bottom" }, button(say("scan"), () => void app.go("scan"), "filled", "camera")),
    );
    return { title: say("page"), body };
}
