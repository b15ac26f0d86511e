//! The header of Shopify's orders export: texts in, the place of each column out.

use super::mapping::normal;

/// The columns that are read, as [`Column`] numbers them.
pub const COLUMNS: [&str; 19] = [
    "Name",
    "Email",
    "Financial Status",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Amount",
    "Created at",
    "Lineitem quantity",
    "Billing Name",
    "Billing Phone",
    "Cancelled at",
    "Payment Method",
    "Refunded Amount",
    "Phone",
    "Duties",
    "Note Attributes",
];

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
#[allow(missing_docs)]
pub enum Column {
    Name,
    Email,
    FinancialStatus,
    Currency,
    Subtotal,
    Shipping,
    Taxes,
    Total,
    Discount,
    CreatedAt,
    Quantity,
    BillingName,
    BillingPhone,
    CancelledAt,
    PaymentMethod,
    Refunded,
    Phone,
    Duties,
    NoteAttributes,
}

/// Where each column is; `None` where the header is another file's.
#[must_use]
pub fn columns(headers: &[String]) -> Option<[Option<usize>; COLUMNS.len()]> {
    let columns = COLUMNS.map(|name| headers.iter().position(|header| normal(header) == normal(name)));
    let has = |column: Column| columns[column as usize].is_some();
    let needed = [Column::Name, Column::FinancialStatus, Column::CreatedAt, Column::Quantity];
    let paid = has(Column::Subtotal) || has(Column::Total);
    let keyed = has(Column::Email) || has(Column::Phone);
    (needed.into_iter().all(has) && paid && keyed).then_some(columns)
}
