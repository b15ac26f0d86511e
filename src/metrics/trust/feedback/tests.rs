use super::*;
use crate::tables::interner::NOBODY;
use crate::tables::shop::fixture::Shop;
use crate::tables::shop::{Kind, Return};

fn say(shop: &mut Shop, kind: FeedbackKind, id: &str, score: i64) -> usize {
    let id = shop.word(id);
    let rows = &mut shop.tables().feedback;
    rows.push(Feedback {
        kind,
        id,
        time: None,
        person: NOBODY,
        order: NO_WORD,
        product: NO_WORD,
        score: Some(score * SCALE),
        text: NO_WORD,
        channel: NO_WORD,
        status: NO_WORD,
        answered: None,
        solved: None,
        reason: NO_WORD,
    });
    rows.len() - 1
}

fn audit(shop: &Shop) -> FeedbackAudit {
    let files = shop.loaded();
    feedback(&files, &shop.words, &shop.links(&[]))
}

/// Published: 10, 9, 9, 8, 7, 7, 6, 5, 10, 3 give +10 with a standard error of 26.27.
#[test]
fn nps_with_its_error() {
    let mut shop = Shop::new();
    shop.file("npsSurvey", "", Kind::Feedback);
    for score in [10, 9, 9, 8, 7, 7, 6, 5, 10, 3, 11] {
        say(&mut shop, FeedbackKind::Nps, "", score);
    }
    let nps = audit(&shop).nps;
    assert!((nps.score.unwrap() - 10.0).abs() < 1e-9 && (nps.error.unwrap() - 26.27).abs() < 0.005);
    assert_eq!(nps.n, 10);
}

/// Published: 5 of 50 have the limits .043476 and .213602.
#[test]
fn csat_with_its_interval() {
    let mut shop = Shop::new();
    shop.file("csatSurvey", "", Kind::Feedback);
    (0..50).for_each(|at| {
        say(&mut shop, FeedbackKind::Csat, "", if at < 5 { 4 + at % 2 } else { 3 });
    });
    let csat = audit(&shop).csat;
    assert_eq!((csat.n, csat.share), (50, Some(0.1)));
    assert!((csat.low.unwrap() - 0.043_476).abs() < 5e-7 && (csat.high.unwrap() - 0.213_602).abs() < 5e-7);
}

#[test]
fn reviews_count_once() {
    let mut shop = Shop::new();
    for _ in 0..2 {
        shop.file("judgemeReviews", "Judge.me", Kind::Feedback);
        [("a", 1), ("b", 2), ("c", 3), ("d", 5)].into_iter().for_each(|(id, stars)| {
            say(&mut shop, FeedbackKind::Review, id, stars);
        });
    }
    assert_eq!(audit(&shop).reviews, Reviews { count: 4, bad: 2, mean: Some(2.75) });
    assert_eq!(audit(&Shop::new()).reviews.mean, None);
}

#[test]
fn tickets_wait_and_are_solved() {
    let mut shop = Shop::new();
    shop.file("zendeskTickets", "Zendesk", Kind::Feedback);
    let closed = shop.word("Solved");
    for hours in [1, 2, 3, 4, 15] {
        let row = say(&mut shop, FeedbackKind::Ticket, "", 0);
        let ticket = &mut shop.tables().feedback[row];
        (ticket.time, ticket.answered) = (Some(0), Some(hours * 3_600_000));
        ticket.status = if hours == 1 { closed } else { NO_WORD };
        ticket.solved = if hours == 2 { Some(9) } else { None };
    }
    // Type 7 of five values: position 0.9 × 4 = 3.6, between 4 and 15: 4 + 0.6 × 11 = 10.6.
    let tickets = audit(&shop).tickets;
    assert_eq!((tickets.count, tickets.open, tickets.first_response_hours), (5, 3, Some(3.0)));
    assert!((tickets.p90_hours.unwrap() - 10.6).abs() < 1e-9);
    shop.tables().feedback.iter_mut().for_each(|row| (row.status, row.solved) = (NO_WORD, None));
    assert_eq!(audit(&shop).tickets.open, 0);
}

#[test]
fn returns_have_reasons_and_people() {
    let mut shop = Shop::new();
    shop.file("shopifyOrders", "Shopify", Kind::Orders).order("#7", "email=ann@x.de", "DE", 0, 10);
    shop.file("returns", "", Kind::Returns);
    for (order, reason, units) in
        [("7", "Too small", 1), ("8", "TOO SMALL", 2), ("9", "Broken", 1), ("9", "", 1)]
    {
        let (order, reason) = (shop.word(order), shop.word(reason));
        let units = units * SCALE;
        let (sku, comment) = (NO_WORD, NO_WORD);
        shop.tables().returns.push(Return { order, sku, time: None, units, reason, person: NOBODY, comment });
    }
    let audit = audit(&shop);
    assert_eq!((audit.returns.rows, audit.returns.units), (4, 5.0));
    // They belong to the people of their orders, and are not among the rows of feedback that do.
    let (links, files) = (shop.links(&[]), shop.loaded());
    let belongs =
        |row: &u32| links.of_row(Place { file: 1, table: Table::Returns, row: *row }, NOBODY).is_some();
    assert_eq!((files[1].kind, (0..4).filter(belongs).count(), audit.linked), (Kind::Returns, 1, 0));
    let reason = |reason: &str, units| ReturnReason { reason: reason.into(), units };
    assert_eq!(audit.returns.reasons, [reason("TOO SMALL", 3.0), reason("Broken", 1.0)]);
}
