//! Association rules: who takes A also takes B, in one order or over time.
//!
//! Over N baskets that are not empty: support = n(A and B)/N, confidence = support/supp(A), lift = confidence/supp(B),
//! leverage = support − supp(A)·supp(B), conviction = (1 − supp(B))/(1 − confidence) (Agrawal 1993; Brin 1997; as in mlxtend).
//! A product counts once a basket. Tested by Fisher's exact test, one-sided, and adjusted after Benjamini and Hochberg over
//! all rules of the table. Under five joint baskets there is no rule. The test takes orders for independent, also
//! those of one customer; the tables by customer do not need that.

use super::pairs::Pairs;
use crate::math::binomial::benjamini_hochberg;
use crate::math::fisher::Together;
use crate::math::intervals::wilson;
use crate::math::order::positions;
use crate::metrics::occasions::{Item, Lists};
use crate::metrics::real;
use serde::Serialize;

/// Fewest joint baskets, whatever the options say.
pub const LEAST: u32 = 5;

/// Which rules are listed, and how sure they must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Limit of the adjusted p.
    pub alpha: f64,
    /// Fewest joint baskets.
    pub min_joint: u32,
    /// Most rules listed.
    pub limit: usize,
}

/// Rules over one kind of basket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rules {
    /// Baskets that are not empty.
    pub baskets: u64,
    /// Things that were paired.
    pub items: u64,
    /// Rules tested, both directions of each pair.
    pub tested: u64,
    /// Of them with evidence.
    pub evident: u64,
    /// The surest.
    pub rows: Vec<Rule>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// What is bought.
    pub from: Item,
    /// What goes with it.
    pub to: Item,
    /// Baskets with both.
    pub joint: u64,
    /// Baskets with `from`.
    pub from_baskets: u64,
    /// Baskets with `to`.
    pub to_baskets: u64,
    /// joint / baskets.
    pub support: f64,
    /// joint / from.
    pub confidence: f64,
    /// Wilson's lower limit of the confidence.
    pub low: f64,
    /// Wilson's upper limit.
    pub high: f64,
    /// confidence / share of baskets with `to`.
    pub lift: f64,
    /// Joint share less what independence would give.
    pub leverage: f64,
    /// `None` where the rule never fails.
    pub conviction: Option<f64>,
    /// Fisher's exact test, one-sided.
    pub p: f64,
    /// After Benjamini and Hochberg.
    pub adjusted_p: f64,
    /// Adjusted p within the limit and lift over 1.
    pub evident: bool,
    /// Customers who bought `from` and never `to`.
    pub without: u64,
}

/// The numbers of a rule, before anything is said of its things.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Support.
    pub support: f64,
    /// Confidence.
    pub confidence: f64,
    /// Lift.
    pub lift: f64,
    /// Leverage.
    pub leverage: f64,
    /// Conviction, `None` for infinite.
    pub conviction: Option<f64>,
}

impl Measures {
    /// Of a first thing that implies a second.
    #[must_use]
    pub fn new(table: &Together) -> Self {
        let all = real(table.all);
        let (support, from, to) =
            (real(table.joint) / all, real(table.first) / all, real(table.second) / all);
        let confidence = real(table.joint) / real(table.first);
        Self {
            support,
            confidence,
            lift: confidence / to,
            leverage: support - from * to,
            conviction: (table.joint < table.first).then(|| (1.0 - to) / (1.0 - confidence)),
        }
    }
}

/// A tested pair: places of its things, its table and its p.
struct Tested {
    from: usize,
    to: usize,
    table: Together,
    p: f64,
    adjusted: f64,
}

/// Every rule that was tested over one kind of basket.
pub struct Mined<'a> {
    pairs: Pairs,
    tested: Vec<Tested>,
    holders: &'a Lists,
    options: Options,
}

impl<'a> Mined<'a> {
    /// The rules of `baskets` over `things` kinds; `holders` has for each thing the customers who ever bought it.
    #[must_use]
    pub fn new(baskets: &Lists, things: usize, holders: &'a Lists, options: Options) -> Self {
        let least = options.min_joint.max(LEAST);
        let pairs = Pairs::new(baskets, things, least);
        let tested = tested(&pairs, least);
        Self { pairs, tested, holders, options }
    }

    /// The surest rules, with the names of their things.
    #[must_use]
    pub fn listed(&self, name: &dyn Fn(u32) -> Item) -> Rules {
        let order = positions(self.tested.len(), &|a, b| surer(&self.tested[a], &self.tested[b]));
        let surest = order.iter().take(self.options.limit);
        Rules {
            baskets: self.pairs.baskets,
            items: self.pairs.items.len() as u64,
            tested: self.tested.len() as u64,
            evident: self.tested.iter().filter(|rule| self.is_evident(rule)).count() as u64,
            rows: surest.map(|&at| self.row(&self.tested[at], name)).collect(),
        }
    }

    /// From what to what the evident rules lead, each with its place, surest first.
    #[must_use]
    pub fn evident(&self) -> Vec<(u32, u32, usize)> {
        let order = positions(self.tested.len(), &|a, b| surer(&self.tested[a], &self.tested[b]));
        let ends = |at: usize| {
            let rule = &self.tested[at];
            (self.pairs.items[rule.from], self.pairs.items[rule.to], at)
        };
        order.into_iter().filter(|&at| self.is_evident(&self.tested[at])).map(ends).collect()
    }

    /// The rule at a place that [`Mined::evident`] gave.
    #[must_use]
    pub fn rule(&self, place: usize, name: &dyn Fn(u32) -> Item) -> Option<Rule> {
        self.tested.get(place).map(|rule| self.row(rule, name))
    }

    /// The rule from one thing to another; `None` where it was not tested.
    #[must_use]
    pub fn between(&self, from: u32, to: u32, name: &dyn Fn(u32) -> Item) -> Option<Rule> {
        let things = |rule: &&Tested| (self.pairs.items[rule.from], self.pairs.items[rule.to]) == (from, to);
        self.tested.iter().find(things).map(|rule| self.row(rule, name))
    }

    fn is_evident(&self, rule: &Tested) -> bool {
        rule.adjusted <= self.options.alpha && lift_over_one(&rule.table)
    }

    fn row(&self, rule: &Tested, name: &dyn Fn(u32) -> Item) -> Rule {
        let (from, to) = (self.pairs.items[rule.from], self.pairs.items[rule.to]);
        row(rule, self.is_evident(rule), name(from), name(to), holders_without(self.holders, from, to))
    }
}

fn tested(pairs: &Pairs, least: u32) -> Vec<Tested> {
    let with = |at: usize| u64::from(pairs.baskets_with[at]);
    let mut tested = Vec::new();
    for (low, high, joint) in pairs.at_least(least) {
        let table = |first: usize, second: usize| Together {
            joint: u64::from(joint),
            first: with(first),
            second: with(second),
            all: pairs.baskets,
        };
        let p = table(low, high).upper_tail();
        for (from, to) in [(low, high), (high, low)] {
            tested.push(Tested { from, to, table: table(from, to), p, adjusted: p });
        }
    }
    let adjusted = benjamini_hochberg(&tested.iter().map(|rule| rule.p).collect::<Vec<_>>());
    tested.iter_mut().zip(adjusted).for_each(|(rule, p)| rule.adjusted = p);
    tested
}

fn lift_over_one(table: &Together) -> bool {
    u128::from(table.joint) * u128::from(table.all) > u128::from(table.first) * u128::from(table.second)
}

fn surer(a: &Tested, b: &Tested) -> std::cmp::Ordering {
    let confidence = |rule: &Tested| real(rule.table.joint) / real(rule.table.first);
    a.adjusted
        .total_cmp(&b.adjusted)
        .then(a.p.total_cmp(&b.p))
        .then(confidence(b).total_cmp(&confidence(a)))
        .then((a.from, a.to).cmp(&(b.from, b.to)))
}

fn row(rule: &Tested, evident: bool, from: Item, to: Item, without: u64) -> Rule {
    let measures = Measures::new(&rule.table);
    let limits = wilson(rule.table.joint, rule.table.first);
    Rule {
        from,
        to,
        joint: rule.table.joint,
        from_baskets: rule.table.first,
        to_baskets: rule.table.second,
        support: measures.support,
        confidence: measures.confidence,
        low: limits.map_or(0.0, |limits| limits.low),
        high: limits.map_or(1.0, |limits| limits.high),
        lift: measures.lift,
        leverage: measures.leverage,
        conviction: measures.conviction,
        p: rule.p,
        adjusted_p: rule.adjusted,
        evident,
        without,
    }
}

/// Customers of one thing who never bought another; both lists ascend.
fn holders_without(holders: &Lists, from: u32, to: u32) -> u64 {
    let other = holders.get(to as usize);
    holders.get(from as usize).iter().filter(|person| other.binary_search(person).is_err()).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::occasions::{Occasions, sample};

    const OPTIONS: Options = Options { alpha: 0.05, min_joint: 5, limit: 10 };

    fn by_order(baskets: &[&[&str]]) -> Rules {
        let rows: Vec<_> = (0..).zip(baskets).map(|(day, held)| (Some("ann"), day, 1, *held)).collect();
        let made = Occasions::new(&sample(99, &rows), 99);
        let holders = made.customer_items().transposed(made.items.len());
        let mined = Mined::new(&made.order_items, made.items.len(), &holders, OPTIONS);
        mined.listed(&|item| made.items[item as usize].clone())
    }

    /// T = AB, ABC, A, BC, AB, C, AC, ABD (FORMULAS, section 8).
    #[test]
    fn measures_of_the_golden_baskets() {
        let found = Measures::new(&Together { joint: 4, first: 6, second: 5, all: 8 });
        let near = |a: f64, b: f64| assert!((a - b).abs() < 5e-7, "{a} is not {b}");
        near(found.support, 0.5);
        near(found.confidence, 0.666_667);
        near(found.lift, 1.066_667);
        near(found.leverage, 0.031_25);
        near(found.conviction.unwrap(), 1.125);
    }

    /// Four joint baskets are no rule; the same baskets twice give eight, a lift above 1, and no evidence.
    #[test]
    fn five_joint_baskets_make_a_rule() {
        let golden: [&[&str]; 8] = [
            &["A", "B"],
            &["A", "B", "C"],
            &["A"],
            &["B", "C"],
            &["A", "B"],
            &["C"],
            &["A", "C"],
            &["A", "B", "D"],
        ];
        let few = by_order(&golden);
        assert_eq!((few.baskets, few.tested, few.rows.len()), (8, 0, 0));
        let twice = by_order(&[golden, golden].concat());
        let rule = &twice.rows[0];
        assert_eq!((twice.tested, twice.evident, rule.joint), (2, 0, 8));
        assert!((rule.lift - 16.0 / 15.0).abs() < 1e-12 && !rule.evident);
        assert_eq!((rule.from.key.as_str(), rule.to.key.as_str(), rule.without), ("B", "A", 0));
    }

    /// A line that stands twice does not make a basket twice.
    #[test]
    fn repeated_lines_count_once() {
        let found = by_order(&[&["A", "A", "B"][..]; 6]);
        assert_eq!((found.rows[0].joint, found.rows[0].from_baskets), (6, 6));
        assert_eq!((found.rows[0].conviction, found.rows[0].p.to_bits()), (None, 1.0_f64.to_bits()));
    }
}
