//! Google Analytics 4: an exploration. Its grand total stands first, with one cell more than the header.

use super::{Is, Kind, Platform, Reading, ga4};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "ga4Exploration",
    name: "Google Analytics",
    kind: Kind::Traffic,
    columns: &[(Is::Dimension, ga4::DIMENSIONS), (Is::Metric, ga4::METRICS)],
    needs: &[Is::Dimension, Is::Metric],
    marks: &[],
    reading: Reading {
        decimal: Some(b'.'),
        also: |_, _| true,
        fits: |heading| ga4::is_dimension(heading) && ga4::of_exploration(heading),
        sections: true,
        ..Reading::USUAL
    },
    row: ga4::row,
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn the_grand_total_is_no_row() {
        let file = read(
            "# ----------------------------------------\n# Example property\n# Free form-Free form 1\n# 20260723-20260922\n# ----------------------------------------\n\n\
             Date,Page path and screen class,Active users,Views,Views per active user\n\
             ,,211078,309558,1.4665,Grand total\n\
             20260826,/,44963,68392,1.521\n\
             20260826,/listen-online,50,130,2.6\n",
        );
        assert_eq!(file.summary.source, "ga4Exploration");
        assert_eq!(
            file.traffic(),
            [
                "Example property: Date|20260826 · /|Active users 449630000, Views 683920000, Views per active user 15210|2026-08-26 2026-08-26",
                "Example property: Date|20260826 · /listen-online|Active users 500000, Views 1300000, Views per active user 26000|2026-08-26 2026-08-26"
            ]
        );
        assert!(file.ledger().contains(&("footer", 1)));
        assert_eq!((file.summary.records, file.summary.used), (3, 2));
    }
}
