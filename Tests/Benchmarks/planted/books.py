"""Realistic books of a treasury: who pays what, when, and in what amounts. All figures are simulated."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

CAPITALS = ["DTPT", "SN"]


@dataclass(eq=False)
class Row:
    """One line of a book. Compared by identity: two lines may read the same."""

    number: str
    day: date
    unit: str
    project: str
    capital: str
    amount: int
    sender: str = ""
    """The agency whose report holds it; its own unit unless that is what went wrong."""
    plant: object = None
    """The planted error that made it."""

    @property
    def book(self) -> tuple[str, str, str]:
        return self.unit, self.project, self.capital

    def copy(self, **changes) -> "Row":
        return Row(**{**self.__dict__, **changes})


@dataclass
class Manner:
    """How the books of one world are distributed."""

    name: str
    first: date
    last: date
    unit_count: int
    project_count: int
    weight_of_unit: object
    prefix: str
    has_weekends: bool
    share_recurring: float
    share_halves: float
    lag_days: list[int]

    def amount(self, random: Random) -> int:
        if self.name == "usual":
            draw = random.random()
            if draw < 0.30:
                return random.choice([500_000, 1_000_000, 5_000_000]) * random.randint(1, 60)
            if draw < 0.85:
                return max(50, round(math.exp(random.gauss(16.2, 1.3)) / 1_000)) * 1_000
            return max(50_000, round(math.exp(random.gauss(16.0, 1.2))))
        draw = random.random()
        if draw < 0.10:
            return random.choice([100_000, 250_000, 2_000_000]) * random.randint(1, 40)
        if draw < 0.30:
            return random.randint(300, 90_000) * 1_000
        return round(120_000 * random.paretovariate(0.9)) % 40_000_000_000 + 50_000


USUAL = Manner(
    "usual", date(2024, 1, 2), date(2024, 9, 30), 24, 8, lambda index: 1 / (index + 2), "RDT", False, 0.2, 0.06,
    [0, 0, 0, 0, -1, -1, -2, 1],
)
VARIANT = Manner(
    "variant", date(2024, 3, 1), date(2024, 12, 28), 60, 5, lambda index: 1.0, "UNC", True, 0.35, 0.02,
    [0, 0, 1, 1, 2, 3, -1, -3],
)
MANNERS = {manner.name: manner for manner in (USUAL, VARIANT)}


class World:
    """The treasury's vouchers, and the parts that units play: most report in full, some late, one not at all."""

    def __init__(self, manner: Manner, count: int, seed: int) -> None:
        self.manner = manner
        self.random = Random(f"{manner.name}/{count}/{seed}")
        self.units = [f"{1_000_000 + 137 * (index + 1)}" for index in range(manner.unit_count)]
        self.projects = [f"{470 + index:04}" for index in range(manner.project_count)]
        weights = [manner.weight_of_unit(index) for index in range(manner.unit_count)]
        middle = manner.unit_count // 2
        self.silent_unit = self.units[middle]
        """Has sent nothing."""
        self.ends = {unit: manner.last - timedelta(21 + 9 * nth) for nth, unit in enumerate(self.units[middle + 1 : middle + 4])}
        """Reports that end early: the last day of each."""
        self.normal_units = [unit for unit in self.units if unit != self.silent_unit and unit not in self.ends]
        self._taken: set[tuple] = set()
        self._amounts: set[tuple] = set()
        self.vouchers: list[Row] = []
        self._make(count, weights)
        self._number()

    def day(self, random: Random) -> date:
        span = (self.manner.last - self.manner.first).days
        while True:
            day = self.manner.first + timedelta(random.randint(0, span))
            # The end of a month is busy.
            if day.day < 24 and random.random() < 0.35:
                continue
            if self.manner.has_weekends or day.weekday() < 5:
                return day

    def _add(self, day: date, book: tuple, amount: int) -> bool:
        """One voucher of a book, day and amount: equal ones on one day would be a repeat by themselves."""
        if day > self.manner.last or (day, book, amount) in self._taken or (book, -amount) in self._amounts:
            return False
        self._taken.add((day, book, amount))
        self._amounts.add((book, amount))
        self.vouchers.append(Row("", day, *book, amount))
        return True

    def _make(self, count: int, weights: list[float]) -> None:
        random, manner = self.random, self.manner
        while len(self.vouchers) < count:
            unit = random.choices(self.units, weights)[0]
            book = (unit, random.choice(self.projects), random.choices(CAPITALS, [3, 7])[0])
            draw, amount, day = random.random(), manner.amount(random), self.day(random)
            if draw < manner.share_recurring / 8:
                # Every month the same.
                amount = random.choice([1_500_000, 2_980_000, 4_500_000, 12_000_000, amount])
                for month in range(9):
                    self._add(manner.first + timedelta(30 * month + day.day % 25), book, amount)
            elif draw < manner.share_recurring / 8 + manner.share_halves / 2:
                # Half now, half later.
                self._add(day, book, amount // 2)
                self._add(day + timedelta(random.randint(4, 25)), book, amount - amount // 2)
            elif draw < manner.share_recurring / 8 + manner.share_halves / 2 + 0.015:
                # Paid back.
                self._add(day, book, -random.randint(101, 9_999) * 1_000 - random.randint(1, 999))
            else:
                self._add(day, book, amount)
        del self.vouchers[count:]

    def _number(self) -> None:
        self.vouchers.sort(key=lambda row: (row.day, row.book, row.amount))
        counts: dict[str, int] = {}
        for row in self.vouchers:
            counts[row.unit] = counts.get(row.unit, 0) + 1
            row.number = f"{self.manner.prefix}-{self.units.index(row.unit) + 1:02}-{counts[row.unit]:05}"
            row.sender = row.unit
