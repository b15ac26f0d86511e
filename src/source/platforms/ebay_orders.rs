//! eBay: orders report of Seller Hub. Bare commas above and below the header, footers at the end or in the middle.
//! An order of several items is a row of sums without an item, then a row an item; prices are for one unit.

use super::{Is, Kind, Platform, Reading, Row};
use crate::money::{SCALE, scaled};
use crate::source::platforms::months::in_english;
use crate::tables::shop::Part;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "ebayOrders",
    name: "eBay",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["Order Number", "de:Bestellnummer", "zh:订单编号"]),
        (Is::Username, &["Buyer Username", "de:Nutzername des Käufers", "de:Mitgliedsname", "zh:买家用户名"]),
        (
            Is::Name,
            &["Buyer Name", "de:Name des Käufers", "de:Vollständiger Name des Käufers", "zh:买家姓名"],
        ),
        (Is::Email, &["Buyer Email", "de:E-Mail des Käufers"]),
        (Is::Country, &["Ship To Country", "Post To Country", "zh:收货人所在国家/地区"]),
        (Is::BillingCountry, &["Buyer Country", "de:Land des Käufers"]),
        (Is::Region, &["Ship To State", "Post To County", "Post To State"]),
        (Is::Item, &["Item Number", "de:Artikelnummer", "zh:物品编号"]),
        (Is::Product, &["Item Title", "de:Angebotstitel", "de:Artikelbezeichnung", "zh:物品标题"]),
        (Is::Sku, &["Custom Label", "de:Bestandseinheit", "zh:自定义标签"]),
        (Is::Variant, &["Variation Details"]),
        (Is::Quantity, &["Quantity", "de:Anzahl", "de:Stückzahl", "zh:数量"]),
        (Is::UnitPrice, &["Sold For", "Sale Price", "de:Verkauft für", "de:Verkaufspreis"]),
        (
            Is::Shipping,
            &[
                "Shipping And Handling",
                "Postage And Packaging",
                "Postage And Handling",
                "de:Verpackung und Versand",
                "zh:运费与处理费",
            ],
        ),
        (Is::Tax, &["Seller Collected Tax", "zh:卖家收取的税费"]),
        (Is::PlatformTax, &["eBay Collected Tax", "de:Von eBay eingezogene Steuer", "zh:eBay 收取的税费"]),
        (Is::TaxIncluded, &["eBay Collected Tax Included in Total"]),
        (Is::Total, &["Total Price", "de:Gesamtbetrag", "de:Gesamtpreis"]),
        (Is::Time, &["Sale Date", "de:Verkauft am", "de:Verkaufsdatum"]),
        (Is::PaidAt, &["Paid On Date", "de:Zahlungsdatum", "de:Bezahldatum"]),
    ],
    needs: &[Is::Order, Is::Username, Is::UnitPrice, Is::Time],
    marks: &[],
    reading: Reading { keys: &[Is::Username, Is::Email, Is::Name], ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    let id = row.word(Is::Order);
    let order = match row.tables.orders.find(id) {
        Some(order) => order,
        None => {
            let Some(order) = new_order(row, id) else { return };
            order
        }
    };
    let total = total(row);
    row.tables.orders.part_mut(Part::Total).say(order, total);
    row.say(Part::Shipping, order, Is::Shipping);
    row.say(Part::Tax, order, Is::Tax);
    if row.is_blank(Is::Item) && row.is_blank(Is::Product) {
        return;
    }
    let units = row.count(Is::Quantity);
    let price = row.amount(Is::UnitPrice);
    let amount = price.map(|price| units.map_or(price, |units| scaled(price, units, SCALE)));
    row.line(order, units, amount, None);
}

fn new_order(row: &mut Row, id: u32) -> Option<usize> {
    let priced = if row.is_blank(Is::Total) { Is::UnitPrice } else { Is::Total };
    row.named_by(priced);
    let cell = row.text(Is::Time);
    let stamp = row.time_of(Is::Time, &in_english(&cell))?;
    Some(row.new_order(id, stamp))
}

/// What the buyer paid, without the tax that eBay collects and pays itself.
fn total(row: &mut Row) -> Option<i64> {
    let total = row.amount(Is::Total)?;
    let included = row.text(Is::TaxIncluded);
    let included = [&b"yes"[..], b"ja", b"true", b"y"].iter().any(|yes| included.eq_ignore_ascii_case(yes));
    let tax = if included { row.amount(Is::PlatformTax).unwrap_or(0) } else { 0 };
    Some(total - tax)
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    const HEADER: &str = "Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Ship To Country,Item Number,Item Title,Custom Label,Quantity,Sold For,Shipping And Handling,Seller Collected Tax,eBay Collected Tax,Total Price,eBay Collected Tax Included in Total,Sale Date\n";

    #[test]
    fn items_are_counted_once_and_footers_not_at_all() {
        let found = read(&format!(
            ",,,,,,,,,,,,,,,,\n{HEADER},,,,,,,,,,,,,,,,\n\
             101,12-1,ann,Ann Lee,,US,33500,\"Lamp, brass\",VL-1,1,$45.99,$12.00,$0.00,$4.10,$62.09,Yes,Jul-21-25\n\
             102,12-2,bob,,,US,,,,3,,$5.00,$2.00,$0.00,$37.00,No,Jul-22-25\n\
             102,12-2,bob,,,US,33501,Item A,A,1,$10.00,,,,,,\n\
             102,12-2,bob,,,US,33502,Item B,B,2,$10.00,,,,,,\n\
             \n2,record(s) downloaded,from Jul-01-25 to Jul-31-25\nSeller ID : shop\n"
        ));
        assert_eq!(found.summary.source, "ebayOrders");
        assert_eq!(
            found.rows,
            ["12-1,eBay: ann,2025-07-21,45.99,,,1,,USD", "12-2,eBay: bob,2025-07-22,30,,,3,,USD"]
        );
        assert_eq!(found.ledger, [("preamble", 1), ("footer", 3)]);
        assert_eq!((found.summary.records, found.summary.used), (7, 4));
    }

    #[test]
    fn german_report_with_euro_and_german_months() {
        let found = read(
            "Verkaufsprotokollnummer;Bestellnummer;Nutzername des Käufers;Name des Käufers;Artikelnummer;Angebotstitel;Anzahl;Verkauft für;Verpackung und Versand;Gesamtbetrag;Verkauft am\n\
             1;23-1;anna;--;335;Tasse;2;1.010,50 €;6,99 €;2.027,99 €;10-Dez-25\n",
        );
        assert_eq!(found.summary.mapping.fields["username"], "Nutzername des Käufers");
        assert_eq!(found.rows, ["23-1,eBay: anna,2025-12-10,2021,,,2,,EUR"]);
    }
}
