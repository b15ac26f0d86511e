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
