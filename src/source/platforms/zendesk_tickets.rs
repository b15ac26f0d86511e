//! Zendesk: exported tickets. Answers and solutions are times, or minutes since the ticket came.

use super::{Is, Kind, Platform, Reading, Row, opinions};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "zendeskTickets",
    name: "Zendesk",
    kind: Kind::Feedback,
    columns: &[
        (Is::Item, &["Id", "Ticket ID"]),
        (Is::Name, &["Requester", "Requester name"]),
        (Is::Email, &["Requester email"]),
        (Is::CustomerId, &["Requester id"]),
        (Is::Subject, &["Subject"]),
        (Is::Text, &["Description"]),
        (Is::Reason, &["Tags", "Ticket type"]),
        (Is::Status, &["Status"]),
        (Is::Channel, &["Via", "Channel"]),
        (Is::Time, &["Created at"]),
        (Is::AnsweredAt, &["First reply time in minutes", "First reply at"]),
        (Is::SolvedAt, &["Solved at", "Full resolution time in minutes"]),
    ],
    needs: &[Is::Item, Is::Time],
    marks: &[
        "Requester id",
        "Requester email",
        "Group stations",
        "Assignee stations",
        "Reopens",
        "Solved at",
        "First reply time in minutes",
    ],
    reading: Reading {
        fits: |heading| heading.has("Subject") || heading.has("Status") || heading.has("Assignee"),
        keys: &[Is::Email, Is::Name],
        scoped: false,
        ..Reading::USUAL
    },
    row: |row: &mut Row| opinions::row(row, FeedbackKind::Ticket),
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn minutes_to_the_first_reply_become_its_time() {
        let file = read(
            "Summation column,Id,Requester,Requester id,Requester email,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Created at,Solved at,Satisfaction Score,Reopens,First reply time in minutes\n\
             1,77102,Ann Lee,990,ann@shop.example,Ann Lee,Jo,Support,refund not received,refund,Solved,Normal,Mail,2026-08-01 09:00:00,2026-08-01 11:30:00,good,0,45\n",
        );
        assert_eq!(file.summary.source, "zendeskTickets");
        // 09:00, 09:45 and 11:30.
        assert_eq!(
            file.feedback(),
            [
                "Ticket id=77102 text=refund not received status=Solved channel=Mail reason=refund time=1785574800000 answered=1785577500000 solved=1785583800000"
            ]
        );
        assert_eq!(file.people(), ["990 ann@shop.example - - Ann Lee"]);
    }
}
