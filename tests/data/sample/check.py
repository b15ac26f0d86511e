"""Verifies the stories of the sample shop from its raw CSV, and says what Linger must report on it.

Run `python3 check.py` (prints JSON; needs `node` to make the CSV), `--write` to keep it in expected.json,
`--check` to compare with the file kept. Standard library only; none of Linger's code but the generator is used.
"""

import csv
import io
import json
import subprocess
import sys
from collections import Counter, namedtuple
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from numerics import self_check  # noqa: E402
from reference import Order, Shop, churn, cohorts, left_truncated, lifecycle, repeat_rate, repurchase  # noqa: E402
from scoring import rfm  # noqa: E402

GENERATOR = HERE.parents[2] / "www" / "sample" / "sample.js"
Sale = namedtuple("Sale", "key day hour gross discount refund net units code tags skus")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def raw_csv():
    script = f"import({json.dumps(GENERATOR.as_uri())}).then(m => process.stdout.write(m.sampleShop()))"
    return subprocess.run(["node", "-e", script], check=True, capture_output=True).stdout.decode("utf-8")


def money(text):
    return int(Fraction(text) * 10000)


def half_up(value):
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def sale(first, lines):
    """One counted order; tax stands beside the subtotal in this shop."""
    subtotal, taxes, discount = (money(first[c]) for c in ("Subtotal", "Taxes", "Discount Amount"))
    assert money(first["Total"]) == subtotal + money(first["Shipping"]) + taxes
    refund = min(subtotal, half_up(Fraction(money(first["Refunded Amount"]) * subtotal, subtotal + taxes)))
    phone = "".join(c for c in first["Phone"] if c.isdigit() or c == "+")
    when = datetime.strptime(first["Created at"], "%Y-%m-%d %H:%M:%S %z")
    return Sale(
        first["Email"].strip().lower() or phone or first["Billing Name"], when.toordinal(), when.hour,
        subtotal + discount, discount, refund, subtotal - refund, sum(int(r["Lineitem quantity"]) for r in lines),
        first["Discount Code"], first["Tags"], {r["Lineitem sku"] for r in lines},
    )


def read(text):
    """The counted sales, and how many orders and rows were left out or odd."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    groups = {}
    for row in rows:
        groups.setdefault(row["Name"], []).append(row)
    facts = Counter(records=len(rows), ordersInFile=len(groups))
    sales = []
    for lines in groups.values():
        first = lines[0]
        verdict = (
            "cancelled" if first["Cancelled at"] else "voided" if first["Financial Status"] == "voided"
            else "test" if first["Payment Method"] == "(for testing) Bogus Gateway" else "counted"
        )
        facts[verdict] += 1
        equal_lines = Counter((r["Lineitem sku"], r["Lineitem quantity"], r["Lineitem price"]) for r in lines)
        facts["ordersWithEqualLines"] += any(n > 1 for n in equal_lines.values())
        facts["ordersWithLineBreakInNote"] += "\n" in first["Notes"]
        facts["offsets" + first["Created at"][-5:]] += 1
        if verdict == "counted":
            sales.append(sale(first, lines))
            facts["fullyRefunded"] += first["Financial Status"] == "refunded"
            facts["partiallyRefunded"] += first["Financial Status"] == "partially_refunded"
    return sales, dict(sorted(facts.items()))


def cohort_of(customer):
    return date.fromordinal(customer.first).strftime("%Y-%m")


def returned_within(shop, days):
    """Share of each month's newcomers with a second buying day in time, of those known long enough."""
    members = {}
    for c in shop.customers:
        if shop.as_of - c.first >= days:
            members.setdefault(cohort_of(c), []).append(bool(c.gaps) and c.gaps[0] <= days)
    return {month: sum(back) / len(back) for month, back in members.items()}


def lapsed_club(sales, shop):
    """Monthly members who stopped: seen by D1, not yet by D4, and worth more than most of the flagged."""
    people = {c.key: c for c in shop.customers}
    d1, d4 = shop.flagged("D1"), shop.flagged("D4")
    club = {s.key for s in sales if s.tags == "coffee-club"}
    lapsed = {k for k in club if people[k].silence >= 85}
    kept = club - lapsed
    assert len(lapsed) == 34 and len(kept) == 26 and max(people[k].silence for k in kept) <= 32
    assert lapsed <= d1 and not lapsed & d4 and not kept & d1
    spend = [people[k].last_year for k in lapsed]
    others = sorted(people[k].last_year for k in d1 - lapsed)
    assert min(spend) > others[len(others) * 9 // 10]
    return {
        "customers": len(lapsed), "valueAtStake": sum(spend) / 10000, "flagged": {"D1": True, "D4": False},
        "keptMembers": len(kept), "keys": sorted(lapsed),
    }


def care_kit(sales, shop):
    """Buyers every 200 days: D4 calls them lost, D1 does not."""
    people = {c.key: c for c in shop.customers}
    kits = {s.key for s in sales if "KIT-200" in s.skus}
    assert len(kits) == 40 and kits <= shop.flagged("D4") and not kits & shop.flagged("D1")
    assert all(len(people[k].gaps) == 2 and 196 <= min(people[k].gaps) for k in kits)
    return {"customers": len(kits), "flagged": {"D1": False, "D4": True}, "keys": sorted(kits)}


def black_friday(sales, shop):
    """The month of bargains has by far the fewest who come back."""
    friday = {s.key for s in sales if s.code == "BLACKFRIDAY"}
    rate = returned_within(shop, 240)
    worst, next_worst = sorted(rate, key=rate.get)[:2]
    assert worst == "2024-11" and rate[worst] * 2 < rate[next_worst]
    classic = {r["cohort"]: sum(r["share"][1:12]) / 11 for r in cohorts(shop)["rows"] if len(r["share"]) >= 12}
    assert min(classic, key=classic.get) == worst
    return {
        "cohort": worst, "customers": len(friday), "cohortSize": sum(1 for c in shop.customers if cohort_of(c) == worst),
        "returnedWithin240Days": rate[worst], "nextWorstCohort": rate[next_worst], "meanClassicShare1To11": classic[worst],
    }


def autumn(sales, shop):
    """Newcomers of the last 30 days, those of the campaign among them."""
    campaign = {s.key for s in sales if s.code == "AUTUMN15"}
    newcomers = {c.key for c in shop.customers if shop.as_of - c.first < 30}
    assert len(campaign) == 45 and campaign <= newcomers
    return {"campaignCustomers": len(campaign), "newCustomers30Days": len(newcomers)}


def sunday_evening(sales):
    """The busiest hour of the week."""
    cell = Counter(((s.day - 1) % 7, s.hour) for s in sales)
    (weekday, hour), peak = cell.most_common(1)[0]
    assert (WEEKDAYS[weekday], hour) == ("Sunday", 20) and peak > 3 * max(n for (d, _), n in cell.items() if d != 6)
    return {"weekday": weekday, "hour": hour, "orders": peak, "share": peak / len(sales)}


def whale(sales, shop):
    """The one customer worth more than ten of the next."""
    first, second = sorted(shop.customers, key=lambda c: -c.net)[:2]
    assert first.key == "orders@corner-cafe.example" and first.net > 10 * second.net
    share = first.net / sum(s.net for s in sales)
    return {"key": first.key, "netSales": first.net / 10000, "share": share, "orders": len(first.orders)}


def stories(sales, shop):
    """Each planted story by a computation of its own; an assertion fails when a story is lost."""
    phone = [s for s in sales if s.key == "+12125550147"]
    assert phone
    return {
        "lapsedClub": lapsed_club(sales, shop), "careKit": care_kit(sales, shop), "blackFriday": black_friday(sales, shop),
        "autumn": autumn(sales, shop), "sundayEvening": sunday_evening(sales), "whale": whale(sales, shop),
        "phoneOnly": {"key": "+12125550147", "orders": len(phone)},
    }


def totals(sales, shop):
    """The summary over all orders; the reference computes people, this adds the unnamed."""
    named = [s for s in sales if s.key]
    rest = [s for s in sales if not s.key]
    net = sum(s.net for s in sales)
    return {
        "customers": len({s.key for s in named}), "orders": len(sales), "units": sum(s.units for s in sales),
        "grossSales": sum(s.gross for s in sales) / 10000, "discounts": sum(s.discount for s in sales) / 10000,
        "refunds": sum(s.refund for s in sales) / 10000, "netSales": net / 10000, "averageOrderValue": net / 10000 / len(sales),
        "repeatPurchaseRate": repeat_rate(shop),
        "identified": {"customers": len(shop.customers), "orders": len(named), "netSales": sum(s.net for s in named) / 10000},
        "unidentified": {"orders": len(rest), "netSales": sum(s.net for s in rest) / 10000},
    }


def rhythm(sales):
    orders, net = [[0] * 24 for _ in range(7)], [[0] * 24 for _ in range(7)]
    for s in sales:
        orders[(s.day - 1) % 7][s.hour] += 1
        net[(s.day - 1) % 7][s.hour] += s.net
    return {"zone": "America/New_York", "orders": orders, "netSales": [[n / 10000 for n in row] for row in net]}


def document(text):
    sales, facts = read(text)
    shop = Shop([Order(s.key, s.day, s.net, s.units) for s in sales if s.key], max(s.day for s in sales))
    return {
        "options": {"zone": "America/New_York"}, "facts": facts, "stories": stories(sales, shop),
        "report": {
            "meta": {"asOfDate": date.fromordinal(shop.as_of).isoformat(), "currency": "USD", "netOfTaxAndShipping": True},
            "summary": totals(sales, shop), "rfm": rfm(shop), "churn": churn(shop), "repurchase": repurchase(shop),
            "cohorts": cohorts(shop), "rhythm": rhythm(sales), "lifecycle": lifecycle(shop),
        },
        "extra": {"leftTruncated": len(left_truncated(shop))},
    }


def main():
    self_check()
    text = json.dumps(document(raw_csv()), indent=1) + "\n"
    target = HERE / "expected.json"
    if "--write" in sys.argv:
        target.write_text(text, "utf-8")
    elif "--check" in sys.argv:
        assert text == target.read_text("utf-8"), "expected.json differs from a fresh computation"
        print("expected.json agrees")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
