//! WooCommerce Analytics: customers. Labels are in the language of the admin pages.

use super::{Is, Kind, Platform, Reading, customers};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "wooAnalyticsCustomers",
    name: "WooCommerce",
    kind: Kind::Customers,
    columns: &[
        (Is::Name, &["Name", "zh:名称", "zh:姓名", "fr:Nom", "es:Nombre", "ja:名前"]),
        (
            Is::Username,
            &[
                "Username",
                "zh:用户名",
                "de:Benutzername",
                "fr:Identifiant",
                "es:Nombre de usuario",
                "ja:ユーザー名",
            ],
        ),
        (
            Is::Time,
            &[
                "Last Active",
                "zh:上次活动",
                "zh:最近活跃",
                "de:Zuletzt aktiv",
                "fr:Dernière activité",
                "es:Última actividad",
                "es:Última vez activo",
                "ja:最終アクティブ",
                "ja:最終ログイン",
            ],
        ),
        (
            Is::Since,
            &[
                "Sign Up",
                "Date Registered",
                "zh:注册",
                "zh:注册日期",
                "de:Registrierung",
                "de:Registriert",
                "fr:Inscription",
                "es:Registro",
                "ja:登録",
                "ja:サインアップ",
            ],
        ),
        (
            Is::Email,
            &[
                "Email",
                "E-mail",
                "zh:电子邮件",
                "zh:邮箱",
                "es:Correo electrónico",
                "ja:メール",
                "ja:メールアドレス",
            ],
        ),
        (Is::TotalOrders, &["Orders", "zh:订单", "de:Bestellungen", "fr:Commandes", "es:Pedidos", "ja:注文"]),
        (
            Is::TotalSpent,
            &[
                "Total Spend",
                "Total Spent",
                "zh:总支出",
                "zh:总消费",
                "de:Gesamtausgaben",
                "fr:Dépenses totales",
                "fr:Total dépensé",
                "es:Gasto total",
                "ja:合計支出額",
                "ja:総支出",
            ],
        ),
        (
            Is::Country,
            &[
                "Country / Region",
                "zh:国家/地区",
                "de:Land / Region",
                "fr:Pays / région",
                "es:País / Región",
                "ja:国 / 地域",
            ],
        ),
        (Is::City, &["City", "zh:城市", "de:Stadt", "fr:Ville", "es:Ciudad", "ja:市区町村"]),
        (Is::Region, &["Region", "zh:地区", "fr:Région", "es:Región", "ja:地域"]),
    ],
    needs: &[Is::Email, Is::Time, Is::TotalOrders, Is::TotalSpent],
    marks: &[],
    reading: Reading::USUAL,
    row: customers::row,
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn customers_carry_the_mails_that_orders_lack() {
        let file = read(
            "\u{feff}Name,Username,\"Last Active\",\"Sign Up\",Email,Orders,\"Total Spend\",AOV,\"Country / Region\",City,Region,\"Postal Code\"\n\
             \"Ann Lee\",annl,\"2024-05-01 9:05:00\",\"2023-01-02 10:00:00\",Ann@Shop.example,3,129.7,43.23,DE,Berlin,BE,10115\n",
        );
        assert_eq!(file.summary.source, "wooAnalyticsCustomers");
        assert_eq!(file.people(), ["- ann@shop.example - annl Ann Lee"]);
        assert_eq!(
            file.attributes(0),
            [
                "Name Ann Lee",
                "Country DE",
                "Region BE",
                "City Berlin",
                "CustomerSince 2023-01-02 10:00:00",
                "TotalOrders 3",
                "TotalSpent 129.7"
            ]
        );
    }

    #[test]
    fn german_labels_are_known() {
        let file = read(
            "Name,Benutzername,Zuletzt aktiv,Registrierung,E-Mail,Bestellungen,Gesamtausgaben,AOV,Land / Region,Stadt,Region,Postleitzahl\n\
             Ann Lee,annl,2024-05-01 9:05:00,2023-01-02 10:00:00,ann@shop.example,3,129.7,43.23,DE,Berlin,BE,10115\n",
        );
        assert_eq!((file.summary.source, file.language), ("wooAnalyticsCustomers", Some("de")));
    }
}
