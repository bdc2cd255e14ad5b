// The page's module reads what the native programs write, and writes the same bytes: FORMAT.md.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, golden, goldenText, hex, load, module, values } from "./support_page.mjs";

const { CollectorEvent } = module;

test("frames are written byte for byte as the vectors say", async () => {
    const townline = await load();
    const data = Uint8Array.from({ length: 700 }, (_, i) => (i * 7) & 255);
    const frames = values(goldenText("frames.txt"), "frame");
    const sender = townline.sender(data);
    [0, 2, 3, 1000, 0xfffffff0].forEach((index, i) => {
        assert.equal(hex(sender.frame(index, 1 + (i % 2))), frames[i]);
    });
    sender.close();
});

test("the frames of the vectors give the bundle back, and the ring is exact", async () => {
    const townline = await load();
    const text = goldenText("frames.txt");
    const frames = values(text, "frame").map(bytes);
    const [id] = values(text, "id");
    const about = frames.map((frame) => townline.frameAbout(frame));
    assert.deepEqual(
        about.map((frame) => frame.tag),
        frames.map(() => id.slice(0, 8)),
    );
    const collector = townline.collector();
    // The two coded ones alone leave one of three symbols open.
    assert.equal(collector.take(frames[3]), CollectorEvent.Progress);
    assert.deepEqual(collector.progress(), [{ tag: id.slice(0, 8), rank: 2, k: 3 }]);
    assert.equal(collector.take(frames[3]), CollectorEvent.Known);
    assert.equal(collector.take(frames[4]), CollectorEvent.Bundle);
    assert.equal(
        hex(collector.bundle()),
        hex(Uint8Array.from({ length: 700 }, (_, i) => (i * 7) & 255)),
    );
    collector.close();
});

test("the clear header of the golden bundle is told", async () => {
    const townline = await load();
    const text = goldenText("responses-1.txt");
    const about = townline.bundleAbout(golden("responses-1.bundle"));
    assert.equal(about.id, values(text, "id")[0]);
    assert.equal(about.number, 1);
    assert.equal(about.kind, "responses");
    const keys = goldenText("keys.txt");
    assert.equal(about.kiosk, values(keys, "kiosk-sign-public")[0]);
    assert.equal(about.print, values(keys, "kiosk-fingerprint")[0]);
    assert.equal(about.office, values(keys, "office-id")[0]);
    assert.equal(about.recipients.length, 2);
});

test("keys that everybody knows are refused, and so is what they signed", async () => {
    const townline = await load();
    const secret = values(goldenText("keys.txt"), "office-secret")[0];
    assert.throws(() => townline.unlockKey(golden("office.secret"), "golden passphrase"), /for tests/);
    assert.throws(() => townline.unlockKey(golden("office.secret"), "another passphrase"), /passphrase/);
    assert.throws(() => townline.openKey(bytes(secret)), /for tests/);
    const archive = townline.openArchive();
    const taken = archive.take(golden("responses-1.bundle"), 0, "2026-11-22");
    assert.equal(taken.outcome, "refused");
    assert.match(taken.reason, /for tests/);
    assert.deepEqual(archive.bundles(), []);
    archive.close();
});

test("bytes that are nothing are refused in words, and the module lives on", async () => {
    const townline = await load();
    const nothing = new Uint8Array(1000).fill(0x54);
    const archive = townline.openArchive();
    assert.throws(() => townline.bundleAbout(nothing), module.TownlineError);
    assert.throws(() => townline.frameAbout(nothing), module.TownlineError);
    assert.throws(() => townline.openPack(nothing), module.TownlineError);
    assert.throws(() => townline.checkWorkbook(nothing), module.TownlineError);
    assert.throws(() => townline.unlockKey(nothing, "a passphrase"), module.TownlineError);
    assert.equal(archive.take(nothing, 0, "2026-11-22").outcome, "refused");
    assert.deepEqual(archive.kiosks(), []);
    archive.close();
    assert.throws(() => townline.openArchive(nothing), /archive|database/);
});
