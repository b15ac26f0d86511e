"""Products: rules by mlxtend, tests by SciPy, curves by statsmodels."""

import math
from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pandas as pd
from mlxtend.frequent_patterns import apriori, association_rules
from mlxtend.preprocessing import TransactionEncoder
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

from read import AS_OF, CATEGORY, FIRST_DAY, OCCASIONS, ORDERS, PRODUCTS, KEY


def fisher(joint, first, second, everything):
    cells = [[joint, first - joint], [second - joint, everything - first - second + joint]]
    return float(stats.fisher_exact(cells, alternative="greater")[1])


def adjusted(rows, p="p"):
    values = stats.false_discovery_control([row[p] for row in rows], method="bh") if rows else []
    for row, value in zip(rows, values):
        row["adjustedP"] = float(value)
    return rows


def rules(baskets, holders, most=100):
    baskets = [sorted(basket) for basket in baskets if basket]
    n = len(baskets)
    encoder = TransactionEncoder()
    frame = pd.DataFrame(encoder.fit(baskets).transform(baskets), columns=encoder.columns_)
    frequent = apriori(frame, min_support=5 / n - 1e-12, use_colnames=True, max_len=2)
    found = association_rules(frequent, metric="support", min_threshold=0)
    rows = []
    for rule in found.itertuples():
        (start,), (end,) = rule.antecedents, rule.consequents
        joint = round(rule.support * n)
        first, second = round(rule._3 * n), round(rule._4 * n)
        low, high = proportion_confint(joint, first, method="wilson")
        rows.append({
            "from": start, "to": end, "joint": joint, "support": rule.support, "confidence": rule.confidence,
            "lift": rule.lift, "leverage": rule.leverage, "low": low, "high": high,
            "conviction": None if math.isinf(rule.conviction) else rule.conviction,
            "p": fisher(joint, first, second, n), "without": len(holders[start] - holders[end]),
        })
    tested = sorted(adjusted(rows), key=lambda row: (row["adjustedP"], row["from"], row["to"]))
    return {"baskets": n, "tested": len(tested), "evident": sum(row["adjustedP"] <= 0.05 and row["lift"] > 1 for row in tested), "rows": tested[:most]}


def all_rules():
    by_customer = {key: (set().union(*(day[1] for day in days)), set().union(*(day[2] for day in days))) for key, days in OCCASIONS.items()}
    holders = [defaultdict(set), defaultdict(set)]
    for key, held in by_customer.items():
        for level in (0, 1):
            for thing in held[level]:
                holders[level][thing].add(key)
    return {
        "orderProduct": rules([order["items"] for order in ORDERS], holders[0]),
        "orderCategory": rules([order["categories"] for order in ORDERS], holders[1]),
        "customerProduct": rules([held[0] for held in by_customer.values()], holders[0]),
        "customerCategory": rules([held[1] for held in by_customer.values()], holders[1]),
    }


def penetration():
    frame = pd.DataFrame([
        {"month": pd.Timestamp(day, unit="D").strftime("%Y-%m"), "customer": key, "category": category}
        for key, days in OCCASIONS.items() for day, _, held in days for category in held | {"*"}
    ])
    counts = frame.drop_duplicates().groupby(["category", "month"]).size()
    return {category: {month: int(n) for month, n in counts[category].items()} for category in counts.index.levels[0]}


def cross():
    repeat = new = total = 0
    joint, start, end = Counter(), Counter(), Counter()
    for days in OCCASIONS.values():
        known = set(days[0][2])
        for before, after in zip(days, days[1:]):
            if after[2]:
                repeat += 1
                new += bool(after[2] - known)
            known |= after[2]
            if before[2] and after[2]:
                total += 1
                start.update(before[2])
                end.update(after[2])
                joint.update((a, b) for a in before[2] for b in after[2])
    rows = [
        {"from": a, "to": b, "joint": n, "share": n / start[a], "base": end[b] / total, "p": fisher(n, start[a], end[b], total)}
        for (a, b), n in sorted(joint.items()) if n >= 5
    ]
    matrix = {f"{a}>{b}": n for (a, b), n in sorted(joint.items())}
    return {"new": new, "repeat": repeat, "transitions": total, "matrix": matrix, "preferences": adjusted(rows)}


def at_most(curve, level):
    """First time at which S is at or under a level."""
    hit = [time for time, s in zip(curve.surv_times, curve.surv_prob) if s <= level + 1e-12]
    return int(hit[0]) if hit else None


def cycles():
    made = {}
    for category in sorted(set(CATEGORY.values()) - {""}):
        made[category] = {}
        for name in ("any", "same"):
            times, events = [], []
            for days in OCCASIONS.values():
                first = next((at for at, day in enumerate(days) if category in day[2]), None)
                if first is None:
                    continue
                later = [day for day in days[first + 1:] if name == "any" or category in day[2]]
                times.append((later[0][0] if later else AS_OF) - days[first][0])
                events.append(int(bool(later)))
            curve = SurvfuncRight(np.array(times), np.array(events))
            made[category][name] = {
                "n": len(times), "returned": sum(events),
                "p25": at_most(curve, 0.75), "median": at_most(curve, 0.5), "p75": at_most(curve, 0.25),
            }
    return made


def hits():
    units, amount, priced = Counter(), Counter(), Counter()
    for order in ORDERS:
        for item, count, money, _ in order["lines"]:
            units[item] += count
            if order["currency"] == "EUR":
                amount[item] += money
                priced[item] += count
    ranked = sorted(units, key=lambda item: (-units[item], item))
    best = set(ranked[: math.ceil(0.2 * len(ranked) - 1e-9)])
    price = {item: amount[item] / priced[item] for item in ranked if priced[item]}
    limits = np.percentile(list(price.values()), [25, 50, 75])
    holders = defaultdict(set)
    for key, row in zip(KEY, PRODUCTS):
        if key not in units:
            continue
        for tag in row["tags"].split(";"):
            if tag.strip():
                holders["tag:" + tag.strip().lower()].add(key)
        if row["vendor"]:
            holders["vendor:" + row["vendor"]].add(key)
        if row["category"]:
            holders["category:" + row["category"]].add(key)
        if key in price:
            holders[f"price:{1 + int(np.searchsorted(limits, price[key], side='left'))}"].add(key)
    rows = [
        {"trait": name, "hits": len(held & best), "products": len(held), "p": fisher(len(held & best), len(held), len(best), len(ranked))}
        for name, held in sorted(holders.items()) if 5 <= len(held) < len(ranked)
    ]
    return {"units": {item: units[item] for item in ranked}, "hits": sorted(best), "traits": adjusted(rows)}


def new_products():
    days = np.sort([order["day"] for order in ORDERS])
    sold = defaultdict(list)
    for order in ORDERS:
        for item in order["items"]:
            sold[item].append(order["day"])
    first = {item: min(held) for item, held in sold.items()}
    launched = [item for item in sorted(sold) if first[item] - FIRST_DAY >= 30]

    def between(item, low, high):
        a, b = first[item] + low, first[item] + high
        return sum(a <= day <= b for day in sold[item]), int(((days >= a) & (days <= b)).sum())

    def judge(item, age):
        """Counts, peers and posterior by what was known when the product was so old."""
        others = [other for other in launched if other != item and first[other] + age <= first[item] + age]
        peers = [other for other in others if CATEGORY[other] == CATEGORY[item]]
        same = len(peers) >= 5
        peers = peers if same else others
        if len(peers) < 5:
            return None
        starts = [between(other, 0, age) for other in peers]
        mean = sum(a for a, _ in starts) / sum(b for _, b in starts)
        rates = np.array([a / b for a, b in starts])
        variance = max(rates.var(ddof=1) - mean * np.mean([1 / b for _, b in starts]), mean**2 / 4)
        k, n = between(item, 0, age)
        after = stats.gamma(mean**2 / variance + k, scale=1 / (mean / variance + n))
        better, worse = float(after.sf(mean)), float(after.cdf(0.5 * mean))
        verdict = "promote" if better >= 0.9 else "drop" if worse >= 0.9 else "hold"
        return k, n, peers, same, mean, after, better, worse, verdict

    made = {}
    for item in launched:
        age = AS_OF - first[item]
        if age > 30:
            continue
        k, n, peers, same, mean, after, better, worse, verdict = judge(item, age)
        made[item] = {
            "age": age, "orders": k, "shop": n, "peers": len(peers), "same": same, "rate": 1000 * after.mean(), "peerRate": 1000 * mean,
            "low": 1000 * float(after.ppf(0.05)), "high": 1000 * float(after.ppf(0.95)), "better": better, "worse": worse, "verdict": verdict,
        }
    tried = []
    for item in launched:
        found = judge(item, 30) if first[item] + 60 <= AS_OF else None
        if found:
            own, shop = between(item, 31, 60)
            sums = np.array([between(peer, 31, 60) for peer in found[2]]).sum(axis=0)
            ratio = (own / shop) / (sums[0] / sums[1])
            tried.append((*found[-3:], bool(ratio > 1), bool(ratio < 0.5), item))
    return made, tried


def upgrade():
    lines = [
        (order["customer"], order["day"], item, money / units)
        for order in ORDERS if order["currency"] == "EUR" for item, units, money, _ in order["lines"] if CATEGORY[item]
    ]
    frame = pd.DataFrame(lines, columns=["customer", "day", "item", "price"])
    frame["price"] = (frame["price"] * 1e6).round()
    frame["category"] = frame["item"].map(CATEGORY)
    groups = frame.groupby("category")["price"]
    frame["share"] = (groups.rank(method="average") - 0.5) / groups.transform("size")
    means = frame[frame.customer != ""].groupby(["customer", "day"])["share"].mean()
    total = variance = rising = falling = 0
    slopes, taus = {}, {}
    for customer, series in means.groupby(level=0):
        values = series.to_numpy().round(12)
        n = len(values)
        if n < 4:
            continue
        s = sum(np.sign(b - a) for a, b in combinations(values, 2))
        ties = Counter(values).values()
        total += s
        variance += (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
        rising, falling = rising + (s > 0), falling + (s < 0)
        slopes[customer] = float(stats.theilslopes(values)[0])
        taus[customer] = float(stats.kendalltau(range(n), values)[0])
    z = (total - np.sign(total)) / math.sqrt(variance)
    best = sorted((customer for customer in slopes if taus[customer] > 0 and slopes[customer] > 0), key=lambda c: (-slopes[c], c))[:20]
    return {
        "customers": len(slopes), "rising": int(rising), "falling": int(falling), "slope": float(np.median(list(slopes.values()))),
        "z": float(z), "p": float(2 * stats.norm.sf(abs(z))), "rows": [{"key": c, "tau": taus[c], "slope": slopes[c]} for c in best],
    }


def golden():
    """The baskets of FORMULAS, section 8, and the adjusted p of section 14, by the same libraries."""
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    return {"fisher": fisher(4, 6, 5, 8), "adjusted": [float(value) for value in stats.false_discovery_control(p)]}


def expected():
    return {
        "golden": golden(), "rules": all_rules(), "penetration": penetration(), "cross": cross(), "cycles": cycles(), "hits": hits(),
        "newProducts": new_products()[0], "verdicts": new_products()[1], "upgrade": upgrade(),
    }
