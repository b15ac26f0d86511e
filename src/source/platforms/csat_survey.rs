//! Answers to "how satisfied are you", from 1 to 5.

use super::{Heading, Is, Kind, Layout, Platform, Reading, Row, opinions, words};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "csatSurvey",
    name: "",
    kind: Kind::Feedback,
    columns: &[
        (Is::Item, &["Response ID", "Answer ID", "ID", "zh:答卷编号", "zh:编号"]),
        (
            Is::Score,
            &[
                "CSAT",
                "CSAT score",
                "Satisfaction",
                "Satisfaction score",
                "Satisfaction rating",
                "Score",
                "Answer",
                "zh:得分",
                "zh:分数",
                "zh:满意度",
                "zh:满意度评分",
                "zh:满意度得分",
                "de:Zufriedenheit",
                "fr:Satisfaction client",
                "es:Satisfacción",
                "ja:満足度",
            ],
        ),
        (Is::Time, words::TIME),
        (Is::Text, words::TEXT),
        (Is::Email, words::EMAIL),
        (Is::Phone, words::PHONE),
        (Is::Name, words::NAME),
        (Is::CustomerId, words::CUSTOMER_ID),
        (Is::Order, words::ORDER),
        (Is::Product, words::PRODUCT),
        (Is::Channel, words::CHANNEL),
        (Is::Country, words::COUNTRY),
    ],
    needs: &[Is::Score],
    marks: &[],
    reading: Reading { general: true, scoped: false, fits: is_survey, ..Reading::USUAL },
    row: |row: &mut Row| opinions::answer(row, FeedbackKind::Csat, scale(row)),
};

/// Up to 5 under a header that says so; up to 10 under one that leaves it open, until the whole file has shown its scale.
fn scale(row: &Row) -> std::ops::RangeInclusive<i64> {
    if is_open(row.layout) { 0..=10 } else { 1..=5 }
}

/// Whether the header of the answers does not say on which scale they are.
#[must_use]
pub fn is_open(layout: &Layout) -> bool {
    const OPEN: [&str; 4] = ["score", "answer", "得分", "分数"];
    let header = layout.header(Is::Score).map(|header| header.trim().to_lowercase());
    header.is_some_and(|header| OPEN.contains(&header.as_str()))
}

/// Somebody's answer on some day or with a comment; nothing that was sold, and no tickets.
pub fn is_survey(heading: &Heading) -> bool {
    let context = [words::TIME, words::TEXT, words::EMAIL, words::NAME, words::ORDER, words::PHONE];
    let tickets = ["Ticket ID", "Ticket", "工单号", "工单编号"];
    context.iter().any(|names| heading.any(names))
        && !heading.says_sales()
        && !tickets.iter().any(|text| heading.has(text) && heading.has("Status"))
}

#[cfg(test)]
mod tests {
    use super::super::sample::read;
    use crate::tables::shop::FeedbackKind;

    #[test]
    fn answers_beyond_the_scale_are_left_out() {
        let file = read(
            "date,email,csat,comment\n2026-08-01,ann@shop.example,4,good\n2026-08-01,bob@shop.example,9,\n",
        );
        assert_eq!(file.summary.source, "csatSurvey");
        assert_eq!(file.feedback(), ["Csat text=good score=40000 time=1785542400000"]);
        assert_eq!(file.ledger(), [("incomplete", 1)]);
    }

    #[test]
    fn a_bare_score_is_on_the_scale_that_its_answers_show() {
        let five = read(
            "Response ID,Submitted at,Email,Score\n1,2026-08-01,a@b.example,5\n2,2026-08-01,c@b.example,2\n",
        );
        let kinds = |file: &super::super::sample::Sample| {
            file.tables().feedback.iter().map(|row| row.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&five), [FeedbackKind::Csat; 2]);
        let ten = read(
            "Response ID,Submitted at,Email,Score\n1,2026-08-01,a@b.example,9\n2,2026-08-01,c@b.example,2\n",
        );
        assert_eq!(kinds(&ten), [FeedbackKind::Nps; 2]);
    }

    #[test]
    fn chinese_surveys() {
        let file = read("提交时间,满意度,反馈,手机号\n2026-08-01 10:00:00,5,很好,+8613812345678\n");
        assert_eq!(file.summary.source, "csatSurvey");
        assert_eq!(file.feedback(), ["Csat text=很好 score=50000 time=1785578400000"]);
    }
}
