#!/usr/bin/env python3
"""The benchmark's work in DuckDB, for comparison: duckdb_work.py DATA OUT [--threads N] [--suffix .gz]

A.csv has a row for each (voucher, kind of discrepancy) between treasury.csv and agency.csv, B.csv one for each position
that is over its allocation, not begun, below the average, or paid without an allocation.

This is the fastest of the ways tried: only the treasury is stored; the agencies' file is joined while it is parsed, and
the join keeps a voucher's values only when something about it is suspicious. Storing both sides, with or without the
hashes beside the keys, and one GROUP BY over both sides were slower or level.
"""
import argparse
from pathlib import Path

import duckdb

VOUCHERS = ("voucher_no", "posting_date", "unit_code", "project_code", "capital_type", "source", "amount", "description")
ALLOCATIONS = ("unit_code", "unit_name", "district", "project_code", "capital_type", "source", "budget_year", "allocated")


def csv(path, columns, integers=()):
    """Declared columns: sniffing would read the file's beginning twice, and could take a code for a number."""
    types = ", ".join(f"'{name}': '{'BIGINT' if name in integers else 'VARCHAR'}'" for name in columns)
    return (f"read_csv('{path}', header=true, auto_detect=false, delim=',', quote='\"', escape='\"',"
            f" columns={{{types}}})")


def load(db, data, suffix):
    db.execute(f"CREATE TEMP TABLE plan AS FROM {csv(data / f'allocations.csv{suffix}', ALLOCATIONS, ['allocated'])}")
    db.execute(f"""
        CREATE TEMP TABLE t AS
        SELECT voucher_no, posting_date, unit_code, project_code, capital_type, source, amount
        FROM {csv(data / f'treasury.csv{suffix}', VOUCHERS, ['amount'])}""")
    # The agencies write 1.234.567: text until the dots are gone.
    db.execute(f"""
        CREATE TEMP VIEW a AS
        SELECT voucher_no, posting_date, unit_code, capital_type, replace(amount, '.', '')::BIGINT AS amount
        FROM {csv(data / f'agency.csv{suffix}', VOUCHERS)}""")


def vouchers(db, out):
    days = "abs(date_diff('day', strptime({0}, '%d/%m/%Y'), strptime({1}, '%d/%m/%Y')))"
    # Equal texts are equal dates: most rows never come to be parsed as dates.
    db.execute(f"""
        CREATE TEMP TABLE joined AS
        SELECT coalesce(t.voucher_no, a.voucher_no) AS voucher_no, a.voucher_no IS NOT NULL AS in_agency,
          CASE WHEN t.voucher_no IS NULL OR a.voucher_no IS NULL OR abs(t.amount - a.amount) > 1000
                 OR t.capital_type <> a.capital_type OR a.unit_code NOT IN (SELECT DISTINCT unit_code FROM plan)
                 OR (t.posting_date <> a.posting_date AND {days.format('t.posting_date', 'a.posting_date')} > 3)
          THEN {{unit_t: t.unit_code, unit_a: a.unit_code, date_t: t.posting_date, date_a: a.posting_date,
                 amount_t: t.amount, amount_a: a.amount, capital_t: t.capital_type, capital_a: a.capital_type}} END AS pair
        FROM a FULL JOIN t USING (voucher_no)""")

    # A number repeated on either side comes out of the join repeatedly. Counting 64-bit hashes is cheaper than counting
    # texts; the few numbers it leaves are then counted exactly, so that a collision can do no harm.
    db.execute("""
        CREATE TEMP TABLE repeated AS
        SELECT voucher_no, count(*) AS pairs, bool_or(in_agency) AS in_agency
        FROM joined
        WHERE hash(voucher_no) IN (SELECT hash(voucher_no) FROM joined GROUP BY 1 HAVING count(*) > 1)
        GROUP BY voucher_no HAVING pairs > 1""")
    db.execute("""
        CREATE TEMP TABLE duplicate AS
        SELECT voucher_no, coalesce(n_t, 0) AS n_t, CASE WHEN in_agency THEN pairs // coalesce(n_t, 1) ELSE 0 END AS n_a
        FROM repeated LEFT JOIN (
          SELECT voucher_no, count(*) AS n_t FROM t SEMI JOIN repeated USING (voucher_no) GROUP BY voucher_no
        ) USING (voucher_no)""")

    db.execute(f"""
        COPY (
          WITH single AS (
            SELECT voucher_no, unnest(pair), (pair.amount_t IS NOT NULL)::INT AS n_t, in_agency::INT AS n_a
            FROM joined ANTI JOIN duplicate USING (voucher_no) WHERE pair IS NOT NULL),
          named AS (
            SELECT *, unnest([
              CASE WHEN n_a = 0 THEN 'MISSING_IN_AGENCY' END,
              CASE WHEN n_t = 0 THEN 'MISSING_IN_TREASURY' END,
              CASE WHEN abs(amount_t - amount_a) > 1000 THEN 'AMOUNT_DIFF' END,
              CASE WHEN {days.format('date_t', 'date_a')} > 3 THEN 'DATE_DIFF' END,
              CASE WHEN capital_t <> capital_a THEN 'CAPITAL_DIFF' END,
              CASE WHEN unit_a NOT IN (SELECT DISTINCT unit_code FROM plan) THEN 'UNKNOWN_UNIT' END]) AS kind
            FROM single)
          SELECT kind, voucher_no, coalesce(unit_a, unit_t) AS unit_code, date_t, date_a, amount_t, amount_a,
                 capital_t, capital_a, n_t, n_a
          FROM named WHERE kind IS NOT NULL
          UNION ALL BY NAME
          SELECT 'DUPLICATE' AS kind, voucher_no, n_t, n_a FROM duplicate
        ) TO '{out / 'A.csv'}' (HEADER, DELIMITER ',')""")


def positions(db, out):
    db.execute("""
        CREATE TEMP TABLE spent AS
        SELECT unit_code, project_code, capital_type, source, sum(amount)::BIGINT AS disbursed FROM t GROUP BY ALL""")
    # disbursed / allocated < Σ disbursed / Σ allocated, multiplied out: exact, and no rate has to be rounded.
    db.execute(f"""
        COPY (
          WITH total AS (
            SELECT (SELECT sum(disbursed) FROM spent)::HUGEINT AS disbursed,
                   (SELECT sum(allocated) FROM plan)::HUGEINT AS allocated),
          planned AS (
            SELECT plan.*, coalesce(disbursed, 0) AS disbursed
            FROM plan LEFT JOIN spent USING (unit_code, project_code, capital_type, source)),
          judged AS (
            SELECT CASE WHEN p.disbursed > p.allocated THEN 'OVER'
                        WHEN p.disbursed = 0 THEN 'ZERO'
                        WHEN p.disbursed * total.allocated < p.allocated * total.disbursed THEN 'BELOW_AVG' END AS kind, p.*
            FROM planned p, total)
          SELECT kind, unit_code, unit_name, district, project_code, capital_type, source, allocated, disbursed,
                 greatest(disbursed, 0) * 10000 // allocated AS rate_bp
          FROM judged WHERE kind IS NOT NULL
          UNION ALL BY NAME
          SELECT 'NO_ALLOCATION' AS kind, unit_code, project_code, capital_type, source, disbursed
          FROM spent ANTI JOIN plan USING (unit_code, project_code, capital_type, source)
        ) TO '{out / 'B.csv'}' (HEADER, DELIMITER ',')""")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--suffix", default="", help=".gz for files that DuckDB unpacks itself")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    db = duckdb.connect()
    # Nobody asked for an order: without one, both threads may parse and write.
    db.execute(f"SET threads = {options.threads}; SET preserve_insertion_order = false")
    load(db, options.data, options.suffix)
    vouchers(db, options.out)
    positions(db, options.out)


if __name__ == "__main__":
    main()
