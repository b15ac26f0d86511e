//! Where the exports of each platform are found, for the sentence that answers a wrong file.

use crate::tables::shop::Kind;

/// The way to a platform's export of orders or customers.
#[must_use]
pub fn whence(platform: &str, kind: Kind) -> &'static str {
    match (platform, kind) {
        ("Shopify", Kind::Customers) => "Export the customers: Shopify admin > Customers > Export.",
        ("WooCommerce", Kind::Customers) => {
            "Export the customers: WooCommerce > Analytics > Customers > Download."
        }
        ("Magento", Kind::Customers) => "Export the customers: Admin > Customers > All Customers > Export.",
        (_, Kind::Orders) => orders(platform),
        _ => "Choose the export that holds it and drop that file.",
    }
}

fn orders(platform: &str) -> &'static str {
    match platform {
        "Shopify" => "Export the orders: Shopify admin > Orders > Export.",
        "WooCommerce" => "Export the orders: WooCommerce > Analytics > Orders > Download.",
        "Magento" => "Export the orders: Admin > Sales > Orders > Export.",
        "Amazon" => "Export the orders: Seller Central > Reports > Fulfilment > All Orders.",
        "eBay" => "Export the orders: Seller Hub > Orders > Download report.",
        "Etsy" => "Export the orders: Shop Manager > Settings > Options > Download Data > Orders.",
        "TikTok Shop" => "Export the orders: Seller Center > Orders > Manage Orders > Export.",
        "Taobao" => "Export the orders: 千牛 > 交易 > 已卖出的宝贝 > 批量导出.",
        "1688" => "Export the orders: 1688 > 交易管理 > 已卖出的货品 > 导出.",
        "Shopee" => "Export the orders: Seller Centre > My Orders > Export.",
        "Lazada" => "Export the orders: Seller Center > Orders > Export.",
        "BigCommerce" => "Export the orders: Orders > View > Export all orders.",
        "Stripe" | "PayPal" => "Export the orders of the shop that takes these payments.",
        _ => "Export the orders of the shop and drop that file.",
    }
}

/// What a table of a kind is called.
#[must_use]
pub fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Orders => "orders",
        Kind::Payments => "payments",
        Kind::Customers => "customers",
        Kind::Products => "products",
        Kind::Checkouts => "abandoned checkouts",
        Kind::Returns => "returns",
        Kind::Spend => "advertising",
        Kind::Traffic => "web analytics",
        Kind::Codes => "codes",
        Kind::Feedback => "feedback",
        Kind::Rates => "exchange rates",
    }
}
