//! Sales and orders of cohorts and periods.

use super::{Blocks, TABLE, Triangle};
use crate::share::guard::Guard;
use crate::share::suppress::{Arc, GROUND, Network, Telling};

/// Cells and totals by period that stay silent.
struct Silent {
    /// `[cohort × periods + period]`.
    cells: Vec<bool>,
    totals: Vec<bool>,
}

/// Blanks orders and net sales; `silent` are the cells whose customers are not told.
pub(super) fn protect(guard: &mut Guard, triangle: &Triangle, blocks: &Blocks, silent: &[bool]) {
    let orders = network(guard, triangle, blocks, silent, None);
    let money: Vec<Silent> = (0..guard.currencies.len())
        .map(|currency| network(guard, triangle, blocks, silent, Some(currency)))
        .collect();
    for (cohort, row) in triangle.rows.iter().enumerate().filter_map(|(cohort, row)| Some((cohort, (*row)?)))
    {
        let mut broken = vec![false; money.len()];
        for period in cohort..triangle.periods {
            let is_silent = |of: &Silent| of.cells[cohort * triangle.periods + period];
            broken.iter_mut().zip(&money).for_each(|(broken, money)| *broken |= is_silent(money));
            let path = |field: &str| format!("/cohorts/rows/{row}/{field}/{}", period - cohort);
            guard.tell(TABLE, &path("orders"), !is_silent(&orders));
            guard.tell_money(TABLE, &path("netSales"), &|currency| !is_silent(&money[currency]));
            guard.tell_money(TABLE, &path("cumulativeValue"), &|currency| !broken[currency]);
        }
    }
    for at in 0..triangle.periods {
        guard.tell("summary.periods", &format!("/summary/periods/{at}/orders"), !orders.totals[at]);
        guard.tell_money("summary.periods", &format!("/summary/periods/{at}/netSales"), &|currency| {
            !money[currency].totals[at]
        });
    }
}

/// One network a currency, and one of orders. Flows are counted in people, of whom there are no more than orders.
fn network(
    guard: &Guard,
    triangle: &Triangle,
    blocks: &Blocks,
    silent: &[bool],
    currency: Option<usize>,
) -> Silent {
    let mut network = Network::new();
    let quarters = blocks.quarters.len();
    let nodes: Vec<usize> = (0..quarters).map(|_| network.node()).collect();
    let periods: Vec<usize> = (0..triangle.periods).map(|_| network.node()).collect();
    let all = network.node();
    let safe = |backing: &crate::share::people::Backing| {
        currency.is_none_or(|currency| guard.safe(&backing.money, currency))
    };
    let mut by_quarter = vec![0_i64; quarters];
    let mut by_period = vec![0_i64; triangle.periods];
    let mut cells = vec![None; triangle.periods * triangle.periods];
    for cohort in 0..triangle.periods {
        let Some(quarter) =
            blocks.quarters.iter().position(|block| (block.first..=block.last).contains(&cohort))
        else {
            continue;
        };
        for (period, &sum) in periods.iter().enumerate().skip(cohort) {
            let backing = triangle.cell(cohort, period);
            let told =
                triangle.path(cohort, period, "orders").is_some_and(|path| guard.number(&path).is_some());
            if backing.people == 0 && !told {
                continue;
            }
            let telling = match (told, silent[cohort * triangle.periods + period] || !safe(backing)) {
                (false, _) => Telling::Unpublished,
                (true, true) => Telling::Hidden,
                (true, false) => Telling::Open,
            };
            let people = backing.people;
            let arc = Arc::new(nodes[quarter], sum, i64::from(people), people, telling);
            cells[cohort * triangle.periods + period] = Some(network.arc(arc));
            by_quarter[quarter] += i64::from(backing.people);
            by_period[period] += i64::from(backing.people);
        }
    }
    for (quarter, sum) in by_quarter.into_iter().enumerate() {
        network.arc(Arc::new(GROUND, nodes[quarter], sum, u32::MAX, Telling::Fixed));
    }
    let mut totals = Vec::new();
    for (period, &node) in periods.iter().enumerate() {
        let total = &triangle.totals[period];
        let uncounted = triangle.uncounted[period].people;
        let nameless = total.people.saturating_sub(u32::try_from(by_period[period]).unwrap_or(0) + uncounted);
        for people in [uncounted, nameless] {
            network.arc(Arc::new(GROUND, node, i64::from(people), people, Telling::Unpublished));
        }
        let telling = if safe(total) { Telling::Open } else { Telling::Hidden };
        let sum = by_period[period] + i64::from(uncounted + nameless);
        totals.push(network.arc(Arc::new(node, all, sum, total.people, telling)));
    }
    network.arc(Arc::new(
        all,
        GROUND,
        totals.iter().map(|&at| network.arcs()[at].value).sum(),
        u32::MAX,
        Telling::Fixed,
    ));
    network.protect(guard.k);
    Silent {
        cells: cells
            .into_iter()
            .map(|arc: Option<usize>| arc.is_some_and(|arc| network.is_hidden(arc)))
            .collect(),
        totals: totals.into_iter().map(|arc| network.is_hidden(arc)).collect(),
    }
}
