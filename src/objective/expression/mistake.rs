use crate::named::{Named, named};
use std::fmt;

named! {
    /// What can be wrong with a formula.
    pub enum Problem {
        /// There is nothing.
        Empty = "empty",
        /// The text is too long.
        Long = "long",
        /// Parentheses, signs and powers are nested too deeply.
        Deep = "deep",
        /// There are too many operations.
        Large = "large",
        /// A sign that has no meaning here.
        Sign = "sign",
        /// A number that is none, or too large.
        Number = "number",
        /// Something to calculate with is missing.
        Operand = "operand",
        /// Two numbers stand side by side.
        Operator = "operator",
        /// A parenthesis is not closed.
        Open = "open",
        /// A parenthesis or comma has no beginning.
        Close = "close",
        /// A name that nothing is called.
        Name = "name",
        /// Two variables written as one name.
        Product = "product",
        /// A function that there is not.
        Function = "function",
        /// A function without parentheses.
        Bare = "bare",
        /// A function with too few or too many arguments.
        Arguments = "arguments",
        /// A column of data where there are no data.
        Data = "data",
        /// A second variable where there is one.
        Second = "second",
    }
}

/// What is wrong with a formula, and where: the bytes `from..to` of its text, which may be none at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// First byte.
    pub from: usize,
    /// First byte after it.
    pub to: usize,
    /// What is wrong.
    pub problem: Problem,
}

impl Mistake {
    pub(super) fn new(problem: Problem, (from, to): (usize, usize)) -> Self {
        Self { from, to, problem }
    }
    /// The sentence that says it, about `text`: which characters, counted from 1, and what.
    pub fn sentence(&self, text: &str) -> String {
        let count = |to: usize| text.get(..to).unwrap_or(text).chars().count();
        let (from, to) = (count(self.from) + 1, count(self.to));
        if to > from {
            format!("characters {from} to {to}: {self}")
        } else {
            format!("character {from}: {self}")
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.problem {
            Problem::Empty => "there is no formula yet",
            Problem::Long => "a formula has at most 1000 bytes",
            Problem::Deep => "this is nested too deeply",
            Problem::Large => "this is more than 240 operations or numbers",
            Problem::Sign => "this sign has no meaning here",
            Problem::Number => "this is not a number",
            Problem::Operand => "a number, a name or “(” is missing here",
            Problem::Operator => "an operator such as * is missing here",
            Problem::Open => "this “(” is not closed",
            Problem::Close => "this has no “(” before it",
            Problem::Name => "nothing is called this: give it a value in parameters",
            Problem::Product => "x and y side by side are one name: write x*y",
            Problem::Function => "there is no such function",
            Problem::Bare => "a function needs its argument in parentheses",
            Problem::Arguments => "this function takes another number of arguments",
            Problem::Second => "this is a function of x alone",
            Problem::Data => "a_i and b_i are columns of data, and there are no data",
        })
    }
}

impl Problem {
    /// Its name, for words in other languages.
    pub fn key(self) -> &'static str {
        self.name()
    }
}
