"""Both books as the files that offices send: archives, workbooks, encodings, number and date formats."""

import csv
import io
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from books import Row, World

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "samples"))

from generator import workbook  # noqa: E402
from generator.archives import zipped  # noqa: E402
from generator.encodings import ENCODERS  # noqa: E402

_TREASURY = ["Số chứng từ", "Ngày hạch toán", "Mã ĐVQHNS", "Mã dự án", "Loại vốn", "Số tiền"]
_CAPITAL = {"DTPT": "Vốn đầu tư phát triển", "SN": "Vốn sự nghiệp"}


def _table(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _vietnamese(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _thousands(amount: int) -> str:
    """In thousands of đồng with three decimals, which is to the đồng."""
    whole, rest = divmod(abs(amount), 1_000)
    return f"{'-' if amount < 0 else ''}{_vietnamese(whole)},{rest:03}"


def _short(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _exports(rows: list[Row], world: World) -> dict[str, bytes]:
    """The treasury's: quarters in archives, and for the last units one workbook or one plain file."""
    files: dict[str, bytes] = {}
    regions: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        regions[world.units.index(row.unit) % 4].append(row)
    for region, own in regions.items():
        own.sort(key=lambda row: row.day)
        cells = [
            [row.number, row.day, row.unit, row.project, row.capital, row.amount] for row in own
        ]
        if region == 0:
            files[f"kbnn/khu-vuc-{region}.xlsx"] = zipped(workbook.parts("Chi tiết", [_TREASURY, *cells]), world.manner.last, True)
            continue
        text = [[str(cell) for cell in line] for line in cells]
        if region == 1:
            files[f"kbnn/khu-vuc-{region}.csv"] = ENCODERS["utf-16"](_table([_TREASURY, *text], ";"))
            continue
        quarters: dict[str, list] = defaultdict(list)
        for row, line in zip(own, text):
            quarters[f"quy-{(row.day.month + 2) // 3}.csv"].append(line)
        files[f"kbnn/khu-vuc-{region}.zip"] = zipped(
            {name: ENCODERS["utf-8-bom"](_table([_TREASURY, *lines])) for name, lines in sorted(quarters.items())},
            world.manner.last,
            True,
        )
    return files


def _reports(rows: list[Row], world: World) -> dict[str, bytes]:
    """The agencies': one report each, in the manner of its office."""
    files: dict[str, bytes] = {}
    senders: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        senders[row.sender].append(row)
    for sender, own in senders.items():
        own.sort(key=lambda row: row.day)
        index = world.units.index(sender)
        path = f"don-vi/{sender}/bao-cao"
        in_thousands = index % 3 == (1 if world.manner.name == "usual" else 0)
        heading = ["Số CT", "Ngày", "Mã ĐVQHNS", "Dự án", "Loại vốn", "Số tiền (nghìn đồng)" if in_thousands else "Số tiền (đồng)"]
        if index % 5 == 2 and not in_thousands:
            cells = [[row.number, row.day, row.unit, row.project, _CAPITAL[row.capital], row.amount] for row in own]
            files[f"{path}.xlsx"] = zipped(workbook.parts("Báo cáo", [heading, *cells]), world.manner.last, True)
            continue
        money = _thousands if in_thousands else _vietnamese
        lines = [[row.number, _short(row.day), row.unit, row.project, _CAPITAL[row.capital], money(row.amount)] for row in own]
        encoding = ["utf-8", "windows-1258", "utf-8-bom", "tcvn3"][index % 4]
        files[f"{path}.csv"] = ENCODERS[encoding](_table([heading, *lines], ";" if index % 2 else ","))
    return files


def write(folder: Path, world: World, left: list[Row], right: list[Row]) -> None:
    files = {
        "danh-muc/don-vi.csv": _table([["Mã ĐVQHNS"], *([unit] for unit in world.units)]).encode(),
        "danh-muc/du-an.csv": _table([["Mã dự án"], *([project] for project in world.projects)]).encode(),
        **_exports(left, world),
        **_reports(right, world),
    }
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
