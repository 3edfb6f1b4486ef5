"""Findings that follow from the tables alone, and the register of catch-up plans they depend on."""

from collections import Counter
from datetime import date
from fractions import Fraction

from generator.findings import Finding, six_decimals
from generator.tables import (
    INVESTMENT,
    MILLION,
    REALLOCATED,
    REALLOCATED_MILLIONS,
    RECURRENT,
    UNIT,
    UNITS,
    Cell,
    percent,
)
from generator.vouchers import AS_OF

REGISTER = "ke-hoach-bu/dang-ky.csv"

# unit, document number, date. 890 sent its plan after the cut-off; T06 and T10 sent none; T02's was
# entered twice.
CATCH_UPS = [
    ("883", "214/KH-UBND", date(2024, 9, 12)),
    ("T01", "87/KH-ĐV", date(2024, 9, 16)),
    ("T02", "41/KH-ĐV", date(2024, 9, 18)),
    ("886", "305/KH-UBND", date(2024, 9, 20)),
    ("T03", "19/KH-ĐV", date(2024, 9, 23)),
    ("T02", "41/KH-ĐV", date(2024, 9, 24)),
    ("T09", "112/KH-ĐV", date(2024, 9, 25)),
    ("T04", "56/KH-ĐV", date(2024, 10, 2)),
    ("T08", "23/KH-ĐV", date(2024, 10, 4)),
    ("893", "268/KH-UBND", date(2024, 10, 7)),
    ("890", "341/KH-UBND", date(2024, 10, 30)),
]
_REGISTER_FIRST_LINE = 4

# What the meeting knows about these tables, said independently of the sums below.
_NOT_STARTED = ["T03", "T06", "T08"]
_BELOW = {
    INVESTMENT: ["T09", "T10"],
    RECURRENT: ["883", "886", "890", "T01", "T02", "T03", "T04", "T06", "T08", "T09", "T10"],
}
_ABOVE_OVERALL = ["891", "T07"]
_NO_CATCH_UP = ["890", "T06", "T10"]


def _rate(cells: list[Cell]) -> Fraction | None:
    planned = sum(cell.planned for cell in cells) * MILLION
    return Fraction(sum(cell.disbursed for cell in cells), planned) if planned else None


def _printed(rate: Fraction) -> str:
    return percent(rate.numerator, rate.denominator) + "%"


def findings(cells: list[Cell]) -> list[Finding]:
    found: list[Finding] = []
    below: dict[str, list[str]] = {INVESTMENT: [], RECURRENT: []}
    average = _rate(cells)
    averages = {capital: _rate([cell for cell in cells if cell.capital == capital]) for capital in below}
    submitted = {unit for unit, _, day in CATCH_UPS if day <= AS_OF}
    for unit in UNITS:
        own = [cell for cell in cells if cell.unit == unit.sign]
        overall = _rate(own)
        key = f"unit={unit.code}"
        if overall == 0:
            planned = sum(cell.planned for cell in own)
            note = f"{unit.sign}: kế hoạch {planned:,} triệu đồng".replace(",", ".")
            found.append(Finding("not-started", "not-started", "failed", key, severity="warning", note=note))
        for capital in below:
            rate = _rate([cell for cell in own if cell.capital == capital])
            if rate is not None and rate < averages[capital]:
                below[capital].append(unit.sign)
                found.append(
                    Finding(
                        "below-average",
                        "below-average",
                        "failed",
                        f"{key}; capital={capital}",
                        severity="warning",
                        difference=six_decimals(rate - averages[capital]),
                        note=f"{unit.sign}: {_printed(rate)}, bình quân {_printed(averages[capital])}",
                    )
                )
        is_below = any(unit.sign in units for units in below.values())
        if overall < average:
            found.append(
                Finding(
                    "below-overall",
                    "below-overall",
                    "failed",
                    key,
                    severity="info",
                    difference=six_decimals(overall - average),
                    note=f"{unit.sign}: {_printed(overall)}; "
                    + ("cùng loại vốn cũng thấp" if is_below else "chỉ do cơ cấu vốn"),
                )
            )
        if (is_below or overall == 0) and unit.sign not in submitted:
            note = f"{unit.sign}: {unit.head} giải trình"
            found.append(Finding("no-catch-up", "no-catch-up", "failed", key, note=note))
    found += [_reallocation(cells), _repeated_entry()]

    def units(check: str) -> list[str]:
        return [finding.note.split(":")[0] for finding in found if finding.check == check]

    assert units("not-started") == _NOT_STARTED
    assert below == _BELOW
    assert units("below-overall") == [unit.sign for unit in UNITS if unit.sign not in _ABOVE_OVERALL]
    assert units("no-catch-up") == _NO_CATCH_UP
    assert all(cell.disbursed <= cell.planned * MILLION for cell in cells), "over-plan stays silent"
    return found


def _reallocation(cells: list[Cell]) -> Finding:
    """The 480 million that the plan has received and the treasury has not yet entered."""
    cell = next(cell for cell in cells if cell.key == REALLOCATED)
    return Finding(
        "allocations",
        "allocations",
        "differs",
        f"unit={UNIT[cell.unit].code}; project={cell.project}; capital={cell.capital}",
        field="amount",
        cause="unknown",
        left=str(cell.planned * MILLION),
        right=str(cell.planned_before * MILLION),
        difference=str(-REALLOCATED_MILLIONS * MILLION),
        left_at=[cell],
        right_at=[("estimate", cell)],
        note="Điều chỉnh tăng 480 triệu đồng chưa nhập vào dự toán tại Kho bạc",
    )


def _repeated_entry() -> Finding:
    entries = Counter((unit, number) for unit, number, _ in CATCH_UPS)
    [(unit, number)] = [entry for entry, count in entries.items() if count > 1]
    return Finding(
        "unique",
        "unique",
        "duplicate",
        f"source=catch_ups; unit={UNIT[unit].code}; number={number}",
        left_at=[
            f"{REGISTER}:{line}"
            for line, entry in enumerate(CATCH_UPS, _REGISTER_FIRST_LINE)
            if entry[:2] == (unit, number)
        ],
        note="Một văn bản vào sổ hai lần, hai ngày khác nhau",
    )
