//! Tickets from any help desk: an id, when it came, and its state.

use super::{Is, Kind, Platform, Reading, Row, opinions, words};
use crate::tables::shop::FeedbackKind;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "genericTickets",
    name: "",
    kind: Kind::Feedback,
    columns: &[
        (
            Is::Item,
            &[
                "Ticket ID",
                "Ticket",
                "Ticket number",
                "Ticket #",
                "Case ID",
                "Case number",
                "Conversation ID",
                "zh:工单号",
                "zh:工单编号",
                "zh:工单ID",
                "zh:工单",
                "de:Ticketnummer",
                "de:Ticket-ID",
                "fr:Numéro de ticket",
                "fr:ID du ticket",
                "es:ID del ticket",
                "es:Número de ticket",
                "ja:チケットID",
                "ja:チケット番号",
            ],
        ),
        (
            Is::Time,
            &[
                "Created at",
                "Created",
                "Created date",
                "Created time",
                "Creation date",
                "Opened at",
                "Date",
                "zh:创建时间",
                "zh:提交时间",
                "zh:日期",
                "de:Erstellt am",
                "de:Datum",
                "fr:Créé le",
                "fr:Date de création",
                "es:Fecha de creación",
                "es:Creado",
                "ja:作成日時",
                "ja:作成日",
            ],
        ),
        (Is::Status, words::STATUS),
        (
            Is::AnsweredAt,
            &[
                "First response at",
                "First response",
                "First reply at",
                "First response time (minutes)",
                "First response time (hours)",
                "First response time (s)",
                "First response time in minutes",
                "zh:首次响应时间",
                "zh:首次回复时间",
                "de:Erste Antwort",
                "fr:Première réponse",
                "es:Primera respuesta",
                "ja:初回応答日時",
            ],
        ),
        (
            Is::SolvedAt,
            &[
                "Solved at",
                "Resolved at",
                "Closed at",
                "Closed date",
                "Resolution date",
                "Resolution time (minutes)",
                "Resolution time (hours)",
                "Resolution time (s)",
                "zh:解决时间",
                "zh:关闭时间",
                "zh:完成时间",
                "de:Gelöst am",
                "fr:Résolu le",
                "es:Resuelto",
                "ja:解決日時",
            ],
        ),
        (Is::Email, words::EMAIL),
        (Is::Phone, words::PHONE),
        (Is::Name, words::NAME),
        (Is::Order, words::ORDER),
        (
            Is::Subject,
            &["Subject", "Summary", "zh:主题", "zh:标题", "de:Betreff", "fr:Objet", "es:Asunto", "ja:件名"],
        ),
        (
            Is::Text,
            &[
                "Description",
                "Message",
                "Details",
                "zh:描述",
                "zh:内容",
                "zh:问题描述",
                "de:Beschreibung",
                "es:Descripción",
                "ja:内容",
            ],
        ),
        (
            Is::Reason,
            &[
                "Category",
                "Reason",
                "Contact reason",
                "Topic",
                "Type",
                "Tags",
                "zh:类型",
                "zh:问题类型",
                "zh:分类",
                "de:Kategorie",
                "fr:Catégorie",
                "es:Categoría",
                "ja:カテゴリ",
            ],
        ),
        (Is::Channel, words::CHANNEL),
        (Is::Score, &["Satisfaction score", "CSAT", "Survey score", "zh:满意度"]),
    ],
    needs: &[Is::Item, Is::Time],
    marks: &[],
    reading: Reading {
        general: true,
        scoped: false,
        fits: |heading| !heading.says_sales(),
        ..Reading::USUAL
    },
    row: |row: &mut Row| opinions::row(row, FeedbackKind::Ticket),
};

#[cfg(test)]
mod tests {
    use super::super::sample::{read, recognised};

    #[test]
    fn chinese_tickets() {
        let file = read(
            "工单号,创建时间,状态,首次响应时间,解决时间,客户邮箱,问题类型\nT1,2026-08-01 09:00:00,已解决,2026-08-01 09:30:00,,ann@shop.example,退款\n",
        );
        assert_eq!(file.summary.source, "genericTickets");
        assert_eq!(
            file.feedback(),
            ["Ticket id=T1 status=已解决 reason=退款 time=1785574800000 answered=1785576600000"]
        );
        assert_eq!(file.people(), ["- ann@shop.example - - -"]);
    }

    #[test]
    fn hours_are_counted_from_the_beginning() {
        let file =
            read("Ticket ID,Created,Status,First response time (hours)\n5,2026-08-01 09:00:00,open,1.5\n");
        assert_eq!(file.feedback(), ["Ticket id=5 status=open time=1785574800000 answered=1785580200000"]);
    }

    #[test]
    fn what_was_sold_is_no_ticket() {
        assert_eq!(recognised("Ticket number,Date,Quantity,Total\n5,2026-08-01,1,2.00\n"), "generic");
    }
}
