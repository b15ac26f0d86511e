//! Taobao and Tmall: list of orders, in GBK, often below a title line. One row an order with one list of its goods.

use super::{Is, Kind, Platform, Reading, Row};
use crate::tables::shop::{NO_WORD, Part, Standing};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "taobaoOrders",
    name: "Taobao",
    kind: Kind::Orders,
    columns: &[
        (Is::Order, &["zh:订单编号", "zh:主订单编号"]),
        (Is::Username, &["zh:买家会员名", "zh:买家昵称"]),
        (Is::Subtotal, &["zh:买家应付货款"]),
        (Is::Shipping, &["zh:买家应付邮费"]),
        (Is::Total, &["zh:总金额"]),
        (Is::Paid, &["zh:买家实际支付金额", "zh:买家实付金额"]),
        (Is::Status, &["zh:订单状态"]),
        (Is::Name, &["zh:收货人姓名"]),
        (Is::BillingPhone, &["zh:联系电话"]),
        (Is::Phone, &["zh:联系手机"]),
        (Is::Time, &["zh:订单创建时间"]),
        (Is::PaidAt, &["zh:订单付款时间"]),
        (Is::Product, &["zh:宝贝标题", "zh:商品标题"]),
        (Is::Quantity, &["zh:宝贝总数量", "zh:商品总数量"]),
        (Is::Channel, &["zh:店铺名称"]),
        (Is::Reason, &["zh:订单关闭原因"]),
        (Is::Refund, &["zh:退款金额"]),
    ],
    needs: &[Is::Order, Is::Username, Is::Subtotal, Is::Status, Is::Time],
    marks: &[],
    reading: Reading {
        decimal: Some(b'.'),
        keys: &[Is::Username, Is::Phone, Is::Name],
        currency: Some("CNY"),
        ..Reading::USUAL
    },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    let id = row.text(Is::Order);
    let id = row.intern(plain_id(&id));
    if id == NO_WORD {
        return;
    }
    let Some(order) = row.order_with(id) else { return };
    let [goods, shipping, total, paid] =
        [Is::Subtotal, Is::Shipping, Is::Total, Is::Paid].map(|is| row.amount(is));
    // What was paid less than asked for was taken off at the till.
    let off = total.zip(paid.filter(|&paid| paid > 0)).map(|(total, paid)| (total - paid).max(0));
    let orders = &mut row.tables.orders;
    orders.part_mut(Part::Goods).say(order, goods.map(|goods| goods - off.unwrap_or(0)));
    orders.part_mut(Part::Discount).say(order, off);
    orders.part_mut(Part::Shipping).say(order, shipping);
    orders.part_mut(Part::Total).say(order, paid.filter(|&paid| paid > 0).or(total));
    row.say_absolute(Part::Refund, order, Is::Refund);
    let closed = row.tables.orders.standing[order] == Standing::Cancelled;
    if closed && paid.unwrap_or(0) > 0 && was_given_back(&row.text(Is::Reason)) {
        row.tables.orders.standing[order] = Standing::Refunded;
    }
    let units = row.count(Is::Quantity);
    row.line(order, units, None, None);
}

/// Whether an order was closed because its money went back.
fn was_given_back(reason: &[u8]) -> bool {
    reason.windows("退款".len()).any(|part| part == "退款".as_bytes())
}

/// The id of `="270000000000001001"`, as some tools write it to keep a spreadsheet from rounding it.
fn plain_id(cell: &[u8]) -> &[u8] {
    cell.strip_prefix(b"=\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn orders_below_a_title() {
        let found = read(
            "订单报表,,,,,,,,,,,\r\n订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,联系手机,订单创建时间,宝贝标题,宝贝总数量,订单关闭原因\r\n\
             \"=\"\"270000000000001001\"\"\",ann_9,100.00,10.00,110.00,105.00,交易成功,'13800000001,2024-09-03 13:27:58,白色T恤 M，羊毛袜,2,订单未关闭\r\n\
             270000000000001002,bob,50.00,0.00,50.00,0.00,交易关闭,,2024-09-04 10:00:00,笔记本,1,买家未付款\r\n\
             270000000000001003,eve,60.00,0.00,60.00,60.00,交易关闭,,2024-09-05 10:00:00,笔记本,1,退款\r\n",
        );
        assert_eq!((found.summary.source, found.summary.mapping.headers.len()), ("taobaoOrders", 12));
        // 100 less the 5 that were not asked for at the till; closed after a refund: sold and given back.
        assert_eq!(
            found.rows,
            [
                "270000000000001001,Taobao: ann_9,2024-09-03 13:27:58,95,5,,2,,CNY",
                "270000000000001002,Taobao: bob,2024-09-04 10:00:00,50,,,1,cancelled,CNY",
                "270000000000001003,Taobao: eve,2024-09-05 10:00:00,60,,60,1,,CNY",
            ]
        );
    }
}
