#!/usr/bin/env python3
"""Updates from a stick: signed by somebody else, changed, too old: refused. A good one: the other slot starts and is marked. The plug
pulled while one is written: the old slot is whole. One whose root is broken: three attempts, then back, with no hands.

It runs the image with the test overlay, since it gives its orders in the root shell; the bundles are made as the release's
are."""

import os
import re
import shutil
import time

from appliance import OUT, TOP, check, image, load, main, run, say, wait_for_kiosk
from machine import BOOT_S, Machine

INSTALL_S = 900


def build(version, name, keys):
    """A further version of the test image, as a slot."""
    slot = OUT / name
    if not (slot / "root.img").exists() or (slot / "version").read_text().strip() != version:
        deb = next((TOP / "build" / "packages").glob("townline-kiosk_*_arm64.deb"))
        run("firmware/mkslot", "--version", version, "--keyring", keys / "authority.pem", "--overlay", "firmware/test-overlay", "--out", slot,
            deb, cwd=TOP, env={**os.environ, "TOWNLINE_ZSTD": "3"})
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


def stick_with(path, files):
    with open(path, "wb") as stick:
        stick.truncate(1800 << 20)
    run("sfdisk", "--quiet", path, input="label: dos\nstart=2048, type=c\n")
    run("mformat", "-i", f"{path}@@1M", "-F", "-T", str(1799 * 2048), "-v", "STICK", "::")
    for file in files:
        run("mcopy", "-i", f"{path}@@1M", file, "::")
    return path


def bundles(folder):
    keys = OUT / "keys"
    first = (OUT / "townline-test" / "version").read_text().strip()
    newer = f"{first}.2"
    slot = build(newer, "townline-test-2", keys)
    theirs = folder / "theirs"
    run("firmware/mkkeys", theirs, "Somebody else", cwd=TOP)
    files = [bundle(slot, keys, folder / "good.raucb"), bundle(slot, theirs, folder / "foreign.raucb")]
    files.append(bundle(variant(slot, folder / "old-slot", version="0.0.9"), keys, folder / "old.raucb"))
    files.append(bundle(variant(slot, folder / "broken-slot", version=f"{newer}.1", broken=True), keys, folder / "broken.raucb"))
    changed = folder / "changed.raucb"
    shutil.copy(folder / "good.raucb", changed)
    with open(changed, "r+b") as file:
        file.seek(90 << 20)
        file.write(bytes(4096))
    return first, newer, [*files, changed]


def install(machine, name, within_s=INSTALL_S):
    return machine.shell(f"rauc install /run/stick/{name}.raucb 2>&1 | tail -6", within_s)


def prepare(machine):
    """A shell, and the stick where it can be read."""
    machine.shell("stty -echo")
    machine.shell("mkdir -p /run/stick; for i in 1 2 3 4 5 6 7 8 9; do [ -e /dev/sda1 ] && break; sleep 1; done; "
                  "mount -o ro,nosuid,nodev,noexec /dev/sda1 /run/stick")


def env(machine):
    return dict(line.split("=", 1) for line in machine.shell("grub-editenv /bootcfg/grubenv list").splitlines() if "=" in line)


def booted(machine):
    wait_for_kiosk(machine)
    slot = machine.seen(r"townline: slot ([AB]) is good", BOOT_S)[1]
    return slot


def refused(machine, name, words):
    told = install(machine, name)
    check(any(word in told for word in words), f"{name}: {told}")
    reason = next(line for line in told.splitlines() if any(word in line for word in words))
    say(f"  {name}: refused, \"{reason.strip()[:150]}\"")


def restart(machine):
    machine.console.sendall(b"systemctl reboot\n")
    machine.console.close()
    del machine.console


def tier():
    disk, _ = image("townline-test")
    folder = OUT / "update"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    first, newer, files = bundles(folder)
    stick = stick_with(folder / "stick.img", files)
    with Machine(disk, folder, shell=True, card_mb=4096) as machine:
        machine.mark = 0
        check(machine.seen(r"townline: slot ([AB]) is open")[1] == "A", "the first start is not from slot A")
        wait_for_kiosk(machine)
        machine.seen(r"slot A is good")
        machine.plug(stick)
        prepare(machine)
        machine.shell("echo kept > /data/townline/mark; sync")
        refused(machine, "foreign", ["signature verification failed", "self-signed", "self signed"])
        refused(machine, "old", ["andler"])
        refused(machine, "changed", ["Input/output error", "rror"])
        check(env(machine)["B_OK"] == "0", "a slot that was not written whole would be started")
        began = time.monotonic()
        machine.console.sendall(b"rauc install /run/stick/good.raucb >/dev/null 2>&1 &\n")
        machine.shell("while ! grep -q . /sys/block/vda/stat; do sleep 1; done; sleep 8; rauc status | head -1")
        machine.cut()
        say(f"  the plug pulled {time.monotonic() - began:.0f} s into a good one")
    with Machine(disk, folder, shell=True) as machine:
        check(booted(machine) == "A", "after the cut it does not start from the old slot")
        say("  the old slot starts, and is good")
        machine.plug(stick)
        prepare(machine)
        began = time.monotonic()
        told = install(machine, "good")
        check("succeeded" in told, f"the good update: {told}")
        say(f"  good: installed in {time.monotonic() - began:.0f} s ({load()})")
        began = time.monotonic()
        restart(machine)
        check(booted(machine) == "B", "the new version does not start")
        machine.picture("new-version")
        version = machine.shell("stty -echo; cat /usr/lib/townline/version").splitlines()[-1]
        check(version == newer and machine.shell("cat /data/townline/mark") == "kept", f"version {version}, or the data is gone")
        say(f"  version {newer} runs from slot B and is marked good, {time.monotonic() - began:.0f} s after the order to start again; the data is there")
        prepare(machine)
        told = install(machine, "broken")
        check("succeeded" in told, f"the broken update, which is signed: {told}")
        began = time.monotonic()
        restart(machine)
        machine.seen(r"townline: slot B is open", 3 * BOOT_S)
        check(machine.seen(r"townline: slot ([AB]) is good", BOOT_S)[1] == "B", "it does not fall back")
        machine.picture("fallen-back")
        say(f"  broken: fell back to slot B with no hands, {time.monotonic() - began:.0f} s after the order to start again")
        machine.shell("stty -echo")
        left = env(machine)
        check(left["A_TRY"] == "3", f"slot A was tried {left['A_TRY']} times")
        say(f"  slot A was tried three times; the state is {left}")
    say(f"update: all seen. Pictures are in {folder}")


main(tier)
