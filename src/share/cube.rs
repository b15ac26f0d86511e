//! A report's customers by several dimensions at once, for reports that can be sliced: people in, cells of at least `k`
//! customers out.
//!
//! Cells that may not be told are added up into a rest. For each value of each dimension the part in the rest is nobody or
//! a group, and so is the rest of the rest: then every hidden cell can still lie anywhere between 0 and `k` at least, for
//! who knows all one-way totals and all told cells. Where too few customers are in told cells, a dimension is left out.

use super::people::{Customers, Ledger, MoneyBacking};
use super::protect::Margins;
use crate::math::order::{distinct, sorted_by};
use crate::money::SCALE;
use serde::{Deserialize, Serialize};

/// Share of the customers that told cells must hold before a dimension is kept.
const ENOUGH: f64 = 0.7;
/// Upper ends of the bands of orders.
const ORDERS: [(u32, &str); 5] = [(1, "1"), (2, "2"), (4, "3-4"), (9, "5-9"), (u32::MAX, "10+")];
/// Upper ends of the bands of silence in days, besides the limit of the definition by days and twice that.
const SILENCE: [i32; 3] = [30, 60, 90];

/// What customers are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DimensionId {
    /// Segment.
    Segment,
    /// Quarter of the first order; several where one would tell too much.
    Cohort,
    /// Days since the last order.
    Silence,
    /// Orders.
    Orders,
}

/// A dimension and its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Which.
    pub id: DimensionId,
    /// In their order.
    pub values: Vec<String>,
}

/// Everybody whose cell is not told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rest {
    /// At least `k`, or nobody.
    pub customers: u32,
    /// Theirs.
    pub orders: u32,
    /// Theirs; `None` for several currencies.
    pub net_sales: Option<f64>,
}

/// Cells of at least `k` customers, columns of one length.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cube {
    /// What the cells are told apart by.
    pub dimensions: Vec<Dimension>,
    /// One column a dimension: places of the values.
    pub at: Vec<Vec<u32>>,
    /// Customers.
    pub customers: Vec<u32>,
    /// Their orders.
    pub orders: Vec<u32>,
    /// Their net sales; `None` for several currencies.
    pub net_sales: Vec<Option<f64>>,
    /// The others.
    pub rest: Rest,
}

/// One cell or sum of cells.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    customers: u32,
    orders: u32,
    money: MoneyBacking,
}

impl Sum {
    fn add(&mut self, other: &Self) {
        self.customers += other.customers;
        self.orders += other.orders;
        self.money.people += other.money.people;
        self.money.net += other.money.net;
        self.money.sum = self.money.sum.saturating_add(other.money.sum);
        self.money.top = self.money.top.max(other.money.top);
    }

    fn is_told(&self, k: u32, single: bool) -> bool {
        k == 0 || self.customers == 0 || (self.customers >= k && (!single || self.money.is_safe(k)))
    }
}

/// Every customer's place in each dimension; `None` where it may not be told.
struct Places {
    dimensions: Vec<Dimension>,
    /// `[customer][dimension]`.
    at: Vec<Vec<Option<u32>>>,
    sums: Vec<Sum>,
    /// Amounts are in one currency.
    single: bool,
    /// First band of silence beyond the definition's limit.
    beyond: u32,
}

/// The cube with the most dimensions that still tells of most customers; `None` where no cell is left.
#[must_use]
pub fn cube(
    customers: &Customers,
    ledger: &Ledger,
    segments: &[String],
    margins: &Margins,
    k: u32,
) -> Option<Cube> {
    use DimensionId::{Cohort, Orders, Segment, Silence};
    let places = Places::new(customers, ledger, segments, margins);
    let choices: [&[DimensionId]; 6] = [
        &[Segment, Cohort, Silence, Orders],
        &[Segment, Cohort, Silence],
        &[Segment, Silence, Orders],
        &[Segment, Cohort],
        &[Segment, Silence],
        &[Segment],
    ];
    let mut best: Option<(f64, Cube)> = None;
    for choice in choices {
        let kept: Vec<usize> = (0..4)
            .filter(|&at| {
                choice.contains(&places.dimensions[at].id) && places.dimensions[at].values.len() > 1
            })
            .collect();
        let cube = Cells::new(&places, &kept, k).told(&places, &kept);
        let told = f64::from(cube.customers.iter().sum::<u32>())
            / f64::from(u32::try_from(customers.len().max(1)).unwrap_or(u32::MAX));
        if told >= ENOUGH {
            return Some(cube);
        }
        if told > best.as_ref().map_or(0.0, |best| best.0) {
            best = Some((told, cube));
        }
    }
    best.map(|best| best.1)
}

impl Places {
    fn new(customers: &Customers, ledger: &Ledger, segments: &[String], margins: &Margins) -> Self {
        let window = margins.window_days.max(1);
        let mut ends = SILENCE.to_vec();
        ends.extend([window, window.saturating_mul(2)]);
        let ends = distinct(ends);
        let first = ledger.first_days();
        let mut sums = vec![Sum::default(); customers.len()];
        for rows in ledger.histories() {
            let Some(sum) = sums.get_mut(rows[0].customer as usize) else { continue };
            let net: i64 = rows.iter().map(|row| row.net).sum();
            sum.money.add(net, 1);
        }
        let place = |at: usize| u32::try_from(at).ok();
        let at = (0..customers.len())
            .map(|customer| {
                let segment = usize::from(customers.segment[customer]);
                let in_window = customers.r[customer] > 0 && margins.segments.get(segment) == Some(&true);
                let counted = margins.counts_in_cohorts(customers, customer);
                let cohort = first[customer].filter(|_| counted).and_then(|day| margins.cohorts.of(day));
                let silence = ends.partition_point(|&end| end < customers.recency_days[customer]);
                let orders = ORDERS.iter().position(|(end, _)| customers.orders[customer] <= *end);
                vec![
                    place(segment).filter(|_| in_window),
                    cohort.and_then(place),
                    place(silence),
                    orders.and_then(place),
                ]
            })
            .collect();
        for (customer, sum) in sums.iter_mut().enumerate() {
            sum.customers = 1;
            sum.orders = customers.orders[customer];
        }
        let orders =
            if margins.one_order { ORDERS.map(|(_, label)| label.to_owned()).to_vec() } else { vec![] };
        let values = [
            (DimensionId::Segment, segments.to_vec()),
            (DimensionId::Cohort, margins.cohorts.quarters.iter().map(|block| block.label.clone()).collect()),
            (DimensionId::Silence, silence_labels(&ends)),
            (DimensionId::Orders, orders),
        ];
        let dimensions = values.into_iter().map(|(id, values)| Dimension { id, values }).collect();
        let beyond = ends.iter().position(|&end| end == window).map_or(0, |at| at + 1);
        Self { dimensions, at, sums, single: ledger.width == 1, beyond: u32::try_from(beyond).unwrap_or(0) }
    }
}

/// "0-30", "31-60" and so on, "361+" last.
fn silence_labels(ends: &[i32]) -> Vec<String> {
    let mut from = 0;
    let mut labels: Vec<String> = ends
        .iter()
        .map(|&end| {
            let label = format!("{from}-{end}");
            from = end + 1;
            label
        })
        .collect();
    labels.push(format!("{from}+"));
    labels
}

/// A set of cells that a told total may speak of: a value of a dimension, or the bands beyond the limit.
#[derive(Clone, Copy, Debug)]
enum Margin {
    All,
    Value(usize, u32),
    From(usize, u32),
}

impl Margin {
    fn holds(self, place: &[Option<u32>]) -> bool {
        match self {
            Self::All => true,
            Self::Value(dimension, value) => place[dimension] == Some(value),
            Self::From(dimension, value) => place[dimension].is_some_and(|at| at >= value),
        }
    }
}

/// Where a customer or cell stands: a place in each dimension.
type Place = Vec<Option<u32>>;

/// Cells by place, told or not.
struct Cells {
    cells: Vec<(Place, (Sum, bool))>,
}

impl Cells {
    fn new(places: &Places, kept: &[usize], k: u32) -> Self {
        let single = places.single;
        let place = |at: &Vec<Option<u32>>| kept.iter().map(|&dimension| at[dimension]).collect::<Vec<_>>();
        let people: Vec<_> = places.at.iter().map(place).zip(&places.sums).collect();
        let mut cells: Vec<(Place, (Sum, bool))> = Vec::new();
        for (place, sum) in sorted_by(people, &|a, b| a.0.cmp(&b.0)) {
            match cells.last_mut().filter(|(last, _)| *last == place) {
                Some((_, (cell, _))) => cell.add(sum),
                None => cells.push((place, (*sum, false))),
            }
        }
        for (place, (sum, told)) in &mut cells {
            *told = place.iter().all(Option::is_some) && sum.is_told(k, single);
        }
        let mut cells = Self { cells };
        let margins = margins(places, kept);
        while margins.iter().any(|&margin| cells.hide_one(margin, k, single)) {}
        cells
    }

    /// Hides the smallest told cell of a margin, or beside it, where what is not told there is neither nobody nor a group.
    fn hide_one(&mut self, margin: Margin, k: u32, single: bool) -> bool {
        let (mut inside, mut beside) = (Sum::default(), Sum::default());
        for (place, (sum, _)) in self.cells.iter().filter(|(_, (_, told))| !*told) {
            if margin.holds(place) { inside.add(sum) } else { beside.add(sum) }
        }
        let wrong = [(inside, true), (beside, false)];
        wrong.iter().any(|(sum, inside)| !sum.is_told(k, single) && self.hide_smallest(margin, *inside))
    }

    fn hide_smallest(&mut self, margin: Margin, inside: bool) -> bool {
        let told = self.cells.iter_mut().filter(|(place, (_, told))| *told && margin.holds(place) == inside);
        match told.min_by_key(|(_, (sum, _))| sum.customers) {
            Some((_, (_, told))) => {
                *told = false;
                true
            }
            None => false,
        }
    }

    fn told(self, places: &Places, kept: &[usize]) -> Cube {
        let single = places.single;
        let mut cube = Cube {
            dimensions: kept.iter().map(|&at| places.dimensions[at].clone()).collect(),
            at: vec![vec![]; kept.len()],
            customers: vec![],
            orders: vec![],
            net_sales: vec![],
            rest: Rest::default(),
        };
        let mut rest = Sum::default();
        for (place, (sum, told)) in &self.cells {
            if !told {
                rest.add(sum);
                continue;
            }
            cube.at.iter_mut().zip(place).for_each(|(column, at)| column.extend(at));
            cube.customers.push(sum.customers);
            cube.orders.push(sum.orders);
            cube.net_sales.push(single.then(|| major(sum.money.net)));
        }
        let net_sales = single.then(|| major(rest.money.net));
        cube.rest = Rest { customers: rest.customers, orders: rest.orders, net_sales };
        cube
    }
}

fn margins(places: &Places, kept: &[usize]) -> Vec<Margin> {
    let mut margins = vec![Margin::All];
    for (at, &dimension) in kept.iter().enumerate() {
        let values = u32::try_from(places.dimensions[dimension].values.len()).unwrap_or(0);
        margins.extend((0..values).map(|value| Margin::Value(at, value)));
        if places.dimensions[dimension].id == DimensionId::Silence {
            margins.push(Margin::From(at, places.beyond));
        }
    }
    margins
}

#[allow(clippy::cast_precision_loss)]
fn major(amount: i64) -> f64 {
    amount as f64 / SCALE as f64
}

#[cfg(test)]
mod tests;
