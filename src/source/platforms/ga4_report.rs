//! Google Analytics 4: a report or an overview of several cards, downloaded as CSV.

use super::{Is, Kind, Platform, Reading, ga4};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "ga4Report",
    name: "Google Analytics",
    kind: Kind::Traffic,
    columns: &[(Is::Dimension, ga4::DIMENSIONS), (Is::Metric, ga4::METRICS)],
    needs: &[Is::Dimension, Is::Metric],
    marks: &[],
    reading: Reading {
        decimal: Some(b'.'),
        also: |_, _| true,
        fits: |heading| ga4::is_dimension(heading) && !ga4::of_exploration(heading),
        sections: true,
        ..Reading::USUAL
    },
    row: ga4::row,
};

#[cfg(test)]
mod tests {
    use super::super::sample::{failure, read, recognised};

    const TOP: &str = "# ----------------------------------------\n# Pages and screens: Page path and screen class\n# Account: Example\n# Property: Example\n# ----------------------------------------\n#\n# All Users\n# Start date: 20260101\n# End date: 20260923\n\n";

    #[test]
    fn a_report_is_about_the_days_of_its_comment() {
        let file = read(&format!(
            "{TOP}Page path and screen class,Views,Active users,Views per active user,Total revenue\n/news,1889,445,4.24,0\n/a,1,1,0.5,12.5\n"
        ));
        assert_eq!(file.summary.source, "ga4Report");
        assert_eq!(
            file.traffic()[1],
            "Pages and screens: Page path and screen class|/a|Views 10000, Active users 10000, Views per active user 5000, Total revenue 125000|2026-01-01 2026-09-23"
        );
        assert_eq!((file.summary.records, file.summary.used), (2, 2));
    }

    #[test]
    fn every_header_begins_a_table() {
        let file = read(
            "# User attributes overview\n# Start date: 20260101\n# End date: 20260923\n\nCountry ID,Active users\nUS,10\n\nCity,Active users\nMarquette,2288\n\n# Views by day\n# Start date: 20260901\n# End date: 20260930\nNth day,Views,New users,Sessions\n0000,5,4,3\n0001,,1,2\n",
        );
        assert_eq!(
            file.traffic(),
            [
                "User attributes overview: Country ID|US|Active users 100000|2026-01-01 2026-09-23",
                "User attributes overview: City|Marquette|Active users 22880000|2026-01-01 2026-09-23",
                "Views by day: Nth day|0000|Views 50000, New users 40000, Sessions 30000|2026-09-01 2026-09-30",
                "Views by day: Nth day|0001|Views -, New users 10000, Sessions 20000|2026-09-01 2026-09-30"
            ]
        );
        assert!(!file.ledger().iter().any(|(code, _)| *code == "ragged"));
    }

    #[test]
    fn words_of_other_languages() {
        for text in [
            "# 20260928-20261004\n网页路径和屏幕类,浏览次数,活跃用户\n/,1457,1216\n",
            "Seitenpfad und Bildschirmklasse,Aufrufe,Aktive Nutzer\n/,1457,1216\n",
            "Chemin de la page et classe de l'écran,Vues,Utilisateurs actifs\n/,1457,1216\n",
            "Ruta de la página y clase de pantalla,Vistas,Usuarios activos\n/,1457,1216\n",
            "ページパスとスクリーン クラス,表示回数,アクティブ ユーザー\n/,1457,1216\n",
        ] {
            let file = read(text);
            assert!(file.summary.source.starts_with("ga4"), "{text}");
            assert!(file.traffic()[0].contains("|/|"), "{text}");
            assert!(file.traffic()[0].contains(" 14570000, "), "{text}");
        }
    }

    #[test]
    fn a_table_without_metrics_says_so() {
        let error = failure(&format!("{TOP}Country,Active users\nUS,\n"));
        assert!(error.contains("no record in it has a metric"), "{error}");
    }

    #[test]
    fn orders_with_a_country_stay_orders() {
        assert_eq!(
            recognised("Order ID,Date,Country,Total revenue,Customer\n1,2026-09-01,DE,5.00,a\n"),
            "generic"
        );
    }
}
