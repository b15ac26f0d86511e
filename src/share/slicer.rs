//! Slices of a cube: which values of some dimensions, by which other dimension; rows of at least `k` customers out.

use super::cube::{Cube, DimensionId};
use serde::{Deserialize, Serialize};

/// What a slice asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Slice {
    /// One row a value of this dimension.
    pub by: DimensionId,
    /// Values to keep, by dimension; a dimension that is not named keeps all.
    #[serde(default)]
    pub keep: Keep,
}

/// Values to keep of each dimension; `None` keeps all.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Keep {
    pub segment: Option<Vec<String>>,
    pub cohort: Option<Vec<String>>,
    pub silence: Option<Vec<String>>,
    pub orders: Option<Vec<String>>,
}

impl Keep {
    fn of(&self, id: DimensionId) -> Option<&Vec<String>> {
        match id {
            DimensionId::Segment => self.segment.as_ref(),
            DimensionId::Cohort => self.cohort.as_ref(),
            DimensionId::Silence => self.silence.as_ref(),
            DimensionId::Orders => self.orders.as_ref(),
        }
    }
}

/// A row of a slice.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// The value; `None` for small ones together.
    pub value: Option<String>,
    /// Customers.
    pub customers: u32,
    /// Their orders.
    pub orders: u32,
    /// Their net sales.
    pub net_sales: Option<f64>,
}

/// Rows in the order of values. Rows below `k` are put together in a last one without a value, and left out where even
/// that is below `k`. Unknown dimensions give no row.
#[must_use]
pub fn slice(cube: &Cube, slice: &Slice, k: u32) -> Vec<Row> {
    let Some(by) = cube.dimensions.iter().position(|dimension| dimension.id == slice.by) else {
        return vec![];
    };
    let mut rows: Vec<Row> = cube.dimensions[by]
        .values
        .iter()
        .map(|value| Row { value: Some(value.clone()), net_sales: Some(0.0), ..Row::default() })
        .collect();
    for cell in (0..cube.customers.len()).filter(|&cell| is_kept(cube, slice, cell)) {
        let place = cube.at[by].get(cell).and_then(|&at| rows.get_mut(at as usize));
        if let Some(row) = place {
            add(
                row,
                cube.customers[cell],
                cube.orders.get(cell).copied().unwrap_or(0),
                cube.net_sales.get(cell).copied().flatten(),
            );
        }
    }
    let (told, small): (Vec<Row>, Vec<Row>) =
        rows.into_iter().filter(|row| row.customers > 0).partition(|row| row.customers >= k);
    let mut others = Row { net_sales: Some(0.0), ..Row::default() };
    small.iter().for_each(|row| add(&mut others, row.customers, row.orders, row.net_sales));
    told.into_iter().chain((others.customers >= k).then_some(others)).collect()
}

fn is_kept(cube: &Cube, slice: &Slice, cell: usize) -> bool {
    cube.dimensions.iter().zip(&cube.at).all(|(dimension, at)| {
        let value = at.get(cell).and_then(|&at| dimension.values.get(at as usize));
        slice.keep.of(dimension.id).is_none_or(|keep| value.is_some_and(|value| keep.contains(value)))
    })
}

fn add(row: &mut Row, customers: u32, orders: u32, net_sales: Option<f64>) {
    row.customers = row.customers.saturating_add(customers);
    row.orders = row.orders.saturating_add(orders);
    row.net_sales = row.net_sales.zip(net_sales).map(|(sum, net)| sum + net);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::cube::{Dimension, Rest};

    fn sample() -> Cube {
        let values = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
        Cube {
            dimensions: vec![
                Dimension { id: DimensionId::Segment, values: values(&["loyal", "lost"]) },
                Dimension { id: DimensionId::Orders, values: values(&["1", "2"]) },
            ],
            at: vec![vec![0, 0, 1], vec![0, 1, 1]],
            customers: vec![7, 5, 6],
            orders: vec![7, 10, 12],
            net_sales: vec![Some(70.0), Some(90.5), Some(100.0)],
            rest: Rest::default(),
        }
    }

    #[test]
    fn sums_what_is_kept() {
        let ask = Slice {
            by: DimensionId::Segment,
            keep: Keep { orders: Some(vec!["2".to_owned()]), ..Keep::default() },
        };
        let rows = slice(&sample(), &ask, 5);
        let row = |value: &str, customers, orders, net| Row {
            value: Some(value.to_owned()),
            customers,
            orders,
            net_sales: Some(net),
        };
        assert_eq!(rows, [row("loyal", 5, 10, 90.5), row("lost", 6, 12, 100.0)]);
    }

    /// A cube from elsewhere may hold small cells: 7 + 5 stay, 3 and 4 become 7 without a name, 3 alone goes.
    #[test]
    fn small_rows_are_put_together_or_left_out() {
        let mut cube = sample();
        cube.customers = vec![3, 0, 4];
        let all = Slice { by: DimensionId::Segment, keep: Keep::default() };
        let rows = slice(&cube, &all, 5);
        assert_eq!((rows.len(), rows[0].value.as_ref(), rows[0].customers), (1, None, 7));
        cube.customers = vec![3, 0, 0];
        assert_eq!(slice(&cube, &all, 5), []);
    }
}
