"""The treasury's side: each cell of the tables is split into vouchers that add up to it exactly."""

from dataclasses import dataclass
from datetime import date, timedelta

from generator.noise import draw
from generator.tables import INVESTMENT, MILLION, RECURRENT, Cell

YEAR_START = date(2024, 1, 15)
PREVIOUS = date(2024, 8, 20)
AS_OF = date(2024, 10, 28)

# Days on which no treasury office posts, besides weekends.
_HOLIDAYS = {date(2024, 2, day) for day in range(8, 15)} | {
    date(2024, 4, 18),
    date(2024, 4, 29),
    date(2024, 4, 30),
    date(2024, 5, 1),
    date(2024, 9, 2),
    date(2024, 9, 3),
}

# A typical payment: grants to households are many and small, works are few and large.
_TYPICAL_AMOUNT = {RECURRENT: 24 * MILLION, INVESTMENT: 350 * MILLION}

_PURPOSES = {
    "0471": [
        "Thanh toán khối lượng hoàn thành",
        "Tạm ứng theo hợp đồng",
        "Thanh toán chi phí tư vấn, giám sát",
    ],
    "0472": [
        "Hỗ trợ mô hình chăn nuôi bò sinh sản",
        "Hỗ trợ cây giống, phân bón",
        "Tập huấn kỹ thuật cho hộ nghèo",
    ],
    "0473": [
        "Hỗ trợ vật tư nông nghiệp",
        "Bổ sung vi chất dinh dưỡng",
        "Hỗ trợ con giống, thức ăn chăn nuôi",
    ],
    "0474": ["Đào tạo nghề dưới 3 tháng", "Mua sắm thiết bị dạy nghề", "Tư vấn, giới thiệu việc làm"],
    "0475": ["Hỗ trợ xây mới nhà ở", "Hỗ trợ sửa chữa nhà ở"],
    "0476": ["Truyền thông cơ sở", "In ấn tài liệu, pa nô", "Nâng cấp đài truyền thanh xã"],
    "0477": [
        "Tập huấn cán bộ giảm nghèo",
        "Rà soát hộ nghèo, hộ cận nghèo",
        "Kiểm tra, giám sát Chương trình",
    ],
}
_RECOVERY = "Nộp trả kinh phí"


@dataclass(eq=False)
class Voucher:
    """One posting. Compared by identity: two equal postings are still two."""

    date: date
    unit: str
    project: str
    capital: str
    amount: int
    text: str
    number: str = ""


# Two postings with one amount and one purpose, two days apart. The agency reports one of them under
# another number, so that nothing can tell which; see plant.py.
_TWINS = [
    (("892", "0472", RECURRENT), date(2024, 9, 10), 18_000_000),
    (("892", "0472", RECURRENT), date(2024, 9, 12), 18_000_000),
]

# Exports made on 30/10 hold postings after the cut-off. They belong to no total of the scenario.
_AFTER_CUT_OFF = [
    (("886", "0472", RECURRENT), date(2024, 10, 29), 36_000_000),
    (("886", "0473", RECURRENT), date(2024, 10, 30), 12_500_000),
    (("891", "0471", INVESTMENT), date(2024, 10, 29), 1_250_000_000),
    (("891", "0472", RECURRENT), date(2024, 10, 29), 48_000_000),
    (("891", "0475", RECURRENT), date(2024, 10, 30), 44_000_000),
    (("T01", "0474", RECURRENT), date(2024, 10, 29), 25_300_000),
    (("T09", "0474", INVESTMENT), date(2024, 10, 30), 415_000_000),
]


def working_days(first: date, last: date) -> list[date]:
    days = (first + timedelta(days) for days in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in _HOLIDAYS]


def _split(total: int, count: int, stream: str) -> list[int]:
    """Amounts as people pay them: skewed, mostly round, and the last one makes the total exact."""
    # A product of three draws is skewed as payments are, without a logarithm that may round
    # differently elsewhere. Ascending order keeps what rounding leaves over small beside the next.
    weights = sorted(
        (draw(stream, 3 * index, 1000) + 60)
        * (draw(stream, 3 * index + 1, 1000) + 60)
        * (draw(stream, 3 * index + 2, 1000) + 60)
        for index in range(count)
    )
    amounts, carried = [], 0
    for index, weight in enumerate(weights[:-1]):
        exact = total * weight // sum(weights) + carried
        grains = [grain for grain in (1_000, 50_000, 500_000, 1_000_000, 5_000_000) if grain * 4 <= exact]
        grain = grains[draw(stream + "/grain", index, len(grains))] if grains else 50
        amounts.append(max((exact + grain // 2) // grain, 1) * grain)
        carried = exact - amounts[-1]
    return [*amounts, total - sum(amounts)]


def _postings(cell: Cell, total: int, days: list[date]) -> list[Voucher]:
    """Vouchers of one cell in one period, in no particular order."""
    stream = "/".join((*cell.key, days[0].isoformat()))

    def posting(day: date, amount: int, text: str) -> Voucher:
        return Voucher(day, *cell.key, amount, text)

    fixed = [(day, amount) for key, day, amount in _TWINS if key == cell.key and day in days]
    rest = total - sum(amount for _, amount in fixed)
    count = max(3, rest // _TYPICAL_AMOUNT[cell.capital]) if rest else 0
    found = [posting(day, amount, _PURPOSES[cell.project][0]) for day, amount in fixed]
    if count >= 12 and draw(stream + "/recovery", 0, 3) == 0:
        # What is paid back has been paid before: the other vouchers make up for it.
        recovered = (1 + draw(stream + "/recovery", 1, 16)) * 500_000
        found.append(posting(days[-1 - draw(stream + "/recovery", 2, len(days) // 3)], -recovered, _RECOVERY))
        rest += recovered
    for index, amount in enumerate(_split(rest, count, stream) if count else []):
        texts = _PURPOSES[cell.project]
        day = days[draw(stream + "/day", index, len(days))]
        found.append(posting(day, amount, texts[draw(stream + "/text", index, len(texts))]))
    return found


def treasury(found: list[Cell]) -> list[Voucher]:
    """All postings, by date within each unit, numbered in this order."""
    vouchers = [Voucher(day, *key, amount, _PURPOSES[key[1]][0]) for key, day, amount in _AFTER_CUT_OFF]
    for cell in found:
        vouchers += _postings(cell, cell.before, working_days(YEAR_START, PREVIOUS))
        vouchers += _postings(cell, cell.disbursed - cell.before, working_days(PREVIOUS + timedelta(1), AS_OF))
    vouchers.sort(key=lambda voucher: (voucher.unit, voucher.date, voucher.project, voucher.capital, voucher.amount))
    last_number: dict[tuple[str, str], int] = {}
    for voucher in vouchers:
        kind = "NTR" if voucher.amount < 0 else "RDT" if voucher.capital == RECURRENT else "GRV"
        last_number[kind, voucher.unit] = last_number.get((kind, voucher.unit), 0) + 1
        voucher.number = f"{kind}-{voucher.unit}-{last_number[kind, voucher.unit]:04}"
    return vouchers


def twins(vouchers: list[Voucher]) -> list[Voucher]:
    """The two postings that only their dates and numbers tell apart."""
    return [
        voucher
        for voucher in vouchers
        if ((voucher.unit, voucher.project, voucher.capital), voucher.date, voucher.amount) in _TWINS
    ]


def check(vouchers: list[Voucher], found: list[Cell]) -> None:
    """Every cell is met to the đồng on both dates, and a number names one posting."""
    assert len({voucher.number for voucher in vouchers}) == len(vouchers)
    assert len(twins(vouchers)) == len(_TWINS)
    assert 2_500 <= len(vouchers) <= 4_000, len(vouchers)
    assert all(voucher.amount for voucher in vouchers)
    assert all(voucher.date in working_days(YEAR_START, date(2024, 10, 31)) for voucher in vouchers)
    for cell in found:
        own = [voucher for voucher in vouchers if (voucher.unit, voucher.project, voucher.capital) == cell.key]
        assert sum(voucher.amount for voucher in own if voucher.date <= AS_OF) == cell.disbursed, cell
        assert sum(voucher.amount for voucher in own if voucher.date <= PREVIOUS) == cell.before, cell
