"""Writes grocery.csv: simulated orders of a grocery where people buy at regular intervals.

Nobody real is in it. Each of 500 customers first orders in the first quarter of 2023. Days between two orders are Erlang-12
with a pace of the customer's own (gamma, shape 20, mean 30 days); after each order the customer leaves with a chance of
their own (beta 0.3, 8). Orders until the end of 2024 are written. Python's generator with a fixed seed: every run writes the
same bytes.

    python3 grocery.py          writes grocery.csv
    python3 grocery.py --check  fails where the file would differ
"""

import datetime
import pathlib
import random
import sys

START = datetime.date(2023, 1, 1)
END = datetime.date(2024, 12, 31)
SHAPE = 12


def orders(draw: random.Random, customer: int) -> list[tuple[int, datetime.date, float]]:
    pace = draw.gammavariate(20.0, 1.5)
    leaving = draw.betavariate(0.3, 8.0)
    basket = draw.uniform(25.0, 90.0)
    when = draw.uniform(0.0, 90.0)
    rows = []
    while START + datetime.timedelta(days=int(when)) <= END:
        amount = round(basket * draw.uniform(0.7, 1.3), 2)
        rows.append((customer, START + datetime.timedelta(days=int(when)), amount))
        if draw.random() < leaving:
            break
        when += draw.gammavariate(SHAPE, pace / SHAPE)
    return rows


def text() -> str:
    draw = random.Random(20230101)
    lines = ["customer,date,amount"]
    for customer in range(1, 501):
        lines += [f"g{customer:03},{day.isoformat()},{amount:.2f}" for customer, day, amount in orders(draw, customer)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    path = pathlib.Path(__file__).with_name("grocery.csv")
    if "--check" in sys.argv[1:]:
        if path.read_text() != text():
            sys.exit("grocery.csv differs from what grocery.py writes")
    else:
        path.write_text(text())
