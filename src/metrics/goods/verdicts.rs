//! Verdicts on earlier new products, against what these sold afterwards.
//!
//! Each of the latest [`LATEST`] products of which twice the days of a new one have passed is judged as it would have been when it ceased
//! to be new, by what was known then. In the next span of the same length its orders per order of the shop stand against those
//! of the same peers in their same days. "Promote" held where it sold more than the peers' mean, "drop" where it sold less than
//! `dropBelow` of it. A "hold" claims nothing.

use super::new_products::{Judged, Launches, Options, Verdict};
use crate::math::calibration::{Tenth, groups};
use crate::metrics::estimate::Share;
use crate::metrics::occasions::Occasions;
use crate::metrics::real;
use serde::Serialize;

/// So many products are judged again at most.
const LATEST: usize = 200;

/// How verdicts did.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerdictTest {
    /// Earlier products that could be judged.
    pub products: u64,
    /// Of those to be promoted: sold more than their peers in the next span.
    pub promote: Share,
    /// Of those to be dropped: sold less than `dropBelow` of their peers.
    pub drop: Share,
    /// Products on hold.
    pub hold: u64,
    /// Products by the chance of selling better, with the share that did.
    pub better: Vec<Tenth>,
    /// The same of selling far worse.
    pub worse: Vec<Tenth>,
}

/// The test; `None` where no earlier product can be judged.
pub(super) fn verdict_test(
    occasions: &Occasions,
    shop: &Launches,
    candidates: &[usize],
    options: &Options,
) -> Option<VerdictTest> {
    let new_days = options.new_days;
    let ended = |item: &usize| {
        shop.first(*item).is_some_and(|first| first.saturating_add(2 * new_days) <= shop.as_of)
    };
    let mut tried: Vec<usize> = candidates.iter().copied().filter(ended).collect();
    tried.sort_by_key(|&item| std::cmp::Reverse((shop.first(item), item)));
    tried.truncate(LATEST);
    let next = |item: usize| shop.between(item, new_days + 1, 2 * new_days);
    let (mut counts, mut better, mut worse) = ([[0_u64; 2]; 3], Vec::new(), Vec::new());
    for item in tried {
        let Some(judged) = Judged::new(occasions, shop, candidates, (item, new_days), options) else {
            continue;
        };
        let chances = judged.better.zip(judged.worse);
        let Some((verdict, (chance, risk))) = judged.verdict(options.risk).zip(chances) else { continue };
        let (own, all) = next(item).unwrap_or_default();
        let peers = judged.peers.iter().filter_map(|&peer| next(peer));
        let (peer, of) = peers.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        if all == 0 || of == 0 {
            continue;
        }
        let (rate, usual) = (real(own) / real(all), real(peer) / real(of));
        let (more, less) = (rate > usual, rate < options.drop_below * usual);
        let (place, held) = match verdict {
            Verdict::Promote => (0, more),
            Verdict::Drop => (1, less),
            Verdict::Hold => (2, false),
        };
        counts[place][0] += u64::from(held);
        counts[place][1] += 1;
        better.push((chance, f64::from(u8::from(more)), 1.0));
        worse.push((risk, f64::from(u8::from(less)), 1.0));
    }
    let [promote, drop, hold] = counts.map(|[held, n]| Share::new(held, n));
    (!better.is_empty()).then(|| VerdictTest {
        products: better.len() as u64,
        promote,
        drop,
        hold: hold.n,
        better: groups(better),
        worse: groups(worse),
    })
}
