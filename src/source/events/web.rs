//! What addresses and names of other recorders mean: template of a path, class of a referrer, kind of an event.

use crate::money::Currency;
use crate::tables::events::Kind;
use std::borrow::Cow;

/// Host and path of an address, without query and fragment; no host of a bare path.
#[must_use]
pub fn split(address: &str) -> (&str, &str) {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let address = &address[..end];
    let Some((_, rest)) = address.split_once("://") else {
        return ("", address);
    };
    rest.find('/').map_or((rest, "/"), |slash| rest.split_at(slash))
}

/// Template of a path under Shopify's routes, with or without a locale before them; "other" for the rest.
#[must_use]
pub fn template(path: &str) -> &'static str {
    let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
    let locale = |part: &&str| part.len() == 2 || (part.len() == 5 && part.as_bytes()[2] == b'-');
    parts.next_if(locale);
    let first = parts.next().unwrap_or("");
    let more = parts.collect::<Vec<_>>();
    match first {
        "" => "index",
        "products" => "product",
        "collections" if more.contains(&"products") => "product",
        "collections" if more.is_empty() => "list-collections",
        "collections" => "collection",
        "search" => "search",
        "cart" => "cart",
        "pages" => "page",
        "blogs" if more.len() > 1 => "article",
        "blogs" => "blog",
        "checkout" | "checkouts" => "checkout",
        "account" if more.first() == Some(&"register") => "customers/register",
        "account" if more.first() == Some(&"login") => "customers/login",
        "account" => "customers/account",
        _ => "other",
    }
}

/// Class of a referrer, by its host and the shop's own.
#[must_use]
pub fn source(host: &str, own: &str) -> &'static str {
    const SEARCH: [&str; 7] = ["google.", "bing.", "duckduckgo.", "yahoo.", "yandex.", "baidu.", "ecosia."];
    const SOCIAL: [&str; 10] = [
        "facebook.",
        "instagram.",
        "tiktok.",
        "pinterest.",
        "youtube.",
        "twitter.",
        "reddit.",
        "weibo.",
        "linkedin.",
        "x.com",
    ];
    let has = |names: &[&str]| {
        names.iter().any(|name| host.starts_with(name) || host.contains(&format!(".{name}")))
    };
    match host {
        "" | "$direct" => "direct",
        host if host == own => "internal",
        host if host.starts_with("mail.") || host.contains(".mail.") => "email",
        _ if has(&SEARCH) => "search",
        _ if has(&SOCIAL) || host == "t.co" => "social",
        _ => "referral",
    }
}

/// The kind that a name of GA4's, Segment's or a shop's own vocabulary stands for.
#[must_use]
pub fn kind(name: &str) -> Kind {
    let plain: String =
        name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    match plain.as_str() {
        "view" | "pageview" | "pageviewed" | "screenview" | "浏览" | "访问" | "页面浏览" | "浏览页面" => {
            Kind::View
        }
        "login" | "identify" | "登录" => Kind::Login,
        "product" | "viewitem" | "productviewed" | "viewcontent" | "viewproduct" | "productview"
        | "浏览商品" | "商品浏览" | "查看商品" => Kind::Product,
        "add" | "addtocart" | "productadded" | "productaddedtocart" | "加购" | "加入购物车" => {
            Kind::Add
        }
        "remove" | "removefromcart" | "productremoved" | "productremovedfromcart" | "移出购物车" => {
            Kind::Remove
        }
        "cart" | "viewcart" | "cartviewed" | "查看购物车" => Kind::Cart,
        "search" | "viewsearchresults" | "productssearched" | "searchsubmitted" | "搜索" => Kind::Search,
        "result" | "searchresultclicked" => Kind::Result,
        "checkout" | "begincheckout" | "checkoutstarted" | "initiatecheckout" | "结账" | "结算"
        | "去结算" => Kind::Checkout,
        "addshippinginfo" | "addpaymentinfo" | "paymentinfosubmitted" | "step" => Kind::Step,
        "order" | "purchase" | "ordercompleted" | "checkoutcompleted" | "transaction" | "下单" | "购买"
        | "支付" => Kind::Order,
        "click" | "clicked" | "autocapture" | "点击" => Kind::Click,
        "rageclick" | "rage" => Kind::Rage,
        "deadclick" | "dead" => Kind::Dead,
        "scroll" => Kind::Scroll,
        "exception" => Kind::ScriptError,
        "webvitals" => Kind::Vital,
        _ => Kind::Custom,
    }
}

/// Linger's word for a kind of device.
#[must_use]
pub fn device(word: &str) -> Cow<'static, str> {
    match word.to_ascii_lowercase().as_str() {
        "mobile" | "phone" | "smartphone" => Cow::Borrowed("phone"),
        "tablet" => Cow::Borrowed("tablet"),
        "desktop" | "web" | "pc" => Cow::Borrowed("desktop"),
        other => Cow::Owned(other.chars().take(16).collect()),
    }
}

/// The device of a viewport's width, as the storefront script tells them apart.
#[must_use]
pub fn device_of_width(width: i64) -> &'static str {
    match width {
        ..=0 => "",
        1..600 => "phone",
        600..1024 => "tablet",
        _ => "desktop",
    }
}

/// Minor units of an amount in major ones; `None` beyond what an order can be.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn minor_units(amount: f64, currency: &str) -> Option<i64> {
    let exponent = Currency::parse(currency.as_bytes()).unwrap_or(Currency::NONE).exponent();
    let minor = amount * f64::from(10_u32.pow(exponent));
    (0.0..=1e12).contains(&minor).then(|| minor.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(split("https://shop.example/products/a?x=1#y"), ("shop.example", "/products/a"));
        assert_eq!((split("https://shop.example"), split("/cart?x")), (("shop.example", "/"), ("", "/cart")));
        let templates =
            ["/", "/en-us/products/a", "/collections/all/products/b", "/collections/all", "/blogs/n/x"]
                .map(template);
        assert_eq!(templates, ["index", "product", "product", "collection", "article"]);
    }

    #[test]
    fn referrers_and_names() {
        let sources =
            ["", "www.google.com", "m.facebook.com", "shop.example", "blog.example", "mail.example"]
                .map(|host| source(host, "shop.example"));
        assert_eq!(sources, ["direct", "search", "social", "internal", "referral", "email"]);
        let kinds = ["page_view", "Product Added", "begin_checkout", "$rageclick", "sign_up"].map(kind);
        assert_eq!(kinds, [Kind::View, Kind::Add, Kind::Checkout, Kind::Rage, Kind::Custom]);
        assert_eq!(["浏览", "加购", "下单"].map(kind), [Kind::View, Kind::Add, Kind::Order]);
        assert_eq!(
            (minor_units(12.34, "EUR"), minor_units(500.0, "JPY"), minor_units(1e15, "EUR")),
            (Some(1234), Some(500), None)
        );
    }
}
