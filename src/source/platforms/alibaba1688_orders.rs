//! 1688: orders. One row an item; what is of the order stands on its first row only. Wholesale amounts in yuan.

use super::{Is, Kind, Platform, Reading, Row};
use crate::money::{SCALE, scaled};
use crate::tables::shop::Part;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "alibaba1688Orders",
    name: "1688",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["zh:订单编号"]),
        (Is::Company, &["zh:买家公司名"]),
        (Is::Username, &["zh:买家会员名"]),
        (Is::Partner, &["zh:卖家会员名"]),
        (Is::Subtotal, &["zh:货品总价(元)"]),
        (Is::Shipping, &["zh:运费(元)"]),
        (Is::Discount, &["zh:涨价或折扣(元)"]),
        (Is::Total, &["zh:实付款(元)"]),
        (Is::Status, &["zh:订单状态"]),
        (Is::Time, &["zh:订单创建时间"]),
        (Is::PaidAt, &["zh:订单付款时间"]),
        (Is::Name, &["zh:收货人姓名"]),
        (Is::BillingPhone, &["zh:联系电话"]),
        (Is::Phone, &["zh:联系手机"]),
        (Is::Product, &["zh:货品标题"]),
        (Is::UnitPrice, &["zh:单价(元)"]),
        (Is::Quantity, &["zh:数量"]),
        (Is::Sku, &["zh:单品货号", "zh:货号", "zh:SKU ID"]),
    ],
    needs: &[Is::Order, Is::Username, Is::Subtotal, Is::Total, Is::Time],
    marks: &["买家公司名", "卖家会员名"],
    reading: Reading {
        decimal: Some(b'.'),
        keys: &[Is::Username, Is::Phone, Is::Name],
        currency: Some("CNY"),
        ..Reading::USUAL
    },
    row,
};

fn row(row: &mut Row) {
    let order = if row.is_blank(Is::Order) {
        // Rows below an order's first one are its further items.
        let Some(last) = row.tables.orders.len().checked_sub(1) else { return };
        last
    } else {
        if row.is_footer(Is::Order) {
            return;
        }
        let Some(order) = row.order() else { return };
        order_parts(row, order);
        order
    };
    if row.is_blank(Is::Product) {
        return;
    }
    let (units, price) = (row.count(Is::Quantity), row.amount(Is::UnitPrice));
    let amount = price.zip(units).map(|(price, units)| scaled(price, units, SCALE));
    row.line(order, units, amount, None);
}

/// A change of price is negative where something was taken off.
fn order_parts(row: &mut Row, order: usize) {
    let [goods, change] = [Is::Subtotal, Is::Discount].map(|is| row.amount(is));
    let orders = &mut row.tables.orders;
    orders.part_mut(Part::Goods).say(order, goods.map(|goods| goods + change.unwrap_or(0)));
    orders.part_mut(Part::Discount).say(order, change.map(|change| (-change).max(0)));
    row.say(Part::Shipping, order, Is::Shipping);
    row.say(Part::Total, order, Is::Total);
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn items_below_their_order() {
        let found = read(
            "订单编号,买家公司名,买家会员名,卖家公司名,卖家会员名,货品总价(元),运费(元),涨价或折扣(元),实付款(元),订单状态,订单创建时间,订单付款时间,收货人姓名,联系手机,货品标题,单价(元),数量,单位,货号\n\
             2401,甲公司,buyer1,乙公司,seller,300.00,12.00,-20.00,292.00,交易成功,2024-05-01 10:00:00,2024-05-01 10:05:00,张三,13800000001,杯子,10.00,20,个,M-1\n\
             ,,,,,,,,,,,,,,盘子,5.00,20,个,P-1\n",
        );
        assert_eq!(found.summary.source, "alibaba1688Orders");
        assert_eq!(found.rows, ["2401,1688: buyer1,2024-05-01 10:00:00,280,20,,40,,CNY"]);
    }
}
