//! Stripe: payments. One row a payment, in the buyer's currency; times are UTC. Failed payments and tests are no sales, what
//! was given back stands on the payment's own row.

use super::meaning::Meaning;
use super::{Is, Kind, Platform, Reading, Row};
use crate::tables::ledger::Verdict;
use crate::tables::shop::{Part, Standing};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "stripePayments",
    name: "Stripe",
    kind: Kind::Payments,
    columns: &[
        (Is::Order, &["id"]),
        (Is::Subject, &["Description"]),
        (Is::Time, &["Created (UTC)", "Created date (UTC)"]),
        (Is::Total, &["Amount"]),
        (Is::Refund, &["Amount Refunded"]),
        (Is::Currency, &["Currency"]),
        (Is::Converted, &["Converted Amount"]),
        (Is::ConvertedRefund, &["Converted Amount Refunded"]),
        (Is::ConvertedCurrency, &["Converted Currency"]),
        (Is::Fee, &["Fee"]),
        (Is::Tax, &["Tax"]),
        (Is::Mode, &["Mode"]),
        (Is::Status, &["Status"]),
        (Is::CustomerId, &["Customer ID"]),
        (Is::Email, &["Customer Email"]),
        (Is::Captured, &["Captured"]),
        (Is::Name, &["Card Name"]),
        (Is::Country, &["Card Address Country", "Shipping Address Country"]),
        (Is::BillingCountry, &["Card Issue Country"]),
        (Is::Region, &["Card Address State"]),
        (Is::Payment, &["Payment Source Type"]),
        (Is::Transaction, &["PaymentIntent ID"]),
        (Is::Token, &["order_id (metadata)", "order_number (metadata)", "Order ID (metadata)"]),
    ],
    needs: &[Is::Order, Is::Time, Is::Status],
    marks: &["Created (UTC)", "Created date (UTC)"],
    reading: Reading {
        utc: true,
        decimal: Some(b'.'),
        keys: &[Is::Email, Is::CustomerId, Is::Name],
        tax_inside: Some(false),
        ..Reading::USUAL
    },
    row,
};

fn row(row: &mut Row) {
    let status = row.text(Is::Status);
    let meaning = row.meaning(&status);
    let unpaid =
        matches!(meaning, Meaning::Cancelled | Meaning::Voided | Meaning::Pending | Meaning::Authorized);
    if unpaid || row.text(Is::Captured).eq_ignore_ascii_case(b"false") {
        row.verdict(Verdict::NotASale, &status);
        return;
    }
    let Some(order) = row.order() else { return };
    if row.text(Is::Mode).eq_ignore_ascii_case(b"test") {
        row.tables.orders.standing[order] = Standing::Test;
    }
    let (total, refund) = if row.has(Is::Total) {
        (row.amount(Is::Total), row.amount(Is::Refund))
    } else {
        let code = row.text(Is::ConvertedCurrency);
        let currency = crate::money::Currency::parse(&code).unwrap_or(crate::money::Currency::NONE);
        row.tables.orders.currency[order] = row.tables.currency(currency);
        (row.amount(Is::Converted), row.amount(Is::ConvertedRefund))
    };
    row.tables.orders.part_mut(Part::Total).say(order, total);
    row.tables.orders.part_mut(Part::Refund).say(order, refund.map(i64::abs));
    row.say(Part::Tax, order, Is::Tax);
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn only_payments_that_were_made_count() {
        let found = read(
            "id,Description,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Customer ID,Customer Email,Captured,Card Name,order_id (metadata)\r\n\
             ch_1,Order 1,2024-09-05 16:07:29,119.00,59.50,eur,119.00,59.50,3.00,19.00,eur,Live,Paid,cus_1,Ann@Example.com,true,Ann,1001\r\n\
             ch_2,Order 2,2024-09-06 16:07:29,15934,0,jpy,99.00,0.00,3.00,0.00,eur,Live,Refunded,cus_2,,true,,\r\n\
             ch_3,Order 3,2024-09-07 16:07:29,20.00,0.00,eur,20.00,0.00,0.00,0.00,eur,Live,Failed,,bob@example.com,false,,\r\n\
             ch_4,Order 4,2024-09-08 16:07:29,20.00,0.00,eur,20.00,0.00,0.00,0.00,eur,Test,Paid,,bob@example.com,true,,\r\n",
        );
        assert_eq!(found.summary.source, "stripePayments");
        // Of the 59.50 given back 100/119 are without tax; "Refunded" without an amount gives back all.
        assert_eq!(
            found.rows,
            [
                "ch_1,ann@example.com,2024-09-05 16:07:29 +0000,100,,50,,,EUR",
                "ch_2,Stripe: cus_2,2024-09-06 16:07:29 +0000,15934,,15934,,,JPY",
                "ch_4,bob@example.com,2024-09-08 16:07:29 +0000,20,,,,test,EUR",
            ]
        );
        assert_eq!(found.ledger, [("testOrder", 1), ("notASale", 1)]);
    }
}
