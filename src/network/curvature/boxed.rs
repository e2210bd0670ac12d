//! Keskar's measure of sharpness.

use super::{Here, Objective};
use std::rc::Rc;

/// The box is |zᵢ| ≤ ε(|θᵢ| + 1) with this ε.
pub const BOX: f64 = 1e-3;
/// Most steps of the ascent; it usually ends before.
pub const STEPS: usize = 40;

/// How much the loss can rise in a small box around a point: 100·(max L − L)/(1 + L), |zᵢ| ≤ ε(|θᵢ| + 1), ε = 10⁻³ (N. Keskar
/// et al., *On large-batch training for deep learning*, 2017, eq. 3). The paper takes ten iterations of L-BFGS-B; here it is
/// projected gradient ascent from the centre on, with steps so long that each leads to the corner that the gradient points to, up
/// to [`STEPS`] of them, or until the gradient points to the corner that it is at. The highest loss on the way counts: a lower
/// bound of the maximum, like the paper's.
pub struct Boxed {
    of: Rc<Objective>,
    centre: Vec<f64>,
    /// Where it is, −1…1 of the box.
    place: Vec<f64>,
    here: Here,
    base: f64,
    most: f64,
    steps: usize,
}

impl Boxed {
    /// Around a point.
    pub fn new(of: Rc<Objective>, here: Here) -> Self {
        let (centre, base) = (here.theta.clone(), here.loss);
        Self { of, place: vec![0.0; centre.len()], centre, here, base, most: base, steps: 0 }
    }
    /// One step, one gradient; true when it has ended.
    pub fn step(&mut self) -> bool {
        if self.steps >= STEPS {
            return true;
        }
        self.steps += 1;
        let reach = |centre: f64| BOX * (centre.abs() + 1.0);
        let before = self.place.clone();
        for (place, slope) in self.place.iter_mut().zip(self.here.gradient()) {
            // What changes nothing stays.
            *place = if slope == 0.0 { *place } else { slope.signum() };
        }
        if self.place == before {
            self.steps = STEPS;
            return true;
        }
        let theta = self.centre.iter().zip(&self.place).map(|(x, place)| x + reach(*x) * place).collect();
        self.here = self.of.at(theta);
        self.most = self.most.max(self.here.loss);
        false
    }
    /// The measure in percent, as far as it is known.
    pub fn value(&self) -> f64 {
        100.0 * (self.most - self.base) / (1.0 + self.base)
    }
    /// Steps made.
    pub fn steps(&self) -> usize {
        self.steps
    }
}
