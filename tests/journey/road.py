"""What the journeys share: the two programs, an office with the county's pack, and a stream of QR
pictures.

Nothing here knows a byte of our formats but the frame header, which `Stream` needs to forge one;
pictures are read by zbar and forged ones drawn by qrencode, so nothing of ours checks itself.
"""

import collections
import contextlib
import os
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
WORKBOOK = TOP / "assets" / "packs" / "county"
PASSPHRASE = "a passphrase for the journey"
PIN = "246813"
WAITING, CARRIED, CONFIRMED = 0, 1, 2  # outbox.state


class Fault(Exception):
    """Something is not as promised."""


def check(holds, words):
    if not holds:
        raise Fault(words)


def say(words):
    print(words, flush=True)


class Programs:
    """townline and townline-kiosk, as built."""

    def __init__(self, folder):
        self.office = Path(folder).resolve() / "townline"
        self.kiosk = Path(folder).resolve() / "townline-kiosk"
        for program in (self.office, self.kiosk):
            check(program.exists(), f"{program} is not built: run tools/build")

    def townline(self, *words, secret=False, expect=0, passphrase=PASSPHRASE):
        """Runs an office command and returns its standard output."""
        command = [str(self.office), *map(str, words)]
        keep = ()
        if secret:
            reader, writer = os.pipe()
            os.write(writer, passphrase.encode() + b"\n")
            os.close(writer)
            command += ["--passphrase-fd", str(reader)]
            keep = (reader,)
        done = subprocess.run(command, capture_output=True, text=True, pass_fds=keep, timeout=300)
        if keep:
            os.close(keep[0])
        check(done.returncode == expect,
              f"{' '.join(command)}\nexit {done.returncode}, expected {expect}\n{done.stdout}{done.stderr}")
        return done.stdout + (done.stderr if expect else "")

    def kiosk_command(self, data, keys, script, *more):
        return [str(self.kiosk), "--pack", str(pack_of(keys)), "--data", str(data), "--keys",
                str(keys), "--script", str(script), *map(str, more)]

    def cut(self, data, keys, lines, script, *more, said, delay_s):
        """Plays script lines until the kiosk said one, and cuts its power so long after."""
        Path(script).write_text("\n".join(lines) + "\n", encoding="utf-8")
        kiosk = subprocess.Popen(self.kiosk_command(data, keys, script, *more),
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        was_said = any(line.strip() == said for line in kiosk.stdout)
        time.sleep(delay_s)
        kiosk.kill()
        kiosk.stdout.read()
        kiosk.wait()
        check(was_said, f"townline-kiosk --script {script}: it never said \"{said}\"")

    def play(self, data, keys, lines, script, *more, expect=0):
        """Plays script lines on the real kiosk and returns what it printed."""
        Path(script).write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = subprocess.run(self.kiosk_command(data, keys, script, *more),
                              capture_output=True, text=True, timeout=600)
        check(done.returncode == expect,
              f"townline-kiosk --script {script}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout + (done.stderr if expect else "")


def pack_of(keys):
    """Where make_office left the pack that it signed with the keys."""
    return Path(keys).with_name("county.townpack")


def make_office(programs, folder):
    """New keys, and the county's workbook as a pack that they signed."""
    folder.mkdir(parents=True, exist_ok=True)
    programs.townline("keys", "new", folder, secret=True)
    keys, secret = folder / "office.pub", folder / "office.secret"
    programs.townline("pack", "build", WORKBOOK, "--recipient", keys, "--sign", secret, "-o",
                      pack_of(keys), secret=True)
    return keys, secret


class Stream:
    """Pictures of a moving code, as a camera that misses and is lied to would have them."""

    HEADER = struct.Struct("<BB4sHII")

    @staticmethod
    def payload(picture):
        read = subprocess.run(["zbarimg", "-q", "--raw", "--oneshot", "-Sbinary", str(picture)],
                              capture_output=True, timeout=60)
        check(read.returncode == 0 and read.stdout, f"zbar reads no code in {picture}")
        return read.stdout

    @staticmethod
    def draw(payload, picture):
        subprocess.run(["qrencode", "-8", "-l", "L", "-s", "6", "-o", str(picture)],
                       input=payload, check=True, timeout=60)

    @classmethod
    def forge(cls, picture, out, seed):
        """The same header, other symbols, and a checksum that is right for them."""
        payload = cls.payload(picture)
        magic, size_code, tag, k, index, _ = cls.HEADER.unpack(payload[:16])
        symbols = random.Random(seed).randbytes(len(payload) - 16)
        head = payload[:12]
        crc = zlib.crc32(head + symbols)
        cls.draw(cls.HEADER.pack(magic, size_code, tag, k, index, crc) + symbols, out)

    @classmethod
    def damage(cls, picture, out):
        """One bit of a symbol changed, the checksum left as it was."""
        payload = bytearray(cls.payload(picture))
        payload[40] ^= 1
        cls.draw(bytes(payload), out)


def film(pictures, out):
    """A film as a phone in a hand would take it, of pictures that are shown at 15 a second."""
    folder = numbered(pictures, out.with_suffix(""))
    seen = ("scale=640:640:flags=neighbor,pad=1280:720:(ow-iw)/2:(oh-ih)/2:gray,fps=30,rotate=0.12:c=gray,"
            "perspective=x0=60:y0=30:x1=1200:y1=0:x2=0:y2=700:x3=1270:y3=690,"
            "gblur=sigma=0.7,noise=c0s=8:c0f=t:c0_seed=7")
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-framerate", "15", "-i", str(folder / "%04d.png"),
                    "-vf", seen, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(out)],
                   check=True, timeout=300)
    return out


def lose(pictures, share, seed):
    """Throws away a share of the pictures and shuffles the rest."""
    rng = random.Random(seed)
    kept = [p for p in pictures if rng.random() >= share]
    rng.shuffle(kept)
    return kept


def numbered(pictures, folder):
    """Copies them so that a reader meets them in this order."""
    folder.mkdir(parents=True)
    for i, picture in enumerate(pictures):
        shutil.copy(picture, folder / f"{i:04}.png")
    return folder


def dump(database):
    """All a database holds, for comparing before and after."""
    link = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return list(link.iterdump())
    finally:
        link.close()


HEAD = ("office", "bundle", "position", "instance", "round", "event", "language", "half_day",
        "clock_trusted", "channel", "duration", "straight_line", "complete", "after_results",
        "assisted", "first_time", "order_seed", "recovered")


@contextlib.contextmanager
def store_of(data):
    """A copy of the kiosk's store, since a killed kiosk leaves its write-ahead log behind."""
    with tempfile.TemporaryDirectory(prefix="townline-store-") as folder:
        for path in Path(data, "official").glob("store.db*"):
            shutil.copy(path, folder)
        link = sqlite3.connect(Path(folder) / "store.db")
        check(link.execute("PRAGMA integrity_check").fetchone() == ("ok",), "the store is damaged")
        yield link
        link.close()


def outbox(data):
    """The kiosk's bundles of answers as (number, responses, state), and how many are in none."""
    with store_of(data) as link:
        bundles = link.execute(
            "SELECT number, responses, state FROM outbox WHERE kind = 1 ORDER BY number").fetchall()
        loose = link.execute("SELECT count(*) FROM responses WHERE bundle IS NULL").fetchone()[0]
    return bundles, loose


def as_told(language, complete, answers):
    """One response as something that can be counted, without what the kiosk picked or drew."""
    held = tuple(sorted((path, value) for path, value in answers.items()
                        if path not in ("more/module", "services_assigned")))
    return language, complete, held


def read_archive(archive):
    """Every response that counts, by bundle and position: language, whether it is complete, answers."""
    link = sqlite3.connect(f"file:{archive}?mode=ro", uri=True)
    responses = {}
    views = [name for name, in link.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")
             if name.startswith("form")]
    for view in sorted(views, key=len):  # that of the responses is the first of each form
        form = int(re.match(r"form([0-9]+)", view)[1])
        paths = dict(link.execute("SELECT column_name, path FROM question WHERE form = ?", (form,)))
        rows = link.execute(f'SELECT * FROM "{view}"')
        names = [column[0] for column in rows.description]
        for row in rows:
            row = dict(zip(names, row))
            key = row["bundle"], row["position"]
            if "language" in row:
                responses[key] = row["language"], bool(row["complete"]), {}
            for name, value in row.items():
                if name in HEAD or value is None or value == "":
                    continue
                path = paths[name]
                place = f"[{row['instance']}]" if "instance" in row else ""
                responses[key][2][path + place] = value
    for bundle, position, path, name, text in link.execute("""
            SELECT c.bundle, c.position, q.path, i.code, c.text
            FROM comment c JOIN bundle b USING (bundle)
            JOIN question q ON q.form = b.form AND q.question = c.question
            LEFT JOIN instance i ON i.form = b.form AND i.repeat = q.repeat
            AND i.instance = c.place / (1 << 48) WHERE b.counted = 1"""):
        responses[bundle, position][2][f"{path}[{name}]" if name else path] = text
    link.close()
    return responses


def in_archive(archive):
    """The bag of responses that the archive holds."""
    return collections.Counter(as_told(*response) for response in read_archive(archive).values())


def values_of(archive, path):
    """All that the archive holds of one question."""
    found = [value for _, _, answers in read_archive(archive).values()
             for name, value in answers.items() if name.split("[")[0] == path]
    return found


def difference(given, found):
    lost, strange = given - found, found - given
    return (f"{sum(lost.values())} not in the archive, first {next(iter(lost), None)}\n"
            f"{sum(strange.values())} given by nobody, first {next(iter(strange), None)}")


def find_code(listed):
    """A receipt's ten digits, wherever in a command's JSON they stand."""
    if isinstance(listed, dict):
        listed = list(listed.values())
    for value in listed if isinstance(listed, list) else []:
        found = value if isinstance(value, str) else find_code(value)
        digits = found.replace(" ", "").replace("-", "") if found else ""
        if len(digits) == 10 and digits.isdigit():
            return digits
    return None


def valid_but_wrong(code):
    """Eight other digits with the check digits that ISO 7064 MOD 97-10 gives them."""
    body = f"{(int(code[:8]) + 1) % 10**8:08}"
    return body + f"{98 - int(body) * 100 % 97:02}"


def main(play):
    try:
        play()
    except Fault as fault:
        print(f"journey: {fault}", file=sys.stderr)
        sys.exit(1)
