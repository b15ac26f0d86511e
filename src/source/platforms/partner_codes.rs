//! Codes of affiliates and creators: the code, whose it is, and what the partner costs.

use super::{Heading, Is, Kind, Platform, Reading, Row, words};
use crate::source::mapping::Field;
use crate::tables::shop::{Code, NO_WORD};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "partnerCodes",
    name: "",
    kind: Kind::Codes,
    columns: &[
        (
            Is::Code,
            &[
                "Code",
                "Coupon code",
                "Coupon",
                "Discount code",
                "Promo code",
                "Affiliate code",
                "Referral code",
                "zh:优惠码",
                "zh:折扣码",
                "zh:推广码",
                "zh:邀请码",
                "de:Gutscheincode",
                "de:Rabattcode",
                "fr:Code promo",
                "fr:Code de réduction",
                "es:Código",
                "es:Código de descuento",
                "ja:クーポンコード",
                "ja:割引コード",
            ],
        ),
        (
            Is::Partner,
            &[
                "Partner",
                "Affiliate",
                "Affiliate name",
                "Creator",
                "Influencer",
                "KOL",
                "Name",
                "Handle",
                "zh:达人",
                "zh:博主",
                "zh:合作伙伴",
                "zh:推广者",
                "zh:红人",
                "de:Partnername",
                "fr:Partenaire",
                "fr:Influenceur",
                "es:Afiliado",
                "es:Socio",
                "ja:パートナー",
                "ja:インフルエンサー",
            ],
        ),
        (
            Is::Cost,
            &[
                "Cost",
                "Fee",
                "Commission",
                "Commission amount",
                "Flat fee",
                "Payout",
                "Spend",
                "zh:佣金",
                "zh:费用",
                "zh:合作费用",
                "zh:坑位费",
                "de:Provision",
                "de:Kosten",
                "fr:Commission",
                "fr:Coût",
                "es:Comisión",
                "es:Coste",
                "ja:報酬",
                "ja:費用",
                "ja:手数料",
            ],
        ),
        (Is::Currency, words::CURRENCY),
    ],
    needs: &[Is::Code, Is::Partner],
    marks: &[],
    reading: Reading { general: true, fits, ..Reading::USUAL },
    row,
};

/// Not an orders file with codes, and no list of people or goods.
fn fits(heading: &Heading) -> bool {
    const OTHERS: [&str; 5] = ["SKU", "Country code", "Rating", "Campaign", "Title"];
    let dated_buyers = heading.names(Field::Time) && heading.names(Field::Customer);
    let goods = heading.names(Field::Quantity) || heading.names(Field::UnitPrice);
    let other = OTHERS.iter().any(|text| heading.has(text));
    !(goods || dated_buyers || other || heading.numbers_orders())
}

fn row(row: &mut Row) {
    row.values.amounts.named = None;
    let (code, partner, cost) = (row.word(Is::Code), row.word(Is::Partner), row.money(Is::Cost));
    if code == NO_WORD {
        return row.incomplete();
    }
    let currency = row.currency();
    row.tables.codes.push(Code { code, partner, cost, currency });
}

#[cfg(test)]
mod tests {
    use super::super::sample::{failure, read, recognised};

    #[test]
    fn a_list_of_creators() {
        let file = read("优惠码,达人,佣金,币种\nANN10,安安,500,CNY\n,小李,300,CNY\n");
        assert_eq!((file.summary.source, file.language), ("partnerCodes", Some("zh")));
        let codes: Vec<_> = file.tables().codes.iter().map(|row| (file.text(row.code), row.cost)).collect();
        assert_eq!(codes, [("ANN10".to_owned(), Some(5_000_000))]);
        assert_eq!(file.ledger(), [("incomplete", 1)]);
    }

    #[test]
    fn a_share_is_no_cost() {
        let file = read("code,partner,commission\nANN10,Ann,10%\nBOB5,Bob,$50.00\n");
        let codes: Vec<_> = file.tables().codes.iter().map(|row| row.cost).collect();
        assert_eq!(codes, [None, Some(500_000)]);
    }

    #[test]
    fn orders_with_codes_stay_orders() {
        assert_eq!(
            recognised("Order ID,Date,Customer,Discount code,Name,Total\n1,2026-09-01,a,X,b,5.00\n"),
            "generic"
        );
    }

    #[test]
    fn without_any_code_it_says_what_is_missing() {
        assert!(failure("code,partner\n,Ann\n").contains("no record in it has a code"));
    }
}
