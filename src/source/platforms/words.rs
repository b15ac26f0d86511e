//! What columns are called in tables that people make themselves, in the languages of Linger's sellers.

/// E-mail.
pub const EMAIL: &[&str] = &[
    "Email",
    "E-mail",
    "Email address",
    "E-mail address",
    "Customer email",
    "Requester email",
    "zh:邮箱",
    "zh:电子邮箱",
    "zh:电子邮件",
    "zh:邮箱地址",
    "zh:客户邮箱",
    "de:E-Mail-Adresse",
    "fr:Adresse e-mail",
    "fr:Courriel",
    "es:Correo electrónico",
    "es:Correo",
    "ja:メールアドレス",
    "ja:メール",
];

/// Phone.
pub const PHONE: &[&str] = &[
    "Phone",
    "Phone number",
    "Mobile",
    "Telephone",
    "zh:电话",
    "zh:手机",
    "zh:手机号",
    "zh:手机号码",
    "zh:联系电话",
    "de:Telefon",
    "de:Telefonnummer",
    "fr:Téléphone",
    "es:Teléfono",
    "ja:電話番号",
    "ja:電話",
];

/// Name of a person.
pub const NAME: &[&str] = &[
    "Name",
    "Full name",
    "Customer name",
    "Customer",
    "Requester",
    "Requester name",
    "zh:姓名",
    "zh:客户姓名",
    "zh:客户名称",
    "zh:客户",
    "zh:买家",
    "de:Kunde",
    "de:Kundenname",
    "fr:Nom complet",
    "fr:Client",
    "es:Cliente",
    "es:Nombre completo",
    "ja:氏名",
    "ja:名前",
    "ja:お客様名",
];

/// First name.
pub const FIRST_NAME: &[&str] =
    &["First name", "Firstname", "fn", "zh:名字", "de:Vorname", "fr:Prénom", "es:Nombre", "ja:名"];

/// Last name.
pub const LAST_NAME: &[&str] =
    &["Last name", "Lastname", "Surname", "ln", "zh:姓氏", "de:Nachname", "fr:Nom", "es:Apellidos", "ja:姓"];

/// Id of a customer.
pub const CUSTOMER_ID: &[&str] =
    &["Customer ID", "User ID", "uid", "zh:客户ID", "zh:客户编号", "de:Kundennummer", "ja:顧客ID"];

/// Day or time.
pub const TIME: &[&str] = &[
    "Date",
    "Day",
    "Created at",
    "Created",
    "Created date",
    "Created time",
    "Created on",
    "Time",
    "Timestamp",
    "Submitted at",
    "zh:日期",
    "zh:时间",
    "zh:创建时间",
    "zh:提交时间",
    "de:Datum",
    "de:Tag",
    "de:Erstellt am",
    "fr:Jour",
    "fr:Créé le",
    "es:Fecha",
    "es:Día",
    "ja:日付",
    "ja:日",
    "ja:作成日時",
];

/// Order.
pub const ORDER: &[&str] = &[
    "Order ID",
    "Order number",
    "Order",
    "Order no",
    "Order #",
    "zh:订单号",
    "zh:订单编号",
    "de:Bestellnummer",
    "fr:Numéro de commande",
    "fr:Commande",
    "es:Número de pedido",
    "es:Pedido",
    "ja:注文番号",
];

/// Stock keeping unit.
pub const SKU: &[&str] =
    &["SKU", "Variant SKU", "Seller SKU", "zh:商品编码", "de:Artikelnummer", "fr:UGS", "ja:商品コード"];

/// Product.
pub const PRODUCT: &[&str] = &[
    "Product",
    "Product name",
    "Product title",
    "Title",
    "Item name",
    "zh:商品名称",
    "zh:商品",
    "zh:产品名称",
    "zh:产品",
    "de:Produkt",
    "de:Produktname",
    "fr:Produit",
    "fr:Nom du produit",
    "es:Producto",
    "es:Nombre del producto",
    "ja:商品名",
    "ja:商品",
];

/// Currency.
pub const CURRENCY: &[&str] = &[
    "Currency",
    "Currency code",
    "zh:币种",
    "zh:货币",
    "zh:货币代码",
    "de:Währung",
    "de:Währungscode",
    "fr:Devise",
    "fr:Code de la devise",
    "fr:Code de devise",
    "es:Moneda",
    "es:Divisa",
    "es:Código de moneda",
    "ja:通貨",
    "ja:通貨コード",
];

/// Country.
pub const COUNTRY: &[&str] =
    &["Country", "Country code", "zh:国家", "zh:国家地区", "de:Land", "fr:Pays", "es:País", "ja:国"];

/// Channel.
pub const CHANNEL: &[&str] = &[
    "Channel",
    "Source",
    "Platform",
    "Via",
    "zh:渠道",
    "zh:平台",
    "de:Kanal",
    "fr:Canal",
    "fr:Plateforme",
    "es:Plataforma",
    "ja:チャネル",
];

/// Campaign.
pub const CAMPAIGN: &[&str] = &[
    "Campaign",
    "Campaign name",
    "zh:广告系列",
    "zh:广告系列名称",
    "zh:活动",
    "zh:推广计划",
    "de:Kampagne",
    "de:Kampagnenname",
    "fr:Campagne",
    "fr:Nom de la campagne",
    "es:Campaña",
    "es:Nombre de la campaña",
    "ja:キャンペーン",
    "ja:キャンペーン名",
];

/// What an advertisement or a partner costs.
pub const COST: &[&str] = &[
    "Cost",
    "Spend",
    "Ad spend",
    "Amount spent",
    "zh:花费",
    "zh:费用",
    "zh:广告费",
    "zh:消耗",
    "de:Kosten",
    "de:Ausgaben",
    "fr:Coût",
    "fr:Dépenses",
    "es:Coste",
    "es:Costo",
    "es:Gasto",
    "ja:費用",
    "ja:広告費",
    "ja:コスト",
];

/// Impressions.
pub const IMPRESSIONS: &[&str] = &[
    "Impr.",
    "Impressions",
    "zh:展示次数",
    "zh:展示量",
    "zh:曝光量",
    "de:Impressionen",
    "es:Impresiones",
    "ja:表示回数",
    "ja:インプレッション",
    "ja:インプレッション数",
];

/// Clicks.
pub const CLICKS: &[&str] = &["Clicks", "zh:点击次数", "zh:点击量", "de:Klicks", "fr:Clics", "ja:クリック数"];

/// Conversions.
pub const CONVERSIONS: &[&str] = &[
    "Conversions",
    "zh:转化次数",
    "zh:转化",
    "zh:转化数",
    "es:Conversiones",
    "ja:コンバージョン",
    "ja:コンバージョン数",
];

/// What was written.
pub const TEXT: &[&str] = &[
    "Comment",
    "Comments",
    "Body",
    "Review",
    "Review text",
    "Review body",
    "Review content",
    "Message",
    "Feedback",
    "Text",
    "Description",
    "zh:评价内容",
    "zh:评论内容",
    "zh:评价",
    "zh:评论",
    "zh:反馈",
    "zh:留言",
    "zh:内容",
    "de:Kommentar",
    "de:Bewertungstext",
    "fr:Commentaire",
    "fr:Avis",
    "es:Comentario",
    "es:Reseña",
    "ja:コメント",
    "ja:レビュー",
    "ja:レビュー本文",
];

/// Status word.
pub const STATUS: &[&str] =
    &["Status", "State", "zh:状态", "zh:工单状态", "fr:Statut", "es:Estado", "ja:ステータス"];
