// key_screen: the office's key and its passphrase. Both are in memory only; the fields are emptied when
// the screen is left.
import type { App, Screen } from "./app";
import { reasonOf } from "./app";
import { button, icon, make } from "./dom";
import { say } from "./words";

const KEY_MAX_BYTES = 65536;

export function keyScreen(app: App): Screen {
    const file = make("input", { type: "file", id: "key-file" });
    const passphrase = make("input", { type: "password", id: "passphrase", autocomplete: "off" });
    const fault = make("p", { class: "fault", role: "alert" });
    const open = button(say("key_open"), () => void unlock(), "filled");
    const show = button(
        say("show"),
        () => {
            const isShown = passphrase.type === "text";
            passphrase.type = isShown ? "password" : "text";
            show.lastChild?.replaceWith(say(isShown ? "show" : "hide"));
        },
        "outline",
        "eye",
    );
    const unlock = async (): Promise<void> => {
        const [chosen] = file.files ?? [];
        if (!chosen || chosen.size > KEY_MAX_BYTES) {
            fault.textContent = say("key_choose");
            return;
        }
        open.disabled = true;
        fault.textContent = say("key_opening");
        try {
            await app.office.unlock(new Uint8Array(await chosen.arrayBuffer()), passphrase.value);
            passphrase.value = "";
            await app.go(app.newest ? "done" : "home");
        } catch (wrong) {
            fault.textContent = reasonOf(wrong);
            open.disabled = false;
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
        make("label", { for: "key-file", class: "label" }, say("key_file")),
        file,
        make("label", { for: "passphrase", class: "label" }, say("passphrase")),
        make("div", { class: "beside" }, passphrase, show),
        fault,
        make(
            "section",
            { class: "card sand with-icon" },
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
            file.value = "";
        },
    };
}
