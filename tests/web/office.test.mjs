// A day in the office, once with the command line and once in the page: the same bundle gives the
// same kiosks, receipt, report and tables, byte for byte, and each opens the other's archive.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { build, folder, load, module, townline as native } from "./support_page.mjs";

const { CollectorEvent } = module;
const pack = join(build, "share/packs/county.townpack");
const keys = join(build, "sample/office.secret");
const keyWords = ["--keys", keys, "--passphrase-fd", "3"];
const refused = (command) => {
    try {
        command();
    } catch (fault) {
        return fault.stderr;
    }
    return assert.fail("it was not refused");
};

const home = folder(test);
const at = (name) => join(home, name);
const today = () => new Intl.DateTimeFormat("sv-SE").format(new Date());

native("simulate", pack, "--responses", "60", "--seed", "5", "--keys", join(build, "sample/office.pub"), "-o", at("60.bundle"));
const sealed = readFileSync(at("60.bundle"));
// The kiosk is unknown at first, which the command says with its exit code.
refused(() => native("collect", at("60.bundle"), "--archive", at("native.db"), ...keyWords));
const [kiosk] = JSON.parse(native("kiosks", "list", "--archive", at("native.db"), "--json")).kiosks;
native("kiosks", "accept", kiosk.key.slice(0, 8), "--archive", at("native.db"), "--name", "Library front desk", ...keyWords);
native("collect", at("60.bundle"), "--archive", at("native.db"), ...keyWords, "--receipts", at("receipts"));

// The key is unlocked once: it takes 256 MB and a second.
const secret = (await load()).unlockKey(readFileSync(keys), "sample passphrase, not for use");

async function page() {
    const townline = await load();
    return { townline, key: townline.openKey(secret), archive: townline.openArchive() };
}

async function collected() {
    const opened = await page();
    opened.archive.accept(kiosk.key, "Library front desk", today(), opened.key);
    const taken = opened.archive.take(sealed, opened.key, today());
    assert.equal(taken.outcome, "merged");
    return { ...opened, taken };
}

test("a bundle is kept without a key, and merged when its kiosk is accepted with one", async () => {
    const { archive, key } = await page();
    const kept = archive.take(sealed, 0, today());
    assert.equal(kept.outcome, "kept");
    assert.equal(kept.new, true);
    assert.equal(kept.kiosk, kiosk.key);
    assert.equal(archive.take(sealed, 0, today()).new, false);
    assert.equal(archive.bundles()[0].place, "kept");
    assert.throws(() => archive.receipt(kept.kiosk, kept.store, 0), /bundle/);

    const [merged] = archive.accept(kiosk.key, "Library front desk", today(), key);
    assert.equal(merged.outcome, "merged");
    assert.equal(merged.responses, 60);
    const [row] = archive.kiosks();
    assert.equal(row.name, "Library front desk");
    assert.equal(row.print, kiosk.fingerprint);
    assert.equal(row.responses, 60);
    assert.equal(archive.take(sealed, key, today()).outcome, "same");
});

test("report and tables are those of the command line, byte for byte", async () => {
    const { townline, archive } = await collected();
    const packHandle = townline.openPack(readFileSync(pack));
    const { languages } = townline.packAbout(packHandle);
    for (const { id: language } of languages) {
        native("report", "--archive", at("native.db"), "--pack", pack, "--language", language, "-o", at("report.html"), "--force");
        const report = archive.report(packHandle, language, "", today());
        assert.ok(Buffer.from(report).equals(readFileSync(at("report.html"))), `report in ${language}`);
    }
    native("report", "--archive", at("native.db"), "-o", at("report.html"), "--force");
    assert.ok(Buffer.from(archive.report(0, "", "", today())).equals(readFileSync(at("report.html"))));

    native("export", "csv", "--archive", at("native.db"), "-o", at("tables"));
    assert.ok(Buffer.from(archive.responsesCsv(0)).equals(readFileSync(at("tables/responses.csv"))));
    assert.ok(Buffer.from(archive.commentsCsv(0)).equals(readFileSync(at("tables/comments.csv"))));
});

test("the receipt is the one of the command line, as digits and as a file", async () => {
    const { archive, taken } = await collected();
    const day = Math.floor(Date.parse(`${today()}T00:00:00Z`) / 86400000);
    const receipt = archive.receipt(kiosk.key, taken.store, day);
    assert.match(receipt.code, /^[0-9]{10}$/);
    const said = native("receipt", at("60.bundle"), "--archive", at("native.db"));
    assert.ok(said.replaceAll(/[ -]/g, "").includes(receipt.code), said);
    assert.match(receipt.file, /^townline receipt 2\n/);
});

test("each opens the archive that the other saved", async () => {
    const { archive } = await collected();
    const saved = archive.bytes();
    archive.close();
    writeFileSync(at("page.db"), saved);
    native("verify", "--archive", at("page.db"));
    native("export", "csv", "--archive", at("page.db"), "-o", at("of-page"));
    assert.ok(readFileSync(at("of-page/responses.csv")).equals(readFileSync(at("tables/responses.csv"))));

    const { townline, archive: none } = await page();
    none.close();
    assert.throws(() => townline.openArchive(saved.subarray(0, 5000)), module.TownlineError);
    const again = townline.openArchive(readFileSync(at("native.db")));
    assert.equal(again.verify().responses, 60);
    assert.equal(again.kiosks()[0].responses, 60);
});

test("a changed bundle is refused, and nothing of it stays", async () => {
    const { archive, key } = await page();
    archive.accept(kiosk.key, "Library front desk", today(), key);
    for (let i = 0; i < sealed.length; i += 301) {
        const changed = Uint8Array.from(sealed);
        changed[i] ^= 1;
        const taken = archive.take(changed, key, today());
        assert.equal(taken.outcome, "refused", `byte ${i}`);
        assert.ok(taken.reason.length > 0);
    }
    assert.equal(archive.take(sealed, key, today()).outcome, "merged");
    assert.equal(archive.verify().bundles, 1);
});

test("frames in any order, some lost and some forged, give the bundle", async () => {
    const { townline } = await page();
    const sender = townline.sender(sealed);
    const collector = townline.collector();
    const k = townline.frameAbout(sender.frame(0, 1)).k;
    let event = CollectorEvent.NotOurs;
    let last = 0;
    for (let i = 0; event !== CollectorEvent.Bundle; i++) {
        assert.ok(i < 3 * k, "it does not come to an end");
        const frame = sender.frame((7919 * i) % (2 * k), 1);
        if (i % 3 === 1) {
            frame[20 + (i % 100)] ^= 4;
        }
        event = collector.take(frame);
        assert.equal(event === CollectorEvent.NotOurs, i % 3 === 1);
        const [progress] = collector.progress();
        if (progress) {
            assert.ok(progress.rank >= last && progress.rank <= progress.k);
            last = progress.rank;
        }
    }
    assert.ok(Buffer.from(collector.bundle()).equals(sealed));
});

test("of a hundred thousand damaged frames none is taken for a right one", async () => {
    const { townline } = await page();
    const sender = townline.sender(sealed);
    const collector = townline.collector();
    let state = 1;
    const draw = (below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 4294967296) * below);
    };
    const frames = Array.from({ length: 200 }, (_, i) => sender.frame(i, 5));
    for (let i = 0; i < 100000; i++) {
        const frame = Uint8Array.from(frames[i % frames.length]);
        for (let n = 1 + draw(4); n > 0; n--) {
            frame[draw(frame.length)] ^= 1 + draw(255);
        }
        if (Buffer.from(frame).equals(Buffer.from(frames[i % frames.length]))) {
            frame[0] ^= 1; // two changes of one byte met
        }
        const event = collector.take(frame.subarray(0, frame.length - draw(2) * draw(frame.length)));
        assert.equal(event, CollectorEvent.NotOurs, `frame ${i}`);
    }
    assert.deepEqual(collector.progress(), []);
});

test("a pack says what it asks and who signed it, and a changed one is refused", async () => {
    const { townline } = await page();
    const bytes = readFileSync(pack);
    const about = townline.packAbout(townline.openPack(bytes));
    assert.ok(about.languages.length >= 6);
    assert.deepEqual(about.faults, []);
    const changed = Uint8Array.from(bytes);
    changed[Math.floor(changed.length / 2)] ^= 1;
    assert.throws(() => townline.openPack(changed), module.TownlineError);
});
