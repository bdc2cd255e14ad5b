// app: what all screens share: the office, the camera, the state, and going from one screen to another.
import { Scanner } from "./camera";
import { button, make } from "./dom";
import type { Carried, Figures, State } from "./messages";
import { Office, Refusal } from "./office";
import type { Parts } from "./office";
import { languageNow, say } from "./words";

export type ScreenName = "home" | "scan" | "done" | "kiosk" | "key" | "texts" | "wall";
export interface Screen {
    title: string;
    body: HTMLElement;
    /** is called before another screen is shown */
    leave?(): void;
}

const KEY_IDLE_MS = 10 * 60 * 1000;
/** From here on the kiosks are a table, with the report beside it. */
const WIDE = "(min-width: 900px)";

export class App {
    readonly office: Office;
    readonly scanner: Scanner;
    /** what a page knows that has kept nothing */
    state: State = {
        hasKey: false,
        keeps: false,
        kiosks: [],
        bundles: [],
        carried: [],
        forms: [],
        saved: true,
        unsaved: 0,
        savedAt: 0,
        unsavedKiosks: [],
        changes: 0,
        pack: null,
    };
    isOffline = false;
    /** the bundle that the done screen is about: the newest */
    newest = "";
    /** the key of the kiosk that its screen is about */
    kiosk = "";
    /** by kiosk, the number of the bundle whose receipt was typed there, as staff said in this page */
    readonly typed = new Map<string, number>();
    screens!: Record<ScreenName, (app: App) => Screen>;
    header!: (app: App, screen: Screen, name: ScreenName) => HTMLElement;
    name: ScreenName = "home";
    private shown: Screen | null = null;
    private idle = 0;
    private figures: { of: string; made: Promise<Figures> } | null = null;
    private quarter = 0;
    private readonly wide = matchMedia(WIDE);
    private readonly spoken = make("p", { class: "spoken", role: "status", "aria-live": "polite" });
    private readonly notes = make("div", { class: "notes", role: "alert" });
    private readonly reading = make("section", { class: "reading", hidden: true });

    constructor(
        readonly parts: Parts,
        private readonly root: HTMLElement,
    ) {
        this.office = new Office(parts);
        this.scanner = new Scanner(parts, this.office);
        this.office.onRestart = (hadKey) => {
            this.note(say(hadKey ? "restarted_key" : "restarted"));
            void this.refreshQuietly();
        };
        this.wide.onchange = () => this.name === "home" && this.draw();
        for (const event of ["pointerdown", "keydown"]) {
            addEventListener(event, () => this.stayAwake());
        }
        addEventListener("keydown", (event: KeyboardEvent) => {
            if (event.key === "Escape" && this.name !== "home" && !event.defaultPrevented) {
                void this.go("home");
            }
        });
        addEventListener("beforeunload", (event) => {
            if (!this.isSafe()) {
                event.preventDefault();
            }
        });
    }

    get isWide(): boolean {
        return this.wide.matches;
    }

    /** Whether nothing is lost when the page is closed. */
    isSafe(): boolean {
        return this.state?.saved || (this.state?.keeps && !this.state.hasKey);
    }

    async go(name: ScreenName): Promise<void> {
        this.shown?.leave?.();
        this.shown = null;
        this.name = name;
        await this.refresh();
        (this.root.querySelector("h1") ?? this.root).focus();
        scrollTo(0, 0);
    }

    /** Asks the core how things are, and draws the screen anew. */
    async refresh(): Promise<void> {
        if (this.office.isStarted) {
            this.state = await this.office.call("state");
        }
        this.draw();
    }

    /** The same, but what somebody is doing on a screen of its own is left alone. */
    async refreshQuietly(): Promise<void> {
        this.state = await this.office.call("state");
        if (this.name === "home" || this.name === "done" || this.name === "kiosk") {
            this.draw();
        }
    }

    draw(): void {
        if (this.state.hasKey && this.idle === 0) {
            this.stayAwake();
        }
        this.shown?.leave?.();
        const focused = this.root.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
        const screen = this.screens[this.name](this);
        this.shown = screen;
        this.root.replaceChildren(
            this.header(this, screen, this.name),
            this.reading,
            this.notes,
            make("main", { class: `screen screen-${this.name}` }, screen.body),
            this.spoken,
        );
        if (focused && !focused.isConnected) {
            this.focusAgain(focused);
        }
    }

    /** Who uses the keyboard stays where they were, or else begins at the heading. */
    private focusAgain(before: HTMLElement): void {
        const same = before.id
            ? this.root.querySelector<HTMLElement>(`#${CSS.escape(before.id)}`)
            : [...this.root.querySelectorAll<HTMLElement>(before.tagName)].find((other) => other.textContent === before.textContent);
        (same ?? this.root.querySelector<HTMLElement>("h1") ?? this.root).focus();
    }

    /** For people who hear the page. */
    speak(words: string): void {
        this.spoken.textContent = words;
    }

    /** A line that stays until it is closed. */
    note(words: string): void {
        const line = make("p", { class: "note" }, words);
        line.append(make("button", { type: "button", class: "note-close", "aria-label": say("close"), click: () => line.remove() }, "×"));
        this.notes.append(line);
    }
    clearNotes(): void {
        this.notes.replaceChildren();
    }

    /** What is being read, how far it is (null: nobody knows), and a way to stop it. */
    busy(words: string, share: number | null, stop: (() => void) | null, more = ""): void {
        const percent = share === null ? null : Math.round(share * 100);
        const bar = make("progress", { max: 100, "aria-label": say("reading"), ...(percent === null ? {} : { value: percent }) });
        this.reading.hidden = false;
        this.reading.setAttribute("aria-label", say("reading"));
        const old = this.reading.querySelector(".button");
        const end = stop && (old ?? button(say("stop"), stop, "outline"));
        this.reading.replaceChildren(make("p", {}, words, more && make("b", {}, ` ${more}`)), bar);
        if (end) {
            this.reading.append(end);
        }
        const quarter = Math.floor((share ?? 0) * 4);
        if (quarter !== this.quarter) {
            this.quarter = quarter;
            this.speak(`${words} ${percent}%`);
        }
    }
    notBusy(): void {
        this.reading.hidden = true;
        this.reading.replaceChildren();
        this.quarter = 0;
    }

    carriedOf(id: string): Carried | undefined {
        return this.state.carried.find((bundle) => bundle.id === id);
    }

    /** The report's figures as they are now; they are counted once. */
    figuresNow(): Promise<Figures> {
        const of = `${this.state.changes} ${languageNow()}`;
        if (this.figures?.of !== of) {
            this.figures = { of, made: this.office.call("figures", languageNow()) };
        }
        return this.figures.made;
    }

    private stayAwake(): void {
        clearTimeout(this.idle);
        this.idle = 0;
        if (this.state?.hasKey) {
            this.idle = setTimeout(() => void this.forgetKey(), KEY_IDLE_MS);
        }
    }
    async forgetKey(): Promise<void> {
        await this.office.call("forgetKey");
        await this.go("home");
    }
}

/** Why something failed, as a sentence. */
export function reasonOf(error: unknown): string {
    if (error instanceof Refusal && error.isTrap) {
        return say("trapped");
    }
    const text = error instanceof Error ? error.message : String(error);
    return text.charAt(0).toUpperCase() + text.slice(1);
}
