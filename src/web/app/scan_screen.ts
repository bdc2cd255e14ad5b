// scan_screen: the camera, the ring, one hint, exact pieces. It stays while bundles come, and goes on
// by itself when nothing new has come for a while after one.
import type { App, Screen } from "./app";
import { button, icon, make, ring } from "./dom";
import { QUIET_MS, hintOf } from "./hints";
import type { CoreEvent, Progress, Seen } from "./messages";
import type { CameraFault } from "./camera";
import { chooseFiles } from "./files";
import { kioskName } from "./rows";
import { count, fromLeft, isolate, say } from "./words";
import type { Word } from "./words";

const DONE_AFTER_MS = 1800;

/** A short sound and a tremble, for who looks at the kiosk and not at the phone. */
function celebrate(): void {
    navigator.vibrate?.([120, 60, 120]);
    try {
        const audio = new AudioContext();
        const tone = audio.createOscillator();
        const volume = audio.createGain();
        tone.frequency.value = 880;
        volume.gain.value = 0.15;
        tone.connect(volume).connect(audio.destination);
        tone.start();
        tone.stop(audio.currentTime + 0.25);
        tone.onended = () => void audio.close();
    } catch {
        // Without sound there is still the tremble and the words.
    }
}

/** How long the rest will take, when it goes on as it did so far. */
class Pace {
    private readonly begun = performance.now();
    private first = -1;

    left({ rank, k }: Progress): string {
        this.first = this.first < 0 ? rank : this.first;
        const passed = (performance.now() - this.begun) / 1000;
        if (rank - this.first < 5 || passed < 1) {
            return "";
        }
        const seconds = Math.ceil(((k - rank) * passed) / (rank - this.first));
        return seconds < 1 || seconds > 600 ? "" : say(seconds === 1 ? "second_left" : "seconds_left", { n: count(seconds) });
    }
}

export function scanScreen(app: App): Screen {
    const video = make("video", { class: "camera", muted: true, playsinline: true, "aria-hidden": "true" });
    video.muted = true;
    const circle = ring();
    const hint = make("p", { class: "hint", hidden: true });
    const percent = make("p", { class: "percent", "aria-hidden": "true" });
    const kiosk = make("h1", { tabindex: -1 }, say("aim"));
    const line = make("p", { class: "line" }, say("waiting"));
    const pieces = make("p", { class: "pieces" });
    const left = make("p", { class: "left" });
    const again = make("p", { class: "line" });
    const got = make("ul", { class: "got" });
    const stop = button(say("stop"), () => void finish(), "outline accent");
    const other = button(say("other_camera"), () => void open(() => app.scanner.otherCamera(video)), "outline");
    const view = make("div", { class: "view" }, video, make("div", { class: "ring-place" }, circle.svg), hint, percent);
    const amount = make("div", { class: "beside-head" }, pieces, left);
    const panel = make("div", { class: "panel" }, kiosk, line, make("hr"), amount, again, got, make("div", { class: "buttons" }, stop, other));
    const body = make("div", { class: "scan" }, view, panel);

    let collected = 0;
    let lastPiece = 0;
    let lastNew = 0;
    let quarter = 0;
    let tag = "";
    let k = 0;
    let told: Word | null = null;
    let pace = new Pace();
    let wake: WakeLockSentinel | null = null;

    const tell = (word: Word | null): void => {
        hint.hidden = word === null;
        if (word && word !== told) {
            app.speak(say(word));
        }
        told = word;
        if (word) {
            hint.replaceChildren(icon(word === "strange" || word === "forged" ? "warning" : "aim"), say(word));
        }
    };
    const onProgress = (progress: Progress): void => {
        lastPiece = lastNew = performance.now();
        tell(null);
        if (progress.tag !== tag) {
            tag = progress.tag;
            quarter = 0;
            pace = new Pace();
        }
        k = progress.k;
        const share = progress.rank / progress.k;
        circle.fill(share);
        percent.textContent = `${Math.floor(share * 100)}%`;
        pieces.textContent = say("pieces", { rank: count(progress.rank), k: count(progress.k) });
        left.textContent = pace.left(progress);
        kiosk.textContent = say("coming");
        line.textContent = say("still");
        again.textContent = say("comes_again");
        if (Math.floor(share * 4) > quarter) {
            quarter = Math.floor(share * 4);
            app.speak(say("quarter", { n: quarter }));
        }
    };
    const onBundle = (event: CoreEvent & { event: "bundle" }): void => {
        const { taken } = event;
        lastNew = performance.now();
        if (taken.id === undefined) {
            app.note(say("refused", { name: say("bundle", { n: "" }).trim(), reason: isolate(taken.reason ?? "") }));
            return;
        }
        collected++;
        app.newest = taken.id;
        celebrate();
        circle.fill(1);
        percent.textContent = say("all_here");
        kiosk.textContent = kioskName(app.state, taken.kiosk ?? "", taken.print ?? "");
        app.speak(say("all_here"));
        line.textContent = "";
        left.textContent = "";
        pieces.textContent = k > 0 ? say("pieces", { rank: count(k), k: count(k) }) : "";
        k = 0;
        again.textContent = say("next_one");
        const answers = taken.responses ? ` · ${say("n_answers", { n: count(taken.responses) })}` : "";
        got.append(make("li", {}, icon("tick"), `${say("bundle", { n: taken.number ?? 0 })}${answers} · ${fromLeft((taken.carried ?? "").replace("-", " – "))}`));
        stop.textContent = say("done");
    };
    const onSeen = (seen: Seen): void => {
        body.dataset.shown = String(seen.shown);
        body.dataset.decoded = String(seen.decoded);
        if (seen.look.found === "bytes") {
            void app.office.start();
        }
        if (collected === 0 && performance.now() - lastPiece > QUIET_MS && seen.look.found !== "bytes") {
            tell(hintOf(seen));
        }
    };
    const onEvent = (event: CoreEvent): void => {
        if (event.event === "progress") {
            onProgress(event.progress);
        } else if (event.event === "bundle") {
            onBundle(event);
        } else if (event.what === "known") {
            if (collected === 0 && performance.now() - lastPiece > QUIET_MS) {
                tell("known");
            }
        } else {
            tell(event.what);
        }
    };
    /** After the last bundle: on, when nothing new comes any more. */
    const clock = setInterval(() => {
        if (collected > 0 && performance.now() - lastNew > DONE_AFTER_MS) {
            void finish();
        }
    }, 300);
    const finish = (): Promise<void> => app.go(collected > 0 ? "done" : "home");

    const showFault = (fault: CameraFault): void => {
        body.classList.add("no-camera");
        body.replaceChildren(noCamera(app, fault));
        body.querySelector("h1")?.focus();
    };
    app.scanner.onEnded = () => showFault("stopped");
    const open = async (start: () => Promise<CameraFault | null>): Promise<void> => {
        const fault = await start();
        if (!body.isConnected) {
            app.scanner.stop();
            return;
        }
        other.hidden = !app.scanner.hasOtherCamera;
        lastPiece = performance.now();
        if (fault) {
            showFault(fault);
        } else {
            wake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
        }
    };

    app.office.onEvent = onEvent;
    app.scanner.onSeen = onSeen;
    other.hidden = true;
    queueMicrotask(() => void open(() => app.scanner.start(video)));
    return {
        title: say("collect"),
        body,
        leave: () => {
            clearInterval(clock);
            app.office.onEvent = () => {};
            app.scanner.onSeen = () => {};
            app.scanner.onEnded = () => {};
            app.scanner.stop();
            void wake?.release();
        },
    };
}

const FAULTS = {
    denied: ["camera_off", "camera_allow"],
    missing: ["no_camera", "no_camera_what"],
    stopped: ["camera_stopped", "camera_stopped_what"],
} as const;

function noCamera(app: App, fault: CameraFault): HTMLElement {
    return make(
        "div",
        { class: "column" },
        make("span", { class: "big-icon" }, icon("camera")),
        make("h1", { tabindex: -1 }, say(FAULTS[fault][0])),
        make("p", { class: "line" }, say(FAULTS[fault][1])),
        make(
            "div",
            { class: "buttons" },
            button(say("use_file"), () => chooseFiles(app), "filled", "file"),
            button(say("try_again"), () => void app.go("scan"), "outline", "camera"),
        ),
    );
}
