use super::*;
use crate::sources::fixture::{add, read};
use crate::sources::options::Identity;

const ORDERS: &str = "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Lineitem quantity,Lineitem name,Refunded Amount,Billing Name,Shipping Country,Shipping Province,Phone\n\
    #1,ann@x.de,paid,2025-01-01 10:00:00 +0000,EUR,30,30,2,Tea,,Ann Lee,DE,BE,+4930123456\n\
    #1,,,,,,,1,Cup,,,,,\n\
    #2,,partially_refunded,2025-02-01 10:00:00 +0000,EUR,20,20,1,Cup,5,Ann Berg,FR,,+4930123456\n\
    #3,ann@x.de,voided,2025-03-01 10:00:00 +0000,EUR,9,9,1,Cup,,Ann Berg,FR,,\n\
    #4,bob@x.de,paid,2025-03-02 10:00:00 +0000,EUR,7,7,1,Cup,,Bob,FR,,\n";
const CUSTOMERS: &str = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Country Code,Default Address City,Phone,Total Spent,Total Orders\n\
    '7,Ann,Lee,ANN@x.de,yes,DE,Berlin,,50.5,3\n";

fn sources() -> Sources {
    let mut sources = read(ORDERS).sources;
    add(&mut sources, CUSTOMERS).unwrap();
    sources
}

#[test]
fn a_card_joins_all_tables() {
    let sources = sources();
    let card = sources.person("Shopify: 7", &View::default()).unwrap();
    assert_eq!(card, sources.person("+4930123456", &View::default()).unwrap());
    assert_eq!(card.person, "ann@x.de");
    let keys: Vec<_> = card.keys.iter().map(|key| (key.value.as_str(), key.sources.join(" "))).collect();
    assert_eq!(
        keys,
        [
            ("ann@x.de", "shopifyCustomers shopifyOrders".to_owned()),
            ("+4930123456", "shopifyOrders".to_owned()),
            ("Shopify: 7", "shopifyCustomers".to_owned())
        ]
    );
    // Orders 1 and 2 count: 30 + 20 − 5; order 3 is void.
    assert_eq!(card.orders, 2);
    assert_eq!(
        card.net_sales.iter().map(|net| (net.currency.code(), net.amount)).collect::<Vec<_>>(),
        [("EUR", 45.0)]
    );
    assert_eq!(
        card.stated,
        [Stated { source: "shopifyCustomers", orders: Some(3.0), spent: Some(50.5), currency: None }]
    );
    let told: Vec<_> =
        card.timeline.iter().map(|entry| (entry.kind, entry.id.as_str(), entry.amount)).collect();
    assert_eq!(
        told,
        [
            (EventKind::Order, "#3", Some(9.0)),
            (EventKind::Order, "#2", Some(20.0)),
            (EventKind::Refund, "#2", Some(5.0)),
            (EventKind::Order, "#1", Some(30.0)),
        ]
    );
    assert_eq!(card.timeline[3].text, "2 × Tea, Cup");
    assert_eq!(card.timeline[3].at.as_deref(), Some("2025-01-01T10:00:00.000Z"));
    assert_eq!(card.merges.len(), 2);
}

#[test]
fn an_order_of_two_exports_is_told_once() {
    let mut sources = sources();
    let later = ORDERS
        .replace(",,Ann Lee", ",7,Ann Lee")
        .replace("#4,bob@x.de,paid,2025-03-02", "#5,bob@x.de,paid,2025-04-02");
    add(&mut sources, &later).unwrap();
    let card = sources.person("ann@x.de", &View::default()).unwrap();
    // The later export says that 7 of the first order came back: 30 + 20 − 5 − 7.
    assert_eq!((card.orders, card.net_sales[0].amount), (2, 38.0));
    assert_eq!(card.timeline.len(), 5);
}

#[test]
fn what_was_said_last_holds() {
    let card = sources().person("ann@x.de", &View::default()).unwrap();
    let golden =
        |attribute: PersonAttribute| card.attributes.iter().find(|a| a.attribute == attribute).unwrap();
    let name = golden(PersonAttribute::Name);
    assert_eq!(
        (name.value.as_str(), name.source, name.as_of.as_deref()),
        ("Ann Berg", "shopifyOrders", Some("2025-03-01"))
    );
    assert_eq!(name.others, [Other { value: "Ann Lee".into(), source: "shopifyOrders" }]);
    assert_eq!(golden(PersonAttribute::Country).value, "FR");
    assert_eq!(
        (golden(PersonAttribute::City).value.as_str(), golden(PersonAttribute::City).as_of.as_deref()),
        ("Berlin", None)
    );
}

#[test]
fn without_links_a_key_is_a_person() {
    let sources = sources();
    let keys = View { identity: Identity::Keys, ..View::default() };
    let phone = sources.person("+4930123456", &keys).unwrap();
    assert_eq!((phone.orders, phone.merges.len(), phone.person.as_str()), (1, 0, "+4930123456"));
    assert_eq!(sources.person("Ann@X.de ", &keys).unwrap().orders, 1);
    assert!(sources.person("nobody@x.de", &keys).is_none());
    assert!(sources.person("nobody@x.de", &View::default()).is_none());
    let apart = View { apart: vec![("ann@x.de".into(), "+4930123456".into())], ..View::default() };
    assert_eq!(sources.person("ann@x.de", &apart).unwrap().orders, 1);
}
