//! Status words of every platform → one set.

/// What a status word means for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It counts.
    Counts,
    /// Cancelled.
    Cancelled,
    /// Voided.
    Voided,
    /// Refunded in full.
    Refunded,
    /// A test.
    Test,
    /// A word nobody knows: it counts, and is listed.
    Unknown,
}

const CANCELLED: [&str; 14] = [
    "cancelled",
    "canceled",
    "cancellation",
    "cancel",
    "closed unpaid",
    "failed",
    "trash",
    "expired",
    "declined",
    "已取消",
    "取消",
    "交易关闭",
    "已关闭",
    "订单取消",
];
const REFUNDED: [&str; 9] = [
    "refunded",
    "fully refunded",
    "returned",
    "chargeback",
    "reversed",
    "已退款",
    "退款成功",
    "全额退款",
    "已退货",
];
const COUNTS: [&str; 47] = [
    "",
    "paid",
    "complete",
    "completed",
    "closed",
    "fulfilled",
    "unfulfilled",
    "partial",
    "shipped",
    "delivered",
    "processing",
    "pending",
    "pending payment",
    "on-hold",
    "on hold",
    "holded",
    "authorized",
    "partially_paid",
    "partially paid",
    "unpaid",
    "partially_refunded",
    "partially refunded",
    "partially fulfilled",
    "open",
    "confirmed",
    "approved",
    "success",
    "successful",
    "new",
    "active",
    "in transit",
    "ready",
    "awaiting shipment",
    "awaiting fulfillment",
    "invoiced",
    "unavailable",
    "created",
    "已完成",
    "交易成功",
    "已发货",
    "已付款",
    "待发货",
    "已签收",
    "待收货",
    "部分退款",
    "卖家已发货",
    "等待发货",
];

/// The meaning of a status word; case and spaces around it do not matter.
#[must_use]
pub fn status(word: &[u8]) -> Status {
    let word = String::from_utf8_lossy(word).trim().to_ascii_lowercase();
    let word = word.strip_prefix("wc-").unwrap_or(&word);
    if COUNTS.contains(&word) {
        Status::Counts
    } else if CANCELLED.contains(&word) {
        Status::Cancelled
    } else if REFUNDED.contains(&word) {
        Status::Refunded
    } else if matches!(word, "void" | "voided") {
        Status::Voided
    } else if matches!(word, "test" | "测试") {
        Status::Test
    } else {
        Status::Unknown
    }
}

/// Reads a column of status words, most of which repeat.
#[derive(Clone, Debug, Default)]
pub struct Statuses {
    last: Option<(Vec<u8>, Status)>,
}

impl Statuses {
    /// The meaning of the next word.
    #[inline]
    pub fn read(&mut self, word: &[u8]) -> Status {
        match &self.last {
            Some((last, known)) if last == word => *known,
            _ => {
                let found = status(word);
                self.last = Some((word.to_vec(), found));
                found
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_platforms() {
        let cases = [
            ("Cancelled", Status::Cancelled),
            (" canceled ", Status::Cancelled),
            ("已取消", Status::Cancelled),
            ("voided", Status::Voided),
            ("wc-completed", Status::Counts),
            ("refunded", Status::Refunded),
            ("partially_refunded", Status::Counts),
            ("", Status::Counts),
            ("Elsewhere", Status::Unknown),
        ];
        for (word, expected) in cases {
            assert_eq!(status(word.as_bytes()), expected, "{word}");
        }
    }
}
