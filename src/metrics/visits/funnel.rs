//! Ordered funnels within a window: how many get how far, where most are lost, and how long each step takes.
//!
//! For each event of the first step at s, the longest chain of events that matches the steps in order up to
//! s + window; the level of a session or visitor is the largest over all starts. Events of no step never matter;
//! with `strict`, an event of another step than the awaited one ends the chain. A closed funnel counts only who
//! did the first step; in an open one a chain may begin at any step, and the window runs from each step to the
//! next. Units: sessions or visitors, as named; shares with Wilson's interval; milliseconds between steps.
//! Source: "windowFunnel" of ClickHouse and AnalyticDB.

use super::{Definition, Rate, Spread, Unit, define};
use crate::tables::events::{Events, Fact, Kind};
use crate::tables::sessions::Sessions;
use serde::{Deserialize, Serialize};

/// Steps of a funnel at most.
pub const STEPS: usize = 12;

/// A funnel that is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Its name on screen.
    pub name: String,
    /// Steps in order.
    pub steps: Vec<Step>,
    /// Minutes from the first step in which the rest must follow.
    pub window_minutes: u32,
    /// May a chain begin at any step?
    pub open: bool,
    /// Does an event of another step end a chain?
    pub strict: bool,
    /// Who is counted.
    pub scope: Scope,
}

/// One step: every value given must fit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Step {
    /// Name of the event, for instance "view" or "add"; any other name is that of a source's own event.
    pub event: String,
    /// Template of the page.
    pub template: Option<String>,
    /// Path of the page.
    pub path: Option<String>,
    /// Name of the checkout step, slot, field or custom event.
    pub value: Option<String>,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// Sessions.
    #[default]
    Session,
    /// Visitors, over all their sessions.
    Visitor,
}

impl Default for Options {
    fn default() -> Self {
        Self::purchase()
    }
}

impl Options {
    /// Product, cart, checkout, order, in one session.
    #[must_use]
    pub fn purchase() -> Self {
        Self::named("purchase", &[("product", None), ("add", None), ("checkout", None), ("order", None)])
    }

    /// The registration page, then seen logged in.
    #[must_use]
    pub fn registration() -> Self {
        Self::named("registration", &[("view", Some("customers/register")), ("login", None)])
    }

    fn named(name: &str, steps: &[(&str, Option<&str>)]) -> Self {
        let step = |(event, template): &(&str, Option<&str>)| Step {
            event: (*event).to_owned(),
            template: template.map(str::to_owned),
            ..Step::default()
        };
        Self {
            name: name.to_owned(),
            steps: steps.iter().map(step).collect(),
            window_minutes: 1440,
            open: false,
            strict: false,
            scope: Scope::Session,
        }
    }
}

/// A funnel of the report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Funnel {
    /// What was asked.
    pub options: Options,
    /// Sessions or visitors in all.
    pub whole: u64,
    /// Step by step.
    pub steps: Vec<Reached>,
    /// The step before which most are lost, counted from 0; `None` where nobody is.
    pub largest_loss: Option<usize>,
}

/// One step of a funnel.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reached {
    /// Sessions or visitors that got here.
    pub reached: u64,
    /// Those of them that did not come from the step before: only in an open funnel, or at the first step.
    pub entered: u64,
    /// Of those at the step before, who went on; at the first step, of all.
    pub conversion: Rate,
    /// Of those at the first step, who got here.
    pub overall: Rate,
    /// Milliseconds from the step before.
    pub time: Spread,
}

/// What one session or visitor did, by step.
#[derive(Clone, Debug, Default)]
struct Trace {
    reached: Vec<bool>,
    continued: Vec<bool>,
    /// Time from the step before, of the first chain that got here.
    took: Vec<Option<i64>>,
}

/// A chain that got to some step.
#[derive(Clone, Copy, Debug)]
struct Chain {
    start: i64,
    last: i64,
}

/// One funnel.
#[must_use]
pub fn funnel(events: &Events, sessions: &Sessions, options: &Options) -> Funnel {
    let steps: Vec<Matcher> =
        options.steps.iter().take(STEPS).map(|step| Matcher::new(events, step)).collect();
    let traces: Vec<Trace> = match options.scope {
        Scope::Session => {
            sessions.rows.iter().map(|row| trace(events, &steps, sessions.events(row), options)).collect()
        }
        Scope::Visitor => sessions
            .by_visitor()
            .map(|own| {
                let rows: Vec<u32> = own.iter().flat_map(|row| sessions.events(row)).copied().collect();
                trace(events, &steps, &rows, options)
            })
            .collect(),
    };
    let steps: Vec<Reached> = (0..steps.len()).map(|step| reached(&traces, step)).collect();
    let lost = |step: usize| steps[step].conversion.whole - steps[step].conversion.part;
    let largest_loss = (1..steps.len()).rev().filter(|&step| lost(step) > 0).max_by_key(|&step| lost(step));
    Funnel { options: options.clone(), whole: traces.len() as u64, largest_loss, steps }
}

fn reached(traces: &[Trace], step: usize) -> Reached {
    let count = |flags: &dyn Fn(&Trace) -> bool| traces.iter().filter(|trace| flags(trace)).count() as u64;
    let here = count(&|trace| trace.reached[step]);
    let continued = count(&|trace| trace.continued[step]);
    let first = count(&|trace| trace.reached[0]);
    let through = count(&|trace| trace.reached[step] && trace.reached[0]);
    let before = if step == 0 { traces.len() as u64 } else { count(&|trace| trace.reached[step - 1]) };
    let mut times: Vec<i64> = traces.iter().filter_map(|trace| trace.took[step]).collect();
    Reached {
        reached: here,
        entered: here - continued,
        conversion: Rate::new(if step == 0 { here } else { continued }, before),
        overall: Rate::new(through, first),
        time: Spread::new(&mut times),
    }
}

/// Follows all chains at once: of those that got to a step the one with the latest start is the best.
fn trace(events: &Events, steps: &[Matcher], rows: &[u32], options: &Options) -> Trace {
    let window = i64::from(options.window_minutes) * 60_000;
    let mut chains: Vec<Option<Chain>> = vec![None; steps.len()];
    let mut trace = Trace {
        reached: vec![false; steps.len()],
        continued: vec![false; steps.len()],
        took: vec![None; steps.len()],
    };
    for &row in rows {
        let event = row as usize;
        let matches: Vec<bool> = steps.iter().map(|step| step.fits(events, event)).collect();
        if !matches.contains(&true) {
            continue;
        }
        let time = events.time[event];
        for step in (0..steps.len()).rev() {
            let before = if step == 0 { None } else { chains[step - 1] };
            let goes_on = before.filter(|chain| matches[step] && time - chain.start <= window);
            if let Some(chain) = goes_on {
                trace.continued[step] = true;
                trace.took[step].get_or_insert(time - chain.last);
            }
            let starts = matches[step] && (step == 0 || options.open);
            let next = if starts { Some(time) } else { goes_on.map(|chain| chain.start) };
            let awaited = matches.get(step + 1).copied().unwrap_or(true);
            if let Some(start) = next {
                trace.reached[step] = true;
                chains[step] = Some(Chain { start, last: time });
            } else if options.strict && !awaited {
                chains[step] = None;
            }
        }
    }
    trace
}

/// A step with its texts looked up.
struct Matcher {
    kind: Option<Kind>,
    template: Wanted,
    path: Wanted,
    value: Wanted,
}

/// A word that must stand there.
enum Wanted {
    Any,
    Word(u32),
    /// Nobody wrote it.
    Never,
}

impl Wanted {
    fn new(events: &Events, text: Option<&str>) -> Self {
        match text {
            None => Self::Any,
            Some(text) => events.words.find(text).map_or(Self::Never, Self::Word),
        }
    }

    fn fits(&self, word: impl Fn() -> u32) -> bool {
        match self {
            Self::Any => true,
            Self::Word(wanted) => *wanted == word(),
            Self::Never => false,
        }
    }
}

impl Matcher {
    fn new(events: &Events, step: &Step) -> Self {
        let kind = Kind::parse(&step.event).filter(|kind| *kind != Kind::Custom);
        let custom = kind.is_none().then_some(step.event.as_str());
        Self {
            kind: Some(kind.unwrap_or(Kind::Custom)),
            template: Wanted::new(events, step.template.as_deref()),
            path: Wanted::new(events, step.path.as_deref()),
            value: Wanted::new(events, custom.or(step.value.as_deref())),
        }
    }

    fn fits(&self, events: &Events, event: usize) -> bool {
        let kind = events.kind[event];
        let named = if kind == Kind::Slot { Fact::Slot } else { Fact::Name };
        self.kind == Some(kind)
            && self.template.fits(|| events.template[event])
            && self.path.fits(|| events.path[event])
            && self.value.fits(|| events.word(event, named))
    }
}

/// What the numbers mean.
#[rustfmt::skip]
pub(super) const DEFINITIONS: &[Definition] = &[
    define("funnels.steps.reached", Unit::Count, "Sessions or visitors with a chain of events, in order and within the window from its first step, that reaches the step.", "windowFunnel of ClickHouse and AnalyticDB."),
    define("funnels.steps.conversion", Unit::Share, "Of those who reached the step before, who went on to this one.", "Interval: Wilson 1927."),
    define("funnels.steps.overall", Unit::Share, "Of those who reached the first step, who reached this one.", "Interval: Wilson 1927."),
    define("funnels.steps.time", Unit::Milliseconds, "Time from the step before, of the first chain that got here.", "Linger."),
    define("funnels.largestLoss", Unit::None, "The step before which most sessions or visitors are lost, counted from 0.", "Linger."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::events::fixture::{MINUTE, Shop};

    /// view@0, cart@5, view@8, checkout@30, pay@200 (FORMULAS, section 6), in minutes, all in one session.
    fn golden(options: &Options) -> Vec<u64> {
        let mut shop = Shop::new();
        shop.visitor("ann");
        let steps = [(0, "view"), (5, "cart"), (8, "view"), (30, "checkout"), (200, "order")];
        for (minute, kind) in steps {
            shop.at(minute).event(kind, "");
        }
        let (events, sessions) = shop.read(1000 * MINUTE);
        funnel(&events, &sessions, options).steps.iter().map(|step| step.reached).collect()
    }

    fn steps(names: &[&str]) -> Options {
        let named: Vec<(&str, Option<&str>)> = names.iter().map(|name| (*name, None)).collect();
        Options::named("test", &named)
    }

    #[test]
    fn levels_of_the_golden_vector() {
        let four = steps(&["view", "cart", "checkout", "order"]);
        for (window_minutes, reached) in [(20, [1, 1, 0, 0]), (60, [1, 1, 1, 0]), (300, [1, 1, 1, 1])] {
            assert_eq!(golden(&Options { window_minutes, ..four.clone() }), reached, "{window_minutes}");
        }
        assert_eq!(golden(&Options { strict: true, window_minutes: 300, ..four.clone() }), [1, 1, 0, 0]);
        let late = steps(&["product", "checkout", "order"]);
        assert_eq!(golden(&late), [0, 0, 0]);
        assert_eq!(golden(&Options { open: true, ..late }), [0, 1, 1]);
    }

    #[test]
    fn losses_and_times() {
        let mut shop = Shop::new();
        for visitor in 0..10 {
            shop.visitor(&format!("v{visitor}")).at(visitor).event("product", "");
            if visitor < 4 {
                shop.at(visitor + 2).event("add", "");
            }
            if visitor < 3 {
                shop.at(visitor + 5).event("checkout", "");
            }
        }
        let (events, sessions) = shop.read(30 * MINUTE);
        let found = funnel(&events, &sessions, &Options::purchase());
        let reached: Vec<u64> = found.steps.iter().map(|step| step.reached).collect();
        assert_eq!((reached, found.largest_loss, found.whole), (vec![10, 4, 3, 0], Some(1), 10));
        assert_eq!(
            (found.steps[1].time.median, found.steps[2].time.median),
            (Some(120_000.0), Some(180_000.0))
        );
        assert_eq!((found.steps[2].conversion.part, found.steps[2].conversion.whole), (3, 4));
        assert_eq!((found.steps[2].overall.whole, found.steps[0].entered), (10, 10));
    }

    #[test]
    fn visitors_go_on_in_a_later_session() {
        let mut shop = Shop::new();
        shop.visitor("ann").at(0).event("product", "").event("add", "").at(100).event("checkout", "");
        let (events, sessions) = shop.read(30 * MINUTE);
        let by =
            |scope| funnel(&events, &sessions, &Options { scope, ..Options::purchase() }).steps[2].reached;
        assert_eq!((by(Scope::Session), by(Scope::Visitor)), (0, 1));
    }
}
