//! Yotpo: reviews.

use super::{Is, Kind, Platform, Reading, Row, opinions};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "yotpoReviews",
    name: "Yotpo",
    kind: Kind::Feedback,
    columns: &[
        (Is::Item, &["Review ID"]),
        (Is::Subject, &["Review Title"]),
        (Is::Text, &["Review Content"]),
        (Is::Score, &["Review Score"]),
        (Is::Time, &["Date", "Review Creation Date", "Created At"]),
        (Is::Name, &["Display Name", "Reviewer Display Name"]),
        (Is::Email, &["Email", "Reviewer Email"]),
        (Is::Product, &["Product Name", "Product Title"]),
        (Is::Handle, &["Product ID"]),
        (Is::Sku, &["Product SKU"]),
        (Is::Status, &["Review Status"]),
    ],
    needs: &[Is::Text, Is::Score],
    marks: &[],
    reading: Reading { scoped: false, ..Reading::USUAL },
    row: |row: &mut Row| opinions::row(row, FeedbackKind::Review),
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn reviews_name_their_product() {
        let file = read(
            "Review Title,Review Content,Review Score,Date,Product ID,Product Name,Display Name,Email\n\
             Great,Soaks in fast,2,2026-08-01,123,Glow,Sarah Kim,sarah@shop.example\n",
        );
        assert_eq!(file.summary.source, "yotpoReviews");
        assert_eq!(
            file.feedback(),
            ["Review text=Great\nSoaks in fast product=Glow score=20000 time=1785542400000"]
        );
    }
}
