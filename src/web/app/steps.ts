// steps: the numbered cards of what is to be done with a bundle.
import type { App } from "./app";
import { icon, make } from "./dom";
import { saver } from "./saving";
import { fromLeft, say, size } from "./words";

export function step(number: number | null, state: "done" | "now" | "then", title: string, ...more: (Node | string | null | false)[]): HTMLElement {
    const mark = state === "done" ? make("span", { class: "mark mark-good" }, icon("tick")) : make("span", { class: "mark mark-act" }, number === null ? icon("arrow") : String(number));
    return make(
        "section",
        { class: `card step card-${state}` },
        make("div", { class: "step-head" }, mark, make("h2", {}, title)),
        make("div", { class: "step-body" }, ...more),
    );
}

/** The card that saves, and reads back. `id` is a bundle, or "" for the archive. */
export function saveStep(app: App, file: { name: string; size: number | null; id: string; isSaved: boolean }): HTMLElement {
    const name = make("b", { class: "file-name" }, fromLeft(file.name));
    const about = make("p", {}, name, file.size === null ? "" : ` · ${size(file.size)}`);
    if (file.isSaved) {
        return step(1, "done", say("saved_file"), about);
    }
    const save = saver(app, file.name, file.id, say("save_file"));
    return step(1, "now", say("save_file_first"), about, save.button, save.place);
}
