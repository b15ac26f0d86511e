use super::*;
use crate::read::text::Decode;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

struct Decoder(encoding_rs::Decoder);

impl Decode for Decoder {
    fn decode(&mut self, bytes: &[u8], last: bool) -> String {
        let mut text = String::with_capacity(bytes.len() * 3 + 16);
        let _ = self.0.decode_to_string(bytes, &mut text, last);
        text
    }
}

fn decoder(label: &str) -> Option<Box<dyn Decode>> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(Box::new(Decoder(encoding.new_decoder())))
}

/// SHA-256 of "salt:key", made here by another way of writing hex.
fn tombstone(key: &str) -> String {
    Sha256::digest(format!("salt:{key}")).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn erasing(keys: &[&str]) -> Options {
    let hashes = keys.iter().map(|key| tombstone(key)).collect();
    Options { drop: Drop { salt: "salt".to_owned(), hashes }, ..Options::default() }
}

fn cleaned(options: Options, bytes: &[u8], size: usize) -> (String, u64, u64) {
    let mut filter = Filter::new(options, decoder).unwrap();
    let mut out = Vec::new();
    for chunk in bytes.chunks(size.max(1)) {
        out.extend(filter.push(chunk).unwrap());
    }
    out.extend(filter.finish().unwrap());
    (String::from_utf8(out).unwrap(), filter.dropped(), filter.corrected())
}

const SHOPIFY: &str = "Name,Email,Financial Status,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Billing Name,Billing Phone,Notes,Note Attributes\n";

/// Ann's order of two lines goes, in any case and behind a guard; Bo's stays as it is, its line end too.
#[test]
fn an_erased_person_goes_with_all_lines_of_the_order() {
    let bo = "#2,bo@example.com,paid,20,20,2024-05-02,1,\"Cup, \"\"big\"\"\",Bo,,,\r\n";
    let rows = [
        "#1,Ann@Example.COM,paid,10,10,2024-05-01,1,Tea,Ann,,,\n",
        "#1,,,,,,2,Pot,,,,\n",
        bo,
        "#3,'ann@example.com ,paid,5,5,2024-05-03,1,Tea,Ann,,,\n",
        "#4,,paid,5,5,2024-05-03,1,Tea,Ann,,,\n",
    ];
    let text = format!("{SHOPIFY}{}", rows.concat());
    for size in [1, 7, text.len()] {
        let expected = format!("{SHOPIFY}{bo}{}", rows[4]);
        assert_eq!(cleaned(erasing(&["ann@example.com"]), text.as_bytes(), size), (expected, 3, 0));
    }
}

/// A name stands for a customer only where neither address nor phone does; phones are compared by their digits.
#[test]
fn phones_and_names_are_keys_where_the_reader_takes_them() {
    let by_phone = "#1,,paid,1,1,2024-05-01,1,Tea,Ann,+49 (30) 1-2,,\n";
    let by_name = "#2,,paid,1,1,2024-05-01,1,Tea,Ann,,,\n";
    let namesake = "#3,other@example.com,paid,1,1,2024-05-01,1,Tea,Ann,,,\n";
    let text = format!("{SHOPIFY}{by_phone}{by_name}{namesake}");
    let left = |keys: &[&str]| cleaned(erasing(keys), text.as_bytes(), 9).0.replace(SHOPIFY, "");
    assert_eq!(left(&["+493012"]), format!("{by_name}{namesake}"));
    assert_eq!(left(&["Ann"]), format!("{by_phone}{namesake}"));
}

fn mapped(customer: &str, order: &str, read: &[&str]) -> Option<Columns> {
    let name = |text: &str| Column::Name(text.to_owned());
    Some(Columns {
        customer: Some(name(customer)),
        order: Some(name(order)),
        read: read.iter().map(|text| name(text)).collect(),
        ..Columns::default()
    })
}

#[test]
fn other_tables_by_their_columns_or_any_cell() {
    let text =
        "order;buyer;day;sum\n1;Ann;2024-05-01;10\n1;;2024-05-01;5\n2;Bo;2024-05-02;20\n3;;2024-05-03;1\n";
    let options =
        Options { columns: mapped("buyer", "order", &["order", "buyer", "day", "sum"]), ..erasing(&["Ann"]) };
    let expected = "order;buyer;day;sum\n2;Bo;2024-05-02;20\n3;;2024-05-03;1\n";
    assert_eq!(cleaned(options, text.as_bytes(), 5), (expected.to_owned(), 2, 0));
    let anywhere = cleaned(erasing(&["Ann"]), text.as_bytes(), 5);
    assert_eq!((anywhere.1, anywhere.0.contains("Ann")), (1, false));
}

/// A corrected key that is erased goes too; what is written is quoted where it must be.
#[test]
fn corrections_write_the_key_anew() {
    let text =
        "order,buyer,day,sum\n1,Ann,2024-05-01,10\n2,BO@example.com,2024-05-02,20\n3,Cy,2024-05-03,1\n";
    let to = |from: &str, to: &str| Correction { from: from.to_owned(), to: to.to_owned() };
    let correct =
        vec![to("Ann", "Ann, \"A\""), to("bo@example.com", "ben@example.com"), to("Cy", "gone@example.com")];
    let columns = mapped("buyer", "order", &["order", "buyer", "day", "sum"]);
    let options = Options { correct, columns, ..erasing(&["gone@example.com"]) };
    let expected =
        "order,buyer,day,sum\n1,\"Ann, \"\"A\"\"\",2024-05-01,10\n2,ben@example.com,2024-05-02,20\n";
    assert_eq!(cleaned(options, text.as_bytes(), 3), (expected.to_owned(), 1, 2));
}

#[test]
fn what_is_kept_names_nobody_twice() {
    let rows = "#1,ann@example.com,paid,10,10,2024-05-01,1,Tea,Ann Ash,+49 30,call me,\"gift: for Ann\n_linger: AAAA\"\n\
                #2,,paid,10,10,2024-05-01,1,Tea,Bo Birch,+49 31,,\n";
    let text = format!("{SHOPIFY}{rows}");
    let keep = Options { keep: true, ..Options::default() };
    let expected = format!(
        "{SHOPIFY}#1,ann@example.com,paid,10,10,2024-05-01,1,,,,,_linger: AAAA\n#2,,paid,10,10,2024-05-01,1,,,+49 31,,\n"
    );
    assert_eq!(cleaned(keep, text.as_bytes(), 11), (expected, 0, 0));
    let columns = mapped("buyer", "order", &["order", "buyer", "sum"]);
    let keep = Options { keep: true, columns, ..Options::default() };
    let table = "order,buyer,address,sum\n1,Ann,\"Elm St, 5\",10\n2,Bo,,3,more\n";
    assert_eq!(cleaned(keep, table.as_bytes(), 4).0, "order,buyer,address,sum\n1,Ann,,10\n2,Bo,,3,\n");
}

#[test]
fn old_encodings_come_out_as_utf8() {
    let text = "订单号,买家,下单时间,金额\n1,张三,2024-05-01,10\n2,李四,2024-05-02,20\n";
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    let columns = mapped("买家", "订单号", &["买家", "订单号", "下单时间", "金额"]);
    let options = Options { columns, ..erasing(&["张三"]) };
    assert_eq!(
        cleaned(options, &gbk, 6),
        ("订单号,买家,下单时间,金额\n2,李四,2024-05-02,20\n".to_owned(), 1, 0)
    );
}

/// Events go by visitor id, by customer id, and by the hash that stands for one; a list becomes lines.
#[test]
fn events_of_the_erased_go() {
    let hash = &tombstone("ann@example.com")[..32];
    let text = format!(
        "{{\"vid\":\"v1\",\"e\":\"view\"}}\n{{\"vid\":\"v2\",\"e\":\"view\"}}\n{{\"vid\":\"v3\",\"cust\":\"{hash}\"}}\n{{\"vid\":\"v4\",\"p\":{{\"mail\":\"ANN@example.com\"}}}}\nnot json\n"
    );
    let expected = "{\"vid\":\"v2\",\"e\":\"view\"}\nnot json\n";
    assert_eq!(
        cleaned(erasing(&["v1", "ann@example.com"]), text.as_bytes(), 13),
        (expected.to_owned(), 3, 0)
    );
    let list = "[{\"vid\":\"v1\"},\n {\"vid\":\n \"v2\"}]";
    assert_eq!(cleaned(erasing(&["v1"]), list.as_bytes(), 4).0, "{\"vid\":  \"v2\"}\n");
}

#[test]
fn a_hash_that_is_none_is_refused() {
    let options =
        Options { drop: Drop { salt: String::new(), hashes: vec!["abc".to_owned()] }, ..Options::default() };
    let error = Filter::new(options, decoder).err().unwrap();
    assert!(error.to_string().contains("64 hex digits"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Whatever the text: nothing to do changes nothing, and any chunking gives the same.
    #[test]
    fn idle_filters_change_no_byte(text in "([a-c,;\"\n\r ]|\r\n|\"\"){0,200}", size in 1_usize..40) {
        prop_assume!(!is_json(text.as_bytes()));
        let columns = mapped("buyer", "order", &["buyer"]);
        let keep = |keep| Options { keep, columns: columns.clone(), ..erasing(&["a"]) };
        prop_assert_eq!(cleaned(keep(true), text.as_bytes(), size), cleaned(keep(true), text.as_bytes(), text.len()));
        prop_assert_eq!(cleaned(erasing(&["a"]), text.as_bytes(), size), cleaned(erasing(&["a"]), text.as_bytes(), text.len()));
        let (same, dropped, corrected) = cleaned(erasing(&["nobody at all"]), text.as_bytes(), size);
        let closed = text.matches('"').count() == 0;
        prop_assert!(!closed || same == text);
        prop_assert_eq!((dropped, corrected), (0, 0));
    }

    /// No record with the erased key in a cell of its own is left.
    #[test]
    fn nobody_erased_is_left(rows in prop::collection::vec(("[a-d]{1,2}", "[a-d]{1,2}"), 1..30), size in 1_usize..20) {
        let text: String = rows.iter().map(|(a, b)| format!("{a},{b}\n")).collect();
        let expected: String = rows.iter().filter(|(a, b)| a != "a" && b != "a").map(|(a, b)| format!("{a},{b}\n")).collect();
        prop_assert_eq!(cleaned(erasing(&["a"]), text.as_bytes(), size).0, expected);
    }
}

/// Keys of a platform's own carry its name; the file's cells do not, and names stand in one cell or in two beside each other.
#[test]
fn keys_that_carry_their_platform_are_found_in_cells_without_it() {
    let text = "Buyer Username,Buyer First Name,Buyer Last Name,Total\nann99,Ann,Lee,5\nbob7,Bo,Roe,6\ncy,Cy,Young,7\n";
    let columns = Some(Columns { platform: Some("eBay".to_owned()), ..Columns::default() });
    let filtered = |options: Options, columns: &Option<Columns>| {
        cleaned(Options { columns: columns.clone(), ..options }, text.as_bytes(), 5).0
    };
    let without_bob = text.replace("bob7,Bo,Roe,6\n", "");
    assert_eq!(filtered(erasing(&["eBay: bob7"]), &columns), without_bob);
    assert_eq!(filtered(erasing(&["eBay: Bo Roe"]), &columns), without_bob);
    for other in ["Etsy: bob7", "eBay: Roe Bo"] {
        assert_eq!(filtered(erasing(&[other]), &columns), text, "{other}");
    }
    assert_eq!(filtered(erasing(&["eBay: bob7"]), &None), text, "a table of no platform has no such keys");
    let correct = vec![Correction { from: "eBay: bob7".to_owned(), to: "eBay: rob7".to_owned() }];
    let corrected = Options { correct, ..Options::default() };
    assert_eq!(filtered(corrected, &columns), text.replace("bob7", "rob7"));
}
