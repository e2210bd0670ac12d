//! Update rules: each a small named state and one pure update. An optimiser knows neither the objective nor the loop.
//!
//! A new one is a file of its own and, here, its two lines and its row of [`CATALOG`]: menus, links, the API and their
//! checks follow from the row.

mod adagrad;
mod adam;
mod lamb;
mod lars;
mod layers;
mod momentum;
mod nesterov;
mod parse;
pub(crate) mod plain;
mod real;
mod rmsprop;
mod sgd;

pub use adagrad::AdaGrad;
pub use adam::Adam;
pub use lamb::Lamb;
pub use lars::Lars;
pub use layers::Layers;
pub use momentum::{Form, Momentum};
pub use nesterov::Nesterov;
pub use parse::from_value;
#[cfg(feature = "single")]
pub use parse::single;
pub use plain::Plain;
pub use real::Real;
pub use rmsprop::RmsProp;
pub use sgd::Sgd;

use crate::param::{Choice, Given, Param};

/// A first-order update rule.
///
/// `theta` and `gradient` have the same length at every call; the state starts at zero and takes that length at
/// the first update. Learning rates are per update, so a schedule stays outside.
pub trait Optimizer<T: Real = f64> {
    /// One update of `theta` with the (mini-batch) gradient at it.
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64);
    /// The rule as arithmetic on single coordinates, where it is no more than that: long runs are compiled for it.
    #[cfg(any(feature = "library", feature = "single"))]
    fn plain(&self) -> Option<Plain> {
        None
    }
    /// The state by name, as in the formulas: `m` (momentum) and `v` (squares), whichever the rule keeps.
    fn state(&self) -> Vec<(&'static str, &[T])>;
}

/// Grows a state vector to the length of θ: zeros, once.
fn sized<T: Real>(state: &mut Vec<T>, len: usize) {
    if state.len() != len {
        state.clear();
        state.resize(len, T::ZERO);
    }
}

/// One optimiser that can be named.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Its name in links and descriptions.
    pub name: &'static str,
    /// Its proper name, which menus show where a language has no words of its own for it.
    pub title: &'static str,
    /// Its own parameters, beside the learning rate.
    pub params: &'static [&'static Param],
    /// Whether it works layer by layer.
    pub layered: bool,
    /// Whether its step is proportional to the gradient: such a rule takes an objective's usual rate.
    pub proportional: bool,
    build: Make<f64>,
}

/// What makes an optimiser of its parameters.
type Make<T> = fn(&dyn Given, Layers) -> Box<dyn Optimizer<T>>;
/// The numbers of networks; a program without networks knows no single precision.
#[cfg(feature = "single")]
type Single = f32;
#[cfg(not(feature = "single"))]
type Single = f64;

/// `row! { name: …, build: |given, layers| Lars::new(…) }`: an entry, and what builds the same rule for numbers of single
/// precision.
macro_rules! row {
    {
        name: $name:expr,
        title: $title:expr,
        params: $params:expr,
        layered: $layered:expr,
        proportional: $proportional:expr,
        build: |$given:pat_param, $layers:pat_param| $make:expr $(,)?
    } => {
        (
            Entry {
                name: $name,
                title: $title,
                params: $params,
                layered: $layered,
                proportional: $proportional,
                build: |$given, $layers| Box::new($make),
            },
            |$given, $layers| Box::new($make),
        )
    };
}

impl Entry {
    /// The optimiser with the parameters that are given; all coordinates are one layer.
    pub fn build(&self, given: &dyn Given) -> Box<dyn Optimizer> {
        (self.build)(given, Layers::One)
    }
}

/// Share λ of the last movement that is kept.
pub static MOMENTUM: Param = Param::number("momentum", 0.0, 0.999, 0.01, "0.9");
/// Form of the momentum rule.
pub static FORM: Choice<Form> = Choice::new("form");
/// Share of the old average of squares that RMSprop keeps.
pub static ALPHA: Param = Param::number("alpha", 0.0, 0.9999, 0.01, "0.99");
/// Share of the old average of gradients that Adam and LAMB keep.
pub static BETA1: Param = Param::number("beta1", 0.0, 0.9999, 0.01, "0.9");
/// Share of the old average of squares that Adam and LAMB keep.
pub static BETA2: Param = Param::number("beta2", 0.0, 0.99999, 0.001, "0.999");
/// What keeps divisions finite.
pub static EPSILON: Param = Param::log("epsilon", 1e-16, 1.0, "1e-8");
/// [`EPSILON`] as AdaGrad usually has it.
pub static ADAGRAD_EPSILON: Param = EPSILON.default("1e-10");
/// [`EPSILON`] as LAMB usually has it.
pub static LAMB_EPSILON: Param = EPSILON.default("1e-6");
/// Share w of θ that is added to the gradient, or to LAMB's direction.
pub static WEIGHT_DECAY: Param = Param::number("weight-decay", 0.0, 1.0, 0.01, "0");
/// Share τ of a layer's norm that one step of LARS is.
pub static TRUST_COEFFICIENT: Param = Param::log("trust-coefficient", 1e-5, 1.0, "0.02");

/// Every optimiser, in the order in which a menu shows them: what all programs know of it, and what networks alone do.
const ROWS: &[(Entry, Make<Single>)] = &[
    row! {
        name: "sgd",
        title: "SGD",
        params: &[],
        layered: false,
        proportional: true,
        build: |_, _| Sgd,
    },
    row! {
        name: "momentum",
        title: "Momentum",
        params: &[&MOMENTUM, &FORM.param],
        layered: false,
        proportional: true,
        build: |given, _| Momentum::new(given.number(&MOMENTUM), FORM.of(given)),
    },
    row! {
        name: "nesterov",
        title: "Nesterov",
        params: &[&MOMENTUM],
        layered: false,
        proportional: true,
        build: |given, _| Nesterov::new(given.number(&MOMENTUM)),
    },
    row! {
        name: "adagrad",
        title: "AdaGrad",
        params: &[&ADAGRAD_EPSILON],
        layered: false,
        proportional: false,
        build: |given, _| AdaGrad::new(given.number(&ADAGRAD_EPSILON)),
    },
    row! {
        name: "rmsprop",
        title: "RMSprop",
        params: &[&ALPHA, &EPSILON],
        layered: false,
        proportional: false,
        build: |given, _| RmsProp::new(given.number(&ALPHA), given.number(&EPSILON)),
    },
    row! {
        name: "adam",
        title: "Adam",
        params: &[&BETA1, &BETA2, &EPSILON],
        layered: false,
        proportional: false,
        build: |given, _| Adam::new(
            given.number(&BETA1),
            given.number(&BETA2),
            given.number(&EPSILON)
        ),
    },
    row! {
        name: "lars",
        title: "LARS",
        params: &[&MOMENTUM, &WEIGHT_DECAY, &TRUST_COEFFICIENT],
        layered: true,
        proportional: false,
        build: |given, layers| {
            let (momentum, decay) = (given.number(&MOMENTUM), given.number(&WEIGHT_DECAY));
            Lars::new(momentum, decay, given.number(&TRUST_COEFFICIENT), layers)
        },
    },
    row! {
        name: "lamb",
        title: "LAMB",
        params: &[&BETA1, &BETA2, &LAMB_EPSILON, &WEIGHT_DECAY],
        layered: true,
        proportional: false,
        build: |given, layers| {
            let (beta1, beta2) = (given.number(&BETA1), given.number(&BETA2));
            let (epsilon, decay) = (given.number(&LAMB_EPSILON), given.number(&WEIGHT_DECAY));
            Lamb::new(beta1, beta2, epsilon, decay, layers)
        },
    },
];

/// Every optimiser, in the order in which a menu shows them.
pub static CATALOG: &[Entry] = &{
    let (mut entries, mut k) = ([ROWS[0].0; ROWS.len()], 0);
    while k < entries.len() {
        entries[k] = ROWS[k].0;
        k += 1;
    }
    entries
};

/// The same rules in single precision, in the same order. They are a list of their own, so that a program without networks
/// does not have them.
#[cfg(feature = "single")]
static SINGLE: &[Make<Single>] = &{
    let (mut makes, mut k) = ([ROWS[0].1; ROWS.len()], 0);
    while k < makes.len() {
        makes[k] = ROWS[k].1;
        k += 1;
    }
    makes
};

/// The names of [`CATALOG`].
pub const NAMES: &[&str] = &{
    let mut names = [""; ROWS.len()];
    let mut k = 0;
    while k < names.len() {
        names[k] = ROWS[k].0.name;
        k += 1;
    }
    names
};

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
        for entry in CATALOG {
            assert!(std::ptr::eq(chosen(entry.name), entry), "{} is there twice", entry.name);
        }
        assert_eq!((find("none").is_none(), chosen("none").name), (true, "sgd"));
    }

    /// Doubling the gradient doubles the step, exactly where the catalogue says so.
    #[test]
    fn proportional_rules_are_proportional() {
        for entry in CATALOG {
            let end = |scale: f64| {
                let (mut rule, mut theta) = (entry.build(&Defaults), [0.0, 3.0]);
                for _ in 0..3 {
                    rule.update(&mut theta, &[scale, -2.0 * scale], 0.25);
                }
                [theta[0], theta[1] - 3.0]
            };
            let ([a, b], [twice_a, twice_b]) = (end(1.0), end(2.0));
            let proportional = (twice_a - 2.0 * a).abs() < 1e-12 && (twice_b - 2.0 * b).abs() < 1e-12;
            assert_eq!(proportional, entry.proportional, "{}", entry.name);
        }
    }
}
