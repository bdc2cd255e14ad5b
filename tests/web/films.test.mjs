// Recorded films of the moving code, through the browser's own decoder, and what cannot be played.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, choose, open, serve } from "./support_browser.mjs";
import { build, folder, load, page as built, townline as native } from "./support_page.mjs";

const home = folder({ after });
const at = (name) => join(home, name);
const made = (name, bytes) => {
    writeFileSync(at(name), bytes);
    return at(name);
};
native("simulate", join(build, "share/packs/county.townpack"), "--responses", "120", "--seed", "8", "--keys", join(build, "sample/office.pub"), "-o", at("120.bundle"));
const bundle = readFileSync(at("120.bundle"));

async function inPage(run, options) {
    const server = await serve(join(built, "site"));
    const context = await browser({ size: { width: 1280, height: 800 }, ...options });
    try {
        await run(await open(context, server.address));
    } finally {
        await context.close();
        await server.close();
    }
}

// A film of some of the codes, 15 a second.
function film(name, from, to, ...encoder) {
    const done = spawnSync("ffmpeg", ["-v", "error", "-y", "-framerate", "15", "-start_number", from, "-i", at("%d.png"), "-frames:v", to - from, "-vf", "pad=640:640:20:20:white,format=yuv420p", ...encoder, at(name)]);
    assert.equal(done.status, 0, String(done.stderr ?? done.error));
    return at(name);
}
const VP8 = ["-c:v", "libvpx", "-b:v", "4M"];
const H264 = ["-c:v", "libx264", "-preset", "veryfast"];

// As many as hold just the pieces of the bundle: without any of them it is not whole.
let pictures = 0;
before(async () => {
    const townline = await load();
    const sender = townline.sender(bundle);
    const { symbol_bytes, k } = townline.frameAbout(sender.frame(0, 1));
    const symbols = Math.max(1, Math.floor(1000 / symbol_bytes));
    pictures = Math.ceil(k / symbols);
    assert.ok(pictures >= 8);
    for (let i = 0; i < pictures; i++) {
        const { status, stderr } = spawnSync("qrencode", ["-8", "-l", "L", "-s", "5", "-o", at(`${i}.png`)], { input: sender.frame(symbols * i, symbols) });
        assert.equal(status, 0, String(stderr));
    }
});

for (const [name, encoder] of [
    ["film.webm", VP8],
    ["film.mp4", H264],
    ["film.mov", H264],
]) {
    test(`each frame of ${name} is looked at, and gives the bundle`, { timeout: 180000 }, () =>
        inPage(async ({ page, faults }) => {
            await choose(page, film(name, 0, pictures, ...encoder));
            await page.getByText(/[0-9]+ pictures looked at/).waitFor();
            await page.getByText("You carry bundle 1, sealed.").waitFor({ timeout: 90000 });
            assert.deepEqual(await page.locator(".note").allInnerTexts(), []);
            assert.deepEqual(faults, []);
        }),
    );
}

test("half a film says how far it came, and the rest completes it", { timeout: 180000 }, () =>
    inPage(async ({ page }) => {
        await choose(page, film("first.webm", 0, 4, ...VP8));
        await page.getByText(/first\.webm.?: [0-9]+ of [0-9]+ pieces\. Scan on, or add more pictures\./).waitFor({ timeout: 60000 });
        await choose(page, film("second.webm", 4, pictures, ...VP8));
        await page.getByText("You carry bundle 1, sealed.").waitFor({ timeout: 60000 });
    }),
);

test("what is no film, or no picture, is named with the way out, and the bundle between them is taken", { timeout: 180000 }, () =>
    inPage(async ({ page, faults }) => {
        const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic")]);
        const broken = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom\0\0\0\0isommp42"), Buffer.alloc(9000, 7)]);
        const matroska = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(4000, 3)]);
        // A PNG that says it is 60,000 by 60,000, and a JPEG that says 65,000 by 65,000.
        const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), Buffer.from([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 0, 0, 0, 0]), Buffer.alloc(100)]);
        const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xfd, 0xe8, 0xfd, 0xe8, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xd9]);
        await choose(
            page,
            made("photo.heic", heic),
            made("renamed.jpg", heic),
            made("broken.mp4", broken),
            made("noise.webm", matroska),
            made("huge.png", png),
            made("huge.jpg", jpeg),
            at("120.bundle"),
            made("cut.png", readFileSync(new URL("../golden/responses-1.bundle", import.meta.url)).subarray(0, 0)),
            join(build, "sample/office.secret"),
        );
        await page.getByText("You carry bundle 1, sealed.").waitFor({ timeout: 120000 });
        const notes = (await page.locator(".note").allInnerTexts()).map((note) => note.replaceAll(/[\u2066-\u2069]/g, ""));
        const told = (name, words) => assert.ok(notes.some((note) => note.startsWith(`${name}: `) && note.includes(words)), `${name} in ${notes.join("\n")}`);
        told("photo.heic", "share it as JPEG");
        told("renamed.jpg", "share it as JPEG");
        told("broken.mp4", "townline collect");
        told("noise.webm", "townline collect");
        told("huge.png", "too big");
        told("huge.jpg", "too big");
        told("cut.png", "empty");
        told("office.secret", "office's key");
        assert.deepEqual(faults, []);
    }),
);
