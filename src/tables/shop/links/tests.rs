use super::*;
use crate::tables::shop::fixture::Shop;
use crate::tables::shop::{Checkout, Feedback, FeedbackKind};
use proptest::prelude::*;

fn links(shop: &Shop, apart: &[(&str, &str)]) -> Links {
    let apart: Vec<_> = apart.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    shop.links(&apart)
}

fn who(links: &Links, key: &str) -> String {
    let key = links.keys().find(key).unwrap_or_else(|| panic!("no key {key}"));
    links.person(key).map_or("nobody".to_owned(), |person| links.keys().string(person))
}

fn codes(links: &Links) -> Vec<(Refusal, KeyKind)> {
    links.conflicts().iter().map(|conflict| (conflict.code, conflict.kind)).collect()
}

fn shop(files: &[(&'static str, &'static str, Kind, &[&str])]) -> Shop {
    let mut shop = Shop::new();
    for (source, platform, kind, people) in files {
        shop.file(source, platform, *kind);
        for (at, buyer) in people.iter().enumerate() {
            shop.order(&format!("{source}-{at}"), buyer, "DE", at as i64, 10);
        }
    }
    shop
}

#[test]
fn records_with_two_keys_link_platforms() {
    let shop = shop(&[
        ("shopifyOrders", "Shopify", Kind::Orders, &["email=ann@x.de phone=030123456", "phone=+4930123456"]),
        ("stripePayments", "Stripe", Kind::Payments, &["id=cus_1 email=ann@x.de", "id=cus_2 email=bob@x.de"]),
        ("ebayOrders", "eBay", Kind::Orders, &["user=ann99 phone=004930123456", "user=bob name=Ann_Smith"]),
    ]);
    let links = links(&shop, &[]);
    assert_eq!(who(&links, "+4930123456"), "ann@x.de");
    assert_eq!(who(&links, "Stripe: cus_1"), "ann@x.de");
    assert_eq!(who(&links, "eBay: ann99"), "ann@x.de");
    assert_eq!(who(&links, "Stripe: cus_2"), "bob@x.de");
    assert_eq!(who(&links, "eBay: bob"), "eBay: bob");
    assert!(links.conflicts().is_empty());
    assert_eq!(links.of_person(0, 1), links.of_person(2, 0));
}

#[test]
fn national_numbers_without_a_country_stay_in_their_platform() {
    let mut shop = Shop::new();
    shop.file("shopifyOrders", "Shopify", Kind::Orders).order("1", "email=a@x.de phone=030123456", "", 0, 1);
    shop.file("shopifyCustomers", "Shopify", Kind::Customers).person("id=7 phone=030123456");
    shop.file("ebayOrders", "eBay", Kind::Orders).order("2", "user=a phone=030123456", "", 0, 1);
    let links = links(&shop, &[]);
    assert_eq!(who(&links, "Shopify: 7"), "a@x.de");
    assert_eq!(who(&links, "eBay: a"), "eBay phone: 030123456");
}

#[test]
fn a_phone_never_joins_two_accounts_of_one_platform() {
    let shop = shop(&[
        ("shopifyCustomers", "Shopify", Kind::Customers, &["id=1 email=a@x.de", "id=2 email=b@x.de"]),
        (
            "shopifyOrders",
            "Shopify",
            Kind::Orders,
            &["email=a@x.de phone=+4930123456", "email=b@x.de phone=+4930123456"],
        ),
    ]);
    let links = links(&shop, &[]);
    assert_eq!([who(&links, "Shopify: 1"), who(&links, "Shopify: 2")], ["a@x.de", "b@x.de"]);
    assert_eq!(who(&links, "+4930123456"), "a@x.de");
    assert_eq!(codes(&links), [(Refusal::TwoCustomerIds, KeyKind::Phone)]);
    // One e-mail address does: a platform may give a guest a new id with each order.
    let shop = self::shop(&[("s", "Stripe", Kind::Payments, &["id=1 email=a@x.de", "id=2 email=a@x.de"])]);
    assert_eq!(who(&self::links(&shop, &[]), "Stripe: 2"), "a@x.de");
}

#[test]
fn a_shared_phone_links_nobody() {
    let people: Vec<String> = (0..6).map(|at| format!("email=p{at}@x.de phone=+4930999000")).collect();
    let mut people: Vec<&str> = people.iter().map(String::as_str).collect();
    people.push("phone=+4930999000");
    let six = links(&shop(&[("s", "Shopify", Kind::Orders, &people)]), &[]);
    assert_eq!([who(&six, "p0@x.de"), who(&six, "p5@x.de")], ["p0@x.de", "p5@x.de"]);
    assert_eq!(who(&six, "+4930999000"), "nobody");
    assert_eq!(codes(&six), [(Refusal::SharedKey, KeyKind::Phone)]);
    let five = links(&shop(&[("s", "Shopify", Kind::Orders, &people[1..])]), &[]);
    assert_eq!(who(&five, "p5@x.de"), "p1@x.de");
}

#[test]
fn an_address_of_many_phones_links_nobody_and_stays_somebody() {
    let people: Vec<String> = (0..6).map(|at| format!("email=guest@shop.de phone=+493099900{at}")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let links = links(&shop(&[("s", "Shopify", Kind::Orders, &people)]), &[]);
    assert_eq!(who(&links, "guest@shop.de"), "guest@shop.de");
    assert_eq!(who(&links, "+4930999003"), "+4930999003");
    assert_eq!(codes(&links), [(Refusal::SharedKey, KeyKind::Email)]);
}

#[test]
fn names_link_only_to_the_one_customer_who_has_them() {
    let names = ["name=Ann_Smith", "name=Bo_Lee", "name=Cy_Ng"];
    let customers =
        ["email=ann@x.de name=ANN__Smith", "email=b1@x.de name=Bo_Lee", "email=b2@x.de name=Bo_Lee"];
    for (platform, ann) in [("WooCommerce", "ann@x.de"), ("Etsy", "Ann Smith")] {
        let links = links(
            &shop(&[("o", platform, Kind::Orders, &names), ("c", platform, Kind::Customers, &customers)]),
            &[],
        );
        assert_eq!(who(&links, "Ann Smith"), ann);
        assert_eq!([who(&links, "Bo Lee"), who(&links, "Cy Ng")], ["Bo Lee", "Cy Ng"]);
    }
}

#[test]
fn orders_checkouts_and_visits_link_their_rows() {
    let mut shop = Shop::new();
    shop.file("shopifyOrders", "Shopify", Kind::Orders);
    shop.order("#1001", "email=ann@x.de", "DE", 0, 10);
    let guest = shop.order("#1002", "", "DE", 1, 10);
    let (first, second) = (shop.order("#1003", "email=v@x.de", "", 2, 1), shop.order("#1004", "", "", 3, 1));
    for order in [first, second] {
        shop.tables().orders.digests.push((order as u32, [7; 36]));
    }
    shop.tables().orders.token.set(guest, 0);
    let token = shop.word("tok-1");
    shop.tables().orders.token.set(guest, token);
    shop.file("shopifyCheckouts", "Shopify", Kind::Checkouts);
    let person = shop.person("email=bea@x.de");
    let currency = 0;
    let checkout =
        Checkout { id: NO_WORD, token, time: None, person, total: None, currency, recovered: true };
    shop.tables().checkouts.push(checkout);
    let named = shop.word("1001");
    shop.file("stripePayments", "Stripe", Kind::Payments);
    let payment = shop.order("ch_1", "id=cus_1 email=ann2@x.de", "", 0, 10);
    shop.tables().orders.token.set(payment, named);
    let links = links(&shop, &[]);
    assert_eq!(who(&links, "Stripe: cus_1"), "ann2@x.de");
    assert_eq!(who(&links, "ann@x.de"), "ann2@x.de");
    let of = |row| {
        let place = Place { file: 0, table: Table::Orders, row };
        (links.of_row(place, NOBODY).map(|key| links.keys().string(key)), links.adopted_by(place))
    };
    assert_eq!(of(guest as u32), (Some("bea@x.de".to_owned()), Some(KeyKind::Checkout)));
    assert_eq!(of(second as u32), (Some("v@x.de".to_owned()), Some(KeyKind::Visitor)));
}

#[test]
fn an_order_of_two_shops_is_nobodys() {
    let mut shop = Shop::new();
    for (buyer, day) in [("email=a@x.de", 0), ("email=b@x.de", 40)] {
        shop.file("shopifyOrders", "Shopify", Kind::Orders).order("#1", buyer, "", day, 10);
    }
    shop.file("tickets", "", Kind::Feedback);
    let order = shop.word("1");
    let word = NO_WORD;
    shop.tables().feedback.push(Feedback {
        kind: FeedbackKind::Ticket,
        id: word,
        time: None,
        person: NOBODY,
        order,
        product: word,
        score: None,
        text: word,
        channel: word,
        status: word,
        answered: None,
        solved: None,
        reason: word,
    });
    let links = links(&shop, &[]);
    assert_eq!(who(&links, "b@x.de"), "b@x.de");
    let place = Place { file: 2, table: Table::Feedback, row: 0 };
    assert_eq!(links.of_row(place, NOBODY), None);
    shop.files.remove(1);
    let links = self::links(&shop, &[]);
    assert_eq!(links.of_row(Place { file: 1, ..place }, NOBODY), links.keys().find("a@x.de"));
}

#[test]
fn what_was_undone_stays_apart() {
    let shop = shop(&[(
        "s",
        "Shopify",
        Kind::Orders,
        &["email=a@x.de phone=+4930123456", "email=b@x.de phone=+4930123456"],
    )]);
    assert_eq!(who(&links(&shop, &[]), "b@x.de"), "a@x.de");
    let links = links(&shop, &[("B@x.de", "a@x.de")]);
    assert_eq!([who(&links, "a@x.de"), who(&links, "b@x.de")], ["a@x.de", "b@x.de"]);
    assert_eq!(codes(&links), [(Refusal::Undone, KeyKind::Phone)]);
}

#[test]
fn phones_make_no_person_of_everybody() {
    // A chain: each address has a phone in common with the next.
    let people: Vec<String> = (0..60)
        .flat_map(|at| [at, at + 1].map(|phone| format!("email=p{at:02}@x.de phone=+49301{phone:04}")))
        .collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let links = links(&shop(&[("s", "Shopify", Kind::Orders, &people)]), &[]);
    let mut sizes = BTreeMap::new();
    (0..links.keys().len() as u32).for_each(|key| *sizes.entry(links.person(key)).or_insert(0) += 1);
    assert!(sizes.values().all(|&size| size <= join::MOST_KEYS), "{sizes:?}");
    assert!(codes(&links).contains(&(Refusal::TooManyKeys, KeyKind::Phone)));
}

/// A person of a random record.
fn written() -> impl Strategy<Value = String> {
    let part = |name: &'static str, of: &'static [&'static str]| {
        prop::option::of(prop::sample::select(of))
            .prop_map(move |value| value.map(|value| format!("{name}={value}")))
    };
    (
        part("email", &["a@x", "b@x", "c@x", "d@x", "e@x", "f@x", "g@x"]),
        part("id", &["1", "2", "3", "4"]),
        part("phone", &["+491234567", "+491234568", "030123456"]),
        part("name", &["Ann", "Bo"]),
    )
        .prop_map(|(email, id, phone, name)| {
            [email, id, phone, name].into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
}

/// The keys of each person, and what was refused.
type Outcome = (BTreeMap<String, BTreeSet<String>>, Vec<(Refusal, KeyKind, Vec<String>)>);

fn outcome(links: &Links) -> Outcome {
    let keys = links.keys();
    let mut people: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for key in 0..keys.len() as u32 {
        let person = links.person(key).map_or(String::new(), |person| keys.string(person));
        people.entry(person).or_default().insert(keys.string(key));
    }
    let conflicts = links.conflicts().iter().map(|c| (c.code, c.kind, c.keys.clone())).collect();
    (people, conflicts)
}

proptest! {
    #[test]
    fn the_order_of_files_does_not_matter(
        files in prop::collection::vec(prop::collection::vec(written(), 0..9), 1..5),
        order in Just([0_usize, 1, 2, 3]).prop_shuffle(),
        apart in prop::collection::vec((prop::sample::select(&["a@x", "b@x", "Shopify: 1", "+491234567"][..]), prop::sample::select(&["c@x", "Shopify: 2"][..])), 0..3),
    ) {
        const KINDS: [(&str, &str, Kind); 4] = [
            ("shopifyOrders", "Shopify", Kind::Orders),
            ("shopifyCustomers", "Shopify", Kind::Customers),
            ("wooOrders", "WooCommerce", Kind::Orders),
            ("wooCustomers", "WooCommerce", Kind::Customers),
        ];
        let build = |order: &[usize]| {
            let mut shop = Shop::new();
            for &at in order.iter().filter(|&&at| at < files.len()) {
                let (source, platform, kind) = KINDS[at];
                shop.file(source, platform, kind);
                for (row, buyer) in files[at].iter().enumerate() {
                    shop.order(&format!("{row}"), buyer, if row % 2 == 0 { "DE" } else { "" }, row as i64, 1);
                }
            }
            shop
        };
        let links_of = |order: &[usize]| links(&build(order), &apart);
        let (one, other) = (links_of(&[0, 1, 2, 3]), links_of(&order));
        prop_assert_eq!(outcome(&one), outcome(&other));
        // Every key that stands for somebody is in exactly one person, and that person's key stands for itself.
        let keys = one.keys();
        let people: BTreeSet<u32> = (0..keys.len() as u32).filter_map(|key| one.person(key)).collect();
        prop_assert!(people.len() <= keys.len());
        prop_assert!(people.iter().all(|&person| one.person(person) == Some(person)));
        for (a, b) in &apart {
            let of = |key: &str| keys.find(key).and_then(|key| one.person(key));
            prop_assert!(of(a).is_none() || of(a) != of(b), "{} and {} are one", a, b);
        }
    }
}
