//! Purchase rhythm: orders and net sales by hour of the local week.
//!
//! Counts are of orders, identified or not; net sales are the orders' own, without later refunds. Off where
//! some times have no hour.

use super::{Definition, Unit, define};
use crate::money::Money;
use crate::tables::histories::Histories;
use serde::Serialize;

/// Hours of a day.
const HOURS: usize = 24;

/// The report's section on rhythm.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rhythm {
    /// IANA zone of the hours.
    pub zone: String,
    /// Orders by weekday, Monday first, and hour.
    pub orders: Vec<Vec<u32>>,
    /// Net sales of those orders.
    pub net_sales: Vec<Vec<Money>>,
}

/// The week's hours; `None` where some times have no hour.
#[must_use]
pub fn rhythm(histories: &Histories, zone: &str) -> Option<Rhythm> {
    let hours = histories.week_hours.as_ref()?;
    let net = hours.net.chunks_exact(histories.width()).map(|amounts| histories.money(amounts));
    Some(Rhythm {
        zone: zone.to_owned(),
        orders: hours.orders.chunks(HOURS).map(<[u32]>::to_vec).collect(),
        net_sales: net.collect::<Vec<_>>().chunks(HOURS).map(<[Money]>::to_vec).collect(),
    })
}

/// What the numbers mean.
pub const DEFINITIONS: &[Definition] = &[
    define(
        "rhythm.orders",
        Unit::Count,
        "Counted orders by weekday and hour of their time in the zone.",
        "Own rule",
    ),
    define(
        "rhythm.netSales",
        Unit::Money,
        "Net amount of the orders of that weekday and hour; refunds of a later day are not moved to it.",
        "Own rule",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::histories::{WeekHours, sample};

    #[test]
    fn seven_days_of_24_hours() {
        let mut histories = sample(10, &[(0, 10, 20_000)]);
        assert_eq!(rhythm(&histories, "UTC"), None);
        let (mut orders, mut net) = (vec![0; 168], vec![0; 168]);
        (orders[25], net[25]) = (3, 125_000);
        histories.week_hours = Some(WeekHours { orders, net });
        let rhythm = rhythm(&histories, "Asia/Tokyo").unwrap();
        assert_eq!((rhythm.orders.len(), rhythm.orders[6].len()), (7, 24));
        assert_eq!((rhythm.orders[1][1], rhythm.net_sales[1][1].single()), (3, Some(12.5)));
    }
}
