// app: what all screens share: the office, the camera, the state, and going from one screen to another.
import { make } from "./dom";
import type { Carried, State } from "./messages";
import { Office } from "./office";
import type { Parts } from "./office";
import { Scanner } from "./camera";

export type ScreenName = "home" | "scan" | "done" | "key" | "texts";
export interface Screen {
    title: string;
    body: HTMLElement;
    /** is called before another screen is shown */
    leave?(): void;
}

const KEY_IDLE_MS = 10 * 60 * 1000;

export class App {
    readonly office: Office;
    readonly scanner: Scanner;
    state!: State;
    isOffline = false;
    /** the bundle that the done screen is about: the newest */
    newest = "";
    screens!: Record<ScreenName, (app: App) => Screen>;
    header!: (app: App, screen: Screen, name: ScreenName) => HTMLElement;
    private shown: Screen | null = null;
    name: ScreenName = "home";
    private idle = 0;
    private readonly spoken = make("p", { class: "spoken", role: "status", "aria-live": "polite" });
    private readonly notes = make("div", { class: "notes", role: "alert" });

    constructor(
        readonly parts: Parts,
        private readonly root: HTMLElement,
    ) {
        this.office = new Office(parts);
        this.scanner = new Scanner(parts, this.office);
        for (const event of ["pointerdown", "keydown"]) {
            addEventListener(event, () => this.stayAwake());
        }
        addEventListener("beforeunload", (event) => {
            if (!this.isSafe()) {
                event.preventDefault();
            }
        });
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
        this.state = await this.office.call("state");
        this.draw();
    }

    draw(): void {
        if (this.state.hasKey && this.idle === 0) {
            this.stayAwake();
        }
        this.shown?.leave?.();
        const screen = this.screens[this.name](this);
        this.shown = screen;
        this.root.replaceChildren(
            this.header(this, screen, this.name),
            this.notes,
            make("main", { class: `screen screen-${this.name}` }, screen.body),
            this.spoken,
        );
    }

    /** For people who hear the page. */
    speak(words: string): void {
        this.spoken.textContent = words;
    }

    /** A line that stays until it is closed. */
    note(words: string): void {
        const line = make("p", { class: "note" }, words);
        line.append(make("button", { type: "button", class: "note-close", "aria-label": "×", click: () => line.remove() }, "×"));
        this.notes.append(line);
    }
    clearNotes(): void {
        this.notes.replaceChildren();
    }

    carriedOf(id: string): Carried | undefined {
        return this.state.carried.find((bundle) => bundle.id === id);
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
    const text = error instanceof Error ? error.message : String(error);
    return text.charAt(0).toUpperCase() + text.slice(1);
}
