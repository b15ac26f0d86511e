//! What became of a campaign.

use super::Shop;
use super::options::{CampaignQuery, Level, Mark, MarkBy, Sent};
use crate::error::{Error, ErrorKind, Notice, Severity};
use crate::math::order::positions;
use crate::metrics::goods::campaign::{Arm, Effect, Marked, Person, Seen};
use crate::metrics::occasions::{number, word};
use crate::tables::baskets::Baskets;
use crate::time::parse_day;
use serde::Serialize;

/// Marks told of each kind.
const MARKS: usize = 100;

/// What became of a campaign.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Campaign {
    /// Days asked for.
    pub days: u16,
    /// Days that people are watched for; `None` without a list.
    pub watched: Option<i32>,
    /// Who was reached; `None` without a list.
    pub reached: Option<Arm>,
    /// Who was held out.
    pub holdout: Option<Arm>,
    /// One against the other.
    pub effect: Option<Effect>,
    /// The orders with the mark.
    pub marked: Option<Marked>,
    /// People on both lists, who count for neither.
    pub both: u64,
    /// People to whom it was sent after as-of, who do not count yet.
    pub later: u64,
    /// Visits to products and adds to the cart, of which orders know nothing.
    pub visits: Option<()>,
    /// Marks that orders carry, most orders first.
    pub marks: Vec<MarkCount>,
}

/// A mark that orders carry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MarkCount {
    /// Where it stands.
    pub by: MarkBy,
    /// What stands there.
    pub name: String,
    /// Orders.
    pub orders: u64,
}

pub(super) fn campaign(
    shop: &Shop,
    currency: u8,
    asked: &CampaignQuery,
    said: &mut Vec<Notice>,
) -> Result<Campaign, Error> {
    if asked.days == 0 {
        return Err(refuse("days of a campaign are at least 1".to_owned()));
    }
    let goal = asked.goal.as_ref().map(|goal| {
        let at = (shop.at)(match goal.by {
            MarkBy::Product => Level::Product,
            MarkBy::Category => Level::Category,
            _ => return Err(refuse("a goal is a product or a category".to_owned())),
        });
        Ok((at.things.orders, at.called(&goal.name)?))
    });
    let goal = goal.transpose()?;
    let holds = |order: usize| goal.is_some_and(|(orders, at)| orders.get(order).contains(&at));
    let seen = Seen {
        baskets: shop.baskets,
        occasions: shop.occasions,
        currency,
        goal: goal.is_some().then_some(&holds as &dyn Fn(usize) -> bool),
    };
    let sent = asked.sent.as_deref().map(day).transpose()?;
    let lists = Lists::new(shop, asked, sent)?;
    lists.tell(said);
    let watched = lists.watched(shop.baskets.as_of, asked.days);
    if let Some(days) = watched.filter(|&days| days < i32::from(asked.days)) {
        let message = format!(
            "The latest was sent less than {} days before as-of, so everybody is watched for {days} days.",
            asked.days
        );
        let params = [("asked", asked.days.to_string()), ("days", days.to_string())];
        said.push(Notice::new("campaignShort", Severity::Info, message, &params));
    }
    let arm = |people: &[Person]| watched.filter(|_| !people.is_empty()).map(|days| seen.arm(people, days));
    let (reached, holdout) = (arm(&lists.people), arm(&lists.holdout));
    let mut customers: Vec<u32> = lists.people.iter().filter_map(|one| one.customer).collect();
    customers.sort_unstable();
    let marked = asked.mark.as_ref().map(|mark| -> Result<Option<Marked>, Error> {
        let words = words_of(shop.baskets, mark)?;
        let since = |order: usize| sent.is_none_or(|sent| shop.baskets.orders.day[order] >= sent);
        let column = column(shop.baskets, mark.by)?;
        let carries = |order: usize| words.contains(&column[order]) && since(order);
        let listed = (!lists.people.is_empty()).then_some(customers.as_slice());
        Ok(seen.marked(&carries, i32::from(asked.days), listed))
    });
    Ok(Campaign {
        days: asked.days,
        watched,
        effect: reached.as_ref().zip(holdout.as_ref()).and_then(|(a, b)| Effect::new(a, b)),
        reached,
        holdout,
        marked: marked.transpose()?.flatten(),
        both: lists.both,
        later: lists.later,
        visits: None,
        marks: marks(shop.baskets),
    })
}

fn refuse(sentence: String) -> Error {
    ErrorKind::Option(sentence).into()
}

/// The day of "2025-05-01".
fn day(text: &str) -> Result<i32, Error> {
    parse_day(text.trim()).ok_or_else(|| refuse(format!("\"{text}\" is no day; write it as 2025-05-01")))
}

/// People reached and held out, each once.
struct Lists {
    people: Vec<Person>,
    holdout: Vec<Person>,
    both: u64,
    later: u64,
}

impl Lists {
    fn new(shop: &Shop, asked: &CampaignQuery, sent: Option<i32>) -> Result<Self, Error> {
        let (reached, held) = (listed(&asked.people, sent)?, listed(&asked.holdout, sent)?);
        let mut made = Self { people: Vec::new(), holdout: Vec::new(), both: 0, later: 0 };
        for (key, sent) in &reached {
            if has(&held, key) {
                made.both += 1;
            } else if *sent > shop.baskets.as_of {
                made.later += 1;
            } else {
                made.people.push(person(shop, key, *sent));
            }
        }
        for (key, sent) in held.iter().filter(|(key, _)| !has(&reached, key)) {
            if *sent > shop.baskets.as_of {
                made.later += 1;
            } else {
                made.holdout.push(person(shop, key, *sent));
            }
        }
        Ok(made)
    }

    /// As many days as all of them have passed of those asked for; `None` without people.
    fn watched(&self, as_of: i32, days: u16) -> Option<i32> {
        let latest = self.people.iter().chain(&self.holdout).map(|person| person.sent).max()?;
        Some(as_of.saturating_sub(latest).saturating_add(1).min(i32::from(days)))
    }

    fn tell(&self, said: &mut Vec<Notice>) {
        let Self { both, later, .. } = self;
        if *both > 0 {
            let message = format!("{both} people were on both lists; they count for neither.");
            said.push(Notice::new("campaignBoth", Severity::Warning, message, &[("both", both.to_string())]));
        }
        if *later > 0 {
            let message = format!("To {later} people it was sent after as-of; they do not count yet.");
            said.push(Notice::new(
                "campaignLater",
                Severity::Warning,
                message,
                &[("later", later.to_string())],
            ));
        }
    }
}

/// Whether a list, which ascends, has a key.
fn has(list: &[(String, i32)], key: &str) -> bool {
    list.binary_search_by(|(own, _)| own.as_str().cmp(key)).is_ok()
}

fn person(shop: &Shop, key: &str, sent: i32) -> Person {
    let at = shop.occasions.keys.binary_search_by(|own| own.as_str().cmp(key)).ok();
    let ordered = at.filter(|&at| !shop.occasions.of_customer.get(at).is_empty());
    Person { customer: ordered.map(number), sent }
}

/// People by their keys, ascending, as the orders know them; who is listed twice counts from the first day.
fn listed(people: &[Sent], usual: Option<i32>) -> Result<Vec<(String, i32)>, Error> {
    let mut all = Vec::new();
    for Sent { key, sent } in people {
        let key = key.trim();
        let key = if key.contains('@') { key.to_ascii_lowercase() } else { key.to_owned() };
        let own = sent.as_deref().map(day).transpose()?;
        let sent = own.or(usual).ok_or_else(|| {
            refuse("say on which day the campaign was sent: as \"sent\" of everybody or of each".to_owned())
        })?;
        all.push((key, sent));
    }
    let mut found: Vec<(String, i32)> = Vec::new();
    for at in positions(all.len(), &|a, b| all[a].cmp(&all[b])) {
        let (key, sent) = &all[at];
        if !key.is_empty() && found.last().is_none_or(|last| last.0 != *key) {
            found.push((key.clone(), *sent));
        }
    }
    Ok(found)
}

fn column(baskets: &Baskets, by: MarkBy) -> Result<&[u32], Error> {
    let orders = &baskets.orders;
    Ok(match by {
        MarkBy::Campaign => &orders.campaign,
        MarkBy::Creative => &orders.creative,
        MarkBy::Channel => &orders.channel,
        MarkBy::Code => &orders.code,
        _ => return Err(refuse("a mark is a campaign, creative, channel or code".to_owned())),
    })
}

/// The words that say a mark's name, in any case.
fn words_of(baskets: &Baskets, mark: &Mark) -> Result<Vec<u32>, Error> {
    let wanted = mark.name.trim().to_lowercase();
    let says = |at: &u32| word(baskets, Some(*at)).is_some_and(|text| text.to_lowercase() == wanted);
    let found: Vec<u32> = (0..u32::try_from(baskets.words.len()).unwrap_or(u32::MAX)).filter(says).collect();
    let used = column(baskets, mark.by)?.iter().any(|at| found.contains(at));
    if used {
        Ok(found)
    } else {
        Err(refuse(format!("no order carries \"{}\"; take a name from the marks", mark.name)))
    }
}

fn marks(baskets: &Baskets) -> Vec<MarkCount> {
    let mut all = Vec::new();
    for by in [MarkBy::Campaign, MarkBy::Code, MarkBy::Channel, MarkBy::Creative] {
        let Ok(column) = column(baskets, by) else { continue };
        let mut counts = vec![0_u64; baskets.words.len()];
        for (&at, &day) in column.iter().zip(&baskets.orders.day) {
            if let Some(count) = counts.get_mut(at as usize).filter(|_| day <= baskets.as_of) {
                *count += 1;
            }
        }
        let words = &baskets.words;
        let order = positions(counts.len(), &|a, b| counts[b].cmp(&counts[a]).then(words[a].cmp(&words[b])));
        for at in order.into_iter().take(MARKS).take_while(|&at| counts[at] > 0) {
            all.push(MarkCount { by, name: words[at].clone(), orders: counts[at] });
        }
    }
    all
}
