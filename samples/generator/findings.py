"""What the tool must say about the scenario: one Finding for each line of discrepancies.csv."""

import dataclasses
from dataclasses import dataclass
from fractions import Fraction

SEVERITIES = ["error", "warning", "info"]


@dataclass
class Finding:
    group: str
    """The heading under which PLANTED.md explains it."""
    check: str
    kind: str
    key: str
    field: str = ""
    cause: str = ""
    severity: str = "error"
    status: str = ""
    left: str = ""
    right: str = ""
    difference: str = ""
    left_at: list = dataclasses.field(default_factory=list)
    """Vouchers, report lines or `file:line` texts; where the first two stand is known once written."""
    right_at: list = dataclasses.field(default_factory=list)
    note: str = ""

    @property
    def order(self) -> tuple:
        """The tool's own order."""
        return SEVERITIES.index(self.severity), self.check, self.key, self.field

    @property
    def outcome(self) -> tuple:
        """All that identifies it, apart from where the rows stand."""
        return (
            self.check,
            self.kind,
            self.key,
            self.field,
            self.severity,
            self.status,
            self.left,
            self.right,
            self.difference,
        )


@dataclass
class Silent:
    """Something planted that must not become a finding."""

    group: str
    left_at: list
    right_at: list
    note: str


def six_decimals(rate: Fraction) -> str:
    """A rate as discrepancies.csv writes it, half away from zero."""
    millionths = int(abs(rate) * 1_000_000 + Fraction(1, 2))
    sign = "-" if rate < 0 and millionths else ""
    return f"{sign}{millionths // 1_000_000}.{millionths % 1_000_000:06}"
