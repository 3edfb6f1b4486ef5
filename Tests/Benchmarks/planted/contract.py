"""What the manual says must be found, worked out plainly and slowly: the truth never comes from the product.

For every finding all causes whose arithmetic holds are listed with their candidates. Where there are several candidates
of the first cause, or where rows explain each other in a way the manual leaves open, the finding is not `sure`, and
whoever planted it plants something else.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from books import Row

TOLERANCE = 1_000
DAYS = 3
REACH_DAYS = 45
PARTS_MAX = 8
CODES = ("unit", "project", "capital")


@dataclass
class Finding:
    kind: str
    key: str
    field: str
    left: str
    right: str
    difference: str
    cause: str
    rows: list[Row]
    is_sure: bool = True

    @property
    def outcome(self) -> tuple:
        return self.kind, self.key, self.field, self.left, self.right, self.difference


# Amounts


def unit_scale(a: int, b: int) -> bool:
    small, large = sorted((abs(a), abs(b)))
    if a * b <= 0:
        return False
    return any(
        small * factor == large or small >= 100 and 2 * abs(small * factor - large) <= factor
        for factor in (10**3, 10**6, 10**9)
    )


def transposed(a: int, b: int) -> bool:
    x, y = str(abs(a)), str(abs(b))
    if a * b <= 0 or len(x) != len(y):
        return False
    apart = [index for index in range(len(x)) if x[index] != y[index]]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and x[apart[0]] == y[apart[1]] and x[apart[1]] == y[apart[0]]


def dropped(a: int, b: int) -> bool:
    short, long = sorted((str(abs(a)), str(abs(b))), key=len)
    if a * b <= 0 or len(long) != len(short) + 1:
        return False
    return any(long[:index] + long[index + 1 :] == short for index in range(len(long)))


def rounded(a: int, b: int) -> bool:
    if a * b <= 0:
        return False
    x, y = abs(a), abs(b)
    for exact, other in ((x, y), (y, x)):
        for power in range(1, 7):
            unit = 10**power
            if exact >= unit and other in (exact // unit * unit, (exact + unit // 2) // unit * unit):
                return True
    return False


def amount_cause(a: int, b: int) -> str:
    if unit_scale(a, b):
        return "unit-scale"
    if a == -b:
        return "sign"
    for holds, cause in ((transposed, "transposed-digits"), (dropped, "dropped-digit"), (rounded, "rounding")):
        if holds(a, b):
            return cause
    return ""


def one_edit_apart(a: str, b: str) -> bool:
    if not a or not b or a == b:
        return False
    if len(a) == len(b):
        apart = [index for index in range(len(a)) if a[index] != b[index]]
        return len(apart) == 1 or (
            len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
        )
    short, long = sorted((a, b), key=len)
    return len(long) == len(short) + 1 and any(long[:index] + long[index + 1 :] == short for index in range(len(long)))


# The match


def near(a: Row, b: Row) -> bool:
    return abs(a.amount - b.amount) <= TOLERANCE


def days(a: Row, b: Row) -> int:
    return abs((b.day - a.day).days)


class Match:
    """Two passes: the number, then all codes, the amount and the date within three days."""

    def __init__(self, left: list[Row], right: list[Row], absent_units: set[str]) -> None:
        self.left, self.right = left, right
        self.absent_units = absent_units
        self.pairs: list[tuple[Row, Row]] = []
        self.sets: list[tuple[str, list[Row], list[Row], bool]] = []
        self.free: tuple[list[Row], list[Row]] = ([], [])
        self.findings: list[Finding] = []
        self._pair_by_number()
        self._pair_by_content()
        self._paired = {id(row) for pair in self.pairs for row in pair}
        self._index()
        self._explain()

    def _pair_by_number(self) -> None:
        keys: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
        for side, rows in enumerate((self.left, self.right)):
            for row in rows:
                (keys[row.number][side] if row.number else self.free[side]).append(row)
        for ours, theirs in keys.values():
            if max(len(ours), len(theirs)) > 1:
                self.sets.append(("duplicate", ours, theirs, True))
            elif ours and theirs:
                self.pairs.append((ours[0], theirs[0]))
            else:
                self.free[0].extend(ours)
                self.free[1].extend(theirs)

    def _pair_by_content(self) -> None:
        """A candidate that is the only one of both pairs; everything else must have been planted as a tie."""
        books: dict[tuple, list[Row]] = defaultdict(list)
        for row in self.free[1]:
            books[row.book, row.amount].append(row)
        edges = [(l, r) for l in self.free[0] for r in books[l.book, l.amount] if days(l, r) <= DAYS]
        used: set[int] = set()
        neighbours: dict[int, list[Row]] = defaultdict(list)
        for l, r in edges:
            neighbours[id(l)].append(r)
            neighbours[id(r)].append(l)
        for l, r in edges:
            if id(l) in used:
                continue
            cluster = [l]
            for row in cluster:
                cluster += [other for other in neighbours[id(row)] if not any(other is known for known in cluster)]
            used |= {id(row) for row in cluster}
            lefts = [row for row in cluster if any(row is own for own in self.free[0])]
            rights = [row for row in cluster if not any(row is own for own in lefts)]
            if len(cluster) == 2:
                self.pairs.append((lefts[0], rights[0]))
            else:
                is_tie = len({days(a, b) for a in lefts for b in rights}) == 1
                self.sets.append(("ambiguous", lefts, rights, is_tie))
        self.free = tuple([row for row in rows if id(row) not in used] for rows in self.free)

    def _index(self) -> None:
        self._own: tuple[dict, dict] = (defaultdict(list), defaultdict(list))
        self._newest: tuple[dict, dict] = ({}, {})
        for side, rows in enumerate((self.left, self.right)):
            for row in rows:
                self._own[side][row.book, abs(row.amount)].append(row)
                for key in (row.unit, ""):
                    self._newest[side][key] = max(row.day, self._newest[side].get(key, row.day))

    # Rows that add up

    def _explain(self) -> None:
        self._find_sums()
        self._find_counterparts()
        for l, r in self.pairs:
            self._compare(l, r)
        for kind, lefts, rights, is_sure in self.sets:
            self._explain_set(kind, lefts, rights, is_sure)
        for side, rows in enumerate(self.free):
            for row in rows:
                self._explain_row(side, row)

    def _subsets(self, whole: Row, paired: int, candidates: list[Row]) -> list[tuple[Row, ...]]:
        fitting = [
            row
            for row in candidates
            if row.amount * whole.amount > 0
            and days(row, whole) <= REACH_DAYS
            and abs(row.amount) <= abs(whole.amount) + TOLERANCE * 10
        ]
        least, rows_besides = (1, 2) if paired else (2, 1)
        found = []
        for size in range(least, min(PARTS_MAX - (1 if paired else 0), len(fitting)) + 1):
            slack = TOLERANCE * (size + rows_besides)
            found += [
                parts
                for parts in combinations(fitting, size)
                if abs(sum(row.amount for row in parts) + paired - whole.amount) <= slack
            ]
        return found

    def _find_sums(self) -> None:
        """For every row and pair the answers it stands in."""
        self._answers: dict[int, list[str]] = defaultdict(list)
        books: tuple[dict, dict] = (defaultdict(list), defaultdict(list))
        for side, rows in enumerate(self.free):
            for row in rows:
                if row.unit not in self.absent_units:
                    books[side][row.book].append(row)
        for side, rows in enumerate(self.free):
            for whole in rows:
                for parts in self._subsets(whole, 0, books[1 - side].get(whole.book, [])):
                    for row in (whole, *parts):
                        self._answers[id(row)].append("split" if side == 0 else "merged")
        for l, r in self.pairs:
            if abs(l.amount - r.amount) <= TOLERANCE or l.amount * r.amount <= 0:
                continue
            side = 0 if abs(l.amount) > abs(r.amount) else 1
            whole, part = (l, r) if side == 0 else (r, l)
            for parts in self._subsets(whole, part.amount, books[1 - side].get(whole.book, [])):
                self._answers[id(whole)].append("split" if side == 0 else "merged")
                for row in parts:
                    self._answers[id(row)].append("split" if side == 0 else "merged")

    # Rows that explain each other

    def _find_counterparts(self) -> None:
        self._counterparts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        repeated = [(lefts, rights) for kind, lefts, rights, _ in self.sets if kind == "duplicate"]
        lefts = [(row, True) for row in self.free[0]] + [(row, False) for rows, _ in repeated for row in rows]
        rights = [(row, True) for row in self.free[1]] + [(row, False) for _, rows in repeated for row in rows]
        for without in ("", *CODES):
            codes = [code for code in CODES if code != without]
            books: dict[tuple, list] = defaultdict(list)
            for row, is_alone in rights:
                books[tuple(getattr(row, code) for code in codes)].append((row, is_alone))
            for l, l_is_alone in lefts:
                for r, r_is_alone in books[tuple(getattr(l, code) for code in codes)]:
                    if not near(l, r) or not (l_is_alone or r_is_alone):
                        continue
                    cause = self._counterpart_cause(l, r, without, l_is_alone and r_is_alone)
                    if cause:
                        self._counterparts[id(l)][cause] += 1
                        self._counterparts[id(r)][cause] += 1

    def _counterpart_cause(self, l: Row, r: Row, without: str, are_alone: bool) -> str:
        if without:
            is_other = getattr(l, without) != getattr(r, without)
            return "miscoded" if is_other and are_alone and days(l, r) <= DAYS else ""
        if days(l, r) > DAYS:
            return "date-shift" if are_alone else ""
        return "mistyped-key" if one_edit_apart(l.number, r.number) else ""

    # Findings

    def _add(self, kind, rows: tuple[list[Row], list[Row]], field, left, right, difference, cause, is_sure) -> None:
        number = (rows[0] or rows[1])[0].number
        self.findings.append(
            Finding(kind, f"voucher={number}", field, str(left), str(right), str(difference), cause, [*rows[0], *rows[1]], is_sure)
        )

    def _compare(self, l: Row, r: Row) -> None:
        if abs(l.amount - r.amount) > TOLERANCE:
            whole = l if abs(l.amount) > abs(r.amount) else r
            answers = self._answers.get(id(whole), [])
            cause = amount_cause(l.amount, r.amount) or (answers[0] if answers else "unknown")
            is_sure = len(answers) <= 1
            self._add("differs", ([l], [r]), "amount", l.amount, r.amount, r.amount - l.amount, cause, is_sure)
        if days(l, r) > DAYS:
            self._add("differs", ([l], [r]), "date", l.day, r.day, (r.day - l.day).days, "date-shift", True)
        for code in CODES:
            ours, theirs = getattr(l, code), getattr(r, code)
            if ours != theirs:
                self._add("differs", ([l], [r]), code, ours, theirs, "", "miscoded", True)

    def _explain_set(self, kind: str, lefts: list[Row], rights: list[Row], is_sure: bool) -> None:
        ours, theirs = (sum(row.amount for row in rows) for rows in (lefts, rights))
        cause = "unknown"
        if kind == "duplicate":
            count = len(lefts) + len(rights)
            cancels = any(
                a.book == b.book and a.amount == -b.amount for rows in (lefts, rights) for a, b in combinations(rows, 2)
            )
            adds_up = min(len(lefts), len(rights)) == 1 and abs(ours - theirs) <= TOLERANCE * count
            equal = all(
                len({(row.book, row.amount, row.day) for row in rows}) <= 1 for rows in (lefts, rights)
            )
            mistyped = sum(self._counterparts[id(row)]["mistyped-key"] for row in (*lefts, *rights))
            if adds_up:
                cause = "split" if len(lefts) == 1 else "merged"
            elif cancels:
                cause = "reversed"
            elif equal:
                cause = "duplicate-posting"
            elif mistyped:
                cause, is_sure = "mistyped-key", mistyped == 1
        self._add(kind, (lefts, rights), "", ours, theirs, theirs - ours, cause, is_sure)

    def _explain_row(self, side: int, row: Row) -> None:
        reasons = self._reasons(side, row)
        cause, count = reasons[0] if reasons else ("unknown", 1)
        # What the manual leaves open: another row may be thought of as a counterpart too.
        loose = [name for name, _ in reasons if name in ("date-shift", "miscoded", "mistyped-key") and name != cause]
        is_sure = count == 1 and not (loose and cause in ("date-shift", "miscoded", "mistyped-key", "cut-off"))
        kind, difference = ("missing-right", -row.amount) if side == 0 else ("missing-left", row.amount)
        rows = ([row], []) if side == 0 else ([], [row])
        left, right = (row.amount, "") if side == 0 else ("", row.amount)
        self._add(kind, rows, "", left, right, difference, cause, is_sure)

    def _reasons(self, side: int, row: Row) -> list[tuple[str, int]]:
        """Causes that hold, narrowest first, and of how many candidates."""
        found: list[tuple[str, int]] = []
        if side == 0 and row.unit in self.absent_units:
            return [("not-sent", 1)]
        answers = self._answers.get(id(row), [])
        if answers:
            found.append((answers[0], len(answers)))
        like = self._own[side][row.book, abs(row.amount)]
        twins = [other for other in like if other is not row and other.amount == row.amount and other.day == row.day]
        if twins:
            # Of two equal rows that stand alone it matters which comes first: not planted.
            is_paired = len(twins) == 1 and id(twins[0]) in self._paired
            found.append(("duplicate-posting", 1 if is_paired else 2))
        opposite = [other for other in like if other.amount == -row.amount and other is not row]
        if opposite:
            least = min(days(row, other) for other in opposite)
            found.append(("reversed", sum(days(row, other) == least for other in opposite)))
        for cause in ("date-shift", "miscoded", "mistyped-key"):
            if count := self._counterparts[id(row)].get(cause, 0):
                found.append((cause, count))
        newest = self._newest[1 - side].get(row.unit if side == 0 else "")
        if newest is not None and newest < row.day:
            found.append(("cut-off", 1))
        return found
