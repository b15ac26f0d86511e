//! TikTok Ads Manager: reports of campaigns, ad groups or ads.

use super::{Is, Kind, Platform, Reading, Row, advertising};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "tiktokAds",
    name: "TikTok Ads",
    kind: Kind::Spend,
    columns: &[
        (Is::Time, &["By Day", "Date", "zh:日期"]),
        (Is::Campaign, &["Campaign name", "zh:推广系列名称"]),
        (Is::Group, &["Ad group name", "zh:广告组名称"]),
        (Is::Ad, &["Ad name", "zh:广告名称"]),
        (Is::Currency, &["Currency", "zh:货币"]),
        (Is::Spend, &["Cost", "zh:消耗"]),
        (Is::Impressions, &["Impressions", "Impression", "zh:展示量"]),
        (Is::Clicks, &["Clicks (destination)", "Clicks (all)", "Clicks", "zh:点击量（目标页面）"]),
        (Is::Conversions, &["Complete payment", "Conversions", "zh:转化量", "zh:完成支付"]),
        (Is::ConversionValue, &["Total complete payment value", "Complete payment value"]),
    ],
    needs: &[Is::Spend, Is::Campaign],
    marks: &[
        "By Day",
        "Clicks (destination)",
        "CPC (destination)",
        "CTR (destination)",
        "点击量（目标页面）",
    ],
    reading: Reading { also: |at, _| at == 0, ..Reading::USUAL },
    row: |row: &mut Row| advertising::row(row, "TikTok Ads"),
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn a_row_a_day_and_ad() {
        let file = read(
            "By Day,Campaign name,Ad group name,Ad name,Cost,Impressions,Clicks (destination),Complete payment,Total complete payment value\n\
             2026-09-20,Winter,Interest,UGC 1,8.00,5000,70,1,59\nTotal of 1 results,-,-,-,8.00,5000,70,1,59\n",
        );
        assert_eq!(file.summary.source, "tiktokAds");
        assert_eq!(
            file.spend(),
            ["2026-09-20 2026-09-20|TikTok Ads|Winter|Interest|UGC 1|XXX|80000 50000000 700000 10000 590000"]
        );
    }
}
