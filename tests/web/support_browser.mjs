// What tests in a browser share: Debian's Chromium with a camera that shows a film, a server of a folder
// on this machine alone, and films made of the pictures that the real kiosk drew.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

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

// A film for Chromium's camera: each picture as the camera would see it, with a little blur and noise,
// seen from the side. Gray, so both colour planes are even.
export function film(path, pictures, { width = 1280, height = 720, fps = 15 } = {}) {
    const file = openSync(path, "w");
    writeSync(file, `YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420\n`);
    const colours = Buffer.alloc((width * height) / 2, 128);
    for (const picture of pictures) {
        const w = width;
        const h = height;
        const { stdout, status, stderr } = spawnSync(
            "convert",
            [
                picture, "-colorspace", "Gray", "-resize", `${w}x${h}`, "-background", "gray20",
                "-gravity", "center", "-extent", `${w}x${h}`, "-virtual-pixel", "background",
                "-distort", "Perspective", `0,0 18,10 ${w},0 ${w - 6},26 0,${h} 8,${h - 18} ${w},${h} ${w - 22},${h - 4}`,
                "-blur", "0x0.7", "-depth", "8", "gray:-",
            ],
            { maxBuffer: 8 * width * height },
        );
        if (status !== 0 || stdout.length !== w * h) {
            throw new Error(`convert ${picture}: ${stderr}`);
        }
        writeSync(file, "FRAME\n");
        writeSync(file, stdout);
        writeSync(file, colours);
    }
    closeSync(file);
    return path;
}

// A browser of its own, with nothing kept from before.
export async function browser({ camera = null, size = { width: 390, height: 844 }, folder = null } = {}) {
    const user = folder ?? mkdtempSync(join(tmpdir(), "townline-chromium-"));
    const context = await chromium.launchPersistentContext(user, {
        executablePath: "/usr/bin/chromium",
        headless: true,
        viewport: size,
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

// What axe-core finds against the screen.
export async function barriers(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
