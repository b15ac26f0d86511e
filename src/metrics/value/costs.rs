//! Rows of advertising → what each group's advertising cost, and the days that the cost covers.
//!
//! A row covers its day, or the days up to the next row of its channel where these come further apart: as many as lie between two
//! rows of the channel at the median, so that a list by week or month covers its weeks or months, and a list by day its days alone.
//! What lies in a longer gap is not covered. A channel's cost covers the days of its own rows; a campaign's or creative's those of
//! its channel from its own first row to its last, for on a day on which only others of the channel have a row it cost nothing.

use super::accounts::Accounts;
use super::measures::Borne;
use super::origins::{Dimension, Origins, Path};
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
    /// Days that it covers, ascending; none where no row names one.
    days: Vec<i32>,
}

/// Shown, clicked, converted, and what that is worth, in 1/10,000; `None` where no row says it.
type Seen = [Option<i128>; 4];

impl Cost {
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

    /// Customers among `members` whose first order falls in the days.
    #[must_use]
    pub fn of(&self, accounts: &Accounts, members: &[u32]) -> Vec<u32> {
        members.iter().copied().filter(|&at| self.covers(accounts.first[at as usize])).collect()
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
    /// By the group that the advertising brought.
    by_group: BTreeMap<Group, Cost>,
    /// Each row once: by the most special group that it brought down to a dimension of [`PAID`], else by the most general one.
    once: [BTreeMap<Group, Cost>; 3],
    /// Channels of the advertising, in lower case.
    channels: BTreeSet<String>,
}

impl Costs {
    /// The rows in a currency, each for the one group that it names: a campaign of another channel under the same name is another
    /// campaign. Where the advertising calls its channel by a name that no customer's has, a campaign of that name in one channel
    /// alone is taken to be it.
    #[must_use]
    pub fn new(baskets: &Baskets, currency: &str, origins: &Origins) -> Self {
        let known = PAID.map(|by| (by, by_name(origins, by)));
        let rows = rows(baskets, currency);
        let covered = Covered::new(&rows, baskets.as_of);
        let (mut all, mut by_group) = (Draft::default(), Drafts::new());
        let mut once = [(); 3].map(|()| Drafts::new());
        for row in &rows {
            all.add(row, &covered);
            let named = known.iter().enumerate().filter_map(|(depth, (by, groups))| {
                the_one(groups, &row.told[..=depth]).map(|path| (depth, (*by, path.clone())))
            });
            let named: Vec<(usize, Group)> = named.collect();
            for (_, group) in &named {
                by_group.entry(group.clone()).or_default().add(row, &covered);
            }
            for (deepest, drafts) in once.iter_mut().enumerate() {
                let special = named.iter().rfind(|(depth, _)| *depth <= deepest).or(named.first());
                if let Some((_, group)) = special {
                    drafts.entry(group.clone()).or_default().add(row, &covered);
                }
            }
        }
        let made =
            |drafts: Drafts| drafts.into_iter().map(|(group, draft)| (group, draft.cost(&covered))).collect();
        Self {
            all: (!rows.is_empty()).then(|| all.cost(&covered)),
            by_group: made(by_group),
            once: once.map(made),
            channels: rows.iter().filter_map(|row| row.told[0].clone()).collect(),
        }
    }

    /// Channels that cost money and that no customer came from, in lower case.
    #[must_use]
    pub fn strangers(&self, origins: &Origins) -> Vec<&str> {
        let known = by_name(origins, Dimension::Channel);
        self.channels.iter().filter(|name| !known.contains_key(*name)).map(String::as_str).collect()
    }

    /// Cost of a group.
    #[must_use]
    pub fn of(&self, by: Dimension, path: &Path) -> Option<&Cost> {
        self.by_group.get(&(by, lower(path)))
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
            origins.groups(by).filter_map(move |(path, members)| {
                Some((members, self.once[deepest].get(&(by, lower(path)))?))
            })
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
}

fn rows(baskets: &Baskets, currency: &str) -> Vec<Row> {
    let spend = &baskets.spend;
    let is_of_currency = |&row: &usize| {
        let code = baskets.currencies.get(usize::from(spend.currency[row]));
        code.is_some_and(|code| code.code() == currency)
    };
    let row = |at: usize| Row {
        amount: spend.cost[at],
        day: (spend.day[at] != i32::MIN).then_some(spend.day[at]),
        seen: [0, 1, 2, 3].map(|column| spend.seen[column].get(at).copied().flatten()),
        told: [spend.channel[at], spend.campaign[at], spend.creative[at]]
            .map(|name| word(baskets, Some(name)).as_deref().map(str::to_lowercase)),
    };
    (0..spend.cost.len()).filter(is_of_currency).map(row).collect()
}

/// Days of each channel's rows, each with the last day that it covers.
struct Covered(BTreeMap<Option<String>, BTreeMap<i32, i32>>);

impl Covered {
    fn new(rows: &[Row], as_of: i32) -> Self {
        let mut days: BTreeMap<Option<String>, BTreeSet<i32>> = BTreeMap::new();
        for row in rows {
            days.entry(row.told[0].clone()).or_default().extend(row.day);
        }
        Self(days.into_iter().map(|(channel, days)| (channel, reaches(&days, as_of))).collect())
    }

    /// The last day that a channel's row of a day covers.
    fn until(&self, channel: &Option<String>, day: i32) -> i32 {
        self.0.get(channel).and_then(|days| days.get(&day)).copied().unwrap_or(day)
    }
}

/// Each day with the last one that its row covers: the median distance of two days, as far as the next of them.
fn reaches(days: &BTreeSet<i32>, as_of: i32) -> BTreeMap<i32, i32> {
    let days: Vec<i32> = days.iter().copied().collect();
    let mut apart: Vec<i32> = days.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    apart.sort_unstable();
    let usual = apart.get(apart.len() / 2).copied().unwrap_or(1);
    let next = days.iter().skip(1).copied().chain([i32::MAX]);
    let until = |(&day, next): (&i32, i32)| {
        let last = day.saturating_add(usual).min(next).saturating_sub(1);
        (day, last.min(as_of).max(day))
    };
    days.iter().zip(next).map(until).collect()
}

type Drafts = BTreeMap<Group, Draft>;

/// A cost that rows are added to.
#[derive(Default)]
struct Draft {
    amount: i128,
    undated: i128,
    seen: [Seen; 2],
    channels: BTreeSet<Option<String>>,
    /// From the first row to the last day that one covers.
    span: Option<(i32, i32)>,
}

impl Draft {
    fn add(&mut self, row: &Row, covered: &Covered) {
        let amount = i128::from(row.amount);
        self.amount += amount;
        for (sum, amount) in self.seen[usize::from(row.day.is_none())].iter_mut().zip(row.seen) {
            *sum = amount.map_or(*sum, |amount| Some(sum.unwrap_or(0) + i128::from(amount)));
        }
        let Some(day) = row.day else {
            self.undated += amount;
            return;
        };
        let until = covered.until(&row.told[0], day);
        let (from, to) = self.span.unwrap_or((day, until));
        self.span = Some((from.min(day), to.max(until)));
        self.channels.insert(row.told[0].clone());
    }

    fn cost(self, covered: &Covered) -> Cost {
        let inside = |day: &i32| self.span.is_some_and(|(from, to)| (from..=to).contains(day));
        let of_channels = self.channels.iter().filter_map(|channel| covered.0.get(channel)).flatten();
        let days: BTreeSet<i32> =
            of_channels.flat_map(|(&day, &until)| day..=until).filter(|day| inside(day)).collect();
        let days = days.into_iter().collect();
        Cost { amount: self.amount, undated: self.undated, seen: self.seen, days }
    }
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
        reaches(&days.iter().copied().collect(), as_of)
            .into_iter()
            .flat_map(|(day, until)| day..=until)
            .collect()
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
        let told = |campaign: &str| [Some("ads".to_owned()), Some(campaign.to_owned()), None];
        let row = |day: Option<i32>, campaign: &str, amount: i64| Row {
            amount: amount * 10_000,
            day,
            seen: [None, Some(amount * 20_000), None, None],
            told: told(campaign),
        };
        let mut rows: Vec<Row> = (0..10).map(|day| row(Some(day), "other", 1)).collect();
        rows.extend([row(Some(2), "sale", 10), row(Some(5), "sale", 20), row(None, "sale", 20)]);
        let covered = Covered::new(&rows, 99);
        let mut draft = Draft::default();
        rows[10..].iter().for_each(|row| draft.add(row, &covered));
        let cost = draft.cost(&covered);
        assert_eq!((cost.span(), cost.days()), (Some((2, 5)), Some(4)));
        assert_eq!([cost.major(), cost.held(), cost.left_over()], [50.0, 30.0, 20.0]);
        assert_eq!(cost.borne().seen, [None, Some(60.0), None, None]);
        let accounts = Accounts::new(&sample(99, &[("ann", 4, 10, 0), ("bob", 7, 10, 0)]), 0);
        assert_eq!((cost.won(&accounts, &[0, 1]), cost.cac(&accounts, &[0, 1])), (1, Some(30.0)));
        let undated = Cost { amount: 300_000, undated: 300_000, ..Cost::default() };
        assert_eq!((undated.days(), undated.cac(&accounts, &[0, 1])), (None, Some(15.0)));
    }
}
