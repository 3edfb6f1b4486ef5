"""Rows that are parts of a row above, or stand for rows below: no figure may count twice."""

from cases import LABEL
from corpus import DAY, Defect, Row, Table, dotted

TITLE = "Tên công trình"
DAY_WRITTEN = DAY.strftime("%d/%m/%Y")


class Outline:
    """A table whose rows say how they count: kept, or set aside."""

    def __init__(self, stt: bool = True, code: bool = True, **form) -> None:
        self.stt, self.code, self.table = stt, code, Table(**form)
        self.table.line("BÁO CÁO GIẢI NGÂN " + LABEL)
        self.line("STT", "Mã đơn vị", "Ngày", "Số tiền", TITLE)

    def line(self, stt: str, code: str, day: str, amount: str, name: str) -> int:
        cells = ([stt] if self.stt else []) + [name] + ([code] if self.code else []) + [day, amount]
        return self.table.line(*cells)

    def row(self, name: str, amount: int, code: str = "", stt: str = "", counts: bool = True) -> int:
        number = self.line(stt, code, DAY_WRITTEN, dotted(amount), name)
        if counts:
            self.table.expected.append(("row", number, Row(code or "–", DAY, amount, name)))
        return number

    def aside(self, name: str, amount: int, code: str = "", stt: str = "") -> int:
        return self.row(name, amount, code, stt, counts=False)

    def words(self, name: str) -> int:
        return self.line("", "", "", "", name)

    def total(self, amount: int, label: str = "Tổng cộng") -> int:
        return self.line("", "", "", dotted(amount), label)

    def finding(self, line: int, printed: int, found: int) -> None:
        self.table.expected.append(("total", line, printed, found))


def optional(folder: str, **rules: str) -> Defect:
    return Defect(folder, code_required="false", **rules)


def dashes() -> None:
    defect = optional("03-parts-behind-dashes")
    # Behind a mark of the outline or before the words; all of the row, or some of it; with a total or without.
    for stt in (True, False):
        for parts in ((400, 200), (400,), (100, 200, 250)):
            for total in (None, "above", "below"):
                new = Outline(stt)
                if total == "above":
                    new.total(1_000)
                new.row("Sở Một", 600, "10471", "1")
                for part in parts:
                    new.aside("Vốn trung ương" if stt else "- Vốn trung ương", part, stt="-")
                new.row("Sở Hai", 400, "10472", "2")
                new.aside("+ Vốn tỉnh" if not stt else "Vốn tỉnh", 150, stt="+")
                if total == "below":
                    new.total(1_000)
                defect.add(new.table)
    for stt in (True, False):
        # The total counts the rows behind dashes: they are rows of their own.
        own = Outline(stt)
        own.row("Sở Một", 600, "10471", "1")
        own.row("– Chưa phân bổ", 400, stt="-")
        own.total(1_000)
        defect.add(own.table)
        # Parts that are more than their row are told.
        more = Outline(stt)
        line = more.row("Sở Một", 600, "10471", "1")
        more.aside("- Vốn trung ương", 400, stt="-")
        more.aside("- Vốn tỉnh", 300, stt="-")
        more.row("Sở Hai", 50, "10472", "2")
        more.finding(line, 600, 700)
        defect.add(more.table)
        # Behind the last total they divide the total.
        behind = Outline(stt)
        behind.row("Sở Một", 600, "10471", "1")
        behind.row("Sở Hai", 400, "10472", "2")
        behind.total(1_000)
        behind.aside("- Vốn trung ương", 700, stt="-")
        behind.aside("- Vốn tỉnh", 300, stt="-")
        defect.add(behind.table)
        # A row without an amount has no parts: the rows below it hold the figures.
        blank = Outline(stt)
        blank.line("1", "10471", DAY_WRITTEN, "-", "Sở Một")
        blank.table.expected.append(("row", 3, Row("10471", DAY, 0, "Sở Một")))
        blank.row("- Vốn trung ương", 400, stt="-")
        blank.row("- Vốn tỉnh", 200, stt="-")
        defect.add(blank.table)
    # Without any code at all.
    bare = Outline(stt=False, code=False)
    bare.row("Sở Một", 600)
    bare.aside("- Vốn trung ương", 400)
    bare.aside("• Vốn tỉnh", 100)
    bare.row("Sở Hai", 400)
    defect.add(bare.table)


def of_which() -> None:
    defect = optional("04-parts-behind-of-which")
    for opening in ("Trong đó:", "Trong đó", "Chia ra:", "Bao gồm:"):
        for code in ("", "10475"):
            for total in (False, True):
                # Marks say where the parts end.
                new = Outline()
                new.row("Sở Một", 600, "10471", "1")
                new.words(opening)
                new.aside("Vốn trung ương", 400, code)
                new.aside("Vốn tỉnh", 150, code)
                new.row("Sở Hai", 400, "10472", "2")
                if total:
                    new.total(1_000)
                defect.add(new.table)
        # The next row is not deeper: nothing is divided.
        same = Outline()
        same.row("Sở Một", 600, "10471", "1")
        same.words(opening)
        same.row("Sở Hai", 400, "10472", "2")
        defect.add(same.table)
        # Codes say where they end.
        coded = Outline(stt=False)
        coded.row("Sở Một", 600, "10471")
        coded.words(opening)
        coded.aside("Vốn trung ương", 400)
        coded.aside("Vốn tỉnh", 100)
        coded.row("Sở Hai", 400, "10472")
        defect.add(coded.table)
        for code in (True, False):
            # Sums say where they end.
            for parts, total in (((400, 200), None), ((400, 150), 1_000), ((400,), 1_000)):
                new = Outline(stt=False, code=code)
                new.row("Sở Một", 600, "10471" if code else "")
                new.words(opening)
                for part in parts:
                    new.aside("Vốn trung ương", part, "10475" if code else "")
                new.row("Sở Hai", 400, "10472" if code else "")
                if total:
                    new.total(total)
                defect.add(new.table)
            # The total counts all rows.
            own = Outline(stt=False, code=code)
            own.row("Sở Một", 600, "10471" if code else "")
            own.words(opening)
            own.row("Sở Hai", 400, "10472" if code else "")
            own.total(1_000)
            defect.add(own.table)
            # Nothing says what they are: counted, and told.
            doubtful = Outline(stt=False, code=code)
            line = doubtful.row("Sở Một", 600, "10471" if code else "")
            doubtful.words(opening)
            doubtful.row("Vốn trung ương", 300, "10475" if code else "")
            doubtful.row("Sở Hai", 400, "10472" if code else "")
            doubtful.finding(line, 600, 700)
            defect.add(doubtful.table)
    # Two divisions of one row, each of them whole.
    twice = Outline()
    twice.row("Sở Một", 600, "10471", "1")
    twice.words("Trong đó:")
    twice.aside("Vốn trung ương", 400)
    twice.aside("Vốn tỉnh", 200)
    twice.words("Chia ra:")
    twice.aside("Vốn đầu tư", 500)
    twice.aside("Vốn sự nghiệp", 100)
    twice.row("Sở Hai", 400, "10472", "2")
    defect.add(twice.table)
    # Behind the total at the end.
    for is_right in (True, False):
        behind = Outline(stt=False)
        behind.row("Sở Một", 600, "10471")
        behind.row("Sở Hai", 400, "10472")
        line = behind.total(1_000)
        behind.words("Trong đó:")
        behind.aside("Vốn trung ương", 700, "10475")
        behind.aside("Vốn tỉnh", 300 if is_right else 400, "10476")
        if not is_right:
            behind.finding(line, 1_000, 1_100)
        defect.add(behind.table)
    # A total above all rows and `Trong đó` divide nothing.
    above = Outline(stt=False)
    above.total(1_000)
    above.words("Trong đó:")
    above.row("Sở Một", 600, "10471")
    above.row("Sở Hai", 400, "10472")
    defect.add(above.table)


def coded_parents() -> None:
    defect = optional("32-parents-with-codes")
    for parent, child in (("1", "1.1"), ("I", "1"), ("A", "I"), ("1", "a"), ("1", "-")):
        for total in (None, 1_000):
            new = Outline()
            new.aside("Dự án 1", 600, "10470", parent)
            new.row("Tiểu dự án 1", 400, "10471", child)
            new.row("Tiểu dự án 2", 200, "10472", child)
            new.aside("Dự án 2", 400, "10480", {"1": "2", "I": "II", "A": "B"}[parent])
            new.row("Tiểu dự án 1", 400, "10481", child)
            if total:
                new.total(total)
            defect.add(new.table)
        # The total counts both.
        both = Outline()
        both.row("Dự án 1", 600, "10470", parent)
        both.row("Tiểu dự án 1", 400, "10471", child)
        both.total(1_000)
        defect.add(both.table)
        # Nothing says what they are: counted, and told.
        doubtful = Outline()
        line = doubtful.row("Dự án 1", 600, "10470", parent)
        doubtful.row("Tiểu dự án 1", 400, "10471", child)
        doubtful.finding(line, 600, 400)
        defect.add(doubtful.table)
    three = Outline()
    three.aside("Chương trình", 1_000, "10400", "I")
    three.aside("Dự án 1", 600, "10470", "1")
    three.row("Tiểu dự án 1", 350, "10471", "1.1")
    three.row("Tiểu dự án 2", 250, "10472", "1.2")
    three.row("Dự án 2", 400, "10480", "2")
    defect.add(three.table)


def named_sums() -> None:
    defect = optional("04-totals-by-other-names")
    for stt in (True, False):
        for label in ("Cộng khối tỉnh", "Tổng các đơn vị", "Lũy kế từ đầu năm", "CỘNG PHÁT SINH"):
            for code in (True, False):
                below = Outline(stt, code)
                below.row("Sở Một", 600, "10471" if code else "", "1")
                below.row("Sở Hai", 400, "10472" if code else "", "2")
                below.aside(label, 1_000)
                below.row("Huyện Ba", 300, "10473" if code else "", "3")
                below.aside("Tổng toàn tỉnh", 1_300)
                defect.add(below.table)
        above = Outline(stt)
        above.aside("Cộng khối tỉnh", 1_000)
        above.row("Sở Một", 600, "10471", "1")
        above.row("Sở Hai", 400, "10472", "2")
        above.aside("Cộng khối huyện", 300)
        above.row("Huyện Ba", 300, "10473", "3")
        defect.add(above.table)
        # No sum: counted, and told; an office is an office.
        wrong = Outline(stt)
        wrong.row("Sở Một", 600, "10471", "1")
        line = wrong.row("Cộng khối tỉnh", 700)
        wrong.finding(line, 700, 600)
        wrong.row("Tổng công ty Bốn", 300)
        wrong.row("Cộng đồng dân cư", 50)
        defect.add(wrong.table)


def declared() -> None:
    defect = optional("04-parts-declared-as-rows", source="parts: rows")
    for opening in ("Trong đó:", "Chia ra:"):
        for stt in (True, False):
            new = Outline(stt)
            new.row("Sở Một", 600, "10471", "1")
            new.words(opening)
            new.row("- Vốn trung ương", 400, stt="-")
            new.row("Sở Hai", 400, "10472", "2")
            defect.add(new.table)


for define in (dashes, of_which, coded_parents, named_sums, declared):
    define()
