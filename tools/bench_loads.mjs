// What bench_collect.mjs moves: bundles of invented responses, and the same answers as JSON + gzip.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const PASSPHRASE = "sample passphrase, not for use";

function run(top, words, input) {
    const stdio = ["ignore", "pipe", "pipe", "pipe"];
    const done = input
        ? spawnSync("sh", ["-c", '"$@" 3<<END\n' + input + "\nEND\n", "sh", join(top, "build/release/bin/townline"), ...words], { encoding: "utf8" })
        : spawnSync(join(top, "build/release/bin/townline"), words, { encoding: "utf8", stdio });
    return done;
}

// `comments` texts stand in a hundred responses; 0: as many as the invented people write.
export function simulated(top, folder, responses, comments) {
    const file = join(folder, `${responses}-${comments}.bundle`);
    const release = join(top, "build/release");
    const done = run(top, ["simulate", join(release, "share/packs/county.townpack"), "--responses", String(responses), ...(comments ? ["--comments", String(comments)] : []), "--seed", "5", "--keys", join(release, "sample/office.pub"), "-o", file]);
    if (done.status !== 0) {
        throw new Error(done.stderr);
    }
    return new Uint8Array(readFileSync(file));
}

// Rows of a CSV with quotes, as objects.
function table(text) {
    const rows = [[]];
    let cell = "";
    let isQuoted = false;
    for (let i = 0; i < text.length; i++) {
        const letter = text[i];
        if (isQuoted && letter === '"' && text[i + 1] === '"') {
            cell += letter;
            i++;
        } else if (letter === '"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && (letter === "," || letter === "\n")) {
            rows.at(-1).push(cell.replace(/\r$/, ""));
            cell = "";
            if (letter === "\n") {
                rows.push([]);
            }
        } else {
            cell += letter;
        }
    }
    const [names, ...others] = rows.filter((row) => row.length > 1);
    return others.map((row) => Object.fromEntries(row.map((value, i) => [names[i], value])));
}

// What only the archive adds is left out, and so is what was not answered. Nothing is sealed or signed.
const OF_THE_ARCHIVE = new Set(["kiosk", "bundle", "response", "recovered", "form", "version", "pack", "state"]);
const answered = (row) => Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== "" && value !== "-" && !OF_THE_ARCHIVE.has(name)));

export function jsonOf(top, folder, bytes) {
    const at = (name) => join(folder, `${bytes.length}-${name}`);
    const keys = ["--keys", join(top, "build/release/sample/office.secret"), "--passphrase-fd", "3", "--archive", at("archive.db")];
    mkdirSync(at("stick"), { recursive: true });
    writeFileSync(at("stick/one.bundle"), bytes);
    run(top, ["collect", at("stick"), "--no-receipts", ...keys], PASSPHRASE);
    const { stdout } = run(top, ["kiosks", "list", "--json", "--archive", at("archive.db")]);
    const [, key] = /"key": ?"([0-9a-f]+)"/.exec(stdout) ?? [];
    run(top, ["kiosks", "accept", key, "--name", "Hall", ...keys], PASSPHRASE);
    const done = run(top, ["export", "csv", "--all-comments", "--archive", at("archive.db"), "-o", at("csv")]);
    if (done.status !== 0) {
        throw new Error(done.stderr);
    }
    const of = (name) => table(readFileSync(at(`csv/${name}.csv`), "utf8")).map(answered);
    return new Uint8Array(gzipSync(JSON.stringify({ responses: of("responses"), comments: of("comments") }), { level: 9 }));
}
