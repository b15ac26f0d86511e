use super::*;
use crate::tables::shop::fixture::Shop;

fn audit(shop: &Shop) -> IdentityAudit {
    let files = shop.loaded();
    identity(&files, &shop.links(&[]), true)
}

/// Four Shopify orders: by e-mail, by e-mail and phone, by phone alone, a counter sale. Stripe knows the first buyer.
fn shop() -> Shop {
    let mut shop = Shop::new();
    shop.file("shopifyOrders", "Shopify", Kind::Orders);
    shop.order("1", "email=ann@x.de", "DE", 0, 10);
    shop.order("2", "email=bob@x.de phone=030123456", "DE", 1, 10);
    shop.order("3", "phone=+4930123456", "DE", 2, 10);
    shop.order("4", "", "DE", 3, 10);
    shop.file("stripePayments", "Stripe", Kind::Payments).order("p", "id=cus_1 email=ann@x.de", "", 0, 10);
    shop.file("amazonAllOrders", "Amazon", Kind::Orders);
    let order = shop.order("a", "", "DE", 0, 10);
    shop.tables().orders.absent[order] = Absent::NoColumn;
    shop
}

#[test]
fn rates_by_source_and_key() {
    let audit = audit(&shop());
    assert_eq!((audit.keys, audit.people), (4, 2));
    let [amazon, shopify, stripe] = audit.sources.as_slice() else { panic!("{:?}", audit.sources) };
    assert_eq!((amazon.identified, amazon.rate), (0, Some(0.0)));
    assert_eq!(amazon.reasons, [Reason { code: ReasonCode::NoBuyerColumn, records: 1 }]);
    assert_eq!((shopify.records, shopify.identified, shopify.matched, shopify.rate), (4, 3, 1, Some(0.75)));
    assert_eq!(shopify.reasons, [Reason { code: ReasonCode::Blank, records: 1 }]);
    let rate = |key, records: u64, matched, people| KeyRate {
        key,
        records,
        rate: Some(records as f64 / 4.0),
        matched,
        people,
    };
    assert_eq!(shopify.keys, [rate(KeyKind::Email, 2, 1, 2), rate(KeyKind::Phone, 2, 0, 1)]);
    assert_eq!((stripe.identified, stripe.matched), (1, 1));
    assert!(audit.sources.iter().all(|source| {
        source.identified + source.reasons.iter().map(|reason| reason.records).sum::<u64>() == source.records
    }));
}

#[test]
fn merges_say_why() {
    let audit = audit(&shop());
    let bob = &audit.merges[1];
    assert_eq!((bob.person.as_str(), bob.keys.join(" ")), ("bob@x.de", "bob@x.de +4930123456".to_owned()));
    let (a, b) = ("+4930123456".to_owned(), "bob@x.de".to_owned());
    assert_eq!(bob.evidence, [Evidence { key: KeyKind::Phone, a, b, source: "shopifyOrders" }]);
    assert_eq!(audit.merges[0].keys, ["ann@x.de", "Stripe: cus_1"]);
}

#[test]
fn a_shared_key_is_a_reason() {
    let mut shop = Shop::new();
    shop.file("s", "Shopify", Kind::Orders);
    (0..6).for_each(|at| {
        shop.order(&format!("{at}"), &format!("email=p{at}@x phone=+4930999000"), "DE", at, 1);
    });
    shop.order("7", "phone=+4930999000", "DE", 7, 1);
    shop.order("8", "phone=12", "DE", 7, 1);
    let audit = audit(&shop);
    let reasons = [ReasonCode::Unreadable, ReasonCode::SharedKey].map(|code| Reason { code, records: 1 });
    assert_eq!(audit.sources[0].reasons, reasons);
    assert_eq!((audit.conflicts[0].records, audit.conflicts[0].key), (7, KeyKind::Phone));
    assert_eq!(audit.people, 6);
}

#[test]
fn customers_count_themselves() {
    let mut shop = Shop::new();
    shop.file("c", "Shopify", Kind::Customers).person("id=1 email=a@x");
    shop.person("email=b@x");
    shop.tables().people.absent[Absent::Masked as usize] = 1;
    let source = &audit(&shop).sources[0];
    assert_eq!((source.records, source.identified), (3, 2));
    assert_eq!(source.reasons, [Reason { code: ReasonCode::Masked, records: 1 }]);
}
