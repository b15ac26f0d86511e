//! A list of customers from anywhere: an e-mail or phone column and nothing that an order has.

use super::{Heading, Is, Kind, Platform, Reading, customers, words};
use crate::source::mapping::Field;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "genericCustomers",
    name: "",
    kind: Kind::Customers,
    columns: &[
        (Is::Email, words::EMAIL),
        (Is::Phone, words::PHONE),
        (Is::CustomerId, words::CUSTOMER_ID),
        (Is::Name, words::NAME),
        (Is::FirstName, words::FIRST_NAME),
        (Is::LastName, words::LAST_NAME),
        (Is::Country, words::COUNTRY),
        (
            Is::Region,
            &["State", "Province", "Region", "State / Region", "st", "zh:省份", "zh:省", "de:Bundesland"],
        ),
        (Is::City, &["City", "ct", "zh:城市", "de:Stadt", "fr:Ville", "es:Ciudad", "ja:市区町村"]),
        (Is::Company, &["Company", "zh:公司", "de:Firma", "fr:Société", "es:Empresa", "ja:会社名"]),
        (Is::Language, &["Language", "Locale", "zh:语言", "de:Sprache", "fr:Langue", "es:Idioma", "ja:言語"]),
        (Is::Tags, &["Tags", "zh:标签", "fr:Étiquettes", "es:Etiquetas", "ja:タグ"]),
        (
            Is::Since,
            &["Customer since", "Created at", "Sign up date", "Registered", "zh:注册时间", "zh:注册日期"],
        ),
        (Is::Birthday, &["Birthday", "Date of birth", "dob", "zh:生日", "zh:出生日期", "de:Geburtstag"]),
        (Is::Consent, &["Accepts marketing", "Consent", "Subscribed", "zh:接受营销"]),
        (Is::TotalSpent, &["Total spent", "Lifetime value", "LTV", "zh:累计消费", "zh:消费总额"]),
        (Is::TotalOrders, &["Total orders", "Orders", "Orders count", "zh:订单数", "zh:累计订单"]),
    ],
    needs: &[],
    marks: &[],
    reading: Reading {
        general: true,
        scoped: false,
        fits,
        keys: &[Is::Email, Is::Phone, Is::CustomerId, Is::Name],
        ..Reading::USUAL
    },
    row: customers::row,
};

/// What is about something else than people.
const OTHERS: [&str; 14] = [
    "Rating",
    "Score",
    "NPS",
    "CSAT",
    "Subject",
    "Ticket ID",
    "SKU",
    "Code",
    "Campaign",
    "Status",
    "评分",
    "满意度",
    "工单号",
    "优惠码",
];

fn fits(heading: &Heading) -> bool {
    let person = heading.any(words::EMAIL) || heading.any(words::PHONE) && heading.any(words::NAME);
    let amount = heading.names(Field::Amount) || heading.names(Field::UnitPrice);
    let dated = (heading.names(Field::Time) || heading.any(words::TIME)) && amount;
    let order = heading.numbers_orders() || heading.names(Field::Quantity) || dated;
    person && !order && !OTHERS.iter().any(|other| heading.has(other))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{read, recognised};

    #[test]
    fn a_list_of_people_is_no_orders_file() {
        let file = read("邮箱,姓名,手机号,国家\nann@shop.example,李安,+8613812345678,CN\n,,,\n");
        assert_eq!(file.summary.source, "genericCustomers");
        assert_eq!(file.language, Some("zh"));
        assert_eq!(file.people(), ["- ann@shop.example +8613812345678 - 李安"]);
        assert_eq!((file.summary.records, file.summary.used), (2, 1));
    }

    #[test]
    fn orders_with_mails_stay_orders() {
        assert_eq!(recognised("Order ID,Date,Email,Total\n1,2024-05-01,a@b.example,9.90\n"), "generic");
        assert_eq!(recognised("email,created_at,amount\na@b.example,2024-05-01,9.90\n"), "generic");
    }
}
