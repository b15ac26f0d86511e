//! A cart that does not become an order.

use super::visitor::{DAY, Visitor, count, days, dwell, seconds};
use super::{Evidence, Flag, LiveOptions};

/// Long or repeated looks at a filled cart in this visit, without going on to checkout.
pub fn cart_hesitation(visitor: &Visitor, options: &LiveOptions) -> Option<Flag> {
    let events = visitor.now();
    let gone = events.iter().rposition(|event| event.e == "checkout" || event.e == "order");
    let events = &events[gone.map_or(0, |last| last + 1)..];
    let at_cart = || events.iter().filter(|event| event.tpl == "cart");
    let views = count(at_cart().filter(|event| event.e == "view").count());
    let open = events.iter().rfind(|event| event.e == "view").filter(|view| view.tpl == "cart");
    // The open page view has said less than the page itself knows.
    let said = dwell(at_cart().filter(|event| open.is_some_and(|view| view.pid == event.pid)));
    let more = open.map_or(0, |_| u64::from(options.page_ms).saturating_sub(said));
    let seconds = seconds(dwell(at_cart()) + more);
    let raised = views > 0 && (seconds >= options.cart_seconds || views >= options.cart_views);
    (raised && visitor.cart().0 > 0).then_some(Flag {
        id: "cart-hesitation",
        action: "answer-shipping-and-returns",
        evidence: Evidence::Hesitation { seconds, views },
    })
}

/// A filled cart that nothing was added to for days.
pub fn cart_waiting(visitor: &Visitor, options: &LiveOptions) -> Option<Flag> {
    let (items, since) = visitor.cart();
    let waited = options.now - since;
    (items > 0 && waited >= i64::from(options.cart_days) * DAY).then(|| Flag {
        id: "cart-waiting",
        action: "remind-cart",
        evidence: Evidence::Cart { days: days(waited), items },
    })
}
