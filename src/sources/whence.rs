//! Where the exports of each platform are found, for the sentence that answers a wrong file.

use crate::error::ErrorKind;
use crate::source::platforms::Platform;
use crate::tables::shop::Kind;

/// The error of an export that is not of the kind that was asked for.
#[must_use]
pub fn wrong_kind(found: &Platform, wanted: Kind) -> ErrorKind {
    let (kind, asked) = (called(found.kind), called(wanted));
    let is = match found.name {
        "" => format!("This is a table of {kind}, not of {asked}."),
        name => format!("This is an export of {kind} from {name}, not of {asked}."),
    };
    ErrorKind::WrongKind(format!("{is} {}", whence(found.name, wanted)))
}

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

#[cfg(test)]
mod tests {
    use super::wrong_kind;
    use crate::error::Error;
    use crate::source::platforms::shopify_customers;
    use crate::tables::shop::Kind;

    #[test]
    fn a_file_of_another_kind_says_where_the_right_one_is() {
        let error = Error::new(wrong_kind(&shopify_customers::PLATFORM, Kind::Orders));
        assert_eq!(
            error.to_string(),
            "This is an export of customers from Shopify, not of orders. Export the orders: Shopify admin > Orders > Export."
        );
        assert_eq!(error.code(), "wrongKind");
    }
}
