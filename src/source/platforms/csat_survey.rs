//! Answers to "how satisfied are you", from 1 to 5.

use super::{Heading, Is, Kind, Platform, Reading, Row, opinions, words};
use crate::source::mapping::Field;
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
    row: |row: &mut Row| opinions::answer(row, FeedbackKind::Csat, 1..=5),
};

/// Somebody's answer on some day or with a comment; nothing that was sold, and no tickets.
pub fn is_survey(heading: &Heading) -> bool {
    let any = |names: &[&'static str]| names.iter().any(|name| heading.has_alias(name));
    let context = [words::TIME, words::TEXT, words::EMAIL, words::NAME, words::ORDER, words::PHONE];
    let others = [Field::Amount, Field::Quantity, Field::UnitPrice];
    let tickets = ["Ticket ID", "Ticket", "工单号", "工单编号"];
    context.iter().any(|names| any(names))
        && !others.iter().any(|&field| heading.names(field))
        && !tickets.iter().any(|text| heading.has(text) && heading.has_alias("Status"))
}

#[cfg(test)]
mod tests {
    use super::super::sample::read;

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
    fn chinese_surveys() {
        let file = read("提交时间,满意度,反馈,手机号\n2026-08-01 10:00:00,5,很好,+8613812345678\n");
        assert_eq!(file.summary.source, "csatSurvey");
        assert_eq!(file.feedback(), ["Csat text=很好 score=50000 time=1785578400000"]);
    }
}
