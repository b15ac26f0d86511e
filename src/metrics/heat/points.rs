//! Points as typed columns, and which of them a map is of.

/// Anchor of a point that has none.
pub const NO_ANCHOR: u32 = u32::MAX;

/// Clicks or moves, one a row; all columns have the same length. Points of one session best stand together with
/// sessions in ascending order: any order gives the same map, that one soonest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Points<'a> {
    /// Number of the anchor, [`NO_ANCHOR`] for none.
    pub anchor: &'a [u32],
    /// Place in the anchor's box from its left, 0..=32767.
    pub x: &'a [u16],
    /// Place in the anchor's box from its top, 0..=32767.
    pub y: &'a [u16],
    /// Pixels from the left of the page, of the viewport in the fixed layer.
    pub page_x: &'a [i32],
    /// Pixels from the top of the page, of the viewport in the fixed layer.
    pub page_y: &'a [i32],
    /// Width of the viewport in pixels, 0 when unknown.
    pub viewport: &'a [u16],
    /// 0 page, 1 fixed.
    pub layer: &'a [u8],
    /// Device class.
    pub device: &'a [u8],
    /// Number of the page template.
    pub template: &'a [u32],
    /// Number of the session.
    pub session: &'a [u32],
    /// Number of the visitor; one a session.
    pub visitor: &'a [u32],
}

impl Points<'_> {
    /// Rows that all columns have.
    #[must_use]
    pub fn len(&self) -> usize {
        let wide = [self.anchor, self.template, self.session, self.visitor].map(<[u32]>::len);
        let narrow = [self.x, self.y, self.viewport].map(<[u16]>::len);
        let pixels = [self.page_x, self.page_y].map(<[i32]>::len);
        let bytes = [self.layer, self.device].map(<[u8]>::len);
        let lengths = wide.into_iter().chain(narrow).chain(pixels).chain(bytes);
        lengths.min().unwrap_or_default()
    }

    /// All columns cut to the rows that all have.
    #[must_use]
    pub fn even(&self) -> Self {
        let rows = self.len();
        Self {
            anchor: &self.anchor[..rows],
            x: &self.x[..rows],
            y: &self.y[..rows],
            page_x: &self.page_x[..rows],
            page_y: &self.page_y[..rows],
            viewport: &self.viewport[..rows],
            layer: &self.layer[..rows],
            device: &self.device[..rows],
            template: &self.template[..rows],
            session: &self.session[..rows],
            visitor: &self.visitor[..rows],
        }
    }

    /// No row at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Which points a map is of; `None` lets all pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One page template.
    pub template: Option<u32>,
    /// One device class.
    pub device: Option<u8>,
    /// 0 page, 1 fixed.
    pub layer: u8,
}

impl Filter {
    /// Whether a row belongs to the map.
    #[inline]
    #[must_use]
    pub fn passes(&self, points: &Points, row: usize) -> bool {
        points.layer[row] == self.layer
            && self.device.is_none_or(|device| points.device[row] == device)
            && self.template.is_none_or(|template| points.template[row] == template)
    }
}
