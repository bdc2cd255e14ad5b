// report_card: what the answers say so far, and the ways to take them along. The figures are the report's
// own: what it hides is not here.
import type { App } from "./app";
import { reasonOf } from "./app";
import { button, make } from "./dom";
import { mapPanel } from "./map_panel";
import type { Figures } from "./messages";
import type { PackAbout } from "./records";
import { archiveName } from "./rows";
import { download } from "./saving";
import { count, isolate, languageNow, say } from "./words";

function figureRows(figures: Figures): HTMLElement {
    const rows: [string, string][] = [];
    if (figures.mostIdentity) {
        rows.push([say("most_identity"), isolate(figures.mostIdentity)]);
    }
    if (figures.mostControl) {
        rows.push([say("most_control"), isolate(figures.mostControl)]);
    }
    if (figures.comments > 0) {
        rows.push([say("comments_written"), count(figures.comments)]);
    }
    return make("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

function drawFigures(app: App, place: HTMLElement, round: HTMLElement): void {
    app.figuresNow().then(
        (figures) => {
            round.textContent = figures.round;
            place.replaceChildren(
                ...(figures.dots.length > 0 ? [mapPanel(figures.dots), figureRows(figures)] : []),
                ...(figures.hidden > 0 ? [make("p", {}, say("hidden_services", { n: count(figures.hidden) }))] : []),
                make("p", {}, say("report_what")),
            );
        },
        (fault) => place.replaceChildren(make("p", {}, reasonOf(fault))),
    );
}

function reportButtons(app: App): HTMLElement {
    const give = async (ask: () => Promise<Uint8Array>, name: string, type: string): Promise<void> => {
        try {
            download(name, Uint8Array.from(await ask()), type);
        } catch (fault) {
            app.note(reasonOf(fault));
        }
    };
    const { office } = app;
    return make(
        "div",
        { class: "buttons" },
        button(say("report_save"), () => void give(() => office.call("report", languageNow()), "report.html", "text/html"), "outline accent"),
        button(say("csv"), () => void give(() => office.call("csv", false), "responses.csv", "text/csv"), "outline"),
        button(say("csv_comments"), () => void give(() => office.call("csv", true), "comments.csv", "text/csv"), "outline"),
        button(say("sqlite"), () => void give(() => office.call("archiveFile"), archiveName(), "application/octet-stream"), "outline"),
        button(say("wall"), () => void app.go("wall"), "outline", "people"),
    );
}

function questions(app: App, pack: PackAbout): HTMLElement {
    return make(
        "div",
        { class: "questions" },
        make("p", {}, make("b", {}, say("questions")), ": ", say("questions_are", { title: isolate(pack.title), version: pack.version })),
        button(say("look_texts"), () => void app.go("texts"), "outline", "eye"),
    );
}

export function reportCard(app: App): HTMLElement | null {
    const { forms, pack } = app.state;
    const total = forms.reduce((sum, form) => sum + form.responses, 0);
    if (total === 0 && !pack) {
        return null;
    }
    const round = make("p", { class: "side" });
    const figures = make("div", { class: "figures" }, total > 0 ? say("counting") : say("no_answers"));
    if (total > 0) {
        drawFigures(app, figures, round);
    }
    return make(
        "section",
        { class: "card report" },
        make("div", { class: "beside-head" }, make("h2", {}, say("report_so_far")), round),
        figures,
        total > 0 && !pack && make("p", {}, say("words_need_pack")),
        total > 0 && reportButtons(app),
        pack && questions(app, pack),
    );
}
