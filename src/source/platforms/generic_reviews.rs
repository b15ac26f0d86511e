//! Reviews from anywhere: stars and what was written, or stars of a product.

use super::{Heading, Is, Kind, Platform, Reading, Row, opinions, words};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "genericReviews",
    name: "",
    kind: Kind::Feedback,
    columns: &[
        (Is::Item, &["Review ID", "ID", "zh:评价ID"]),
        (
            Is::Score,
            &[
                "Rating",
                "Stars",
                "Star rating",
                "Review rating",
                "zh:评分",
                "zh:星级",
                "zh:评价星级",
                "de:Bewertung",
                "de:Sterne",
                "fr:Note",
                "fr:Étoiles",
                "es:Calificación",
                "es:Valoración",
                "es:Puntuación",
                "ja:評価",
                "ja:星",
            ],
        ),
        (
            Is::Subject,
            &[
                "Review title",
                "Title",
                "Headline",
                "zh:评价标题",
                "zh:标题",
                "de:Titel",
                "fr:Titre",
                "es:Título",
                "ja:タイトル",
            ],
        ),
        (Is::Text, words::TEXT),
        (
            Is::Time,
            &[
                "Review date",
                "Reviewed at",
                "Date",
                "Created at",
                "Created",
                "Submitted at",
                "zh:评价时间",
                "zh:评价日期",
                "zh:评论时间",
                "zh:日期",
                "zh:创建时间",
                "de:Datum",
                "fr:Date de l'avis",
                "es:Fecha",
                "ja:投稿日",
                "ja:日付",
            ],
        ),
        (
            Is::Name,
            &[
                "Author",
                "Reviewer",
                "Reviewer name",
                "Customer name",
                "Customer",
                "Name",
                "Nickname",
                "zh:评价人",
                "zh:买家",
                "zh:昵称",
                "zh:姓名",
                "de:Autor",
                "fr:Auteur",
                "es:Autor",
                "ja:投稿者",
            ],
        ),
        (
            Is::Email,
            &[
                "Email",
                "Reviewer email",
                "Customer email",
                "Author email",
                "zh:邮箱",
                "zh:买家邮箱",
                "ja:メールアドレス",
            ],
        ),
        (Is::Order, words::ORDER),
        (Is::Sku, words::SKU),
        (
            Is::Product,
            &[
                "Product",
                "Product name",
                "Product title",
                "Item name",
                "zh:商品",
                "zh:商品名称",
                "zh:产品",
                "de:Produkt",
                "fr:Produit",
                "es:Producto",
                "ja:商品名",
            ],
        ),
        (Is::Handle, &["Product handle", "Handle", "Product ID", "ASIN", "zh:商品ID"]),
        (Is::Status, &["Status", "State", "Published", "zh:状态"]),
        (Is::Channel, words::CHANNEL),
    ],
    needs: &[Is::Score],
    marks: &[],
    reading: Reading { general: true, scoped: false, fits, ..Reading::USUAL },
    row: |row: &mut Row| opinions::row(row, FeedbackKind::Review),
};

fn fits(heading: &Heading) -> bool {
    let about = heading.any(words::TEXT)
        || heading.any(words::PRODUCT)
        || heading.any(words::SKU)
        || heading.has("Product handle");
    about && !heading.says_sales() && !heading.has("CSAT") && !heading.has("NPS")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{failure, read, recognised};

    #[test]
    fn chinese_reviews() {
        let file = read(
            "订单号,商品名称,评分,评价内容,评价时间\n88,蓝色杯子,2,杯子碎了,2026-08-01 10:00:00\n89,蓝色杯子,,,\n",
        );
        assert_eq!((file.summary.source, file.language), ("genericReviews", Some("zh")));
        assert_eq!(
            file.feedback(),
            ["Review text=杯子碎了 product=蓝色杯子 order=88 score=20000 time=1785578400000"]
        );
        assert_eq!(file.ledger(), [("incomplete", 1)]);
    }

    #[test]
    fn the_layout_that_many_review_apps_import() {
        let file = read(
            "product_handle,rating,author,email,body,created_at,photo_url,verified_purchase\nmug,5,Ann,ann@shop.example,Lovely,2026-08-01,,true\n",
        );
        assert_eq!(file.feedback(), ["Review text=Lovely product=mug score=50000 time=1785542400000"]);
    }

    #[test]
    fn orders_with_a_rating_stay_orders() {
        assert_eq!(recognised("Order ID,Date,Total,Rating,Comment\n1,2026-09-01,5.00,4,ok\n"), "generic");
    }

    #[test]
    fn without_any_score_or_word_it_says_what_is_missing() {
        assert!(failure("rating,comment\n,\n,\n").contains("no record in it has a score, a text or an id"));
    }
}
