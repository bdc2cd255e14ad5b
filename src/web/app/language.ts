// language: the choice of the page's language.
import type { App } from "./app";
import { make } from "./dom";
import { LANGUAGES, languageNow, say, useLanguage } from "./words";

export function languageSelect(app: App): HTMLElement {
    const select = make(
        "select",
        {
            class: "language",
            id: "language",
            "aria-label": say("language"),
            change: () => {
                useLanguage(select.value);
                app.draw();
            },
        },
        ...LANGUAGES.map(([code, own]) => make("option", { value: code, lang: code, selected: code === languageNow() }, own)),
    );
    return select;
}
