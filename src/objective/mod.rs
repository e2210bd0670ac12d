//! What is minimised. Every objective is a finite sum over examples, L(θ) = (1/N) Σ ℓᵢ(θ); a plain surface has N = 1.
//!
//! A new one is a file of its own and, here, its two lines and its row of [`CATALOG`]: menus, links, the API and their
//! checks follow from the row.

mod beale;
mod booth;
mod bounded_monkey_saddle;
mod bounded_saddle;
mod coordinate;
mod curve;
mod expression;
mod formula;
mod hill;
mod himmelblau;
mod linear_regression;
mod logistic_regression;
mod mean;
mod minima;
mod noise;
mod parse;
mod points;
mod product;
mod quadratic;
mod regression;
mod rosenbrock;
mod saddle;
mod surface;
mod three_hump_camel;
mod two_layer;

pub use crate::data::DataSet;
pub use beale::Beale;
pub use booth::Booth;
pub use bounded_monkey_saddle::BoundedMonkeySaddle;
pub use bounded_saddle::BoundedSaddle;
pub use coordinate::Coordinate;
pub use curve::{Curve, Line};
pub use expression::{
    Binary, Expression, ExpressionLine, ExpressionSum, Formula, Function, Id, Mistake, Node, Problem, READER,
    Tree, Variable,
};
#[cfg(not(feature = "library"))]
pub use formula::install;
pub use formula::{
    DOMAIN, EXPRESSION, Holes, PARAMETERS, POINTS, Reader, TEXT, Written, description, holes, written,
};
pub use hill::{HillCurve, Plateau, Quartic, Slide, hill};
pub use himmelblau::Himmelblau;
pub use linear_regression::LinearRegression;
pub use logistic_regression::LogisticRegression;
pub use mean::Objective;
pub use minima::Minima;
pub use noise::{Noise, offsets};
pub use parse::{described, from_value};
pub use points::{CriticalKind, CriticalPoint};
pub use product::Product;
pub use quadratic::Quadratic;
pub use regression::{Link, Regression, Rows};
pub use rosenbrock::Rosenbrock;
pub use saddle::Saddle;
pub use surface::{Examples, Plane, Runs, Surface};
pub use three_hump_camel::ThreeHumpCamel;
pub use two_layer::TwoLayer;

use crate::param::{Choice, Given, Param};
use points::critical;
use std::rc::Rc;

/// One objective that can be named.
pub struct Entry {
    /// Its name in links and descriptions.
    pub name: &'static str,
    /// What menus show where a language has no words of its own for it.
    pub title: &'static str,
    /// Its parameters.
    pub params: &'static [&'static Param],
    /// A learning rate at which plain gradient descent makes good progress from the usual start.
    pub rate: &'static str,
    /// Number of coordinates of θ.
    pub dim: usize,
    /// Whether it is a sum over many examples.
    pub finite_sum: bool,
    /// Which examples a description may bring along instead of the built-in ones.
    pub own: Own,
    build: fn(&dyn Given) -> Rc<dyn Objective>,
}

/// Examples that a description may bring along, as its fields `x` and `y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// None: the objective has its own.
    Nothing,
    /// Numbers x and a target y for each.
    Targets,
    /// Numbers x and a class y, 0 or 1, for each.
    Classes,
    /// Pairs of numbers, where its formula speaks of them.
    Formula,
}

impl Entry {
    /// The objective with the parameters that are given, on built-in data.
    pub fn build(&self, given: &dyn Given) -> Rc<dyn Objective> {
        (self.build)(given)
    }
    /// A surface without parameters, whose slope suits the learning rate `rate`.
    const fn surface(
        name: &'static str,
        title: &'static str,
        rate: &'static str,
        build: fn(&dyn Given) -> Rc<dyn Objective>,
    ) -> Self {
        Self { name, title, params: &[], rate, dim: 2, finite_sum: false, own: Own::Nothing, build }
    }
    /// The same with parameters.
    const fn params(mut self, params: &'static [&'static Param]) -> Self {
        self.params = params;
        self
    }
    /// The same as a sum over many examples.
    const fn finite_sum(mut self, own: Own) -> Self {
        self.finite_sum = true;
        self.own(own)
    }
    /// The same with examples that a description may bring along.
    const fn own(mut self, own: Own) -> Self {
        self.own = own;
        self
    }
    /// The same with another number of coordinates.
    const fn dim(mut self, dim: usize) -> Self {
        self.dim = dim;
        self
    }
}

/// Where the valley of `rosenbrock` ends.
pub static ROSENBROCK_A: Param = Param::number("a", -10.0, 10.0, 0.1, "1").was(&["rosenbrock-a"]);
/// Steepness of the valley's walls.
pub static ROSENBROCK_B: Param = Param::log("b", 0.01, 10_000.0, "100").was(&["rosenbrock-b"]);
/// Condition number of `quadratic`.
pub static CONDITION: Param = Param::log("condition", 1.0, 10_000.0, "50");
/// Turn of its axes.
pub static ROTATION: Param = Param::number("rotation", -180.0, 180.0, 5.0, "30").unit("°");
/// Data set of `linear-regression`.
pub static DATA_SET: Choice<DataSet> = Choice::new("data");
/// Curve of `hill`.
pub static CURVE: Choice<HillCurve> = Choice::new("curve").default("slide");
/// Scale of the coordinate of `minima`: see [`Coordinate`].
pub static SCALE: Param = Param::log("scale", 0.25, 4.0, "1");
/// Stretch of the coordinate of `minima`: see [`Coordinate`].
pub static STRETCH: Param = Param::log("stretch", 0.25, 9.0, "1");

/// Every objective, in the order in which a menu shows them.
pub static CATALOG: &[Entry] = &[
    Entry::surface("rosenbrock", "Rosenbrock’s valley", "0.001", |given| {
        plane(Rosenbrock { a: given.number(&ROSENBROCK_A), b: given.number(&ROSENBROCK_B) })
    })
    .params(&[&ROSENBROCK_A, &ROSENBROCK_B]),
    Entry::surface("himmelblau", "Himmelblau: four minima", "0.01", |_| plane(Himmelblau)),
    Entry::surface("beale", "Beale: a flat valley", "0.01", |_| plane(Beale)),
    Entry::surface("booth", "Booth: a tilted bowl", "0.02", |_| plane(Booth)),
    Entry::surface("three-hump-camel", "Three-hump camel", "0.05", |_| plane(ThreeHumpCamel)),
    Entry::surface("quadratic", "Quadratic bowl", "0.02", |given| {
        plane(Quadratic::new(given.number(&CONDITION), given.number(&ROTATION)))
    })
    .params(&[&CONDITION, &ROTATION]),
    Entry::surface("saddle", "Saddle x² − y²", "0.02", |_| plane(Saddle)),
    Entry::surface("bounded-saddle", "Saddle between two minima", "0.05", |_| plane(BoundedSaddle)),
    Entry::surface("bounded-monkey-saddle", "Monkey saddle among three minima", "0.02", |_| {
        plane(BoundedMonkeySaddle)
    }),
    Entry::surface("product", "The lecture’s (1 − w₁w₂)²", "0.05", |_| plane(Product)),
    Entry::surface("linear-regression", "Linear regression, N = 20", "0.05", |given| {
        Rc::new(LinearRegression::new(DATA_SET.of(given).pairs()))
    })
    .params(&[&DATA_SET.param])
    .finite_sum(Own::Targets),
    Entry::surface("logistic-regression", "Logistic regression, N = 20", "0.5", |_| {
        Rc::new(LogisticRegression::linnerud())
    })
    .finite_sum(Own::Classes),
    Entry::surface("noise", "Twenty shifted saddles, N = 20", "0.05", |_| Rc::new(Noise::new()))
        .finite_sum(Own::Nothing),
    Entry::surface("hill", "Hill", "0.2", |given| hill(CURVE.of(given))).params(&[&CURVE.param]).dim(1),
    Entry::surface("minima", "Two minima", "0.25", |given| {
        Rc::new(Minima::with_coordinate(given.number(&SCALE), given.number(&STRETCH)))
    })
    .params(&[&SCALE, &STRETCH])
    .finite_sum(Own::Nothing)
    .dim(1),
    // A round bowl until it can be read.
    Entry::surface("expression", "Your own function …", "0.01", |given| {
        written(given, false).map_or_else(|| plane(Quadratic::new(1.0, 0.0)), |own| own.0)
    })
    .own(Own::Formula),
];

fn plane(surface: impl Surface + 'static) -> Rc<dyn Objective> {
    Rc::new(Plane::new(surface))
}

/// The names of [`CATALOG`].
pub const NAMES: &[&str] = &names::<{ CATALOG.len() }>(None);
/// The names of those of two coordinates.
pub const PLANES: &[&str] = &names::<{ planes() }>(Some(2));

/// The names of the entries, or of those of so many coordinates.
const fn names<const N: usize>(dim: Option<usize>) -> [&'static str; N] {
    let (mut names, mut count, mut k) = ([""; N], 0, 0);
    while k < CATALOG.len() {
        let fits = match dim {
            Some(dim) => CATALOG[k].dim == dim,
            None => true,
        };
        if fits {
            names[count] = CATALOG[k].name;
            count += 1;
        }
        k += 1;
    }
    names
}

const fn planes() -> usize {
    let (mut count, mut k) = (0, 0);
    while k < CATALOG.len() {
        count += (CATALOG[k].dim == 2) as usize;
        k += 1;
    }
    count
}

/// The parameters of all surfaces: what a scene that shows any of them has to offer.
pub fn shapes() -> Vec<&'static Param> {
    CATALOG.iter().filter(|entry| entry.dim == 2).flat_map(|entry| entry.params.iter().copied()).collect()
}

/// The entry called `name`.
pub fn find(name: &str) -> Option<&'static Entry> {
    CATALOG.iter().find(|entry| entry.name == name)
}

/// The entry that a setting chooses: the first for a name that there is not.
pub fn chosen(name: &str) -> &'static Entry {
    find(name).unwrap_or(&CATALOG[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::param::Defaults;

    #[test]
    fn names_are_those_of_the_catalog_and_each_once() {
        assert!(CATALOG.iter().map(|entry| entry.name).eq(NAMES.iter().copied()));
        assert!(CATALOG.iter().all(|entry| std::ptr::eq(chosen(entry.name), entry)));
        assert_eq!((find("none").is_none(), chosen("none").name), (true, "rosenbrock"));
    }

    #[test]
    fn entries_say_what_they_build() {
        for entry in CATALOG {
            let objective = entry.build(&Defaults);
            assert_eq!(objective.dim(), entry.dim, "{}", entry.name);
            assert_eq!(objective.examples() > 1, entry.finite_sum, "{}", entry.name);
            assert_eq!(PLANES.contains(&entry.name), entry.dim == 2, "{}", entry.name);
            let rate = crate::decimal::parse(entry.rate);
            assert!(rate.is_some_and(|rate| rate > 0.0 && rate < 1.0), "{}", entry.name);
        }
    }
}
