"""Every figure of a report.html held against the CSV files that it names."""

import csv
import os
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from html.parser import HTMLParser


class Cells(HTMLParser):
    """Cells that name a column, with the file and key of the row they stand in."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.places = []
        self.cells = []
        self.columns = []
        self.value = None
        self.tags = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        if tag == "meta":
            return
        attributes = dict(attributes)
        self.tags.append((tag, "data-file" in attributes, "data-column" in attributes))
        if "data-file" in attributes:
            self.places.append((attributes["data-file"], attributes.get("data-key", "")))
        if "data-column" in attributes:
            self.columns.append(attributes["data-column"])
            self.value, self.text = None, ""
        if tag == "data":
            self.value = attributes["value"]

    def handle_data(self, text):
        self.text += text

    def handle_endtag(self, _):
        _, is_place, is_column = self.tags.pop()
        if is_column:
            self.cells.append((*self.places[-1], self.columns.pop(), self.value, self.text))
        if is_place:
            self.places.pop()


def table(folder, name, known={}):
    """The rows of a CSV file as dictionaries."""
    path = os.path.join(folder, name)
    if path not in known:
        with open(path, encoding="utf-8-sig", newline="") as file:
            known[path] = list(csv.DictReader(file))
    return known[path]


def rows_of(folder, name, key):
    wanted = dict(part.split("=", 1) for part in key.split("; ")) if key else {}

    def fits(cell, value):
        # Only what is longer than any sound key is cut in the page; the guard against formulas is the file's.
        return cell in (value, "'" + value) or value.endswith("…") and cell.startswith(value[:-1])

    return [row for row in table(folder, name) if all(fits(row[k], v) for k, v in wanted.items())]


def same(cell, text):
    """A guard against formulas stands only in the file; a long text is cut in the page."""
    whole = cell[1:] if cell[:1] == "'" else cell
    return whole == text or text.endswith("…") and whole.startswith(text[:-1])


def rounded(value, places):
    """Half away from zero, of a fraction."""
    scaled = Decimal(value.numerator) / Decimal(value.denominator)
    return scaled.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def written(value, places, language, signed=False):
    """A number as the report prints it."""
    number = rounded(Fraction(value), places)
    whole, _, fraction = f"{abs(number):,.{places}f}".partition(".")
    if language == "vi":
        whole = whole.replace(",", ".")
    text = whole + (("," if language == "vi" else ".") + fraction if places else "")
    sign = "\u2212" if number < 0 else "+" if signed and number > 0 else ""
    return sign + text


def check(folder, page, language):
    """Gives what does not agree, and how many figures were looked at."""
    cells = Cells()
    with open(os.path.join(folder, page), encoding="utf-8") as file:
        cells.feed(file.read())
    faults, count, texts = [], 0, 0
    for name, key, column, value, text in cells.cells:
        if not name.endswith(".csv"):
            continue
        rows = rows_of(folder, name, key)
        place = f"{name} ({key}) {column}: {value!r} {text!r}"
        if not rows:
            faults.append(f"no such row: {place}")
        elif column in ("severity", "kind", "key"):
            texts += 1
            if not text or not same(rows[0][column], value):
                faults.append(f"other code, {rows[0][column]!r}: {place}")
        elif value is None:
            if text in ("\u2013", ""):
                continue
            texts += 1
            if not same(rows[0][column], text):
                faults.append(f"other text, {rows[0][column]!r}: {place}")
        else:
            count += 1
            sums = sum(Decimal(row[column]) for row in rows)
            if Decimal(value) != sums:
                faults.append(f"the file has {sums}: {place}")
            if text not in forms(rows, column, sums, language):
                faults.append(f"printed otherwise than {forms(rows, column, sums, language)}: {place}")
    return faults, count, texts


def check_minutes(folder, match):
    """The minutes close one by one, and together they are the bridge of the match."""
    faults, left, right, count = [], 0, 0, 0
    for name in sorted(os.listdir(folder)):
        if not name.startswith("bien-ban-"):
            continue
        count += 1
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            body = re.search(r'aria-labelledby="bridge">(.*?)</table>', file.read(), re.S).group(1)
        rows = [re.findall(r'<data value="(-?\d+)"', row) for row in body.split("<tr")[2:]]
        amounts = [int(row[-1]) for row in rows]
        if sum(amounts[:-1]) != amounts[-1]:
            faults.append(f"{name} does not close: {amounts}")
        left += amounts[0]
        right += amounts[-1]
    bridge = table(folder, f"bridge-{match}.csv")
    ends = [int(bridge[0]["amount"]), int(bridge[-1]["amount"])]
    if [left, right] != ends:
        faults.append(f"minutes add up to {left} and {right}, the bridge says {ends}")
    return faults, count


def forms(rows, column, value, language):
    """How a figure may be printed: rates in percent, money exactly or in millions."""
    if re.fullmatch(r"-?\d\.\d{6}", rows[0][column]):
        row = rows[0]
        done = row.get("disbursed", row.get("paid"))
        exact = Fraction(value)
        if column == "rate" and done is not None:
            exact = Fraction(Decimal(done)) / Fraction(Decimal(row["planned"]))
        return [written(exact * 100, 2, language) + "%"]
    return [
        written(value, 0, language), written(value, 0, language, signed=True),
        written(Fraction(value) / 1_000_000, 0, language),
    ]
