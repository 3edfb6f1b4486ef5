#!/usr/bin/env python3
"""Demands that doichieu and DuckDB found the same: compare_results.py DOICHIEU_OUT DUCKDB_OUT [--truth truth.json]

doichieu's findings are brought into the form of A.csv and B.csv, and both must be equal as multisets, values included.
With --truth both must also be as many of each kind as the generator planted. Ends with status 1 and the first differing
rows of each side when something is not so.
"""
import argparse
import json
import sys
from pathlib import Path

import duckdb

SHOWN = 10

# The columns that both programs know of a finding. `unknown-code` is the built-in finding of `in:`, one for each code;
# the work counts vouchers, and these have their own check.
OURS = r"""
  CREATE TEMP TABLE finding AS
  SELECT * FROM read_csv('{ours}/discrepancies.csv', header=true, all_varchar=true, delim=',', quote='"', escape='"')
  WHERE "check" <> 'unknown-code';

  CREATE TEMP MACRO part(key, name) AS nullif(regexp_extract(key, '(?:^|; )' || name || '=([^;]*)', 1), '');

  CREATE TEMP TABLE ours_A AS
  SELECT CASE WHEN "check" = 'unknown-unit' THEN 'UNKNOWN_UNIT'
              WHEN kind = 'missing-right' THEN 'MISSING_IN_AGENCY'
              WHEN kind = 'missing-left' THEN 'MISSING_IN_TREASURY'
              WHEN kind = 'duplicate' THEN 'DUPLICATE'
              WHEN kind = 'differs' THEN upper(field) || '_DIFF'
              ELSE kind END AS kind,
         part(key, 'voucher_no') AS voucher_no,
         CASE WHEN "check" = 'unknown-unit' THEN part(key, 'unit') END AS unit_code,
         CASE WHEN kind IN ('differs', 'missing-left', 'missing-right') THEN "left" END AS "left",
         CASE WHEN kind IN ('differs', 'missing-left', 'missing-right') THEN "right" END AS "right",
         CASE WHEN kind IN ('differs', 'missing-left', 'missing-right') THEN difference END AS difference
  FROM finding WHERE "check" IN ('vouchers', 'unknown-unit');

  CREATE TEMP TABLE ours_B AS
  SELECT CASE "check" WHEN 'over' THEN 'OVER' WHEN 'zero' THEN 'ZERO' WHEN 'below-average' THEN 'BELOW_AVG'
                      WHEN 'no-allocation' THEN 'NO_ALLOCATION' ELSE "check" END AS kind,
         part(key, 'unit') AS unit, part(key, 'project') AS project, part(key, 'capital') AS capital,
         part(key, 'source') AS source,
         CASE WHEN "check" IN ('over', 'no-allocation') THEN difference END AS difference
  FROM finding WHERE "check" NOT IN ('vouchers', 'unknown-unit');

  CREATE TEMP TABLE positions AS
  SELECT unit, project, capital, source, allocated, disbursed
  FROM read_csv('{ours}/positions.csv', header=true, all_varchar=true);
"""

# Dates become ISO dates and differences right − left, as doichieu writes them; a missing row counts as 0.
THEIRS = """
  CREATE TEMP MACRO day(text) AS strptime(text, '%d/%m/%Y')::DATE;

  CREATE TEMP TABLE theirs_A AS
  SELECT kind, voucher_no, CASE kind WHEN 'UNKNOWN_UNIT' THEN unit_code END AS unit_code,
         CASE WHEN kind IN ('AMOUNT_DIFF', 'MISSING_IN_AGENCY') THEN amount_t
              WHEN kind = 'DATE_DIFF' THEN day(date_t)::VARCHAR WHEN kind = 'CAPITAL_DIFF' THEN capital_t END AS "left",
         CASE WHEN kind IN ('AMOUNT_DIFF', 'MISSING_IN_TREASURY') THEN amount_a
              WHEN kind = 'DATE_DIFF' THEN day(date_a)::VARCHAR WHEN kind = 'CAPITAL_DIFF' THEN capital_a END AS "right",
         CASE WHEN kind IN ('AMOUNT_DIFF', 'MISSING_IN_AGENCY', 'MISSING_IN_TREASURY')
              THEN (coalesce(amount_a::BIGINT, 0) - coalesce(amount_t::BIGINT, 0))::VARCHAR
              WHEN kind = 'DATE_DIFF' THEN (day(date_a) - day(date_t))::VARCHAR END AS difference
  FROM read_csv('{theirs}/A.csv', header=true, all_varchar=true);

  CREATE TEMP TABLE judged AS
  SELECT kind, unit_code AS unit, project_code AS project, capital_type AS capital, source,
         coalesce(allocated::BIGINT, 0) AS allocated, disbursed::BIGINT AS disbursed
  FROM read_csv('{theirs}/B.csv', header=true, all_varchar=true);

  CREATE TEMP TABLE theirs_B AS
  SELECT kind, unit, project, capital, source,
         CASE WHEN kind IN ('OVER', 'NO_ALLOCATION') THEN (disbursed - allocated)::VARCHAR END AS difference
  FROM judged;
"""

# B.csv holds only the positions with a finding; their sums must be those of positions.csv.
SUMS = """
  CREATE TEMP TABLE theirs_sums AS
  SELECT unit, project, capital, source, allocated::VARCHAR AS allocated, disbursed::VARCHAR AS disbursed FROM judged;
  CREATE TEMP TABLE ours_sums AS
  SELECT positions.* FROM positions SEMI JOIN judged USING (unit, project, capital, source);
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ours", type=Path, metavar="DOICHIEU_OUT")
    parser.add_argument("theirs", type=Path, metavar="DUCKDB_OUT")
    parser.add_argument("--truth", type=Path)
    options = parser.parse_args()

    db = duckdb.connect()
    db.execute(OURS.format(ours=options.ours))
    db.execute(THEIRS.format(theirs=options.theirs))
    db.execute(SUMS)
    wrong = False
    for table, title in (("A", "vouchers"), ("B", "positions"), ("sums", "sums of these positions")):
        count = db.execute(f"SELECT count(*) FROM theirs_{table}").fetchall()[0][0]
        only = {name: db.execute(f"FROM {one}_{table} EXCEPT ALL FROM {other}_{table} ORDER BY ALL").fetchall()
                for name, one, other in (("doichieu", "ours", "theirs"), ("DuckDB", "theirs", "ours"))}
        if not any(only.values()):
            print(f"{title}: {count} rows, the same")
            continue
        wrong = True
        for name, rows in only.items():
            print(f"{title}: {len(rows)} rows only from {name}")
            for row in rows[:SHOWN]:
                print("   ", *("-" if value is None else value for value in row))
    if options.truth:
        truth = json.loads(options.truth.read_text(encoding="utf-8"))
        for table in "AB":
            found = dict(db.execute(f"SELECT kind, count(*) FROM ours_{table} GROUP BY kind").fetchall())
            planted = {kind: count for kind, count in truth[table].items() if count}
            if found != planted:
                wrong = True
                print(f"{table}: doichieu found {found}, planted were {planted}")
    sys.exit(wrong)


if __name__ == "__main__":
    main()
