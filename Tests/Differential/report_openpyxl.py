"""report.xlsx and for-OWNER.xlsx read back by openpyxl: every cell equals the CSV file that its sheet names.

    report_openpyxl.py OUT [--office] [--own TEXT]…

With --own a text is named whose apostrophe in front is its own and no mark of the CSV files.
With --office LibreOffice works out every formula anew and must come to the value that stands in the file.
"""

import argparse
import csv
import datetime
import decimal
import pathlib
import re
import subprocess
import tempfile

import openpyxl

HEADING_ROW = 4  # title, note, totals, headings
COVERED_HEADING_ROW = 5  # title, cover, note, totals, headings
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
OWN = set()


def expected(cell):
    """A cell of the CSV file without the mark that keeps it from being a formula."""
    if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) and cell not in OWN:
        cell = cell[1:]
    if len(cell.encode("utf-16-le")) // 2 > 32767:
        return cell[:32766] + "…"
    return "".join("\ufffd" if re.match(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", c) else c for c in cell)


def found(value):
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return decimal.Decimal(format(value, ".15g"))
    return value


def same(value, text):
    value = found(value)
    if isinstance(value, decimal.Decimal):
        try:
            return value == decimal.Decimal(text)
        except decimal.InvalidOperation:
            return False
    return value == expected(text)


def compare(sheet, values, path, heading=HEADING_ROW):
    """Differences between a sheet and its CSV file, and the count of cells."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    faults = []
    cells = 0
    width = len(header)
    if sheet.max_row != heading + len(rows) and rows:
        faults.append(f"{sheet.title}: {sheet.max_row - heading} rows, {path.name} has {len(rows)}")
    for number, row in enumerate(rows):
        line = [sheet.cell(heading + 1 + number, column + 1) for column in range(width)]
        for cell, text in zip(line, row):
            cells += 1
            if cell.data_type == "f":
                faults.append(f"{sheet.title}!{cell.coordinate} is a formula")
            elif not same(cell.value, text):
                faults.append(f"{sheet.title}!{cell.coordinate}: {cell.value!r}, {path.name} has {text!r}")
    for column in range(1, width + 1):
        total = sheet.cell(heading - 1, column)
        if total.data_type != "f":
            continue
        value = decimal.Decimal(format(values.cell(heading - 1, column).value, ".15g"))
        numbers = [decimal.Decimal(row[column - 1]) for row in rows if re.fullmatch(r"-?[\d.]+", row[column - 1])]
        if "SUBTOTAL(9," in total.value and value != sum(numbers):
            faults.append(f"{sheet.title}!{total.coordinate}: {value}, {path.name} adds up to {sum(numbers)}")
        if "SUBTOTAL(103," in total.value and value != len(rows):
            faults.append(f"{sheet.title}!{total.coordinate}: {value} of {len(rows)} rows")
        if total.value.startswith("=SUM(") and value != 0:
            faults.append(f"{sheet.title}!{total.coordinate}: the bridge has a residual of {value}")
    return faults, cells


def compare_ranking(sheet, values):
    """The ranking: everyone below the buttons, what they come to above, remarks in colour."""
    faults = []
    rows = [[cell.value for cell in row] for row in values.iter_rows(min_row=HEADING_ROW + 1)]
    if any(row[0] is None for row in rows):
        faults.append(f"{sheet.title}: a sum stands among the rows")
    if not sheet.auto_filter.ref.startswith(f"A{HEADING_ROW}:") or not sheet.conditional_formatting:
        faults.append(f"{sheet.title}: no buttons or no colours")
    totals = [(cell.column, values.cell(HEADING_ROW - 1, cell.column).value)
              for cell in sheet[HEADING_ROW - 1] if "SUBTOTAL(9," in str(cell.value)]
    for column, total in totals:
        if total != sum(row[column - 1] for row in rows if isinstance(row[column - 1], (int, float))):
            faults.append(f"{sheet.title}: column {column} does not come to {total}")
    return faults + ([] if totals else [f"{sheet.title}: no totals"])


def formulas(path):
    """Formulas with the values that stand in the file."""
    book, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in book for row in sheet.iter_rows(max_row=HEADING_ROW) for cell in row
        if cell.data_type == "f"
    }


def recalculate(path):
    """The same formulas as LibreOffice works them out; openpyxl writes them without their values."""
    with tempfile.TemporaryDirectory() as folder:
        bare = pathlib.Path(folder) / "bare.xlsx"
        openpyxl.load_workbook(path).save(bare)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "xlsx:Calc MS Excel 2007 XML", "--outdir", f"{folder}/again", str(bare)],
            check=True, capture_output=True, timeout=300)
        return formulas(f"{folder}/again/bare.xlsx")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--own", action="append", default=[])
    arguments = parser.parse_args()
    OWN.update(arguments.own)
    path = arguments.out / "report.xlsx"
    book, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    faults, cells, files = [], 0, set()
    for sheet in book:
        if sheet.title in ("Xếp hạng", "Ranking"):
            faults += compare_ranking(sheet, values[sheet.title])
        note = str(sheet.cell(2, 1).value or "")
        name = re.search(r"(?:Nguồn|Source): (\S+\.csv)$", note)
        if not name:
            continue
        files.add(name[1])
        found_faults, count = compare(sheet, values[sheet.title], arguments.out / name[1])
        faults += found_faults
        cells += count
    missing = {file.name for file in arguments.out.glob("*.csv")} - files
    faults += [f"no sheet has {name}" for name in sorted(missing)]
    for file in sorted(arguments.out.glob("for-*.csv")):
        pack = file.with_suffix(".xlsx")
        (sheet,), (figures,) = openpyxl.load_workbook(pack), openpyxl.load_workbook(pack, data_only=True)
        found_faults, count = compare(sheet, figures, file, COVERED_HEADING_ROW)
        faults += [f"{pack.name}: {fault}" for fault in found_faults]
        cells += count
        with file.open(encoding="utf-8-sig", newline="") as rows:
            owner = next(csv.DictReader(rows))["owner"]
        if expected(owner)[:200] not in sheet["A1"].value or " · " not in sheet["A2"].value:
            faults.append(f"{pack.name}: no cover line: {sheet['A1'].value!r}, {sheet['A2'].value!r}")
    for sheet in book:
        if len(sheet.title) > 31:
            faults.append(f"the name {sheet.title} is too long")
    totals = formulas(path)
    if arguments.office:
        again = recalculate(path)
        for place, value in totals.items():
            if format(float(again.get(place) or 0), ".12g") != format(float(value), ".12g"):
                faults.append(f"{place}: {value} in the file, {again.get(place)} by LibreOffice")
    for fault in faults[:40]:
        print(fault)
    print(f"{cells} cells, {len(files)} files, {len(totals)} formulas, {len(faults)} faults")
    raise SystemExit(1 if faults or not cells else 0)


main()
