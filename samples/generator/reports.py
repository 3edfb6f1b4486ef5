"""The agencies' side: one report per unit, each in the manner of its office."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from generator.archives import zipped
from generator.encodings import ENCODERS
from generator.noise import draw
from generator.tables import INVESTMENT, LABEL, PROJECTS, RECURRENT, UNIT, UNITS, Unit
from generator.vouchers import AS_OF, Voucher
from generator import workbook


@dataclass(eq=False)
class Line:
    """One line of a report. Compared by identity, as a voucher is."""

    number: str
    date: date
    unit: str
    project: str
    capital: str
    amount: int
    text: str
    spoilt: dict[str, str] = field(default_factory=dict)
    """Cells that cannot be read, by column: the text that stands there instead."""
    cut_after: int | None = None
    """Only so many cells were written."""
    unquoted: bool = False
    """A delimiter inside a text splits the cell in two."""

    @property
    def is_rejected(self) -> bool:
        return bool(self.spoilt) or self.cut_after is not None or self.unquoted


def line_of(voucher: Voucher) -> Line:
    return Line(
        voucher.number,
        voucher.date,
        voucher.unit,
        voucher.project,
        voucher.capital,
        voucher.amount,
        voucher.text,
    )


def lag(line: Line) -> None:
    """Some vouchers are dated by the agency a working day or two before the treasury posts them."""
    earlier = line.date - timedelta(1 + draw(f"lag/{line.number}", 1, 2))
    # A voucher after the cut-off must not slip before it: it would be reported and not yet posted.
    if draw(f"lag/{line.number}", 0, 5) == 0 and earlier.weekday() < 5 and line.date <= AS_OF:
        line.date = earlier


# The order of the columns. Only their headings are known to the rule file.
_FORM_A = ["voucher", "date", "unit", "project", "capital", "amount", "text"]
_FORM_B = ["position", "unit", "unit_name", "project", "capital", "voucher", "date", "amount"]
_FORM_C = ["date", "voucher", "text", "unit", "project", "capital", "amount"]

_LONG = {
    "position": "STT",
    "voucher": "Số chứng từ",
    "date": "Ngày chứng từ",
    "unit": "Mã ĐVQHNS",
    "unit_name": "Đơn vị",
    "project": "Dự án",
    "capital": "Loại vốn",
    "amount": "Số tiền",
    "text": "Nội dung",
}
_SHORT = _LONG | {
    "voucher": "Số CT",
    "date": "Ngày",
    "unit": "Mã QHNS",
    "project": "Mã dự án",
    "amount": "Giá trị giải ngân",
}
_CAPITALS = _LONG | {
    "voucher": "SỐ CHỨNG TỪ",
    "date": "NGÀY CHỨNG TỪ",
    "amount": "SỐ TIỀN (đồng)",
    "capital": "LOẠI VỐN",
}

_SHORT_WORDS = {INVESTMENT: "ĐTPT", RECURRENT: "SN"}
_LONG_WORDS = {INVESTMENT: "Vốn đầu tư phát triển", RECURRENT: "Vốn sự nghiệp"}
_OTHER_WORDS = {INVESTMENT: "Vốn ĐT", RECURRENT: "Kinh phí sự nghiệp"}
_SHOUTED_WORDS = {INVESTMENT: "VỐN ĐẦU TƯ PHÁT TRIỂN", RECURRENT: "VỐN SỰ NGHIỆP"}


@dataclass(frozen=True)
class Manner:
    form: list[str]
    headings: dict[str, str]
    delimiter: str = ","
    encoding: str = "utf-8"
    newline: str = "\n"
    titles: int = 2
    titles_are_padded: bool = False
    """A spreadsheet saves a title row with as many cells as the table has columns."""
    has_dots: bool = True
    """1.234.567 instead of 1234567."""
    has_brackets: bool = False
    """(1.234.567) instead of -1.234.567."""
    has_iso_dates: bool = False
    has_short_years: bool = False
    """28-10-24 instead of 28/10/2024."""
    in_thousands: bool = False
    """Amounts in nghìn đồng, as the heading says."""
    states_delimiter: bool = False
    """A first line `sep=;`."""
    is_merged: bool = False
    """Two header rows, with a row below them that numbers the columns."""
    is_signed: bool = False
    """Place, date and offices below the table."""
    sheet: str = ""
    """A workbook with this sheet instead of a text file."""
    project: str = "code"
    """How a project is named: code, stripped (of its leading zero), short, name or mixed."""
    capital: dict[str, str] = field(default_factory=lambda: _LONG_WORDS)
    total: str = ""
    """Label of the total row at the end; empty: none."""


_EXCEL = Manner(
    _FORM_B, _LONG, ";", "utf-8-bom", newline="\r\n", titles_are_padded=True, total="Tổng cộng"
)
_PACKAGE = Manner(_FORM_A, _SHORT, has_dots=False, has_iso_dates=True, titles=1, capital=_SHORT_WORDS)

_MANNERS = {
    "883": replace(_EXCEL, is_merged=True, is_signed=True),
    "884": Manner(_FORM_A, _LONG, newline="\r\n"),
    "886": replace(_EXCEL, headings=_SHORT, project="short", sheet="Báo cáo"),
    "887": Manner(_FORM_C, _SHORT, ";", titles=0, has_short_years=True, project="short", capital=_OTHER_WORDS),
    "888": Manner(_FORM_A, _LONG, has_dots=False, capital=_OTHER_WORDS),
    "889": replace(_EXCEL, has_brackets=True, capital=_OTHER_WORDS),
    "890": Manner(_FORM_C, _LONG, "\t", "windows-1258", project="name"),
    "891": replace(_EXCEL, form=_FORM_C, headings=_CAPITALS, project="mixed", capital=_SHOUTED_WORDS),
    "892": replace(_PACKAGE, encoding="utf-8-doubled", total="Cộng"),
    "893": Manner(_FORM_A, _SHORT, ";", newline="\r\n", titles_are_padded=True, states_delimiter=True),
    "894": replace(_PACKAGE, encoding="utf-8-decomposed", project="name", has_brackets=True),
    "T01": Manner(_FORM_C, _LONG, "\t", "utf-16", newline="\r\n", project="mixed"),
    "T02": Manner(_FORM_A, _CAPITALS, ";", titles=1, project="short"),
    "T03": _EXCEL,
    "T04": replace(_PACKAGE, newline="\r", project="stripped", total="Tổng cộng"),
    "T05": Manner(_FORM_C, _LONG, encoding="tcvn3", titles=0, project="name", has_iso_dates=True, capital=_OTHER_WORDS),
    "T06": _PACKAGE,
    "T07": replace(_EXCEL, headings=_CAPITALS, delimiter=",", encoding="vni", project="short"),
    "T08": Manner(_FORM_C, _LONG, ";", is_signed=True),
    "T09": replace(_EXCEL, headings=_SHORT, project="mixed", capital=_SHORT_WORDS, sheet="Giải ngân"),
    "T10": Manner(_FORM_A, _LONG, "\t", in_thousands=True, titles=1, capital=_SHOUTED_WORDS),
}

# Offices whose report was made after the cut-off, with what had been posted by then.
LATE_REPORTS = {"886", "891"}


def path_of(unit: Unit) -> str:
    day = "2024-10-30" if unit.sign in LATE_REPORTS else "2024-10-28"
    kind = "xlsx" if _MANNERS[unit.sign].sheet else "csv"
    return f"don-vi/{unit.folder}/bao-cao-{day}.{kind}"


def place_of(unit: Unit) -> str:
    """What stands before the number of a line."""
    sheet = _MANNERS[unit.sign].sheet
    return path_of(unit) + (f"//{sheet}" if sheet else "")


def heading(unit: Unit, column: str) -> str:
    manner = _MANNERS[unit.sign]
    text = manner.headings[column]
    if column == "amount" and (manner.in_thousands or (manner.titles < 2 and "(" not in text)):
        return f"{text} ({'nghìn ' if manner.in_thousands else ''}đồng)"
    return text


def has_total(unit: Unit) -> bool:
    return bool(_MANNERS[unit.sign].total)


def money(amount: int, has_dots: bool = True, has_brackets: bool = False) -> str:
    digits = f"{abs(amount):,}".replace(",", ".") if has_dots else str(abs(amount))
    if amount >= 0:
        return digits
    return f"({digits})" if has_brackets else f"-{digits}"


def record(cells: list[str], delimiter: str, is_quoted: bool = True) -> str:
    """One CSV record without its line end; quotes only where they are needed."""

    def written(cell: str) -> str:
        needs_quotes = is_quoted and any(character in cell for character in (delimiter, '"', "\n"))
        return '"' + cell.replace('"', '""') + '"' if needs_quotes else cell

    return delimiter.join(written(cell) for cell in cells)


def _project(line: Line, way: str) -> str:
    number = line.project[-1]
    if line.project not in PROJECTS:
        return line.project
    if way == "mixed":
        way = ("code", "short", "name")[draw(f"project/{line.number}", 0, 3)]
    return {
        "code": line.project,
        "stripped": line.project.lstrip("0"),
        "short": f"DA{number}",
        "name": PROJECTS[line.project],
    }[way]


def _thousands(amount: int) -> str:
    """In nghìn đồng, with the decimals that it takes."""
    whole, rest = divmod(abs(amount), 1000)
    digits = money(whole) + (f",{rest:03}".rstrip("0") if rest else "")
    return f"-{digits}" if amount < 0 else digits


def _amount(amount: int, manner: Manner) -> str:
    return _thousands(amount) if manner.in_thousands else money(amount, manner.has_dots, manner.has_brackets)


def _date(day: date, manner: Manner) -> str:
    if manner.has_short_years:
        return day.strftime("%d-%m-%y")
    return day.isoformat() if manner.has_iso_dates else day.strftime("%d/%m/%Y")


def _cells(line: Line, position: int, manner: Manner) -> list[str]:
    values = {
        "position": str(position),
        "voucher": line.number,
        "date": _date(line.date, manner),
        "unit": UNIT[line.unit].code,
        "unit_name": UNIT[line.unit].name,
        "project": _project(line, manner.project),
        "capital": manner.capital[line.capital],
        "amount": _amount(line.amount, manner),
        "text": line.text,
    }
    return [(values | line.spoilt)[column] for column in manner.form][: line.cut_after]


def _typed_cells(line: Line, position: int, manner: Manner) -> list[workbook.Cell]:
    """Numbers and dates are such in a workbook; the unit's code has become a number as well."""
    typed = {"position": position, "date": line.date, "unit": int(UNIT[line.unit].code), "amount": line.amount}
    cells = zip(manner.form, _cells(line, position, manner), strict=True)
    return [typed.get(column, cell) for column, cell in cells]


def _header(unit: Unit, manner: Manner) -> list[list[str]]:
    headings = [heading(unit, column) for column in manner.form]
    if manner.titles == 0:
        headings[manner.form.index("text")] += f" ({LABEL})"
    if not manner.is_merged:
        return [headings]
    merged = {"voucher": ("Chứng từ", "Số"), "date": ("", "Ngày"), "amount": ("Giải ngân", "Số tiền")}
    upper, lower = zip(*(merged.get(column, (manner.headings[column], "")) for column in manner.form), strict=True)
    return [list(upper), list(lower), [f"({number})" for number in range(1, len(upper) + 1)]]


def _titles(unit: Unit, manner: Manner) -> list[list[str]]:
    titles = [
        f"BÁO CÁO GIẢI NGÂN CTMTQG GIẢM NGHÈO BỀN VỮNG NĂM 2024 ({LABEL})",
        f"Đơn vị báo cáo: {unit.name}; đơn vị tính: đồng",
    ][: manner.titles]
    padding = [""] * (len(manner.form) - 1) if manner.titles_are_padded else []
    return [[title, *padding] for title in titles]


def write(unit: Unit, lines: list[Line], printed_total: int) -> tuple[bytes, dict[Line, int]]:
    """The file of one unit, and the number of the line on which each of its lines stands."""
    manner = _MANNERS[unit.sign]
    titles, header = _titles(unit, manner), _header(unit, manner)
    first = manner.states_delimiter + len(titles) + len(header) + 1
    line_numbers = {line: number for number, line in enumerate(lines, first)}
    total: list[list[str]] = []
    if manner.total and lines:
        cells = [_amount(printed_total, manner) if column == "amount" else "" for column in manner.form]
        total = [[manner.total, *cells[1:]]]
    if manner.sheet:
        if total:
            total = [[manner.total, *[None] * (len(manner.form) - 2), printed_total]]
        rows = [_typed_cells(line, position, manner) for position, line in enumerate(lines, 1)]
        last = chr(ord("A") + len(manner.form) - 1)
        merged = [f"A{number}:{last}{number}" for number in range(1, len(titles) + 1)]
        parts = workbook.parts(manner.sheet, [*titles, *header, *rows, *total], merged)
        return zipped(parts, AS_OF, is_compressed=True), line_numbers

    def written(rows: list[list[str]]) -> list[str]:
        return [record(cells, manner.delimiter) for cells in rows]

    records = [f"sep={manner.delimiter}"] if manner.states_delimiter else []
    records += written(titles) + written(header)
    records += [
        record(_cells(line, position, manner), manner.delimiter, not line.unquoted)
        for position, line in enumerate(lines, 1)
    ]
    records += written(total)
    if manner.is_signed:
        blank = [""] * (len(manner.form) - 1)
        records += written([["", *blank], [*blank, "Ngày 28 tháng 10 năm 2024"]])
        records += written([["Người lập biểu", *blank[1:], "Thủ trưởng đơn vị"]])
    text = "".join(line + manner.newline for line in records)
    return ENCODERS[manner.encoding](text), line_numbers


assert list(_MANNERS) == [unit.sign for unit in UNITS]
