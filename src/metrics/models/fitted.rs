//! One face for the models of buying: fitted parameters in, what they foretell out. Times in weeks.

use super::beta_geometric::{self, BetaGeometric};
use super::groups::weeks;
use super::occasions::Customer;
use super::pareto::{self, Pareto};
use libm::log;
use serde::{Deserialize, Serialize};

/// Shapes outside of these mean that the likelihood has no maximum inside.
const SHAPES: std::ops::RangeInclusive<f64> = 1e-4..=1e4;
/// Dropout per purchase, or over the whole span, below which nobody is seen to leave.
const NO_DROPOUT: f64 = 1e-3;

/// A model of buying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Id {
    /// BG/NBD.
    BgNbd,
    /// MBG/NBD.
    MbgNbd,
    /// Pareto/NBD.
    ParetoNbd,
}

impl Id {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::BgNbd, Self::MbgNbd, Self::ParetoNbd];

    /// As the report writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BgNbd => "bgNbd",
            Self::MbgNbd => "mbgNbd",
            Self::ParetoNbd => "paretoNbd",
        }
    }

    /// As a person writes it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::BgNbd => "BG/NBD",
            Self::MbgNbd => "MBG/NBD",
            Self::ParetoNbd => "Pareto/NBD",
        }
    }
}

/// A history: repeat occasions, weeks from the first to the last, weeks from the first to the cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    /// x.
    pub x: f64,
    /// t_x.
    pub recency: f64,
    /// T.
    pub age: f64,
}

impl History {
    /// Of a customer at a cut.
    #[must_use]
    pub fn of(customer: &Customer) -> Self {
        Self { x: f64::from(customer.repeats), recency: weeks(customer.recency), age: weeks(customer.age) }
    }
}

/// Parameters of one of the models.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Model {
    /// BG/NBD and MBG/NBD.
    BetaGeometric(BetaGeometric),
    /// Pareto/NBD.
    Pareto(Pareto),
}

/// A model fitted to histories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// The model.
    pub model: Model,
    /// ln L, times in weeks.
    pub log_likelihood: f64,
    /// Customers.
    pub customers: f64,
    /// Their repeat occasions.
    pub occasions: f64,
}

/// Why parameters cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsettled {
    /// The best fit lies at the end of a parameter's range.
    Boundary,
    /// Nobody is seen to leave: everybody would be "100 % alive".
    NoDropout,
}

impl Fitted {
    /// Why the parameters cannot be used on data of `span` weeks; `None` where they can.
    #[must_use]
    pub fn unsettled(&self, span: f64) -> Option<Unsettled> {
        let (dropout, shapes) = match self.model {
            Model::BetaGeometric(model) => (model.dropout(), [model.r, model.a, model.b]),
            Model::Pareto(model) => (model.dropout() * span, [model.r, model.s, model.r]),
        };
        if dropout < NO_DROPOUT {
            return Some(Unsettled::NoDropout);
        }
        (!shapes.iter().all(|shape| SHAPES.contains(shape))).then_some(Unsettled::Boundary)
    }
}

impl Model {
    /// Of its parameters in their order, times in weeks.
    #[must_use]
    pub fn new(id: Id, parameters: [f64; 4]) -> Self {
        match id {
            Id::BgNbd | Id::MbgNbd => {
                Self::BetaGeometric(beta_geometric::model(parameters, id == Id::MbgNbd))
            }
            Id::ParetoNbd => Self::Pareto(pareto::model(parameters)),
        }
    }

    /// Natural logarithms of its parameters, times in weeks.
    #[must_use]
    pub fn logarithms(&self) -> [f64; 4] {
        self.parameters(1.0).map(|(_, value)| log(value))
    }

    /// Which model this is.
    #[must_use]
    pub fn id(&self) -> Id {
        match self {
            Self::BetaGeometric(model) if model.modified => Id::MbgNbd,
            Self::BetaGeometric(_) => Id::BgNbd,
            Self::Pareto(_) => Id::ParetoNbd,
        }
    }

    /// Parameters by name, times in units of so many weeks.
    #[must_use]
    pub fn parameters(&self, unit: f64) -> [(&'static str, f64); 4] {
        match *self {
            Self::BetaGeometric(BetaGeometric { r, alpha, a, b, .. }) => {
                [("r", r), ("alpha", alpha / unit), ("a", a), ("b", b)]
            }
            Self::Pareto(Pareto { r, alpha, s, beta }) => {
                [("r", r), ("alpha", alpha / unit), ("s", s), ("beta", beta / unit)]
            }
        }
    }

    /// P(alive).
    #[must_use]
    pub fn alive(&self, history: History) -> f64 {
        let History { x, recency, age } = history;
        match self {
            Self::BetaGeometric(model) => model.alive(x, recency, age),
            Self::Pareto(model) => model.alive(x, recency, age),
        }
    }

    /// Shape of the gamma distribution of a customer's rate of buying after so many repeat occasions: r + x.
    #[must_use]
    pub fn buying_shape(&self, x: f64) -> f64 {
        match self {
            Self::BetaGeometric(model) => model.r + x,
            Self::Pareto(model) => model.r + x,
        }
    }

    /// Whether P(alive) is 1 by construction rather than by what was seen.
    #[must_use]
    pub fn always_alive(&self, x: f64) -> bool {
        matches!(self, Self::BetaGeometric(model) if !model.modified) && x <= 0.0
    }

    /// P(no purchase in the next `t` weeks).
    #[must_use]
    pub fn silent(&self, history: History, t: f64) -> f64 {
        let History { x, recency, age } = history;
        match self {
            Self::BetaGeometric(model) => {
                let alive = model.alive(x, recency, age);
                1.0 - alive + alive * model.silent_if_alive(x, age, t)
            }
            Self::Pareto(model) => model.silent(x, recency, age, t),
        }
    }

    /// Expected purchases in the next `t` weeks of a customer who is there.
    #[must_use]
    pub fn expected_if_alive(&self, x: f64, age: f64, t: f64) -> f64 {
        match self {
            Self::BetaGeometric(model) => model.expected_if_alive(x, age, t),
            Self::Pareto(model) => model.expected_if_alive(x, age, t),
        }
    }

    /// Expected purchases in the next `t` weeks.
    #[must_use]
    pub fn expected(&self, history: History, t: f64) -> f64 {
        self.alive(history) * self.expected_if_alive(history.x, history.age, t)
    }

    /// Expected repeat purchases of a new customer in `t` weeks.
    #[must_use]
    pub fn expected_new(&self, t: f64) -> f64 {
        match self {
            Self::BetaGeometric(model) => model.expected_new(t),
            Self::Pareto(model) => model.expected_new(t),
        }
    }

    /// Probability that a new customer has not left `t` weeks after the first purchase; `None` by BG/NBD, in which nobody leaves
    /// who never bought again.
    #[must_use]
    pub fn stays(&self, t: f64) -> Option<f64> {
        match self {
            Self::BetaGeometric(model) => model.modified.then(|| model.stays(t)),
            Self::Pareto(model) => Some(model.stays(t)),
        }
    }

    /// Probability that a new customer orders again within `t` weeks.
    #[must_use]
    pub fn returns(&self, t: f64) -> f64 {
        let new = History { x: 0.0, recency: 0.0, age: 0.0 };
        1.0 - self.silent(new, t)
    }

    /// Expected purchases without a horizon, discounted by e^(−δ t), of a customer who is there; δ a week.
    #[must_use]
    pub fn residual_if_alive(&self, x: f64, age: f64, delta: f64) -> f64 {
        match self {
            Self::BetaGeometric(model) => model.residual_if_alive(x, age, delta),
            Self::Pareto(model) => model.residual_if_alive(x, age, delta),
        }
    }

    /// Weeks until `share` of the customers of this history who ever buy again have done so; `None` beyond `longest`.
    #[must_use]
    pub fn return_within(&self, history: History, share: f64, longest: f64) -> Option<f64> {
        let weeks = match self {
            Self::BetaGeometric(model) => model.return_within(history.x, history.age, share),
            Self::Pareto(model) => {
                let never = model.silent(history.x, history.recency, history.age, f64::INFINITY);
                let still = 1.0 - share * (1.0 - never);
                falls_to(still, longest, |t| model.silent(history.x, history.recency, history.age, t))?
            }
        };
        (weeks <= longest).then_some(weeks)
    }
}

/// Where a falling function reaches a level, to a hundredth of a day; `None` if not by `longest`.
fn falls_to(level: f64, longest: f64, function: impl Fn(f64) -> f64) -> Option<f64> {
    if function(longest) > level {
        return None;
    }
    let (mut low, mut high) = (0.0, longest);
    while high - low > 1e-3 {
        let middle = 0.5 * (low + high);
        if function(middle) > level { low = middle } else { high = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BG: Model = Model::BetaGeometric(BetaGeometric {
        r: 0.242_593,
        alpha: 4.413_532,
        a: 0.792_886,
        b: 2.425_754,
        modified: false,
    });
    const PARETO: Model =
        Model::Pareto(Pareto { r: 0.553_276, alpha: 10.577_612, s: 0.606_214, beta: 11.667_918 });
    const REGULAR: History = History { x: 2.0, recency: 30.43, age: 38.86 };

    /// Half of those who return do so before the date, by both models' own probability of silence.
    #[test]
    fn half_return_by_the_date() {
        for model in [BG, PARETO] {
            let weeks = model.return_within(REGULAR, 0.5, 520.0).unwrap();
            let never = model.silent(REGULAR, f64::INFINITY);
            let returned = (1.0 - model.silent(REGULAR, weeks)) / (1.0 - never);
            assert!((returned - 0.5).abs() < 1e-3, "{returned}");
            assert!(model.return_within(REGULAR, 0.1, 520.0).unwrap() < weeks);
            assert_eq!(model.return_within(REGULAR, 0.999, 20.0), None);
        }
    }

    /// A fitted model of no dropout, or of a shape at the end of its range, is not used.
    #[test]
    fn unsettled() {
        let fitted = |model| Fitted { model, log_likelihood: 0.0, customers: 1.0, occasions: 1.0 };
        assert_eq!(fitted(BG).unsettled(78.0), None);
        assert_eq!(fitted(PARETO).unsettled(78.0), None);
        let beta = |a, b| BetaGeometric { r: 1.0, alpha: 4.0, a, b, modified: false };
        let no_dropout = fitted(Model::BetaGeometric(beta(1e-4, 2.0)));
        assert_eq!(no_dropout.unsettled(78.0), Some(Unsettled::NoDropout));
        let boundary = fitted(Model::BetaGeometric(beta(5e3, 2e4)));
        assert_eq!(boundary.unsettled(78.0), Some(Unsettled::Boundary));
    }
}
