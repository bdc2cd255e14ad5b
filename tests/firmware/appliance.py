"""What the tiers share: the built image, an office with the county's pack, sticks, and where a finger goes.

Where it goes is asked of the same program on the host: it plays the same touches as a script, on a panel of the same
size, and says for each where its middle is. Only what lies in a random order on the screen is chosen by its place.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "journey"))

from machine import COUNTED, STEP_S, Fault, Machine, check, load, say  # noqa: E402
from road import PASSPHRASE, PIN, TOP, Programs, make_office, pack_of, read_archive  # noqa: E402,F401

OUT = TOP / "build" / "firmware"
BIN = TOP / "build" / "release" / "bin"
STICK_MB = 64
# One resident: a node of the plan for each touch. Which service it is about is left to chance, so nothing is touched whose place depends
# on that, such as Skip.
RESIDENT = ["language-en", "next", "choice-oakhollow", "next", "service-libraries", "next", "next", "choice-4", "next",
            "choice-2", "next", "next", "q10.choice-change", "next", "choice-none", "next", "next"]
CORNER = (1270, 10)
READY = r"townline: ready after ([\d.]+) s, (\d+) MB of memory in use"


def run(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **more).stdout


def image(name="townline"):
    """The built card and its slot."""
    disk = OUT / f"{name}.img"
    check(disk.exists(), f"{disk} is not built: tools/firmware-test image makes it")
    return disk, OUT / name


def the_difference(release, test):
    """What the test overlay adds to the release, by the lists of their files."""
    lists = [set((slot / "files").read_text(encoding="utf-8").splitlines()) for slot in (release, test)]
    gone, more = lists[0] - lists[1], lists[1] - lists[0]
    say(f"The test image differs from the release by {len(gone)} files less and {len(more)} more:")
    for line in sorted(gone):
        say(f"  - {line}")
    for line in sorted(more):
        say(f"  + {line}")
    check(not gone and all("townline-test" in line or "dev-hvc0" in line for line in more), "the images differ by more")


def kernel_options(slot, console="console=ttyAMA0"):
    """What GRUB would tell the kernel, for a start without GRUB."""
    text = (slot / "slot.cfg").read_text(encoding="utf-8")
    words = " ".join(re.findall(r'"([^"]*)"', text)).replace("$verity", "").replace("rauc.slot=$slot", "")
    return {"kernel": slot / "vmlinuz", "initrd": slot / "initrd.zst", "options": f"townline.slot=A {words} {console}"}


def make_stick(path, files=(), mb=STICK_MB):
    """A stick as it is bought: one FAT partition. Nothing is mounted on the host."""
    with open(path, "wb") as stick:
        stick.truncate(mb << 20)
    run("sfdisk", "--quiet", path, input="label: dos\nstart=2048, type=c\n")
    run("mformat", "-i", f"{path}@@1M", "-F", "-T", str((mb - 1) * 2048), "-v", "STICK", "::")
    for file in files:
        run("mcopy", "-i", f"{path}@@1M", file, "::")
    return path


def read_stick(path, folder):
    """Copies all that is on the stick into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run("mcopy", "-s", "-n", "-i", f"{path}@@1M", "::*", folder)
    return folder


def partition(disk, name):
    """Start and size in bytes, of a partition of a raw disk."""
    for line in run("sfdisk", "--dump", disk).splitlines():
        if f'name="{name}"' in line:
            found = re.search(r"start= *(\d+), size= *(\d+)", line)
            return int(found[1]) * 512, int(found[2]) * 512
    raise Fault(f"{disk} has no partition {name}")


@contextlib.contextmanager
def card_of(changes, folder):
    """The whole card as it is after the power is gone, as a raw disk."""
    raw = folder / "card.raw"
    run("qemu-img", "convert", "-O", "raw", changes, raw)
    try:
        yield raw
    finally:
        raw.unlink()


def take_out(raw, name, out):
    """One partition of a raw disk as a file of its own, with its holes."""
    start, size = partition(raw, name)
    with open(raw, "rb") as card, open(out, "wb") as part:
        card.seek(start)
        left = size
        while left:
            block = card.read(min(left, 1 << 20))
            if not block:
                break
            if block.strip(b"\0"):
                part.write(block)
            else:
                part.seek(len(block), os.SEEK_CUR)
            left -= len(block)
        part.truncate(size)
    return out


def read_data(raw, folder):
    """What is on the data partition, replayed as the next start would. Gives the folder, and its file system's size in bytes."""
    data = take_out(raw, "data", folder / "data.ext4")
    done = subprocess.run(["e2fsck", "-fy", str(data)], capture_output=True, text=True)
    check(done.returncode in (0, 1), f"the data partition is damaged:\n{done.stdout}")
    head = run("dumpe2fs", "-h", data)
    size = int(re.search(r"Block count: +(\d+)", head)[1]) * int(re.search(r"Block size: +(\d+)", head)[1])
    copy = folder / "data"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    subprocess.run(["debugfs", "-R", f"rdump / {copy}", str(data)], check=True, capture_output=True)
    data.unlink()
    return copy, size


def read_card(changes, folder):
    """What is on the data partition after the power is gone."""
    with card_of(changes, folder) as raw:
        return read_data(raw, folder)[0]


def read_slots(raw):
    """What GRUB and RAUC noted of the slots."""
    start, _ = partition(raw, "bootcfg")
    text = run("mtype", "-i", f"{raw}@@{start}", "::grubenv")
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))


class Plan:
    """A kiosk of its own on the host, with the same pack, that says where each node is."""

    def __init__(self, folder, office_folder=None):
        self.folder = Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.programs = Programs(BIN)
        office = office_folder or self.folder / "office"
        self.keys, self.secret = office / "office.pub", office / "office.secret"
        if not self.keys.exists():
            make_office(self.programs, office)
        self.pack = pack_of(self.keys)
        self.stick = self.folder / "stick"
        self.stick.mkdir()
        shutil.copy(self.pack, self.stick / "county.townpack")
        self.conf = self.folder / "kiosk.conf"
        self.conf.write_text("keyboard = actions\n", encoding="utf-8")
        self.played = 0

    def where(self, nodes):
        """Pixels of each node, touched one after the other in the kiosk as it is now."""
        lines = []
        for node in nodes:
            lines += [node] if " " in node else [f"where {node}", f"touch {node}"]
        self.played += 1
        script = self.folder / f"plan-{self.played}.script"
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        pictures = self.folder / f"plan-{self.played}"
        pictures.mkdir()
        done = subprocess.run([self.programs.kiosk, "--settings", self.conf, "--data", self.folder / "kiosk", "--stick",
                               self.stick, "--script", script, "--render", pictures],
                              capture_output=True, text=True, timeout=300)
        check(done.returncode == 0, f"{script}: exit {done.returncode}\n{done.stdout[-600:]}{done.stderr[-1500:]}")
        places = [tuple(map(int, line.split()[2:])) for line in done.stdout.splitlines() if line.startswith("where ")]
        wanted = [node for node in nodes if " " not in node]
        check(len(places) == len(wanted), "the plan has not a place for each touch")
        return list(zip(wanted, places))

    @staticmethod
    def digits(number=PIN):
        return [f"pin-{digit}" for digit in number]

    def first_start(self, clock=()):
        """`clock` is what is touched to set it."""
        return self.where(["language-en", "next", "expect screen staff-size", "next", "expect screen staff-name", "next",
                           "expect screen staff-clock", *clock, "next", "expect screen staff-new-pin", *self.digits(), "next",
                           *self.digits(), "next", "expect screen staff-pack", "next", "expect screen staff-office", "next",
                           "expect screen staff-key", "next", "expect screen attract"])

    def resident(self):
        return self.where([*RESIDENT, "expect screen attract"])

    def staff(self, *nodes):
        """Five taps in the corner, which is a place and no node, then the PIN."""
        return [("staff-corner", CORNER)] + self.where(["touch staff-corner"] * 5 + self.digits() + ["next", *nodes])


# Nodes that lead to another screen, which is more than the button that shows that it is pressed.
LEADS = ("staff-corner", "next", "skip", "back", "final", "stick")
NEW_SCREEN = 0.03
FROM_FIRST = 0.2  # the share from the first screen, whose headline changes by itself, to any other


def touch_all(machine, places, name, *, keep=True, leads=LEADS, within_s=STEP_S):
    """Touches one after the other, each when the picture has come to rest after the one before."""
    for number, (node, (x, y)) in enumerate(places):
        if node.startswith("pin-"):
            machine.finger(x, y)
            time.sleep(0.8)
            continue
        is_new = node in leads
        is_corner = node == "staff-corner"
        share = FROM_FIRST if is_corner or node.startswith("language-") else NEW_SCREEN
        # The corner wants five taps within three seconds of a machine that may draw only once in one: it is tried again.
        for patience_s in (30, 60, within_s) if is_corner else (within_s,):
            before = machine.shown()
            machine.finger(x, y, taps=5 if is_corner else 1)  # the last opens the PIN pad
            after = machine.settled(patience_s, than=before if is_new else None, still_s=1.0 if is_new else 2.0, share=share,
                                    besides=(x, y))
            if after is not None:
                break
        if keep:
            machine.picture(f"{name}-{number:02}-{node}")
        check(after is not None, f"no other screen came after touch {number} of {name}, {node} at {x},{y}; {load()}")


def answer_all(machine, places, name, *, keep=True):
    """A resident's touches; their first one leaves the first screen."""
    time.sleep(2)  # that screen rests after what was before it
    touch_all(machine, places, name, keep=keep, leads=(*LEADS, "language-en"))


def until_pressable(machine, place, than=None, within_s=STEP_S, still_s=2.0):
    """Waits until the button at the place may be pressed, on a screen other than `than` that has come to rest."""
    end = time.monotonic() + within_s
    while True:
        now = machine.settled(within_s=within_s, still_s=still_s)
        if now is not None and machine.can_press(*place) and (than is None or machine.difference(now, than) > COUNTED):
            return now
        check(time.monotonic() < end, f"the button at {place} could not be pressed within {within_s} s; {load()}")


def until_lit(machine):
    """The kiosk says that it drew; the panel shows it a little later."""
    end = time.monotonic() + STEP_S
    while machine.settled(within_s=STEP_S) is None or machine.is_dark():
        check(time.monotonic() < end, f"the screen is dark; {load()}")


def wait_for_kiosk(machine):
    """From power to the first picture. Gives seconds of the machine's own clock and MB in use."""
    found = machine.seen(READY, what="the kiosk's first picture")
    until_lit(machine)
    return float(found[1]), int(found[2])


def recover(plan, data, archive):
    """What the office reads from the card's data, in an archive of its own that does not know the kiosk yet. Gives the
    responses and what was said."""
    words = ["recover", data / "townline" / "official", "--archive", archive, "--keys", plan.secret]
    told = plan.programs.townline(*words, secret=True, expect=1)
    kiosk = re.search(r"card of kiosk ([0-9a-f]+)", told)
    check(kiosk, f"the card is not read: {told}")
    plan.programs.townline("kiosks", "accept", kiosk[1], "--archive", archive, "--name", "Booth", "--keys", plan.secret, secret=True)
    return list(read_archive(archive).values()), told.splitlines()[0]


def main(tier):
    try:
        tier()
    except Fault as fault:
        print(f"FAULT {fault}", file=sys.stderr)
        sys.exit(1)
