//! What a column of an export is.

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What a column is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(usize)]
        pub enum Is { $($(#[$doc])* $name,)* }

        /// Every meaning, in order.
        pub const ALL: &[Is] = &[$(Is::$name,)*];

        impl Is {
            /// Its name in mappings and quality.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

meanings! {
    /// Order id.
    Order = "order",
    /// When it was ordered, or when the row happened.
    Time = "time",
    /// Time of day where the date stands alone.
    Clock = "clock",
    /// Name of the zone of times.
    Zone = "zone",
    /// When it was paid.
    PaidAt = "paidAt",
    /// Status word.
    Status = "status",
    /// Second status word.
    SubStatus = "subStatus",
    /// Cancelled at, or who cancelled.
    Cancelled = "cancelled",
    /// The platform's id of the customer.
    CustomerId = "customerId",
    /// E-mail.
    Email = "email",
    /// Phone.
    Phone = "phone",
    /// Phone of the billing address.
    BillingPhone = "billingPhone",
    /// User name of the buyer.
    Username = "username",
    /// Name of the buyer.
    Name = "name",
    /// First name, where names stand apart.
    FirstName = "firstName",
    /// Last name.
    LastName = "lastName",
    /// Currency code.
    Currency = "currency",
    /// What the buyer paid in all.
    Total = "total",
    /// Goods after discounts.
    Subtotal = "subtotal",
    /// Shipping.
    Shipping = "shipping",
    /// Tax on shipping.
    ShippingTax = "shippingTax",
    /// Taken off shipping.
    ShippingDiscount = "shippingDiscount",
    /// Tax.
    Tax = "tax",
    /// Duties.
    Duties = "duties",
    /// Discount of the order.
    Discount = "discount",
    /// A second discount of the order.
    Discount2 = "discount2",
    /// Refunded.
    Refund = "refund",
    /// Tip.
    Tip = "tip",
    /// Paid with gift cards.
    GiftCard = "giftCard",
    /// Fees on top, or the platform's fee.
    Fee = "fee",
    /// What the buyer paid in all, less what was given back.
    Adjusted = "adjusted",
    /// Tax that the platform collects and pays itself.
    PlatformTax = "platformTax",
    /// Whether the total contains that tax.
    TaxIncluded = "taxIncluded",
    /// An amount with the sign of its currency.
    Formatted = "formatted",
    /// The amount in the account's currency.
    Converted = "converted",
    /// What was given back, in the account's currency.
    ConvertedRefund = "convertedRefund",
    /// The account's currency.
    ConvertedCurrency = "convertedCurrency",
    /// Bonus points.
    Points = "points",
    /// Who received the money.
    Recipient = "recipient",
    /// Whether it is real or a test.
    Mode = "mode",
    /// What was paid in the end.
    Paid = "paid",
    /// Whether the money was taken.
    Captured = "captured",
    /// How it was paid.
    Payment = "payment",
    /// Units.
    Quantity = "quantity",
    /// Units that came back.
    Returned = "returned",
    /// Price of one unit.
    UnitPrice = "unitPrice",
    /// Price of all units.
    LineTotal = "lineTotal",
    /// Price of all units after discounts.
    LineNet = "lineNet",
    /// Taken off the line.
    LineDiscount = "lineDiscount",
    /// A second discount of the line.
    LineDiscount2 = "lineDiscount2",
    /// Tax of the line.
    LineTax = "lineTax",
    /// Stock keeping unit.
    Sku = "sku",
    /// Product name.
    Product = "product",
    /// Variant.
    Variant = "variant",
    /// Second option of a variant.
    Variant2 = "variant2",
    /// Third option of a variant.
    Variant3 = "variant3",
    /// Category or type.
    Category = "category",
    /// Vendor, brand.
    Vendor = "vendor",
    /// EAN, UPC, ISBN.
    Barcode = "barcode",
    /// Handle or id shared by a product's variants.
    Handle = "handle",
    /// Item id.
    Item = "item",
    /// Price of a product.
    Price = "price",
    /// Cost of a product.
    Cost = "cost",
    /// Country.
    Country = "country",
    /// Country of the billing address.
    BillingCountry = "billingCountry",
    /// Province, state.
    Region = "region",
    /// City.
    City = "city",
    /// Sales channel.
    Channel = "channel",
    /// Discount code.
    Code = "code",
    /// Notes with attributes.
    Note = "note",
    /// `utm_source` of the link that the order came by.
    UtmSource = "utmSource",
    /// `utm_medium`.
    UtmMedium = "utmMedium",
    /// `utm_campaign`.
    UtmCampaign = "utmCampaign",
    /// `utm_content`.
    UtmContent = "utmContent",
    /// Address of the page where the visit began.
    Landing = "landing",
    /// Checkout or cart token.
    Token = "token",
    /// Language.
    Language = "language",
    /// Id of the transaction or row.
    Transaction = "transaction",
    /// The transaction that this one belongs to.
    Reference = "reference",
    /// Type of the row.
    Type = "type",
    /// Effect on the balance.
    Effect = "effect",
    /// Last day of a report row.
    Until = "until",
    /// Campaign.
    Campaign = "campaign",
    /// Ad group, ad set.
    Group = "group",
    /// Ad.
    Ad = "ad",
    /// Advertising spend.
    Spend = "spend",
    /// Shown.
    Impressions = "impressions",
    /// Clicks.
    Clicks = "clicks",
    /// Conversions.
    Conversions = "conversions",
    /// Value of conversions.
    ConversionValue = "conversionValue",
    /// Stars or the answer.
    Score = "score",
    /// What was written.
    Text = "text",
    /// Title, subject.
    Subject = "subject",
    /// First answer.
    AnsweredAt = "answeredAt",
    /// Solved.
    SolvedAt = "solvedAt",
    /// Reason, topic.
    Reason = "reason",
    /// Partner, creator.
    Partner = "partner",
    /// Consents to marketing.
    Consent = "consent",
    /// Tags.
    Tags = "tags",
    /// Company.
    Company = "company",
    /// Customer since.
    Since = "since",
    /// Birthday.
    Birthday = "birthday",
    /// Lifetime orders that the platform states.
    TotalOrders = "totalOrders",
    /// Lifetime spend that the platform states.
    TotalSpent = "totalSpent",
    /// Base currency of a rate.
    Base = "base",
    /// A rate.
    Rate = "rate",
    /// First column of a table of web analytics.
    Dimension = "dimension",
    /// A metric of web analytics.
    Metric = "metric",
    /// When a checkout became an order.
    RecoveredAt = "recoveredAt",
    /// Units left.
    Stock = "stock",
    /// Whether more is sold than is left.
    StockPolicy = "stockPolicy",
    /// Who counts what is left; nobody where it is blank.
    StockTracker = "stockTracker",
}
