#!/usr/bin/env python3
"""Writes the sample scenario giam-ngheo-2024: simulated figures of one province's poverty programme.

    python3 samples/generate.py              writes samples/giam-ngheo-2024
    python3 samples/generate.py --out DIR    writes DIR/giam-ngheo-2024, to compare with the above

Standard library only. The same bytes at every run: no clock, no locale, no random module. (What zip
and gzip make of them is zlib's doing; another implementation of it may compress differently.)
"""

import argparse
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # a generator run by a test leaves no folders behind

from generator import archives, balances, files, planted, proof, reports, tables, vouchers  # noqa: E402
from generator.plant import Planting  # noqa: E402

NAME = "giam-ngheo-2024"


def scenario() -> dict[str, bytes]:
    """Every file of the scenario by its path. Stops if the figures contradict each other."""
    cells = tables.cells()
    tables.check(cells)
    postings = vouchers.treasury(cells)
    vouchers.check(postings, cells)

    planting = Planting(postings)
    bridge = proof.check(postings, [line for lines in planting.reports.values() for line in lines], planting.findings)
    findings = sorted([*planting.findings, *balances.findings(cells)], key=lambda finding: finding.order)

    exports, places = files.treasury(postings)
    written = {
        "danh-muc/don-vi.csv": files.units(),
        "danh-muc/du-an.csv": files.projects(),
        files.plan_path(vouchers.AS_OF): files.plan(cells, {cell: cell.planned for cell in cells}, vouchers.AS_OF),
        files.plan_path(vouchers.PREVIOUS) + ".gz": archives.gzipped(
            files.plan(cells, {cell: cell.planned_before for cell in cells}, vouchers.PREVIOUS)
        ),
        files.ESTIMATES: files.estimates(cells),
        balances.REGISTER: files.register(),
        **exports,
    }
    for unit in tables.UNITS:
        path = reports.path_of(unit)
        lines = planting.reports[unit.sign]
        written[path], line_numbers = reports.write(unit, lines, planting.printed_totals[unit.sign])
        place = reports.place_of(unit)
        places |= {line: f"{place}:{number}" for line, number in line_numbers.items()}
        # A printed total stands below the last line.
        places["total", unit.sign] = f"{place}:{max(line_numbers.values(), default=0) + 1}"
    for index, cell in enumerate(cells):
        places[cell] = f"{files.plan_path(vouchers.AS_OF)}:{files.PLAN_FIRST_LINE + index}"
        places["estimate", cell] = f"{files.ESTIMATES}:{files.ESTIMATES_FIRST_LINE + index}"

    written["PLANTED.md"] = planted.readable(planting, findings, bridge, lambda row: places.get(row, row))
    written["planted.csv"] = planted.machine_readable(findings)
    # Two equal files in one source would be read once and reported, which is not planted.
    assert len(set(written.values())) == len(written)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the simulated sample scenario.")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="folder that receives it")
    folder = parser.parse_args().out / NAME
    written = scenario()
    if folder.exists():
        if not (folder / "PLANTED.md").exists():
            sys.exit(f"{folder} is not a scenario of this program; nothing was changed")
        shutil.rmtree(folder)
    for path, content in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


if __name__ == "__main__":
    main()
