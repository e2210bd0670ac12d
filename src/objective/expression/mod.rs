//! Functions that a reader writes: `a*x^2 + b*y^2`, read, differentiated exactly and evaluated here.
//!
//! A text becomes a [`Tree`] (what a page sets in type), the tree a program of at most 240 steps, and the program runs over
//! numbers that know their derivatives: value, gradient or Hessian, in double precision or four points at once. There is no
//! recursion but the reader's, which is bounded, and nothing is allocated while it runs.

mod domain;
mod function;
mod holes;
mod jet;
mod lane;
mod line;
mod mistake;
mod own;
mod parse;
mod program;
mod rate;
mod step;
mod sum;
mod syntax;
mod token;

pub use function::Function;
pub use line::ExpressionLine;
pub use mistake::{Mistake, Problem};
pub use own::{Formula, READER};
pub use sum::ExpressionSum;
pub use syntax::{Binary, Id, Node, Tree, Variable};

use self::domain::Look;
use self::jet::{Bend, Both, Jet, Slope};
use self::parse::from_value;
use self::program::{Program, REGISTERS};
#[cfg(feature = "library")]
use super::Runs;
use super::{CriticalKind, CriticalPoint, Surface, critical};
#[cfg(feature = "library")]
use crate::walk::Walk;
use std::cell::RefCell;
#[cfg(feature = "library")]
use wide::f32x4;
use wide::f64x2;

/// A surface z = f(x, y) that is given as a formula.
///
/// Names are x, y, pi, e, sin, cos, tan, exp, log (ln), tanh, sqrt, abs, pow, min, max, and parameters; operators + − * / ^,
/// which bind as in mathematics (−x² is −(x²), 2^3^2 is 2^9), and a product needs no sign (2x, 3(x + 1)). Derivatives are
/// exact: dual numbers of second order. At a kink they are those of PyTorch: |x| has slope 0 at 0, and where the
/// arguments of min or max are equal each gives half. Where f or its gradient is undefined they are NaN.
///
/// Source: J. A. Fike and J. J. Alonso, *The development of hyper-dual numbers for exact second-derivative calculations*,
/// AIAA 2011-886.
#[derive(Clone)]
pub struct Expression {
    program: Program,
    registers: RefCell<Registers>,
    domain: [(f64, f64); 2],
    /// Where it is lowest, if that is known.
    lowest: Option<[f64; 2]>,
}

/// Room for each kind of number.
#[derive(Clone)]
struct Registers {
    values: Box<[f64; REGISTERS]>,
    slopes: Box<[Both; REGISTERS]>,
    bends: Box<[Bend; REGISTERS]>,
    #[cfg(feature = "library")]
    fours: Box<[Slope<f32x4>; REGISTERS]>,
}

impl Registers {
    fn new() -> Self {
        Self {
            values: Box::new([0.0; REGISTERS]),
            slopes: Box::new([Both::constant(f64x2::ZERO); REGISTERS]),
            bends: Box::new([Bend::constant(0.0); REGISTERS]),
            #[cfg(feature = "library")]
            fours: Box::new([Slope::constant(f32x4::ZERO); REGISTERS]),
        }
    }
}

impl Expression {
    /// The surface of a formula whose parameters have these values, by their names.
    ///
    /// # Errors
    /// A parameter has no value, the formula needs data, or it is too long.
    #[inline(never)]
    pub fn new(tree: &Tree, value: impl Fn(&str) -> Option<f64>) -> Result<Self, Mistake> {
        let mut built = Self::with_data(tree, value)?;
        if let Some(span) = tree.data() {
            return Err(Mistake::new(Problem::Data, span));
        }
        let found = domain::look(&|x, y| built.value(x, y), &|at| built.bend_with(at, [0.0; 2]));
        built.takes(found);
        Ok(built)
    }
    /// The same of a formula that may need data.
    #[inline(never)]
    fn with_data(tree: &Tree, value: impl Fn(&str) -> Option<f64>) -> Result<Self, Mistake> {
        let mut values = Vec::with_capacity(tree.parameters.len());
        for (which, name) in tree.parameters.iter().enumerate() {
            let Some(given) = value(name) else {
                let here = |(node, _): &&(Node, _)| *node == Node::Parameter(which);
                let span = tree.nodes.iter().find(here).map_or((0, 0), |(_, span)| *span);
                return Err(Mistake::new(Problem::Name, span));
            };
            values.push(given);
        }
        let program = Program::of(tree, &values)?;
        let registers = RefCell::new(Registers::new());
        Ok(Self { program, registers, domain: [(-1.0, 1.0); 2], lowest: None })
    }
    fn takes(&mut self, Look { domain, lowest }: Look) {
        (self.domain, self.lowest) = (domain, lowest);
    }
    /// The same with another part worth showing; both ranges are finite and ascend.
    pub fn showing(mut self, domain: [(f64, f64); 2]) -> Self {
        self.domain = domain;
        self
    }

    fn value_with(&self, [x, y]: [f64; 2], [a, b]: [f64; 2]) -> f64 {
        let registers = &mut self.registers.borrow_mut().values;
        registers[..4].copy_from_slice(&[x, y, a, b]);
        self.program.run(registers)
    }
    fn slope_with(&self, [x, y]: [f64; 2], [a, b]: [f64; 2]) -> (f64, [f64; 2]) {
        let registers = &mut self.registers.borrow_mut().slopes;
        registers[..4].copy_from_slice(&pairs([x, y, a, b]));
        self.program.slope(registers)
    }
    fn bend_with(&self, [x, y]: [f64; 2], [a, b]: [f64; 2]) -> Bend {
        let registers = &mut self.registers.borrow_mut().bends;
        for (register, slope) in registers.iter_mut().zip(variables([x, y, a, b])) {
            *register = Bend { slope, xx: 0.0, xy: 0.0, yy: 0.0 };
        }
        self.program.run(registers)
    }
    #[cfg(feature = "library")]
    fn slopes_with(&self, [x, y]: [f32x4; 2], [a, b]: [f32x4; 2]) -> [f32x4; 2] {
        let registers = &mut self.registers.borrow_mut().fours;
        registers[..4].copy_from_slice(&variables([x, y, a, b]));
        let Slope { x, y, .. } = self.program.run(registers);
        [x, y]
    }
}

/// x and y, each of slope 1 along itself, and what does not depend on them.
fn variables<N: lane::Lane>([x, y, a, b]: [N; 4]) -> [Slope<N>; 4] {
    let (one, still) = (N::of(1.0), Slope::constant);
    [Slope { x: one, ..still(x) }, Slope { y: one, ..still(y) }, still(a), still(b)]
}

/// The same of one point, with the value twice.
fn pairs([x, y, a, b]: [f64; 4]) -> [Both; 4] {
    let still = |v| Both::constant(f64x2::splat(v));
    [
        Both { d: f64x2::new([1.0, 0.0]), ..still(x) },
        Both { d: f64x2::new([0.0, 1.0]), ..still(y) },
        still(a),
        still(b),
    ]
}

impl Surface for Expression {
    fn value(&self, x: f64, y: f64) -> f64 {
        self.value_with([x, y], [0.0; 2])
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        self.slope_with([x, y], [0.0; 2]).1
    }
    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        let Bend { xx, xy, yy, .. } = self.bend_with([x, y], [0.0; 2]);
        [xx, xy, yy]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        self.domain
    }
    /// A point high on the left of the domain, or the first of some others where f has a value and a slope.
    fn start(&self) -> [f64; 2] {
        start(self.domain, &|x, y| {
            let (value, slope) = self.slope_with([x, y], [0.0; 2]);
            value.is_finite() && slope.iter().all(|part| part.is_finite()) && slope != [0.0; 2]
        })
    }
    /// The lowest place alone, where there is one: `analysis` finds the others.
    fn critical_points(&self) -> Vec<CriticalPoint> {
        critical(CriticalKind::Minimum, self.lowest.as_slice()).collect()
    }
    // No crowd on the page runs on a formula.
    #[cfg(feature = "library")]
    fn gradient4(&self, x: f32x4, y: f32x4) -> [f32x4; 2] {
        self.slopes_with([x, y], [f32x4::ZERO; 2])
    }
    /// The value comes along with the gradient, which the next update needs.
    #[cfg(feature = "library")]
    fn walk(&self, walk: &mut Walk, thetas: &mut [f64], losses: &mut [f64]) -> usize {
        let registers = &mut self.registers.borrow_mut().slopes;
        registers[..4].copy_from_slice(&pairs([0.0; 4]));
        let registers = RefCell::new(registers);
        let both = |[x, y]: [f64; 2]| {
            let mut registers = registers.borrow_mut();
            (registers[0].v, registers[1].v) = (f64x2::splat(x), f64x2::splat(y));
            self.program.slope(&mut registers)
        };
        walk.on_both(both, thetas, losses)
    }
    #[cfg(feature = "library")]
    fn descend(&self, runs: Runs) {
        let Runs { x, y, mx, my, rate, momentum } = runs;
        let registers = &mut self.registers.borrow_mut().fours;
        registers[..4].copy_from_slice(&variables([f32x4::ZERO; 4]));
        for ((x, y), (mx, my)) in x.iter_mut().zip(y).zip(mx.iter_mut().zip(my)) {
            (registers[0].v, registers[1].v) = (*x, *y);
            let slope = self.program.run(registers);
            *mx = momentum * *mx - rate * slope.x;
            *my = momentum * *my - rate * slope.y;
            *x += *mx;
            *y += *my;
        }
    }
}

/// The first of a few round places of the domain that suits, or the first one.
fn start(domain: [(f64, f64); 2], suits: &dyn Fn(f64, f64) -> bool) -> [f64; 2] {
    let place = |part: f64, (low, high): (f64, f64)| {
        let digits = libm::pow(10.0, libm::floor(libm::log10((high - low) / 20.0)));
        libm::round((low + (high - low) * part) / digits) * digits
    };
    let parts = [(0.2, 0.8), (0.8, 0.7), (0.3, 0.3), (0.7, 0.2), (0.45, 0.6), (0.95, 0.95)];
    let places = parts.map(|(x, y)| [place(x, domain[0]), place(y, domain[1])]);
    places.into_iter().find(|[x, y]| suits(*x, *y)).unwrap_or(places[0])
}
