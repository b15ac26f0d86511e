"""Exports of marketplaces in Asia: TikTok Shop, Taobao, Shopee, Lazada. None of them shows a tax."""

from dataclasses import replace

from rows import Table, header, money
from shop import ONE
from truth import discounted, truth

from own_shops import without


def untaxed(orders):
    return [replace(order, rate=0) for order in orders]


def tiktok_id(order):
    return f"5838709{order.number:011d}"


def tiktok_rows(order, time, statuses):
    """Amounts of the order stand on each of its rows; ids and times end with a tab."""
    for at, line in enumerate(order.lines):
        back = sum(refund.units[at] for refund in order.refunds)
        yield {
            "Order ID": f"{tiktok_id(order)}\t", "Order Status": statuses[order.state], "Order Substatus": statuses[order.state],
            "Cancelation/Return Type": "Cancel" if order.state == "cancelled" else "Return/Refund" if back else "", "Normal or Pre-order": "Normal",
            "SKU ID": f"{1729000 + line.product.id}\t", "Seller SKU": line.product.sku, "Product Name": line.product.title, "Variation": "Default",
            "Quantity": line.units, "Sku Quantity of return": back, "SKU Unit Original Price": money(line.product.price), "SKU Subtotal Before Discount": money(line.gross),
            "SKU Platform Discount": 0, "SKU Seller Discount": money(line.discount), "SKU Subtotal After Discount": money(line.net),
            "Shipping Fee After Discount": money(order.shipping), "Original Shipping Fee": money(order.shipping), "Payment platform discount": 0,
            "Order Amount": money(order.total), "Order Refund Amount": money(order.refund_total), "Created Time": f"{order.at:{time}}\t",
            "Paid Time": "" if order.state == "cancelled" else f"{order.at:{time}}\t", "Tracking ID": f"TH{order.number}", "Buyer Username": order.person.username,
            "Recipient": f"{order.person.first[:1]}***", "Country": order.person.country, "Payment Method": "COD",
        }


def tiktok(orders, name, time, statuses, describe):
    """`describe` adds the second header row, which says in words what each column is."""
    table = Table(header(name))
    if describe:
        table.add({column: f"{column}." for column in table.columns})
    for order in orders:
        for cells in tiktok_rows(order, time, statuses):
            table.add({column: cell for column, cell in cells.items() if column in table.columns})
    return "\ufeff" + table.text()


def tiktok_exports():
    sold = untaxed(order for order in ONE if order.state != "test")
    unreturned = [order for order in sold if not order.refunds][:80]
    english, thai = {"paid": "Completed", "cancelled": "Canceled"}, {"paid": "เสร็จสมบูรณ์", "cancelled": "ยกเลิกแล้ว"}
    day_first = "%d/%m/%Y %H:%M:%S"
    facts = dict(key="username", currency=False)
    yield "tiktokOrders-sea", "All order.csv", tiktok(sold[:150], "tiktok_shop_orders_sea.csv", day_first, english, True), truth(sold[:150], "tiktokOrders", without(), **facts)
    yield "tiktokOrders-th", "All order.csv", tiktok(unreturned, "tiktok_shop_orders_th.csv", day_first, thai, False), truth(unreturned, "tiktokOrders", without("grossSales", "discounts", "refunds"), **facts)
    american = ["orders", "customers", "units", "grossSales", "ordersByMonth"]
    yield ("tiktokOrders-us", "All order.csv", tiktok(sold[:90], "tiktok_shop_orders_us_PARTIAL.csv", "%m/%d/%Y %I:%M:%S %p", english, False),
           truth(sold[:90], "tiktokOrders", american, key="none", currency=False))


def taobao(orders, titled):
    """ERP tools put a line above the header and write ids as formulas."""
    table = Table(header("taobao_tmall_orders_gbk.csv"))
    for order in orders:
        closed, number = order.state == "cancelled", f"27{order.number:016d}"
        table.add({
            "订单编号": f'="{number}"' if titled else number, "买家会员名": order.person.username, "买家应付货款": money(order.net), "买家应付邮费": money(order.shipping),
            "买家支付积分": 0, "总金额": money(order.total), "返点积分": 0, "买家实际支付金额": money(0 if closed else order.total), "买家实际支付积分": 0,
            "订单状态": "交易关闭" if closed else "交易成功", "收货人姓名": order.person.plain, "收货地址": "浙江省 杭州市 西湖区", "运送方式": "快递",
            "联系手机": f"'{order.person.phone}" if order.person.phone else "", "订单创建时间": f"{order.at:%Y-%m-%d %H:%M:%S}",
            "订单付款时间": "" if closed else f"{order.at:%Y-%m-%d %H:%M:%S}", "宝贝标题": "，".join(line.product.chinese for line in order.lines),
            "宝贝种类": len(order.lines), "宝贝总数量": order.units, "订单关闭原因": "买家未付款" if closed else "订单未关闭", "是否是O2O交易": "否",
        })
    title = "订单报表" + "," * (len(table.columns) - 1) + "\r\n" if titled else ""
    return (title + table.text(end="\r\n")).encode("gbk")


def taobao_exports():
    sold = [order for order in untaxed(ONE) if order.state != "test" and not order.refunds]
    facts = dict(key="username", parts=discounted, currency=False)
    carries = without("grossSales", "discounts", "refunds")
    yield "taobaoOrders", "ExportOrderList.csv", taobao(sold, False), truth(sold, "taobaoOrders", carries, **facts)
    yield "taobaoOrders-titled", "ExportOrderList.csv", taobao(sold[:60], True), truth(sold[:60], "taobaoOrders", carries, **facts)


def shopee(orders):
    table = Table(header("shopee_orders.csv"))
    for order in orders:
        for line in order.lines:
            deal = line.product.price - line.off
            table.add({
                "Order ID": f"24{order.number:06d}ABCDEF", "Order Status": "Cancelled" if order.state == "cancelled" else "Completed", "Shipping Option": "Standard",
                "Order Creation Date": f"{order.at:%Y-%m-%d %H:%M}", "Order Paid Time": "" if order.state == "cancelled" else f"{order.at:%Y-%m-%d %H:%M}",
                "Product Name": line.product.title, "SKU Reference No.": line.product.sku, "Original Price": money(line.product.price), "Deal Price": money(deal),
                "Quantity": line.units, "Product Subtotal": money(line.net), "Seller Rebate": "0.00", "Seller Discount": money(line.discount), "Shopee Rebate": "0.00",
                "No of product in order": order.units, "Seller Voucher": "0.00", "Total Amount": money(order.total), "Buyer Paid Shipping Fee": money(order.shipping),
                "Grand Total": money(order.total), "Username (Buyer)": order.person.username, "Receiver Name": order.person.name, "Country": order.person.code,
            })
    return table.text()


def shopee_taiwan(orders):
    table = Table(header("shopee_orders_tw.csv"))
    for order in orders:
        for line in order.lines:
            table.add({
                "訂單編號 (單)": f"24{order.number:06d}ABCDEF", "訂單狀態 (單)": "不成立" if order.state == "cancelled" else "完成", "取消原因": "買家取消" if order.state == "cancelled" else "",
                "買家帳號 (單)": order.person.username, "訂單成立時間 (單)": f"{order.at:%Y-%m-%d %H:%M}", "訂單小計 (單)": money(order.net), "買家支付的運費 (單)": money(order.shipping),
                "訂單總金額 (單)": money(order.total), "商品名稱 (品)": line.product.title, "商品原價 (品)": money(line.product.price), "商品活動價格 (品)": money(line.product.price - line.off),
                "商品選項貨號": line.product.sku, "數量": line.units, "收件者姓名 (單)": order.person.name, "付款方式 (單)": "信用卡",
            })
    return table.text()


def lazada(orders):
    """One row a unit; amounts of the shipping on the order's first row."""
    table = Table(header("lazada_orders.csv"))
    for order in orders:
        count = 0
        for at, line in enumerate(order.lines):
            back = sum(refund.units[at] for refund in order.refunds)
            for unit in range(line.units):
                price = line.product.price - line.off
                table.add({
                    "orderItemId": f"{order.number}{count:03d}", "orderType": "Normal", "deliveryType": "standard", "sellerSku": line.product.sku, "createTime": f"{order.at:%d %b %Y %H:%M}",
                    "orderNumber": f"6{order.number:013d}", "invoiceRequired": "No", "customerName": order.person.name, "shippingName": order.person.name, "shippingCountry": order.person.country,
                    "payMethod": "COD", "paidPrice": money(price), "unitPrice": money(line.product.price), "sellerDiscountTotal": money(-line.off), "shippingFee": money(order.shipping if count == 0 else 0),
                    "walletCredit": "0.00", "itemName": line.product.title, "status": "canceled" if order.state == "cancelled" else "returned" if unit < back else "delivered",
                    "refundAmount": money(price) if unit < back else "",
                })
                count += 1
    return table.text()


def island_exports():
    sold = untaxed(order for order in ONE if order.state != "test")
    unreturned = [order for order in sold if not order.refunds]
    facts = dict(currency=False)
    yield "shopeeOrders", "Order.all.csv", shopee(unreturned), truth(unreturned, "shopeeOrders", without("refunds"), key="username", **facts)
    yield "shopeeOrders-tw", "Order.all.csv", shopee_taiwan(unreturned[:70]), truth(unreturned[:70], "shopeeOrders", without("refunds"), key="username", **facts)
    yield "lazadaOrders", "orders.csv", lazada(sold[:110]), truth(sold[:110], "lazadaOrders", without(), key="name", **facts)


def exports():
    yield from tiktok_exports()
    yield from taobao_exports()
    yield from island_exports()
