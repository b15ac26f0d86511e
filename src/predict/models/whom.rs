//! Whose orders the models see: in which currency, and from which day on a first order is the first.

use super::options::wrong;
use crate::error::Error;
use crate::math::survival::Curve;
use crate::tables::buying::Buying;

/// The position of the currency asked for, or of the one with most orders.
pub(super) fn currency(buying: &Buying, asked: Option<&str>) -> Result<u8, Error> {
    let mut orders = vec![0_u64; buying.currencies.len()];
    for &code in &buying.orders.currency {
        if let Some(count) = orders.get_mut(usize::from(code)) {
            *count += 1;
        }
    }
    let place = match asked {
        Some(asked) => {
            let found = buying.currencies.iter().position(|currency| currency.code() == asked);
            found.ok_or_else(|| wrong(format!("no order is in the currency {asked}")))?
        }
        None => {
            let code = |place: usize| buying.currencies[place].code();
            (0..orders.len())
                .max_by(|&a, &b| orders[a].cmp(&orders[b]).then(code(b).cmp(code(a))))
                .unwrap_or(0)
        }
    };
    Ok(u8::try_from(place).unwrap_or(0))
}

/// The first day on which a first order is surely the first: after one median gap (Kaplan–Meier) of the data.
pub(in crate::predict) fn first_known(buying: &Buying) -> i32 {
    let span = usize::try_from(buying.as_of - buying.first_day).unwrap_or(0);
    let (mut closed, mut open) = (vec![0_u64; span + 1], vec![0_u64; span + 1]);
    for customer in 0..buying.customers() {
        let days = buying.orders.days(customer);
        for pair in days.windows(2).filter(|pair| pair[0] != pair[1]) {
            closed[usize::try_from(pair[1] - pair[0]).unwrap_or(0).min(span)] += 1;
        }
        if let Some(last) = days.last() {
            open[usize::try_from(buying.as_of - last).unwrap_or(0).min(span)] += 1;
        }
    }
    let gap = Curve::new(&closed, &open).median();
    gap.map_or(i32::MIN, |gap| {
        buying.first_day.saturating_add(i32::try_from(gap).unwrap_or(i32::MAX)).saturating_add(1)
    })
}
