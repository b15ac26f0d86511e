//! A formula that a seller wrote over named metrics → its number: + − × ÷, parentheses, numbers and names, nothing else.
//!
//! `netSales * margin / spend`. × ÷ and − may stand for * / and -. A formula is unknown where a metric that it uses is, and where it
//! divides by 0.

use crate::math::order::distinct;

/// Characters that a formula may have.
const LONGEST: usize = 400;
/// Parentheses and signs that may stand inside each other.
const DEEPEST: usize = 40;

/// A formula that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    root: Node,
    /// As a person reads it.
    pub text: String,
}

/// What is wrong, and at which character, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub position: usize,
    /// What.
    pub kind: Wrong,
}

/// Why a formula cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// More than fits.
    TooLong,
    /// A character that means nothing here.
    Character(char),
    /// No metric has the name.
    Name(String),
    /// Not a number.
    Number(String),
    /// A number, a name or "(" should stand here.
    Operand,
    /// An operator or the end should stand here.
    Operator,
    /// A parenthesis that was opened there is not closed.
    Unclosed,
}

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Number(f64),
    /// Place of a metric among the names.
    Metric(usize),
    Minus(Box<Node>),
    Two(Sign, Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

impl Sign {
    fn shown(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '−',
            Self::Times => '×',
            Self::Over => '÷',
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64, String),
    Metric(usize),
    Sign(Sign),
    Open,
    Close,
}

impl Formula {
    /// Reads a formula over metrics of these names.
    ///
    /// # Errors
    ///
    /// It cannot be read, with the place.
    pub fn read(text: &str, names: &[&str]) -> Result<Self, Fault> {
        let end = text.chars().count();
        if end > LONGEST {
            return Err(Fault { position: LONGEST + 1, kind: Wrong::TooLong });
        }
        let tokens = tokens(text, names)?;
        let mut reader = Reader { tokens: &tokens, at: 0, end: end + 1 };
        let root = reader.sum(0)?;
        match reader.tokens.get(reader.at) {
            None => Ok(Self { root, text: shown(&tokens, names) }),
            Some(&(position, _)) => Err(Fault { position, kind: Wrong::Operator }),
        }
    }

    /// Its number, given each metric by its place among the names; `None` where one that it uses is unknown, and beyond numbers.
    #[must_use]
    pub fn value(&self, metric: &dyn Fn(usize) -> Option<f64>) -> Option<f64> {
        self.root.value(metric).filter(|value| value.is_finite())
    }

    /// Places of the metrics that it uses, ascending.
    #[must_use]
    pub fn uses(&self) -> Vec<usize> {
        let mut found = Vec::new();
        self.root.collect(&mut found);
        distinct(found)
    }
}

impl Node {
    fn value(&self, metric: &dyn Fn(usize) -> Option<f64>) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Metric(at) => metric(*at),
            Self::Minus(node) => node.value(metric).map(|value| -value),
            Self::Two(sign, left, right) => {
                let (left, right) = (left.value(metric)?, right.value(metric)?);
                match sign {
                    Sign::Plus => Some(left + right),
                    Sign::Minus => Some(left - right),
                    Sign::Times => Some(left * right),
                    Sign::Over => (right != 0.0).then(|| left / right),
                }
            }
        }
    }

    fn collect(&self, found: &mut Vec<usize>) {
        match self {
            Self::Number(_) => {}
            Self::Metric(at) => found.push(*at),
            Self::Minus(node) => node.collect(found),
            Self::Two(_, left, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }
}

/// Tokens with the places where they begin.
fn tokens(text: &str, names: &[&str]) -> Result<Vec<(usize, Token)>, Fault> {
    let characters: Vec<char> = text.chars().collect();
    let run = |from: usize, fits: &dyn Fn(char) -> bool| {
        characters[from..].iter().take_while(|&&one| fits(one)).collect::<String>()
    };
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&one) = characters.get(at) {
        let position = at + 1;
        let fault = |kind| Fault { position, kind };
        at += 1;
        let token = match one {
            _ if one.is_whitespace() => continue,
            '+' => Token::Sign(Sign::Plus),
            '-' | '−' => Token::Sign(Sign::Minus),
            '*' | '×' => Token::Sign(Sign::Times),
            '/' | '÷' => Token::Sign(Sign::Over),
            '(' | '（' => Token::Open,
            ')' | '）' => Token::Close,
            '0'..='9' | '.' => {
                let written = run(at - 1, &|one| one.is_ascii_digit() || one == '.');
                at += written.len() - 1;
                match decimal(&written) {
                    Some(number) => Token::Number(number, written),
                    None => return Err(fault(Wrong::Number(written))),
                }
            }
            _ if one.is_ascii_alphabetic() => {
                let name = run(at - 1, &|one| one.is_ascii_alphanumeric());
                at += name.len() - 1;
                match names.iter().position(|known| *known == name) {
                    Some(place) => Token::Metric(place),
                    None => return Err(fault(Wrong::Name(name))),
                }
            }
            _ => return Err(fault(Wrong::Character(one))),
        };
        tokens.push((position, token));
    }
    Ok(tokens)
}

/// A number of up to fifteen digits: both parts of the quotient are whole numbers that are held exactly, so it is the nearest one.
fn decimal(written: &str) -> Option<f64> {
    let (mut digits, mut scale, mut count, mut is_behind) = (0.0, 1.0, 0, false);
    for one in written.bytes() {
        if one == b'.' {
            if is_behind {
                return None;
            }
            is_behind = true;
            continue;
        }
        digits = digits * 10.0 + f64::from(one - b'0');
        scale *= if is_behind { 10.0 } else { 1.0 };
        count += 1;
    }
    (1..=15).contains(&count).then_some(digits / scale)
}

struct Reader<'a> {
    tokens: &'a [(usize, Token)],
    at: usize,
    /// The place behind the last character.
    end: usize,
}

impl Reader<'_> {
    fn sign(&mut self, of: [Sign; 2]) -> Option<Sign> {
        match self.tokens.get(self.at) {
            Some(&(_, Token::Sign(sign))) if of.contains(&sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn sum(&mut self, depth: usize) -> Result<Node, Fault> {
        let mut left = self.product(depth)?;
        while let Some(sign) = self.sign([Sign::Plus, Sign::Minus]) {
            left = Node::Two(sign, Box::new(left), Box::new(self.product(depth)?));
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Node, Fault> {
        let mut left = self.operand(depth)?;
        while let Some(sign) = self.sign([Sign::Times, Sign::Over]) {
            left = Node::Two(sign, Box::new(left), Box::new(self.operand(depth)?));
        }
        Ok(left)
    }

    fn operand(&mut self, depth: usize) -> Result<Node, Fault> {
        let Some((position, token)) = self.tokens.get(self.at) else {
            return Err(Fault { position: self.end, kind: Wrong::Operand });
        };
        let fault = |kind| Fault { position: *position, kind };
        if depth > DEEPEST {
            return Err(fault(Wrong::TooLong));
        }
        self.at += 1;
        match token {
            Token::Number(number, _) => Ok(Node::Number(*number)),
            Token::Metric(place) => Ok(Node::Metric(*place)),
            Token::Sign(Sign::Minus) => Ok(Node::Minus(Box::new(self.operand(depth + 1)?))),
            Token::Open => {
                let inside = self.sum(depth + 1)?;
                match self.tokens.get(self.at) {
                    Some((_, Token::Close)) => {
                        self.at += 1;
                        Ok(inside)
                    }
                    None => Err(fault(Wrong::Unclosed)),
                    Some(&(position, _)) => Err(Fault { position, kind: Wrong::Operator }),
                }
            }
            Token::Sign(_) | Token::Close => Err(fault(Wrong::Operand)),
        }
    }
}

fn shown(tokens: &[(usize, Token)], names: &[&str]) -> String {
    let mut text = String::new();
    let mut after_operand = false;
    for (_, token) in tokens {
        match token {
            Token::Number(_, written) => text.push_str(written),
            Token::Metric(place) => text.push_str(names[*place]),
            Token::Open => text.push('('),
            Token::Close => text.push(')'),
            Token::Sign(sign) if after_operand => {
                text.extend([' ', sign.shown(), ' ']);
            }
            Token::Sign(sign) => text.push(sign.shown()),
        }
        after_operand = !matches!(token, Token::Sign(_) | Token::Open);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["spend", "netSales", "margin"];

    fn value(text: &str) -> Option<f64> {
        let metrics = [Some(50.0), Some(400.0), None];
        Formula::read(text, &NAMES).unwrap().value(&|at| metrics[at])
    }

    /// By hand, with 50 spent and net sales of 400; the margin is unknown.
    #[test]
    fn worked_examples() {
        assert_eq!(value("netSales / spend"), Some(8.0));
        assert_eq!(value("2 + 3 * 4 - 6 / 2"), Some(11.0));
        assert_eq!(value("(2 + 3) * (4 - 6) / 2"), Some(-5.0));
        assert_eq!(value("10 - 4 - 3"), Some(3.0));
        assert_eq!(value("100 / 10 / 5"), Some(2.0));
        assert_eq!(value("-spend + 2 × −.5"), Some(-51.0));
        assert_eq!(value("netSales ÷（spend − 10）"), Some(10.0));
        assert_eq!(value("netSales * margin / spend"), None);
        assert_eq!(value("1 / (spend - 50)"), None);
        assert_eq!(value("0 * 1 / 0"), None);
        assert_eq!(value("1.15 + 3."), Some(4.15));
    }

    #[test]
    fn as_a_person_reads_it() {
        let formula = Formula::read("(netSales*margin-spend)/spend", &NAMES).unwrap();
        assert_eq!(formula.text, "(netSales × margin − spend) ÷ spend");
        assert_eq!(formula.uses(), [0, 1, 2]);
        assert_eq!(Formula::read("2*-spend", &NAMES).unwrap().text, "2 × −spend");
    }

    #[test]
    fn faults_name_their_place() {
        let fault = |text: &str| {
            let fault = Formula::read(text, &NAMES).unwrap_err();
            (fault.position, fault.kind)
        };
        assert_eq!(fault(""), (1, Wrong::Operand));
        assert_eq!(fault("netSales /"), (11, Wrong::Operand));
        assert_eq!(fault("netSales spend"), (10, Wrong::Operator));
        assert_eq!(fault("netSales / profit"), (12, Wrong::Name("profit".to_owned())));
        assert_eq!(fault("2 ^ 3"), (3, Wrong::Character('^')));
        assert_eq!(fault("1.2.3 + 4"), (1, Wrong::Number("1.2.3".to_owned())));
        assert_eq!(fault("2 + ."), (5, Wrong::Number(".".to_owned())));
        assert_eq!(fault("1234567890123456").1, Wrong::Number("1234567890123456".to_owned()));
        assert_eq!(fault("2 * (spend + 1"), (5, Wrong::Unclosed));
        assert_eq!(fault("2 * )"), (5, Wrong::Operand));
        assert_eq!(fault("(1 2)"), (4, Wrong::Operator));
        assert_eq!(fault("alert(1)").1, Wrong::Name("alert".to_owned()));
        assert_eq!(fault(&"(".repeat(100)).1, Wrong::TooLong);
        assert_eq!(fault(&"-".repeat(300)).1, Wrong::TooLong);
        assert_eq!(fault(&"1+".repeat(300)), (401, Wrong::TooLong));
    }
}
