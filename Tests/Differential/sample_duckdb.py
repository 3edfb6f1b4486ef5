#!/usr/bin/env python3
"""Works out the sample a second time, with DuckDB, and demands doichieu's results to the đồng.

  sample_duckdb.py SAMPLE_DIR OUTPUT_DIR [--as-of 2024-10-28]

Python finds the tables in the files, SQL does all the arithmetic. It shares no code with doichieu and does not read the
rule file: what rules/giam-ngheo-2024.yaml says is said here again, so that a slip in either shows. Rows that cannot be
read, repeats in registers and printed totals are left to the golden tests. A situation that the sample does not hold
(and that would need more of the matching rules) stops the script instead of being judged by half a rule.
"""
import argparse
import csv
import gzip
import io
import json
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "samples"))
sys.dont_write_bytecode = True
from generator.encodings import ENCODERS  # noqa: E402

PREVIOUS = date(2024, 8, 20)
TARGET_PERCENT = 95
AMOUNT_TOLERANCE, DAYS_TOLERANCE, PENDING_DAYS = 1000, 3, 5

# The rates that were published, in percent: an anchor that comes from neither program.
PUBLISHED = {
    date(2024, 10, 28): {"": "46.54", "DTPT": "76.78", "SN": "29.10"},
    date(2024, 8, 20): {"": "36.93", "DTPT": "66.14", "SN": "20.04"},
}

# Where each source lies, and the headings under which its columns go, in whatever order a file has them.
UNIT = ["Mã ĐVQHNS", "Mã QHNS"]
SOURCES = {
    "plan": (["ke-hoach/*.csv", "ke-hoach/*.csv.gz"], {
        "unit": UNIT, "project": ["Dự án"], "capital": ["Loại vốn"], "amount": ["Kế hoạch vốn"]}),
    "estimate": (["kbnn/du-toan-*.csv"], {
        "unit": UNIT, "project": ["Mã CTMT-DA"], "capital": ["Loại vốn"], "amount": ["Dự toán được giao"]}),
    "treasury": (["kbnn/*.zip"], {
        "voucher": ["Số chứng từ"], "date": ["Ngày hạch toán"], "unit": UNIT, "project": ["Mã CTMT-DA"],
        "capital": ["Loại vốn"], "amount": ["Số tiền"]}),
    "agency": (["don-vi/**/*.csv", "don-vi/**/*.xlsx"], {
        "voucher": ["Số chứng từ", "Số CT", "Chứng từ / Số"], "date": ["Ngày chứng từ", "Ngày", "Chứng từ / Ngày"], "unit": UNIT,
        "project": ["Dự án", "Mã dự án"], "capital": ["Loại vốn"],
        "amount": ["Số tiền", "Giá trị giải ngân", "Giải ngân / Số tiền"]}),
    "catch_up": (["ke-hoach-bu/*.csv"], {"unit": UNIT, "number": ["Số văn bản"], "date": ["Ngày văn bản"]}),
    "project_name": (["danh-muc/du-an.csv"], {"code": ["Mã"], "name": ["Tên dự án"], "short": ["Viết tắt"]}),
}
TOTAL_LABELS = {"tổng cộng", "cộng"}

CAPITAL_NAMES = {
    "DTPT": ["DTPT", "ĐTPT", "Vốn đầu tư phát triển", "Vốn ĐT"],
    "SN": ["SN", "Vốn sự nghiệp", "Kinh phí sự nghiệp"],
}

LEVELS = [("unit", "project", "capital"), ("unit", "capital"), ("unit",), ("project", "capital"), ("project",), ("capital",), ()]
POSITION_MEASURES = ["planned", "disbursed", "reported", "before", "rate", "needed"]
ACCOUNT_MEASURES = [
    "planned", "disbursed", "rate", "planned_investment", "disbursed_investment", "rate_investment",
    "planned_recurrent", "disbursed_recurrent", "rate_recurrent", "submitted",
]
FINDING = ["check", "kind", "key", "field", "severity", "status", "left", "right", "difference"]
CHECKS = {"vouchers", "allocations", "over-plan", "not-started", "below-average", "below-overall", "no-catch-up"}


# Reading

def folded(text):
    """Equal for headings and names that differ in case, spacing or a remark in brackets at the end."""
    return " ".join(re.sub(r"\([^)]*\)\s*$", "", unicodedata.normalize("NFC", text)).casefold().split())


def tables(path):
    """The text of a file, or of every entry of an archive."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return [archive.read(name).decode("utf-8-sig") for name in sorted(archive.namelist())]
    if path.suffix == ".xlsx":
        return [sheet_text(sheet) for sheet in openpyxl.load_workbook(path)]
    content = path.read_bytes()
    return [decoded(gzip.decompress(content) if path.suffix == ".gz" else content, path.parent.name)]


# What these offices write in; told here, because finding it out is what is tested.
ENCODINGS = {"tinh-bien": "windows-1258", "t05": "tcvn3", "t07": "vni", "chau-thanh": "utf-8-doubled"}


VIETNAMESE = [
    unicodedata.normalize("NFC", base + tone)
    for small in "aăâeêioôơuưyđ" for base in (small, small.upper()) for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    if len(unicodedata.normalize("NFC", base + tone)) == 1
]


def decoded(content, office):
    """The text of a report, by trying what every letter would be written as."""
    if content.startswith(b"\xff\xfe"):
        return content.decode("utf-16")
    encoding = ENCODINGS.get(office)
    if encoding is None:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    letters = {}
    for letter in VIETNAMESE:
        try:
            letters[ENCODERS[encoding](letter)] = letter
        except UnicodeEncodeError:
            continue  # TCVN3 has no capitals with tones
    longest = max(map(len, letters))
    text, place = [], 0
    while place < len(content):
        for length in range(longest, 0, -1):
            letter = letters.get(content[place:place + length])
            if letter is not None:
                break
        else:
            letter, length = chr(content[place]), 1
        text.append(letter)
        place += length
    return "".join(text)


def sheet_text(sheet):
    """A sheet as comma separated text; dates as ISO, numbers in plain digits."""
    output = io.StringIO()
    writer = csv.writer(output)
    for row in sheet.iter_rows(values_only=True):
        writer.writerow(["" if cell is None else cell.date().isoformat() if hasattr(cell, "date") else str(cell) for cell in row])
    return output.getvalue()


def table(text, columns):
    """The data rows as dictionaries. The delimiter is the one with which a row holds all the headings."""
    for delimiter in ",;\t":
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        for index, record, written in headers(records):
            headings = [folded(cell) for cell in written]
            places = {name: [headings.index(folded(one)) for one in known if folded(one) in headings]
                      for name, known in columns.items()}
            if all(len(found) == 1 for found in places.values()):
                in_thousands = "amount" in places and "nghìn" in written[places["amount"][0]]
                return [
                    {name: in_dong(cells[place].strip(), in_thousands and name == "amount") for name, (place,) in places.items()}
                    for cells in records[index + 1:]
                    # A record with a cell too many or too few is rejected: nobody knows which cell is which.
                    if len(cells) == len(record) and folded(next(filter(None, cells), "")) not in TOTAL_LABELS
                ]
    raise SystemExit(f"no row holds the headings {columns}")


def headers(records):
    """Every row as a header, and every two rows as one of merged cells, with the index of the lowest."""
    for index, record in enumerate(records):
        yield index, record, record
        if index + 1 < len(records) and len(records[index + 1]) == len(record):
            upper = [cell or (record[place - 1] if place else "") for place, cell in enumerate(record)]
            below = records[index + 1]
            yield index + 1, record, [f"{above} / {cell}" if cell else above for above, cell in zip(upper, below)]


def in_dong(text, in_thousands):
    """`49.321,8` nghìn đồng is 49321800."""
    if not in_thousands or not re.fullmatch(r"-?[0-9.]+(,[0-9]+)?", text):
        return text
    return str(int(Decimal(text.replace(".", "").replace(",", ".")) * 1000))


def load(db, folder, as_of):
    """Each source as a table of texts: `<source>_text`, its rows numbered in the order of files and lines."""
    for source, (patterns, columns) in SOURCES.items():
        paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
        if source == "plan":
            paths = [path for path in paths if as_of.isoformat() in path.name]
        if not paths:
            raise SystemExit(f"{folder}: no {' or '.join(patterns)} for {as_of}")
        rows = [row for path in paths for text in tables(path) for row in table(text, columns)]
        rows = [{"row": number} | row for number, row in enumerate(rows)]
        structure = json.dumps([{"row": "BIGINT"} | dict.fromkeys(columns, "VARCHAR")])
        db.execute(f"CREATE TABLE {source}_text AS SELECT unnest(from_json(?, ?), recursive := true)",
                   [json.dumps(rows), structure])


def convert(db, as_of):
    """Typed tables. A cell that is not of its type takes its row out, as a rejected row."""
    db.execute(r"""
        CREATE MACRO fold(text) AS lower(strip_accents(nfc_normalize(trim(text))));
        CREATE MACRO day(text) AS
          coalesce(try_strptime(text, '%d/%m/%Y'),
            -- Two digits would do for %Y.
            CASE WHEN length(text) = 8 THEN try_strptime(text, '%d-%m-%y') ELSE try_strptime(text, '%Y-%m-%d') END)::DATE;
        CREATE MACRO digits(text) AS
          CASE WHEN regexp_full_match(text, '[0-9]+|[0-9]{1,3}(\.[0-9]{3})+') THEN replace(text, '.', '')::BIGINT END;
        CREATE MACRO money(text) AS
          CASE WHEN text LIKE '(%)' THEN -digits(text[2:-2]) WHEN text LIKE '-%' THEN -digits(text[2:]) ELSE digits(text) END;
        CREATE MACRO padded(text, length) AS CASE WHEN regexp_full_match(text, '[0-9]+') THEN lpad(text, length, '0') ELSE text END;
        """)
    db.execute("CREATE TABLE capital_name (name VARCHAR, code VARCHAR)")
    db.executemany("INSERT INTO capital_name VALUES (?, ?)", [(name, code) for code, names in CAPITAL_NAMES.items() for name in names])
    db.execute("""
        CREATE TABLE named AS
        SELECT DISTINCT fold(name) AS name, code
        FROM (SELECT name, code FROM project_name_text UNION ALL SELECT short, code FROM project_name_text)""")
    db.execute("UPDATE capital_name SET name = fold(name)")

    def typed(source, columns, project, condition):
        db.execute(f"""
            CREATE TABLE {source} AS
            SELECT row, {columns}, padded(unit, 7) AS unit, coalesce(named.code, {project}) AS project,
                   coalesce(capital_name.code, capital) AS capital
            FROM {source}_text
            LEFT JOIN named ON named.name = fold(project)
            LEFT JOIN capital_name ON capital_name.name = fold(capital)
            WHERE unit <> '' AND project <> '' AND capital <> '' AND {condition}
            ORDER BY row""")

    posted = "day(date) AS date, money(amount) AS amount"
    kept = f"money(amount) IS NOT NULL AND day(date) <= DATE '{as_of}'"
    # The plan is written in millions, with three decimals at most after a comma; the treasury writes 00471 for 0471.
    treasury_code = "regexp_replace(padded(project, 5), '^0', '')"
    typed("plan", "(replace(replace(amount, '.', ''), ',', '.')::DECIMAL(18, 3) * 1000000)::BIGINT AS amount", "padded(project, 4)", "true")
    typed("estimate", "money(amount) AS amount", treasury_code, "money(amount) IS NOT NULL")
    typed("treasury", f"nullif(voucher, '') AS voucher, {posted}", treasury_code, kept)
    typed("agency", f"nullif(voucher, '') AS voucher, {posted}", "padded(project, 4)", kept)
    db.execute(f"""
        CREATE TABLE catch_up AS
        SELECT padded(unit, 7) AS unit, number FROM catch_up_text WHERE number <> '' AND day(date) <= DATE '{as_of}'""")


# Positions

def add_up(db):
    """One row for every amount that counts somewhere; a level is a GROUP BY over them."""
    db.execute(f"""
        CREATE TABLE cell AS
        SELECT unit, project, capital, amount AS planned, 0 AS disbursed, 0 AS reported, 0 AS before FROM plan
        UNION ALL
        SELECT unit, project, capital, 0, amount, 0, CASE WHEN date <= DATE '{PREVIOUS}' THEN amount ELSE 0 END FROM treasury
        UNION ALL
        SELECT unit, project, capital, 0, 0, amount, 0 FROM agency""")
    # Six decimals, half away from zero, without a floating point in between.
    db.execute("""
        CREATE MACRO millionths(part, whole) AS
          (2 * abs(part)::HUGEINT * 1000000 + abs(whole)) // (2 * abs(whole)::HUGEINT);
        CREATE MACRO ratio(part, whole) AS
          CASE WHEN whole <> 0 THEN
            CASE WHEN (part < 0) <> (whole < 0) AND millionths(part, whole) > 0 THEN '-' ELSE '' END
            || (millionths(part, whole) // 1000000) || '.' || lpad((millionths(part, whole) % 1000000)::VARCHAR, 6, '0') END;
        """)
    for dimensions in LEVELS:
        keys = "".join(f"{name}, " for name in dimensions)
        db.execute(f"""
            CREATE TABLE "{level_name(dimensions)}" AS
            SELECT {keys} sum(planned) AS planned, sum(disbursed) AS disbursed, sum(reported) AS reported, sum(before) AS before,
                   ratio(sum(disbursed), sum(planned)) AS rate,
                   (greatest({TARGET_PERCENT} * sum(planned) - 100 * sum(disbursed), 0) + 50) // 100 AS needed
            FROM cell {f"GROUP BY {', '.join(dimensions)}" if dimensions else ''}""")
    # The agencies' reports have no part in this balance.
    for name, key, group in (("accountability", "unit,", "GROUP BY unit"), ("accountability-total", "", "")):
        db.execute(f"""
            CREATE TABLE "{name}" AS
            SELECT {key} sum(planned) AS planned, sum(disbursed) AS disbursed, ratio(sum(disbursed), sum(planned)) AS rate,
                   coalesce(sum(planned) FILTER (capital = 'DTPT'), 0) AS planned_investment,
                   coalesce(sum(disbursed) FILTER (capital = 'DTPT'), 0) AS disbursed_investment,
                   ratio(disbursed_investment, planned_investment) AS rate_investment,
                   coalesce(sum(planned) FILTER (capital = 'SN'), 0) AS planned_recurrent,
                   coalesce(sum(disbursed) FILTER (capital = 'SN'), 0) AS disbursed_recurrent,
                   ratio(disbursed_recurrent, planned_recurrent) AS rate_recurrent,
                   sum(submitted) AS submitted
            FROM (SELECT unit, capital, amount AS planned, 0 AS disbursed, 0 AS submitted FROM plan
                  UNION ALL SELECT unit, capital, 0, amount, 0 FROM treasury
                  UNION ALL SELECT unit, NULL, 0, 0, 1 FROM catch_up) {group}""")


def level_name(dimensions):
    return "positions" if dimensions == LEVELS[0] else "positions-" + ("-".join(dimensions) or "total")


# Findings

def find(db, check, kind, key, source, *, field=None, severity="error", status=None, left="NULL", right="NULL", difference="NULL"):
    """Adds a finding for each row of `source`; key, left, right and difference are expressions over it."""
    db.execute(f"""
        INSERT INTO finding
        SELECT ?, ?, {key}, ?, ?, ?, ({left})::VARCHAR, ({right})::VARCHAR, ({difference})::VARCHAR FROM {source}""",
        [check, kind, field, severity, status])


def match(db, as_of):
    """Pass 1 by number, pass 2 by everything else; then what is left over on either side."""
    def rows(query):
        return db.execute(query).fetchall()

    db.execute("""
        CREATE TABLE number AS
        SELECT voucher, coalesce(l.rows, 0) AS n_l, coalesce(r.rows, 0) AS n_r,
               coalesce(l.amount, 0) AS sum_l, coalesce(r.amount, 0) AS sum_r
        FROM (SELECT voucher, count(*) AS rows, sum(amount) AS amount FROM treasury WHERE voucher IS NOT NULL GROUP BY voucher) l
        FULL JOIN (SELECT voucher, count(*) AS rows, sum(amount) AS amount FROM agency WHERE voucher IS NOT NULL GROUP BY voucher) r
        USING (voucher)""")
    if rows("FROM number WHERE n_l > 1 AND n_l = n_r"):
        raise SystemExit("a number occurs equally often on both sides: identical rows would pair, which is not worked out here")
    db.execute("CREATE TABLE duplicate AS FROM number WHERE n_l > 1 OR n_r > 1")
    db.execute("""
        CREATE TABLE pair AS
        SELECT l, r FROM treasury l JOIN agency r USING (voucher) JOIN number USING (voucher) WHERE n_l = 1 AND n_r = 1""")
    for side, other, source in (("l", "r", "treasury"), ("r", "l", "agency")):
        db.execute(f"""
            CREATE TABLE left_over_{side} AS
            SELECT t.* FROM {source} t LEFT JOIN number USING (voucher)
            WHERE voucher IS NULL OR (n_{side} = 1 AND n_{other} = 0)""")

    # A second-pass pair agrees in all that pass compares, so it takes no part in the differences below.
    db.execute(f"""
        CREATE TABLE candidate AS
        SELECT l.row AS l, r.row AS r, abs(l.date - r.date) AS days,
               days = min(days) OVER (PARTITION BY l.row) AS best_l, days = min(days) OVER (PARTITION BY r.row) AS best_r
        FROM left_over_l l JOIN left_over_r r USING (unit, project, capital, amount)
        WHERE abs(l.date - r.date) <= {DAYS_TOLERANCE}""")
    db.execute("""
        CREATE TABLE second AS
        SELECT l, r FROM (
          SELECT *, count(*) FILTER (best_l) OVER (PARTITION BY l) AS ties_l, count(*) FILTER (best_r) OVER (PARTITION BY r) AS ties_r
          FROM candidate)
        WHERE best_l AND best_r AND ties_l = 1 AND ties_r = 1""")
    db.execute("CREATE TABLE tie AS FROM candidate WHERE l NOT IN (SELECT l FROM second) AND r NOT IN (SELECT r FROM second)")
    if rows("FROM tie WHERE NOT best_l OR NOT best_r"):
        raise SystemExit("a row has candidates of different quality, and its best one is taken: not worked out here")
    # Rows that hang together by ties are one set, named by its first treasury row.
    db.execute("""
        CREATE TABLE ambiguous AS
        WITH RECURSIVE reach AS (
          SELECT l AS root, l FROM tie
          UNION
          SELECT root, b.l FROM reach JOIN tie a ON a.l = reach.l JOIN tie b ON b.r = a.r)
        SELECT DISTINCT min(root) OVER (PARTITION BY tie.l) AS root, tie.l, tie.r FROM reach JOIN tie ON tie.l = reach.l""")

    number = "'voucher=' || l.voucher"
    find(db, "vouchers", "differs", number, f"pair WHERE abs(r.amount - l.amount) > {AMOUNT_TOLERANCE}",
         field="amount", left="l.amount", right="r.amount", difference="r.amount - l.amount")
    find(db, "vouchers", "differs", number, f"pair WHERE abs(r.date - l.date) > {DAYS_TOLERANCE}",
         field="date", left="l.date", right="r.date", difference="r.date - l.date")
    for field in ("unit", "project", "capital"):
        find(db, "vouchers", "differs", number, f"pair WHERE l.{field} <> r.{field}", field=field, left=f"l.{field}", right=f"r.{field}")
    find(db, "vouchers", "duplicate", "'voucher=' || voucher", "duplicate", left="sum_l", right="sum_r", difference="sum_r - sum_l")
    db.execute("""
        CREATE TABLE ambiguous_set AS
        SELECT root, (SELECT sum(amount) FROM treasury WHERE row IN (SELECT l FROM ambiguous a WHERE a.root = s.root)) AS l,
               (SELECT sum(amount) FROM agency WHERE row IN (SELECT r FROM ambiguous a WHERE a.root = s.root)) AS r
        FROM (SELECT DISTINCT root FROM ambiguous) s""")
    find(db, "vouchers", "ambiguous", "'voucher=' || t.voucher", "ambiguous_set JOIN treasury t ON t.row = root",
         left="l", right="r", difference="r - l")
    db.execute(f"""
        CREATE TABLE missing AS
        SELECT *, DATE '{as_of}' - date < {PENDING_DAYS} AS pending FROM (
          SELECT 'missing-right' AS kind, 'left' AS side, voucher, date, amount AS l, NULL AS r, -amount AS difference
          FROM left_over_l WHERE row NOT IN (SELECT l FROM second UNION ALL SELECT l FROM tie)
          UNION ALL
          SELECT 'missing-left', 'right', voucher, date, NULL, amount, amount
          FROM left_over_r WHERE row NOT IN (SELECT r FROM second UNION ALL SELECT r FROM tie))""")
    for kind in ("missing-left", "missing-right"):
        for pending, severity, status in (("NOT pending", "error", None), ("pending", "info", "pending")):
            find(db, "vouchers", kind, "'voucher=' || coalesce(voucher, '')", f"missing WHERE kind = '{kind}' AND {pending}",
                 severity=severity, status=status, left="l", right="r", difference="difference")

    db.execute("CREATE TABLE bridge (side VARCHAR, class VARCHAR, rows BIGINT, amount HUGEINT)")
    # How many rows a group or a pair counts for is not the point here: only single rows are counted.
    db.execute(f"""
        INSERT INTO bridge
        SELECT 'left', 'total', count(*), sum(amount) FROM treasury
        UNION ALL SELECT 'right', 'total', count(*), sum(amount) FROM agency
        UNION ALL
        SELECT 'both', CASE WHEN abs(r.amount - l.amount) > {AMOUNT_TOLERANCE} THEN 'differs' ELSE 'within-tolerance' END AS class, NULL,
               sum(r.amount - l.amount) FROM pair GROUP BY class
        UNION ALL SELECT 'both', 'duplicate', NULL, sum(sum_r - sum_l) FROM duplicate
        UNION ALL SELECT 'both', 'ambiguous', NULL, sum(r - l) FROM ambiguous_set
        UNION ALL
        SELECT side, CASE WHEN pending THEN 'pending' ELSE kind END AS class, count(*), sum(difference) FROM missing GROUP BY side, class""")
    residual = rows("SELECT sum(CASE WHEN class = 'total' AND side = 'right' THEN -amount ELSE amount END) FROM bridge")[0][0]
    if residual:
        raise SystemExit(f"the bridge computed here leaves {residual} đồng: this script is wrong")


def check(db):
    """The plan against the treasury's estimates, and what is judged of the positions."""
    position = "format('unit={}; project={}; capital={}', unit, project, capital)"
    for kind, condition in (("missing-left", "l.amount IS NULL"), ("missing-right", "r.amount IS NULL"), ("differs", "l.amount <> r.amount")):
        find(db, "allocations", kind, position, f"plan l FULL JOIN estimate r USING (unit, project, capital) WHERE {condition}",
             field="amount" if kind == "differs" else None,
             left="l.amount", right="r.amount", difference="coalesce(r.amount, 0) - coalesce(l.amount, 0)")

    find(db, "over-plan", "failed", position, "positions WHERE disbursed > planned", difference="disbursed - planned")
    find(db, "not-started", "failed", "'unit=' || unit", '"positions-unit" WHERE planned > 0 AND disbursed = 0', severity="warning")

    # a/b < c/d multiplied out; b and d are above zero, as x / 0 is missing and a comparison with it is unknown.
    def below(suffix=""):
        return (f"(p.planned{suffix} > 0 AND t.planned{suffix} > 0"
                f" AND p.disbursed{suffix} * t.planned{suffix} < t.disbursed{suffix} * p.planned{suffix})")

    distance = "ratio(p.disbursed * t.planned - t.disbursed * p.planned, p.planned * t.planned)"
    find(db, "below-average", "failed", "format('unit={}; capital={}', unit, capital)",
         f'"positions-unit-capital" p JOIN "positions-capital" t USING (capital) WHERE {below()}',
         severity="warning", difference=distance)
    accounts = 'accountability p, "accountability-total" t'
    find(db, "below-overall", "failed", "'unit=' || unit", f"{accounts} WHERE {below()}", severity="info", difference=distance)
    find(db, "no-catch-up", "failed", "'unit=' || unit",
         f"{accounts} WHERE p.submitted = 0 AND p.planned > 0"
         f" AND (p.disbursed = 0 OR {below('_investment')} OR {below('_recurrent')})")


# Comparing

def quoted(name):
    return f'"{name}"'


def text(value):
    return "" if value is None else str(value)


def expected(db, source, columns):
    names = ", ".join(map(quoted, columns))
    return [tuple(map(text, row)) for row in db.execute(f'SELECT {names} FROM "{source}"').fetchall()]


def actual(path, columns):
    """The columns that are compared; others (causes, messages, positions) have their own tests."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [tuple(row[name] for name in columns) for row in csv.DictReader(file)]


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def compare(self, title, columns, here, there):
        """Both as multisets. What only one side has is printed whole, so that the eye finds the differing cell."""
        here, there = Counter(here), Counter(there)
        if here == there:
            self.passed += 1
            print(f"ok    {title}: {here.total()} rows")
            return
        self.failed += 1
        print(f"WRONG {title}: {', '.join(columns)}")
        for name, rows in (("DuckDB  ", here - there), ("doichieu", there - here)):
            for row in sorted(rows.elements()):
                print(f"      only {name}: {' | '.join(row)}")

    def file(self, title, columns, here, path, kept=lambda row: True):
        try:
            self.compare(title, columns, here, filter(kept, actual(path, columns)))
        except (OSError, KeyError) as error:
            self.failed += 1
            print(f"WRONG {title}: {error!r} in {path.name}")


def bridge_rows(path):
    """Summed over the causes, which DuckDB does not know; rows only where single rows are counted."""
    sums = {}
    for side, kind, count, amount in actual(path, ["side", "class", "rows", "amount"]):
        rows, total = sums.get((side, kind), (0, 0))
        sums[side, kind] = rows + int(count), total + int(amount)
    return [(side, kind, "" if side == "both" else str(rows), str(amount))
            for (side, kind), (rows, amount) in sums.items() if amount or kind == "total"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample", type=Path, metavar="SAMPLE_DIR")
    parser.add_argument("output", type=Path, metavar="OUTPUT_DIR")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2024, 10, 28))
    options = parser.parse_args()

    db = duckdb.connect()
    load(db, options.sample, options.as_of)
    convert(db, options.as_of)
    add_up(db)
    db.execute(f"CREATE TABLE finding ({', '.join(f'{quoted(name)} VARCHAR' for name in FINDING)})")
    match(db, options.as_of)
    check(db)

    report = Report()
    for capital, percent in PUBLISHED.get(options.as_of, {}).items():
        level = '"positions-capital"' if capital else '"positions-total"'
        where = f"WHERE capital = '{capital}'" if capital else ""
        found = db.execute(f"SELECT round(rate::DECIMAL(9, 6) * 100, 2)::VARCHAR FROM {level} {where}").fetchall()
        report.compare(f"published rate {capital or 'overall'} {percent}", ["percent"], found, [(percent,)])
    for dimensions in LEVELS:
        name, columns = level_name(dimensions), [*dimensions, *POSITION_MEASURES]
        report.file(name, columns, expected(db, name, columns), options.output / f"{name}.csv")
    for name, dimensions in (("accountability", ["unit"]), ("accountability-total", [])):
        columns = [*dimensions, *ACCOUNT_MEASURES]
        report.file(name, columns, expected(db, name, columns), options.output / f"{name}.csv")
    findings = expected(db, "finding", FINDING)
    for name in sorted(CHECKS):
        report.file(f"discrepancies of {name}", FINDING, [row for row in findings if row[0] == name],
                    options.output / "discrepancies.csv", lambda row: row[0] == name)
    columns = ["side", "class", "rows", "amount"]
    try:
        there = bridge_rows(options.output / "bridge-vouchers.csv")
    except (OSError, KeyError, ValueError) as error:
        there = [("", "", "", repr(error))]
    here = [row for row in expected(db, "bridge", columns) if row[1] == "total" or row[3] not in ("", "0")]
    report.compare("bridge-vouchers", columns, here, there)
    print(f"{report.passed} passed, {report.failed} failed")
    sys.exit(report.failed > 0)


if __name__ == "__main__":
    main()
