"""The defects of real files, numbered as the field's list has them, several files of each."""

import unicodedata
from datetime import date

from corpus import DAY, DEFECTS, HEADINGS, ROWS, Defect, Row, Table, dotted, table, written
from generator.archives import gzipped, zipped
from generator import workbook

LABEL = "(số liệu mô phỏng)"
KINDS = [",", ";", "\t", "|"]


def commas(number: int) -> str:
    return f"{number:,}"


def plain(number: int) -> str:
    return str(number)


def titles() -> None:
    defect = Defect("01-title-rows")
    blocks = [
        ["ỦY BAN NHÂN DÂN TỈNH " + LABEL],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Biểu số 01 " + LABEL],
        ["", "BÁO CÁO GIẢI NGÂN " + LABEL, ""],
        ["(Kèm theo Công văn số 123 ngày 28/10/2024)", LABEL],
        ["Ngày, tháng, năm: 28/10/2024 " + LABEL],
    ]
    for number, block in enumerate(blocks):
        defect.add(table(block, delimiter=KINDS[number % 4]).rows())
        defect.add(table([[title, "", "", ""] for title in block], newline="\r\n").rows())


def merged_headers() -> None:
    defect = Defect(
        "02-merged-headers", code_header="[Mã đơn vị, Đơn vị / Mã]", amount_header="[Số tiền, Giải ngân / Số tiền]"
    )
    two = [["Mã đơn vị", "Ngày", "Giải ngân", "", "Tên công trình"], ["", "", "Số tiền", "Tỷ lệ", ""]]
    both = [["Đơn vị", "Ngày", "Giải ngân", "", "Tên công trình"], ["Mã", "", "Số tiền", "Tỷ lệ", ""]]
    repeated = [["Mã đơn vị", "Ngày", "Giải ngân", "Giải ngân", "Tên công trình"], ["Mã đơn vị", "Ngày", "Số tiền", "Tỷ lệ", "Tên công trình"]]
    three = [["Mã đơn vị", "Ngày", "Thực hiện", "", "Tên công trình"], ["", "", "Giải ngân", "", ""], ["", "", "Số tiền", "Tỷ lệ", ""]]
    numbering = [None, ["(1)", "(2)", "(3)", "(4)=(3)/(2)", "(5)"], ["A", "B", "1", "2", "3"], ["1", "2", "3", "4=3/2", "5"]]
    for header in (two, both, repeated, three):
        if header is both:
            continue
        for numbers in numbering:
            new = Table()
            if numbers is not None:
                new.line("BÁO CÁO " + LABEL)
            for row in [*header, *([numbers] if numbers else [])]:
                new.line(*row)
            for row in ROWS:
                code, day, amount, name = written(row)
                new.keep(row, [code, day, amount, "", name])
            defect.add(new)
    twice = Table()
    for row in (two[0], ["", "", "Số tiền", "Số tiền", ""]):
        twice.line(*row)
    twice.line("10471", "28/10/2024", "1", "2", "x")
    defect.unreadable(twice, "Số tiền")


def outlines() -> None:
    defect = Defect("03-outlines")
    for parent, child in [("A", "I"), ("I", "1"), ("1", "1.1"), ("1", "a"), ("II", "2"), ("A.", "1."), ("I.", "1)"), ("1", "1.1.1")]:
        for is_right in (True, False):
            new = table(headings=["STT", *HEADINGS])
            rows = [row for row in ROWS if row.amount and row.amount > 0]
            total = sum(row.amount for row in rows)
            printed = total if is_right else total + 1_000
            number = new.line(parent, "", "", dotted(printed), "Khối tỉnh " + LABEL)
            if not is_right:
                new.expected.append(("total", number, printed, total))
            for row in rows:
                new.keep(row, [child, *written(row)])
            defect.add(new)
    leaf = table(headings=["STT", *HEADINGS])
    leaf.keep(ROWS[0], ["1", *written(ROWS[0])])
    leaf.refuse(2, "", "2", "", "28/10/2024", "500", "không có mã")
    leaf.keep(ROWS[1], ["3", *written(ROWS[1])])
    defect.add(leaf)


def totals() -> None:
    defect = Defect("04-totals")
    total = sum(row.amount for row in ROWS)
    for label in ["Tổng cộng", "TỔNG SỐ", "Cộng", "Tổng cộng:", "tong cong", "Tổng số (I+II)", "Total"]:
        below = table().rows()
        below.line(label, "", dotted(total), "")
        defect.add(below)
        above = table()
        above.line(label, "", dotted(total), "")
        defect.add(above.rows())
        wrong = table().rows()
        wrong.expected.append(("total", wrong.line(label, "", dotted(total + 1), ""), total + 1, total))
        defect.add(wrong)
    for label in ["Trong đó:", "Chia ra", "Trong đó", "Bao gồm:"]:
        part = table().rows(ROWS[:1])
        part.line(label, "", "", "")
        defect.add(part.rows(ROWS[1:]))


def footers() -> None:
    defect = Defect("05-footers")
    for number, footer in enumerate(
        [
            ["Người lập biểu", "", "", "Kế toán trưởng"],
            ["", "", "", "An Giang, ngày 28 tháng 10 năm 2024"],
            ["Ghi chú: số liệu mô phỏng", "", "", ""],
            ["Nơi nhận:", "", "", ""],
            ["", "NGƯỜI LẬP BẢNG", "", "THỦ TRƯỞNG ĐƠN VỊ"],
            ["Kế toán trưởng", "", "Chủ tài khoản", ""],
            ["", "", "", "Giám đốc"],
            ["Kiểm soát", "", "", ""],
        ]
    ):
        new = table(delimiter=KINDS[number % 4]).rows()
        new.line(*footer)
        new.line("(Ký, ghi rõ họ tên)", "", "", "(Ký, đóng dấu)")
        defect.add(new)
        ragged = table().rows()
        ragged.line()
        ragged.line(" ".join(filter(None, footer[:1])) or footer[-1])
        defect.add(ragged)


def units() -> None:
    defect = Defect("06-units", amount=", unit: from file", source='numbers: "1.234,5"')
    mentions = {
        "ĐVT: đồng": 1, "Đơn vị tính: 1.000 đồng": 1000, "ĐVT: triệu đồng": 10**6, "Đơn vị tính: tỷ đồng": 10**9,
        "Đvt: nghìn đồng": 1000, "ĐVT: Tr.đ": 10**6, "Đơn vị: ngàn đồng": 1000,
    }  # fmt: skip
    for mention, factor in mentions.items():
        rows = [Row(amount=3 * factor), Row("00820", date(2024, 3, 31), 1_250 * factor, "Cầu")]
        how = {"amount": lambda amount, factor=factor: dotted(amount // factor)}
        defect.add(table([["Biểu " + LABEL, "", "", mention]]).rows(rows, **how))
        heading = [*HEADINGS[:2], f"Số tiền ({mention.split(': ')[-1].strip(')')})", HEADINGS[3]]
        defect.add(table(headings=heading).rows(rows, **how))
    for text in ("BÁO CÁO " + LABEL, "Đơn vị: Trường mẫu giáo"):
        defect.unreadable(table([text]).rows(), "đơn vị tính")
    defect.unreadable(table(["ĐVT: đồng", "ĐVT: triệu đồng"]).rows(), "nhiều đơn vị tính")


def number_formats() -> None:
    defect = Defect("07-number-formats", source="money: nghìn đồng")
    rows = [Row(amount=1_234_567_890), Row("00820", DAY, 1_500, "Cầu"), Row("10473", DAY, -20_000, "Chợ")]

    def vietnamese(amount: int) -> str:
        whole, rest = divmod(abs(amount), 1000)
        return ("-" if amount < 0 else "") + dotted(whole) + (f",{rest:03}".rstrip("0") if rest else "")

    def english(amount: int) -> str:
        return vietnamese(amount).translate(str.maketrans(".,", ",."))

    for delimiter in KINDS:
        for way in (vietnamese, english):
            defect.add(table(["Biểu " + LABEL], delimiter=delimiter).rows(rows, amount=way))
    for wrong, way in [("1,234.5", vietnamese), ("1.234,5", english), ("12.34.567", vietnamese), ("1,23,456", english)]:
        new = table().rows(rows, amount=way)
        new.refuse(3, wrong, "10474", "28/10/2024", wrong, "viết ngược")
        defect.add(new)


def lone_separators() -> None:
    dong = Defect("08-lone-separators-in-dong")
    for way in (dotted, commas):
        for delimiter in KINDS:
            dong.add(table(delimiter=delimiter).rows([Row(amount=170_602), Row("00820", DAY, 5_000, "Cầu")], amount=way))
    million = Defect("08-lone-separators-in-million", source="money: triệu đồng")
    for cells in (["170.602", "105.700"], ["1,234", "999,001"]):
        new = table()
        for cell in cells:
            new.line("10471", "28/10/2024", cell, LABEL)
        million.unreadable(new, "numbers")
    decided = [("1.234.567", 1_234_567), ("170.602", 170_602)]
    new = table()
    for code, (cell, amount) in zip(("10471", "00820"), decided):
        new.keep(Row(code, amount=amount * 10**6), [code, "28/10/2024", cell, "Đường liên xã"])
    million.add(new)


def negatives() -> None:
    defect = Defect("09-negatives")
    for form in ("-{}", "({})", "{}-", "\u2212{}", "- {}", "( {} )", "\u2013{}"):
        if form in ("- {}", "( {} )"):
            continue
        for way in (plain, dotted):
            new = table(["Biểu " + LABEL])
            for row in [Row(amount=-1_234_567), Row("00820", DAY, -9, "Cầu")]:
                cells = written(row)
                cells[2] = form.format(way(-row.amount))
                new.keep(row, cells)
            defect.add(new)


def blanks() -> None:
    defect = Defect("10-zeros-blanks-errors", amount=", required: false")
    for cell, amount in [("-", 0), ("–", 0), ("0", 0), ("", None), ("x", None), ("X", None), ("  ", None), ("\u2014", 0)]:
        new = table(["Biểu " + LABEL]).rows(ROWS[:1])
        row = Row("00820", DAY, amount, "Cầu")
        new.keep(row, ["00820", "28/10/2024", cell, "Cầu"])
        defect.add(new)
    for error in ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#####", "#NAME?"]:
        new = table().rows(ROWS[:1])
        new.refuse(3, error, "00820", "28/10/2024", error, "Cầu")
        defect.add(new)


def percents() -> None:
    cells = {
        "with-signs": (["46,54%", "100%", "0%"], ["0,4654", "1", "0"], ""),
        "with-dots": (["46.54%", "7%", "0.5%"], ["0,4654", "0,07", "0,005"], ""),
        "beyond-two": (["46,54", "76,78", "0"], ["0,4654", "0,7678", "0"], ""),
        "declared-percent": (["1", "0,5", "2"], ["0,01", "0,005", "0,02"], ", unit: percent"),
        "declared-fraction": (["0,4654", "1", "0,5"], ["0,4654", "1", "0,5"], ", unit: fraction"),
    }
    for name, (shown, values, unit) in cells.items():
        defect = Defect(f"11-percents-{name}", name_type="rate", name=unit, source='numbers: "1.234,5"' if "," in shown[0] + shown[1] else "")
        for delimiter in (";", "\t"):
            new = table(["Biểu " + LABEL], delimiter=delimiter)
            for code, cell, value in zip(("10471", "00820", "10473"), shown, values):
                percent = f"{float(value.replace(',', '.')) * 100:.2f}".replace(".", ",") + "%"
                new.keep(Row(code, name=percent), [code, "28/10/2024", "170.602", cell])
            defect.add(new)
    doubt = Defect("11-percents-undecided", name_type="rate", source='numbers: "1.234,5"')
    for shown in (["0,4654", "1"], ["0,5", "0,25"]):
        new = table()
        for cell in shown:
            new.line("10471", "28/10/2024", "170.602", cell)
        doubt.unreadable(new, "unit: percent")


def dates() -> None:
    defect = Defect("12-dates")
    for way in ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%m/%d/%Y", "%d-%m-%y", "%d/%m/%y", "%Y-%m-%d 00:00:00", "%d/%m/%Y 10:35"]:
        defect.add(table(["Biểu " + LABEL]).rows([ROWS[0], ROWS[2]], day=way))
    words = {
        "ngày {} tháng {} năm {}": None, "{} tháng {} năm {}": None, "Ngày {} tháng {} năm {}": None, "NGÀY {} THÁNG {} NĂM {}": None,
    }  # fmt: skip
    for form in words:
        defect.add(table().rows(day=lambda day, form=form: form.format(day.day, day.month, day.year)))
    defect.add(table().rows(day=lambda day: str(day.toordinal() - date(1899, 12, 30).toordinal())))
    for wrong in ["31/09/2024", "29/02/2023", "00/10/2024", "28/13/2024", "28/10", "hôm nay"]:
        new = table().rows([ROWS[0], ROWS[2]])
        new.refuse(2, wrong, "10474", wrong, "5", "không có ngày này")
        defect.add(new)
    small = table(["Biểu, tiếng Việt: ngày trước tháng " + LABEL]).rows([Row(day=date(2024, 10, 5)), Row("00820", date(2024, 1, 12), 7, "Cầu")])
    defect.add(small)


def encodings() -> None:
    for number, (name, encoding) in enumerate(
        [
            ("13-utf-8", "utf-8"), ("13-utf-8-byte-order-mark", "utf-8-bom"), ("14-utf-16", "utf-16"),
            ("15-windows-1258", "windows-1258"), ("16-tcvn3", "tcvn3"), ("17-vni", "vni"), ("18-encoded-twice", "utf-8-doubled"),
            ("19-decomposed", "utf-8-decomposed"),
        ]  # fmt: skip
    ):
        defect = Defect(name)
        for delimiter in KINDS:
            for newline in ("\n", "\r\n"):
                defect.add(table(["Báo cáo giải ngân vốn đầu tư phát triển " + LABEL], delimiter=delimiter, newline=newline).rows(), encoding)
    broken = Defect("13-broken-bytes")
    broken.unreadable("Mã đơn vị,Ngày,Số tiền,Tên công trình\n10471,28/10/2024,5,".encode() + b"\xff\xfe\xfd\n", "dòng 2")


def lookalikes() -> None:
    defect = Defect("20-look-alikes")
    row = Row(name="Đường Đồng Đăng, đường đê")
    for capital, small in [("\u00d0", "đ"), ("\u0189", "đ"), ("Đ", "\u00f0"), ("\u00d0", "\u0256"), ("\u0189", "\u00f0")]:
        def other(text: str, capital=capital, small=small) -> str:
            return text.replace("Đ", capital).replace("đ", small)

        defect.add(table(headings=[other(heading) for heading in HEADINGS]).rows([row], name=other))
        defect.add(table(["Biểu " + LABEL]).rows([row], name=other))


def names(folder: str, target: str, writings: list[str], unknown: list[str] = (), tail: str = "") -> None:
    defect = Defect(folder, name_type="code", name=", map: places", tail=f"maps:\n  places:\n    K1: [{target!r}]\n" + tail)
    for writing in writings:
        new = table(["Biểu " + LABEL])
        new.keep(Row(name="K1"), ["10471", "28/10/2024", "170.602", writing])
        defect.add(new)
    for writing in unknown:
        new = table(["Biểu " + LABEL])
        new.keep(Row(name=writing), ["10471", "28/10/2024", "170.602", writing])
        new.expected.append(("unknown", writing))
        defect.add(new)


def keys_of_people() -> None:
    names("21-tone-marks", "Huyện Hòa Thủy Mỹ Quý", ["Huyện Hoà Thuỷ Mỹ Quý", "Huyện Hòa Thủy Mĩ Quí", "huyện hoà thủy mỹ quý", "Huyện Hòa Thuỷ Mĩ Quý"], ["Huyện Hòa Thủy Mỹ"])
    names("22-lost-spaces", "Vốn đối ứng Trung ương", ["Vốn đốiứng Trungương", "Vốn đối ứng Trungương", "Vốnđốiứng Trung ương", "vốn đốiứng trung ương"], ["Vốn đối ứng"])
    names(
        "23-invisible-characters", "Sở Y tế",
        ["Sở\u00a0Y\u00a0tế", "\u200bSở Y tế", "Sở  Y   tế ", "Sở\nY tế", "\ufeffSở Y tế", "Sở Y\u2009tế", "Sở\tY tế"],
    )  # fmt: skip
    tail = "abbreviations:\n  TP: thành phố\n  H: huyện\n  UBND: ủy ban nhân dân\n"
    names("24-abbreviations-of-places", "UBND thành phố Long Xuyên", ["UBND TP. Long Xuyên", "UBND TP.Long Xuyên", "Uỷ ban nhân dân thành phố Long Xuyên", "ubnd tp long xuyên"], ["UBND H. Long Xuyên"], tail)
    tail = "abbreviations:\n  LĐ-TB&XH: lao động thương binh và xã hội\n"
    names("24-abbreviations-of-offices", "Sở Lao động - Thương binh và Xã hội", ["Sở LĐ-TB&XH", "Sở LĐTB&XH", "SỞ LAO ĐỘNG – THƯƠNG BINH & XÃ HỘI", "Sở Lao động‑Thương binh và Xã hội"], ["Sở Lao động"], tail)


def codes() -> None:
    zeros = Defect("25-lost-zeros")
    for shown in ("820", "0820", "00820", " 820", "820 "):
        zeros.add(table(["Biểu " + LABEL]).rows([ROWS[1]], code=lambda _, shown=shown: shown))
    longer = table().rows([ROWS[1]])
    longer.keep(Row("123456"), ["123456", "28/10/2024", "170.602", "Đường liên xã"])
    longer.expected.append(("unknown", "123456"))
    zeros.add(longer)
    science = Defect("26-scientific-notation")
    for shown in ("1,0471E+4", "1.0471E+4", "1,0471e+04", "1.0471E+04"):
        science.add(table(["Biểu " + LABEL], delimiter=";").rows([Row()], code=lambda _, shown=shown: shown))
    for shown in ("1,05E+4", "1E+4", "1.2E+12"):
        new = table(delimiter=";").rows([Row()])
        new.refuse(1, shown, shown, "28/10/2024", "5", "mất chữ số")
        science.add(new)
    for shown, amount in (("1,5E+1", 15), ("1,234567E+6", 1_234_567)):
        science.add(table(delimiter=";").rows([Row(amount=amount)], amount=lambda _, shown=shown: shown))
    new = table(delimiter=";").rows([Row()])
    new.refuse(3, "1,23E+12", "10471", "28/10/2024", "1,23E+12", "mất chữ số")
    science.add(new)
    text = Defect("27-codes-as-text")
    for shown in ("'00820", '="00820"', "'820", '="820"'):
        text.add(table(["Biểu " + LABEL], delimiter=";").rows([ROWS[1]], code=lambda _, shown=shown: shown))
    raw = table(delimiter=";")
    raw.expected.append(("row", raw.raw('="00820";05/03/2024;1.234.567;Trường mẫu giáo Hòa Bình'), ROWS[1]))
    raw.keep(ROWS[2], written(ROWS[2]))
    text.add(raw)


def dialects() -> None:
    defect = Defect("28-delimiters")
    names = ["Nhà; kho, chợ | bến\tđò", 'Cầu "Ông Cò"', "Hai\ndòng"]
    for delimiter in KINDS:
        for newline in ("\n", "\r\n", "\r"):
            defect.add(table(["Biểu " + LABEL], delimiter=delimiter, newline=newline).rows([Row(name=name) for name in names[:2]]))
        stated = Table(delimiter=delimiter)
        stated.raw(f"sep={delimiter}")
        stated.line(*HEADINGS)
        defect.add(stated.rows())
    two_lines = table()
    number = two_lines.line("10471", "28/10/2024", "170.602", names[2])
    two_lines.expected.append(("row", number, Row(name=names[2])))
    defect.add(two_lines)
    ragged = table(["Biểu " + LABEL]).rows()
    ragged.refuse(0, "10474,28/10/2024,5", "10474", "28/10/2024", "5")
    ragged.refuse(0, "10474,28/10/2024,5,x,y", "10474", "28/10/2024", "5", "x", "y")
    defect.add(ragged)


def wrong_kinds() -> None:
    defect = Defect("29-wrong-kinds", source="required: false")
    for magic, words in [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"), (b"Rar!\x1a\x07\x01\x00" + bytes(64), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(64), "7-Zip"), (b"%PDF-1.7\n" + bytes(64), "PDF"),
        (b"BZh91AY&SY" + bytes(64), "bzip2"), (b"\xfd7zXZ\x00" + bytes(64), "xz"), (b"\x28\xb5\x2f\xfd" + bytes(64), "zstd"),
        (b"", "rỗng"),
    ]:  # fmt: skip
        defect.unreadable(magic, words)
    rows = [[*HEADINGS], *[[int(row.code), row.day, row.amount, row.name] for row in ROWS]]
    parts = workbook.parts("Biểu 1", rows)
    defect.add(zipped(parts, DAY, True), expected=[("row", line, row) for line, row in enumerate(ROWS, 2)], entry="Biểu 1")


def archives() -> None:
    defect = Defect("30-archives")
    for number, (name, is_compressed) in enumerate([("a.csv", True), ("thu-muc/b.csv", False), ("sâu/hơn/c.txt", True), ("D.TSV", False)]):
        new = table(["Biểu " + LABEL], delimiter=KINDS[number]).rows()
        clutter = {"__MACOSX/._a.csv": b"x", "~$a.csv": b"x", "readme.txt": b"x"} if number % 2 else {}
        content = zipped({name: new.text.encode(), **clutter}, DAY, is_compressed)
        defect.add(content, kind="zip", expected=new.expected, entry=name)
    for newline in ("\n", "\r\n"):
        new = table(["Biểu nén " + LABEL], newline=newline).rows()
        defect.add(gzipped(new.text.encode()), kind="csv.gz", expected=new.expected)
    whole = zipped({"a.csv": table().rows().text.encode() * 40}, DAY, False)
    defect.unreadable(whole[: len(whole) // 2], "nén", kind="zip")
    defect.unreadable(gzipped(table().rows().text.encode() * 40)[:-20], "thiếu phần cuối", kind="csv.gz")


def more_columns() -> None:
    defect = Defect("31-other-columns")
    for place in range(5):
        headings = [*HEADINGS[:place], "Cột thêm " + LABEL, *HEADINGS[place:]]
        new = table(headings=headings)
        for row in ROWS:
            cells = written(row)
            new.keep(row, [*cells[:place], "ẩn", *cells[place:]])
        defect.add(new)
    order = [3, 1, 0, 2]
    new = table(headings=[HEADINGS[place] for place in order])
    for row in ROWS:
        cells = written(row)
        new.keep(row, [cells[place] for place in order])
    defect.add(new)
    less = Table()
    less.line(*HEADINGS[:2], HEADINGS[3])
    less.line("10471", "28/10/2024", LABEL)
    defect.unreadable(less, "Số tiền")


def sub_projects() -> None:
    defect = Defect(
        "32-sub-projects", name_type="code", name=", map: projects",
        tail="maps:\n  projects:\n    '0472': [Dự án 2, DA2, Dự án II, DA 2]\n    '0473.1': [TDA1-DA3, Tiểu dự án 1 - Dự án 3]\n",
    )  # fmt: skip
    for target, writing in [
        ("0472", "Dự án 2"), ("0472", "DA2"), ("0472", "Dự án II"), ("0472", "DA-2"), ("0472", "dự án 2"), ("0472", "DA 2:"),
        ("0473.1", "TDA1-DA3"), ("0473.1", "TDA1 - DA3"), ("0473.1", "Tiểu dự án 1 – Dự án 3"),
    ]:  # fmt: skip
        new = table(["Biểu " + LABEL])
        new.keep(Row(name=target), ["10471", "28/10/2024", "170.602", writing])
        defect.add(new)


for define in (
    titles, merged_headers, outlines, totals, footers, units, number_formats, lone_separators, negatives, blanks, percents,
    dates, encodings, lookalikes, keys_of_people, codes, dialects, wrong_kinds, archives, more_columns, sub_projects,
):  # fmt: skip
    define()
