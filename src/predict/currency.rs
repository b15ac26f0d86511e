//! Which currency a report is about: amounts in several are never added up.

use crate::error::{Error, ErrorKind, Notice, Severity};
use crate::math::order::distinct;
use crate::money::Currency;

/// The currency of a report.
pub struct Chosen {
    /// Its number.
    pub index: u8,
    /// Its code; `None` without orders.
    pub code: Option<String>,
    /// Codes of the other currencies that orders are in.
    pub others: Vec<String>,
}

impl Chosen {
    /// What to know where orders are in other currencies too.
    pub fn notice(&self) -> Option<Notice> {
        let shown = self.code.clone().filter(|_| !self.others.is_empty())?;
        let others = self.others.join(", ");
        let message = format!(
            "Amounts here are those of orders in {shown}; amounts in {others} are never added to them."
        );
        Some(Notice::new(
            "currenciesApart",
            Severity::Warning,
            message,
            &[("currency", shown), ("others", others)],
        ))
    }
}

/// The currency asked for, else that of most orders, at a tie the one whose code comes first.
///
/// # Errors
///
/// What is asked for is no code, or no order is in it.
pub fn chosen(currencies: &[Currency], orders: &[u8], asked: Option<&str>) -> Result<Chosen, Error> {
    let mut counts = vec![0_u64; currencies.len()];
    for &currency in orders {
        if let Some(count) = counts.get_mut(usize::from(currency)) {
            *count += 1;
        }
    }
    let used: Vec<usize> = (0..currencies.len()).filter(|&at| counts[at] > 0).collect();
    let at = match asked {
        Some(code) => Some(named(currencies, &used, code)?),
        None => used.iter().copied().min_by_key(|&at| (std::cmp::Reverse(counts[at]), currencies[at])),
    };
    let code = |at: usize| currencies[at].code().to_owned();
    Ok(Chosen {
        index: at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0),
        code: at.map(code),
        others: distinct(used.into_iter().filter(|&other| Some(other) != at).map(code).collect()),
    })
}

fn named(currencies: &[Currency], used: &[usize], code: &str) -> Result<usize, Error> {
    let wanted = Currency::parse(code.as_bytes());
    used.iter()
        .copied()
        .find(|&at| Some(currencies[at]) == wanted)
        .ok_or_else(|| ErrorKind::Option(format!("no order is in the currency \"{code}\"")).into())
}
