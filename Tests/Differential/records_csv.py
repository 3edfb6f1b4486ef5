#!/usr/bin/env python3
"""Demands that doichieu reads RFC 4180 records as Python's csv and DuckDB do, cell for cell.

  records_csv.py DOICHIEU FOLDER [--records 100000] [--seed 1]

Writes seeded random files into FOLDER: every delimiter and line end, quotes where they must be and where they need not,
doubled quotes, line breaks inside quotes, empty cells, letters of any width. doichieu tells every row by a check, whose
message holds the cells. Text is told with single blanks, so that blanks and line breaks are compared as such.
"""
import argparse
import csv
import random
import subprocess
import sys
from pathlib import Path

import duckdb

COLUMNS = ["a", "b", "c", "d"]
RULES = """version: 1
name: records
language: en
sources:
  table:
    files: "*.csv"
    header: 1
    encoding: utf-8
    columns:
      a: {header: Alpha, type: text}
      b: {header: Beta, type: text}
      c: {header: Gamma, type: text}
      d: {header: Delta, type: text}
checks:
  every-row:
    on: table
    when: a = a
    severity: info
    message: "{a}|{b}|{c}|{d}"
"""
PIECES = ["x", "12", "Đồng", "é", "日本", '"', '""', ",", ";", "\t", "\n", "\r\n", " ", "ab", "1.234,5", "=1+2", "'", "😀", "--", ""]


def cell(generator):
    return "".join(generator.choice(PIECES) for _ in range(generator.choice([0, 1, 1, 2, 3, 6])))


def write(path, generator, count):
    """A file, and for each of its records the line on which it begins."""
    delimiter, newline = generator.choice(",;\t"), generator.choice(["\n", "\r\n"])
    text, lines, line = ["Alpha", "Beta", "Gamma", "Delta"], {}, 2
    output = [delimiter.join(text) + newline]
    for number in range(count):
        cells = [f"k{path.stem}.{number}", *(cell(generator) for _ in COLUMNS[1:])]
        written = []
        for value in cells:
            must = any(letter in value for letter in (delimiter, '"', "\n", "\r"))
            written.append('"' + value.replace('"', '""') + '"' if must or generator.random() < 0.2 else value)
        lines[cells[0]] = line
        line += 1 + sum(value.count("\n") for value in cells)
        output.append(delimiter.join(written) + newline)
    path.write_bytes("".join(output).encode())
    return delimiter, lines


def blanks(value):
    return " ".join(value.split()) or "–"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("doichieu")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print("seed", arguments.seed)
    generator = random.Random(arguments.seed)
    folder = arguments.folder
    (folder / "in").mkdir(parents=True)
    (folder / "rules.yaml").write_text(RULES)
    expected, fileCount = {}, 20
    for number in range(fileCount):
        path = folder / "in" / f"{number:02}.csv"
        delimiter, lines = write(path, generator, arguments.records // fileCount)
        with open(path, encoding="utf-8", newline="") as file:
            records = list(csv.reader(file, delimiter=delimiter, strict=True))[1:]
        other = duckdb.sql(
            f"SELECT * FROM read_csv('{path}', all_varchar=true, header=true, delim='{delimiter}', quote='\"', escape='\"', "
            "nullstr='\\x00', null_padding=false, strict_mode=true, auto_detect=false, "
            "columns={'a':'VARCHAR','b':'VARCHAR','c':'VARCHAR','d':'VARCHAR'})").fetchall()
        assert [[value or "" for value in record] for record in other] == records, f"DuckDB and Python differ on {path.name}"
        for record in records:
            expected[f"{path.name}:{lines[record[0]]}"] = "|".join(map(blanks, record))
    run = subprocess.run(
        [arguments.doichieu, "run", folder / "rules.yaml", "--input", folder / "in", "--output", folder / "out"],
        capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"status {run.returncode}\n{run.stdout}{run.stderr}")
    with open(folder / "out" / "discrepancies.csv", encoding="utf-8-sig", newline="") as file:
        found = {row["left_at"]: row["message"] for row in csv.DictReader(file)}
    different = [place for place in expected.keys() | found.keys() if expected.get(place) != found.get(place)]
    for place in sorted(different)[:10]:
        print(place, "expected", repr(expected.get(place)), "found", repr(found.get(place)))
    print(len(expected), "records,", len(different), "differ")
    sys.exit(1 if different or len(expected) < arguments.records else 0)


if __name__ == "__main__":
    main()
