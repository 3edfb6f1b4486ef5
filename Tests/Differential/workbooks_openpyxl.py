"""Workbooks of random cells, written by openpyxl and read back by it, beside what doichieu makes of them.

    workbooks_openpyxl.py make FOLDER --seed N [--office]    rules.yaml, in/book.xlsx and in/expected.csv
    workbooks_openpyxl.py check FOLDER            FOLDER/out against the expectations

With --office LibreOffice opens the workbook and writes it anew. What openpyxl reads back is written as CSV in one plain form, and rules.yaml holds both against each other:
a cell that doichieu reads otherwise is a discrepancy. Rows whose cells cannot be what their column is are
listed in rejects.txt. openpyxl works with binary fractions, so that a number is what Python prints of it,
rounded to 15 digits.
"""

import argparse
import csv
import datetime
import decimal
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

COLUMNS = [
    ("row", "Dòng", "code"), ("unit", "Mã", "code, length: 7, pad: true"), ("name", "Tên", "text"),
    ("date", "Ngày", "date"), ("amount", "Số tiền", "money"), ("size", "Diện tích", "number"),
    ("rate", "Tỷ lệ", "rate, unit: fraction"), ("done", "Xong", "flag"),
]
DATE_FORMATS = ["dd/mm/yyyy", "yyyy-mm-dd h:mm", "[$-42A]d mmmm yyyy", "d-mmm-yy", "mm-dd-yy"]
NUMBER_FORMATS = ["General", "#,##0", "0.00", "0.00E+00", '#,##0 "đồng"', "[Red]#,##0;(#,##0)"]
TIME_FORMATS = ["h:mm", "[h]:mm:ss"]
WORDS = ["Vốn", "sự nghiệp", 'nói "có"', "a,b", "x;y", "<&>", "dòng\nhai", "tab\tđây", " lề ", "đồng"]


def rules():
    def source(name, file, numbers):
        columns = "\n".join(
            f"      {column}: {{header: {header}, type: {kind}, required: false}}"
            for column, header, kind in COLUMNS)
        return (f"  {name}:\n    files: {file}\n    rejects: 100%\n{numbers}    columns:\n{columns}\n")
    compared = "\n".join(f"      {column}: equal" for column, _, _ in COLUMNS[1:])
    return (
        "version: 1\nname: openpyxl\nsources:\n"
        + source("book", "book.xlsx//Số liệu", "")
        + source("expected", "expected.csv", '    numbers: "1234.5"\n    dates: yyyy-mm-dd\n')
        + "matches:\n  cells:\n    left: book\n    right: expected\n    passes:\n      - on: [row]\n"
        + f"    compare:\n{compared}\n")


def text(rng):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 3)))


def number(rng, column):
    if rng.random() < 0.08:
        return rng.choice([10**16, 12345678901234567, 1e300, 1e-9, 0.1234567, 0.5])
    whole = [rng.randint(-10**15, 10**15), rng.randint(-999, 999), 1e15, -1e14, 0.0, 1e7,
             float(rng.randint(0, 10**12)), 0.1 * 3 * 10]
    broken = [rng.randint(0, 10**6) / 4, round(rng.uniform(-1000, 1000), rng.randint(0, 6)),
              rng.randint(1, 9) * 0.1 + rng.randint(1, 9) * 0.2, 1e-6]
    return rng.choice(whole if column == "amount" else whole + broken)


def random_cell(rng, column):
    """A value and its number format, where it has one."""
    if rng.random() < 0.015:
        return rng.choice(["#REF!", "#N/A", "#DIV/0!", "=SUM(A1:A3)"]), None
    if rng.random() < 0.1:
        return None, None
    if column == "name":
        return rng.choice([text(rng), text(rng), rng.randint(0, 10**9), rng.random() < 0.5]), None
    if column == "unit":
        codes = [str(rng.randint(1000000, 9999999)), rng.randint(1, 9999999), "0012345"] * 10
        return rng.choice(codes + [10**15, 123456789012345]), rng.choice(["General", "0"])
    if column == "date":
        day = datetime.datetime(rng.randint(1905, 2150), rng.randint(1, 12), rng.randint(1, 28))
        moment = day.replace(hour=rng.randint(0, 23), minute=rng.randint(0, 59))
        serial = rng.choice([rng.randint(19500, 80500), rng.randint(40000, 46000), 40000.75])
        # To openpyxl a time is a date; here it is a serial like any other number.
        shown = NUMBER_FORMATS + (TIME_FORMATS if 20000 <= serial <= 80000 else [])
        return rng.choice([
            (day.date(), rng.choice(DATE_FORMATS)), (moment, rng.choice(DATE_FORMATS)),
            (serial, rng.choice(shown)), (day.date().isoformat(), None)])
    if column == "rate":
        value = rng.choice([rng.randint(0, 20000) / 10000, rng.random(), 1 / 3, 0, 1, -0.25])
        return value, rng.choice(["0.00%", "0%", "General", "0.0000"])
    if column == "done":
        return rng.choice([True, False, 1, 0, "x", "không"]), None
    if rng.random() < 0.01:
        return rng.choice([True, "không phải số", datetime.date(2024, 1, 1)]), None
    return number(rng, column), rng.choice(NUMBER_FORMATS)


def rewrite(book):
    """The workbook as LibreOffice writes it, formulas worked out."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                        "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, book], check=True, capture_output=True, timeout=300)
        shutil.move(f"{folder}/{book.name}", book)


def make(folder, seed, by_office):
    rng = random.Random(seed)
    book = openpyxl.Workbook(write_only=rng.random() < 0.3)
    book.epoch = CALENDAR_MAC_1904 if rng.random() < 0.4 else CALENDAR_WINDOWS_1900
    sheet = book.active if book.active is not None else book.create_sheet()
    sheet.title = "Số liệu"
    rows = [[header for _, header, _ in COLUMNS]]
    formats = {}
    for line in range(2, 402):
        cells = [f"R{line}"]
        for index, (column, _, _) in enumerate(COLUMNS[1:], start=1):
            value, form = random_cell(rng, column)
            if isinstance(value, str) and column == "name" and rng.random() < 0.2 and value.isalpha():
                value = CellRichText(value[:1], TextBlock(InlineFont(b=True), value[1:]))
            cells.append(value)
            if form:
                formats[line, index] = form
        rows.append(cells)
    for line, cells in enumerate(rows, start=1):
        if book.write_only:
            written = []
            for index, value in enumerate(cells):
                cell = openpyxl.cell.WriteOnlyCell(sheet, value=value)
                if (line, index) in formats:
                    cell.number_format = formats[line, index]
                written.append(cell)
            sheet.append(written)
            continue
        for index, value in enumerate(cells):
            if value is None:
                continue
            cell = sheet.cell(line, index + 1, value)
            if (line, index) in formats:
                cell.number_format = formats[line, index]
    (folder / "in").mkdir(parents=True, exist_ok=True)
    book.save(folder / "in" / "book.xlsx")
    if by_office:
        rewrite(folder / "in" / "book.xlsx")
    (folder / "rules.yaml").write_text(rules(), encoding="utf-8")
    expect(folder)


def rounded(value):
    """A number of a workbook as doichieu takes it; None where digits before the point are lost."""
    exact = decimal.Decimal(repr(value)) if isinstance(value, float) else decimal.Decimal(value)
    exact = exact.normalize()
    digits = len(exact.as_tuple().digits)
    if digits > 15 and exact.adjusted() + 1 > 15:
        return None
    with decimal.localcontext(prec=15, rounding=decimal.ROUND_HALF_UP):
        return +exact


def plain(value):
    return format(value, "f")


def fits(value, decimals):
    scaled = value.scaleb(decimals)
    return scaled == scaled.to_integral_value() and abs(scaled) < 2**63


def expected(column, cell, epoch):
    """What a cell is as plain text; ValueError where it cannot be what its column is."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise ValueError("error")
    if cell.data_type == "f":
        raise ValueError("formula")
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    is_percent = is_number and "%" in cell.number_format
    if isinstance(value, (datetime.time, datetime.timedelta)):
        # openpyxl takes times for dates; here they stay the numbers they are.
        value, is_number = openpyxl.utils.datetime.to_excel(value, epoch), True
    if column == "date":
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if is_number and not is_percent and 20000 <= int(value) <= 80000:
            return openpyxl.utils.datetime.from_excel(int(value), epoch).date().isoformat()
        if isinstance(value, str):
            return value
        raise ValueError("date")
    if isinstance(value, datetime.datetime):
        if column in ("name", "unit"):
            return value.date().isoformat()
        raise ValueError("date in another column")
    if column in ("name", "unit"):
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if is_number:
            number = rounded(value)
            if number is None or number.adjusted() + 1 > 15:
                raise ValueError("digits lost")
            return plain(number)
        return str(value)
    if column == "done":
        if is_number and value in (0, 1):
            return str(int(value))
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return value
        raise ValueError("flag")
    if not is_number:
        raise ValueError("not a number")
    number = rounded(value)
    if number is None:
        raise ValueError("digits lost")
    if column == "rate":
        return plain(number.quantize(decimal.Decimal("1e-9"), rounding=decimal.ROUND_HALF_UP))
    if is_percent or not fits(number, 6 if column == "size" else 0):
        raise ValueError("not whole")
    return plain(number)


def expect(folder):
    book = openpyxl.load_workbook(folder / "in" / "book.xlsx", rich_text=False)
    sheet = book["Số liệu"]
    worked_out = openpyxl.load_workbook(folder / "in" / "book.xlsx", data_only=True)["Số liệu"]
    rejected = []
    with open(folder / "in" / "expected.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([header for _, header, _ in COLUMNS])
        for cells in sheet.iter_rows(min_row=2):
            cells = [worked_out[cell.coordinate] if cell.data_type == "f" and worked_out[cell.coordinate].value is not None
                     else cell for cell in cells]
            try:
                writer.writerow([cells[0].value] + [
                    expected(column, cell, book.epoch)
                    for (column, _, _), cell in zip(COLUMNS[1:], cells[1:])])
            except ValueError:
                rejected.append(cells[0].row)
    (folder / "rejects.txt").write_text("\n".join(map(str, rejected)), encoding="utf-8")


def check(folder):
    def rows(name):
        with open(folder / "out" / name, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    wanted = (folder / "rejects.txt").read_text(encoding="utf-8").split()
    found = [row["line"] for row in rows("rejects.csv")]
    others = [row for row in rows("discrepancies.csv") if row["check"] == "cells"]
    for row in others[:20]:
        print(row["kind"], row["key"], row["field"], repr(row["left"]), repr(row["right"]))
    for line in sorted(set(wanted) ^ set(found), key=int):
        print("row", line, "is rejected only by", "openpyxl" if line in wanted else "doichieu")
    kept = sum(int(row["rows"]) for row in rows("rows.csv")
               if row["source"] == "book" and row["outcome"] == "matched")
    print(f"{kept} rows agree, {len(found)} are rejected by both")
    return 0 if not others and wanted == found and kept > 100 and len(found) > 20 else 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["make", "check"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--office", action="store_true")
    options = parser.parse_args()
    if options.command == "make":
        make(options.folder, options.seed, options.office)
        return 0
    return check(options.folder)


sys.exit(main())
