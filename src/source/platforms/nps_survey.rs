//! Answers to "how likely are you to recommend us", from 0 to 10.

use super::csat_survey::is_survey;
use super::{Is, Kind, Platform, Reading, Row, opinions, words};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "npsSurvey",
    name: "",
    kind: Kind::Feedback,
    columns: &[
        (Is::Item, &["Response ID", "Answer ID", "ID", "zh:答卷编号", "zh:编号"]),
        (
            Is::Score,
            &[
                "NPS",
                "NPS score",
                "Net promoter score",
                "Likelihood to recommend",
                "How likely are you to recommend us",
                "How likely are you to recommend us to a friend or colleague",
                "zh:NPS评分",
                "zh:推荐意愿",
                "zh:推荐指数",
                "zh:净推荐值",
                "de:Weiterempfehlung",
                "de:Weiterempfehlungsbereitschaft",
                "fr:Recommandation",
                "es:Recomendación",
                "ja:推奨度",
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
    row: |row: &mut Row| opinions::answer(row, FeedbackKind::Nps, 0..=10),
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn nought_is_an_answer() {
        let file = read(
            "Date,Email,NPS score\n2026-08-01,ann@shop.example,0\n2026-08-01,bob@shop.example,10\n2026-08-02,,\n",
        );
        assert_eq!(file.summary.source, "npsSurvey");
        assert_eq!(
            file.feedback(),
            ["Nps score=0 time=1785542400000", "Nps score=100000 time=1785542400000"]
        );
        assert_eq!(file.ledger(), [("incomplete", 1)]);
    }
}
