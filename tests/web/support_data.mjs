// An office's week for tests of the page: five kiosks, an archive in which one lacks a bundle and one was never
// collected, and a bundle that came today.
import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { build, townline as native } from "./support_page.mjs";

export const pack = join(build, "share/packs/county.townpack");
export const secret = join(build, "sample/office.secret");
export const PASSPHRASE = "sample passphrase, not for use";
const NAMES = ["Library front desk", "City Hall lobby", "Senior center", "Fire station 2", "Oak Hall"];
const unlock = ["--keys", secret, "--passphrase-fd", "3"];

// Whether the command was not satisfied: `collect` says so of kiosks that nobody accepted.
function said(...words) {
    try {
        return native(...words);
    } catch (fault) {
        return fault.stdout;
    }
}

// Makes it in a folder; gives the archive's path and that of the newest bundle, which is not in it.
export function officeWeek(folder) {
    const at = (name) => join(folder, name);
    native("simulate", pack, "--responses", "1500", "--seed", "11", "--kiosks", "5", "--bundle-size", "100", "--keys", join(build, "sample/office.pub"), "-o", at("stick"));
    const kiosks = readdirSync(at("stick/TOWNLINE")).sort();
    mkdirSync(at("aside"));
    const aside = (kiosk, number) => {
        const name = readdirSync(at(`stick/TOWNLINE/${kiosk}`)).find((file) => file.startsWith(`${number}-`));
        renameSync(at(`stick/TOWNLINE/${kiosk}/${name}`), at(`aside/${name}`));
        return at(`aside/${name}`);
    };
    const newest = aside(kiosks[0], readdirSync(at(`stick/TOWNLINE/${kiosks[0]}`)).length - 1);
    const missing = aside(kiosks[2], 2);
    for (const number of [1, 2, 3]) {
        aside(kiosks[4], number);
    }
    const archive = at("archive.db");
    kiosks.forEach((kiosk, i) => native("kiosks", "accept", at(`stick/TOWNLINE/${kiosk}/kiosk.pub`), "--archive", archive, "--name", NAMES[i], ...unlock));
    said("collect", at("stick"), "--archive", archive, "--no-receipts", ...unlock);
    return { archive, newest, missing };
}
