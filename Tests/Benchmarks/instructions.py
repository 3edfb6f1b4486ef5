#!/usr/bin/env python3
"""Holds the instructions of a fixed run to a budget: instructions.py [--doichieu PATH] [--data DIR] [--accept]

Callgrind counts the instructions of the release binary over 20,000 rows a side on one thread. Unlike time they do not
depend on the machine's load. More than 5 % above the budget is an error; so is more than 5 % below it, because a budget
that is too wide guards nothing. --accept writes the count into instructions.json.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROWS = 20_000
MARGIN = 0.05

# Valgrind up to 3.19 writes into the mask that sigsuspend is given, and dies where it is a constant, as libdispatch's is.
SIGSUSPEND = """
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
int sigsuspend(const sigset_t *mask) { sigset_t copy = *mask; return syscall(SYS_rt_sigsuspend, &copy, 8); }
"""


def count(doichieu, data, folder):
    """Instructions of one run. Hashing without its random seed, or tables of names would probe differently each time."""
    # Older valgrinds cannot read the debugging information of new compilers.
    program = folder / "doichieu"
    subprocess.run(["strip", "--strip-debug", "-o", program, doichieu], check=True)
    shim = folder / "sigsuspend.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-o", shim, "-"], input=SIGSUSPEND, text=True, check=True)
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out", program, "run",
               HERE / "work.yaml", "--input", data, "--output", folder / "out", "--fail-on", "never", "--quiet", "--jobs", "1"]
    ended = subprocess.run(command, capture_output=True, text=True,
                           env={**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1", "LD_PRELOAD": str(shim)})
    found = re.search(r"Collected : (\d+)", ended.stderr)
    if ended.returncode != 0 or not found:
        sys.exit(f"the run under callgrind ended with status {ended.returncode}:\n{ended.stderr[-4000:]}")
    return int(found[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doichieu", type=Path, default=ROOT / ".build/release/doichieu")
    parser.add_argument("--data", type=Path, default=ROOT / ".bench")
    parser.add_argument("--accept", action="store_true", help="take the count as the new budget")
    options = parser.parse_args()
    for program in ("valgrind", "strip", "cc"):
        if not shutil.which(program):
            print(f"skipped: the instruction budget needs {program} (apt-get install valgrind binutils gcc)")
            return
    data = options.data / "20k"
    if not (data / "truth.json").exists():
        subprocess.run([sys.executable, HERE / "generate.py", "--rows", str(ROWS), "--out", data], check=True)
    with tempfile.TemporaryDirectory() as folder:
        counted = count(options.doichieu.resolve(), data, Path(folder))
    file = HERE / "instructions.json"
    if options.accept:
        file.write_text(json.dumps({"rows": ROWS, "instructions": counted}) + "\n", encoding="utf-8")
    budget = json.loads(file.read_text(encoding="utf-8"))["instructions"]
    change = counted / budget - 1
    print(f"{counted:,} instructions, budget {budget:,} ({change:+.1%})")
    if abs(change) > MARGIN:
        sys.exit(f"{'above' if change > 0 else 'below'} the budget by more than {MARGIN:.0%}: "
                 "find out why, then instructions.py --accept")


if __name__ == "__main__":
    main()
