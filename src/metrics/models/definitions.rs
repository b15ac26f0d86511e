//! What the numbers of the models mean.

use super::super::{Definition, Unit, define};

/// By their paths in the report.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "models.bgNbd",
        Unit::None,
        "Purchases come at random at a rate λ ~ Gamma(r, α); after each repeat purchase the customer leaves with a chance p ~ Beta(a, b). Most likely parameters.",
        "Fader, Hardie and Lee 2005",
    ),
    define(
        "models.mbgNbd",
        Unit::None,
        "As BG/NBD, but a customer may leave after the first purchase too.",
        "Batislam, Denizel and Filiztekin 2007",
    ),
    define(
        "models.paretoNbd",
        Unit::None,
        "Purchases come at random at a rate λ ~ Gamma(r, α) until the customer leaves, at a rate μ ~ Gamma(s, β). Most likely parameters.",
        "Schmittlein, Morrison and Colombo 1987",
    ),
    define(
        "models.bgBb",
        Unit::None,
        "At each opportunity a customer who is there buys with a chance p ~ Beta(α, β) and leaves with θ ~ Beta(γ, δ).",
        "Fader, Hardie and Shang 2010",
    ),
    define(
        "models.gammaGamma",
        Unit::Money,
        "Order values are Gamma(p, ν) with ν ~ Gamma(q, v) by customer. Expected: (q − 1) / (p x + q − 1) of the population's mean p v / (q − 1) and the rest of the customer's own mean over x repeat occasions.",
        "Fader and Hardie 2013 (note 025)",
    ),
    define(
        "models.regularity",
        Unit::None,
        "Shape k of gamma gaps: Σ n (ln mean gap − mean ln gap) = Σ n (ψ(n k) − ln n − ψ(k)) over customers with n ≥ 2 gaps. 1 is at random, more is regular.",
        "Likelihood of gaps given their sum (Dirichlet)",
    ),
    define(
        "models.holdout.candidates.mae",
        Unit::Count,
        "Mean over customers of |expected − observed occasions| in the part held out.",
        "Own rule",
    ),
    define(
        "models.holdout.candidates.rmse",
        Unit::Count,
        "Root of the mean over customers of (expected − observed occasions)² in the part held out. The right expectation makes it least, whatever share of customers buys nothing.",
        "Own rule",
    ),
    define(
        "models.holdout.candidates.brier",
        Unit::Share,
        "Mean over customers of (probability of no occasion − whether there was none)² in the part held out.",
        "Brier 1950",
    ),
    define(
        "models.holdout.candidates.passed",
        Unit::None,
        "Smaller errors (mae, brier) than both guesses, total within 25 %, and parameters that the data settle. Where more than half of the customers bought nothing, so that 0 is the median and makes mae least, a smaller rmse will do for mae.",
        "Own rule",
    ),
    define(
        "models.flag",
        Unit::None,
        "D3: flagged where predictions.churnProbability ≥ churnThreshold, by the chosen model. Risk is low below 0.33, medium below 0.66, high from there on.",
        "Klaviyo's bounds of churn risk; P(no order) as the chosen model",
    ),
    define(
        "models.flag.rate",
        Unit::Share,
        "Customers flagged by D3 over all customers known at as-of.",
        "Own rule",
    ),
    define(
        "models.flag.agreement",
        Unit::Count,
        "Customers flagged by D3 and by D1 (silence over the own or shrunk mean gap plus a margin), by one of them alone, by neither.",
        "Own rule",
    ),
    define(
        "predictions.alive",
        Unit::Share,
        "Probability that the customer has not left, given number and time of purchases.",
        "As the chosen model",
    ),
    define(
        "predictions.expectedPurchases",
        Unit::Count,
        "Expected days with an order within the horizon.",
        "As the chosen model",
    ),
    define(
        "predictions.churnProbability",
        Unit::Share,
        "Probability of no order in the next churnDays: the likelihood of the history with such a silence, over the likelihood of the history.",
        "As the chosen model",
    ),
    define(
        "predictions.value",
        Unit::Money,
        "margin × Σ over weeks k of (E[Y(k)] − E[Y(k−1)]) / (1 + d)^k × expected order value, d = (1 + discountRate)^(1/52) − 1.",
        "Fader, Hardie and Lee 2005 (RFM and CLV)",
    ),
    define(
        "predictions.valueAtStake",
        Unit::Money,
        "churnProbability × value. Where no model of buying is in use: the regression's probability × recentValue, not below 0; stakeSource says which.",
        "Own rule",
    ),
    define(
        "predictions.recentValue",
        Unit::Money,
        "margin × net sales of the customer in the latest horizonDays, refunds deducted at their own day. What was, not what is expected; only where no model of buying is in use.",
        "Own rule",
    ),
    define(
        "predictions.action",
        Unit::None,
        "By fixed rules, in this order. Probability of no order below 0.33: leave alone. Ordered once: a second order where silence is at most twice the shop's median gap, else one last try. Below 0.66: a reminder. From there on, by value or recentValue among customers of 0.33 or more: the upper quarter in person, the lower quarter or nothing one last try, the others an offer to come back. What an action brings is not foretold.",
        "Own rule",
    ),
    define(
        "predictions.residualPurchases",
        Unit::Count,
        "Expected days with an order without a horizon, each discounted by e^(−δ t): P(alive) × ∫ e^(−δ t) dE[Y(t)] of a customer who is there, δ = ln(1 + discountRate) / 52 a week. The integral is taken by quadrature for each model: for Pareto/NBD it equals the published closed form; for BG/NBD and MBG/NBD there is none.",
        "Fader, Hardie and Lee 2005 (DERT)",
    ),
    define(
        "predictions.residualValue",
        Unit::Money,
        "margin × residualPurchases × expected order value.",
        "Fader, Hardie and Lee 2005 (RFM and CLV)",
    ),
    define(
        "models.orderValue",
        Unit::Money,
        "What an expected order counts with: by gamma-gamma the customer's own mean drawn towards the population's, where gamma-gamma foretold orders held out better than one mean for everybody (holdout.orderValues); else the mean of repeat occasions, for everybody.",
        "Fader and Hardie 2013 (note 025)",
    ),
    define(
        "models.holdout.orderValues",
        Unit::Money,
        "Customers with repeat occasions of a value by the cut who bought again after it, 30 at least: mean net value of their later occasions, beside what gamma-gamma fitted at the cut foretold and the guess that everybody's are worth the mean of repeat occasions by the cut. Passed where the mean absolute difference is smaller than that of the guess.",
        "Own rule",
    ),
    define(
        "models.newCustomers",
        Unit::None,
        "What a new customer will do in the horizonDays from the first order on, by the best of the models that passed and let customers leave after the first order (MBG/NBD, Pareto/NBD), else by the chosen one. Each group, by quarter or by thirds of the first day's net value, has parameters of its own. Told only where 100 of the group had a repeat occasion by the cut of the check, one has been known for half of the days, and the total that they foretold for the part held out is within 25 % of what came. Intervals are of parameters: delta method on the observed information (Davison 2003, 4.4), 95 %.",
        "Own rule",
    ),
    define(
        "models.newCustomers.rows.orders",
        Unit::Count,
        "Expected days with an order after the first one.",
        "As the chosen model",
    ),
    define(
        "models.newCustomers.rows.returning",
        Unit::Share,
        "Probability of a second day with an order.",
        "As the chosen model",
    ),
    define(
        "models.newCustomers.rows.staying",
        Unit::Share,
        "Probability of not having left after the days. Leaving is not seen: it is what the model makes of silence. Unknown by BG/NBD, in which nobody leaves who ordered once.",
        "As the chosen model",
    ),
    define(
        "models.newCustomers.rows.activeDays",
        Unit::Days,
        "Expected life span within the days: their number × the mean probability of not having left.",
        "As the chosen model",
    ),
    define(
        "models.newCustomers.rows.medianDays",
        Unit::Days,
        "Life span: days until half of the new customers have left; unknown beyond ten years.",
        "As the chosen model",
    ),
    define(
        "predictions.next",
        Unit::Days,
        "Of those of the same history who buy again at all: a tenth does by `from`, half by `date`, nine tenths by `to`.",
        "As the chosen model",
    ),
];
