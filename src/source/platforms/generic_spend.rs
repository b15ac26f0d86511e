//! What advertising cost, from anywhere: a cost, and a channel or campaign or a day.

use super::{Heading, Is, Kind, Platform, Reading, Row, advertising, words};
use crate::source::mapping::Field;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "genericSpend",
    name: "",
    kind: Kind::Spend,
    columns: &[
        (Is::Time, words::TIME),
        (Is::Channel, words::CHANNEL),
        (Is::Campaign, words::CAMPAIGN),
        (Is::Group, &["Ad group", "Ad set", "Ad set name", "Ad group name", "zh:广告组"]),
        (Is::Ad, &["Ad", "Ad name", "Creative", "zh:广告", "zh:创意"]),
        (Is::Currency, words::CURRENCY),
        (Is::Spend, words::COST),
        (Is::Impressions, words::IMPRESSIONS),
        (Is::Clicks, words::CLICKS),
        (Is::Conversions, words::CONVERSIONS),
        (Is::ConversionValue, &["Conversion value", "Conv. value", "Purchase value", "zh:转化价值"]),
    ],
    needs: &[Is::Spend],
    marks: &[],
    reading: Reading { general: true, also: |at, _| at == 0, fits, ..Reading::USUAL },
    row,
};

/// A channel or campaign with a day or with what it brought; nothing of orders, buyers, goods or partners.
fn fits(heading: &Heading) -> bool {
    let what = heading.any(words::CHANNEL) || heading.any(words::CAMPAIGN);
    let seen = heading.any(words::TIME) || heading.any(words::IMPRESSIONS) || heading.any(words::CLICKS);
    let others = [Field::Customer, Field::Quantity, Field::UnitPrice];
    let goods = ["SKU", "Code", "Coupon code", "Partner", "优惠码", "达人", "商品编码"];
    what && seen
        && !heading.numbers_orders()
        && !heading.any(words::EMAIL)
        && !heading.any(words::NAME)
        && !others.iter().any(|&field| heading.names(field))
        && !goods.iter().any(|text| heading.has(text))
}

fn row(row: &mut Row) {
    let channel = row.text(Is::Channel);
    advertising::row(row, &String::from_utf8_lossy(&channel));
}

#[cfg(test)]
mod tests {
    use super::super::sample::{failure, read, recognised};

    #[test]
    fn a_sheet_of_costs() {
        let file = read(
            "date,channel,campaign,spend,currency\n2026-09-01,Pinterest,Autumn,20.50,EUR\nTotal,,,20.50,EUR\n",
        );
        assert_eq!(file.summary.source, "genericSpend");
        assert_eq!(file.spend(), ["2026-09-01 2026-09-01|Pinterest|Autumn|-|-|EUR|205000 - - - -"]);
        let file = read("日期,渠道,花费,币种\n2026-09-01,小红书,300,CNY\n");
        assert_eq!(file.spend(), ["2026-09-01 2026-09-01|小红书|-|-|-|CNY|3000000 - - - -"]);
    }

    #[test]
    fn orders_with_a_channel_stay_orders() {
        assert_eq!(recognised("order id,date,channel,cost,total\n1,2026-09-01,web,2.00,5.00\n"), "generic");
        assert_eq!(recognised("date,customer,channel,spend\n2026-09-01,ann,web,5.00\n"), "generic");
    }

    #[test]
    fn dates_that_read_both_ways_are_asked_about() {
        let error =
            failure("date,channel,cost\n03/04/2026,web,1.00\n05/04/2026,web,2.00\n04/03/2026,web,2.00\n");
        assert!(error.contains("day/month or as month/day"), "{error}");
    }

    #[test]
    fn without_any_cost_it_says_what_is_missing() {
        let error = failure("date,channel,cost\n2026-09-01,web,\n");
        assert!(error.contains("no record in it has a cost, clicks or impressions"), "{error}");
    }
}
