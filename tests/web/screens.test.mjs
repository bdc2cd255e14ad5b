// Every screen of the page, filled with an office's week: in each language, on a phone and on a laptop.
// Nothing is cut off at the side, axe-core finds no barrier, text and targets are large enough,
// and everything can be reached with the Tab key. Pictures of all are left beside the page.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { barriers, browser, choose, open, serve } from "./support_browser.mjs";
import { PASSPHRASE, officeWeek, pack, secret } from "./support_data.mjs";
import { folder, page as built } from "./support_page.mjs";

const LANGUAGES = ["en", "es", "zh", "vi", "tl", "ar"];
const TEXT_MIN_PX = 15;
const TARGET_MIN_PX = 44; // 48 with the gaps around
const home = folder({ after });
const week = officeWeek(home);
const pictures = join(built, "pictures");
mkdirSync(pictures, { recursive: true });

// What is too small, or cut off at the side.
function measure({ text, target }) {
    const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) {
        const widest = [...document.querySelectorAll("main *")].filter((node) => node.getBoundingClientRect().right > innerWidth + 0.5);
        found.push(`${wide} px too wide: ${widest.at(-1)?.outerHTML.slice(0, 120)}`);
    }
    const isHidden = (node) => node.closest(".spoken, [hidden], .file-input, svg[aria-hidden]") !== null;
    for (const node of document.querySelectorAll("button, select, input:not([type=file]), summary, label.file-card")) {
        const { width, height } = node.getBoundingClientRect();
        const grown = node.classList.contains("row-open") ? node.closest("tr").getBoundingClientRect() : { width, height };
        if (!isHidden(node) && (grown.width < target || grown.height < target)) {
            found.push(`target of ${Math.round(grown.width)} x ${Math.round(grown.height)}: ${node.outerHTML.slice(0, 100)}`);
        }
    }
    const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode.parentElement;
        if (walker.currentNode.data.trim() && !isHidden(node) && parseFloat(getComputedStyle(node).fontSize) < text) {
            found.push(`text of ${getComputedStyle(node).fontSize}: ${walker.currentNode.data.slice(0, 60)}`);
        }
    }
    return found;
}

// Every control that can be seen is reached by Tab from the top.
async function reachable(page) {
    const wanted = await page.evaluate(() => {
        const controls = [...document.querySelectorAll("button:not(:disabled), select, input, [tabindex='0']")].filter((node) => node.getClientRects().length > 0);
        controls.forEach((node, i) => (node.dataset.tab = String(i)));
        document.activeElement?.blur();
        return controls.length;
    });
    const met = new Set();
    for (let i = 0; i < wanted + 12 && met.size < wanted; i++) {
        await page.keyboard.press("Tab");
        const tab = await page.evaluate(() => document.activeElement?.dataset?.tab);
        if (tab !== undefined) {
            met.add(tab);
        }
    }
    return wanted - met.size;
}

function walk(name, options, languages) {
    test(`each screen, ${name}`, { timeout: 900000 }, async () => {
        const server = await serve(join(built, "site"));
        const context = await browser(options);
        const isWide = options.size.width >= 900;
        try {
            await context.addInitScript(() => delete window.showSaveFilePicker);
            const { page, faults } = await open(context, server.address);
            await page.getByText("Works offline").waitFor();
            const look = async (screen) => {
                const language = await page.evaluate(() => document.documentElement.lang);
                const where = `${screen} in ${language}`;
                assert.deepEqual(await page.evaluate(measure, { text: TEXT_MIN_PX, target: TARGET_MIN_PX }), [], where);
                assert.deepEqual(await barriers(page), [], where);
                if (language === "en") {
                    assert.equal(await reachable(page), 0, `${where}: controls that Tab does not reach`);
                }
                await page.screenshot({ path: join(pictures, `${name.replaceAll(" ", "-")}-${screen}-${language}.png`) });
            };
            const back = async () => {
                await page.locator(".bar-back").click();
                await page.waitForSelector(".home");
            };
            const inEach = async (run) => {
                for (const language of languages) {
                    await page.locator("#language").selectOption(language);
                    await run();
                }
                await page.locator("#language").selectOption("en");
            };
            const openRow = (row) => row.locator(isWide ? ".row-open" : "xpath=.").click();

            await inEach(() => look("empty"));
            await choose(page, pack, week.archive, week.newest);
            await page.waitForSelector("#carried");
            await back();
            await inEach(async () => {
                await page.waitForSelector(".map");
                await look("sealed");
                await page.locator(".tone-carry").first().locator(isWide ? ".row-open" : "xpath=.").click();
                await page.waitForFunction(() => !document.querySelector(".codes")?.textContent.includes("…"));
                await look("carrying");
                await back();
                await page.locator(".home-right > .buttons .button").click();
                await look("key");
                await back();
            });
            await page.locator(".home-right > .buttons .button").click();
            await page.setInputFiles("#key-file", secret);
            await page.fill("#passphrase", PASSPHRASE);
            await page.locator("button[type=submit]").click();
            await page.waitForSelector("#key-file", { state: "detached", timeout: 60000 });
            await page.waitForSelector("h1");
            if ((await page.locator(".home").count()) === 0) {
                await back();
            }
            await inEach(async () => {
                await page.waitForSelector(".map");
                await look("unsaved");
            });
            const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".banner .button").click()]);
            await download.saveAs(join(home, "saved"));
            await page.setInputFiles("#read-back", join(home, "saved"));
            await page.waitForSelector(".banner", { state: "detached" });
            await inEach(async () => {
                await page.waitForSelector(".map");
                await page.waitForFunction(() => ![...document.querySelectorAll(".digits")].some((place) => place.textContent === "…"));
                await look("home");
                await openRow(page.locator(".tone-act").first());
                await page.waitForFunction(() => /[0-9]{4} [0-9]{4} [0-9]{2}/.test(document.querySelector("#receipt")?.textContent ?? ""));
                await look("kiosk");
                await back();
                await openRow(page.locator(".tone-warn").first());
                await look("kiosk-gap");
                await back();
                await page.locator(".questions .button").click();
                await page.waitForSelector(".texts tbody tr");
                await look("texts");
                await back();
                await page.locator(".report > .buttons .button").last().click();
                await page.waitForSelector(".wall-buttons .filled");
                await look("wall-before");
                await page.locator(".wall-buttons .filled").click();
                await page.waitForSelector(".wall-answers");
                await look("wall");
                await page.keyboard.press("Escape");
                await page.waitForSelector(".wall-answers", { state: "detached" });
                await back();
            });
            assert.deepEqual(faults, []);
        } finally {
            await context.close();
            await server.close();
        }
    });
}
walk("phone", { size: { width: 390, height: 844 }, scale: 2 }, LANGUAGES);
walk("laptop", { size: { width: 1280, height: 800 } }, LANGUAGES);
