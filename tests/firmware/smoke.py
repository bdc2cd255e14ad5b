#!/usr/bin/env python3
"""From a blank card to the office: the first start and a whole session by touch, a stick, the answers collected; then the
program hangs and the kernel dies, and nothing that was recorded is lost.

It starts the image with the test overlay, a root shell, and prints by which files that differs from the release."""

import shutil
import time

from appliance import (OUT, Plan, answer_all, check, image, kernel_options, load, main, make_stick, read_card,
                       read_archive, read_stick, recover, say, the_difference, touch_all, until_lit,
                       until_pressable, wait_for_kiosk)
from machine import BOOT_S, Machine

EXPORT_S, HANG_S, DEAD_S = 300, 120, 120


def by_the_kernel_alone(disk, slot, folder):
    """The release without a boot loader, for the figure."""
    with Machine(disk, folder / "kernel", kernel=kernel_options(slot), card_mb=2048) as machine:
        up, used = wait_for_kiosk(machine)
        machine.picture("first")
        say(f"Without a boot loader: the first picture {up:.1f} s after the kernel began ({machine.host_s():.0f} s of the "
            f"host's clock, {load()}), {used} MB of memory in use.")


def first_start(machine, plan, stick):
    up, used = wait_for_kiosk(machine)
    say(f"Through GRUB and dm-verity: the first picture {up:.1f} s after the kernel began, {machine.host_s():.0f} s after "
        f"power ({load()}), {used} MB of memory in use.")
    machine.picture("first")
    name = machine.plug(stick)
    time.sleep(2)
    touch_all(machine, plan.first_start(["minute-more"]), "start")
    machine.unplug(name)
    say("The first start by touch, with the office's questions from a stick: done.")


def session(machine, plan, name="resident"):
    answer_all(machine, plan.resident(), name)


def export(machine, plan, stick, folder, answers):
    """Staff put the stick in, collect, and take it out; the office collects from it."""
    name = machine.plug(stick)
    time.sleep(2)
    road = plan.staff("next", "final", "next", "expect screen staff-sending", "back", "stick", "next", "back", "expect screen attract")
    touch_all(machine, road[:-2], "export")
    until_pressable(machine, road[-2][1], within_s=EXPORT_S)  # when it says that the stick may be taken out
    machine.picture("export-done")
    machine.unplug(name)
    touch_all(machine, road[-2:], "export-end")  # back to residents
    files = read_stick(stick, folder / "stick")
    programs, archive = plan.programs, folder / "archive.db"
    programs.townline("collect", files, "--archive", archive, "--keys", plan.secret, secret=True, expect=1)
    card = next(files.glob("TOWNLINE/*/kiosk.pub"))
    programs.townline("kiosks", "accept", card, "--archive", archive, "--name", "Booth", "--keys", plan.secret, secret=True)
    found = list(read_archive(archive).values())
    check(len(found) == answers, f"the office found {len(found)} responses, and {answers} were given")
    for _, complete, told in found:
        by_name = {path.partition("[")[0].rpartition("/")[2]: value for path, value in told.items()}
        check(complete and by_name["community"] == "oakhollow" and by_name["identity"] == "4" and by_name["control"] == "2",
              f"the answers are not those that were touched: {by_name}")
    say(f"The stick, unplugged: the office found exactly the {answers} response that was touched.")


def inside(machine):
    """What only a shell can tell."""
    machine.shell("stty -echo")
    failed = machine.shell("systemctl --failed --no-legend --plain")
    check(not failed, f"units failed:\n{failed}")
    told = machine.shell("journalctl -b -o cat | grep -i 'hardware timeout'")
    check("14s" in told, f"the hardware watchdog does not run: {told}")
    check("Read-only file system" in machine.shell("touch /usr/x 2>&1"), "the root can be written to")
    options = machine.shell("grep -E ' (/data|/var/lib/townline) ' /proc/mounts")
    check(options.count("nosuid,nodev,noexec") == 2, f"data is mounted as {options}")
    machine.shell("systemctl start townline-clock-save")  # sooner than its timer, for a fast host
    times = machine.shell("journalctl -b -o cat -u 'townline-clock-set@*' | grep -c Finished")
    check(int(times) > 0, "the clock was not set by touch at the first start")
    score = machine.shell("systemd-analyze security --no-pager townline-kiosk.service | tail -1")
    say(f"Inside: no unit failed, the root is read-only, {told.splitlines()[-1].strip()}")
    say(f"  {score}")
    say("  " + machine.shell("grep MemAvailable /proc/meminfo; grep -E 'VmHWM|VmRSS' /proc/$(pidof townline-kiosk)/status").replace("\n", "\n  "))


def hang(machine):
    """The program stops turning its loop; systemd takes it down and starts it again."""
    before = machine.shell("systemctl show -P NRestarts townline-kiosk")
    began = time.monotonic()
    machine.shell("kill -STOP $(pidof townline-kiosk)")
    while True:
        time.sleep(2)
        now = machine.shell("systemctl show -P NRestarts -P ActiveState townline-kiosk | tr '\\n' ' '")
        if now.split()[0] != before and "active" in now.split():
            break
        check(time.monotonic() - began < HANG_S, f"the hung program was not started again: {now}")
    until_lit(machine)
    machine.picture("after-hang")
    say(f"The program hung: started again by its watchdog after {time.monotonic() - began:.0f} s ({load()}).")


def dead_kernel(machine):
    """The kernel stops and would stay so: only the watchdog's own circuit is left."""
    machine.take_events()
    began = time.monotonic()
    machine.console.sendall(b"echo 0 > /proc/sys/kernel/panic; echo c > /proc/sysrq-trigger\n")
    while True:
        time.sleep(1)
        events = [kind for kind, _ in machine.take_events()]
        if "WATCHDOG" in events:
            break
        check(time.monotonic() - began < DEAD_S, "the hardware watchdog did not fire")
    fired = time.monotonic() - began
    del machine.console
    up, _ = wait_for_kiosk(machine)
    machine.picture("after-dead-kernel")
    say(f"The kernel died: the watchdog reset the machine after {fired:.0f} s; the kiosk is back, {up:.1f} s after the kernel "
        f"began.")


def tier():
    release, release_slot = image()
    test, test_slot = image("townline-test")
    folder, began = OUT / "smoke", time.time()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    the_difference(release_slot, test_slot)
    by_the_kernel_alone(release, release_slot, folder)
    plan = Plan(folder / "plan")
    stick = make_stick(folder / "stick.img", [plan.pack])
    with Machine(test, folder, shell=True, card_mb=4096) as machine:
        first_start(machine, plan, stick)
        session(machine, plan)
        say("A resident's session by touch: done.")
        export(machine, plan, stick, folder, 1)
        inside(machine)
        session(machine, plan, "second")
        hang(machine)
        dead_kernel(machine)
        session(machine, plan, "third")
    data = read_card(folder / "card.qcow2", folder)
    check(any(data.rglob("*.db")), "the card holds no store")
    responses, told = recover(plan, data, folder / "card.db")
    check(len(responses) == 3, f"the card holds {len(responses)} responses of 3")
    say(f"The card afterwards: {told}")
    # With a clock that starts in the past the kiosk goes on from where it was.
    with Machine(test, folder, shell=True, rtc="2020-01-01T00:00:00") as machine:
        wait_for_kiosk(machine)
        now = int(machine.shell("stty -echo; date +%s").splitlines()[-1])
        check(began < now, f"the clock stands at {time.ctime(now)}")
        say(f"A board whose clock says 2020 goes on at {time.ctime(now)}.")
    say(f"smoke: all seen. Pictures are in {folder}")


main(tier)
