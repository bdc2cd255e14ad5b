// texts_screen: a pack for somebody who proof-reads: each text in two languages side by side, and what a
// kiosk could not ask. It needs no key. Words that are still those of the first language are on sand.
import type { App, Screen } from "./app";
import { reasonOf } from "./app";
import { make } from "./dom";
import type { TextRow } from "./module";
import { languageNow, say } from "./words";

/** Many forms have some thousand texts, which a page shows at once; the biggest have more. */
const ROWS_MAX = 20000;

export function textsScreen(app: App): Screen {
    const { pack } = app.state;
    const languages = pack?.languages ?? [];
    const find = (code: string): number => languages.findIndex(({ id }) => id === code || id.startsWith(`${code}-`));
    const chosen = [0, Math.max(Math.min(1, languages.length - 1), find(languageNow()))];
    const table = make("table", { class: "texts" });
    let rows: TextRow[] = [];

    const draw = (): void => {
        const cell = (row: TextRow, at: number): HTMLElement => {
            const language = languages[at];
            const text = row.words[at] ?? "";
            const isMissing = at > 0 && text === row.words[0] && /\p{L}/u.test(text);
            return make("td", { lang: language?.id ?? "", dir: language?.rtl ? "rtl" : "ltr", class: isMissing ? "sand" : "" }, text);
        };
        table.replaceChildren(
            make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("questions")), ...chosen.map((at) => make("th", { scope: "col" }, languages[at]?.label ?? "")))),
            make("tbody", {}, ...rows.slice(0, ROWS_MAX).map((row) => make("tr", {}, make("th", { scope: "row" }, row.place), ...chosen.map((at) => cell(row, at))))),
        );
    };
    const choose = (which: number): HTMLElement => {
        const select = make(
            "select",
            {
                class: "button outline",
                "aria-label": `${say("language")} ${which + 1}`,
                change: () => {
                    chosen[which] = Number(select.value);
                    draw();
                },
            },
            ...languages.map(({ label }, at) => make("option", { value: at, selected: at === chosen[which] }, label)),
        );
        return select;
    };
    app.office.call("packTexts").then(
        (texts) => {
            rows = texts;
            draw();
        },
        (fault) => app.note(reasonOf(fault)),
    );
    const body = make(
        "div",
        { class: "column wide" },
        make("h1", { tabindex: -1 }, pack ? say("questions_are", { title: pack.title, version: pack.version }) : say("questions")),
        ...(pack?.faults ?? []).map((fault) => make("p", { class: "fault" }, `${fault.path}: ${fault.what}. ${fault.instead}`)),
        pack?.faults.length === 0 && make("p", {}, say("no_faults")),
        make("div", { class: "buttons" }, choose(0), choose(1)),
        make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("questions") }, table),
    );
    return { title: say("questions"), body };
}
