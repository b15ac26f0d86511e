"""What to offer whom, and what became of a campaign: NumPy, statsmodels and SciPy."""

import math
from collections import defaultdict

import numpy as np
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from expected_goods import at_most, rules
from read import AS_OF, CATEGORY, OCCASIONS, ORDERS, KEY, occasions

ITEMS = sorted(set(KEY))
PLACE = {item: at for at, item in enumerate(ITEMS)}


def bought_by(days):
    return {key: set().union(*(day[1] for day in own)) for key, own in days.items()}


def evident(bought):
    """Rules by customer, surest first: (from, to)."""
    holders = defaultdict(set)
    for key, items in bought.items():
        for item in items:
            holders[item].add(key)
    rows = rules(list(bought.values()), holders, None)["rows"]
    rows = [row for row in rows if row["adjustedP"] <= 0.05 and row["lift"] > 1]
    number = lambda value: float(f"{value:.9g}")
    rows.sort(key=lambda row: (number(row["adjustedP"]), number(row["p"]), -number(row["confidence"]), PLACE[row["from"]], PLACE[row["to"]]))
    return [(row["from"], row["to"]) for row in rows]


def beside(own, sure, most, allowed=lambda item: True):
    found = []
    for start, end in sure:
        if start in own and end not in own and allowed(end) and end not in [to for _, to in found]:
            found.append((start, end))
    return found[:most]


def by_last_order(days):
    return sorted(days, key=lambda key: (-days[key][-1][0], key))


def companions():
    bought, rows = bought_by(OCCASIONS), []
    sure = evident(bought)
    for key in by_last_order(OCCASIONS):
        offers = beside(bought[key], sure, 3)
        if offers:
            rows.append([key, *(f"{start}>{end}" for start, end in offers)])
    # Every other product is sold out.
    left = [key for key in OCCASIONS if beside(bought[key], sure, 1, lambda item: PLACE[item] % 2 == 0)]
    return {"total": len(rows), "rows": rows[:40], "totalInStock": len(left)}


def joint(bought):
    held = np.array([[float(item in own) for item in ITEMS] for own in bought.values()])
    return held.T @ held, float((held.sum(axis=1) > 0).sum())


def similarity(bought, method):
    both, n = joint(bought)
    count = np.diag(both).copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        score = both / np.sqrt(np.outer(count, count)) if method == "cosine" else both * n / np.outer(count, count)
    score[(both < 5) | ~np.isfinite(score)] = 0
    if method == "lift":
        score[score <= 1 + 1e-12] = 0
    np.fill_diagonal(score, 0)
    return score, count


def recommended(own, score, count, most):
    start = [at for at, item in enumerate(ITEMS) if item in own]
    sums = score[start].sum(axis=0)
    order = sorted((at for at in range(len(ITEMS)) if sums[at] > 0 and ITEMS[at] not in own), key=lambda at: (-round(sums[at], 9), -count[at], at))
    return [(ITEMS[at], float(sums[at])) for at in order[:most]]


def tried():
    days = sorted(day[0] for own in OCCASIONS.values() for day in own)
    cut = days[math.ceil(len(days) * 0.8 - 1e-9) - 1]
    before = occasions(cut)
    bought = bought_by(before)
    both, _ = joint(bought)
    count = np.diag(both)
    sold = {item for item in ITEMS if count[PLACE[item]] > 0}
    popular = sorted(ITEMS, key=lambda item: (-count[PLACE[item]], item))
    score = {method: similarity(bought, method)[0] for method in ("cosine", "lift")}
    sure = evident(bought)
    cases, hits = 0, defaultdict(list)
    for key, own in bought.items():
        later = [day for day in OCCASIONS[key] if day[0] > cut]
        new = (later[0][1] - own) & sold if later else set()
        if not own or not new:
            continue
        cases += 1
        hits["popular"].append(bool(new & set([item for item in popular if item not in own][:5])))
        for method in ("cosine", "lift"):
            hits[method].append(bool(new & {item for item, _ in recommended(own, score[method], count, 5)}))
        hits["rules"].append(bool(new & {end for _, end in beside(own, sure, 5)}))
    base = np.array(hits["popular"])
    methods = []
    for method in ("cosine", "lift", "rules"):
        own = np.array(hits[method])
        this, other = int((own & ~base).sum()), int((base & ~own).sum())
        p = stats.binomtest(this, this + other, 0.5, alternative="greater").pvalue if this + other else 1.0
        methods.append({"method": method, "hits": int(own.sum()), "onlyThis": this, "onlyPopular": other, "p": float(p)})
    for row, value in zip(methods, stats.false_discovery_control([row["p"] for row in methods])):
        row["adjustedP"] = float(value)
        row["passed"] = bool(value <= 0.05 and row["hits"] > base.sum())
    return {"cutDay": cut, "cases": cases, "popular": int(base.sum()), "methods": methods}


def recommendations():
    test, bought = tried(), bought_by(OCCASIONS)
    able = [row for row in test["methods"] if row["passed"] and row["method"] != "rules"]
    made = {"test": test, "cosine": {}, "lift": {}}
    for method in ("cosine", "lift"):
        score, count = similarity(bought, method)
        made[method] = {"rows": [[key, *recommended(bought[key], score, count, 3)] for key in by_last_order(OCCASIONS)][:30]}
    made["method"] = max(able, key=lambda row: row["hits"])["method"] if able else None
    return made


def curve(days, item, until):
    times, events = [], []
    for own in days.values():
        first = next((at for at, day in enumerate(own) if item in day[1]), None)
        if first is not None:
            later = own[first + 1:]
            times.append((later[0][0] if later else until) - own[first][0])
            events.append(int(bool(later)))
    return (sum(events), at_most(SurvfuncRight(np.array(times), np.array(events)), 0.5)) if times else (0, None)


def due(days, until):
    cycle = {item: curve(days, item, until) for item in ITEMS}
    made = {}
    for key, own in days.items():
        able = [item for item in sorted(own[-1][1]) if cycle[item][0] >= 10 and cycle[item][1] is not None]
        if able:
            item = max(able, key=lambda item: (cycle[item][0], -PLACE[item]))
            made[key] = (item, own[-1][0] + cycle[item][1], *cycle[item])
    return made


def node(near=30):
    bought = bought_by(OCCASIONS)
    sure, now = evident(bought), due(OCCASIONS, AS_OF)
    listed = [key for key in by_last_order(OCCASIONS) if key in now and abs(now[key][1] - AS_OF) <= near]
    rows = []
    for key in listed:
        item, day, returned, days = now[key]
        best = beside(bought[key], sure, 1)
        rows.append({"key": key, "from": item, "dueDay": day, "returned": returned, "days": days, "bundle": f"{best[0][0]}>{best[0][1]}" if best else None})
    cut = AS_OF - near
    before = occasions(cut)
    then = due(before, cut)
    came = {key: any(cut < day[0] <= cut + near for day in OCCASIONS[key]) for key in before}
    there = {key for key in then if abs(then[key][1] - cut) <= near}
    counts = [sum(came[key] for key in there), len(there), sum(came[key] for key in before if key not in there), len(before) - len(there)]
    p = float(stats.hypergeom.sf(counts[0] - 1, counts[1] + counts[3], counts[0] + counts[2], counts[1]))
    return {"total": len(rows), "rows": rows[:60], "listed": counts[:2], "others": counts[2:], "p": p}


def net(order):
    return order["net"] if order["currency"] == "EUR" else 0


def arm(people, sent, days):
    found = {"people": len(people), "known": 0, "before": 0, "buyers": 0, "goal": 0, "orders": 0}
    values = []
    for key in people:
        own = [order for order in ORDERS if order["customer"] == key]
        watched = [order for order in own if sent <= order["day"] < sent + days]
        found["known"] += bool(own)
        found["before"] += any(sent - days <= order["day"] < sent for order in own)
        found["buyers"] += bool(watched)
        found["goal"] += any("tea" in order["categories"] for order in watched)
        found["orders"] += len(watched)
        values.append(sum(net(order) for order in watched))
    found["low"], found["high"] = proportion_confint(found["buyers"], len(people), method="wilson")
    found["netSales"] = float(sum(values))
    return found, np.array(values)


def campaign():
    """Every third customer and ten strangers reached, every third held out, sixty days before as-of; summer's orders since then."""
    keys, sent, days = sorted(OCCASIONS), AS_OF - 60, 30
    people, holdout = keys[::3] + [f"stranger{at}" for at in range(10)], keys[1::3]
    (a, x), (b, y) = arm(people, sent, days), arm(holdout, sent, days)
    low, high = confint_proportions_2indep(a["buyers"], a["people"], b["buyers"], b["people"], method="newcomb", compare="diff")
    every = stats.hypergeom(a["people"] + b["people"], a["buyers"] + b["buyers"], a["people"])
    error = math.sqrt(x.var(ddof=1) / len(x) + y.var(ddof=1) / len(y))
    half = stats.norm.ppf(0.975) * error
    effect = {
        "difference": a["buyers"] / a["people"] - b["buyers"] / b["people"], "low": float(low), "high": float(high),
        "p": float(min(1, 2 * min(every.sf(a["buyers"] - 1), every.cdf(a["buyers"])))),
        "net": [float(x.mean() - y.mean()), float(x.mean() - y.mean() - half), float(x.mean() - y.mean() + half)],
    }
    since = AS_OF - 400
    marked = [order for order in ORDERS if order["campaign"] == "summer" and order["day"] >= since]
    made = {"orders": len(marked), "netSales": float(sum(map(net, marked))), "unidentified": sum(not order["customer"] for order in marked)}
    made["days"] = [min(order["day"] for order in marked), max(order["day"] for order in marked)]
    made |= {"customers": 0, "new": 0, "again": 0, "over": 0, "reached": 0}
    for key in {order["customer"] for order in marked} - {""}:
        first = min(order["day"] for order in marked if order["customer"] == key)
        days_of = [day[0] for day in OCCASIONS[key]]
        made["customers"] += 1
        made["new"] += days_of[0] == first
        made["reached"] += key in people
        if AS_OF - first >= 45:
            made["over"] += 1
            made["again"] += any(first < day <= first + 45 for day in days_of)
    return {"reached": a, "holdout": b, "effect": effect, "marked": made}


def expected():
    return {"companions": companions(), "recommendations": recommendations(), "node": node(), "campaign": campaign()}
