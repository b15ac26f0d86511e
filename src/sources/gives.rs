//! Which parts of the report a table of orders has what is needed for, and which columns it lacks.

use super::summary::Gives;
use crate::source::platforms::{Is, Layout};

/// Sets of columns of which any one is enough.
type Ways = &'static [&'static [Is]];

const DISCOUNTS: Ways = &[
    &[Is::Discount],
    &[Is::Discount2],
    &[Is::LineDiscount],
    &[Is::LineDiscount2],
    &[Is::Price, Is::UnitPrice],
    &[Is::LineTotal, Is::LineNet],
    &[Is::Total, Is::Paid],
];
const REFUNDS: Ways = &[&[Is::Refund], &[Is::Adjusted], &[Is::Returned], &[Is::ConvertedRefund]];
const UNITS: Ways = &[&[Is::Quantity], &[Is::Text]];
const PRODUCTS: Ways = &[&[Is::Product], &[Is::Sku], &[Is::Text]];
const COUNTRIES: Ways = &[&[Is::Country], &[Is::BillingCountry]];
const TOTALS: Ways = &[
    &[Is::Total, Is::Subtotal],
    &[Is::Total, Is::LineTotal],
    &[Is::Total, Is::LineNet],
    &[Is::Total, Is::UnitPrice],
];

/// Exports that say by their way of writing what others have a column for.
const WITHOUT_COLUMN: [(&str, &str); 6] = [
    ("lazadaOrders", "units"),
    ("magentoOrders", "discounts"),
    ("bigcommerceOrders", "discounts"),
    ("wooAnalyticsOrders", "refunds"),
    ("paypalActivity", "refunds"),
    ("stripePayments", "totals"),
];

/// What the table of a layout has what is needed for; `samples` are its first records. Empty for tables without orders.
#[must_use]
pub fn gives(layout: &Layout, samples: &[Vec<String>]) -> Vec<Gives> {
    if !layout.platform.kind.has_orders() {
        return Vec::new();
    }
    let part = |capability, ways| by_ways(layout, capability, ways);
    let (customers, hours) = (customers(layout), hours(layout, samples));
    vec![
        Gives { capability: "customers", ..customers.clone() },
        Gives { capability: "repeat", ..customers },
        part("units", UNITS),
        part("discounts", DISCOUNTS),
        part("refunds", REFUNDS),
        part("products", PRODUCTS),
        part("countries", COUNTRIES),
        hours,
        part("totals", TOTALS),
    ]
}

fn by_ways(layout: &Layout, capability: &'static str, ways: Ways) -> Gives {
    let has = |is: &Is| layout.slots[*is as usize].is_some();
    let ok = WITHOUT_COLUMN.contains(&(layout.platform.id, capability))
        || ways.iter().any(|way| way.iter().all(has));
    let needs = if ok {
        Vec::new()
    } else {
        let known = |way: &&&[Is]| way.iter().all(|is| header(layout, *is).is_some());
        let way = ways.iter().find(known).copied();
        match way {
            Some(way) => {
                let lacking = way.iter().filter(|is| !has(is));
                lacking.filter_map(|&is| header(layout, is)).collect()
            }
            None => ways.first().map(|way| label(way[0])).into_iter().collect(),
        }
    };
    Gives { capability, ok, needs }
}

/// The text of a column that the platform's exports may have, in English.
fn header(layout: &Layout, is: Is) -> Option<&'static str> {
    let (_, aliases) = layout.platform.columns.iter().find(|(known, _)| *known == is)?;
    aliases.first().map(|alias| {
        alias.split_once(':').filter(|(code, _)| code.len() == 2).map_or(*alias, |(_, text)| text)
    })
}

/// What to call a column that the platform's exports never have.
fn label(is: Is) -> &'static str {
    match is {
        Is::Email => "e-mail",
        Is::Quantity => "quantity",
        Is::Discount => "discount",
        Is::Refund => "refunded amount",
        Is::Product => "product",
        Is::Country => "country",
        Is::Time => "time of day",
        Is::Total => "order total",
        other => other.name(),
    }
}

/// Whether any key that tells its people apart has a column.
fn customers(layout: &Layout) -> Gives {
    let keys = layout.platform.reading.keys;
    let has = |is: Is| layout.slots[is as usize].is_some();
    let ok = keys.iter().any(|&key| has(key) || (key == Is::Name && has(Is::FirstName)));
    let lacking = keys.iter().filter_map(|&key| header(layout, key));
    let needs: Vec<&'static str> = if ok { Vec::new() } else { lacking.take(1).collect() };
    let needs = if !ok && needs.is_empty() { vec![label(Is::Email)] } else { needs };
    Gives { capability: "customers", ok, needs }
}

/// Whether times have a clock, as far as the samples show it.
fn hours(layout: &Layout, samples: &[Vec<String>]) -> Gives {
    let column = layout.slots[Is::Time as usize].map(|slot| layout.wanted[slot] as usize);
    let cells = samples.iter().filter_map(|record| record.get(column?)).filter(|cell| !cell.is_empty());
    let clocked = |cell: &String| {
        cell.contains(':')
            || cell.contains('时')
            || cell.bytes().all(|b| b.is_ascii_digit()) && cell.len() > 8
    };
    let mut cells = cells.peekable();
    let shown = cells.peek().is_none() || cells.any(clocked);
    let ok = column.is_some() && (layout.slots[Is::Clock as usize].is_some() || shown);
    Gives { capability: "hours", ok, needs: if ok { Vec::new() } else { vec![label(Is::Time)] } }
}

#[cfg(test)]
mod tests {
    use crate::sources::start::recognise;
    use crate::sources::{FileOptions, Recognised};

    fn seen(text: &str) -> Recognised {
        recognise(text.as_bytes(), &FileOptions::default(), |_| None).unwrap()
    }

    fn lacking(found: &Recognised) -> Vec<(&'static str, String)> {
        let lacking = found.gives.iter().filter(|part| !part.ok);
        lacking.map(|part| (part.capability, part.needs.join(", "))).collect()
    }

    #[test]
    fn what_exports_lack() {
        let amazon = seen(
            "amazon-order-id\tpurchase-date\torder-status\titem-status\tsku\tquantity\tcurrency\titem-price\titem-promotion-discount\tship-country\n028-1\t2025-03-01T10:00:00+00:00\tShipped\tShipped\tM\t2\tEUR\t20.00\t\tDE\n",
        );
        assert_eq!(
            lacking(&amazon),
            [
                ("customers", "e-mail".to_owned()),
                ("repeat", "e-mail".to_owned()),
                ("refunds", "refunded amount".to_owned()),
                ("totals", "order total".to_owned()),
            ]
        );
        let etsy = seen(
            "Sale Date,Order ID,Buyer,Currency,Order Value,Order Total,Ship Country\n08/14/25,1,ann,USD,5.00,5.00,US\n",
        );
        assert_eq!(
            lacking(&etsy),
            [
                ("units", "Number of Items".to_owned()),
                ("discounts", "Discount Amount".to_owned()),
                ("refunds", "Adjusted Order Total".to_owned()),
                ("products", "SKU".to_owned()),
                ("hours", "time of day".to_owned()),
            ]
        );
    }
}
