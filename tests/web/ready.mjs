// How long until collect.html looks at the camera's first picture, beside an empty page that does nothing but show
// the same camera, in turns in one browser. CPU time of all of the browser's processes counts, since the clock on
// a wall counts other programs too.
//   node ready.mjs [ROUNDS] [PAGE]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const top = new URL("../..", import.meta.url).pathname;
process.env.TOWNLINE_PAGE ??= join(top, "build/page");
process.env.TOWNLINE_BUILD ??= join(top, "build/dev");
const { browser } = await import("./support_browser.mjs");

const rounds = Number(process.argv[2] ?? 9);
const page = process.argv[3] ?? join(process.env.TOWNLINE_PAGE, "collect.html");
const home = mkdtempSync(join(tmpdir(), "townline-ready-"));
const at = (name) => join(home, name);

writeFileSync(
    at("empty.html"),
    `<!doctype html><video muted playsinline></video><script>
    const video = document.querySelector("video");
    navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 }, facingMode: { ideal: "environment" } } }).then((stream) => {
        video.srcObject = stream;
        video.requestVideoFrameCallback(() => (window.isReady = true));
        return video.play();
    });
    </script>`,
);
// A gray picture of 1280 by 720, ten times.
const frame = Buffer.concat([Buffer.from("FRAME\n"), Buffer.alloc(1280 * 720, 90), Buffer.alloc((1280 * 720) / 2, 128)]);
writeFileSync(at("gray.y4m"), Buffer.concat([Buffer.from("YUV4MPEG2 W1280 H720 F30:1 Ip A1:1 C420\n"), ...Array(10).fill(frame)]));

// Seconds of CPU that processes have used whose command line names the folder of this browser, and of their children.
const ticks = Number(spawnSync("getconf", ["CLK_TCK"], { encoding: "utf8" }).stdout);
function used(folder) {
    const all = new Map();
    for (const id of readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name))) {
        try {
            const fields = readFileSync(`/proc/${id}/stat`, "latin1").replace(/^.*\) /s, "").split(" ");
            all.set(id, { parent: fields[1], used: fields.slice(11, 15).reduce((sum, n) => sum + Number(n), 0), isOurs: readFileSync(`/proc/${id}/cmdline`, "latin1").includes(folder) });
        } catch {
            // It ended meanwhile.
        }
    }
    const isOurs = (id) => all.has(id) && (all.get(id).isOurs || isOurs(all.get(id).parent));
    return [...all].filter(([id]) => isOurs(id)).reduce((sum, [, process]) => sum + process.used, 0) / ticks;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const context = await browser({ camera: at("gray.y4m"), folder: at("browser"), size: { width: 390, height: 844 } });
await context.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => {
        const root = document.getElementById("page");
        const look = () => {
            if (root.dataset.ready && !document.querySelector(".scan")) {
                document.querySelector(".bottom .button").click();
            }
        };
        if (root) {
            new MutationObserver(look).observe(root, { attributes: true, childList: true, subtree: true });
            // The first picture that a decoder took.
            const wait = () => (Number(document.querySelector(".scan")?.dataset.decoded) > 0 ? (window.isReady = true) : requestAnimationFrame(wait));
            wait();
        }
    });
});
const tab = context.pages()[0];
const rows = { empty: [], page: [] };
try {
    for (let round = -1; round < rounds; round++) {
        for (const [name, path] of [["empty", at("empty.html")], ["page", page]]) {
            await tab.goto("about:blank");
            await tab.waitForTimeout(700);
            const cpu = used(home);
            const begun = performance.now();
            await tab.goto(`file://${path}`, { waitUntil: "commit" });
            await tab.waitForFunction(() => window.isReady, null, { timeout: 60000 });
            const row = { ms: performance.now() - begun, cpu: (used(home) - cpu) * 1000 };
            if (round >= 0) {
                rows[name].push(row); // the first round fills the browser's caches
            }
        }
    }
} finally {
    await context.close();
    rmSync(home, { recursive: true, force: true });
}
const of = (name, what) => median(rows[name].map((row) => row[what]));
for (const what of ["cpu", "ms"]) {
    const ratios = rows.page.map((row, i) => row[what] / rows.empty[i][what]);
    console.log(`${what === "cpu" ? "CPU time" : "wall time"}: collect.html ${Math.round(of("page", what))} ms, empty page ${Math.round(of("empty", what))} ms, ratio ${(of("page", what) / of("empty", what)).toFixed(2)} (of pairs: median ${median(ratios).toFixed(2)}, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`);
}
