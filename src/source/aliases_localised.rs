//! What shops call their columns in German, French, Spanish, Italian, Portuguese and Japanese: letters and digits only, in lower
//! case, likeliest first. Only the module of sources carries them; it tells the orders' engine which column is which.

use super::mapping::Field;

/// Header names of a field with the language of each.
#[must_use]
pub fn localised(field: Field) -> &'static [(&'static str, &'static [&'static str])] {
    match field {
        Field::Time => &[
            (
                "de",
                &[
                    "bestelldatum",
                    "bestellzeitpunkt",
                    "auftragsdatum",
                    "kaufdatum",
                    "rechnungsdatum",
                    "erstelltam",
                    "datum",
                ],
            ),
            (
                "fr",
                &[
                    "datedecommande",
                    "datecommande",
                    "dateachat",
                    "datedachat",
                    "datefacture",
                    "datedecréation",
                    "crééle",
                ],
            ),
            (
                "es",
                &[
                    "fechadepedido",
                    "fechadelpedido",
                    "fechapedido",
                    "fechadecompra",
                    "fechadecreación",
                    "fechafactura",
                    "fecha",
                ],
            ),
            ("it", &["datadellordine", "dataordine", "datadiacquisto", "data"]),
            ("pt", &["datadopedido", "datadacompra", "datadecriação"]),
            ("ja", &["注文日時", "注文日", "購入日時", "購入日", "受注日", "日時", "日付"]),
        ],
        Field::Amount => &[
            (
                "de",
                &[
                    "gesamtbetrag",
                    "gesamtsumme",
                    "bestellwert",
                    "bestellsumme",
                    "rechnungsbetrag",
                    "auftragswert",
                    "umsatz",
                    "betrag",
                    "summe",
                ],
            ),
            (
                "fr",
                &[
                    "montanttotal",
                    "totalcommande",
                    "totaldelacommande",
                    "montantdelacommande",
                    "totalttc",
                    "montant",
                    "chiffredaffaires",
                ],
            ),
            (
                "es",
                &[
                    "importetotal",
                    "totaldelpedido",
                    "totalpedido",
                    "montototal",
                    "importe",
                    "monto",
                    "ventas",
                ],
            ),
            ("it", &["importototale", "totaleordine", "importo", "totale"]),
            ("pt", &["valortotal", "totaldopedido", "valor"]),
            ("ja", &["合計金額", "注文金額", "請求金額", "支払金額", "売上金額", "合計", "金額"]),
        ],
        Field::UnitPrice => &[
            ("de", &["stückpreis", "einzelpreis", "preis"]),
            ("fr", &["prixunitaire", "prix"]),
            ("es", &["preciounitario", "precio"]),
            ("it", &["prezzounitario", "prezzo"]),
            ("pt", &["preçounitário", "preço"]),
            ("ja", &["単価", "価格"]),
        ],
        Field::Quantity => &[
            ("de", &["menge", "anzahl", "stückzahl"]),
            ("fr", &["quantité", "qté", "nombredarticles"]),
            ("es", &["cantidad", "unidades"]),
            ("it", &["quantità"]),
            ("pt", &["quantidade"]),
            ("ja", &["数量", "個数"]),
        ],
        Field::Customer => &[
            (
                "de",
                &[
                    "emailadresse",
                    "kundenemail",
                    "kundennummer",
                    "kundennr",
                    "kundenid",
                    "kunde",
                    "käufer",
                    "kundenname",
                ],
            ),
            (
                "fr",
                &[
                    "adresseemail",
                    "emailclient",
                    "courriel",
                    "numéroclient",
                    "idclient",
                    "client",
                    "acheteur",
                    "nomduclient",
                ],
            ),
            (
                "es",
                &[
                    "correoelectrónico",
                    "correo",
                    "emaildelcliente",
                    "idcliente",
                    "númerodecliente",
                    "cliente",
                    "comprador",
                    "nombredelcliente",
                ],
            ),
            ("it", &["emailcliente", "indirizzoemail", "idcliente", "cliente", "acquirente"]),
            ("pt", &["emaildocliente", "iddocliente", "cliente", "comprador"]),
            (
                "ja",
                &["メールアドレス", "顧客id", "会員id", "顧客番号", "購入者", "注文者", "顧客名", "お客様名"],
            ),
        ],
        Field::Order => &[
            ("de", &["bestellnummer", "bestellnr", "bestellid", "auftragsnummer", "rechnungsnummer"]),
            ("fr", &["numérodecommande", "ncommande", "idcommande", "référencecommande", "commande"]),
            ("es", &["númerodepedido", "idpedido", "iddelpedido", "pedido", "númerodeorden"]),
            ("it", &["numeroordine", "idordine", "ordine"]),
            ("pt", &["númerodopedido", "iddopedido", "pedido"]),
            ("ja", &["注文番号", "注文id", "受注番号"]),
        ],
        Field::Status => &[
            ("de", &["bestellstatus", "auftragsstatus", "zahlungsstatus"]),
            ("fr", &["statutdelacommande", "étatdelacommande", "statut", "état"]),
            ("es", &["estadodelpedido", "estadopedido", "estado"]),
            ("it", &["statoordine", "stato"]),
            ("pt", &["statusdopedido", "situação"]),
            ("ja", &["注文ステータス", "注文状況", "ステータス", "状態"]),
        ],
        Field::Currency => &[
            ("de", &["währung"]),
            ("fr", &["devise", "monnaie"]),
            ("es", &["moneda", "divisa"]),
            ("it", &["valuta"]),
            ("pt", &["moeda"]),
            ("ja", &["通貨"]),
        ],
        Field::Discount => &[
            ("de", &["rabatt", "rabattbetrag", "nachlass"]),
            ("fr", &["remise", "réduction", "montantdelaremise"]),
            ("es", &["descuento", "importededescuento"]),
            ("it", &["sconto"]),
            ("pt", &["desconto"]),
            ("ja", &["割引", "割引額", "値引"]),
        ],
        Field::Refund => &[
            ("de", &["erstattung", "rückerstattung", "erstattungsbetrag"]),
            ("fr", &["remboursement", "montantremboursé"]),
            ("es", &["reembolso", "importereembolsado"]),
            ("it", &["rimborso"]),
            ("pt", &["reembolso"]),
            ("ja", &["返金", "返金額"]),
        ],
        Field::Product => &[
            ("de", &["artikel", "artikelname", "artikelbezeichnung", "produkt", "produktname"]),
            ("fr", &["article", "produit", "nomduproduit"]),
            ("es", &["artículo", "producto", "nombredelproducto"]),
            ("it", &["articolo", "prodotto"]),
            ("pt", &["artigo", "produto"]),
            ("ja", &["商品名", "商品"]),
        ],
        Field::Country => &[
            ("de", &["land", "lieferland"]),
            ("fr", &["pays"]),
            ("es", &["país"]),
            ("it", &["paese"]),
            ("pt", &["país"]),
            ("ja", &["国"]),
        ],
        Field::Channel => &[
            ("de", &["kanal", "vertriebskanal"]),
            ("fr", &["canal", "canaldevente"]),
            ("es", &["canal", "canaldeventa"]),
            ("it", &["canale"]),
            ("pt", &["canal"]),
            ("ja", &["チャネル", "販売経路"]),
        ],
    }
}

/// How well a localised header fits a field, 0..1, and its language.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn fit(field: Field, header: &str) -> Option<(f64, &'static str)> {
    let header: String =
        header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    localised(field).iter().find_map(|(language, names)| {
        let at = names.iter().position(|name| *name == header)?;
        Some((0.98 - 0.002 * at as f64, *language))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_their_language() {
        assert_eq!(fit(Field::Order, "N° commande"), Some((0.978, "fr")));
        assert_eq!(fit(Field::Time, "Bestelldatum"), Some((0.98, "de")));
        assert_eq!(fit(Field::Amount, "合計金額"), Some((0.98, "ja")));
        assert_eq!(fit(Field::Quantity, "Total"), None);
    }
}
