//! From characters to words.

use super::mistake::{Mistake, Problem};
use crate::decimal;

/// Part of the text: from which byte, to the one after it.
pub(super) type Span = (usize, usize);

/// A word of a formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    Name(&'a str),
    /// One of `+ - * / ^ ( ) ,`, whatever sign it was written with.
    Sign(char),
    /// A raised 2 or 3.
    Raised(f64),
    End,
}

/// Reads one word at a time.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
    /// The next word and where it stands; [`Token::End`] for ever at the end.
    pub(super) fn next(&mut self) -> Result<(Token<'a>, Span), Mistake> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let rest = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{a0}']);
        let from = self.text.len() - rest.len();
        let mut characters = rest.chars();
        let Some(first) = characters.next() else { return Ok((Token::End, (from, from))) };
        let (token, length) = match first {
            '0'..='9' | '.' => {
                let length = number(rest.as_bytes());
                let span = (from, from + length);
                let value =
                    decimal::parse(rest.get(..length).unwrap_or_default()).filter(|value| value.is_finite());
                (Token::Number(value.ok_or_else(|| Mistake::new(Problem::Number, span))?), length)
            }
            _ if letter(first) => {
                let end = rest.find(|c| !letter(c) && !matches!(c, '0'..='9' | '_')).unwrap_or(rest.len());
                (Token::Name(rest.get(..end).unwrap_or_default()), end)
            }
            '*' if characters.next() == Some('*') => (Token::Sign('^'), 2),
            _ => {
                let length = first.len_utf8();
                let token = match first {
                    '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' => Token::Sign(first),
                    '−' | '–' => Token::Sign('-'),
                    '·' | '×' | '⋅' | '∙' => Token::Sign('*'),
                    '÷' | '∕' => Token::Sign('/'),
                    '²' => Token::Raised(2.0),
                    '³' => Token::Raised(3.0),
                    _ => return Err(Mistake::new(Problem::Sign, (from, from + length))),
                };
                (token, length)
            }
        };
        self.at = from + length;
        Ok((token, (from, self.at)))
    }
}

/// Latin and Greek letters.
fn letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Α'..='Ω' | 'α'..='ω')
}

/// Bytes of the number that `text` begins with. An e belongs to it only where a power of ten follows: `2e` is 2 times e.
fn number(text: &[u8]) -> usize {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if text.get(end) == Some(&b'.') {
        end += 1 + digits(end + 1);
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let power = if end + 1 + sign <= text.len() { digits(end + 1 + sign) } else { 0 };
        if power > 0 {
            end += 1 + sign + power;
        }
    }
    end
}
