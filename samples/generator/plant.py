"""The discrepancies: each is put into the agencies' reports once, with the finding it must give.

The treasury's vouchers are never touched, so that the published totals stay exact.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from generator.findings import Finding, Silent
from generator.reports import LATE_REPORTS, Line, has_total, heading, lag, line_of, path_of
from generator.tables import INVESTMENT, MILLION, RECURRENT, UNIT, UNITS
from generator.vouchers import AS_OF, Voucher, twins

# Old enough that what is missing on the other side is not pending.
_SETTLED = date(2024, 10, 15)


def code_of(unit: str) -> str:
    return UNIT[unit].code


class Planting:
    """The reports as they were sent, and what must be found in them."""

    def __init__(self, vouchers: list[Voucher]) -> None:
        self.findings: list[Finding] = []
        self.silent: list[Silent] = []
        self.rejects: list[tuple[str, Line, str, str]] = []
        """Reporting unit, line, column (empty: the whole line), reason."""
        self.reports: dict[str, list[Line]] = {unit.sign: [] for unit in UNITS}
        self.printed_totals: dict[str, int] = {}
        self._vouchers = vouchers
        self._line: dict[Voucher, Line] = {}
        self._twins = twins(vouchers)
        self._taken = set(self._twins)
        for voucher in vouchers:
            if voucher.date <= AS_OF or voucher.unit in LATE_REPORTS:
                self._line[voucher] = line_of(voucher)
                self.reports[voucher.unit].append(self._line[voucher])

        self._plant_missing()
        self._plant_differences()
        self._plant_duplicates()
        self._plant_second_pass()
        self._plant_pending()
        self._plant_unknown_codes()
        self._plant_rejects()

        for voucher, line in self._line.items():
            if voucher not in self._taken:
                lag(line)
        for lines in self.reports.values():
            lines.sort(key=lambda line: line.date)
        self._print_totals()

    # Choosing

    def _take(
        self,
        unit: str,
        project: str,
        nth: int,
        capital: str = RECURRENT,
        fits: Callable[[Voucher], bool] = lambda voucher: voucher.amount > 0 and voucher.date <= _SETTLED,
    ) -> tuple[Voucher, Line]:
        """The nth voucher of a cell that fits and that nothing has been planted on."""
        candidates = [
            voucher
            for voucher in self._vouchers
            if (voucher.unit, voucher.project, voucher.capital) == (unit, project, capital)
            and voucher not in self._taken
            and fits(voucher)
        ]
        voucher = candidates[nth]
        self._taken.add(voucher)
        return voucher, self._line[voucher]

    def _take_on(self, unit: str, project: str, day: date) -> tuple[Voucher, Line]:
        return self._take(unit, project, 0, fits=lambda voucher: voucher.amount > 0 and voucher.date == day)

    def _take_recovery(self, unit: str, project: str) -> tuple[Voucher, Line]:
        return self._take(unit, project, 0, fits=lambda voucher: voucher.amount < 0 and voucher.date <= _SETTLED)

    def _new_line(self, unit: str, project: str, nth: int, day: date, amount: int, text: str) -> Line:
        """A line under a number that the treasury has not used."""
        own = [voucher for voucher in self._vouchers if voucher.number.startswith(f"RDT-{unit}-")]
        line = Line(f"RDT-{unit}-{len(own) + 10 * nth:04}", day, unit, project, RECURRENT, amount, text)
        self.reports[unit].append(line)
        return line

    # Recording

    def _differs(self, voucher: Voucher, line: Line, column: str, note: str, cause: str = "unknown") -> None:
        left, right = getattr(voucher, column), getattr(line, column)
        difference = ""
        if column == "amount":
            difference = str(right - left)
        elif column == "date":
            difference, cause = str((right - left).days), "date-shift"
        else:
            cause = "miscoded"
            if column == "unit":
                left, right = code_of(left), code_of(right)
        self.findings.append(
            Finding(
                "differs",
                "vouchers",
                "differs",
                f"voucher={voucher.number}",
                column,
                cause=cause,
                left=str(left),
                right=str(right),
                difference=difference,
                left_at=[voucher],
                right_at=[line],
                note=note,
            )
        )

    def _unpaired(
        self, kind: str, vouchers: list[Voucher], lines: list[Line], note: str, group: str = "", **more: str
    ) -> None:
        """Rows that no pass could pair: missing, duplicate or ambiguous."""
        left, right = (sum(row.amount for row in rows) for rows in (vouchers, lines))
        self.findings.append(
            Finding(
                group or kind,
                "vouchers",
                kind,
                f"voucher={(vouchers or lines)[0].number}",
                left=str(left) if vouchers else "",
                right=str(right) if lines else "",
                difference=str(right - left),
                left_at=vouchers,
                right_at=lines,
                note=note,
                **{"cause": "unknown", **more},
            )
        )

    def _unreported(self, voucher: Voucher, line: Line) -> None:
        self.reports[voucher.unit].remove(line)
        del self._line[voucher]

    # Planting

    def _plant_missing(self) -> None:
        for unit, project, nth, capital in [
            ("884", "0472", 5, RECURRENT),
            ("887", "0472", 21, RECURRENT),
            ("889", "0473", 8, RECURRENT),
            ("891", "0471", 60, INVESTMENT),
            ("T05", "0472", 9, RECURRENT),
            ("T09", "0474", 12, INVESTMENT),
        ]:
            voucher, line = self._take(unit, project, nth, capital)
            self._unreported(voucher, line)
            self._unpaired("missing-right", [voucher], [], "Đơn vị không báo cáo chứng từ này")
        voucher, line = self._take_recovery("892", "0472")
        self._unreported(voucher, line)
        self._unpaired("missing-right", [voucher], [], "Khoản nộp trả (số âm) mà đơn vị chưa ghi giảm")

        for unit, project, nth, day, amount, text in [
            ("886", "0473", 1, date(2024, 9, 17), 31_500_000, "Hỗ trợ con giống"),
            ("886", "0477", 2, date(2024, 10, 8), 7_250_000, "Tập huấn cán bộ giảm nghèo"),
            ("891", "0475", 1, date(2024, 10, 11), 44_000_000, "Hỗ trợ xây mới nhà ở"),
            ("T01", "0474", 1, date(2024, 8, 30), 62_480_000, "Đào tạo nghề dưới 3 tháng"),
            ("T10", "0474", 1, date(2024, 10, 3), 15_900_000, "Tư vấn, giới thiệu việc làm"),
        ]:
            line = self._new_line(unit, project, nth, day, amount, text)
            self._unpaired("missing-left", [], [line], "Đơn vị báo cáo, Kho bạc không có")

    def _plant_differences(self) -> None:
        def swapped(amount: int) -> int:
            digits = str(amount)
            first = next(index for index in range(len(digits) - 4) if digits[index] != digits[index + 1] != "0")
            return int(digits[:first] + digits[first + 1] + digits[first] + digits[first + 2 :])

        for unit, project, nth, capital, change, cause, note in [
            ("886", "0472", 15, RECURRENT, swapped, "transposed-digits", "Đảo hai chữ số"),
            ("887", "0473", 6, RECURRENT, lambda amount: amount // 10, "dropped-digit", "Mất một chữ số cuối"),
            ("891", "0472", 150, RECURRENT, lambda amount: amount // 1000, "unit-scale", "Ghi theo nghìn đồng"),
            ("892", "0473", 4, RECURRENT, lambda amount: amount + 450_000, "unknown", "Ghi thừa"),
            # 5.000.000 is 5.001.001 cut to ten thousands: as good as rounded.
            (
                "894",
                "0472",
                30,
                RECURRENT,
                lambda amount: amount + 1_001,
                "rounding",
                "Vượt mức cho phép đúng 1 đồng",
            ),
            (
                "891",
                "0471",
                20,
                INVESTMENT,
                lambda amount: amount + 250 * MILLION,
                "unknown",
                "Ghi cả phần chưa nghiệm thu",
            ),
        ]:
            voucher, line = self._take(unit, project, nth, capital)
            line.amount = change(line.amount)
            self._differs(voucher, line, "amount", note, cause)
        voucher, line = self._take_recovery("T01", "0477")
        line.amount = -line.amount
        self._differs(voucher, line, "amount", "Khoản nộp trả ghi thành số dương", "sign")

        for unit, project, nth, change in [
            ("884", "0473", 3, 1_000),
            ("888", "0472", 40, -1_000),
            ("889", "0472", 55, 500),
            ("893", "0473", 7, -250),
            ("T07", "0477", 4, 1),
        ]:
            voucher, line = self._take(unit, project, nth)
            line.amount += change
            signed = f"{change:+,}".replace(",", ".")
            note = f"Số tiền lệch {signed} đồng, trong mức 1.000 đồng; vào bảng cầu nối, dòng within-tolerance"
            self.silent.append(Silent("within", [voucher], [line], note))

        for unit, project, nth, days, note in [
            ("887", "0474", 5, 4, "Quá mức cho phép đúng 1 ngày"),
            ("888", "0473", 8, -31, "Ghi lùi một tháng"),
            ("890", "0473", 11, 12, "Ghi ngày nhận giấy báo nợ"),
            ("T02", "0473", 6, -5, "Ghi ngày lập chứng từ"),
        ]:
            voucher, line = self._take(unit, project, nth)
            line.date += timedelta(days)
            self._differs(voucher, line, "date", note)
        for unit, project, nth, days in [
            ("883", "0474", 2, 3),
            ("889", "0474", 9, -3),
            ("T04", "0473", 5, 1),
        ]:
            voucher, line = self._take(unit, project, nth)
            line.date += timedelta(days)
            self.silent.append(Silent("within", [voucher], [line], f"Ngày lệch {days:+} ngày, trong mức 3 ngày"))

        for unit, project, nth, column, wrong, note in [
            ("892", "0474", 5, "unit", "893", "Ghi mã của huyện bên cạnh"),
            ("T01", "0476", 1, "unit", "T09", "Ghi mã của đơn vị khác cùng khối"),
            ("891", "0473", 33, "project", "0472", "Ghi sang dự án bên cạnh"),
            ("894", "0477", 2, "project", "0476", "Ghi sang dự án bên cạnh"),
            ("891", "0471", 9, "capital", INVESTMENT, "Duy tu, bảo dưỡng ghi nhầm là vốn đầu tư"),
            ("T09", "0474", 10, "capital", INVESTMENT, "Ghi nhầm loại vốn"),
        ]:
            voucher, line = self._take(unit, project, nth)
            setattr(line, column, wrong)
            self._differs(voucher, line, column, note)

        voucher, line = self._take("889", "0472", 90)
        line.amount += 1_250_000
        line.date += timedelta(6)
        for column in ("amount", "date"):
            self._differs(voucher, line, column, "Một chứng từ lệch cả số tiền và ngày: hai phát hiện")

    def _plant_duplicates(self) -> None:
        for unit, project, nth in [("886", "0472", 40), ("T05", "0472", 3)]:
            voucher, line = self._take(unit, project, nth)
            again = replace(line)
            self.reports[unit].append(again)
            note = "Báo cáo ghi hai dòng giống hệt nhau"
            self._unpaired("duplicate", [voucher], [line, again], note, cause="duplicate-posting")

        voucher, line = self._take("888", "0474", 6)
        other, other_line = self._take("888", "0474", 6)
        note = f"Số {other.number} bị gõ thành {voucher.number}: hai dòng cùng số, khác số tiền"
        other_line.number = voucher.number
        self._unpaired("duplicate", [voucher], [line, other_line], note, cause="mistyped-key")
        note = "Dòng của chứng từ này mang số của chứng từ khác, xem dòng trên"
        self._unpaired("missing-right", [other], [], note, "duplicate", cause="mistyped-key")

    def _plant_second_pass(self) -> None:
        for unit, project, nth, days, retype in [
            ("888", "0476", 3, 0, lambda number: number.replace("RDT-888-", "RDT888/")),
            ("889", "0472", 20, 0, lambda number: number.replace("RDT-", "RĐT-")),
            ("893", "0472", 31, 2, lambda number: number.replace("-0", "-")),
            ("T01", "0477", 7, 0, lambda number: ""),
        ]:
            voucher, line = self._take(unit, project, nth)
            line.number = retype(line.number)
            line.date += timedelta(days)
            note = f"Số chứng từ ghi là «{line.number}»" if line.number else "Số chứng từ bỏ trống"
            note += f", ngày lệch {days} ngày" if days else ""
            self.silent.append(Silent("second", [voucher], [line], note + "; lượt so thứ hai ghép được"))

        voucher, line = self._take("893", "0472", 50)
        again = replace(line, number="UNC-0318", date=voucher.date + timedelta(1))
        line.number, line.date = "UNC-0317", voucher.date - timedelta(1)
        self.reports["893"].append(again)
        note = "Hai dòng của đơn vị khớp như nhau với một chứng từ: không đoán"
        self._unpaired("ambiguous", [voucher], [line, again], note)

        first, second = self._twins
        for voucher in self._twins:
            self._unreported(voucher, self._line[voucher])
        between = first.date + (second.date - first.date) / 2
        line = replace(line_of(first), number="UNC-0057", date=between)
        self.reports[line.unit].append(line)
        note = "Một dòng của đơn vị khớp như nhau với hai chứng từ: không đoán"
        self._unpaired("ambiguous", self._twins, [line], note)

    def _plant_pending(self) -> None:
        pending = {"severity": "info", "status": "pending"}
        voucher, line = self._take_on("891", "0473", date(2024, 10, 23))
        self._unreported(voucher, line)
        self._unpaired("missing-right", [voucher], [], "Đủ 5 ngày: đã là chênh lệch", "pending")
        for unit, project, day in [
            ("891", "0472", date(2024, 10, 24)),
            ("888", "0473", date(2024, 10, 25)),
            ("891", "0475", date(2024, 10, 28)),
        ]:
            voucher, line = self._take_on(unit, project, day)
            self._unreported(voucher, line)
            age = (AS_OF - day).days
            self._unpaired(
                "missing-right", [voucher], [], f"Mới {age} ngày: chờ, chưa là chênh lệch", "pending", **pending
            )
        for unit, project, nth, day, amount, text in [
            ("887", "0472", 3, date(2024, 10, 25), 22_000_000, "Hỗ trợ cây giống, phân bón"),
            ("T02", "0473", 3, date(2024, 10, 28), 18_600_000, "Bổ sung vi chất dinh dưỡng"),
        ]:
            line = self._new_line(unit, project, nth, day, amount, text)
            self._unpaired(
                "missing-left",
                [],
                [line],
                f"Mới {(AS_OF - day).days} ngày: Kho bạc chưa hạch toán",
                "pending",
                **pending,
            )

    def _plant_unknown_codes(self) -> None:
        lines: dict[str, list[Line]] = {}
        for unit, project, nth, wrong, note in [
            ("890", "0474", 7, "0494", "0494 thuộc chương trình nông thôn mới"),
            ("T09", "0474", 4, "0494", "0494 thuộc chương trình nông thôn mới"),
            ("886", "0473", 13, "0391", "Mã của giai đoạn 2016-2020"),
        ]:
            voucher, line = self._take(unit, project, nth)
            line.project = wrong
            lines.setdefault(wrong, []).append(line)
            self._differs(voucher, line, "project", note)
        for wrong, bearing in lines.items():
            self.findings.append(
                Finding(
                    "unknown-code",
                    "unknown-code",
                    "failed",
                    f"source=agencies; column=project; value={wrong}",
                    right_at=bearing,
                    note=f"{len(bearing)} dòng mang mã ngoài danh mục; một phát hiện cho một mã",
                )
            )

    def _plant_rejects(self) -> None:
        for unit, project, nth, column, raw, reason in [
            ("884", "0472", 16, "date", "31/09/2024", "tháng 9 không có ngày 31"),
            ("884", "0474", 4, "amount", "1.25O.000", "chữ O thay cho số 0"),
            ("888", "0472", 70, "", "cut", "thiếu ô: dòng bị cắt ngang"),
            ("888", "0473", 20, "", "unquoted", "thừa ô: dấu phẩy trong nội dung không có ngoặc kép"),
            ("893", "0474", 8, "amount", "", "số tiền bỏ trống (trống là thiếu, không phải 0)"),
            ("893", "0472", 12, "unit", "", "mã đơn vị bỏ trống"),
            ("T02", "0473", 12, "amount", "#REF!", "ô lỗi của bảng tính"),
            ("T02", "0473", 15, "amount", "2.500.000,50", "lẻ hơn một đồng; không làm tròn"),
        ]:
            voucher, line = self._take(unit, project, nth)
            if column:
                line.spoilt[column] = raw
            elif raw == "cut":
                line.cut_after = 4
            else:
                line.unquoted, line.text = True, "Hỗ trợ con giống, thức ăn chăn nuôi"
            self.rejects.append((unit, line, column, reason))
            self._unpaired("missing-right", [voucher], [], f"Dòng của đơn vị không đọc được: {reason}", "rejects")
        for unit in dict.fromkeys(unit for unit, *_ in self.rejects):
            assert not has_total(UNIT[unit]), "a printed total could not be compared"
            lines = sorted((line for sender, line, *_ in self.rejects if sender == unit), key=lambda line: line.date)
            self.findings.append(
                Finding(
                    "rejects",
                    "rejects",
                    "failed",
                    f"source=agencies; file={path_of(UNIT[unit])}",
                    severity="warning",
                    right_at=lines,
                    note=f"{len(lines)} dòng bị loại; cả nguồn {len(self.rejects)} dòng, được phép 10",
                )
            )

    def _print_totals(self) -> None:
        """One office forgot the last line in its total."""
        for unit, lines in self.reports.items():
            self.printed_totals[unit] = sum(line.amount for line in lines)
        total = self.printed_totals["889"]
        forgotten = self.reports["889"][-1]
        self.printed_totals["889"] -= forgotten.amount
        self.findings.append(
            Finding(
                "total-row",
                "total-row",
                "failed",
                f"source=agencies; file={path_of(UNIT['889'])}",
                field="amount",
                left=str(self.printed_totals["889"]),
                right=str(total),
                difference=str(forgotten.amount),
                right_at=[("total", "889")],
                note=f"Dòng Tổng cộng bỏ sót dòng cuối; cột «{heading(UNIT['889'], 'amount')}»",
            )
        )
