#!/usr/bin/env python3
"""The benchmark's work in one SQL text for several engines: sql_work.py ENGINE DATA OUT     (datafusion, chdb, sqlite)

Nothing is tuned but what each engine's manual advises: declared column types, tables in memory, two threads.
"""
import csv
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

VOUCHERS = ("voucher_no", "posting_date", "unit_code", "project_code", "capital_type", "source", "amount", "description")
ALLOCATIONS = ("unit_code", "unit_name", "district", "project_code", "capital_type", "source", "budget_year", "allocated")

# {day} turns a column of dd/mm/yyyy into a number of days, {int} and {wide} are the engine's 64-bit and widest integers.
STEPS = (
    ("t", "SELECT voucher_no, posting_date, unit_code, project_code, capital_type, source, cast(amount AS {int}) AS amount"
          " FROM raw_t"),
    ("a", "SELECT voucher_no, posting_date, unit_code, capital_type, cast(replace(amount, '.', '') AS {int}) AS amount"
          " FROM raw_a"),
    ("plan", "SELECT unit_code, unit_name, district, project_code, capital_type, source, cast(allocated AS {int}) AS allocated"
             " FROM raw_p"),
    ("repeated", "SELECT voucher_no, max(n_t) AS n_t, max(n_a) AS n_a FROM ("
                 "SELECT voucher_no, count(*) AS n_t, 0 AS n_a FROM t GROUP BY voucher_no HAVING count(*) > 1 UNION ALL "
                 "SELECT voucher_no, 0 AS n_t, count(*) AS n_a FROM a GROUP BY voucher_no HAVING count(*) > 1) AS r"
                 " GROUP BY voucher_no"),
    ("pair", "SELECT coalesce(t.voucher_no, a.voucher_no) AS voucher_no, coalesce(a.unit_code, t.unit_code) AS unit_code,"
             " a.unit_code AS unit_a, t.posting_date AS date_t, a.posting_date AS date_a, t.amount AS amount_t,"
             " a.amount AS amount_a, t.capital_type AS capital_t, a.capital_type AS capital_a,"
             " CASE WHEN t.voucher_no IS NULL THEN 0 ELSE 1 END AS n_t, CASE WHEN a.voucher_no IS NULL THEN 0 ELSE 1 END AS n_a"
             " FROM {full}"
             " WHERE t.voucher_no IS NULL OR a.voucher_no IS NULL OR abs(t.amount - a.amount) > 1000"
             " OR t.capital_type <> a.capital_type OR t.posting_date <> a.posting_date"
             " OR a.unit_code NOT IN (SELECT unit_code FROM plan)"),
    ("single", "SELECT * FROM pair WHERE voucher_no NOT IN (SELECT voucher_no FROM repeated)"),
    ("spent", "SELECT unit_code, project_code, capital_type, source, sum(amount) AS disbursed FROM t"
              " GROUP BY unit_code, project_code, capital_type, source"),
    ("planned", "SELECT plan.unit_code AS unit_code, plan.project_code AS project_code, plan.capital_type AS capital_type,"
                " plan.source AS source, allocated, coalesce(disbursed, 0) AS disbursed FROM plan LEFT JOIN spent"
                " ON plan.unit_code = spent.unit_code AND plan.project_code = spent.project_code"
                " AND plan.capital_type = spent.capital_type AND plan.source = spent.source"),
)
KINDS = (
    ("MISSING_IN_AGENCY", "n_a = 0"), ("MISSING_IN_TREASURY", "n_t = 0"), ("CAPITAL_DIFF", "capital_t <> capital_a"),
    ("AMOUNT_DIFF", "abs(amount_t - amount_a) > 1000"), ("DATE_DIFF", "abs({day_t} - {day_a}) > 3"),
    ("UNKNOWN_UNIT", "unit_a NOT IN (SELECT unit_code FROM plan)"),
)
POSITIONS = (
    "SELECT CASE WHEN disbursed > allocated THEN 'OVER' WHEN disbursed = 0 THEN 'ZERO' ELSE 'BELOW_AVG' END AS kind,"
    " unit_code, project_code, capital_type, source, allocated, disbursed FROM planned"
    " WHERE disbursed > allocated OR disbursed = 0 OR cast(disbursed AS {wide}) * {allocated} < cast(allocated AS {wide}) * {disbursed}",
    "SELECT 'NO_ALLOCATION' AS kind, spent.unit_code AS unit_code, spent.project_code AS project_code,"
    " spent.capital_type AS capital_type, spent.source AS source, NULL AS allocated, spent.disbursed AS disbursed"
    " FROM spent LEFT JOIN plan ON plan.unit_code = spent.unit_code AND plan.project_code = spent.project_code"
    " AND plan.capital_type = spent.capital_type AND plan.source = spent.source WHERE {nothing}",
)
COLUMNS_A = ("kind", "voucher_no", "unit_code", "date_t", "date_a", "amount_t", "amount_a", "capital_t", "capital_a", "n_t", "n_a")
COLUMNS_B = ("kind", "unit_code", "project_code", "capital_type", "source", "allocated", "disbursed")


class DataFusion:
    words = {"int": "BIGINT", "wide": "DECIMAL(38, 0)", "nothing": "plan.unit_code IS NULL",
             "full": "t FULL OUTER JOIN a ON t.voucher_no = a.voucher_no",
             "day": "cast(to_date({0}, '%d/%m/%Y') AS INT)"}

    def __init__(self, data):
        import datafusion
        import pyarrow
        self.context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(2))
        for name, book, columns in (("raw_t", "treasury", VOUCHERS), ("raw_a", "agency", VOUCHERS), ("raw_p", "allocations", ALLOCATIONS)):
            schema = pyarrow.schema([(column, pyarrow.string()) for column in columns])
            self.context.register_csv(name, str(data / f"{book}.csv"), schema=schema)

    def make(self, name, query):
        self.context.sql(f"CREATE TABLE {name} AS {query}").collect()

    def rows(self, query):
        return [row for batch in self.context.sql(query).collect() for row in zip(*(column.to_pylist() for column in batch.columns))]


class ClickHouse:
    words = {"int": "Int64", "wide": "Int256", "nothing": "plan.unit_code IS NULL",
             "full": "t FULL OUTER JOIN a ON t.voucher_no = a.voucher_no",
             "day": "toInt32(toDate(concat(substring({0}, 7, 4), '-', substring({0}, 4, 2), '-', substring({0}, 1, 2))))"}

    def __init__(self, data):
        from chdb.session import Session
        self.session = Session()
        self.session.query("SET max_threads = 2")
        self.session.query("CREATE DATABASE work")
        self.session.query("USE work")
        for name, book, columns in (("raw_t", "treasury", VOUCHERS), ("raw_a", "agency", VOUCHERS), ("raw_p", "allocations", ALLOCATIONS)):
            types = ", ".join(f"{column} String" for column in columns)
            self.session.query(f"CREATE VIEW {name} AS SELECT * FROM file('{data}/{book}.csv', 'CSVWithNames', '{types}')")

    def make(self, name, query):
        self.session.query(f"CREATE TABLE {name} ENGINE = Memory AS {query} SETTINGS join_use_nulls = 1")

    def rows(self, query):
        text = self.session.query(query + " SETTINGS join_use_nulls = 1", "CSV").bytes().decode("utf-8")
        return [[None if cell == "\\N" else cell for cell in row] for row in csv.reader(text.splitlines())]


class SQLite:
    words = {"int": "INTEGER", "wide": "INTEGER", "nothing": "plan.unit_code IS NULL",
             # A full join in SQLite looks at every pair of rows; the index is used from either side alone.
             "full": "(SELECT voucher_no FROM t UNION SELECT voucher_no FROM a) AS v LEFT JOIN t ON t.voucher_no = v.voucher_no"
                     " LEFT JOIN a ON a.voucher_no = v.voucher_no",
             "day": "julianday(substr({0}, 7, 4) || '-' || substr({0}, 4, 2) || '-' || substr({0}, 1, 2))"}

    def __init__(self, data):
        self.base = sqlite3.connect(":memory:")
        for name, book, columns in (("raw_t", "treasury", VOUCHERS), ("raw_a", "agency", VOUCHERS), ("raw_p", "allocations", ALLOCATIONS)):
            self.base.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            with open(data / f"{book}.csv", encoding="utf-8", newline="") as file:
                lines = csv.reader(file)
                next(lines)
                self.base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", lines)

    def make(self, name, query):
        self.base.execute(f"CREATE TABLE {name} AS {query}")
        if name in ("t", "a"):
            self.base.execute(f"CREATE INDEX {name}_no ON {name} (voucher_no)")

    def rows(self, query):
        return self.base.execute(query).fetchall()


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(rows)


def main():
    name, data, out = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
    engine = {"datafusion": DataFusion, "chdb": ClickHouse, "sqlite": SQLite}[name](data)
    out.mkdir(parents=True, exist_ok=True)
    words = dict(engine.words)
    words["day_t"], words["day_a"] = (words["day"].format(column) for column in ("date_t", "date_a"))
    for table, query in STEPS:
        engine.make(table, query.format(**words))
    found = []
    for kind, condition in KINDS:
        columns = ", ".join(("NULL AS unit_code" if column == "unit_code" and kind != "UNKNOWN_UNIT" else column)
                            for column in COLUMNS_A[1:])
        found += [(kind, *row) for row in engine.rows(f"SELECT {columns} FROM single WHERE {condition.format(**words)}")]
    found += [("DUPLICATE", row[0], *[None] * 7, *row[1:]) for row in engine.rows("SELECT voucher_no, n_t, n_a FROM repeated")]
    write(out / "A.csv", COLUMNS_A, found)
    (disbursed, allocated), = engine.rows("SELECT sum(d), sum(a) FROM (SELECT (SELECT sum(disbursed) FROM spent) AS d,"
                                          " (SELECT sum(allocated) FROM plan) AS a) AS s")
    words |= {"disbursed": int(disbursed), "allocated": int(allocated)}
    write(out / "B.csv", COLUMNS_B, [row for query in POSITIONS for row in engine.rows(query.format(**words))])


if __name__ == "__main__":
    main()
