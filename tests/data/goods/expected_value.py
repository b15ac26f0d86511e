"""Value in euros: plain sums, intervals by SciPy, the payback day by counting."""

import math
from collections import Counter, defaultdict
from datetime import date, timedelta

import numpy as np
from scipy import stats

from read import AS_OF, CATEGORY, FIRST_DAY, ORDERS, SPEND

AGES = [30, 60, 90, 180, 365]
Z = stats.norm.ppf(0.975)


def day_of(day):
    return date(1970, 1, 1) + timedelta(days=day)


EVENTS = defaultdict(list)
BOUGHT = defaultdict(set)
FIRST_ORDERS = {}
for order in ORDERS:
    if order["customer"] and order["currency"] == "EUR":
        EVENTS[order["customer"]].append((order["day"], order["net"]))
        BOUGHT[order["customer"]].add(order["day"])
        if order["refund"]:
            EVENTS[order["customer"]].append((min(order["day"] + 7, AS_OF), -order["refund"]))
KEYS = sorted(EVENTS)
FIRST = {key: min(BOUGHT[key]) for key in KEYS}
LAST = {key: max(BOUGHT[key]) for key in KEYS}
for order in ORDERS:
    key = order["customer"]
    if order["currency"] == "EUR" and key and order["day"] == FIRST[key]:
        FIRST_ORDERS.setdefault(key, []).append(order)


MONTHS = sorted({day_of(day).strftime("%Y-%m") for day in FIRST.values()})


def until(key, age):
    return round(sum(net for day, net in EVENTS[key] if day - FIRST[key] <= age), 2)


def total(key):
    return round(sum(net for _, net in EVENTS[key]), 2)


def mean(values):
    values = np.array(values, float)
    centre = float(values.mean())
    if len(values) < 2:
        return {"n": len(values), "mean": centre, "low": None, "high": None}
    half = Z * stats.sem(values)
    low, high = (centre - half, centre + half) if centre <= 0 else np.exp(np.log(centre) + np.array([-half, half]) / centre)
    return {"n": len(values), "mean": centre, "low": float(low), "high": float(high)}


def month_end(month):
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return (following - date(1970, 1, 1)).days - 1


def cohorts():
    members = defaultdict(list)
    for key in KEYS:
        members[day_of(FIRST[key]).strftime("%Y-%m")].append(key)
    made, before = [], [None] * len(AGES)
    for month in sorted(members):
        values = [[until(key, age) for key in members[month]] if month_end(month) + age <= AS_OF else None for age in AGES]
        changes = []
        for now, then in zip(values, before):
            if now is None or then is None or len(now) < 2 or len(then) < 2:
                changes.append(None)
                continue
            difference = np.mean(now) - np.mean(then)
            half = Z * math.sqrt(np.var(now, ddof=1) / len(now) + np.var(then, ddof=1) / len(then))
            changes.append({"difference": difference, "low": difference - half, "high": difference + half})
        made.append({
            "cohort": month, "historic": mean([total(key) for key in members[month]]),
            "values": [None if value is None else mean(value) for value in values], "changes": changes,
        })
        before = values
    return made


def named(fits):
    """The last six of the cohorts' months that fit."""
    members = defaultdict(list)
    for key in KEYS:
        members[day_of(FIRST[key]).strftime("%Y-%m")].append(total(key))
    months = [month for month in sorted(members) if fits(members[month])]
    return ("…, " if len(months) > 6 else "") + ", ".join(months[-6:])


def first_word(key, name):
    words = sorted(order[name] for order in FIRST_ORDERS[key] if order[name])
    return words[0] if words else None


def cost(name, value):
    rows = [row for row in SPEND if row["currency"] == "EUR" and row[name].lower() == value.lower()]
    if not rows:
        return None
    days = [int(row["day"]) for row in rows]
    return sum(int(row["cost"]) for row in rows) / 100, min(days), max(days)


def curve(members, last):
    """Mean cumulative value by day of age, and how many were so old."""
    ages = {key: AS_OF - FIRST[key] for key in members}
    brought = Counter()
    for key in members:
        for day, net in EVENTS[key]:
            brought[day - FIRST[key]] += net
    values, counts, sofar = [], [], 0.0
    for age in range(min(max(ages.values()), last) + 1):
        n = sum(own >= age for own in ages.values())
        sofar += brought[age] / n
        values.append(sofar)
        counts.append(n)
    return values, counts


def payback(members, cac, margin):
    values, counts = curve(members, 10**6)
    for age, (value, n) in enumerate(zip(values, counts)):
        if n < 30:
            return None
        if value * margin >= cac:
            return age
    return None


def cac_of(name, value, members):
    known = cost(name, value)
    if known is None:
        return None
    won = sum(known[1] <= FIRST[key] <= known[2] for key in members)
    return known[0] / won if won else None


def by_channel():
    members = defaultdict(list)
    for key in KEYS:
        members[first_word(key, "channel")].append(key)
    made = {}
    for channel in sorted(name for name in members if name):
        own = members[channel]
        cac = cac_of("channel", channel, own)
        known = cost("channel", channel)
        values, counts = curve(own, 10**6)
        made[channel] = {
            "customers": len(own), "new": [sum(day_of(FIRST[key]).strftime("%Y-%m") == month for key in own) for month in MONTHS],
            "historic": mean([total(key) for key in own]),
            "values": [mean([until(key, age) for key in own if AS_OF - FIRST[key] >= age]) for age in AGES],
            "repeat": sum(len(BOUGHT[key]) > 1 for key in own), "spend": known and known[0], "cac": cac,
            "paybackDay": None if cac is None else payback(own, cac, 0.4),
            "curve": [{"week": week, "value": values[7 * week], "n": counts[7 * week]} for week in (0, 1, 26, 52, 104)],
        }
    return {"unknown": len(members[None]), "rows": made}


def by_category():
    members = defaultdict(set)
    for key in KEYS:
        for order in FIRST_ORDERS[key]:
            for item in order["items"]:
                if CATEGORY[item]:
                    members[CATEGORY[item]].add(key)
    return {name: {"customers": len(own), "historic": mean([total(key) for key in sorted(own)])} for name, own in sorted(members.items())}


def acquisition():
    rows = [row for row in SPEND if row["currency"] == "EUR"]
    days = [int(row["day"]) for row in rows]
    spend = sum(int(row["cost"]) for row in rows) / 100
    won = sum(min(days) <= FIRST[key] <= max(days) for key in KEYS)
    return {
        "spend": spend, "from": day_of(min(days)).isoformat(), "to": day_of(max(days)).isoformat(), "newCustomers": won,
        "cac": spend / won, "paybackDay": payback(KEYS, spend / won, 0.4),
    }


def lost():
    gone = [key for key in KEYS if AS_OF - LAST[key] >= 365]
    sunk = []
    for key in gone:
        channel = first_word(key, "channel")
        own = [other for other in KEYS if first_word(other, "channel") == channel]
        cac = cac_of("channel", channel, own) if channel else None
        if cac is not None:
            sunk.append(cac)
    # Predictions of the test: each customer's place among the keys, in euros, unknown for every seventh.
    staying = [at for at, key in enumerate(KEYS) if key not in set(gone) and at % 7]
    return {
        "customers": len(gone), "share": len(gone) / len(KEYS), "historic": sum(total(key) for key in gone), "sunk": sum(sunk),
        "sunkCustomers": len(sunk), "remaining": len(gone) * float(np.mean(staying)),
    }


def what_if():
    start = AS_OF - 364
    inside = {key: sum(net for day, net in EVENTS[key] if start <= day <= AS_OF) for key in KEYS}
    earlier = [key for key in KEYS if any(start - 365 <= day < start for day in BOUGHT[key])]
    kept = [key for key in earlier if any(day >= start for day in BOUGHT[key])]
    new = [key for key in KEYS if FIRST[key] >= start]
    sales = sum(inside.values())
    per_retained = sum(inside[key] for key in kept) / len(kept)
    retained = min(len(kept) * 1.05, len(earlier))
    more = sales + (retained - len(kept)) * per_retained
    profit = more * 0.4 - more * 0.1 * 0.5
    return {
        "retained": len(kept), "earlier": len(earlier), "perRetained": per_retained, "perNew": sum(inside[key] for key in new) / len(new),
        "newCustomers": len(new), "netSales": sales, "profit": sales * 0.4,
        "scenario": {"retained": retained, "netSales": more * 0.95, "profit": profit, "change": profit - sales * 0.4, "changeShare": profit / (sales * 0.4) - 1},
    }


def expected():
    return {
        "customers": len(KEYS), "historic": mean([total(key) for key in KEYS]),
        "predicted": mean([at for at in range(len(KEYS)) if at % 7]),
        "cohorts": cohorts(), "dominated": named(lambda own: len(own) > 2 and 2 * max(own) > sum(own)), "small": named(lambda own: len(own) < 30), "channels": by_channel(), "categories": by_category(), "acquisition": acquisition(), "lost": lost(),
        "whatIf": what_if(), "firstDay": FIRST_DAY,
    }
