"""The invented shop as plain Python: orders with their lines, customers with their buying days."""

import csv
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent


def table(name):
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


PRODUCTS = table("products.csv")
KEY = [row["sku"] or row["name"] for row in PRODUCTS]
CATEGORY = {key: row["category"] for key, row in zip(KEY, PRODUCTS)}
ORDERS = table("orders.csv")
for order in ORDERS:
    order["day"] = int(order["day"])
    # Cents of EUR, whole yen: major units.
    scale = 100 if order["currency"] == "EUR" else 1
    order["net"] = int(order["net"]) / scale
    order["refund"] = int(order["refund"]) / scale
    held = [[int(part) for part in line.split(":")] for line in order["lines"].split()]
    order["lines"] = [(KEY[at], units, cents / scale, back) for at, units, cents, back in held]
    order["items"] = {line[0] for line in order["lines"]}
    order["categories"] = {CATEGORY[item] for item in order["items"]} - {""}
SPEND = table("spend.csv")
AS_OF = max(order["day"] for order in ORDERS)
FIRST_DAY = min(order["day"] for order in ORDERS)


def occasions(until=AS_OF):
    """Customer -> ascending list of (day, items, categories)."""
    days = defaultdict(lambda: defaultdict(lambda: (set(), set())))
    for order in ORDERS:
        if order["customer"] and order["day"] <= until:
            items, categories = days[order["customer"]][order["day"]]
            items |= order["items"]
            categories |= order["categories"]
    return {key: [(day, *held[day]) for day in sorted(held)] for key, held in sorted(days.items())}


OCCASIONS = occasions()
