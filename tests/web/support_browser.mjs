// What tests in a browser share: Debian's Chromium with a camera that shows a film, a server of a folder
// on this machine alone, and films made of the pictures that the real kiosk drew.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

import { PASSPHRASE, secret } from "./support_data.mjs";
import { Camera } from "../../tools/camera_model.mjs";

const SCREEN = { wide: 1280, tall: 800 }; // of the kiosk that drew the pictures
const tree = new URL("../..", import.meta.url).pathname;
const require = createRequire(join(tree, "build/npm-page/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
};

// Serves a folder on 127.0.0.1 until it is closed.
export async function serve(folder) {
    const server = createServer((request, response) => {
        const name = new URL(request.url, "http://localhost").pathname.replace(/\/$/, "/index.html");
        try {
            const bytes = readFileSync(join(folder, name));
            response.writeHead(200, { "content-type": KINDS[extname(name)] ?? "application/octet-stream" });
            response.end(bytes);
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
        address: `http://127.0.0.1:${server.address().port}/`,
        close: () =>
            new Promise((resolve) => {
                server.closeAllConnections();
                server.close(resolve);
            }),
    };
}

// A film for Chromium's camera: the kiosk's pictures as a hand-held phone sees them (camera_model.mjs), at
// 30 pictures a second of 15 that are shown. Gray, so both colour planes are even.
export function film(path, pictures, { width = 1280, height = 720, seed = 3 } = {}) {
    const gray = pictures.map((picture) => {
        const { stdout, status, stderr } = spawnSync("convert", [picture, "-colorspace", "Gray", "-negate", "-depth", "8", "gray:-"], { maxBuffer: 1 << 26 });
        if (status !== 0 || stdout.length !== SCREEN.wide * SCREEN.tall) {
            throw new Error(`convert ${picture}: ${stderr}`);
        }
        return { ...SCREEN, dots: stdout, ink: 255 };
    });
    const shown = (index) => gray[index % gray.length];
    const camera = new Camera({ seed, width, height, shown, fill: 0.95 });
    const file = openSync(path, "w");
    writeSync(file, `YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420\n`);
    const colours = Buffer.alloc((width * height) / 2, 128);
    for (let number = 0; number < 2 * pictures.length; number++) {
        const picture = camera.picture(number);
        if (picture) {
            writeSync(file, "FRAME\n");
            writeSync(file, picture);
            writeSync(file, colours);
        }
    }
    closeSync(file);
    return path;
}

// A browser of its own, with nothing kept from before.
export async function browser({ camera = null, size = { width: 390, height: 844 }, scale = 1, folder = null } = {}) {
    const user = folder ?? mkdtempSync(join(tmpdir(), "townline-chromium-"));
    const context = await chromium.launchPersistentContext(user, {
        executablePath: "/usr/bin/chromium",
        headless: true,
        viewport: size,
        deviceScaleFactor: scale,
        locale: "en-US",
        acceptDownloads: true,
        args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            ...(camera ? ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${camera}`] : []),
        ],
    });
    context.setDefaultTimeout(30000);
    return context;
}

export async function open(context, address) {
    const page = context.pages()[0] ?? (await context.newPage());
    const faults = [];
    page.on("pageerror", (fault) => faults.push(String(fault)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(address);
    await page.waitForSelector("#page[data-ready]");
    return { page, faults };
}

// Chooses files on the first screen.
export async function choose(page, ...paths) {
    const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: "Choose files" }).click(),
    ]);
    await chooser.setFiles(paths);
}

// Opens the office's key with its passphrase, on the screen that asks for it or from one that leads there.
export async function openKey(page, { isRefused = false } = {}) {
    if ((await page.locator("#key-file").count()) === 0) {
        await page.getByRole("button", { name: "I have the office key" }).click();
    }
    await page.setInputFiles("#key-file", secret);
    await page.fill("#passphrase", PASSPHRASE);
    await page.getByRole("button", { name: "Open the answers" }).click();
    if (!isRefused) {
        await page.waitForSelector("#key-file", { state: "detached", timeout: 60000 });
    }
}

// What axe-core finds against the screen.
export async function barriers(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
