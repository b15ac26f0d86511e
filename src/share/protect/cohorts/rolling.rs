//! Rolling cohorts: a row counts those still active in a period or later, so it only falls, and each fall is a group of
//! its own. A cell is told where the fall since the last told one is nobody or a group.

use super::{Blocks, Triangle};
use crate::share::guard::Guard;

/// Cells not told, by cohort and period.
pub(super) fn silent(guard: &Guard, triangle: &Triangle, blocks: &Blocks) -> Vec<bool> {
    let mut silent = vec![false; triangle.periods * triangle.periods];
    for cohort in (0..triangle.periods).filter(|&cohort| triangle.rows[cohort].is_some()) {
        let mut last = i64::from(triangle.new[cohort]);
        silent[cohort * triangle.periods + cohort] = blocks.hidden[cohort];
        for period in cohort + 1..triangle.periods {
            let Some(active) = triangle.path(cohort, period, "active").and_then(|path| guard.number(&path))
            else {
                continue;
            };
            #[allow(clippy::cast_possible_truncation)]
            let active = active as i64;
            // The sum over cohorts is told where all its cells are: no cell then hides behind it.
            let told = !blocks.hidden[cohort] && guard.is_split(active, last);
            silent[cohort * triangle.periods + period] = !told;
            last = if told { active } else { last };
        }
    }
    silent
}

/// Whether no cell of a column is silent, so that its average tells nothing more.
pub(super) fn is_whole(triangle: &Triangle, silent: &[bool], offset: usize) -> bool {
    (0..triangle.periods.saturating_sub(offset))
        .all(|cohort| !silent[cohort * triangle.periods + cohort + offset])
}
