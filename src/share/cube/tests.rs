use super::*;
use crate::share::people::Purchases;
use crate::share::protect::Blocks;
use crate::share::spans::Spans;

/// So many customers of each segment and number of orders, all in one month, silent for 10 days.
fn shop(groups: &[(u8, u32, usize)]) -> (Customers, Purchases) {
    let (mut customers, mut purchases) = (Customers::default(), Purchases::default());
    for &(segment, orders, count) in groups {
        for _ in 0..count {
            let customer = u32::try_from(customers.len()).unwrap();
            customers.segment.push(segment);
            customers.r.push(3);
            customers.recency_days.push(10);
            customers.orders.push(orders);
            for _ in 0..orders {
                purchases.customer.push(customer);
                purchases.day.push(100);
                purchases.net.push(10.0);
                purchases.currency.push(0);
                purchases.refund.push(0);
            }
        }
    }
    (customers, purchases)
}

fn told(groups: &[(u8, u32, usize)], one_order: bool) -> Cube {
    let (customers, purchases) = shop(groups);
    let ledger = Ledger::new(&purchases, customers.len(), 1);
    let spans = Spans::new(["1970-04"].into_iter());
    let margins = Margins {
        segments: vec![true, true],
        cohorts: Blocks::new(&[u32::try_from(customers.len()).unwrap()], 0, &spans, 5),
        one_order,
        window_days: 180,
        excludes: false,
    };
    cube(&customers, &ledger, &["loyal".to_owned(), "lost".to_owned()], &margins, 5).unwrap()
}

/// Loyal: 20 with one order, 3 with two. Lost: 30 with one, 20 with two. The 3 alone would follow from the 23 loyal,
/// so a cell of the loyal goes, and one of those with two orders.
#[test]
fn a_thin_cell_takes_company_in_each_dimension() {
    let cube = told(&[(0, 1, 200), (0, 2, 3), (1, 1, 300), (1, 2, 20), (0, 5, 90), (1, 5, 80)], true);
    assert_eq!(
        cube.dimensions.iter().map(|dimension| dimension.id).collect::<Vec<_>>(),
        [DimensionId::Segment, DimensionId::Silence, DimensionId::Orders]
    );
    assert!(cube.customers.iter().all(|&customers| customers >= 5));
    // Hidden: 3 and 20 of two orders; then 3 is the only loyal one hidden: the smallest other loyal cell, 90, goes too.
    assert_eq!(cube.customers, [200, 300, 80]);
    assert_eq!(cube.rest, Rest { customers: 113, orders: 6 + 40 + 450, net_sales: Some(4960.0) });
}

#[test]
fn customers_of_one_order_are_a_dimension_only_where_they_may_be_counted() {
    let cube = told(&[(0, 1, 20), (1, 2, 20)], false);
    assert!(cube.dimensions.iter().all(|dimension| dimension.id != DimensionId::Orders));
    assert_eq!(cube.customers, [20, 20]);
    assert_eq!(cube.rest.customers, 0);
}
