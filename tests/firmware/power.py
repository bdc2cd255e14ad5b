#!/usr/bin/env python3
"""The plug is pulled, at moments that a number fixes: while a new card grows, while it starts, while it takes answers, right
after it said "recorded", while it idles. It must start again each time, and the responses on the card in the end must
be those that it said were recorded.

    tools/firmware-test power [N] [--seed S]"""

import argparse
import itertools
import random
import re
import shutil
import time

from appliance import (NEW_SCREEN, OUT, READY, RESIDENT, Plan, answer_all, card_of, check, image, load, main, make_stick, read_card,
                       read_data, recover, say, touch_all, wait_for_kiosk)
from machine import STEP_S, Machine

CARD_MB = 4096
GROWS = "the data partition takes the rest"
RECORDS = len(RESIDENT) - 2  # the touch that ends the last question


def count_on_card(plan, changes, folder):
    """Responses that the office reads from the card."""
    data = read_card(changes, folder)
    archive = folder / "card.db"
    archive.unlink(missing_ok=True)
    responses, _ = recover(plan, data, archive)
    return [complete for _, complete, _ in responses]


class Booth:
    """The card, what was done with it, and what it must hold."""

    def __init__(self, folder, disk, rng):
        self.folder, self.disk, self.rng = folder, disk, rng
        self.plan = Plan(folder / "plan")
        self.stick = make_stick(folder / "stick.img", [self.plan.pack])
        self.start, self.resident = self.plan.first_start(), self.plan.resident()
        self.recorded = self.begun = 0
        self.usual_s = 30.0

    def machine(self, changes="card.qcow2"):
        return Machine(self.disk, self.folder, changes=changes, card_mb=CARD_MB)

    def up(self, name):
        """Starts the machine, up to the first picture. Gives it and what to say of the start."""
        machine = self.machine()
        up, _ = wait_for_kiosk(machine)
        self.usual_s = machine.host_s()
        machine.picture(name)
        return machine, f"ready {up:.0f} s after the kernel began"

    def session(self, machine, touches, name):
        self.begun += 1
        answer_all(machine, self.resident[:touches], name, keep=False)

    # Where the plug is pulled. Each gives what to say of it.

    def growing(self, name):
        """While the data partition of a new card takes the rest of it; started once more, it must have done so."""
        changes = f"{name}.qcow2"
        machine = self.machine(changes)
        machine.seen(GROWS)
        after_s = self.rng.uniform(0, 1.5)
        time.sleep(after_s)
        machine.cut()
        machine = self.machine(changes)
        grew = "again" if wait_for_kiosk(machine) and re.search(GROWS, machine.log()) else "not again"
        machine.picture(name)
        machine.cut()
        with card_of(self.folder / changes, self.folder) as raw:
            _, size = read_data(raw, self.folder)
        check(size > (CARD_MB - 1100) << 20, f"the data partition has {size >> 20} MB of {CARD_MB}")
        (self.folder / changes).unlink()
        return f"a new card, {after_s:.1f} s after it began to grow; then {grew}, and data has {size >> 20} MB"

    def setting_up(self, name):
        machine, said = self.up(name)
        plugged = machine.plug(self.stick)
        time.sleep(2)
        touch_all(machine, self.start, "start", keep=False)
        machine.unplug(plugged)
        self.session(machine, len(self.resident), name)
        self.recorded += 1
        machine.cut()
        return f"set up by touch, one response recorded; {said}"

    def starting(self, _):
        machine = self.machine()
        after_s = self.rng.uniform(0.05, 1.1) * self.usual_s
        time.sleep(after_s)
        said = "ready" if re.search(READY, machine.log()) else "not ready yet"
        machine.cut()
        return f"{after_s:.0f} s after power, {said}"

    def answering(self, name):
        machine, said = self.up(name)
        touches = self.rng.randint(1, RECORDS)
        self.session(machine, touches, name)
        time.sleep(self.rng.uniform(0, 0.5))
        machine.cut()
        return f"{touches} of {len(self.resident)} touches into a session; {said}"

    def recording(self, name):
        """At the first picture that is no longer the last question: it says that the response is recorded."""
        machine, said = self.up(name)
        self.session(machine, RECORDS, name)
        place = self.resident[RECORDS][1]
        before = machine.without(machine.shown(), place)
        machine.finger(*place)
        end = time.monotonic() + STEP_S
        while machine.difference(machine.without(machine.shown(), place), before) < NEW_SCREEN:
            check(time.monotonic() < end, "the last question stays on the screen")
        machine.picture(f"{name}-cut")
        machine.cut()
        self.recorded += 1
        return f"right after \"recorded\" was on the screen; {said}"

    def idling(self, name):
        machine, said = self.up(name)
        time.sleep(self.rng.uniform(0, 20))
        machine.cut()
        return f"idle; {said}"


def tier():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    disk, _ = image()
    folder = OUT / "power"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    say(f"The plug is pulled {arguments.count} times (seed {arguments.seed}).")
    booth = Booth(folder, disk, random.Random(arguments.seed))
    order = [booth.growing] * max(1, arguments.count // 10) + [booth.setting_up]
    rest = itertools.cycle([booth.recording, booth.starting, booth.answering, booth.idling])
    order += itertools.islice(rest, max(0, arguments.count - len(order)))
    for number, part in enumerate(order, 1):
        say(f"  {number:2}: {part(f'cut-{number:02}')} ({load()})")
    machine, said = booth.up("last")
    machine.cut()
    found = count_on_card(booth.plan, folder / "card.qcow2", folder)
    say(f"It started each time, the last {said}. On the card: {sum(found)} complete responses and {len(found) - sum(found)} begun; "
        f"{booth.recorded} were said to be recorded, {booth.begun} sessions were begun.")
    check(sum(found) == booth.recorded and len(found) <= booth.begun, "responses were lost, or made up")
    say(f"power: all seen ({load()})")


main(tier)
