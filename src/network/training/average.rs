//! The mean of parameters over moments (P. Izmailov et al., *Averaging weights leads to wider optima*, UAI 2018).

use wide::f32x4;

#[derive(Default)]
pub(crate) struct Average {
    mean: Vec<f32x4>,
    count: f32,
}

impl Average {
    /// Takes in one more moment.
    pub(crate) fn take(&mut self, theta: &[f32x4]) {
        self.mean.resize(theta.len(), f32x4::ZERO);
        self.count += 1.0;
        let share = f32x4::splat(1.0 / self.count);
        for (mean, x) in self.mean.iter_mut().zip(theta) {
            *mean += (*x - *mean) * share;
        }
    }
    pub(crate) fn mean(&self) -> Option<&[f32x4]> {
        (self.count > 0.0).then_some(&self.mean)
    }
}
