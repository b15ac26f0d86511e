//! Shopify: customers. Ids, phones and post codes may begin with an apostrophe; the totals are lifetime totals.

use super::{Is, Kind, Platform, Reading, customers};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "shopifyCustomers",
    name: "Shopify",
    kind: Kind::Customers,
    columns: &[
        (Is::CustomerId, &["Customer ID"]),
        (Is::FirstName, &["First Name"]),
        (Is::LastName, &["Last Name"]),
        (Is::Email, &["Email"]),
        (Is::Consent, &["Accepts Email Marketing", "Accepts Marketing"]),
        (Is::Company, &["Default Address Company", "Company"]),
        (Is::City, &["Default Address City", "City"]),
        (Is::Region, &["Default Address Province Code", "Province Code", "Province"]),
        (Is::Country, &["Default Address Country Code", "Country Code", "Country"]),
        (Is::Phone, &["Phone"]),
        (Is::BillingPhone, &["Default Address Phone"]),
        (Is::TotalSpent, &["Total Spent"]),
        (Is::TotalOrders, &["Total Orders"]),
        (Is::Tags, &["Tags"]),
        (Is::Birthday, &["Birthday", "Date of birth", "es:Fecha de nacimiento"]),
    ],
    needs: &[Is::Email, Is::FirstName, Is::Consent],
    marks: &[],
    reading: Reading {
        decimal: Some(b'.'),
        scoped: false,
        keys: &[Is::Email, Is::Phone, Is::Name],
        ..Reading::USUAL
    },
    row: customers::row,
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn apostrophes_go_and_totals_stay_as_stated() {
        let file = read(
            "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Country Code,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Accepts WhatsApp Marketing,Fecha de nacimiento (customer.metafields.facts.birth_date)\n\
             '7210,Anna,Jansen,Anna@Example.com,yes,Utrecht,NL,'+31612345678,no,1204.50,7,\"vip, horeca\",no,1990-02-03\n\
             ,Geen,Email,,no,,,,,0.00,0,,,\n",
        );
        assert_eq!(file.summary.source, "shopifyCustomers");
        assert_eq!((file.summary.records, file.summary.used), (2, 2));
        assert_eq!(file.people(), ["7210 anna@example.com +31612345678 - Anna Jansen", "- - - - Geen Email"]);
        assert_eq!(
            file.attributes(0),
            [
                "Name Anna Jansen",
                "Country NL",
                "City Utrecht",
                "Tags vip, horeca",
                "Consent yes",
                "TotalOrders 7",
                "TotalSpent 1204.5"
            ]
        );
    }
}
