// done_screen: what is to be done with what was collected: save the file, then type what the kiosk
// wants. Without the key that is the carried code; the receipt comes only after the file was read back.
import type { App, Screen } from "./app";
import { reasonOf } from "./app";
import { button, icon, make, rich } from "./dom";
import { kioskScreen } from "./kiosk_screen";
import type { Carried } from "./messages";
import { receiptStep } from "./receipt_step";
import { archiveName, isSafe, kioskName } from "./rows";
import { saveStep, step } from "./steps";
import { count, digits, fromLeft, isolate, say, shortPrint } from "./words";

const bundleName = (bundle: Carried): string => `${bundle.number}-${bundle.id.slice(0, 8)}.bundle`;

/** Receipts that may be typed already: of kiosks whose answers are in the archive that was opened here. */
function nextVisit(app: App, bundle: Carried): HTMLElement | null {
    const { state } = app;
    const kiosks = state.kiosks.filter((kiosk) => kiosk.merged > 0 && isSafe(state, kiosk.key) && kiosk.state !== "retired");
    if (kiosks.length === 0) {
        return null;
    }
    const rows = kiosks.flatMap((kiosk) => {
        const merged = state.bundles.filter((row) => row.kiosk === kiosk.key && row.place === "merged").at(-1);
        const code = make("dd", {}, "…");
        app.office.call("receipt", kiosk.key, merged?.store ?? "").then(
            (receipt) => (code.textContent = digits(receipt.code)),
            () => (code.textContent = say("not_yet")),
        );
        return [make("dt", {}, isolate(kioskName(state, kiosk.key, kiosk.print)) + (kiosk.key === bundle.kiosk ? ` · ${say("this_kiosk")}` : "")), code];
    });
    return make("section", {}, make("h2", { class: "list-head" }, say("next_visit")), make("dl", { class: "facts codes" }, ...rows));
}

function otherBundles(app: App, bundle: Carried): HTMLElement | null {
    const others = app.state.carried.filter((other) => other.id !== bundle.id && (!app.state.hasKey || other.isForeign || other.isShut));
    if (others.length === 0) {
        return null;
    }
    const rows = others.flatMap((other) => [
        make("dt", {}, `${isolate(kioskName(app.state, other.kiosk, other.print))} · ${say("bundle", { n: other.number })}`),
        make("dd", {}, fromLeft(other.carried.replace("-", " – "))),
    ]);
    return make("section", {}, make("h2", { class: "list-head" }, say("also_carried")), make("dl", { class: "facts codes" }, ...rows));
}

function whyCarried(app: App, bundle: Carried): string {
    if (bundle.isShut) {
        return say("shut");
    }
    return app.state.hasKey && bundle.isForeign ? say("other_office") : say("nobody_reads");
}

function carrying(app: App, bundle: Carried): HTMLElement {
    const name = kioskName(app.state, bundle.kiosk, bundle.print);
    return make(
        "div",
        { class: "column" },
        make("h1", { tabindex: -1 }, say("you_carry", { n: bundle.number })),
        make("p", { class: "line with-icon" }, icon("lock"), whyCarried(app, bundle)),
        saveStep(app, { name: bundleName(bundle), size: bundle.size, id: bundle.id, isSaved: bundle.saved }),
        step(
            2,
            bundle.saved ? "now" : "then",
            say("type_carried"),
            make("p", {}, isolate(name), make("br"), ...rich(say("type_carried_where"))),
            make("p", { class: "code", id: "carried" }, bundle.carried.replace("-", " – ")),
        ),
        step(3, "then", say("bring"), make("p", {}, say("bring_what"))),
        otherBundles(app, bundle),
        nextVisit(app, bundle),
        make(
            "div",
            { class: "buttons tall" },
            button(say("next_kiosk"), () => void app.go("scan"), "filled", "camera"),
            !app.parts.isCarrier && !app.state.hasKey && button(say("have_key"), () => void app.go("key"), "outline", "key"),
        ),
    );
}

function accepting(app: App, bundle: Carried): HTMLElement {
    const name = make("input", { type: "text", id: "kiosk-name", maxlength: 60, autocomplete: "off", required: true });
    const fault = make("p", { class: "fault", role: "alert" });
    const accept = async (): Promise<void> => {
        if (name.value.trim() === "") {
            fault.textContent = say("accept_needs_name");
            name.focus();
            return;
        }
        try {
            await app.office.call("accept", bundle.kiosk, name.value.trim());
            app.kiosk = bundle.kiosk;
            await app.go("done");
        } catch (wrong) {
            fault.textContent = reasonOf(wrong);
        }
    };
    return make(
        "form",
        {
            class: "column",
            submit: (event) => {
                event.preventDefault();
                void accept();
            },
        },
        make("h1", { tabindex: -1 }, say("accept", { kiosk: say("kiosk_number", { print: shortPrint(bundle.print) }) })),
        make("p", { class: "line" }, say("accept_what")),
        make("p", { class: "code code-print" }, bundle.print),
        make("p", {}, say("accept_where")),
        make("label", { for: "kiosk-name", class: "label" }, say("accept_name")),
        name,
        fault,
        make(
            "div",
            { class: "buttons tall" },
            button(say("accept_yes"), () => void accept(), "filled", "tick"),
            button(say("accept_no"), () => void app.go("home"), "outline"),
        ),
    );
}

function opened(app: App, bundle: Carried): HTMLElement {
    const { state } = app;
    const row = state.bundles.find((other) => other.id === bundle.id);
    const kind = bundle.kind === "contacts" ? say("contacts_open") : say("answers_open", { n: count(row?.responses ?? 0) });
    const receipt = receiptStep(app, 2, { key: bundle.kiosk, store: bundle.store });
    const next = (): void => {
        app.typed.set(bundle.kiosk, row?.number ?? bundle.number);
        void app.go("scan");
    };
    const isSaved = isSafe(state, bundle.kiosk);
    return make(
        "div",
        { class: "column" },
        make("h1", { tabindex: -1 }, isolate(kioskName(state, bundle.kiosk, bundle.print))),
        make("p", { class: "line" }, kind),
        saveStep(app, { name: archiveName(), size: null, id: "", isSaved }),
        receipt.card,
        isSaved && make("p", { class: "with-icon hint-line" }, icon("stick"), make("span", {}, say("stick_receipt"))),
        make(
            "div",
            { class: "buttons tall" },
            button(say(isSaved ? "typed_next" : "next_kiosk"), isSaved ? next : () => void app.go("scan"), isSaved ? "filled" : "outline"),
            receipt.file,
            button(say("kiosks"), () => void app.go("home"), "outline"),
        ),
    );
}

export function doneScreen(app: App): Screen {
    const bundle = app.carriedOf(app.newest);
    if (!bundle) {
        return { title: say("kiosks"), body: make("div", { class: "column" }, make("h1", { tabindex: -1 }, say("no_kiosk"))) };
    }
    const place = app.state.bundles.find((row) => row.id === bundle.id)?.place;
    if (!app.state.hasKey || bundle.isForeign || bundle.isShut) {
        return { title: say("carrying"), body: carrying(app, bundle) };
    }
    if (place === "apart") {
        app.kiosk = bundle.kiosk;
        return kioskScreen(app);
    }
    return { title: say("collected"), body: place === "kept" ? accepting(app, bundle) : opened(app, bundle) };
}
