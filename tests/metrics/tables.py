#!/usr/bin/env python3
"""Prints every row of the tables that hold numbers in the admin server's SQLite database, in order.

Usage: tables.py DATABASE
"""
import sqlite3
import sys

TABLES = ("coupons_by_template", "cups", "customer_buckets", "customers", "holdout_groups", "holdout_members", "offsets", "openers", "quarters", "rollups", "sharers", "template_quarters", "totals")


def main(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for table in TABLES:
        for row in sorted(database.execute(f"SELECT * FROM {table}")):
            print(table, *row, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
