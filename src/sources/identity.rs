//! Who is one person under a view, and when rows that were made under it are stale.

use super::Sources;
use super::options::{Identity, View};
use crate::source::regions::Regions;
use crate::tables::shop::Kind;
use crate::tables::shop::links::Links;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use xxhash_rust::xxh3::Xxh3;

/// Links with the files and the undone merges that they were made of.
pub type Cache = RefCell<Option<(Vec<u32>, Vec<(String, String)>, Rc<Links>)>>;

impl Sources {
    /// Whether keys that belong together are one person: as the view says, or where people are known from more than one
    /// kind of export.
    #[must_use]
    pub fn is_linked(&self, view: &View) -> bool {
        match view.identity {
            Identity::Keys => false,
            Identity::Linked => true,
            Identity::Auto => {
                let named = self.files.iter().filter(|file| !file.tables.people.all().is_empty());
                named.map(|file| file.platform.id).collect::<BTreeSet<_>>().len() > 1
            }
        }
    }

    /// Who is one person over all files, with these merges undone.
    #[must_use]
    pub fn links(&self, apart: &[(String, String)]) -> Rc<Links> {
        let ids: Vec<u32> = self.files.iter().map(|file| file.id).collect();
        let mut cache = self.links.borrow_mut();
        if let Some((_, _, links)) = cache.as_ref().filter(|(of, undone, _)| *of == ids && undone == apart) {
            return Rc::clone(links);
        }
        let regions = Regions::new();
        let country = |word: &str| regions.country(word).map(|country| regions.code(country));
        let links = Rc::new(Links::new(&self.loaded(), &self.words, &country, apart, self.seed));
        *cache = Some((ids, apart.to_vec(), Rc::clone(&links)));
        links
    }

    /// A digest of everything that a file's rows depend on besides the file: rows that were made under another one are stale.
    #[must_use]
    pub fn view_id(&self, view: &View) -> String {
        let mut digest = Digest(Xxh3::new());
        let linked = self.is_linked(view);
        digest.files(self, |file| linked && file.platform.kind != Kind::Rates);
        digest.files(self, |file| file.platform.reading.origin.is_some());
        if linked {
            view.apart.iter().flat_map(|(a, b)| [a, b]).for_each(|key| digest.text(key));
        }
        let sales = view.sales;
        digest.0.update(&[
            u8::from(linked),
            sales.tax as u8,
            sales.shipping as u8,
            sales.tips as u8,
            sales.gift_cards as u8,
        ]);
        for (word, meaning) in &view.statuses {
            digest.text(word);
            digest.0.update(&[*meaning as u8]);
        }
        if let Some(currency) = &view.constant_currency {
            digest.text(currency);
            digest.text(view.rates_of.as_deref().unwrap_or_default());
            digest.files(self, |file| file.platform.kind == Kind::Rates);
        }
        format!("{:032x}", digest.0.digest128())
    }
}

struct Digest(Xxh3);

impl Digest {
    fn text(&mut self, text: &str) {
        self.0.update(&(text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
    }

    /// The contents of some files, in any order.
    fn files(&mut self, sources: &Sources, counts: impl Fn(&super::File) -> bool) {
        let files = sources.files.iter().filter(|file| counts(file));
        let contents: BTreeSet<&str> = files.map(|file| file.summary.fingerprint.as_str()).collect();
        contents.into_iter().for_each(|content| self.text(content));
        self.text("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::fixture::{add, read, rows_under};
    use crate::tables::shop::sales::{Counted, Policy};

    const SHOPIFY: &str = "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Lineitem quantity,Phone\n\
         #1,ann@x.de,paid,2025-01-01 10:00:00 +0000,EUR,10,10,1,+4930123456\n\
         #2,,paid,2025-01-02 10:00:00 +0000,EUR,20,20,1,+4930123456\n";
    const CUSTOMERS: &str = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Country Code,Phone,Total Spent,Total Orders\n\
         '7,Ann,Lee,ANN@x.de,yes,DE,,30,2\n";

    fn text(sources: &Sources, view: &View) -> Vec<String> {
        rows_under(sources, sources.files()[0].id, view)
    }

    #[test]
    fn rows_name_the_person_where_keys_are_linked() {
        let mut sources = read(SHOPIFY).sources;
        let auto = View::default();
        let linked = View { identity: Identity::Linked, ..View::default() };
        let apart = View { apart: vec![("ann@x.de".into(), "+4930123456".into())], ..linked.clone() };
        let second = |sources: &Sources, view: &View| text(sources, view)[1].clone();
        assert_eq!(second(&sources, &auto), "#2,+4930123456,2025-01-02 10:00:00 +0000,20,,,1,,EUR");
        assert_eq!(second(&sources, &linked), "#2,ann@x.de,2025-01-02 10:00:00 +0000,20,,,1,,EUR");
        assert_eq!(second(&sources, &apart), second(&sources, &auto));
        let before = sources.view_id(&auto);
        add(&mut sources, CUSTOMERS).unwrap();
        assert_eq!(second(&sources, &auto), second(&sources, &linked));
        assert_ne!(sources.view_id(&auto), before);
        let keys = View { identity: Identity::Keys, ..View::default() };
        assert_eq!(sources.view_id(&keys), before);
    }

    #[test]
    fn phones_have_the_code_of_their_country_however_it_is_written() {
        let sources = read(
            "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Lineitem quantity,Phone,Shipping Country\n\
             #1,ann@x.de,paid,2025-01-01 10:00:00 +0000,EUR,10,10,1,030 123456,Germany\n\
             #2,,paid,2025-01-02 10:00:00 +0000,EUR,20,20,1,+49 30 123456,\n",
        )
        .sources;
        let linked = View { identity: Identity::Linked, ..View::default() };
        assert!(text(&sources, &linked)[1].starts_with("#2,ann@x.de,"));
    }

    #[test]
    fn every_choice_makes_other_rows() {
        let sources = read(SHOPIFY).sources;
        let plain = View::default();
        let others = [
            View { identity: Identity::Linked, ..plain.clone() },
            View { sales: Policy { tax: Counted::With, ..Policy::default() }, ..plain.clone() },
            View { sales: Policy { tips: Counted::With, ..Policy::default() }, ..plain.clone() },
            View { constant_currency: Some("EUR".into()), ..plain.clone() },
            View {
                statuses: [("paid".into(), crate::source::platforms::meaning::Meaning::Test)].into(),
                ..plain.clone()
            },
            plain,
        ];
        let ids: BTreeSet<String> = others.iter().map(|view| sources.view_id(view)).collect();
        assert_eq!(ids.len(), others.len());
    }
}
