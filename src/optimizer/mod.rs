//! Update rules: each a small named state and one pure update. An optimiser knows neither the objective nor the loop.

mod adagrad;
mod adam;
mod catalog;
mod lamb;
mod lars;
mod layers;
mod momentum;
mod nesterov;
mod rmsprop;
mod sgd;

pub use adagrad::AdaGrad;
pub use adam::Adam;
pub use catalog::{CATALOG, Entry, FORMS, NAMES, find, from_value};
pub use lamb::Lamb;
pub use lars::Lars;
pub use layers::Layers;
pub use momentum::{Form, Momentum};
pub use nesterov::Nesterov;
pub use rmsprop::RmsProp;
pub use sgd::Sgd;

/// A first-order update rule.
///
/// `theta` and `gradient` have the same length at every call; the state starts at zero and takes that length at
/// the first update. Learning rates are per update, so a schedule stays outside.
pub trait Optimizer {
    /// One update of `theta` with the (mini-batch) gradient at it.
    fn update(&mut self, theta: &mut [f64], gradient: &[f64], learning_rate: f64);
    /// The state by name, as in the formulas: `m` (momentum) and `v` (squares), whichever the rule keeps.
    fn state(&self) -> Vec<(&'static str, &[f64])>;
}

/// Grows a state vector to the length of θ: zeros, once.
fn sized(state: &mut Vec<f64>, len: usize) {
    if state.len() != len {
        state.clear();
        state.resize(len, 0.0);
    }
}
