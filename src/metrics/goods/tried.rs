//! Recommendations as they would have been made some time ago, against what customers then bought for the first time.
//!
//! The cut is the day up to which four of five buying days lie. Everything is made of the orders up to it; a case is a customer
//! known then whose first buying day after it holds a product that is new to this customer and was sold by then. A list of
//! [`SIZE`] products hits where one of them is among those new ones. Lists of each method stand against the best sellers that
//! the customer lacks: an exact sign test over the customers with whom only one of the two hits, one-sided, adjusted over the
//! methods (Benjamini and Hochberg 1995). Under [`CASES`] cases nothing is told.

use super::companions::Companions;
use super::similar::{Method, Similar, Sums};
use crate::math::binomial::{benjamini_hochberg, upper_tail};
use crate::math::order::positions;
use crate::metrics::estimate::Share;
use crate::metrics::goods::rules::{Mined, Options};
use crate::metrics::occasions::{Lists, Occasions, number};
use crate::tables::baskets::Baskets;
use crate::time::format_day;
use serde::Serialize;

/// Products on a list that is tried.
pub const SIZE: usize = 5;
/// Fewest cases.
pub const CASES: u64 = 50;
/// Methods that are tried.
const METHODS: [Method; 3] = [Method::Cosine, Method::Lift, Method::Rules];

/// How each method did.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tried {
    /// The data were known up to this day.
    pub cut: String,
    /// Customers who bought something new to them after it.
    pub cases: u64,
    /// Products on each list.
    pub size: u64,
    /// Lists of best sellers that hit.
    pub popular: Share,
    /// Each method.
    pub methods: Vec<TriedMethod>,
}

/// How one method did.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TriedMethod {
    /// Which.
    pub method: Method,
    /// Its lists that hit.
    pub hits: Share,
    /// Cases in which only its list hit, and only that of best sellers.
    pub only_this: u64,
    /// Only that of best sellers.
    pub only_popular: u64,
    /// Exact sign test, one-sided.
    pub p: f64,
    /// After Benjamini and Hochberg.
    pub adjusted_p: f64,
    /// More hits than best sellers, beyond chance.
    pub passed: bool,
}

impl Tried {
    /// The best method for lists of products that passed: most hits, at a tie the first.
    #[must_use]
    pub fn best(&self) -> Option<Method> {
        let able = self.methods.iter().filter(|one| one.passed && one.method != Method::Rules);
        able.rev().max_by_key(|one| one.hits.count).map(|one| one.method)
    }
}

/// What was known up to the cut.
struct Known {
    bought: Lists,
    popular: Vec<u32>,
    cosine: Similar,
    lift: Similar,
}

/// The trial; `None` under [`CASES`] cases.
#[must_use]
pub fn tried(baskets: &Baskets, occasions: &Occasions, options: Options) -> Option<Tried> {
    let cut = cut(occasions)?;
    let before = Occasions::new(baskets, cut);
    let things = before.items.len();
    let bought = before.customer_items();
    let buyers = bought.transposed(things);
    let mined = Mined::new(&bought, things, &buyers, options);
    let rules = Companions::new(&mined, things);
    let least = options.min_joint;
    let known = Known {
        popular: best_sellers(&buyers),
        cosine: Similar::new(&bought, things, least, Method::Cosine),
        lift: Similar::new(&bought, things, least, Method::Lift),
        bought,
    };
    let mut sums = Sums::new(things);
    let (mut cases, mut popular) = (0, 0);
    let mut counts = [[0_u64; 3]; METHODS.len()];
    for customer in 0..before.keys.len() {
        let own = known.bought.get(customer);
        let new = first_after(occasions, customer, cut).map_or(Vec::new(), |day| {
            let held = occasions.day_items.get(day).iter().copied();
            held.filter(|&item| own.binary_search(&item).is_err() && !buyers.get(item as usize).is_empty())
                .collect()
        });
        if own.is_empty() || new.is_empty() {
            continue;
        }
        cases += 1;
        let base = known.popular.iter().filter(|item| own.binary_search(item).is_err()).take(SIZE);
        let base = base.into_iter().any(|item| new.contains(item));
        popular += u64::from(base);
        for (count, method) in counts.iter_mut().zip(METHODS) {
            let hit = list(&known, &rules, own, method, &mut sums).iter().any(|item| new.contains(item));
            count[0] += u64::from(hit);
            count[1] += u64::from(hit && !base);
            count[2] += u64::from(base && !hit);
        }
    }
    (cases >= CASES).then(|| told(cut, cases, popular, &counts, options.alpha))
}

fn list(known: &Known, rules: &Companions, own: &[u32], method: Method, sums: &mut Sums) -> Vec<u32> {
    let similar = match method {
        Method::Cosine => &known.cosine,
        Method::Lift => &known.lift,
        Method::Rules => {
            let ranks = rules.beside(own, &|_| true, SIZE);
            return ranks.into_iter().map(|rank| rules.leads_to(rank)).collect();
        }
    };
    similar.recommended(own, &|_| true, SIZE, sums).into_iter().map(|(item, _)| item).collect()
}

fn told(cut: i32, cases: u64, popular: u64, counts: &[[u64; 3]; METHODS.len()], alpha: f64) -> Tried {
    let p = counts.map(|[_, this, other]| upper_tail(this, this + other, 0.5));
    let adjusted = benjamini_hochberg(&p);
    let method = |at: usize| {
        let [hits, only_this, only_popular] = counts[at];
        TriedMethod {
            method: METHODS[at],
            hits: Share::new(hits, cases),
            only_this,
            only_popular,
            p: p[at],
            adjusted_p: adjusted[at],
            passed: hits > popular && adjusted[at] <= alpha,
        }
    };
    Tried {
        cut: format_day(cut),
        cases,
        size: SIZE as u64,
        popular: Share::new(popular, cases),
        methods: (0..METHODS.len()).map(method).collect(),
    }
}

/// The day up to which four of five buying days lie.
fn cut(occasions: &Occasions) -> Option<i32> {
    let mut days = occasions.day.clone();
    days.sort_unstable();
    days.get((days.len() * 4).div_ceil(5).saturating_sub(1)).copied()
}

/// Products with most buyers first.
fn best_sellers(buyers: &Lists) -> Vec<u32> {
    let count = |item: usize| buyers.get(item).len();
    positions(buyers.len(), &|a, b| count(b).cmp(&count(a))).into_iter().map(number).collect()
}

/// A customer's first buying day after a day, as a position.
fn first_after(occasions: &Occasions, customer: usize, day: i32) -> Option<usize> {
    occasions.of_customer.get(customer).iter().map(|&at| at as usize).find(|&at| occasions.day[at] > day)
}
