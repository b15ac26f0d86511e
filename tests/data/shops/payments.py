"""Exports of payment services: Stripe and PayPal. They know what was paid, not what it was for."""

import csv

from dataclasses import replace
from datetime import datetime, timedelta

from rows import Table, grouped, header, money
from shop import EXPONENT, FIRST_DAY, MANY, ONE, european_summer
from truth import paid, truth

CARRIES = ["orders", "customers", "grossSales", "refunds", "beforeRefunds", "netSales", "ordersByMonth"]
EURO = {"USD": 92, "EUR": 100, "JPY": 1, "KWD": 300}


def converted(amount, currency):
    """In cents of a euro, at round rates; only there to be left alone."""
    return amount * EURO[currency] * 100 // 100 // 10 ** EXPONENT[currency]


def stripe_row(order):
    person, c = order.person, order.currency
    keyed = person.kind == "phone" or person.id % 2 == 0
    return {
        "id": f"ch_3N{order.number:08d}", "Description": f"Order #{order.number}", "Created (UTC)": f"{order.at:%Y-%m-%d %H:%M:%S}", "Amount": money(order.total, c),
        "Amount Refunded": money(order.refund_total, c), "Currency": c.lower(), "Converted Amount": money(converted(order.total, c)),
        "Converted Amount Refunded": money(converted(order.refund_total, c)), "Fee": "0.30", "Tax": "0.00", "Converted Currency": "eur",
        "Mode": "Test" if order.state == "test" else "Live", "Status": "Canceled" if order.state == "cancelled" else "Refunded" if order.refunded_whole else "Paid",
        "Customer ID": f"cus_N{person.id}" if keyed else "", "Customer Email": person.email, "Captured": "false" if order.state == "cancelled" else "true",
        "Card Last4": "4242", "Card Brand": "Visa", "Card Name": person.name, "Card Address Country": person.code, "Payment Source Type": "card",
        "PaymentIntent ID": f"pi_3N{order.number:08d}",
    }


def stripe(orders):
    """Every seventeenth payment was declined once before it went through."""
    table = Table(header("stripe_payments.csv"))
    for order in orders:
        row = stripe_row(order)
        if order.number % 17 == 0:
            table.add(row | {"id": f"{row['id']}x", "Status": "Failed", "Seller Message": "The bank did not return any further details.", "Amount Refunded": "0.00", "Captured": "false", "Fee": "0.00"})
        table.add(row)
    return table.text(end="\r\n")


def card(person):
    return person.kind in ("mail", "phone")


def american_summer(at):
    """Whether daylight saving holds in New York and Los Angeles, to the day."""
    first, last = {2024: (datetime(2024, 3, 10), datetime(2024, 11, 3)), 2025: (datetime(2025, 3, 9), datetime(2025, 11, 2))}.get(at.year, (FIRST_DAY, FIRST_DAY))
    return first <= at < last


ENGLISH = {
    "head": "paypal_activity_full.csv", "day": "%m/%d/%Y", "zones": (("PST", -8), ("PDT", -7)), "summer": american_summer, "payment": "Express Checkout Payment", "done": "Completed", "memo": "Memo",
    "in": "Credit", "out": "Debit", "authorization": "General Authorization", "voided": "Voided", "refund": "Payment Refund", "conversion": "General Currency Conversion",
    "withdrawal": "General Withdrawal", "hold": "Account Hold for Open Authorization", "bill": "PreApproved Payment Bill User Payment",
    "columns": ["Date", "Time", "TimeZone", "Name", "Type", "Status", "Currency", "Gross", "Fee", "Net", "From Email Address", "To Email Address", "Transaction ID",
                "Reference Txn ID", "Balance Impact", "Country Code", "Item Title"],
}
GERMAN = {
    "head": "paypal_activity_de.csv", "day": "%d.%m.%Y", "zones": (("CET", 1), ("CEST", 2)), "summer": european_summer, "payment": "PayPal Express-Zahlung", "done": "Abgeschlossen", "memo": "Memo",
    "in": "Haben", "out": "Soll", "authorization": "Allgemeine Autorisierung", "voided": "Storniert", "refund": "Rückzahlung", "conversion": "Allgemeine Währungsumrechnung",
    "withdrawal": "Allgemeine Abbuchung", "hold": "Einbehaltung für offene Autorisierung", "bill": "Zahlung im Einzugsverfahren",
    "columns": ["Datum", "Uhrzeit", "Zeitzone", "Name", "Typ", "Status", "Währung", "Brutto", "Gebühr", "Netto", "Absender E-Mail-Adresse", "Empfänger E-Mail-Adresse", "Transaktionscode",
                "Zugehöriger Transaktionscode", "Auswirkung auf Guthaben", "Ländervorwahl", "Artikelbezeichnung"],
}


def amount(value, currency, words):
    german = words is GERMAN
    if EXPONENT[currency] == 0:
        return grouped(value * 100, "." if german else ",", "x").split("x")[0]
    return grouped(value, "." if german else ",", "," if german else ".")


def activity(words, at, person, kind, status, currency, gross, impact, txn, reference="", fee=0, sender=None, receiver="shop@example.com", title=""):
    zone, hours = words["zones"][words["summer"](at)]
    local = at + timedelta(hours=hours)
    sums = [amount(value, currency, words) for value in (gross, fee, gross + fee)]
    sender = (person.email.capitalize() if int(txn[-3:], 36) % 4 == 0 else person.email) if sender is None else sender
    cells = [f"{local:{words['day']}}", f"{local:%H:%M:%S}", zone, person.name, words[kind], words[status], currency, *sums, sender, receiver, txn, reference,
             words[impact], person.code, title]
    return at, dict(zip(words["columns"], cells))


def order_rows(order, words):
    txn, person, c = f"1AB{order.number:08d}7890E"[:17], order.person, order.currency
    if order.state == "cancelled":
        yield activity(words, order.at, person, "authorization", "voided", c, order.total, "memo", f"9V{txn[2:]}")
        return
    if order.number % 6 == 0:
        yield activity(words, order.at - timedelta(minutes=2), person, "authorization", "done", c, order.total, "memo", f"9A{txn[2:]}")
        yield activity(words, order.at - timedelta(minutes=1), person, "hold", "done", c, -order.total, "memo", f"9H{txn[2:]}", f"9A{txn[2:]}")
    yield activity(words, order.at, person, "payment", "done", c, order.total, "in", txn, fee=-(order.total // 30), title=order.lines[0].product.plain)
    if c == "JPY":
        yield activity(words, order.at, person, "conversion", "done", c, -order.total, "out", f"8C{txn[2:]}", txn, sender="", receiver="")
        yield activity(words, order.at, person, "conversion", "done", "USD", order.total * 2 // 3, "in", f"8D{txn[2:]}", txn, sender="", receiver="")
    for at, refund in enumerate(order.refunds):
        to_buyer = dict(sender="shop@example.com", receiver=person.email) if words is ENGLISH else {}
        yield activity(words, refund.at, person, "refund", "done", c, -order.refunded_total(refund), "out", f"7{at}{txn[2:]}", txn, **to_buyer)


def paypal(orders, words):
    """With rows that are no sales: authorizations, holds, conversions, withdrawals and a bill the shop paid itself."""
    rows = [row for order in orders for row in order_rows(order, words)]
    bank, supplier = replace(orders[0].person, first="", last="", email=""), replace(orders[0].person, first="Paper Mill", last="Ltd", email="bills@example.net")
    for at, order in enumerate(orders[::30]):
        rows.append(activity(words, order.at + timedelta(hours=1), bank, "withdrawal", "done", order.currency, -50000, "out", f"6W{at:012d}ABC"))
        rows.append(activity(words, order.at + timedelta(hours=2), supplier, "bill", "done", order.currency, -12000, "out", f"6B{at:012d}ABC", sender="shop@example.com", receiver="bills@example.net"))
    table = Table(header(words["head"]))
    for _, row in sorted(rows, key=lambda pair: pair[0]):
        table.add(row)
    return table.text(end="\r\n", quote=csv.QUOTE_ALL)


def exports():
    cards = [order for order in MANY if order.total and card(order.person)]
    yield "stripePayments", "unified_payments.csv", stripe(cards), truth(cards, "stripePayments", CARRIES, parts=paid, kind="payments")
    mails = [order for order in MANY if order.total and order.person.kind == "mail" and order.currency != "KWD" and order.state != "test"]
    yield "paypalActivity-us", "Download.csv", paypal(mails, ENGLISH), truth(mails, "paypalActivity", CARRIES, parts=paid, kind="payments")
    german = [replace(order, currency="EUR") for order in ONE if order.total and order.person.kind == "mail" and order.state != "test"][:90]
    yield "paypalActivity-de", "Download.csv", paypal(german, GERMAN), truth(german, "paypalActivity", CARRIES, parts=paid, kind="payments")
