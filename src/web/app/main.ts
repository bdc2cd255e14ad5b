// main: starts the page: its parts, the language, the first screen, and the tick that says when it may go
// where there is no network.
import { App } from "./app";
import type { Screen, ScreenName } from "./app";
import { icon, make } from "./dom";
import { doneScreen } from "./done_screen";
import { homeScreen } from "./home_screen";
import { keyScreen } from "./key_screen";
import { kioskScreen } from "./kiosk_screen";
import { languageSelect } from "./language";
import type { Parts } from "./office";
import { findParts } from "./parts";
import { scanScreen } from "./scan_screen";
import { textsScreen } from "./texts_screen";
import { wallScreen } from "./wall_screen";
import { say, useLanguage } from "./words";

function header(app: App, screen: Screen, name: ScreenName): HTMLElement {
    const back = make(
        "button",
        { type: "button", class: "bar-back", "aria-label": say("back"), click: () => void app.go("home") },
        icon("back"),
    );
    return make(
        "header",
        { class: "bar" },
        name !== "home" && back,
        make("p", { class: "bar-title" }, screen.title),
        make("span", { class: "bar-leaves" }, icon("lock"), say("nothing_leaves")),
        make("span", { class: `bar-offline ${app.isOffline ? "" : "wait"}` }, app.isOffline && icon("tick"), say(app.isOffline ? "offline" : "not_offline")),
        name === "home" && app.isWide && languageSelect(app),
    );
}

/** In a folder the service worker has to hold all files first; one file has itself. */
async function waitUntilOffline(parts: Parts): Promise<boolean> {
    if (parts.isFile) {
        return true;
    }
    if (!("serviceWorker" in navigator)) {
        return false;
    }
    await navigator.serviceWorker.register("sw.js");
    await navigator.serviceWorker.ready;
    return true;
}

const START_AFTER_MS = 1000;

async function begin(): Promise<void> {
    const root = document.getElementById("page") as HTMLElement;
    useLanguage(navigator.language);
    const parts = await findParts();
    const app = new App(parts, root);
    app.header = header;
    app.screens = { home: homeScreen, scan: scanScreen, done: doneScreen, kiosk: kioskScreen, key: keyScreen, texts: textsScreen, wall: wallScreen };
    app.isOffline = parts.isFile;
    if (!parts.isFile) {
        await app.office.start(); // which has the bundles that the browser kept
    }
    await app.go("home");
    if (parts.isFile) {
        app.note(say("answers_gone"));
    }
    root.dataset.ready = "yes";
    // One file has kept nothing, so the module may come a moment later.
    setTimeout(() => void app.office.start(), START_AFTER_MS);
    if (!app.isOffline) {
        app.isOffline = await waitUntilOffline(parts).catch(() => false);
        if (app.name === "home") {
            app.draw();
        }
    }
}

void begin();
