"""RFM computed a second time: scores by four methods, segments by three maps.

In: a `Shop` of reference.py. Out: the `rfm` part of a `Report` as plain values.
"""

from fractions import Fraction

from numerics import type7
from reference import UNIT, major

ELEVEN = {  # the table of eleven segments: rows R = 5..1, columns FM = 1..5
    5: "new potentialLoyalist potentialLoyalist champions champions",
    4: "promising potentialLoyalist potentialLoyalist loyal loyal",
    3: "aboutToSleep aboutToSleep needAttention loyal loyal",
    2: "hibernating hibernating atRisk atRisk cantLose",
    1: "lost hibernating atRisk atRisk cantLose",
}
TEN = {  # the ten-segment map: rows R = 5..1, columns F = 1..5
    5: "new potentialLoyalist potentialLoyalist champions champions",
    4: "promising potentialLoyalist potentialLoyalist loyal loyal",
    3: "aboutToSleep aboutToSleep needAttention loyal loyal",
    2: "hibernating hibernating atRisk atRisk cantLose",
    1: "hibernating hibernating atRisk atRisk cantLose",
}
FREQUENCY_BINS = (2, 3, 5, 10)
FIFTHS = [Fraction(i, 5) for i in (1, 2, 3, 4)]


def share_scores(values):
    """1 + five times the share of strictly worse values, at most 5; `values` larger = better."""
    worse, seen = {}, 0
    for value in sorted(values):
        worse.setdefault(value, seen)
        seen += 1
    return [min(5, 1 + 5 * worse[v] // len(values)) for v in values]


def ntile_scores(values, keys):
    """SQL's NTILE(5) over the values from worst to best, equal ones in the order of their keys."""
    order = sorted(range(len(values)), key=lambda i: (values[i], keys[i]))
    size, longer = divmod(len(values), 5)
    scores, place = [0] * len(values), 0
    for tile in range(5):
        for _ in range(size + (tile < longer)):
            scores[order[place]] = tile + 1
            place += 1
    return scores


def quantile_scores(recency, frequency, monetary):
    edges = {"recency": recency, "frequency": frequency, "monetary": monetary}
    edges = {name: [type7(values, q) for q in FIFTHS] for name, values in edges.items()}
    r = [5 - sum(1 for e in edges["recency"] if e < v) for v in recency]
    f = [1 + sum(1 for e in edges["frequency"] if e < v) for v in frequency]
    m = [1 + sum(1 for e in edges["monetary"] if e < v) for v in monetary]
    return r, f, m, edges


def entry_edges(values, scores, best_is_low=False):
    """The lowest value (the highest of recency) that scores 2, 3, 4, 5; null where none does."""
    pick = max if best_is_low else min
    return [pick((v for v, s in zip(values, scores) if s == score), default=None) for score in (2, 3, 4, 5)]


def scores(method, keys, recency, frequency, monetary):
    if method == "quantile":
        return quantile_scores(recency, frequency, monetary)
    older = [-v for v in recency]
    if method == "ntile":
        r, f, m = (ntile_scores(v, keys) for v in (older, frequency, monetary))
    else:
        r, f, m = (share_scores(v) for v in (older, frequency, monetary))
    if method == "fixed":
        f = [1 + sum(1 for b in FREQUENCY_BINS if v >= b) for v in frequency]
    edges = {
        "recency": entry_edges(recency, r, True), "frequency": entry_edges(frequency, f),
        "monetary": entry_edges(monetary, m),
    }
    return r, f, m, edges


def halves(recency, frequency, monetary, split):
    """The limits of `eight`: high is above the limit, for recency below it (more recent)."""
    def middle(values):
        return type7(values, Fraction(1, 2)) if split == "median" else Fraction(sum(values), len(values))

    return middle(recency), middle(frequency), middle(monetary)


def rfm(shop, method="share", segment_map="eleven", split="mean"):
    people = shop.customers
    keys = [c.key for c in people]
    recency, frequency = [c.silence for c in people], [len(c.orders) for c in people]
    monetary = [c.net for c in people]
    r, f, m, edges = scores(method, keys, recency, frequency, monetary)
    fm = [(a + b + 1) // 2 for a, b in zip(f, m)]
    second = f if segment_map == "ten" else fm
    limits = None
    if segment_map == "eight":
        limits = halves(recency, frequency, monetary, split)
        segment = [
            "".join("h" if high else "l" for high in (rr < limits[0], ff > limits[1], mm > limits[2]))
            for rr, ff, mm in zip(recency, frequency, monetary)
        ]
    else:
        table = ELEVEN if segment_map == "eleven" else TEN
        segment = [table[a].split()[b - 1] for a, b in zip(r, second)]
    total = sum(monetary)
    result = {
        "method": method, "map": segment_map, "customers": len(people), "axis": "f" if segment_map == "ten" else "fm",
        "edges": {
            "recency": [None if e is None else float(e) for e in edges["recency"]],
            "frequency": [None if e is None else float(e) for e in edges["frequency"]],
            "monetary": [None if e is None else float(Fraction(e) / UNIT) for e in edges["monetary"]],
        },
        "segments": segments(people, segment, total),
        "oneOrderShare": sum(1 for v in frequency if v == 1) / len(people),
    }
    if limits:
        result["split"] = {"recency": float(limits[0]), "frequency": float(limits[1]), "monetary": float(limits[2] / UNIT)}
    else:
        result["grid"] = [
            {"r": a, "fm": b, "customers": sum(1 for x in zip(r, second) if x == (a, b)),
             "netSales": major(sum(v for x, y, v in zip(r, second, monetary) if (x, y) == (a, b)))}
            for a in range(1, 6) for b in range(1, 6)
        ]
    return result


def segments(people, segment, total):
    groups = {}
    for c, name in zip(people, segment):
        groups.setdefault(name, []).append(c)
    rows = []
    for name in sorted(groups):
        members = groups[name]
        net, orders = sum(c.net for c in members), sum(len(c.orders) for c in members)
        days = [c.silence for c in members]
        rows.append({
            "id": name, "customers": len(members), "share": len(members) / len(people), "orders": orders,
            "netSales": major(net), "salesShare": net / total, "averageOrderValue": net / UNIT / orders,
            "recencyDays": sum(days) / len(days), "medianRecencyDays": float(type7(days, Fraction(1, 2))),
        })
    return rows
