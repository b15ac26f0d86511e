//! Thresholds of the live flags.

/// When a flag is raised. Every threshold counts as reached at its own value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveOptions {
    /// The present, in milliseconds since 1970 UTC. Later events are passed over.
    pub now: i64,
    /// Visible milliseconds of the page view that is still open.
    pub page_ms: u32,
    /// A visit ends after so many minutes without an event.
    pub idle_minutes: u32,
    /// Bursts of rage clicks in this visit.
    pub rage_clicks: u32,
    /// Clicks without effect in this visit.
    pub dead_clicks: u32,
    /// Distinct terms without a result in this visit.
    pub empty_searches: u32,
    /// Visible seconds on the cart page in this visit.
    pub cart_seconds: u32,
    /// Views of the cart page in this visit.
    pub cart_views: u32,
    /// Days that a cart waits.
    pub cart_days: u32,
    /// Gaps between visits that a rhythm takes.
    pub cycle_gaps: u32,
    /// A visitor is late after so many percent of the usual gap.
    pub cycle_percent: u32,
    /// Days looked back for short visits.
    pub visit_days: u32,
    /// Visits in those days.
    pub visits: u32,
    /// Median visible seconds of a short visit, at most.
    pub short_seconds: u32,
    /// Median pages of a short visit, at most.
    pub few_pages: u32,
    /// Days looked back for products.
    pub browse_days: u32,
    /// Distinct products in those days.
    pub products: u32,
}

impl Default for LiveOptions {
    fn default() -> Self {
        Self {
            now: 0,
            page_ms: 0,
            idle_minutes: 30,
            rage_clicks: 1,
            dead_clicks: 2,
            empty_searches: 1,
            cart_seconds: 60,
            cart_views: 3,
            cart_days: 7,
            cycle_gaps: 3,
            cycle_percent: 150,
            visit_days: 14,
            visits: 3,
            short_seconds: 30,
            few_pages: 2,
            browse_days: 7,
            products: 3,
        }
    }
}

impl LiveOptions {
    /// Options from lines of `name=value` in camel case; what is not named keeps its default.
    ///
    /// # Errors
    ///
    /// A sentence on the first line that is no option.
    pub fn parse(lines: &str) -> Result<Self, String> {
        let mut options = Self::default();
        for line in lines.lines() {
            let (name, value) = line.split_once('=').unwrap_or((line, ""));
            if !options.set(name, value) {
                let sentence = ["The option \"", line, "\" is unknown, or its value is no whole number."];
                return Err(sentence.concat());
            }
        }
        Ok(options)
    }

    fn set(&mut self, name: &str, value: &str) -> bool {
        if name == "now" {
            return value.parse().map(|now| self.now = now).is_ok();
        }
        let option = match name {
            "pageMs" => &mut self.page_ms,
            "idleMinutes" => &mut self.idle_minutes,
            "rageClicks" => &mut self.rage_clicks,
            "deadClicks" => &mut self.dead_clicks,
            "emptySearches" => &mut self.empty_searches,
            "cartSeconds" => &mut self.cart_seconds,
            "cartViews" => &mut self.cart_views,
            "cartDays" => &mut self.cart_days,
            "cycleGaps" => &mut self.cycle_gaps,
            "cyclePercent" => &mut self.cycle_percent,
            "visitDays" => &mut self.visit_days,
            "visits" => &mut self.visits,
            "shortSeconds" => &mut self.short_seconds,
            "fewPages" => &mut self.few_pages,
            "browseDays" => &mut self.browse_days,
            "products" => &mut self.products,
            _ => return false,
        };
        value.parse().map(|value| *option = value).is_ok()
    }
}
