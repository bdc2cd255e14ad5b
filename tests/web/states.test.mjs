// What the page says when something is not as it should be: hints before the camera, a camera that is off, missing or
// taken away, another office's key, a bundle that is there already. And what people who hear it are told.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { barriers, browser, choose, open, serve } from "./support_browser.mjs";
import { build, folder, load, page as built, townline as native } from "./support_page.mjs";

const tree = new URL("../..", import.meta.url).pathname;
const home = folder({ after });
const at = (name) => join(home, name);
native("simulate", join(build, "share/packs/county.townpack"), "--responses", "120", "--seed", "8", "--keys", join(build, "sample/office.pub"), "-o", at("120.bundle"));
const bundle = readFileSync(at("120.bundle"));

// One of the page's own files, as a module for this test.
const require = createRequire(join(tree, "build/npm-page/package.json"));
async function own(name) {
    const { outputFiles } = await require("esbuild").build({ entryPoints: [join(tree, "src/web/app", name)], bundle: true, write: false, format: "esm" });
    return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

test("one hint at a time, from what the decoder saw", async () => {
    const { hintOf } = await own("hints.ts");
    const look = { found: "nothing", dot_px: 0, fill: 0, light: 128, range: 200 };
    const hints = [
        ["closer", { found: "code", dot_px: 2, fill: 0.3 }],
        ["farther", { found: "code", dot_px: 8, fill: 1 }],
        ["still", { found: "code", dot_px: 5, fill: 0.7 }],
        ["dark", { light: 20 }],
        ["dark", { range: 10 }],
        ["bright", { light: 240 }],
        ["strange", { found: "bytes" }],
        ["aim", {}],
    ];
    for (const [hint, seen] of hints) {
        assert.equal(hintOf({ shown: 1, decoded: 1, isAwaited: false, look: { ...look, ...seen } }), hint, JSON.stringify(seen));
    }
});

test("a file is known by its first bytes, and bytes that lie are told apart", async () => {
    const { kindOf, measureOf } = await own("kinds.ts");
    const head = (text) => Uint8Array.from(Buffer.from(text, "latin1"));
    assert.equal(kindOf(head("")), "empty");
    assert.equal(kindOf(head("T")), "unknown");
    assert.equal(kindOf(head("TOWNLINE\x01")), "bundle");
    assert.equal(kindOf(head("\0\0\0\x18ftypheic")), "heic");
    assert.equal(kindOf(head("\0\0\0\x14ftypqt  ")), "film");
    assert.equal(kindOf(head("\0\0\x10\0moov")), "film");
    assert.equal(kindOf(head("SQLite format 3\0")), "archive");
    assert.equal(kindOf(head("townline office secret 1")), "key");
    assert.deepEqual(measureOf(head("\x89PNG\r\n\x1a\n")), null);
    // JPEGs whose segments lead nowhere, back, or for ever.
    let state = 7;
    for (let i = 0; i < 20000; i++) {
        const bytes = Uint8Array.from({ length: 4 + (i % 60) }, () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24);
        bytes.set([0xff, 0xd8, 0xff]);
        measureOf(bytes);
    }
});

// A camera that shows these pictures, each for 66 ms. Gray, so both colour planes are even.
function camera(name, width, height, pictures) {
    const colours = Buffer.alloc((width * height) / 2, 128);
    const frames = pictures.flatMap((picture) => [Buffer.from("FRAME\n"), picture, colours]);
    writeFileSync(at(name), Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420\n`), ...frames]));
    return at(name);
}
function code(bytes) {
    const png = spawnSync("qrencode", ["-8", "-l", "L", "-s", "4", "-o", "-"], { input: bytes });
    const { stdout, status, stderr } = spawnSync("convert", ["-", "-background", "white", "-gravity", "center", "-extent", "640x640", "-colorspace", "Gray", "-depth", "8", "gray:-"], { input: png.stdout, maxBuffer: 1 << 24 });
    assert.equal(status, 0, String(stderr));
    return stdout;
}

// Runs with a camera, or without one.
async function scanning(options, run) {
    const server = await serve(join(built, "site"));
    const context = await browser(options);
    try {
        const { page, faults } = await open(context, server.address);
        await run(page);
        assert.deepEqual(faults, []);
    } finally {
        await context.close();
        await server.close();
    }
}
const scan = (page) => page.getByRole("button", { name: "Scan a kiosk" }).click();

for (const [words, name, pictures] of [
    ["More light, or a brighter screen", "dark.y4m", [Buffer.alloc(640 * 640, 18)]],
    ["Too bright: turn the phone a little", "bright.y4m", [Buffer.alloc(640 * 640, 235)]],
    ["This is not a Townline code", "strange.y4m", [code("https://example.org/")]],
]) {
    test(`the camera's hint: ${words}`, { timeout: 120000 }, () =>
        scanning({ camera: camera(name, 640, 640, pictures) }, async (page) => {
            await scan(page);
            await page.locator(".hint", { hasText: words }).waitFor();
            await page.locator(".spoken[role=status]", { hasText: words }).waitFor({ state: "attached" });
            assert.deepEqual(await barriers(page), []);
        }),
    );
}

test("without a camera there is the way of files, and a camera that is off says how to allow it", { timeout: 120000 }, () =>
    scanning({}, async (page) => {
        for (const [fault, title, words] of [
            ["NotFoundError", "There is no camera here", "on a stick"],
            ["NotAllowedError", "The camera is off for this page", "Allow it"],
        ]) {
            await page.evaluate((name) => {
                navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name));
            }, fault);
            await scan(page);
            await page.getByRole("heading", { name: title }).waitFor();
            await page.getByText(words).waitFor();
            await page.getByRole("button", { name: "Use a file instead" }).waitFor();
            assert.deepEqual(await barriers(page), []);
            await page.keyboard.press("Escape");
            await page.waitForSelector(".home");
        }
    }),
);

test("each quarter is spoken, and a bundle that is there already is told", { timeout: 180000 }, async () => {
    const sender = (await load()).sender(bundle);
    const pictures = Array.from({ length: 24 }, (_, i) => code(sender.frame(2 * i, 2)));
    await scanning({ camera: camera("kiosk.y4m", 640, 640, pictures) }, async (page) => {
        await page.evaluate(() => {
            window.heard = [];
            new MutationObserver(() => window.heard.push(document.querySelector(".spoken[role=status]")?.textContent)).observe(document.body, { childList: true, subtree: true, characterData: true });
        });
        await scan(page);
        await page.waitForSelector("#carried", { timeout: 90000 });
        const heard = await page.evaluate(() => [...new Set(window.heard)]);
        for (const words of ["1 of 4 quarters are here", "2 of 4 quarters are here", "3 of 4 quarters are here", "All here"]) {
            assert.ok(heard.includes(words), `${words} in ${heard}`);
        }
        await page.getByRole("button", { name: "Next kiosk" }).click();
        await page.locator(".hint", { hasText: "You have this one already" }).waitFor({ timeout: 60000 });
    });
});

test("a camera that is taken away is told, and the screen offers to go on", { timeout: 120000 }, () =>
    scanning({ camera: camera("gray.y4m", 640, 640, [Buffer.alloc(640 * 640, 100)]) }, async (page) => {
        await scan(page);
        await page.waitForFunction(() => document.querySelector("video")?.srcObject);
        await page.evaluate(() => document.querySelector("video").srcObject.getVideoTracks()[0].dispatchEvent(new Event("ended")));
        await page.getByRole("heading", { name: "The camera stopped" }).waitFor();
        await page.getByRole("button", { name: "Try again" }).click();
        await page.waitForFunction(() => document.querySelector("video")?.srcObject);
    }),
);

test("the key of another office is told, and the answers are carried to theirs", { timeout: 180000 }, () =>
    scanning({ size: { width: 1280, height: 800 } }, async (page) => {
        native("keys", "new", at("other"), "--name", "Another county", "--passphrase-fd", "3");
        await choose(page, at("120.bundle"));
        await page.getByText("You carry bundle 1, sealed.").waitFor();
        await page.getByRole("button", { name: "I have the office key" }).click();
        await page.setInputFiles("#key-file", at("other/office.secret"));
        await page.fill("#passphrase", "sample passphrase, not for use");
        await page.getByRole("button", { name: "Open the answers" }).click();
        await page.getByText("This is the key of another office").waitFor({ timeout: 60000 });
        await page.getByText("Sealed for another office").waitFor();
        await page.waitForSelector("#carried");
    }),
);
