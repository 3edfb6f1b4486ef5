"""Errors as offices make them, put into the books one by one, and the finding and cause that each must give.

An error that happens to look like something else (a missing payment that two other rows add up to, an amount that also
is a rounding) is planted elsewhere: the truth holds what was meant, and the arithmetic of the manual agrees with it.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from books import CAPITALS, Row, World
from contract import DAYS, TOLERANCE, Finding, Match


@dataclass(eq=False)
class Plant:
    name: str
    seed: str
    attempt: int = 0
    causes: dict[str, int] = field(default_factory=dict)
    """Cause by how many findings, as they were meant."""

    @property
    def random(self) -> Random:
        return Random(f"{self.seed}/{self.attempt}")


class Planted:
    """Both books with every error in them. Truth is what was planted; `findings` are worked out by the manual."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.seed = world, seed
        each = max(2, round(len(world.vouchers) * 0.0009))
        names = [name for name, weight in PLANTS.items() for _ in range(round(each * weight))]
        self.plants = [Plant(name, f"{seed}/{number}/{name}") for number, name in enumerate(names)]
        self.dropped: set[Row] = set()
        """Vouchers of late or silent agencies that by chance look like something else."""
        for _ in range(80):
            self._build()
            if not (wrong := self._accidents()):
                break
            for plant in wrong:
                plant.attempt += 1
        else:
            raise AssertionError(f"{len(wrong)} errors could not be planted cleanly: {[plant.name for plant in wrong]}")

    # Building

    def _build(self) -> None:
        world = self.world
        self.left: list[Row] = []
        self._line: dict[int, Row] = {}
        self._by_book: dict[tuple, list[Row]] = {}
        quiet = Random(f"{self.seed}/quiet")
        self.right: list[Row] = []
        for voucher in world.vouchers:
            if voucher in self.dropped:
                continue
            copy = voucher.copy(plant=None)
            self.left.append(copy)
            end = world.ends.get(copy.unit, world.manner.last)
            line = copy.copy(day=copy.day + timedelta(quiet.choice(world.manner.lag_days)))
            if line.day > world.manner.last or line.day < world.manner.first:
                line.day = copy.day
            if copy.unit == world.silent_unit or copy.day > end:
                continue
            if copy.unit in world.ends:
                line.day = min(line.day, end)
            draw = quiet.random()
            if draw < 0.02:
                # Rounded by the agency within what is allowed.
                line.amount += quiet.choice([-1, 1]) * quiet.choice([1, 7, 500, 999, TOLERANCE])
            elif draw < 0.035:
                # Under a number of the agency's own, or none.
                line.number = quiet.choice(["", f"{line.sender[-3:]}/CTGS/{len(self.right)}"])
            self.right.append(line)
            self._line[id(copy)] = line
        # A report that ends early ends on its last day.
        for unit, end in world.ends.items():
            last = max((line for line in self.right if line.unit == unit), key=lambda line: line.day)
            if abs((end - last.day).days) <= DAYS:
                last.day = end
        for copy in self.left:
            if copy.unit in world.normal_units and copy.number and (line := self._line.get(id(copy))):
                if line.number == copy.number and line.amount == copy.amount:
                    self._by_book.setdefault(copy.book, []).append(copy)
        self._books = sorted(self._by_book, key=lambda book: (-len(self._by_book[book]), book))
        self._used: set[int] = set()
        self._removed: set[int] = set()
        for plant in self.plants:
            plant.causes = {}
            PLANTS_BY_NAME[plant.name](self, plant, plant.random)
        self.left = [row for row in self.left if id(row) not in self._removed]
        self.right = [row for row in self.right if id(row) not in self._removed]
        self.match = Match(self.left, self.right, {world.silent_unit})
        self.findings: list[Finding] = self.match.findings

    def _accidents(self) -> set[Plant]:
        """Plants whose findings are not those that were meant; vouchers of nobody's planting are dropped."""
        wrong: set[Plant] = set()
        got: dict[Plant, dict[str, int]] = {plant: {} for plant in self.plants}
        late = {self.world.silent_unit, *self.world.ends}
        for finding in self.findings:
            owners = {row.plant for row in finding.rows if row.plant}
            if not owners:
                row = finding.rows[0]
                meant = "not-sent" if row.unit == self.world.silent_unit else "cut-off"
                if row.unit not in late or finding.cause != meant or not finding.is_sure:
                    self.dropped |= {voucher for voucher in self.world.vouchers if voucher.number == row.number}
                    wrong.add(Plant("", ""))
                continue
            if len(owners) > 1 or not finding.is_sure:
                wrong |= owners
            for owner in owners:
                got[owner][finding.cause] = got[owner].get(finding.cause, 0) + 1
        return wrong | {plant for plant in self.plants if got[plant] != plant.causes}

    # What plants are made of

    def take(self, plant: Plant, random: Random, fits=lambda row: True, near: Row | None = None) -> Row:
        """A voucher of the treasury that nothing was planted on; its line may be changed freely."""
        world = self.world
        first, last = world.manner.first + timedelta(20), world.manner.last - timedelta(25)
        for _ in range(10_000):
            rows = self._by_book[near.book] if near else self._by_book[random.choices(self._books, self._weights)[0]]
            row = random.choice(rows)
            if id(row) not in self._used and first <= row.day <= last and fits(row):
                self._used.add(id(row))
                row.plant = self._line[id(row)].plant = plant
                return row
        raise AssertionError(f"no voucher for {plant.name}")

    @property
    def _weights(self) -> list[int]:
        return [len(self._by_book[book]) for book in self._books]

    def line(self, row: Row) -> Row:
        return self._line[id(row)]

    def remove(self, row: Row) -> None:
        self._removed.add(id(row))

    def add(self, side: list[Row], row: Row, plant: Plant) -> Row:
        row.plant = plant
        side.append(row)
        return row

    def own_number(self, random: Random) -> str:
        return f"{random.choice(['PC', 'BK', 'GBN'])}{random.randint(10_000_000, 99_999_999)}"


def _positive(least: int = 2_000_000):
    return lambda row: row.amount >= least


# Amounts


def _amount(change, cause):
    def plant(self: Planted, plant: Plant, random: Random) -> None:
        for _ in range(200):
            row = self.take(plant, random, _positive())
            line = self.line(row)
            # Either side may be wrong; an agency more often.
            wrong = line if random.random() < 0.8 else row
            other = change(wrong.amount, random)
            if other and abs(other - wrong.amount) > TOLERANCE:
                wrong.amount = other
                plant.causes[cause] = 1
                return
            row.plant = line.plant = None
    return plant


def _scaled(amount: int, random: Random) -> int:
    if amount % 1_000_000 == 0 and random.random() < 0.3:
        return amount // 1_000_000
    return (amount + 500) // 1_000 if random.random() < 0.7 else amount * 1_000


def _swapped(amount: int, random: Random) -> int:
    digits = str(amount)
    places = [
        place
        for place in range(len(digits) - 1)
        if digits[place] != digits[place + 1] and not (place == 0 and digits[1] == "0")
    ]
    if not places:
        return 0
    place = random.choice(places)
    return int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])


def _lacking(amount: int, random: Random) -> int:
    digits = str(amount)
    place = random.randrange(1, len(digits))
    return int(digits[:place] + digits[place + 1 :])


def _round(amount: int, random: Random) -> int:
    unit = 10 ** random.choice([4, 5, 6])
    if amount < unit or amount % unit == 0:
        return 0
    return random.choice([amount // unit * unit, (amount + unit // 2) // unit * unit])


def _other_amount(amount: int, random: Random) -> int:
    return amount + random.choice([-1, 1]) * random.randint(1_001, amount // 2)


# Rows that add up


def _parts(whole: int, random: Random) -> list[int]:
    count = random.choice([2, 2, 2, 3, 3, 4])
    unit = random.choice([1, 1_000, 100_000])
    cuts = sorted(random.randint(1, 99) for _ in range(count - 1))
    edges = [0, *(whole * cut // 100 // unit * unit for cut in cuts), whole]
    return [b - a for a, b in zip(edges, edges[1:])]


def _spread(row: Row, random: Random) -> int:
    return random.randint(-8, 12)


def _split(kept: str):
    def plant(self: Planted, plant: Plant, random: Random) -> None:
        while True:
            row = self.take(plant, random, _positive())
            parts = _parts(row.amount, random)
            if min(parts) > 20_000 and len(set(parts)) == len(parts):
                break
            row.plant = self.line(row).plant = None
        line = self.line(row)
        self.remove(line)
        for place, part in enumerate(parts):
            number = row.number if kept == "all" or kept == "one" and place == 0 else self.own_number(random)
            day = row.day if kept == "one" and place == 0 else row.day + timedelta(_spread(row, random))
            self.add(self.right, line.copy(number=number, amount=part, day=day), plant)
        plant.causes["split"] = {"all": 1, "one": len(parts), "none": len(parts) + 1}[kept]
    return plant


def _merged(kept: str):
    def plant(self: Planted, plant: Plant, random: Random) -> None:
        first = self.take(plant, random, _positive(100_000))
        rows = [first]
        for _ in range(random.choice([1, 1, 2])):
            fits = lambda row: row.amount > 100_000 and abs((row.day - first.day).days) <= 25 and row.amount not in {r.amount for r in rows}
            try:
                rows.append(self.take(plant, random, fits, near=first))
            except AssertionError:
                break
        for row in rows:
            self.remove(self.line(row))
        if len(rows) == 1:
            plant.causes["merged"] = -1
            return
        number = self.own_number(random) if kept == "none" else first.number
        if kept == "all":
            for row in rows:
                row.number = first.number
        day = first.day if kept == "one" else first.day + timedelta(_spread(first, random))
        whole = sum(row.amount for row in rows)
        self.add(self.right, self.line(first).copy(number=number, amount=whole, day=day), plant)
        plant.causes["merged"] = {"all": 1, "one": len(rows), "none": len(rows) + 1}[kept]
    return plant


# Posted twice, reversed


def _twice(self: Planted, plant: Plant, random: Random) -> None:
    """The same row again, under the same number, in either book."""
    row = self.take(plant, random)
    side, again = random.choice([(self.left, row), (self.right, self.line(row))])
    self.add(side, again.copy(), plant)
    plant.causes["duplicate-posting"] = 1


def _twice_renumbered(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    side, again = random.choice([(self.left, row), (self.right, self.line(row))])
    self.add(side, again.copy(number=self.own_number(random)), plant)
    plant.causes["duplicate-posting"] = 1


def _twice_alone(self: Planted, plant: Plant, random: Random) -> None:
    """Two equal rows of a number that the other book has not."""
    row = self.take(plant, random)
    line = self.line(row)
    self.remove(row)
    self.add(self.right, line.copy(), plant)
    plant.causes["duplicate-posting"] = 1


def _reversed_pair(self: Planted, plant: Plant, random: Random) -> None:
    """Posted by mistake and taken back, and the other book knows of neither."""
    row = self.take(plant, random)
    side, like = random.choice([(self.left, row), (self.right, self.line(row))])
    amount = self.world.manner.amount(random)
    day = like.day + timedelta(random.randint(-10, 10))
    self.add(side, like.copy(number=self.own_number(random), day=day, amount=amount), plant)
    back = like.copy(number=self.own_number(random), day=day + timedelta(random.randint(0, 9)), amount=-amount)
    self.add(side, back, plant)
    plant.causes["reversed"] = 2


def _reversal(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    side, like = random.choice([(self.left, row), (self.right, self.line(row))])
    later = like.day + timedelta(random.randint(1, 12))
    self.add(side, like.copy(number=self.own_number(random), day=later, amount=-like.amount), plant)
    plant.causes["reversed"] = 1


def _reversal_same_number(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    line = self.line(row)
    later = line.day + timedelta(random.randint(0, 12))
    self.add(self.right, line.copy(day=later, amount=-line.amount), plant)
    plant.causes["reversed"] = 1


# Dates, codes, numbers


def _shift(random: Random) -> timedelta:
    return timedelta(random.choice([-1, 1]) * random.choice([DAYS + 1, 5, 7, 10, 14, 15, 20]))


def _date(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    self.line(row).day = row.day + _shift(random)
    plant.causes["date-shift"] = 1


def _date_without_number(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    line = self.line(row)
    line.number, line.day = "", row.day + _shift(random)
    plant.causes["date-shift"] = 2


def _other_code(self: Planted, row: Row, random: Random) -> None:
    code = random.choice(["unit", "project", "project", "capital"])
    choices = {"unit": self.world.normal_units, "project": self.world.projects, "capital": CAPITALS}[code]
    setattr(row, code, random.choice([value for value in choices if value != getattr(row, code)]))


def _code(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    _other_code(self, self.line(row), random)
    plant.causes["miscoded"] = 1


def _code_without_number(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    line = self.line(row)
    _other_code(self, line, random)
    line.number, line.day = "", row.day + timedelta(random.randint(-DAYS, DAYS))
    plant.causes["miscoded"] = 2


def _mistyped(number: str, random: Random) -> str:
    place = random.randrange(len(number) - 6, len(number))
    digit = random.choice([digit for digit in "0123456789" if digit != number[place]])
    return random.choice(
        [
            number[:place] + digit + number[place + 1 :],
            number[:place] + number[place + 1 :],
            number[:place] + digit + number[place:],
            number[:-2] + number[-1] + number[-2] if number[-1] != number[-2] else number + digit,
        ]
    )


def _number(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    line = self.line(row)
    known = {other.number for other in self.left} | {other.number for other in self.right}
    while line.number in known:
        line.number = _mistyped(row.number, random)
    # Off by less than is allowed, or the second pass would pair it.
    line.amount += random.choice([-1, 1]) * random.randint(1, TOLERANCE)
    plant.causes["mistyped-key"] = 2


def _number_of_another(self: Planted, plant: Plant, random: Random) -> None:
    """A number mistyped into that of another voucher."""
    for _ in range(100):
        row = self.take(plant, random)
        near = [
            other
            for other in self._by_book[row.book]
            if differ_in_one_digit(other.number, row.number) and other.amount != row.amount and id(other) not in self._used
        ]
        if near:
            break
        row.plant = self.line(row).plant = None
    other = random.choice(near)
    self._used.add(id(other))
    other.plant = self.line(other).plant = plant
    self.line(other).number = row.number
    plant.causes["mistyped-key"] = 2


def differ_in_one_digit(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b)) == 1


# Nothing that explains it


def _unreported(self: Planted, plant: Plant, random: Random) -> None:
    self.remove(self.line(self.take(plant, random)))
    plant.causes["unknown"] = 1


def _unknown_to_treasury(self: Planted, plant: Plant, random: Random) -> None:
    row = self.take(plant, random)
    line = self.line(row).copy(number=self.own_number(random), amount=self.world.manner.amount(random))
    self.add(self.right, line, plant)
    plant.causes["unknown"] = 1


def _tie(self: Planted, plant: Plant, random: Random) -> None:
    """Two lines without number that fit one voucher equally well."""
    row = self.take(plant, random)
    line = self.line(row)
    line.number, line.day = "", row.day - timedelta(1)
    self.add(self.right, line.copy(day=row.day + timedelta(1)), plant)
    plant.causes["unknown"] = 1


PLANTS_BY_NAME = {
    "unit-scale": _amount(_scaled, "unit-scale"),
    "sign": _amount(lambda amount, random: -amount, "sign"),
    "transposed": _amount(_swapped, "transposed-digits"),
    "dropped": _amount(_lacking, "dropped-digit"),
    "rounding": _amount(_round, "rounding"),
    "other-amount": _amount(_other_amount, "unknown"),
    "split": _split("none"),
    "split, a part kept the number": _split("one"),
    "split, all kept the number": _split("all"),
    "merged": _merged("none"),
    "merged, one number kept": _merged("one"),
    "merged, one number for all": _merged("all"),
    "twice": _twice,
    "twice, renumbered": _twice_renumbered,
    "twice, other book without": _twice_alone,
    "posted and reversed": _reversed_pair,
    "reversed": _reversal,
    "reversed, same number": _reversal_same_number,
    "date": _date,
    "date, without number": _date_without_number,
    "code": _code,
    "code, without number": _code_without_number,
    "number": _number,
    "number of another": _number_of_another,
    "unreported": _unreported,
    "unknown to the treasury": _unknown_to_treasury,
    "tie": _tie,
}

# How many of each, relative to one another; every cause comes to at least thirty among 20,000 vouchers.
_MORE = {
    "unit-scale": 2, "sign": 2, "transposed": 2, "dropped": 2, "rounding": 2, "other-amount": 2, "unreported": 2,
    "unknown to the treasury": 2, "tie": 0.5,
}
PLANTS = {name: _MORE.get(name, 1) for name in PLANTS_BY_NAME}
