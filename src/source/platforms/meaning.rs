//! Status words of every platform → one set of meanings.

use crate::tables::shop::Standing;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a status word means for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Meaning {
    /// Waits for its payment.
    Pending,
    /// Payment promised.
    Authorized,
    /// Paid.
    Paid,
    /// Part of it given back.
    PartlyRefunded,
    /// All of it given back.
    Refunded,
    /// Cancelled.
    Cancelled,
    /// Payment voided.
    Voided,
    /// Sent or delivered.
    Fulfilled,
    /// A test.
    Test,
    /// Something else; the order counts.
    Other,
}

impl Meaning {
    /// Whether an order of this meaning counts.
    #[must_use]
    pub fn standing(self) -> Standing {
        match self {
            Self::Cancelled => Standing::Cancelled,
            Self::Voided => Standing::Voided,
            Self::Test => Standing::Test,
            Self::Refunded => Standing::Refunded,
            _ => Standing::Counts,
        }
    }
}

/// Words in lower case, by meaning.
const WORDS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Pending,
        &[
            "pending",
            "pending payment",
            "unpaid",
            "on-hold",
            "on hold",
            "holded",
            "payment_review",
            "awaiting payment",
            "open",
            "new",
            "to pay",
            "等待买家付款",
            "待付款",
            "offen",
            "ausstehend",
            "en attente",
            "pendiente",
            "保留中",
        ],
    ),
    (Meaning::Authorized, &["authorized", "authorised", "autorisiert", "autorisé", "autorizado"]),
    (
        Meaning::Paid,
        &[
            "paid",
            "processing",
            "complete",
            "completed",
            "closed",
            "confirmed",
            "approved",
            "success",
            "successful",
            "succeeded",
            "invoiced",
            "ready",
            "created",
            "active",
            "unshipped",
            "unfulfilled",
            "to ship",
            "awaiting shipment",
            "awaiting fulfillment",
            "awaiting_shipment",
            "partially_paid",
            "partially paid",
            "已付款",
            "待发货",
            "等待发货",
            "等待卖家发货",
            "买家已付款",
            "交易成功",
            "已完成",
            "bezahlt",
            "abgeschlossen",
            "payé",
            "payée",
            "terminée",
            "pagado",
            "completado",
        ],
    ),
    (
        Meaning::Fulfilled,
        &[
            "fulfilled",
            "partial",
            "partially fulfilled",
            "partially shipped",
            "shipped",
            "shipped - delivered to buyer",
            "shipped - picked up",
            "shipping",
            "in transit",
            "delivered",
            "已发货",
            "卖家已发货",
            "等待买家确认收货",
            "已签收",
            "待收货",
            "versendet",
            "expédiée",
            "enviado",
        ],
    ),
    (
        Meaning::PartlyRefunded,
        &[
            "partially_refunded",
            "partially refunded",
            "partial refund",
            "partly refunded",
            "部分退款",
            "teilweise erstattet",
            "partiellement remboursé",
            "parcialmente reembolsado",
        ],
    ),
    (
        Meaning::Refunded,
        &[
            "refunded",
            "fully refunded",
            "returned",
            "chargeback",
            "reversed",
            "已退款",
            "退款成功",
            "全额退款",
            "已退货",
            "erstattet",
            "rückerstattet",
            "remboursé",
            "remboursée",
            "reembolsado",
            "返金済み",
        ],
    ),
    (
        Meaning::Cancelled,
        &[
            "cancelled",
            "canceled",
            "cancellation",
            "cancel",
            "closed unpaid",
            "failed",
            "trash",
            "expired",
            "declined",
            "denied",
            "已取消",
            "取消",
            "交易关闭",
            "已关闭",
            "订单取消",
            "storniert",
            "annulé",
            "annulée",
            "cancelado",
            "キャンセル",
            "ยกเลิกแล้ว",
            "dibatalkan",
            "batal",
        ],
    ),
    (Meaning::Voided, &["void", "voided"]),
    (Meaning::Test, &["test", "测试"]),
];

/// The meaning of a word, and whether it is known. Case, spaces around it and WooCommerce's `wc-` do not matter.
#[must_use]
pub fn meaning(word: &str, own: &BTreeMap<String, Meaning>) -> (Meaning, bool) {
    let word = word.trim().to_lowercase();
    if let Some(&meaning) = own.get(&word) {
        return (meaning, true);
    }
    let word = word.strip_prefix("wc-").unwrap_or(&word);
    if word.is_empty() {
        return (Meaning::Other, true);
    }
    let known = WORDS.iter().find(|(_, words)| words.contains(&word));
    known.map_or((Meaning::Other, false), |&(meaning, _)| (meaning, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_one_meaning() {
        let none = BTreeMap::new();
        assert_eq!(meaning(" Cancelled ", &none), (Meaning::Cancelled, true));
        assert_eq!(meaning("wc-completed", &none), (Meaning::Paid, true));
        assert_eq!(meaning("REMBOURSÉE", &none), (Meaning::Refunded, true));
        assert_eq!(meaning("Elsewhere", &none), (Meaning::Other, false));
        let own = BTreeMap::from([("elsewhere".to_owned(), Meaning::Voided)]);
        assert_eq!(meaning("Elsewhere", &own).0.standing(), Standing::Voided);
        let all: Vec<&str> = WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        assert_eq!(crate::math::order::distinct(all.clone()).len(), all.len());
    }
}
