// The page from `townline serve`, in a browser: every file that is built is given out, and the page works
// in the process of its own that the headers ask for.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";

import { browser, open } from "./support_browser.mjs";
import { build, page as built } from "./support_page.mjs";

async function freePort() {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address();
    server.close();
    await once(server, "close");
    return port;
}

test("townline serve gives out the whole page, which works there and without it", { timeout: 120000 }, async () => {
    const site = join(built, "site");
    const port = await freePort();
    const program = spawn(join(build, "bin/townline"), ["serve", site, "--port", String(port)], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(program, "exit");
    const [said] = await once(program.stdout, "data");
    const address = `http://127.0.0.1:${port}/`;
    assert.ok(String(said).includes(address), String(said));
    const context = await browser({ size: { width: 1280, height: 800 } });
    try {
        for (const name of readdirSync(site)) {
            const answer = await fetch(address + name);
            assert.equal(answer.status, 200, name);
            assert.ok(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(join(site, name))), name);
        }
        const { page, faults } = await open(context, address);
        await page.getByText("Works offline").waitFor();
        assert.equal(await page.evaluate(() => window.crossOriginIsolated), true);
        program.kill("SIGINT");
        assert.deepEqual(await ended, [0, null]);
        await page.reload();
        await page.waitForSelector("#page[data-ready]");
        assert.deepEqual(faults, []);
    } finally {
        await context.close();
        program.kill("SIGKILL");
    }
});
