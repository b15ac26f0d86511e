"""What a reader must find in an export, worked out from the shop and never from the file."""

import zlib

from decimal import Decimal

from shop import EXPONENT

KEYS = {
    "cascade": lambda person: person.email or person.phone or person.name or None,
    "mail": lambda person: person.email or None,
    "name": lambda person: person.name or None,
    "username": lambda person: person.username or None,
    "none": lambda person: None,
}


def goods(order):
    """Sales of goods: without tax and shipping."""
    return {"gross": order.gross, "discount": order.discount, "refund": order.refund}


def discounted(order):
    """The same where the format has only prices after discounts."""
    return {"gross": order.net, "discount": 0, "refund": order.refund}


def paid(order):
    """Everything that was paid, where the format does not tell goods from tax and shipping."""
    return {"gross": order.total, "discount": 0, "refund": order.refund_total}


def truth(orders, platform, carries, key="cascade", parts=goods, currency=True, **more):
    """The numbers that the export carries. `orders` are those written into the file."""
    counted = [order for order in orders if order.counts]
    sums, months = {}, {}
    for order in counted:
        code = order.currency if currency else "*"
        sums.setdefault(code, []).append((parts(order), EXPONENT[order.currency]))
        month = order.at.strftime("%Y-%m")
        months[month] = months.get(month, 0) + 1
    by_currency = {code: total(rows) for code, rows in sorted(sums.items())}
    numbers = {
        "orders": len(counted),
        "customers": len({KEYS[key](order.person) for order in counted} - {None}),
        "units": sum(order.units for order in counted),
        "grossSales": {code: amounts["gross"] for code, amounts in by_currency.items()},
        "discounts": {code: amounts["discount"] for code, amounts in by_currency.items()},
        "refunds": {code: amounts["refund"] for code, amounts in by_currency.items()},
        "beforeRefunds": {code: amounts["gross"] - amounts["discount"] for code, amounts in by_currency.items()},
        "netSales": {code: amounts["gross"] - amounts["discount"] - amounts["refund"] for code, amounts in by_currency.items()},
        "ordersByMonth": dict(sorted(months.items())),
    }
    same = zlib.crc32(repr([(order.number, order.currency, parts is paid) for order in counted]).encode())
    return {"platform": platform, "kind": "orders", "set": f"{same:08x}", "key": key, "carries": carries, **{name: numbers[name] for name in carries}, **more}


def total(rows):
    return {name: sum((Decimal(parts[name]) / 10 ** digits for parts, digits in rows), Decimal(0)) for name in ("gross", "discount", "refund")}


def table(platform, kind, records, used, **more):
    """What must be found in a table that holds no orders."""
    return {"platform": platform, "kind": kind, "records": records, "used": used, **more}
