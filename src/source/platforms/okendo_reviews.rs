//! Okendo: reviews.

use super::{Is, Kind, Platform, Reading, Row, opinions};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "okendoReviews",
    name: "Okendo",
    kind: Kind::Feedback,
    columns: &[
        (Is::Item, &["reviewId"]),
        (Is::Subject, &["title"]),
        (Is::Text, &["body"]),
        (Is::Score, &["rating"]),
        (Is::Time, &["dateCreated"]),
        (Is::Name, &["name", "reviewer.name"]),
        (Is::Email, &["email", "reviewer.email"]),
        (Is::Country, &["countryCode"]),
        (Is::Sku, &["sku"]),
        (Is::Handle, &["handle", "productId"]),
        (Is::Status, &["status"]),
    ],
    needs: &[Is::Text, Is::Score, Is::Time],
    marks: &["isVerifiedBuyer", "reviewId", "isIncentivized", "isRecommended"],
    reading: Reading { scoped: false, ..Reading::USUAL },
    row: |row: &mut Row| opinions::row(row, FeedbackKind::Review),
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn both_layouts_are_known() {
        let file = read(
            "reviewId,productId,rating,title,body,reviewer.name,reviewer.email,dateCreated\nr1,123,5,Great,Soaks in,Sarah Kim,sarah@shop.example,2026-08-01T10:00:00Z\n",
        );
        assert_eq!(file.summary.source, "okendoReviews");
        assert_eq!(
            file.feedback(),
            ["Review id=r1 text=Great\nSoaks in product=123 score=50000 time=1785578400000"]
        );
        let file = read(
            "name,body,handle,productId,rating,sku,dateCreated,countryCode,email,isApproved,isRecommended,title,isVerifiedBuyer,status\n\
             Sarah,Soaks in,glow,123,4,A-1,2026-08-01,US,sarah@shop.example,true,true,,true,approved\n",
        );
        assert_eq!(
            file.feedback(),
            ["Review text=Soaks in product=A-1 status=approved score=40000 time=1785542400000"]
        );
    }
}
