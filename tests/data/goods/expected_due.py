"""Replenishment and next purchases on statsmodels' product-limit curves."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from read import AS_OF, FIRST_DAY, HERE, ORDERS, occasions

AHEAD = 60
# So few days that the chances add up to far more than came.
REFUSED_AHEAD = 30
LIST_AHEAD = 90


def iso(day):
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


class Returning:
    """A curve as far as five intervals were watched, and the times of those who return."""

    def __init__(self, intervals):
        self.closed = sum(ended for _, ended in intervals)
        self.open = len(intervals) - self.closed
        lengths = np.sort([length for length, _ in intervals])[::-1]
        self.end = lengths[4] if len(lengths) >= 5 else 0.0
        self.dated_end = lengths[29] if len(lengths) >= 30 else 0.0
        self.curve = SurvfuncRight(np.array([length for length, _ in intervals]), np.array([int(ended) for _, ended in intervals])) if self.closed else None
        self.least = self.at(self.end)

    def at(self, length):
        if self.curve is None:
            return 1.0
        known = np.searchsorted(self.curve.surv_times, length, side="right")
        return 1.0 if known == 0 else float(self.curve.surv_prob[known - 1])

    def watched(self, length):
        return length <= self.end and self.closed + self.open >= 5

    def chance(self, since, more):
        if not self.watched(since) or self.at(since) <= 0:
            return None
        return 1 - self.at(since + more) / self.at(since)

    def time(self, part, since=0.0, least=None):
        out, least = self.at(since), self.least if least is None else least
        if out <= least:
            return None
        for time, s in zip(self.curve.surv_times, self.curve.surv_prob):
            if s <= out - part * (out - least) + 1e-12:
                return float(time)
        return None

    def dated(self, since):
        """Times of a half, a tenth and nine tenths after a silence that 30 or more returned from."""
        within = (self.curve.surv_times > since) & (self.curve.surv_times <= self.dated_end) if self.curve else np.zeros(0, bool)
        if within.sum() == 0 or self.curve.n_events[within].sum() < 30:
            return None
        return [self.time(part, since, self.at(self.dated_end)) for part in (0.5, 0.1, 0.9)]

    def times(self):
        return {"p10": self.time(0.1), "median": self.time(0.5), "p90": self.time(0.9)}


def purchases():
    """(item, customer) -> units bought by day, what came back taken off."""
    bought = defaultdict(lambda: defaultdict(int))
    for order in ORDERS:
        if order["customer"]:
            for item, units, _, back in order["lines"]:
                bought[item, order["customer"]][order["day"]] += units - back
    return {pair: [(day, units) for day, units in sorted(days.items()) if units > 0] for pair, days in bought.items()}


def plan(bought, until):
    """Cycles of products, and every latest purchase of them with its dates."""
    held = {pair: [one for one in days if one[0] <= until] for pair, days in bought.items()}
    held = {pair: days for pair, days in held.items() if days}
    intervals = defaultdict(list)
    for (item, _), days in held.items():
        for at, (day, units) in enumerate(days):
            after = days[at + 1][0] if at + 1 < len(days) else None
            intervals[item].append((units, (until if after is None else after) - day, after is not None))
    cycles, rows = {}, []
    for item in sorted(intervals):
        curve = Returning([(days / units, ended) for units, days, ended in intervals[item]])
        if curve.closed < 10 or 1 - curve.least < 0.2:
            continue
        quantities = {}
        for units in sorted({units for units, _, _ in intervals[item]}):
            own = Returning([(days, ended) for held_units, days, ended in intervals[item] if held_units == units])
            if own.closed >= 10:
                quantities[units] = {"closed": own.closed, "times": own.times(), "curve": own}
        cycles[item] = {"closed": curve.closed, "open": curve.open, "returns": 1 - curve.least, "perUnit": curve.times(), "quantities": quantities, "curve": curve}
    for (item, customer), days in held.items():
        if item in cycles:
            day, units = days[-1]
            own = cycles[item]["quantities"].get(units)
            times = own["times"] if own else {name: units * value for name, value in cycles[item]["perUnit"].items()}
            scale = 1 if own else units
            curve = own["curve"] if own else cycles[item]["curve"]
            chance = curve.chance((until - day) / scale, LIST_AHEAD / scale)
            due, early, late = (day + int(np.floor(times[name] + 0.5)) for name in ("median", "p10", "p90"))
            rows.append((due, customer, item, day, units, early, late, "quantity" if own else "perUnit", chance))
    return cycles, rows


def replenish():
    bought = purchases()
    cycles, planned = plan(bought, AS_OF)
    rows = []
    for due, customer, item, day, units, early, late, basis, chance in sorted(planned, key=lambda row: row[:3]):
        if AS_OF - 30 <= due <= AS_OF + LIST_AHEAD:
            status = "early" if AS_OF < early else "overdue" if AS_OF > late else "due"
            rows.append([iso(due), customer, item, iso(day), units, iso(early), iso(late), status, basis, chance])
    cut, chances, pairs = AS_OF - LIST_AHEAD, 0.0, []
    counts = {True: [0, 0], False: [0, 0]}
    for due, customer, item, *_, chance in plan(bought, cut)[1]:
        listed = counts[cut - 30 <= due <= cut + LIST_AHEAD]
        chances += (chance or 0.0) if listed is counts[True] else 0.0
        came = any(day > cut for day, _ in bought[item, customer])
        if listed is counts[True] and chance is not None:
            pairs.append((chance, came))
        listed[0] += came
        listed[1] += 1
    for cycle in cycles.values():
        del cycle["curve"]
        for own in cycle["quantities"].values():
            del own["curve"]
    (a, n), (b, m) = counts[True], counts[False]
    p = stats.fisher_exact([[a, n - a], [b, m - b]], alternative="greater")[1]
    return {"cycles": cycles, "rows": rows, "listed": counts[True], "others": counts[False], "expected": chances, "p": float(p), "calibration": groups(pairs, min(10, max(1, len(pairs) // 20)))}


def cdnow(until=10**6):
    """CDNOW's customers and buying days, without products."""
    days = defaultdict(set)
    for line in (HERE.parent / "cdnow" / "CDNOW_sample.txt").read_text().splitlines():
        _, customer, day, *_ = line.split()
        day = (date(int(day[:4]), int(day[4:6]), int(day[6:])) - date(1970, 1, 1)).days
        if day <= until:
            days[customer].add(day)
    return {key: [(day, set(), set()) for day in sorted(held)] for key, held in sorted(days.items())}


def model(occasions, until, ahead):
    people = occasions(until)
    gaps = [days[-1][0] - days[0][0] for days in people.values()]
    count = sum(len(days) - 1 for days in people.values())
    mean_gap = sum(gaps) / count

    def pace(own, n):
        return (2 * mean_gap + own) / ((2 + n) * mean_gap)

    strata = [[] for _ in range(4)]
    for days in people.values():
        own = 0
        for at, (day, _, _) in enumerate(days):
            after = days[at + 1][0] if at + 1 < len(days) else None
            strata[min(at, 3)].append((((until if after is None else after) - day) / pace(own, at), after is not None))
            own += 0 if after is None else after - day
    everybody = Returning([interval for stratum in strata for interval in stratum])
    curves = [own if own.closed >= 30 else everybody for own in map(Returning, strata)]
    made = {}
    for key, days in people.items():
        n, last = len(days) - 1, days[-1][0]
        own = pace(last - days[0][0], n)
        curve = curves[min(n, 3)]
        silence = (until - last) / own
        if not curve.watched(silence) or curve.at(silence) <= 0:
            continue
        times = curve.dated(silence)
        dates = times and [max(last + int(np.floor(time * own + 0.5)), until + 1) for time in times]
        by = lambda day, curve=curve, own=own, silence=silence, last=last: 1 - curve.at((day - last) / own) / curve.at(silence)
        made[key] = (by(until + ahead), dates, days, by)
    return people, made


def next_purchases():
    _, made = model(occasions, AS_OF, AHEAD)
    ranked = sorted(made, key=lambda key: (-round(made[key][0], 12), key))
    dates = {key: [iso(day) for day in made[key][1]] if made[key][1] else [None] * 3 for key in made}
    return {"total": len(made), "undated": sum(made[key][1] is None for key in made), "rows": [[key, made[key][0], *dates[key]] for key in ranked[:25]], "all": dates}


def groups(pairs, parts=10):
    """Pairs of chance and outcome in equal parts by chance; equal chances stay together."""
    frame = pd.DataFrame(pairs, columns=["chance", "came"])
    same = frame.groupby("chance", sort=True)["came"].agg(["size", "sum"]).reset_index()
    made, n, before = [], len(frame), 0
    part = [0, 0.0, 0]
    for chance, size, came in same.itertuples(index=False):
        part = [part[0] + size, part[1] + chance * size, part[2] + came]
        if before + part[0] >= (parts * before // n + 1) * n / parts:
            made.append({"customers": part[0], "expected": part[1] / part[0], "observed": part[2] / part[0]})
            before, part = before + part[0], [0, 0.0, 0]
    return made


def date_test(occasions, first, end):
    """Dates as of the middle of the data, a year ago at most."""
    days = min((end - first + 1) // 2, 365)
    cut = end - days
    _, made = model(occasions, cut, days)
    later = {key: [day for day, *_ in days if day > cut] for key, days in occasions(end).items()}
    all_, buyers = [], []
    for key, (_, dates, _, by) in made.items():
        if dates is None:
            continue
        due, early, late = dates
        expected = by(min(late, end)) - by(min(early - 1, end))
        first = later[key][0] if later[key] else None
        came = first is not None and early <= first <= late
        all_.append((came, expected))
        if first is not None:
            any_ = by(end)
            buyers.append((came, expected / any_ if any_ > 0 else 0.0, first <= due, by(min(due, end)) / any_ if any_ > 0 else 0.0))

    def against(rows, at):
        return {"count": sum(row[at] for row in rows), "n": len(rows), "expected": sum(row[at + 1] for row in rows) / len(rows)}

    return {"cut": iso(cut), "days": days, "within": against(buyers, 0), "byDue": against(buyers, 2), "ofAll": against(all_, 0)}


def back_test(ahead):
    cut = AS_OF - ahead
    people, made = model(occasions, cut, ahead)
    later = {key: [day for day in days if day[0] > cut] for key, days in occasions(AS_OF).items()}
    before = [days for days in people.values() if days[0][0] <= cut - ahead]
    base = sum(days[-1][0] > cut - ahead for days in before) / len(before)
    came = {key: bool(later[key]) for key in made}
    # What follows what, up to the cut.
    pairs = [(a[2], b[2]) for days in people.values() for a, b in zip(days, days[1:]) if a[2] and b[2]]
    names = sorted(set().union(*(b for _, b in pairs)))
    share = {name: sum(name in b for _, b in pairs) / len(pairs) for name in names}

    def chance(held, name):
        if not held:
            return share[name]
        return sum(
            (sum(one in a and name in b for a, b in pairs) + 10 * share[name]) / (sum(one in a for a, _ in pairs) + 10) for one in held
        ) / len(held)

    favourite = max(names, key=lambda name: share[name])
    told = hits = base_hits = 0
    for key, (_, _, days, _) in made.items():
        if came[key] and later[key][0][2]:
            best = max(names, key=lambda name: round(chance(days[-1][2], name), 12))
            told += 1
            hits += best in later[key][0][2]
            base_hits += favourite in later[key][0][2]
    return {
        "cut": iso(cut), "customers": len(made), "expected": sum(chance for chance, *_ in made.values()), "observed": sum(came.values()),
        "brier": float(np.mean([(made[key][0] - came[key]) ** 2 for key in made])), "baseBrier": float(np.mean([(base - came[key]) ** 2 for key in made])),
        "calibration": groups([(made[key][0], came[key]) for key in made]), "told": told, "hits": hits, "baseHits": base_hits,
    }


def of_cdnow():
    """Dates as of the last day, and how they would have done."""
    days = [day for held in cdnow().values() for day, *_ in held]
    first, end = min(days), max(days)
    _, made = model(cdnow, end, LIST_AHEAD)
    dated = [dates for _, dates, *_ in made.values() if dates]
    return {"asOf": iso(end), "total": len(made), "dated": len(dated), "narrowest": min(late - early for _, early, late in dated), "test": date_test(cdnow, first, end)}


def expected():
    return {"replenish": replenish(), "next": next_purchases(), "backTest": back_test(AHEAD), "refused": back_test(REFUSED_AHEAD), "dates": date_test(occasions, FIRST_DAY, AS_OF), "cdnow": of_cdnow()}
