//! Dates of next purchases and how they would have done, against statsmodels' curves (expected_due.py).

use crate::shop::{baskets, expected, near};
use linger::predict::due::{Due, DueOptions, Undated, due};
use linger::tables::baskets::{Baskets, NO_WORD};
use linger::time::day_of;
use serde_json::{Value, json};

fn found(shop: &Baskets, ahead_days: u16) -> Due {
    due(shop, &DueOptions { ahead_days, limit: 10_000, ..DueOptions::default() }).expect("due")
}

fn same_test(found: &Due, expected: &Value) {
    let found = serde_json::to_value(&found.next.dates).expect("JSON");
    for share in ["within", "byDue", "ofAll"] {
        ["count", "n", "expected"]
            .iter()
            .for_each(|key| near(&found[share][key], &expected[share][key], share));
    }
    assert_eq!((&found["cut"], &found["days"]), (&expected["cut"], &expected["days"]));
    assert_eq!(found["passed"], json!(true));
}

/// Every customer's dates, or none with the reason that too few returned after such a silence.
#[test]
fn dates_rest_on_thirty_returns() {
    let (found, expected) = (found(&baskets(), 60), &expected()["due"]["next"]);
    let undated = found.next.rows.iter().filter(|row| row.undated.is_some()).count();
    assert_eq!((found.next.rows.len(), json!(undated)), (404, expected["undated"].clone()));
    for row in &found.next.rows {
        assert_eq!(json!([row.due, row.from, row.to]), expected["all"][&row.key], "{}", row.key);
        assert_eq!(row.undated, row.due.is_none().then_some(Undated::FewReturns));
    }
}

/// As of 2023-07-01, 35 who had a date bought in the year after: 29 within their interval (83 %), and the curve gave 83 %.
#[test]
fn dates_are_tried_on_the_younger_half() {
    same_test(&found(&baskets(), 60), &expected()["due"]["dates"]);
}

/// CDNOW's customers and days; what was bought does not matter here.
fn cdnow() -> Baskets {
    let mut made = Baskets { currencies: baskets().currencies, ..Baskets::default() };
    for line in include_str!("../data/cdnow/CDNOW_sample.txt").lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let part = |from: usize, to: usize| parts[2][from..to].parse::<u32>().expect("a number");
        let year = i32::try_from(part(0, 4)).expect("a year");
        if made.keys.last().map(String::as_str) != Some(parts[0]) {
            made.keys.push(parts[0].to_owned());
        }
        let orders = &mut made.orders;
        orders.customer.push(u32::try_from(made.keys.len() - 1).expect("few"));
        orders.day.push(day_of(year, part(4, 6), part(6, 8)));
        orders.net.push(None);
        orders.currency.push(0);
        crate::shop::say(orders, [NO_WORD; 5]);
    }
    made.as_of = made.orders.day.iter().copied().max().expect("orders");
    made.first_day = made.orders.day.iter().copied().min().expect("orders");
    made
}

/// CDNOW: 810 of 2,345 customers have a date, none nearer than 49 days to itself; of 433 who had one at the end of September 1997 and bought
/// in the nine months after, 337 did so within their interval (78 %; the curve gave 82 %).
#[test]
fn dates_of_cdnow() {
    let expected = &expected()["due"]["cdnow"];
    let found = found(&cdnow(), 90);
    let dated: Vec<_> = found.next.rows.iter().filter(|row| row.due.is_some()).collect();
    assert_eq!(
        json!([found.as_of, found.next.total, dated.len()]),
        json!([expected["asOf"], expected["total"], expected["dated"]])
    );
    let day = |text: &Option<String>| {
        let parts: Vec<u32> =
            text.as_deref().expect("a day").split('-').map(|part| part.parse().expect("a number")).collect();
        day_of(i32::try_from(parts[0]).expect("a year"), parts[1], parts[2])
    };
    let narrowest = dated.iter().map(|row| day(&row.to) - day(&row.from)).min();
    assert_eq!(json!(narrowest), expected["narrowest"]);
    same_test(&found, &expected["test"]);
}

/// What was ordered in the 90 days after the end of September 1997 comes 90 days later: of 433 who had a date 296 buy within their interval
/// (68 %), 14 points short of what the curve gave. The chances of the latest 30 days are still good, so they are told and the dates are not.
#[test]
fn dates_that_missed_are_not_shown() {
    let mut shop = cdnow();
    let cut = day_of(1997, 9, 30);
    for day in shop.orders.day.iter_mut().filter(|day| (cut + 1..=cut + 90).contains(&**day)) {
        *day += 90;
    }
    let found = found(&shop, 30);
    let test = found.next.dates.as_ref().expect("a test");
    assert_eq!((test.within.came.count, test.within.came.n, test.passed), (296, 433, false));
    assert!(found.next.back_test.is_some_and(|test| test.passed) && found.next.total > 2_000);
    assert!(found.next.rows.iter().all(|row| row.due.is_none() && row.undated == Some(Undated::Missed)));
    let notice = found.notices.iter().find(|notice| notice.code == "datesMissed").expect("a notice");
    assert_eq!(
        notice.message,
        "Dates of next purchases are not shown: tried as of 1997-09-30, 68 % of those who bought did so within their interval and 82 % should have."
    );
}

/// Two in three customers take tea and pots in turn, every 21 to 29 days; of each purchase one in five is the last. The others take mugs alone.
/// Nobody else buys pots, so that naming the shop's most bought category is right less often than what follows the last purchase.
fn in_turn() -> Baskets {
    let mut made = Baskets { currencies: baskets().currencies, ..Baskets::default() };
    made.words = ["tea", "pots", "mugs"].map(str::to_owned).to_vec();
    for product in 0..3 {
        made.products.sku.push(product);
        made.products.category.push(product);
        [&mut made.products.name, &mut made.products.vendor, &mut made.products.tags]
            .into_iter()
            .for_each(|column| column.push(NO_WORD));
    }
    // A fixed sequence without a pattern (Lehmer's generator).
    let mut seed = 1_u64;
    let mut below = |n: u64| {
        seed = seed * 48_271 % 2_147_483_647;
        seed % n
    };
    for customer in 0..600_u32 {
        made.keys.push(format!("c{customer:03}"));
        let (mut day, mut turn) = (i32::try_from(below(500)).expect("a day"), 0);
        while day <= 560 {
            let order = u32::try_from(made.orders.day.len()).expect("few");
            let orders = &mut made.orders;
            orders.customer.push(customer);
            orders.day.push(day);
            orders.net.push(None);
            orders.currency.push(0);
            crate::shop::say(orders, [NO_WORD; 5]);
            let lines = &mut made.lines;
            lines.order.push(order);
            lines.product.push(if customer % 3 == 0 { 2 } else { turn % 2 });
            [&mut lines.units, &mut lines.amount, &mut lines.returned]
                .into_iter()
                .for_each(|column| column.push(None));
            day += 21 + i32::try_from(below(9)).expect("days");
            turn += 1;
            if below(5) == 0 {
                break;
            }
        }
    }
    (made.first_day, made.as_of) = (0, 560);
    made
}

/// The likeliest category with its chance, counted here again: (n of A then B + 10 × share of B) / (n of A + 10).
#[test]
fn the_next_category_follows_the_last_one() {
    let shop = in_turn();
    let found = found(&shop, 30);
    let test = found.next.back_test.as_ref().expect("a test");
    assert!(test.passed && test.category_hits.count > test.base_hits.count, "{test:?}");
    assert!(found.next.dates.as_ref().is_some_and(|test| test.passed), "{:?}", found.next.dates);
    let of = |customer: u32| {
        let own = (0..shop.orders.day.len()).filter(|&at| shop.orders.customer[at] == customer);
        own.map(|at| shop.lines.product[at]).collect::<Vec<u32>>()
    };
    let pairs: Vec<(u32, u32)> = (0..600)
        .flat_map(|one| of(one).windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>())
        .collect();
    let count =
        |counts: &dyn Fn(&(u32, u32)) -> bool| pairs.iter().filter(|pair| counts(pair)).count() as f64;
    let mut dated = 0;
    for row in &found.next.rows {
        let customer: u32 = row.key[1..].parse().expect("a number");
        let last = *of(customer).last().expect("a purchase");
        let next = [1, 0, 2][last as usize];
        let base = count(&|pair| pair.1 == next) / pairs.len() as f64;
        let chance =
            (count(&|&pair| pair == (last, next)) + 10.0 * base) / (count(&|pair| pair.0 == last) + 10.0);
        let first = row.categories.first().expect("a category");
        assert_eq!(first.category, shop.words[next as usize]);
        assert!((first.probability - chance).abs() < 1e-12, "{first:?} {chance}");
        dated += usize::from(row.due.is_some());
    }
    assert!(dated > 50 && found.next.rows.len() > 100, "{dated} of {}", found.next.rows.len());
    // One customer alone, as the card asks.
    let key = found.next.rows[0].key.clone();
    let options = DueOptions { key: Some(key), ..DueOptions::default() };
    let own = due(&shop, &options).expect("due").next;
    assert_eq!(own.rows, found.next.rows[..1]);
}
