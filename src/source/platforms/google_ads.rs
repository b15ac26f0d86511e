//! Google Ads: reports of campaigns, ad groups or ads. A title and a range of days stand above the header, totals below the
//! rows; `--` is "not reported".

use super::{Is, Kind, Platform, Reading, Row, advertising, words};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "googleAds",
    name: "Google Ads",
    kind: Kind::Spend,
    columns: &[
        (
            Is::Time,
            &[
                "Day",
                "zh:天",
                "zh:日期",
                "de:Tag",
                "fr:Jour",
                "es:Día",
                "ja:日",
                "Week",
                "zh:周",
                "de:Woche",
                "fr:Semaine",
                "es:Semana",
                "ja:週",
                "Month",
                "zh:月",
                "zh:月份",
                "de:Monat",
                "fr:Mois",
                "es:Mes",
                "ja:月",
            ],
        ),
        (
            Is::Campaign,
            &["Campaign", "zh:广告系列", "de:Kampagne", "fr:Campagne", "es:Campaña", "ja:キャンペーン"],
        ),
        (
            Is::Group,
            &[
                "Ad group",
                "zh:广告组",
                "de:Anzeigengruppe",
                "fr:Groupe d'annonces",
                "es:Grupo de anuncios",
                "ja:広告グループ",
            ],
        ),
        (
            Is::Ad,
            &["Ad name", "Ad ID", "zh:广告名称", "de:Anzeigenname", "es:Nombre del anuncio", "ja:広告名"],
        ),
        (Is::Currency, words::CURRENCY),
        (Is::Spend, &["Cost", "zh:费用", "de:Kosten", "fr:Coût", "es:Coste", "es:Costo", "ja:費用"]),
        (
            Is::Impressions,
            &[
                "Impr.",
                "Impressions",
                "zh:展示次数",
                "zh:展示",
                "de:Impressionen",
                "es:Impresiones",
                "ja:表示回数",
            ],
        ),
        (
            Is::Clicks,
            &["Clicks", "Interactions", "zh:点击次数", "de:Klicks", "fr:Clics", "es:Clics", "ja:クリック数"],
        ),
        (Is::Conversions, &["Conversions", "zh:转化次数", "zh:转化", "es:Conversiones", "ja:コンバージョン"]),
        (
            Is::ConversionValue,
            &[
                "Conv. value",
                "Conversion value",
                "Total conv. value",
                "zh:转化价值",
                "de:Conv.-Wert",
                "de:Conversion-Wert",
                "fr:Valeur de conv.",
                "fr:Valeur conv.",
                "es:Valor de conv.",
                "ja:コンバージョン値",
            ],
        ),
    ],
    needs: &[Is::Spend, Is::Campaign],
    marks: &[
        "Impr.",
        "Clicks",
        "Interactions",
        "Campaign status",
        "Campaign type",
        "Campaign ID",
        "展示次数",
        "点击次数",
        "Klicks",
        "Clics",
        "クリック数",
        "表示回数",
    ],
    reading: Reading {
        also: |at, _| at == 0,
        fits: |heading| !heading.has("Channel") && !heading.has("渠道"),
        ..Reading::USUAL
    },
    row: |row: &mut Row| advertising::row(row, "Google Ads"),
};

#[cfg(test)]
mod tests {
    use super::super::sample::{read, read_bytes};

    #[test]
    fn rows_are_read_and_totals_are_not() {
        let file = read(
            "Campaign report\nSeptember 1, 2026 - September 3, 2026\nDay,Campaign,Campaign type,Impr.,Clicks,Cost,Conversions\n\
             2026-09-01,Search,Search,\"1,204\",41,\"$172.45\",2.00\n\
             2026-09-02,Brand,Search,410,52, --,3.50\n\
             Total: All campaigns,,, \"1,614\",93,\"$172.45\",5.50\n",
        );
        assert_eq!(file.summary.source, "googleAds");
        assert_eq!(
            file.spend(),
            [
                "2026-09-01 2026-09-01|Google Ads|Search|-|-|USD|1724500 12040000 410000 20000 -",
                "2026-09-02 2026-09-02|Google Ads|Brand|-|-|USD|- 4100000 520000 35000 -"
            ]
        );
        assert!(file.ledger().contains(&("footer", 1)));
        assert_eq!((file.summary.records, file.summary.used), (3, 2));
    }

    #[test]
    fn a_report_without_days_is_about_its_range() {
        let file = read(
            "Campaign report\n\"September 1, 2026 - September 30, 2026\"\nCampaign status,Campaign,Budget,Impr.,Interactions,Cost,Currency code,Conversions,Cost / conv.\n\
             Enabled,Spring,50.00,\"40,000\",900,990.00,CAD,30.00,33.00\n\
             Total: Account,--,--,\"40,000\",900,990.00,CAD,30.00,33.00\n",
        );
        assert_eq!(
            file.spend(),
            ["2026-09-01 2026-09-30|Google Ads|Spring|-|-|CAD|9900000 400000000 9000000 300000 -"]
        );
    }

    #[test]
    fn german_numbers_and_words() {
        let file = read(
            "Kampagnenbericht\n\"1. September 2026 - 2. September 2026\"\nTag,Kampagne,Währungscode,Kosten,Impr.,Klicks,Conversions\n\
             2026-09-01,Dach,USD,\"1.234,56\",\"12.345\",120,\"3,00\"\n\
             Gesamt: Konto,--,USD,\"1.234,56\",\"12.345\",120,\"3,00\"\n",
        );
        assert_eq!(file.language, Some("de"));
        assert_eq!(
            file.spend(),
            ["2026-09-01 2026-09-01|Google Ads|Dach|-|-|USD|12345600 123450000 1200000 30000 -"]
        );
    }

    #[test]
    fn french_semicolons() {
        let file = read(
            "Rapport sur les campagnes\n\"1 sept. 2026 - 2 sept. 2026\"\nJour;Campagne;Code de la devise;Coût;Impr.;Clics;Conversions\n\
             2026-09-01;Toits;CAD;1\u{202f}020,50;10\u{202f}500;88;2,50\nTotal : compte;--;CAD;1\u{202f}020,50;10\u{202f}500;88;2,50\n",
        );
        assert_eq!(
            file.spend(),
            ["2026-09-01 2026-09-01|Google Ads|Toits|-|-|CAD|10205000 105000000 880000 25000 -"]
        );
    }

    #[test]
    fn utf_16_with_tabs_as_for_excel() {
        let text = "Campaign report\nSeptember 1, 2026 - September 3, 2026\nDay\tCampaign\tCurrency code\tCost\tImpr.\tClicks\n2026-09-01\tBrand\tEUR\t1,020.50\t10,500\t88\nTotal: Account\t--\tEUR\t1,020.50\t10,500\t88\n";
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        let file = read_bytes(&bytes);
        assert_eq!(
            file.spend(),
            ["2026-09-01 2026-09-01|Google Ads|Brand|-|-|EUR|10205000 105000000 880000 - -"]
        );
    }

    #[test]
    fn japanese_and_chinese_words() {
        let file = read(
            "日,キャンペーン,表示回数,クリック数,通貨コード,費用\n2026-09-01,秋,1200,40,JPY,3500\n合計: アカウント,--,1200,40,JPY,3500\n",
        );
        assert_eq!((file.summary.source, file.spend().len()), ("googleAds", 1));
        let file = read(
            "日期,广告系列,货币代码,费用,展示次数,点击次数\n2026-09-01,秋季,USD,35.10,1200,40\n总计：帐号,--,USD,35.10,1200,40\n",
        );
        assert_eq!((file.summary.source, file.spend().len()), ("googleAds", 1));
    }

    #[test]
    fn weeks_and_months_have_a_last_day() {
        let file = read(
            "Month,Campaign,Clicks,Currency code,Cost\n2026-02-01,A,1,EUR,1.00\n2026-12-01,A,1,EUR,1.00\n",
        );
        let days = |file: &super::super::sample::Sample| -> Vec<String> {
            file.spend().iter().map(|row| row[..21].to_owned()).collect()
        };
        assert_eq!(days(&file), ["2026-02-01 2026-02-28", "2026-12-01 2026-12-31"]);
        let file = read("Week,Campaign,Clicks,Currency code,Cost\n2026-08-31,A,1,EUR,1.00\n");
        assert_eq!(days(&file), ["2026-08-31 2026-09-06"]);
    }
}
