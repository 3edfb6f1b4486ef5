#!/usr/bin/env python3
"""Plants known errors in simulated books, reconciles them and scores what was found.

  planted.py --program PATH [--vouchers N] [--seeds N] [--first N] [--manner usual|variant|both] [--keep DIR]

For every seed: recall and precision of findings, accuracy of causes, the rest of the bridge; beside them what a full outer
join on the number finds. Standard library only. Status 1 where a target is missed.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True

from books import MANNERS, World  # noqa: E402
from contract import CODES  # noqa: E402
from files import write  # noqa: E402
from planting import Planted  # noqa: E402

RULES = Path(__file__).resolve().parent / "rules.yaml"


@dataclass
class Score:
    planted: int
    found: int
    matched: int
    right_causes: int
    rest: int
    join_found: int
    join_matched: int

    @property
    def recall(self) -> float:
        return self.matched / self.planted

    @property
    def precision(self) -> float:
        return self.matched / max(1, self.found)

    @property
    def causes(self) -> float:
        return self.right_causes / max(1, self.matched)

    @property
    def is_met(self) -> bool:
        return self.recall == 1 and self.precision >= 0.995 and self.causes >= 0.99 and self.rest == 0

    def text(self) -> str:
        return (
            f"{self.planted:6} {self.recall:8.2%} {self.precision:9.2%} {self.causes:8.2%} {self.rest:5}"
            f" {self.join_matched / self.planted:12.2%} {self.join_matched / max(1, self.join_found):9.2%}"
        )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _outer_join(left, right) -> Counter:
    """What people do with a spreadsheet: look each number up, compare every cell."""
    found: Counter = Counter()
    numbers: tuple[dict, dict] = ({}, {})
    for side, rows in enumerate((left, right)):
        for row in rows:
            numbers[side].setdefault(row.number, []).append(row)
    for number in {*numbers[0], *numbers[1]}:
        ours, theirs = numbers[0].get(number, []), numbers[1].get(number, [])
        if not number or not ours or not theirs:
            found.update(("missing-right", f"voucher={number}", "", str(row.amount), "") for row in ours)
            found.update(("missing-left", f"voucher={number}", "", "", str(row.amount)) for row in theirs)
            continue
        for l in ours:
            for r in theirs:
                for field in ("amount", "day", *CODES):
                    a, b = getattr(l, field), getattr(r, field)
                    if a != b:
                        field_name = "date" if field == "day" else field
                        found["differs", f"voucher={number}", field_name, str(a), str(b)] += 1
    return found


def _rest(output: Path, left, right) -> int:
    """What the bridge leaves open, held against the totals of the books themselves."""
    lines = _rows(output / "bridge-vouchers.csv")
    amounts = [int(line["amount"]) for line in lines]
    ends = abs(amounts[0] - sum(row.amount for row in left)) + abs(amounts[-1] - sum(row.amount for row in right))
    return abs(sum(amounts[:-1]) - amounts[-1]) + ends


def score(folder: Path, planted: Planted, verbose: bool) -> Score:
    truth: Counter = Counter()
    causes: Counter = Counter()
    for finding in planted.findings:
        truth[finding.outcome] += 1
        causes[finding.outcome, finding.cause] += 1
    found: Counter = Counter()
    found_causes: Counter = Counter()
    for row in _rows(folder / "out" / "discrepancies.csv"):
        if row["check"] != "vouchers" or row["kind"] == "systemic":
            continue
        outcome = tuple(row[name] for name in ("kind", "key", "field", "left", "right", "difference"))
        found[outcome] += 1
        found_causes[outcome, row["cause"]] += 1
    if verbose:
        for title, missing in (
            ("not found", truth - found), ("too much", found - truth), ("cause meant", causes - found_causes),
            ("cause given", found_causes - causes),
        ):
            for entry in missing.elements():
                print(f"  {title}: {entry}", file=sys.stderr)
    join = _outer_join(planted.left, planted.right)
    short = Counter({outcome[:5]: 0 for outcome in truth})
    for outcome, count in truth.items():
        short[outcome[:5]] += count
    return Score(
        planted=truth.total(),
        found=found.total(),
        matched=(truth & found).total(),
        right_causes=(causes & found_causes).total(),
        rest=_rest(folder / "out", planted.left, planted.right),
        join_found=join.total(),
        join_matched=(short & join).total(),
    )


def run(program: str, manner: str, vouchers: int, seed: int, folder: Path, verbose: bool) -> tuple[Score, Planted]:
    world = World(MANNERS[manner], vouchers, seed)
    planted = Planted(world, seed)
    write(folder / "in", world, planted.left, planted.right)
    outcome = subprocess.run(
        [program, "run", str(RULES), "--input", str(folder / "in"), "--output", str(folder / "out"), "--quiet"],
        capture_output=True, text=True,
    )
    if outcome.returncode != 1:
        sys.exit(f"{manner} {seed}: status {outcome.returncode}\n{outcome.stdout}{outcome.stderr}")
    return score(folder, planted, verbose), planted


def main() -> None:
    parser = argparse.ArgumentParser(description="Scores the program on planted errors.")
    parser.add_argument("--program", default=".build/release/doichieu")
    parser.add_argument("--vouchers", type=int, default=20_000)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--manner", choices=[*MANNERS, "both"], default="both")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the books and results")
    parser.add_argument("--verbose", action="store_true", help="name every finding that is wrong")
    options = parser.parse_args()
    print("manner   seed  planted  recall precision   causes  rest  join: recall precision")
    is_met = True
    smallest: Counter = Counter()
    for manner in MANNERS if options.manner == "both" else [options.manner]:
        for seed in range(options.first, options.first + options.seeds):
            with tempfile.TemporaryDirectory() as temporary:
                folder = options.keep / f"{manner}-{seed}" if options.keep else Path(temporary)
                result, planted = run(options.program, manner, options.vouchers, seed, folder, options.verbose)
            print(f"{manner:8} {seed:4} {result.text()}", flush=True)
            is_met = is_met and result.is_met
            counts = Counter(finding.cause for finding in planted.findings)
            smallest = Counter({cause: min(counts[cause], smallest.get(cause, counts[cause])) for cause in counts})
    print("least planted of each cause: " + ", ".join(f"{cause} {count}" for cause, count in sorted(smallest.items())))
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
