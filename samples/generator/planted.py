"""PLANTED.md for readers and planted.csv for tests: what must be found, and nothing else."""

from collections import Counter
from collections.abc import Callable

from generator.files import table
from generator.findings import SEVERITIES, Finding, Silent
from generator.plant import Planting
from generator.reports import heading, path_of
from generator.tables import UNIT

_GROUPS = {
    "missing-right": ("Kho bạc có, đơn vị không báo cáo", "At the treasury, not in the agency's report."),
    "missing-left": ("Đơn vị báo cáo, Kho bạc không có", "Reported by the agency, unknown to the treasury."),
    "differs": ("Cùng số chứng từ, nội dung khác nhau", "Same number, another amount, date or code."),
    "duplicate": ("Trùng số chứng từ trong báo cáo", "A voucher number repeated in a report."),
    "ambiguous": ("Không đủ căn cứ để ghép", "Several equally good candidates; none is chosen."),
    "pending": (
        "Chứng từ mới phát sinh",
        "Younger than five days: pending. The first is exactly five days old.",
    ),
    "unknown-code": (
        "Mã ngoài danh mục",
        "Codes that are in no list. Each row concerned also differs from its voucher, see above.",
    ),
    "rejects": (
        "Dòng không đọc được",
        "Rejected rows: one warning per file, and the vouchers they stood for are missing at the agency.",
    ),
    "total-row": ("Dòng tổng cộng không khớp", "A printed total that leaves out a row."),
    "unique": ("Một văn bản vào sổ hai lần", "A document entered twice in the register."),
    "allocations": ("Kế hoạch và dự toán tại Kho bạc", "The plan against the treasury's record of it."),
    "not-started": ("Chưa giải ngân", "Nothing disbursed."),
    "below-average": ("Dưới bình quân cùng loại vốn", "Below the average of the same capital type."),
    "below-overall": (
        "Dưới bình quân chung",
        "Below the overall average, in part only by the mix of capital.",
    ),
    "no-catch-up": ("Chưa có kế hoạch giải ngân bù", "Should have sent a catch-up plan and has not."),
}
_SILENT_GROUPS = {
    "within": ("Lệch trong mức cho phép", "Within tolerance."),
    "second": ("Lượt so thứ hai ghép được", "Paired by the second pass."),
}

Locate = Callable[[object], str]


def machine_readable(findings: list[Finding]) -> bytes:
    headings = ["check", "kind", "key", "field", "severity", "status", "left", "right", "difference", "cause"]
    return table([], headings, [[*finding.outcome, finding.cause] for finding in findings])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _markdown(headings: list[str], rows: list[list[str]]) -> list[str]:
    return [_row(headings), "|" + "---|" * len(headings), *map(_row, rows), ""]


def _places(rows: list, locate: Locate) -> str:
    return "<br>".join(f"`{locate(row)}`" for row in rows)


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _finding(finding: Finding, locate: Locate) -> list[str]:
    severity = finding.severity + (f" ({finding.status})" if finding.status else "")
    return [
        severity,
        finding.check,
        finding.kind,
        _code(finding.key),
        finding.field,
        finding.left,
        finding.right,
        finding.difference,
        finding.cause,
        _places(finding.left_at, locate),
        _places(finding.right_at, locate),
        finding.note,
    ]


def _rejects(planting: Planting, locate: Locate) -> list[list[str]]:
    return [
        [
            _code(locate(line)),
            line.number,
            heading(UNIT[unit], column) if column else "",
            _code(line.spoilt.get(column, "")),
            reason,
        ]
        for unit, line, column, reason in planting.rejects
    ]


def _counts(findings: list[Finding]) -> list[list[str]]:
    counts = Counter((finding.severity, finding.check, finding.kind, finding.status) for finding in findings)
    ordered = sorted(counts, key=lambda entry: (SEVERITIES.index(entry[0]), entry[1:]))
    return [[*entry, str(counts[entry])] for entry in ordered] + [["", "", "", "", str(len(findings))]]


def readable(planting: Planting, findings: list[Finding], bridge: list[tuple[str, str, int]], locate: Locate) -> bytes:
    """Vietnamese first, a line of English under each heading."""
    total_at_treasury, total_at_agencies = (f"{bridge[end][2]:,}".replace(",", ".") for end in (0, -1))
    text = [
        "# Những sai lệch được cài sẵn (số liệu mô phỏng)",
        "",
        "Tệp này do `samples/generate.py` viết ra; đừng sửa tay. Mọi con số, mã đơn vị và chứng từ đều là số liệu",
        "mô phỏng. Đối chiếu bằng `rules/giam-ngheo-2024.yaml` tại ngày 28/10/2024 phải cho đúng các phát hiện dưới",
        "đây, mỗi phát hiện một lần, và không có phát hiện nào khác. `planted.csv` ghi cùng nội dung cho máy đọc.",
        "",
        "*Written by `samples/generate.py`. All figures are simulated. The rules must give exactly these findings as",
        "of 28/10/2024, each once, and no other; `planted.csv` says the same to a program.*",
        "",
        "## Tổng số",
        "",
        "*Counts.*",
        "",
        *_markdown(["severity", "check", "kind", "status", "số phát hiện"], _counts(findings)),
    ]
    columns = [
        "severity",
        "check",
        "kind",
        "key",
        "field",
        "left",
        "right",
        "difference",
        "cause",
        "left_at",
        "right_at",
        "ghi chú",
    ]
    for group, (title, gloss) in _GROUPS.items():
        rows = [_finding(finding, locate) for finding in findings if finding.group == group]
        used = [column for column in range(len(columns)) if any(row[column] for row in rows)]
        text += [f"## {title}", "", f"*{gloss}*", ""]
        text += _markdown([columns[column] for column in used], [[row[column] for column in used] for row in rows])
        if group == "rejects":
            text += ["Các dòng bị loại, như trong `rejects.csv`:", "", "*The rejected rows themselves.*", ""]
            text += _markdown(["dòng", "chứng từ", "cột", "nguyên văn", "lý do"], _rejects(planting, locate))
    text += ["## Cài vào nhưng không được thành phát hiện", "", "*Planted, and no finding.*", ""]
    for group, (title, gloss) in _SILENT_GROUPS.items():
        silent = [entry for entry in planting.silent if entry.group == group]
        text += [f"### {title}", "", f"*{gloss}*", ""]
        text += _markdown(["left_at", "right_at", "ghi chú"], [_silent(entry, locate) for entry in silent])
    empty = ", ".join(f"`{path_of(UNIT[unit])}`" for unit, lines in planting.reports.items() if not lines)
    text += [
        "### Còn lại",
        "",
        "*The rest.*",
        "",
        f"- Báo cáo chỉ có dòng tiêu đề: {empty}. Không có dòng nào, không phải lỗi.",
        "- Chứng từ ngày 29 và 30/10/2024 trong các tệp kết xuất ngày 30/10: `where` loại ra, không vào tổng nào.",
        "- Một số chứng từ được đơn vị ghi ngày sớm hơn Kho bạc một hoặc hai ngày: trong mức cho phép.",
        "- Dòng tổng cộng của các báo cáo khác và của hai tệp kế hoạch đều khớp.",
        "",
        "## Cầu nối của phép đối chiếu chứng từ",
        "",
        f"Từ {total_at_treasury} đồng tại Kho bạc đến {total_at_agencies} đồng do đơn vị báo cáo, không còn dư.",
        "Thứ tự các dòng giữa không quan trọng.",
        "",
        "*The bridge of the voucher match, residual 0; the order of the middle rows does not matter.*",
        "",
        *_markdown(["side", "class", "amount"], [[side, name, str(amount)] for side, name, amount in bridge]),
    ]
    return ("\n".join(text).rstrip() + "\n").encode()


def _silent(entry: Silent, locate: Locate) -> list[str]:
    return [_places(entry.left_at, locate), _places(entry.right_at, locate), entry.note]
