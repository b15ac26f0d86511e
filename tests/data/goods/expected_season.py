"""Season: the trend of statsmodels' seasonal_decompose, its OLS, and SciPy's circular mean."""

import math
from collections import Counter, defaultdict
from datetime import date, timedelta

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats
from statsmodels.tsa.seasonal import seasonal_decompose

from read import AS_OF, FIRST_DAY, OCCASIONS, ORDERS

Z = stats.norm.ppf(0.975)


def day_of(day):
    return date(1970, 1, 1) + timedelta(days=day)


def series(freq):
    days = pd.Series(1, index=pd.to_datetime([order["day"] for order in ORDERS], unit="D"))
    counts = days.resample(freq).sum()
    starts = counts.index if freq == "MS" else counts.index - pd.Timedelta(days=6)
    length = [pd.offsets.MonthEnd().rollforward(start) if freq == "MS" else start + pd.Timedelta(days=6) for start in starts]
    whole = (starts >= pd.Timestamp(FIRST_DAY, unit="D")) & (pd.DatetimeIndex(length) <= pd.Timestamp(AS_OF, unit="D"))
    return starts[whole], counts.to_numpy(float)[whole]


def position(start, freq):
    return start.month if freq == "MS" else min(start.isocalendar()[1], 52)


def middle(start, freq):
    if freq == "MS":
        return (start.month - 0.5) / 12
    thursday = start + pd.Timedelta(days=3)
    return (thursday.day_of_year - 1) / (366 if thursday.is_leap_year else 365)


def design(starts, first, harmonics, trend, m, freq):
    rows = []
    for at, start in enumerate(starts):
        angle = 2 * math.pi * middle(start, freq)
        row = [1.0]
        for k in range(1, harmonics + 1):
            row += [math.sin(k * angle), math.cos(k * angle)]
        rows.append(row + ([(first + at) / m] if trend else []))
    return np.array(rows)


def harmonic(starts, values, coming, m, freq):
    trend = len(values) // m >= 2
    best = None
    for harmonics in (1, 2, 3):
        fit = sm.OLS(values, design(starts, 0, harmonics, trend, m, freq)).fit()
        n, p = len(values), len(fit.params) + 1
        aicc = n * math.log(fit.ssr / n) + 2 * p + 2 * p * (p + 1) / (n - p - 1) if n > p + 1 else math.inf
        if best is None or aicc < best[0]:
            best = (aicc, harmonics, fit)
    _, harmonics, fit = best
    ahead = fit.get_prediction(design(coming, len(values), harmonics, trend, m, freq))
    return harmonics, trend, np.maximum(ahead.predicted, 0), np.sqrt(ahead.var_pred_mean + fit.mse_resid)


def following(starts, count, freq):
    made = pd.date_range(starts[-1], periods=count + 1, freq="MS" if freq == "MS" else "7D")
    return made[1:]


def smooth():
    """Four years of months with a line, one wave and a little that fits neither."""
    starts = pd.date_range("2020-01-01", periods=48, freq="MS")
    values = [round(100 + 2 * at + 40 * math.cos(2 * math.pi * ((at % 12) + 0.5) / 12 - 5.5)) + (at * 7 % 5) - 2 for at in range(48)]
    return starts, np.array(values, float)


def season(freq, m, starts, values):
    trend = seasonal_decompose(values, model="additive", period=m, two_sided=True).trend
    ratios = defaultdict(list)
    for start, value, level in zip(starts, values, trend):
        if not math.isnan(level):
            ratios[position(start, freq)].append(value / level)
    known, came = slice(0, len(values) - m), values[-m:]
    tried = {
        "mean": np.full(m, values[known][-m:].mean()),
        "seasonalNaive": values[known][-m:],
        "harmonic": harmonic(starts[known], values[known], starts[-m:], m, freq)[2],
    }
    errors = {name: {"mae": float(np.mean(np.abs(ahead - came))), "bias": float(np.mean(ahead - came))} for name, ahead in tried.items()}
    winner = min(tried, key=lambda name: errors[name]["mae"])
    coming = following(starts, m, freq)
    harmonics, line, ahead, error = harmonic(starts, values, coming, m, freq)
    rmse = math.sqrt(np.mean((tried[winner] - came) ** 2))
    if winner == "mean":
        ahead, error, harmonics, line = np.full(m, values[-m:].mean()), np.full(m, rmse), 0, False
    if winner == "seasonalNaive":
        ahead, error, harmonics, line = values[-m:], np.full(m, rmse), 0, False
    peak = int(np.argmax(ahead))
    return {
        "first": starts[0].date().isoformat(), "values": values.tolist(), "seasons": len(values) // m,
        "index": {at: [float(np.mean(own)), len(own)] for at, own in sorted(ratios.items())}, "backTest": errors, "winner": winner,
        "harmonics": harmonics, "trend": line, "peak": coming[peak].date().isoformat(),
        "forecast": [[start.date().isoformat(), float(a), float(max(a - Z * e, 0)), float(a + Z * e)] for start, a, e in zip(coming, ahead, error)],
    }


def planted():
    """Three customers who buy each winter, from the last days of 2020 on, beside the shop's own."""
    first = date(2020, 12, 20).toordinal() - date(1970, 1, 1).toordinal()
    return {f"winter{at}": [first + 365 * (n // 2) + 9 * (n % 2) + 7 * at for n in range(6)] for at in range(3)}


def individual():
    tested = {}
    for key, held in {**{key: [day for day, _, _ in days] for key, days in OCCASIONS.items()}, **planted()}.items():
        years = len({math.floor((day - held[0]) / 365.25 + 0.5) for day in held})
        if len(held) < 5 or years < 2:
            continue
        parts = []
        for day in map(day_of, held):
            parts.append((day.timetuple().tm_yday - 1) / (366 if day.year % 4 == 0 else 365))
        angles = np.array(parts) * 2 * math.pi
        length = 1 - float(stats.circvar(angles))
        n, r = len(held), len(held) * length
        p = math.exp(math.sqrt(1 + 4 * n + 4 * (n * n - r * r)) - (1 + 2 * n))
        tested[key] = [n, years, length, float(stats.circmean(angles)) / (2 * math.pi), p]
    own = [(key, row) for key, row in tested.items() if key in OCCASIONS]
    found = sum(row[2] >= 0.7 and p <= 0.05 for (_, row), p in zip(own, stats.false_discovery_control([row[-1] for _, row in own])))
    without = {"eligible": len(own), "total": int(found)}
    adjusted = stats.false_discovery_control([row[-1] for row in tested.values()])
    made = {key: [*row[:-1], float(p)] for (key, row), p in zip(tested.items(), adjusted) if row[2] >= 0.7 and p <= 0.05}
    return {"eligible": len(tested), "rows": made, "planted": planted(), "without": without}


def off_season(index):
    high = {at for at, (value, _) in index.items() if value >= 1.1}
    low = {at for at, (value, _) in index.items() if value <= 0.9}
    both = sum(
        any(day_of(day).month in high for day, _, _ in days) and any(day_of(day).month in low for day, _, _ in days)
        for days in OCCASIONS.values()
    )
    off, all_, off_orders, orders = Counter(), Counter(), 0, 0
    for order in ORDERS:
        month = day_of(order["day"]).month
        if order["categories"] and month in high | low:
            orders += 1
            off_orders += month in low
            all_.update(order["categories"])
            off.update(order["categories"] if month in low else [])
    rows = []
    for name in sorted(off):
        if off[name] >= 5:
            cells = [[off[name], all_[name] - off[name]], [off_orders - off[name], orders - off_orders - all_[name] + off[name]]]
            rows.append({"category": name, "n": off[name], "lift": (off[name] / off_orders) / (all_[name] / orders), "p": stats.fisher_exact(cells, alternative="greater")[1]})
    for row, p in zip(rows, stats.false_discovery_control([row["p"] for row in rows])):
        row["adjustedP"] = float(p)
    return {"cross": cross_buyers(high, low), "season": sorted(high), "off": sorted(low), "crossBuyers": both, "categories": rows, "dormant": sum(AS_OF - days[-1][0] >= 180 for days in OCCASIONS.values())}


def cross_buyers(high, low):
    """Who bought in both parts of the year, what they bought off-season, and what off-season buyers of that also buy there."""
    month = lambda day: day_of(day).month
    baskets = {key: Counter(name for day, _, held in days if month(day) in low for name in held) for key, days in OCCASIONS.items()}
    sets = [set(basket) for basket in baskets.values() if basket]
    names = sorted(set().union(*sets))
    rules = []
    for a in names:
        for b in names:
            joint = sum(a in held and b in held for held in sets)
            if a != b and joint >= 5:
                n, m = sum(a in held for held in sets), sum(b in held for held in sets)
                p = stats.fisher_exact([[joint, n - joint], [m - joint, len(sets) - n - m + joint]], alternative="greater")[1]
                rules.append((a, b, joint, n, joint / n, (joint / n) / (m / len(sets)), p))
    adjusted = stats.false_discovery_control([rule[-1] for rule in rules]) if rules else []
    evident = [(*rule[:-1], float(p)) for rule, p in zip(rules, adjusted) if p <= 0.05]
    rows = {}
    for key, days in OCCASIONS.items():
        counts = [sum(month(day) in part for day, _, _ in days) for part in (high, low)]
        if all(counts):
            fits = [rule for rule in evident if rule[0] in baskets[key] and rule[1] not in baskets[key]]
            offer = max(fits, key=lambda rule: rule[4], default=None)
            bought = sorted(baskets[key], key=lambda name: (-baskets[key][name], name))[:3]
            rows[key] = {"season": counts[0], "off": counts[1], "bought": bought, "offer": offer}
    return {"tested": len(rules), "evident": len(evident), "rows": rows}


def expected():
    month = season("MS", 12, *series("MS"))
    return {"month": month, "week": season("W-SUN", 52, *series("W-SUN")), "smooth": season("MS", 12, *smooth()), "individual": individual(), "offSeason": off_season(month["index"])}
