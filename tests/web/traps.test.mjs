// The page when its module fails in the middle of something: all that came before is there, what follows goes on,
// and it is said in words.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { withMemory, withTrap } from "./patch_module.mjs";
import { barriers, browser, choose, open, openKey, serve } from "./support_browser.mjs";
import { officeWeek, pack } from "./support_data.mjs";
import { folder, page as built, wasm } from "./support_page.mjs";

const home = folder({ after });
const at = (name) => join(home, name);
const week = officeWeek(home);
const made = (name, bytes) => {
    writeFileSync(at(name), bytes);
    return at(name);
};
const workbook = made("traps.xlsx", "PK\x03\x04 whatever");

// Runs in a page whose module is the one that is given.
async function inPage(module, run) {
    cpSync(join(built, "site"), at("site"), { recursive: true });
    writeFileSync(at("site/townline.wasm"), module);
    const server = await serve(at("site"));
    const context = await browser({ size: { width: 1280, height: 800 } });
    try {
        await run(await open(context, server.address));
    } finally {
        await context.close();
        await server.close();
    }
}

test("after a trap the archive, the pack, the accepted kiosk and each sealed bundle are there", { timeout: 180000 }, () =>
    inPage(withTrap(wasm, "page_workbook_check"), async ({ page, faults }) => {
        await choose(page, pack, week.archive, week.newest);
        await page.getByText("You carry bundle 3, sealed.").waitFor();
        await openKey(page);
        await page.getByText("50 answers are here and open.").waitFor();
        await page.locator(".bar-back").click();
        await page.getByText("50 answers are not in your saved archive yet.").waitFor();

        await choose(page, workbook, week.missing);
        await page.getByText("The page could not go on with this, and left it out.").waitFor();
        // The bundle after it was taken, and both are sealed again, since the key went with the old instance.
        await page.getByText("You carry bundle 2, sealed.").waitFor();
        assert.deepEqual(await barriers(page), []);
        await page.locator(".bar-back").click();
        await page.getByText("Sealed: bring it to the office").nth(1).waitFor();
        await page.getByText("Larkmoor County: sharing").waitFor();

        await openKey(page);
        await page.getByText("Senior center").first().waitFor();
        await page.locator(".bar-back").click();
        await page.getByText("150 answers are not in your saved archive yet.").waitFor();
        assert.equal(await page.getByText("is missing").count(), 0);
        assert.deepEqual(faults, []);
    }),
);

test("a key that ends the module is said to, and collecting goes on", { timeout: 180000 }, () =>
    inPage(withTrap(wasm, "page_key_open"), async ({ page, faults }) => {
        await choose(page, week.newest);
        await page.getByText("You carry bundle 3, sealed.").waitFor();
        await openKey(page, { isRefused: true });
        await page.getByText("The page could not go on with this, and left it out.").waitFor({ timeout: 60000 });
        await page.getByText("No bundle was lost.").waitFor();
        await page.locator(".bar-back").click();
        await choose(page, week.missing);
        await page.getByText("You carry bundle 2, sealed.").waitFor();
        assert.deepEqual(faults, []);
    }),
);

test("where memory is short, what is too big is refused and the rest goes on", { timeout: 180000 }, () =>
    inPage(withMemory(wasm, 120), async ({ page, faults }) => {
        const big = made("big.sqlite", Buffer.concat([readFileSync(week.archive).subarray(0, 4096), Buffer.alloc(40e6, 1)]));
        await choose(page, big, week.newest);
        await page.getByText("You carry bundle 3, sealed.").waitFor();
        const [note] = await page.locator(".note").allInnerTexts();
        assert.match(note, /big\.sqlite.*memory/i);
        await page.locator(".bar-back").click();
        await choose(page, week.missing);
        await page.getByText("You carry bundle 2, sealed.").waitFor();
        assert.deepEqual(faults, []);
    }),
);
