"""Sticks as a machine has them: a small file with a filesystem in it, mounted by a loop device. That
needs root and the tools; what is missing is said aloud, and with CI=true it is a fault, as in the
tests of sticks."""

import os
import shutil
import subprocess
from pathlib import Path

from road import Fault, check, say

TOOLS = ("mkfs.ext4", "mount", "umount")
SIZE = "8M"
ENVIRONMENT = dict(os.environ, PATH=os.environ.get("PATH", "") + ":/sbin:/usr/sbin")


def run(*words, may_fail=False):
    done = subprocess.run([str(word) for word in words], env=ENVIRONMENT, capture_output=True,
                          text=True, timeout=60)
    check(may_fail or done.returncode == 0, f"{' '.join(map(str, words))}: {done.stderr}")
    return done.returncode == 0


class Stick:
    """An ext4 stick; `root` is where it is mounted while it is in (a folder of its name when it is
    not told)."""

    def __init__(self, folder, name, root=None):
        self.image = Path(folder) / f"{name}.image"
        self.root = Path(root or Path(folder) / name)
        self.root.mkdir(exist_ok=True)
        run("truncate", "-s", SIZE, self.image)
        run("mkfs.ext4", "-q", "-F", "-m", "0", self.image)

    def put_in(self, read_only=False):
        return run("mount", "-o", "loop,ro" if read_only else "loop", self.image, self.root,
                   may_fail=True)

    def take_out(self):
        run("umount", self.root)

    def fill(self):
        """Until not a byte more fits."""
        for size in (1 << 16, 1 << 10, 1):
            with open(self.root / f"full-{size}", "wb", buffering=0) as file:
                try:
                    while file.write(bytes(size)):
                        pass
                except OSError:
                    pass

    def make_room(self):
        for path in self.root.glob("full-*"):
            path.unlink()


def why_none(folder):
    """Why no stick can be mounted here; None when it can."""
    missing = [tool for tool in TOOLS if not shutil.which(tool, path=ENVIRONMENT["PATH"])]
    if missing:
        return f"{', '.join(missing)} not installed"
    stick = Stick(folder, "trial")
    if not stick.put_in():
        if os.environ.get("CI") == "true":
            raise Fault("a loop device must be mounted here; is the right missing?")
        return "a loop device cannot be mounted; is the right missing?"
    stick.take_out()
    return None


def can_be_mounted(folder):
    why = why_none(folder)
    if why:
        say(f"SKIPPED: no real stick was tried: {why}")
    return not why
