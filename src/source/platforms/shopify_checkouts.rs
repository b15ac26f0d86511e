//! Shopify: abandoned checkouts. One row a checkout, or one a line item with the checkout's own on its first row.

use super::{Heading, Is, Kind, Platform, Reading, Row};
use crate::tables::interner::NOBODY;
use crate::tables::shop::{Checkout, NO_WORD};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "shopifyCheckouts",
    name: "Shopify",
    kind: Kind::Checkouts,
    columns: &[
        (Is::Item, &["Id", "Checkout ID", "Checkout", "Name"]),
        (Is::Token, &["Token", "Checkout Token", "Cart Token"]),
        (Is::Email, &["Email", "Customer Email"]),
        (Is::Phone, &["Phone", "Customer Phone"]),
        (Is::BillingPhone, &["Shipping Phone", "Billing Phone"]),
        (Is::Name, &["Customer", "Customer Name", "Billing Name", "Shipping Name"]),
        (Is::Time, &["Created at", "Abandoned at", "Date"]),
        (Is::Total, &["Total", "Total Price", "Subtotal Price", "Subtotal"]),
        (Is::Currency, &["Currency"]),
        (Is::Status, &["Recovery Status", "Recovered", "Recovered?"]),
        (Is::RecoveredAt, &["Completed at", "Recovered at"]),
    ],
    needs: &[Is::Item, Is::Email, Is::Time, Is::Total],
    marks: &[],
    reading: Reading {
        decimal: Some(b'.'),
        scoped: false,
        keys: &[Is::Email, Is::Phone, Is::Name],
        fits,
        ..Reading::USUAL
    },
    row,
};

/// What only checkouts have: a way back into the cart, whether it was taken, or line items without any payment.
fn fits(heading: &Heading) -> bool {
    const MARKS: [&str; 7] = [
        "Abandoned Checkout URL",
        "Recovery Status",
        "Recovered?",
        "Recovered at",
        "Checkout ID",
        "Checkout Token",
        "Cart Token",
    ];
    let lines = heading.has("Lineitem name") && heading.has("Id");
    !heading.has("Financial Status") && (lines || MARKS.iter().any(|mark| heading.has(mark)))
}

fn row(row: &mut Row) {
    let (id, token) = (row.word(Is::Item), row.word(Is::Token));
    if id != NO_WORD && row.tables.checkouts.last().is_some_and(|last| last.id == id) {
        return;
    }
    let (person, total) = (row.person(), row.money(Is::Total));
    if id == NO_WORD && person == NOBODY && total.is_none() {
        return row.incomplete();
    }
    let checkout = Checkout {
        id,
        token,
        time: row.moment(Is::Time),
        person,
        total,
        currency: row.currency(),
        recovered: recovered(row),
    };
    row.tables.checkouts.push(checkout);
}

/// Whether an order came of it.
fn recovered(row: &Row) -> bool {
    let word = row.text(Is::Status).to_ascii_lowercase();
    !row.is_blank(Is::RecoveredAt) || matches!(word.as_slice(), b"recovered" | b"yes" | b"true" | b"1")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{read, recognised};

    #[test]
    fn a_checkout_is_one_however_many_lines_it_has() {
        let file = read(
            "Id,Email,Currency,Total,Created at,Lineitem quantity,Lineitem name,Phone,Recovery Status,Abandoned Checkout URL\n\
             3001,ann@shop.example,EUR,42.90,2026-09-01 10:00:00 +0200,1,Mug,,Not Recovered,https://shop.example/a\n\
             3001,,,,,2,Cup,,,\n\
             3002,,EUR,10.00,2026-09-02 10:00:00 +0200,1,Mug,'+31612345678,Recovered,https://shop.example/b\n",
        );
        assert_eq!(file.summary.source, "shopifyCheckouts");
        let checkouts: Vec<_> = file
            .tables()
            .checkouts
            .iter()
            .map(|row| (file.text(row.id), row.person, row.total, row.recovered))
            .collect();
        assert_eq!(
            checkouts,
            [("3001".to_owned(), 0, Some(429_000), false), ("3002".to_owned(), 1, Some(100_000), true)]
        );
        assert_eq!(file.people()[1], "- - +31612345678 - -");
    }

    #[test]
    fn what_was_paid_is_no_checkout() {
        assert_eq!(recognised("Id,Email,Created at,Total Price\n1,a@b.example,2026-09-01,5.00\n"), "generic");
    }
}
