//! Shopee: orders. One row an item in the language of the seller's centre; what is of the order is repeated on each.
//! Goods are counted at the price of the deal, less the vouchers that the seller gives on the whole order.

use super::{Is, Kind, Platform, Reading, Row};
use crate::money::{SCALE, scaled};
use crate::tables::shop::Part;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "shopeeOrders",
    name: "Shopee",
    kind: Kind::Orders,
    columns: &[
        (
            Is::Order,
            &[
                "Order ID",
                "id:No. Pesanan",
                "th:หมายเลขคำสั่งซื้อ",
                "vi:Mã đơn hàng",
                "zh:訂單編號",
                "zh:訂單編號 (單)",
            ],
        ),
        (
            Is::Status,
            &[
                "Order Status",
                "id:Status Pesanan",
                "th:สถานะการสั่งซื้อ",
                "vi:Trạng Thái Đơn Hàng",
                "zh:訂單狀態",
                "zh:訂單狀態 (單)",
            ],
        ),
        (
            Is::SubStatus,
            &[
                "Return / Refund Status",
                "id:Status Pembatalan/ Pengembalian",
                "th:สถานะการคืนเงินหรือคืนสินค้า",
                "vi:Trạng thái Trả hàng/Hoàn tiền",
                "zh:退貨 / 退款狀態",
            ],
        ),
        (
            Is::Time,
            &[
                "Order Creation Date",
                "id:Waktu Pesanan Dibuat",
                "th:วันที่ทำการสั่งซื้อ",
                "vi:Ngày đặt hàng",
                "zh:訂單成立日期",
                "zh:訂單成立時間 (單)",
            ],
        ),
        (
            Is::PaidAt,
            &[
                "Order Paid Time",
                "id:Waktu Pembayaran Dilakukan",
                "th:เวลาการชำระสินค้า",
                "zh:買家付款時間",
                "zh:買家付款時間 (單)",
            ],
        ),
        (
            Is::Product,
            &[
                "Product Name",
                "id:Nama Produk",
                "th:ชื่อสินค้า",
                "vi:Tên sản phẩm",
                "zh:商品名稱",
                "zh:商品名稱 (品)",
            ],
        ),
        (
            Is::Sku,
            &[
                "SKU Reference No.",
                "id:Nomor Referensi SKU",
                "th:เลขอ้างอิง SKU (SKU Reference No.)",
                "vi:SKU phân loại hàng",
                "zh:商品選項貨號",
            ],
        ),
        (
            Is::Variant,
            &["Variation Name", "id:Nama Variasi", "th:ชื่อตัวเลือก", "vi:Tên phân loại hàng", "zh:商品選項名稱"],
        ),
        (
            Is::Price,
            &[
                "Original Price",
                "id:Harga Awal",
                "th:ราคาตั้งต้น",
                "vi:Giá gốc",
                "zh:商品原價",
                "zh:商品原價 (品)",
            ],
        ),
        (
            Is::UnitPrice,
            &[
                "Deal Price",
                "id:Harga Setelah Diskon",
                "th:ราคาขาย",
                "vi:Giá ưu đãi",
                "vi:Gia ưu đãi",
                "zh:商品活動價格",
                "zh:商品活動價格 (品)",
            ],
        ),
        (Is::Quantity, &["Quantity", "id:Jumlah", "th:จำนวน", "vi:Số lượng", "zh:數量"]),
        (Is::Returned, &["Returned quantity", "id:Returned quantity", "th:จำนวนที่ส่งคืน", "zh:退貨數量"]),
        (
            Is::LineNet,
            &["Product Subtotal", "id:Total Harga Produk", "th:ราคาขายสุทธิ", "vi:Tổng giá bán (sản phẩm)"],
        ),
        (
            Is::Discount,
            &[
                "Seller Voucher",
                "id:Voucher Ditanggung Penjual",
                "th:โค้ดส่วนลดชำระโดยผู้ขาย",
                "vi:Mã giảm giá của Shop",
                "zh:賣場優惠券",
                "zh:賣家負擔優惠券",
                "zh:賣家折扣券折抵金額 (單)",
            ],
        ),
        (
            Is::Shipping,
            &[
                "Buyer Paid Shipping Fee",
                "id:Ongkos Kirim Dibayar oleh Pembeli",
                "th:ค่าจัดส่งที่ชำระโดยผู้ซื้อ",
                "vi:Phí vận chuyển mà người mua trả",
                "zh:買家支付運費",
                "zh:買家支付的運費 (單)",
            ],
        ),
        (
            Is::Total,
            &[
                "Grand Total",
                "Total Amount",
                "id:Total Pembayaran",
                "th:จำนวนเงินทั้งหมด",
                "vi:Tổng số tiền người mua thanh toán",
                "zh:買家總支付金額",
                "zh:訂單總金額 (單)",
            ],
        ),
        (
            Is::Username,
            &[
                "Username (Buyer)",
                "id:Username (Pembeli)",
                "th:ชื่อผู้ใช้ (ผู้ซื้อ)",
                "vi:Người Mua",
                "zh:買家帳號",
                "zh:買家帳號 (單)",
            ],
        ),
        (Is::Name, &["Receiver Name", "id:Nama Penerima", "th:ชื่อผู้รับ", "vi:Tên Người nhận", "zh:收件者姓名"]),
        (
            Is::Phone,
            &["Phone Number", "id:No. Telepon", "th:หมายเลขโทรศัพท์", "vi:Số điện thoại", "zh:收件者電話"],
        ),
        (Is::Region, &["State", "Province", "id:Provinsi", "th:จังหวัด", "vi:Tỉnh/Thành phố"]),
        (Is::Country, &["Country", "th:ประเทศ", "vi:Quốc gia"]),
    ],
    needs: &[Is::Order, Is::Status, Is::Time, Is::UnitPrice, Is::Quantity, Is::Username],
    marks: &[],
    reading: Reading { keys: &[Is::Username, Is::Phone, Is::Name], ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    if row.is_footer(Is::Order) {
        return;
    }
    // Rupiah and dong have no decimals, so that 150.000 is a hundred and fifty thousand.
    row.values.whole = matches!(row.layout.language, Some("id" | "vi"));
    row.named_by(Is::Total);
    let id = row.word(Is::Order);
    let is_first = row.tables.orders.find(id).is_none();
    let Some(order) = row.order_with(id) else { return };
    if is_first {
        first_row(row, order);
    }
    let units = row.count(Is::Quantity);
    let [list, deal] = [Is::Price, Is::UnitPrice].map(|is| row.amount(is));
    let of_all = |price: Option<i64>| price.zip(units).map(|(price, units)| scaled(price, units, SCALE));
    let (before, after) = (of_all(list), of_all(deal));
    let discount = before.zip(after).map(|(before, after)| (before - after).max(0));
    let line = row.line(order, units, after.map(|after| after + discount.unwrap_or(0)), discount);
    let returned = row.count(Is::Returned).filter(|&returned| returned > 0);
    row.tables.lines.returned.say(line, returned);
    let refund = deal.zip(returned).map(|(deal, returned)| scaled(deal, returned, SCALE));
    let orders = &mut row.tables.orders;
    orders.part_mut(Part::Goods).add(order, after);
    orders.part_mut(Part::Discount).add(order, discount);
    orders.part_mut(Part::Refund).add(order, refund);
}

/// What stands on each row of the order and counts once.
fn first_row(row: &mut Row, order: usize) {
    let voucher = row.amount(Is::Discount).map(i64::abs);
    let orders = &mut row.tables.orders;
    orders.part_mut(Part::Goods).add(order, voucher.map(|voucher| -voucher));
    orders.part_mut(Part::Discount).add(order, voucher);
    row.say(Part::Shipping, order, Is::Shipping);
    row.say(Part::Total, order, Is::Total);
}

#[cfg(test)]
mod tests {
    use crate::sources::fixture::read;

    #[test]
    fn vouchers_of_the_order_count_once() {
        let found = read(
            "Order ID,Order Status,Return / Refund Status,Order Creation Date,Product Name,SKU Reference No.,Original Price,Deal Price,Quantity,Returned quantity,Product Subtotal,Seller Voucher,Buyer Paid Shipping Fee,Grand Total,Username (Buyer),Receiver Name\n\
             240901A,Completed,,2024-09-03 13:27,Cup,C-1,12.00,10.00,2,0,20.00,3.00,5.00,32.00,ann_9,A***n\n\
             240901A,Completed,,2024-09-03 13:27,Tee,T-1,10.00,10.00,1,1,10.00,3.00,5.00,32.00,ann_9,A***n\n\
             240901B,Cancelled,,2024-09-04 13:27,Tee,T-1,10.00,10.00,1,0,10.00,0.00,5.00,15.00,bob,B***b\n",
        );
        assert_eq!(found.summary.source, "shopeeOrders");
        // 20 + 10 - 3; 4 off the cups and the voucher of 3; the tee came back.
        assert_eq!(
            found.rows,
            [
                "240901A,Shopee: ann_9,2024-09-03 13:27:00,27,7,10,3,,",
                "240901B,Shopee: bob,2024-09-04 13:27:00,10,,,1,cancelled,"
            ]
        );
    }

    #[test]
    fn rupiah_have_no_decimals() {
        let found = read(
            "No. Pesanan,Status Pesanan,Waktu Pesanan Dibuat,Nama Produk,Nomor Referensi SKU,Harga Awal,Harga Setelah Diskon,Jumlah,Total Harga Produk,Total Pembayaran,Username (Pembeli),Nama Penerima\n\
             2409A,Selesai,2024-09-03 13:27,Gelas,G-1,175.000,150.000,2,300.000,310.000,ani,A\n\
             2409B,Batal,2024-09-04 13:27,Gelas,G-1,175.000,\"150,000\",1,150.000,160.000,budi,B\n",
        );
        assert_eq!(found.summary.source, "shopeeOrders");
        assert_eq!(
            found.rows,
            [
                "2409A,Shopee: ani,2024-09-03 13:27:00,300000,50000,,2,,",
                "2409B,Shopee: budi,2024-09-04 13:27:00,150000,25000,,1,cancelled,"
            ]
        );
    }
}
