//! What is expected of each customer by ages up to the horizon, for the curves of value.

use super::Predictions;
use crate::metrics::models::fitted::History;
use crate::metrics::models::groups::weeks;
use crate::metrics::value::ahead::{Ahead, Further};
use crate::tables::buying::Buying;

/// Days between two ages at least, and the number of steps up to the horizon at most.
const STEP: u32 = 28;
const STEPS: u32 = 13;

impl Predictions {
    /// Further net sales of every customer of `buying` until each age; `None` without a model in use. Kept once it is made.
    #[must_use]
    pub fn ahead(&self, buying: &Buying) -> Option<&Ahead> {
        self.ahead.get_or_init(|| self.further(buying)).as_ref()
    }

    fn further(&self, buying: &Buying) -> Option<Ahead> {
        let model = self.basis.model?;
        let last = self.options.horizon_days;
        let step = STEP.max(last.div_ceil(STEPS + 1));
        let ages: Vec<u32> = (1..).map(|at| at * step).take_while(|&age| age < last).chain([last]).collect();
        let mut further = vec![Further::UNKNOWN; buying.customers() * ages.len()];
        let own = self.basis.spending.map_or(0.0, |spending| spending.spread(&self.customers));
        for same in self.histories() {
            let customer = self.customers[same[0]];
            let (seen, alive) = (History::of(&customer), model.alive(History::of(&customer)));
            let orders = |&age: &u32| match age.checked_sub(customer.age) {
                Some(days @ 1..) => alive * model.expected_if_alive(seen.x, seen.age, weeks(days)),
                _ => 0.0,
            };
            let orders: Vec<f64> = ages.iter().map(orders).collect();
            let shape = model.buying_shape(seen.x);
            for at in same {
                let Some(worth) = self.expected[at].order_value else { continue };
                let from = self.customers[at].at as usize * ages.len();
                for (place, &orders) in further[from..].iter_mut().zip(&orders) {
                    *place = Further::of(orders, alive, shape, worth, own);
                }
            }
        }
        Some(Ahead::new(ages, further))
    }
}
