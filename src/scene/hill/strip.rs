//! Where the ball ends, for every λ.

use crate::objective::Objective;

/// Values of λ, from 0 to 0.99.
const COLUMNS: usize = 199;

/// Ends of the runs that differ in λ alone.
pub(super) struct Strip {
    ends: Vec<(f64, f64)>,
    threshold: Option<f64>,
}

impl Strip {
    /// Runs every λ for `steps` updates from `from`; the threshold is the least λ that ends beyond `top`.
    pub(super) fn measure(objective: &dyn Objective, from: f64, rate: f64, steps: usize, top: f64) -> Self {
        let end = |momentum: f64| end(objective, from, rate, momentum, steps);
        let momentum = |column: usize| 0.99 * column as f64 / (COLUMNS - 1) as f64;
        let ends: Vec<_> = (0..COLUMNS).map(|column| (momentum(column), end(momentum(column)))).collect();
        let first = ends.iter().position(|&(_, x)| x > top);
        let threshold = first.map(|column| {
            let (mut low, mut high) = (momentum(column.saturating_sub(1)), momentum(column));
            for _ in 0..24 {
                let middle = (low + high) / 2.0;
                if end(middle) > top { high = middle } else { low = middle }
            }
            high
        });
        Self { ends, threshold }
    }
    /// (λ, where its run ends).
    pub(super) fn ends(&self) -> &[(f64, f64)] {
        &self.ends
    }
    /// The least λ that gets over, if any does.
    pub(super) fn threshold(&self) -> Option<f64> {
        self.threshold
    }
}

/// Where a run of the lecture's momentum stands after `steps` updates.
fn end(objective: &dyn Objective, from: f64, rate: f64, momentum: f64, steps: usize) -> f64 {
    let (mut x, mut m, mut g) = ([from], 0.0, [0.0]);
    for _ in 0..steps {
        objective.gradient(&x, &mut g);
        m = momentum * m - rate * g[0];
        x[0] += m;
        // At rest to the last digit that a picture shows.
        if m.abs() < 1e-9 && (rate * g[0]).abs() < 1e-9 {
            break;
        }
    }
    x[0]
}
