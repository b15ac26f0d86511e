//! One face for the models of buying: fitted parameters in, what they foretell out. Times in weeks.

use super::beta_geometric::{self, BetaGeometric};
use super::groups::Groups;
use super::pareto::{self, Pareto};
use serde::{Deserialize, Serialize};

/// Shapes outside of these mean that the likelihood has no maximum inside.
const SHAPES: std::ops::RangeInclusive<f64> = 1e-3..=1e4;
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

/// The most likely parameters; `None` where histories hold no repeat occasion or no time.
#[must_use]
pub fn fit(id: Id, groups: &Groups) -> Option<Fitted> {
    let occasions = groups.occasions();
    if occasions <= 0.0 || groups.mean_age() <= 0.0 {
        return None;
    }
    let (model, log_likelihood) = match id {
        Id::BgNbd | Id::MbgNbd => {
            let (model, value) = beta_geometric::fit(groups, id == Id::MbgNbd)?;
            (Model::BetaGeometric(model), value)
        }
        Id::ParetoNbd => {
            let (model, value) = pareto::fit(groups)?;
            (Model::Pareto(model), value)
        }
    };
    Some(Fitted { model, log_likelihood, customers: groups.customers, occasions })
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

    /// Expected purchases without a horizon, discounted by e^(−δ t), of a customer who is there; δ a week.
    #[must_use]
    pub fn residual_if_alive(&self, x: f64, age: f64, delta: f64) -> f64 {
        match self {
            Self::BetaGeometric(model) => model.residual_if_alive(x, age, delta),
            Self::Pareto(model) => model.residual_if_alive(x, age, delta),
        }
    }
}
