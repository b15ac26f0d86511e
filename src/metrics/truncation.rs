//! Short history: customers whose first order in the data may not be their first.

use crate::tables::histories::Histories;

/// Marks customers whose first order falls at most one store median gap, in days, after the first counted
/// order; nobody where the median is not known.
#[must_use]
pub fn left_truncated(histories: &Histories, median_gap: Option<u32>) -> Vec<bool> {
    let Some(gap) = median_gap else { return vec![false; histories.customers()] };
    let limit = i64::from(histories.first_day) + i64::from(gap);
    (0..histories.customers()).map(|customer| i64::from(histories.span(customer).0) <= limit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::histories::sample;

    /// The data begin on day 5 and the median gap is 30 days: day 35 is within one gap, day 36 is not.
    #[test]
    fn marks_first_orders_up_to_the_start_plus_one_gap() {
        let histories = sample(100, &[(0, 5, 1), (1, 35, 1), (2, 36, 1)]);
        assert_eq!(left_truncated(&histories, Some(30)), [true, true, false]);
        assert_eq!(left_truncated(&histories, None), [false; 3]);
    }
}
