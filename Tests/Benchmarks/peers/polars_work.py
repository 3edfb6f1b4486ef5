#!/usr/bin/env python3
"""The benchmark's work in Polars, by its streaming engine: polars_work.py DATA OUT"""
import sys
from pathlib import Path

import polars as pl
from polars import col

VOUCHERS = ("voucher_no", "posting_date", "unit_code", "project_code", "capital_type", "source", "amount", "description")
POSITION = ("unit_code", "project_code", "capital_type", "source")
SHORT = {"posting_date": "date", "capital_type": "capital", "unit_code": "unit", "amount": "amount"}


def side(path, mark, amount):
    """The columns that the work needs of one side, named by it."""
    types = {name: pl.String for name in VOUCHERS} | {"amount": amount}
    rows = pl.scan_csv(path, schema=types)
    if amount is pl.String:
        rows = rows.with_columns(col("amount").str.replace_all(".", "", literal=True).cast(pl.Int64))
    return rows.select("voucher_no", *(col(name).alias(f"{short}_{mark}") for name, short in SHORT.items()), *POSITION[1:2], "source")


def main():
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    plan = pl.read_csv(data / "allocations.csv", schema_overrides={name: pl.String for name in POSITION})
    treasury, agency = side(data / "treasury.csv", "t", pl.Int64), side(data / "agency.csv", "a", pl.String)
    units = plan["unit_code"].unique().to_list()

    counts = [rows.group_by("voucher_no").agg(pl.len().alias(f"n_{mark}")).filter(col(f"n_{mark}") > 1)
              for mark, rows in (("t", treasury), ("a", agency))]
    repeated = counts[0].join(counts[1], on="voucher_no", how="full", coalesce=True).collect(engine="streaming")

    date_t, date_a = (col(name).str.to_date("%d/%m/%Y") for name in ("date_t", "date_a"))
    pairs = (treasury.drop("project_code", "source").with_columns(n_t=1)
             .join(agency.drop("project_code", "source").with_columns(n_a=1), on="voucher_no", how="full", coalesce=True)
             .filter(col("n_t").is_null() | col("n_a").is_null() | ((col("amount_t") - col("amount_a")).abs() > 1000)
                     | (col("capital_t") != col("capital_a")) | (col("date_t") != col("date_a")) | ~col("unit_a").is_in(units))
             .collect(engine="streaming")
             .join(repeated, on="voucher_no", how="anti")
             .with_columns(col("n_t", "n_a").fill_null(0)))
    kinds = {
        "MISSING_IN_AGENCY": col("n_a") == 0, "MISSING_IN_TREASURY": col("n_t") == 0,
        "AMOUNT_DIFF": (col("amount_t") - col("amount_a")).abs() > 1000,
        "DATE_DIFF": (date_t - date_a).dt.total_days().abs() > 3,
        "CAPITAL_DIFF": col("capital_t") != col("capital_a"), "UNKNOWN_UNIT": ~col("unit_a").is_in(units),
    }
    found = [pairs.filter(condition).with_columns(kind=pl.lit(kind), unit_code=pl.coalesce("unit_a", "unit_t")) for kind, condition in kinds.items()]
    found.append(repeated.with_columns(kind=pl.lit("DUPLICATE"), n_t=col("n_t").cast(pl.Int32), n_a=col("n_a").cast(pl.Int32)))
    columns = ("kind", "voucher_no", "unit_code", "date_t", "date_a", "amount_t", "amount_a", "capital_t", "capital_a", "n_t", "n_a")
    pl.concat(found, how="diagonal").select(columns).write_csv(out / "A.csv")

    spent = (treasury.rename({"unit_t": "unit_code", "capital_t": "capital_type"}).group_by(POSITION)
             .agg(col("amount_t").sum().alias("disbursed")).collect(engine="streaming"))
    both = plan.join(spent, on=POSITION, how="left").with_columns(col("disbursed").fill_null(0))
    disbursed, allocated = spent["disbursed"].sum(), plan["allocated"].sum()
    wide = pl.Int128
    judged = both.with_columns(
        kind=pl.when(col("disbursed") > col("allocated")).then(pl.lit("OVER"))
        .when(col("disbursed") == 0).then(pl.lit("ZERO"))
        .when(col("disbursed").cast(wide) * pl.lit(allocated, wide) < col("allocated").cast(wide) * pl.lit(disbursed, wide))
        .then(pl.lit("BELOW_AVG"))).drop_nulls("kind")
    unplanned = spent.join(plan, on=POSITION, how="anti").with_columns(kind=pl.lit("NO_ALLOCATION"))
    pl.concat([judged, unplanned], how="diagonal").select("kind", *POSITION, "allocated", "disbursed").write_csv(out / "B.csv")


if __name__ == "__main__":
    main()
