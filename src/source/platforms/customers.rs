//! The steps of every customers' table: keys, attributes, and the totals that the platform states.

use super::{Is, Row};
use crate::money::major;
use crate::tables::interner::NOBODY;
use crate::tables::shop::people::AttributeKind;

const ATTRIBUTES: [(AttributeKind, Is); 9] = [
    (AttributeKind::Country, Is::Country),
    (AttributeKind::Region, Is::Region),
    (AttributeKind::City, Is::City),
    (AttributeKind::Language, Is::Language),
    (AttributeKind::Company, Is::Company),
    (AttributeKind::Tags, Is::Tags),
    (AttributeKind::Consent, Is::Consent),
    (AttributeKind::CustomerSince, Is::Since),
    (AttributeKind::Birthday, Is::Birthday),
];

/// One customer with what is said of them. `Is::Time` is when it was said.
pub fn row(row: &mut Row) {
    let person = row.person();
    if person == NOBODY {
        return row.incomplete();
    }
    let at = row.moment(Is::Time);
    let name = name(row);
    let name = row.intern(&name);
    row.attribute(person, AttributeKind::Name, name, at);
    for (what, is) in ATTRIBUTES {
        let value = row.word(is);
        let since = if what == AttributeKind::CustomerSince { row.moment(is) } else { None };
        row.attribute(person, what, value, since.or(at));
    }
    let totals = [
        (AttributeKind::TotalOrders, row.number(Is::TotalOrders)),
        (AttributeKind::TotalSpent, row.money(Is::TotalSpent)),
    ];
    for (what, total) in totals {
        let Some(total) = total else { continue };
        let value = row.intern(major(total).to_string().as_bytes());
        row.attribute(person, what, value, at);
    }
}

/// The name as the export writes it.
fn name(row: &Row) -> Vec<u8> {
    let whole = row.text(Is::Name);
    if !whole.is_empty() {
        return whole.into_owned();
    }
    let (first, last) = (row.text(Is::FirstName), row.text(Is::LastName));
    [first.as_ref(), last.as_ref()].join(&b' ').trim_ascii().to_vec()
}
