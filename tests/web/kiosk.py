#!/usr/bin/env python3
"""A real kiosk for the page's tests in a browser: residents answer on it, it shows its moving code, and
at the end it takes the receipt that the page gave.
  kiosk.py begin BIN OUT           prints {"secret", "pack", "frames": [...]}
  kiosk.py archive BIN OUT FILE    FILE is an archive with just what the residents said
  kiosk.py receipt BIN OUT CODE    the kiosk takes the receipt
"""
import importlib.machinery
import importlib.util
import json
import pathlib
import shutil
import sys

JOURNEY = pathlib.Path(__file__).resolve().parents[1] / "journey"
sys.path.insert(0, str(JOURNEY))
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("play", str(JOURNEY / "play"))
play = importlib.util.module_from_spec(importlib.util.spec_from_loader("play", loader))
loader.exec_module(play)
play.say = lambda words: None

command, programs, out = sys.argv[1], play.Programs(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve()
if command == "begin":
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    road = play.Road(programs, out)
    road.residents_answer()
    frames = road.staff_show_the_code()
    print(json.dumps({"secret": str(road.secret), "pack": str(play.pack_of(road.keys)),
                      "frames": [str(frame) for frame in frames]}))
    sys.exit(0)

# The office and the kiosk of before.
road = play.Road.__new__(play.Road)
road.programs, road.out, road.data = programs, out, out / "kiosk"
road.people, road.stick = play.everybody(), out / "stick"
road.keys = out / "office" / "office.pub"
if command == "archive":
    road.the_archive_is_right(pathlib.Path(sys.argv[4]))
else:
    road.kiosk([f"staff {play.PIN}", "touch receipt", "expect screen staff-receipt", f"type {sys.argv[4]}",
                "touch next", "expect screen staff-menu"])
