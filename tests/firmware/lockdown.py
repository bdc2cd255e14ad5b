#!/usr/bin/env python3
"""The release image: keys while it starts, chords, the power key, keyboards, network adapters and sticks of others.
Nothing may happen: no console, no menu, no shell, no restart, and the screen stays as it is."""

import hashlib
import os
import re
import shutil
import subprocess
import time

from appliance import OUT, TOP, Plan, answer_all, check, image, load, main, make_stick, run, say, touch_all, wait_for_kiosk
from machine import BOOT_S, EFI, Machine, Pi

CHORDS = [["ctrl", "alt", f"f{n}"] for n in range(1, 13)] + [["alt", f"f{n}"] for n in range(1, 5)] + [
    ["alt", "left"], ["alt", "right"], ["ctrl", "alt", "backspace"], ["ctrl", "c"], ["ctrl", "z"], ["ctrl", "d"], ["alt", "f4"],
    ["ctrl", "alt", "t"], ["meta_l", "r"], ["meta_l"], ["ctrl", "alt", "esc"], ["ctrl", "shift", "esc"], ["print"], ["ctrl", "alt", "down"],
    ["scroll_lock"], ["pause"], ["alt", "print"]]
HELD = ["c", "e", "spc", "shift"]
TYPED = b" \r\x03\x1bc"  # at the serial console
QUESTION = 7  # touches of a resident up to the first question of a service
MARK = 0.03  # the share of the screen that the mark takes
SYSRQ = ["r", "e", "i", "s", "u", "b", "o", "c", "t", "f", "k", "m"]
PROMPTS = ("login:", "grub>", "grub rescue", "=> ", "SysRq", "sysrq:", "Give root", "Press Enter")
OPEN = (*PROMPTS, "# ", "$ ", "password")


def closed(machine, before, what, share=0.0):
    """Nothing happened: the same picture but for that share of it, no restart, nothing that waits for words."""
    time.sleep(3)
    now = machine.settled()
    kinds = [kind for kind, _ in machine.take_events() if kind in ("RESET", "SHUTDOWN", "POWERDOWN", "WATCHDOG", "GUEST_PANICKED")]
    kinds = [kind for kind in kinds if kind != "POWERDOWN"]  # the button's own event, before anybody heard it
    log = machine.log()
    machine.picture(what.replace(" ", "-"))
    check(not kinds, f"{what}: {kinds}")
    check(now is not None and machine.difference(now, before) <= share, f"{what}: the screen changed")
    check(not [word for word in OPEN if word in log[machine.mark:]], f"{what}: on the serial console: {log[machine.mark:][-400:]}")
    say(f"  {what}: nothing happened")


def u_boot(folder):
    """U-Boot for QEMU in the first flash bank; in the second its environment, which is the Raspberry Pi's with the disk and the addresses of
    this machine."""
    text = (TOP / "firmware" / "boards" / "rpi4" / "uboot.env.txt").read_text(encoding="ascii")
    check("load mmc" in text, "the environment loads GRUB in another way than this test knows")
    text = re.sub(r"(?m)^(kernel|fdt)_addr_r=.*", lambda line: {"kernel": "kernel_addr_r=0x40400000", "fdt": "fdt_addr_r=0x40000000"}[line[1]], text)
    text = text.replace("bootcmd=", "bootcmd=pci enum; virtio scan; ").replace("load mmc", "load virtio").replace("${fdt_addr}", "${fdtcontroladdr}")
    (folder / "u-boot.txt").write_text(text, encoding="ascii")
    banks = [folder / "u-boot.img", folder / "u-boot.env"]
    shutil.copy("/usr/lib/u-boot/qemu_arm64/u-boot.bin", banks[0])
    run("firmware/boards/rpi4/mkenv", folder / "u-boot.txt", banks[1], "0x40000", cwd=TOP)
    words = []
    for unit, bank in enumerate(banks):
        os.truncate(bank, 64 << 20)
        words += ["-drive", f"if=pflash,unit={unit},format=raw,readonly=on,file={bank}"]
    return words


def the_pis_u_boot(disk, slot, folder):
    """The Raspberry Pi's own U-Boot with the environment that lies on the card, up to the kernel that opens the root."""
    run("dpkg-deb", "-x", next((slot / "boards").glob("u-boot-rpi_*.deb")), folder / "u-boot-rpi")
    board = "bcm2837-rpi-3-b.dtb"
    run("tar", "-C", folder, "-xf", run("firmware/mkroot", cwd=TOP).strip(), "--wildcards", f"./usr/lib/linux-image-*/broadcom/{board}")
    firmware = ["-kernel", folder / "u-boot-rpi/usr/lib/u-boot/rpi_arm64/u-boot.bin", "-dtb", next(folder.glob(f"usr/lib/*/broadcom/{board}"))]
    with Pi(disk, folder, changes="start-pi.qcow2", firmware=[str(word) for word in firmware]) as machine:
        press_until_open(machine)
        log = machine.log()
        check("Loading Environment from FAT... OK" in log, f"U-Boot does not take the card's environment: {log[:2000]}")
        check(not [word for word in (*PROMPTS, "stop autoboot") if word in log], f"keys at the Pi's U-Boot: {log[:3000]}")
        say(f"  the same at the Raspberry Pi's own U-Boot, in QEMU's Pi 3: it takes the card's environment, GRUB starts, and the kernel opens the "
            f"root ({load()})")


def press_until_open(machine, typed=TYPED):
    """Keys on a keyboard and at the serial console, as fast as they come, until the kernel has opened the root."""
    while "townline: slot" not in machine.log():
        check(machine.host_s() < BOOT_S, f"keys stop the start: {machine.log()[-600:]}")
        for key in HELD:
            machine.keys(key, hold_ms=40)
        machine.type(typed)
        time.sleep(0.1)


def keys_while_it_starts(disk, folder, name, firmware, typed=TYPED):
    with Machine(disk, folder, changes=f"start-{name}.qcow2", firmware=firmware, card_mb=2048) as machine:
        press_until_open(machine, typed)
        wait_for_kiosk(machine)
        machine.picture(f"after-keys-{name}")
        log = machine.log()
        check(not [word for word in (*PROMPTS, "stop autoboot") if word in log], f"keys at {name}: {log[:3000]}")
        say(f"  keys {' '.join(HELD)} held down, and letters at the serial console, while {name} and GRUB start: it starts ({load()})")


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


def keys(machine, before, share=0.0):
    """All that a keyboard can do, and the power key."""
    for chord in CHORDS:
        machine.keys(*chord)
        time.sleep(0.15)
    closed(machine, before, f"{len(CHORDS)} chords of keys", share)
    for key in SYSRQ:
        machine.keys("alt", "sysrq", key)
        time.sleep(0.15)
    closed(machine, before, f"{len(SYSRQ)} SysRq keys", share)
    for _ in range(9):
        machine.keys("ctrl", "alt", "delete")
        time.sleep(0.1)
    closed(machine, before, "Ctrl-Alt-Del nine times", share)
    machine.command("system_powerdown")
    closed(machine, before, "the power key", share)
    for line in (b"\r\r\r", b"root\r\r", b"\x03\x04\x1a", b"\x00b"):
        machine.type(line)
        time.sleep(0.5)
    closed(machine, before, "words at the serial console", share)


def devices(machine, before, folder):
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


def in_a_session(machine, plan, stick):
    """The same keys once it is set up and a resident has a question before them. The board's own keys may move the mark of
    what is chosen next, and no more."""
    name = machine.plug(stick)
    time.sleep(2)
    touch_all(machine, plan.first_start(), "start", keep=False)
    machine.unplug(name)
    answer_all(machine, plan.resident()[:QUESTION], "session", keep=False)
    before = machine.settled(still_s=5.0)  # a slow machine may not have drawn all of it yet
    machine.picture("question")
    keys(machine, before, MARK)


def tier():
    disk, slot = image()
    check("townline-test" not in (slot / "files").read_text(encoding="utf-8"), "this is not the release")
    folder = OUT / "lockdown"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    plan = Plan(folder / "plan")
    say("Keys while it starts:")
    keys_while_it_starts(disk, folder, "EFI", EFI, b" \rc")  # Escape is for the settings of QEMU's own EFI, which no kiosk has
    keys_while_it_starts(disk, folder, "U-Boot", u_boot(folder))
    the_pis_u_boot(disk, slot, folder)
    with Machine(disk, folder, card_mb=2048) as machine:
        wait_for_kiosk(machine)
        check(machine.seen("slot A is good"), "the start was not marked good")
        before = machine.settled()
        machine.take_events()
        machine.mark = len(machine.log())
        say("The first screen of a new kiosk:")
        keys(machine, before)
        devices(machine, before, folder)
        say("A question in a resident's session:")
        in_a_session(machine, plan, make_stick(folder / "stick.img", [plan.pack]))
    say(f"lockdown: all seen. Pictures are in {folder}")


main(tier)
