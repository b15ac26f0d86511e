use super::*;
use proptest::prelude::*;

/// 3 and 40 of a told 143: 3 is thin, so the 40 goes too, and the 3 lies anywhere in 0..=43.
#[test]
fn a_single_thin_part_takes_the_smallest_other_with_it() {
    assert_eq!(one_way(&[3, 100, 40], &[false; 3], 5), [true, false, true]);
}

/// 3 and 3 hide each other: each lies in 0..=6, and 6 >= 5. 2 and 2 lie in 0..=4: the 10 must go too.
#[test]
fn two_thin_parts_may_still_be_too_narrow() {
    assert_eq!(one_way(&[3, 3, 100], &[false; 3], 5), [true, true, false]);
    assert_eq!(one_way(&[2, 2, 10, 100], &[false; 4], 5), [true, true, true, false]);
}

#[test]
fn empty_parts_are_told_and_protect_nobody() {
    assert_eq!(one_way(&[0, 0, 9], &[false; 3], 5), [false; 3]);
    assert_eq!(one_way(&[3, 0, 9], &[false; 3], 5), [true, false, true]);
}

/// A part hidden for another reason, say one buyer's sales, needs company as well.
#[test]
fn own_reasons_count_as_thin() {
    assert_eq!(one_way(&[30, 100, 40], &[true, false, false], 5), [true, false, true]);
}

/// Rows 20 | 30 | 40 and columns told: the thin 2 at the top left needs a rectangle, and the cheapest is with the 8
/// beside it, the 9 below it and the 11 across: the 2 rises by 8 at most and falls by 2.
#[test]
fn two_way_tables_hide_a_rectangle() {
    let table = [[2, 8, 10], [9, 11, 10], [13, 12, 15]];
    let (network, cells) = two_way(&table, 5);
    let hidden: Vec<Vec<bool>> =
        cells.iter().map(|row| row.iter().map(|&at| network.is_hidden(at)).collect()).collect();
    assert_eq!(hidden, [[true, true, false], [true, true, false], [false; 3]]);
    assert_eq!(network.interval(cells[0][0]), (0, 10));
    assert_eq!(network.interval(cells[1][1]), (9, 19));
    assert_eq!(network.interval(cells[2][2]), (15, 15));
}

/// A subtotal of 7 made of 3 and 4: both hide, 0..=7. The told subtotal is as good as a total.
#[test]
fn trees_are_protected_below_each_subtotal() {
    let mut network = Network::new();
    let (top, low) = (network.node(), network.node());
    network.arc(Arc::new(GROUND, top, 27, 27, Telling::Fixed));
    let subtotal = network.arc(Arc::new(top, low, 7, 7, Telling::Open));
    let rest = network.arc(Arc::new(top, GROUND, 20, 20, Telling::Open));
    let parts = [3, 4].map(|n| network.arc(Arc::new(low, GROUND, n, 1, Telling::Open)));
    network.protect(5);
    assert!(!network.is_hidden(subtotal) && !network.is_hidden(rest));
    assert_eq!(parts.map(|at| network.interval(at)), [(0, 7), (0, 7)]);
}

/// Known limits count: of 3 and 40 hidden in 43, the 40 cannot exceed 41, so the 3 lies in 2..=43 and stays wide
/// enough, while a limit of 4 on the 3 leaves 0..=4.
#[test]
fn known_limits_narrow_an_interval() {
    let mut network = Network::new();
    let sum = network.node();
    network.arc(Arc::new(GROUND, sum, 43, 43, Telling::Fixed));
    let thin = network.arc(Arc { most: Some(4), ..Arc::new(sum, GROUND, 3, 3, Telling::Hidden) });
    let other = network.arc(Arc { most: Some(41), ..Arc::new(sum, GROUND, 40, 40, Telling::Hidden) });
    assert_eq!((network.interval(thin), network.interval(other)), ((2, 4), (39, 41)));
}

fn two_way(table: &[[i64; 3]; 3], k: u32) -> (Network, Vec<Vec<usize>>) {
    let mut network = Network::new();
    let rows = [0; 3].map(|_| network.node());
    let columns = [0; 3].map(|_| network.node());
    for at in 0..3 {
        network.arc(Arc::new(GROUND, rows[at], table[at].iter().sum(), 99, Telling::Fixed));
        let sum = table.iter().map(|row| row[at]).sum();
        network.arc(Arc::new(columns[at], GROUND, sum, 99, Telling::Fixed));
    }
    let mut cell = |row: usize, column: usize| {
        let value = table[row][column];
        let people = u32::try_from(value).unwrap_or(0);
        network.arc(Arc::new(rows[row], columns[column], value, people, Telling::Open))
    };
    let cells = (0..3).map(|row| (0..3).map(|column| cell(row, column)).collect()).collect();
    network.protect(k);
    (network, cells)
}

/// An attacker who narrows bounds by each sum in turn, written without a look at flows.
fn narrowed(network: &Network) -> Vec<(i64, i64)> {
    let arcs = network.arcs();
    let mut bounds: Vec<(i64, i64)> = (0..arcs.len())
        .map(|at| if network.is_hidden(at) { (0, 1_000_000) } else { (arcs[at].value, arcs[at].value) })
        .collect();
    let sums = arcs.iter().flat_map(|arc| [arc.from, arc.to]).max().unwrap_or(0);
    loop {
        let before = bounds.clone();
        for sum in 1..=sums {
            for at in 0..arcs.len() {
                let sign =
                    |other: usize| i64::from(arcs[other].to == sum) - i64::from(arcs[other].from == sum);
                if sign(at) == 0 {
                    continue;
                }
                let others = (0..arcs.len()).filter(|&other| other != at && sign(other) != 0);
                let (mut least, mut most) = (0, 0);
                for other in others {
                    let weight = -sign(other) * sign(at);
                    let (low, high) = bounds[other];
                    least += if weight > 0 { low } else { -high };
                    most += if weight > 0 { high } else { -low };
                }
                bounds[at] = (bounds[at].0.max(least), bounds[at].1.min(most));
            }
        }
        if bounds == before {
            return bounds;
        }
    }
}

/// Every way to fill the hidden cells of a table of 3 × 3 with told margins.
fn brute(table: &[[i64; 3]; 3], hidden: &[Vec<bool>]) -> Vec<Vec<(i64, i64)>> {
    let places: Vec<(usize, usize)> =
        (0..9).map(|at| (at / 3, at % 3)).filter(|&(row, column)| hidden[row][column]).collect();
    let mut found = vec![vec![(i64::MAX, i64::MIN); 3]; 3];
    let mut filled = *table;
    fill(&places, table, &mut filled, &mut found);
    found
}

fn fill(
    places: &[(usize, usize)],
    table: &[[i64; 3]; 3],
    filled: &mut [[i64; 3]; 3],
    found: &mut [Vec<(i64, i64)>],
) {
    let row_sum = |table: &[[i64; 3]; 3], row: usize| table[row].iter().sum::<i64>();
    let column_sum = |table: &[[i64; 3]; 3], column: usize| table.iter().map(|row| row[column]).sum::<i64>();
    let Some((&(row, column), rest)) = places.split_first() else {
        let fits = (0..3).all(|at| {
            row_sum(filled, at) == row_sum(table, at) && column_sum(filled, at) == column_sum(table, at)
        });
        for at in (0..9).filter(|_| fits) {
            let bounds = &mut found[at / 3][at % 3];
            let value = filled[at / 3][at % 3];
            *bounds = (bounds.0.min(value), bounds.1.max(value));
        }
        return;
    };
    let last_in_row = !rest.iter().any(|&(other, _)| other == row);
    let others = row_sum(filled, row) - filled[row][column];
    let values = if last_in_row {
        let value = row_sum(table, row) - others;
        value..=value
    } else {
        0..=row_sum(table, row)
    };
    for value in values.filter(|&value| value >= 0) {
        filled[row][column] = value;
        fill(rest, table, filled, found);
    }
    filled[row][column] = 0;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// All fillings of small tables: no hidden cell lies in an interval narrower than k, and the flows find the same ends.
    #[test]
    fn no_filling_pins_a_cell(values in prop::array::uniform3(prop::array::uniform3(0_i64..9)), k in 2_u32..5) {
        let (network, cells) = two_way(&values, k);
        let hidden: Vec<Vec<bool>> = cells.iter().map(|row| row.iter().map(|&at| network.is_hidden(at)).collect()).collect();
        let bounds = brute(&values, &hidden);
        let enough = values.iter().flatten().filter(|&&value| value > 0).count() > 6;
        for row in 0..3 {
            for column in 0..3 {
                let (least, most) = bounds[row][column];
                prop_assert_eq!(network.interval(cells[row][column]), (least, most));
                let thin = values[row][column] > 0 && values[row][column] < i64::from(k);
                prop_assert!(!thin || hidden[row][column]);
                // A margin that is itself thin leaves no room: such tables have no told margin there.
                let margins = values[row].iter().sum::<i64>().min(values.iter().map(|row| row[column]).sum());
                let room = enough && margins >= 3 * i64::from(k);
                prop_assert!(!(thin && room) || most - least >= i64::from(k), "{:?} {:?}", (row, column), (least, most));
            }
        }
    }

    /// One-way tables of any size with a told total of a group.
    #[test]
    fn no_part_follows_from_the_others(people in prop::collection::vec(0_u32..40, 1..20), k in 2_u32..12) {
        prop_assume!(people.iter().sum::<u32>() >= k);
        let hidden = one_way(&people, &vec![false; people.len()], k);
        let secret: u32 = people.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(people, _)| people).sum();
        for (&people, &hidden) in people.iter().zip(&hidden) {
            prop_assert!(hidden || people == 0 || people >= k);
        }
        prop_assert!(secret == 0 || secret >= k, "{secret} are hidden together");
        prop_assert!(hidden.iter().filter(|hidden| **hidden).count() != 1);
    }

    /// Trees of three groups with parts each: bounds tightened sum by sum leave every thin cell its interval.
    #[test]
    fn bounds_do_not_close_in(parts in prop::collection::vec(prop::collection::vec(0_i64..30, 1..6), 2..5), k in 2_u32..8) {
        let all: i64 = parts.iter().flatten().sum();
        prop_assume!(all >= i64::from(k));
        let mut network = Network::new();
        let top = network.node();
        let people = |count: i64| u32::try_from(count).unwrap();
        network.arc(Arc::new(GROUND, top, all, people(all), Telling::Fixed));
        for group in &parts {
            let node = network.node();
            let sum = group.iter().sum();
            network.arc(Arc::new(top, node, sum, people(sum), Telling::Open));
            for &part in group {
                network.arc(Arc::new(node, GROUND, part, people(part), Telling::Open));
            }
        }
        network.protect(k);
        for (arc, (least, most)) in network.arcs().iter().zip(narrowed(&network)) {
            let thin = arc.people > 0 && arc.people < k;
            prop_assert!(!thin || most - least >= i64::from(k), "{} lies in {least}..={most}", arc.value);
        }
    }
}
