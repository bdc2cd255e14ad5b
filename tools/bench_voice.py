"""The memory of a kiosk that speaks, for tools/bench: a real window with the county's pack, keys alone, and
a sound card that throws away what it gets.

English is heard on the first screens; Chinese on all screens up to a question that is written, where pinyin is
typed while it speaks: then voices, faces and tables are all there that a session can open.
"""

import re
import sys
import time

from bench_kiosk import BIN, HEIGHT, MM, WIDTH, Display, Program, pss_mb, run_script

PACK = BIN.parent / "share/packs/county.townpack"
PAUSE_S = 1.0
ON, ANSWER = ["Right"], ["Return", "Right"]
# From the first screen, where the focus comes to the first language, to the last question about a service.
TO_CHINESE = ["Down", "Down", "Down", "Return"]
TO_THE_QUESTION = ON + ANSWER + ANSWER + ON + ANSWER + ANSWER + ON + ANSWER + ANSWER
FIELD = WIDTH * 0.5, HEIGHT * 0.765  # of that screen; a finger hears it, and a second touch opens it
TABLES = "libpinyin"  # in the path of the files that are open while pinyin is typed


def press(display, keys):
    for key in keys:
        display.xdotool("key", key)
        time.sleep(PAUSE_S)


def has_open(pid, words):
    with open(f"/proc/{pid}/maps") as maps:
        return any(words in line and ".so" not in line for line in maps)


def measure(folder):
    kiosk = [BIN / "townline-kiosk", "--pack", PACK, "--data", folder / "kiosk"]
    run_script(kiosk, folder, "choose-pin 246810\n")
    command = [*kiosk, "--window", f"{WIDTH}x{HEIGHT}", "--mm", MM]
    display = Display(folder)
    pair = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": "/dev/null", "SDL_DISKAUDIODELAY": "23"}
    kiosk = Program(display, lambda: command, pair)
    try:
        kiosk.start()
        pid = kiosk.process.pid
        yield row("voice.pss_silent_mb", pid, "the first screen before anything is heard")
        press(display, ["Down", "Return", *ON])
        yield row("voice.pss_mb", pid, "English, heard on three screens")
        kiosk.stop()
        kiosk.start()
        pid = kiosk.process.pid
        press(display, TO_CHINESE + TO_THE_QUESTION)
        yield row("voice.pss_chinese_mb", pid, "Chinese, heard on eleven screens")
        for _ in range(2):
            display.xdotool("mousemove", *map(int, FIELD), "click", 1)
            time.sleep(PAUSE_S)
        press(display, ["n", "i", "h", "a", "o"])
        if not has_open(pid, TABLES):
            sys.exit("tools/bench: no pinyin was typed, so the keys did not lead to a question that is written")
        yield row("voice.pss_pinyin_mb", pid, "Chinese, while pinyin is typed and spoken")
        kiosk.stop()
    finally:
        display.close()


def row(name, pid, detail):
    with open(f"/proc/{pid}/smaps_rollup") as told:
        rss = int(re.search(r"^Rss:\s+(\d+) kB", told.read(), re.M).group(1)) / 1024
    return {"name": name, "value": round(pss_mb([pid]), 2), "unit": "MB", "peer": None, "peer_value": None,
            "detail": f"proportional set size of {detail}; {rss:.1f} MB if nothing is shared with other programs"}
