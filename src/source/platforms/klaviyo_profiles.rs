//! Klaviyo: exported profiles of a list or segment.

use super::{Is, Kind, Platform, Reading, customers};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "klaviyoProfiles",
    name: "Klaviyo",
    kind: Kind::Customers,
    columns: &[
        (Is::Email, &["Email"]),
        (Is::CustomerId, &["Klaviyo ID"]),
        (Is::FirstName, &["First Name"]),
        (Is::LastName, &["Last Name"]),
        (Is::Phone, &["Phone Number"]),
        (Is::City, &["City"]),
        (Is::Region, &["State / Region"]),
        (Is::Country, &["Country"]),
        (Is::Consent, &["Email Marketing Consent"]),
        (Is::Since, &["Profile Created On"]),
    ],
    needs: &[Is::Email, Is::CustomerId],
    marks: &[],
    reading: Reading::USUAL,
    row: customers::row,
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn profiles_are_customers() {
        let file = read(
            "Email,Klaviyo ID,First Name,Last Name,City,State / Region,Country,Zip Code,Source,Email Marketing Consent,Profile Created On,Date Added\n\
             ann@shop.example,01ABC,Ann,Lee,Berlin,,Germany,10115,,SUBSCRIBED,2024-03-01,2024-03-02\n",
        );
        assert_eq!(file.summary.source, "klaviyoProfiles");
        assert_eq!(file.people(), ["01ABC ann@shop.example - - Ann Lee"]);
    }
}
