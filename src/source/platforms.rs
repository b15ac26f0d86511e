//! Every export that Linger knows: one file each, which says by which columns it is recognised and turns a record into tables.
//!
//! Columns are found by the text of their header in any of its languages, never by their place. An alias of another language
//! than English begins with its code: `"zh:订单编号"`.

pub mod header;
pub mod is;
pub mod meaning;
pub mod months;
mod optional;
pub mod period;
mod recognition;
pub mod row;
mod sample;
pub mod words;

pub mod advertising;
pub mod alibaba1688_orders;
pub mod amazon_all_orders;
pub mod amazon_fba_returns;
pub mod amazon_fba_shipments;
pub mod amazon_new_orders;
pub mod amazon_sale_report;
pub mod amazon_unshipped_orders;
pub mod bigcommerce_orders;
pub mod catalogue;
pub mod contact_log;
pub mod csat_survey;
pub mod customers;
pub mod ebay_orders;
pub mod ecb_rates;
pub mod etsy_items;
pub mod etsy_orders;
pub mod ga4;
pub mod ga4_exploration;
pub mod ga4_report;
pub mod generic;
pub mod generic_customers;
pub mod generic_products;
pub mod generic_returns;
pub mod generic_reviews;
pub mod generic_spend;
pub mod generic_tickets;
pub mod google_ads;
pub mod gorgias_tickets;
pub mod judgeme_reviews;
pub mod klaviyo_profiles;
pub mod lazada_orders;
pub mod magento_customers;
pub mod magento_orders;
pub mod mailchimp_audience;
pub mod meta_ads;
pub mod nps_survey;
pub mod okendo_reviews;
pub mod opinions;
pub mod partner_codes;
pub mod paypal_activity;
pub mod paypal_types;
pub mod paypal_zones;
pub mod returned;
pub mod shopee_orders;
pub mod shopify_checkouts;
pub mod shopify_customers;
pub mod shopify_orders;
pub mod shopify_products;
pub mod simple_rates;
pub mod stripe_payments;
pub mod taobao_orders;
pub mod tiktok_ads;
pub mod tiktok_orders;
pub mod woo_advanced_export;
pub mod woo_analytics_customers;
pub mod woo_analytics_orders;
mod woo_attribution;
pub mod woo_export_suite;
pub mod woo_order_export;
pub mod woo_products;
pub mod yotpo_reviews;
pub mod zendesk_tickets;

pub use header::{Found, Heading, Layout, recognise};
pub use is::Is;
pub use row::Row;

pub use crate::tables::shop::Kind;

use super::dates::DateOrder;

/// An export of a platform.
#[derive(Debug)]
pub struct Platform {
    /// Stable id, for instance `amazonAllOrders`.
    pub id: &'static str,
    /// The platform's name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Texts of each column's header, likeliest first.
    pub columns: &'static [(Is, &'static [&'static str])],
    /// Columns without which it is not this export. Together they must be no other export's.
    pub needs: &'static [Is],
    /// Headers of which at least one must be there besides; none asks for nothing.
    pub marks: &'static [&'static str],
    /// How its cells are to be read.
    pub reading: Reading,
    /// Turns one record into rows of the tables.
    pub row: fn(&mut Row),
}

/// What holds for all cells of an export.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The order of day and month, where the platform always writes the same.
    pub dates: Option<DateOrder>,
    /// Times without an offset are UTC; else they are the shop's own.
    pub utc: bool,
    /// The decimal mark, where it is always the same.
    pub decimal: Option<u8>,
    /// `false` where quotes are data.
    pub quotes: bool,
    /// Order-level discounts are already taken off the lines' amounts.
    pub lines_discounted: bool,
    /// Amounts of lines contain tax.
    pub tax_inside: Option<bool>,
    /// Keys other than e-mail and phone are the platform's own and are named after it: `eBay: ann99`.
    pub scoped: bool,
    /// By which keys the file's people are known, best first.
    pub keys: &'static [Is],
    /// The currency of all its amounts, where the platform has only one.
    pub currency: Option<&'static str>,
    /// The space of its order ids, where other exports share it: an order that stands in several of them counts once.
    pub origin: Option<&'static str>,
    /// Among exports of one origin the one of the highest rank says what an order is worth.
    pub rank: u8,
    /// Asked only where no export of a platform fits: the header's words are anybody's.
    pub general: bool,
    /// What else must hold of the header and of the lines above it.
    pub fits: fn(&Heading) -> bool,
    /// Columns that are read besides those with a meaning, by place and header.
    pub also: fn(usize, &str) -> bool,
    /// Several tables may follow each other, each below a header of its own and of any width.
    pub sections: bool,
}

impl Reading {
    /// Decimal points, quotes, dates as the column settles them, people by e-mail, then phone, then name.
    pub const USUAL: Self = Self {
        dates: None,
        utc: false,
        decimal: None,
        quotes: true,
        lines_discounted: false,
        tax_inside: None,
        scoped: true,
        keys: &[Is::Email, Is::Phone, Is::CustomerId, Is::Username, Is::Name],
        currency: None,
        origin: None,
        rank: 0,
        general: false,
        fits: |_| true,
        also: |_, _| false,
        sections: false,
    };
}

/// All exports; of those that fit a header the one wins that knows most of it.
pub static PLATFORMS: &[&Platform] = &[
    &alibaba1688_orders::PLATFORM,
    &amazon_all_orders::PLATFORM,
    &amazon_fba_returns::PLATFORM,
    &amazon_fba_shipments::PLATFORM,
    &amazon_new_orders::PLATFORM,
    &amazon_sale_report::PLATFORM,
    &amazon_unshipped_orders::PLATFORM,
    &bigcommerce_orders::PLATFORM,
    &contact_log::PLATFORM,
    &csat_survey::PLATFORM,
    &ebay_orders::PLATFORM,
    &ecb_rates::PLATFORM,
    &etsy_items::PLATFORM,
    &etsy_orders::PLATFORM,
    &ga4_exploration::PLATFORM,
    &ga4_report::PLATFORM,
    &generic_customers::PLATFORM,
    &generic_products::PLATFORM,
    &generic_returns::PLATFORM,
    &generic_reviews::PLATFORM,
    &generic_spend::PLATFORM,
    &generic_tickets::PLATFORM,
    &google_ads::PLATFORM,
    &gorgias_tickets::PLATFORM,
    &judgeme_reviews::PLATFORM,
    &klaviyo_profiles::PLATFORM,
    &lazada_orders::PLATFORM,
    &magento_customers::PLATFORM,
    &magento_orders::PLATFORM,
    &mailchimp_audience::PLATFORM,
    &meta_ads::PLATFORM,
    &nps_survey::PLATFORM,
    &okendo_reviews::PLATFORM,
    &partner_codes::PLATFORM,
    &paypal_activity::PLATFORM,
    &shopee_orders::PLATFORM,
    &shopify_checkouts::PLATFORM,
    &shopify_customers::PLATFORM,
    &shopify_orders::PLATFORM,
    &shopify_products::PLATFORM,
    &simple_rates::PLATFORM,
    &stripe_payments::PLATFORM,
    &taobao_orders::PLATFORM,
    &tiktok_ads::PLATFORM,
    &tiktok_orders::PLATFORM,
    &woo_advanced_export::PLATFORM,
    &woo_analytics_customers::PLATFORM,
    &woo_analytics_orders::PLATFORM,
    &woo_export_suite::PLATFORM,
    &woo_order_export::PLATFORM,
    &woo_products::PLATFORM,
    &yotpo_reviews::PLATFORM,
    &zendesk_tickets::PLATFORM,
];
