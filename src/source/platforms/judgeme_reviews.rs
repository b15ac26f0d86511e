//! Judge.me: reviews.

use super::{Is, Kind, Platform, Reading, Row, opinions};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "judgemeReviews",
    name: "Judge.me",
    kind: Kind::Feedback,
    columns: &[
        (Is::Subject, &["title"]),
        (Is::Text, &["body"]),
        (Is::Score, &["rating"]),
        (Is::Time, &["review_date"]),
        (Is::Channel, &["source"]),
        (Is::Status, &["curated"]),
        (Is::Name, &["reviewer_name"]),
        (Is::Email, &["reviewer_email"]),
        (Is::Sku, &["product_sku"]),
        (Is::Handle, &["product_handle", "product_id"]),
    ],
    needs: &[Is::Text, Is::Score, Is::Time, Is::Name],
    marks: &[],
    reading: Reading { scoped: false, ..Reading::USUAL },
    row: |row: &mut Row| opinions::row(row, FeedbackKind::Review),
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn stars_words_and_who_gave_them() {
        let file = read(
            "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,product_id,product_handle,reply,ip_address,location\n\
             Great,\"Soaks in fast, no stickiness\",5,2026-08-01 10:00:00 UTC,web,ok,Sarah Kim,Sarah@Shop.example,123,glow,,,\n",
        );
        assert_eq!(file.summary.source, "judgemeReviews");
        assert_eq!(
            file.feedback(),
            [
                "Review text=Great\nSoaks in fast, no stickiness product=glow status=ok channel=web score=50000 time=1785578400000"
            ]
        );
        assert_eq!(file.people(), ["- sarah@shop.example - - Sarah Kim"]);
    }
}
