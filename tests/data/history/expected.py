"""Computes expected.json: churn and value of CDNOW at each month's end, with the data of then.

Written apart from Linger's code: flags by `../reference.py` (exact fractions), the model by `../models/expected.py` (closed forms of
the papers with scipy, no gradients), order values and discounting here.

    python3 expected.py          writes expected.json
    python3 expected.py --check  fails where a number would differ in its fifth digit
"""

import json
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy.special import gammaln

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]

from numerics import wilson  # noqa: E402
from reference import Order, Shop, month_end, month_name, month_of  # noqa: E402

sys.path[:0] = [str(HERE.parent / "models")]
import importlib.util  # noqa: E402

spec = importlib.util.spec_from_file_location("models_expected", HERE.parent / "models" / "expected.py")
models = importlib.util.module_from_spec(spec)
spec.loader.exec_module(models)

LAST = date(1998, 6, 30).toordinal()
# Months whose model is fitted here as well: the fits take a minute each.
FITTED = ("1997-09", "1998-01", "1998-06")
HORIZON = 365 / 7
DELTA = np.log(1.1) / 52


def read():
    orders = []
    for line in (HERE / "../cdnow/CDNOW_sample.txt").read_text("ascii").splitlines():
        key, _, day, units, dollars = line.split()
        day = date(int(day[:4]), int(day[4:6]), int(day[6:])).toordinal()
        orders.append(Order(key, day, int(Fraction(dollars) * 10000), int(units)))
    return orders


def spending(shop):
    """p, q, v of the gamma-gamma by maximum likelihood over repeaters with a value above 0; x and mean value of everybody."""
    x = np.array([len(c.days) - 1 for c in shop.customers], dtype=float)
    later = [sum(o.net for o in c.orders if o.day > c.first) / 10000 for c in shop.customers]
    mean = np.array([amount / n if n else 0.0 for amount, n in zip(later, x)])
    n, m = x[mean > 0], mean[mean > 0]

    def loss(logs):
        if np.abs(logs).max() > 12:
            return 1e9
        p, q, v = np.exp(logs)
        value = gammaln(p * n + q) - gammaln(p * n) - gammaln(q) + q * np.log(v) + (p * n - 1) * np.log(m) + p * n * np.log(n) - (p * n + q) * np.log(v + m * n)
        return -value.mean()

    end = models.best(loss, ([1.5, 1.0, 2.5], [0.5, 0.5, 2.0]))
    return np.exp(end.x), x, mean


def foretold(people, shop, day):
    """Mean discounted value within the horizon, of everybody and of those who are not flagged."""
    x, tx, T, _, _ = models.histories(people, day)
    parameters, likelihood = models.fit("paretoNbd", x, tx, T)
    (p, q, v), again, mean = spending(shop)
    assert (again == x).all()
    ends = np.append(np.arange(1, int(HORIZON) + 1), HORIZON)
    expected = [np.zeros(len(x))] + [models.pareto_expected(x, tx, T, t, parameters) for t in ends]
    weeks = [(after - before) * np.exp(-DELTA * t) for before, after, t in zip(expected, expected[1:], ends)]
    own = p * x / (p * x + q - 1)
    order = (1 - own) * p * v / (q - 1) + own * mean
    # Repeat orders of no value tell nothing of the next one.
    value = np.where((x == 0) | (mean > 0), sum(weeks) * order, np.nan)
    gone = np.array([c.key in shop.flagged("D1") for c in shop.customers])
    known = ~np.isnan(value)
    return dict(
        parameters=list(map(float, parameters)), logLikelihood=float(likelihood), gammaGamma=[float(p), float(q), float(v)],
        n=int(known.sum()), predicted=float(value[known].mean()), lost=float(gone.sum() * value[known & ~gone].mean()),
    )


def computed():
    orders = read()
    people = models.cdnow()
    rows = []
    for month in range(month_of(min(o.day for o in orders)), month_of(LAST) + 1):
        day = month_end(month)
        shop = Shop(orders, day)
        judged, flagged = len(shop.judged("D1")), len(shop.flagged("D1"))
        low, high = wilson(flagged, judged)
        row = dict(
            month=month_name(month), asOf=date.fromordinal(day).isoformat(), customers=len(shop.customers),
            churn=dict(definition="D1", judged=judged, flagged=flagged, rate=flagged / judged, low=low, high=high),
            historic=sum(c.net for c in shop.customers) / 10000 / len(shop.customers),
        )
        if row["month"] in FITTED:
            row["fit"] = foretold(people, shop, day)
        rows.append(row)
    return dict(months=rows)


if __name__ == "__main__":
    path = HERE / "expected.json"
    if "--check" in sys.argv[1:]:
        lines = models.differing(computed(), json.loads(path.read_text()))
        if lines:
            sys.exit("\n".join(lines))
    else:
        path.write_text(json.dumps(computed(), indent=1) + "\n")
