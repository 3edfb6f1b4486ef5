#!/usr/bin/env python3
"""Makes the books that are worst for passes without a number: worst_case.py OUT [--rows 100000]

Every row of both sides has the same unit, day and amount, and no number of one side stands on the other; run passes.yaml
over them.
"""
import argparse
from pathlib import Path

HEADER = "voucher_no,posting_date,unit_code,project_code,capital_type,source,amount,description\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for book, prefix in (("treasury", "KB"), ("agency", "DV")):
        with open(options.out / f"{book}.csv", "w", encoding="utf-8", newline="") as file:
            file.write(HEADER)
            file.writelines(f"{prefix}-{row:09},28/10/2025,1000271,7520108,DTPT,NST,125000000,Chi lần {row}\n" for row in range(options.rows))


if __name__ == "__main__":
    main()
