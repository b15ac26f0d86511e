//! The link that an order came by: its note attributes, else columns of its parts (UTM), else the page where the visit began.

use super::Row;
use crate::source::platforms::is::Is;
use crate::source::utm::{Utm, of_address, utm};
use crate::tables::shop::orders::Link;

/// Parts of a link that have columns of their own.
const PARTS: [Is; 4] = [Is::UtmSource, Is::UtmMedium, Is::UtmCampaign, Is::UtmContent];

impl Row<'_> {
    /// Reads the link of a new order, where its row tells one.
    pub(super) fn came_by(&mut self, order: usize) {
        if !self.has(Is::Note) && !self.has(Is::Landing) && !PARTS.iter().any(|&is| self.has(is)) {
            return;
        }
        let notes = self.text(Is::Note);
        let cells = PARTS.map(|is| self.text(is));
        let columns = || Utm::of([0, 1, 2, 3].map(|at: usize| &*cells[at]));
        let landing = of_address(&self.text(Is::Landing));
        let address = || Utm::of([0, 1, 2, 3].map(|at: usize| &*landing[at]));
        let Some(utm) = utm(&notes).or_else(columns).or_else(address) else { return };
        let channel = self.intern(utm.channel().as_bytes());
        let (campaign, creative) = (self.intern(utm.campaign), self.intern(utm.content));
        let order = u32::try_from(order).unwrap_or(u32::MAX);
        self.tables.orders.links.push(Link { order, channel, campaign, creative });
    }
}
