// done_screen: what is to be done with what was collected: save the file, then type what the kiosk
// wants. Without the key that is the carried code; the receipt comes only after the file was read back.
import type { App, Screen } from "./app";
import { reasonOf } from "./app";
import { button, icon, make } from "./dom";
import type { Carried, State } from "./messages";
import { download, isTheSame, save } from "./saving";
import { count, digits, fromLeft, say, shortPrint } from "./words";

const today = (): string => new Intl.DateTimeFormat("sv-SE").format(new Date());
export const archiveName = (): string => `townline-${today()}.sqlite`;
const bundleName = (bundle: Carried): string => `${bundle.number}-${bundle.id.slice(0, 8)}.bundle`;

export const kioskName = (state: State, key: string, print: string): string =>
    state.kiosks.find((kiosk) => kiosk.key === key)?.name || say("kiosk_number", { print: shortPrint(print) });

function step(number: number, state: "done" | "now" | "then", title: string, ...more: (Node | string | null)[]): HTMLElement {
    const mark = state === "done" ? make("span", { class: "mark mark-done" }, icon("tick")) : make("span", { class: "mark" }, String(number));
    return make(
        "section",
        { class: `card step card-${state}` },
        mark,
        make("div", { class: "step-body" }, make("h2", {}, title), ...more),
    );
}

/** The card that saves, and reads back. `id` is a bundle, or "" for the archive. */
export function saveStep(app: App, name: string, id: string, isSaved: boolean): HTMLElement {
    if (isSaved) {
        return step(1, "done", say("saved_file"), make("p", {}, make("b", {}, name)));
    }
    const place = make("div", { class: "step-more" });
    const readBack = (): void => {
        const input = make("input", { type: "file", id: "read-back" });
        input.onchange = async () => {
            const [file] = input.files ?? [];
            if (file && (await isTheSame(app.office, file, id))) {
                app.clearNotes();
                await app.refresh();
            } else {
                app.note(say("not_the_same", { name }));
            }
        };
        place.replaceChildren(
            make("label", { for: "read-back", class: "read-back" }, make("b", {}, say("read_back")), make("span", {}, say("read_back_what")), input),
        );
    };
    const onSave = async (): Promise<void> => {
        try {
            const outcome = await save(app.office, name, id);
            if (outcome === "saved") {
                await app.refresh();
            } else if (outcome === "to be read back") {
                readBack();
            }
        } catch (fault) {
            app.note(reasonOf(fault));
        }
    };
    return step(1, "now", say("save_file"), make("p", {}, name), button(say("save_file"), () => void onSave(), "filled", "save"), place);
}

function carrying(app: App, bundle: Carried): HTMLElement {
    const { carried } = app.state;
    const title = carried.length === 1 ? say("you_carry", { n: bundle.number }) : say("you_carry_many", { n: carried.length });
    const more = carried.filter((other) => other.id !== bundle.id);
    return make(
        "div",
        { class: "column" },
        make("h1", { tabindex: -1 }, title),
        make("p", { class: "line with-icon" }, icon("lock"), say("nobody_reads")),
        saveStep(app, bundleName(bundle), bundle.id, bundle.saved),
        step(
            2,
            bundle.saved ? "now" : "then",
            say("type_carried"),
            make("p", {}, kioskName(app.state, bundle.kiosk, bundle.print), make("br"), say("type_carried_where")),
            make("p", { class: "code", id: "carried" }, bundle.carried.replace("-", " – ")),
        ),
        step(3, "then", say("bring"), make("p", {}, say("bring_what"))),
        more.length > 0 &&
            make(
                "dl",
                { class: "others" },
                ...more.flatMap((other) => [
                    make("dt", {}, `${kioskName(app.state, other.kiosk, other.print)}, ${say("bundle", { n: other.number })}`),
                    make("dd", {}, fromLeft(other.carried)),
                ]),
            ),
        make(
            "div",
            { class: "buttons tall" },
            button(say("next_kiosk"), () => void app.go("scan"), "filled"),
            !app.parts.isCarrier && button(say("have_key"), () => void app.go("key"), "outline"),
        ),
    );
}

function accepting(app: App, bundle: Carried): HTMLElement {
    const name = make("input", { type: "text", id: "kiosk-name", maxlength: 60, autocomplete: "off" });
    const accept = async (): Promise<void> => {
        try {
            await app.office.call("accept", bundle.kiosk, name.value.trim());
            await app.refresh();
        } catch (fault) {
            app.note(reasonOf(fault));
        }
    };
    return make(
        "div",
        { class: "column" },
        make("h1", { tabindex: -1 }, say("accept", { kiosk: say("kiosk_number", { print: shortPrint(bundle.print) }) })),
        make("p", { class: "line" }, say("accept_what", { print: "" })),
        make("p", { class: "code code-print" }, bundle.print),
        make("label", { for: "kiosk-name", class: "label" }, say("accept_name")),
        name,
        make(
            "div",
            { class: "buttons tall" },
            button(say("accept_yes"), () => void accept(), "filled", "tick"),
            button(say("back"), () => void app.go("home"), "outline"),
        ),
    );
}

function opened(app: App, bundle: Carried): HTMLElement {
    const { state } = app;
    const row = state.bundles.find((other) => other.id === bundle.id);
    const code = make("p", { class: "code", id: "receipt" }, state.saved ? "" : say("save_first"));
    const file = button(say("receipt_file"), () => undefined, "outline");
    file.disabled = true;
    if (state.saved) {
        app.office.call("receipt", bundle.kiosk, bundle.store).then(
            (receipt) => {
                code.textContent = digits(receipt.code);
                file.disabled = false;
                file.onclick = () => download(receipt.name, receipt.file, "text/plain");
            },
            (fault) => {
                code.textContent = say("not_yet");
                app.note(reasonOf(fault));
            },
        );
    }
    return make(
        "div",
        { class: "column" },
        make("h1", { tabindex: -1 }, kioskName(state, bundle.kiosk, bundle.print)),
        make("p", { class: "line" }, say("answers_open", { n: count(row?.responses ?? 0) })),
        saveStep(app, archiveName(), "", state.saved),
        step(2, state.saved ? "now" : "then", say("type_receipt"), make("p", {}, say("type_receipt_where")), code, make("p", {}, say("receipt_proves"))),
        make(
            "div",
            { class: "buttons tall" },
            button(say("next_kiosk"), () => void app.go("scan"), "filled"),
            file,
            button(say("kiosks"), () => void app.go("home"), "outline"),
        ),
    );
}

export function doneScreen(app: App): Screen {
    const bundle = app.carriedOf(app.newest);
    if (!bundle) {
        return { title: say("kiosks"), body: make("h1", { tabindex: -1 }, say("no_kiosk")) };
    }
    const place = app.state.bundles.find((row) => row.id === bundle.id)?.place;
    if (!app.state.hasKey || bundle.isForeign) {
        return { title: say("carrying"), body: carrying(app, bundle) };
    }
    return place === "merged"
        ? { title: say("collected"), body: opened(app, bundle) }
        : { title: say("collected"), body: accepting(app, bundle) };
}
