// Files that are chosen in the page: good ones, lies, and a crowd of both. What is refused is said, and
// keeps nothing else out.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { barriers, browser, choose, open, serve } from "./support_browser.mjs";
import { build, fixture, folder, load, page as built, townline as native } from "./support_page.mjs";

const home = folder({ after });
const at = (name) => join(home, name);
const pack = join(build, "share/packs/county.townpack");
native("simulate", pack, "--responses", "40", "--seed", "8", "--keys", join(build, "sample/office.pub"), "-o", at("40.bundle"));
const bundle = readFileSync(at("40.bundle"));
const made = (name, bytes) => {
    writeFileSync(at(name), bytes);
    return at(name);
};

// Names stand between marks that keep their direction.
const plain = (text) => text.replaceAll(/[\u2066-\u2069]/g, "");

async function inPage(run, options) {
    const server = await serve(join(built, "site"));
    const context = await browser(options);
    try {
        await run(await open(context, server.address));
    } finally {
        await context.close();
        await server.close();
    }
}

test("lies among files are told, and the bundle between them is kept", { timeout: 120000 }, () =>
    inPage(async ({ page, faults }) => {
        const changed = Uint8Array.from(bundle);
        changed[3] ^= 1;
        await choose(
            page,
            made("empty.bundle", ""),
            made("changed.bundle", changed),
            made("noise.townpack", Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(5000, 7)])),
            made("cut.sqlite", Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(900, 1)])),
            made("golden.bundle", fixture("golden/responses-1.bundle")),
            made("picture.png", Buffer.alloc(300, 9)),
            at("40.bundle"),
            made("what.exe", "MZ"),
        );
        await page.getByText("You carry bundle 1, sealed.").waitFor();
        const notes = (await page.locator(".note").allInnerTexts()).map(plain);
        for (const name of ["empty.bundle", "changed.bundle", "noise.townpack", "cut.sqlite", "golden.bundle", "picture.png", "what.exe"]) {
            assert.ok(notes.some((note) => note.startsWith(`${name}: `)), `${name} in ${notes}`);
        }
        assert.equal(notes.length, 7, notes.join("\n"));
        assert.deepEqual(faults, []);
    }),
);

test("a pack and an earlier archive are taken, and what is broken leaves the archive as it was", { timeout: 120000 }, () =>
    inPage(async ({ page, faults }) => {
        const townline = await load();
        const archive = townline.openArchive();
        archive.take(bundle, 0, "2026-11-22");
        await choose(page, pack, made("before.sqlite", archive.bytes()));
        await page.getByText("Sealed: bring it to the office").waitFor();
        await page.getByText("Questions: ").waitFor();
        await choose(page, made("cut.sqlite", archive.bytes().subarray(0, 9000)));
        await page.getByText(/cut\.sqlite.?: /).waitFor();
        await page.getByText("Sealed: bring it to the office").waitFor();
        assert.deepEqual(await barriers(page), []);
        await page.getByRole("button", { name: "Look at the texts" }).click();
        const row = page.locator("tr", { hasText: "community" }).first();
        await row.waitFor();
        await page.getByLabel("Language 2").selectOption({ label: "العربية" });
        assert.equal(await row.locator("td").nth(1).getAttribute("dir"), "rtl");
        assert.match(await row.locator("td").nth(1).innerText(), /[\u0600-\u06ff]/);
        assert.deepEqual(await barriers(page), []);
        await page.screenshot({ path: join(built, "pictures", "texts.png") });
        assert.deepEqual(faults, []);
    }),
);

test("the office's key opens a bundle that came as a file, and is forgotten when nobody touches the page", { timeout: 120000 }, () =>
    inPage(async ({ page, faults }) => {
        await page.clock.install();
        await choose(page, at("40.bundle"));
        await page.getByText("You carry bundle 1, sealed.").waitFor();
        await page.getByRole("button", { name: "I have the office key" }).click();
        await page.setInputFiles("#key-file", join(build, "sample/office.secret"));
        await page.fill("#passphrase", "sample passphrase, not for use");
        await page.getByRole("button", { name: "Open the answers" }).click();
        await page.fill("#kiosk-name", "Library", { timeout: 60000 });
        await page.getByRole("button", { name: "It is the same" }).click();
        await page.getByText("40 answers are here and open.").waitFor();
        await page.clock.fastForward("09:50");
        await page.getByRole("button", { name: "Kiosks" }).click();
        await page.clock.fastForward("09:50");
        await page.getByRole("button", { name: "Forget the key" }).waitFor();
        await page.clock.fastForward("00:30");
        await page.getByRole("button", { name: "I have the office key" }).waitFor();
        assert.deepEqual(faults, []);
    }),
);

test("photos of the moving code are pieces of one bundle", { timeout: 120000 }, () =>
    inPage(async ({ page, faults }) => {
        const sender = (await load()).sender(bundle);
        const photos = [0, 5, 10, 15, 20, 400, 405].map((index) => {
            const done = spawnSync("qrencode", ["-8", "-l", "L", "-s", "6", "-o", at(`${index}.png`)], {
                input: sender.frame(index, 5),
            });
            assert.equal(done.status, 0, String(done.stderr));
            return at(`${index}.png`);
        });
        await choose(page, photos[0]);
        await page.getByText(/0\.png.?: 5 of [0-9]+ pieces/).waitFor();
        await choose(page, ...photos.slice(1));
        await page.getByText("You carry bundle 1, sealed.").waitFor();
        assert.deepEqual(faults, []);
    }),
);
