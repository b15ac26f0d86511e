//! Mailchimp: an exported audience. Columns after the fixed ones are the seller's own.

use super::{Is, Kind, Platform, Reading, customers};

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "mailchimpAudience",
    name: "Mailchimp",
    kind: Kind::Customers,
    columns: &[
        (Is::Email, &["Email Address"]),
        (Is::FirstName, &["First Name"]),
        (Is::LastName, &["Last Name"]),
        (Is::Phone, &["Phone Number"]),
        (Is::Birthday, &["Birthday"]),
        (Is::Since, &["OPTIN_TIME"]),
        (Is::Consent, &["CONFIRM_TIME"]),
        (Is::Time, &["LAST_CHANGED"]),
        (Is::Country, &["CC"]),
        (Is::Region, &["REGION"]),
        (Is::Tags, &["TAGS"]),
    ],
    needs: &[Is::Email, Is::Time],
    marks: &["MEMBER_RATING", "OPTIN_TIME", "LEID", "EUID"],
    reading: Reading::USUAL,
    row: customers::row,
};

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn attributes_are_as_of_the_last_change() {
        let file = read(
            "\"Email Address\",\"First Name\",\"Last Name\",\"MEMBER_RATING\",\"OPTIN_TIME\",\"CONFIRM_TIME\",\"CC\",\"REGION\",\"LAST_CHANGED\",\"LEID\",\"EUID\",\"NOTES\"\n\
             ann@shop.example,Ann,Lee,2,\"2018-04-13 10:57:02\",\"2018-04-13 10:57:02\",DE,BE,\"2018-04-14 00:00:00\",1,x,\n",
        );
        assert_eq!(file.summary.source, "mailchimpAudience");
        assert_eq!(file.people(), ["- ann@shop.example - - Ann Lee"]);
        // 2018-04-14 is day 17,635 since 1970.
        assert_eq!(file.attribute_times(0)[0], 17_635 * 86_400_000);
    }
}
