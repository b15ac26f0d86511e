use super::*;

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
