"""Exports that hold no orders: customers, products, checkouts, marketing, feedback, returns, rates."""

import csv

from collections import Counter
from datetime import timedelta
from decimal import Decimal

from rows import Table, header, money
from shop import FIRST_DAY, MANY, ONE, people, products
from dice import Dice
from truth import table as expected

PEOPLE = people(Dice(20250901))
GOODS = products()
KEPT = [order for order in ONE if order.counts]


def lifetime(person):
    mine = [order for order in KEPT if order.person.id == person.id]
    return len(mine), sum(order.total - order.refund_total for order in mine)


def shopify_customers(name, new):
    """One customer has a note of two lines, one has nothing but a name, and the last one never bought."""
    table = Table(header(name))
    for person in PEOPLE:
        count, spent = lifetime(person)
        both = {
            "First Name": person.first, "Last Name": person.last, "Email": person.email, "Accepts Email Marketing": "yes" if person.id % 3 else "no", "Phone": f"'{person.phone}" if person.phone else "",
            "Accepts SMS Marketing": "no", "Total Spent": money(spent), "Total Orders": count, "Tags": "vip, press" if person.id % 7 == 0 else "", "Note": "first line\nsecond line" if person.id == 9011 else "",
            "Tax Exempt": "no",
        }
        recent = {"Customer ID": f"'{person.id}", "Default Address City": person.city, "Default Address Country Code": person.code, "Default Address Zip": f"'{person.zip}"}
        old = {"City": person.city, "Country": person.country, "Country Code": person.code, "Zip": f"'{person.zip}"}
        table.add(both | (recent if new else old))
    return table.text()


def woo_customers():
    table = Table(header("woocommerce_analytics_customers.csv"))
    for person in PEOPLE:
        count, spent = lifetime(person)
        average = money(spent // count) if count else "0"
        table.add({
            "Name": person.name, "Username": person.username if person.kind == "mail" else "", "Last Active": f"{person.since:%Y-%m-%d} {person.since.hour}:{person.since:%M:%S}",
            "Sign Up": f"{person.since:%Y-%m-%d} {person.since.hour}:{person.since:%M:%S}" if person.kind == "mail" else "", "Email": person.email, "Orders": count,
            "Total Spend": money(spent), "AOV": average, "Country / Region": person.code, "City": person.city, "Postal Code": person.zip,
        })
    return "\ufeff" + table.text()


def magento_customers():
    table = Table(header("magento2_customer_grid_PARTIAL.csv"))
    for person in PEOPLE[:40]:
        table.add({
            "ID": person.id, "Name": person.name, "Email": person.email or f"{person.plain}@example.org", "Group": "General", "Phone": person.phone, "ZIP": person.zip, "Country": person.country,
            "Customer Since": f"{person.since:%b} {person.since.day}, {person.since.year} 1:00:00 AM", "Web Site": "Main Website", "Account Created in": "Default Store View",
        })
    return table.text()


def customers():
    everybody = dict(people=len(PEOPLE), mails=len({person.email for person in PEOPLE if person.email}))
    yield "shopifyCustomers-2023", "customers_export.csv", shopify_customers("shopify_customers_2023.csv", True), expected("shopifyCustomers", "customers", 60, 60, **everybody)
    yield "shopifyCustomers-old", "customers_export.csv", shopify_customers("shopify_customers_old.csv", False), expected("shopifyCustomers", "customers", 60, 60, **everybody)
    yield "wooAnalyticsCustomers", "wc-customers-report-export.csv", woo_customers(), expected("wooAnalyticsCustomers", "customers", 60, 60, **everybody)
    yield "magentoCustomers", "export.csv", magento_customers(), expected("magentoCustomers", "customers", 40, 40, people=40)


def shopify_products():
    """The first row of a product says what it is; rows below are further variants, or further pictures and nothing else."""
    table, variants = Table(header("shopify_products.csv")), 0
    for product in GOODS:
        handle = product.sku.lower()
        for at, size in enumerate(["S", "M"] if product.category == "Apparel" else [""]):
            head = {"Title": product.title, "Body (HTML)": f"<p>{product.title},\nmade well.</p>", "Vendor": "Northwind", "Type": product.category, "Tags": "new", "Published": "true", "Status": "active"}
            table.add({
                "Handle": handle, "Option1 Name": "Size" if size and at == 0 else "", "Option1 Value": size, "Variant SKU": f"'{product.sku}{'-' + size if at else ''}", "Variant Price": money(product.price),
                "Cost per item": money(product.price // 2), "Variant Inventory Qty": 12, "Gift Card": "true" if product.sku == "GIFT-50" else "false", "Image Position": at + 1,
            } | (head if at == 0 else {}))
            variants += 1
        table.add({"Handle": handle, "Image Src": f"https://cdn.example.com/{handle}-2.jpg", "Image Position": 2})
    return table.text(), variants


def checkouts():
    """Abandoned ones, of known people and of others; some were recovered."""
    table, kept = Table(header("shopify_checkouts_COMPOSED.csv")), 0
    for at, order in enumerate(ONE[5:165:4]):
        person = order.person
        for position, line in enumerate(order.lines):
            head = {
                "Name": f"#C{at + 1}", "Created at": f"{order.at + timedelta(hours=5):%Y-%m-%d %H:%M:%S} +0000", "Email": person.email or f"visitor{at}@example.org", "Email Status": "Sent" if at % 3 else "Not Sent",
                "Recovery Status": "Recovered" if at % 5 == 0 else "Not Recovered", "Abandoned Checkout URL": f"https://shop.example.com/checkouts/{at:08x}", "Accepts Marketing": "yes", "Currency": "USD",
                "Subtotal": money(order.net), "Shipping": "0.00", "Taxes": "0.00", "Total": money(order.net), "Billing Name": person.name, "Billing Country": person.code,
            }
            table.add({"Id": f"'{880000 + at}", "Lineitem quantity": line.units, "Lineitem name": line.product.title, "Lineitem price": money(line.product.price), "Lineitem sku": line.product.sku} | (head if position == 0 else {}))
        kept += order.net
    return table.text(), len(ONE[5:165:4]), len(table.rows), kept


def catalogue():
    text, variants = shopify_products()
    yield "shopifyProducts", "products_export.csv", text, expected("shopifyProducts", "products", len(GOODS) + variants, len(GOODS) + variants, variants=variants, products=len(GOODS))
    text, count, rows, value = checkouts()
    yield "shopifyCheckouts", "checkouts_export.csv", text, expected("shopifyCheckouts", "checkouts", rows, rows, checkouts=count, value={"USD": Decimal(value) / 100})


def ga4_pages():
    """Several tables in one file; the first one is the export's own."""
    table = Table(header("ga4_ui_pages_and_screens.csv"))
    views = [6225 - 150 * at for at in range(30)]
    for at, count in enumerate(views):
        table.add({"Page path and screen class": f"/products/{GOODS[at % len(GOODS)].sku.lower()}?v={at}", "Views": count, "Active users": count // 3, "Views per active user": 3.0, "Average engagement time per active user": 39.45, "Event count": count * 4, "Key events": at, "Total revenue": 0})
    rule = "# ----------------------------------------\n"
    text = f"{rule}# Pages and screens: Page path and screen class\n# Account: Example account\n# Property: Example property\n{rule}#\n# All Users\n# Start date: 20250801\n# End date: 20250831\n\n{table.text()}\nCountry,Active users\nUnited States,812\nGermany,344\n"
    return text, len(views), sum(views)


def ga4_exploration():
    """The grand total stands first, with one cell more than the header."""
    table, days = Table(header("ga4_exploration.csv")), 40
    rows = [(FIRST_DAY + timedelta(days=365 - at // 2), "/" if at % 2 else "/cart", 400 + at, 1600 + at, 700 + 3 * at) for at in range(days)]
    for at, path, users, events, views in rows:
        table.add({"Date": f"{at:%Y%m%d}", "Page path and screen class": path, "Active users": users, "Event count": events, "Views": views, "Views per active user": 1.5, "Average engagement time per session": 6.9})
    head, body = table.text().split("\n", 1)
    total = f",,{sum(row[2] for row in rows)},{sum(row[3] for row in rows)},{sum(row[4] for row in rows)},1.5,6.9,Grand total\n"
    rule = "# ----------------------------------------\n"
    return f"{rule}# Example property\n# Free form-Free form 1\n# 20250801-20250901\n{rule}\n{head}\n{total}{body}", days, sum(row[4] for row in rows)


CAMPAIGNS = ["Search · brand", "Shopping, all products", "Video \"spring\""]


def google_ads(tabs):
    table = Table(header("google_ads_campaign_report_tab.tsv" if tabs else "google_ads_campaign_report.csv"))
    cost = clicks = 0
    for at in range(90):
        day, spent, clicked = FIRST_DAY + timedelta(days=300 + at // 3), 16510 + 917 * at, 39 + at
        shown = f"{1180 + 31 * at:,}"
        both = {"Day": f"{day:%Y-%m-%d}", "Campaign": CAMPAIGNS[at % 3], "Impr.": shown, "Clicks": clicked}
        more = {"Campaign status": "Enabled", "Campaign ID": 18000 + at % 3, "Currency code": "USD", "Cost": money(spent)}
        table.add(both | (more if tabs else {"Campaign type": "Search", "Cost": f"${spent // 100:,}.{spent % 100:02d}", "Conversions": "2.00"}))
        cost, clicks = cost + spent, clicks + clicked
    first, last = FIRST_DAY + timedelta(days=300), FIRST_DAY + timedelta(days=329)
    above = f"Campaign report\n{first:%B} {first.day}, {first.year} - {last:%B} {last.day}, {last.year}\n"
    total = ["Total: All campaigns"] + [" --"] * (len(table.columns) - 1)
    if tabs:
        return ("\ufeff" + above + table.text(delimiter="\t") + "\t".join(total) + "\n").encode("utf-16-le"), cost, clicks
    whole = f"Total: All campaigns,,,\"{sum(1180 + 31 * at for at in range(90)):,}\",{clicks},\"${cost // 100:,}.{cost % 100:02d}\",180.00\n"
    return above + table.text() + whole, cost, clicks


def meta_ads():
    table, cost = Table(header("meta_ads_manager.csv")), 0
    for at in range(60):
        day, spent = FIRST_DAY + timedelta(days=300 + at // 2), 89010 + 377 * at
        table.add({
            "Reporting starts": f"{day:%Y-%m-%d}", "Reporting ends": f"{day:%Y-%m-%d}", "Campaign name": ["Broad", "Lookalike, 1 %"][at % 2], "Campaign delivery": "active", "Results": 3 + at % 5,
            "Result indicator": "actions:offsite_conversion.fb_pixel_purchase", "Reach": 22000 + at, "Frequency": 1.2, "Amount spent (EGP)": money(spent), "Impressions": 45012 + at, "Link clicks": 300 + at,
            "Clicks (all)": 400 + at,
        })
        cost += spent
    table.add({"Reporting starts": f"{FIRST_DAY + timedelta(days=300):%Y-%m-%d}", "Reporting ends": f"{FIRST_DAY + timedelta(days=329):%Y-%m-%d}", "Amount spent (EGP)": money(cost), "Impressions": 9})
    return "\ufeff" + table.text(), cost


def meta_ads_french():
    table, cost = Table(header("meta_ads_fr.csv")), 0
    for at in range(60):
        spent = 100200 + 331 * at
        table.add({"Jour": f"{FIRST_DAY + timedelta(days=300 + at // 2):%d/%m/%Y}", "Nom de la campagne": ["Large", "Similaires"][at % 2], "Montant dépensé (USD)": f"{spent // 100:,}".replace(",", " ") + f",{spent % 100:02d}", "Impressions": 39887 + at})
        cost += spent
    return table.text(delimiter=";"), cost


def partner_codes():
    table = Table(header("codes_COMPOSED.csv"))
    for code, partner, channel, share in [("WELCOME10", "Newsletter", "email", "0%"), ("SPRING20", "Mila Sommer", "KOL", "12%"), ("VIP50", "Northwind Club", "affiliate", "8.5%")]:
        table.add({"Discount code": code, "Partner": partner, "Channel": channel, "Commission": share, "Starts": "2024-09-01"})
    uses = Counter(order.code for order in KEPT if order.code)
    return table.text(), dict(sorted((code, uses[code]) for code in ("SPRING20", "VIP50", "WELCOME10")))


def marketing():
    text, rows, views = ga4_pages()
    yield "ga4Pages", "Pages_and_screens.csv", text, expected("ga4Report", "traffic", rows + 3, rows + 2, views=views)
    text, rows, views = ga4_exploration()
    yield "ga4Exploration", "free-form.csv", text, expected("ga4Exploration", "traffic", rows + 1, rows, views=views)
    text, cost, clicks = google_ads(False)
    yield "googleAds", "Campaign report.csv", text, expected("googleAds", "spend", 91, 90, spend={"USD": Decimal(cost) / 100}, clicks=clicks)
    text, cost, clicks = google_ads(True)
    yield "googleAds-tabs", "Campaign report.csv", text, expected("googleAds", "spend", 91, 90, spend={"USD": Decimal(cost) / 100}, clicks=clicks)
    text, cost = meta_ads()
    yield "metaAds", "Campaigns.csv", text, expected("metaAds", "spend", 61, 60, spend={"EGP": Decimal(cost) / 100})
    text, cost = meta_ads_french()
    yield "metaAds-fr", "Campagnes.csv", text, expected("metaAds", "spend", 60, 60, spend={"USD": Decimal(cost) / 100})
    text, uses = partner_codes()
    yield "codes", "partners.csv", text, expected("partnerCodes", "codes", 3, 3, uses=uses)


def known(at):
    """Some customer's order; those who have an e-mail."""
    mine = [order for order in KEPT if order.person.kind == "mail"]
    return mine[at * 3 % len(mine)]


WORDS = ["Lovely, will buy again.", "Arrived late\nand the box was open", "物流太慢了，但质量很好", "So-so; \"okay\" I guess"]


def reviews():
    table, stars = Table(header("judgeme_reviews.csv")), Counter()
    for at in range(50):
        order, rating = known(at), [5, 5, 4, 2, 1][at % 5]
        table.add({
            "title": "Review", "body": WORDS[at % 4], "rating": rating, "review_date": f"{order.at + timedelta(days=9):%Y-%m-%d %H:%M:%S} UTC", "source": "email", "curated": "ok", "reviewer_name": order.person.name,
            "reviewer_email": order.person.email, "product_id": order.lines[0].product.id, "product_handle": order.lines[0].product.sku.lower(), "location": order.person.code,
        })
        stars[rating] += 1
    return table.text(), {str(rating): count for rating, count in sorted(stars.items())}


def gorgias():
    table = Table(header("gorgias_tickets_PARTIAL.csv"))
    for at in range(45):
        order = known(at)
        opened = order.at + timedelta(days=3)
        table.add({
            "Ticket id": 51000 + at, "Tags": "refund,late" if at % 4 == 0 else "", "Initial channel": "email", "Priority": "normal", "Subject": ["Where is my order?", "Return, please", "发票"][at % 3],
            "Creation date": f"{opened:%Y-%m-%dT%H:%M:%S}", "Closed date": f"{opened + timedelta(days=1):%Y-%m-%dT%H:%M:%S}" if at % 5 else "", "Survey score": 1 + at % 5 if at % 2 else "",
            "Assignee name": "Desk", "Customer email": order.person.email, "Customer name": order.person.name, "First response time (s)": 600 + 60 * at, "Resolution time (s)": 86400,
        })
    return table.text()


def zendesk():
    table = Table(header("zendesk_tickets_PARTIAL.csv"))
    for at in range(40):
        order = known(at + 7)
        opened = order.at + timedelta(days=2)
        table.add({
            "Summation column": 1, "Id": 300 + at, "Requester": order.person.name, "Requester id": 990000 + order.person.id, "Requester email": order.person.email, "Requester domain": "example.com", "Subject": "Parcel, late",
            "Status": ["Open", "Solved", "Closed"][at % 3], "Priority": "Normal", "Via": "Mail", "Created at": f"{opened:%Y-%m-%d %H:%M}", "Solved at": f"{opened + timedelta(days=1):%Y-%m-%d %H:%M}" if at % 3 else "",
            "Satisfaction Score": ["Good", "Bad", "Not Offered"][at % 3],
        })
    return table.text()


def surveys(name, top):
    table, scores = Table(header(name)), Counter()
    for at in range(40):
        order = known(at + 3)
        score = (at * 7) % (top + 1) if top == 10 else 1 + at * 3 % top
        cells = [f"R{at + 1}", f"{order.at + timedelta(days=14):%Y-%m-%d %H:%M:%S}", order.person.email] + ([f"#{order.number}"] if top == 5 else []) + [score, WORDS[at % 4] if at % 3 == 0 else ""]
        table.add(dict(zip(table.columns, cells)))
        scores[score] += 1
    return table.text(), {str(score): count for score, count in sorted(scores.items())}


def feedback():
    text, stars = reviews()
    yield "reviews-judgeme", "reviews.csv", text, expected("judgemeReviews", "feedback", 50, 50, ratings=stars)
    yield "tickets-gorgias", "tickets.csv", gorgias(), expected("gorgiasTickets", "feedback", 45, 45)
    yield "tickets-zendesk", "tickets.csv", zendesk(), expected("zendeskTickets", "feedback", 40, 40)
    text, scores = surveys("survey_csat_COMPOSED.csv", 5)
    yield "surveys-csat", "csat.csv", text, expected("csatSurvey", "feedback", 40, 40, ratings=scores)
    text, scores = surveys("survey_nps_COMPOSED.csv", 10)
    yield "surveys-nps", "nps.csv", text, expected("npsSurvey", "feedback", 40, 40, ratings=scores)
    table = Table(header("contacts_COMPOSED.csv"))
    for at in range(60):
        order = known(at + 5)
        table.add({"Date": f"{order.at - timedelta(days=1):%Y-%m-%d %H:%M}", "Email": order.person.email, "Channel": ["email", "sms"][at % 2], "Campaign": "Autumn", "Event": ["sent", "opened", "clicked"][at % 3]})
    yield "contacts", "contacts.csv", table.text(), expected("contactLog", "feedback", 60, 60)


def fba_returns():
    from marketplaces import amazon_id
    table, units = Table(header("amazon_fba_returns.tsv")), 0
    for order in MANY:
        for refund in order.refunds:
            for line, back in zip(order.lines, refund.units):
                if back:
                    table.add({
                        "return-date": f"{refund.at:%Y-%m-%dT%H:%M:%S}+00:00", "order-id": amazon_id(order), "sku": line.product.sku, "asin": f"B0{line.product.id}", "fnsku": f"X00{line.product.id}",
                        "product-name": line.product.title, "quantity": back, "fulfillment-center-id": "FTW1", "detailed-disposition": "SELLABLE", "reason": ["DEFECTIVE", "UNWANTED_ITEM"][order.number % 2],
                        "status": "Unit returned to inventory", "license-plate-number": f"LPN{order.number}", "customer-comments": "it is 12\" not 10\"",
                    })
                    units += back
    return table.text(delimiter="\t", quote=None), len(table.rows), units


def returns():
    table, value = Table(header("returns_COMPOSED.csv")), 0
    for order in ONE:
        for refund in order.refunds:
            for line, back in zip(order.lines, refund.units):
                if back:
                    amount = (line.product.price - line.off) * back
                    table.add({
                        "Return number": f"RMA-{order.number}", "Order number": f"#{order.number}", "Requested on": f"{refund.at:%Y-%m-%d}", "Customer email": order.person.email, "SKU": line.product.sku, "Quantity": back,
                        "Reason": ["Too small", "Damaged, on arrival", "不喜欢"][order.number % 3], "Customer comment": WORDS[order.number % 4], "Refund amount": money(amount), "Currency": "USD", "Status": "Refunded",
                    })
                    value += amount
    return table.text(), len(table.rows), value


def rates():
    """The central bank's layout: newest first, a comma at the end of each line, N/A where there is no rate; no rates at week-ends."""
    wide, simple = Table(header("ecb_rates.csv")), Table(header("rates_simple.csv"))
    for at in range(425, 60, -1):
        day = FIRST_DAY + timedelta(days=at)
        if day.weekday() < 5:
            quotes = {"USD": f"{1.08 + at % 50 / 1000:.4f}", "JPY": f"{160 + at % 40 / 10:.2f}", "GBP": f"{0.84 + at % 30 / 1000:.5f}"}
            wide.add({column: "" for column in [""]} | {column: "N/A" for column in wide.columns[1:-1]} | quotes | {"Date": f"{day:%Y-%m-%d}"})
        if day.day == 1:
            for code, rate in (("USD", 1.1 + at % 7 / 100), ("JPY", 161.5), ("KWD", 0.335)):
                simple.add({"date": f"{day:%Y-%m-%d}", "currency": code, "rate": f"{rate:.4f}"})
    return wide, simple


def money_tables():
    text, rows, units = fba_returns()
    yield "amazonFbaReturns", "returns.txt", text, expected("amazonFbaReturns", "returns", rows, rows, units=units)
    text, rows, value = returns()
    yield "returns", "returns.csv", text, expected("genericReturns", "returns", rows, rows, refunded={"USD": Decimal(value) / 100})
    wide, simple = rates()
    yield "rates-ecb", "eurofxref-hist.csv", wide.text(), expected("ecbRates", "rates", len(wide.rows), len(wide.rows), days=len(wide.rows), currencies=["GBP", "JPY", "USD"])
    yield "rates-simple", "rates.csv", simple.text(), expected("simpleRates", "rates", len(simple.rows), len(simple.rows), days=len(simple.rows) // 3, currencies=["JPY", "KWD", "USD"])


def exports():
    yield from customers()
    yield from catalogue()
    yield from marketing()
    yield from feedback()
    yield from money_tables()
