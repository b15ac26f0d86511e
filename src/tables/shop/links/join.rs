//! Edges between keys → people: union-find that refuses what would make one person of two.
//!
//! What joins without any doubt is joined in any order. Where a limit could be touched, the edges of that component are
//! gone through once more, firm ones first, then by their texts: so the order of files never matters.

use super::keys::{KeyKind, Keys};
use crate::tables::interner::NOBODY;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// No phone, name, order or browser makes a person of more e-mail addresses, phones and names than these.
pub const MOST_KEYS: u32 = 20;

/// Two keys that belong to one person, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// A key.
    pub a: u32,
    /// Another key.
    pub b: u32,
    /// By what.
    pub kind: KeyKind,
    /// Id of the export that says so.
    pub source: &'static str,
}

impl Edge {
    /// Whether it can be wrong: phones, names, orders and browsers are shared, e-mail addresses and accounts are not.
    fn is_weak(&self) -> bool {
        !matches!(self.kind, KeyKind::Email | KeyKind::CustomerId | KeyKind::Username)
    }
}

/// Why a link was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Refusal {
    /// One key of many people.
    SharedKey,
    /// It would have joined two accounts of one platform.
    TwoCustomerIds,
    /// It would have made a person of too many keys.
    TooManyKeys,
    /// The merge was undone.
    Undone,
}

/// Sets of keys.
#[derive(Clone, Debug)]
struct Sets {
    parent: Vec<u32>,
    /// Keys that are no accounts, by root.
    size: Vec<u32>,
}

impl Sets {
    fn new(keys: &Keys) -> Self {
        let numbers = 0..u32::try_from(keys.len()).unwrap_or(NOBODY);
        let size = numbers.clone().map(|key| u32::from(keys.account(key).is_none())).collect();
        Self { parent: numbers.collect(), size }
    }

    fn root(&mut self, mut key: u32) -> u32 {
        while self.parent[key as usize] != key {
            let up = self.parent[self.parent[key as usize] as usize];
            self.parent[key as usize] = up;
            key = up;
        }
        key
    }

    fn union(&mut self, a: u32, b: u32) -> u32 {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return a;
        }
        let (small, large) = if self.size[a as usize] < self.size[b as usize] { (a, b) } else { (b, a) };
        self.parent[small as usize] = large;
        self.size[large as usize] += self.size[small as usize];
        large
    }
}

/// People: the root key of each key, and the edges that were refused.
#[derive(Clone, Debug)]
pub struct Joined {
    /// By key.
    pub roots: Vec<u32>,
    /// In the order of their texts.
    pub refused: Vec<(Refusal, Edge)>,
}

/// Joins keys by edges; the keys of each pair in `apart` stay in different people.
#[must_use]
pub fn join(keys: &Keys, edges: &[Edge], apart: &[(u32, u32)]) -> Joined {
    let mut all = Sets::new(keys);
    for edge in edges {
        all.union(edge.a, edge.b);
    }
    let doubtful = doubtful(&mut all, keys, edges, apart);
    let mut sets = Sets::new(keys);
    let mut careful = Vec::new();
    for edge in edges {
        if doubtful.contains(&all.root(edge.a)) {
            careful.push(*edge);
        } else {
            sets.union(edge.a, edge.b);
        }
    }
    careful.sort_unstable_by(|one, other| order(keys, one).cmp(&order(keys, other)));
    let mut limits = Limits::new(keys, &careful, apart, &mut all, &doubtful);
    let mut refused = Vec::new();
    for edge in careful {
        match limits.refuses(&mut sets, &edge) {
            Some(refusal) => refused.push((refusal, edge)),
            None => limits.union(&mut sets, &edge),
        }
    }
    let roots = (0..u32::try_from(keys.len()).unwrap_or(NOBODY)).map(|key| sets.root(key)).collect();
    Joined { roots, refused }
}

type Order<'a> = (bool, KeyKind, &'a [u8], &'a [u8], &'static str);

fn order<'a>(keys: &'a Keys, edge: &Edge) -> Order<'a> {
    let (a, b) = (keys.text(edge.a), keys.text(edge.b));
    (edge.is_weak(), edge.kind, a.min(b), a.max(b), edge.source)
}

/// Components in which an edge could be refused: their root keys.
fn doubtful(all: &mut Sets, keys: &Keys, edges: &[Edge], apart: &[(u32, u32)]) -> BTreeSet<u32> {
    let weak: BTreeSet<u32> =
        edges.iter().filter(|edge| edge.is_weak()).map(|edge| all.root(edge.a)).collect();
    let mut firm = Sets::new(keys);
    for edge in edges.iter().filter(|edge| !edge.is_weak()) {
        firm.union(edge.a, edge.b);
    }
    // Accounts that firm edges join already cannot be refused each other.
    let mut accounts: Vec<(u32, &str, u32)> = Vec::new();
    for key in 0..u32::try_from(keys.len()).unwrap_or(NOBODY) {
        if let Some(platform) = keys.account(key) {
            let root = all.root(key);
            if weak.contains(&root) {
                accounts.push((root, platform, firm.root(key)));
            }
        }
    }
    accounts.sort_unstable();
    accounts.dedup();
    let same = |pair: &&[(u32, &str, u32)]| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1);
    let twice = accounts.windows(2).filter(same).map(|pair| pair[0].0);
    let large = weak.iter().copied().filter(|&root| all.size[root as usize] > MOST_KEYS);
    let mut doubtful: BTreeSet<u32> = twice.chain(large).collect();
    for &(a, b) in apart {
        let (a, b) = (all.root(a), all.root(b));
        if a == b {
            doubtful.insert(a);
        }
    }
    doubtful
}

/// What may not be joined.
struct Limits {
    /// Platforms of the accounts in each set, by root; a set of one key has those of the key.
    accounts: BTreeMap<u32, BTreeSet<&'static str>>,
    /// Pairs that stay apart, by component of all edges.
    apart: BTreeMap<u32, Vec<(u32, u32)>>,
    /// The component of all edges of each key.
    component: BTreeMap<u32, u32>,
}

impl Limits {
    fn new(
        keys: &Keys,
        edges: &[Edge],
        apart: &[(u32, u32)],
        all: &mut Sets,
        doubtful: &BTreeSet<u32>,
    ) -> Self {
        let mut limits =
            Self { accounts: BTreeMap::new(), apart: BTreeMap::new(), component: BTreeMap::new() };
        for key in edges.iter().flat_map(|edge| [edge.a, edge.b]) {
            limits.component.insert(key, all.root(key));
            limits.accounts.insert(key, keys.account(key).into_iter().collect());
        }
        for &(a, b) in apart {
            let root = all.root(a);
            if doubtful.contains(&root) && root == all.root(b) {
                limits.apart.entry(root).or_default().push((a, b));
            }
        }
        limits
    }

    fn refuses(&self, sets: &mut Sets, edge: &Edge) -> Option<Refusal> {
        let (a, b) = (sets.root(edge.a), sets.root(edge.b));
        if a == b {
            return None;
        }
        let pairs = self.component.get(&edge.a).and_then(|root| self.apart.get(root));
        let parted = pairs.into_iter().flatten().any(|&(one, other)| {
            let (one, other) = (sets.root(one), sets.root(other));
            (one, other) == (a, b) || (one, other) == (b, a)
        });
        if parted {
            return Some(Refusal::Undone);
        }
        if !edge.is_weak() {
            return None;
        }
        let of = |root| self.accounts.get(&root);
        if of(a).zip(of(b)).is_some_and(|(a, b)| a.intersection(b).next().is_some()) {
            return Some(Refusal::TwoCustomerIds);
        }
        let size = sets.size[a as usize] + sets.size[b as usize];
        (size > MOST_KEYS).then_some(Refusal::TooManyKeys)
    }

    fn union(&mut self, sets: &mut Sets, edge: &Edge) {
        let (a, b) = (sets.root(edge.a), sets.root(edge.b));
        if a == b {
            return;
        }
        let mut accounts = self.accounts.remove(&a).unwrap_or_default();
        accounts.extend(self.accounts.remove(&b).unwrap_or_default());
        let root = sets.union(a, b);
        self.accounts.insert(root, accounts);
    }
}
