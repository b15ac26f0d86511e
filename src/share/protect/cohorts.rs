//! Cohorts, and the periods of the summary they add up to.
//!
//! Ties, in customers: customers of a period = new + returning; returning = Σ over older cohorts of those active in it;
//! the average of the n-th period after the first = Σ over cohorts; sizes = new customers, in runs ([`super::blocks`]).
//! In sales: the sum of a period = Σ over cohorts + orders without a customer; a run of cohorts has a told sum as well.

use super::Context;
use super::blocks::Blocks;
use crate::share::guard::Guard;
use crate::share::people::{Backing, Purchase};
use crate::share::suppress::{Arc, GROUND, Network, Telling};

mod rolling;
mod sales;

const TABLE: &str = "cohorts.rows";
const PERIODS: &str = "summary.periods";

/// Who is behind each cell of the triangle.
struct Triangle {
    periods: usize,
    /// New customers by period.
    new: Vec<u32>,
    /// By period, with orders that name nobody.
    totals: Vec<Backing>,
    /// Customers who buy in a period and are in no cohort.
    uncounted: Vec<Backing>,
    /// `[cohort × periods + period]`.
    cells: Vec<Backing>,
    /// Row of the report by cohort.
    rows: Vec<Option<usize>>,
    excluded: u32,
}

impl Triangle {
    fn new(guard: &Guard, context: &Context) -> Self {
        let periods = context.spans.len();
        let cohort = |row: &Purchase| {
            let customer = row.customer as usize;
            let first = context.first.get(customer).copied().flatten()?;
            context.is_new(customer).then(|| context.spans.of(first))
        };
        let cell = |row: &Purchase| Some((cohort(row)?, context.spans.of(row.day)));
        let mut new = vec![0; periods];
        let mut excluded = 0;
        for (customer, first) in context.first.iter().enumerate() {
            match first {
                Some(day) if context.is_new(customer) && periods > 0 => new[context.spans.of(*day)] += 1,
                Some(_) => excluded += 1,
                None => {}
            }
        }
        let mut totals = context.ledger.backing(periods, &|row| Some(context.spans.of(row.day)));
        for (at, total) in totals.iter_mut().enumerate() {
            let orders = guard.count(&format!("/summary/periods/{at}/orders"));
            total.add_unidentified(orders, &guard.money(&format!("/summary/periods/{at}/netSales")), guard.k);
        }
        let mut rows = vec![None; periods];
        for row in 0..guard.len("/cohorts/rows") {
            let id = guard.text(&format!("/cohorts/rows/{row}/cohort"));
            if let Some(at) =
                (0..periods).find(|at| guard.text(&format!("/summary/periods/{at}/period")) == id)
            {
                rows[at] = Some(row);
            }
        }
        Self {
            periods,
            new,
            totals,
            uncounted: context
                .ledger
                .backing(periods, &|row| cohort(row).is_none().then(|| context.spans.of(row.day))),
            cells: context.ledger.backing(periods * periods, &|row| {
                cell(row).map(|(cohort, period)| cohort * periods + period.max(cohort))
            }),
            rows,
            excluded,
        }
    }

    fn cell(&self, cohort: usize, period: usize) -> &Backing {
        &self.cells[cohort * self.periods + period]
    }

    /// The cell's place in the report, where it has one.
    fn path(&self, cohort: usize, period: usize, field: &str) -> Option<String> {
        self.rows[cohort].map(|row| format!("/cohorts/rows/{row}/{field}/{}", period - cohort))
    }

    /// Whether the report has this cell.
    fn is_told(&self, guard: &Guard, cohort: usize, period: usize) -> bool {
        self.path(cohort, period, "active").is_some_and(|path| guard.number(&path).is_some())
    }

    /// Cohorts and the periods after their first.
    fn later(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.periods).flat_map(|cohort| (cohort + 1..self.periods).map(move |period| (cohort, period)))
    }
}

/// Blanks what must not be told of cohorts and periods; gives the runs of cohorts that may be told.
pub(super) fn protect(guard: &mut Guard, context: &Context) -> Blocks {
    let triangle = Triangle::new(guard, context);
    let blocks = Blocks::new(&triangle.new, triangle.excluded, &context.spans, guard.k);
    let rolls = guard.text("/cohorts/mode") == "rolling";
    let counts = Counts::new(guard, &triangle, &blocks, rolls);
    let silent: Vec<bool> =
        if rolls { rolling::silent(guard, &triangle, &blocks) } else { counts.silent(&triangle) };
    tell_average(guard, &triangle, &blocks, &counts, rolls.then_some(&silent));
    sales::protect(guard, &triangle, &blocks, &silent);
    tell_periods(guard, &triangle, &counts);
    tell_rows(guard, &triangle, &counts, &silent);

    guard.tell("cohorts", "/cohorts/excluded", !blocks.excluded_hidden);
    blocks
}

/// The network of customers.
struct Counts {
    network: Network,
    new: Vec<usize>,
    returning: Vec<usize>,
    customers: Vec<usize>,
    /// `[cohort × periods + period]`.
    cells: Vec<Option<usize>>,
    /// By periods after the first.
    average: Vec<Option<usize>>,
}

impl Counts {
    fn new(guard: &Guard, triangle: &Triangle, blocks: &Blocks, rolls: bool) -> Self {
        let mut counts = Self {
            network: Network::new(),
            new: vec![],
            returning: vec![],
            customers: vec![],
            cells: vec![None; triangle.periods * triangle.periods],
            average: vec![None; triangle.periods],
        };
        let periods = counts.add_periods(guard, triangle, blocks);
        counts.add_cells(guard, triangle, blocks, &periods, rolls);
        counts.network.protect(guard.k);
        counts
    }

    /// Gives the sums of returning customers.
    fn add_periods(&mut self, guard: &Guard, triangle: &Triangle, blocks: &Blocks) -> Vec<usize> {
        let network = &mut self.network;
        let runs = blocks.runs();
        let run_nodes: Vec<usize> = (0..=runs.last().copied().unwrap_or(0)).map(|_| network.node()).collect();
        for (run, &node) in run_nodes.iter().enumerate() {
            let people =
                (0..triangle.periods).filter(|&at| runs[at] == run).map(|at| triangle.new[at]).sum::<u32>();
            // What is left out of cohorts stands before the first run where no sum may end between them.
            let people = people + if run == 0 && !blocks.front { triangle.excluded } else { 0 };
            network.arc(Arc::new(GROUND, node, i64::from(people), people, Telling::Fixed));
        }
        if !blocks.front && triangle.excluded > 0 && triangle.periods > 0 {
            network.arc(Arc::new(
                run_nodes[0],
                GROUND,
                i64::from(triangle.excluded),
                triangle.excluded,
                Telling::Hidden,
            ));
        }
        let mut returning_nodes = Vec::new();
        for at in 0..triangle.periods {
            let [period, returning] = [(); 2].map(|()| network.node());
            let people = u32::try_from(guard.count(&format!("/summary/periods/{at}/customers"))).unwrap_or(0);
            let new = triangle.new[at];
            let back = people.saturating_sub(new);
            let telling = if blocks.hidden[at] { Telling::Hidden } else { Telling::Open };
            self.new.push(network.arc(Arc::new(run_nodes[runs[at]], period, i64::from(new), new, telling)));
            self.returning.push(network.arc(Arc::new(
                returning,
                period,
                i64::from(back),
                back,
                Telling::Open,
            )));
            self.customers.push(network.arc(Arc::new(
                period,
                GROUND,
                i64::from(new + back),
                new + back,
                Telling::Open,
            )));
            returning_nodes.push(returning);
        }
        returning_nodes
    }

    fn add_cells(
        &mut self,
        guard: &Guard,
        triangle: &Triangle,
        blocks: &Blocks,
        returning: &[usize],
        rolls: bool,
    ) {
        let network = &mut self.network;
        let mut rest: Vec<i64> =
            (0..triangle.periods).map(|at| network.arcs()[self.returning[at]].value).collect();
        let mut sums: Vec<Option<(usize, i64)>> = vec![None; triangle.periods];
        for (cohort, period) in triangle.later() {
            let people = triangle.cell(cohort, period).buyers;
            let told = !rolls && triangle.is_told(guard, cohort, period);
            if people == 0 && !told {
                continue;
            }
            let size = triangle.new[cohort];
            let few_missing = !guard.is_group(i64::from(size - people.min(size)));
            let from = if told {
                let sum = sums[period - cohort].get_or_insert_with(|| (network.node(), 0));
                sum.1 += i64::from(people);
                sum.0
            } else {
                GROUND
            };
            let telling = match (told, few_missing) {
                (false, _) => Telling::Unpublished,
                (true, true) => Telling::Hidden,
                (true, false) => Telling::Open,
            };
            let most = (!blocks.hidden[cohort]).then_some(i64::from(size));
            let arc = Arc { most, ..Arc::new(from, returning[period], i64::from(people), people, telling) };
            self.cells[cohort * triangle.periods + period] = Some(network.arc(arc));
            rest[period] -= i64::from(people);
        }
        for (period, rest) in rest.into_iter().enumerate() {
            let people = u32::try_from(rest).unwrap_or(0);
            network.arc(Arc::new(GROUND, returning[period], rest.max(0), people, Telling::Unpublished));
        }
        for (offset, (node, sum)) in
            sums.into_iter().enumerate().filter_map(|(offset, sum)| Some((offset, sum?)))
        {
            let told = average_ends(triangle, blocks, guard, offset);
            let whole = guard.count(&format!("/cohorts/average/{offset}/customers"));
            let people = u32::try_from(sum).unwrap_or(u32::MAX);
            let telling = match (told, guard.is_split(sum, whole)) {
                (false, _) => Telling::Unpublished,
                (true, false) => Telling::Hidden,
                (true, true) => Telling::Open,
            };
            self.average[offset] = Some(network.arc(Arc::new(GROUND, node, sum, people, telling)));
        }
    }

    /// Cells of the triangle not told, by cohort and period.
    fn silent(&self, triangle: &Triangle) -> Vec<bool> {
        let is_hidden = |arc: &Option<usize>| arc.is_some_and(|arc| self.network.is_hidden(arc));
        let mut silent: Vec<bool> = self.cells.iter().map(is_hidden).collect();
        for (cohort, &arc) in self.new.iter().enumerate() {
            silent[cohort * triangle.periods + cohort] = self.network.is_hidden(arc);
        }
        silent
    }
}

/// Whether the cohorts that reached the n-th period end where a sum may end.
fn average_ends(triangle: &Triangle, blocks: &Blocks, guard: &Guard, offset: usize) -> bool {
    let reached = (0..triangle.periods.saturating_sub(offset))
        .filter(|&cohort| triangle.is_told(guard, cohort, cohort + offset))
        // Everybody's first period is told, ended or not; the average takes ended ones.
        .filter(|&cohort| {
            triangle
                .path(cohort, cohort + offset, "orders")
                .is_some_and(|path| guard.report.pointer(&path).is_some_and(|value| !value.is_null()))
        });
    reached.max().is_some_and(|last| blocks.boundary[last] && blocks.front)
}

fn tell_periods(guard: &mut Guard, triangle: &Triangle, counts: &Counts) {
    for at in 0..triangle.periods {
        let path = |field: &str| format!("/summary/periods/{at}/{field}");
        guard.tell(PERIODS, &path("customers"), !counts.network.is_hidden(counts.customers[at]));
        guard.tell(PERIODS, &path("newCustomers"), !counts.network.is_hidden(counts.new[at]));
        guard.tell(PERIODS, &path("returningCustomers"), !counts.network.is_hidden(counts.returning[at]));
    }
}

fn tell_rows(guard: &mut Guard, triangle: &Triangle, counts: &Counts, silent: &[bool]) {
    for (cohort, row) in triangle.rows.iter().enumerate().filter_map(|(cohort, row)| Some((cohort, (*row)?)))
    {
        let size_told = !counts.network.is_hidden(counts.new[cohort]);
        guard.tell(TABLE, &format!("/cohorts/rows/{row}/size"), size_told);
        for period in cohort..triangle.periods {
            let told = if period == cohort { size_told } else { !silent[cohort * triangle.periods + period] };
            for field in ["active", "share", "low", "high"] {
                let told = told && (field == "active" || size_told);
                if let Some(path) = triangle.path(cohort, period, field) {
                    guard.tell(TABLE, &path, told);
                }
            }
            if let Some(path) = triangle.path(cohort, period, "cumulativeValue").filter(|_| !size_told) {
                guard.tell_money(TABLE, &path, &|_| false);
            }
        }
    }
}

fn tell_average(
    guard: &mut Guard,
    triangle: &Triangle,
    blocks: &Blocks,
    counts: &Counts,
    rolling: Option<&Vec<bool>>,
) {
    for at in 0..guard.len("/cohorts/average") {
        let offset = usize::try_from(guard.count(&format!("/cohorts/average/{at}/period"))).unwrap_or(0);
        let ends = average_ends(triangle, blocks, guard, offset);
        let whole_column = rolling.is_none_or(|silent| rolling::is_whole(triangle, silent, offset));
        let told = ends
            && whole_column
            && !counts
                .average
                .get(offset)
                .is_some_and(|arc| arc.is_some_and(|arc| counts.network.is_hidden(arc)));
        for field in ["customers", "share", "low", "high"] {
            guard.tell("cohorts.average", &format!("/cohorts/average/{at}/{field}"), told);
        }
    }
}
