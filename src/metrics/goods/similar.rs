//! Products that the same customers buy: cosine and lift between products over the customers who ever bought each.
//!
//! Of N customers who bought anything, n(i) of whom bought i and n(i, j) both: cosine = n(i, j)/√(n(i) n(j)) (Sarwar et al. 2001), lift =
//! n(i, j) N/(n(i) n(j)), which counts where it is over 1. Pairs need at least `least` joint customers, so that no similarity rests on
//! a few, and each product keeps its [`LINKS`] nearest. What a customer is recommended are the products not bought yet with the highest sum of similarities
//! to those bought, ties to the product with more buyers.

use super::pairs::Pairs;
use crate::math::order::positions;
use crate::metrics::occasions::Lists;
use crate::metrics::real;
use serde::{Deserialize, Serialize};

/// Nearest products kept of each.
const LINKS: usize = 50;

/// How near two products are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Method {
    /// Joint buyers over the geometric mean of buyers.
    Cosine,
    /// Joint buyers over those to be expected if the two had nothing to do with each other.
    Lift,
    /// The surest evident rule.
    Rules,
}

/// A product near another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The product.
    pub item: u32,
    /// Customers who bought both.
    pub joint: u64,
    /// Cosine or lift.
    pub score: f64,
}

/// The nearest products of each.
pub struct Similar {
    links: Vec<Vec<Link>>,
    buyers: Vec<u32>,
}

impl Similar {
    /// Of the products of `customers`, below `things`.
    #[must_use]
    pub fn new(customers: &Lists, things: usize, least: u32, method: Method) -> Self {
        let pairs = Pairs::new(customers, things, least);
        let mut links: Vec<Vec<Link>> = vec![Vec::new(); things];
        let all = real(pairs.baskets);
        for (low, high, joint) in pairs.at_least(least) {
            let [a, b] = [low, high].map(|at| real(u64::from(pairs.baskets_with[at])));
            let joint = u64::from(joint);
            let score = match method {
                Method::Lift => real(joint) * all / (a * b),
                _ => real(joint) / (a * b).sqrt(),
            };
            if method == Method::Lift && score <= 1.0 {
                continue;
            }
            let [low, high] = [low, high].map(|at| pairs.items[at]);
            links[low as usize].push(Link { item: high, joint, score });
            links[high as usize].push(Link { item: low, joint, score });
        }
        for own in &mut links {
            let order = positions(own.len(), &|a, b| {
                let (a, b) = (&own[a], &own[b]);
                b.score.total_cmp(&a.score).then(b.joint.cmp(&a.joint)).then(a.item.cmp(&b.item))
            });
            *own = order.iter().take(LINKS).map(|&at| own[at]).collect();
        }
        let buyers = customers.transposed(things);
        let count = |item| u32::try_from(buyers.get(item).len()).unwrap_or(u32::MAX);
        Self { links, buyers: (0..things).map(count).collect() }
    }

    /// The nearest products of one, nearest first.
    #[must_use]
    pub fn of(&self, item: usize) -> &[Link] {
        &self.links[item]
    }

    /// Whether anything can be recommended to who has bought these products, which ascend.
    #[must_use]
    pub fn has(&self, bought: &[u32], allowed: &dyn Fn(u32) -> bool) -> bool {
        let fits = |link: &Link| bought.binary_search(&link.item).is_err() && allowed(link.item);
        bought.iter().any(|&item| self.of(item as usize).iter().any(fits))
    }

    /// What is recommended to who has bought these products, best first, with the sums of similarities.
    #[must_use]
    pub fn recommended(
        &self,
        bought: &[u32],
        allowed: &dyn Fn(u32) -> bool,
        most: usize,
        sums: &mut Sums,
    ) -> Vec<(u32, f64)> {
        for &item in bought {
            for link in self.of(item as usize) {
                if bought.binary_search(&link.item).is_err() && allowed(link.item) {
                    sums.add(link.item, link.score);
                }
            }
        }
        let found = sums.take();
        let buyers = |item: u32| self.buyers[item as usize];
        let order = positions(found.len(), &|a, b| {
            let (a, b) = (found[a], found[b]);
            b.1.total_cmp(&a.1).then(buyers(b.0).cmp(&buyers(a.0))).then(a.0.cmp(&b.0))
        });
        order.into_iter().take(most).map(|at| found[at]).collect()
    }
}

/// Sums of similarities by product, used over and over.
pub struct Sums {
    of: Vec<f64>,
    touched: Vec<u32>,
}

impl Sums {
    /// Of so many products.
    #[must_use]
    pub fn new(things: usize) -> Self {
        Self { of: vec![0.0; things], touched: Vec::new() }
    }

    fn add(&mut self, item: u32, score: f64) {
        let sum = &mut self.of[item as usize];
        if *sum <= 0.0 {
            self.touched.push(item);
        }
        *sum += score;
    }

    fn take(&mut self) -> Vec<(u32, f64)> {
        let items = std::mem::take(&mut self.touched);
        items.into_iter().map(|item| (item, std::mem::take(&mut self.of[item as usize]))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten customers: A and B with six, A and C with five, of them one with both; so n(A) = 10, n(B) = 6, n(C) = 5, and B with C in one.
    fn customers() -> Lists {
        let held: Vec<Vec<u32>> = (0..10)
            .map(|at| match at {
                0..5 => vec![0, 1],
                5 => vec![0, 1, 2],
                _ => vec![0, 2],
            })
            .collect();
        Lists::grouped(10, &|each| {
            (0..).zip(&held).for_each(|(list, items)| items.iter().for_each(|&item| each(list, item)));
        })
    }

    #[test]
    fn cosine_and_lift_by_hand() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} is not {b}");
        let cosine = Similar::new(&customers(), 3, 5, Method::Cosine);
        let of_a = cosine.of(0);
        assert_eq!(of_a.iter().map(|link| (link.item, link.joint)).collect::<Vec<_>>(), [(1, 6), (2, 5)]);
        near(of_a[0].score, 6.0 / 60.0_f64.sqrt());
        near(of_a[1].score, 5.0 / 50.0_f64.sqrt());
        // Everybody has A, so nothing lifts it: 6 × 10/(10 × 6) = 1.
        assert!(Similar::new(&customers(), 3, 5, Method::Lift).of(0).is_empty());
        // B with C: 1 × 10/(6 × 5), under one; the pair counts where one joint customer is enough.
        near(Similar::new(&customers(), 3, 1, Method::Cosine).of(1)[1].score, 1.0 / 30.0_f64.sqrt());
    }

    #[test]
    fn what_is_bought_or_not_allowed_is_not_recommended() {
        let similar = Similar::new(&customers(), 3, 1, Method::Cosine);
        let mut sums = Sums::new(3);
        let items = |found: Vec<(u32, f64)>| found.into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(items(similar.recommended(&[0], &|_| true, 5, &mut sums)), [1, 2]);
        assert_eq!(items(similar.recommended(&[0], &|item| item != 1, 5, &mut sums)), [2]);
        // To B and C together A is nearest: both sums count.
        let found = similar.recommended(&[1, 2], &|_| true, 5, &mut sums);
        assert!((found[0].1 - (6.0 / 60.0_f64.sqrt() + 5.0 / 50.0_f64.sqrt())).abs() < 1e-12);
        assert!(
            !similar.has(&[0, 1, 2], &|_| true)
                && similar.recommended(&[], &|_| true, 5, &mut sums).is_empty()
        );
    }
}
