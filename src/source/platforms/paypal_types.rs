//! The type of a row of PayPal's activity → whether money came for an order, went back, or neither.

/// What a row moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A payment came in.
    In,
    /// A payment went back to its buyer.
    Back,
    /// Nothing for an order.
    Nothing,
}

/// Parts of types of rows between the account, banks and cards, in lower case.
const INTERNAL: [&str; 50] = [
    "hold",
    "authorization",
    "authorisation",
    "conversion",
    "withdrawal",
    "deposit",
    "transfer",
    "payout",
    "fee",
    "tax collected",
    "reserve",
    "loan",
    "credit card",
    "einbehalt",
    "autorisierung",
    "währungsumrechnung",
    "abbuchung",
    "bankgutschrift",
    "gutschrift auf kreditkarte",
    "auszahlung",
    "überweisung",
    "von ach",
    "gebühr",
    "blocage",
    "suspension",
    "autorisation",
    "virement",
    "retrait",
    "réserve",
    "retención",
    "autorización",
    "conversión",
    "retirada",
    "transferencia",
    "bloqueo",
    "depósito",
    "保留",
    "承認",
    "オーソリ",
    "換算",
    "引き出し",
    "振替",
    "入金",
    "提现",
    "转账",
    "授权",
    "冻结",
    "兑换",
    "充值",
    "手续费",
];

/// Parts of types of rows that give a payment back.
const BACK: [&str; 13] = [
    "refund",
    "reversal",
    "chargeback",
    "rückzahlung",
    "rückerstattung",
    "rückbuchung",
    "remboursement",
    "reembolso",
    "devolución",
    "返金",
    "払い戻し",
    "退款",
    "撤销",
];

/// Whose money a type of row moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A payment between buyer and seller.
    Payment,
    /// One that goes back.
    Back,
    /// The account's own.
    Internal,
}

/// The class of a type.
#[must_use]
pub fn class(kind: &[u8]) -> Class {
    let kind = String::from_utf8_lossy(kind).to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    if is(&INTERNAL) {
        Class::Internal
    } else if is(&BACK) {
        Class::Back
    } else {
        Class::Payment
    }
}

/// What a row of a class moved, by its effect on the balance and its amount.
#[must_use]
pub fn moved(class: Class, effect: &[u8], gross: i64) -> Moved {
    match (class, gross.signum()) {
        _ if effect.eq_ignore_ascii_case(b"memo") => Moved::Nothing,
        (Class::Back, -1) => Moved::Back,
        (Class::Payment, 1) => Moved::In,
        _ => Moved::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::{Moved, class, moved};

    #[test]
    fn types_of_rows() {
        let cases = [
            ("Express Checkout Payment", "Credit", 5, Moved::In),
            ("Mobile Payment", "Credit", 5, Moved::In),
            ("General Authorization", "Memo", 5, Moved::Nothing),
            ("Payment", "Memo", 5, Moved::Nothing),
            ("Account Hold for Open Authorization", "Debit", -5, Moved::Nothing),
            ("Reversal of General Account Hold", "Credit", 5, Moved::Nothing),
            ("Payment Refund", "Debit", -5, Moved::Back),
            ("Payment Refund", "Credit", 5, Moved::Nothing),
            ("Chargeback", "Debit", -5, Moved::Back),
            ("Chargeback Fee", "Debit", -5, Moved::Nothing),
            ("PreApproved Payment Bill User Payment", "Debit", -5, Moved::Nothing),
            ("User Initiated Withdrawal", "Debit", -5, Moved::Nothing),
            ("Allgemeine Zahlung", "Haben", 5, Moved::In),
            ("Rückzahlung", "Soll", -5, Moved::Back),
            ("Rückbuchung allgemeiner Einbehaltung", "Haben", 5, Moved::Nothing),
            ("Bankgutschrift auf PayPal-Konto", "Haben", 5, Moved::Nothing),
            ("Allgemeine Währungsumrechnung", "Soll", -5, Moved::Nothing),
            ("Paiement Express Checkout", "Crédit", 5, Moved::In),
            ("Remboursement", "Débit", -5, Moved::Back),
            ("Pago", "", 5, Moved::In),
            ("退款", "", -5, Moved::Back),
        ];
        for (kind, effect, gross, expected) in cases {
            assert_eq!(moved(class(kind.as_bytes()), effect.as_bytes(), gross), expected, "{kind}");
        }
    }
}
