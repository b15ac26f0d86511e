//! Rows of advertising → what each group's advertising cost, and the days that the cost covers.
//!
//! A row covers its day, or the days up to the next row of its channel where these come further apart: as many as lie between two
//! rows of the channel at the median, so that a list by week or month covers its weeks or months, and a list by day its days alone.
//! What lies in a longer gap is not covered. A channel's cost covers the days of its own rows; a campaign's or creative's those of
//! its channel from its own first row to its last, for on a day on which only others of the channel have a row it cost nothing.

use super::accounts::Accounts;
use super::measures::Borne;
use super::origins::{Dimension, Origins, Path};
use crate::math::order::{distinct, sorted};
use crate::metrics::estimate::in_major;
use crate::metrics::occasions::word;
use crate::metrics::real;
use crate::tables::baskets::Baskets;
use std::collections::{BTreeMap, BTreeSet};

/// Cost and the days it covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// In 1/10,000.
    amount: i128,
    /// Of it in rows that name no day.
    undated: i128,
    /// What the export counts beside, in rows that name a day and in those that do not.
    seen: [Seen; 2],
    /// From the first row to the last day that one covers.
    from_to: Option<(i32, i32)>,
    /// Places of the channels of its rows.
    channels: BTreeSet<usize>,
    /// Days that it covers, ascending; none where no row names one.
    days: Vec<i32>,
}

/// Shown, clicked, converted, and what that is worth, in 1/10,000; `None` where no row says it.
type Seen = [Option<i128>; 4];

impl Cost {
    fn add(&mut self, row: &Row, channels: &[Channel]) {
        let amount = i128::from(row.amount);
        self.amount += amount;
        for (sum, amount) in self.seen[usize::from(row.day.is_none())].iter_mut().zip(row.seen) {
            *sum = amount.map_or(*sum, |amount| Some(sum.unwrap_or(0) + i128::from(amount)));
        }
        let Some(day) = row.day else {
            self.undated += amount;
            return;
        };
        let until = channels[row.channel].until(day);
        let (from, to) = self.from_to.unwrap_or((day, until));
        self.from_to = Some((from.min(day), to.max(until)));
        self.channels.insert(row.channel);
    }

    /// Looks up which days it covers, once all rows are in.
    fn cover(&mut self, channels: &[Channel]) {
        let Some((from, to)) = self.from_to else { return };
        let ranges = self.channels.iter().flat_map(|&at| channels[at].ranges());
        let mut reached = from;
        for (day, until) in sorted(ranges.collect()) {
            self.days.extend(day.max(reached)..=until.min(to));
            reached = reached.max(until.saturating_add(1));
        }
    }

    /// All of it, in major units.
    #[must_use]
    pub fn major(&self) -> f64 {
        in_major(self.amount)
    }

    /// What customers are held against: the cost of the covered days, all of it where no row names a day.
    #[must_use]
    pub fn held(&self) -> f64 {
        in_major(if self.days.is_empty() { self.amount } else { self.amount - self.undated })
    }

    /// The same with what the export counts beside.
    #[must_use]
    pub fn borne(&self) -> Borne {
        let [dated, undated] = self.seen;
        let seen = if self.days.is_empty() { undated } else { dated };
        Borne { spend: self.held(), seen: seen.map(|sum| sum.map(in_major)) }
    }

    /// Cost of unknown days that stands beside cost of known ones, and that no customers are held against.
    #[must_use]
    pub fn left_over(&self) -> f64 {
        self.major() - self.held()
    }

    /// First and last day that it covers.
    #[must_use]
    pub fn span(&self) -> Option<(i32, i32)> {
        self.days.first().copied().zip(self.days.last().copied())
    }

    /// Number of days that it covers; `None` where no row names one.
    #[must_use]
    pub fn days(&self) -> Option<u64> {
        (!self.days.is_empty()).then_some(self.days.len() as u64)
    }

    /// Whether it covers a day.
    #[must_use]
    pub fn covers(&self, day: i32) -> bool {
        self.days.is_empty() || self.days.binary_search(&day).is_ok()
    }

    /// New customers among `members` whose first order falls in the days.
    #[must_use]
    pub fn of(&self, accounts: &Accounts, members: &[u32]) -> Vec<u32> {
        let won = |at: usize| accounts.is_new(at) && self.covers(accounts.first[at]);
        members.iter().copied().filter(|&at| won(at as usize)).collect()
    }

    /// Their number.
    #[must_use]
    pub fn won(&self, accounts: &Accounts, members: &[u32]) -> u64 {
        self.of(accounts, members).len() as u64
    }

    /// Cost of each customer won.
    #[must_use]
    pub fn cac(&self, accounts: &Accounts, members: &[u32]) -> Option<f64> {
        let won = self.won(accounts, members);
        (won > 0).then(|| self.held() / real(won))
    }
}

/// A group by what it is of and its path in lower case.
type Group = (Dimension, Path);

/// Advertising cost by channel, campaign and creative; their names are compared in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// All of it.
    pub all: Option<Cost>,
    /// By the group that the advertising brought: all of the group's, then each row once, by the most special group that it brought
    /// down to each dimension of [`PAID`], else by the most general one.
    by_group: BTreeMap<Group, [Option<Cost>; 4]>,
    /// Channels of the advertising, in lower case.
    channels: Vec<String>,
}

impl Costs {
    /// The rows in a currency, each for the one group that it names: a campaign of another channel under the same name is another
    /// campaign. Where the advertising calls its channel by a name that no customer's has, a campaign of that name in one channel
    /// alone is taken to be it. Rows up to the day `until` are left out, as the customers are who came by then.
    #[must_use]
    pub fn new(baskets: &Baskets, currency: &str, origins: &Origins, until: Option<i32>) -> Self {
        let known = PAID.map(|by| (by, by_name(origins, by)));
        let (rows, channels) = rows(baskets, currency, until);
        let mut made = Self::default();
        for row in &rows {
            made.all.get_or_insert_default().add(row, &channels);
            let mut named: [Option<Group>; 3] = Default::default();
            for (depth, (by, groups)) in known.iter().enumerate() {
                named[depth] = the_one(groups, &row.told[..=depth]).map(|path| (*by, path.clone()));
            }
            for group in named.iter().flatten() {
                made.add(group, 0, row, &channels);
            }
            for deepest in 0..PAID.len() {
                let special = named[..=deepest].iter().rev().chain(&named).flatten().next();
                special.into_iter().for_each(|group| made.add(group, deepest + 1, row, &channels));
            }
        }
        let costs = made.by_group.values_mut().flatten().chain([&mut made.all]);
        costs.flatten().for_each(|cost| cost.cover(&channels));
        made.channels = channels.into_iter().filter_map(|channel| channel.name).collect();
        made
    }

    fn add(&mut self, group: &Group, place: usize, row: &Row, channels: &[Channel]) {
        let costs = self.by_group.entry(group.clone()).or_default();
        costs[place].get_or_insert_default().add(row, channels);
    }

    /// Channels that cost money and that no customer came from, in lower case.
    #[must_use]
    pub fn strangers(&self, origins: &Origins) -> Vec<&str> {
        let known = by_name(origins, Dimension::Channel);
        self.channels.iter().filter(|name| !known.contains_key(*name)).map(String::as_str).collect()
    }

    fn at(&self, by: Dimension, path: &Path, place: usize) -> Option<&Cost> {
        self.by_group.get(&(by, lower(path)))?[place].as_ref()
    }

    /// Cost of a group.
    #[must_use]
    pub fn of(&self, by: Dimension, path: &Path) -> Option<&Cost> {
        self.at(by, path, 0)
    }

    /// Each row once, by the most special group that it brought of those that dimensions name, by the most general where they
    /// name none: customers of the groups and what they cost.
    pub fn once<'a>(
        &'a self,
        origins: &'a Origins,
        named: &[Dimension],
    ) -> impl Iterator<Item = (&'a [u32], &'a Cost)> {
        let deepest = PAID.iter().rposition(|by| named.contains(by)).unwrap_or(0);
        PAID.into_iter().flat_map(move |by| {
            origins
                .groups(by)
                .filter_map(move |(path, members)| Some((members, self.at(by, path, deepest + 1)?)))
        })
    }

    /// What each customer bears, in equal parts among those whom a group's advertising won; `None` for those whom none did.
    #[must_use]
    pub fn borne(&self, accounts: &Accounts, origins: &Origins, named: &[Dimension]) -> Vec<Option<Borne>> {
        let mut borne = vec![None; accounts.len()];
        for (members, cost) in self.once(origins, named) {
            let won = cost.of(accounts, members);
            let part = cost.borne().over(won.len());
            for at in won {
                let own: &mut Option<Borne> = &mut borne[at as usize];
                *own = Some(own.map_or(part, |known| known.plus(&part)));
            }
        }
        borne
    }
}

/// What advertising names, the general before the special.
const PAID: [Dimension; 3] = [Dimension::Channel, Dimension::Campaign, Dimension::Creative];

/// A row in the currency.
struct Row {
    amount: i64,
    day: Option<i32>,
    /// What the export counts beside.
    seen: [Option<i64>; 4],
    /// Channel, campaign and creative in lower case.
    told: [Option<String>; 3],
    /// Place of its channel.
    channel: usize,
}

/// The days of a channel's rows.
#[derive(Default)]
struct Channel {
    /// In lower case; `None` for rows that name none.
    name: Option<String>,
    /// Ascending, each once.
    days: Vec<i32>,
    /// The last day that the row of each covers.
    until: Vec<i32>,
}

impl Channel {
    /// Finds out how many days each row covers: the median distance of two days, as far as the next of them.
    fn reach(&mut self, as_of: i32) {
        self.days = distinct(std::mem::take(&mut self.days));
        let apart = sorted(self.days.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect());
        let usual = apart.get(apart.len() / 2).copied().unwrap_or(1);
        let next = self.days.iter().skip(1).copied().chain([i32::MAX]);
        let until = |(&day, next): (&i32, i32)| {
            day.saturating_add(usual).min(next).saturating_sub(1).min(as_of).max(day)
        };
        self.until = self.days.iter().zip(next).map(until).collect();
    }

    fn until(&self, day: i32) -> i32 {
        self.days.binary_search(&day).map_or(day, |at| self.until[at])
    }

    /// First and last day that each row covers.
    fn ranges(&self) -> impl Iterator<Item = (i32, i32)> {
        self.days.iter().copied().zip(self.until.iter().copied())
    }
}

fn rows(baskets: &Baskets, currency: &str, until: Option<i32>) -> (Vec<Row>, Vec<Channel>) {
    let spend = &baskets.spend;
    let (mut rows, mut channels): (Vec<Row>, Vec<Channel>) = Default::default();
    let mut known: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for at in 0..spend.cost.len() {
        let code = baskets.currencies.get(usize::from(spend.currency[at]));
        let day = (spend.day[at] != i32::MIN).then_some(spend.day[at]);
        if code.is_none_or(|code| code.code() != currency) || day.is_some_and(|day| Some(day) <= until) {
            continue;
        }
        let told = [spend.channel[at], spend.campaign[at], spend.creative[at]]
            .map(|name| word(baskets, Some(name)).as_deref().map(str::to_lowercase));
        let channel = *known.entry(told[0].clone()).or_insert_with(|| {
            channels.push(Channel { name: told[0].clone(), ..Channel::default() });
            channels.len() - 1
        });
        channels[channel].days.extend(day);
        let seen = [0, 1, 2, 3].map(|column| spend.seen.get(4 * at + column).copied().flatten());
        rows.push(Row { amount: spend.cost[at], day, seen, told, channel });
    }
    channels.iter_mut().for_each(|channel| channel.reach(baskets.as_of));
    (rows, channels)
}

fn lower(path: &Path) -> Path {
    path.iter().map(|part| part.as_ref().map(|name| name.to_lowercase())).collect()
}

/// Paths of the groups of a dimension by the last part, in lower case.
fn by_name(origins: &Origins, by: Dimension) -> BTreeMap<String, BTreeSet<Path>> {
    let mut found: BTreeMap<String, BTreeSet<Path>> = BTreeMap::new();
    for path in origins.groups(by).map(|(path, _)| lower(path)) {
        if let Some(name) = path.last().cloned().flatten() {
            found.entry(name).or_default().insert(path);
        }
    }
    found
}

/// The one group that advertising can mean by what it tells; `None` where it tells too little, or what contradicts several.
fn the_one<'a>(groups: &'a BTreeMap<String, BTreeSet<Path>>, told: &[Option<String>]) -> Option<&'a Path> {
    let named = groups.get(told.last()?.as_ref()?)?;
    let agrees = |path: &&Path| {
        path.iter().zip(told).all(|(known, told)| known.is_none() || told.is_none() || known == told)
    };
    let mut fitting = named.iter().filter(agrees);
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Some(one),
        (None, _) if named.len() == 1 => named.first(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::value::accounts::sample;

    /// "sale" runs in two channels, "spring" in one, under a name of the channel that no order has.
    #[test]
    fn advertising_is_of_one_group() {
        let part = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let path = |channel: &str, campaign: &str| vec![part(channel), part(campaign)];
        let named = |campaign: &str, paths: &[Path]| (campaign.to_owned(), paths.iter().cloned().collect());
        let groups = BTreeMap::from([
            named("sale", &[path("google", "sale"), path("meta", "sale")]),
            named("spring", &[path("google", "spring")]),
        ]);
        let meant = |channel: &str, campaign: &str| the_one(&groups, &path(channel, campaign)).cloned();
        assert_eq!(meant("meta", "sale"), Some(path("meta", "sale")));
        assert_eq!(meant("google ads", "spring"), Some(path("google", "spring")));
        assert_eq!([meant("", "sale"), meant("google ads", "sale"), meant("meta", "")], [None, None, None]);
    }

    fn covered(days: &[i32], as_of: i32) -> Vec<i32> {
        let mut channel = Channel { days: days.to_vec(), ..Channel::default() };
        channel.reach(as_of);
        channel.ranges().flat_map(|(day, until)| day..=until).collect()
    }

    /// By day only the days count, with a gap left out; by week and month also those between, but no gap longer than the usual one.
    #[test]
    fn days_that_rows_cover() {
        assert_eq!(covered(&[1, 2, 3, 8, 9], 99), [1, 2, 3, 8, 9]);
        assert_eq!(covered(&[0, 7, 14, 40], 99), [(0..21).collect::<Vec<_>>(), (40..47).collect()].concat());
        assert_eq!(covered(&[0, 31, 59, 90], 99), (0..=99).collect::<Vec<_>>());
        assert_eq!(covered(&[5], 99), [5]);
    }

    /// A channel with rows on days 0 to 9, and of its campaigns one on days 2 and 5: that covers days 2 to 5. Ann came on day 4, bob
    /// on day 7; of the campaign's 30 and 20 without a day, 30 are held against ann.
    #[test]
    fn a_campaign_covers_the_days_between() {
        let mut channel = Channel { days: (0..10).collect(), ..Channel::default() };
        channel.reach(99);
        let mut cost = Cost::default();
        for (day, amount) in [(Some(2), 10), (Some(5), 20), (None, 20)] {
            let seen = [None, Some(amount * 20_000), None, None];
            let row = Row { amount: amount * 10_000, day, seen, told: Default::default(), channel: 0 };
            cost.add(&row, std::slice::from_ref(&channel));
        }
        cost.cover(std::slice::from_ref(&channel));
        assert_eq!((cost.span(), cost.days()), (Some((2, 5)), Some(4)));
        assert_eq!([cost.major(), cost.held(), cost.left_over()], [50.0, 30.0, 20.0]);
        assert_eq!(cost.borne().seen, [None, Some(60.0), None, None]);
        let accounts = Accounts::new(&sample(99, &[("ann", 4, 10, 0), ("bob", 7, 10, 0)]), 0);
        assert_eq!((cost.won(&accounts, &[0, 1]), cost.cac(&accounts, &[0, 1])), (1, Some(30.0)));
        let undated = Cost { amount: 300_000, undated: 300_000, ..Cost::default() };
        assert_eq!((undated.days(), undated.cac(&accounts, &[0, 1])), (None, Some(15.0)));
    }
}
