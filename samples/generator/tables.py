"""The ground truth: units, projects, plans and disbursements that all other figures come from.

All figures are simulated. Plans are in million đồng, disbursements in đồng, as such tables are
printed. The same money is stated several times (by unit, by project, by cell, by capital type);
check() demands that the statements agree.
"""

from dataclasses import dataclass
from fractions import Fraction

LABEL = "số liệu mô phỏng"
INVESTMENT, RECURRENT = "DTPT", "SN"
MILLION = 1_000_000


@dataclass(frozen=True)
class Unit:
    sign: str
    code: str
    name: str
    head: str
    folder: str

    @property
    def is_provincial(self) -> bool:
        return self.sign.startswith("T")


def _district(sign: str, kind: str, place: str, folder: str) -> Unit:
    return Unit(sign, f"10{sign}01", f"UBND {kind} {place}", f"Chủ tịch UBND {kind} {place}", folder)


def _agency(sign: str, first: str) -> Unit:
    return Unit(sign, f"{first}04{sign[1:]}01", f"Đơn vị cấp tỉnh {sign}", f"Thủ trưởng đơn vị {sign}", sign.lower())


UNITS = [
    _district("883", "thành phố", "Long Xuyên", "long-xuyen"),
    _district("884", "thành phố", "Châu Đốc", "chau-doc"),
    _district("886", "huyện", "An Phú", "an-phu"),
    _district("887", "thị xã", "Tân Châu", "tan-chau"),
    _district("888", "huyện", "Phú Tân", "phu-tan"),
    _district("889", "huyện", "Châu Phú", "chau-phu"),
    _district("890", "thị xã", "Tịnh Biên", "tinh-bien"),
    _district("891", "huyện", "Tri Tôn", "tri-ton"),
    _district("892", "huyện", "Châu Thành", "chau-thanh"),
    _district("893", "huyện", "Chợ Mới", "cho-moi"),
    _district("894", "huyện", "Thoại Sơn", "thoai-son"),
    *(_agency(f"T{number:02}", "3" if number in (5, 10) else "1") for number in range(1, 11)),
]
UNIT = {unit.sign: unit for unit in UNITS}

PROJECTS = {
    "0471": "Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội các huyện nghèo, các xã đặc biệt khó khăn"
    " vùng bãi ngang, ven biển và hải đảo",
    "0472": "Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo",
    "0473": "Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng",
    "0474": "Phát triển giáo dục nghề nghiệp, việc làm bền vững",
    "0475": "Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo trên địa bàn các huyện nghèo",
    "0476": "Truyền thông và giảm nghèo về thông tin",
    "0477": "Nâng cao năng lực và giám sát, đánh giá Chương trình",
}

# unit, plan and disbursed of investment, plan and disbursed of recurrent capital, disbursed at 20/08
_BY_UNIT = """
883 0 0 4210 513588950 357737950
884 0 0 4600 1608055150 1096771150
886 0 0 16730 4026605100 2996589900
887 0 0 13390 4303800850 2941032250
888 0 0 14710 5009492300 3722034550
889 0 0 15440 5976730250 3769635000
890 0 0 18030 3651995050 2430639600
891 105700 89701702000 66270 23873945900 93565325800
892 0 0 12760 4939938550 3312791800
893 0 0 12500 4213958300 3012259200
894 0 0 12030 4089166600 2828617100
T01 0 0 12050 1711241800 1137808200
T02 0 0 7900 770555550 452006250
T03 0 0 3950 0 0
T04 0 0 2350 518603100 379177300
T05 0 0 1450 660748950 517368100
T06 0 0 1380 0 0
T07 0 0 640 464207000 300141700
T08 0 0 960 0 0
T09 18200 10066420000 6850 1067896600 9477198600
T10 10180 3178196000 4300 255374250 2891548450
"""

# project, plan and disbursed of investment, plan and disbursed of recurrent capital
_BY_PROJECT = """
0471 105700 89701702000 9450 4131921450
0472 0 0 89670 29290020600
0473 0 0 40720 9803054900
0474 28380 13244616000 54630 10747900600
0475 0 0 20400 9596149300
0476 0 0 10380 1120602750
0477 0 0 7250 2966254650
"""

# unit, project, plan, disbursed at 28/10, disbursed at 20/08
_INVESTMENT_CELLS = """
891 0471 105700 89701702000 77293043600
T09 0474 18200 10066420000 8657121000
T10 0474 10180 3178196000 2733248000
"""

# unit, then for each project: code plan/disbursed. Two cells are empty inside units that do spend.
_RECURRENT_CELLS = """
883 0472 2150/0 0473 520/128168900 0474 1150/262237500 0476 180/34682000 0477 210/88500550
884 0472 2480/931841550 0473 700/228006900 0474 980/286085800 0476 210/51859350 0477 230/110261550
886 0472 9300/2440922250 0473 3100/662824200 0474 3350/674633800 0476 520/77912150 0477 460/170312700
887 0472 7150/2620005700 0473 2450/748380200 0474 2900/664824500 0476 470/100627050 0477 420/169963400
888 0472 8050/3110394100 0473 2700/787630900 0474 3050/810788500 0476 480/95546950 0477 430/205131850
889 0472 8400/3806989200 0473 2900/970090500 0474 3200/860968050 0476 500/123356900 0477 440/215325600
890 0472 9850/2114712800 0473 3650/748649250 0474 3450/620483300 0476 560/0 0477 520/168149700
891 0471 9450/4131921450 0472 18600/5804362550 0473 7850/2064627650 0474 8100/1764002200 0475 20400/9596149300 0476 980/182294100 0477 890/330588650
892 0472 6900/2952656700 0473 2300/819223900 0474 2750/840503950 0476 430/114196900 0477 380/213357100
893 0472 6700/2567153900 0473 2250/686047900 0474 2750/675664900 0476 430/100437250 0477 370/184654350
894 0472 6300/2280232900 0473 2050/670245950 0474 2900/837054900 0476 420/98660700 0477 360/202972150
T01 0474 8900/1127382350 0476 1250/141029400 0477 1900/442830050
T02 0473 7900/770555550
T03 0476 3950/0
T04 0473 2350/518603100
T05 0472 1450/660748950
T06 0472 1380/0
T07 0477 640/464207000
T08 0472 960/0
T09 0474 6850/1067896600
T10 0474 4300/255374250
"""

# At 20/08 the housing project of Tri Tôn had not yet received its 480 million.
REALLOCATED = ("891", "0475", RECURRENT)
REALLOCATED_MILLIONS = 480


@dataclass(frozen=True)
class Cell:
    unit: str
    project: str
    capital: str
    planned: int
    """Million đồng, at 28/10."""
    disbursed: int
    """Đồng, at 28/10."""
    before: int
    """Đồng, at 20/08."""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.unit, self.project, self.capital

    @property
    def planned_before(self) -> int:
        return self.planned - (REALLOCATED_MILLIONS if self.key == REALLOCATED else 0)


def _rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n") if line]


def _numbers(text: str) -> dict[str, list[int]]:
    return {row[0]: [int(figure) for figure in row[1:]] for row in _rows(text)}


def cells() -> list[Cell]:
    """One cell per unit, project and capital type, ordered by these."""
    by_unit = _numbers(_BY_UNIT)
    found = [
        Cell(unit, project, INVESTMENT, *map(int, figures)) for unit, project, *figures in _rows(_INVESTMENT_CELLS)
    ]
    invested_before = {cell.unit: cell.before for cell in found}
    for unit, *pairs in _rows(_RECURRENT_CELLS):
        figures = [tuple(map(int, pair.split("/"))) for pair in pairs[1::2]]
        # For 20/08 only the unit's total is known: each project gets its share of it by what it had
        # spent by 28/10, in whole thousands, and the largest project takes the remainder.
        before_total = by_unit[unit][4] - invested_before.get(unit, 0)
        total = sum(disbursed for _, disbursed in figures)
        before = [before_total * disbursed // (total or 1) // 1000 * 1000 for _, disbursed in figures]
        largest = max(range(len(figures)), key=lambda index: figures[index][1])
        before[largest] += before_total - sum(before)
        found += [
            Cell(unit, project, RECURRENT, planned, disbursed, earlier)
            for project, (planned, disbursed), earlier in zip(pairs[0::2], figures, before, strict=True)
        ]
    return sorted(found, key=lambda cell: cell.key)


def percent(part: int, whole: int) -> str:
    """As printed: two decimals, half up, decimal comma."""
    hundredths = int(Fraction(part * 10_000, whole) + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02}"


def check(found: list[Cell]) -> None:
    """The cells reproduce every total that is stated about them."""

    def total(field: str, **where: str) -> int:
        return sum(
            getattr(cell, field) for cell in found if all(getattr(cell, name) == value for name, value in where.items())
        )

    for cell in found:
        assert 0 <= cell.before <= cell.disbursed <= cell.planned * MILLION, cell
        assert cell.project in PROJECTS and cell.unit in UNIT
    assert len({cell.key for cell in found}) == len(found)

    for unit, (*by_capital, before) in _numbers(_BY_UNIT).items():
        assert by_capital == [
            total(field, unit=unit, capital=capital)
            for capital in (INVESTMENT, RECURRENT)
            for field in ("planned", "disbursed")
        ], unit
        assert before == total("before", unit=unit), unit
    for project, by_capital in _numbers(_BY_PROJECT).items():
        assert by_capital == [
            total(field, project=project, capital=capital)
            for capital in (INVESTMENT, RECURRENT)
            for field in ("planned", "disbursed")
        ], project

    # capital type: plan, disbursed, rate at 28/10, then the same at 20/08
    for where, planned, disbursed, rate, planned_before, before, rate_before in [
        ({"capital": INVESTMENT}, 134_080, 102_946_318_000, "76,78", 134_080, 88_683_412_600, "66,14"),
        ({"capital": RECURRENT}, 232_500, 67_655_904_250, "29,10", 232_020, 46_505_270_300, "20,04"),
        ({}, 366_580, 170_602_222_250, "46,54", 366_100, 135_188_682_900, "36,93"),
    ]:
        assert (planned, disbursed) == (total("planned", **where), total("disbursed", **where)), where
        assert (planned_before, before) == (total("planned_before", **where), total("before", **where)), where
        assert percent(disbursed, planned * MILLION) == rate, where
        assert percent(before, planned_before * MILLION) == rate_before, where
