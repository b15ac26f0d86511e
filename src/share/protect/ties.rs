//! How sales of groups of customers hang together with the shop's totals.
//!
//! All sales are those of orders without a customer and those of identified people; the latter are those of people with
//! refunds alone, of customers outside a section's reach, and of the section's groups. The outer parts are told or follow,
//! so a thin one of them makes a group keep silent.

use super::Context;
use crate::share::guard::Guard;
use crate::share::suppress::{Arc, GROUND, Network, Telling};

/// The thin ends of a table of sales.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outside {
    /// Orders without a customer.
    pub unidentified: u32,
    /// People with refunds alone.
    pub refund_only: u32,
    /// Customers that the section leaves out.
    pub left_out: u32,
}

impl Outside {
    /// The same for all sections but what they leave out.
    pub fn new(guard: &Guard, context: &Context, left_out: u32) -> Self {
        // Refunds of people without an order are in the total and in no customer's history; how many people is unknown.
        let all = context.ledger.backing(1, &|_| Some(0));
        let histories = all[0].money.iter().map(|money| money.net);
        let refund_only = u32::from(guard.money("/summary/identified/netSales").into_iter().ne(histories));
        Self {
            unidentified: u32::try_from(guard.count("/summary/unidentified/orders")).unwrap_or(0),
            refund_only,
            left_out,
        }
    }
}

/// Groups below the sum of a section, each perhaps with parts of its own.
pub struct Groups<'a> {
    /// People behind each group.
    pub people: &'a [u32],
    /// Groups that must keep silent.
    pub own: &'a [bool],
    /// The group of each part; empty without parts.
    pub parts_of: &'a [usize],
    /// People behind each part.
    pub parts: &'a [u32],
    /// Parts that must keep silent.
    pub own_parts: &'a [bool],
}

/// Which groups and which parts stay silent, given what lies outside.
pub fn silent(groups: &Groups, outside: Outside, k: u32) -> (Vec<bool>, Vec<bool>) {
    let mut network = Network::new();
    let [all, identified, section] = [(); 3].map(|()| network.node());
    let inside: u32 = groups.people.iter().sum();
    let known = inside + outside.left_out + outside.refund_only;
    let arc = |from, to, people: u32, telling| Arc::new(from, to, i64::from(people), people, telling);
    network.arc(arc(GROUND, all, known + outside.unidentified, Telling::Fixed));
    network.arc(arc(all, GROUND, outside.unidentified, Telling::Unpublished));
    network.arc(arc(
        all,
        identified,
        known,
        if outside.unidentified > 0 && outside.unidentified < k {
            Telling::Unpublished
        } else {
            Telling::Fixed
        },
    ));
    network.arc(arc(identified, GROUND, outside.refund_only, Telling::Unpublished));
    network.arc(arc(identified, GROUND, outside.left_out, Telling::Unpublished));
    network.arc(arc(identified, section, inside, Telling::Unpublished));
    let telling = |own: bool| if own { Telling::Hidden } else { Telling::Open };
    let mut group_arcs = Vec::new();
    let mut group_nodes = Vec::new();
    for (&people, &own) in groups.people.iter().zip(groups.own) {
        let node = if groups.parts.is_empty() { GROUND } else { network.node() };
        group_nodes.push(node);
        group_arcs.push(network.arc(arc(section, node, people, telling(own))));
    }
    let parts = groups.parts.iter().zip(groups.parts_of).zip(groups.own_parts);
    let part_arcs: Vec<usize> = parts
        .map(|((&people, &group), &own)| network.arc(arc(group_nodes[group], GROUND, people, telling(own))))
        .collect();
    network.protect(k);
    let read = |arcs: Vec<usize>| arcs.into_iter().map(|at| network.is_hidden(at)).collect();
    (read(group_arcs), read(part_arcs))
}
