//! How long after a customer's first purchase of something the next purchase comes (Kaplan–Meier; who has not come back is open).

use crate::math::order::positions;
use crate::math::survival::Curve;
use crate::metrics::occasions::{Lists, Occasions};
use serde::Serialize;

/// So many categories are shown, those with most buyers.
const CATEGORIES: usize = 50;

/// The cycles of one category.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cycle {
    /// Its name.
    pub category: String,
    /// To the next purchase of anything.
    pub any: CycleTimes,
    /// To the next purchase of the same.
    pub same: CycleTimes,
}

/// Days by which a quarter, half and three quarters have come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CycleTimes {
    /// Customers.
    pub n: u64,
    /// Of them came back.
    pub returned: u64,
    /// First day with S ≤ ¾; `None` where fewer came back.
    pub p25: Option<u32>,
    /// First day with S ≤ ½.
    pub median: Option<u32>,
    /// First day with S ≤ ¼.
    pub p75: Option<u32>,
}

/// Cycles by category, most buyers first.
#[must_use]
pub fn cycles(occasions: &Occasions, as_of: i32) -> Vec<Cycle> {
    let buyers = occasions.customer_categories().transposed(occasions.categories.len());
    let order = positions(buyers.len(), &|a, b| buyers.get(b).len().cmp(&buyers.get(a).len()));
    let cycle = |&category: &usize| Cycle {
        category: occasions.categories[category].clone(),
        any: after(occasions, &occasions.day_categories, &buyers, category, as_of, false),
        same: after(occasions, &occasions.day_categories, &buyers, category, as_of, true),
    };
    order.iter().take(CATEGORIES).filter(|&&at| !buyers.get(at).is_empty()).map(cycle).collect()
}

/// Times from the first day that holds `thing`, among the `buyers` of each thing, to the next day, or to the next that holds it.
#[must_use]
pub fn after(
    occasions: &Occasions,
    held: &Lists,
    buyers: &Lists,
    thing: usize,
    as_of: i32,
    same: bool,
) -> CycleTimes {
    let (mut events, mut open): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
    let holds = |day: &&u32| held.get(**day as usize).iter().any(|&known| known as usize == thing);
    for &customer in buyers.get(thing) {
        let days = occasions.of_customer.get(customer as usize);
        let Some(at) = days.iter().position(|day| holds(&day)) else { continue };
        let next = days[at + 1..].iter().find(|day| !same || holds(day));
        let until = next.map_or(as_of, |&day| occasions.day[day as usize]);
        let length = usize::try_from(until.saturating_sub(occasions.day[days[at] as usize])).unwrap_or(0);
        if events.len() <= length {
            events.resize(length + 1, 0);
            open.resize(length + 1, 0);
        }
        let counts = if next.is_some() { &mut events } else { &mut open };
        counts[length] += 1;
    }
    let curve = Curve::new(&events, &open);
    CycleTimes {
        n: events.iter().chain(&open).sum(),
        returned: events.iter().sum(),
        p25: curve.first_at_most(0.75),
        median: curve.median(),
        p75: curve.first_at_most(0.25),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::sample;

    /// First tea to the next order: 10, 12, 20, 25, 30 days; open after 12, 30 and 40 (FORMULAS, section 4): median 25, p25 12.
    #[test]
    fn golden_curve() {
        let gaps = [
            (10, true),
            (12, true),
            (12, false),
            (20, true),
            (25, true),
            (30, false),
            (30, true),
            (40, false),
        ];
        let keys: Vec<String> = (0..gaps.len()).map(|at| format!("c{at}")).collect();
        let mut rows: Vec<(Option<&str>, i32, i64, &[&str])> = Vec::new();
        for (key, (gap, came)) in keys.iter().zip(gaps) {
            let first = if came { 50 } else { 100 - gap };
            rows.push((Some(key), first, 1, &["t/tea"]));
            if came {
                rows.push((Some(key), first + gap, 1, &["c/cups"]));
            }
        }
        let found = cycles(&Occasions::new(&sample(100, &rows), 100), 100);
        let tea = found.iter().find(|row| row.category == "tea").unwrap();
        assert_eq!(tea.any, CycleTimes { n: 8, returned: 5, p25: Some(12), median: Some(25), p75: None });
        assert_eq!((tea.same.returned, tea.same.median), (0, None));
    }
}
