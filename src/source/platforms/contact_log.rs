//! A log of contacts with customers: when, over which channel, and with whom or about what.

use super::{Heading, Is, Kind, Platform, Reading, Row, opinions, words};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "contactLog",
    name: "",
    kind: Kind::Feedback,
    columns: &[
        (Is::Item, &["Contact ID", "Message ID", "Comment ID", "ID", "zh:编号"]),
        (Is::Time, words::TIME),
        (Is::Channel, words::CHANNEL),
        (Is::Email, words::EMAIL),
        (Is::Phone, words::PHONE),
        (Is::CustomerId, words::CUSTOMER_ID),
        (
            Is::Username,
            &["Username", "User name", "Handle", "From", "Sender", "zh:用户名", "zh:昵称", "zh:发件人"],
        ),
        (Is::Name, words::NAME),
        (Is::Order, words::ORDER),
        (Is::Status, &["Direction", "zh:方向", "de:Richtung", "fr:Sens", "es:Dirección", "ja:方向"]),
        (
            Is::Subject,
            &[
                "Subject",
                "Topic",
                "Event",
                "Campaign",
                "zh:主题",
                "de:Betreff",
                "fr:Objet",
                "es:Asunto",
                "ja:件名",
            ],
        ),
        (Is::Text, words::TEXT),
        (Is::Reason, &["Reason", "Contact reason", "Category", "zh:原因", "zh:类型"]),
    ],
    needs: &[Is::Time, Is::Channel],
    marks: &[],
    reading: Reading { general: true, scoped: false, fits, ..Reading::USUAL },
    row: |row: &mut Row| opinions::row(row, FeedbackKind::Contact),
};

/// A direction, subject or message with somebody; nothing that was sold, spent or rated.
fn fits(heading: &Heading) -> bool {
    let about = heading.any(words::TEXT)
        || [
            "Direction",
            "Subject",
            "Topic",
            "Event",
            "方向",
            "主题",
            "Richtung",
            "Betreff",
            "Objet",
            "Asunto",
            "件名",
        ]
        .iter()
        .any(|text| heading.has(text));
    let others = [
        "Rating",
        "Stars",
        "CSAT",
        "NPS",
        "评分",
        "满意度",
        "Cost",
        "Clicks",
        "Ticket ID",
        "工单号",
        "Return reason",
    ];
    about && !heading.says_sales() && !others.iter().any(|text| heading.has(text))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{read, recognised};

    #[test]
    fn contacts_name_somebody_or_say_something() {
        let file = read(
            "date,channel,email,direction,subject\n2026-08-01 10:00:00,chat,ann@shop.example,in,Where is my order\n2026-08-02,phone,bob@shop.example,out,\n2026-08-03,mail,,in,\n",
        );
        assert_eq!(file.summary.source, "contactLog");
        assert_eq!(
            file.feedback(),
            [
                "Contact text=Where is my order status=in channel=chat time=1785578400000",
                "Contact status=out channel=phone time=1785628800000"
            ]
        );
        assert_eq!(file.ledger(), [("incomplete", 1)]);
    }

    #[test]
    fn orders_with_a_message_stay_orders() {
        assert_eq!(
            recognised("date,channel,email,message,total\n2026-08-01,web,a@b.example,hi,5.00\n"),
            "generic"
        );
    }
}
