// key_screen: the office's key and its passphrase. Both are in memory only; the fields are emptied when
// the screen is left.
import type { App, Screen } from "./app";
import { reasonOf } from "./app";
import { button, icon, make } from "./dom";
import { fromLeft, say } from "./words";

const KEY_MAX_BYTES = 65536;

/** A file input that shows what was chosen as a card. */
function keyFile(): { label: HTMLElement; input: HTMLInputElement } {
    const input = make("input", { type: "file", id: "key-file", class: "file-input" });
    const name = make("b", {}, say("key_choose"));
    const about = make("span", {}, say("key_where"));
    const mark = make("span", { class: "mark mark-todo" });
    input.onchange = () => {
        const [file] = input.files ?? [];
        name.textContent = file ? fromLeft(file.name) : say("key_choose");
        about.textContent = file ? say("key_chosen") : say("key_where");
        mark.className = `mark mark-${file ? "good" : "todo"}`;
        mark.replaceChildren(...(file ? [icon("tick")] : []));
    };
    return { input, label: make("label", { for: "key-file", class: "file-card" }, icon("key"), make("span", { class: "file-words" }, name, about), mark) };
}

export function keyScreen(app: App): Screen {
    const file = keyFile();
    const passphrase = make("input", { type: "password", id: "passphrase", autocomplete: "off" });
    const fault = make("p", { class: "fault", role: "alert" });
    const open = button(say("key_open"), () => undefined, "filled");
    open.type = "submit";
    const show = button(
        say("show"),
        () => {
            const isShown = passphrase.type === "text";
            passphrase.type = isShown ? "password" : "text";
            show.setAttribute("aria-pressed", String(!isShown));
            show.lastChild?.replaceWith(say(isShown ? "show" : "hide"));
        },
        "outline",
        "eye",
    );
    const unlock = async (): Promise<void> => {
        const [chosen] = file.input.files ?? [];
        if (!chosen || chosen.size > KEY_MAX_BYTES) {
            fault.textContent = say("key_choose");
            file.input.focus();
            return;
        }
        open.disabled = true;
        fault.textContent = say("key_opening");
        try {
            await app.office.unlock(new Uint8Array(await chosen.arrayBuffer()), passphrase.value);
            passphrase.value = "";
            await app.go(app.newest ? "done" : "home");
            tellForeign(app);
        } catch (wrong) {
            fault.textContent = reasonOf(wrong);
            open.disabled = false;
            passphrase.focus();
        }
    };
    const body = make(
        "form",
        {
            class: "column",
            submit: (event) => {
                event.preventDefault();
                void unlock();
            },
        },
        make("h1", { tabindex: -1 }, say("key_title")),
        make("p", { class: "label" }, say("key_file")),
        file.input,
        file.label,
        make("label", { for: "passphrase", class: "label" }, say("passphrase")),
        make("div", { class: "beside" }, passphrase, show),
        fault,
        make(
            "section",
            { class: "card sand with-icon top" },
            icon("lock"),
            make(
                "div",
                {},
                make("h2", {}, say("key_kept")),
                make("ul", {}, make("li", {}, say("key_never")), make("li", {}, say("key_closed")), make("li", {}, say("key_idle"))),
            ),
        ),
        make("div", { class: "buttons tall" }, open, button(say("key_without"), () => void app.go("home"), "outline")),
    );
    return {
        title: say("key_name"),
        body,
        leave: () => {
            passphrase.value = "";
            file.input.value = "";
        },
    };
}

/** The right key of another office opens nothing, which looks as if nothing had happened. */
function tellForeign(app: App): void {
    const foreign = app.state.carried.filter((bundle) => bundle.isForeign).length;
    if (foreign > 0) {
        app.note(say(foreign === app.state.carried.length ? "other_office_all" : "other_office"));
    }
}
