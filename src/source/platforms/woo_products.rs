//! WooCommerce: products. A variation names the product it is of under Parent.

use super::{Is, Kind, Platform, Reading, Row, catalogue};
use crate::tables::shop::NO_WORD;

/// The export.
pub static PLATFORM: Platform = Platform {
    id: "wooProducts",
    name: "WooCommerce",
    kind: Kind::Products,
    columns: &[
        (Is::Item, &["ID"]),
        (Is::Type, &["Type", "zh:类型", "de:Typ", "es:Tipo", "ja:種類", "ja:タイプ"]),
        (Is::Sku, &["SKU", "de:Artikelnummer", "fr:UGS"]),
        (Is::Product, &["Name", "zh:名称", "fr:Nom", "es:Nombre", "ja:名前"]),
        (
            Is::Price,
            &[
                "Regular price",
                "zh:常规价格",
                "de:Regulärer Preis",
                "fr:Tarif régulier",
                "es:Precio normal",
                "ja:通常価格",
            ],
        ),
        (
            Is::Category,
            &["Categories", "zh:分类", "de:Kategorien", "fr:Catégories", "es:Categorías", "ja:カテゴリー"],
        ),
        (Is::Tags, &["Tags", "zh:标签", "de:Schlagwörter", "fr:Étiquettes", "es:Etiquetas", "ja:タグ"]),
        (Is::Vendor, &["Brands", "zh:品牌", "de:Marken", "fr:Marques", "es:Marcas", "ja:ブランド"]),
        (Is::Handle, &["Parent", "zh:父级", "de:Übergeordnetes Produkt", "es:Superior", "ja:親"]),
        (
            Is::Variant,
            &[
                "Attribute 1 value(s)",
                "zh:属性 1 值",
                "de:Attribut 1 Wert(e)",
                "fr:Valeur(s) de l'attribut 1",
                "es:Valor(es) del atributo 1",
                "ja:属性1の値",
            ],
        ),
        (Is::Barcode, &["GTIN, UPC, EAN, or ISBN"]),
        (Is::Cost, &["Cost of goods", "Cost"]),
        (
            Is::Stock,
            &["Stock", "zh:库存", "de:Lager", "de:Lagerbestand", "fr:Stock", "es:Inventario", "ja:在庫"],
        ),
    ],
    needs: &[Is::Item, Is::Type, Is::Sku, Is::Product, Is::Price],
    marks: &["Published", "zh:已发布", "de:Veröffentlicht", "fr:Publié", "es:Publicado", "ja:公開済み"],
    reading: Reading::USUAL,
    row,
};

fn row(row: &mut Row) {
    let mut product = catalogue::product(row);
    if product.sku == NO_WORD && product.name == NO_WORD {
        return row.incomplete();
    }
    let kind = row.text(Is::Type);
    let variation = kind.windows(9).any(|part| part.eq_ignore_ascii_case(b"variation"));
    if !variation {
        product.variant = NO_WORD;
        product.handle = if row.is_blank(Is::Item) { product.sku } else { own_id(row) };
    }
    row.tables.catalogue.push(product);
}

/// The product's id as variations write it.
fn own_id(row: &mut Row) -> crate::tables::shop::Word {
    let id = row.text(Is::Item);
    row.intern(&[b"id:", id.as_ref()].concat())
}

#[cfg(test)]
mod tests {
    use super::super::sample::read;

    #[test]
    fn variations_share_their_products_id() {
        let file = read(
            "ID,Type,SKU,Name,Published,\"Is featured?\",\"Regular price\",Categories,Parent,\"Attribute 1 name\",\"Attribute 1 value(s)\"\n\
             12,variable,MUG,Blue Mug,1,0,,Home > Mugs,,Size,\"S, L\"\n\
             13,variation,MUG-S,Blue Mug - S,1,0,12.5,,id:12,Size,S\n",
        );
        assert_eq!(file.summary.source, "wooProducts");
        assert_eq!(
            file.products(),
            [
                "MUG|id:12|Blue Mug|-|Home > Mugs|-|-|None|None",
                "MUG-S|id:12|Blue Mug - S|S|-|-|-|Some(125000)|None"
            ]
        );
    }
}
