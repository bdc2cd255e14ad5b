"""A display of our own with the kiosk's window on it, a finger that xdotool moves, and pictures."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from road import Fault, check, pack_of, say

NEEDED = ("Xvfb", "xdotool", "import", "compare")


def need_tools():
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        say(f"skipped: {', '.join(missing)} not installed (tools/deps test installs them)")
        sys.exit(77)


class Display:
    """An X server of our own, and what is seen and done on it."""

    def __init__(self):
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=(writer,), stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        check(number, "Xvfb did not start")
        self.environment = dict(os.environ, DISPLAY=f":{number}", SDL_VIDEODRIVER="x11")
        self.environment.pop("WAYLAND_DISPLAY", None)

    def close(self):
        self.server.terminate()
        self.server.wait()

    def run(self, *words, may_fail=False):
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=60)
        check(may_fail or done.returncode == 0, f"{' '.join(words)}: {done.stderr}")
        return done.stdout + done.stderr

    def wait_for_window(self, kiosk):
        for _ in range(300):
            if self.run("xdotool", "search", "--class", "townline-kiosk", may_fail=True).strip():
                time.sleep(2)
                return
            check(kiosk.poll() is None, "the kiosk ended before it opened a window")
            time.sleep(0.1)
        raise Fault("no window within 30 seconds")

    def touch(self, x, y):
        self.run("xdotool", "mousemove", str(x), str(y), "mousedown", "1", "sleep", "0.08",
                 "mouseup", "1", "sleep", "0.3")

    def tap(self, x, y, times):
        """So often, as fast as a person."""
        self.run("xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(times), "--delay",
                 "150", "1", "sleep", "0.5")

    def picture(self, path):
        self.run("import", "-silent", "-window", "root", str(path))
        return path

    def wait_for_picture(self, path, painted):
        """Until every pixel of the window is as the kiosk paints it."""
        for _ in range(30):
            differing = self.differs(self.picture(path), painted)
            if differing == 0:
                return
            time.sleep(1)
        raise Fault(f"{differing:.0f} pixels of the window are not as they were painted")

    def differs(self, one, other):
        """Pixels of two pictures that are not the same."""
        told = self.run("compare", "-metric", "AE", str(one), str(other), "null:", may_fail=True)
        count = re.match(r"[0-9.e+]+", told)
        check(count, f"compare says {told}")
        return float(count.group())


class Window:
    """townline-kiosk on the display."""

    def __init__(self, display, programs, data, keys, out, *more):
        self.display = display
        self.told = open(out / "window.stderr", "w+", encoding="utf-8")
        # Libraries of the window system keep memory until the end; the scripted journeys, which
        # run the same kiosk without them, look for leaks.
        environment = dict(display.environment)
        environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        self.program = subprocess.Popen(
            [str(programs.kiosk), "--pack", str(pack_of(keys)), "--data", str(data), "--keys", str(keys), *map(str, more)],
            env=environment, stderr=self.told)
        display.wait_for_window(self.program)

    def read_bytes(self):
        told = Path(f"/proc/{self.program.pid}/io").read_text()
        return int(re.search(r"rchar: (\d+)", told).group(1))

    def work(self):
        """What it has done so far: bytes written to anywhere, and seconds of processor."""
        process = Path("/proc") / str(self.program.pid)
        written = re.search(r"wchar: (\d+)", (process / "io").read_text()).group(1)
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        return int(written), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.program.terminate()
        code = self.program.wait(timeout=30)
        self.told.seek(0)
        words = self.told.read()
        self.told.close()
        check(code == 0, f"the window ended with {code}\n{words}")
        return words
