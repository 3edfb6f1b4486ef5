"""What a defective file is made of, and what is expected of it."""

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "samples"))

from generator.encodings import ENCODERS  # noqa: E402

HEADINGS = ["Mã đơn vị", "Ngày", "Số tiền", "Tên công trình"]
DAY = date(2024, 10, 28)

RULES = """version: 1
name: corpus
language: vi
sources:
  table:
    files: {files}
    rejects: 100%{source}
    columns:
      code:   {{header: {code_header}, type: code, length: 5, required: {code_required}{code}}}
      date:   {{header: Ngày, type: date}}
      amount: {{header: {amount_header}, type: money{amount}}}
      name:   {{header: Tên công trình, type: {name_type}{name}}}
      path:   {{value: file.name, type: text}}
checks:
  every-row:
    on: table
    when: path = path
    severity: info
    message: "{{code}}|{{year(date)}}-{{month(date)}}-{{day(date)}}|{{amount}}|{{name}}"
"""


@dataclass
class Row:
    code: str = "10471"
    day: date = DAY
    amount: int | None = 170_602
    name: str = "Đường liên xã"


# Dates of which one cannot be read another way, amounts of all sizes, a name with every kind of letter.
ROWS = [
    Row(),
    Row("00820", date(2024, 3, 5), 1_234_567, "Trường mẫu giáo Hòa Bình"),
    Row("10473", date(2023, 12, 31), -98_765_432_100, "Nhà ở cho hộ nghèo, cận nghèo"),
]


@dataclass
class Table:
    """A file while it is written."""

    delimiter: str = ","
    newline: str = "\n"
    lines: list[str] = field(default_factory=list)
    expected: list[tuple] = field(default_factory=list)

    def line(self, *cells: str) -> int:
        def written(cell: str) -> str:
            is_odd = any(letter in cell for letter in (self.delimiter, '"', "\n"))
            return '"' + cell.replace('"', '""') + '"' if is_odd else cell

        self.lines.append(self.delimiter.join(map(written, cells)))
        return len(self.lines)

    def raw(self, text: str) -> int:
        self.lines.append(text)
        return len(self.lines)

    def keep(self, row: Row, cells: list[str]) -> None:
        self.expected.append(("row", self.line(*cells), row))

    def refuse(self, column: int, raw: str, *cells: str) -> None:
        self.expected.append(("reject", self.line(*cells), column, raw))

    def rows(self, rows: list[Row] = ROWS, **how) -> "Table":
        for row in rows:
            self.keep(row, written(row, **how))
        return self

    @property
    def text(self) -> str:
        return "".join(line + self.newline for line in self.lines)


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def written(row: Row, day="%d/%m/%Y", amount=dotted, name=str, code=str) -> list[str]:
    return [
        code(row.code),
        row.day.strftime(day) if isinstance(day, str) else day(row.day),
        "" if row.amount is None else amount(row.amount),
        name(row.name),
    ]


def table(titles: list[str] | None = None, headings: list[str] | None = None, **form) -> Table:
    new = Table(**form)
    for title in titles or []:
        new.line(*([title] if isinstance(title, str) else title))
    new.line(*(headings or HEADINGS))
    return new


DEFECTS: list["Defect"] = []


class Defect:
    """One folder."""

    def __init__(self, folder: str, **rules: str) -> None:
        self.folder, self.rules, self.files, self.expected = folder, rules, {}, []
        DEFECTS.append(self)

    def add(self, content: Table | bytes, encoding: str = "utf-8", kind: str = "csv", expected=None, entry: str = "") -> None:
        name = f"{len(self.files) + 1:02}.{kind}"
        self.files[name] = ENCODERS[encoding](content.text) if isinstance(content, Table) else content
        place = f"{name}//{entry}" if entry else name
        for what, *rest in content.expected if expected is None and isinstance(content, Table) else expected or []:
            if what == "row":
                line, row = rest
                amount = "–" if row.amount is None else dotted(row.amount)
                self.expected.append(
                    f"row {place}:{line} {row.code}|{row.day.year}-{row.day.month}-{row.day.day}|{amount}|{' '.join(row.name.split())}"
                )
            elif what == "reject":
                line, column, raw = rest
                self.expected.append(f"reject {place}:{line}:{column} {raw}")
            elif what == "total":
                self.expected.append(f"total {place}:{rest[0]} {rest[1]} {rest[2]}")
            elif what == "unreadable":
                self.expected.append(f"unreadable {place} {rest[0]}")
            else:
                self.expected.append(f"{what} {rest[0]}")

    def unreadable(self, content: Table | bytes, words: str, encoding: str = "utf-8", kind: str = "csv") -> None:
        self.add(content, encoding, kind, [("unreadable", words)])

    def write(self, out: Path) -> None:
        folder = out / self.folder
        (folder / "input").mkdir(parents=True)
        defaults = {"files": '"*"', "code_header": "Mã đơn vị", "amount_header": "Số tiền", "name_type": "text", "code_required": "true"}
        values = defaults | {key: "" for key in ("source", "code", "amount", "name")} | self.rules
        values["source"] = "".join(f"\n    {line}" for line in values["source"].splitlines())
        (folder / "rules.yaml").write_text(RULES.format(**values) + self.rules.get("tail", ""), encoding="utf-8")
        for name, content in self.files.items():
            (folder / "input" / name).write_bytes(content)
        (folder / "expected.txt").write_text("".join(line + "\n" for line in sorted(self.expected)), encoding="utf-8")


