#!/usr/bin/env python3
"""Writes the corpus of defective files, one folder for each kind of defect, with what must come out of it.

    python3 Tests/Corpus/generate.py              writes the folders beside this file
    python3 Tests/Corpus/generate.py --out DIR    writes them elsewhere, to compare

Standard library only; the same bytes at every run. What is expected comes from the values that the files were made
of, never from doichieu. All figures are simulated (số liệu mô phỏng). In each folder `expected.txt` has the lines

    row FILE:LINE CODE|DATE|AMOUNT|NAME          a row that is kept, with its values (–: missing)
    reject FILE:LINE:COLUMN RAW                  a row that is refused; column 0 for the whole record
    total FILE:LINE PRINTED SUM                  a printed total that is not the sum of its rows
    unreadable FILE WORDS                        a file that is refused; its message holds the words
    unknown VALUE                                a code that is in no list
"""

import argparse
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import parts  # noqa: E402, F401
from cases import DEFECTS  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the corpus of defective files.")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        if old.is_dir() and (old / "expected.txt").exists():
            shutil.rmtree(old)
    for defect in DEFECTS:
        defect.write(out)
    print(sum(len(defect.files) for defect in DEFECTS), "files in", len(DEFECTS), "folders")


if __name__ == "__main__":
    main()
