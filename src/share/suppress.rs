//! Which cells of a table must not be told: cells and the sums they are in go in, a mask comes out.
//!
//! A table is a network. Each published sum is a node where what goes in equals what goes out; each cell, margin
//! and total is an arc between the two sums it is part of (or the ground, where it is part of one alone). One-way
//! tables, two-way tables with margins and trees of subtotals are such networks, and in them an attacker's
//! interval for a hidden cell is exact: how far its arc can rise and fall is a maximum flow through the other
//! hidden arcs. A hidden cell whose interval is narrower than `k` gets company along the cheapest way round it.
//!
//! Sources: FORMULAS 19; Cox 1995 and Fischetti and Salazar 1999 on cell suppression as network flow.

use std::collections::VecDeque;

/// The node where sums that nobody publishes end.
pub const GROUND: usize = 0;
/// More than any flow that matters.
const ENDLESS: i64 = i64::MAX / 4;
/// What hiding an empty cell costs: an attacker may guess that nobody is in it.
const EMPTY_COST: u64 = 1_000_000;

/// Whether a cell is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Told unless something follows from it.
    Open,
    /// Told whatever follows.
    Fixed,
    /// Not told, for its own sake.
    Hidden,
    /// Never part of what is published; protected only where it is thin.
    Unpublished,
}

/// A cell, margin or total.
#[derive(Clone, Debug)]
pub struct Arc {
    /// The sum it flows out of.
    pub from: usize,
    /// The sum it flows into.
    pub to: usize,
    /// Its value, not below 0.
    pub value: i64,
    /// The most it can be, as far as everybody knows.
    pub most: Option<i64>,
    /// Distinct people behind it.
    pub people: u32,
    /// Whether it is told.
    pub telling: Telling,
}

impl Arc {
    /// A cell without a known limit.
    #[must_use]
    pub fn new(from: usize, to: usize, value: i64, people: u32, telling: Telling) -> Self {
        Self { from, to, value, most: None, people, telling }
    }

    fn is_hidden(&self) -> bool {
        matches!(self.telling, Telling::Hidden | Telling::Unpublished)
    }

    /// What hiding it costs; nothing for what is hidden, `None` for what stays told.
    fn cost(&self) -> Option<u64> {
        match self.telling {
            Telling::Hidden | Telling::Unpublished => Some(0),
            Telling::Open if self.people == 0 => Some(EMPTY_COST),
            Telling::Open => Some(1 + u64::from(self.people)),
            Telling::Fixed => None,
        }
    }
}

/// A table as a network; node 0 is [`GROUND`].
#[derive(Clone, Debug, Default)]
pub struct Network {
    arcs: Vec<Arc>,
    nodes: usize,
}

impl Network {
    /// A network of the ground alone.
    #[must_use]
    pub fn new() -> Self {
        Self { arcs: vec![], nodes: 1 }
    }

    /// Adds a sum and gives its place.
    pub fn node(&mut self) -> usize {
        self.nodes += 1;
        self.nodes - 1
    }

    /// Adds a cell and gives its place.
    pub fn arc(&mut self, arc: Arc) -> usize {
        self.arcs.push(arc);
        self.arcs.len() - 1
    }

    /// The cells, by place.
    #[must_use]
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// Whether a cell is not told.
    #[must_use]
    pub fn is_hidden(&self, arc: usize) -> bool {
        self.arcs[arc].is_hidden()
    }

    /// Hides what must be hidden, so that no interval of a hidden cell is narrower than `k`.
    pub fn protect(&mut self, k: u32) {
        for arc in &mut self.arcs {
            let thin = arc.people > 0 && arc.people < k;
            if thin && arc.telling == Telling::Open {
                arc.telling = Telling::Hidden;
            }
        }
        let neighbours = self.neighbours();
        let mut waiting: VecDeque<usize> = (0..self.arcs.len()).filter(|&at| self.needs(at, k)).collect();
        while let Some(cell) = waiting.pop_front() {
            waiting.extend(self.widen(cell, i64::from(k), &neighbours));
        }
    }

    /// Hidden for its own sake or another's, and not empty; what is never told only where it is thin.
    fn needs(&self, at: usize, k: u32) -> bool {
        let arc = &self.arcs[at];
        match arc.telling {
            Telling::Hidden => arc.people > 0,
            Telling::Unpublished => arc.people > 0 && arc.people < k,
            Telling::Open | Telling::Fixed => false,
        }
    }

    fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut neighbours = vec![vec![]; self.nodes];
        for (at, arc) in self.arcs.iter().enumerate() {
            neighbours[arc.from].push(at);
            if arc.to != arc.from {
                neighbours[arc.to].push(at);
            }
        }
        neighbours
    }

    /// Hides cells until the interval of one is wide enough, and gives those hidden on the way.
    fn widen(&mut self, cell: usize, k: i64, neighbours: &[Vec<usize>]) -> Vec<usize> {
        let mut hidden = Vec::new();
        let (from, to) = (self.arcs[cell].from, self.arcs[cell].to);
        loop {
            let mut flow = Flow::new(self, neighbours, cell);
            let up = flow.push(to, from, k);
            if up >= k {
                return hidden;
            }
            let mut back = Flow::new(self, neighbours, cell);
            let down = back.push(from, to, (k - up).min(self.arcs[cell].value));
            if up + down >= k {
                return hidden;
            }
            let told = |path: Option<Vec<usize>>| -> Vec<usize> {
                path.into_iter().flatten().filter(|&at| self.arcs[at].telling == Telling::Open).collect()
            };
            let mut added = told(flow.cheapest(to, from));
            if added.is_empty() {
                added = told(back.cheapest(from, to));
            }
            if added.is_empty() {
                return hidden;
            }
            for &at in &added {
                self.arcs[at].telling = Telling::Hidden;
            }
            hidden.extend(added);
        }
    }

    /// Least and most that a cell can be for who knows all that is told and that nothing is below 0.
    #[must_use]
    pub fn interval(&self, cell: usize) -> (i64, i64) {
        let arc = &self.arcs[cell];
        if !arc.is_hidden() {
            return (arc.value, arc.value);
        }
        let neighbours = self.neighbours();
        let room = arc.most.map_or(ENDLESS, |most| most - arc.value);
        let up = Flow::new(self, &neighbours, cell).push(arc.to, arc.from, room);
        let down = Flow::new(self, &neighbours, cell).push(arc.from, arc.to, arc.value);
        (arc.value - down, arc.value.saturating_add(up))
    }
}

/// What hidden arcs other than `cell` can still carry: up and down from their values.
struct Flow<'a> {
    network: &'a Network,
    neighbours: &'a [Vec<usize>],
    cell: usize,
    /// Change of each arc so far.
    change: Vec<i64>,
}

impl<'a> Flow<'a> {
    fn new(network: &'a Network, neighbours: &'a [Vec<usize>], cell: usize) -> Self {
        Self { network, neighbours, cell, change: vec![0; network.arcs.len()] }
    }

    /// Pushes at most `wanted` from one sum to another through hidden arcs.
    fn push(&mut self, from: usize, to: usize, wanted: i64) -> i64 {
        let room = self.network.arcs[self.cell].most.map_or(wanted, |most| {
            let rises = from == self.network.arcs[self.cell].to;
            if rises { wanted.min(most - self.network.arcs[self.cell].value) } else { wanted }
        });
        let mut pushed = 0;
        while pushed < room {
            let Some(path) = self.shortest(from, to) else { break };
            let least = path.iter().map(|&(at, forward)| self.residual(at, forward)).min().unwrap_or(0);
            let step = least.min(room - pushed);
            for (at, forward) in path {
                self.change[at] += if forward { step } else { -step };
            }
            pushed += step;
        }
        pushed
    }

    fn residual(&self, at: usize, forward: bool) -> i64 {
        let arc = &self.network.arcs[at];
        let value = arc.value + self.change[at];
        if forward { arc.most.unwrap_or(ENDLESS) - value } else { value }
    }

    /// The ends an arc leads to from a node, with its direction.
    fn onward(&self, at: usize, node: usize) -> (usize, bool) {
        let arc = &self.network.arcs[at];
        if arc.from == node { (arc.to, true) } else { (arc.from, false) }
    }

    /// Fewest arcs, all hidden and with room.
    fn shortest(&self, from: usize, to: usize) -> Option<Vec<(usize, bool)>> {
        let mut came: Vec<Option<(usize, usize, bool)>> = vec![None; self.network.nodes];
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            for &at in &self.neighbours[node] {
                if at == self.cell || !self.network.arcs[at].is_hidden() {
                    continue;
                }
                let (next, forward) = self.onward(at, node);
                if next == from || came[next].is_some() || self.residual(at, forward) == 0 {
                    continue;
                }
                came[next] = Some((node, at, forward));
                if next == to {
                    return Some(trace(&came, from, to));
                }
                queue.push_back(next);
            }
        }
        None
    }

    /// The arcs of the way round that hides least, through told arcs too.
    fn cheapest(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut cost = vec![u64::MAX; self.network.nodes];
        let mut came: Vec<Option<(usize, usize, bool)>> = vec![None; self.network.nodes];
        let mut done = vec![false; self.network.nodes];
        cost[from] = 0;
        loop {
            let open = (0..cost.len()).filter(|&node| !done[node] && cost[node] < u64::MAX);
            let node = open.min_by_key(|&node| cost[node])?;
            let so_far = cost[node];
            done[node] = true;
            if node == to {
                return Some(trace(&came, from, to).into_iter().map(|(at, _)| at).collect());
            }
            for &at in self.neighbours[node].iter().filter(|&&at| at != self.cell) {
                let Some(price) = self.network.arcs[at].cost() else { continue };
                let (next, forward) = self.onward(at, node);
                if self.residual(at, forward) == 0 || so_far + price >= cost[next] {
                    continue;
                }
                cost[next] = so_far + price;
                came[next] = Some((node, at, forward));
            }
        }
    }
}

fn trace(came: &[Option<(usize, usize, bool)>], from: usize, to: usize) -> Vec<(usize, bool)> {
    let mut path = Vec::new();
    let mut node = to;
    while let Some((before, at, forward)) = came[node] {
        path.push((at, forward));
        node = before;
        if node == from {
            break;
        }
    }
    path
}

/// Which parts of a one-way table with a told total stay told; `people` behind each part, `own` marks parts that
/// must be hidden for another reason.
#[must_use]
pub fn one_way(people: &[u32], own: &[bool], k: u32) -> Vec<bool> {
    let mut network = Network::new();
    let sum = network.node();
    network.arc(Arc::new(GROUND, sum, people.iter().map(|&n| i64::from(n)).sum(), u32::MAX, Telling::Fixed));
    let arcs: Vec<usize> = people
        .iter()
        .zip(own)
        .map(|(&n, &own)| {
            let telling = if own { Telling::Hidden } else { Telling::Open };
            network.arc(Arc::new(sum, GROUND, i64::from(n), n, telling))
        })
        .collect();
    network.protect(k);
    arcs.into_iter().map(|at| network.is_hidden(at)).collect()
}

#[cfg(test)]
mod tests;
