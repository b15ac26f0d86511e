"""Exports of shops' own systems: Shopify, WooCommerce, Magento, BigCommerce."""

from dataclasses import replace
from datetime import timedelta

from rows import Table, grouped, header, money
from shop import MANY, ONE, european_summer, exact
from truth import discounted, truth


FULL = ["orders", "customers", "units", "grossSales", "discounts", "refunds", "beforeRefunds", "netSales", "ordersByMonth"]


def without(*names):
    return [name for name in FULL if name not in names]


def shopify_time(at):
    """The store stands in Berlin: its offset changes with summer time."""
    hours = 2 if european_summer(at) else 1
    return f"{at + timedelta(hours=hours):%Y-%m-%d %H:%M:%S} +0{hours}00"


def shopify_status(order):
    if order.refunded_whole:
        return "refunded"
    return "partially_refunded" if order.refunds else "paid"


def shopify_first(order):
    person, time = order.person, shopify_time(order.at)
    place = {"Name": person.name, "City": person.city, "Zip": f"'{person.zip}" if person.zip else "", "Country": person.code}
    cells = {
        "Name": f"#{order.number}", "Email": person.email.capitalize() if order.number % 5 == 0 else person.email,
        "Financial Status": shopify_status(order), "Paid at": time, "Fulfillment Status": "fulfilled",
        "Currency": order.currency, "Subtotal": money(order.net), "Shipping": money(order.shipping), "Taxes": money(order.tax),
        "Total": money(order.total), "Discount Code": order.code, "Discount Amount": money(order.discount), "Created at": time,
        "Cancelled at": time if order.state == "cancelled" else "", "Refunded Amount": money(order.refund_total), "Id": f"'{5000000000000 + order.number}",
        "Source": "pos" if person.kind in ("phone", "nobody") else "web", "Phone": f"'{person.phone}" if person.kind == "phone" else "",
        "Payment Method": "Bogus Gateway" if order.state == "test" else "Shopify Payments",
        "Notes": "please ring,\ntwice \"loudly\"" if order.number % 41 == 0 else "",
    }
    cells.update({f"Billing {part}": value for part, value in place.items()})
    cells.update({f"Shipping {part}": value for part, value in place.items() if part == "Country"})
    return cells


def shopify(orders, name, email_on_every_row):
    table = Table(header(name))
    for order in orders:
        for at, line in enumerate(order.lines):
            cells = shopify_first(order) if at == 0 else {"Name": f"#{order.number}"}
            if at and email_on_every_row:
                cells |= {"Email": order.person.email, "Created at": shopify_time(order.at)}
            cells |= {
                "Lineitem quantity": line.units, "Lineitem name": line.product.title, "Lineitem price": money(line.product.price),
                "Lineitem sku": line.product.sku, 
            }
            table.add({column: cell for column, cell in cells.items() if column in table.columns})
    return table.text()


def shopify_exports():
    """The 2012 header knows neither refunds, nor how an order was paid, nor the order's phone (it has the billing phone)."""
    year = [order for order in ONE if order.state != "test"][:90]
    old = [order for order in year if not order.refunds]
    yield "shopifyOrders-2024", "orders_export.csv", shopify(ONE, "shopify_orders_2024.csv", False), truth(ONE, "shopifyOrders", FULL)
    yield "shopifyOrders-2022", "orders_export.csv", shopify(ONE[:100], "shopify_orders_2022.csv", True), truth(ONE[:100], "shopifyOrders", FULL)
    yield "shopifyOrders-2012", "orders_export.csv", shopify(old, "shopify_orders_2012.csv", False), truth(old, "shopifyOrders", FULL)


def guarded(value):
    """What WooCommerce puts before a cell that a spreadsheet could take for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def woo_time(at):
    return f"{at:%Y-%m-%d} {at.hour}:{at:%M:%S}"


def woo_row(at, order, amount, units, status):
    products = ", ".join(f"{line.units}× {line.product.title}" for line in order.lines)
    return {
        "Date": woo_time(at), "Order #": order.number, "N. Revenue (formatted)": guarded(f"{'-' if amount < 0 else ''}${grouped(abs(amount), ',', '.')}"),
        "Status": status, "Customer": order.person.name, "Customer type": "new" if order.number % 3 else "returning", "Product(s)": products,
        "Items sold": guarded(units), "Coupon(s)": order.code.lower(), "N. Revenue": guarded(money(amount)),
    }


def woo_analytics(orders):
    """Refunds are rows of their own under the order's number, with the order's status and a negative revenue."""
    rows = []
    for order in orders:
        status = "cancelled" if order.state == "cancelled" else "refunded" if order.refunded_whole else "completed"
        rows.append((order.at, woo_row(order.at, order, order.net, order.units, status)))
        for refund in order.refunds:
            back = woo_row(refund.at, order, -order.refunded_goods(refund), -sum(refund.units), status)
            rows.append((refund.at, back))
    table = Table(header("woocommerce_analytics_orders.csv"))
    for _, row in sorted(rows, key=lambda pair: pair[0]):
        table.add(row)
    return "\ufeff" + table.text()


SUITE_NAMES = {"paid": "completed", "cancelled": "cancelled"}


def woo_suite(orders):
    """The part of this header that was seen holds no refunded amounts: orders with a refund are left out."""
    table = Table(header("woocommerce_import_export_suite_orders_PARTIAL.csv"))
    for order in orders:
        person, c = order.person, order.currency
        table.add({
            "order_id": 70000 + order.number, "order_number": order.number, "order_date": f"{order.at.month}/{order.at.day}/{order.at.year}  {order.at.hour}:{order.at:%M:%S}",
            "paid_date": f"{order.at.month}/{order.at.day}/{order.at.year}  {order.at.hour}:{order.at:%M:%S}", "status": SUITE_NAMES[order.state],
            "shipping_total": money(order.shipping, c), "shipping_tax_total": 0, "fee_total": 0, "fee_tax_total": 0, "tax_total": money(order.tax, c),
            "cart_discount": money(order.discount, c), "order_discount": 0, "discount_total": money(order.discount, c), "order_total": money(order.total, c),
            "order_subtotal": money(order.gross, c), "order_currency": c, "payment_method": "stripe", "payment_method_title": "Credit card",
            "transaction_id": f"ch_{order.number}", "customer_id": person.id if person.kind == "mail" and person.id % 2 else "",
            "customer_email": person.email, "billing_first_name": person.first, "billing_last_name": person.last,
        })
    return table.text()


def woo_advanced(orders, fill):
    """Rows of lines; `fill` repeats the order's cells on each of them."""
    table = Table(header("woo_advanced_export_PARTIAL.csv"))
    for order in orders:
        person = order.person
        head = {
            "Order Status": "Cancelled" if order.state == "cancelled" else "Refunded" if order.refunded_whole else "Completed",
            "Order Date": f"{order.at:%Y-%m-%d %H:%M}", "First Name (Billing)": person.first, "Last Name (Billing)": person.last,
            "City (Billing)": person.city, "Postcode (Billing)": person.zip, "Country Code (Billing)": person.code, "Email (Billing)": person.email,
            "Phone (Billing)": person.phone, "Country Code (Shipping)": person.code, "Payment Method Title": "Credit card",
            "Cart Discount Amount": money(order.discount), "Order Subtotal Amount": money(order.gross), "Shipping Method Title": "Flat rate",
            "Order Shipping Amount": money(order.shipping), "Order Refund Amount": money(order.refund_total), "Order Total Amount": money(order.total),
            "Order Total Tax Amount": money(order.tax), "Coupon Code": order.code,
        }
        for at, line in enumerate(order.lines):
            cells = {"Order Number": order.number, "SKU": line.product.sku, "Item #": at + 1, "Item Name": line.product.title, "Quantity": line.units, "Item Cost": money(line.product.price)}
            table.add(cells | head if fill or at == 0 else cells)
    return table.text()


def woo_exports():
    orders = [order for order in ONE if order.state != "test"]
    yield ("wooAnalyticsOrders", "wc-orders-report-export.csv", woo_analytics(orders),
           truth(orders, "wooAnalyticsOrders", without("grossSales", "discounts"), key="name", parts=discounted, currency=False))
    suite = [order for order in MANY if order.state != "test" and not order.refunds]
    yield "wooExportSuite", "orders.csv", woo_suite(suite), truth(suite, "wooExportSuite", without("units"))
    for name, fill, some in (("wooAdvancedExport", True, orders), ("wooAdvancedExport-blanks", False, orders[:80])):
        yield name, "orders.csv", woo_advanced(some, fill), truth(some, "wooAdvancedExport", FULL, currency=False)


def untaxed_where_discounted(orders):
    """An export with neither a tax nor a discount column can only tell one of them from the total."""
    return [replace(order, rate=0) if order.discount else order for order in orders]


def magento(orders):
    """The base currency's amounts are the shop's; buyers in Europe paid in another currency, nine tenths of the number."""
    table = Table(header("magento2_sales_order_grid.csv"))
    for order in orders:
        person = order.person
        bought = exact(order.total * 9, 10) if person.code in ("DE", "FR") and order.total % 10 == 0 else order.total
        status = "canceled" if order.state == "cancelled" else "closed" if order.refunded_whole else "complete"
        table.add({
            "ID": f"{order.number:09d}", "Purchase Point": "Main Website\n    Main Website Store\n        Default Store View", "Purchase Date": f"{order.at:%b} {order.at.day}, {order.at.year} {order.at.hour % 12 or 12}:{order.at:%M:%S %p}",
            "Bill-to Name": person.name, "Ship-to Name": person.name, "Grand Total (Base)": money(order.total), "Grand Total (Purchased)": money(bought),
            "Status": status, "Billing Address": f"Street 1,{person.city},{person.zip}", "Shipping Information": "Flat Rate - Fixed", "Customer Email": person.email,
            "Customer Group": "General" if person.kind == "mail" else "NOT LOGGED IN", "Subtotal": money(order.gross), "Shipping and Handling": money(order.shipping),
            "Customer Name": person.name, "Payment Method": "checkmo", "Total Refunded": money(order.refund_total), "Allocated sources": "default",
        })
    return table.text()


def bigcommerce(orders):
    table = Table(header("bigcommerce_orders.csv"))
    for order in orders:
        person = order.person
        status = "Cancelled" if order.state == "cancelled" else "Refunded" if order.refunded_whole else "Partially Refunded" if order.refunds else "Completed"
        table.add({
            "Order ID": order.number, "Order Date": f"{order.at:%m/%d/%Y}", "Order Status": status, "Order Total": money(order.total), "Cart Base Amount": money(order.net),
            "Tax Total": money(order.tax), "Shipping Total": money(order.shipping), "Refund Amount": money(order.refund_total), "Payment Method": "Visa",
            "Card Number (Last 4)": "4242", "First Name": person.first, "Last Name": person.last, "Email Address": person.email, "Phone": person.phone,
            "Billing City": person.city, "Billing Zip Code": person.zip, "Billing Country": person.country, "Shipping Country": person.country,
            "Customer Message": "leave at the door,\nthank you" if order.number % 37 == 0 else "",
        })
    return table.text()


def other_exports():
    orders = [order for order in ONE if order.state != "test"]
    split = untaxed_where_discounted(orders)
    yield "magentoOrders", "export.csv", magento(split), truth(split, "magentoOrders", without("units"), currency=False)
    yield "bigcommerceOrders", "orders.csv", bigcommerce(orders), truth(orders, "bigcommerceOrders", without("units", "grossSales", "discounts"), parts=discounted, currency=False)


def exports():
    yield from shopify_exports()
    yield from woo_exports()
    yield from other_exports()
