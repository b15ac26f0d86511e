//! A list of products from anywhere: SKU and name, and a category, vendor, price, cost or barcode.

use super::{Heading, Is, Kind, Platform, Reading, catalogue, words};
use crate::source::mapping::Field;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "genericProducts",
    name: "",
    kind: Kind::Products,
    columns: &[
        (Is::Sku, words::SKU),
        (
            Is::Product,
            &[
                "Name",
                "Product",
                "Product name",
                "Product title",
                "Title",
                "Item name",
                "zh:名称",
                "zh:商品名称",
                "zh:产品名称",
                "zh:商品",
                "de:Produktname",
                "de:Produkt",
                "fr:Nom",
                "fr:Produit",
                "fr:Nom du produit",
                "es:Nombre",
                "es:Producto",
                "ja:商品名",
            ],
        ),
        (Is::Tags, &["Tags", "zh:标签", "fr:Étiquettes", "es:Etiquetas", "ja:タグ"]),
        (Is::Handle, &["Handle", "Parent SKU", "Product ID", "SPU", "zh:父SKU"]),
        (
            Is::Variant,
            &[
                "Variant",
                "Option",
                "Size",
                "zh:规格",
                "zh:变体",
                "de:Variante",
                "fr:Variante",
                "ja:バリエーション",
            ],
        ),
        (
            Is::Category,
            &[
                "Category",
                "Product type",
                "Type",
                "zh:类目",
                "zh:分类",
                "zh:品类",
                "de:Kategorie",
                "fr:Catégorie",
                "es:Categoría",
                "ja:カテゴリ",
                "ja:カテゴリー",
            ],
        ),
        (
            Is::Vendor,
            &[
                "Vendor",
                "Brand",
                "Supplier",
                "zh:品牌",
                "zh:供应商",
                "de:Marke",
                "de:Hersteller",
                "fr:Marque",
                "es:Marca",
                "ja:ブランド",
            ],
        ),
        (Is::Barcode, &["Barcode", "EAN", "UPC", "GTIN", "zh:条码", "zh:条形码", "ja:バーコード"]),
        (
            Is::Price,
            &["Price", "Retail price", "zh:价格", "zh:售价", "de:Preis", "fr:Prix", "es:Precio", "ja:価格"],
        ),
        (
            Is::Cost,
            &[
                "Cost",
                "Cost per item",
                "Unit cost",
                "Purchase price",
                "zh:成本",
                "zh:采购价",
                "de:Einkaufspreis",
                "fr:Coût",
                "es:Coste",
                "ja:原価",
            ],
        ),
        (
            Is::Stock,
            &[
                "Stock",
                "Stock quantity",
                "Inventory",
                "Inventory quantity",
                "Available",
                "Available (not editable)",
                "On hand (current)",
                "Quantity available",
                "zh:库存",
                "zh:库存数量",
                "zh:可用库存",
                "de:Bestand",
                "de:Lagerbestand",
                "fr:Quantité en stock",
                "es:Existencias",
                "ja:在庫",
                "ja:在庫数",
            ],
        ),
    ],
    needs: &[Is::Sku, Is::Product],
    marks: &[
        "Category",
        "Product type",
        "Type",
        "Vendor",
        "Brand",
        "Supplier",
        "Barcode",
        "EAN",
        "UPC",
        "GTIN",
        "Price",
        "Retail price",
        "Cost",
        "Cost per item",
        "Unit cost",
        "Purchase price",
        "Stock",
        "Stock quantity",
        "Inventory quantity",
        "Available",
        "Available (not editable)",
        "On hand (current)",
        "类目",
        "分类",
        "品类",
        "品牌",
        "供应商",
        "条码",
        "条形码",
        "价格",
        "售价",
        "成本",
        "采购价",
        "库存",
        "库存数量",
        "可用库存",
        "Kategorie",
        "Marke",
        "Hersteller",
        "Preis",
        "Einkaufspreis",
        "Catégorie",
        "Marque",
        "Prix",
        "Categoría",
        "Marca",
        "Precio",
        "カテゴリ",
        "カテゴリー",
        "ブランド",
        "価格",
        "原価",
    ],
    reading: Reading { general: true, fits, ..Reading::USUAL },
    row: catalogue::row,
};

/// Neither orders nor customers, and not something that happened on a day in some quantity.
fn fits(heading: &Heading) -> bool {
    let dated = heading.names(Field::Time) || heading.any(words::TIME);
    let sold = dated && (heading.names(Field::Quantity) || heading.names(Field::Amount));
    !sold && !heading.numbers_orders() && !heading.names(Field::Customer)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{failure, read, recognised};

    #[test]
    fn a_list_of_goods() {
        let file = read("商品编码,商品名称,类目,成本\nA-1,蓝色杯子,杯具,12.5\n,,,\n");
        assert_eq!(file.summary.source, "genericProducts");
        assert_eq!(file.products(), ["A-1|-|蓝色杯子|-|杯具|-|-|None|Some(125000)"]);
        assert_eq!(file.ledger(), [("incomplete", 1)]);
    }

    #[test]
    fn a_list_of_what_is_left() {
        let file = read("SKU,Title,Location,Available\nA-1,Mug,Hall,0\nA-1,Mug,Yard,3\n");
        assert_eq!((file.summary.source, file.stock()), ("genericProducts", vec![Some(0), Some(30_000)]));
        let shopify = "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Incoming (not editable),Available (not editable),On hand (current)\nmug,Mug,Size,S,MUG-S,,,Hall,0,2,2\nmug,Mug,Size,S,MUG-S,,,Yard,0,not stocked,not stocked\n";
        let file = read(shopify);
        assert_eq!((file.summary.source, file.stock()), ("genericProducts", vec![Some(20_000), None]));
        assert!(file.ledger().is_empty());
        assert_eq!(read("商品编码,名称,库存\nA-1,杯子,5\n").stock(), [Some(50_000)]);
    }

    #[test]
    fn lines_of_orders_stay_orders() {
        assert_eq!(recognised("Date,SKU,Product,Quantity,Price\n2026-09-01,A-1,Mug,2,5.00\n"), "generic");
        assert_eq!(recognised("Order ID,SKU,Product,Price,Date\n1,A-1,Mug,5.00,2026-09-01\n"), "generic");
    }

    #[test]
    fn without_any_product_it_says_what_is_missing() {
        let error = failure("sku,name,category\n,,Mugs\n");
        assert!(error.contains("no record in it has a SKU or a name"), "{error}");
    }
}
