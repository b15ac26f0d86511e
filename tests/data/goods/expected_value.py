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


def covered_days():
    """Channel -> row's day -> the days that the row stands for: until the next, at most as many as lie between two rows at the median."""
    days = defaultdict(set)
    for row in SPEND:
        if row["currency"] == "EUR":
            days[row["channel"].lower()].add(int(row["day"]))
    made = {}
    for channel, own in days.items():
        own = sorted(own)
        apart = [later - earlier for earlier, later in zip(own, own[1:])]
        usual = sorted(apart)[len(apart) // 2] if apart else 1
        made[channel] = {day: range(day, min(day + usual, later, AS_OF + 1)) for day, later in zip(own, own[1:] + [10**6])}
    return made


COVERED = covered_days()


def cost(channel=None, campaign=None):
    """Cost in euros of a channel, of a campaign in it, or of everything, and the days that it covers."""
    fits = lambda row: (channel is None or row["channel"].lower() == channel.lower()) and (campaign is None or row["campaign"] == campaign)
    rows = [row for row in SPEND if row["currency"] == "EUR" and fits(row)]
    if not rows:
        return None
    held = {name: COVERED[name] for name in {row["channel"].lower() for row in rows}}
    first = min(int(row["day"]) for row in rows)
    last = max(held[row["channel"].lower()][int(row["day"])][-1] for row in rows)
    days = {day for own in held.values() for spread in own.values() for day in spread if first <= day <= last}
    return sum(int(row["cost"]) for row in rows) / 100, days


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


def points(members):
    """Points of the curve with their interval: each customer's part of the error by the definition, summed over days."""
    values, counts = curve(members, 10**6)
    ages = np.array([AS_OF - FIRST[key] for key in members])
    days = len(values)
    paid = np.zeros((len(members), days))
    for row, key in enumerate(members):
        for day, net in EVENTS[key]:
            paid[row, day - FIRST[key]] += net
    means = np.diff(np.array(values), prepend=0.0)
    there = np.arange(days)[None, :] <= ages[:, None]
    off = np.cumsum(np.where(there, (paid - means) / np.array(counts), 0.0), axis=1)
    errors = np.sqrt((off**2).sum(axis=0))
    made = []
    for week in (0, 1, 26, 52, 104):
        centre, half, n = values[7 * week], Z * errors[7 * week], counts[7 * week]
        low, high = (centre / math.exp(half / centre), centre * math.exp(half / centre)) if centre > 0 and half <= 2 * Z * centre else (centre - half, centre + half)
        made.append({"week": week, "value": centre, "n": n, "low": low if n > 1 else None, "high": high if n > 1 else None})
    return made


def payback(members, cac, margin):
    values, counts = curve(members, 10**6)
    for age, (value, n) in enumerate(zip(values, counts)):
        if n < 30:
            return None
        if value * margin >= cac:
            return age
    return None


def cac_of(known, members):
    if known is None:
        return None
    won = sum(FIRST[key] in known[1] for key in members)
    return known[0] / won if won else None


def by_channel():
    members = defaultdict(list)
    for key in KEYS:
        members[first_word(key, "channel")].append(key)
    made = {}
    for channel in sorted(name for name in members if name):
        own = members[channel]
        known = cost(channel)
        cac = cac_of(known, own)
        made[channel] = {
            "customers": len(own), "new": [sum(day_of(FIRST[key]).strftime("%Y-%m") == month for key in own) for month in MONTHS],
            "historic": mean([total(key) for key in own]),
            "values": [mean([until(key, age) for key in own if AS_OF - FIRST[key] >= age]) for age in AGES],
            "repeat": sum(len(BOUGHT[key]) > 1 for key in own), "spend": known and known[0], "cac": cac,
            "paybackDay": None if cac is None else payback(own, cac, 0.4),
            "curve": points(own),
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


def by_campaign():
    """Campaigns by their channel: one name stands in two of them."""
    members = defaultdict(list)
    for key in KEYS:
        # Of several orders on the first day the one whose channel and campaign come first; one that names no channel before those that do.
        paths = sorted((order["channel"], order["campaign"]) for order in FIRST_ORDERS[key] if order["campaign"])
        if paths:
            members[paths[0]].append(key)
    made = []
    for (channel, campaign), own in sorted(members.items()):
        known = cost(channel, campaign)
        made.append({
            "channel": channel, "campaign": campaign, "customers": len(own), "spend": known and known[0], "days": known and len(known[1]),
            "cac": cac_of(known, own) if len(own) >= 30 else None,
        })
    return made


def acquisition():
    spend, days = cost()
    won = sum(FIRST[key] in days for key in KEYS)
    # Every row names a channel; those of channels that customers have are paid for them.
    named = {channel: cost(channel) for channel in {first_word(key, "channel") for key in KEYS} if channel and cost(channel)}
    theirs = [key for key in KEYS if first_word(key, "channel") in named]
    came = sum(FIRST[key] in named[first_word(key, "channel")][1] for key in theirs)
    paid = sum(cost for cost, _ in named.values())
    return {
        "spend": spend, "from": day_of(min(days)).isoformat(), "to": day_of(max(days)).isoformat(), "days": len(days), "newCustomers": won,
        "cac": spend / won, "paybackDay": payback(KEYS, spend / won, 0.4),
        "paid": {"spend": paid, "newCustomers": came, "cac": paid / came, "paybackDay": payback(theirs, paid / came, 0.4)},
    }


def bearers():
    """Who was won on a day that the cost of their channel covers, and the part of it that each bears."""
    made = {}
    for channel in {first_word(key, "channel") for key in KEYS} - {None}:
        known = cost(channel)
        won = [key for key in KEYS if first_word(key, "channel") == channel and FIRST[key] in known[1]] if known else []
        made.update({key: known[0] / len(won) for key in won})
    return made


def split():
    """Return by channel and country; cells under 30 customers are put together, first within a channel, then all of them."""
    borne = bearers()
    cells = defaultdict(list)
    for key in borne:
        cells[(first_word(key, "channel"), first_word(key, "country"))].append(key)
    for length in (1, 0):
        merged = defaultdict(list)
        for names, own in cells.items():
            merged[names if len(own) >= 30 else names[:length]] += own
        cells = merged
    made = []
    for names, own in cells.items():
        spend, sales = sum(borne[key] for key in own), mean([total(key) for key in own])
        roi = lambda each: None if each is None else (each * len(own) * 0.4 - spend) / spend
        made.append({
            "names": names, "newCustomers": len(own), "spend": spend, "netSales": sum(total(key) for key in own),
            "roi": roi(sales["mean"]), "low": roi(sales["low"]), "high": roi(sales["high"]), "roas": (sum(total(key) for key in own) * 0.4 + 10) / spend,
        })
    made.sort(key=lambda cell: -cell["spend"])
    return {"rows": made, "newCustomers": len(borne), "spend": sum(borne.values()), "unborne": abs(round(cost()[0] - sum(borne.values()), 4))}


def roas():
    """(net sales × 0.4 + 10) / cost, over all advertising and by channel: of the customers won on its days."""
    of = lambda known, own: (sum(total(key) for key in own if FIRST[key] in known[1]) * 0.4 + 10) / known[0]
    members = defaultdict(list)
    for key in KEYS:
        members[first_word(key, "channel")].append(key)
    by = {channel: of(cost(channel), own) for channel, own in members.items() if channel and cost(channel)}
    return {"all": of(cost(), KEYS), "channels": by}


def lost():
    gone = [key for key in KEYS if AS_OF - LAST[key] >= 365]
    sunk = []
    for key in gone:
        channel = first_word(key, "channel")
        own = [other for other in KEYS if first_word(other, "channel") == channel]
        cac = cac_of(cost(channel), own) if channel else None
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
    back = [key for key in KEYS if FIRST[key] < start and key not in set(earlier) and any(day >= start for day in BOUGHT[key])]
    sales = sum(inside.values())
    per_retained = sum(inside[key] for key in kept) / len(kept)
    retained = min(len(kept) * 1.05, len(earlier))
    more = sales + (retained - len(kept)) * per_retained
    profit = more * 0.4 - more * 0.1 * 0.5
    return {
        "retained": len(kept), "earlier": len(earlier), "perRetained": per_retained, "perNew": sum(inside[key] for key in new) / len(new),
        "returned": len(back), "perReturned": sum(inside[key] for key in back) / len(back) if back else None, "buyers": sum(LAST[key] >= start for key in KEYS),
        "newCustomers": len(new), "netSales": sales, "profit": sales * 0.4,
        "scenario": {"retained": retained, "netSales": more * 0.95, "profit": profit, "change": profit - sales * 0.4, "changeShare": profit / (sales * 0.4) - 1},
    }


def expected():
    return {
        "customers": len(KEYS), "historic": mean([total(key) for key in KEYS]),
        "predicted": mean([at for at in range(len(KEYS)) if at % 7]), "curve": points(KEYS),
        "cohorts": cohorts(), "dominated": named(lambda own: len(own) > 2 and 2 * max(own) > sum(own)), "small": named(lambda own: len(own) < 30), "channels": by_channel(), "campaigns": by_campaign(), "categories": by_category(), "acquisition": acquisition(), "lost": lost(),
        "whatIf": what_if(), "split": split(), "roas": roas(), "firstDay": FIRST_DAY,
    }
