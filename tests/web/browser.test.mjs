// Staff and the page: a phone is held up to a real kiosk's code, carries the bundle where there is no
// network, and is opened with the office's key; then the kiosk takes the receipt. And the one file on a
// stick, from which nothing can leave.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { barriers, browser, film, open, serve } from "./support_browser.mjs";
import { build, folder, page as built } from "./support_page.mjs";

const PASSPHRASE = "a passphrase for the journey";
const home = folder({ after });
const at = (name) => join(home, name);

function kiosk(command, ...words) {
    const script = fileURLToPath(new URL("kiosk.py", import.meta.url));
    const done = spawnSync("python3", [script, command, join(build, "bin"), at("road"), ...words], { encoding: "utf8" });
    assert.equal(done.status, 0, done.stdout + done.stderr);
    return done.stdout;
}
const shown = JSON.parse(kiosk("begin"));
film(at("kiosk.y4m"), shown.frames.slice(0, 30));

// Pictures of the screens, for who wants to look at them.
const pictures = join(built, "pictures");
mkdirSync(pictures, { recursive: true });
async function look(page, name) {
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    assert.deepEqual(await barriers(page), [], name);
}

// The browser of the tests asks nobody where to save.
const noPicker = () => delete window.showSaveFilePicker;

async function saveAndReadBack(page, button, name) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
    assert.match(download.suggestedFilename(), name);
    await download.saveAs(at("saved"));
    writeFileSync(at("other"), "another file");
    await page.setInputFiles("#read-back", at("other"));
    await page.getByText("That is another file").waitFor();
    await page.setInputFiles("#read-back", at("saved"));
    await page.getByRole("heading", { name: "Saved as a file" }).waitFor();
}

async function scan(page) {
    await page.getByRole("button", { name: "Scan a kiosk" }).click();
    await page.getByText(/^[0-9]+ of [0-9]+ pieces$/).waitFor();
    await page.screenshot({ path: join(pictures, "scan.png") });
    await page.waitForSelector("#carried", { timeout: 60000 });
    return (await page.innerText("#carried")).replaceAll(" ", "").replace("–", "-");
}

async function unlock(page) {
    await page.getByRole("button", { name: "I have the office key" }).click();
    await page.setInputFiles("#key-file", shown.secret);
    await page.fill("#passphrase", "not the passphrase");
    await page.getByRole("button", { name: "Open the answers" }).click();
    await page.getByText("That is not the passphrase of this key").waitFor({ timeout: 60000 });
    await look(page, "key");
    await page.fill("#passphrase", PASSPHRASE);
    await page.getByRole("button", { name: "Open the answers" }).click();
}

test("a phone carries a kiosk's bundle without a network, and the office's key opens it", { timeout: 300000 }, async () => {
    const server = await serve(join(built, "site"));
    const context = await browser({ camera: at("kiosk.y4m") });
    try {
        await context.addInitScript(noPicker);
        const { page, faults } = await open(context, server.address);
        await page.getByText("Works offline").waitFor();
        await server.close();
        await page.reload();
        await page.waitForSelector("#page[data-ready]");
        await look(page, "home-empty");

        const carried = await scan(page);
        assert.match(carried, /^1-[0-9]{4}$/);
        await look(page, "carrier");
        await saveAndReadBack(page, "Save as a file", /^1-[0-9a-f]{8}\.bundle$/);

        // The phone was switched off: the sealed bundle is there, and nothing of it is open.
        await page.reload();
        await page.waitForSelector("#page[data-ready]");
        await page.getByText("Sealed: bring it to the office").waitFor();
        await look(page, "home-sealed");

        await unlock(page);
        await page.getByText("Compare and accept").waitFor({ timeout: 60000 });
        await page.locator("[id^=kiosk-]").click();
        await look(page, "accept");
        await page.fill("#kiosk-name", "Main Library");
        await page.getByRole("button", { name: "It is the same" }).click();
        await page.getByText("17 answers are here and open.").waitFor();
        assert.equal(await page.innerText("#receipt"), "Save the file first");
        await look(page, "done-unsaved");
        await saveAndReadBack(page, "Save as a file", /^townline-.*\.sqlite$/);
        await page.getByText(/^[0-9]{4} [0-9]{4} [0-9]{2}$/).waitFor();
        const code = (await page.innerText("#receipt")).replaceAll(" ", "");
        await look(page, "done");
        kiosk("archive", at("saved"));
        kiosk("receipt", code);
        await page.getByRole("button", { name: "Kiosks" }).click();
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.getByText("Type the receipt there").waitFor();
        await look(page, "laptop");
        assert.deepEqual(faults, []);
    } finally {
        await context.close();
        await server.close().catch(() => undefined);
    }
});

test("the page for a stick is small, and the kiosk's copy of it has no place for a key", { timeout: 120000 }, async () => {
    assert.ok(statSync(join(built, "collect.html")).size <= 1.8e6);
    const context = await browser();
    try {
        const { page, faults } = await open(context, `file://${join(built, "carrier/collect.html")}`);
        await page.getByText("No kiosk yet").waitFor();
        assert.equal(await page.getByText("office key").count(), 0);
        assert.deepEqual(faults, []);
    } finally {
        await context.close();
    }
});

test("the one file collects from a stick, keeps nothing, and lets nothing out", { timeout: 120000 }, async () => {
    const context = await browser({ camera: at("kiosk.y4m"), size: { width: 1280, height: 800 } });
    try {
        const { page, faults } = await open(context, `file://${join(built, "collect.html")}`);
        await page.getByText("Answers are gone when you close this page").waitFor();
        await page.getByRole("button", { name: "Use the camera" }).click();
        await page.waitForSelector("#carried", { timeout: 60000 });
        assert.match(await page.innerText("#carried"), /^1 – [0-9]{4}$/);
        await look(page, "laptop-carrier");
        assert.deepEqual(faults, []);
        assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
        const left = await page.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "left", () => "stayed"));
        assert.equal(left, "stayed");
        assert.ok(faults.some((fault) => fault.includes("Content Security Policy")), faults.join());
    } finally {
        await context.close();
    }
});
