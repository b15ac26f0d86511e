"""Computes expected.json: what the models must give on CDNOW and on the simulated grocery.

Written apart from Linger's code and in another way: likelihoods in the published closed forms with scipy's 2F1 (Linger integrates,
or transforms them), optimisation without gradients (Nelder–Mead, from several starts), sums over customers one by one.

    python3 expected.py          writes expected.json
    python3 expected.py --check  fails where a number would differ in its fifth digit
"""

import csv
import datetime
import json
import pathlib
import sys

import numpy as np
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1

HERE = pathlib.Path(__file__).parent


def cdnow():
    people = {}
    for line in (HERE / "../cdnow/CDNOW_sample.txt").read_text().splitlines():
        key, _, date, _, amount = line.split()
        day = datetime.date(int(date[:4]), int(date[4:6]), int(date[6:])).toordinal()
        people.setdefault(key, []).append((day, float(amount)))
    return people


def grocery():
    people = {}
    for row in csv.DictReader((HERE / "grocery.csv").open()):
        people.setdefault(row["customer"], []).append((datetime.date.fromisoformat(row["date"]).toordinal(), float(row["amount"])))
    return people


def histories(people, cut, end=None):
    """x, t_x, T in weeks at the cut; occasions in the time of equal length before it (less the first), and after it."""
    rows = []
    for key in sorted(people):
        days = sorted({day for day, _ in people[key]})
        known = [day for day in days if day <= cut]
        if known:
            held = (end or cut) - cut
            before = sum(1 for day in known[1:] if day > cut - held)
            after = sum(1 for day in days if cut < day <= (end or cut))
            rows.append((len(known) - 1, (known[-1] - known[0]) / 7, (cut - known[0]) / 7, before, after))
    return np.array(rows, dtype=float).T


def best(loss, starts):
    ends = []
    for start in starts:
        end = minimize(loss, start, method="Nelder-Mead", options=dict(maxiter=20000, maxfev=20000, xatol=1e-11, fatol=1e-11))
        ends.append(minimize(loss, end.x, method="Nelder-Mead", options=dict(maxiter=20000, maxfev=20000, xatol=1e-12, fatol=1e-12)))
    return min(ends, key=lambda end: end.fun)


def bg(x, tx, T, p, modified):
    """ln L of BG/NBD or MBG/NBD."""
    r, alpha, a, b = p
    more = 1 if modified else 0
    front = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + gammaln(a + b) - gammaln(b) + gammaln(b + x + more) - gammaln(a + b + x + more)
    there = -(r + x) * np.log(alpha + T)
    with np.errstate(divide="ignore", invalid="ignore"):
        gone = np.where((x > 0) | modified, np.log(a) - np.log(np.maximum(b + x - 1 + more, 1e-300)) - (r + x) * np.log(alpha + tx), -np.inf)
    return front + np.logaddexp(there, gone), there, gone


def bg_alive(x, tx, T, p, modified):
    _, there, gone = bg(x, tx, T, p, modified)
    return np.exp(there - np.logaddexp(there, gone))


def bg_expected(x, tx, T, t, p, modified):
    r, alpha, a, b = p
    more = 1 if modified else 0
    z = t / (alpha + T + t)
    series = hyp2f1(r + x, b + x + more, a + b + x - 1 + more, z)
    return bg_alive(x, tx, T, p, modified) * (a + b + x - 1 + more) / (a - 1) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series)


def pareto(x, tx, T, p):
    """ln L of Pareto/NBD in the closed form of note 009, for alpha ≥ beta or below."""
    r, alpha, s, beta = p
    m, d = max(alpha, beta), abs(alpha - beta)
    w = r + s + x
    q = s + 1 if alpha >= beta else r + x
    a0 = hyp2f1(w, q, w + 1, d / (m + tx)) / (m + tx) ** w - hyp2f1(w, q, w + 1, d / (m + T)) / (m + T) ** w
    there = (alpha + T) ** -(r + x) * (beta + T) ** -s
    front = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    return front + np.log(there + s / w * a0), s / w * a0 / there


def pareto_alive(x, tx, T, p):
    return 1 / (1 + pareto(x, tx, T, p)[1])


def pareto_expected(x, tx, T, t, p):
    r, alpha, s, beta = p
    return pareto_alive(x, tx, T, p) * (r + x) * (beta + T) / ((alpha + T) * (s - 1)) * (1 - ((beta + T) / (beta + T + t)) ** (s - 1))


STARTS = ([0.0, 1.5, 0.0, 1.0], [-1.0, 1.0, -0.5, 1.0], [0.0, 2.0, 0.0, 2.5])


def fit(model, x, tx, T):
    def loss(logs):
        if np.abs(logs).max() > 12:
            return 1e9
        p = np.exp(logs)
        value = pareto(x, tx, T, p)[0] if model == "paretoNbd" else bg(x, tx, T, p, model == "mbgNbd")[0]
        return -value.mean() if np.isfinite(value).all() else 1e9

    end = best(loss, STARTS)
    return np.exp(end.x), -end.fun * len(x)


def errors(expected, silent, after):
    return dict(
        expected=float(expected.sum()),
        mae=float(np.abs(expected - after).mean()),
        rmse=float(np.sqrt(((expected - after) ** 2).mean())),
        brier=float(((silent - (after == 0)) ** 2).mean()),
    )


def holdout(people, cut, end, models):
    x, tx, T, before, after = histories(people, cut, end)
    h = (end - cut) / 7
    found = dict(
        cutDate=datetime.date.fromordinal(cut).isoformat(),
        customers=len(x),
        observed=int(after.sum()),
        observedSilent=float((after == 0).mean()),
        sameAsBefore=errors(before, 1.0 * (before == 0), after),
        nobodyReturns=errors(0 * after, 0 * after + 1, after),
    )
    for model in models:
        p, value = fit(model, x, tx, T)
        if model == "paretoNbd":
            expected = pareto_expected(x, tx, T, h, p)
            silent = np.exp(pareto(x, tx, T + h, p)[0] - pareto(x, tx, T, p)[0])
        else:
            modified = model == "mbgNbd"
            expected = bg_expected(x, tx, T, h, p, modified)
            silent = np.exp(bg(x, tx, T + h, p, modified)[0] - bg(x, tx, T, p, modified)[0])
        found[model] = dict(parameters=list(map(float, p)), logLikelihood=float(value), errors=errors(expected, silent, after))
    return found


def customers(people, cut, model, t, days):
    """Single customers under a fit to everybody: P(alive), expected occasions in t weeks, P(no order in the days)."""
    x, tx, T, _, _ = histories(people, cut)
    p, value = fit(model, x, tx, T)
    alive = pareto_alive(x, tx, T, p)
    expected = pareto_expected(x, tx, T, t, p)
    silent = np.exp(pareto(x, tx, T + days / 7, p)[0] - pareto(x, tx, T, p)[0])
    keys = sorted(people)
    picked = [0, 1, 7, 100, 500, 1000, 2000]
    rows = [dict(key=keys[i], frequency=int(x[i]), alive=float(alive[i]), expectedPurchases=float(expected[i]), churnProbability=float(silent[i]), risk=risk(silent[i])) for i in picked]
    flags = [flagged(x, tx, T, p, days, threshold) for days in (days, 30) for threshold in (0.33, 0.66, 0.9)]
    return dict(parameters=list(map(float, p)), logLikelihood=float(value), totalExpected=float(expected.sum()), rows=rows, flags=flags)


def risk(silent):
    return "low" if silent < 0.33 else "medium" if silent < 0.66 else "high"


def flagged(x, tx, T, p, days, threshold):
    """Definition D3: how many of whom P(no order in the days) reaches the threshold, and how many are of each risk."""
    silent = np.exp(pareto(x, tx, T + days / 7, p)[0] - pareto(x, tx, T, p)[0])
    risks = [risk(share) for share in silent]
    counts = {level: risks.count(level) for level in ("low", "medium", "high")}
    # Nobody may stand so near to a bound that the last digits of the fit decide.
    nearest = min(float(np.abs(silent - bound).min()) for bound in (threshold, 0.33, 0.66))
    if nearest < 1e-6:
        raise SystemExit(f"a customer stands {nearest} from a bound at {days} days")
    return dict(days=days, threshold=threshold, n=len(x), flagged=int((silent >= threshold).sum()), **counts)


def gamma_gamma(x, m):
    def loss(logs):
        p, q, v = np.exp(logs)
        return -(gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v) + (p * x - 1) * np.log(m) + p * x * np.log(x) - (p * x + q) * np.log(x * m + v)).mean()

    return np.exp(best(loss, ([1.0, 1.0, 2.0], [0.0, 2.0, 3.0])).x)


def by_day(rows, after, until):
    """Value of each day with an order after one day, up to another."""
    days = {}
    for at, value in rows:
        if after < at <= until:
            days[at] = days.get(at, 0) + value
    return list(days.values())


def order_values(people, cut, end):
    """Mean order values after the cut, by gamma-gamma fitted to those before it, and by one mean for everybody."""
    known = []
    for key in sorted(people):
        rows = people[key]
        seen = by_day(rows, min(at for at, _ in rows), cut)
        if seen and sum(seen) > 0:
            known.append((len(seen), sum(seen) / len(seen), by_day(rows, cut, end)))
    x, m = np.array([one[0] for one in known], dtype=float), np.array([one[1] for one in known])
    p, q, v = gamma_gamma(x, m)
    mean = (x * m).sum() / x.sum()
    foretold = (q - 1) / (p * x + q - 1) * p * v / (q - 1) + p * x / (p * x + q - 1) * m
    pairs = np.array([(foretold[i], sum(after) / len(after)) for i, (_, _, after) in enumerate(known) if after and sum(after) > 0])
    away, guess = pairs[:, 0] - pairs[:, 1], mean - pairs[:, 1]
    return dict(
        customers=len(pairs), observed=float(pairs[:, 1].mean()), expected=float(pairs[:, 0].mean()),
        mae=float(np.abs(away).mean()), rmse=float(np.sqrt((away**2).mean())),
        baseline=float(mean), baselineMae=float(np.abs(guess).mean()), baselineRmse=float(np.sqrt((guess**2).mean())),
    )


def new_customers(people, cut, end, days):
    """What Pareto/NBD expects of a new customer, over all and by thirds of the first day's value, with intervals of its parameters."""
    first = {key: sum(value for at, value in rows if at == min(day for day, _ in rows)) for key, rows in people.items()}
    low, high = np.quantile(list(first.values()), [1 / 3, 2 / 3])
    thirds = [("low", lambda value: value <= low), ("middle", lambda value: low < value <= high), ("high", lambda value: value > high)]
    return [new_customer("", people, cut, end, days)] + [
        new_customer(name, {key: people[key] for key in people if inside(first[key])}, cut, end, days) for name, inside in thirds
    ]


def new_customer(name, people, cut, end, days):
    x, tx, T, _, after = histories(people, cut, end)
    older = fit("paretoNbd", x, tx, T)[0]
    foretold = pareto_expected(x, tx, T, (end - cut) / 7, older)
    x, tx, T, _, _ = histories(people, end)
    p, _ = fit("paretoNbd", x, tx, T)
    t = days / 7

    def orders(p):
        r, alpha, s, beta = p
        return r * beta / (alpha * (s - 1)) * (1 - (beta / (beta + t)) ** (s - 1))

    def returning(p):
        zero = np.zeros(1)
        return 1 - float(np.exp(pareto(zero, zero, zero + t, p)[0])[0])

    def staying(p):
        return (p[3] / (p[3] + t)) ** p[2]

    def active(p):
        return 7 * quad(lambda u: (p[3] / (p[3] + u)) ** p[2], 0, t, epsabs=1e-12)[0]

    logs, step = np.log(p), 1e-3
    loss = lambda at: -pareto(x, tx, T, np.exp(at))[0].sum()
    unit = np.eye(4) * step
    curved = np.array([[(loss(logs + a + b) - loss(logs + a - b) - loss(logs - a + b) + loss(logs - a - b)) / (4 * step**2) for b in unit] for a in unit])
    spread = np.linalg.inv(curved)

    def told(number, line, back):
        on_line = lambda at: line(number(np.exp(at)))
        slope = np.array([(on_line(logs + a) - on_line(logs - a)) / (2 * step) for a in unit])
        error = 1.959963984540054 * np.sqrt(slope @ spread @ slope)
        return dict(value=float(number(p)), low=float(back(on_line(logs) - error)), high=float(back(on_line(logs) + error)))

    odds = (lambda share: np.log(share / (1 - share)), lambda line: 1 / (1 + np.exp(-line)))
    return dict(
        name=name, customers=len(x), repeaters=int((x > 0).sum()), check=dict(customers=len(after), expected=float(foretold.sum()), observed=int(after.sum())),
        orders=told(orders, np.log, np.exp), returning=told(returning, *odds), staying=told(staying, *odds), activeDays=told(active, np.log, np.exp),
        medianDays=float(7 * p[3] * (2 ** (1 / p[2]) - 1)),
    )


def day(text):
    return datetime.date.fromisoformat(text).toordinal()


def computed():
    return dict(
        cdnow=holdout(cdnow(), day("1997-09-30"), day("1998-06-30"), ["bgNbd", "mbgNbd", "paretoNbd"]),
        cdnowCustomers=customers(cdnow(), day("1998-06-30"), "paretoNbd", 365 / 7, 90),
        grocery=holdout(grocery(), day("2024-01-01"), day("2024-12-31"), ["bgNbd"]),
        orderValues=dict(cdnow=order_values(cdnow(), day("1997-09-30"), day("1998-06-30")), grocery=order_values(grocery(), day("2024-01-01"), day("2024-12-31"))),
        newCustomers=new_customers(cdnow(), day("1997-09-30"), day("1998-06-30"), 365),
    )


def differing(one, other, path=""):
    if isinstance(one, dict):
        return [line for key in one for line in differing(one[key], other.get(key), f"{path}.{key}")]
    if isinstance(one, list):
        return [line for i, item in enumerate(one) for line in differing(item, other[i], f"{path}[{i}]")]
    if isinstance(one, float):
        return [] if abs(one - other) <= 1e-5 * max(1.0, abs(one)) else [f"{path}: {one} {other}"]
    return [] if one == other else [f"{path}: {one} {other}"]


if __name__ == "__main__":
    path = HERE / "expected.json"
    if "--check" in sys.argv[1:]:
        lines = differing(computed(), json.loads(path.read_text()))
        if lines:
            sys.exit("\n".join(lines))
    else:
        path.write_text(json.dumps(computed(), indent=1) + "\n")
