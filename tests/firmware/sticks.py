#!/usr/bin/env python3
"""Sticks as people have them and as somebody hostile makes them, on the image's own kernel and with its own helper: which
partition is mounted, with which rights, what is refused, and what comes of one that is pulled out at any moment.

It starts the kernel with a first file system of its own, which has the helper in it and no kiosk, so it takes a minute."""

import random
import shutil
import struct
import subprocess
import time
from pathlib import Path

from appliance import OUT, check, image, load, main, run, say
from machine import Fault, Machine

HERE = Path(__file__).resolve().parent
MB = 1 << 20
MODULES = "virtio_pci virtio_console xhci_pci usb_storage uas sd_mod vfat exfat ext4 crc32c_generic nls_cp437 nls_ascii nls_utf8".split()
EFI, DATA = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B", "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"
SAFE = ["nosuid", "nodev", "noexec", "noatime", "nosymfollow"]
OWNED = ["uid=900", "gid=900", "fmask=0077", "dmask=0077"]


# The machine

def make_start(slot, folder):
    """The image's first file system with its helper, more of its modules, and another first program."""
    tree, root = folder / "tree", folder / "root"
    tree.mkdir()
    unpack = f"zstd -qdc '{slot}/initrd.zst' | (cd '{tree}' && cpio --quiet -idm)"
    subprocess.run(unpack, shell=True, check=True)
    run("unsquashfs", "-quiet", "-no-progress", "-dest", root, slot / "root.img", "usr/libexec/townline", "usr/lib/modules")
    version = next((root / "usr/lib/modules").iterdir()).name
    (root / "lib").symlink_to("usr/lib")
    for module in MODULES:
        for line in run("modprobe", "-d", root, "-S", version, "--show-depends", module).splitlines():
            if line.startswith("insmod"):
                path = Path(line.split()[1]).relative_to(root)
                to = tree / str(path).replace("usr/lib", "lib", 1)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(root / path, to)
    run("depmod", "-b", tree, version)
    (tree / "etc/modules").write_text("\n".join(MODULES) + "\n", encoding="ascii")
    (tree / "etc/passwd").write_text("root:x:0:0::/:/bin/sh\ntownline:x:900:900::/:/bin/false\n", encoding="ascii")
    shutil.copy(root / "usr/libexec/townline/townline-stick-helper", tree / "bin")
    run("aarch64-linux-gnu-gcc", "-static", "-O2", "-o", tree / "bin/ask", HERE / "ask_helper.c")
    shutil.copy(HERE / "sticks_init", tree / "init")
    start = folder / "start.cpio"
    with open(start, "wb") as out:
        names = subprocess.run(["find", ".", "-print0"], cwd=tree, check=True, capture_output=True).stdout
        subprocess.run(["cpio", "--quiet", "--null", "--create", "--format=newc", "--owner=0:0"], cwd=tree, input=names, stdout=out,
                       check=True)
    return {"kernel": slot / "vmlinuz", "initrd": start, "options": "console=ttyAMA0 panic=1"}


def ask(machine, line):
    return machine.shell(f"ask /run/socket '{line}'")


def until(machine, line, *wanted):
    """Asks again until the answer is one of these; the kernel takes a while to see what is plugged."""
    for _ in range(100):
        told = ask(machine, line)
        if told in wanted:
            return told
        time.sleep(0.2)
    raise Fault(f"{line} is answered with {told}, and not with {' or '.join(wanted)}")


# Sticks

MARKS = {"ntfs": (0, b"\xebR\x90NTFS    ".ljust(510, b"\0") + b"\x55\xaa"), "hfs+": (1024, b"H+\0\4"),
         "noise": (0, random.Random(7).randbytes(MB))}


def filesystem(kind, path, size_mb):
    with open(path, "wb") as file:
        file.truncate(size_mb * MB)
    if kind == "vfat":
        run("mkfs.vfat", "-n", "STICK", path)
    elif kind == "exfat":
        run("mkfs.exfat", path)
    elif kind == "ext4":
        run("mkfs.ext4", "-q", path)
    if kind in MARKS:
        with open(path, "r+b") as file:
            file.seek(MARKS[kind][0])
            file.write(MARKS[kind][1])
    return path


def stick(folder, name, table, *parts):
    """A disk of 64 MB with this table; each part is a filesystem, where it begins and how long it is, in MB."""
    path = folder / f"{name.replace(' ', '-').replace('/', '-')}.img"
    with open(path, "wb") as disk:
        disk.truncate(64 * MB)
    if table:
        run("sfdisk", "--quiet", path, input=table)
    for kind, begin, size in parts:
        part = filesystem(kind, path.with_suffix(".part"), size)
        run("dd", f"if={part}", f"of={path}", "bs=1M", f"seek={begin}", "conv=notrunc,sparse")
    return path


def dos(*types):
    return "label: dos\n" + "".join(f"start={begin * 2048}, size={size * 2048}, type={kind}\n" for kind, begin, size in types)


def gpt(*types):
    return "label: gpt\n" + "".join(f"start={begin * 2048}, size={size * 2048}, type={kind}\n" for kind, begin, size in types)


def circle(folder):
    """An extended partition whose table says that the next one is itself."""
    path = stick(folder, "circle", None)
    entry = struct.pack("<B3sB3sII", 0, b"\0" * 3, 5, b"\0" * 3, 2048, 100000)
    with open(path, "r+b") as disk:
        disk.write(b"\0" * 446 + entry + b"\0" * 48 + b"\x55\xaa")
        disk.seek(2048 * 512)
        again = struct.pack("<B3sB3sII", 0, b"\0" * 3, 5, b"\0" * 3, 0, 100000)
        disk.write(b"\0" * 462 + again + b"\0" * 32 + b"\x55\xaa")
    return path


CASES = [  # name, table, parts, what is mounted ("" for the disk itself, a number, None for nothing), its filesystem
    ("vfat as sold", dos(("c", 1, 63)), [("vfat", 1, 63)], "1", "vfat"),
    ("vfat without a table", None, [("vfat", 0, 64)], "", "vfat"),
    ("exfat", dos(("7", 1, 63)), [("exfat", 1, 63)], "1", "exfat"),
    ("exfat without a table", None, [("exfat", 0, 64)], "", "exfat"),
    ("exfat in a GPT", gpt((DATA, 1, 62)), [("exfat", 1, 62)], "1", "exfat"),
    ("ext4", dos(("83", 1, 63)), [("ext4", 1, 63)], "1", "ext4"),
    ("from a Mac, exfat behind the EFI partition", gpt((EFI, 1, 20), (DATA, 21, 42)), [("vfat", 1, 20), ("exfat", 21, 42)], "2", "exfat"),
    ("from a Mac, hfs+ behind the EFI partition", gpt((EFI, 1, 20), (DATA, 21, 42)), [("vfat", 1, 20), ("hfs+", 21, 42)], None, None),
    ("a small part first", dos(("c", 1, 8), ("7", 9, 54)), [("vfat", 1, 8), ("exfat", 9, 54)], "2", "exfat"),
    ("ntfs", dos(("7", 1, 63)), [("ntfs", 1, 63)], None, None),
    ("ntfs without a table", None, [("ntfs", 0, 64)], None, None),
    ("nothing on it", None, [], None, None),
    ("noise", None, [("noise", 0, 64)], None, None),
]


def visit(machine, path, part, kind, what):
    name = machine.plug(path)
    until(machine, "state", "present")
    told = ask(machine, "mount")
    if part is None:
        check(told == "failed", f"{what}: {told}")
        check(ask(machine, "state") == "present", f"{what}: it is not in any more")
        say(f"  {what}: refused")
    else:
        check(told.startswith("mounted /run/townline/sticks/sd") and told[30:].lstrip("abcdefghijklmnopqrstuvwxyz") == part,
              f"{what}: {told}")
        place = told.split()[1]
        _, _, mounted, options, *_ = machine.shell(f"grep ' {place} ' /proc/mounts").split()
        wanted = ["rw", *SAFE, *(OWNED if kind != "ext4" else ["errors=remount-ro"])]
        missing = [word for word in wanted if word not in options.split(",")]
        check(mounted == kind and not missing, f"{what}: mounted as {mounted} with {options}, without {missing}")
        machine.shell(f"echo 'kept by {kind}' >{place}/kept; sync")
        check(ask(machine, "release") == "present", f"{what}: it is not let go of")
        check(not machine.shell(f"ls {place} 2>/dev/null"), f"{what}: its folder is still there")
        say(f"  {what}: {mounted} on {place}, {options}")
    machine.unplug(name)
    until(machine, "state", "none")
    if part is not None:
        check(f"kept by {kind}".encode() in path.read_bytes(), f"{what}: what was written is not on it")


def odd(machine, folder):
    """Locked, damaged, hostile: the helper and the kernel live on."""
    name = machine.plug(stick(folder, "locked", dos(("c", 1, 63)), ("vfat", 1, 63)), read_only=True)
    until(machine, "state", "present")
    place = ask(machine, "mount").split()[1]
    check("ro," + ",".join(SAFE[:3]) in machine.shell(f"grep ' {place} ' /proc/mounts"), "a locked stick is not read-only")
    check(ask(machine, "release") == "present", "a locked stick is not let go of")
    machine.unplug(name)
    until(machine, "state", "none")
    say("  one that is locked: can be read")
    for kind in ("vfat", "exfat", "ext4"):
        path = stick(folder, f"noise in {kind}", dos(("c", 1, 63)), (kind, 1, 63))
        with open(path, "r+b") as disk:  # behind the first sectors, by which it is known
            disk.seek(MB + 4096)
            disk.write(random.Random(9).randbytes(8 * MB))
        name = machine.plug(path)
        until(machine, "state", "present")
        told = ask(machine, "mount")
        if told.startswith("mounted "):
            place = told.split()[1]
            machine.shell(f"ls -R {place} >/dev/null 2>&1; echo more >{place}/more 2>/dev/null; cat {place}/more >/dev/null 2>&1")
        check(ask(machine, "release") in ("present", "failed"), f"noise in {kind}: no answer")
        machine.unplug(name)
        until(machine, "state", "none")
        say(f"  {kind} with noise in it: {told.split()[0]}, and let go of")
    name = machine.plug(circle(folder))
    time.sleep(2)
    check(ask(machine, "mount") in ("none", "failed"), "a table that is a circle is mounted")
    machine.unplug(name)
    until(machine, "state", "none")
    say("  a table of partitions that leads back to itself: refused")


def pulled(machine, folder):
    for kind in ("vfat", "exfat", "ext4"):
        path = stick(folder, f"pulled {kind}", dos(("c", 1, 63)), (kind, 1, 63))
        name = machine.plug(path)
        until(machine, "state", "present")
        place = ask(machine, "mount").split()[1]
        machine.shell(f"(dd if=/dev/zero of={place}/growing bs=4096 2>/dev/null &) ; sleep 0.3")
        machine.unplug(name)
        until(machine, "state", "none")
        check(not machine.shell("grep /run/townline/ /proc/mounts"), f"{kind}: its mount is left")
        name = machine.plug(path)
        until(machine, "state", "present")
        check(ask(machine, "mount").startswith("mounted "), f"{kind}: it is not mounted again")
        check(ask(machine, "release") == "present", f"{kind}: it is not let go of again")
        machine.unplug(name)
        until(machine, "state", "none")
        say(f"  {kind}, pulled out while somebody wrote: forgotten, and mounted again")
    path = stick(folder, "pulled at once", dos(("c", 1, 63)), ("vfat", 1, 63))
    for turn in range(8):
        name = machine.plug(path)
        until(machine, "state", "present")
        machine.shell("(ask /run/socket mount >/tmp/told 2>&1 &)")
        time.sleep(turn * 0.01)
        machine.unplug(name)
        until(machine, "state", "none")
        check(not machine.shell("grep /run/townline/ /proc/mounts"), "a mount is left")
    say("  8 times pulled out while it was being mounted: nothing is left")


def tier():
    disk, slot = image()
    folder = OUT / "sticks"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with Machine(disk, folder, kernel=make_start(slot, folder), shell=True) as machine:
        machine.seen("townline: sticks can come")
        say(f"Started {machine.host_s():.0f} s after power ({load()}). Sticks:")
        check(ask(machine, "state") == "none", "there is a stick before one is plugged")
        for what, table, parts, part, kind in CASES:
            visit(machine, stick(folder, what, table, *parts), part, kind, what)
        odd(machine, folder)
        pulled(machine, folder)
        check("Call trace" not in machine.log() and "Oops" not in machine.log(), "the kernel complained")
    for path in folder.glob("*.img"):
        path.unlink()
    say("sticks: all seen")


main(tier)
