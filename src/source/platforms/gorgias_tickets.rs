//! Gorgias: exported tickets. Times to the first answer and to the solution are seconds.

use super::{Is, Kind, Platform, Reading, Row, opinions};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "gorgiasTickets",
    name: "Gorgias",
    kind: Kind::Feedback,
    columns: &[
        (Is::Item, &["Ticket id"]),
        (Is::Reason, &["Tags"]),
        (Is::Channel, &["Initial channel"]),
        (Is::Subject, &["Subject"]),
        (Is::Time, &["Creation date"]),
        (Is::SolvedAt, &["Closed date", "Resolution time (s)"]),
        (Is::Score, &["Survey score"]),
        (Is::Email, &["Customer email"]),
        (Is::Name, &["Customer name"]),
        (Is::AnsweredAt, &["First response time (s)"]),
        (Is::Status, &["Status"]),
    ],
    needs: &[Is::Item, Is::Time, Is::Channel],
    marks: &[],
    reading: Reading { scoped: false, ..Reading::USUAL },
    row: |row: &mut Row| opinions::row(row, FeedbackKind::Ticket),
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn seconds_to_the_first_answer_become_its_time() {
        let file = read(
            "Ticket id,Tags,Initial channel,Priority,Subject,Creation date,Closed date,Survey score,Customer email,Customer name,First response time (s),Resolution time (s),Ticket URL\n\
             5,returns,email,normal,Too small,2026-08-01T09:00:00Z,,4,ann@shop.example,Ann,600,,x\n",
        );
        assert_eq!(file.summary.source, "gorgiasTickets");
        assert_eq!(
            file.feedback(),
            [
                "Ticket id=5 text=Too small channel=email reason=returns score=40000 time=1785574800000 answered=1785575400000"
            ]
        );
    }
}
