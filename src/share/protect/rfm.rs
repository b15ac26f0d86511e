//! RFM: segments and the cells of the grid they are made of, edges, the share of one order.
//!
//! Ties: customers = scored + outside the window; scored = Σ segments; a segment = Σ its cells (the map `eight` cuts
//! across cells, so there the grid is a table of its own). Sales hang on the shop's totals too ([`super::ties`]).

use super::Context;
use super::ties::{Groups, Outside, silent};
use crate::share::guard::Guard;
use crate::share::people::{MoneyBacking, whole};
use serde_json::Value;

const TABLE: &str = "rfm.segments";
const GRID: &str = "rfm.grid";
/// Rows × columns of the grid.
const CELLS: usize = 25;

/// People and amounts of groups of customers.
struct Tally {
    people: Vec<u32>,
    /// By group and currency.
    money: Vec<Vec<MoneyBacking>>,
}

impl Tally {
    fn new(context: &Context, groups: usize, group: impl Fn(usize) -> Option<usize>) -> Self {
        let width = context.ledger.width;
        let mut tally =
            Self { people: vec![0; groups], money: vec![vec![MoneyBacking::default(); width]; groups] };
        for customer in 0..context.customers.len() {
            let Some(group) = group(customer).filter(|&group| group < groups) else { continue };
            tally.people[group] += 1;
            for (currency, money) in tally.money[group].iter_mut().enumerate() {
                let amount = whole(
                    context.customers.monetary.get(customer * width + currency).copied().unwrap_or(0.0),
                );
                if width == 1 || amount != 0 {
                    money.add(amount, 1);
                }
            }
        }
        tally
    }

    fn unsafe_in(&self, currency: usize, k: u32) -> Vec<bool> {
        self.money.iter().map(|money| money.get(currency).is_some_and(|money| !money.is_safe(k))).collect()
    }
}

/// Blanks what must not be told of RFM; gives the segments of which customers and sales are told.
pub(super) fn protect(guard: &mut Guard, context: &Context) -> Vec<bool> {
    let people = context.customers;
    let (count, k) = (guard.len("/rfm/segments"), guard.k);
    let axis_f = guard.text("/rfm/axis") == "f";
    let scored = |customer: usize| people.r[customer] > 0 && usize::from(people.segment[customer]) < count;
    let segment_of = |customer: usize| scored(customer).then(|| usize::from(people.segment[customer]));
    let cell_of = |customer: usize| {
        let (f, m) = (people.f[customer], people.m[customer]);
        let second = if axis_f { f } else { (f + m).div_ceil(2) };
        scored(customer).then(|| {
            usize::from(people.r[customer].saturating_sub(1)) * 5 + usize::from(second.saturating_sub(1))
        })
    };
    let segments = Tally::new(context, count, segment_of);
    let cells = Tally::new(context, CELLS, cell_of);
    let inside: u32 = segments.people.iter().sum();
    let outside = u32::try_from(people.len()).unwrap_or(u32::MAX) - inside;
    let nested = guard.text("/rfm/map") != "eight";
    let parts_of = if nested { owners(people.len(), segment_of, cell_of) } else { vec![0; CELLS] };

    let total_told = guard.is_group(i64::from(outside));
    let mask = |own: &[bool], own_cells: &[bool], edge: Outside| {
        let (none, all) = (vec![], vec![inside]);
        if nested {
            let groups = Groups {
                people: &segments.people,
                own,
                parts_of: &parts_of,
                parts: &cells.people,
                own_parts: own_cells,
            };
            return silent(&groups, edge, k);
        }
        let flat = Groups { people: &segments.people, own, parts_of: &[], parts: &none, own_parts: &[] };
        let grid = Groups {
            people: &all,
            own: &[false],
            parts_of: &parts_of,
            parts: &cells.people,
            own_parts: own_cells,
        };
        (silent(&flat, edge, k).0, silent(&grid, edge, k).1)
    };
    // Numbers of people say nothing of orders without a customer.
    let of_people = Outside { left_out: outside, ..Outside::default() };
    let (hidden, hidden_cells) = mask(&vec![false; count], &[false; CELLS], of_people);
    let edge = Outside::new(guard, context, outside);
    let (no_orders, _) = mask(&hidden, &hidden_cells, edge);
    let no_money: Vec<(Vec<bool>, Vec<bool>)> = (0..guard.currencies.len())
        .map(|currency| {
            let own: Vec<bool> = either(&segments.unsafe_in(currency, k), &hidden);
            let own_cells = either(&cells.unsafe_in(currency, k), &hidden_cells);
            mask(&own, &own_cells, edge)
        })
        .collect();

    guard.tell("rfm", "/rfm/customers", total_told);
    for at in 0..count {
        let path = |field: &str| format!("/rfm/segments/{at}/{field}");
        let told = !hidden[at];
        guard.tell(TABLE, &path("customers"), told);
        guard.tell(TABLE, &path("share"), told && total_told);
        guard.tell(TABLE, &path("orders"), !no_orders[at]);
        guard.tell_money(TABLE, &path("netSales"), &|currency| !no_money[currency].0[at]);
        guard.tell(TABLE, &path("salesShare"), no_money.iter().all(|money| !money.0[at]));
        guard.tell_money(TABLE, &path("averageOrderValue"), &|currency| {
            !no_orders[at] && !no_money[currency].0[at]
        });
        guard.tell(TABLE, &path("recencyDays"), told);
        guard.tell(TABLE, &path("medianRecencyDays"), told && segments.people[at] >= 2 * k);
    }
    for (at, hidden) in hidden_cells.into_iter().enumerate() {
        guard.tell(GRID, &format!("/rfm/grid/{at}/customers"), !hidden);
        guard.tell_money(GRID, &format!("/rfm/grid/{at}/netSales"), &|currency| !no_money[currency].1[at]);
    }
    edges(guard, context);
    (0..count).map(|at| !hidden[at] && !no_orders[at] && no_money.iter().all(|money| !money.0[at])).collect()
}

/// A segment's share of the sales tells their total: it is told where that is.
pub(super) fn sales_shares(guard: &mut Guard) {
    let total = guard.report.pointer("/summary/identified/netSales");
    if total.is_some_and(Value::is_number) {
        return;
    }
    for at in 0..guard.len("/rfm/segments") {
        guard.tell(TABLE, &format!("/rfm/segments/{at}/salesShare"), false);
    }
}

/// The segment that each cell's customers are in.
fn owners(
    customers: usize,
    segment: impl Fn(usize) -> Option<usize>,
    cell: impl Fn(usize) -> Option<usize>,
) -> Vec<usize> {
    let mut owners = vec![0; CELLS];
    for customer in 0..customers {
        if let (Some(segment), Some(cell)) = (segment(customer), cell(customer).filter(|&cell| cell < CELLS))
        {
            owners[cell] = segment;
        }
    }
    owners
}

fn either(a: &[bool], b: &[bool]) -> Vec<bool> {
    a.iter().zip(b).map(|(a, b)| *a || *b).collect()
}

/// An edge is one customer's value: it is told only as a quantile of many, with `k` on either side.
fn edges(guard: &mut Guard, context: &Context) {
    let people = context.customers;
    let scored = people.r.iter().filter(|&&r| r > 0).count();
    let many = scored >= 2 * guard.k as usize;
    for (name, scores) in [("recency", &people.r), ("frequency", &people.f), ("monetary", &people.m)] {
        for at in 0..4_usize {
            let above = scores.iter().filter(|&&score| usize::from(score) > at + 1).count();
            let told = many && above >= guard.k as usize && scored - above >= guard.k as usize;
            let path = format!("/rfm/edges/{name}/{at}");
            guard.tell("rfm.edges", &path, told);
        }
    }
    if guard.report.pointer("/rfm/edges/monetary").is_some_and(Value::is_object) {
        for code in guard.currencies.clone() {
            for at in 0..4 {
                guard.tell("rfm.edges", &format!("/rfm/edges/monetary/{code}/{at}"), false);
            }
        }
    }
    let median = guard.text("/meta/options/rfm/split") == "median";
    for limit in ["recency", "frequency"] {
        guard.tell("rfm.split", &format!("/rfm/split/{limit}"), many);
    }
    let all = Tally::new(context, 1, |customer| (people.r[customer] > 0).then_some(0));
    let unsafe_money: Vec<bool> =
        (0..guard.currencies.len()).map(|currency| all.unsafe_in(currency, guard.k)[0]).collect();
    guard.tell_money("rfm.split", "/rfm/split/monetary", &|currency| {
        many && !median && !unsafe_money[currency]
    });
}
