//! Learning rates that change from update to update.

mod parse;

pub use parse::from_value;

use crate::named::named;
use crate::param::Param;

/// The factor on the base learning rate η at update t (from 0).
#[derive(Clone, Debug, PartialEq)]
pub enum Schedule {
    /// η.
    Constant,
    /// η·(t+1)/n for the first n updates, then η (Goyal et al., *Accurate, large minibatch SGD* (2017), §2.2).
    Warmup {
        /// Updates n until η is reached.
        steps: u64,
    },
    /// η·fᵏ with k = ⌊t/n⌋: multiplied by f after every n updates.
    Step {
        /// Updates n between two multiplications.
        steps: u64,
        /// Factor f.
        factor: f64,
    },
    /// η·½(1 + cos(πt/n)) until t = n, then 0 (Loshchilov and Hutter, *SGDR* (2017), eq. 5 without restarts).
    Cosine {
        /// Updates n until zero.
        steps: u64,
    },
    /// η given for each update, independent of the base; the last value goes on. An empty list leaves the base.
    Listed(Vec<f64>),
}

named! {
    /// The schedules that have a name.
    pub enum Kind {
        /// See [`Schedule::Constant`].
        Constant = "constant",
        /// See [`Schedule::Warmup`].
        Warmup = "warmup",
        /// See [`Schedule::Step`].
        Step = "step",
        /// See [`Schedule::Cosine`].
        Cosine = "cosine",
    }
}

/// Updates n of a schedule.
pub static STEPS: Param = Param::integer("steps", 1.0, 1e9, "10");
/// Factor of the step schedule.
pub static FACTOR: Param = Param::number("factor", 0.0, 1.0, 0.05, "0.1");

impl Kind {
    /// Its parameters.
    pub const fn params(self) -> &'static [&'static Param] {
        match self {
            Kind::Constant => &[],
            Kind::Warmup | Kind::Cosine => const { &[&STEPS] },
            Kind::Step => const { &[&STEPS, &FACTOR] },
        }
    }
}

impl Schedule {
    /// The schedule of this kind over `steps` updates (at least 1); `factor` is that of the step schedule.
    pub fn new(kind: Kind, steps: u64, factor: f64) -> Self {
        let steps = steps.max(1);
        match kind {
            Kind::Constant => Schedule::Constant,
            Kind::Warmup => Schedule::Warmup { steps },
            Kind::Step => Schedule::Step { steps, factor },
            Kind::Cosine => Schedule::Cosine { steps },
        }
    }

    /// The learning rate at update `t` (from 0) for the base rate `base`.
    ///
    /// ```
    /// use downhill_engine::schedule::Schedule;
    /// let warmup = Schedule::Warmup { steps: 4 };
    /// assert_eq!([0, 1, 3, 9].map(|t| warmup.rate(2.0, t)), [0.5, 1.0, 2.0, 2.0]);
    /// ```
    pub fn rate(&self, base: f64, t: u64) -> f64 {
        match self {
            Schedule::Constant => base,
            Schedule::Warmup { steps } if t + 1 < *steps => base * (t + 1) as f64 / *steps as f64,
            Schedule::Warmup { .. } => base,
            Schedule::Step { steps, factor } => base * libm::pow(*factor, (t / (*steps).max(1)) as f64),
            Schedule::Cosine { steps } if t >= *steps => 0.0,
            Schedule::Cosine { steps } => {
                let turn = std::f64::consts::PI * t as f64 / *steps as f64;
                base * 0.5 * (1.0 + libm::cos(turn))
            }
            Schedule::Listed(rates) => rates.get(t as usize).or(rates.last()).copied().unwrap_or(base),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_follow_their_formulas() {
        let warmup = Schedule::Warmup { steps: 10 };
        assert_eq!([0, 4, 9, 50].map(|t| warmup.rate(0.5, t)), [0.05, 0.25, 0.5, 0.5]);
        let step = Schedule::Step { steps: 25, factor: 0.1 };
        assert_eq!([0, 24].map(|t| step.rate(0.05, t)), [0.05, 0.05]);
        assert!((step.rate(0.05, 25) - 0.005).abs() < 1e-17 && (step.rate(0.05, 50) - 0.0005).abs() < 1e-18);
        let cosine = Schedule::Cosine { steps: 8 };
        assert_eq!((cosine.rate(2.0, 0), cosine.rate(2.0, 8), cosine.rate(2.0, 9)), (2.0, 0.0, 0.0));
        assert!((cosine.rate(2.0, 4) - 1.0).abs() < 1e-15);
        let listed = Schedule::Listed(vec![1.0, 2.0]);
        assert_eq!([0, 1, 5].map(|t| listed.rate(9.0, t)), [1.0, 2.0, 2.0]);
        assert_eq!(Schedule::Listed(Vec::new()).rate(9.0, 5), 9.0);
    }
}
