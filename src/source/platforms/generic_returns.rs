//! Returns with their reasons from anywhere: an order or a product, and why it came back.

use super::{Heading, Is, Kind, Platform, Reading, returned, words};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "genericReturns",
    name: "",
    kind: Kind::Returns,
    columns: &[
        (Is::Order, words::ORDER),
        (Is::Sku, words::SKU),
        (Is::Product, words::PRODUCT),
        (
            Is::Time,
            &[
                "Return date",
                "Returned at",
                "Return requested at",
                "Requested at",
                "Requested on",
                "Date",
                "Created at",
                "Day",
                "zh:退货日期",
                "zh:退货时间",
                "zh:申请时间",
                "zh:日期",
                "de:Retourendatum",
                "de:Datum",
                "fr:Date de retour",
                "fr:Date",
                "es:Fecha de devolución",
                "es:Fecha",
                "ja:返品日",
                "ja:日付",
            ],
        ),
        (
            Is::Quantity,
            &[
                "Return quantity",
                "Returned quantity",
                "Quantity",
                "Qty",
                "Units",
                "zh:退货数量",
                "zh:数量",
                "de:Menge",
                "fr:Quantité",
                "es:Cantidad",
                "ja:数量",
            ],
        ),
        (
            Is::Reason,
            &[
                "Return reason",
                "Reason for return",
                "Reason",
                "Refund reason",
                "zh:退货原因",
                "zh:退款原因",
                "zh:原因",
                "de:Retourengrund",
                "de:Rückgabegrund",
                "de:Grund",
                "fr:Motif de retour",
                "fr:Motif du retour",
                "fr:Raison",
                "es:Motivo de devolución",
                "es:Motivo de la devolución",
                "es:Motivo",
                "ja:返品理由",
                "ja:理由",
            ],
        ),
        (Is::Email, words::EMAIL),
        (Is::Name, words::NAME),
        (
            Is::Text,
            &[
                "Customer comments",
                "Customer comment",
                "Comment",
                "Comments",
                "Customer note",
                "zh:买家留言",
                "zh:备注",
                "de:Kommentar",
                "fr:Commentaire",
                "es:Comentario",
                "ja:コメント",
            ],
        ),
    ],
    needs: &[Is::Reason],
    marks: &[],
    reading: Reading { general: true, scoped: false, fits, ..Reading::USUAL },
    row: returned::row,
};

/// An order or a product came back: a mere reason stands in tables of tickets and cancellations too.
fn fits(heading: &Heading) -> bool {
    const RETURNED: [&str; 24] = [
        "Return reason",
        "Reason for return",
        "Refund reason",
        "Return date",
        "Returned at",
        "Return quantity",
        "Returned quantity",
        "Return ID",
        "Return number",
        "Requested on",
        "RMA",
        "退货原因",
        "退款原因",
        "退货日期",
        "退货时间",
        "退货数量",
        "Retourengrund",
        "Rückgabegrund",
        "Motif de retour",
        "Motif du retour",
        "Motivo de devolución",
        "Motivo de la devolución",
        "返品理由",
        "返品日",
    ];
    let what = [words::ORDER, words::SKU, words::PRODUCT].concat();
    let amount = ["Total", "Order total", "Order amount", "订单金额", "实付金额"];
    heading.any(&what)
        && RETURNED.iter().any(|text| heading.has(text))
        && !amount.iter().any(|text| heading.has(text))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{read, recognised};

    #[test]
    fn a_row_without_a_quantity_is_one_unit() {
        let file = read(
            "Order ID,SKU,Return date,Return reason,Customer email\n#1001,A-1,2026-09-02,Too small,ann@shop.example\n,,2026-09-03,Late,\n",
        );
        assert_eq!(file.summary.source, "genericReturns");
        assert_eq!(file.returns(), ["#1001|A-1|Some(1788307200000)|10000|Too small|-"]);
        assert_eq!(file.people(), ["- ann@shop.example - - -"]);
        assert_eq!(file.ledger(), [("incomplete", 1)]);
    }

    #[test]
    fn chinese_headers_are_known() {
        let file = read("订单号,商品编码,退货数量,退货原因\n88,A-1,2,尺码不合适\n");
        assert_eq!(file.returns(), ["88|A-1|None|20000|尺码不合适|-"]);
    }

    #[test]
    fn an_orders_file_with_reasons_stays_orders() {
        assert_eq!(recognised("Order ID,Date,Total,Refund reason\n1,2026-09-01,5.00,\n"), "generic");
    }
}
