//! Magento 2: the grid of customers. Columns vary with extensions; dates are in the words of the admin's language.

use super::{Is, Kind, Platform, Reading, customers};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "magentoCustomers",
    name: "Magento",
    kind: Kind::Customers,
    columns: &[
        (Is::CustomerId, &["ID"]),
        (Is::Name, &["Name"]),
        (Is::Email, &["Email", "E-Mail", "zh:电子邮件", "es:Correo electrónico", "ja:メール"]),
        (Is::Phone, &["Phone", "zh:电话", "de:Telefon", "fr:Téléphone", "es:Teléfono", "ja:電話"]),
        (Is::Country, &["Country", "zh:国家", "de:Land", "fr:Pays", "es:País", "ja:国"]),
        (
            Is::Region,
            &["State/Province", "zh:州/省", "de:Bundesland", "fr:État/Région", "es:Estado/Provincia"],
        ),
        (
            Is::Since,
            &[
                "Customer Since",
                "zh:客户自",
                "de:Kunde seit",
                "fr:Client depuis",
                "es:Cliente desde",
                "ja:顧客登録日",
            ],
        ),
        (
            Is::Tags,
            &["Group", "Customer Group", "zh:组", "de:Gruppe", "fr:Groupe", "es:Grupo", "ja:グループ"],
        ),
        (Is::Birthday, &["Date of Birth", "zh:出生日期", "de:Geburtsdatum", "fr:Date de naissance"]),
    ],
    needs: &[Is::CustomerId, Is::Email, Is::Since],
    marks: &[],
    reading: Reading::USUAL,
    row: customers::row,
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn the_grid_names_customers_by_id_and_mail() {
        let file = read(
            "ID,Name,Email,Group,Phone,ZIP,Country,State/Province,\"Customer Since\",\"Web Site\",\"Date of Birth\"\n\
             5,\"Ann Lee\",ann@shop.example,Wholesale,,94016,\"United States\",California,\"Sep 21, 2023 4:05:06 PM\",\"Main Website\",\n",
        );
        assert_eq!(file.summary.source, "magentoCustomers");
        assert_eq!(file.people(), ["5 ann@shop.example - - Ann Lee"]);
        assert_eq!(
            file.attributes(0),
            [
                "Name Ann Lee",
                "Country United States",
                "Region California",
                "Tags Wholesale",
                "CustomerSince Sep 21, 2023 4:05:06 PM"
            ]
        );
        assert_eq!(file.attribute_times(0).last().copied(), Some(1_695_312_306_000));
    }
}
