"""A second opinion: the voucher match worked out plainly, to show that what is planted is all there is.

It knows the definitions and nothing of the planting. A pair that comes about by accident (two
payments of one amount in one week, say) would show here and stop the generator.
"""

from collections import Counter, defaultdict
from datetime import date

from generator.findings import Finding
from generator.plant import code_of
from generator.reports import Line
from generator.vouchers import AS_OF, Voucher

AMOUNT_TOLERANCE = 1_000
DAYS_TOLERANCE = 3
PENDING_DAYS = 5


def _days(left: date, right: date) -> int:
    return abs((right - left).days)


def reconcile(left: list[Voucher], right: list[Line]) -> tuple[Counter, dict[str, int]]:
    """The outcomes of all findings, and the bridge: what leads from the left total to the right."""
    outcomes: Counter = Counter()
    bridge: dict[str, int] = defaultdict(int)

    def found(kind: str, key: str, old, new, difference, field: str = "", is_pending: bool = False) -> None:
        severity, status = ("info", "pending") if is_pending else ("error", "")
        finding = Finding(
            "",
            "vouchers",
            kind,
            f"voucher={key}",
            field,
            severity=severity,
            status=status,
            left=str(old),
            right=str(new),
            difference=str(difference),
        )
        outcomes[finding.outcome] += 1

    by_number: dict[str, tuple[list, list]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((left, right)):
        for row in rows:
            by_number[row.number][side].append(row)
    left_over: tuple[list, list] = ([], [])
    for number, (ours, theirs) in by_number.items():
        if number and max(len(ours), len(theirs)) > 1:
            old, new = (sum(row.amount for row in rows) for rows in (ours, theirs))
            found("duplicate", number, old, new, new - old)
            bridge["duplicate"] += new - old
        elif number and ours and theirs:
            a, b = ours[0], theirs[0]
            change = b.amount - a.amount
            if abs(change) > AMOUNT_TOLERANCE:
                found("differs", number, a.amount, b.amount, change, "amount")
            bridge["differs" if abs(change) > AMOUNT_TOLERANCE else "within-tolerance"] += change
            if _days(a.date, b.date) > DAYS_TOLERANCE:
                found("differs", number, a.date, b.date, (b.date - a.date).days, "date")
            for field in ("unit", "project", "capital"):
                old, new = getattr(a, field), getattr(b, field)
                if old != new:
                    old, new = (code_of(old), code_of(new)) if field == "unit" else (old, new)
                    found("differs", number, old, new, "", field)
        else:
            left_over[0].extend(ours)
            left_over[1].extend(theirs)

    def candidates(row, others: list) -> list:
        return [
            other
            for other in others
            if (row.unit, row.project, row.capital, row.amount)
            == (other.unit, other.project, other.capital, other.amount)
            and _days(row.date, other.date) <= DAYS_TOLERANCE
        ]

    # In this scenario nobody has a best candidate among several: one, or a tie.
    choices = {row: candidates(row, left_over[1 - side]) for side, rows in enumerate(left_over) for row in rows}
    used = set()
    for row, others in choices.items():
        if len({_days(row.date, other.date) for other in others}) > 1:
            raise AssertionError(f"a nearest candidate exists for {row}")
        if row in used or not others:
            continue
        cluster = {row}
        while wider := {other for member in cluster for other in choices[member]} - cluster:
            cluster |= wider
        used |= cluster
        if len(cluster) > 2:
            ours, theirs = ([member for member in side if member in cluster] for side in left_over)
            old, new = (sum(member.amount for member in rows) for rows in (ours, theirs))
            found("ambiguous", ours[0].number, old, new, new - old)
            bridge["ambiguous"] += new - old
    for side, rows in enumerate(left_over):
        for row in rows:
            if row in used:
                continue
            kind, change = (("missing-right", -row.amount), ("missing-left", row.amount))[side]
            is_pending = (AS_OF - row.date).days < PENDING_DAYS
            old, new = (row.amount, "") if side == 0 else ("", row.amount)
            found(kind, row.number, old, new, change, is_pending=is_pending)
            bridge[f"pending {'left' if side == 0 else 'right'}" if is_pending else kind] += change
    return outcomes, bridge


def check(vouchers: list[Voucher], lines: list[Line], planted: list[Finding]) -> list[tuple[str, str, int]]:
    """Nothing is found but what was planted. Gives the rows of the bridge: side, class, amount."""
    left = [voucher for voucher in vouchers if voucher.date <= AS_OF]
    right = [line for line in lines if line.date <= AS_OF and not line.is_rejected]
    outcomes, bridge = reconcile(left, right)
    expected = Counter(finding.outcome for finding in planted if finding.check == "vouchers")
    assert outcomes == expected, (outcomes - expected, expected - outcomes)
    start, end = (sum(row.amount for row in rows) for rows in (left, right))
    assert start + sum(bridge.values()) == end
    sides = {
        "missing-right": "left",
        "missing-left": "right",
        "pending left": "left",
        "pending right": "right",
    }
    middle = [(sides.get(name, "both"), name.split()[0], amount) for name, amount in sorted(bridge.items())]
    return [("left", "total", start), *middle, ("right", "total", end)]
