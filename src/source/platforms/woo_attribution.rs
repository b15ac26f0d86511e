//! Where an order came from, in the columns that WooCommerce's order attribution gives the exports of several plugins.

/// `utm_source`.
pub const SOURCE: &[&str] =
    &["utm_source", "_wc_order_attribution_utm_source", "meta:_wc_order_attribution_utm_source"];
/// `utm_medium`.
pub const MEDIUM: &[&str] =
    &["utm_medium", "_wc_order_attribution_utm_medium", "meta:_wc_order_attribution_utm_medium"];
/// `utm_campaign`.
pub const CAMPAIGN: &[&str] =
    &["utm_campaign", "_wc_order_attribution_utm_campaign", "meta:_wc_order_attribution_utm_campaign"];
/// `utm_content`.
pub const CONTENT: &[&str] =
    &["utm_content", "_wc_order_attribution_utm_content", "meta:_wc_order_attribution_utm_content"];
/// The first page of the visit.
pub const LANDING: &[&str] =
    &["_wc_order_attribution_session_entry", "meta:_wc_order_attribution_session_entry", "Landing Page"];
