//! Shopify: products. One row a variant or a picture; title, vendor and type stand on a product's first row only.

use super::{Is, Kind, Platform, Reading, Row, catalogue};
use crate::tables::shop::NO_WORD;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "shopifyProducts",
    name: "Shopify",
    kind: Kind::Products,
    columns: &[
        (Is::Handle, &["Handle", "URL handle"]),
        (Is::Product, &["Title"]),
        (Is::Vendor, &["Vendor"]),
        (Is::Category, &["Type", "Product Category"]),
        (Is::Tags, &["Tags"]),
        (Is::Variant, &["Option1 Value"]),
        (Is::Variant2, &["Option2 Value"]),
        (Is::Variant3, &["Option3 Value"]),
        (Is::Sku, &["Variant SKU", "SKU"]),
        (Is::Price, &["Variant Price", "Price"]),
        (Is::Barcode, &["Variant Barcode", "Barcode"]),
        (Is::Cost, &["Cost per item"]),
        (Is::Stock, &["Variant Inventory Qty", "Inventory quantity"]),
        (Is::StockPolicy, &["Variant Inventory Policy", "Continue selling when out of stock"]),
        (Is::StockTracker, &["Variant Inventory Tracker", "Inventory tracker"]),
    ],
    needs: &[Is::Handle, Is::Product, Is::Variant, Is::Sku, Is::Price],
    marks: &[],
    reading: Reading { decimal: Some(b'.'), ..Reading::USUAL },
    row,
};

fn row(row: &mut Row) {
    let mut product = catalogue::product(row);
    let picture = product.sku == NO_WORD && product.price.is_none() && product.name == NO_WORD;
    if picture && product.handle != NO_WORD {
        return;
    }
    if product.sku == NO_WORD && product.handle == NO_WORD {
        return row.incomplete();
    }
    catalogue::inherit(row, &mut product);
    row.tables.catalogue.push(product);
}

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn variants_inherit_and_pictures_are_no_products() {
        let file = read(
            "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Barcode,Image Src,Cost per item,Status\n\
             mug,Blue Mug,<p>hi</p>,Acme,Home & Garden,Mugs,a,true,Size,Small,Colour,Blue,MUG-S,12.50,'4006381333931,x.jpg,4.10,active\n\
             mug,,,,,,,,,Large,,Blue,MUG-L,14.50,,,,\n\
             mug,,,,,,,,,,,,,,,y.jpg,,\n\
             card,Gift Card,,Acme,,Gift Cards,,true,Title,Default Title,,,,25.00,,,,active\n",
        );
        assert_eq!(file.summary.source, "shopifyProducts");
        assert_eq!(
            file.products(),
            [
                "MUG-S|mug|Blue Mug|Small / Blue|Mugs|Acme|4006381333931|Some(125000)|Some(41000)",
                "MUG-L|mug|Blue Mug|Large / Blue|Mugs|Acme|-|Some(145000)|None",
                "-|card|Gift Card|-|Gift Cards|Acme|-|Some(250000)|None"
            ]
        );
    }

    /// None left, seven left, unknown, sold on without any, and counted by nobody.
    #[test]
    fn what_is_left() {
        let file = read(
            "Handle,Title,Vendor,Type,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price\n\
             mug,Mug,,,S,MUG-S,shopify,0,deny,1\nmug,,,,M,MUG-M,shopify,7,deny,1\nmug,,,,L,MUG-L,shopify,,deny,1\n\
             mug,,,,X,MUG-X,shopify,-2,continue,1\nmug,,,,Y,MUG-Y,,0,deny,1\n",
        );
        assert_eq!(file.stock(), [Some(0), Some(70_000), None, Some(i64::MAX), None]);
    }

    #[test]
    fn the_newer_words_are_known() {
        let file = read(
            "Title,URL handle,Description,Vendor,Product category,Type,Status,SKU,Barcode,Option1 name,Option1 value,Price,Cost per item\n\
             Blue Mug,mug,,Acme,,Mugs,Active,MUG-S,,Size,Small,12.50,\n",
        );
        assert_eq!((file.summary.source, file.products().len()), ("shopifyProducts", 1));
    }
}
