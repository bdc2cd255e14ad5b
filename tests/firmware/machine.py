"""QEMU's virt machine with a card in it: started, looked at, touched and cut off, through QMP."""

import contextlib
import json
import os
import re
import socket
import subprocess
import time
from pathlib import Path

MEMORY_MB = 512
WIDTH, HEIGHT = 1280, 800
# Waits end by what is seen. These are only the ends of patience, five times what an idle host takes.
BOOT_S = 600
STEP_S = 120
MOVES_S = 10  # longer than any screen takes to come in
QUICK_S = 0.06
COUNTED = 0.0005  # the share that a number changes which counts seconds down


EFI = ["-bios", "/usr/share/qemu-efi-aarch64/QEMU_EFI.fd"]


class Fault(Exception):
    """What was seen is not what must be."""


def check(holds, text):
    if not holds:
        raise Fault(text)


def say(text):
    print(text, flush=True)


def load():
    """How busy the host is, which all times of an emulated machine depend on."""
    return f"host load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


class Machine:
    """One start of the machine. `disk` is never written: changes go to `changes`, a qcow2 that is made where it is
    missing, so that a later start goes on from it. `firmware` is the options of QEMU for what starts first."""

    def __init__(self, disk, folder, *, changes="card.qcow2", kernel=None, shell=False, rtc=None, firmware=EFI,
                 card_mb=None, devices=()):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.changes = self.folder / changes
        if not self.changes.exists():
            subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", str(Path(disk).resolve()),
                            str(self.changes)] + ([f"{card_mb}M"] if card_mb else []), check=True)
        self.serial = self.folder / f"serial-{time.time_ns()}.log"
        self.mark = 0
        self.plugged = 0
        self.pictures = len(list(self.folder.glob("*.png")))
        qmp = self.folder / "qmp"
        words = ["qemu-system-aarch64", *self.board(), "-accel", "tcg,thread=multi", "-nodefaults", "-display", "none", "-no-shutdown",
                 "-chardev", f"socket,id=serial,path={self.folder / 'serial'},server=on,wait=off,logfile={self.serial}",
                 "-serial", "chardev:serial", "-qmp", f"unix:{qmp},server=on,wait=off"]
        if rtc:
            words += ["-rtc", f"base={rtc}"]
        if kernel:
            words += ["-kernel", str(kernel["kernel"]), "-initrd", str(kernel["initrd"]), "-append", kernel["options"]]
        else:
            words += firmware
        self.shell_path = self.folder / "shell" if shell else None
        if shell:
            words += ["-device", "virtio-serial-pci", "-chardev", f"socket,id=shell,path={self.shell_path},server=on,wait=off",
                      "-device", "virtconsole,chardev=shell"]
        for device in devices:
            words += ["-device", device]
        for path in (qmp, self.shell_path, self.folder / "serial"):
            if path:
                path.unlink(missing_ok=True)
        self.errors = open(self.folder / "qemu.log", "ab")
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=self.errors, stderr=self.errors)
        self.started = time.monotonic()
        self.events = []
        self.connect(qmp)

    def board(self):
        return ["-M", "virt", "-cpu", "cortex-a72", "-smp", "2", "-m", str(MEMORY_MB),
                "-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT}", "-device", "virtio-keyboard-pci",
                "-device", "virtio-tablet-pci", "-device", "virtio-rng-pci", "-device", "i6300esb", "-device", "qemu-xhci,id=usb",
                "-drive", f"file={self.changes},if=none,id=card,format=qcow2,cache=writeback",
                "-device", "virtio-blk-pci,drive=card,bootindex=0"]

    def connect(self, path):
        for _ in range(200):
            check(self.process.poll() is None, f"QEMU ended: {(self.folder / 'qemu.log').read_text()[-800:]}")
            try:
                self.qmp = socket.socket(socket.AF_UNIX)
                self.qmp.connect(str(path))
                break
            except OSError:
                time.sleep(0.05)
        self.reader = self.qmp.makefile("r", encoding="utf-8")
        self.reader.readline()
        self.command("qmp_capabilities")

    def command(self, name, **arguments):
        words = {"execute": name}
        if arguments:
            words["arguments"] = {key.replace("_", "-"): value for key, value in arguments.items()}
        self.qmp.sendall(json.dumps(words).encode() + b"\n")
        while True:
            line = self.reader.readline()
            check(line, f"QEMU ended during {name}")
            answer = json.loads(line)
            if "event" in answer:
                self.events.append(answer)
            elif "error" in answer:
                raise Fault(f"{name}: {answer['error']['desc']}")
            else:
                return answer["return"]

    def take_events(self):
        """Names of the events since the last call, each with its data."""
        self.command("query-status")
        taken, self.events = self.events, []
        return [(event["event"], event.get("data", {})) for event in taken]

    # What it says

    def log(self):
        return self.serial.read_text(encoding="utf-8", errors="replace") if self.serial.exists() else ""

    def seen(self, pattern, within_s=BOOT_S, *, what=None):
        """Waits until the serial log, from behind what was waited for last, says so. Gives the match."""
        end = time.monotonic() + within_s
        while True:
            found = re.compile(pattern).search(self.log(), self.mark)
            if found:
                self.mark = found.end()
                return found
            check(self.process.poll() is None, f"QEMU ended while waiting for {what or pattern}")
            check(time.monotonic() < end,
                  f"not seen within {within_s} s: {what or pattern}; {load()}\n" + self.log()[-2000:])
            time.sleep(0.2)

    def host_s(self):
        return time.monotonic() - self.started

    # What it shows

    def picture(self, name):
        path = self.folder / f"{name}.png"
        self.command("screendump", filename=str(path), format="png")
        return path

    def shown(self):
        """The picture as bytes, to compare."""
        path = self.folder / "now.ppm"
        self.command("screendump", filename=str(path))
        return path.read_bytes()

    def is_dark(self):
        pixels = self.shown()[16:]
        return len(pixels) < 1000 or sum(pixels[::997]) < 4 * len(pixels[::997])

    @staticmethod
    def difference(one, other):
        """The share of the picture that differs, of one pixel in 31."""
        if len(one) != len(other):
            return 1.0
        first, second = one[16::93], other[16::93]
        return sum(a != b for a, b in zip(first, second)) / max(len(first), 1)

    @staticmethod
    def without(picture, place):
        """The picture with nothing where the pressed button is, which looks otherwise while it is pressed."""
        blank = bytearray(picture)
        left, right = max(place[0] - 200, 0), min(place[0] + 200, WIDTH)
        for row in range(max(place[1] - 60, 0), min(place[1] + 60, HEIGHT)):
            at = 16 + 3 * (row * WIDTH + left)
            blank[at:at + 3 * (right - left)] = bytes(3 * (right - left))
        return bytes(blank)

    def settled(self, within_s=STEP_S, than=None, still_s=1.0, share=0.0, besides=None):
        """Waits until more than that share of the picture differs from `than`, besides a button at that place, and it stays the
        same for a while, or goes on moving for long, as the moving code does. Gives it; None when it did not happen."""
        end = time.monotonic() + within_s
        last, since, moving = self.shown(), time.monotonic(), None
        while True:
            time.sleep(0.25)
            now = self.shown()
            is_other = than is None or self.difference(*(self.without(one, besides) if besides else one for one in (now, than))) > share
            moving = (moving or time.monotonic()) if is_other else None
            if now != last and self.difference(now, last) > COUNTED:
                since = time.monotonic()
            last = now
            if is_other and (time.monotonic() - since >= still_s or time.monotonic() - moving >= MOVES_S):
                return now
            if time.monotonic() > end:
                return None

    def can_press(self, x, y, within=(40, 28)):
        """Whether the button there may be pressed: it has dark words or is filled, and one that may not is grey."""
        pixels = self.shown()
        head = re.match(rb"P6\s(\d+)\s(\d+)\s255\s", pixels)
        width, start = int(head[1]), head.end()
        dark = 0
        for row in range(y - within[1], y + within[1]):
            begin = start + 3 * (row * width + x - within[0])
            line = pixels[begin:begin + 6 * within[0]]
            dark += sum(max(line[at:at + 3]) < 110 for at in range(0, len(line), 3))
        return dark > 40

    # What is done to it

    def send(self, *events):
        self.command("input-send-event", events=list(events))

    def move(self, x, y):
        """SDL takes this tablet's values as pixels, and one that did not change as 0; so both change."""
        self.send({"type": "abs", "data": {"axis": "x", "value": int(x)}},
                  {"type": "abs", "data": {"axis": "y", "value": int(y)}})

    def finger(self, x, y, hold_s=0.12, taps=1):
        """Several taps follow each other as quickly as a finger can."""
        self.move(x - 4, y - 4)
        time.sleep(0.05)
        self.move(x, y)
        time.sleep(0.05)
        for _ in range(taps):
            self.send({"type": "btn", "data": {"button": "left", "down": True}})
            time.sleep(hold_s if taps == 1 else QUICK_S)
            self.send({"type": "btn", "data": {"button": "left", "down": False}})
            time.sleep(0 if taps == 1 else QUICK_S)

    def keys(self, *names, hold_ms=80):
        """All at once, as one chord."""
        self.command("send-key", keys=[{"type": "qcode", "data": name} for name in names], hold_time=hold_ms)

    def type(self, words):
        """Typed at the serial console, by whoever solders three wires to the board."""
        if not hasattr(self, "console_keys"):
            self.console_keys = socket.socket(socket.AF_UNIX)
            self.console_keys.connect(str(self.folder / "serial"))
            self.console_keys.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            self.console_keys.recv(1 << 16)  # it must not stop for want of a reader
        with contextlib.suppress(BlockingIOError):
            self.console_keys.sendall(words)

    def plug(self, image, read_only=False):
        """A USB stick with this image. Gives its name, to unplug it."""
        self.plugged += 1
        name = f"stick{self.plugged}"
        self.command("blockdev-add", driver="raw", node_name=name, read_only=read_only,
                     file={"driver": "file", "filename": str(image), "read-only": read_only})
        self.command("device_add", driver="usb-storage", bus="usb.0", id=name, drive=name, removable=True)
        return name

    def unplug(self, name):
        self.command("device_del", id=name)
        for _ in range(100):
            if any(kind == "DEVICE_DELETED" and data.get("device") == name for kind, data in self.take_events()):
                break
            time.sleep(0.1)
        for _ in range(50):
            try:
                self.command("blockdev-del", node_name=name)
                return
            except Fault:
                time.sleep(0.1)
        raise Fault(f"{name} stays plugged in")

    def shell(self, line, within_s=STEP_S):
        """Runs a line in the root shell that only the test overlay has. Gives what it printed."""
        if not hasattr(self, "console"):
            self.console = socket.socket(socket.AF_UNIX)
            self.console.connect(str(self.shell_path))
        end = f"done-{time.monotonic_ns()}"
        self.console.settimeout(within_s)
        self.console.sendall(f"{line}; printf '%s\\n' {end[:5]}''{end[5:]}\n".encode())
        told = b""
        try:
            while end.encode() not in told:
                piece = self.console.recv(4096)
                check(piece, "the shell is gone")
                told += piece
        except TimeoutError as late:
            raise Fault(f"the shell does not answer to: {line}\n{told.decode(errors='replace')[-500:]}") from late
        text = told.decode(errors="replace").replace("\r", "")
        return text.partition(end)[0].strip()

    def written(self):
        """Bytes that its card takes on the host, which grow while it writes."""
        return self.changes.stat().st_blocks * 512

    def cut(self):
        """The plug is pulled."""
        self.process.kill()
        self.process.wait()
        self.close()

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for thing in (self.qmp, self.reader, self.errors):
            thing.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Pi(Machine):
    """QEMU's Raspberry Pi 3, the nearest that it has: the same card reader, and the same U-Boot. The kiosk does not come up
    in it, since Linux fails at a part of the board that QEMU leaves out."""

    def board(self):
        return ["-M", "raspi3b", "-drive", f"file={self.changes},if=sd,format=qcow2", "-device", "usb-kbd", "-serial", "null"]
