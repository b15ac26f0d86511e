"""The synthetic shop: people, products and orders, from which every export is written.

Amounts are whole numbers of the currency's smallest unit as it is written: 1240 is 12.40 USD, 1240 JPY or
1.240 KWD. Unit prices are multiples of 40, discounts are so much off each unit in multiples of 20, and tax is
5, 10 or 20 % on top of the discounted goods: so every share of an order is exact, and a format that can only
show a part of an order rounds nothing away. Times are UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dice import Dice

FIRST_DAY = datetime(2024, 9, 2)
DAYS = 424
EXPONENT = {"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3}


@dataclass(frozen=True)
class Person:
    """`kind`: "mail", "phone" (no e-mail), "name" (neither), "nobody"."""

    id: int
    kind: str
    first: str
    last: str
    plain: str
    username: str
    email: str
    phone: str
    country: str
    code: str
    city: str
    zip: str
    since: datetime

    @property
    def name(self):
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True)
class Product:
    sku: str
    title: str
    plain: str
    chinese: str
    price: int
    category: str
    id: int


@dataclass(frozen=True)
class Line:
    product: Product
    units: int
    off: int

    @property
    def gross(self):
        return self.product.price * self.units

    @property
    def discount(self):
        return self.off * self.units

    @property
    def net(self):
        return self.gross - self.discount


@dataclass(frozen=True)
class Refund:
    """`units` by line; with the shipping when everything goes back."""

    at: datetime
    units: tuple
    whole: bool


@dataclass(frozen=True)
class Order:
    """`state`: "paid", "cancelled" or "test"."""

    number: int
    at: datetime
    person: Person
    country: str
    currency: str
    lines: tuple
    code: str
    shipping: int
    rate: int
    state: str
    refunds: tuple = field(default=())

    @property
    def counts(self):
        return self.state == "paid"

    @property
    def gross(self):
        return sum(line.gross for line in self.lines)

    @property
    def discount(self):
        return sum(line.discount for line in self.lines)

    @property
    def net(self):
        return self.gross - self.discount

    @property
    def tax(self):
        return exact(self.net * self.rate, 100)

    @property
    def total(self):
        return self.net + self.tax + self.shipping

    @property
    def units(self):
        return sum(line.units for line in self.lines)

    def refunded_goods(self, refund):
        pairs = zip(self.lines, refund.units)
        return sum((line.product.price - line.off) * units for line, units in pairs)

    def refunded_total(self, refund):
        goods = self.refunded_goods(refund)
        shipping = self.shipping if refund.whole else 0
        return goods + exact(goods * self.rate, 100) + shipping

    @property
    def refund(self):
        """What went back of the goods, without tax and shipping."""
        return sum(self.refunded_goods(refund) for refund in self.refunds)

    @property
    def refund_total(self):
        return sum(self.refunded_total(refund) for refund in self.refunds)

    @property
    def refunded_whole(self):
        return any(refund.whole for refund in self.refunds)


def european_summer(at):
    """Whether summer time holds in Berlin, to the day: from the last Sunday of March to the last of October."""
    first, last = {2024: (31, 27), 2025: (30, 26)}.get(at.year, (29, 25))
    return datetime(at.year, 3, first) <= at < datetime(at.year, 10, last)


def exact(amount, by):
    assert amount % by == 0, "the shop has only exact shares"
    return amount // by


NAMES = [
    ("Anna", "Schmidt", "anna.schmidt"), ("Anna", "Schmidt", "a.schmidt"), ("Liam", "O'Brien", "liam.obrien"),
    ("Zoë", "Pérez", "zoe.perez"), ("伟", "张", "zhang.wei"), ("花子", "佐藤", "sato.hanako"), ("Ana \"Nina\"", "Ruiz", "nina.ruiz"),
    ("Søren", "Ågård, Jr.", "soren.agard"), ("Fatima", "Al-Sabah", "fatima.alsabah"), ("Jürgen", "Weiß", "juergen.weiss"),
]
FIRSTS = ["Mia", "Noah", "Ines", "Oskar", "Ruth", "Hugo", "Lena", "Paul", "Clara", "Yuki", "Omar", "Sofia", "Tom", "Vera", "Max"]
LASTS = ["Becker", "Martin", "Tanaka", "Garcia", "Lindt", "Novak", "Haddad", "Kim", "Rossi", "Dubois", "Wolf", "Silva"]
COUNTRIES = [
    ("United States", "US", "Austin", "78701", "+1512555", "USD"), ("Germany", "DE", "Köln", "50667", "+49151234", "EUR"),
    ("France", "FR", "Lyon", "69001", "+33612345", "EUR"), ("Japan", "JP", "Osaka", "530-0001", "+81901234", "JPY"),
    ("Kuwait", "KW", "Kuwait City", "13001", "+96550012", "KWD"), ("United Kingdom", "GB", "Leeds", "LS1 1AA", "+44770090", "USD"),
    ("China", "CN", "Shanghai", "200000", "+86138000", "USD"),
]
WEIGHTS = [0, 0, 0, 1, 1, 2, 3, 4, 5, 6]
PRODUCTS = [
    ("TEE-BLK-S", "Crew Tee - Black / S", "Crew Tee - Black / S", "黑色圆领T恤 S", 1240, "Apparel"),
    ("TEE-WHT-M", "Crew Tee - White / M", "Crew Tee - White / M", "白色圆领T恤 M", 1240, "Apparel"),
    ("MUG-12", "Mug 12\" \"Classic\", blue", "Mug 12\" \"Classic\", blue", "经典马克杯", 880, "Kitchen"),
    ("LAMP-BR", "Vintage Lamp, brass", "Vintage Lamp, brass", "复古黄铜台灯", 4600, "Home"),
    ("POT-200", "茶壶 \"Gaiwan\", 200 ml", "Teapot Gaiwan 200 ml", "盖碗茶壶 200毫升", 3240, "Kitchen"),
    ("BAG-LEA", "Leather Bag", "Leather Bag", "真皮手提包", 12800, "Bags"),
    ("CAND-3", "Candle Trio; cedar", "Candle Trio; cedar", "雪松香薰蜡烛三件套", 2160, "Home"),
    ("NOTE-A5", "Notebook A5", "Notebook A5", "A5笔记本", 640, "Paper"),
    ("PEN-GEL", "Gel Pen (10 pcs)", "Gel Pen (10 pcs)", "中性笔十支装", 480, "Paper"),
    ("SOCK-WOL", "Wool Socks", "Wool Socks", "羊毛袜", 960, "Apparel"),
    ("SERUM-A", "Serum A - 30 ml", "Serum A - 30 ml", "精华液A 30毫升", 2480, "Beauty"),
    ("SERUM-B", "Serum B - 50 ml", "Serum B - 50 ml", "精华液B 50毫升", 3680, "Beauty"),
    ("GIFT-50", "Gift Card 50", "Gift Card 50", "礼品卡", 5000, "Gift cards"),
]


def products():
    return [Product(*row, 7000 + at) for at, row in enumerate(PRODUCTS)]


def people(dice):
    found = []
    taken = set()
    for at in range(60):
        if at < len(NAMES):
            first, last, plain = NAMES[at]
        else:
            first, last = dice.pick(FIRSTS), dice.pick(LASTS)
            while (first, last) in taken:
                first, last = dice.pick(FIRSTS), dice.pick(LASTS)
            taken.add((first, last))
            plain = f"{first}.{last}".lower()
        kind = "phone" if at in (20, 21, 22, 23, 24) else "name" if at in (30, 31, 32, 33) else "mail"
        country, code, city, postcode, dial, _ = COUNTRIES[WEIGHTS[(at * 7) % len(WEIGHTS)]]
        found.append(Person(
            id=9001 + at, kind=kind, first=first, last=last, plain=plain, username=f"{plain.replace('.', '_')}_{at}",
            email=f"{plain}@example.com" if kind == "mail" else "", phone="" if kind == "name" else f"{dial}{1000 + at}",
            country=country, code=code, city=city, zip=postcode, since=FIRST_DAY - timedelta(days=at),
        ))
    return found


NOBODY = Person(0, "nobody", "", "", "", "", "", "", "United States", "US", "", "", FIRST_DAY)


def lines_of(dice, goods, code):
    wanted = 1 if dice.chance(62) else dice.between(2, 4)
    chosen = []
    while len(chosen) < wanted:
        product = dice.pick(goods[:-1])
        if product not in chosen:
            chosen.append(product)
    off = {"": 0, "WELCOME10": 10, "SPRING20": 20, "VIP50": 50, "FREE100": 100}[code]
    return tuple(Line(product, 1 if dice.chance(70) else dice.between(2, 3), product.price * off // 100 // 20 * 20) for product in chosen)


def person_of(dice, everybody):
    """Some buy often, most now and then; the last one only ever cancels."""
    regulars = everybody[:12]
    return dice.pick(regulars) if dice.chance(35) else dice.pick(everybody[:-1])


def refunds_of(dice, at, lines, kind):
    if kind == "whole":
        return (Refund(at + timedelta(days=dice.between(3, 20)), tuple(line.units for line in lines), True),)
    if kind == "part":
        units = tuple(1 if position == 0 else 0 for position in range(len(lines)))
        return (Refund(at + timedelta(days=dice.pick([5, 12, 95, 160])), units, False),)
    return ()


def shop(seed, count, currencies):
    """Orders in order of time. `currencies`: "one" is all in USD, "many" in the currency of the country."""
    dice = Dice(seed)
    goods, everybody = products(), people(dice)
    instants = sorted(FIRST_DAY + timedelta(days=dice.below(DAYS), minutes=dice.between(360, 1200), seconds=dice.below(60)) for _ in range(count))
    orders = []
    for at, instant in enumerate(instants):
        person = NOBODY if at % 53 == 20 else person_of(dice, everybody)
        code = dice.pick(["WELCOME10", "SPRING20", "VIP50"]) if dice.chance(22) else ""
        state = "cancelled" if at % 27 == 13 else "test" if at == 40 else "paid"
        if at == count - 9:
            person, state = everybody[-1], "cancelled"
        code = "FREE100" if at == 60 else code
        lines = lines_of(dice, goods, code)
        if at in (33, 90):
            lines += (Line(goods[-1], 1, 0),)
        currency = "USD" if currencies == "one" else next(row[5] for row in COUNTRIES if row[1] == person.code)
        kind = "whole" if at % 37 == 11 else "part" if at % 19 == 7 else ""
        kind = "" if state != "paid" or at == 60 else kind
        orders.append(Order(
            number=1001 + at, at=instant, person=person, country=person.country, currency=currency, lines=lines, code=code,
            shipping=0 if at == 60 else dice.pick([0, 490, 490, 900]), rate=dice.pick([0, 0, 5, 10, 20]), state=state,
            refunds=refunds_of(dice, instant, lines, kind),
        ))
    return orders


ONE = shop(20250901, 200, "one")
MANY = shop(20250902, 150, "many")
