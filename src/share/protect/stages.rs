//! Stages of the life cycle, and what churn says of today: definitions, grades, disagreement, value at stake.
//!
//! Ties: customers = Σ stages; churned = flagged by the chosen definition = Σ grades = customers to win back. A definition's
//! customers = flagged + not flagged; all customers = those + the ones it cannot judge. The four cells of a disagreement
//! have the flagged of both as margins.

use super::Context;
use super::ties::{Groups, Outside, silent};
use crate::share::guard::Guard;
use crate::share::people::{Backing, MoneyBacking, whole};
use crate::share::suppress::one_way;

const STAGES: usize = 5;
const CHURNED: usize = 4;
/// D1, D2 and D4.
pub(super) const DEFINITIONS: usize = 3;
const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];

/// Blanks what must not be told of the life cycle and of today's flags.
pub(super) fn protect(guard: &mut Guard, context: &Context) {
    let chosen = (0..DEFINITIONS)
        .find(|at| guard.text(&format!("/churn/definitions/{at}/id")) == guard.text("/churn/definition"))
        .unwrap_or(0);
    let told = definitions(guard, context, chosen);
    let churned_told = stages(guard, context, chosen, told[chosen]);
    for (at, told) in told.iter().enumerate() {
        tell_definition(guard, context, at, if at == chosen { churned_told } else { *told });
    }
    disagreement(guard, context, &told);
}

fn flagged(context: &Context, customer: usize, definition: usize) -> bool {
    context.customers.flagged[customer * DEFINITIONS + definition] == 1
}

fn judged(context: &Context, customer: usize, definition: usize) -> bool {
    !context.customers.limit_days[customer * DEFINITIONS + definition].is_nan()
}

fn count(context: &Context, of: impl Fn(usize) -> bool) -> i64 {
    i64::try_from((0..context.customers.len()).filter(|&customer| of(customer)).count()).unwrap_or(i64::MAX)
}

/// Definitions whose flagged, and with them the others, are groups. Where one definition flags a few more than another,
/// their difference would tell of those few: the one that was not chosen then keeps silent.
fn definitions(guard: &Guard, context: &Context, chosen: usize) -> Vec<bool> {
    let mut told = [false; DEFINITIONS];
    let everybody = count(context, |_| true);
    let order = [chosen].into_iter().chain((0..DEFINITIONS).filter(|&at| at != chosen));
    for definition in order {
        let part = count(context, |customer| flagged(context, customer, definition));
        let whole = count(context, |customer| judged(context, customer, definition));
        let apart = (0..DEFINITIONS).filter(|&other| told[other]).all(|other| {
            let more = |a: usize, b: usize| {
                count(context, |customer| flagged(context, customer, a) && !flagged(context, customer, b))
            };
            let (here, there) = (more(definition, other), more(other, definition));
            (here > 0 && there > 0) || guard.is_group(here + there)
        });
        told[definition] = guard.is_split(part, whole) && guard.is_split(part, everybody) && apart;
    }
    told.to_vec()
}

/// Value at stake of some customers.
fn at_stake(context: &Context, of: impl Fn(usize) -> bool) -> Vec<MoneyBacking> {
    let width = context.ledger.width;
    let mut money = vec![MoneyBacking::default(); width];
    for customer in (0..context.customers.len()).filter(|&customer| of(customer)) {
        for (currency, money) in money.iter_mut().enumerate() {
            let amount = whole(
                context.customers.value_at_stake.get(customer * width + currency).copied().unwrap_or(0.0),
            );
            if amount != 0 {
                money.add(amount, 1);
            }
        }
    }
    money
}

fn stages(guard: &mut Guard, context: &Context, chosen: usize, flagged_told: bool) -> bool {
    let everybody = 0..context.customers.len();
    let stage = |customer: usize| usize::from(context.customers.stage[customer]);
    let grade = |customer: usize| usize::from(context.customers.grade[customer * DEFINITIONS + chosen]);
    let mut people = [0; STAGES];
    everybody.clone().for_each(|customer| people[stage(customer).min(CHURNED)] += 1);
    let mut graded = [0; 3];
    everybody
        .clone()
        .filter(|&customer| flagged(context, customer, chosen) && grade(customer) > 0)
        .for_each(|customer| graded[grade(customer) - 1] += 1);

    let parts: Vec<u32> = graded.to_vec();
    let parts_of = [CHURNED; 3];
    let mut own = [false; STAGES];
    own[CHURNED] = !flagged_told;
    let mask = |own: &[bool], own_parts: &[bool], edge| {
        let groups = Groups { people: &people, own, parts_of: &parts_of, parts: &parts, own_parts };
        with_open_stages(&groups, edge, guard.k)
    };
    let (hidden, hidden_grades) = mask(&own, &[false; 3], Outside::default());

    let edge = Outside::new(guard, context, 0);
    let sales = context.ledger.backing(STAGES, &|row| {
        context.customers.stage.get(row.customer as usize).map(|&stage| usize::from(stage).min(CHURNED))
    });
    let no_money: Vec<Vec<bool>> = (0..guard.currencies.len())
        .map(|currency| {
            let own: Vec<bool> = sales
                .iter()
                .zip(&hidden)
                .map(|(sales, hidden): (&Backing, &bool)| *hidden || !guard.safe(&sales.money, currency))
                .collect();
            let flat = Groups { people: &people, own: &own, parts_of: &[], parts: &[], own_parts: &[] };
            silent(&flat, edge, guard.k).0
        })
        .collect();
    for at in 0..STAGES {
        let path = |field: &str| format!("/lifecycle/stages/{at}/{field}");
        guard.tell("lifecycle.stages", &path("customers"), !hidden[at]);
        guard.tell("lifecycle.stages", &path("share"), !hidden[at]);
        guard.tell_money("lifecycle.stages", &path("netSales"), &|currency| !no_money[currency][at]);
    }
    let told = !hidden[CHURNED];
    grades(guard, context, chosen, told, &hidden_grades);
    told
}

/// As [`silent`]; stages without parts stand beside the one that has them.
fn with_open_stages(groups: &Groups, edge: Outside, k: u32) -> (Vec<bool>, Vec<bool>) {
    // A stage without parts is a part of itself, told or not with it.
    let whole: Vec<usize> =
        (0..groups.people.len()).filter(|stage| !groups.parts_of.contains(stage)).collect();
    let parts_of: Vec<usize> = groups.parts_of.iter().copied().chain(whole.iter().copied()).collect();
    let parts: Vec<u32> =
        groups.parts.iter().copied().chain(whole.iter().map(|&at| groups.people[at])).collect();
    let own_parts: Vec<bool> =
        groups.own_parts.iter().copied().chain(whole.iter().map(|&at| groups.own[at])).collect();
    let all = Groups {
        people: groups.people,
        own: groups.own,
        parts_of: &parts_of,
        parts: &parts,
        own_parts: &own_parts,
    };
    let (mut hidden, mut hidden_parts) = silent(&all, edge, k);
    let twins = hidden_parts.split_off(groups.parts.len());
    for (&stage, twin) in whole.iter().zip(twins) {
        hidden[stage] |= twin;
    }
    (hidden, hidden_parts)
}

fn grades(guard: &mut Guard, context: &Context, chosen: usize, told: bool, hidden: &[bool]) {
    let graded = |customer: usize, grade: usize| {
        flagged(context, customer, chosen)
            && usize::from(context.customers.grade[customer * DEFINITIONS + chosen]) == grade + 1
    };
    let all = at_stake(context, |customer| flagged(context, customer, chosen));
    let parts: Vec<Vec<MoneyBacking>> =
        (0..3).map(|grade| at_stake(context, |customer| graded(customer, grade))).collect();
    let mut total_told = vec![];
    let mut silent_grades = vec![];
    for currency in 0..guard.currencies.len() {
        let people: Vec<u32> = parts.iter().map(|part| part[currency].people).collect();
        let own: Vec<bool> =
            parts.iter().zip(hidden).map(|(part, hidden)| *hidden || !guard.safe(part, currency)).collect();
        let total = told && guard.safe(&all, currency);
        // Without a told total no grade follows from the others, but their sum would tell it.
        silent_grades.push(if total { one_way(&people, &own, guard.k) } else { vec![true; 3] });
        total_told.push(total);
    }
    for at in 0..3 {
        guard.tell("churn.grades", &format!("/churn/grades/{at}/customers"), !hidden[at]);
        guard.tell_money("churn.grades", &format!("/churn/grades/{at}/valueAtStake"), &|currency| {
            !silent_grades[currency][at]
        });
    }
    guard.tell("churn", "/churn/valueAtStake", true);
    guard.tell_money("churn", "/churn/valueAtStake", &|currency| total_told[currency]);
    guard.tell("lifecycle.winBack", "/lifecycle/winBack/customers", told);
    guard.tell_money("lifecycle.winBack", "/lifecycle/winBack/formerValue", &|currency| total_told[currency]);
    let churned = count(context, |customer| flagged(context, customer, chosen));
    // The first fifth is a group of its own.
    let fifth = told && total_told.iter().all(|told| *told) && churned >= 5 * i64::from(guard.k);
    guard.tell("lifecycle.winBack", "/lifecycle/winBack/topFifthShare", fifth);
}

fn tell_definition(guard: &mut Guard, context: &Context, at: usize, told: bool) {
    let whole = count(context, |customer| judged(context, customer, at));
    let all = i64::try_from(context.customers.len()).unwrap_or(i64::MAX);
    let whole_told = guard.is_split(whole, all);
    let money = at_stake(context, |customer| flagged(context, customer, at));
    let safe: Vec<bool> = (0..guard.currencies.len()).map(|currency| guard.safe(&money, currency)).collect();
    let path = |field: &str| format!("/churn/definitions/{at}/{field}");
    guard.tell("churn.definitions", &path("flagged"), told);
    guard.tell("churn.definitions", &path("customers"), whole_told);
    for field in ["share", "low", "high"] {
        guard.tell("churn.definitions", &path(field), told && whole_told);
    }
    guard.tell_money("churn.definitions", &path("valueAtStake"), &|currency| told && safe[currency]);
    // With few gaps of their own, D1 gives people the store's cycle and its margin.
    let store = at == 0 && guard.text("/meta/options/churn/storeCycle") != "naive";
    let many = whole >= 2 * i64::from(guard.k);
    guard.tell("churn.definitions", &path("medianLimitDays"), whole_told && many && !store);
}

/// A pair is told whole or not at all; with a thin group among the three definitions' combinations, only one pair is.
fn disagreement(guard: &mut Guard, context: &Context, told: &[bool]) {
    let mut kinds = [0_i64; 64];
    for customer in 0..context.customers.len() {
        let flags = (0..DEFINITIONS).map(|at| flagged(context, customer, at));
        let judgements = (0..DEFINITIONS).map(|at| judged(context, customer, at));
        let kind = flags.chain(judgements).fold(0, |kind, bit| 2 * kind + usize::from(bit));
        kinds[kind] += 1;
    }
    let all_groups = kinds.iter().all(|&people| guard.is_group(people));
    let mut open = true;
    for (at, (a, b)) in PAIRS.into_iter().enumerate() {
        let both = |customer: usize| judged(context, customer, a) && judged(context, customer, b);
        let cell = |in_a: bool, in_b: bool| {
            count(context, |customer| {
                both(customer)
                    && flagged(context, customer, a) == in_a
                    && flagged(context, customer, b) == in_b
            })
        };
        let cells = [cell(true, true), cell(true, false), cell(false, true), cell(false, false)];
        let unjudged = count(context, |customer| !both(customer));
        let fits = cells.iter().all(|&people| guard.is_group(people)) && guard.is_group(unjudged);
        let tell = open && fits && told[a] && told[b];
        for field in ["both", "onlyA", "onlyB", "neither"] {
            guard.tell("churn.disagreement", &format!("/churn/disagreement/{at}/{field}"), tell);
        }
        open = all_groups || (open && !tell);
    }
}
