#!/usr/bin/env python3
"""Updates from a stick, as staff install them: by touch, behind the PIN, on the release image. Signed by somebody else, too old, changed:
refused. A good one: the plug pulled while it is written leaves the old slot whole; then the other slot starts and is marked. One whose
root is broken: three attempts, then back, with no hands."""

import os
import re
import shutil
import sqlite3
import time

from appliance import (OUT, TOP, Plan, answer_all, card_of, check, image, load, main, make_stick, partition, read_data, read_slots,
                       recover, run, say, touch_all, until_pressable, wait_for_kiosk)
from machine import BOOT_S, STEP_S, Machine

INSTALL_S = 900
WRITTEN_BYTES = 48 << 20  # of the spare slot, when the plug is pulled
UPDATE = 19  # AUDIT_UPDATE, what the kiosk's staff log calls an update


def build(version, name, keys):
    """A further version of the release, as a slot."""
    slot = OUT / name
    if not (slot / "root.img").exists() or (slot / "version").read_text().strip() != version:
        deb = next((TOP / "build" / "packages").glob("townline-kiosk_*_arm64.deb"))
        run("firmware/mkslot", "--version", version, "--keyring", keys / "authority.pem", "--out", slot, deb, cwd=TOP,
            env={**os.environ, "TOWNLINE_ZSTD": "3"})
    return slot


def variant(slot, folder, version=None, broken=False):
    """The slot again with another version, or with a hash that is not its root's."""
    folder.mkdir()
    for name in ("root.img", "version", "boot.vfat"):
        (folder / name).hardlink_to(slot / name) if name == "root.img" else shutil.copy(slot / name, folder / name)
    if version:
        (folder / "version").write_text(version + "\n", encoding="utf-8")
    if broken:
        text = (slot / "slot.cfg").read_text(encoding="utf-8")
        text = re.sub(r"townline\.hash=[0-9a-f]{64}", "townline.hash=" + "ab" * 32, text)
        (folder / "slot.cfg").write_text(text, encoding="utf-8")
        run("mcopy", "-o", "-i", folder / "boot.vfat", folder / "slot.cfg", "::")
    return folder


def bundle(slot, keys, out):
    run("firmware/mkbundle", slot, keys / "sign.pem", keys / "sign.key", out, cwd=TOP)
    return out


def changed(good, path):
    """The good one with four kilobytes of the root written over, far behind all that its signature is compared with at first."""
    shutil.copy(good, path)
    with open(path, "r+b") as file:
        file.seek(90 << 20)
        file.write(bytes(4096))
    return path


def sticks(folder, first):
    """The sticks, each with one bundle where staff's stick has it, and the slot of the good one."""
    keys, theirs = OUT / "keys", folder / "theirs"
    newer = f"{first}.2"
    slot = build(newer, "townline-2", keys)
    run("firmware/mkkeys", theirs, "Somebody else", cwd=TOP)
    old = variant(slot, folder / "old-slot", version="0.0.9")
    broken = variant(slot, folder / "broken-slot", version=f"{newer}.1", broken=True)
    good = bundle(slot, keys, folder / "good.raucb")
    bundles = {"good": good, "foreign": bundle(slot, theirs, folder / "foreign.raucb"), "old": bundle(old, keys, folder / "old.raucb"),
               "broken": bundle(broken, keys, folder / "broken.raucb"), "changed": changed(good, folder / "changed.raucb")}
    found = {}
    for name, file in bundles.items():
        found[name] = make_stick(folder / f"{name}.img", mb=600)
        run("mmd", "-i", f"{found[name]}@@1M", "::TOWNLINE")
        run("mcopy", "-i", f"{found[name]}@@1M", file, "::TOWNLINE")
        file.unlink()
    return found, slot


class Staff:
    """Staff in their menu, with a stick in their hand."""

    def __init__(self, machine, plan):
        self.machine = machine
        *self.enter, (_, self.stick), (_, self.next), _ = plan.staff("stick", "next", "back", "expect screen attract")

    def press(self, name, place, within_s=STEP_S):
        """Touches a button, and waits for the screen behind it and until one may go on from there."""
        before = self.machine.shown()
        self.machine.finger(*place)
        until_pressable(self.machine, self.next, than=before, within_s=within_s)
        self.machine.picture(name)

    def ask(self, name, stick):
        """A stick goes in and its visit ends with the question whether to install what is on it."""
        plugged = self.machine.plug(stick)
        time.sleep(3)
        self.press(f"{name}-found", self.stick, INSTALL_S)
        self.press(f"{name}-asked", self.next)
        return plugged

    def install(self):
        """Gives the picture of the question, to know the answer from."""
        asked = self.machine.shown()
        self.machine.finger(*self.next)
        return asked

    def installed(self, name, stick):
        """The whole of it, up to the screen that says how it went. Gives that picture and the seconds."""
        plugged = self.ask(name, stick)
        began = time.monotonic()
        asked = self.install()
        end = until_pressable(self.machine, self.next, than=asked, within_s=INSTALL_S, still_s=3.0)
        took = time.monotonic() - began
        self.machine.picture(f"{name}-ended")
        self.machine.unplug(plugged)
        return end, took

    def start_anew(self):
        """The button that is there when an update was installed, and no other way."""
        self.machine.take_events()
        self.machine.finger(*self.next)
        return time.monotonic()


def begin(disk, folder, plan, questions):
    """A kiosk that is set up and has one response."""
    machine = Machine(disk, folder, card_mb=4096)
    check(machine.seen(r"townline: slot ([AB]) is open")[1] == "A", "the first start is not from slot A")
    wait_for_kiosk(machine)
    machine.seen(r"slot A is good")
    name = machine.plug(questions)
    time.sleep(2)
    touch_all(machine, plan.first_start(), "start", keep=False)
    machine.unplug(name)
    answer_all(machine, plan.resident(), "resident", keep=False)
    say("Set up by touch, with one response.")
    return machine


def refusals(machine, staff, bundles):
    touch_all(machine, staff.enter, "staff", keep=False)
    shown = []
    for name in ("foreign", "old", "changed"):
        picture, took = staff.installed(name, bundles[name])
        check(picture not in shown, f"{name}: the screen says what it said before")
        shown.append(picture)
        staff.press(f"{name}-left", staff.next)
        say(f"  {name}: not installed after {took:.0f} s; the screen that says why is {name}-ended.png")


def cut_while_written(machine, staff, bundles):
    staff.ask("cut", bundles["good"])
    before, began = machine.written(), time.monotonic()
    staff.install()
    while machine.written() < before + WRITTEN_BYTES:
        check(time.monotonic() - began < INSTALL_S, "nothing is written into the spare slot")
        time.sleep(0.2)
    machine.picture("cut")
    mb = (machine.written() - before) >> 20
    machine.cut()
    say(f"  the plug pulled {time.monotonic() - began:.0f} s into a good one, with {mb} MB of it on the card")


def good(machine, staff, bundles):
    touch_all(machine, staff.enter, "staff-again", keep=False)
    _, took = staff.installed("good", bundles["good"])
    say(f"  good: installed in {took:.0f} s ({load()})")
    began = staff.start_anew()
    check(machine.seen(r"townline: slot ([AB]) is open")[1] == "B", "the new version is not started")
    wait_for_kiosk(machine)
    check(machine.seen(r"townline: slot ([AB]) is good")[1] == "B", "the new version is not marked")
    machine.picture("new-version")
    say(f"  it runs from slot B and is marked good, {time.monotonic() - began:.0f} s after \"Start anew\"")


def broken(machine, staff, bundles):
    time.sleep(2)
    touch_all(machine, staff.enter, "staff-last", keep=False)
    staff.installed("broken", bundles["broken"])
    began = staff.start_anew()
    machine.seen(r"townline: slot B is open", 3 * BOOT_S, what="the fall back to slot B")
    starts = [kind for kind, _ in machine.take_events()].count("RESET")
    wait_for_kiosk(machine)
    check(machine.seen(r"townline: slot ([AB]) is good", BOOT_S)[1] == "B", "it does not fall back")
    machine.picture("fallen-back")
    say(f"  broken: fell back to slot B with no hands, after {starts} starts and {time.monotonic() - began:.0f} s")


def the_card(folder, plan, slot):
    """What is on the card in the end: the good version in its slot, the response, and in the staff log each update."""
    with card_of(folder / "card.qcow2", folder) as raw:
        slots = read_slots(raw)
        start, _ = partition(raw, "root_B")
        whole = (slot / "root.img").read_bytes()
        with open(raw, "rb") as card:
            card.seek(start)
            check(card.read(len(whole)) == whole, "slot B does not hold the version that was installed")
        data, _ = read_data(raw, folder)
    check(slots["A_TRY"] == "3" and slots["B_PROVEN"] == "1", f"the state of the slots is {slots}")
    responses, told = recover(plan, data, folder / "card.db")
    check(len(responses) == 1, f"the card holds {len(responses)} responses of 1")
    store = sqlite3.connect(data / "townline" / "official" / "store.db")
    outcomes = [row[0] for row in store.execute("SELECT first FROM audit WHERE kind = ? ORDER BY number", (UPDATE,))]
    store.close()
    check(outcomes == [0, 0, 0, 1, 1], f"the staff log says of the updates {outcomes}")
    say(f"The card: version {(slot / 'version').read_text().strip()} in slot B, slot A tried three times; the staff log has three refusals and two "
        f"installations; {told}")


def tier():
    disk, release = image()
    folder = OUT / "update"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    plan = Plan(folder / "plan")
    bundles, slot = sticks(folder, (release / "version").read_text().strip())
    with begin(disk, folder, plan, make_stick(folder / "stick.img", [plan.pack])) as machine:
        staff = Staff(machine, plan)
        refusals(machine, staff, bundles)
        cut_while_written(machine, staff, bundles)
    with card_of(folder / "card.qcow2", folder) as raw:
        slots = read_slots(raw)
    check(slots["B_OK"] == "0" and slots["ORDER"].startswith("A"), f"a slot that was not written whole would be started: {slots}")
    with Machine(disk, folder) as machine:
        check(machine.seen(r"townline: slot ([AB]) is open")[1] == "A", "after the cut it does not start from the old slot")
        wait_for_kiosk(machine)
        machine.seen(r"slot A is good")
        say("  the old slot starts, and is good")
        time.sleep(2)
        staff = Staff(machine, plan)
        good(machine, staff, bundles)
        broken(machine, staff, bundles)
    the_card(folder, plan, slot)
    say(f"update: all seen. Pictures are in {folder}")


main(tier)
