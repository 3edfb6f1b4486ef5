"""Everything else that is written: lists, plans, the treasury's exports, the register."""

from datetime import date

from generator.archives import zipped
from generator.balances import CATCH_UPS
from generator.reports import record
from generator.tables import LABEL, PROJECTS, UNIT, UNITS, Cell, Unit
from generator.vouchers import Voucher


def table(
    titles: list[str], headings: list[str], rows: list[list[str]], newline: str = "\n", has_mark: bool = False
) -> bytes:
    """Comma separated, titles above the header, UTF-8."""
    records = [record(cells, ",") for cells in [*([title] for title in titles), headings, *rows]]
    return "".join(line + newline for line in records).encode("utf-8-sig" if has_mark else "utf-8")


# Lists


def units() -> bytes:
    headings = ["Mã ĐVQHNS", "Ký hiệu", "Tên đơn vị", "Khối", "Người chịu trách nhiệm", "Ghi chú"]
    rows = [
        [
            unit.code,
            unit.sign,
            unit.name,
            "Tỉnh" if unit.is_provincial else "Huyện, thị xã, thành phố",
            unit.head,
            LABEL,
        ]
        for unit in UNITS
    ]
    return table([], headings, rows)


def projects() -> bytes:
    return table(
        [],
        ["Mã", "Tên dự án", "Viết tắt"],
        [[code, name, f"DA{code[-1]}"] for code, name in PROJECTS.items()],
    )


def register() -> bytes:
    rows = [
        [str(position), UNIT[unit].code, UNIT[unit].name, number, day.strftime("%d/%m/%Y")]
        for position, (unit, number, day) in enumerate(CATCH_UPS, 1)
    ]
    titles = ["SỔ ĐĂNG KÝ KẾ HOẠCH GIẢI NGÂN BÙ NĂM 2024", f"({LABEL})"]
    return table(titles, ["STT", "Mã ĐVQHNS", "Đơn vị", "Số văn bản", "Ngày văn bản"], rows)


# Plans and estimates: one line per cell, so that a line number follows from the cell's place.

PLAN_FIRST_LINE = 4
ESTIMATES = "kbnn/du-toan-2024-10-28.csv"
ESTIMATES_FIRST_LINE = 3


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def plan_path(day: date) -> str:
    return f"ke-hoach/ke-hoach-{day.isoformat()}.csv"


def plan(cells: list[Cell], millions: dict[Cell, int], day: date) -> bytes:
    titles = [
        f"KẾ HOẠCH VỐN CTMTQG GIẢM NGHÈO BỀN VỮNG NĂM 2024 ({LABEL})",
        f"Giao đến ngày {day.strftime('%d/%m/%Y')}. ĐVT: triệu đồng",
    ]
    rows = [
        [UNIT[cell.unit].code, UNIT[cell.unit].name, cell.project, cell.capital, _grouped(millions[cell])]
        for cell in cells
    ]
    rows.append(["Tổng cộng", "", "", "", _grouped(sum(millions.values()))])
    return table(titles, ["Mã ĐVQHNS", "Đơn vị", "Dự án", "Loại vốn", "Kế hoạch vốn"], rows, "\r\n", has_mark=True)


def estimates(cells: list[Cell]) -> bytes:
    """As the treasury has them: the reallocation has not arrived."""
    rows = [[UNIT[cell.unit].code, f"0{cell.project}", cell.capital, f"{cell.planned_before}000000"] for cell in cells]
    titles = [f"DỰ TOÁN ĐƯỢC GIAO TẠI KHO BẠC NHÀ NƯỚC ({LABEL})"]
    return table(titles, ["Mã ĐVQHNS", "Mã CTMT-DA", "Loại vốn", "Dự toán được giao"], rows)


# The treasury's exports: one archive per office, one entry per period.

_PROVINCIAL_OFFICE = "an-giang"
_PERIODS = [
    (3, "quy-1.csv", "Quý I"),
    (6, "quy-2.csv", "Quý II"),
    (9, "quy-3.csv", "Quý III"),
    (12, "thang-10.csv", "Tháng 10"),
]

# Offices that exported two days after the cut-off.
_LATE_OFFICES = {"an-phu", "tri-ton", _PROVINCIAL_OFFICE}
_STORED_OFFICE = "long-xuyen"
_FOLDER_IN_ARCHIVE = {"tinh-bien": "so-lieu-2024/"}


def _office(unit: Unit) -> str:
    return _PROVINCIAL_OFFICE if unit.is_provincial else unit.folder


def treasury(vouchers: list[Voucher]) -> tuple[dict[str, bytes], dict[Voucher, str]]:
    """The archives by path, and where each voucher stands: `archive.zip//entry.csv:line`."""
    files, places = {}, {}
    headings = [
        "Số chứng từ",
        "Ngày hạch toán",
        "Mã ĐVQHNS",
        "Mã CTMT-DA",
        "Loại vốn",
        "Số tiền",
        "Diễn giải",
    ]
    for office in dict.fromkeys(_office(unit) for unit in UNITS):
        day = date(2024, 10, 30 if office in _LATE_OFFICES else 28)
        path = f"kbnn/kbnn-{office}-{day.isoformat()}.zip"
        own = [voucher for voucher in vouchers if _office(UNIT[voucher.unit]) == office]
        own.sort(key=lambda voucher: (voucher.date, voucher.unit))
        whose = "các đơn vị cấp tỉnh" if office == _PROVINCIAL_OFFICE else UNIT[own[0].unit].name
        entries, previous_month = {}, 0
        for last_month, name, period in _PERIODS:
            part = [voucher for voucher in own if previous_month < voucher.date.month <= last_month]
            previous_month = last_month
            entry = _FOLDER_IN_ARCHIVE.get(office, "") + name
            title = f"CHỨNG TỪ TẠI KHO BẠC NHÀ NƯỚC - {whose} - {period} năm 2024 ({LABEL})"
            rows = [
                [
                    voucher.number,
                    voucher.date.strftime("%d/%m/%Y"),
                    UNIT[voucher.unit].code,
                    f"0{voucher.project}",
                    voucher.capital,
                    str(voucher.amount),
                    voucher.text,
                ]
                for voucher in part
            ]
            entries[entry] = table([title], headings, rows, "\r\n", has_mark=True)
            places |= {voucher: f"{path}//{entry}:{line}" for line, voucher in enumerate(part, 3)}
        files[path] = zipped(entries, day, is_compressed=office != _STORED_OFFICE)
    return files, places
