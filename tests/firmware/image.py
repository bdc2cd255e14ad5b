#!/usr/bin/env python3
"""Builds the card and the signed update, looks at what is on them, and builds the slot again to compare it.

    tools/firmware-test image [--once]    --once leaves out the second building"""

import hashlib
import os
import re
import shutil
import subprocess
import sys

from appliance import OUT, TOP, check, image, main, run, say, the_difference

ROOT_MAX_MB = 240
# Paths that must be there, and those that must not, as patterns of the list of files.
NEEDED = ["usr/bin/townline-kiosk f 755", "usr/share/townline/manifest f", "usr/share/townline/licences f",
          "usr/lib/aarch64-linux-gnu/espeak-ng-data d", r"usr/lib/modules/\S*/sound/usb/snd-usb-audio\.ko", r"usr/lib/modules/\S*/snd-bcm2835\.ko",
          r"usr/lib/modules/\S*/vc4\.ko", r"usr/lib/modules/\S*/bcm2835_wdt\.ko", r"usr/lib/modules/\S*/exfat\.ko", r"usr/lib/modules/\S*/i2c-bcm2835\.ko",
          "usr/bin/timedatectl f 755", "usr/lib/systemd/systemd-timedated f 755", r"usr/lib/modules/\S*/hid-multitouch\.ko",
          r"etc/systemd/system/getty@\.service l", r"etc/systemd/system/ctrl-alt-del\.target l", "etc/rauc/keyring.pem f 644"]
FORBIDDEN = [r"usr/lib/modules/\S*/drivers/net/", r"\S*/sshd", r"usr/bin/apt", r"usr/bin/dpkg", r"usr/bin/(gcc|perl|python)", r"\S+ f [2-7]\d{3} ",
             r"\S*\.key f", r"\S*townline-test"]


def built(*words):
    done = subprocess.run([str(word) for word in words], cwd=TOP)
    check(done.returncode == 0, f"{words[0]} failed")


def digests(slot, disk=None):
    paths = [slot / name for name in ("root.img", "boot.vfat", "initrd.zst", "slot.cfg", "manifest")] + ([disk] if disk else [])
    found = {}
    for path in paths:
        with open(path, "rb") as file:
            found[path.suffix if path == disk else path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def look_inside(slot):
    files = (slot / "files").read_text(encoding="utf-8").splitlines()
    for pattern in NEEDED:
        check(any(re.match(pattern, line) for line in files), f"the image lacks {pattern}")
    for pattern in FORBIDDEN:
        bad = [line for line in files if re.match(pattern, line)]
        check(not bad, f"the image holds {bad[:3]}")
    faces = sorted(line.split()[0] for line in files if re.match(r"usr/share/fonts/\S+\.(ttf|ttc|otf) ", line))
    named = sorted(f"usr/share/fonts/{line}" for line in (slot / "faces").read_text().split())
    check(faces == named, f"font faces: {faces}, and the program names {named}")
    say(f"In the image: {len(files)} files, {len(faces)} font faces, sound drivers and the voices' data; no network driver, "
        "no program that runs as its owner or group, no package manager, no key.")


def look_at_update():
    """As the kiosk does, whose settings say for what a signature must be made."""
    text = (TOP / "firmware/overlay/etc/rauc/system.conf").read_text(encoding="utf-8")
    for place, here in (("/etc/rauc/keyring.pem", OUT / "keys" / "authority.pem"), ("/data/system", OUT), ("/bootcfg", OUT)):
        text = text.replace(place, str(here))
    (OUT / "rauc.conf").write_text(text, encoding="utf-8")
    told = run("rauc", "--conf", OUT / "rauc.conf", "info", "--output-format=shell", OUT / "townline.raucb")
    say("The update: " + " ".join(line for line in told.splitlines() if re.match("RAUC_MF_(COMPATIBLE|VERSION)=", line)))


def tier():
    built("firmware/mkimage")
    disk, slot = image()
    root_mb = (slot / "root.img").stat().st_size / 1e6
    say(f"Root slot {root_mb:.0f} MB with its hash tree, kernel {(slot / 'vmlinuz').stat().st_size / 1e6:.0f} MB, first file "
        f"system {(slot / 'initrd.zst').stat().st_size / 1e6:.1f} MB, card {disk.stat().st_size / 1e6:.0f} MB, update "
        f"{(OUT / 'townline.raucb').stat().st_size / 1e6:.0f} MB")
    check(root_mb <= ROOT_MAX_MB, f"the root slot is larger than {ROOT_MAX_MB} MB")
    look_inside(slot)
    look_at_update()
    if "--once" not in sys.argv:
        first = digests(slot, disk)
        deb = next((TOP / "build" / "packages").glob("townline-kiosk_*_arm64.deb"))
        again = OUT / "again"
        built("firmware/mkslot", "--version", (slot / "version").read_text().strip(), "--keyring", OUT / "keys" / "authority.pem", "--out", again, deb)
        built("firmware/mkdisk", again, OUT / "again.img")
        second = digests(again, OUT / "again.img")
        check(first == second, f"built twice it differs: {[name for name in first if first[name] != second[name]]}")
        say("Built twice from the same archive of the root and the same package: " + ", ".join(first) + " are the same byte for byte.")
        shutil.rmtree(again)
        (OUT / "again.img").unlink()
    os.environ["TOWNLINE_ZSTD"] = "3"
    built("firmware/mkimage", "--test")
    the_difference(slot, image("townline-test")[1])
    say("image: all seen")


main(tier)
