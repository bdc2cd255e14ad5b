// The browser's own dialog for saving, with files of its private file system in the place of the disk: what was
// written is read back and compared, and the digits wait until it is the same.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { barriers, browser, choose, open, openKey, serve } from "./support_browser.mjs";
import { officeWeek, pack } from "./support_data.mjs";
import { folder, page as built } from "./support_page.mjs";

const home = folder({ after });
const week = officeWeek(home);

// Stands for the dialog: `how` says what the person and the disk do.
function dialog(how) {
    window.showSaveFilePicker = async ({ suggestedName }) => {
        if (how.cancelled || how.denied) {
            throw new DOMException("no", how.cancelled ? "AbortError" : "NotAllowedError");
        }
        const root = await navigator.storage.getDirectory();
        const handle = await root.getFileHandle(suggestedName, { create: true });
        return {
            createWritable: async () => {
                const stream = await handle.createWritable();
                const fail = (name) => Promise.reject(new DOMException("the disk", name));
                return {
                    write: (bytes) => (how.full ? fail("QuotaExceededError") : how.pulled ? fail("NotFoundError") : stream.write(how.short ? bytes.slice(0, bytes.size - 1) : bytes)),
                    close: () => stream.close(),
                };
            },
            getFile: () => handle.getFile(),
        };
    };
}

async function unsaved(run) {
    const server = await serve(join(built, "site"));
    const context = await browser({ size: { width: 1280, height: 800 } });
    try {
        const { page, faults } = await open(context, server.address);
        await choose(page, pack, week.archive, week.newest);
        await page.getByText("You carry bundle 3, sealed.").waitFor();
        await openKey(page);
        await page.getByText("50 answers are here and open.").waitFor();
        await run(page);
        assert.deepEqual(faults, []);
    } finally {
        await context.close();
        await server.close();
    }
}
const save = (page) => page.getByRole("button", { name: "Save as a file" }).click();

test("digits wait for a disk that is full, pulled out, closed to the browser or wrong, and come when the file is right", { timeout: 180000 }, () =>
    unsaved(async (page) => {
        const attempts = [
            [{ full: true }, "There is no room for the file."],
            [{ pulled: true }, "was the stick taken out?"],
            [{ denied: true }, "The browser may not write there."],
            [{ short: true }, "it is not the same"],
        ];
        for (const [how, words] of attempts) {
            await page.evaluate(dialog, how);
            await save(page);
            await page.getByText(words).waitFor();
            assert.equal(await page.innerText("#receipt"), "Save the file first");
            assert.deepEqual(await barriers(page), []);
        }
        await page.evaluate(dialog, { cancelled: true });
        await save(page);
        await page.waitForFunction(() => document.querySelectorAll(".note").length === 0);
        assert.equal(await page.innerText("#receipt"), "Save the file first");

        await page.evaluate(dialog, {});
        await save(page);
        await page.getByText(/^[0-9]{4} [0-9]{4} [0-9]{2}$/).first().waitFor();
        const [name, size] = await page.evaluate(async () => {
            const root = await navigator.storage.getDirectory();
            for await (const [name, handle] of root.entries()) {
                if (name.endsWith(".sqlite")) {
                    return [name, (await handle.getFile()).size];
                }
            }
        });
        assert.match(name, /^townline-.*\.sqlite$/);
        assert.ok(size > 100000);
        await page.getByRole("button", { name: "Typed. Next kiosk" }).waitFor();
    }),
);

test("a bundle that is carried is saved the same way", { timeout: 180000 }, async () => {
    const server = await serve(join(built, "site"));
    const context = await browser();
    try {
        const { page, faults } = await open(context, server.address);
        await choose(page, week.newest);
        await page.getByText("You carry bundle 3, sealed.").waitFor();
        await page.evaluate(dialog, { full: true });
        await save(page);
        await page.getByText("There is no room for the file.").waitFor();
        await page.evaluate(dialog, {});
        await save(page);
        await page.getByRole("heading", { name: "Saved as a file" }).waitFor();
        assert.deepEqual(faults, []);
    } finally {
        await context.close();
        await server.close();
    }
});
