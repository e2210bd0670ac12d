//! From a tree to a short program of registers, and its evaluation over any kind of number.

use super::function::Function;
use super::jet::{Both, Jet};
use super::lane::Lane;
use super::mistake::{Mistake, Problem};
use super::step::{Code, FROM, LATER, LESS, PLUS, SCALE, SHIFT, SQUARE, Step, Then};
use super::syntax::{Binary, Node, Tree, Variable};
use crate::named::Named;
use std::f64::consts;

/// Registers: the four variables, then what each step comes to. As many as a byte counts, so that none is ever missing.
pub(super) const REGISTERS: usize = 256;
/// Registers of the variables.
pub(super) const VARIABLES: usize = 4;
/// Stands for the register that was written last: the next step need not wait until it can be read again.
pub(super) const LAST: u8 = 255;
/// Most steps, and most numbers.
const MOST: usize = 240;
/// Whole powers up to this are products.
const PRODUCTS: f64 = 64.0;

/// A part of the formula: known now, or in a register later.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    Known(f64),
    Register(u8),
}
use Part::{Known, Register};

/// A formula as steps; each writes the next register.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) numbers: Box<[f64; REGISTERS]>,
    /// How many of them there are.
    count: usize,
    pub(super) result: Part,
    /// Whether it depends on the data.
    pub(super) data: bool,
}

impl Program {
    /// The program of a tree whose parameters have these values, one for each. What depends on no variable is worked
    /// out now, and what occurs twice is a step once.
    pub(super) fn of(tree: &Tree, values: &[f64]) -> Result<Self, Mistake> {
        let mut program = Self {
            steps: Vec::new(),
            numbers: Box::new([0.0; REGISTERS]),
            count: 0,
            result: Known(0.0),
            data: false,
        };
        let mut parts: Vec<Part> = Vec::with_capacity(tree.nodes.len());
        for (node, span) in &tree.nodes {
            let part = match *node {
                Node::Number(value) => Some(Known(value)),
                Node::Constant(name) => Some(Known(if name == "e" { consts::E } else { consts::PI })),
                Node::Parameter(which) => Some(Known(values.get(which).copied().unwrap_or(f64::NAN))),
                Node::Variable(which) => {
                    program.data |= matches!(which, Variable::A | Variable::B);
                    Some(Register(which as u8))
                }
                Node::Negative(of) => program.scaled(parts[of], -1.0),
                Node::Call(function, of) => match parts[of] {
                    Known(value) => Some(Known(function.at(value)[0])),
                    Register(a) => program.step(Code::Call(function), a, 0),
                },
                Node::Binary(operation, a, b) => program.joined(operation, parts[a], parts[b]),
            };
            parts.push(part.ok_or_else(|| Mistake::new(Problem::Large, *span))?);
        }
        program.result = parts.last().copied().unwrap_or(Known(f64::NAN));
        program.fuse();
        Ok(program)
    }

    /// The register of a step: of the same one before, if there is one; nothing where there is no room.
    fn step(&mut self, code: Code, a: u8, b: u8) -> Option<Part> {
        let step = Step { code, a, b, then: Then::default() };
        let known = self.steps.iter().position(|other| *other == step);
        let place = known.unwrap_or(self.steps.len());
        if known.is_none() {
            if place == MOST {
                return None;
            }
            self.steps.push(step);
        }
        u8::try_from(VARIABLES + place).ok().map(Register)
    }
    pub(super) fn number(&mut self, value: f64) -> Option<u8> {
        let bits = value.to_bits();
        let known = self.numbers[..self.count].iter().position(|other| other.to_bits() == bits);
        let place = known.unwrap_or(self.count);
        if known.is_none() {
            if place == MOST {
                return None;
            }
            self.numbers[place] = value;
            self.count += 1;
        }
        u8::try_from(place).ok()
    }
    /// The place of two numbers, one after the other.
    fn pair(&mut self, k: f64, next: f64) -> Option<u8> {
        let bits = [k.to_bits(), next.to_bits()];
        let known = self.numbers[..self.count]
            .windows(2)
            .position(|two| [two[0].to_bits(), two[1].to_bits()] == bits);
        let place = known.unwrap_or(self.count);
        if known.is_none() {
            if place + 1 >= MOST {
                return None;
            }
            (self.numbers[place], self.numbers[place + 1]) = (k, next);
            self.count += 2;
        }
        u8::try_from(place).ok()
    }
    fn with(&mut self, code: Code, a: u8, k: f64) -> Option<Part> {
        let k = self.number(k)?;
        self.step(code, a, k)
    }
    fn scaled(&mut self, part: Part, by: f64) -> Option<Part> {
        match part {
            Known(value) => Some(Known(value * by)),
            Register(_) if by == 1.0 => Some(part),
            Register(a) => self.with(Code::Scale, a, by),
        }
    }
    fn register(&mut self, part: Part) -> Option<u8> {
        match part {
            Known(value) => match self.with(Code::Number, 0, value)? {
                Register(a) => Some(a),
                Known(_) => None,
            },
            Register(a) => Some(a),
        }
    }

    #[inline(never)]
    fn joined(&mut self, operation: Binary, a: Part, b: Part) -> Option<Part> {
        match (operation, a, b) {
            (_, Known(a), Known(b)) => Some(Known(known(operation, a, b))),
            (Binary::Add, Register(a), Register(b)) => self.step(Code::Add, a.min(b), a.max(b)),
            (Binary::Add, Register(a), Known(k)) | (Binary::Add, Known(k), Register(a)) => {
                self.with(Code::Shift, a, k)
            }
            (Binary::Subtract, Register(a), Register(b)) => self.step(Code::Subtract, a, b),
            (Binary::Subtract, Register(a), Known(k)) => self.with(Code::Shift, a, -k),
            (Binary::Subtract, Known(k), Register(a)) => self.with(Code::From, a, k),
            (Binary::Multiply, Register(a), Register(b)) if a == b => self.step(Code::Square, a, a),
            (Binary::Multiply, Register(a), Register(b)) => self.step(Code::Multiply, a.min(b), a.max(b)),
            (Binary::Multiply, part, Known(k)) | (Binary::Multiply, Known(k), part) => self.scaled(part, k),
            (Binary::Divide, Register(a), Register(b)) => self.step(Code::Divide, a, b),
            (Binary::Divide, Register(a), Known(k)) => {
                let place = self.pair(k, 1.0 / k)?;
                self.step(Code::Per, a, place)
            }
            (Binary::Divide, Known(k), Register(a)) => self.with(Code::Over, a, k),
            (Binary::Power, Register(a), Known(k)) if k.abs() <= PRODUCTS && libm::trunc(k) == k => {
                self.product(a, k)
            }
            (Binary::Power, Register(a), Known(0.5)) => self.step(Code::Call(Function::Sqrt), a, 0),
            (Binary::Power, Register(a), Known(k)) => self.with(Code::PowerOf, a, k),
            (Binary::Power, Known(k), b) if k > 0.0 => match self.scaled(b, libm::log(k))? {
                Register(a) => self.step(Code::Call(Function::Exp), a, 0),
                Known(value) => Some(Known(libm::exp(value))),
            },
            (Binary::Power, a, b) => {
                let (a, b) = (self.register(a)?, self.register(b)?);
                self.step(Code::Power, a, b)
            }
            (Binary::Least, a, b) => {
                let (a, b) = (self.register(a)?, self.register(b)?);
                self.step(Code::Least, a.min(b), a.max(b))
            }
            (Binary::Most, a, b) => {
                let (a, b) = (self.scaled(a, -1.0)?, self.scaled(b, -1.0)?);
                let least = self.joined(Binary::Least, a, b)?;
                self.scaled(least, -1.0)
            }
        }
    }
    /// aᵏ of a whole k: x⁰ is 1, and below 0 it is one over the power.
    fn product(&mut self, a: u8, k: f64) -> Option<Part> {
        let (mut left, mut square, mut power) = (k.abs() as u32, Register(a), Known(1.0));
        while left > 0 {
            if left % 2 == 1 {
                power = self.joined(Binary::Multiply, power, square)?;
            }
            left /= 2;
            if left > 0 {
                square = self.joined(Binary::Multiply, square, square)?;
            }
        }
        if k < 0.0 { self.joined(Binary::Divide, Known(1.0), power) } else { Some(power) }
    }

    /// What the formula comes to at the variables in the first registers.
    #[inline]
    pub(super) fn run<J: Jet>(&self, registers: &mut [J; REGISTERS]) -> J {
        let number = |place: u8| J::Of::of(self.numbers[usize::from(place)]);
        let (mut to, mut last) = (VARIABLES as u8, registers[0]);
        for step in &self.steps {
            // Read where they are used: a copy beforehand would be made for all kinds of steps.
            macro_rules! r {
                ($of:ident) => {
                    if step.$of == LAST { last } else { registers[usize::from(step.$of)] }
                };
            }
            let square = |a: J| {
                let v = a.value();
                a.chain([v * v, v + v, J::Of::of(2.0)])
            };
            let shift = |a: J, k: J::Of| a.at(a.value() + k);
            let from = |a: J, k: J::Of| {
                let value = k - a.value();
                a.scaled(J::Of::of(-1.0)).at(value)
            };
            let mut v = match step.code {
                Code::Number => J::constant(number(step.b)),
                Code::Add => r!(a).plus(r!(b)),
                Code::Subtract => r!(a).minus(r!(b)),
                Code::Multiply => r!(a).times(r!(b)),
                Code::Divide => r!(a).over(r!(b)),
                Code::Shift => shift(r!(a), number(step.b)),
                Code::From => from(r!(a), number(step.b)),
                Code::Scale => r!(a).scaled(number(step.b)),
                Code::Over => J::constant(number(step.b)).over(r!(a)),
                Code::Per => {
                    let value = r!(a).value() / number(step.b);
                    r!(a).scaled(number(step.b.wrapping_add(1))).at(value)
                }
                Code::Square => square(r!(a)),
                Code::PowerOf => r!(a).chain(r!(a).value().power(self.numbers[usize::from(step.b)])),
                Code::Power => {
                    // aᵇ = exp(b log a), but for its value, which is taken as it is.
                    let (a, b) = (r!(a), r!(b));
                    let exponent = a.chain(a.value().function(Function::Log)).times(b);
                    exponent.chain([a.value().raised(b.value()); 3])
                }
                Code::Least => r!(a).least(r!(b)),
                Code::Call(function) => r!(a).chain(r!(a).value().function(function)),
            };
            let Then { does, c, shift: more, scale, d } = step.then;
            if does != 0 {
                // Joins v with the register there, as the two lowest bits say.
                let join = |how: u8, v: J, with: u8| {
                    let other = if with == LAST { last } else { registers[usize::from(with)] };
                    match how {
                        PLUS => v.plus(other),
                        FROM => other.minus(v),
                        _ => v.minus(other),
                    }
                };
                if does & LESS != 0 {
                    v = join(does & LESS, v, c);
                }
                if does & SHIFT != 0 {
                    v = shift(v, number(more));
                }
                if does & SQUARE != 0 {
                    v = square(v);
                }
                if does & SCALE != 0 {
                    v = v.scaled(number(scale));
                }
                if does >= LATER {
                    v = join(does / LATER, v, d);
                }
            }
            last = v;
            registers[usize::from(to)] = last;
            to = to.wrapping_add(1);
        }
        match self.result {
            Known(value) => J::constant(J::Of::of(value)),
            Register(place) => registers[usize::from(place)],
        }
    }

    /// Value and gradient at the point in the first registers.
    pub(super) fn slope(&self, registers: &mut [Both; REGISTERS]) -> (f64, [f64; 2]) {
        let Both { v, d } = self.run(registers);
        (v.to_array()[0], d.to_array())
    }
}

fn known(operation: Binary, a: f64, b: f64) -> f64 {
    match operation {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide => a / b,
        Binary::Power => libm::pow(a, b),
        Binary::Least => a.share(b).mix(a, b),
        Binary::Most => a.share(b).mix(b, a),
    }
}

/// The names that formulas have without a parameter.
pub(super) fn reserved(name: &str) -> bool {
    ["x", "y", "a_i", "b_i", "pi", "π", "e", "pow", "min", "max"].contains(&name)
        || Function::named(name).is_some()
}
