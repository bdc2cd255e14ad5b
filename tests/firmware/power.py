#!/usr/bin/env python3
"""The plug is pulled, at moments that a number fixes: while it starts, while it takes answers, while it idles. It must
start again each time, and every response that it said was recorded must be on the card in the end.

    tools/firmware-test power [N] [--seed S]"""

import argparse
import random
import re
import shutil
import time

from appliance import (OUT, READY, Plan, answer_all, check, image, load, main, make_stick, read_card, recover, say, touch_all,
                       wait_for_kiosk)
from machine import Machine

PARTS = ("starting", "answering", "answering", "idling")


def count_on_card(plan, changes, folder):
    """Responses that the office reads from the card."""
    data = read_card(changes, folder)
    archive = folder / "card.db"
    archive.unlink(missing_ok=True)
    responses, _ = recover(plan, data, archive)
    return [complete for _, complete, _ in responses]


def tier():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    disk, _ = image()
    folder = OUT / "power"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rng = random.Random(arguments.seed)
    plan = Plan(folder / "plan")
    stick = make_stick(folder / "stick.img", [plan.pack])
    start = plan.first_start()
    resident = plan.resident()
    recorded = begun = 0
    usual_s = 30.0
    say(f"The plug is pulled {arguments.count} times (seed {arguments.seed}).")
    for number in range(arguments.count + 1):
        machine = Machine(disk, folder, card_mb=4096)
        part = PARTS[number % len(PARTS)] if 0 < number else "the first start, after it was set up"
        last = number == arguments.count
        if part == "starting" and not last:
            after_s = rng.uniform(0.05, 1.1) * usual_s
            time.sleep(after_s)
            said = "ready" if re.search(READY, machine.log()) else "not ready yet"
            machine.cut()
            say(f"  {number:2}: {after_s:.0f} s after power, {said}")
            continue
        up, _ = wait_for_kiosk(machine)
        usual_s = machine.host_s()
        if number == 0:
            name = machine.plug(stick)
            time.sleep(2)
            touch_all(machine, start, "start", keep=False)
            machine.unplug(name)
            answer_all(machine, resident, "resident", keep=False)
            recorded, begun = 1, 1
            machine.cut()
            say(f"   0: set up by touch, one response recorded, then cut; ready {up:.0f} s after the kernel began ({load()})")
            continue
        machine.picture(f"cut-{number:02}")
        if last:
            machine.cut()
            say(f"  it started {arguments.count} times more, and now")
            break
        if part == "answering":
            touches = rng.randint(1, len(resident))
            begun += 1
            answer_all(machine, resident[:touches], f"cut-{number:02}", keep=False)
            time.sleep(rng.uniform(0, 0.5))
            # The last touch but one leads from "recorded" to the end, so it was shown before that.
            was_recorded = touches >= len(resident) - 1
            recorded += was_recorded
            machine.cut()
            say(f"  {number:2}: {touches} of {len(resident)} touches into a session{', recorded' if was_recorded else ''} ({up:.0f} s to ready)")
        else:
            time.sleep(rng.uniform(0, 20))
            machine.cut()
            say(f"  {number:2}: idle ({up:.0f} s to ready)")
    found = count_on_card(plan, folder / "card.qcow2", folder)
    say(f"On the card: {sum(found)} complete responses and {len(found) - sum(found)} begun; {recorded} were said to be recorded, {begun} "
        "sessions were begun.")
    check(recorded <= sum(found) <= begun, "responses were lost, or made up")
    say(f"power: all seen ({load()})")


main(tier)
