use super::*;
use crate::tables::shop::Word;
use crate::tables::shop::fixture::Shop;
use crate::tables::shop::lines::ProductKey;
use crate::tables::shop::{Kind, Product};

/// A line of the last file: `sku|name|variant|type|vendor`.
fn line(shop: &mut Shop, written: &str) {
    let words: Vec<Word> = written.split('|').map(|text| shop.word(text)).collect();
    let [sku, name, variant, category, vendor] = words[..] else { panic!("{written}") };
    let product = shop.tables().products.number(ProductKey { sku, name, variant, category, vendor });
    shop.tables().lines.push(0, product);
}

/// A product of the last file: `sku|handle|name|variant|type|vendor|barcode`.
fn product(shop: &mut Shop, written: &str) {
    let words: Vec<Word> = written.split('|').map(|text| shop.word(text)).collect();
    let [sku, handle, name, variant, category, vendor, barcode] = words[..] else { panic!("{written}") };
    let tags = crate::tables::shop::NO_WORD;
    let product = Product {
        sku,
        handle,
        name,
        variant,
        category,
        vendor,
        tags,
        barcode,
        price: None,
        cost: None,
        stock: None,
    };
    shop.tables().catalogue.push(product);
}

fn shop() -> Shop {
    let mut shop = Shop::new();
    shop.file("shopifyOrders", "Shopify", Kind::Orders);
    ["T1|Green Tea|||Acme", "T1|Green tea|||Acme", "C1|Cup|||Other", "|Card|||", "||||"]
        .into_iter()
        .for_each(|written| line(&mut shop, written));
    shop.file("shopifyProducts", "Shopify", Kind::Products);
    product(&mut shop, "T1|green-tea|Green Tea||Tea|Acme|4006381333931");
    shop.file("amazonAllOrders", "Amazon", Kind::Orders);
    line(&mut shop, "AMZ-T1|GREEN TEA|||");
    line(&mut shop, "AMZ-C1|Mug|||");
    shop.file("wooProducts", "WooCommerce", Kind::Products);
    product(&mut shop, "W-9|tee|Tee, green||Drinks||4006381333931");
    shop
}

fn audit(shop: &Shop, rules: &[(&str, RuleBy, &str)]) -> ProductAudit {
    let rule = |&(category, by, value): &(&str, RuleBy, &str)| CategoryRule {
        category: category.to_owned(),
        by,
        value: value.to_owned(),
    };
    let rules: Vec<CategoryRule> = rules.iter().map(rule).collect();
    products(&shop.loaded(), &shop.words, &rules)
}

#[test]
fn lines_have_products_and_categories() {
    let plain = audit(&shop(), &[]);
    // T1, C1, the card by name, two of Amazon, one of WooCommerce; the empty line names nothing.
    assert_eq!((plain.products, plain.lines, plain.named, plain.with_sku), (6, 7, 6, 5));
    // Only T1 has a type, from the catalogue; it has two of the seven lines.
    assert_eq!(plain.categorised, Some(2.0 / 7.0));
    let names: Vec<_> = plain.categories.iter().map(|c| (c.category.as_str(), c.products, c.lines)).collect();
    assert_eq!(names, [("Tea", 1, 2), ("Drinks", 1, 0)]);
    assert_eq!(plain.uncategorised.iter().map(|product| product.lines).collect::<Vec<_>>(), [1, 1, 1, 1]);
}

#[test]
fn the_first_rule_that_fits_wins() {
    let rules = [
        ("By SKU", RuleBy::SkuPrefix, "amz-"),
        ("By name", RuleBy::NameContains, "TEA"),
        ("By vendor", RuleBy::VendorEquals, "other"),
        ("By type", RuleBy::TypeEquals, "drinks"),
    ];
    let audit = audit(&shop(), &rules);
    let names: Vec<_> = audit.categories.iter().map(|c| (c.category.as_str(), c.products, c.lines)).collect();
    assert_eq!(names, [("By SKU", 2, 2), ("By name", 1, 2), ("By vendor", 1, 1), ("By type", 1, 0)]);
    assert_eq!(audit.categorised, Some(5.0 / 7.0));
}

#[test]
fn skus_of_one_product_are_aliases() {
    let mut shop = shop();
    shop.file("shopifyProducts", "Shopify", Kind::Products);
    product(&mut shop, "T1-NEW|green-tea|Green Tea neu||Tea|Acme|");
    let audit = audit(&shop, &[]);
    let alias =
        |sku: &str, same: &str, evidence| Alias { sku: sku.into(), same: vec![same.into()], evidence };
    assert_eq!(
        audit.aliases,
        [
            alias("AMZ-T1", "T1", AliasEvidence::Name),
            alias("T1", "T1-NEW", AliasEvidence::Master),
            alias("T1", "W-9", AliasEvidence::Barcode),
        ]
    );
}

#[test]
fn one_sku_of_two_names_is_a_conflict() {
    let mut shop = shop();
    shop.file("etsyItems", "Etsy", Kind::Orders);
    line(&mut shop, "t1|Black Tea|||Acme Ltd");
    let conflict = |attribute, values: [&str; 2]| ProductConflict {
        sku: "T1".into(),
        attribute,
        values: values.map(str::to_owned).to_vec(),
    };
    assert_eq!(
        audit(&shop, &[]).conflicts,
        [
            conflict(ConflictAttribute::Name, ["Black Tea", "Green Tea"]),
            conflict(ConflictAttribute::Vendor, ["Acme", "Acme Ltd"])
        ]
    );
    let mut turned = self::shop();
    turned.file("etsyItems", "Etsy", Kind::Orders);
    line(&mut turned, "t1|Black Tea|||Acme Ltd");
    turned.files.reverse();
    assert_eq!(audit(&turned, &[]), audit(&shop, &[]));
}
