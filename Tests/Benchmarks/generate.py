#!/usr/bin/env python3
"""Makes the books that the benchmark reconciles: what was allocated, what the treasury paid, what the agencies report.

  generate.py --rows N --seed S --out DIR [--gz] [--zip]

allocations.csv has N/20 rows, treasury.csv N, agency.csv about N (unit after unit, so in another order), and truth.json
the number of findings of every kind. The same arguments give the same bytes on every machine: each choice is arithmetic
on (seed, stream, row), never a generator with a state, because DuckDB's threads reach the rows in no fixed order.
"""
import argparse
import gzip
import json
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

TABLES = ("allocations", "treasury", "agency")

# Errors are dealt in hands of 1004 transactions, of which the treasury books 999, one of them twice: so every thousand
# treasury rows hold exactly these many of each kind, and truth.json needs no estimate.
HAND = 1004
KINDS = {
    "missing_in_treasury": 5,
    "duplicate_in_treasury": 1,
    "duplicate_in_agency": 2,
    "missing_in_agency": 5,
    "amount_diff": 10,
    "amount_within_tolerance": 5,
    "date_shift": 10,
    "capital_miscoded": 5,
    "unknown_unit": 2,
}

SOURCES = ["NSTW", "NST", "NSH", "NSX", "ODA", "XSKT"]

BODIES = [
    "Trường Mầm non", "Trường Tiểu học", "Trường THCS", "Trạm Y tế", "UBND xã", "Phòng Lao động - TBXH",
    "Phòng Nông nghiệp và PTNT", "Ban Quản lý dự án ĐTXD", "Trung tâm Dịch vụ nông nghiệp", "Trung tâm GDNN - GDTX",
]

PLACES = [
    "Vĩnh Trung", "An Cư", "Văn Giáo", "Tân Lợi", "Núi Voi", "Lương Phi", "Ô Lâm", "Cô Tô", "Châu Lăng", "Lê Trì",
    "Vĩnh Gia", "Lạc Quới", "Phú Hữu", "Quốc Thái", "Nhơn Hội", "Khánh An", "Bình Thạnh", "Hòa Bình Thạnh",
]

DISTRICTS = [
    "Thành phố Long Xuyên", "Thành phố Châu Đốc", "Huyện An Phú", "Thị xã Tân Châu", "Huyện Phú Tân", "Huyện Châu Phú",
    "Thị xã Tịnh Biên", "Huyện Tri Tôn", "Huyện Châu Thành", "Huyện Chợ Mới", "Huyện Thoại Sơn",
]

# Six of the twenty hold a comma and the last one quotes too: a reader that splits at commas fails on 30 % of the rows.
DESCRIPTIONS = [
    "Chuyển kinh phí mô hình nuôi bò sinh sản cho hộ nghèo đợt {} ấp {}",
    "Thanh toán khối lượng đường giao thông nông thôn gói {} đoạn {}",
    "Tạm ứng hợp đồng xây lắp số {}/HĐXD công trình cầu nông thôn số {}",
    "Hoàn ứng chi phí tập huấn cán bộ giảm nghèo lớp {} đợt {}",
    "Chi hỗ trợ sửa chữa nhà ở hộ cận nghèo danh sách {} tổ {}",
    "Mua cây giống và phân bón dự án đa dạng hóa sinh kế lô {} tổ {}",
    "Chi đào tạo nghề lao động nông thôn khóa {} nhóm {}",
    "Thanh toán tiền in tài liệu truyền thông hợp đồng {} phụ lục {}",
    "Chi rà soát hộ nghèo và hộ cận nghèo địa bàn {} khóm {}",
    "Hỗ trợ vi chất dinh dưỡng trẻ em dưới năm tuổi đợt {} điểm {}",
    "Thanh toán chi phí giám sát thi công hạng mục {} lần {}",
    "Chi duy tu bảo dưỡng kênh nội đồng tuyến {} lần {}",
    "Tạm ứng mua máy nông nghiệp cho tổ hợp tác số {} lần {}",
    "Nộp trả kinh phí thừa theo kết luận kiểm tra số {} mục {}",
    "Chi khảo sát, thiết kế, lập dự toán công trình số {} bước {}",
    "Mua giống lúa, thuốc bảo vệ thực vật cho nhóm hộ {} vụ {}",
    "Chi công tác phí, hội nghị sơ kết chương trình quý {} đoàn {}",
    "Thanh toán cải tạo nhà văn hóa, sân thể thao ấp {} giai đoạn {}",
    "Hỗ trợ đi làm việc ở nước ngoài, học phí ngoại ngữ lớp {} khóa {}",
    'Tổ chức ngày hội "Việc làm, an sinh" lần {} cụm {}',
]


def draws(db, seed):
    """Defines `draw(n, stream)`: 32 bits that look random, by multiplying and folding the upper half onto the lower.

    Multiplying alone, whatever the moduli, is all but linear and showed as stripes. 32-bit factors, because their product
    still fits UBIGINT: SQL refuses to overflow. Streams lie 2^27 rows apart, so that two of them never meet.
    """
    db.execute("CREATE MACRO fold(x, factor) AS xor(x, x >> 16) * factor % 4294967296")
    db.execute(f"""
        CREATE MACRO draw(n, stream) AS
          fold(fold(fold(n::UBIGINT + stream::UBIGINT * 134217728, 2146121005) + {seed % 2**31}, 2221713035), 3266489917)""")


def literals(values):
    """A Python list as an SQL list: the texts are our own, only the apostrophe would need care."""
    return "[" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + "]"


def plan(db, rows):
    """Positions (unit, project, capital, source) and the transactions on them, still as numbers."""
    allocated = rows // 20
    units = -(-allocated // 25)
    hands, rest = divmod(rows, 1000)
    transactions = hands * HAND + rest

    # 7 projects × 2 capitals × 2 sources fit 25 positions into a unit without a repeat; project 7 is used by positions
    # that nobody allocated. The multipliers are coprime to their moduli: two units never share a code.
    db.execute(f"""
        CREATE TABLE unit AS
        SELECT u, (1000000 + (u * 611953 + 271) % 8900000)::VARCHAR AS unit_code,
               format('KB{{:04d}}-2025-', 100 + draw(u, 1) % 40) AS prefix,
               list_extract({literals(DISTRICTS)}, (1 + draw(u, 2) % {len(DISTRICTS)})::INT) AS district,
               list_extract({literals(BODIES)}, (1 + draw(u, 3) % {len(BODIES)})::INT)
                 || ' ' || list_extract({literals(PLACES)}, (1 + draw(u, 4) % {len(PLACES)})::INT)
                 || CASE WHEN draw(u, 5) % 4 = 0 THEN ', ' || district ELSE ' ' || (u + 1) END AS unit_name
        FROM range({units}) AS r(u)""")
    db.execute(f"""
        CREATE TABLE position AS
        SELECT p, u, unit_code, prefix, unit_name, district, p >= {allocated} AS unplanned,
               CASE WHEN p < {allocated} THEN p % 25 ELSE 7 END AS slot,
               (7000000 + (u * 8 + CASE WHEN unplanned THEN 7 ELSE slot % 7 END) * 380027 % 1000000)::VARCHAR AS project_code,
               slot // 7 % 2 AS recurrent,
               list_extract({literals(SOURCES)}, (1 + (u + slot + slot // 14) % 6)::INT) AS source,
               NOT unplanned AND draw(p, 6) % 100 < 3 AS unspent
        FROM (SELECT p, CASE WHEN p < {allocated} THEN p // 25 ELSE p - {allocated} END AS u
              FROM range({allocated + max(1, allocated // 200)}) AS r(p)) JOIN unit USING (u)""")
    db.execute("""
        CREATE TABLE spending AS
        SELECT row_number() OVER (ORDER BY p) - 1 AS s, p FROM position WHERE NOT unspent""")
    spending = db.execute("SELECT count(*) FROM spending").fetchone()[0]

    # `card` shuffles each hand its own way: odd steps below the prime factor 251 of 1004 reach every place once.
    thresholds, upto = [], 0
    for name, share in KINDS.items():
        upto += share
        thresholds.append(f"WHEN card < {upto} THEN '{name}'")
    db.execute(f"""
        CREATE TABLE transaction AS
        SELECT n, p,
               (n % {HAND} * (2 * (draw(n // {HAND}, 7) % 125) + 1) + draw(n // {HAND}, 8)) % {HAND} AS card,
               CASE WHEN n >= {hands * HAND} THEN 'clean' {' '.join(thresholds)} ELSE 'clean' END AS kind,
               (500000::BIGINT << (draw(n, 9) % 13)::INT) AS least,
               least + (draw(n, 10) % least)::BIGINT AS exact,
               CASE WHEN draw(n, 11) % 2 = 0 THEN exact ELSE exact - exact % 1000 END
                 * CASE WHEN draw(n, 12) % 100 < 3 THEN -1 ELSE 1 END AS amount,
               n * 365 // {transactions} AS day
        FROM (SELECT n, (draw(n, 13) % {spending})::BIGINT AS s FROM range({transactions}) AS r(n)) JOIN spending USING (s)""")


def money(db):
    """What was spent on each position, and an allocation that fits it: enough, too little, or for nothing yet."""
    db.execute("""
        CREATE TABLE balance AS
        SELECT position.*, coalesce(spent, 0)::BIGINT AS spent, spent IS NOT NULL AS booked,
               CASE WHEN coalesce(spent, 0) <= 0 THEN 100 + draw(p, 14) % 50000
                    WHEN draw(p, 15) % 100 < 2 THEN spent // 100 * (60 + draw(p, 16) % 39) // 1000000 + 1
                    ELSE spent // 100 * (101 + draw(p, 16) % 160) // 1000000 + 1 END::BIGINT * 1000000 AS allocated
        FROM position LEFT JOIN (
          SELECT p, sum(CASE kind WHEN 'duplicate_in_treasury' THEN 2 * amount ELSE amount END) AS spent
          FROM transaction WHERE kind <> 'missing_in_treasury' GROUP BY p) USING (p)""")


def write(db, out):
    """The three files. Every ORDER BY is total, or leaves only identical rows to chance."""
    def copy(name, query):
        db.execute(f"COPY ({query}) TO '{out / name}.csv' (HEADER, DELIMITER ',')")

    def text(stream):
        return (f"format(list_extract({literals(DESCRIPTIONS)}, (1 + draw(n, {stream}) % {len(DESCRIPTIONS)})::INT),"
                f" 1 + draw(n, {stream + 1}) % 480, 1 + draw(n, {stream + 1}) // 480 % 60)")

    copy("allocations", """
        SELECT unit_code, unit_name, district, project_code, ['DTPT', 'SN'][recurrent + 1] AS capital_type, source,
               2025 AS budget_year, allocated
        FROM balance WHERE NOT unplanned ORDER BY p""")
    copy("treasury", f"""
        SELECT prefix || lpad((n + 1)::VARCHAR, 9, '0') AS voucher_no,
               strftime(DATE '2025-01-01' + day::INT, '%d/%m/%Y') AS posting_date,
               unit_code, project_code, ['DTPT', 'SN'][recurrent + 1] AS capital_type, source, amount,
               {text(17)} AS description
        FROM (FROM transaction UNION ALL FROM transaction WHERE kind = 'duplicate_in_treasury') JOIN position USING (p)
        WHERE kind <> 'missing_in_treasury' ORDER BY n""")
    copy("agency", f"""
        SELECT prefix || lpad((n + 1)::VARCHAR, 9, '0') AS voucher_no,
               strftime(DATE '2025-01-01' + (day + CASE kind WHEN 'date_shift' THEN 1 + draw(n, 19) % 5 ELSE 0 END)::INT,
                        '%d/%m/%Y') AS posting_date,
               CASE kind WHEN 'unknown_unit' THEN (9900000 + draw(n, 20) % 100000)::VARCHAR ELSE unit_code END AS unit_code,
               project_code,
               ['DTPT', 'SN'][1 + CASE kind WHEN 'capital_miscoded' THEN 1 - recurrent ELSE recurrent END] AS capital_type,
               source,
               replace(format('{{:,}}', amount + CASE WHEN draw(n, 21) % 2 = 0 THEN 1 ELSE -1 END
                 * CASE kind WHEN 'amount_diff' THEN 1001 + draw(n, 22) % 10000000
                             WHEN 'amount_within_tolerance' THEN 1 + draw(n, 22) % 1000 ELSE 0 END::BIGINT), ',', '.') AS amount,
               CASE WHEN draw(n, 23) % 4 = 0 THEN {text(24)} ELSE {text(17)} END AS description
        FROM (FROM transaction UNION ALL FROM transaction WHERE kind = 'duplicate_in_agency') JOIN position USING (p)
        WHERE kind <> 'missing_in_agency' ORDER BY u, n""")


def truth(db, rows, seed):
    """What must be found, from what was planted: no reconciliation is run for it."""
    planted = dict.fromkeys(KINDS, 0)
    planted |= dict(db.execute("SELECT kind, count(*) FROM transaction WHERE kind <> 'clean' GROUP BY kind").fetchall())
    late = db.execute("SELECT count(*) FROM transaction WHERE kind = 'date_shift' AND 1 + draw(n, 19) % 5 > 3").fetchone()[0]
    over, zero, below, unplanned, spent, allocated = db.execute("""
        SELECT count(*) FILTER (planned AND spent > allocated), count(*) FILTER (planned AND spent = 0),
               count(*) FILTER (planned AND spent <= allocated AND spent <> 0
                                AND spent * total_allocated < allocated * total_spent),
               count(*) FILTER (NOT planned AND booked), any_value(total_spent), any_value(total_allocated)
        FROM (SELECT NOT unplanned AS planned, booked, spent::HUGEINT AS spent, allocated,
                     sum(spent) OVER () AS total_spent, sum(allocated) FILTER (NOT unplanned) OVER () AS total_allocated
              FROM balance)""").fetchone()
    return {
        "rows": rows, "seed": seed, "planted": planted,
        "A": {
            "MISSING_IN_AGENCY": planted["missing_in_agency"],
            "MISSING_IN_TREASURY": planted["missing_in_treasury"],
            "DUPLICATE": planted["duplicate_in_agency"] + planted["duplicate_in_treasury"],
            "AMOUNT_DIFF": planted["amount_diff"],
            "DATE_DIFF": late,
            "CAPITAL_DIFF": planted["capital_miscoded"],
            "UNKNOWN_UNIT": planted["unknown_unit"],
        },
        "B": {"OVER": over, "ZERO": zero, "BELOW_AVG": below, "NO_ALLOCATION": unplanned},
        "disbursed": int(spent), "allocated": int(allocated),
    }


def compress(path, as_gz, as_zip):
    """Beside the plain file; without time stamps, or the same arguments would not give the same bytes."""
    if as_gz:
        with open(path, "rb") as plain, open(f"{path}.gz", "wb") as raw:
            with gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
                shutil.copyfileobj(plain, packed, 1 << 20)
    if as_zip:
        with zipfile.ZipFile(f"{path}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            entry = zipfile.ZipInfo(path.name, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(path, "rb") as plain, archive.open(entry, "w", force_zip64=True) as packed:
                shutil.copyfileobj(plain, packed, 1 << 20)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, required=True, help="treasury rows, at least 1000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gz", action="store_true")
    parser.add_argument("--zip", action="store_true")
    options = parser.parse_args()
    if not 1000 <= options.rows <= 100_000_000:
        parser.error("--rows: from 1000 (one hand of errors) to 100 million (the distance of two streams)")

    options.out.mkdir(parents=True, exist_ok=True)
    db = duckdb.connect()
    draws(db, options.seed)
    plan(db, options.rows)
    money(db)
    write(db, options.out)
    # Two workers: zlib works outside the interpreter's lock.
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(lambda name: compress(options.out / f"{name}.csv", options.gz, options.zip), TABLES))
    # Last, so that a folder with truth.json is a finished one.
    found = json.dumps(truth(db, options.rows, options.seed), indent=1)
    (options.out / "truth.json").write_text(found + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
