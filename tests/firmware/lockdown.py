#!/usr/bin/env python3
"""The release image: keys while it starts, chords, the power key, keyboards, network adapters and sticks of others.
Nothing may happen: no console, no menu, no shell, no restart, and the screen stays as it is."""

import hashlib
import shutil
import subprocess
import time

from appliance import OUT, check, image, load, main, make_stick, run, say, wait_for_kiosk
from machine import Machine

CHORDS = [["ctrl", "alt", f"f{n}"] for n in range(1, 13)] + [["alt", f"f{n}"] for n in range(1, 5)] + [
    ["alt", "left"], ["alt", "right"], ["ctrl", "alt", "backspace"], ["ctrl", "c"], ["ctrl", "z"], ["ctrl", "d"], ["alt", "f4"],
    ["ctrl", "alt", "t"], ["meta_l", "r"], ["meta_l"], ["ctrl", "alt", "esc"], ["ctrl", "shift", "esc"], ["print"], ["ctrl", "alt", "down"],
    ["scroll_lock"], ["pause"], ["alt", "print"]]
SYSRQ = ["r", "e", "i", "s", "u", "b", "o", "c", "t", "f", "k", "m"]
OPEN = ("login:", "grub>", "grub rescue", "=> ", "# ", "$ ", "password", "SysRq", "sysrq:", "Give root", "Press Enter")


def closed(machine, before, what):
    """Nothing happened: the same picture, no restart, nothing that waits for words."""
    time.sleep(3)
    now = machine.settled()
    kinds = [kind for kind, _ in machine.take_events() if kind in ("RESET", "SHUTDOWN", "POWERDOWN", "WATCHDOG", "GUEST_PANICKED")]
    kinds = [kind for kind in kinds if kind != "POWERDOWN"]  # the button's own event, before anybody heard it
    log = machine.log()
    machine.picture(what.replace(" ", "-"))
    check(not kinds, f"{what}: {kinds}")
    check(now == before, f"{what}: the screen changed")
    check(not [word for word in OPEN if word in log[machine.mark:]], f"{what}: on the serial console: {log[machine.mark:][-400:]}")
    say(f"  {what}: nothing happened")


def keys_while_it_starts(disk, folder, firmware, held):
    with Machine(disk, folder, changes=f"start-{firmware}.qcow2", firmware=firmware, card_mb=2048) as machine:
        while "townline: slot" not in machine.log():
            check(machine.host_s() < 300, f"keys stop the start: {machine.log()[-600:]}")
            for key in held:
                machine.keys(key, hold_ms=40)
            time.sleep(0.4)
        wait_for_kiosk(machine)
        machine.picture(f"after-keys-{firmware}")
        say(f"  keys {' '.join(held)} held down while {firmware} and GRUB start: it starts ({load()})")


def sticks(folder):
    """What a stick can bring: a program that wants to be started, links, devices, programs of root's, names of our partitions."""
    autorun = make_stick(folder / "autorun.img")
    for name, text in (("autorun.inf", "[autorun]\nopen=run.sh\n"), ("run.sh", "#!/bin/sh\nreboot\n"), ("autorun.sh", "#!/bin/sh\nreboot\n")):
        (folder / name).write_text(text, encoding="utf-8")
        run("mcopy", "-i", f"{autorun}@@1M", folder / name, "::")
    yield "a stick with an autorun", autorun
    tree = folder / "tree"
    tree.mkdir()
    (tree / "TOWNLINE").symlink_to("/etc")
    (tree / "county.townpack").symlink_to("/etc/shadow")
    subprocess.run(["mknod", tree / "card", "b", "254", "0"], check=True)
    (tree / "root").write_bytes(b"#!/bin/sh\nreboot\n")
    (tree / "root").chmod(0o4755)
    hostile = folder / "hostile.img"
    with open(hostile, "wb") as file:
        file.truncate(64 << 20)
    run("mke2fs", "-q", "-t", "ext4", "-d", tree, hostile)
    yield "a stick with links, a device file and a program of root's", hostile
    ours = folder / "ours.img"
    with open(ours, "wb") as file:
        file.truncate(96 << 20)
    run("sfdisk", "--quiet", ours, input="label: gpt\nsize=16M, name=bootcfg\nsize=16M, name=root_A\nsize=16M, name=data\n")
    yield "a stick whose partitions bear our names", ours


def tier():
    disk, slot = image()
    check("townline-test" not in (slot / "files").read_text(encoding="utf-8"), "this is not the release")
    folder = OUT / "lockdown"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    say("Keys while it starts:")
    keys_while_it_starts(disk, folder, "efi", ["c", "e", "spc", "shift"])
    say("The running kiosk:")
    with Machine(disk, folder, card_mb=2048) as machine:
        wait_for_kiosk(machine)
        before = machine.settled()
        machine.take_events()
        machine.mark = len(machine.log())
        for chord in CHORDS:
            machine.keys(*chord)
            time.sleep(0.15)
        closed(machine, before, f"{len(CHORDS)} chords of keys")
        for key in SYSRQ:
            machine.keys("alt", "sysrq", key)
            time.sleep(0.15)
        closed(machine, before, f"{len(SYSRQ)} SysRq keys")
        for _ in range(9):
            machine.keys("ctrl", "alt", "delete")
            time.sleep(0.1)
        closed(machine, before, "Ctrl-Alt-Del nine times")
        machine.command("system_powerdown")
        closed(machine, before, "the power key")
        machine.command("device_add", driver="usb-kbd", bus="usb.0", id="keyboard")
        time.sleep(3)
        for key in ("tab", "down", "ret", "a", "esc", "right", "spc", "ret"):
            machine.keys(key)
            time.sleep(0.2)
        closed(machine, before, "a USB keyboard")
        machine.command("device_del", id="keyboard")
        machine.command("device_add", driver="usb-net", bus="usb.0", id="network")
        closed(machine, before, "a network adapter")
        machine.command("device_del", id="network")
        for what, stick in sticks(folder):
            digest = hashlib.sha256(stick.read_bytes()).digest()
            name = machine.plug(stick)
            time.sleep(3)
            closed(machine, before, what)
            machine.unplug(name)
            check(hashlib.sha256(stick.read_bytes()).digest() == digest, f"{what}: something was written to it")
        log = machine.log()
        check("slot A is good" in log, "the start was not marked good")
    say(f"lockdown: all seen. Pictures are in {folder}")


main(tier)
