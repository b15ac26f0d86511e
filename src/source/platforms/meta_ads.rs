//! Meta Ads Manager: reports of campaigns, ad sets or ads. The currency stands in the header; the totals row names nothing.

use super::{Is, Kind, Platform, Reading, Row, advertising};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "metaAds",
    name: "Meta Ads",
    kind: Kind::Spend,
    columns: &[
        (
            Is::Time,
            &[
                "Day",
                "zh:单日",
                "zh:日期",
                "de:Tag",
                "fr:Jour",
                "es:Día",
                "ja:日",
                "ja:日付",
                "Reporting starts",
                "zh:报告开始日期",
                "de:Berichtsstart",
                "fr:Début des rapports",
                "es:Inicio del informe",
                "ja:レポート開始日",
            ],
        ),
        (
            Is::Until,
            &[
                "Reporting ends",
                "zh:报告结束日期",
                "de:Berichtsende",
                "fr:Fin des rapports",
                "es:Fin del informe",
                "ja:レポート終了日",
            ],
        ),
        (
            Is::Campaign,
            &[
                "Campaign name",
                "zh:广告系列名称",
                "de:Kampagnenname",
                "fr:Nom de la campagne",
                "es:Nombre de la campaña",
                "ja:キャンペーン名",
                "ja:キャンペーンの名前",
            ],
        ),
        (
            Is::Group,
            &[
                "Ad set name",
                "zh:广告组名称",
                "de:Name der Anzeigengruppe",
                "de:Anzeigengruppenname",
                "fr:Nom de l'ensemble de publicités",
                "es:Nombre del conjunto de anuncios",
                "ja:広告セット名",
                "ja:広告セットの名前",
            ],
        ),
        (
            Is::Ad,
            &[
                "Ad name",
                "zh:广告名称",
                "de:Anzeigenname",
                "de:Name der Werbeanzeige",
                "fr:Nom de la publicité",
                "es:Nombre del anuncio",
                "ja:広告名",
                "ja:広告の名前",
            ],
        ),
        (
            Is::Spend,
            &[
                "Amount spent",
                "zh:花费金额",
                "zh:已花费金额",
                "de:Ausgegebener Betrag",
                "fr:Montant dépensé",
                "es:Importe gastado",
                "ja:消化金額",
            ],
        ),
        (Is::Currency, &["Currency", "zh:货币", "de:Währung", "fr:Devise", "es:Divisa", "ja:通貨"]),
        (
            Is::Impressions,
            &["Impressions", "zh:展示次数", "de:Impressionen", "es:Impresiones", "ja:インプレッション"],
        ),
        (
            Is::Clicks,
            &[
                "Link clicks",
                "zh:链接点击量",
                "de:Link-Klicks",
                "fr:Clics sur le lien",
                "es:Clics en el enlace",
                "ja:リンクのクリック",
                "ja:リンククリック",
                "Clicks (all)",
                "zh:点击量（全部）",
                "de:Klicks (alle)",
                "fr:Clics (tous)",
                "es:Clics (todos)",
                "ja:クリック(すべて)",
            ],
        ),
        (
            Is::Conversions,
            &[
                "Purchases",
                "zh:购物次数",
                "de:Käufe",
                "fr:Achats",
                "es:Compras",
                "ja:購入",
                "Results",
                "zh:成效",
                "de:Ergebnisse",
                "fr:Résultats",
                "es:Resultados",
                "ja:結果",
            ],
        ),
        (
            Is::ConversionValue,
            &[
                "Purchases conversion value",
                "Purchase conversion value",
                "zh:购物转化价值",
                "de:Conversion-Wert für Käufe",
                "fr:Valeur de conversion des achats",
                "es:Valor de conversión de compras",
                "ja:購入コンバージョン値",
            ],
        ),
    ],
    needs: &[Is::Spend],
    marks: &[
        "Campaign name",
        "Ad set name",
        "Ad name",
        "Reporting starts",
        "广告系列名称",
        "广告组名称",
        "广告名称",
        "Kampagnenname",
        "Anzeigenname",
        "Nom de la campagne",
        "Nom de la publicité",
        "Nombre de la campaña",
        "Nombre del anuncio",
        "キャンペーン名",
        "広告名",
        "広告の名前",
    ],
    reading: Reading { also: |at, _| at == 0, ..Reading::USUAL },
    row: |row: &mut Row| advertising::row(row, "Meta Ads"),
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn the_header_names_the_currency_and_the_total_names_nothing() {
        let file = read(
            "\u{feff}Reporting starts,Reporting ends,Campaign name,Campaign delivery,Results,Amount spent (EGP),Impressions,\"CPM (cost per 1,000 impressions) (EGP)\",Link clicks,Ends\n\
             2026-08-01,2026-08-31,Broad,active,12,\"1,234.56\",45012,27.43,310,Ongoing\n\
             2026-08-01,2026-08-31,,,12,\"1,234.56\",45012,27.43,310,\n",
        );
        assert_eq!(file.summary.source, "metaAds");
        assert_eq!(
            file.spend(),
            ["2026-08-01 2026-08-31|Meta Ads|Broad|-|-|EGP|12345600 450120000 3100000 120000 -"]
        );
        assert!(file.ledger().contains(&("footer", 1)));
    }

    #[test]
    fn french_days_come_first() {
        let file = read(
            "Jour;Nom de la campagne;Montant dépensé (USD);Impressions\n01/08/2026;Broad;\"1 234,56\";45012\n02/08/2026;Broad;\"1 002,00\";39887\n",
        );
        assert_eq!(
            file.spend(),
            [
                "2026-08-01 2026-08-01|Meta Ads|Broad|-|-|USD|12345600 450120000 - - -",
                "2026-08-02 2026-08-02|Meta Ads|Broad|-|-|USD|10020000 398870000 - - -"
            ]
        );
    }

    #[test]
    fn chinese_spanish_german_and_japanese_words() {
        for text in [
            "报告开始日期,报告结束日期,广告系列名称,成效,已花费金额 (USD),购物转化价值,链接点击量,展示次数\n2026-04-01,2026-04-22,秋季,7,19.50,340.00,140,5680\n",
            "Día,Nombre del anuncio,Importe gastado (EUR),Impresiones,Clics en el enlace\n2026-09-20,AD01,\"11,52\",\"1.204\",35\n,Resultados totales,\"11,52\",,\n",
            "Tag;Kampagnenname;Ausgegebener Betrag (EUR)\n2026-10-05;Creator;12,50\n",
            "日,キャンペーン名,広告セット名,広告名,インプレッション,リンクのクリック,消化金額 (JPY),結果\n2026-04-01,認知,東京,動画A,5000,120,\"1,500\",3\n",
        ] {
            let file = read(text);
            assert_eq!((file.summary.source, file.spend().len()), ("metaAds", 1), "{text}");
        }
    }
}
