//! How urgent a flag is: from the definitions that agree, the lateness and the customer's value.

use serde::{Deserialize, Serialize};

/// Urgency of a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Grade {
    /// Up to one point.
    Low,
    /// Two or three points.
    Medium,
    /// Four points or more.
    High,
}

impl Grade {
    /// All of them, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// 1 low, 2 medium, 3 high, as in [`super::Flags`].
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8 + 1
    }

    /// The grade of a code; `None` for 0, no flag.
    #[must_use]
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code).checked_sub(1)?).copied()
    }
}

/// Points = other definitions that flag (0–2) + lateness (silence / limit: up to 1.5 none, up to 3 one, else
/// two) + value (monetary score 3 one, 4–5 two).
#[must_use]
#[inline]
pub fn grade(definitions: u8, silence: i32, limit: f64, m_score: u8) -> Grade {
    let silence = f64::from(silence);
    let lateness = u8::from(silence > 1.5 * limit) + u8::from(silence > 3.0 * limit);
    let value = u8::from(m_score >= 3) + u8::from(m_score >= 4);
    match definitions.saturating_sub(1) + lateness + value {
        0..=1 => Grade::Low,
        2..=3 => Grade::Medium,
        _ => Grade::High,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_by_hand() {
        assert_eq!(grade(1, 60, 55.0, 2), Grade::Low); // 0 + 0 + 0
        assert_eq!(grade(1, 82, 55.0, 2), Grade::Low); // 82 / 55 = 1.49
        assert_eq!(grade(2, 83, 55.0, 2), Grade::Medium); // 1 + 1 + 0
        assert_eq!(grade(1, 60, 55.0, 5), Grade::Medium); // 0 + 0 + 2
        assert_eq!(grade(3, 165, 55.0, 3), Grade::High); // 2 + 1 + 1
        assert_eq!(grade(1, 166, 55.0, 4), Grade::High); // 0 + 2 + 2
        assert_eq!(grade(1, 5, 0.0, 1), Grade::Medium); // any silence is late for a limit of 0
    }

    #[test]
    fn codes_go_both_ways() {
        assert!(Grade::ALL.iter().all(|&grade| Grade::of_code(grade.code()) == Some(grade)));
        assert_eq!((Grade::of_code(0), Grade::of_code(4)), (None, None));
    }
}
