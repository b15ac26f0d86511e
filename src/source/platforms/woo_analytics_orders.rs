//! WooCommerce: Analytics > Orders. One row an order, net of tax and shipping; refunds are negative rows at their own date
//! under the order's number. It names buyers by name only.

use super::{Is, Kind, Platform, Reading, Row};
use crate::money::SCALE;
use crate::tables::shop::lines::ProductKey;
use crate::tables::shop::{Part, Refund, Standing};

/// How exports of WooCommerce are read. Order numbers are one space: an order in several of them counts once.
pub const READING: Reading =
    Reading { decimal: Some(b'.'), origin: Some("woocommerce"), tax_inside: Some(false), ..Reading::USUAL };

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "wooAnalyticsOrders",
    name: "WooCommerce",
    kind: Kind::Orders,
    columns: &[
        (Is::Time, &["Date", "de:Datum", "es:Fecha", "zh:日期", "ja:日付"]),
        (
            Is::Order,
            &[
                "Order #",
                "de:Bestellung #",
                "de:Bestellnr.",
                "fr:Commande n°",
                "es:Pedido #",
                "zh:订单号",
                "ja:注文番号",
            ],
        ),
        (Is::Formatted, &["N. Revenue (formatted)", "Net Sales (formatted)", "de:N. Umsatz (formatiert)"]),
        (Is::Status, &["Status", "fr:État", "es:Estado", "zh:状态", "ja:ステータス"]),
        (Is::Name, &["Customer", "de:Kunde", "fr:Client", "es:Cliente", "zh:客户", "ja:お客様"]),
        (
            Is::Type,
            &["Customer type", "de:Kundentyp", "fr:Type de client", "es:Tipo de cliente", "zh:客户类型"],
        ),
        (
            Is::Product,
            &["Product(s)", "de:Produkt(e)", "fr:Produit(s)", "es:Producto(s)", "zh:产品", "ja:商品"],
        ),
        (
            Is::Quantity,
            &[
                "Items sold",
                "de:Verkaufte Artikel",
                "fr:Articles vendus",
                "es:Artículos vendidos",
                "zh:已售商品",
            ],
        ),
        (Is::Code, &["Coupon(s)", "de:Gutschein(e)", "fr:Code(s) promo", "es:Cupón(es)", "zh:优惠券"]),
        (
            Is::Total,
            &[
                "N. Revenue",
                "Net Sales",
                "de:N. Umsatz",
                "de:Nettoumsatz",
                "fr:Ventes nettes",
                "es:Ventas netas",
                "zh:净销售额",
            ],
        ),
        (Is::Channel, &["Attribution"]),
    ],
    needs: &[Is::Time, Is::Order, Is::Name, Is::Type, Is::Quantity, Is::Total],
    marks: &[],
    reading: Reading { keys: &[Is::Name], rank: 0, ..READING },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    row.named_by(Is::Formatted);
    let net = row.amount(Is::Total);
    if let Some(net) = net.filter(|&net| net < 0) {
        return refund(row, -net);
    }
    let Some(order) = row.order() else { return };
    // What was given back are rows of their own.
    if row.tables.orders.standing[order] == Standing::Refunded {
        row.tables.orders.standing[order] = Standing::Counts;
    }
    row.tables.orders.part_mut(Part::Goods).say(order, net);
    let sold = row.count(Is::Quantity);
    if sold.is_none() || !row.values.lean {
        lines(row, order);
    }
    // The shop's own page counts these too.
    if let Some(units) = sold {
        row.tables.orders.units.set(order, units);
    }
}

fn refund(row: &mut Row, amount: i64) {
    let Some(stamp) = row.time(Is::Time) else { return };
    let refund = Refund {
        order: row.word(Is::Order),
        id: crate::tables::shop::NO_WORD,
        time: stamp.ms,
        anchor: stamp.anchor as u8,
        amount,
        currency: row.currency(),
        person: row.person(),
    };
    row.tables.refunds.push(refund);
}

/// `2× Name, 1× Other` as lines without prices.
fn lines(row: &mut Row, order: usize) {
    let cell = row.text(Is::Product);
    let Ok(text) = std::str::from_utf8(&cell) else { return };
    let mut rest = text;
    while let Some((units, after)) = counted(rest) {
        let end = after.match_indices(", ").map(|(at, _)| at).find(|at| counted(&after[at + 2..]).is_some());
        let name = &after[..end.unwrap_or(after.len())];
        let key = ProductKey { name: row.intern(name.as_bytes()), ..ProductKey::NONE };
        row.line_of(order, key, Some(units * SCALE), None, None);
        rest = end.map_or("", |end| &after[end + 2..]);
    }
}

/// The number before `×`, and what follows.
fn counted(text: &str) -> Option<(i64, &str)> {
    let (number, rest) = text.split_once('×')?;
    Some((number.trim().parse().ok().filter(|&units: &i64| units > 0)?, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn refunds_are_rows_of_their_own() {
        let found = read(
            "\u{feff}Date,\"Order #\",\"N. Revenue (formatted)\",Status,Customer,\"Customer type\",Product(s),\"Items sold\",Coupon(s),\"N. Revenue\"\n\
             \"2024-05-01 9:05:00\",1001,\"€1,042.00\",completed,\"Ann Lee\",new,\"2× Mug, blue, 1× Tee\",3,SPRING,1042.00\n\
             \"2024-05-03 18:00:00\",1001,'-€12.00,completed,\"Ann Lee\",new,,'-1,,'-12.00\n\
             \"2024-05-04 8:00:00\",1002,€20.00,refunded,Bob,new,\"1× Tee\",1,,20.00\n\
             \"2024-05-06 8:00:00\",1002,'-€20.00,refunded,Bob,new,\"1× Tee\",'-1,,'-20.00\n",
        );
        assert_eq!(found.summary.source, "wooAnalyticsOrders");
        assert_eq!(
            found.rows,
            [
                "1001,WooCommerce: Ann Lee,2024-05-01 09:05:00,1042,,,3,,EUR",
                "1002,WooCommerce: Bob,2024-05-04 08:00:00,20,,,1,,EUR",
                "1001,WooCommerce: Ann Lee,2024-05-03 18:00:00,-12,,,,,EUR",
                "1002,WooCommerce: Bob,2024-05-06 08:00:00,-20,,,,,EUR",
            ]
        );
        let tables = &found.sources.files()[0].tables;
        let names: Vec<_> =
            tables.products.keys().iter().map(|key| found.sources.words().key(key.name)).collect();
        assert_eq!(names, [&b"Mug, blue"[..], b"Tee"]);
    }

    #[test]
    fn french_labels() {
        let found = read(
            "Date,\"Commande n°\",État,Client,\"Type de client\",Produit(s),\"Articles vendus\",\"Code(s) promo\",\"Ventes nettes\",Attribution\n\
             2024-01-02 10:00:00,1001,Completed,Anne,Guest,1× Tasse,1,,150.00,Direct\n",
        );
        assert_eq!((found.summary.source, found.rows.len()), ("wooAnalyticsOrders", 1));
        assert_eq!(found.rows[0], "1001,WooCommerce: Anne,2024-01-02 10:00:00,150,,,1,,");
    }
}
