"""Textbook numerics for the independent computation: nothing in, plain numbers out.

Only the Python standard library. `self_check` compares each function with known values.
"""

import math
from fractions import Fraction

Z95 = 1.959963984540054


def wilson(hits, n):
    """The Wilson score interval at 95 %, or two nulls without trials."""
    if n == 0:
        return None, None
    share = hits / n
    z2 = Z95 * Z95
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return centre - half, centre + half


def type7(values, q):
    """The quantile R calls type 7, exact when values are exact. `q` is a Fraction."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * Fraction(q)
    below = place.numerator // place.denominator
    rest = place - below
    if rest == 0:
        return Fraction(ordered[below])
    return ordered[below] + rest * (Fraction(ordered[below + 1]) - Fraction(ordered[below]))


def digamma(x):
    """ψ(x) for x > 0: upward recurrence, then the asymptotic series."""
    total = 0.0
    while x < 12:
        total -= 1 / x
        x += 1
    y = 1 / (x * x)
    series = y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (1 / 132)))))
    return total + math.log(x) - 0.5 / x - series


def gamma_cdf(x, shape):
    """Regularised lower incomplete gamma P(shape, x): series, or 1 − continued fraction."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        n = shape
        while term > total * 1e-17:
            n += 1
            term *= x / n
            total += term
        return total * front
    b = x + 1 - shape
    c, d = 1e300, 1 / b
    h = d
    for i in range(1, 10000):
        a = -i * (i - shape)
        b += 2
        d = 1 / (a * d + b)
        c = b + a / c
        h *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return 1 - front * h


def gamma_quantile(q, shape):
    """x with P(shape, x) = q, by halving (scale 1)."""
    low, high = 0.0, shape + 1.0
    while gamma_cdf(high, shape) < q:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if gamma_cdf(middle, shape) < q:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def pooled_gamma_shape(samples):
    """The common shape of gamma samples that each have a mean of their own, by maximum likelihood.

    With every mean profiled out (the fitted mean is the sample's mean) the score equation is
    ln k − ψ(k) = Σ n_i (ln mean_i − mean of ln g_i) / Σ n_i. The left side falls from ∞ to 0 as k
    grows, so halving finds the one root. Null when the samples do not vary at all.
    """
    count = sum(len(s) for s in samples)
    if count == 0:
        return None
    right = sum(
        len(s) * (math.log(sum(s) / len(s)) - sum(math.log(g) for g in s) / len(s)) for s in samples
    ) / count
    if right <= 0:
        return None
    low, high = 1e-9, 1.0
    while math.log(high) - digamma(high) > right:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if math.log(middle) - digamma(middle) > right:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def gap_likelihood(samples, shape):
    """Log likelihood of the samples at a common shape, each with its own mean."""
    total = 0.0
    for sample in samples:
        rate = shape * len(sample) / sum(sample)
        for gap in sample:
            total += shape * math.log(rate) - math.lgamma(shape) + (shape - 1) * math.log(gap) - rate * gap
    return total


class Survival:
    """Kaplan–Meier with exact fractions; `intervals` are (days, closed) pairs."""

    def __init__(self, intervals):
        self.horizon = max(days for days, _ in intervals)
        deaths, leaving = {}, {}
        for days, closed in intervals:
            leaving[days] = leaving.get(days, 0) + 1
            if closed:
                deaths[days] = deaths.get(days, 0) + 1
        at_risk, survival, self.steps = len(intervals), Fraction(1), []
        for days in sorted(leaving):
            if days in deaths:
                survival *= 1 - Fraction(deaths[days], at_risk)
                self.steps.append((days, survival, at_risk))
            at_risk -= leaving[days]

    def at(self, days):
        """S(days)."""
        level = Fraction(1)
        for day, survival, _ in self.steps:
            if day > days:
                break
            level = survival
        return level

    def first_at_or_below(self, level):
        """The first day with S ≤ level, or null if it is never reached."""
        return next((day for day, survival, _ in self.steps if survival <= level), None)

    def restricted_mean(self):
        """The area under S from 0 to the longest interval."""
        area, level, since = 0.0, Fraction(1), 0
        for day, survival, _ in self.steps:
            area += float(level) * (day - since)
            level, since = survival, day
        return area + float(level) * (self.horizon - since)


def self_check():
    """Known values: published tables and the worked example of FORMULAS.md section 4."""
    assert abs(digamma(1) + 0.5772156649015329) < 1e-14
    assert abs(digamma(0.5) + 1.9635100260214235) < 1e-13
    assert abs(gamma_cdf(1, 1) - (1 - math.exp(-1))) < 1e-15
    assert abs(gamma_quantile(0.95, 1) + math.log(0.05)) < 1e-12
    assert abs(2 * gamma_quantile(0.95, 1.5) - 7.814727903251179) < 1e-10  # chi-square, 3 df
    low, high = wilson(5, 50)
    assert abs(low - 0.043476) < 1e-6 and abs(high - 0.213602) < 1e-6
    km = Survival(list(zip((10, 12, 12, 20, 25, 30, 30, 40), (1, 1, 0, 1, 1, 0, 1, 0))))
    assert [float(km.at(d)) for d in (10, 12, 20, 25, 30)] == [0.875, 0.75, 0.6, 0.45, 0.3]
    assert km.first_at_or_below(Fraction(1, 2)) == 25 and abs(km.restricted_mean() - 26) < 1e-12
    samples = [[3, 9, 14], [20, 31, 8, 50], [5, 6, 7]]
    best = pooled_gamma_shape(samples)
    assert all(gap_likelihood(samples, best) > gap_likelihood(samples, best * f) for f in (0.999, 1.001))
    assert type7([1, 1, 1, 1, 1, 1, 2, 2, 3, 9], Fraction(3, 5)) == Fraction(7, 5)
