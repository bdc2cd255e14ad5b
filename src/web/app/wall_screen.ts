// wall_screen: what all kiosks together said, for a room, one question at a time. Nothing is shown before the
// person who leads the room reveals it; then how often each answer was given, by whole tens (the core counts).
import type { App, Screen } from "./app";
import { reasonOf } from "./app";
import { button, make } from "./dom";
import type { Wall } from "./messages";
import type { WallSlide } from "./records";
import { count, isolate, languageNow, say } from "./words";

const DOTS_MAX = 30;
const TEN = 10;

const peopleWords = (tens: number): string => (tens === 0 ? say("people_few") : say("people_tens", { n: count(tens) }));

/** Ten people a dot, or more where many answered. */
function dotOf(slide: WallSlide): number {
    const most = Math.max(...slide.answers.map(({ people }) => people));
    return [10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((dot) => most / dot <= DOTS_MAX) ?? 10000;
}

function answerRow(label: string, people: number, dot: number): HTMLElement {
    const dots = make("span", { class: "wall-dots", "aria-hidden": "true" });
    for (let i = 0; i < Math.floor(people / dot); i++) {
        dots.append(make("span", { class: "wall-dot" }));
    }
    if (people < TEN) {
        dots.append(make("span", { class: "wall-dash" }));
    }
    const words = people < TEN ? say("fewer_than") : say("or_more", { n: count(people) });
    return make("li", {}, make("span", { class: "wall-label" }, isolate(label)), dots, make("b", { class: "wall-people" }, words));
}

function slideParts(slide: WallSlide): (HTMLElement | null)[] {
    const dot = dotOf(slide);
    return [
        make("h1", { tabindex: -1 }, isolate(slide.service)),
        make("p", { class: "wall-question" }, isolate(slide.question)),
        make("ul", { class: "wall-answers" }, ...slide.answers.map(({ label, people }) => answerRow(label, people, dot))),
        make("p", {}, say("wall_dot", { n: count(dot) })),
    ];
}

function whyNot(wall: Wall): string {
    if (wall.tens < TEN) {
        return say("wall_few");
    }
    return say(wall.wasShown ? "wall_waits" : "wall_no_question");
}

export function wallScreen(app: App): Screen {
    const body = make("div", { class: "wall" });
    const people = make("p", { class: "wall-count" });
    const place = make("div", { class: "wall-slide" });
    const buttons = make("div", { class: "buttons wall-buttons" });
    body.append(people, place, buttons);
    let slides: WallSlide[] = [];
    let at = 0;

    const hide = (): void => {
        slides = [];
        void before();
    };
    const go = (by: number): void => {
        at = (at + by + slides.length) % slides.length;
        drawSlide();
    };
    const drawSlide = (): void => {
        const slide = slides[at];
        if (!slide) {
            return;
        }
        place.replaceChildren(...slideParts(slide).filter((part) => part !== null));
        buttons.replaceChildren(
            button(say("hide"), hide, "outline"),
            make("span", { class: "wall-at" }, say("wall_at", { n: count(at + 1), all: count(slides.length) })),
            button(say("previous"), () => go(-1), "outline"),
            button(say("next"), () => go(1), "filled"),
        );
        place.querySelector("h1")?.focus();
    };
    const reveal = async (): Promise<void> => {
        const wall = await app.office.call("wall", languageNow(), true);
        people.textContent = peopleWords(wall.tens);
        slides = wall.slides;
        at = 0;
        drawSlide();
    };
    const before = async (): Promise<void> => {
        try {
            const wall = await app.office.call("wall", languageNow(), false);
            people.textContent = peopleWords(wall.tens);
            place.replaceChildren(
                make("h1", { tabindex: -1 }, say(wall.mayTell ? "wall_ready" : "wall_not_yet")),
                make("p", { class: "wall-question" }, wall.mayTell ? say("wall_what") : whyNot(wall)),
            );
            const act = button(say("reveal"), () => void reveal(), "filled", "eye");
            act.disabled = !wall.mayTell;
            buttons.replaceChildren(button(say("back"), () => void app.go("home"), "outline"), act);
            place.querySelector("h1")?.focus();
        } catch (fault) {
            place.replaceChildren(make("h1", { tabindex: -1 }, say("wall_not_yet")), make("p", {}, reasonOf(fault)));
            buttons.replaceChildren(button(say("back"), () => void app.go("home"), "outline"));
        }
    };
    // Whoever leads may have touched anything before; so the keys count wherever the focus is.
    const onKey = (event: KeyboardEvent): void => {
        const isRtl = document.documentElement.dir === "rtl";
        const by = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1, PageDown: 1, PageUp: -1 }[event.key];
        if (slides.length > 0 && by !== undefined) {
            go(by);
        } else if (slides.length > 0 && event.key === "Escape") {
            event.preventDefault();
            hide();
        }
    };
    addEventListener("keydown", onKey, { capture: true });
    void before();
    return { title: say("wall_title"), body, leave: () => removeEventListener("keydown", onKey, { capture: true }) };
}
