"""Writes expected.json: what Linger must report on CDNOW_sample.txt.

Run `python3 expected.py` (writes) or `python3 expected.py --check` (compares with the file kept here).
"""

import json
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from numerics import self_check  # noqa: E402
from reference import Order, Shop, churn, cohorts, left_truncated, lifecycle, repurchase, summary, survival_at  # noqa: E402
from scoring import rfm  # noqa: E402

MAPPING = {"customer": 0, "time": 2, "quantity": 3, "amount": 4, "header": False, "delimiter": " "}
LAST_DAY = date(1998, 6, 30).toordinal()


def read():
    orders = []
    for line in (HERE / "CDNOW_sample.txt").read_text("ascii").splitlines():
        key, _, day, units, dollars = line.split()
        day = date(int(day[:4]), int(day[4:6]), int(day[6:])).toordinal()
        orders.append(Order(key, day, int(Fraction(dollars) * 10000), int(units)))
    return orders


def check_published(orders):
    """Facts that others printed about this file; a misread file stops here."""
    calibration = Shop(orders, date(1997, 9, 30).toordinal())
    found = {
        "customers": len({o.key for o in orders}),
        "transactions": len(orders),
        "transactionsMergedByDay": len({(o.key, o.day) for o in orders}),
        "firstDay": date.fromordinal(min(o.day for o in orders)).isoformat(),
        "lastDay": date.fromordinal(max(o.day for o in orders)).isoformat(),
        "repeatersBy19970930": sum(1 for c in calibration.customers if len(c.days) > 1),
    }
    assert found == {
        "customers": 2357, "transactions": 6919, "transactionsMergedByDay": 6696,
        "firstDay": "1997-01-01", "lastDay": "1998-06-30", "repeatersBy19970930": 946,
    }, found
    return found


def default_report(shop):
    return {
        "summary": summary(shop), "rfm": rfm(shop), "churn": churn(shop), "repurchase": repurchase(shop),
        "cohorts": cohorts(shop), "rhythm": None, "lifecycle": lifecycle(shop),
    }


def facts(shop):
    """Numbers that the report shows elsewhere: in customer rows, on the curve, at a limit's edge."""
    return {
        "leftTruncated": len(left_truncated(shop)), "survival": survival_at(shop, (30, 90, 180, 365)),
        "silenceIsExactly180": sum(1 for c in shop.customers if c.silence == 180),
    }


def runs(orders):
    """(name, report options, partial report, facts that stand elsewhere than in the report)."""
    shop = Shop(orders, LAST_DAY)
    yield "default", {}, default_report(shop), facts(shop)
    for day in ("1998-06-30", "1998-03-31", "1997-09-30", "1997-03-31"):
        then = Shop(orders, date.fromisoformat(day).toordinal())
        yield f"as of {day}", {"asOf": day}, default_report(then), facts(then)
    for method in ("share", "quantile", "ntile", "fixed"):
        for segment_map in ("eleven", "ten", "eight"):
            options = {"rfm": {"method": method, "map": segment_map}}
            yield f"rfm {method} {segment_map}", options, {"rfm": rfm(shop, method, segment_map)}, {}
    options = {"rfm": {"map": "eight", "split": "median"}}
    yield "rfm eight by median", options, {"rfm": rfm(shop, "share", "eight", "median")}, {}
    for definition in ("D2", "D4"):
        part = {"churn": churn(shop, definition), "lifecycle": lifecycle(shop, definition)}
        yield f"churn {definition}", {"churn": {"definition": definition}}, part, {}
    other = Shop(orders, LAST_DAY, margin=7, window=90, tail=Fraction(9, 10))
    options = {"churn": {"marginDays": 7, "windowDays": 90, "tail": 0.9}}
    yield "churn stricter", options, {"churn": churn(other), "lifecycle": lifecycle(other)}, {}
    yield "cohorts rolling", {"cohorts": {"mode": "rolling"}}, {"cohorts": cohorts(shop, "rolling")}, {}
    yield "truncation exclude", {"truncation": "exclude"}, {"cohorts": cohorts(shop, "classic", True)}, {}


def main():
    self_check()
    orders = read()
    document = {
        "input": "CDNOW_sample.txt", "mapping": MAPPING, "published": check_published(orders),
        "runs": [{"name": n, "options": o, "report": r, "extra": e} for n, o, r, e in runs(orders)],
    }
    text = json.dumps(document, indent=1) + "\n"
    target = HERE / "expected.json"
    if "--check" in sys.argv:
        assert text == target.read_text("utf-8"), "expected.json differs from a fresh computation"
        print("expected.json agrees")
    else:
        target.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
