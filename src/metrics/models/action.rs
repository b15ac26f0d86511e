//! What could be done about a customer who may order nothing: fixed rules on risk, number of orders, silence and worth.
//!
//! In: a probability of no order, and what the customer did. Out: one suggestion. The rules say where to look first; what an action
//! brings is not known before it was tried on some and not on others.

use super::flag::Risk;
use crate::math::quantile::quantile;
use serde::Serialize;

/// Usual gaps of the shop within which a second order may still be asked for.
const FRESH: f64 = 2.0;

/// What is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// Low risk: no offer is needed.
    LeaveAlone,
    /// Ordered once, not long ago: a reason for a second order.
    SecondOrder,
    /// Medium risk: a reminder without a discount.
    Remind,
    /// High risk, worth more than three quarters of those at risk: somebody writes or calls.
    Personal,
    /// High risk, worth something in the middle: an offer to come back.
    WinBack,
    /// High risk and worth little, or ordered once long ago: one message that costs nothing.
    LastTry,
}

/// One customer, as the rules look at them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// P(no order in the days of churn).
    pub silent: f64,
    /// Repeat occasions.
    pub repeats: u32,
    /// Days since the last occasion.
    pub silence: u32,
    /// What the customer is expected to bring, or brought lately.
    pub worth: Option<f64>,
}

/// What the rules compare with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Quartiles of worth among customers of medium or high risk; `None` where nobody's is known.
    pub quartiles: Option<[f64; 2]>,
    /// Median days between two occasions of the shop.
    pub gap: Option<f64>,
}

impl Bounds {
    /// Of everybody who is judged.
    #[must_use]
    pub fn new(everybody: impl Iterator<Item = Case>, gap: Option<f64>) -> Self {
        let at_risk = everybody.filter(|case| Risk::of(case.silent) != Risk::Low);
        let mut worth: Vec<f64> = at_risk.filter_map(|case| case.worth).collect();
        let quartiles = quantile(&mut worth, 1, 4).zip(quantile(&mut worth, 3, 4));
        Self { quartiles: quartiles.map(|(low, high)| [low, high]), gap }
    }

    /// What is suggested for a customer.
    #[must_use]
    pub fn action(&self, case: Case) -> Action {
        let risk = Risk::of(case.silent);
        if risk == Risk::Low {
            return Action::LeaveAlone;
        }
        if case.repeats == 0 {
            let is_fresh = self.gap.is_none_or(|gap| f64::from(case.silence) <= FRESH * gap);
            return if is_fresh { Action::SecondOrder } else { Action::LastTry };
        }
        if risk == Risk::Medium {
            return Action::Remind;
        }
        match case.worth.zip(self.quartiles) {
            Some((worth, [low, _])) if worth <= low || worth <= 0.0 => Action::LastTry,
            Some((worth, [_, high])) if worth >= high => Action::Personal,
            _ => Action::WinBack,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(silent: f64, repeats: u32, silence: u32, worth: Option<f64>) -> Case {
        Case { silent, repeats, silence, worth }
    }

    /// Worth 10, 20, 30, 40, 50 at risk: quartiles 20 and 40. 900 of somebody at no risk counts for nothing.
    #[test]
    fn one_case_for_each_rule() {
        let worth = [10.0, 20.0, 30.0, 40.0, 50.0].map(|worth| case(0.7, 1, 9, Some(worth)));
        let everybody = worth.into_iter().chain([case(0.1, 1, 9, Some(900.0)), case(0.9, 1, 9, None)]);
        let bounds = Bounds::new(everybody, Some(30.0));
        assert_eq!(bounds.quartiles, Some([20.0, 40.0]));
        let action = |silent, repeats, silence, worth| bounds.action(case(silent, repeats, silence, worth));
        assert_eq!(action(0.32, 0, 400, None), Action::LeaveAlone);
        assert_eq!(action(0.33, 0, 60, None), Action::SecondOrder);
        assert_eq!(action(0.9, 0, 61, Some(50.0)), Action::LastTry);
        assert_eq!(action(0.65, 3, 400, Some(50.0)), Action::Remind);
        assert_eq!(action(0.66, 3, 400, Some(40.0)), Action::Personal);
        assert_eq!(action(0.66, 3, 400, Some(39.0)), Action::WinBack);
        assert_eq!(action(0.66, 3, 400, Some(20.0)), Action::LastTry);
        assert_eq!(action(0.66, 3, 400, None), Action::WinBack);
    }

    /// Where nothing of worth or pace is known, the rules still say something; nothing to bring is never worth a call.
    #[test]
    fn little_known() {
        let nothing = Bounds::new(std::iter::empty(), None);
        assert_eq!(nothing.action(case(0.9, 0, 900, None)), Action::SecondOrder);
        assert_eq!(nothing.action(case(0.9, 2, 900, Some(5.0))), Action::WinBack);
        let poor = Bounds::new([case(0.9, 1, 9, Some(0.0))].into_iter(), None);
        assert_eq!(poor.action(case(0.9, 1, 9, Some(0.0))), Action::LastTry);
    }
}
