//! Grids worked by hand, the merging told a second way, and laws of the blur.

use super::blur::gaussian;
use super::grid::Grid;
use super::merge::{Bands, Mark, merged};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Owned columns of points.
#[derive(Clone, Default)]
struct Columns {
    anchor: Vec<u32>,
    x: Vec<u16>,
    y: Vec<u16>,
    page_x: Vec<i32>,
    page_y: Vec<i32>,
    viewport: Vec<u16>,
    layer: Vec<u8>,
    device: Vec<u8>,
    template: Vec<u32>,
    session: Vec<u32>,
    visitor: Vec<u32>,
}

impl Columns {
    fn on(mut self, session: u32, anchor: u32, x: u16, y: u16) -> Self {
        self.anchor.push(anchor);
        self.x.push(x);
        self.y.push(y);
        self.page_x.push(-1);
        self.page_y.push(-1);
        self.viewport.push(0);
        self.layer.push(0);
        self.device.push(0);
        self.template.push(0);
        self.session.push(session);
        self.visitor.push(session / 2);
        self
    }

    fn at(self, session: u32, page_x: i32, page_y: i32, viewport: u16) -> Self {
        let mut columns = self.on(session, NO_ANCHOR, 0, 0);
        let last = columns.anchor.len() - 1;
        (columns.page_x[last], columns.page_y[last], columns.viewport[last]) = (page_x, page_y, viewport);
        columns
    }

    fn part(&self, rows: std::ops::Range<usize>) -> Points<'_> {
        Points {
            anchor: &self.anchor[rows.clone()],
            x: &self.x[rows.clone()],
            y: &self.y[rows.clone()],
            page_x: &self.page_x[rows.clone()],
            page_y: &self.page_y[rows.clone()],
            viewport: &self.viewport[rows.clone()],
            layer: &self.layer[rows.clone()],
            device: &self.device[rows.clone()],
            template: &self.template[rows.clone()],
            session: &self.session[rows.clone()],
            visitor: &self.visitor[rows],
        }
    }

    fn points(&self) -> Points<'_> {
        self.part(0..self.anchor.len())
    }
}

const PLAIN: MapOptions = MapOptions { cell: 100.0, sigma: 0.0, k: 1 };

fn rect(left: f32, top: f32, width: f32, height: f32) -> Option<Rect> {
    Some(Rect { left, top, width, height })
}

fn page(width: f32, height: f32, boxes: Vec<Option<Rect>>) -> Layout {
    Layout { width, height, boxes }
}

fn mark(session: u32, column: u32, row: u32) -> Mark<()> {
    Mark { at: row << 16 | column, session, weight: () }
}

fn filled(map: &Heatmap) -> Vec<(usize, usize, f32)> {
    let cells = map.density.iter().enumerate().filter(|(_, value)| **value != 0.0);
    cells.map(|(index, &value)| (index % map.columns, index / map.columns, value)).collect()
}

#[test]
fn a_point_moves_with_its_anchor() {
    let points = Columns::default().on(1, 0, 0, 0).on(1, 0, 32_767, 32_767).on(2, 0, 16_384, 16_384);
    let then = page(400.0, 400.0, vec![rect(100.0, 100.0, 200.0, 100.0)]);
    let map = heatmap(&[points.points()], &Filter::default(), &then, &PLAIN);
    assert_eq!(filled(&map), [(1, 1, 1.0), (2, 1, 1.0), (3, 2, 1.0)]);
    assert_eq!((map.n, map.sessions, map.visitors, map.anchor_share()), (3, 2, 2, Some(1.0)));
    let now = page(800.0, 400.0, vec![rect(400.0, 0.0, 400.0, 400.0)]);
    let map = heatmap(&[points.points()], &Filter::default(), &now, &PLAIN);
    assert_eq!(filled(&map), [(4, 0, 1.0), (6, 2, 1.0), (7, 3, 1.0)]);
}

#[test]
fn without_a_box_pixels_tell_and_each_way_is_counted() {
    let points = Columns::default()
        .at(1, 50, 350, 800)
        .at(1, 50, 350, 0)
        .at(2, 500, 0, 0)
        .at(2, 10, -1, 0)
        .on(3, 1, 0, 0)
        .on(3, 0, 0, 0);
    let layout = page(400.0, 400.0, vec![rect(200.0, 0.0, 100.0, 100.0), rect(0.0, 0.0, 0.0, 50.0)]);
    let map = heatmap(&[points.points()], &Filter::default(), &layout, &PLAIN);
    assert_eq!(filled(&map), [(2, 0, 1.0), (0, 3, 2.0)]);
    assert_eq!((map.by_anchor, map.by_fallback, map.hidden, map.outside), (1, 2, 1, 2));
    assert_eq!((map.n, map.sessions, map.anchor_share()), (3, 2, Some(1.0 / 3.0)));
}

#[test]
fn only_the_page_device_and_layer_asked_for() {
    let mut points = Columns::default().at(1, 0, 0, 0).at(2, 100, 0, 0).at(3, 200, 0, 0).at(4, 300, 0, 0);
    (points.layer[1], points.device[2], points.template[3]) = (1, 1, 7);
    let layout = page(400.0, 100.0, vec![]);
    let of = |filter| filled(&heatmap(&[points.points()], &filter, &layout, &PLAIN));
    let all = Filter::default();
    assert_eq!(of(all).len(), 3);
    assert_eq!(of(Filter { layer: 1, ..all }), [(1, 0, 1.0)]);
    assert_eq!(of(Filter { device: Some(1), ..all }), [(2, 0, 1.0)]);
    assert_eq!(of(Filter { template: Some(7), ..all }), [(3, 0, 1.0)]);
}

#[test]
fn no_points_no_map() {
    let map = heatmap(&[], &Filter::default(), &page(40.0, 20.0, vec![]), &MapOptions::default());
    assert_eq!((map.columns, map.rows, map.n, map.anchor_share()), (10, 5, 0, None));
    assert!(map.density.iter().all(|&value| value == 0.0));
}

/// Corner cells show 3 themselves; the rest of their quadrant shares 2 over 3 cells; what is left, 3 points of
/// two sessions, is spread over the other 12 cells.
#[test]
fn few_sessions_are_merged_into_the_parent_cell() {
    let grid = Grid { columns: 4, rows: 4, cell: 1.0 };
    let marks = vec![
        mark(1, 0, 0),
        mark(1, 0, 0),
        mark(1, 1, 0),
        mark(2, 0, 0),
        mark(3, 0, 1),
        mark(5, 2, 0),
        mark(6, 3, 3),
        mark(6, 3, 3),
    ];
    let (cells, withheld) = merged(grid, Bands::of(grid, marks.clone()), 2);
    let (own, shared, rest) = (3.0, 2.0 / 3.0, 0.25);
    let expected = [[own, shared, rest, rest], [shared, shared, rest, rest], [rest; 4], [rest; 4]];
    assert_eq!(cells, expected.concat());
    assert_eq!(withheld, 0.0);

    let (cells, withheld) = merged(grid, Bands::of(grid, marks), 3);
    let expected = [[1.25, 1.25, 0.0, 0.0], [1.25, 1.25, 0.0, 0.0], [0.0; 4], [0.0; 4]];
    assert_eq!(cells, expected.concat());
    assert_eq!(withheld, 3.0);
}

#[test]
fn a_long_page_gets_larger_cells() {
    let grid = Grid::over(1920.0, 8000.0, 4.0);
    assert_eq!((grid.columns, grid.rows, grid.cell), (480, 2000, 4.0));
    let grid = Grid::over(1920.0, 200_000.0, 4.0);
    assert_eq!((grid.columns, grid.rows, grid.cell), (120, 12_500, 16.0));
    for extent in [f32::NAN, f32::INFINITY, -5.0, 1e30] {
        let grid = Grid::over(extent, extent, 0.0);
        assert!(grid.columns >= 1 && grid.len() <= MAX_CELLS);
    }
}

/// Standard deviation 1: weights 1, e^-½, e^-2 and e^-4½, of 2.505948 in all.
#[test]
fn a_single_point_becomes_a_bell() {
    let grid = Grid { columns: 21, rows: 9, cell: 1.0 };
    let mut cells = vec![0.0; grid.len()];
    cells[4 * 21 + 10] = 1.0;
    let blurred = gaussian(cells, grid, 1.0);
    let at = |column: usize, row: usize| f64::from(blurred[row * 21 + column]);
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    near(at(10, 4), 0.159_241);
    near(at(11, 4), 0.096_585);
    near(at(10, 6), 0.021_551);
    near(at(13, 4), 0.001_769);
    assert_eq!(at(14, 4), 0.0);
}

#[test]
fn no_blur_leaves_the_cells() {
    let grid = Grid { columns: 2, rows: 1, cell: 1.0 };
    assert_eq!(gaussian(vec![1.0, 2.0], grid, 0.0), [1.0, 2.0]);
    assert_eq!(gaussian(vec![3.0], Grid { columns: 1, ..grid }, 9.0).len(), 1);
}

/// Ten visitors: three stop at 30 %, two at half, five at the end.
#[test]
fn reach_counts_each_visitor_once_by_the_deepest_view() {
    let visitor = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
    let reach_of = [0.1, 0.3, 0.3, 0.5, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 0.3];
    let views = ScrollViews { visitor: &visitor, reach: &reach_of, ..ScrollViews::default() };
    let plain = reach(&views, 1);
    assert_eq!((plain.visitors, plain.withheld, plain.share.len()), (10, 0, BANDS + 1));
    let at = |share: &[f32], step: usize| (share[step] * 100.0).round();
    assert_eq!(
        [0, 6, 7, 10, 11, 20].map(|step| at(&plain.share, step)),
        [100.0, 100.0, 70.0, 70.0, 50.0, 50.0]
    );
    let [three_quarters, half, quarter] = plain.marks;
    assert!((three_quarters.unwrap() - (6.0 + 5.0 / 6.0) / 20.0).abs() < 1e-6);
    assert_eq!((half, quarter), (Some(1.0), Some(1.0)));

    let merged = reach(&views, 5);
    assert_eq!(merged.share[20], 0.5);
    assert!((merged.share[0] - 1.0).abs() < 1e-6 && merged.withheld == 0);
    assert_eq!(reach(&views, 11), Reach { visitors: 10, withheld: 10, ..Reach::default() });
    assert_eq!(reach(&ScrollViews::default(), 5), Reach::default());
}

/// Two sessions of 2 s and 4 s at the top, one of them 6 s in band 3, which alone is merged with what is near.
#[test]
fn attention_is_mean_visible_time_by_band() {
    let mut dwell = [0; 2 * BANDS];
    (dwell[0], dwell[BANDS], dwell[BANDS + 3]) = (2_000, 4_000, 6_000);
    let views = ScrollViews { session: &[1, 2], visitor: &[1, 1], dwell: &dwell, ..ScrollViews::default() };
    let plain = attention(&views, 1);
    assert_eq!((plain.sessions, plain.visitors), (2, 1));
    assert_eq!((plain.seconds[0], plain.seconds[1], plain.seconds[3]), (3.0, 0.0, 3.0));
    let merged = attention(&views, 2);
    assert_eq!((merged.seconds[0], merged.seconds[3], merged.withheld_seconds), (3.0, 0.0, 6.0));
    assert_eq!(attention(&views, 3).seconds, [0.0; 0]);
}

#[test]
fn each_anchor_has_a_grid_of_its_own() {
    let points = Columns::default()
        .on(1, 4, 0, 0)
        .on(1, 4, 32_767, 32_767)
        .on(2, 4, 16_384, 0)
        .on(3, 9, 8, 8)
        .at(3, 1, 1, 0);
    let grids = anchor_grids(&points.points(), &Filter::default(), 2, 1);
    assert_eq!(grids.iter().map(|grid| (grid.anchor, grid.n)).collect::<Vec<_>>(), [(4, 3), (9, 1)]);
    assert_eq!((grids[0].sessions, grids[0].visitors), (2, 2));
    assert_eq!(grids[0].cells, [1.0, 1.0, 0.0, 1.0]);
    let few = anchor_grids(&points.points(), &Filter::default(), 2, 2);
    assert_eq!(few.len(), 1);
    assert_eq!((few[0].cells.clone(), few[0].withheld), (vec![0.75; 4], 0));
}

/// The rule by recursion, on a page of more than one band: what a square could not show inside itself, and the finest cells still open.
fn quadrant(
    marks: &[Mark<()>],
    k: u32,
    [column, row, side]: [u32; 3],
    cells: &mut [f32],
    width: u32,
) -> Vec<Mark<()>> {
    let inside = |mark: &&Mark<()>| {
        let (x, y) = (mark.at & 0xFFFF, mark.at >> 16);
        (column..column + side).contains(&x) && (row..row + side).contains(&y)
    };
    if !marks.iter().any(|mark| inside(&mark)) {
        return Vec::new();
    }
    let half = side / 2;
    let left: Vec<Mark<()>> = if side == 1 {
        marks.iter().filter(inside).copied().collect()
    } else {
        let corners =
            [[column, row], [column + half, row], [column, row + half], [column + half, row + half]];
        corners.iter().flat_map(|&[x, y]| quadrant(marks, k, [x, y, half], cells, width)).collect()
    };
    let sessions: BTreeSet<_> = left.iter().map(|mark| mark.session).collect();
    if sessions.len() < k as usize {
        return left;
    }
    let own = (row..row + side).flat_map(|y| (column..column + side).map(move |x| (y * width + x) as usize));
    let open: Vec<usize> = own.filter(|&cell| cells[cell] < 0.0).collect();
    open.iter().for_each(|&cell| cells[cell] = left.len() as f32 / open.len() as f32);
    Vec::new()
}

proptest! {
    #[test]
    fn merging_is_the_rule_told_by_recursion(
        places in prop::collection::vec((0_u32..9, 0_u32..128, 0_u32..128), 0..200),
        k in 1_u32..6,
    ) {
        let marks: Vec<_> = places.iter().map(|&(session, x, y)| mark(session, x, y)).collect();
        let grid = Grid { columns: 128, rows: 128, cell: 1.0 };
        let mut expected = vec![-1.0; grid.len()];
        let left = quadrant(&marks, k, [0, 0, 128], &mut expected, 128);
        expected.iter_mut().filter(|cell| **cell < 0.0).for_each(|cell| *cell = 0.0);
        let (cells, withheld) = merged(grid, Bands::of(grid, marks), k);
        prop_assert_eq!(cells, expected);
        prop_assert_eq!(withheld, left.len() as f64);
    }

    #[test]
    fn order_and_split_give_the_same_bytes(
        places in prop::collection::vec((0_u32..20, 0_u16..32_768, 0_u16..32_768), 0..200),
        cut in 0_usize..200,
    ) {
        let layout = page(300.0, 500.0, vec![rect(30.0, 20.0, 250.0, 400.0)]);
        let columns = |places: &[(u32, u16, u16)]| {
            places.iter().fold(Columns::default(), |columns, &(session, x, y)| columns.on(session, 0, x, y))
        };
        let options = MapOptions { k: 3, ..MapOptions::default() };
        let map = |parts: &[Points]| heatmap(parts, &Filter::default(), &layout, &options);
        let (whole, turned) = (columns(&places), columns(&places.iter().rev().copied().collect::<Vec<_>>()));
        let cut = cut.min(places.len());
        let bits = |map: &Heatmap| map.density.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        let expected = map(&[whole.points()]);
        for other in [map(&[turned.points()]), map(&[whole.part(cut..places.len()), whole.part(0..cut)])] {
            prop_assert_eq!(bits(&other), bits(&expected));
            prop_assert_eq!(&other, &expected);
        }
    }

    #[test]
    fn the_blur_keeps_the_sum_and_mirrors(
        cells in prop::collection::vec(0_u16..1000, 37 * 11),
        sigma in 0.3_f32..20.0,
    ) {
        let grid = Grid { columns: 37, rows: 11, cell: 1.0 };
        let cells: Vec<f32> = cells.into_iter().map(f32::from).collect();
        let turned: Vec<f32> = cells.iter().rev().copied().collect();
        let sum = |cells: &[f32]| cells.iter().map(|&value| f64::from(value)).sum::<f64>();
        let blurred = gaussian(cells.clone(), grid, sigma);
        prop_assert!((sum(&blurred) - sum(&cells)).abs() <= 1e-5 * sum(&cells));
        let back: Vec<f32> = gaussian(turned, grid, sigma).into_iter().rev().collect();
        // A mirrored grid adds both sides of the kernel the other way round, which is the same sum.
        prop_assert_eq!(back, blurred);
    }
}
