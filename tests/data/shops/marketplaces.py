"""Exports of western marketplaces: Amazon, eBay, Etsy."""

from datetime import timedelta

import csv

from rows import Table, header, money
from shop import MANY, ONE
from truth import discounted, truth

from own_shops import without


def amazon_id(order):
    return f"112-{1000000 + order.number * 37}-{2000000 + order.number}"


def mail(person):
    """Amazon's own address of a buyer: the same for all orders of one seller."""
    return f"{person.username}@marketplace.amazon.com" if person.username else ""


def amazon_lines(order):
    """Each line with its share of tax, and of the shipping the first."""
    for at, line in enumerate(order.lines):
        yield at, line, line.net * order.rate // 100, order.shipping if at == 0 else 0


def amazon_all(orders, name):
    """One row of every thirtieth order is an item that was cancelled alone: it counts for nothing."""
    table = Table(header(name))
    for order in orders:
        c, cancelled = order.currency, order.state == "cancelled"
        head = {
            "amazon-order-id": amazon_id(order), "purchase-date": f"{order.at:%Y-%m-%dT%H:%M:%S}+00:00", "last-updated-date": f"{order.at + timedelta(days=2):%Y-%m-%dT%H:%M:%S}+00:00",
            "order-status": "Cancelled" if cancelled else "Shipped", "fulfillment-channel": "Amazon" if order.number % 2 else "Merchant",
            "sales-channel": "Amazon.com", "ship-service-level": "Standard", "ship-city": order.person.city, "ship-country": order.person.code, "is-business-order": "false",
        }
        for _, line, tax, shipping in amazon_lines(order):
            priced = {
                "currency": c, "item-price": money(line.gross, c), "item-tax": money(tax, c), "shipping-price": money(shipping, c),
                "item-promotion-discount": money(line.discount, c) if line.discount else "", "promotion-ids": order.code,
            }
            cells = head | {"product-name": line.product.title, "sku": line.product.sku, "asin": f"B0{line.product.id}", "item-status": head["order-status"], "quantity": line.units}
            table.add({column: cell for column, cell in (cells | ({"quantity": 0} if cancelled and order.number % 2 else {}) | ({} if cancelled else priced)).items() if column in table.columns})
        if order.number % 30 == 0 and not cancelled:
            alone = head | {"product-name": "Mug 12\" cancelled", "sku": "MUG-12", "item-status": "Cancelled", "quantity": 1, "currency": c, "item-price": money(88000, c)}
            table.add({column: cell for column, cell in alone.items() if column in table.columns})
    return table.text(delimiter="\t", quote=None)


def pacific(at):
    return f"{at - timedelta(hours=7):%Y-%m-%dT%H:%M:%S}-07:00"


def amazon_new(orders):
    table = Table(header("amazon_new_orders_mfn.tsv"))
    for order in orders:
        for at, line, tax, shipping in amazon_lines(order):
            c = order.currency
            table.add({
                "order-id": amazon_id(order), "order-item-id": order.number * 10 + at, "purchase-date": pacific(order.at), "payments-date": pacific(order.at),
                "buyer-email": mail(order.person), "buyer-name": order.person.name, "buyer-phone-number": order.person.phone, "sku": line.product.sku,
                "product-name": line.product.title, "quantity-purchased": line.units, "currency": c, "item-price": money(line.gross, c), "item-tax": money(tax, c),
                "shipping-price": money(shipping, c), "ship-service-level": "Standard", "recipient-name": order.person.name, "ship-city": order.person.city,
                "ship-country": order.person.code, "sales-channel": "Amazon.com",
            })
    return table.text(delimiter="\t", quote=None)


def amazon_unshipped(orders):
    """The header that was seen has no amounts at all."""
    table = Table(header("amazon_unshipped_orders.tsv"))
    for order in orders:
        for at, line in enumerate(order.lines):
            table.add({
                "order-id": amazon_id(order), "order-item-id": order.number * 10 + at, "purchase-date": pacific(order.at), "payments-date": pacific(order.at),
                "reporting-date": pacific(order.at), "promise-date": pacific(order.at + timedelta(days=2)), "days-past-promise": -1, "buyer-email": mail(order.person),
                "buyer-name": order.person.name, "sku": line.product.sku, "product-name": line.product.title, "quantity-purchased": line.units, "quantity-shipped": 0,
                "quantity-to-ship": line.units, "ship-service-level": "Standard", "recipient-name": order.person.name, "ship-country": order.person.code, "is-business-order": "false",
            })
    return table.text(delimiter="\t", quote=None)


JAPANESE = {"MUG-12": "湯呑み 青", "POT-200": "急須 200 ml"}


def tokyo(at):
    return f"{at + timedelta(hours=9):%Y-%m-%dT%H:%M:%S}+09:00"


def amazon_fba(orders, name, time, minus):
    """Promotions stand there as positive or as negative amounts, by marketplace."""
    table = Table(header(name))
    for order in orders:
        for at, line, tax, shipping in amazon_lines(order):
            c, jp = order.currency, name.endswith("_jp.tsv")
            title = JAPANESE.get(line.product.sku, line.product.plain) if jp else line.product.plain
            cells = {
                "amazon-order-id": amazon_id(order), "shipment-id": f"D{order.number}", "shipment-item-id": f"S{order.number}{at}", "amazon-order-item-id": order.number * 10 + at,
                "purchase-date": time(order.at), "payments-date": time(order.at), "shipment-date": time(order.at + timedelta(days=1)), "reporting-date": time(order.at + timedelta(days=2)),
                "buyer-email": mail(order.person), "buyer-name": order.person.plain, "sku": line.product.sku, "product-name": title,
                "quantity-shipped": line.units, "currency": c, "item-price": money(line.gross, c), "item-tax": money(tax, c), "shipping-price": money(shipping, c), "shipping-tax": 0,
                "ship-service-level": "Standard", "recipient-name": order.person.plain, "ship-city": "大阪市" if jp else order.person.city, "ship-country": order.person.code,
                "item-promotion-discount": money(-line.discount if minus else line.discount, c), "ship-promotion-discount": 0, "carrier": "YAMATO" if jp else "UPS",
                "fulfillment-channel": "AFN", "sales-channel": "Amazon.co.jp" if jp else "Amazon.com", "points-granted": 0,
            }
            table.add({column: cell for column, cell in cells.items() if column in table.columns})
    return table.text(delimiter="\t", quote=None)


def amazon_exports():
    sold = [order for order in MANY if order.state != "test"]
    kept = [order for order in sold if order.counts]
    plain = without("refunds", "netSales")
    anonymous = [name for name in plain if name != "customers"]
    yield "amazonAllOrders-32", "orders.txt", amazon_all(sold, "amazon_all_orders.tsv"), truth(sold, "amazonAllOrders", anonymous + ["customers"], key="none")
    yield "amazonAllOrders-29", "orders.txt", amazon_all(sold[:80], "amazon_all_orders_older29.tsv"), truth(sold[:80], "amazonAllOrders", anonymous + ["customers"], key="none")
    yield "amazonNewOrders", "orders.txt", amazon_new(kept[:70]), truth(kept[:70], "amazonNewOrders", ["orders", "customers", "units", "grossSales", "ordersByMonth"], key="username")
    yield "amazonUnshipped", "orders.txt", amazon_unshipped(kept[:40]), truth(kept[:40], "amazonUnshipped", ["orders", "customers", "units"], key="username")
    yield "amazonFbaShipments", "shipments.txt", amazon_fba(kept[:130], "amazon_fba_fulfilled_shipments.tsv", lambda at: f"{at:%Y-%m-%dT%H:%M:%S}+00:00", False), truth(kept[:130], "amazonFbaShipments", plain, key="username")
    yen = [order for order in kept if order.currency == "JPY"]
    yield ("amazonFbaShipments-jp", "shipments.txt", amazon_fba(yen, "amazon_fba_fulfilled_shipments_jp.tsv", tokyo, True).encode("shift_jis"),
           truth(yen, "amazonFbaShipments", plain, key="username"))


def ebay(orders, name):
    """A blank line, the header, a padding row, a summary row and a row an item for orders of several items, a footer."""
    table = Table(header(name))
    day = "%b-%d-%y"
    for order in orders:
        person, several = order.person, len(order.lines) > 1
        included = order.number % 2 == 0
        head = {"Sales Record Number": order.number, "Order Number": f"12-{order.number:05d}-{order.number * 7:05d}", "Buyer Username": person.username}
        summary = {
            "Buyer Name": person.name, "Ship To Name": person.name, "Ship To City": person.city, "Ship To Zip": person.zip, "Ship To Country": person.country,
            "Quantity": order.units, "Shipping And Handling": f"${money(order.shipping)}", "Seller Collected Tax": "$0.00", "eBay Collected Tax": f"${money(order.tax)}",
            "eBay Collected Tax Included in Total": "Yes" if included else "No", "Total Price": f"${money(order.net + order.shipping + (order.tax if included else 0))}",
            "Payment Method": "Other", "Sale Date": f"{order.at:{day}}", "Paid On Date": f"{order.at:{day}}", "Shipped On Date": f"{order.at + timedelta(days=1):{day}}",
        }
        items = [item(order, at, line) for at, line in enumerate(order.lines)]
        for row in [head | summary] + [head | cells for cells in items] if several else [head | summary | items[0]]:
            table.add(row)
    blank = "," * (len(table.columns) - 1) + "\n"
    lines = table.text(quote=csv.QUOTE_MINIMAL).split("\n", 1)
    sold = f"{len(orders)},record(s) downloaded,from {orders[0].at:{day}} to {orders[-1].at:{day}}\n"
    return f"{blank}{lines[0]}\n{blank}{lines[1]}\n{sold}Seller ID : test_seller\n"


def item(order, at, line):
    return {
        "Item Number": 335000000000 + line.product.id, "Item Title": line.product.title, "Custom Label": line.product.sku, "Quantity": line.units,
        "Sold For": f"${money(line.product.price - line.off)}", "Sale Date": f"{order.at:%b-%d-%y}", "Transaction ID": order.number * 10 + at,
    }


def ebay_exports():
    """No status, no refund: what was cancelled is not in the report."""
    kept = [order for order in ONE if order.counts]
    carries = without("grossSales", "discounts", "refunds", "netSales")
    yield "ebayOrders-80", "eBay-OrdersReport.csv", ebay(kept[:150], "ebay_orders_report_us80.csv"), truth(kept[:150], "ebayOrders", carries, key="username", parts=discounted)
    yield "ebayOrders-51", "eBay-OrdersReport.csv", ebay(kept[:60], "ebay_orders_report_us51.csv"), truth(kept[:60], "ebayOrders", carries, key="username", parts=discounted)


def etsy_money(european):
    return (lambda amount: money(amount, mark=",")) if european else (lambda amount: f"${money(amount)}")


def etsy_orders(orders, european):
    """A refund is the adjusted total; where nothing was adjusted, the cell repeats the total or is blank."""
    table, cash = Table(header("etsy_sold_orders.csv")), etsy_money(european)
    for order in orders:
        person, day = order.person, f"{order.at:%m/%d/%y}"
        adjusted = cash(order.total - order.refund_total) if order.refunds or order.number % 2 else ""
        table.add({
            "Sale Date": day, "Order ID": 3000000000 + order.number, "Buyer User ID": 880000 + person.id if person.id else "", "Buyer": person.username, "Full Name": person.name,
            "First Name": person.first, "Last Name": person.last, "Number of Items": order.units, "Payment Method": "credit_card", "Date Shipped": day, "Ship City": person.city,
            "Ship Zipcode": person.zip, "Ship Country": person.country, "Currency": "EUR" if european else "USD", "Order Value": cash(order.gross), "Coupon Code": order.code,
            "Discount Amount": cash(order.discount) if order.discount else "", "Shipping": cash(order.shipping), "Sales Tax": cash(order.tax), "Order Total": cash(order.total),
            "Status": "Canceled" if order.state == "cancelled" else "Completed", "Adjusted Order Total": adjusted, "Order Type": "online", "Payment Type": "online_cc", "Date Paid": day,
        })
    return table.text()


def etsy_items(orders, name, repeated):
    """What belongs to the order stands on each of its rows, or on the first one only with zeros below."""
    table, cash = Table(header(name)), etsy_money(False)
    for order in orders:
        for at, line in enumerate(order.lines):
            show = repeated or at == 0
            cells = {
                "Sale Date": f"{order.at:%m/%d/%y}", "Item Name": line.product.title, "Buyer": order.person.username, "Quantity": line.units, "Price": cash(line.product.price),
                "Coupon Code": order.code, "Discount Amount": cash(order.discount if show else 0), "Order Shipping": cash(order.shipping if show else 0),
                "Order Sales Tax": cash(order.tax if show else 0), "Item Total": cash(line.gross), "Currency": "USD", "Transaction ID": order.number * 10 + at,
                "Listing ID": line.product.id, "Date Paid": f"{order.at:%m/%d/%y}", "Ship Name": order.person.name, "Ship Country": order.person.country,
                "Order ID": f"#{3000000000 + order.number}" if repeated else 3000000000 + order.number, "Order Type": "online", "SKU": line.product.sku,
            }
            table.add({column: cell for column, cell in cells.items() if column in table.columns})
    return table.text()


def etsy_exports():
    sold = [order for order in ONE if order.state != "test"]
    kept = [order for order in ONE if order.counts]
    yield "etsyOrders", "EtsySoldOrders2025.csv", etsy_orders(sold, False), truth(sold, "etsyOrders", without(), key="username")
    euro = truth(sold[:80], "etsyOrders", without(), key="username", currency=False)
    yield "etsyOrders-eu", "EtsySoldOrders2025.csv", etsy_orders(sold[:80], True), euro
    items = without("refunds", "netSales")
    yield "etsyItems-29", "EtsySoldOrderItems2025.csv", etsy_items(kept[:90], "etsy_sold_order_items_29.csv", True), truth(kept[:90], "etsyItems", items, key="username")
    yield "etsyItems-32", "EtsySoldOrderItems2025.csv", etsy_items(kept, "etsy_sold_order_items_32.csv", False), truth(kept, "etsyItems", items, key="username")


def exports():
    yield from amazon_exports()
    yield from ebay_exports()
    yield from etsy_exports()
