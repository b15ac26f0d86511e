//! What repeat buyers turn to: the share of repeat buying days with a new category, what follows what, and what buyers of a category
//! buy next compared with everybody.
//!
//! A transition is two consecutive buying days of one customer; a day counts for each of its categories. Preference of A for C:
//! the share of transitions from A that lead to C, over the share of all transitions that lead to C. Tested like association rules,
//! at least five transitions from A to C.

use super::rules::LEAST;
use crate::math::binomial::benjamini_hochberg;
use crate::math::fisher::Together;
use crate::math::intervals::wilson;
use crate::math::order::positions;
use crate::metrics::estimate::Share;
use crate::metrics::occasions::Occasions;
use crate::metrics::occasions::transitions::Transitions;
use crate::metrics::real;
use serde::Serialize;

/// So many categories stand in the matrix.
const CATEGORIES: usize = 30;

/// What repeat buyers turn to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CrossCategory {
    /// Repeat buying days, and those with a category that the customer had not bought before.
    pub rate: Share,
    /// Transitions.
    pub transitions: u64,
    /// Categories of the matrix, most transitions first.
    pub categories: Vec<String>,
    /// Transitions from the category of the row to that of the column.
    pub matrix: Vec<Vec<u64>>,
    /// Surest first.
    pub preferences: Vec<Preference>,
}

/// What buyers of one category buy next.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Preference {
    /// Category bought.
    pub from: String,
    /// Category of the next day.
    pub to: String,
    /// Transitions between the two.
    pub joint: u64,
    /// Transitions from the first.
    pub n: u64,
    /// joint / n.
    pub share: f64,
    /// Wilson's lower limit.
    pub low: f64,
    /// Wilson's upper limit.
    pub high: f64,
    /// Share of all transitions that lead to the second.
    pub base: f64,
    /// share / base.
    pub lift: f64,
    /// Fisher's exact test, one-sided.
    pub p: f64,
    /// After Benjamini and Hochberg.
    pub adjusted_p: f64,
    /// Adjusted p within the limit and lift over 1.
    pub evident: bool,
}

/// All of it; `limit` preferences at most.
#[must_use]
pub fn cross(occasions: &Occasions, alpha: f64, min_joint: u32, limit: usize) -> CrossCategory {
    let transitions = Transitions::new(occasions);
    let weight = |at: usize| transitions.from[at] + transitions.to[at];
    let mut order = positions(occasions.categories.len(), &|a, b| weight(b).cmp(&weight(a)));
    order.retain(|&at| weight(at) > 0);
    order.truncate(CATEGORIES);
    CrossCategory {
        rate: rate(occasions),
        transitions: transitions.all,
        categories: order.iter().map(|&at| occasions.categories[at].clone()).collect(),
        matrix: order
            .iter()
            .map(|&from| order.iter().map(|&to| transitions.joint(from, to)).collect())
            .collect(),
        preferences: preferences(occasions, &transitions, alpha, min_joint.max(LEAST), limit),
    }
}

/// Repeat days that name a category, and those of them with a new one.
fn rate(occasions: &Occasions) -> Share {
    let (mut days, mut new) = (0, 0);
    let mut known = vec![usize::MAX; occasions.categories.len()];
    for (customer, own) in occasions.of_customer.iter().enumerate() {
        for (at, &day) in own.iter().enumerate() {
            let held = occasions.day_categories.get(day as usize);
            let other = held.iter().any(|&category| known[category as usize] != customer);
            days += u64::from(at > 0 && !held.is_empty());
            new += u64::from(at > 0 && other);
            held.iter().for_each(|&category| known[category as usize] = customer);
        }
    }
    Share::new(new, days)
}

fn preferences(
    occasions: &Occasions,
    transitions: &Transitions,
    alpha: f64,
    least: u32,
    limit: usize,
) -> Vec<Preference> {
    let categories = occasions.categories.len();
    let mut tested = Vec::new();
    for from in 0..categories {
        for to in 0..categories {
            let (joint, first, second) =
                (transitions.joint(from, to), transitions.from[from], transitions.to[to]);
            if joint >= u64::from(least) {
                let table = Together { joint, first, second, all: transitions.all };
                tested.push((from, to, table, table.upper_tail()));
            }
        }
    }
    let adjusted = benjamini_hochberg(&tested.iter().map(|row| row.3).collect::<Vec<_>>());
    let order = positions(tested.len(), &|a, b| {
        adjusted[a].total_cmp(&adjusted[b]).then(tested[a].3.total_cmp(&tested[b].3))
    });
    let row = |&at: &usize| {
        let (from, to, table, p) = &tested[at];
        let name = |at: usize| occasions.categories[at].clone();
        preference(name(*from), name(*to), table, *p, adjusted[at], alpha)
    };
    order.iter().take(limit).map(row).collect()
}

fn preference(from: String, to: String, table: &Together, p: f64, adjusted_p: f64, alpha: f64) -> Preference {
    let share = real(table.joint) / real(table.first);
    let base = real(table.second) / real(table.all);
    let limits = wilson(table.joint, table.first);
    Preference {
        from,
        to,
        joint: table.joint,
        n: table.first,
        share,
        low: limits.map_or(0.0, |limits| limits.low),
        high: limits.map_or(1.0, |limits| limits.high),
        base,
        lift: share / base,
        p,
        adjusted_p,
        evident: adjusted_p <= alpha && share > base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::sample;

    /// Eight customers go tea → cups, two tea → tea, ten pots → pots. Tea → cups: share .8, base 8/20, lift 2; cups is new 8 times.
    #[test]
    fn what_follows_what() {
        let keys: Vec<String> = (0..20).map(|at| format!("c{at:02}")).collect();
        let mut rows: Vec<(Option<&str>, i32, i64, &[&str])> = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let (first, next): (&[&str], &[&str]) = match at {
                0..8 => (&["t/tea"], &["c/cups"]),
                8..10 => (&["t/tea"], &["t/tea"]),
                _ => (&["p/pots"], &["p/pots"]),
            };
            rows.extend([(Some(key.as_str()), 0, 1, first), (Some(key.as_str()), 5, 1, next)]);
        }
        let found = cross(&Occasions::new(&sample(9, &rows), 9), 0.05, 5, 9);
        assert_eq!((found.rate.count, found.rate.n, found.transitions), (8, 20, 20));
        let tea = found.preferences.iter().find(|row| row.from == "tea").unwrap();
        assert_eq!((tea.to.as_str(), tea.joint, tea.n), ("cups", 8, 10));
        assert!((tea.share - 0.8).abs() < 1e-12 && (tea.lift - 2.0).abs() < 1e-12 && tea.evident);
        // C(10, 8) / C(20, 8)
        assert!((tea.p - 45.0 / 125_970.0).abs() < 1e-12, "{}", tea.p);
        let column = |name: &str| found.categories.iter().position(|known| known == name).unwrap();
        assert_eq!(found.matrix[column("tea")][column("cups")], 8);
        assert_eq!(found.preferences.len(), 2);
    }
}
