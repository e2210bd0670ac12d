//! From words to a tree.

use super::function::Function;
use super::mistake::{Mistake, Problem};
use super::token::{Span, Token, Tokens};
use crate::named::{Named, named};

/// Most bytes of a formula.
const LONGEST: usize = 1000;
/// Deepest nesting of parentheses, signs and powers.
const DEEPEST: usize = 60;

/// How strongly a sum, a product, a sign and a power bind.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const MINUS: u8 = 3;
const POWER: u8 = 4;

/// Place of a node in its tree.
pub type Id = usize;

/// What is known without a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// The first coordinate.
    X,
    /// The second.
    Y,
    /// First column of the data.
    A,
    /// Second column of the data.
    B,
}

named! {
    /// Operations on two numbers.
    pub enum Binary {
        /// Sum.
        Add = "+",
        /// Difference.
        Subtract = "-",
        /// Product.
        Multiply = "*",
        /// Quotient.
        Divide = "/",
        /// Power.
        Power = "pow",
        /// The lesser.
        Least = "min",
        /// The greater.
        Most = "max",
    }
}

/// A part of a formula; those that it has come before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// A number.
    Number(f64),
    /// π or e, as it is written.
    Constant(&'static str),
    /// A variable.
    Variable(Variable),
    /// The parameter of this number.
    Parameter(usize),
    /// Its negative.
    Negative(Id),
    /// Two parts.
    Binary(Binary, Id, Id),
    /// A function of a part.
    Call(Function, Id),
}

/// A formula, read.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Tree {
    /// All parts, the whole last, each with where it stands.
    pub nodes: Vec<(Node, (usize, usize))>,
    /// Names of its parameters, in the order in which they occur.
    pub parameters: Vec<String>,
}

impl Tree {
    /// Where it speaks of data, if it does.
    pub(super) fn data(&self) -> Option<Span> {
        let speaks = |(node, _): &&(Node, Span)| matches!(node, Node::Variable(Variable::A | Variable::B));
        self.nodes.iter().find(speaks).map(|(_, span)| *span)
    }
    /// Whether it speaks of data: then it is one term of a sum over them.
    pub fn has_data(&self) -> bool {
        self.data().is_some()
    }
    /// Reads a text.
    ///
    /// # Errors
    /// It is no formula.
    #[inline(never)]
    pub fn read(text: &str) -> Result<Self, Mistake> {
        if text.len() > LONGEST {
            return Err(Mistake::new(Problem::Long, (0, text.len())));
        }
        let mut tokens = Tokens::new(text);
        let (next, span) = tokens.next()?;
        if next == Token::End {
            return Err(Mistake::new(Problem::Empty, (0, text.len())));
        }
        let mut reader = Reader { tokens, next, span, tree: Self::default(), depth: 0 };
        reader.part(SUM)?;
        match reader.next {
            Token::End => Ok(reader.tree),
            Token::Sign(')' | ',') => Err(reader.mistake(Problem::Close)),
            _ => Err(reader.mistake(Problem::Operator)),
        }
    }
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    next: Token<'a>,
    span: Span,
    tree: Tree,
    depth: usize,
}

impl Reader<'_> {
    fn mistake(&self, problem: Problem) -> Mistake {
        Mistake::new(problem, self.span)
    }
    fn advance(&mut self) -> Result<(), Mistake> {
        (self.next, self.span) = self.tokens.next()?;
        Ok(())
    }
    fn node(&mut self, node: Node, span: Span) -> Id {
        self.tree.nodes.push((node, span));
        self.tree.nodes.len() - 1
    }
    fn from(&self, id: Id) -> usize {
        self.tree.nodes[id].1.0
    }
    fn join(&mut self, operation: Binary, a: Id, b: Id) -> Id {
        let span = (self.from(a), self.tree.nodes[b].1.1);
        self.node(Node::Binary(operation, a, b), span)
    }

    /// A part whose operators all bind at least as strongly as `least`.
    fn part(&mut self, least: u8) -> Result<Id, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.mistake(Problem::Deep));
        }
        let mut left = self.operand()?;
        loop {
            let (binds, operation, written) = match self.next {
                Token::Sign('+') => (SUM, Binary::Add, true),
                Token::Sign('-') => (SUM, Binary::Subtract, true),
                Token::Sign('*') => (PRODUCT, Binary::Multiply, true),
                Token::Sign('/') => (PRODUCT, Binary::Divide, true),
                Token::Name(_) | Token::Sign('(') => (PRODUCT, Binary::Multiply, false),
                Token::Sign('^') => (POWER, Binary::Power, true),
                Token::Raised(power) => {
                    let exponent = self.node(Node::Number(power), self.span);
                    left = self.join(Binary::Power, left, exponent);
                    self.advance()?;
                    continue;
                }
                _ => break,
            };
            if binds < least {
                break;
            }
            if written {
                self.advance()?;
            }
            // Powers are taken from the right, all else from the left.
            let right = self.part(if binds == POWER { POWER } else { binds + 1 })?;
            left = self.join(operation, left, right);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn operand(&mut self) -> Result<Id, Mistake> {
        let (token, span) = (self.next, self.span);
        match token {
            Token::Number(value) => {
                self.advance()?;
                Ok(self.node(Node::Number(value), span))
            }
            Token::Sign('-') => {
                self.advance()?;
                let of = self.part(MINUS)?;
                let end = self.tree.nodes[of].1.1;
                Ok(self.node(Node::Negative(of), (span.0, end)))
            }
            Token::Sign('+') => {
                self.advance()?;
                self.part(MINUS)
            }
            Token::Sign('(') => {
                self.advance()?;
                let inner = self.part(SUM)?;
                self.close(span)?;
                Ok(inner)
            }
            Token::Name(name) => {
                self.advance()?;
                self.name(name, span)
            }
            Token::End | Token::Sign(_) | Token::Raised(_) => Err(self.mistake(Problem::Operand)),
        }
    }

    /// The end of a parenthesis that began at `open`.
    fn close(&mut self, open: Span) -> Result<(), Mistake> {
        match self.next {
            Token::Sign(')') => self.advance(),
            Token::End => Err(Mistake::new(Problem::Open, open)),
            Token::Sign(',') => Err(self.mistake(Problem::Sign)),
            _ => Err(self.mistake(Problem::Operator)),
        }
    }

    fn name(&mut self, name: &str, span: Span) -> Result<Id, Mistake> {
        let several = [("pow", Binary::Power), ("min", Binary::Least), ("max", Binary::Most)];
        if let Some(function) = Function::named(name) {
            let arguments = self.arguments(span)?;
            let [of] = arguments[..] else { return Err(Mistake::new(Problem::Arguments, span)) };
            return Ok(self.node(Node::Call(function, of), span));
        }
        if let Some((_, operation)) = several.into_iter().find(|(own, _)| *own == name) {
            let arguments = self.arguments(span)?;
            let (first, rest) = arguments.split_first().unwrap_or((&0, &[]));
            if rest.is_empty() || (operation == Binary::Power && rest.len() > 1) {
                return Err(Mistake::new(Problem::Arguments, span));
            }
            return Ok(rest.iter().fold(*first, |left, right| self.join(operation, left, *right)));
        }
        let node = match name {
            "x" => Node::Variable(Variable::X),
            "y" => Node::Variable(Variable::Y),
            "a_i" => Node::Variable(Variable::A),
            "b_i" => Node::Variable(Variable::B),
            "pi" | "π" => Node::Constant("pi"),
            "e" => Node::Constant("e"),
            _ if name.chars().all(|c| matches!(c, 'x' | 'y')) => {
                return Err(Mistake::new(Problem::Product, span));
            }
            // One letter before a parenthesis is a factor; a word there is meant as a function.
            _ if self.next == Token::Sign('(') && name.chars().count() > 1 => {
                return Err(Mistake::new(Problem::Function, span));
            }
            _ => Node::Parameter(self.parameter(name)),
        };
        Ok(self.node(node, span))
    }
    fn parameter(&mut self, name: &str) -> usize {
        let known = self.tree.parameters.iter().position(|own| own == name);
        known.unwrap_or_else(|| {
            self.tree.parameters.push(name.to_owned());
            self.tree.parameters.len() - 1
        })
    }
    fn arguments(&mut self, of: Span) -> Result<Vec<Id>, Mistake> {
        let open = self.span;
        if self.next != Token::Sign('(') {
            return Err(Mistake::new(Problem::Bare, of));
        }
        let mut arguments = Vec::new();
        loop {
            self.advance()?;
            arguments.push(self.part(SUM)?);
            if self.next != Token::Sign(',') {
                self.close(open)?;
                return Ok(arguments);
            }
        }
    }
}
