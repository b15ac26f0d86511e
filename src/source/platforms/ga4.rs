//! Tables of Google Analytics 4, one or several in a file: each below a header of its own, comments with `#` between them.

use super::header::{comparable, text_of};
use super::period::period;
use super::{Heading, Row};
use crate::source::amounts::Amounts;
use crate::source::mapping::Field;
use crate::tables::ledger::Verdict;
use crate::tables::shop::{Traffic, Word};
use crate::time::DAY_MS;

/// The table that records belong to.
#[derive(Debug, Default)]
pub struct Section {
    /// What the comment above calls it.
    title: String,
    /// Its header.
    headers: Vec<String>,
    /// Which of them are known to be dimensions.
    dimensions: Vec<bool>,
    /// First and last day that the comment names.
    days: Option<(i32, i32)>,
    /// Comment lines since the last record.
    comments: Vec<String>,
}

/// Dimensions, in the languages of the reports; the first column of a table is one of them.
pub const DIMENSIONS: &[&str] = &[
    "Page path and screen class",
    "Page title and screen name",
    "Page title and screen class",
    "Page path",
    "Page path + query string",
    "Landing page",
    "Landing page + query string",
    "Date",
    "Nth day",
    "Nth week",
    "Month",
    "Week",
    "Day",
    "Country",
    "Country ID",
    "City",
    "Region",
    "Language",
    "Browser",
    "Device category",
    "Operating system",
    "Platform",
    "Session default channel group",
    "Session primary channel group (Default channel group)",
    "First user default channel group",
    "First user primary channel group (Default channel group)",
    "Session source / medium",
    "Session source",
    "Session medium",
    "Session campaign",
    "First user source / medium",
    "First user source",
    "First user medium",
    "First user campaign",
    "Source / medium",
    "Event name",
    "Item name",
    "Item ID",
    "Item category",
    "Audience name",
    "New / returning",
    "Age",
    "Gender",
    "zh:网页路径和屏幕类",
    "zh:网页标题和屏幕名称",
    "zh:着陆页",
    "zh:着陆页 + 查询字符串",
    "zh:日期",
    "zh:国家/地区",
    "zh:城市",
    "zh:语言",
    "zh:会话来源/媒介",
    "zh:会话默认渠道组",
    "zh:会话主要渠道组（默认渠道组）",
    "zh:首次用户默认渠道组",
    "zh:事件名称",
    "zh:设备类别",
    "zh:商品名称",
    "de:Seitenpfad und Bildschirmklasse",
    "de:Seitentitel und Bildschirmname",
    "de:Zielseite",
    "de:Landingpage + Abfragestring",
    "de:Datum",
    "de:Land",
    "de:Stadt",
    "de:Sprache",
    "de:Sitzung – Quelle/Medium",
    "de:Sitzung – Standard-Channelgruppe",
    "de:Sitzung – primäre Channelgruppe (Standard-Channelgruppe)",
    "de:Ereignisname",
    "de:Gerätekategorie",
    "fr:Chemin de la page et classe de l'écran",
    "fr:Page de destination",
    "fr:Page de destination + chaîne de requête",
    "fr:Pays",
    "fr:Ville",
    "fr:Langue",
    "fr:Source/Support de la session",
    "fr:Groupe de canaux par défaut de la session",
    "fr:Nom de l'événement",
    "es:Ruta de la página y clase de pantalla",
    "es:Página de destino",
    "es:Fecha",
    "es:País",
    "es:Ciudad",
    "es:Idioma",
    "es:Fuente/medio de la sesión",
    "es:Grupo de canales predeterminado de la sesión",
    "es:Nombre del evento",
    "ja:ページパスとスクリーン クラス",
    "ja:ページ タイトルとスクリーン名",
    "ja:ランディング ページ",
    "ja:日付",
    "ja:国",
    "ja:市区町村",
    "ja:言語",
    "ja:セッションの参照元 / メディア",
    "ja:セッションのデフォルト チャネル グループ",
    "ja:イベント名",
    "ja:デバイス カテゴリ",
];

/// Metrics of which a table has at least one.
pub const METRICS: &[&str] = &[
    "Active users",
    "Views",
    "Sessions",
    "New users",
    "Total users",
    "Event count",
    "Engaged sessions",
    "Key events",
    "Total revenue",
    "Purchase revenue",
    "Items purchased",
    "Returning users",
    "Users",
    "zh:活跃用户",
    "zh:活跃用户数",
    "zh:浏览次数",
    "zh:会话数",
    "zh:新用户数",
    "zh:总用户数",
    "zh:事件数",
    "de:Aktive Nutzer",
    "de:Aufrufe",
    "de:Sitzungen",
    "de:Neue Nutzer",
    "de:Nutzer insgesamt",
    "de:Ereignisanzahl",
    "fr:Utilisateurs actifs",
    "fr:Vues",
    "fr:Nouveaux utilisateurs",
    "fr:Nombre total d'utilisateurs",
    "fr:Nombre d'événements",
    "es:Usuarios activos",
    "es:Vistas",
    "es:Visitas",
    "es:Sesiones",
    "es:Usuarios nuevos",
    "es:Total de usuarios",
    "es:Número de eventos",
    "ja:アクティブ ユーザー",
    "ja:アクティブ ユーザー数",
    "ja:表示回数",
    "ja:セッション",
    "ja:新規ユーザー数",
    "ja:総ユーザー数",
    "ja:イベント数",
];

/// Whether a header begins with a dimension and speaks neither of orders nor of buyers.
pub fn is_dimension(heading: &Heading) -> bool {
    let first = heading.headers.first().is_some_and(|header| is_known(header));
    first && !heading.names(Field::Order) && !heading.names(Field::Customer)
}

fn is_known(header: &str) -> bool {
    let header = comparable(header);
    DIMENSIONS.iter().any(|alias| comparable(text_of(alias)) == header)
}

/// Whether a range of days stands above the header as explorations write it: `# 20260723-20260922`.
pub fn of_exploration(heading: &Heading) -> bool {
    let range = |line: &String| {
        let bare = line.trim_start_matches('#').trim();
        bare.len() == 17 && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    heading.above.iter().any(range)
}

/// One record: a row, a header, a comment or a total.
pub fn row(row: &mut Row) {
    let cells = cells(row);
    let mut section = row.values.section.take().unwrap_or_else(|| Section::first(row));
    match what(&cells, &section) {
        Line::Comment => {
            section.comments.push(cells.join(","));
            row.verdict(Verdict::Description, cells[0].as_bytes());
        }
        Line::Header => {
            section.begin(cells);
            row.verdict(Verdict::Description, section.headers[0].as_bytes());
        }
        Line::Total => row.verdict(Verdict::Footer, cells.join(",").as_bytes()),
        Line::Values => values(row, &section, &cells),
    }
    row.values.section = Some(section);
}

/// The cells up to the last one that says something.
fn cells(row: &Row) -> Vec<String> {
    let slots = row.layout.wanted.len();
    let mut cells: Vec<String> =
        (0..slots).map(|slot| String::from_utf8_lossy(&row.cell(slot)).into_owned()).collect();
    let said = cells.iter().rposition(|cell| !cell.is_empty()).map_or(1, |last| last + 1);
    cells.truncate(said);
    cells
}

enum Line {
    Comment,
    Header,
    Total,
    Values,
}

/// What a record is, by its content: a header has no number and no blank, a total no dimension or one cell more.
fn what(cells: &[String], section: &Section) -> Line {
    if cells[0].starts_with('#') {
        return Line::Comment;
    }
    let text = |cell: &String| !cell.is_empty() && number(cell).is_none();
    if cells.len() > 1 && cells.iter().all(text) {
        return Line::Header;
    }
    let longer = cells.len() > section.headers.len();
    if cells[0].is_empty() || longer && cells.last().is_some_and(text) { Line::Total } else { Line::Values }
}

/// A number in 1/10,000; percentages are shares.
fn number(cell: &str) -> Option<i64> {
    let mut amounts = Amounts::new(Some(b'.'));
    match cell.strip_suffix('%') {
        Some(percent) => amounts.parse(percent.as_bytes()).ok().map(|number| number / 100),
        None => amounts.parse(cell.as_bytes()).ok(),
    }
}

impl Section {
    /// The table of the file's header.
    fn first(row: &Row) -> Self {
        let layout = row.layout;
        let mut section = Self { comments: layout.above.clone(), ..Self::default() };
        section.begin(layout.headers.clone());
        section
    }

    /// A new table under a header; comments before it say its title and days.
    fn begin(&mut self, headers: Vec<String>) {
        self.dimensions = headers.iter().map(|header| is_known(header)).collect();
        self.headers = headers;
        let comments = std::mem::take(&mut self.comments);
        self.days = period(&comments).or(self.days);
        let mut bare = comments.iter().map(|line| line.trim_start_matches('#').trim());
        let worded = |line: &&str| line.chars().any(char::is_alphabetic);
        if let Some(title) = bare.find(worded) {
            title.clone_into(&mut self.title);
        }
    }

    /// Whether a column holds what rows are told apart by.
    fn is_dimension(&self, column: usize, cell: &str) -> bool {
        column == 0 || self.dimensions[column] || !cell.is_empty() && number(cell).is_none()
    }
}

fn values(row: &mut Row, section: &Section, cells: &[String]) {
    let (mut said, mut metrics, mut day) = (Vec::new(), Vec::new(), None);
    for (column, header) in section.headers.iter().enumerate() {
        let cell = cells.get(column).map_or("", String::as_str);
        if section.is_dimension(column, cell) {
            said.push(cell);
            day = day.or_else(|| day_of(row, cell));
        } else {
            metrics.push((row.intern(header.as_bytes()), number(cell)));
        }
    }
    if metrics.iter().all(|(_, number)| number.is_none()) {
        return row.incomplete();
    }
    let traffic = Traffic {
        table: table(row, section),
        dimension: row.intern(said.join(" · ").as_bytes()),
        metrics,
        days: day.map(|day| (day, day)).or(section.days),
    };
    row.tables.traffic.push(traffic);
}

/// The title with the name of the first dimension, which tells tables of one title apart.
fn table(row: &mut Row, section: &Section) -> Word {
    let (title, header) = (section.title.as_str(), section.headers[0].as_str());
    let both = format!("{title}: {header}");
    row.intern(if title.is_empty() {
        header.as_bytes()
    } else if title.ends_with(header) {
        title.as_bytes()
    } else {
        both.as_bytes()
    })
}

/// The day of a dimension that is one: `20260826`.
#[allow(clippy::cast_possible_truncation)]
fn day_of(row: &mut Row, cell: &str) -> Option<i32> {
    let date = cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let stamp = row.values.other_dates.parse(cell.as_bytes()).ok().filter(|_| date)?;
    Some(stamp.ms.div_euclid(DAY_MS) as i32)
}
