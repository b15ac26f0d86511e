"""An invented shop, the same on every run: writes orders.csv, products.csv and spend.csv.

Most customers come before Christmas. Tea runs out and is bought again, cups go with tea, gifts are bought before Christmas, some products are launched late, some customers
pay in yen, some orders name nobody. Days are days since 1970-01-01; amounts are in cents of EUR and in JPY.
"""

import csv
import datetime
import math
import random
from pathlib import Path

HERE = Path(__file__).parent
EPOCH = datetime.date(1970, 1, 1)
FIRST = (datetime.date(2021, 1, 1) - EPOCH).days
LAST = (datetime.date(2024, 6, 30) - EPOCH).days
CHANNELS = ["Search", "Social", "Newsletter", "Direct", ""]
CAMPAIGNS = {"Search": ["brand", "generic"], "Social": ["summer", "brand"]}
COUNTRIES = ["DE", "FR", "US", ""]
CODES = ["", "", "", "WELCOME", "TEA10"]


def products(rng):
    """SKU, name, category, vendor, tags, price in cents, launch day."""
    rows = []
    plan = {"tea": (8, 900), "cups": (7, 1500), "pots": (5, 4200), "gifts": (6, 2500), "filters": (6, 600)}
    for category, (count, price) in plan.items():
        for number in range(count):
            late = number >= count - 3
            launch = FIRST + rng.randrange(120, 1150) if late else FIRST
            tags = rng.sample(["green", "black", "sale", "Handmade", "vegan"], rng.randrange(0, 3))
            if number < 2:
                tags.append("bestseller look")
            vendor = rng.choice(["Kyoto", "Assam", "Meissen"])
            rows.append([f"{category[:2].upper()}-{number}", f"{category} {number}", category, vendor, "; ".join(tags), price + 350 * number, launch])
    for number, age in enumerate((9, 17, 25)):
        rows.append([f"NEW-{number}", f"novelty {number}", "filters", "Kyoto", "", 700, LAST - age])
    rows.append(["", "loose item", "", "", "", 300, FIRST])
    return rows


def lines(rng, goods, day, step):
    """Products of an order with units, cents and units that came back."""
    open_ = [row for row in goods if row[6] <= day]
    month = (EPOCH + datetime.timedelta(days=day)).month
    chosen = []
    teas = [row for row in open_ if row[2] == "tea"]
    if rng.random() < 0.65:
        chosen.append(rng.choice(teas[:3] if rng.random() < 0.7 else teas))
        if rng.random() < 0.5:
            chosen.append(rng.choice([row for row in open_ if row[2] == "cups"]))
    if month >= 11 and rng.random() < 0.6:
        chosen.append(rng.choice([row for row in open_ if row[2] == "gifts"]))
    new = [row for row in open_ if row[0].startswith("NEW")]
    if new and rng.random() < 0.55:
        chosen.append(new[0] if rng.random() < 0.8 else rng.choice(new))
    while not chosen or rng.random() < 0.3:
        chosen.append(rng.choice([row for row in open_ if not row[0].startswith("NEW")]))
    if rng.random() < 0.05:
        chosen.append(chosen[0])
    made = []
    for row in chosen:
        units = rng.choice([1, 1, 1, 2, 2, 3]) if row[2] == "tea" else 1
        price = round(row[5] * (1 + 0.04 * step) * rng.choice([1, 1, 1, 0.9]))
        back = 1 if rng.random() < 0.06 else 0
        made.append((row, units, units * price, back))
    return made


def customers(rng, goods):
    """Orders of everybody: customer, day, currency, origin and lines."""
    orders = []
    for number in range(420):
        key = f"c{rng.randrange(10**6):06d}x{number}"
        channel = rng.choice(CHANNELS)
        campaign = rng.choice(CAMPAIGNS.get(channel, [""]))
        creative = rng.choice(["red", "blue"]) if campaign else ""
        origin = [rng.choice(COUNTRIES), channel, campaign, creative]
        yen = rng.random() < 0.08
        day = FIRST + int(rng.random() * (LAST - FIRST))
        while rng.random() > 0.15 + 0.85 * ((1 + math.cos(2 * math.pi * (day - FIRST - 335) / 365.25)) / 2) ** 3:
            day = FIRST + int(rng.random() * (LAST - FIRST))
        winter = rng.random() < 0.12
        if winter:
            day = FIRST + 365 * rng.randrange(0, 3) + 320 + rng.randrange(30)
        pace, stay = rng.choice([18, 30, 55]), rng.random() * 0.35 + 0.6
        step = 0
        while day <= LAST:
            orders.append((key, day, "JPY" if yen else "EUR", origin + [rng.choice(CODES)], lines(rng, goods, day, step if number % 2 else 0)))
            if rng.random() > stay:
                break
            units = sum(units for row, units, _, _ in orders[-1][4] if row[2] == "tea") or 1
            day += 365 + rng.randrange(-12, 13) if winter else max(0, round(rng.gammavariate(4, pace * min(units, 3) / 6)))
            step += 1
    for _ in range(90):
        day = FIRST + rng.randrange(LAST - FIRST)
        orders.append(("", day, "EUR", ["", "", "", "", ""], lines(rng, goods, day, 0)))
    rng.shuffle(orders)
    return orders


def write(name, header, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def main():
    rng = random.Random(6)
    goods = products(rng)
    write("products.csv", ["sku", "name", "category", "vendor", "tags"], [row[:5] for row in goods])
    rows = []
    for key, day, currency, origin, held in customers(rng, goods):
        net = sum(cents for _, _, cents, _ in held)
        refund = sum(cents // units for _, units, cents, back in held if back)
        text = " ".join(f"{goods.index(row)}:{units}:{cents}:{back}" for row, units, cents, back in held)
        rows.append([key, day, currency, net, refund, *origin, text])
    header = ["customer", "day", "currency", "net", "refund", "country", "channel", "campaign", "creative", "code", "lines"]
    write("orders.csv", header, rows)
    spend = []
    for month in range(10, 40):
        day = FIRST + 30 * month
        for channel, campaigns in CAMPAIGNS.items():
            for campaign in campaigns:
                spend.append([day, channel.upper(), campaign, "EUR", rng.randrange(4000, 16000)])
        spend.append([day, "Search", "brand", "JPY", 99999])
    write("spend.csv", ["day", "channel", "campaign", "currency", "cost"], spend)


main()
