#!/usr/bin/env python3
"""Feeds doichieu files that are made to do harm, and measures how it refuses them: time and memory of the whole process.

  hostile.py [--doichieu PATH] [--only KIND] [--runs 3]

Each kind must be refused by name, within 2 seconds and 256 MiB. Standard library only; nothing is ever unpacked here.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import hostile_files

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SECONDS, MEBIBYTES = 2, 256

RULES = """\
version: 1
name: hostile
language: en
sources:
  treasury:
    files: kbnn/*
    columns:
      voucher: {header: Số CT, type: code}
      amount:  {header: Số tiền, type: money}
  agencies:
    files: don-vi/*
    columns:
      voucher: {header: Số CT, type: code}
      amount:  {header: Số tiền, type: money}
matches:
  vouchers:
    left: treasury
    right: agencies
    passes:
      - on: [voucher]
"""


def measured(command, output):
    """Seconds, MiB at the peak and exit status of a command; its words go to a file."""
    start = time.monotonic()
    with open(output, "wb") as words:
        child = subprocess.Popen(command, stdout=words, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - start, usage.ru_maxrss / 1024, child.returncode


def attempt(program, command, kind, folder, runs):
    """The slowest and the largest of some runs, and what is wrong with how the file was refused."""
    words = folder / "words.txt"
    file = folder / "don-vi" / kind.file
    out = folder / "out"
    arguments = {
        "run": ["run", folder / "rules.yaml", "--input", folder, "--output", out, *kind.options],
        "inspect": ["inspect", file, "--language", "en", *kind.options],
    }[command]
    results = [measured([program, *map(str, arguments)], words) for _ in range(runs)]
    seconds, memory = max(r[0] for r in results), max(r[1] for r in results)
    status = results[-1][2]
    told = words.read_text()
    if command == "run":
        told = (out / "discrepancies.csv").read_text() if status == 2 else told
    faults = []
    if status != {"run": 2, "inspect": 65}[command]:
        faults.append(f"status {status}: {told[:300]}")
    if kind.says not in re.sub(r"\s+", " ", told):
        faults.append(f"“{kind.says}” is not said: {told[:600]}")
    if seconds > SECONDS:
        faults.append(f"more than {SECONDS} s")
    if memory > MEBIBYTES:
        faults.append(f"more than {MEBIBYTES} MiB")
    return seconds, memory, faults


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--doichieu", default=ROOT / ".build/release/doichieu", type=Path)
    options.add_argument("--only", default="", help="kinds whose name contains this")
    options.add_argument("--runs", default=3, type=int)
    options = options.parse_args()
    listed = subprocess.run([options.doichieu, "--help"], capture_output=True, text=True).stdout
    has_inspect = re.search(r"^ +inspect ", listed, re.MULTILINE)
    commands = ["run", "inspect"] if has_inspect else ["run"]
    print("| file | size | " + " | ".join(f"`{command}`" for command in commands) + " |")
    print("|---|--:|" + "--:|" * len(commands))
    is_wrong = False
    with tempfile.TemporaryDirectory() as scratch:
        for number, kind in enumerate(hostile_files.KINDS):
            if options.only not in kind.name:
                continue
            folder = Path(scratch) / str(number)
            for name in ["kbnn", "don-vi"]:
                (folder / name).mkdir(parents=True)
            (folder / "rules.yaml").write_text(RULES)
            (folder / "kbnn/k.csv").write_text("Số CT,Số tiền\n")
            file = folder / "don-vi" / kind.file
            # In a process of its own: Linux counts the memory of a parent into the peak of its child.
            subprocess.run([sys.executable, HERE / "hostile_files.py", kind.name, file], check=True)
            cells, faults = [], []
            for command in commands:
                seconds, memory, wrong = attempt(options.doichieu, command, kind, folder, options.runs)
                cells.append(f"{seconds:.2f} s, {memory:.0f} MiB")
                faults += [f"  {command}: {fault}" for fault in wrong]
            size = file.stat().st_size
            shown = f"{size / 2**20:.1f} MiB" if size >= 2**20 else f"{size / 1024:.1f} KiB"
            print(f"| {kind.name} | {shown} | " + " | ".join(cells) + " |", flush=True)
            for fault in faults:
                print(fault, flush=True)
            is_wrong = is_wrong or bool(faults)
            file.unlink()
    return 1 if is_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
