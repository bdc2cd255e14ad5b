"""The kiosk in a window beside the same form in Chromium's kiosk mode, for tools/bench; or beside another
build of the kiosk, such as an earlier one.

Both are looked at from outside, in the memory of one Xvfb: a program is on the screen when half the ink
(what is not the color of the ground) of its settled picture is there. They take turns, so that whatever
else the machine does meets both.
"""

import functools
import http.server
import json
import mmap
import os
import re
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy

TOP = Path(__file__).resolve().parents[1]
BIN = TOP / "build" / "release" / "bin"
NPM = TOP / "build" / "npm"
WIDTH, HEIGHT, MM = 1280, 800, "217x136"
STARTS = 5
TOUCHES = 15
SLIDES = 8
STILL_S = 3.5  # nothing more comes after it
SLIDE_S = 0.175
REST_S = 10
ROUNDS_S = 150  # after this the headline of the first screen moves no more
REPAINTS = 200
# What a program must call to bring a picture, or anything else, to its display.
TO_THE_DISPLAY = "sendmsg,sendto,write,writev"
PEER = "Chromium --kiosk, @getodk/web-forms"


class Display:
    """An Xvfb of its own whose pixels lie in a file."""

    def __init__(self, folder):
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{WIDTH}x{HEIGHT}x24",
             "-fbdir", folder, "-nolisten", "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as told:
            self.name = ":" + told.readline().strip()
        with open(Path(folder) / "Xvfb_screen0", "rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # XWD: sizes are big-endian words, and the colormap stands between header and pixels.
        words = struct.unpack(">25I", memory[:100])
        start = words[0] + words[19] * 12
        self.pixels = numpy.frombuffer(memory, numpy.uint32, WIDTH * HEIGHT, start)
        self.pixels = self.pixels.reshape(HEIGHT, WIDTH)

    def environment(self):
        return {**os.environ, "DISPLAY": self.name}

    def xdotool(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.environment(), check=True,
                       stdout=subprocess.DEVNULL)

    def ink(self):
        now = self.pixels[::8, ::2] & 0xFFFFFF
        colors, counts = numpy.unique(now, return_counts=True)
        return 0 if len(colors) < 3 else int(now.size - counts.max())

    def settle(self, still_s=1.5, limit_s=60):
        """Waits until nothing has changed for a while."""
        end, before, since = time.monotonic() + limit_s, None, time.monotonic()
        while time.monotonic() < end:
            now = self.pixels.copy()
            if before is None or not numpy.array_equal(now, before):
                before, since = now, time.monotonic()
            elif time.monotonic() - since > still_s:
                return
            time.sleep(0.1)
        sys.exit("tools/bench: the screen did not come to rest in a minute")

    def close(self):
        self.server.terminate()
        self.server.wait()


def family(pid):
    """The process and all it started."""
    pids = [pid]
    for at in pids:
        try:
            children = Path(f"/proc/{at}/task/{at}/children").read_text().split()
        except FileNotFoundError:
            continue
        pids += map(int, children)
    return pids


def cpu_ms(pid):
    """Of all its threads, in finer steps than cpu_s has."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e6


def cpu_s(pids):
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def pss_mb(pids):
    rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids)
    return sum(int(re.search(r"^Pss:\s+(\d+) kB", text, re.M).group(1)) for text in rollups) / 1024


def calls_to_display(pid, seconds):
    """How often the program wrote to any socket, its display's among them."""
    with tempfile.NamedTemporaryFile() as log:
        trace = subprocess.Popen(["strace", "-f", "-qq", "-e", f"trace={TO_THE_DISPLAY}", "-o",
                                  log.name, "-p", str(pid)], stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        trace.send_signal(signal.SIGINT)
        trace.wait()
        return sum("(" in line for line in Path(log.name).read_text().splitlines())


def slide_frames_ms(program, places):
    """The times between the pictures that the kiosk sends to its display while it slides from the first
    screen to the second and back."""
    gaps = []
    for slide in range(SLIDES):
        program.display.xdotool("mousemove", *places[slide % 2], "mousedown", 1)
        time.sleep(0.5)  # the pressed button is drawn: what comes now is the slide
        with tempfile.NamedTemporaryFile() as log:
            trace = subprocess.Popen(["strace", "-qq", "-ttt", "-e", f"trace={TO_THE_DISPLAY}", "-o",
                                      log.name, "-p", str(program.process.pid)],
                                     stderr=subprocess.DEVNULL)
            time.sleep(0.5)
            program.display.xdotool("mouseup", 1)
            time.sleep(0.5)
            trace.send_signal(signal.SIGINT)
            trace.wait()
            times = [float(line.split()[0]) for line in Path(log.name).read_text().splitlines()
                     if "(" in line]
        # The screen is made before its slide begins, and nothing is drawn after its end.
        frames = [at for at in times if at > times[-1] - SLIDE_S]
        gaps += [(after - before) * 1000 for before, after in zip(frames, frames[1:])]
        program.display.settle(0.5)
    return gaps


class Program:
    """One that fills the screen; `command` makes the words that start it, `more` is added to its environment."""

    def __init__(self, display, command, more=None):
        self.display, self.command, self.more = display, command, more or {}
        self.first_paint_ms, self.pss, self.idle, self.reactions_ms = [], [], [], []

    def start(self):
        before = self.display.ink()
        begin = time.monotonic()
        self.process = subprocess.Popen(self.command(), env={**self.display.environment(), **self.more},
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        start_new_session=True)
        seen = []
        while time.monotonic() - begin < 30:
            seen.append((time.monotonic() - begin, self.display.ink()))
            if self.process.poll() is not None:
                sys.exit(f"tools/bench: {self.process.args[0]} ended by itself")
            time.sleep(0.004)
            if seen[-1][1] > before and self.is_settled(seen):
                break
        settled = seen[-1][1]
        self.first_paint_ms.append(next(at for at, ink in seen if ink >= settled / 2) * 1000)

    @staticmethod
    def is_settled(seen):
        last = seen[-1]
        return all(ink == last[1] for at, ink in seen if at > last[0] - STILL_S) and last[0] > STILL_S

    def rest(self):
        pids = family(self.process.pid)
        before = cpu_s(pids)
        time.sleep(REST_S)
        self.idle.append((cpu_s(pids) - before) / REST_S * 100)
        self.pss.append(pss_mb(pids))

    def touch(self, x, y):
        """The time from a finger coming down to the first pixel that changes. It is lifted far away,
        which takes it back where that is possible."""
        self.display.xdotool("mousemove", x, y)
        self.display.settle(0.5)
        before = self.display.pixels.copy()
        begin = time.monotonic()
        self.display.xdotool("mousedown", 1)
        # xdotool's own start is no part of either program.
        sent = time.monotonic()
        while numpy.array_equal(self.display.pixels, before):
            if time.monotonic() - begin > 1:
                self.display.xdotool("mouseup", 1)  # this one reacts to the release
                sent = time.monotonic()
                while numpy.array_equal(self.display.pixels, before):
                    if time.monotonic() - begin > 3:
                        sys.exit("tools/bench: a touch changed nothing on the screen")
                break
        self.reactions_ms.append((time.monotonic() - sent) * 1000)
        self.display.xdotool("mousemove", WIDTH - 5, HEIGHT - 5)
        self.display.xdotool("mouseup", 1)
        self.display.settle(0.5)

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()
        time.sleep(0.5)


def kiosk_command(folder, pack):
    reader, writer = os.pipe()
    os.write(writer, b"a passphrase for measuring\n")
    os.close(writer)
    subprocess.run([BIN / "townline", "keys", "new", folder / "office", "--passphrase-fd",
                    str(reader)], pass_fds=[reader], check=True, stdout=subprocess.DEVNULL)
    return [BIN / "townline-kiosk", "--pack", pack, "--data", folder / "kiosk", "--keys",
            folder / "office/office.pub"]


def run_script(command, folder, text):
    script = folder / "bench.script"
    script.write_text(text)
    done = subprocess.run([*command, "--window", f"{WIDTH}x{HEIGHT}", "--mm", MM, "--script", script],
                          check=True, capture_output=True, text=True)
    return done.stdout


def first_screens(command, folder):
    """CPU time of drawing all of a screen whose letters are known already, the worst of three; and where
    the first screen has two languages, and the second Back."""
    repaint = f"repaint {REPAINTS}\n"
    told = run_script(command, folder,
                      f"choose-pin 246810\n{repaint}where language-en\nwhere language-es\n"
                      f"touch language-en\nwhere back\n{repaint}touch next\n{repaint}")
    places = re.findall(r"^where \S+ (\d+) (\d+)$", told, re.M)
    return max(map(float, re.findall(r"^repaint ([0-9.]+)$", told, re.M))), places


def build_peer():
    subprocess.run([NPM / "node_modules/.bin/esbuild", TOP / "tools/bench_peer/page.js", "--bundle",
                    "--format=esm", "--minify", "--external:node:*", "--log-level=error",
                    f"--outfile={NPM / 'page.js'}"], check=True,
                   env={**os.environ, "NODE_PATH": str(NPM / "node_modules")})


class PeerPage:
    """The peer's page on a port of this machine."""

    def __init__(self, form):
        quoted = json.dumps(form.read_text()).replace("</", "<\\/")
        (NPM / "index.html").write_text(
            '<!doctype html><meta charset="utf-8"><title>form</title><div id="app"></div>'
            f"<script>window.formXml = {quoted}</script>"
            '<script type="module" src="page.js"></script>')
        handler = functools.partial(QuietHandler, directory=NPM)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/index.html"

    def close(self):
        self.server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def row(name, value, unit, peer_value, detail):
    return {"name": name, "value": round(value, 2), "unit": unit,
            "peer": PEER if peer_value is not None else None,
            "peer_value": None if peer_value is None else round(peer_value, 2), "detail": detail}


def measure(folder):
    pack = TOP / "assets/packs/sample"
    build_peer()
    command = kiosk_command(folder, pack)
    page = PeerPage(pack / "form.xml")
    frame_ms, languages = first_screens(command, folder)
    # Two languages of our first screen, two answers of the peer's.
    english, spanish, back = languages
    places = (english, spanish), ((430, 280), (430, 337))
    window = [*command, "--window", f"{WIDTH}x{HEIGHT}", "--mm", MM]

    def chromium():
        profile = tempfile.mkdtemp(dir=folder)
        return ["chromium", "--kiosk", "--no-sandbox", "--disable-gpu", "--no-first-run",
                f"--user-data-dir={profile}", f"--window-size={WIDTH},{HEIGHT}", page.address]

    display = Display(folder)
    try:
        ours, theirs = Program(display, lambda: window), Program(display, chromium)
        for turn in range(STARTS):
            for program in (ours, theirs):
                program.start()
                if turn == 0:
                    program.rest()
                if turn == STARTS - 1:
                    for touch in range(TOUCHES):
                        program.touch(*places[program is theirs][touch % 2])
                if turn == 0 and program is ours:
                    redraws = calls_to_display(program.process.pid, REST_S)
                    gaps = slide_frames_ms(program, (english, back))
                program.stop()
    finally:
        display.close()
        page.close()
    return rows(ours, theirs, frame_ms, redraws, gaps)


class Build:
    """A build of the kiosk with the county's pack that belongs to it, and what was measured of it."""

    def __init__(self, folder, display, program):
        folder.mkdir()
        pack = program.parents[1] / "share/packs/county.townpack"
        command = [program, "--pack", pack, "--data", folder / "kiosk"]  # it has its office's keys
        self.frame_ms, places = first_screens(command, folder)
        self.english, self.back = places[0], places[2]
        window = [*command, "--window", f"{WIDTH}x{HEIGHT}", "--mm", MM]
        self.program = Program(display, lambda: window)
        self.slide_ms, self.pictures, self.redraws = [], [], {}

    def pid(self):
        return self.program.process.pid

    def rest(self, screen):
        self.program.rest()
        self.redraws[screen] = calls_to_display(self.pid(), REST_S)

    def slide(self):
        """The processor's time for leaving the first screen and for coming back."""
        display, places = self.program.display, (self.english, self.back)
        for place in places:
            display.xdotool("mousemove", *place, "mousedown", 1)
            time.sleep(0.5)
            before = cpu_ms(self.pid())
            display.xdotool("mouseup", 1)
            time.sleep(0.5)
            self.slide_ms.append(cpu_ms(self.pid()) - before)

    def touch(self, place):
        self.program.display.xdotool("mousemove", *place, "click", 1)
        time.sleep(1.5)


def measure_against(folder, program):
    """Both builds in turns in one run."""
    display = Display(folder)
    try:
        builds = [Build(folder / "ours", display, BIN / "townline-kiosk"),
                  Build(folder / "theirs", display, program.resolve())]
        for turn in range(STARTS):
            for build in builds:
                build.program.start()
                if turn == 0:
                    build.rest("first")
                    build.touch(build.english)
                    build.rest("second")
                    build.touch(build.back)
                elif turn == 1:
                    time.sleep(ROUNDS_S)
                    build.rest("later")
                elif turn == 2:
                    gaps = slide_frames_ms(build.program, (build.english, build.back))
                    build.pictures = len(gaps) / SLIDES + 1
                else:
                    for _ in range(SLIDES):
                        build.slide()
                build.program.stop()
    finally:
        display.close()
    yield from rows_against(*builds)


def rows_against(ours, theirs):
    mid = statistics.median
    peer = f"the build in {theirs.program.command()[0].parents[3]}"

    def beside(name, unit, value, detail):
        return {"name": name, "value": round(value(ours), 2), "unit": unit, "peer": peer,
                "peer_value": round(value(theirs), 2), "detail": detail}

    yield beside("kiosk.first_paint", "ms", lambda build: mid(build.program.first_paint_ms),
                 f"median of {STARTS} starts, {WIDTH}x{HEIGHT}, software pixels, one Xvfb, in turns")
    yield beside("kiosk.pss_mb", "MB", lambda build: max(build.program.pss),
                 "proportional set size, the most of the first and the second screen and after a while")
    yield beside("kiosk.frame_ms", "ms CPU", lambda build: build.frame_ms,
                 f"all of {WIDTH}x{HEIGHT} drawn again, letters known; worst of three screens, {REPAINTS} times")
    yield beside("kiosk.slide_cpu_ms", "ms CPU", lambda build: mid(build.slide_ms),
                 f"for one slide with the screen that it brings, median of {len(ours.slide_ms)}")
    yield beside("kiosk.slide_picture_ms", "ms CPU",
                 lambda build: mid(build.slide_ms) / build.pictures,
                 f"the same for each picture of a slide; {ours.pictures:.0f} and {theirs.pictures:.0f} pictures")
    for screen, words in (("first", "the first screen, whose headline fades out and in every 6 s"),
                          ("second", "the screen after it"),
                          ("later", f"the first screen after {ROUNDS_S} s without a touch")):
        yield beside(f"kiosk.redraws_{screen}", "", lambda build: build.redraws[screen],
                     f"writes to the display in {REST_S} s of {words}")


def rows(ours, theirs, frame_ms, redraws, gaps):
    mid = statistics.median
    place = f"{WIDTH}x{HEIGHT}, software pixels, one Xvfb, in turns"
    starts = f"median of {STARTS} starts, {place}; " \
             f"from {min(ours.first_paint_ms):.0f} to {max(ours.first_paint_ms):.0f} ms"
    yield row("kiosk.first_paint", mid(ours.first_paint_ms), "ms", mid(theirs.first_paint_ms),
              starts + f", peer {min(theirs.first_paint_ms):.0f} to {max(theirs.first_paint_ms):.0f}")
    yield row("kiosk.pss_mb", ours.pss[0], "MB", theirs.pss[0],
              "proportional set size of all its processes, first screen")
    yield row("kiosk.idle_cpu", ours.idle[0], "%", theirs.idle[0],
              f"{REST_S} s at the first screen; {redraws} writes to the display by the kiosk in as long")
    yield row("kiosk.frame_ms", frame_ms, "ms CPU", None,
              f"all of {WIDTH}x{HEIGHT} drawn again, letters known; worst of three screens, {REPAINTS} times")
    yield row("kiosk.touch_to_frame_ms", mid(ours.reactions_ms), "ms", mid(theirs.reactions_ms),
              f"finger down to the first pixel that changes, median of {TOUCHES}; "
              f"worst {max(ours.reactions_ms):.0f}, peer {max(theirs.reactions_ms):.0f}")
    late = sum(gap > 16 for gap in gaps)
    yield row("kiosk.slide_frame_ms", mid(gaps), "ms", None,
              f"between two pictures sent to the display in {SLIDES} slides, median of {len(gaps)}, traced; "
              f"worst {max(gaps):.1f}, {late} above 16")
