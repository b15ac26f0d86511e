"""Linger's report computed a second time, from FORMULAS-style definitions, sharing no code with it.

In: a list of `Order` (one customer key, one date, one amount each). Out: parts of a `Report` as plain
values with the names of src/wasm/types.ts. Standard library only. Amounts are integers in 1/10,000
inside and floats in major units outside. Definitions leave some choices open: README.md lists them.
"""

from collections import namedtuple
from datetime import date
from fractions import Fraction

from numerics import Survival, gamma_quantile, pooled_gamma_shape, type7, wilson

Order = namedtuple("Order", "key day net units")
UNIT = 10000
DEFINITIONS = ("D1", "D2", "D4")


def major(amount):
    """An integer amount as a float in major units."""
    return amount / UNIT


def month_of(day):
    d = date.fromordinal(day)
    return d.year * 12 + d.month - 1


def month_name(month):
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_start(month):
    return date(month // 12, month % 12 + 1, 1).toordinal()


def month_end(month):
    return month_start(month + 1) - 1


class Customer:
    """One customer's orders up to the as-of day."""

    def __init__(self, key):
        self.key, self.orders = key, []

    def settle(self, as_of):
        self.days = sorted({o.day for o in self.orders})
        self.gaps = [b - a for a, b in zip(self.days, self.days[1:])]
        self.first, self.last = self.days[0], self.days[-1]
        self.silence = as_of - self.last
        self.net = sum(o.net for o in self.orders)
        self.last_year = max(0, sum(o.net for o in self.orders if o.day > self.last - 365))
        return self


class Shop:
    """Everything known on the as-of day, and nothing later."""

    def __init__(self, orders, as_of, margin=30, window=180, tail=Fraction(95, 100)):
        self.all_orders, self.as_of = orders, as_of
        self.options = {"margin": margin, "window": window, "tail": tail}
        self.orders = [o for o in orders if o.day <= as_of]
        people = {}
        for order in self.orders:
            people.setdefault(order.key, Customer(order.key)).orders.append(order)
        self.customers = [people[k].settle(as_of) for k in sorted(people)]
        intervals = [(g, True) for c in self.customers for g in c.gaps]
        intervals += [(c.silence, False) for c in self.customers]
        self.km = Survival(intervals) if intervals else None
        closed = any(closed for _, closed in intervals)
        self.store_mean = self.km.restricted_mean() if closed else None
        self.median_gap = self.km.first_at_or_below(Fraction(1, 2)) if intervals else None
        self.tail_gap = self.km.first_at_or_below(1 - tail) if intervals else None
        self.shape = pooled_gamma_shape([c.gaps for c in self.customers if len(c.gaps) >= 3])
        self.unit_tail = gamma_quantile(float(tail), self.shape) / self.shape if self.shape else None

    def earlier(self, as_of):
        """The same shop as it stood on an earlier day."""
        return Shop(self.all_orders, as_of, **self.options)

    def cycle(self, c):
        """D1's m: the own mean gap from two gaps on, else shrunk to the store's with weight 2."""
        if len(c.gaps) >= 2:
            return Fraction(sum(c.gaps), len(c.gaps))
        if self.store_mean is None:
            return None
        return (2 * self.store_mean + sum(c.gaps)) / (2 + len(c.gaps))

    def limit(self, definition, c):
        """Days of silence a customer may reach without being flagged; null = cannot be judged."""
        if definition == "D1":
            cycle = self.cycle(c)
            return None if cycle is None else cycle + self.options["margin"]
        if definition == "D4":
            return self.options["window"]
        if len(c.gaps) >= 3 and self.unit_tail is not None:
            return sum(c.gaps) / len(c.gaps) * self.unit_tail
        return self.tail_gap

    def judged(self, definition):
        return {c.key: c for c in self.customers if self.limit(definition, c) is not None}

    def flagged(self, definition):
        """Keys of the flagged: silence strictly above the limit."""
        return {k for k, c in self.judged(definition).items() if c.silence > self.limit(definition, c)}


# ---- summary -------------------------------------------------------------------------------------

def repeat_rate(shop):
    n = len(shop.customers)
    repeaters = sum(1 for c in shop.customers if len(c.days) >= 2)
    low, high = wilson(repeaters, n)
    young = None
    if shop.median_gap is not None:
        young = sum(1 for c in shop.customers if shop.as_of - c.first < shop.median_gap) / n
    return {"value": repeaters / n, "low": low, "high": high, "repeaters": repeaters, "customers": n, "youngShare": young}


def periods(shop):
    first_month = {c.key: month_of(c.first) for c in shop.customers}
    start = min(o.day for o in shop.orders)
    rows = []
    for month in range(month_of(start), month_of(shop.as_of) + 1):
        inside = [o for o in shop.orders if month_of(o.day) == month]
        buyers = {o.key for o in inside}
        new = sum(1 for k in buyers if first_month[k] == month)
        rows.append({
            "period": month_name(month), "orders": len(inside), "netSales": major(sum(o.net for o in inside)),
            "customers": len(buyers), "newCustomers": new, "returningCustomers": len(buyers) - new,
            "complete": month_end(month) <= shop.as_of and month_start(month) >= start,
        })
    return rows


def recent_sales(shop):
    def window(last):
        return [o for o in shop.orders if last - 30 < o.day <= last]

    spans = (shop.as_of, shop.as_of - 30)
    return {
        "days": 30,
        "orders": [len(window(s)) for s in spans],
        "netSales": [major(sum(o.net for o in window(s))) for s in spans],
        "newCustomers": [sum(1 for c in shop.customers if s - 30 < c.first <= s) for s in spans],
    }


def summary(shop):
    net = sum(o.net for o in shop.orders)
    return {
        "customers": len(shop.customers), "orders": len(shop.orders), "units": sum(o.units for o in shop.orders),
        "netSales": major(net), "averageOrderValue": net / UNIT / len(shop.orders),
        "repeatPurchaseRate": repeat_rate(shop), "periods": periods(shop), "recent": recent_sales(shop),
    }


# ---- churn ---------------------------------------------------------------------------------------

def definition_row(shop, definition):
    judged, flagged = shop.judged(definition), shop.flagged(definition)
    low, high = wilson(len(flagged), len(judged))
    limits = [Fraction(shop.limit(definition, c)) for c in judged.values()]
    return {
        "id": definition, "customers": len(judged), "flagged": len(flagged),
        "share": len(flagged) / len(judged) if judged else None, "low": low, "high": high,
        "valueAtStake": major(sum(judged[k].last_year for k in flagged)),
        "medianLimitDays": float(type7(limits, Fraction(1, 2))) if limits else None,
    }


def disagreement(shop):
    """Over the customers that both definitions can judge."""
    rows = []
    for a, b in (("D1", "D2"), ("D1", "D4"), ("D2", "D4")):
        both_judge = shop.judged(a).keys() & shop.judged(b).keys()
        in_a, in_b = shop.flagged(a) & both_judge, shop.flagged(b) & both_judge
        rows.append({
            "a": a, "b": b, "both": len(in_a & in_b), "onlyA": len(in_a - in_b),
            "onlyB": len(in_b - in_a), "neither": len(both_judge - in_a - in_b),
        })
    return rows


def churn_months(shop, definition):
    """Flagged at a month's end among those not flagged at the end of the month before, from the second month on."""
    rows = []
    start = month_of(min(o.day for o in shop.orders))
    for month in range(start + 1, month_of(shop.as_of) + 1):
        if month_end(month) > shop.as_of:
            break
        before, after = shop.earlier(month_end(month - 1)), shop.earlier(month_end(month))
        active = {c.key for c in before.customers} - before.flagged(definition)
        lost = active & after.flagged(definition)
        low, high = wilson(len(lost), len(active))
        rows.append({
            "month": month_name(month), "active": len(active), "flagged": len(lost),
            "rate": len(lost) / len(active) if active else None, "low": low, "high": high,
        })
    return rows


def recent_churn(shop, definition):
    before = shop.earlier(shop.as_of - 30)
    was, now = before.flagged(definition), shop.flagged(definition)
    people = {c.key: c for c in shop.customers}
    return {
        "days": 30, "newlyFlagged": len(now - was), "newlyAtStake": major(sum(people[k].last_year for k in now - was)),
        "returned": sum(1 for k in was if people[k].last > shop.as_of - 30),
    }


def churn(shop, definition="D1"):
    return {
        "definition": definition,
        "definitions": [definition_row(shop, d) for d in DEFINITIONS],
        "disagreement": disagreement(shop),
        "valueAtStake": definition_row(shop, definition)["valueAtStake"],
        "months": churn_months(shop, definition), "recent": recent_churn(shop, definition),
        "storeCycleDays": shop.store_mean, "storeTailDays": shop.tail_gap, "gapShape": shop.shape,
    }


# ---- repurchase, cohorts, stages -----------------------------------------------------------------

def repurchase(shop):
    gaps = [g for c in shop.customers for g in c.gaps]
    return {
        "customers": len(shop.customers), "intervals": len(gaps) + len(shop.customers), "closed": len(gaps),
        "censored": len(shop.customers), "medianDays": shop.median_gap, "restrictedMeanDays": shop.store_mean,
        "horizonDays": shop.km.horizon, "naiveMeanDays": sum(gaps) / len(gaps) if gaps else None,
    }


def survival_at(shop, days):
    return [{"day": d, "survival": float(shop.km.at(d))} for d in days]


def left_truncated(shop):
    """Customers whose first order is within one store median gap of the first day of the data."""
    if shop.median_gap is None:
        return []
    start = min(o.day for o in shop.orders)
    return [c for c in shop.customers if c.first - start <= shop.median_gap]


def cohort_row(members, cohort, mode, as_of):
    months = [{month_of(o.day) for o in c.orders} for c in members]
    ages = range(month_of(as_of) - cohort + 1)
    row = {"cohort": month_name(cohort), "size": len(members)}
    columns = {name: [] for name in ("active", "share", "low", "high", "orders", "netSales", "cumulativeValue")}
    running = 0
    for age in ages:
        month = cohort + age
        if mode == "classic":
            active = sum(1 for seen in months if month in seen)
        else:
            active = sum(1 for seen in months if max(seen) >= month)
        inside = [o for c in members for o in c.orders if month_of(o.day) == month]
        net = sum(o.net for o in inside)
        running += net
        low, high = wilson(active, len(members)) if age else (1.0, 1.0)
        values = (active, active / len(members), low, high, len(inside), major(net), running / UNIT / len(members))
        mature = month_end(month) <= as_of
        for name, value in zip(columns, values):
            columns[name].append(value if mature else None)
    columns["active"][0] = len(members)
    return {**row, **columns}


def cohorts(shop, mode="classic", exclude_truncated=False):
    left_out = {c.key for c in left_truncated(shop)} if exclude_truncated else set()
    groups = {}
    for c in shop.customers:
        if c.key not in left_out:
            groups.setdefault(month_of(c.first), []).append(c)
    rows = [cohort_row(groups[m], m, mode, shop.as_of) for m in sorted(groups)]
    average = []
    for age in range(max((len(r["active"]) for r in rows), default=0)):
        mature = [r for r in rows if age < len(r["share"]) and r["share"][age] is not None]
        if mature:
            reached, active = sum(r["size"] for r in mature), sum(r["active"][age] for r in mature)
            low, high = wilson(active, reached) if age else (1.0, 1.0)
            average.append({"period": age, "customers": reached, "share": active / reached, "low": low, "high": high})
    return {"grain": "month", "mode": mode, "excluded": len(left_out), "rows": rows, "average": average}


def stage(shop, c, churned, new_days=30):
    """One stage a customer; the first rule that holds decides."""
    if c.key in churned:
        return "churned"
    cycle = shop.cycle(c)
    if cycle is not None and c.silence > cycle:
        return "dormant"
    return "new" if shop.as_of - c.first < new_days else "active"


def lifecycle(shop, definition="D1"):
    churned = shop.flagged(definition)
    stages = {"potential": [], "new": [], "active": [], "dormant": [], "churned": []}
    for c in shop.customers:
        stages[stage(shop, c, churned)].append(c)
    n = len(shop.customers)
    rows = [{"id": s, "customers": len(m), "share": len(m) / n, "netSales": major(sum(c.net for c in m))} for s, m in stages.items()]
    return {"newDays": 30, "stages": rows}
