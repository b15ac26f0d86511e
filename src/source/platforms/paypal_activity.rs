//! PayPal: activity, in the account's language. Sales are credits for payments; refunds are negative rows that name their
//! payment; holds, conversions, transfers and the seller's own bills move no money for an order.

use super::meaning::Meaning;
use super::paypal_types::{Class, Moved, class, moved};
use super::paypal_zones::offset;
use super::{Is, Kind, Platform, Reading, Row};
use crate::source::dates::Stamp;
use crate::source::keys::customer_key;
use crate::tables::interner::NOBODY;
use crate::tables::ledger::Verdict;
use crate::tables::shop::{NO_WORD, Part, Person, Refund, Standing};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "paypalActivity",
    name: "PayPal",
    kind: Kind::Payments,
    columns: &[
        (Is::Time, &["Date", "de:Datum", "es:Fecha", "ja:日付", "zh:日期"]),
        (Is::Clock, &["Time", "de:Uhrzeit", "de:Zeit", "fr:Heure", "es:Hora", "ja:時間", "zh:时间"]),
        (
            Is::Zone,
            &[
                "Time Zone",
                "de:Zeitzone",
                "fr:Fuseau horaire",
                "es:Zona horaria",
                "ja:タイムゾーン",
                "zh:时区",
            ],
        ),
        (Is::Name, &["Name", "fr:Nom", "es:Nombre", "ja:名前", "zh:名称"]),
        (Is::Type, &["Type", "Description", "de:Typ", "de:Beschreibung", "es:Tipo", "ja:タイプ", "zh:类型"]),
        (Is::Status, &["Status", "fr:État", "es:Estado", "ja:ステータス", "zh:状态"]),
        (Is::Currency, &["Currency", "de:Währung", "fr:Devise", "es:Divisa", "ja:通貨", "zh:币种"]),
        (Is::Total, &["Gross", "de:Brutto", "fr:Avant commission", "es:Bruto", "ja:合計", "zh:总额"]),
        (
            Is::Fee,
            &[
                "Fee",
                "de:Gebühr",
                "de:Entgelt",
                "fr:Commission",
                "fr:Frais",
                "es:Tarifa",
                "es:Comisión",
                "ja:手数料",
                "zh:费用",
            ],
        ),
        (Is::LineNet, &["Net", "de:Netto", "es:Neto", "ja:正味", "zh:净额"]),
        (
            Is::Email,
            &[
                "From Email Address",
                "de:Absender E-Mail-Adresse",
                "fr:De l'adresse email",
                "es:Remitente",
                "es:Correo electrónico del remitente",
                "ja:送信者メールアドレス",
                "zh:发件人邮箱地址",
            ],
        ),
        (
            Is::Recipient,
            &[
                "To Email Address",
                "de:Empfänger E-Mail-Adresse",
                "de:An E-Mail-Adresse",
                "fr:À l'adresse email",
                "es:Destinatario",
                "ja:受信者メールアドレス",
            ],
        ),
        (
            Is::Order,
            &[
                "Transaction ID",
                "de:Transaktionscode",
                "fr:Numéro de transaction",
                "es:Id. de transacción",
                "ja:取引ID",
                "zh:交易号",
            ],
        ),
        (Is::Product, &["Item Title", "de:Artikelbezeichnung", "fr:Titre de l'objet", "ja:商品タイトル"]),
        (Is::Sku, &["Item ID", "de:Artikelnummer", "fr:Numéro d'objet", "fr:Numéro de l'objet", "ja:商品ID"]),
        (
            Is::Shipping,
            &[
                "Shipping and Handling Amount",
                "de:Versand- und Bearbeitungsgebühr",
                "fr:Montant de la livraison et du traitement",
                "ja:配送および手数料の額",
            ],
        ),
        (Is::Tax, &["Sales Tax", "de:Umsatzsteuer", "fr:TVA", "ja:消費税"]),
        (Is::Tip, &["Tip", "de:Trinkgeld", "fr:Pourboire"]),
        (Is::Quantity, &["Quantity", "de:Anzahl", "fr:Quantité", "ja:数量"]),
        (
            Is::Reference,
            &[
                "Reference Txn ID",
                "de:Zugehöriger Transaktionscode",
                "de:Txn-Referenzkennung",
                "fr:Numéro de la transaction de référence",
                "fr:Nº de transaction de référence",
                "ja:リファレンス トランザクションID",
            ],
        ),
        (
            Is::Token,
            &[
                "Invoice Number",
                "Invoice ID",
                "de:Rechnungsnummer",
                "fr:Numéro de facture",
                "fr:Nº de facture",
                "ja:請求書番号",
            ],
        ),
        (
            Is::Country,
            &["Country Code", "de:Ländervorwahl", "Country", "de:Land", "fr:Pays", "ja:国および地域"],
        ),
        (
            Is::Phone,
            &[
                "Contact Phone Number",
                "de:Telefon",
                "fr:Numéro de téléphone du contact",
                "ja:連絡先の電話番号",
            ],
        ),
        (Is::Effect, &["Balance Impact", "de:Auswirkung auf Guthaben", "fr:Impact sur le solde"]),
    ],
    needs: &[Is::Time, Is::Clock, Is::Type, Is::Currency, Is::Total, Is::Fee, Is::Order],
    marks: &[],
    reading: Reading { keys: &[Is::Email, Is::Phone, Is::Name], tax_inside: Some(false), ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    let Some(gross) = row.amount(Is::Total) else {
        let kind = row.text(Is::Type);
        row.verdict(Verdict::NoAmount, &kind);
        return;
    };
    let (kind, effect) = (row.text(Is::Type), row.text(Is::Effect));
    let moved = moved(class_of(row, &kind), &effect, gross);
    if moved == Moved::Nothing || !is_done(row) {
        row.verdict(Verdict::NotASale, &kind);
        return;
    }
    let Some(stamp) = stamp(row) else { return };
    if moved == Moved::Back { refund(row, -gross, stamp) } else { sale(row, gross, stamp) }
}

/// The class of the row's type, looked up once for each different type.
fn class_of(row: &mut Row, kind: &[u8]) -> Class {
    let met = &mut row.values.met_types;
    if let Some(&(_, class)) = met.iter().find(|(met, _)| met == kind) {
        return class;
    }
    let found = class(kind);
    met.push((kind.to_vec(), found));
    found
}

/// Whether the payment was completed, whatever became of it later.
fn is_done(row: &mut Row) -> bool {
    let status = row.text(Is::Status);
    let meaning = row.meaning(&status);
    !matches!(meaning, Meaning::Pending | Meaning::Authorized | Meaning::Cancelled | Meaning::Voided)
}

fn sale(row: &mut Row, gross: i64, stamp: Stamp) {
    let id = row.word(Is::Order);
    if row.tables.orders.find(id).is_some() {
        return;
    }
    let order = row.new_order(id, stamp);
    // What was given back are rows of their own.
    row.tables.orders.standing[order] = Standing::Counts;
    row.tables.orders.part_mut(Part::Total).say(order, Some(gross));
    row.say(Part::Shipping, order, Is::Shipping);
    row.say(Part::Tax, order, Is::Tax);
    row.say(Part::Tip, order, Is::Tip);
    if !row.is_blank(Is::Product) {
        let units = row.count(Is::Quantity);
        row.line(order, units, None, None);
    }
}

fn refund(row: &mut Row, amount: i64, stamp: Stamp) {
    // The buyer is that of the payment; only without one the receiver of the money.
    let recipient = if row.is_blank(Is::Reference) { row.text(Is::Recipient) } else { b"".into() };
    let email = customer_key(&recipient).map_or(NO_WORD, |key| row.intern(&key));
    let person = Person { email, ..Person::NOBODY };
    let refund = Refund {
        order: row.word(Is::Reference),
        id: row.word(Is::Order),
        time: stamp.ms,
        anchor: stamp.anchor as u8,
        amount,
        currency: row.currency(),
        person: if email == NO_WORD { NOBODY } else { row.tables.people.number(person) },
    };
    row.tables.refunds.push(refund);
}

/// Date, clock and zone put together; a zone that names a place leaves a wall time.
fn stamp(row: &mut Row) -> Option<Stamp> {
    let (date, clock, zone) = (row.text(Is::Time), row.text(Is::Clock), row.text(Is::Zone));
    let mut text = [0; 64];
    let parts = [&date[..], b" ", &clock[..], b" ", offset(&zone)];
    let length: usize = parts.iter().map(|part| part.len()).sum();
    if length > text.len() {
        return row.time_of(Is::Time, &date);
    }
    let mut at = 0;
    for part in parts {
        text[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    row.time_of(Is::Time, text[..length].trim_ascii())
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn only_payments_for_orders_count() {
        let found = read(
            "\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"From Email Address\",\"To Email Address\",\"Transaction ID\",\"Shipping and Handling Amount\",\"Sales Tax\",\"Reference Txn ID\",\"Balance Impact\"\r\n\
             \"10/25/2026\",\"14:30:00\",\"PDT\",\"Ana\",\"Express Checkout Payment\",\"Completed\",\"USD\",\"1,500.00\",\"-58.80\",\"1,441.20\",\"Ana@Mail.com\",\"me@shop.com\",\"T1\",\"20.00\",\"80.00\",\"\",\"Credit\"\r\n\
             \"10/26/2026\",\"09:00:00\",\"PDT\",\"\",\"General Currency Conversion\",\"Completed\",\"USD\",\"99.00\",\"0\",\"99.00\",\"\",\"\",\"T2\",\"\",\"\",\"T1\",\"Credit\"\r\n\
             \"10/26/2026\",\"09:00:00\",\"PDT\",\"Ana\",\"General Authorization\",\"Pending\",\"USD\",\"99.00\",\"0\",\"99.00\",\"ana@mail.com\",\"\",\"T3\",\"\",\"\",\"\",\"Memo\"\r\n\
             \"10/27/2026\",\"10:00:00\",\"PDT\",\"Ana\",\"Payment Refund\",\"Completed\",\"USD\",\"-1,500.00\",\"0.00\",\"-1,500.00\",\"me@shop.com\",\"ana@mail.com\",\"T4\",\"\",\"\",\"T1\",\"Debit\"\r\n\
             \"10/28/2026\",\"10:00:00\",\"PDT\",\"Bank\",\"General Withdrawal\",\"Completed\",\"USD\",\"-500.00\",\"0.00\",\"-500.00\",\"me@shop.com\",\"\",\"T5\",\"\",\"\",\"\",\"Debit\"\r\n",
        );
        assert_eq!(found.summary.source, "paypalActivity");
        // 1500 less shipping and tax; the refund gives back no more than the goods.
        assert_eq!(
            found.rows,
            [
                "T1,ana@mail.com,2026-10-25 21:30:00 +0000,1400,,,,,USD",
                "T1,ana@mail.com,2026-10-27 17:00:00 +0000,-1400,,,,,USD",
            ]
        );
        assert_eq!(found.ledger, [("notASale", 3)]);
    }

    #[test]
    fn german_account() {
        let found = read(
            "\"Datum\",\"Uhrzeit\",\"Zeitzone\",\"Name\",\"Typ\",\"Status\",\"Währung\",\"Brutto\",\"Gebühr\",\"Netto\",\"Absender E-Mail-Adresse\",\"Empfänger E-Mail-Adresse\",\"Transaktionscode\",\"Zugehöriger Transaktionscode\",\"Auswirkung auf Guthaben\"\n\
             \"05.09.2024\",\"16:00:00\",\"MESZ\",\"Anna\",\"Rückzahlung\",\"Abgeschlossen\",\"EUR\",\"-33,20\",\"0,00\",\"-33,20\",\"ich@shop.de\",\"anna@example.com\",\"R1\",\"T1\",\"Soll\"\n\
             \"03.09.2024\",\"15:27:58\",\"CEST\",\"Anna\",\"PayPal Express-Zahlung\",\"Abgeschlossen\",\"EUR\",\"1.033,20\",\"-1,10\",\"1.032,10\",\"anna@example.com\",\"ich@shop.de\",\"T1\",\"\",\"Haben\"\n\
             \"03.09.2024\",\"16:27:58\",\"CEST\",\"\",\"Allgemeine Abbuchung\",\"Abgeschlossen\",\"EUR\",\"-500,00\",\"0,00\",\"-500,00\",\"\",\"ich@shop.de\",\"W1\",\"\",\"Soll\"\n",
        );
        assert_eq!(
            (found.summary.source, found.summary.mapping.date_order.is_some()),
            ("paypalActivity", true)
        );
        assert_eq!(
            found.rows,
            [
                "T1,anna@example.com,2024-09-03 13:27:58 +0000,1033.2,,,,,EUR",
                "T1,anna@example.com,2024-09-05 14:00:00 +0000,-33.2,,,,,EUR",
            ]
        );
    }

    #[test]
    fn daylight_saving_settles_dates_that_read_both_ways() {
        let found = read(
            "\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"From Email Address\",\"Transaction ID\",\"Reference Txn ID\"\r\n\
             \"10/09/2026\",\"14:30:00\",\"PDT\",\"Ana\",\"Payment\",\"Completed\",\"USD\",\"1,500.00\",\"-58.80\",\"1,441.20\",\"Ana@Mail.com\",\"1AB\",\"\"\r\n\
             \"11/09/2026\",\"09:00:00\",\"PDT\",\"Beto\",\"Payment\",\"Completed\",\"USD\",\"99.99\",\"-3.50\",\"96.49\",\"beto@mail.com\",\"2BC\",\"\"\r\n\
             \"12/09/2026\",\"10:00:00\",\"PDT\",\"Ana\",\"Refund\",\"Completed\",\"USD\",\"-500.00\",\"0.00\",\"-500.00\",\"ana@mail.com\",\"3CD\",\"1AB\"\r\n",
        );
        // PDT is out of use in November and December: these are days of September.
        assert_eq!(
            found.rows,
            [
                "1AB,ana@mail.com,2026-09-10 21:30:00 +0000,1500,,,,,USD",
                "2BC,beto@mail.com,2026-09-11 16:00:00 +0000,99.99,,,,,USD",
                "1AB,ana@mail.com,2026-09-12 17:00:00 +0000,-500,,,,,USD",
            ]
        );
    }
}
